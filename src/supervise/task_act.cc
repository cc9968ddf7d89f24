#include <fmt/format.h>

#include <algorithm>

#include "supervise/task_check.h"
#include "supervise/task_life.h"

namespace duban {
namespace {

// The day on which the limit ends that the request starts; no day where it starts none, or the task's own due
// date.
Day started_limit_end(const TaskCase& task, const TaskRequest& request, Day day, const TaskRules& rules) {
  const Transition& row = transition(request.action);
  if (!row.starts || *row.starts == LimitKind::kDue) return {};
  if (request.action == TaskAction::kAddUnit && !is_running(task.state)) return {};
  if (request.action == TaskAction::kFailVerification && request.date.given()) return request.date;
  return limit_end(rules.limits, *rules.calendar, *row.starts, day).value;
}

// 自收到该督查结论之日起30日内
Result<void> check_objection_filed_in_time(const TaskCase& task, const TaskRequest& request, Day day,
                                           const TaskRules& rules) {
  if (request.action != TaskAction::kObject) return {};
  const Conclusion& conclusion = *conclusion_of(task, request.unit, request.conclusion);
  const auto last = limit_end(rules.limits, *rules.calendar, LimitKind::kObjectionFile, conclusion.on);
  if (day <= last.value) return {};
  return error(ErrorCode::kConflict, fmt::format("异议期已于{}届满", zh_day(last.value)),
               fmt::format("The time to object ended on {}", to_iso(last.value)));
}

class EffectList {
 public:
  EffectList(const TaskCase& before, const TaskFact& fact, const TaskCase& after)
      : before_(before), fact_(fact), after_(after) {}

  std::vector<Effect> all() {
    units();
    limits();
    for (std::size_t i = before_.late.size(); i < after_.late.size(); ++i) {
      Effect& made = add(EffectKind::kLateMarked, after_.late[i].unit);
      made.limit = after_.late[i].kind;
      made.day = after_.late[i].end;
    }
    if (before_.state != after_.state) add(EffectKind::kTaskState).state = after_.state;
    if (before_.successor != after_.successor) add(EffectKind::kRolledOver).task = after_.successor;
    tell();
    return std::move(list_);
  }

 private:
  Effect& add(EffectKind kind, const std::string& unit = {}) {
    Effect& made = list_.emplace_back();
    made.kind = kind;
    made.unit = unit;
    return made;
  }

  void units() {
    for (const UnitCase& now : after_.units) {
      const UnitCase* was = unit_of(before_, now.unit);
      if (was == nullptr) {
        Effect& joined = add(EffectKind::kUnitJoined, now.unit);
        joined.state = now.state;
        joined.day = now.due;
        continue;
      }
      if (was->state != now.state) add(EffectKind::kUnitState, now.unit).state = now.state;
      if (was->due != now.due) add(EffectKind::kDueMoved, now.unit).day = now.due;
    }
  }

  void limits() {
    for (const OpenLimit& was : before_.limits) {
      if (std::find(after_.limits.begin(), after_.limits.end(), was) == after_.limits.end()) {
        limit(EffectKind::kLimitStopped, was);
      }
    }
    for (const OpenLimit& now : after_.limits) {
      if (std::find(before_.limits.begin(), before_.limits.end(), now) == before_.limits.end()) {
        limit(EffectKind::kLimitStarted, now);
      }
    }
  }

  void limit(EffectKind kind, const OpenLimit& of) {
    Effect& made = add(kind, of.unit);
    made.limit = of.kind;
    made.conclusion = of.conclusion;
    made.day = of.end;
  }

  // The unit of the action, or all that take part.
  void tell() {
    const SetOf<Party> tells = transition(fact_.what.action).tells;
    for (const Party party : {Party::kOffice, Party::kLeader}) {
      if (tells.has(party)) add(EffectKind::kTell).party = party;
    }
    if (!tells.has(Party::kUnit)) return;
    for (const UnitCase& unit : after_.units) {
      const bool meant =
          fact_.what.unit.empty() || unit.unit == fact_.what.unit || unit.unit == fact_.what.other_unit;
      if (!meant || (unit.state == TaskState::kReleased && unit.unit != fact_.what.unit)) continue;
      add(EffectKind::kTell, unit.unit).party = Party::kUnit;
    }
  }

