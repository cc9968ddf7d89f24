#include "supervise/problem_life.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "supervise/limits.h"

namespace duban {
namespace {

struct ProblemWord {
  std::string_view word, zh, en;
};
using S = ProblemState;
using A = ProblemAction;
using ProblemStates = SetOf<ProblemState>;
using ProblemParties = SetOf<Party>;

// clang-format off
constexpr ProblemWord kStateWords[] = {
    {"raised",      "待办理", "raised"},
    {"with_leader", "待批示", "waiting for a leader's instruction"},
    {"with_unit",   "待答复", "waiting for a unit's answer"},
    {"answered",    "已答复", "answered"},
    {"instructed",  "已批示", "instructed"},
    {"settled",     "已解决", "settled"},
    {"closed",      "已销号", "closed"},
    {"withdrawn",   "已撤回", "withdrawn"},
};
static_assert(std::size(kStateWords) == kProblemStateCount);
constexpr ProblemWord kGradeWords[] = {{"ordinary", "一般", "ordinary"}, {"major", "重大", "major"}};
constexpr ProblemWord kDecisionWords[] = {
    {"none", "", ""}, {"agreed", "同意", "agreed"}, {"refused", "不同意", "refused"}, {"directed", "交办", "directed"}};

constexpr ProblemStates kOpenStates = ProblemStates::of(S::kRaised, S::kWithLeader, S::kWithUnit, S::kAnswered, S::kInstructed);
constexpr ProblemParties kOffice = ProblemParties::of(Party::kOffice);
constexpr ProblemParties kUnit = ProblemParties::of(Party::kUnit);
constexpr ProblemParties kLeader = ProblemParties::of(Party::kLeader);
constexpr ProblemParties kOfficeOrUnit = ProblemParties::of(Party::kOffice, Party::kUnit);

constexpr ProblemTransition kProblemTransitions[] = {
    {A::kRaise,        "raise",          "提出",     "raise",             {},                                                                 S::kRaised,     kUnit,         "text, grade"},
    {A::kAmend,        "amend",          "补充",     "add to",            kOpenStates,                                                        {},             kUnit,         "text"},
    {A::kSetGrade,     "set_grade",      "确定等级", "grade",             kOpenStates,                                                        {},             kOffice,       "another grade"},
    {A::kPassToLeader, "pass_to_leader", "呈领导",   "pass to a leader",  kOpenStates,                                                        S::kWithLeader, kOffice,       "leader"},
    {A::kPassToUnit,   "pass_to_unit",   "转办",     "pass to a unit",    kOpenStates,                                                        S::kWithUnit,   kOffice,       "unit, another than the one that raised it"},
    {A::kAnswer,       "answer",         "答复",     "answer",            ProblemStates::of(S::kWithUnit, S::kInstructed), S::kAnswered, kUnit, "text; the unit that was asked, or that an instruction names"},
    {A::kInstruct,     "instruct",       "批示",     "give an instruction on", ProblemStates::of(S::kWithLeader, S::kInstructed),             S::kInstructed, kLeader,       "decision, text; with directed the unit; the leader whom it waits for"},
    {A::kSettle,       "settle",         "办理完毕", "settle",            ProblemStates::of(S::kRaised, S::kWithUnit, S::kAnswered, S::kInstructed), S::kSettled, kOffice,     "text: the outcome"},
    {A::kClose,        "close",          "销号",     "close",             ProblemStates::of(S::kSettled),                                     S::kClosed,     kOfficeOrUnit, ""},
    {A::kReopen,       "reopen",         "重新提出", "raise again",       ProblemStates::of(S::kSettled, S::kClosed),                         S::kRaised,     kOfficeOrUnit, "text"},
    {A::kWithdraw,     "withdraw",       "撤回",     "withdraw",          ProblemStates::of(S::kRaised, S::kWithLeader, S::kWithUnit, S::kAnswered), S::kWithdrawn, kUnit,     "text"},
};
// clang-format on
static_assert(std::size(kProblemTransitions) == kProblemActionCount);
constexpr bool problem_rows_in_order() {
  for (std::size_t i = 0; i < std::size(kProblemTransitions); ++i) {
    if (static_cast<std::size_t>(kProblemTransitions[i].action) != i) return false;
  }
  return true;
}
static_assert(problem_rows_in_order());

const ProblemTransition& row_of(ProblemAction action) {
  return kProblemTransitions[static_cast<std::size_t>(action)];
}

template <class Enum, std::size_t N>
std::optional<Enum> enum_of(const ProblemWord (&words)[N], std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i].word == word) return static_cast<Enum>(i);
  }
  return {};
}

