#include "store/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/clock.h"
#include "base/json.h"
#include "grammar/public_body.h"
#include "store/ledger_rows.h"
#include "store/log.h"
#include "store/people_rows.h"
#include "store/register_findings.h"
#include "store/task_json.h"
#include "store/unit_names.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct UnitRow {
  std::int64_t id = 0;
  std::string name;
  std::optional<std::int64_t> parent_id;
  std::string level;
  std::string kind;
  std::string valid_from;
  std::string valid_to;
  std::optional<std::int64_t> successor_id;
  std::int64_t version = 0;
};

constexpr std::string_view kUnitColumns =
    "id, name, parent_id, level, kind, valid_from, valid_to, successor_id, version";

UnitRow unit_from(const sql::Rows& rows) {
  return {rows.integer(0), rows.string(1), rows.optional_integer(2), rows.string(3), rows.string(4),
          rows.string(5),  rows.string(6), rows.optional_integer(7), rows.integer(8)};
}

Result<UnitRow> load_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id) {
  sql::Rows rows =
      TRY(db.query(fmt::format("SELECT {} FROM unit WHERE id = $1 AND government_id = $2", kUnitColumns),
                   unit_id, actor.government_id));
  if (!TRY(rows.next())) return no_such("单位", "unit");
  return unit_from(rows);
}

Error bad_date(std::string_view date) {
  return error(ErrorCode::kInvalid, fmt::format("日期“{}”应写作 2026-03-01 的样子", date),
               fmt::format("the date {} should look like 2026-03-01", date));
}

// A unit that bears the name now (another than `but`).
Result<void> name_is_free(sql::Connection& db, const Actor& actor, std::string_view name, std::int64_t but) {
  const auto taken =
      TRY(db.one("SELECT n.unit_id FROM unit_name n JOIN unit u ON u.id = n.unit_id WHERE n.government_id = $1 "
                 "AND n.name = $2 "
                 "AND n.valid_to = '' AND u.valid_to = '' AND n.unit_id <> $3",
                 actor.government_id, name, but));
  if (!taken) return {};
  return error(ErrorCode::kConflict, fmt::format("单位库里已有“{}”", name),
               fmt::format("the register has a unit {} already", name));
}

Result<std::int64_t> keep_name(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                               std::string_view name, bool alias, std::string_view from) {
  return *TRY(
      db.one("INSERT INTO unit_name (government_id, unit_id, name, alias, valid_from, valid_to) VALUES ($1, "
             "$2, $3, $4, $5, '') RETURNING id",
             actor.government_id, unit_id, name, alias, from));
}

