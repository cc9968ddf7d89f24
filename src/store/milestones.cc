// Reading break-downs, and what becomes of a single milestone: claimed by the unit, accepted or returned by the
// office.

#include <fmt/format.h>

#include <algorithm>

#include "store/break_down_rows.h"
#include "store/break_downs.h"
#include "store/visibility.h"
#include "supervise/reason.h"

namespace duban {
namespace {

bool no_words(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

struct UnitBreakDown {
  std::int64_t unit_id = 0;
  std::string name;
  BreakDownHead head;
};

Result<std::vector<UnitBreakDown>> units_of_case(sql::Connection& db, const KeptCase& kept) {
  std::vector<UnitBreakDown> out;
  sql::Rows rows = TRY(db.query(
      "SELECT c.unit_id, u.name, b.accepted_on, b.accepted_by, b.version FROM task_case_unit c JOIN unit u ON "
      "u.id = c.unit_id LEFT JOIN break_down b ON b.task_id = c.task_id AND b.unit_id = c.unit_id WHERE "
      "c.task_id = $1",
      kept.task_id));
  while (TRY(rows.next())) {
    out.push_back({rows.integer(0), rows.string(1),
                   BreakDownHead{Day::parse(rows.text(2)).value_or(Day{}), rows.string(3), rows.integer(4)}});
  }
  return out;
}

struct BreakDownView {
  const KeptCase& kept;
  const UnitCase& unit;
  const UnitBreakDown& of;
  const std::vector<MeasureRow>& measures;
  const std::vector<MilestoneRow>& milestones;
  bool may_write, may_review;
};

void write_measures(JsonWriter& json, const BreakDownView& view) {
  json.key("measures").begin_array();
  for (const MeasureRow& row : view.measures) {
    if (row.unit_id != view.of.unit_id) continue;
    json.begin_object()
        .field("id", row.id)
        .field("text", row.text)
        .field("baseline", row.baseline)
        .field("dropped", row.dropped)
        .end_object();
  }
  json.end_array();
}

void write_view(JsonWriter& json, const BreakDownView& view) {
  double weights = 0, done = 0;
  json.begin_object()
      .field("id", view.of.unit_id)
      .field("task_id", view.kept.task_id)
      .field("unit_id", view.of.unit_id)
      .field("unit", view.of.name)
      .field("part", to_word(view.unit.part))
      .field("state", to_word(view.unit.state))
      .field("due", to_iso(view.unit.due))
      .field("accepted_on", to_iso(view.of.head.accepted_on))
      .field("accepted_by", view.of.head.accepted_by);
  write_measures(json, view);
  json.key("milestones").begin_array();
  for (const MilestoneRow& row : view.milestones) {
    if (row.unit_id != view.of.unit_id) continue;
    write_json(json, row);
    if (row.dropped) continue;
    weights += row.weight;
    if (row.done_on.given()) done += row.weight;
  }
  json.end_array()
      .field("weights", weights)
      .field("weights_done", done)
      .field("may_write", view.may_write)
      .field("may_review", view.may_review)
      .field("version", view.of.head.version)
      .end_object();
}

// What a person may do with a unit's break-down, for the buttons of a page; writing checks it again.
Result<void> write_views(sql::Connection& db, const Actor& actor, const KeptCase& kept, std::int64_t only_unit,
                         UtcMillis now, JsonWriter& json, std::int64_t& version) {
  const std::vector<MeasureRow> measures = TRY(measure_rows(db, kept.task_id, only_unit));
  const std::vector<MilestoneRow> milestones = TRY(milestone_rows(db, kept.task_id, only_unit));
  const std::vector<UnitBreakDown> units = TRY(units_of_case(db, kept));
  const bool may_review = allowed(actor, Action::kRunTask, Relation::kOwnGovernment);
  for (const UnitCase& unit : kept.task.units) {
    const std::int64_t unit_id = unit_id_of(unit.unit);
    const auto of =
        std::find_if(units.begin(), units.end(), [&](const UnitBreakDown& u) { return u.unit_id == unit_id; });
    if (of == units.end() || (only_unit != 0 && unit_id != only_unit)) continue;
    const bool may_write = is_running(kept.task.state) && unit.state != TaskState::kReleased &&
                           person_on(db, actor, kept, TaskAction::kBreakDown, unit.unit, now).ok();
    version = of->head.version;
    write_view(json, {kept, unit, *of, measures, milestones, may_write, may_review});
  }
  return {};
}

Result<std::string> break_down_changes(sql::Connection& db, std::int64_t task_id) {
  JsonWriter json;
  json.begin_array();
  sql::Rows rows = TRY(db.query(
      "SELECT f.at, f.account, f.unit_id, f.milestone_id, f.what, f.before_value, f.after_value, f.reason FROM "
      "milestone_fact f WHERE f.task_id = $1 ORDER BY f.id DESC",
      task_id));
  while (TRY(rows.next())) {
    json.begin_object()
        .field("at", utc_text(rows.integer(0)))
        .field("account", rows.text(1))
        .field("unit_id", rows.integer(2))
        .key("milestone_id");
    rows.is_null(3) ? json.null() : json.integer(rows.integer(3));
    json.field("what", rows.text(4))
        .field("before", rows.text(5))
        .field("after", rows.text(6))
        .field("reason", rows.text(7))
        .end_object();
  }
  return json.end_array().take();
}

// The milestone with the case that it is of.
struct OpenMilestone {
  MilestoneRow row;
  KeptCase kept;
};
Result<OpenMilestone> open_milestone(sql::Connection& db, const Actor& actor, std::int64_t milestone_id,
                                     std::optional<std::int64_t> expected_version, UtcMillis now) {
  OpenMilestone open;
  open.row = TRY(milestone_row(db, actor.government_id, milestone_id));
  TRY(require_task(db, actor, Action::kReadLedger, open.row.task_id, now));
  open.kept = TRY(load_case(db, open.row.task_id));
  if (expected_version && *expected_version != open.row.version) return stale_version();
  const auto refuse = [](std::string zh, std::string en) {
    return error(ErrorCode::kConflict, std::move(zh), std::move(en));
  };
  if (open.row.dropped) return refuse("这个节点已取消", "this milestone was taken out");
  if (!open.row.accepted) return refuse("分解审定后才能办理节点", "the break-down is to be accepted first");
  if (open.row.done_on.given()) return refuse("这个节点已完成", "this milestone is done");
  if (!is_running(open.kept.task.state)) return refuse("任务不在推进中", "the task is not running");
  return open;
}

Result<void> check_done_day(Day on, UtcMillis now) {
  if (on.given() && on <= day_of(now)) return {};
  return error(ErrorCode::kInvalid, "完成日期缺失，或在今天之后",
               "the day it was done is missing, or after today");
}

}  // namespace

Result<std::string> list_break_downs(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                     UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const KeptCase kept = TRY(load_case(db, task_id));
  JsonWriter json;
  std::int64_t version = 0;
  json.begin_object().field("task_id", task_id).key("items").begin_array();
  TRY(write_views(db, actor, kept, 0, now, json, version));
  json.end_array().key("changes").raw(TRY(break_down_changes(db, task_id)));
  return json.end_object().take();
}

Result<Versioned> read_break_down(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                  std::int64_t unit_id, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const KeptCase kept = TRY(load_case(db, task_id));
  if (unit_of(kept.task, unit_key(unit_id)) == nullptr) return no_such("单位", "unit on this task");
  JsonWriter json;
  Versioned out;
  out.id = unit_id;
  TRY(write_views(db, actor, kept, unit_id, now, json, out.version));
  out.json = json.take();
  return out;
}

Result<Versioned> read_milestone(sql::Connection& db, const Actor& actor, std::int64_t milestone_id,
                                 UtcMillis now) {
  const MilestoneRow row = TRY(milestone_row(db, actor.government_id, milestone_id));
  TRY(require_task(db, actor, Action::kReadLedger, row.task_id, now));
  JsonWriter json;
  write_json(json, row);
  return Versioned{json.take(), row.id, row.version};
}

Result<void> claim_milestone(sql::Connection& db, const Actor& actor, std::int64_t milestone_id,
                             std::optional<std::int64_t> expected_version, Day on, std::string_view words,
                             UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    const OpenMilestone open = TRY(open_milestone(db, actor, milestone_id, expected_version, now));
    const MilestoneRow& row = open.row;
    TRY(person_on(db, actor, open.kept, TaskAction::kBreakDown, unit_key(row.unit_id), now));
    TRY(check_done_day(on, now));
    if (no_words(words)) {
      return error(ErrorCode::kInvalid, "请写明完成情况和依据", "say what was done and what shows it");
    }
    TRY(
        db.run("UPDATE milestone SET claimed_on = $2, claimed_at = $3, claimed_by = $4, claim = $5, returned = "
               "'', version "
               "= version + 1 WHERE id = $1",
               row.id, to_iso(on), to_iso(day_of(now)), actor.name, words));
    return keep_milestone_fact(db, actor,
                               {row.plan_id, row.task_id, row.unit_id, row.id, "claimed", row.name,
                                fmt::format("{}于{}完成：{}", row.name, to_iso(on), words), ""},
                               now);
  };
  return db.transaction(work);
}

Result<void> settle_milestone(sql::Connection& db, const Actor& actor, std::int64_t milestone_id,
                              std::optional<std::int64_t> expected_version, SettleClaim how, Day on,
                              std::string_view words, UtcMillis now) {
  TRY(require(actor, Action::kRunTask, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    const OpenMilestone open = TRY(open_milestone(db, actor, milestone_id, expected_version, now));
    const MilestoneRow& row = open.row;
    const bool claimed = row.claimed_on.given();
    if (how == SettleClaim::kReturn) {
      if (!claimed)
        return error(ErrorCode::kConflict, "单位没有申报完成", "the unit has not said that it is done");
      if (no_words(words)) return error(ErrorCode::kInvalid, "退回须写明理由", "a return wants a reason");
      TRY(db.run(
          "UPDATE milestone SET claimed_on = '', claimed_at = '', claimed_by = '', claim = '', returned = $2, "
          "version = version + 1 WHERE id = $1",
          row.id, words));
      return keep_milestone_fact(db, actor,
                                 {row.plan_id, row.task_id, row.unit_id, row.id, "returned",
                                  fmt::format("{}于{}完成：{}", row.name, to_iso(row.claimed_on), row.claim),
                                  row.name, std::string(words)},
                                 now);
    }
    const Day done_on = on.given() ? on : row.claimed_on;
    TRY(check_done_day(done_on, now));
    if (!claimed && no_words(words)) {
      return error(ErrorCode::kInvalid, "单位没有申报，须写明认定依据",
                   "the unit has not claimed it: say what it rests on");
    }
    TRY(db.run(
        "UPDATE milestone SET done_on = $2, done_by = $3, returned = '', version = version + 1 WHERE id = $1",
        row.id, to_iso(done_on), actor.name));
    return keep_milestone_fact(
        db, actor,
        {row.plan_id, row.task_id, row.unit_id, row.id, "done",
         claimed ? fmt::format("{}于{}完成：{}", row.name, to_iso(row.claimed_on), row.claim) : row.name,
         fmt::format("{}，{}完成", row.name, to_iso(done_on)), std::string(words)},
        now);
  };
  return db.transaction(work);
}

}  // namespace duban