Error lacks(const ProblemTransition& row, std::string_view zh, std::string_view en) {
  return error(ErrorCode::kInvalid, fmt::format("{}须写明{}", row.zh, zh),
               fmt::format("To {} a problem, give {}", row.en, en));
}

// A leader acts as the leader whom it waits for, a unit as the one that raised it or was asked.
Result<void> check_problem_person(const std::optional<ProblemCase>& before, const ProblemRequest& request) {
  const ProblemTransition& row = row_of(request.action);
  const ProblemPerson& by = request.by;
  const bool fills_in =
      by.capacity == Capacity::kFillIn && by.party == Party::kOffice && row.by.has(Party::kUnit);
  if (by.capacity == Capacity::kFillIn && !fills_in) {
    return error(ErrorCode::kForbidden, "只有督查室可以代填承办单位的事项",
                 "Only the supervision office fills in, and only for a unit");
  }
  if (by.capacity == Capacity::kDelegate && by.acts_for.empty()) {
    return error(ErrorCode::kInvalid, "代理须写明被代理人", "A delegate names the person he acts for");
  }
  if (fills_in) return {};
  if (!row.by.has(by.party)) {
    return error(ErrorCode::kForbidden, fmt::format("{}不能由{}办理", row.zh, zh_name(by.party)),
                 fmt::format("{} may not {} a problem", en_name(by.party), row.en));
  }
  if (by.party == Party::kLeader && (by.leader.empty() || by.leader != before->leader)) {
    return error(ErrorCode::kForbidden, fmt::format("这个问题呈的是{}，不能由他人批示", before->leader),
                 fmt::format("This problem waits for {}; nobody else instructs on it", before->leader));
  }
  if (by.party != Party::kUnit) return {};
  const std::string& whose = request.action == A::kRaise    ? request.unit
                             : request.action == A::kAnswer ? before->asked_unit
                                                            : before->unit;
  if (by.unit.empty() || by.unit != whose) {
    return error(ErrorCode::kForbidden, "只能办理本单位的问题", "A unit deals with its own problems only");
  }
  return {};
}

Result<void> check_problem_fields(const std::optional<ProblemCase>& before, const ProblemRequest& request,
                                  Day day) {
  const ProblemTransition& row = row_of(request.action);
  const bool needs_text = request.action != A::kSetGrade && request.action != A::kPassToLeader &&
                          request.action != A::kPassToUnit && request.action != A::kClose;
  if (needs_text && request.text.empty()) return lacks(row, "内容", "the words");
  switch (request.action) {
    case A::kRaise:
      if (request.unit.empty()) return lacks(row, "单位", "the unit");
      break;
    case A::kSetGrade:
      if (request.grade == before->grade) {
        return error(ErrorCode::kConflict, fmt::format("已经是{}问题", zh_name(before->grade)),
                     fmt::format("It is {} already", to_word(before->grade)));
      }
      break;
    case A::kPassToLeader:
      if (request.leader.empty()) return lacks(row, "领导", "the leader");
      break;
    case A::kPassToUnit:
      if (request.unit.empty()) return lacks(row, "单位", "the unit");
      if (request.unit == before->unit) {
        return error(ErrorCode::kInvalid, "不能转给提出问题的单位自己", "It was that unit that raised it");
      }
      break;
    case A::kInstruct:
      if (request.decision == Decision::kNone) return lacks(row, "意见（同意、不同意、交办）", "the decision");
      if (request.decision == Decision::kDirected && request.unit.empty()) {
        return lacks(row, "由谁办理", "the unit that has to do it");
      }
      if (request.date.given() && request.date < day) {
        return error(ErrorCode::kInvalid, fmt::format("办理时限{}已经过去", zh_day(request.date)),
                     fmt::format("{} is past", to_iso(request.date)));
      }
      break;
    default:
      break;
  }
  return {};
}

