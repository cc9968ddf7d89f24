#include "store/progress_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "store/case_json.h"
#include "store/target_settings.h"
#include "store/visibility.h"

namespace duban {
namespace {

// The part of a condition that both ways of loading share: one task, or the whole plan.
class OfPlan {
 public:
  OfPlan(std::int64_t plan_id, std::int64_t task_id) : plan_id_(plan_id), task_id_(task_id) {}
  // sql holds {} where the condition over the columns plan_id and task_id of `alias` goes.
  Result<sql::Rows> query(sql::Connection& db, std::string_view sql, std::string_view alias) const {
    if (task_id_ == 0) return db.query(filled(sql, fmt::format("{}.plan_id = $1", alias)), plan_id_);
    const std::string_view id = alias == "t" ? "id" : "task_id";
    return db.query(filled(sql, fmt::format("{}.plan_id = $1 AND {}.{} = $2", alias, alias, id)), plan_id_,
                    task_id_);
  }

 private:
  static std::string filled(std::string_view sql, const std::string& condition) {
    std::string out(sql);
    out.replace(out.find("{}"), 2, condition);
    return out;
  }
  std::int64_t plan_id_, task_id_;
};

class ProgressLoader {
 public:
  ProgressLoader(sql::Connection& db, std::int64_t plan_id, std::int64_t task_id, Day known_by)
      : db_(db), which_(plan_id, task_id), task_id_(task_id), known_by_(known_by) {
    plan_.plan_id = plan_id;
  }

  Result<ProgressPlan> load() {
    sql::Rows found =
        TRY(db_.query("SELECT government_id, year, state FROM plan WHERE id = $1", plan_.plan_id));
    if (!TRY(found.next())) return no_such("方案", "plan");
    plan_.government_id = found.integer(0);
    plan_.year = static_cast<int>(found.integer(1));
    plan_.approved = found.text(2) == "approved";
    TRY(tasks());
    TRY(targets());
    TRY(settings());
    TRY(values());
    TRY(asked());
    TRY(milestones());
    TRY(parts());
    return std::move(plan_);
  }

 private:
  ProgressTask* task_of(std::int64_t id) {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &plan_.tasks[found->second];
  }

  Result<void> tasks() {
    sql::Rows rows = TRY(which_.query(
        db_, "SELECT t.id, t.no, t.list, t.text FROM task t WHERE {} ORDER BY t.list_order, t.position", "t"));
    while (TRY(rows.next())) {
      ProgressTask& task = plan_.tasks.emplace_back();
      task.id = rows.integer(0);
      task.no = rows.string(1);
      task.list = rows.string(2);
      task.text = rows.string(3);
      by_id_.emplace(task.id, plan_.tasks.size() - 1);
    }
    if (task_id_ != 0 && plan_.tasks.empty()) return no_such("任务", "task");
    return {};
  }

  Result<void> targets() {
    sql::Rows rows = TRY(which_.query(
        db_,
        "SELECT g.task_id, g.indicator, g.measure, g.op, g.value, g.value_max, g.unit, g.horizon FROM target g "
        "WHERE {} ORDER BY g.task_id, g.position",
        "g"));
    while (TRY(rows.next())) {
      ProgressTask* task = task_of(rows.integer(0));
      if (task == nullptr) continue;
      Target& target = task->targets.emplace_back();
      target.indicator = rows.string(1);
      target.measure = from_word<Measure>(rows.text(2)).value_or(Measure::kIncrement);
      target.op = from_word<Comparison>(rows.text(3)).value_or(Comparison::kEqual);
      target.value = rows.real(4);
      if (!rows.is_null(5)) target.value_max = rows.real(5);
      target.unit = rows.string(6);
      target.horizon = rows.string(7);
    }
    return {};
  }

  Result<void> settings() {
    sql::Rows rows = TRY(which_.query(
        db_, "SELECT s.task_id, s.anchor, s.setting, s.outcome, s.version FROM target_setting s WHERE {}",
        "s"));
    while (TRY(rows.next())) {
      ProgressTask* task = task_of(rows.integer(0));
      if (task == nullptr) continue;
      KeptSetting& kept = task->settings.emplace_back();
      kept.anchor = TRY(target_anchor_from_json(rows.text(1)));
      kept.setting = TRY(setting_from_json(rows.text(2)));
      kept.outcome = TRY(outcome_from_json(rows.text(3)));
      kept.has_outcome = !rows.text(3).empty();
      kept.version = rows.integer(4);
    }
    return {};
  }

