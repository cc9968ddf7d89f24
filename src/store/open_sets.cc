#include "store/open_sets.h"

#include <fmt/format.h>

#include "base/json.h"
#include "store/cases.h"
#include "store/log.h"
#include "store/visibility.h"

namespace duban {
namespace {

std::string_view part_word(UnitPart part) { return part == UnitPart::kLead ? "lead" : "responsible"; }

}  // namespace

Result<void> resolve_open_set(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                              const OpenSetResolution& resolution, UtcMillis now) {
  TRY(require(actor, Action::kRunTask, Relation::kOwnGovernment));
  if (resolution.reason.empty()) {
    return error(ErrorCode::kInvalid, "请写明依据（如何知道“等”指哪些单位，或确无其他单位）",
                 "please say on what ground: how it is known which units are meant, or that there are none");
  }
  const auto work = [&]() -> Result<void> {
    sql::Rows row =
        TRY(db.query("SELECT t.plan_id, t.open_lead, t.open_responsible, p.state FROM task t JOIN plan p "
                     "ON p.id = t.plan_id WHERE t.id = $1 AND t.government_id = $2",
                     task_id, actor.government_id));
    if (!TRY(row.next())) return no_such("任务", "task");
    const std::int64_t plan_id = row.integer(0);
    const bool lead = resolution.part == UnitPart::kLead;
    if (row.integer(lead ? 1 : 2) == 0 || row.text(3) != "approved") {
      return error(ErrorCode::kConflict,
                   fmt::format("这项任务的{}后面没有“等”，或方案还没有立项", lead ? "牵头单位" : "责任单位"),
                   "this list of units does not end in 等, or the plan is not approved yet");
    }
    JsonWriter units;
    units.begin_array();
    for (const std::int64_t unit : resolution.unit_ids) {
      sql::Rows found =
          TRY(db.query("SELECT name FROM unit WHERE id = $1 AND government_id = $2 AND valid_to = ''", unit,
                       actor.government_id));
      if (!TRY(found.next())) return no_such("单位", "unit");
      units.begin_object().field("unit_id", unit).field("unit_name", found.text(0)).end_object();
      TaskRequest request;
      request.action = TaskAction::kAddUnit;
      request.unit = unit_key(unit);
      request.part = resolution.part;
      request.text = resolution.reason;
      TRY(apply_step(db, actor, task_id, {}, request, now));
    }
    const std::string added = units.end_array().take();
    TRY(db.run(
        "INSERT INTO open_set_resolution (government_id, plan_id, task_id, part, units, reason, account, day, "
        "at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        actor.government_id, plan_id, task_id, part_word(resolution.part), added, resolution.reason, actor.name,
        china_date(now), now));
    return append_log(db, actor,
                      {"resolve_open_set", fmt::format("task:{}", task_id), part_word(resolution.part),
                       fmt::format("{} {}", added, resolution.reason)},
                      now);
  };
  return db.transaction(work);
}

Result<std::vector<OpenSet>> open_sets(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id) {
  sql::Rows rows = TRY(db.query(
      "SELECT t.id, t.no, t.text, t.open_lead = 1 AND NOT EXISTS (SELECT 1 FROM open_set_resolution r WHERE "
      "r.task_id = t.id AND r.part = 'lead'), t.open_responsible = 1 AND NOT EXISTS (SELECT 1 FROM "
      "open_set_resolution r WHERE r.task_id = t.id AND r.part = 'responsible') FROM plan p JOIN task t ON "
      "t.plan_id = p.id JOIN task_case c ON c.task_id = t.id AND c.state NOT IN ('closed', 'archived', "
      "'terminated') WHERE p.government_id = $1 AND p.state = 'approved' AND p.superseded_by IS NULL AND ($2 = "
      "0 OR "
      "p.id = $2) AND (t.open_lead = 1 OR t.open_responsible = 1) ORDER BY p.id, t.list_order, t.position",
      government_id, plan_id));
  std::vector<OpenSet> out;
  while (TRY(rows.next())) {
    OpenSet set{rows.integer(0), rows.string(1), rows.string(2), rows.integer(3) != 0, rows.integer(4) != 0};
    if (set.lead || set.responsible) out.push_back(std::move(set));
  }
  return out;
}

Result<std::string> open_sets_of_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                      UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  bool open[2] = {false, false};
  bool resolved[2] = {false, false};
  {
    sql::Rows rows = TRY(db.query("SELECT open_lead, open_responsible FROM task WHERE id = $1", task_id));
    if (!TRY(rows.next())) return no_such("任务", "task");
    open[0] = rows.integer(0) != 0;
    open[1] = rows.integer(1) != 0;
  }
  JsonWriter records;
  records.begin_array();
  sql::Rows rows = TRY(db.query(
      "SELECT part, units, reason, account, at FROM open_set_resolution WHERE task_id = $1 ORDER BY id",
      task_id));
  while (TRY(rows.next())) {
    resolved[rows.text(0) == "lead" ? 0 : 1] = true;
    records.begin_object().field("part", rows.text(0)).key("units").raw(rows.text(1));
    records.field("reason", rows.text(2)).field("account", rows.text(3)).field("at", utc_text(rows.integer(4)));
    records.end_object();
  }
  JsonWriter json;
  json.begin_object();
  for (const int i : {0, 1}) {
    json.key(i == 0 ? "lead" : "responsible").begin_object().field("open", open[i]);
    json.field("resolved", resolved[i]).end_object();
  }
  return json.key("records").raw(records.end_array().take()).end_object().take();
}

}  // namespace duban
