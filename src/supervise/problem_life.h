#pragma once

// Problems and requests for coordination (问题、提请协调): raised by a unit on a task, passed by the office to
// a leader or a unit, instructed (批示), settled, closed, and opened again where it was not settled after all.
// One pure function by one table, as task_life.h; docs/supervision.md shows the table. An ordinary problem has
// 7 days, a major one 30 (limits.h); a missed limit leaves a mark that stays.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "supervise/task_case.h"
#include "supervise/task_fact.h"
#include "supervise/task_life.h"

namespace duban {

enum class ProblemGrade { kOrdinary, kMajor };  // 一般, 重大

enum class ProblemState {
  kRaised,      // 待办理: waits for the office
  kWithLeader,  // 待批示
  kWithUnit,    // 待答复: a unit was asked
  kAnswered,    // 已答复: waits for the office
  kInstructed,  // 已批示: is being carried out
  kSettled,     // 已解决
  kClosed,      // 已销号
  kWithdrawn,   // 已撤回
};
inline constexpr int kProblemStateCount = 8;

enum class ProblemAction {
  kRaise,
  kAmend,         // 补充: the unit says more, before it is settled
  kSetGrade,      // 确定等级: the office; the limit follows, counted from the day it was raised
  kPassToLeader,  // 呈领导
  kPassToUnit,    // 转办
  kAnswer,        // 答复: by the unit that was asked or directed
  kInstruct,      // 批示: by the leader that it waits for
  kSettle,        // 办理完毕
  kClose,         // 销号
  kReopen,        // 重新提出
  kWithdraw,      // 撤回
};
inline constexpr int kProblemActionCount = 11;

enum class Decision { kNone, kAgreed, kRefused, kDirected };  // 同意, 不同意, 交办

// Who acts. A leader is known by his name as the papers print it.
struct ProblemPerson {
  std::int64_t account = 0;
  std::string name;
  Party party = Party::kOffice;
  std::string unit;    // the unit he acts for
  std::string leader;  // the leader he is
  Capacity capacity = Capacity::kSelf;
  std::string acts_for;  // for a delegate: whose delegate
  bool operator==(const ProblemPerson&) const = default;
};

struct ProblemRequest {
  ProblemAction action = ProblemAction::kRaise;
  ProblemPerson by;
  std::string unit;  // raise: whose; pass_to_unit: which; instruct with kDirected: who has to do it
  std::string text;  // the problem, the reason, the instruction, the outcome
  ProblemGrade grade = ProblemGrade::kOrdinary;  // raise, set_grade
  bool coordination = false;                     // raise: 提请协调
  std::string leader;                            // pass_to_leader
  Decision decision = Decision::kNone;           // instruct
  Day date;                                      // instruct: by when
  bool operator==(const ProblemRequest&) const = default;
};

// As TaskFact: what was asked for and taken.
struct ProblemFact {
  std::int64_t no = 0;
  Day day;
  ProblemRequest what;
  Day limit_end;  // raise, reopen, set_grade
  bool operator==(const ProblemFact&) const = default;
};

struct Instruction {
  std::int64_t fact = 0;
  std::string leader;
  Day on;
  Decision decision = Decision::kNone;
  std::string text;
  std::string unit;  // who has to do it; empty: nobody named
  Day by;            // by when; no day: none given
  bool operator==(const Instruction&) const = default;
};

struct ProblemCase {
  std::string unit;  // that raised it
  ProblemState state = ProblemState::kRaised;
  std::int64_t facts = 0;
  Day last_day, raised_on;
  Day limit_from;  // raised, or raised again
  ProblemGrade grade = ProblemGrade::kOrdinary;
  bool coordination = false;
  Day due;  // of the limit that runs, or ran last
  bool limit_runs = false;
  std::vector<Day> late;   // ends of missed limits; only grows
  std::string leader;      // whom it waits for, or who instructed last
  std::string asked_unit;  // whom the office asked, or the leader directed
  std::vector<Instruction> instructions;
  std::string outcome;  // what settling said
  int reopened = 0;
  bool operator==(const ProblemCase&) const = default;
};

struct ProblemTransition {
  ProblemAction action;
  std::string_view word, zh, en;
  SetOf<ProblemState> from;        // empty: there is no problem yet
  std::optional<ProblemState> to;  // nothing: stays
  SetOf<Party> by;                 // a unit's action may be filled in by the office (代填)
  std::string_view wants;          // for the docs
};
const std::vector<ProblemTransition>& problem_transitions();  // in the order of ProblemAction

struct ProblemStep {
  ProblemFact fact;
  ProblemCase after;
};
// before: nothing for kRaise. Errors as task_life's act(): kInvalid, kForbidden, kConflict.
Result<ProblemStep> act(const std::optional<ProblemCase>& before, const ProblemRequest& request, Day day,
                        const TaskRules& rules);
// The same case again from its facts. kDamaged where that cannot have happened.
Result<ProblemCase> rebuild(const std::vector<ProblemFact>& facts);
// As it stands on a day on which nothing was done: a limit that ran out is marked.
ProblemCase as_of(ProblemCase problem, Day day);
bool is_open(ProblemState state);  // neither settled, closed nor withdrawn
// What somebody could do now, fields aside.
std::vector<ProblemAction> open_actions(const ProblemCase& problem, const ProblemPerson& by, Day day);

std::string_view to_word(ProblemGrade grade);
std::string_view zh_name(ProblemGrade grade);
std::string_view to_word(ProblemState state);
std::string_view zh_name(ProblemState state);
std::string_view en_name(ProblemState state);
std::string_view to_word(ProblemAction action);
std::string_view zh_name(ProblemAction action);
std::string_view en_name(ProblemAction action);
std::string_view to_word(Decision decision);
std::string_view zh_name(Decision decision);
std::optional<ProblemGrade> problem_grade_from_word(std::string_view word);
std::optional<ProblemState> problem_state_from_word(std::string_view word);
std::optional<ProblemAction> problem_action_from_word(std::string_view word);
std::optional<Decision> decision_from_word(std::string_view word);

// A fact as flat words, only what is set; the day and number stand beside it. And back: kDamaged.
std::vector<std::pair<std::string, std::string>> to_fields(const ProblemFact& fact);
Result<ProblemFact> problem_fact_from_fields(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace duban
