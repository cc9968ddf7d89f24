#include "supervise/limits.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/embedded.h"
#include "supervise/rule_file.h"

namespace duban {
namespace {

struct LimitWords {
  LimitKind kind;
  std::string_view word, zh, en;
};
// clang-format off
constexpr LimitWords kLimitWords[] = {
    {LimitKind::kAcknowledge,     "acknowledge",      "签收",           "acknowledgement"},
    {LimitKind::kBreakDown,       "break_down",       "分解",           "break-down"},
    {LimitKind::kDispute,         "dispute",          "分工异议处理",   "settling a dispute of the assignment"},
    {LimitKind::kExtension,       "extension",        "延期审批",       "deciding an extension"},
    {LimitKind::kRectify,         "rectify",          "整改",           "rectification"},
    {LimitKind::kObjectionFile,   "objection_file",   "提出异议",       "filing an objection"},
    {LimitKind::kObjectionDecide, "objection_decide", "复核决定",       "deciding an objection"},
    {LimitKind::kProblemOrdinary, "problem_ordinary", "一般问题办结",   "settling an ordinary problem"},
    {LimitKind::kProblemMajor,    "problem_major",    "重大问题办结",   "settling a major problem"},
    {LimitKind::kAnswerBlue,      "answer_blue",      "蓝色督办单回复", "answering a blue notice"},
    {LimitKind::kAnswerYellow,    "answer_yellow",    "黄色督办单回复", "answering a yellow notice"},
    {LimitKind::kAnswerRed,       "answer_red",       "红色督办单回复", "answering a red notice"},
    {LimitKind::kDue,             "due",              "完成",           "the due date"},
};
// clang-format on
static_assert(std::size(kLimitWords) == kLimitKindCount);

const LimitWords& words_of(LimitKind kind) { return kLimitWords[static_cast<std::size_t>(kind)]; }

constexpr int kLongestLimit = 3660;  // ten years: more is a slip of the pen

Result<void> read_limit(const RuleLine& line, Limit& limit) {
  limit.number = TRY(line.whole(1, 0, kLongestLimit));
  if (line.column(2) == "working_days") {
    limit.count = DayCount::kWorkingDays;
  } else if (line.column(2) == "days") {
    limit.count = DayCount::kDays;
  } else {
    return line.wrong("时限的单位应为 working_days（工作日）或 days（日）",
                      "a limit counts working_days or days");
  }
  return {};
}

Result<void> read_due_soon(const RuleLine& line, std::vector<int>& days) {
  days.clear();
  for (std::size_t i = 1; i < line.columns.size(); ++i) days.push_back(TRY(line.whole(i, 1, kLongestLimit)));
  std::sort(days.rbegin(), days.rend());
  return {};
}

struct WholeSetting {
  std::string_view key;
  int LimitRules::*first;
  int LimitRules::*second;  // nullptr: one column
  int least, most;
};
// clang-format off
constexpr WholeSetting kWholeSettings[] = {
    {"round_monthly",     &LimitRules::monthly_opens,     &LimitRules::monthly_due,     1, 28},
    {"round_quarterly",   &LimitRules::quarterly_opens,   &LimitRules::quarterly_due,   1, 28},
    {"blue_notice",       &LimitRules::blue_notice,       nullptr,                      0, 366},
    {"default_due",       &LimitRules::default_due_month, &LimitRules::default_due_day, 1, 31},
    {"urge_task",         &LimitRules::urge_task_count,   &LimitRules::urge_task_days,  1, 366},
    {"urge_unit",         &LimitRules::urge_unit_count,   &LimitRules::urge_unit_days,  1, 366},
    {"notice_again",      &LimitRules::notice_again,      nullptr,                      1, 366},
    {"talk_after_yellow", &LimitRules::talk_after_yellow, nullptr,                      1, 100},
    {"silent_after",      &LimitRules::silent_after,      nullptr,                      1, 366},
};
// clang-format on

Result<void> read_limit_line(const RuleLine& line, LimitRules& rules) {
  if (const auto kind = limit_from_word(line.key()); kind && *kind != LimitKind::kDue) {
    return read_limit(line, rules.limits[static_cast<std::size_t>(*kind)]);
  }
  if (line.key() == "due_soon") return read_due_soon(line, rules.due_soon);
  if (line.key() == "round_shift") {
    if (line.column(1) != "keep" && line.column(1) != "next_working_day") {
      return line.wrong("round_shift 应为 keep 或 next_working_day", "round_shift is keep or next_working_day");
    }
    rules.round_shift = line.column(1) == "keep" ? RoundShift::kKeep : RoundShift::kNextWorkingDay;
    return {};
  }
  for (const WholeSetting& setting : kWholeSettings) {
    if (line.key() != setting.key) continue;
    rules.*setting.first = TRY(line.whole(1, setting.least, setting.most));
    if (setting.second != nullptr) rules.*setting.second = TRY(line.whole(2, setting.least, setting.most));
    return {};
  }
  return line.wrong(fmt::format("不认识的设置“{}”", line.key()),
                    fmt::format("no such setting: “{}”", line.key()));
}

Day shifted(const LimitRules& rules, const Calendar& calendar, Day due) {
  return rules.round_shift == RoundShift::kNextWorkingDay ? calendar.next_working(due) : due;
}

}  // namespace

std::string_view to_word(LimitKind kind) { return words_of(kind).word; }
std::string_view zh_name(LimitKind kind) { return words_of(kind).zh; }
std::string_view en_name(LimitKind kind) { return words_of(kind).en; }

std::optional<LimitKind> limit_from_word(std::string_view word) {
  for (const LimitWords& row : kLimitWords) {
    if (row.word == word) return row.kind;
  }
  return {};
}

Result<LimitRules> read_limit_rules(std::string_view file, std::string_view text) {
  // The packed file names every limit, so a replaced one that leaves some out keeps those.
  static const LimitRules packed = [] {
    LimitRules rules;
    for (const embedded::File& each : embedded::rule_files()) {
      if (each.path != "limits.txt") continue;
      for (const RuleLine& line : read_rule_lines(each.path, each.bytes)) {
        CHECK(read_limit_line(line, rules).ok());
      }
    }
    return rules;
  }();
  LimitRules rules = packed;
  for (const RuleLine& line : read_rule_lines(file, text)) TRY(read_limit_line(line, rules));
  if (!Day::of(2026, rules.default_due_month, rules.default_due_day)) {
    return error(ErrorCode::kInvalid, fmt::format("{}：default_due不是日期", file),
                 fmt::format("{}: default_due is no day of the year", file));
  }
  return rules;
}

const LimitRules& default_limit_rules() {
  static const LimitRules rules = read_limit_rules("limits.txt", "").take();
  return rules;
}

Explained<Day> limit_end(const LimitRules& rules, const Calendar& calendar, LimitKind kind, Day from) {
  CHECK(kind != LimitKind::kDue);
  const Limit limit = rules.limits[static_cast<std::size_t>(kind)];
  Explained<Day> end;
  if (limit.count == DayCount::kWorkingDays) {
    end = calendar.add_working_days(from, limit.number);
  } else {
    end.value = from + limit.number;
    end.why.inputs = {
        {"from", to_iso(from)}, {"days", std::to_string(limit.number)}, {"due", to_iso(end.value)}};
    end.why.words = {fmt::format("自{}起{}日，至{}", zh_day(from), limit.number, zh_day(end.value)),
                     fmt::format("{} days from {}: {}", limit.number, to_iso(from), to_iso(end.value))};
  }
  end.why.rule = fmt::format("limit.{}", to_word(kind));
  end.why.words.zh = fmt::format("{}时限：{}", zh_name(kind), end.why.words.zh);
  end.why.words.en = fmt::format("Limit for {}: {}", en_name(kind), end.why.words.en);
  end.why.on = from;
  return end;
}

Explained<Day> task_due(const LimitRules& rules, std::optional<Day> printed, int plan_year) {
  if (printed) {
    return {*printed,
            {"due.printed",
             {fmt::format("文件写明{}", zh_day(*printed)), fmt::format("The paper says {}", to_iso(*printed))},
             {{"printed", to_iso(*printed)}},
             *printed}};
  }
  const auto day = Day::of(plan_year, rules.default_due_month, rules.default_due_day);
  CHECK(day.has_value());
  return {*day,
          {"due.default",
           {fmt::format("文件未写时限，默认{}", zh_day(*day)),
            fmt::format("The paper gives no date: {} by default", to_iso(*day))},
           {{"plan_year", std::to_string(plan_year)}},
           *day}};
}

Result<RoundDays> round_days(const LimitRules& rules, const Calendar& calendar, RoundKind kind, int year,
                             int period) {
  const bool monthly = kind == RoundKind::kMonthly;
  if (period < 1 || period > (monthly ? 12 : 4) || year < 1 || year > 9998) {
    return error(ErrorCode::kInvalid, fmt::format("没有{}年第{}{}", year, period, monthly ? "月" : "季度"),
                 fmt::format("there is no {} {} of {}", monthly ? "month" : "quarter", period, year));
  }
  const int last_month = monthly ? period : period * 3;
  const int first_month = monthly ? period : last_month - 2;
  const int next_month = last_month % 12 + 1;
  const int next_year = last_month == 12 ? year + 1 : year;
  RoundDays round;
  round.period_from = *Day::of(year, first_month, 1);
  round.period_to = *Day::of(year, last_month, days_in_month(year, last_month));
  round.opens = *Day::of(year, last_month, monthly ? rules.monthly_opens : rules.quarterly_opens);
  const Day fixed = *Day::of(next_year, next_month, monthly ? rules.monthly_due : rules.quarterly_due);
  const Day due = shifted(rules, calendar, fixed);
  Reason why{
      monthly ? "round.monthly" : "round.quarterly",
      {fmt::format("{}调度，{}开始，{}截止", monthly ? "按月" : "按季", zh_day(round.opens), zh_day(due)),
       fmt::format("{} round, opens {}, due {}", monthly ? "Monthly" : "Quarterly", to_iso(round.opens),
                   to_iso(due))},
      {{"opens", to_iso(round.opens)}, {"due", to_iso(due)}},
      round.opens};
  if (due != fixed) {
    why.rule += ".shifted";
    why.words.zh += fmt::format("（{}不是工作日，顺延）", zh_day(fixed));
    why.words.en += fmt::format(" ({} is no working day: moved on)", to_iso(fixed));
  } else if (!calendar.is_working(due)) {
    why.words.zh += "（截止日不是工作日）";
    why.words.en += " (which is no working day)";
  }
  if (!calendar.knows(due.year())) {
    why.inputs.push_back({"year_without_calendar", std::to_string(due.year())});
    why.words.zh += fmt::format("（{}年没有节假日数据，只扣除周六、周日）", due.year());
    why.words.en += fmt::format(" ({} has no holiday data: only week-ends are left out)", due.year());
  }
  round.due = {due, std::move(why)};
  return round;
}

std::optional<Explained<int>> due_soon(const LimitRules& rules, Day due, Day on) {
  const int left = due - on;
  int warning = 0;
  if (left > 0) {
    for (const int days : rules.due_soon) {
      if (left <= days) warning = days;
    }
    if (warning == 0) return {};
  }
  Explained<int> soon{warning,
                      {"due_soon", {}, {{"due", to_iso(due)}, {"days_left", std::to_string(left)}}, on}};
  if (left > 0) {
    soon.why.words = {fmt::format("距{}的时限还有{}天", zh_day(due), left),
                      fmt::format("{} days left until {}", left, to_iso(due))};
  } else if (left == 0) {
    soon.why.words = {fmt::format("今天（{}）到期", zh_day(due)), fmt::format("Due today ({})", to_iso(due))};
  } else {
    soon.why.words = {fmt::format("已过{}的时限{}天", zh_day(due), -left),
                      fmt::format("{} days past {}", -left, to_iso(due))};
  }
  return soon;
}

std::vector<Day> reminder_days(const LimitRules& rules, Day due) {
  std::vector<Day> days;
  for (const int before : rules.due_soon) days.push_back(due - before);
  return days;
}

}  // namespace duban