  Result<void> values() {
    if (known_by_.given()) return values_known();
    std::vector<TargetValue> all =
        task_id_ == 0 ? TRY(latest_values(db_, plan_.plan_id)) : TRY(values_of_task(db_, task_id_));
    for (TargetValue& value : all) {
      if (!value.latest) continue;
      if (ProgressTask* task = task_of(value.task_id)) task->values.push_back(std::move(value));
    }
    return {};
  }

  // The newest as-of date of each unit and target among what was accepted up to a day; what was verified later
  // is not known yet.
  Result<void> values_known() {
    sql::Rows rows =
        TRY(db_.query("SELECT v.task_id, v.unit_id, v.target, v.value, v.as_of, v.source FROM target_value v "
                      "WHERE v.plan_id = $1 AND "
                      "v.accepted_on <= $2 ORDER BY v.task_id, v.unit_id, v.target, v.as_of, v.id",
                      plan_.plan_id, to_iso(known_by_)));
    while (TRY(rows.next())) {
      ProgressTask* task = task_of(rows.integer(0));
      if (task == nullptr) continue;
      TargetValue value;
      value.task_id = rows.integer(0);
      value.unit_id = rows.integer(1);
      value.target = static_cast<int>(rows.integer(2));
      value.value = rows.real(3);
      value.as_of = Day::parse(rows.text(4)).value_or(Day{});
      value.source = rows.string(5);
      const bool newer = !task->values.empty() && task->values.back().unit_id == value.unit_id &&
                         task->values.back().target == value.target;
      if (newer) {
        task->values.back() = std::move(value);
      } else {
        task->values.push_back(std::move(value));
      }
    }
    return {};
  }

  Result<void> asked() {
    sql::Rows rows =
        TRY(which_.query(db_,
                         "SELECT a.task_id, a.due, r.handed_in_on FROM report_asked a JOIN report r ON r.id = "
                         "a.report_id JOIN round o ON o.id = a.round_id WHERE o.state <> 'cancelled' AND {}",
                         "a"));
    while (TRY(rows.next())) {
      ProgressTask* task = task_of(rows.integer(0));
      const auto due = Day::parse(rows.text(1));
      if (task == nullptr || !due) continue;
      task->asked.push_back({*due, Day::parse(rows.text(2))});
    }
    return {};
  }

  Result<void> milestones() {
    sql::Rows rows = TRY(which_.query(db_,
                                      "SELECT m.task_id, m.id, m.unit_id, u.name, m.name, m.deliverable, "
                                      "m.due, m.baseline_due, m.weight, m.accepted, "
                                      "m.claimed_on, m.done_on FROM milestone m JOIN unit u ON u.id = "
                                      "m.unit_id WHERE m.dropped = 0 AND {} ORDER BY "
                                      "m.due, m.id",
                                      "m"));
    while (TRY(rows.next())) {
      ProgressTask* task = task_of(rows.integer(0));
      if (task == nullptr) continue;
      MilestoneState& each = task->milestones.emplace_back();
      each.id = rows.integer(1);
      each.unit_id = rows.integer(2);
      each.unit = rows.string(3);
      each.name = rows.string(4);
      each.deliverable = rows.string(5);
      each.due = Day::parse(rows.text(6)).value_or(Day{});
      each.baseline_due = Day::parse(rows.text(7)).value_or(Day{});
      each.weight = rows.real(8);
      each.accepted = rows.integer(9) != 0;
      each.claimed = Day::parse(rows.text(10));
      each.done_on = Day::parse(rows.text(11));
    }
    return {};
  }

  Result<void> parts() {
    sql::Rows rows = TRY(
        which_.query(db_,
                     "SELECT a.task_id, a.target, q.unit_id FROM apportionment a JOIN apportionment_part q ON "
                     "q.task_id = a.task_id AND q.target = a.target WHERE {}",
                     "a"));
    while (TRY(rows.next())) {
      if (ProgressTask* task = task_of(rows.integer(0)))
        task->apportioned[static_cast<int>(rows.integer(1))].push_back(rows.integer(2));
    }
    return {};
  }

