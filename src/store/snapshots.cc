// Taking and reading snapshots.

#include <fmt/format.h>

#include <map>

#include "base/files.h"
#include "base/json.h"
#include "store/bulletins.h"
#include "store/cases.h"
#include "store/log.h"
#include "store/progress.h"
#include "store/rounds.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

Result<void> require_issuer(const Actor& actor) {
  return require(actor, Action::kIssueBulletin, Relation::kOwnGovernment);
}

std::string promised_words(const Target& target) {
  std::string out = target.measure == Measure::kGrowth ? "增长" : "";
  if (target.op != Comparison::kEqual) out += to_word(target.op);
  out += figure(target.value);
  if (target.value_max) out += "–" + figure(*target.value_max);
  return out;
}

std::vector<std::string> texts_of(const std::vector<Name>& names) {
  std::vector<std::string> out;
  for (const Name& name : names) out.push_back(name.text);
  return out;
}

SnapshotTask snapshot_task(const TaskProgress& progress, const TaskRow* row) {
  SnapshotTask out;
  out.id = progress.task_id;
  out.plan_id = progress.plan_id;
  out.no = progress.no;
  out.list = progress.list;
  out.text = progress.text;
  if (row != nullptr) {
    if (!row->task.section.empty()) out.section = row->task.section.front();
    if (!row->section_titles.empty()) out.section_title = row->section_titles.front();
    out.leaders = row->task.leaders.empty() ? row->implied_leaders : texts_of(row->task.leaders);
    out.lead_units = texts_of(row->task.lead_units);
    out.responsible_units = texts_of(row->task.responsible_units);
    out.due = row->due_date;
  }
  for (const UnitCase& unit : progress.task.units) {
    if (answers(unit.part) && unit.due.given()) {
      out.due = to_iso(unit.due);
      break;
    }
  }
  out.original_due = to_iso(progress.task.original_due);
  out.state = to_word(progress.facts.workflow.value);
  out.state_zh = zh_name(progress.facts.workflow.value);
  out.light = to_word(progress.facts.light.value);
  out.why = progress.facts.light.why.words.zh;
  out.punctuality_zh = zh_name(progress.facts.punctuality.value);
  out.result_zh = zh_name(progress.facts.result.value);
  out.confidence_zh = zh_name(progress.facts.confidence.value);
  out.was_late = progress.facts.was_late;
  for (const TargetProgress& target : progress.targets) {
    out.targets.push_back({target.target.indicator, promised_words(target.target), target.target.unit,
                           target.reported, target.verified, to_iso(target.as_of),
                           std::string(to_word(target.light.value))});
  }
  for (const MilestoneState& milestone : progress.milestones) {
    if (!milestone.accepted) continue;
    ++out.milestones;
    if (milestone.done_on) ++out.milestones_done;
  }
  return out;
}

Result<std::map<std::int64_t, std::string>> unit_names_of(sql::Connection& db, std::int64_t government_id) {
  std::map<std::int64_t, std::string> out;
  sql::Rows rows = TRY(db.query("SELECT id, name FROM unit WHERE government_id = $1", government_id));
  while (TRY(rows.next())) out.emplace(rows.integer(0), rows.string(1));
  return out;
}

Result<void> add_round(sql::Connection& db, const Actor& actor, std::int64_t round_id, Snapshot& out,
                       std::vector<std::int64_t>& plan_ids) {
  if (round_id == 0) return {};
  sql::Rows round =
      TRY(db.query("SELECT title, period_from, period_to, due FROM round WHERE id = $1 AND government_id = $2",
                   round_id, actor.government_id));
  if (!TRY(round.next())) return no_such("调度", "round");
  out.round_id = round_id;
  out.round_title = round.string(0);
  out.period_from = round.string(1);
  out.period_to = round.string(2);
  out.round_due = round.string(3);
  if (!plan_ids.empty()) return {};
  sql::Rows plans =
      TRY(db.query("SELECT plan_id FROM round_plan WHERE round_id = $1 ORDER BY plan_id", round_id));
  while (TRY(plans.next())) plan_ids.push_back(plans.integer(0));
  return {};
}