  const TaskCase& before_;
  const TaskFact& fact_;
  const TaskCase& after_;
  std::vector<Effect> list_;
};

}  // namespace

TaskRules default_task_rules() { return {default_limit_rules(), &published_calendar()}; }

Result<TaskStep> act(const TaskCase& before, const TaskRequest& request, Day day, const TaskRules& rules) {
  TRY(check_request(before, request, day));
  TRY(check_objection_filed_in_time(before, request, day, rules));
  TaskStep step;
  step.fact = {before.facts + 1, day, request, started_limit_end(before, request, day, rules)};
  step.after = evolve(before, step.fact);
  step.effects = EffectList(before, step.fact, step.after).all();
  return step;
}

std::vector<TaskAction> open_actions(const TaskCase& task, const TaskPerson& by, std::string_view unit,
                                     Day day) {
  std::vector<TaskAction> open;
  TaskRequest bare;
  bare.by = by;
  bare.unit = std::string(unit);
  for (const Transition& row : transitions()) {
    bare.action = row.action;
    if (check_possible(task, bare, day).ok()) open.push_back(row.action);
  }
  return open;
}

Message describe(const Effect& effect) {
  const auto limit_words = [&](std::string_view zh, std::string_view en) {
    return Message{fmt::format("{}{}时限（{}）", zh, zh_name(effect.limit), zh_day(effect.day)),
                   fmt::format("{} {} ({})", en, en_name(effect.limit), to_iso(effect.day))};
  };
  switch (effect.kind) {
    case EffectKind::kTaskState:
      return {fmt::format("任务转为“{}”", zh_name(effect.state)),
              fmt::format("The task is now {}", en_name(effect.state))};
    case EffectKind::kUnitJoined:
      return {fmt::format("单位加入，状态“{}”，时限{}", zh_name(effect.state), zh_day(effect.day)),
              fmt::format("A unit joins: {}, due {}", en_name(effect.state), to_iso(effect.day))};
    case EffectKind::kUnitState:
      return {fmt::format("单位转为“{}”", zh_name(effect.state)),
              fmt::format("The unit is now {}", en_name(effect.state))};
    case EffectKind::kDueMoved:
      return {fmt::format("完成时限改为{}，原定日期保留", zh_day(effect.day)),
              fmt::format("The due date is now {}; the original one is kept", to_iso(effect.day))};
    case EffectKind::kLimitStarted:
      return limit_words("开始计算", "A limit runs:");
    case EffectKind::kLimitStopped:
      return limit_words("停止计算", "A limit ends:");
    case EffectKind::kLateMarked:
      return limit_words("逾期留痕：", "Marked late:");
    case EffectKind::kTell:
      return {fmt::format("通知{}", zh_name(effect.party)), fmt::format("Tell {}", en_name(effect.party))};
    case EffectKind::kRolledOver:
      return {"转入下一年，历史随任务延续", "The task rolls over into next year's plan with its history"};
  }
  return {};
}

std::optional<Explained<PartProposal>> propose_answering(const std::vector<UnitSeat>& units, bool shared,
                                                         Day on) {
  const bool answered =
      std::any_of(units.begin(), units.end(), [](const UnitSeat& seat) { return answers(seat.part); });
  if (units.empty() || answered) return {};
  const UnitPart part = shared ? UnitPart::kConvener : UnitPart::kLead;
  Explained<PartProposal> proposal{{units.front().unit, part}, {}};
  proposal.why = {
      shared ? "answering.first_listed_convener" : "answering.first_listed_lead",
      {fmt::format("文件未写明牵头单位，建议排在首位的单位为{}，由督查室确定", zh_name(part)),
       fmt::format("The paper names no lead unit: the first listed is proposed as {}; the supervision "
                   "office decides",
                   shared ? "convener" : "lead unit")},
      {{"first_listed", units.front().unit}},
      on};
  return proposal;
}

TaskRequest continuation(const TaskCase& task, std::string_view id, Day due, const TaskPerson& by) {
  TaskRequest request;
  request.action = TaskAction::kApprove;
  request.by = by;
  request.date = due;
  request.task_class = task.task_class;
  request.horizon = task.horizon;
  request.task = std::string(id);
  request.late_before = was_late(task);
  for (const UnitCase& unit : task.units) {
    if (unit.state != TaskState::kReleased) request.units.push_back({unit.unit, unit.part});
  }
  return request;
}

}  // namespace duban
