#pragma once

// The life of a task (spec "process" section 2) after 《政府督查工作条例》 (国务院令第733号): one pure function
// from a case and a request to the fact, the case after it and the effects, by one table. docs/supervision.md
// shows the table and its diagram; both are generated from here.
//
//   auto step = act(task, request, today, rules);   // refused: an error that says why, nothing changed
//   store: append step->fact, keep step->after, do step->effects, all in one transaction
//
// One parallel state a unit; several lead units are of equal rank; the task closes when all units that answer
// for it have closed and no sub-task is open.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "supervise/calendar.h"
#include "supervise/limits.h"
#include "supervise/task_case.h"
#include "supervise/task_fact.h"

namespace duban {

// Small sets for the table's cells.
template <class Enum>
struct SetOf {
  std::uint32_t bits = 0;
  template <class... Each>
  static constexpr SetOf of(Each... each) {
    return {(0U | ... | (1U << static_cast<unsigned>(each)))};
  }
  constexpr bool has(Enum value) const { return ((bits >> static_cast<unsigned>(value)) & 1U) != 0; }
  constexpr bool empty() const { return bits == 0; }
};

// What a request must bring.
enum class Need {
  kUnit,
  kOtherUnit,
  kText,  // the reason, the statement, the done-criteria
  kDocument,
  kField,  // field and after
  kDate,
  kClosure,
  kConfidence,
  kConclusion,
  kOfficers,  // one of head, liaison, handler
  kTask,      // the other task's id
};

enum class Scope { kTask, kUnit };

struct Transition {
  TaskAction action;
  std::string_view word, zh, en;
  Scope scope;
  SetOf<TaskState> from;         // of the unit for kUnit, else of the task
  std::optional<TaskState> to;   // of the same; nothing: stays
  SetOf<TaskState> task_states;  // kUnit: the states of the task in which it may happen
  SetOf<Party> by;               // a unit's action may be filled in by the office (代填)
  SetOf<Need> needs;
  std::optional<LimitKind> starts;
  SetOf<LimitKind> stops;
  SetOf<Party> tells;      // who is told
  std::string_view guard;  // what else is asked, in words of the docs; empty: nothing
};

std::string_view to_word(Need need);  // other_unit

const std::vector<Transition>& transitions();  // in the order of TaskAction
const Transition& transition(TaskAction action);

enum class EffectKind {
  kTaskState,     // state
  kUnitJoined,    // unit, state
  kUnitState,     // unit, state
  kDueMoved,      // unit, day
  kLimitStarted,  // limit, unit, conclusion, day
  kLimitStopped,  // limit, unit, conclusion, day
  kLateMarked,    // limit, unit, day
  kTell,          // party, unit where the party is a unit
  kRolledOver,    // task: the successor's id; make it with continuation()
};

// What a step brings about: whoever does what the effects say, and nothing else, has the task's states, limits
// and marks right.
struct Effect {
  EffectKind kind = EffectKind::kTaskState;
  std::string unit;
  TaskState state = TaskState::kDraft;
  LimitKind limit = LimitKind::kDue;
  int conclusion = 0;
  Day day;
  Party party = Party::kOffice;
  std::string task;
  bool operator==(const Effect&) const = default;
};
// In words: 开始签收时限，至2026年3月9日.
Message describe(const Effect& effect);

struct TaskRules {
  LimitRules limits;
  const Calendar* calendar = nullptr;
};
TaskRules default_task_rules();  // the packed files

struct TaskStep {
  TaskFact fact;
  TaskCase after;
  std::vector<Effect> effects;
};

// Errors, each with the reason in words: kInvalid (a field is missing or makes no sense), kForbidden (not this
// party, not this person), kConflict (the state does not allow it; a day before the last fact), kNotFound (no
// such unit, conclusion). What `by` may see and touch beyond that is supervise/rights.h's business.
Result<TaskStep> act(const TaskCase& before, const TaskRequest& request, Day day, const TaskRules& rules);

// The case after a fact that act() made.
TaskCase evolve(TaskCase task, const TaskFact& fact);
// All of a case from its facts. Errors: kDamaged where a number is missing, a day goes back or a fact could not
// have happened then.
Result<TaskCase> rebuild(const std::vector<TaskFact>& facts);
// The case as it stands on a day on which nothing was done: limits that ran out are marked.
TaskCase as_of(TaskCase task, Day day);
// Which actions somebody could take now, fields aside: for the buttons of a page.
std::vector<TaskAction> open_actions(const TaskCase& task, const TaskPerson& by, std::string_view unit,
                                     Day day);

// Where the paper names no unit that answers, the first listed unit is proposed: as convener (汇总单位) where
// all share the work (按职责分工负责), else as lead unit (牵头单位). The office decides (kSetPart). Nothing
// where a unit answers already or none is listed.
struct PartProposal {
  std::string unit;
  UnitPart part = UnitPart::kConvener;
  bool operator==(const PartProposal&) const = default;
};
std::optional<Explained<PartProposal>> propose_answering(const std::vector<UnitSeat>& units, bool shared,
                                                         Day on);

// The approval of next year's task out of this one: units, class and horizon as they are, its lateness carried.
TaskRequest continuation(const TaskCase& task, std::string_view id, Day due, const TaskPerson& by);

}  // namespace duban