Result<void> unit_event(sql::Connection& db, const Actor& actor, std::int64_t unit_id, std::string_view on,
                        std::string_view what, std::string_view before, std::string_view after, UtcMillis now) {
  TRY(db.run(
      "INSERT INTO unit_event (government_id, unit_id, happened_on, what, before_value, after_value, account, "
      "at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      actor.government_id, unit_id, on, what, before, after, actor.name, now));
  const std::string_view action = what == "created"   ? "create_unit"
                                  : what == "renamed" ? "rename_unit"
                                  : what == "merged"  ? "merge_unit"
                                                      : "close_unit";
  return append_log(db, actor, {action, fmt::format("unit:{}", unit_id), before, after}, now);
}

// A new unit with its bracketed other name (省数据局(省营商局)) and its aliases.
Result<std::int64_t> insert_unit(sql::Connection& db, const Actor& actor, const NewUnit& unit, UtcMillis now) {
  const std::string name = plain_unit_name(unit.name);
  if (name.empty()) return error(ErrorCode::kInvalid, "请写出单位名称", "please give the unit's name");
  if (!unit.valid_from.empty() && !is_iso_date(unit.valid_from)) return bad_date(unit.valid_from);
  TRY(name_is_free(db, actor, name, 0));
  if (unit.parent_id) TRY(load_unit(db, actor, *unit.parent_id));
  const std::int64_t id =
      *TRY(db.one("INSERT INTO unit (government_id, name, parent_id, level, kind, valid_from, valid_to) VALUES "
                  "($1, $2, $3, $4, $5, "
                  "$6, '') RETURNING id",
                  actor.government_id, name, unit.parent_id, unit.level, unit.kind, unit.valid_from));
  TRY(keep_name(db, actor, id, name, false, unit.valid_from));
  std::vector<std::string> others;
  const auto add = [&](const std::string& other) {
    if (!other.empty() && other != name && std::find(others.begin(), others.end(), other) == others.end()) {
      others.push_back(other);
    }
  };
  const auto parts = bracket_parts(name);
  if (parts.size() > 1) {
    for (const std::string& part : parts) add(part);
  }
  for (const std::string& alias : unit.aliases) add(plain_unit_name(alias));
  for (const std::string& other : others) {
    TRY(name_is_free(db, actor, other, id));
    TRY(keep_name(db, actor, id, other, true, unit.valid_from));
  }
  TRY(unit_event(db, actor, id, unit.valid_from.empty() ? china_date(now) : unit.valid_from, "created", "",
                 name, now));
  return id;
}

// Whether `unit` stands below `above`, or is it.
Result<bool> stands_below(sql::Connection& db, std::int64_t unit, std::int64_t above) {
  const auto found =
      TRY(db.one("WITH RECURSIVE up (id) AS (SELECT id FROM unit WHERE id = $1 UNION SELECT u.parent_id FROM "
                 "unit u JOIN up ON "
                 "u.id = up.id WHERE u.parent_id IS NOT NULL) SELECT 1 FROM up WHERE id = $2",
                 unit, above));
  return found.has_value();
}

void write_unit_head(JsonWriter& json, const UnitRow& unit, std::string_view name) {
  json.begin_object().field("id", unit.id).field("name", name).key("parent_id");
  unit.parent_id ? json.integer(*unit.parent_id) : json.null();
  json.field("level", unit.level).field("kind", unit.kind);
}

struct NameRow {
  std::int64_t id = 0;
  std::string name;
  bool alias = false;
  std::string from;
  std::string to;
  bool valid_at(std::string_view date) const { return from <= date && (to.empty() || date < to); }
};

void write_unit_tail(JsonWriter& json, const UnitRow& unit, const std::vector<NameRow>& names,
                     std::string_view date) {
  json.key("aliases").begin_array();
  for (const NameRow& name : names) {
    if (name.alias && name.valid_at(date))
      json.begin_object().field("id", name.id).field("text", name.name).end_object();
  }
  json.end_array().field("valid_from", unit.valid_from).field("valid_to", unit.valid_to).key("successor_id");
  unit.successor_id ? json.integer(*unit.successor_id) : json.null();
  json.field("version", unit.version);
}

}  // namespace

Result<std::string> list_units(sql::Connection& db, const Actor& actor, std::string_view at, UtcMillis now) {
  if (!at.empty() && !is_iso_date(at)) return bad_date(at);
  const std::string date = at.empty() ? china_date(now) : std::string(at);
  std::map<std::int64_t, std::vector<NameRow>> names;
  {
    sql::Rows rows =
        TRY(db.query("SELECT unit_id, id, name, alias, valid_from, valid_to FROM unit_name WHERE government_id "
                     "= $1 ORDER BY id",
                     actor.government_id));
    while (TRY(rows.next())) {
      names[rows.integer(0)].push_back(
          {rows.integer(1), rows.string(2), rows.integer(3) != 0, rows.string(4), rows.string(5)});
    }
  }
  sql::Rows rows = TRY(db.query(
      fmt::format(
          "SELECT {} FROM unit WHERE government_id = $1 AND valid_from <= $2 AND (valid_to = '' OR valid_to > "
          "$2) ORDER BY name, id",
          kUnitColumns),
      actor.government_id, date));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    const UnitRow unit = unit_from(rows);
    std::string name = unit.name;
    for (const NameRow& each : names[unit.id]) {
      if (!each.alias && each.valid_at(date)) name = each.name;
    }
    write_unit_head(json, unit, name);
    write_unit_tail(json, unit, names[unit.id], date);
    json.end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<Versioned> read_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id, UtcMillis now) {
  const UnitRow unit = TRY(load_unit(db, actor, unit_id));
  std::vector<NameRow> names;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT id, name, alias, valid_from, valid_to FROM unit_name WHERE unit_id = $1 ORDER BY id", unit_id));
    while (TRY(rows.next())) {
      names.push_back({rows.integer(0), rows.string(1), rows.integer(2) != 0, rows.string(3), rows.string(4)});
    }
  }
  JsonWriter json;
  write_unit_head(json, unit, unit.name);
  write_unit_tail(json, unit, names, china_date(now));
  json.key("history").begin_array();
  sql::Rows events =
      TRY(db.query("SELECT happened_on, what, before_value, after_value, account FROM unit_event WHERE unit_id "
                   "= $1 ORDER BY id",
                   unit_id));
  while (TRY(events.next())) {
    json.begin_object()
        .field("on", events.text(0))
        .field("what", events.text(1))
        .field("before", events.text(2))
        .field("after", events.text(3))
        .field("account", events.text(4))
        .end_object();
  }
  json.end_array().key("plans").begin_array();
  if (reach(actor, Action::kReadLedger) != Reach::kNothing) {
    SqlText text;
    text.sql =
        "SELECT p.id, p.title, p.year, count(DISTINCT CASE WHEN u.role = 0 THEN t.id END), count(DISTINCT CASE "
        "WHEN "
        "u.role = 1 THEN t.id END) FROM task_unit u JOIN task t ON t.id = u.task_id JOIN plan p ON p.id = "
        "t.plan_id "
        "WHERE u.unit_id = " +
        text.bind(unit_id) + " AND p.superseded_by IS NULL AND ";
    text.sql += visible_tasks(text, actor, Action::kReadLedger, china_date(now));
    text.sql += " GROUP BY p.id, p.title, p.year ORDER BY p.year DESC, p.id DESC";
    sql::Rows plans = TRY(text.query(db));
    while (TRY(plans.next())) {
      json.begin_object()
          .field("plan_id", plans.integer(0))
          .field("title", plans.text(1))
          .field("year", plans.integer(2))
          .field("led", plans.integer(3))
          .field("shared", plans.integer(4))
          .end_object();
    }
  }
  json.end_array().end_object();
  return Versioned{json.take(), unit_id, unit.version};
}

