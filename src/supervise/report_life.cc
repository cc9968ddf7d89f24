#include "supervise/report_life.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace duban {
namespace {

struct ReportWord {
  std::string_view word, zh, en;
};
// clang-format off
constexpr ReportWord kStateWords[] = {
    {"draft",     "草稿",         "a draft"},
    {"submitted", "待单位审核",   "waiting for the unit's review"},
    {"reviewing", "待督查室审核", "waiting for the supervision office"},
    {"accepted",  "已采用",       "accepted"},
    {"returned",  "退回",         "returned"},
    {"withdrawn", "撤回",         "withdrawn"},
};
static_assert(std::size(kStateWords) == kReportStateCount);
using R = ReportState;
using RA = ReportAction;
using ReportStates = SetOf<ReportState>;
using ReportParties = SetOf<Party>;
constexpr ReportTransition kReportTransitions[] = {
    {RA::kSubmit,   "submit",   "报送",     "hand in",  ReportStates::of(R::kDraft, R::kReturned, R::kWithdrawn), R::kSubmitted, ReportParties::of(Party::kUnit), false},
    {RA::kApprove,  "approve",  "单位审核", "approve",  ReportStates::of(R::kSubmitted), R::kReviewing, ReportParties::of(Party::kUnit), false},
    {RA::kAccept,   "accept",   "采用",     "accept",   ReportStates::of(R::kReviewing), R::kAccepted, ReportParties::of(Party::kOffice), false},
    {RA::kReturn,   "return",   "退回",     "return",   ReportStates::of(R::kSubmitted, R::kReviewing), R::kReturned, ReportParties::of(Party::kUnit, Party::kOffice), true},
    {RA::kWithdraw, "withdraw", "撤回",     "withdraw", ReportStates::of(R::kSubmitted, R::kReviewing), R::kWithdrawn, ReportParties::of(Party::kUnit), false},
};
static_assert(std::size(kReportTransitions) == kReportActionCount);
constexpr std::string_view kApportionmentWords[] = {"exact", "short", "over"};
// clang-format on

Error report_refused(ErrorCode code, std::string_view zh, std::string_view en) {
  return error(code, std::string(zh), std::string(en));
}

Result<void> check_report_person(const ReportCase& report, const ReportTransition& row, const TaskPerson& by) {
  const bool fills_in =
      by.capacity == Capacity::kFillIn && by.party == Party::kOffice && row.by.has(Party::kUnit);
  if (by.capacity == Capacity::kFillIn && !fills_in) {
    return report_refused(ErrorCode::kForbidden, "只有督查室可以代填承办单位的事项",
                          "Only the supervision office fills in, and only for a unit");
  }
  if (by.capacity == Capacity::kDelegate && by.acts_for.empty()) {
    return report_refused(ErrorCode::kInvalid, "代理须写明被代理人", "A delegate names the person he acts for");
  }
  if (fills_in) return {};
  if (!row.by.has(by.party)) {
    return error(ErrorCode::kForbidden, fmt::format("{}不能由{}办理", row.zh, zh_name(by.party)),
                 fmt::format("{} may not {} a report", en_name(by.party), row.en));
  }
  if (by.party == Party::kUnit && by.unit != report.unit) {
    return report_refused(ErrorCode::kForbidden, "只能办理本单位的填报",
                          "A unit deals with its own reports only");
  }
  return {};
}

// The unit returns what waits for the unit, the office what waits for the office.
Result<void> check_report_turn(const ReportCase& report, const ReportRequest& request) {
  const bool unit_acts = request.by.party == Party::kUnit || request.by.capacity == Capacity::kFillIn;
  if (request.action == ReportAction::kReturn && unit_acts != (report.state == ReportState::kSubmitted)) {
    return error(ErrorCode::kForbidden,
                 fmt::format("填报处于“{}”，不能由{}退回", zh_name(report.state), zh_name(request.by.party)),
                 fmt::format("The report is {}: it is not for {} to return it", en_name(report.state),
                             en_name(request.by.party)));
  }
  if (request.action == ReportAction::kApprove && report.handed_in_by == request.by.account) {
    return report_refused(ErrorCode::kForbidden, "报送人不能审核自己的填报",
                          "Whoever handed a report in does not approve it");
  }
  return {};
}

Reason odd(std::string_view rule, std::string zh, std::string en, const ReportedValue& value, Day on) {
  return {std::string(rule), {std::move(zh), std::move(en)}, {{"value", figure(value.value)}}, on};
}

}  // namespace

std::string_view to_word(ReportState state) { return kStateWords[static_cast<std::size_t>(state)].word; }
std::string_view zh_name(ReportState state) { return kStateWords[static_cast<std::size_t>(state)].zh; }
std::string_view en_name(ReportState state) { return kStateWords[static_cast<std::size_t>(state)].en; }
std::optional<ReportState> report_state_from_word(std::string_view word) {
  for (int i = 0; i < kReportStateCount; ++i) {
    if (kStateWords[i].word == word) return static_cast<ReportState>(i);
  }
  return {};
}
std::string_view to_word(ReportAction action) {
  return kReportTransitions[static_cast<std::size_t>(action)].word;
}
std::optional<ReportAction> report_action_from_word(std::string_view word) {
  for (const ReportTransition& row : kReportTransitions) {
    if (row.word == word) return row.action;
  }
  return {};
}
std::string_view zh_name(ReportAction action) {
  return kReportTransitions[static_cast<std::size_t>(action)].zh;
}
std::string_view to_word(Apportionment apportionment) {
  return kApportionmentWords[static_cast<std::size_t>(apportionment)];
}