  sql::Connection& db_;
  OfPlan which_;
  std::int64_t task_id_;
  Day known_by_;
  ProgressPlan plan_;
  std::unordered_map<std::int64_t, std::size_t> by_id_;
};

// Of several parts: all of them together, as old as the oldest; verified where each is.
FigureInForce sum_of(const std::vector<const TargetValue*>& values) {
  FigureInForce figure;
  double reported = 0, verified = 0;
  bool all_verified = true;
  for (const TargetValue* value : values) {
    reported += value->value;
    if (!figure.as_of.given() || value->as_of < figure.as_of) figure.as_of = value->as_of;
    figure.source = value->source;
    all_verified = all_verified && value->verified.has_value();
    verified += value->verified.value_or(0);
    figure.verified_on = std::max(figure.verified_on, value->verified_on);
  }
  if (values.empty()) return figure;
  figure.reported = reported;
  if (all_verified) figure.verified = verified;
  return figure;
}

}  // namespace

Result<ProgressPlan> load_progress(sql::Connection& db, std::int64_t plan_id, std::int64_t task_id,
                                   Day known_by) {
  return ProgressLoader(db, plan_id, task_id, known_by).load();
}

Result<std::vector<KeptCase>> load_cases_then(sql::Connection& db, std::int64_t plan_id, Day day) {
  std::vector<KeptCase> cases = TRY(load_cases(db, plan_id));
  std::unordered_map<std::int64_t, std::vector<TaskFact>> facts;
  sql::Rows rows =
      TRY(db.query("SELECT f.task_id, f.fields FROM task_fact f JOIN task t ON t.id = f.task_id WHERE "
                   "t.plan_id = $1 AND f.day "
                   "<= $2 AND EXISTS (SELECT 1 FROM task_fact l WHERE l.task_id = f.task_id AND l.day > $2) "
                   "ORDER BY f.task_id, "
                   "f.no",
                   plan_id, to_iso(day)));
  while (TRY(rows.next())) facts[rows.integer(0)].push_back(TRY(fact_from_json(rows.text(1))));
  std::vector<KeptCase> then;
  for (KeptCase& kept : cases) {
    if (kept.task.last_day > day) {
      const auto earlier = facts.find(kept.task_id);
      if (earlier == facts.end()) continue;  // it did not exist yet
      kept.task = TRY(rebuild(earlier->second));
    }
    then.push_back(std::move(kept));
  }
  return then;
}

Result<std::int64_t> plan_of_task(sql::Connection& db, std::int64_t task_id) {
  const auto plan_id = TRY(db.one("SELECT plan_id FROM task WHERE id = $1", task_id));
  if (!plan_id) return no_such("任务", "task");
  return *plan_id;
}

std::vector<KeptSetting> settings_in_place(const ProgressTask& task) {
  std::vector<KeptSetting> out;
  for (TargetAnchor& anchor : anchors_of(task.targets)) out.push_back({std::move(anchor), {}, 0, {}, false});
  std::vector<bool> found(out.size(), false);
  std::vector<TargetAnchor> kept;
  for (const KeptSetting& each : task.settings) kept.push_back(each.anchor);
  const std::vector<int> places = match_anchors(kept, task.targets);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] < 0 || is_text_key(kept[i].key)) continue;
    const auto at = static_cast<std::size_t>(places[i]);
    TargetAnchor present = std::move(out[at].anchor);
    out[at] = task.settings[i];
    out[at].anchor = std::move(present);
    out[at].anchor.key = kept[i].key;  // under which it is kept
    found[at] = true;
  }
  // A new target takes no key that is in use, be it of a setting that has lost its place.
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (found[i]) continue;
    const std::string plain = out[i].anchor.key;
    const auto used = [&] {
      const auto same = [&](const KeptSetting& each) { return each.anchor.key == out[i].anchor.key; };
      return std::any_of(task.settings.begin(), task.settings.end(), same) ||
             std::count_if(out.begin(), out.end(), same) > 1;
    };
    for (int nth = 2; used(); ++nth) out[i].anchor.key = fmt::format("{}#{}", plain, nth);
  }
  return out;
}

FigureInForce figure_of(const ProgressTask& task, const TaskCase& kept, int target) {
  std::vector<const TargetValue*> of_target;
  for (const TargetValue& value : task.values) {
    if (value.target == target) of_target.push_back(&value);
  }
  const bool is_amount = task.targets[static_cast<std::size_t>(target)].measure == Measure::kIncrement;
  if (const auto parts = task.apportioned.find(target); parts != task.apportioned.end() && is_amount) {
    std::erase_if(of_target, [&](const TargetValue* value) {
      return std::find(parts->second.begin(), parts->second.end(), value->unit_id) == parts->second.end();
    });
    return sum_of(of_target);
  }
  // The unit that answers; among several the newest figure.
  const auto answering = [&](const TargetValue* value) {
    const UnitCase* unit = unit_of(kept, unit_key(value->unit_id));
    return unit != nullptr && answers(unit->part);
  };
  const TargetValue* best = nullptr;
  for (const TargetValue* value : of_target) {
    const bool better = best == nullptr || (answering(value) && !answering(best)) ||
                        (answering(value) == answering(best) && value->as_of > best->as_of);
    if (better) best = value;
  }
  if (best == nullptr) return {};
  return {best->value, best->as_of, best->source, best->verified, best->verified_on};
}

}  // namespace duban