Result<std::int64_t> make_unit(sql::Connection& db, const Actor& actor, const NewUnit& unit, UtcMillis now) {
  TRY(require(actor, Action::kManageUnits, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<std::int64_t> {
    const std::int64_t id = TRY(insert_unit(db, actor, unit, now));
    TRY(names_changed(db, actor.government_id));
    return id;
  };
  return db.transaction(work);
}

Result<void> change_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                         std::optional<std::int64_t> expected_version, const UnitChange& change,
                         UtcMillis now) {
  TRY(require(actor, Action::kManageUnits, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    UnitRow unit = TRY(load_unit(db, actor, unit_id));
    if (expected_version && *expected_version != unit.version) return stale_version();
    const UnitRow before = unit;
    if (change.set_parent) {
      if (change.parent_id) {
        TRY(load_unit(db, actor, *change.parent_id));
        if (TRY(stands_below(db, *change.parent_id, unit_id))) {
          return error(ErrorCode::kConflict, "上级不能是本单位或它的下级",
                       "the parent cannot be the unit itself or one below it");
        }
      }
      unit.parent_id = change.parent_id;
    }
    if (change.level) unit.level = *change.level;
    if (change.kind) unit.kind = *change.kind;
    if (change.valid_to) {
      if (!change.valid_to->empty() && !is_iso_date(*change.valid_to)) return bad_date(*change.valid_to);
      unit.valid_to = *change.valid_to;
    }
    TRY(
        db.run("UPDATE unit SET parent_id = $2, level = $3, kind = $4, valid_to = $5, version = version + 1 "
               "WHERE id = "
               "$1",
               unit_id, unit.parent_id, unit.level, unit.kind, unit.valid_to));
    const auto words = [](const UnitRow& u) {
      return fmt::format("parent:{} level:{} kind:{} valid_to:{}", u.parent_id.value_or(0), u.level, u.kind,
                         u.valid_to);
    };
    if (before.valid_to.empty() && !unit.valid_to.empty()) {
      TRY(unit_event(db, actor, unit_id, unit.valid_to, "closed", unit.name, "", now));
    }
    return append_log(db, actor, {"update_unit", fmt::format("unit:{}", unit_id), words(before), words(unit)},
                      now);
  };
  return db.transaction(work);
}

Result<void> rename_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                         std::optional<std::int64_t> expected_version, std::string_view name,
                         std::string_view on, UtcMillis now) {
  TRY(require(actor, Action::kManageUnits, Relation::kOwnGovernment));
  if (!is_iso_date(on)) return bad_date(on);
  const auto work = [&]() -> Result<void> {
    const UnitRow unit = TRY(load_unit(db, actor, unit_id));
    if (expected_version && *expected_version != unit.version) return stale_version();
    const std::string plain = plain_unit_name(name);
    if (plain.empty()) return error(ErrorCode::kInvalid, "请写出单位名称", "please give the unit's name");
    TRY(name_is_free(db, actor, plain, unit_id));
    TRY(db.run("UPDATE unit_name SET valid_to = $2 WHERE unit_id = $1 AND alias = 0 AND valid_to = ''", unit_id,
               on));
    TRY(keep_name(db, actor, unit_id, plain, false, on));
    TRY(db.run("UPDATE unit SET name = $2, version = version + 1 WHERE id = $1", unit_id, plain));
    TRY(unit_event(db, actor, unit_id, on, "renamed", unit.name, plain, now));
    TRY(names_changed(db, actor.government_id));
    return {};
  };
  return db.transaction(work);
}

Result<int> merge_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                       std::optional<std::int64_t> expected_version, std::int64_t into, std::string_view on,
                       UtcMillis now) {
  TRY(require(actor, Action::kManageUnits, Relation::kOwnGovernment));
  if (!is_iso_date(on)) return bad_date(on);
  const auto work = [&]() -> Result<int> {
    const UnitRow unit = TRY(load_unit(db, actor, unit_id));
    const UnitRow target = TRY(load_unit(db, actor, into));
    if (expected_version && *expected_version != unit.version) return stale_version();
    if (unit_id == into || unit.successor_id || target.successor_id) {
      return error(ErrorCode::kConflict, "不能并入自己，也不能与已并入别处的单位合并",
                   "a unit cannot be merged into itself, nor with one that is merged already");
    }
    if (TRY(stands_below(db, into, unit_id))) {  // the one that stays takes the place of the one that goes
      TRY(db.run("UPDATE unit SET parent_id = $2 WHERE id = $1", into, unit.parent_id));
    }
    TRY(db.run("UPDATE unit SET parent_id = $2, version = version + 1 WHERE parent_id = $1 AND id <> $2",
               unit_id, into));
    TRY(db.run("UPDATE unit SET valid_to = $2, successor_id = $3, version = version + 1 WHERE id = $1", unit_id,
               on, into));
    TRY(db.run("UPDATE unit SET version = version + 1 WHERE id = $1", into));
    // Its names are the other's from now on: other names of it, with the dates they had.
    TRY(db.run("UPDATE unit_name SET unit_id = $2, alias = 1 WHERE unit_id = $1", unit_id, into));
    TRY(db.run("UPDATE portfolio SET unit_id = $2, version = version + 1 WHERE unit_id = $1", unit_id, into));
    TRY(db.run("UPDATE account SET unit_id = $2, version = version + 1 WHERE unit_id = $1", unit_id, into));
    TRY(people::count_epoch(db, actor.government_id));  // sessions remember the unit of their account
    const auto tasks = TRY(db.one("SELECT count(DISTINCT task_id) FROM task_unit WHERE unit_id = $1", unit_id));
    TRY(unit_event(db, actor, unit_id, on, "merged", unit.name, target.name, now));
    TRY(unit_event(db, actor, into, on, "merged", unit.name, target.name, now));
    TRY(names_changed(db, actor.government_id));
    return static_cast<int>(tasks.value_or(0));
  };
  return db.transaction(work);
}

