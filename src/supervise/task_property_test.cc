// 100,000 random sequences of actions, seeded: whatever people try, no state is illegal, the effects account
// for everything, and the facts make the same case again.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "supervise/task_life.h"

namespace duban {
namespace {

// Sanitizers make every step ten times as dear.
#if defined(__SANITIZE_ADDRESS__)
constexpr int kSequences = 10'000;
#else
constexpr int kSequences = 100'000;
#endif
constexpr int kSteps = 18;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {  // splitmix64
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

constexpr std::array<const char*, 4> kUnitKeys = {"1", "2", "3", "4"};

// What the effects alone say of a task: somebody who only does what they say.
struct Books {
  TaskState state = TaskState::kDraft;
  std::map<std::string, std::pair<TaskState, Day>> units;
  std::set<std::tuple<LimitKind, std::string, int, Day>> limits;
  std::set<std::tuple<LimitKind, std::string, Day>> late;
  std::string successor;

  // Empty, or what was wrong.
  std::string take(const Effect& effect) {
    const auto unit = units.find(effect.unit);
    switch (effect.kind) {
      case EffectKind::kTaskState:
        state = effect.state;
        break;
      case EffectKind::kUnitJoined:
        if (unit != units.end()) return "joined twice";
        units[effect.unit] = {effect.state, effect.day};
        break;
      case EffectKind::kUnitState:
        if (unit == units.end()) return "an unknown unit changed";
        unit->second.first = effect.state;
        break;
      case EffectKind::kDueMoved:
        if (unit == units.end()) return "an unknown unit's due date moved";
        unit->second.second = effect.day;
        break;
      case EffectKind::kLimitStarted:
        if (!limits.emplace(effect.limit, effect.unit, effect.conclusion, effect.day).second)
          return "started twice";
        break;
      case EffectKind::kLimitStopped:
        if (limits.erase({effect.limit, effect.unit, effect.conclusion, effect.day}) != 1)
          return "stopped, not running";
        break;
      case EffectKind::kLateMarked:
        if (!late.emplace(effect.limit, effect.unit, effect.day).second) return "marked twice";
        break;
      case EffectKind::kRolledOver:
        successor = effect.task;
        break;
      case EffectKind::kTell:
        break;
    }
    return "";
  }

  std::string differs(const TaskCase& task) const {
    if (state != task.state) return "state";
    if (successor != task.successor) return "successor";
    if (units.size() != task.units.size()) return "units";
    for (const UnitCase& unit : task.units) {
      const auto known = units.find(unit.unit);
      if (known == units.end() || known->second != std::pair{unit.state, unit.due}) return "unit " + unit.unit;
    }
    if (limits.size() != task.limits.size()) return "number of limits";
    for (const OpenLimit& each : task.limits) {
      if (!limits.contains({each.kind, each.unit, each.conclusion, each.end})) return "limit";
    }
    if (late.size() != task.late.size()) return "late marks";
    return "";
  }
};

// The unit's steps as the spec's section 2 has them, written down here once more.
bool unit_step_is_legal(TaskState from, TaskState to) {
  using enum TaskState;
  static const std::set<std::pair<TaskState, TaskState>> legal = {
      {kApproved, kDispatched},
      {kDispatched, kAcknowledged},
      {kAcknowledged, kBrokenDown},
      {kBrokenDown, kAcknowledged},  // returned
      {kBrokenDown, kInProgress},
      {kInProgress, kCompletionApplied},
      {kCompletionApplied, kInProgress},  // withdrawn, returned
      {kCompletionApplied, kVerifying},
      {kVerifying, kClosed},
      {kVerifying, kRectifying},
      {kRectifying, kVerifying},
      {kRectifying, kClosed},  // the conclusion was changed
      {kDispatched, kDisputed},
      {kAcknowledged, kDisputed},
      {kDisputed, kDispatched},
      {kReleased, kDispatched},  // came back
      {kReleased, kApproved},    // the same, before dispatch
  };
  if (legal.contains({from, to})) return true;
  const bool may_leave = from != kClosed && from != kCompletionApplied && from != kVerifying;
  return to == kReleased && may_leave;
}

// What must hold whatever happened.
std::string broken_rule(const TaskCase& before, const TaskCase& after, const TaskFact& fact) {
  using enum TaskState;
  const bool begun = after.state != kDraft && after.state != kApproved;
  int answering = 0, answering_open = 0;
  bool closed_by_task = false;
  for (const UnitCase& unit : after.units) {
    if (unit.state == kReleased) continue;
    closed_by_task |= unit.closed_with_task;
    if (!answers(unit.part)) continue;
    ++answering;
    if (unit.state != kClosed) ++answering_open;
  }
  const bool never_dispatched = after.ending == Ending::kTerminated && after.done_criteria.empty();
  if (begun && answering == 0 && !never_dispatched) return "nobody answers";
  if (begun && after.done_criteria.empty() && !never_dispatched) return "dispatched without done-criteria";
  if (is_running(after.state) && answering_open == 0 && after.open_subtasks == 0)
    return "open though all closed";
  if (after.state == kClosed && (answering_open > 0 || after.open_subtasks > 0))
    return "closed though not all closed";
  if (closed_by_task && after.ending != Ending::kClosed && after.ending != Ending::kRolledOver)
    return "closed with no task";
  if (before.original_due.given() && after.original_due != before.original_due) return "original date changed";
  if (after.open_subtasks < 0) return "sub-tasks below nought";
  for (std::size_t i = 0; i < before.late.size(); ++i) {
    if (i >= after.late.size() || after.late[i] != before.late[i]) return "a late mark went";
  }
  for (const OpenLimit& each : before.limits) {
    const bool stood = before.state == kSuspended && each.kind != LimitKind::kObjectionDecide;
    const bool waited =
        std::any_of(before.extensions.begin(), before.extensions.end(), [&](const Extension& asked) {
          return asked.unit == each.unit && each.kind == LimitKind::kDue &&
                 asked.state <= ExtensionState::kAgreed;
        });
    if (each.end >= fact.day || stood || waited) continue;
    const LateMark mark{each.kind, each.unit, each.end};
    if (std::find(after.late.begin(), after.late.end(), mark) == after.late.end()) return "late and not marked";
  }
  for (const UnitCase& unit : after.units) {
    const UnitCase* was = unit_of(before, unit.unit);
    const bool moved = was != nullptr && was->state != unit.state;
    if (moved && !unit.closed_with_task && !unit_step_is_legal(was->state, unit.state)) {
      return fmt::format("{} → {}", to_word(was->state), to_word(unit.state));
    }
    using A = TaskAction;
    constexpr std::array kMovers = {A::kApproveExtension, A::kAdjust, A::kResume, A::kAddUnit, A::kReassign};
    const bool due_moved = was != nullptr && was->due != unit.due;
    if (due_moved && std::find(kMovers.begin(), kMovers.end(), fact.what.action) == kMovers.end())
      return "due moved";
  }
  if (before.state == kArchived) return "something happened after the archive";
  if (before.state == kTerminated && after.state != kArchived) return "terminated and not dead";
  const bool at_end = after.state == kArchived || after.state == kTerminated;
  if (at_end && !after.limits.empty()) return "limits of a dead task";
  for (const Extension& each : after.extensions) {
    const bool pending = each.state == ExtensionState::kApplied || each.state == ExtensionState::kAgreed;
    if (pending && (at_end || unit_of(after, each.unit)->state == kClosed))
      return "an extension nobody will decide";
  }
  for (const Conclusion& each : after.conclusions) {
    const bool open = std::any_of(after.limits.begin(), after.limits.end(), [&](const OpenLimit& limit) {
      return limit.kind == LimitKind::kObjectionDecide && limit.conclusion == each.no;
    });
    if (open != (each.objection == ObjectionState::kFiled)) return "an objection without its limit";
    if (open && unit_of(after, each.unit)->state == kReleased) return "an objection of a unit that left";
  }
  return "";
}

TaskPerson random_person(Dice& dice, SetOf<Party> by, const std::string& unit) {
  TaskPerson person;
  const auto party = static_cast<Party>(dice.below(3));
  person.party = by.has(party) || dice.one_in(50) ? party
                 : by.has(Party::kOffice)         ? Party::kOffice
                 : by.has(Party::kUnit)           ? Party::kUnit
                                                  : Party::kLeader;
  person.account = 1 + static_cast<int>(person.party) * 10 + dice.below(2);
  if (person.party == Party::kUnit) person.unit = dice.one_in(50) ? "4" : unit.empty() ? "1" : unit;
  if (dice.one_in(12)) {
    person.capacity = person.party == Party::kOffice ? Capacity::kFillIn : Capacity::kDelegate;
    if (!dice.one_in(10)) person.acts_for = "主任";
  }
  return person;
}

// The next step on the way to the end, so that sequences get far.
TaskAction next_step(Dice& dice, TaskState state) {
  using A = TaskAction;
  switch (state) {
    case TaskState::kDraft:
      return A::kApprove;
    case TaskState::kApproved:
      return dice.one_in(4) ? A::kSetPart : A::kDispatch;
    case TaskState::kDispatched:
      return A::kAcknowledge;
    case TaskState::kDisputed:
      return A::kRejectDispute;
    case TaskState::kAcknowledged:
      return A::kBreakDown;
    case TaskState::kBrokenDown:
      return A::kAcceptBreakDown;
    case TaskState::kInProgress:
      return A::kApplyCompletion;
    case TaskState::kRectifying:
      return dice.one_in(2) ? A::kSubmitRectification : A::kObject;
    case TaskState::kCompletionApplied:
      return A::kBeginVerification;
    case TaskState::kVerifying:
      return dice.one_in(2)   ? A::kPassVerification
             : dice.one_in(2) ? A::kFailVerification
                              : A::kChangeConclusion;
    case TaskState::kSuspended:
      return A::kResume;
    default:
      return A::kArchive;
  }
}

// Something that the table has for this state, with a unit for which it has it; now and then anything.
const Transition* random_row(Dice& dice, const TaskCase& task, std::string& unit) {
  const UnitCase* in = nullptr;
  if (!task.units.empty()) {
    in = &task.units[static_cast<std::size_t>(dice.below(static_cast<int>(task.units.size())))];
    unit = in->unit;
  }
  for (const Extension& each : task.extensions) {
    if (in == nullptr || each.unit != in->unit || dice.one_in(2)) continue;
    if (each.state == ExtensionState::kApplied) return &transition(TaskAction::kAgreeExtension);
    if (each.state == ExtensionState::kAgreed) return &transition(TaskAction::kApproveExtension);
  }
  if (dice.one_in(40)) return &transitions()[static_cast<std::size_t>(dice.below(kTaskActionCount))];
  if (!dice.one_in(3))
    return &transition(next_step(dice, is_running(task.state) && in ? in->state : task.state));
  const Transition* row = nullptr;
  for (int tries = 0; tries < 40; ++tries) {
    row = &transitions()[static_cast<std::size_t>(dice.below(kTaskActionCount))];
    const bool ends = row->to && row->scope == Scope::kTask && *row->to >= TaskState::kArchived;
    if (ends && !dice.one_in(12)) continue;
    if (row->scope == Scope::kTask
            ? row->from.has(task.state)
            : in != nullptr && row->from.has(in->state) && row->task_states.has(task.state)) {
      break;
    }
  }
  return row;
}

TaskRequest random_request(Dice& dice, const TaskCase& task, Day today) {
  std::string unit = kUnitKeys[static_cast<std::size_t>(dice.below(4))];
  const Transition* row = random_row(dice, task, unit);
  if (row->action == TaskAction::kAddUnit) unit = kUnitKeys[static_cast<std::size_t>(dice.below(4))];
  TaskRequest request;
  request.action = row->action;
  request.by = random_person(dice, row->by, unit);
  request.unit = unit;
  request.other_unit = kUnitKeys[static_cast<std::size_t>(dice.below(4))];
  request.part = dice.one_in(3) ? UnitPart::kResponsible : UnitPart::kConvener;
  for (int i = dice.one_in(10) ? 0 : 1 + dice.below(2); i > 0; --i) {
    request.units.push_back(
        {kUnitKeys[static_cast<std::size_t>(i)], dice.one_in(3) ? UnitPart::kResponsible : UnitPart::kLead});
  }
  if (!dice.one_in(20)) request.text = "说明";
  if (!dice.one_in(10)) request.document = "文件";
  request.field = dice.one_in(2) ? "due" : "text";
  request.after = "新值";
  if (!dice.one_in(6) || row->needs.has(Need::kDate)) request.date = today + (dice.below(120) - 10);
  request.horizon = static_cast<Horizon>(dice.below(2));
  request.closure = static_cast<Closure>(dice.one_in(10) ? 0 : 1 + dice.below(3));
  request.confidence = static_cast<Confidence>(dice.below(4));
  request.conclusion =
      task.conclusions.empty() ? dice.below(2) : static_cast<int>(task.conclusions.size()) - dice.below(2);
  request.head = dice.one_in(2) ? "主任" : "";
  request.task = dice.one_in(10) ? "" : "77";
  return request;
}

struct Tally {
  std::array<std::int64_t, kTaskActionCount> taken{};
  std::int64_t refused = 0, facts = 0, effects = 0, closed = 0, late = 0;
};

// Empty, or what went wrong.
std::string play_sequence(std::uint64_t seed, const TaskRules& rules, Tally& tally) {
  Dice dice(seed);
  TaskCase task;
  Books books;
  std::vector<TaskFact> facts;
  Day today = *Day::parse("2026-01-05");
  const bool through_fields = dice.one_in(20);
  for (int i = 0; i < kSteps && task.state != TaskState::kArchived; ++i) {
    today = today + (dice.one_in(30) ? -3 : dice.below(9));
    const TaskRequest request = random_request(dice, task, today);
    const auto step = act(task, request, today, rules);
    if (!step.ok()) {
      if (step.error().message.zh.empty() || step.error().message.en.empty()) return "a refusal without words";
      ++tally.refused;
      continue;
    }
    if (step->fact.no != task.facts + 1) return "number";
    const std::string broken = broken_rule(task, step->after, step->fact);
    if (!broken.empty()) return fmt::format("{} by {}", broken, to_word(request.action));
    const bool lost = i % 4 == 0 && step->after.late.size() < as_of(task, today).late.size();
    if (lost) return "a late mark was lost";
    for (const Effect& effect : step->effects) {
      const std::string wrong = books.take(effect);
      if (!wrong.empty()) return fmt::format("{} by {}", wrong, to_word(request.action));
    }
    const std::string differs = books.differs(step->after);
    if (!differs.empty()) return fmt::format("the effects miss {} of {}", differs, to_word(request.action));
    tally.effects += static_cast<std::int64_t>(step->effects.size());
    ++tally.taken[static_cast<std::size_t>(request.action)];
    task = std::move(step->after);
    facts.push_back(std::move(step->fact));
  }
  if (through_fields) {
    for (TaskFact& fact : facts) {
      const auto read = fact_from_fields(to_fields(fact));
      if (!read.ok() || *read != fact) return "a fact that its fields do not give back";
      fact = *read;
    }
  }
  const auto again = rebuild(facts);
  if (!again.ok()) return "rebuild: " + again.error().message.en;
  if (*again != task) return "rebuilt, it is another";
  tally.facts += task.facts;
  tally.closed += task.ending == Ending::kClosed ? 1 : 0;
  tally.late += was_late(task) ? 1 : 0;
  return "";
}

TEST(TaskProperty, NoSequenceOfActionsBreaksATask) {
  Tally tally;
  const TaskRules rules = default_task_rules();
  for (int i = 0; i < kSequences; ++i) {
    const std::string wrong = play_sequence(static_cast<std::uint64_t>(i), rules, tally);
    ASSERT_EQ(wrong, "") << "seed " << i;
  }
  std::string rare;
  for (const Transition& row : transitions()) {
    const std::int64_t taken = tally.taken[static_cast<std::size_t>(row.action)];
    if (taken < kSequences / 2000) rare += fmt::format("{} {}; ", row.word, taken);
  }
  EXPECT_EQ(rare, "") << "actions that the sequences hardly reach";
  EXPECT_GT(tally.closed, kSequences / 200);
  EXPECT_GT(tally.late, kSequences / 20);
  fmt::print("{} facts, {} effects, {} refusals, {} tasks closed, {} late\n", tally.facts, tally.effects,
             tally.refused, tally.closed, tally.late);
}

}  // namespace
}  // namespace duban