Day problem_limit_end(ProblemGrade grade, Day from, const TaskRules& rules) {
  const LimitKind kind = grade == ProblemGrade::kMajor ? LimitKind::kProblemMajor : LimitKind::kProblemOrdinary;
  return limit_end(rules.limits, *rules.calendar, kind, from).value;
}

void begin_limit(ProblemCase& problem, const ProblemFact& fact) {
  problem.limit_from = fact.day;
  problem.due = fact.limit_end;
  problem.limit_runs = true;
}

// What a fact makes of the case. Only what is set of the request is looked at.
ProblemCase evolve(ProblemCase problem, const ProblemFact& fact) {
  const ProblemRequest& what = fact.what;
  problem = as_of(std::move(problem), fact.day);
  problem.facts = fact.no;
  problem.last_day = fact.day;
  if (const auto to = row_of(what.action).to) problem.state = *to;
  switch (what.action) {
    case A::kRaise:
      problem.unit = what.unit;
      problem.grade = what.grade;
      problem.coordination = what.coordination;
      problem.raised_on = fact.day;
      begin_limit(problem, fact);
      break;
    case A::kSetGrade:
      problem.grade = what.grade;
      problem.due = fact.limit_end;
      break;
    case A::kPassToLeader:
      problem.leader = what.leader;
      break;
    case A::kPassToUnit:
      problem.asked_unit = what.unit;
      break;
    case A::kInstruct:
      problem.instructions.push_back(
          {fact.no, what.by.leader, fact.day, what.decision, what.text, what.unit, what.date});
      problem.asked_unit = what.unit;
      break;
    case A::kSettle:
      problem.outcome = what.text;
      problem.limit_runs = false;
      break;
    case A::kReopen:
      ++problem.reopened;
      problem.outcome.clear();
      begin_limit(problem, fact);
      break;
    case A::kWithdraw:
      problem.limit_runs = false;
      break;
    case A::kAmend:
    case A::kAnswer:
    case A::kClose:
      break;
  }
  return problem;
}

Error damaged_problem(std::string_view name, std::string_view value) {
  return error(ErrorCode::kDamaged, fmt::format("问题记录的“{}”读不懂：{}", name, value),
               fmt::format("“{}” of a problem's fact cannot be read: {}", name, value));
}

constexpr std::string_view kCapacityWords[] = {"", "delegate", "fill_in"};
constexpr std::string_view kPartyWords[] = {"office", "unit", "leader"};

}  // namespace

const std::vector<ProblemTransition>& problem_transitions() {
  static const std::vector<ProblemTransition> all(std::begin(kProblemTransitions),
                                                  std::end(kProblemTransitions));
  return all;
}