const std::vector<ReportTransition>& report_transitions() {
  static const std::vector<ReportTransition> all(std::begin(kReportTransitions), std::end(kReportTransitions));
  return all;
}

Result<ReportCase> act(const ReportCase& before, const ReportRequest& request, Day day) {
  const ReportTransition& row = kReportTransitions[static_cast<std::size_t>(request.action)];
  if (!day.given() || day < before.last_day) {
    return error(
        ErrorCode::kConflict,
        fmt::format("日期{}早于上一次办理的{}，请检查系统时间", zh_day(day), zh_day(before.last_day)),
        fmt::format("{} is before the last step, {}: look at the clock", to_iso(day), to_iso(before.last_day)));
  }
  if (row.wants_reason && request.reason.empty()) {
    return report_refused(ErrorCode::kInvalid, "退回须说明理由", "A report is returned with a reason");
  }
  TRY(check_report_person(before, row, request.by));
  if (!row.from.has(before.state)) {
    return error(ErrorCode::kConflict, fmt::format("填报处于“{}”，不能{}", zh_name(before.state), row.zh),
                 fmt::format("The report is {}: it is not possible to {} it", en_name(before.state), row.en));
  }
  TRY(check_report_turn(before, request));
  ReportCase after = before;
  after.state = row.to;
  after.last_day = day;
  if (request.action == ReportAction::kReturn) after.reason = request.reason;
  if (request.action != ReportAction::kSubmit) return after;
  ++after.version;
  after.handed_in_by = request.by.account;
  after.filled_in = request.by.capacity == Capacity::kFillIn;
  if (!before.unit_review) after.state = ReportState::kReviewing;
  if (!before.handed_in_on) {
    after.handed_in_on = day;
    after.late = day > before.due;
  }
  return after;
}

std::vector<Reason> odd_value(const ReportedValue& value, Day on) {
  if (!std::isfinite(value.value)) {
    return {odd("odd.not_a_number", "不是一个数", "It is no number", value, on)};
  }
  std::vector<Reason> reasons;
  const bool has_target = value.target && *value.target != 0;
  if (has_target && std::fabs(value.value) >= 1000 * std::fabs(*value.target)) {
    reasons.push_back(
        odd("odd.thousandfold",
            fmt::format("{}是目标{}的1000倍以上，单位是否写错", figure(value.value), figure(*value.target)),
            fmt::format("{} is a thousand times the target {} or more: is it another unit of measure?",
                        figure(value.value), figure(*value.target)),
            value, on));
  }
  if (value.value < 0 && !value.may_be_negative) {
    reasons.push_back(odd("odd.negative", "数量不应为负", "An amount is not below nought", value, on));
  }
  if (value.cumulative && value.last && value.value < *value.last) {
    reasons.push_back(odd("odd.falls",
                          fmt::format("累计数{}小于上次填报的{}", figure(value.value), figure(*value.last)),
                          fmt::format("The cumulative {} is less than the {} reported before",
                                      figure(value.value), figure(*value.last)),
                          value, on));
  }
  if (value.as_of > on) {
    reasons.push_back(odd("odd.future", fmt::format("截止日期{}在今天之后", zh_day(value.as_of)),
                          fmt::format("The as-of date {} is after today", to_iso(value.as_of)), value, on));
  }
  return reasons;
}

Explained<Apportionment> check_apportionment(double whole, const std::vector<ApportionedPart>& parts, Day on) {
  double sum = 0;
  for (const ApportionedPart& part : parts) sum += part.value;
  const double gap = sum - whole;
  const double slack = 1e-9 * std::fmax(1, std::fabs(whole));
  const Apportionment value = std::fabs(gap) <= slack ? Apportionment::kExact
                              : gap < 0               ? Apportionment::kShort
                                                      : Apportionment::kOver;
  Explained<Apportionment> checked{value, {fmt::format("apportionment.{}", to_word(value)), {}, {}, on}};
  checked.why.inputs = {
      {"whole", figure(whole)}, {"sum", figure(sum)}, {"parts", std::to_string(parts.size())}};
  checked.why.words = {fmt::format("{}个单位合计{}，总目标{}", parts.size(), figure(sum), figure(whole)),
                       fmt::format("The parts ({}) make {} of {}", parts.size(), figure(sum), figure(whole))};
  if (value != Apportionment::kExact) {
    const std::string by = figure(std::fabs(std::round(gap * 1e9) / 1e9));
    checked.why.words.zh += fmt::format("，{}{}", value == Apportionment::kShort ? "还差" : "多出", by);
    checked.why.words.en += fmt::format(": {} {}", by, value == Apportionment::kShort ? "short" : "over");
  }
  return checked;
}

}  // namespace duban