Result<void> names_changed(sql::Connection& db, std::int64_t government_id) {
  TRY(resolve_units_again(db, government_id));
  return settle_known_units(db, government_id);
}

Result<void> keep_alias(sql::Connection& db, const Actor& actor, std::int64_t unit_id, std::string_view text,
                        UtcMillis now) {
  TRY(require(actor, Action::kManageUnits, Relation::kOwnGovernment));
  TRY(load_unit(db, actor, unit_id));
  const std::string name = plain_unit_name(text);
  if (name.empty()) return error(ErrorCode::kInvalid, "请写出别名", "please give the other name");
  TRY(name_is_free(db, actor, name, 0));
  TRY(keep_name(db, actor, unit_id, name, true, ""));
  TRY(db.run("UPDATE unit SET version = version + 1 WHERE id = $1", unit_id));
  return append_log(db, actor, {"add_alias", fmt::format("unit:{}", unit_id), "", name}, now);
}

Result<void> add_alias(sql::Connection& db, const Actor& actor, std::int64_t unit_id, std::string_view text,
                       UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    TRY(keep_alias(db, actor, unit_id, text, now));
    TRY(names_changed(db, actor.government_id));
    return {};
  };
  return db.transaction(work);
}

Result<void> remove_alias(sql::Connection& db, const Actor& actor, std::int64_t unit_id, std::int64_t alias_id,
                          UtcMillis now) {
  TRY(require(actor, Action::kManageUnits, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    TRY(load_unit(db, actor, unit_id));
    std::string name;
    {
      sql::Rows rows = TRY(db.query("SELECT name FROM unit_name WHERE id = $1 AND unit_id = $2 AND alias = 1",
                                    alias_id, unit_id));
      if (!TRY(rows.next())) return no_such("别名", "alias");
      name = rows.string(0);
    }
    TRY(db.run("DELETE FROM unit_name WHERE id = $1", alias_id));
    TRY(db.run("UPDATE unit SET version = version + 1 WHERE id = $1", unit_id));
    TRY(append_log(db, actor, {"remove_alias", fmt::format("unit:{}", unit_id), name, ""}, now));
    TRY(names_changed(db, actor.government_id));
    return {};
  };
  return db.transaction(work);
}

Result<TakenCount> take_unit_proposals(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                       const TakenProposals& taken, UtcMillis now) {
  TRY(require(actor, Action::kManageUnits, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<TakenCount> {
    const auto plan =
        TRY(db.one("SELECT 1 FROM plan WHERE id = $1 AND government_id = $2", plan_id, actor.government_id));
    if (!plan) return no_such("方案", "plan");
    TakenCount out;
    for (const std::string& name : taken.create) {
      const PublicBody body = read_body(name);
      const std::string level(to_word(body.level));
      TRY(insert_unit(db, actor, {name, {}, level, std::string(to_word(body.kind)), {}, ""}, now));
      ++out.created;
    }
    for (const auto& [text, unit_id] : taken.alias) {
      TRY(keep_alias(db, actor, unit_id, text, now));
      ++out.aliased;
    }
    TRY(names_changed(db, actor.government_id));
    return out;
  };
  return db.transaction(work);
}

}  // namespace duban