Result<ProblemStep> act(const std::optional<ProblemCase>& before, const ProblemRequest& request, Day day,
                        const TaskRules& rules) {
  const ProblemTransition& row = row_of(request.action);
  if (!day.given() || (before && day < before->last_day)) {
    return error(ErrorCode::kConflict,
                 fmt::format("日期{}早于上一次办理的{}，请检查系统时间", zh_day(day),
                             zh_day(before ? before->last_day : Day{})),
                 fmt::format("The day {} is before that of the last step, {}: check the system's clock",
                             to_iso(day), to_iso(before ? before->last_day : Day{})));
  }
  const bool is_there = before.has_value();
  if (is_there ? !row.from.has(before->state) : !row.from.empty()) {
    return error(ErrorCode::kConflict,
                 fmt::format("问题处于“{}”，不能{}", is_there ? zh_name(before->state) : "未提出", row.zh),
                 fmt::format("The problem is {}: it is not possible to {} it",
                             is_there ? en_name(before->state) : "not raised", row.en));
  }
  TRY(check_problem_person(before, request));
  TRY(check_problem_fields(before, request, day));
  ProblemStep step;
  step.fact = {is_there ? before->facts + 1 : 1, day, request, {}};
  if (request.action == A::kRaise) step.fact.limit_end = problem_limit_end(request.grade, day, rules);
  if (request.action == A::kReopen) step.fact.limit_end = problem_limit_end(before->grade, day, rules);
  if (request.action == A::kSetGrade) {
    step.fact.limit_end = problem_limit_end(request.grade, before->limit_from, rules);
  }
  step.after = evolve(before.value_or(ProblemCase{}), step.fact);
  return step;
}

Result<ProblemCase> rebuild(const std::vector<ProblemFact>& facts) {
  std::optional<ProblemCase> problem;
  for (const ProblemFact& fact : facts) {
    const ProblemTransition& row = row_of(fact.what.action);
    const bool fits =
        problem ? fact.no == problem->facts + 1 && fact.day >= problem->last_day && row.from.has(problem->state)
                : fact.no == 1 && row.from.empty();
    if (!fits) {
      return error(ErrorCode::kDamaged, fmt::format("问题的第{}条记录与前文不符", fact.no),
                   fmt::format("fact {} of a problem does not fit what is before it", fact.no));
    }
    problem = evolve(problem.value_or(ProblemCase{}), fact);
  }
  if (!problem) return error(ErrorCode::kDamaged, "问题没有记录", "a problem without facts");
  return *problem;
}

ProblemCase as_of(ProblemCase problem, Day day) {
  if (!problem.limit_runs || day <= problem.due) return problem;
  if (std::find(problem.late.begin(), problem.late.end(), problem.due) == problem.late.end()) {
    problem.late.push_back(problem.due);
  }
  return problem;
}

bool is_open(ProblemState state) { return kOpenStates.has(state); }

std::vector<ProblemAction> open_actions(const ProblemCase& problem, const ProblemPerson& by, Day day) {
  std::vector<ProblemAction> out;
  if (day < problem.last_day) return out;
  for (const ProblemTransition& row : kProblemTransitions) {
    if (!row.from.has(problem.state)) continue;
    ProblemRequest request;
    request.action = row.action;
    request.by = by;
    if (check_problem_person(problem, request).ok()) out.push_back(row.action);
  }
  return out;
}

std::string_view to_word(ProblemGrade grade) { return kGradeWords[static_cast<std::size_t>(grade)].word; }
std::string_view zh_name(ProblemGrade grade) { return kGradeWords[static_cast<std::size_t>(grade)].zh; }
std::string_view to_word(ProblemState state) { return kStateWords[static_cast<std::size_t>(state)].word; }
std::string_view zh_name(ProblemState state) { return kStateWords[static_cast<std::size_t>(state)].zh; }
std::string_view en_name(ProblemState state) { return kStateWords[static_cast<std::size_t>(state)].en; }
std::string_view to_word(ProblemAction action) { return row_of(action).word; }
std::string_view zh_name(ProblemAction action) { return row_of(action).zh; }
std::string_view en_name(ProblemAction action) { return row_of(action).en; }
std::string_view to_word(Decision decision) { return kDecisionWords[static_cast<std::size_t>(decision)].word; }
std::string_view zh_name(Decision decision) { return kDecisionWords[static_cast<std::size_t>(decision)].zh; }

