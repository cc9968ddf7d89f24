#pragma once

// What a unit writes in a report: the draft, and each version that was handed in. Kept as JSON.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/json.h"
#include "base/result.h"

namespace duban {

struct BodyValue {
  int target = 0;               // position in the task, from 0
  std::optional<double> value;  // nothing: not reported this time
  Day as_of;                    // 截止日期; no day where none was given
  std::string source;           // 数据来源
  bool operator==(const BodyValue&) const = default;
};

struct ReportBody {
  std::string text;  // 进展情况
  std::vector<BodyValue> values;
  std::optional<double> percent;  // the unit's own; no light is made from it
  std::string problems;
  bool wants_coordination = false;
  std::string next_step;
  bool operator==(const ReportBody&) const = default;
};

// {"text","values":[{"target","value"|null,"as_of","source"}],"percent"|null,"problems","wants_coordination",
// "next_step"}; a member that is absent is empty. targets: how many the task has. Errors: kInvalid, with the
// field and the remedy; kTooLarge for a text over 20,000 bytes.
Result<ReportBody> report_body_from_json(std::string_view json, int targets);
void write_report_body(JsonWriter& json, const ReportBody& body);
std::string to_json(const ReportBody& body);

}  // namespace duban