Result<void> add_plan(sql::Connection& db, const Actor& actor, std::int64_t plan_id, Snapshot& out,
                      UtcMillis now) {
  TRY(require_plan(db, actor, Action::kIssueBulletin, plan_id, now));
  {
    sql::Rows plan = TRY(db.query("SELECT title, year, state FROM plan WHERE id = $1", plan_id));
    if (!TRY(plan.next())) return no_such("方案", "plan");
    if (plan.text(2) != "approved") {
      return error(ErrorCode::kConflict, fmt::format("“{}”还没有立项，没有可通报的进展", plan.text(0)),
                   fmt::format("{} is not approved yet: there is nothing to report on", plan.text(0)));
    }
    out.plans.push_back({plan_id, plan.string(0), plan.integer(1)});
  }
  const std::vector<TaskRow> rows = TRY(task_rows(db, actor, plan_id, {}, now, Action::kReadLedger));
  std::map<std::int64_t, const TaskRow*> by_id;
  for (const TaskRow& row : rows) by_id.emplace(row.id, &row);
  for (const TaskProgress& progress : TRY(plan_progress(db, plan_id, day_of(now)))) {
    const auto row = by_id.find(progress.task_id);
    out.tasks.push_back(snapshot_task(progress, row == by_id.end() ? nullptr : row->second));
  }
  return {};
}

Result<void> add_asked(sql::Connection& db, const Actor& actor, Snapshot& out) {
  const auto names = TRY(unit_names_of(db, actor.government_id));
  const auto add = [&](const std::vector<AskedRow>& rows) {
    for (const AskedRow& row : rows) {
      const auto name = names.find(row.unit_id);
      out.asked.push_back({row.task_id, row.unit_id, name == names.end() ? std::string() : name->second,
                           to_iso(row.due), row.handed_in_on ? to_iso(*row.handed_in_on) : std::string(),
                           row.late});
    }
  };
  if (out.round_id != 0) {
    add(TRY(asked_of_round(db, out.round_id)));
    return {};
  }
  for (const SnapshotPlan& plan : out.plans) add(TRY(asked_of_plan(db, plan.id)));
  return {};
}

std::string ids_json(const std::vector<SnapshotPlan>& plans) {
  std::string out = "[";
  for (const SnapshotPlan& plan : plans) out += (out.size() > 1 ? "," : "") + std::to_string(plan.id);
  return out + "]";
}

constexpr std::string_view kSnapshotColumns =
    "id, title, on_day, round_id, round_title, plans, tasks, account, at, sha256";

void write_snapshot_row(JsonWriter& json, const sql::Rows& row) {
  json.field("id", row.integer(0)).field("title", row.text(1)).field("on", row.text(2)).key("round_id");
  row.is_null(3) ? json.null() : json.integer(row.integer(3));
  json.field("round_title", row.text(4)).key("plans").raw(row.text(5)).field("tasks", row.integer(6));
  json.field("account", row.text(7)).field("at", utc_text(row.integer(8))).field("sha256", row.text(9));
}

}  // namespace

Result<std::int64_t> take_snapshot(sql::Connection& db, const Actor& actor, const TakeSnapshot& what,
                                   UtcMillis now) {
  TRY(require_issuer(actor));
  std::int64_t id = 0;
  // One transaction: everything is of one moment.
  const auto work = [&]() -> Result<void> {
    Snapshot snapshot;
    snapshot.on = china_date(now);
    std::vector<std::int64_t> plan_ids = what.plan_ids;
    TRY(add_round(db, actor, what.round_id, snapshot, plan_ids));
    if (plan_ids.empty())
      return error(ErrorCode::kInvalid, "请选择要通报的方案或调度",
                   "choose the plans or the round to report on");
    for (const std::int64_t plan_id : plan_ids) TRY(add_plan(db, actor, plan_id, snapshot, now));
    TRY(add_asked(db, actor, snapshot));
    snapshot.title = !what.title.empty()
                         ? what.title
                         : fmt::format("{} {}", snapshot.plans.front().title,
                                       snapshot.round_title.empty() ? snapshot.on : snapshot.round_title);
    const std::string body = to_json(snapshot);
    const std::string sha256 = sha256_hex(body);
    id = TRY(db.one("INSERT INTO snapshot (government_id, title, on_day, round_id, round_title, plans, tasks, "
                    "account_id, "
                    "account, at, sha256, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
                    "RETURNING id",
                    actor.government_id, snapshot.title, snapshot.on,
                    what.round_id == 0 ? std::optional<std::int64_t>() : std::optional(what.round_id),
                    snapshot.round_title, ids_json(snapshot.plans),
                    static_cast<std::int64_t>(snapshot.tasks.size()), actor.account_id, actor.name, now, sha256,
                    body))
             .value_or(0);
    return append_log(db, actor,
                      {"take_snapshot", fmt::format("snapshot:{}", id), "",
                       fmt::format("tasks:{} sha256:{}", snapshot.tasks.size(), sha256)},
                      now);
  };
  TRY(db.transaction(work));
  return id;
}

