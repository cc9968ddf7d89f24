#pragma once

// The life of a progress report (填报): written, reviewed in the unit, then by the supervision office; returned
// with a reason, withdrawn, handed in again. Every version that was handed in stays. Late ones are taken and
// marked.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "supervise/reason.h"
#include "supervise/task_case.h"
#include "supervise/task_fact.h"
#include "supervise/task_life.h"

namespace duban {

enum class ReportState {
  kDraft,      // 草稿
  kSubmitted,  // 待单位审核
  kReviewing,  // 待督查室审核
  kAccepted,   // 已采用
  kReturned,   // 退回
  kWithdrawn,  // 撤回
};
inline constexpr int kReportStateCount = 6;
enum class ReportAction { kSubmit, kApprove, kAccept, kReturn, kWithdraw };
inline constexpr int kReportActionCount = 5;

std::string_view to_word(ReportState state);
std::string_view zh_name(ReportState state);
std::string_view en_name(ReportState state);
std::optional<ReportState> report_state_from_word(std::string_view word);
std::string_view to_word(ReportAction action);
std::optional<ReportAction> report_action_from_word(std::string_view word);
std::string_view zh_name(ReportAction action);

struct ReportTransition {
  ReportAction action;
  std::string_view word, zh, en;
  SetOf<ReportState> from;
  ReportState to;
  SetOf<Party> by;  // a unit's action may be filled in by the office (代填)
  bool wants_reason = false;
};
const std::vector<ReportTransition>& report_transitions();

struct ReportCase {
  std::string unit;
  Day due;
  bool unit_review = true;  // the unit has somebody who reviews; else a report goes straight to the office
  ReportState state = ReportState::kDraft;
  int version = 0;  // of the text that was handed in last; every one stays
  std::int64_t handed_in_by = 0;
  std::optional<Day> handed_in_on;  // the first time: punctuality counts from here
  bool late = false;                // handed in first after the due date; stays
  bool filled_in = false;
  std::string reason;  // why it was returned last
  Day last_day;
  bool operator==(const ReportCase&) const = default;
};

struct ReportRequest {
  ReportAction action = ReportAction::kSubmit;
  TaskPerson by;
  std::string reason;
  bool operator==(const ReportRequest&) const = default;
};

// Errors as act()'s. Whoever handed a report in does not approve it in the unit.
Result<ReportCase> act(const ReportCase& before, const ReportRequest& request, Day day);

// A number outside any sense is asked back before it is taken, and taken when the author says so: a thousand
// times the target, below nought, a cumulative figure that falls, an as-of date of the future. Nothing: nothing
// is odd.
struct ReportedValue {
  double value = 0;
  Day as_of;
  std::optional<double> target;
  std::optional<double> last;    // what was reported before
  bool cumulative = false;       // counts from the beginning of the year or before: cannot fall
  bool may_be_negative = false;  // growth rates, balances
};
std::vector<Reason> odd_value(const ReportedValue& value, Day on);

// A target apportioned to members (指标分解): whether the parts make the whole.
struct ApportionedPart {
  std::string unit;
  double value = 0;
  bool operator==(const ApportionedPart&) const = default;
};
enum class Apportionment { kExact, kShort, kOver };
std::string_view to_word(Apportionment apportionment);
Explained<Apportionment> check_apportionment(double whole, const std::vector<ApportionedPart>& parts, Day on);

}  // namespace duban
