#include "store/obligations.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <map>
#include <set>
#include <vector>

#include "base/json.h"
#include "store/log.h"
#include "store/task_json.h"
#include "store/unit_tree.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct ObligationUnit {
  std::int64_t unit_id = 0;
  std::string unit, confirmed_on, note, account;
  bool late = false, filled_in = false;
};
struct Obligation {
  std::int64_t id = 0, plan_id = 0, version = 0;
  std::string title, text, due, account;
  bool withdrawn = false;
  UtcMillis at = 0;
  std::vector<ObligationUnit> units;  // that the person may see
  std::int64_t confirmed = 0, missing = 0;
};

// Of a plan or one by its id, with units: two queries.
Result<std::vector<Obligation>> load_obligations(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                                 std::int64_t id) {
  std::vector<Obligation> out;
  std::map<std::int64_t, std::size_t> place;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT id, plan_id, title, text, due, withdrawn, account, at, version FROM obligation WHERE "
        "government_id = $1 AND ($2 = 0 OR plan_id = $2) AND ($3 = 0 OR id = $3) ORDER BY withdrawn, due, "
        "id",
        actor.government_id, plan_id, id));
    while (TRY(rows.next())) {
      Obligation each;
      each.id = rows.integer(0);
      each.plan_id = rows.integer(1);
      each.title = rows.string(2);
      each.text = rows.string(3);
      each.due = rows.string(4);
      each.withdrawn = rows.integer(5) != 0;
      each.account = rows.string(6);
      each.at = rows.integer(7);
      each.version = rows.integer(8);
      place[each.id] = out.size();
      out.push_back(std::move(each));
    }
  }
  SqlText text;
  text.sql =
      "SELECT c.obligation_id, c.unit_id, u.name, c.confirmed_on, c.late, c.filled_in, c.note, c.account FROM "
      "obligation o JOIN obligation_unit c ON c.obligation_id = o.id JOIN unit u ON u.id = c.unit_id WHERE "
      "o.government_id = " +
      text.bind(actor.government_id);
  if (plan_id != 0) text.sql += " AND o.plan_id = " + text.bind(plan_id);
  if (id != 0) text.sql += " AND o.id = " + text.bind(id);
  if (!allowed(actor, Action::kReadLedger, Relation::kOwnGovernment)) {
    text.sql += " AND c.unit_id IN (WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = " +
                text.bind(actor.unit_id) +
                " UNION SELECT b.id FROM unit b JOIN mine ON b.parent_id = mine.id) SELECT id FROM mine)";
  }
  text.sql += " ORDER BY c.confirmed_on, u.name, u.id";
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    Obligation& each = out[place.at(rows.integer(0))];
    ObligationUnit unit;
    unit.unit_id = rows.integer(1);
    unit.unit = rows.string(2);
    unit.confirmed_on = rows.string(3);
    unit.late = rows.integer(4) != 0;
    unit.filled_in = rows.integer(5) != 0;
    unit.note = rows.string(6);
    unit.account = rows.string(7);
    ++(unit.confirmed_on.empty() ? each.missing : each.confirmed);
    each.units.push_back(std::move(unit));
  }
  return out;
}

void write_obligation(JsonWriter& json, const Obligation& each, std::string_view today) {
  json.begin_object()
      .field("id", each.id)
      .field("plan_id", each.plan_id)
      .field("title", each.title)
      .field("text", each.text)
      .field("due", each.due)
      .field("withdrawn", each.withdrawn)
      .field("made_by", each.account)
      .field("made_at", utc_text(each.at));
  json.key("units").begin_array();
  for (const ObligationUnit& unit : each.units) {
    json.begin_object()
        .field("unit_id", unit.unit_id)
        .field("unit_name", unit.unit)
        .field("confirmed_on", unit.confirmed_on)
        .field("late", unit.confirmed_on.empty() ? !each.withdrawn && each.due < today : unit.late)
        .field("filled_in", unit.filled_in)
        .field("note", unit.note)
        .field("account", unit.account)
        .end_object();
  }
  json.end_array().field("confirmed", each.confirmed).field("missing", each.missing);
  json.field("version", each.version).end_object();
}

struct PrintedRequirement {
  std::string title, text;
};

Result<std::vector<PrintedRequirement>> printed_requirements(sql::Connection& db, std::int64_t plan_id) {
  sql::Rows rows = TRY(db.query("SELECT outline FROM plan WHERE id = $1", plan_id));
  std::vector<PrintedRequirement> out;
  if (!TRY(rows.next())) return out;
  simdjson::dom::parser parser;
  simdjson::dom::array list;
  const simdjson::padded_string text(rows.text(0));
  if (parser.parse(text)["requirements"].get(list) != simdjson::SUCCESS) return out;
  for (const simdjson::dom::element each : list) {
    std::string_view title, words;
    if (each["title"].get(title) != simdjson::SUCCESS) title = {};
    if (each["text"].get(words) != simdjson::SUCCESS) words = {};
    out.push_back({std::string(title), std::string(words)});
  }
  return out;
}

Result<Obligation> one_obligation(sql::Connection& db, const Actor& actor, std::int64_t id) {
  auto found = TRY(load_obligations(db, actor, 0, id));
  if (id == 0 || found.empty()) return no_such("落实事项", "obligation");
  return std::move(found.front());
}

}  // namespace

Result<Versioned> read_obligation(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now) {
  const Obligation found = TRY(one_obligation(db, actor, id));
  TRY(require_plan(db, actor, Action::kReadLedger, found.plan_id, now));
  JsonWriter json;
  write_obligation(json, found, china_date(now));
  return Versioned{json.take(), id, found.version};
}