Result<KeptSnapshot> load_snapshot(sql::Connection& db, std::int64_t government_id, std::int64_t snapshot_id) {
  sql::Rows rows =
      TRY(db.query("SELECT sha256, account, at, body FROM snapshot WHERE id = $1 AND government_id = $2",
                   snapshot_id, government_id));
  if (!TRY(rows.next())) return no_such("快照", "snapshot");
  KeptSnapshot out;
  out.id = snapshot_id;
  out.sha256 = rows.string(0);
  out.account = rows.string(1);
  out.at = rows.integer(2);
  if (sha256_hex(rows.text(3)) != out.sha256) {
    return error(ErrorCode::kDamaged,
                 fmt::format("快照 {} 的内容被改动过，与当时记录的校验和不符", snapshot_id),
                 fmt::format("snapshot {} was altered: it is not that of its sum", snapshot_id));
  }
  out.snapshot = TRY(snapshot_from_json(rows.text(3)));
  return out;
}

Result<std::optional<std::int64_t>> snapshot_before(sql::Connection& db, std::int64_t government_id,
                                                    std::int64_t snapshot_id) {
  const KeptSnapshot own = TRY(load_snapshot(db, government_id, snapshot_id));
  sql::Rows rows =
      TRY(db.query("SELECT id, plans FROM snapshot WHERE government_id = $1 AND id < $2 AND on_day < $3 ORDER "
                   "BY on_day DESC, id DESC LIMIT 100",
                   government_id, snapshot_id, own.snapshot.on));
  while (TRY(rows.next())) {
    const std::string plans = "," + rows.string(1).substr(1, rows.text(1).size() - 2) + ",";
    for (const SnapshotPlan& plan : own.snapshot.plans) {
      if (plans.find(fmt::format(",{},", plan.id)) != std::string::npos) return std::optional(rows.integer(0));
    }
  }
  return std::optional<std::int64_t>();
}

Result<std::string> list_snapshots(sql::Connection& db, const Actor& actor) {
  TRY(require_issuer(actor));
  sql::Rows rows =
      TRY(db.query(fmt::format("SELECT {} FROM snapshot WHERE government_id = $1 ORDER BY id DESC LIMIT 500",
                               kSnapshotColumns),
                   actor.government_id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    json.begin_object();
    write_snapshot_row(json, rows);
    json.end_object();
    ++total;
  }
  json.end_array().field("total", total).key("next").null().end_object();
  return json.take();
}

Result<std::string> read_snapshot(sql::Connection& db, const Actor& actor, std::int64_t snapshot_id,
                                  std::int64_t before) {
  TRY(require_issuer(actor));
  const KeptSnapshot kept = TRY(load_snapshot(db, actor.government_id, snapshot_id));
  if (before == 0) before = TRY(snapshot_before(db, actor.government_id, snapshot_id)).value_or(0);
  std::optional<KeptSnapshot> earlier;
  if (before > 0) earlier = TRY(load_snapshot(db, actor.government_id, before));
  sql::Rows rows =
      TRY(db.query(fmt::format("SELECT {} FROM snapshot WHERE id = $1", kSnapshotColumns), snapshot_id));
  if (!TRY(rows.next())) return no_such("快照", "snapshot");
  JsonWriter json;
  json.begin_object();
  write_snapshot_row(json, rows);
  const Snapshot* than = earlier ? &earlier->snapshot : nullptr;
  json.key("figures").raw(figures_json(kept.snapshot, figures_of(kept.snapshot, than))).end_object();
  return json.take();
}

Result<BulletinFile> snapshot_xlsx(sql::Connection& db, const Actor& actor, std::int64_t snapshot_id) {
  TRY(require_issuer(actor));
  const KeptSnapshot kept = TRY(load_snapshot(db, actor.government_id, snapshot_id));
  const auto before = TRY(snapshot_before(db, actor.government_id, snapshot_id));
  std::optional<KeptSnapshot> earlier;
  if (before) earlier = TRY(load_snapshot(db, actor.government_id, *before));
  BulletinFile out;
  out.bytes = TRY(snapshot_to_xlsx(kept.snapshot, earlier ? &earlier->snapshot : nullptr));
  out.name = kept.snapshot.title + ".xlsx";
  return out;
}

}  // namespace duban
