#pragma once

// Time limits (时限): how long each step may take, when rounds open and are due, when warnings come. The
// figures are data (data/rules/limits.txt), which an office may replace by its own.

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "supervise/calendar.h"
#include "supervise/reason.h"

namespace duban {

enum class LimitKind {
  kAcknowledge,  // 签收
  kBreakDown,    // 分解
  kDispute,      // 分工异议的处理
  kExtension,    // 延期申请的审批
  kRectify,      // 整改
  kObjectionFile,  // 提出异议: 30 days from the conclusion (《政府督查工作条例》, 国务院令第733号)
  kObjectionDecide,  // 复核决定: 30 days from the objection (the same)
  kProblemOrdinary,  // 一般问题
  kProblemMajor,     // 重大问题
  kAnswerBlue,       // 蓝色督办单的回复
  kAnswerYellow,
  kAnswerRed,
  kDue,  // 完成时限: the task's own due date, no figure of the file
};
inline constexpr int kLimitKindCount = 13;

std::string_view to_word(LimitKind kind);  // acknowledge
std::string_view zh_name(LimitKind kind);  // 签收
std::string_view en_name(LimitKind kind);  // acknowledgement
std::optional<LimitKind> limit_from_word(std::string_view word);

enum class DayCount { kWorkingDays, kDays };

struct Limit {
  int number = 0;
  DayCount count = DayCount::kDays;
  bool operator==(const Limit&) const = default;
};

enum class RoundKind { kMonthly, kQuarterly };
enum class RoundShift { kKeep, kNextWorkingDay };

struct LimitRules {
  std::array<Limit, kLimitKindCount> limits;  // by LimitKind
  int monthly_opens = 25, monthly_due = 5;
  int quarterly_opens = 25, quarterly_due = 10;
  RoundShift round_shift = RoundShift::kKeep;
  std::vector<int> due_soon{30, 15, 7, 1};  // falling
  int blue_notice = 7;
  int default_due_month = 12, default_due_day = 31;
  int urge_task_count = 1, urge_task_days = 7;
  int urge_unit_count = 5, urge_unit_days = 7;
  int notice_again = 30;
  int talk_after_yellow = 2;
  int silent_after = 45;
  bool operator==(const LimitRules&) const = default;
};

// Reads a file of that form over the defaults: a key that is absent keeps its default. Errors: kInvalid.
Result<LimitRules> read_limit_rules(std::string_view file, std::string_view text);
const LimitRules& default_limit_rules();  // data/rules/limits.txt as packed

// The last day of a limit that began on `from` (the day of the event, which does not count itself).
// Not for kDue.
Explained<Day> limit_end(const LimitRules& rules, const Calendar& calendar, LimitKind kind, Day from);

// The due date that a task gets: the paper's, or, where it gives none, the default day of the plan's year,
// marked as default by the rule due.default.
Explained<Day> task_due(const LimitRules& rules, std::optional<Day> printed, int plan_year);

struct RoundDays {
  Day period_from, period_to;  // what is reported on
  Day opens;
  Explained<Day> due;
  bool operator==(const RoundDays&) const = default;
};
// The round of a month (1–12) or quarter (1–4) of a year: monthly opens on the 25th and is due on the 5th of
// the next month, quarterly on the 10th after the quarter. kInvalid for a period that there is not.
Result<RoundDays> round_days(const LimitRules& rules, const Calendar& calendar, RoundKind kind, int year,
                             int period);

// Which warning stands on a day: the smallest of due_soon that covers the days left (12 days left: 15), 0 on
// and after the due date, nothing before the first warning.
std::optional<Explained<int>> due_soon(const LimitRules& rules, Day due, Day on);
// The days on which a reminder goes out, the earliest first.
std::vector<Day> reminder_days(const LimitRules& rules, Day due);

}  // namespace duban