Result<std::string> list_obligations(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                     UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  const auto found = TRY(load_obligations(db, actor, plan_id, 0));
  std::set<std::string> made;
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Obligation& each : found) {
    write_obligation(json, each, china_date(now));
    made.insert(each.text);
  }
  json.end_array().field("total", static_cast<std::int64_t>(found.size())).key("next").null();
  json.key("proposed").begin_array();
  if (allowed(actor, Action::kRunTask, Relation::kOwnGovernment)) {
    for (const PrintedRequirement& each : TRY(printed_requirements(db, plan_id))) {
      if (made.contains(each.text)) continue;
      json.begin_object().field("title", each.title).field("text", each.text).end_object();
    }
  }
  return json.end_array().end_object().take();
}

Result<Versioned> make_obligation(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                  const NewObligation& wanted, UtcMillis now) {
  TRY(require(actor, Action::kRunTask, Relation::kOwnGovernment));
  if (wanted.title.empty()) {
    return error(ErrorCode::kInvalid, "请写出要各单位落实的事项", "please say what the units are to do");
  }
  if (!is_iso_date(wanted.due)) {
    return error(ErrorCode::kInvalid, "请写明确认期限，写作 2026-03-01 的样子",
                 "please say by which day it is to be confirmed, like 2026-03-01");
  }
  const auto work = [&]() -> Result<Versioned> {
    sql::Rows plan = TRY(
        db.query("SELECT state FROM plan WHERE id = $1 AND government_id = $2", plan_id, actor.government_id));
    if (!TRY(plan.next())) return no_such("方案", "plan");
    if (plan.text(0) != "approved") {
      return error(ErrorCode::kConflict, "方案还没有立项", "the plan is not approved yet");
    }
    const std::int64_t id = *TRY(
        db.one("INSERT INTO obligation (government_id, plan_id, title, text, due, account, at) VALUES ($1, $2, "
               "$3, $4, $5, $6, $7) RETURNING id",
               actor.government_id, plan_id, wanted.title, wanted.text, wanted.due, actor.name, now));
    const std::int64_t units =
        TRY(db.run("INSERT INTO obligation_unit (government_id, obligation_id, unit_id) SELECT DISTINCT $1, "
                   "$2, c.unit_id FROM "
                   "task_case_unit c WHERE c.plan_id = $3 AND c.state <> 'released'",
                   actor.government_id, id, plan_id));
    if (units == 0) {
      return error(ErrorCode::kConflict, "这个方案的任务还没有任何登记在册的单位",
                   "no registered unit takes part in a task of this plan");
    }
    Versioned made = TRY(read_obligation(db, actor, id, now));
    TRY(append_log(db, actor,
                   {"make_obligation", fmt::format("obligation:{}", id), "",
                    fmt::format("{} due:{} units:{}", wanted.title, wanted.due, units)},
                   now));
    return made;
  };
  return db.transaction(work);
}

Result<void> withdraw_obligation(sql::Connection& db, const Actor& actor, std::int64_t id,
                                 std::optional<std::int64_t> expected_version, UtcMillis now) {
  TRY(require(actor, Action::kRunTask, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    const Obligation there = TRY(one_obligation(db, actor, id));
    if (expected_version && *expected_version != there.version) return stale_version();
    TRY(db.run("UPDATE obligation SET withdrawn = 1, version = version + 1 WHERE id = $1", id));
    return append_log(db, actor, {"withdraw_obligation", fmt::format("obligation:{}", id), there.title, ""},
                      now);
  };
  return db.transaction(work);
}

Result<void> confirm_obligation(sql::Connection& db, const Actor& actor, std::int64_t id, std::int64_t unit_id,
                                std::string_view note, UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    const std::int64_t unit = unit_id != 0 ? unit_id : actor.unit_id;
    if (unit == 0) return error(ErrorCode::kInvalid, "请选择单位", "please choose the unit");
    TRY(require_unit(db, actor, Action::kAnswerTask, unit));
    sql::Rows row =
        TRY(db.query("SELECT o.due, o.withdrawn, c.confirmed_on FROM obligation o JOIN obligation_unit c ON "
                     "c.obligation_id = o.id AND c.unit_id = $2 WHERE o.id = $1 AND o.government_id = $3",
                     id, unit, actor.government_id));
    if (!TRY(row.next())) return no_such("落实事项", "obligation");
    if (row.integer(1) != 0) {
      return error(ErrorCode::kConflict, "这一事项已撤回，不必再确认",
                   "this was withdrawn and needs no confirmation");
    }
    if (!row.text(2).empty()) {
      return error(ErrorCode::kConflict, fmt::format("该单位已于{}确认", row.text(2)),
                   fmt::format("this unit confirmed it on {}", row.text(2)));
    }
    const std::string today = china_date(now);
    const bool late = row.text(0) < today;
    const bool filled_in = TRY(relation_to_unit(db, actor, unit)) != Relation::kOwnUnit;
    TRY(
        db.run("UPDATE obligation_unit SET confirmed_on = $3, late = $4, filled_in = $5, note = $6, account = "
               "$7, at = "
               "$8 WHERE obligation_id = $1 AND unit_id = $2",
               id, unit, today, late, filled_in, note, actor.name, now));
    TRY(db.run("UPDATE obligation SET version = version + 1 WHERE id = $1", id));
    return append_log(
        db, actor,
        {"confirm_obligation", fmt::format("obligation:{}", id), "",
         fmt::format("unit:{}{}{} {}", unit, late ? " late" : "", filled_in ? " filled_in" : "", note)},
        now);
  };
  return db.transaction(work);
}

}  // namespace duban