std::optional<ProblemGrade> problem_grade_from_word(std::string_view word) {
  return enum_of<ProblemGrade>(kGradeWords, word);
}
std::optional<ProblemState> problem_state_from_word(std::string_view word) {
  return enum_of<ProblemState>(kStateWords, word);
}
std::optional<ProblemAction> problem_action_from_word(std::string_view word) {
  for (const ProblemTransition& row : kProblemTransitions) {
    if (row.word == word) return row.action;
  }
  return {};
}
std::optional<Decision> decision_from_word(std::string_view word) {
  return enum_of<Decision>(kDecisionWords, word);
}

std::vector<std::pair<std::string, std::string>> to_fields(const ProblemFact& fact) {
  std::vector<std::pair<std::string, std::string>> out;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) out.emplace_back(name, value);
  };
  const ProblemRequest& what = fact.what;
  add("no", std::to_string(fact.no));
  add("day", to_iso(fact.day));
  add("action", to_word(what.action));
  add("account", what.by.account == 0 ? "" : std::to_string(what.by.account));
  add("name", what.by.name);
  add("party", kPartyWords[static_cast<std::size_t>(what.by.party)]);
  add("by_unit", what.by.unit);
  add("by_leader", what.by.leader);
  add("capacity", kCapacityWords[static_cast<std::size_t>(what.by.capacity)]);
  add("acts_for", what.by.acts_for);
  add("unit", what.unit);
  add("text", what.text);
  add("grade", what.grade == ProblemGrade::kOrdinary ? "" : to_word(what.grade));
  add("coordination", what.coordination ? "1" : "");
  add("leader", what.leader);
  add("decision", what.decision == Decision::kNone ? "" : to_word(what.decision));
  add("date", to_iso(what.date));
  add("limit_end", to_iso(fact.limit_end));
  return out;
}

Result<ProblemFact> problem_fact_from_fields(const std::vector<std::pair<std::string, std::string>>& fields) {
  ProblemFact fact;
  ProblemRequest& what = fact.what;
  for (const auto& [name, value] : fields) {
    bool good = true;
    const auto day = [&](Day& out) {
      const auto read = Day::parse(value);
      good = read.has_value();
      if (good) out = *read;
    };
    const auto number = [&](std::int64_t& out) {
      good = !value.empty() && value.size() < 19 && value.find_first_not_of("0123456789") == std::string::npos;
      if (good) out = std::stoll(value);
    };
    const auto one_of = [&](auto& out, const auto& words) {
      const auto found = std::find(std::begin(words), std::end(words), value);
      good = found != std::end(words);
      if (good) out = static_cast<std::decay_t<decltype(out)>>(found - std::begin(words));
    };
    const auto known = [&](auto& out, const auto& read) {
      good = read.has_value();
      if (good) out = *read;
    };
    if (name == "no")
      number(fact.no);
    else if (name == "day")
      day(fact.day);
    else if (name == "action")
      known(what.action, problem_action_from_word(value));
    else if (name == "account")
      number(what.by.account);
    else if (name == "name")
      what.by.name = value;
    else if (name == "party")
      one_of(what.by.party, kPartyWords);
    else if (name == "by_unit")
      what.by.unit = value;
    else if (name == "by_leader")
      what.by.leader = value;
    else if (name == "capacity")
      one_of(what.by.capacity, kCapacityWords);
    else if (name == "acts_for")
      what.by.acts_for = value;
    else if (name == "unit")
      what.unit = value;
    else if (name == "text")
      what.text = value;
    else if (name == "grade")
      known(what.grade, problem_grade_from_word(value));
    else if (name == "coordination")
      what.coordination = value == "1";
    else if (name == "leader")
      what.leader = value;
    else if (name == "decision")
      known(what.decision, decision_from_word(value));
    else if (name == "date")
      day(what.date);
    else if (name == "limit_end")
      day(fact.limit_end);
    else
      good = false;
    if (!good) return damaged_problem(name, value);
  }
  if (fact.no == 0 || !fact.day.given()) return damaged_problem("no", "");
  return fact;
}

}  // namespace duban
