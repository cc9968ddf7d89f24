#include "store/break_down_rows.h"

#include <fmt/format.h>

#include "store/log.h"
#include "store/visibility.h"
#include "supervise/reason.h"

namespace duban {
namespace {

constexpr std::string_view kMilestoneColumns =
    "id, plan_id, task_id, unit_id, measure_id, position, name, deliverable, due, weight, accepted, dropped, "
    "baseline_name, baseline_deliverable, baseline_due, baseline_weight, claimed_on, claimed_at, claimed_by, "
    "claim, "
    "done_on, done_by, returned, version";

Day stored_day(std::string_view iso) { return Day::parse(iso).value_or(Day{}); }

MilestoneRow milestone_from(const sql::Rows& rows) {
  MilestoneRow row;
  row.id = rows.integer(0);
  row.plan_id = rows.integer(1);
  row.task_id = rows.integer(2);
  row.unit_id = rows.integer(3);
  row.measure_id = rows.integer(4);
  row.position = static_cast<int>(rows.integer(5));
  row.name = rows.string(6);
  row.deliverable = rows.string(7);
  row.due = stored_day(rows.text(8));
  row.weight = rows.real(9);
  row.accepted = rows.integer(10) != 0;
  row.dropped = rows.integer(11) != 0;
  row.baseline_name = rows.string(12);
  row.baseline_deliverable = rows.string(13);
  row.baseline_due = stored_day(rows.text(14));
  row.baseline_weight = rows.real(15);
  row.claimed_on = stored_day(rows.text(16));
  row.claimed_at = stored_day(rows.text(17));
  row.claimed_by = rows.string(18);
  row.claim = rows.string(19);
  row.done_on = stored_day(rows.text(20));
  row.done_by = rows.string(21);
  row.returned = rows.string(22);
  row.version = rows.integer(23);
  return row;
}

}  // namespace

Result<std::vector<MeasureRow>> measure_rows(sql::Connection& db, std::int64_t task_id, std::int64_t unit_id) {
  sql::Rows rows =
      TRY(db.query("SELECT id, unit_id, text, baseline, dropped FROM measure WHERE task_id = $1 AND ($2 = 0 OR "
                   "unit_id = $2) "
                   "ORDER BY unit_id, dropped, position, id",
                   task_id, unit_id));
  std::vector<MeasureRow> out;
  while (TRY(rows.next()))
    out.push_back({rows.integer(0), rows.integer(1), rows.string(2), rows.string(3), rows.integer(4) != 0});
  return out;
}

Result<std::vector<MilestoneRow>> milestone_rows(sql::Connection& db, std::int64_t task_id,
                                                 std::int64_t unit_id) {
  sql::Rows rows =
      TRY(db.query(fmt::format("SELECT {} FROM milestone WHERE task_id = $1 AND ($2 = 0 OR unit_id = $2) "
                               "ORDER BY unit_id, dropped, due, position, id",
                               kMilestoneColumns),
                   task_id, unit_id));
  std::vector<MilestoneRow> out;
  while (TRY(rows.next())) out.push_back(milestone_from(rows));
  return out;
}

Result<MilestoneRow> milestone_row(sql::Connection& db, std::int64_t government_id, std::int64_t milestone_id) {
  sql::Rows rows = TRY(
      db.query(fmt::format("SELECT {} FROM milestone WHERE id = $1 AND government_id = $2", kMilestoneColumns),
               milestone_id, government_id));
  if (!TRY(rows.next())) return no_such("节点", "milestone");
  return milestone_from(rows);
}

Result<BreakDownHead> break_down_head(sql::Connection& db, std::int64_t task_id, std::int64_t unit_id) {
  sql::Rows rows = TRY(
      db.query("SELECT accepted_on, accepted_by, version FROM break_down WHERE task_id = $1 AND unit_id = $2",
               task_id, unit_id));
  if (!TRY(rows.next())) return BreakDownHead{};
  return BreakDownHead{stored_day(rows.text(0)), rows.string(1), rows.integer(2)};
}

void write_json(JsonWriter& json, const MilestoneRow& row) {
  json.begin_object()
      .field("id", row.id)
      .field("task_id", row.task_id)
      .field("unit_id", row.unit_id)
      .key("measure_id");
  row.measure_id == 0 ? json.null() : json.integer(row.measure_id);
  json.field("name", row.name)
      .field("deliverable", row.deliverable)
      .field("due", to_iso(row.due))
      .field("weight", row.weight)
      .field("accepted", row.accepted)
      .field("dropped", row.dropped)
      .key("baseline");
  if (row.baseline_due.given()) {
    json.begin_object()
        .field("name", row.baseline_name)
        .field("deliverable", row.baseline_deliverable)
        .field("due", to_iso(row.baseline_due))
        .field("weight", row.baseline_weight)
        .end_object();
  } else {
    json.null();
  }
  json.field("claimed_on", to_iso(row.claimed_on))
      .field("claimed_at", to_iso(row.claimed_at))
      .field("claimed_by", row.claimed_by)
      .field("claim", row.claim)
      .field("done_on", to_iso(row.done_on))
      .field("done_by", row.done_by)
      .field("returned", row.returned)
      .field("version", row.version)
      .end_object();
}

std::string milestone_words(const MilestoneRow& row) {
  std::string words = fmt::format("{}，{}，权重{}", row.name, to_iso(row.due), figure(row.weight));
  if (!row.deliverable.empty()) words += "，成果：" + row.deliverable;
  return words;
}

Result<void> keep_milestone_fact(sql::Connection& db, const Actor& actor, const MilestoneFact& fact,
                                 UtcMillis now) {
  const auto milestone = fact.milestone_id == 0 ? sql::Value(sql::Null{}) : sql::Value(fact.milestone_id);
  TRY(db.run(
      "INSERT INTO milestone_fact (government_id, plan_id, task_id, unit_id, milestone_id, what, before_value, "
      "after_value, reason, account_id, account, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
      "$12)",
      actor.government_id, fact.plan_id, fact.task_id, fact.unit_id, milestone, fact.what, fact.before,
      fact.after, fact.reason, actor.account_id, actor.name, now));
  const std::string action = fmt::format("milestone_{}", fact.what);
  TRY(keep_event(db, actor, fact.task_id, {action, "milestones", fact.before, fact.after, fact.reason}, now));
  return append_log(
      db, actor,
      {action, fmt::format("task:{} unit:{} milestone:{}", fact.task_id, fact.unit_id, fact.milestone_id),
       fact.before, fact.reason.empty() ? fact.after : fact.after + " · " + fact.reason},
      now);
}

}  // namespace duban
