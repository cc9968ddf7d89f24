#pragma once

// Settings, anchors and outcomes of targets as the JSON that the store keeps and the API takes.

#include <simdjson.h>

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "supervise/target_setting.h"

namespace duban {

// {"direction":"higher"|null,"light_class":…,"tolerance":n|null,"baseline":n|null,"trajectory":"linear"|null,
//  "from":"2026-01-01","to":"","points":[{"on","value"}],"source":"","releases":["2026-07-20"]}
void write_json(JsonWriter& json, const TargetSetting& setting);
// Members that are absent keep what `setting` holds. Errors: kInvalid, naming the member.
Result<TargetSetting> read_setting(simdjson::dom::element object, TargetSetting setting);

std::string setting_to_json(const TargetSetting& setting);
Result<TargetSetting> setting_from_json(std::string_view json);
std::string target_anchor_to_json(const TargetAnchor& anchor);
Result<TargetAnchor> target_anchor_from_json(std::string_view json);

// {"value":n|null,"cumulative":…,"level":…,"baseline":…,"reference":…,"remaining":…,"covered":…,"total":…,
//  "confirmed":bool|null,"as_of":"2026-12-31","released_on":"","source":"市统计局"}
struct OutcomeEntry {
  Outcome outcome;
  std::string source;
  bool operator==(const OutcomeEntry&) const = default;
};
void write_json(JsonWriter& json, const OutcomeEntry& entry);
Result<OutcomeEntry> read_outcome(simdjson::dom::element object);
std::string outcome_to_json(const OutcomeEntry& entry);
Result<OutcomeEntry> outcome_from_json(std::string_view json);

void write_number(JsonWriter& json, std::string_view key, const std::optional<double>& value);
void write_reason(JsonWriter& json, const Reason& why, Language language);

}  // namespace duban
