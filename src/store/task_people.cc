#include "store/task_people.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "base/json.h"
#include "store/cases.h"
#include "store/log.h"
#include "store/open_sets.h"
#include "store/posts.h"
#include "store/same_things.h"
#include "store/task_json.h"
#include "store/unit_tree.h"
#include "store/visibility.h"

namespace duban {
namespace {

Result<Day> day_or_today(std::string_view on, UtcMillis now) {
  const auto day = Day::parse(on.empty() ? china_date(now) : std::string(on));
  if (day) return *day;
  return error(ErrorCode::kInvalid, "日期应写作 2026-03-01 的样子", "the date should look like 2026-03-01");
}

void write_leaders(JsonWriter& json, const std::vector<LeaderOfTask>& leaders) {
  json.key("leaders").begin_array();
  for (const LeaderOfTask& each : leaders) {
    json.begin_object().field("printed", each.printed).key("post_id");
    each.post_id == 0 ? json.null() : json.integer(each.post_id);
    json.field("post", each.post).field("person", each.person).field("acting", each.acting).end_object();
  }
  json.end_array();
}

// Officers by post, of each unit the first of its kind that is not vacant.
using UnitOfficers = std::map<std::int64_t, std::map<PostKind, Holder>>;

Result<UnitOfficers> officers_on(sql::Connection& db, std::int64_t government_id, Day on) {
  UnitOfficers out;
  for (Holder& each : TRY(holders_on(db, government_id, 0, on))) {
    if (each.unit_id != 0 && !each.person.empty()) out[each.unit_id].try_emplace(each.kind, std::move(each));
  }
  return out;
}

void write_officer(JsonWriter& json, PostKind kind, const std::string& named, const UnitOfficers& officers,
                   std::int64_t unit_id, bool private_too) {
  json.key(to_word(kind)).begin_object();
  const auto unit = officers.find(unit_id);
  const Holder* holder = nullptr;
  if (unit != officers.end()) {
    const auto found = unit->second.find(kind);
    if (found != unit->second.end()) holder = &found->second;
  }
  const bool of_post = holder != nullptr && (named.empty() || named == holder->person);
  json.field("person", of_post ? holder->person : named);
  json.field("by", !named.empty() ? "task" : of_post ? "post" : "");
  json.field("acting", of_post && holder->acting);
  json.field("phone", of_post && private_too ? holder->phone : std::string());
  json.field("mail", of_post && private_too ? holder->mail : std::string()).end_object();
}

struct Given {
  std::int64_t account_id = 0;
  std::string person, note, by;
  UtcMillis at = 0;
};

Result<std::map<std::int64_t, Given>> forwards_of(sql::Connection& db, std::int64_t task_id) {
  std::map<std::int64_t, Given> out;  // the newest of each unit
  sql::Rows rows =
      TRY(db.query("SELECT f.unit_id, f.account_id, a.display_name, f.note, f.account, f.at FROM "
                   "task_forward f JOIN account a ON a.id = f.account_id WHERE f.task_id = $1 ORDER BY f.id",
                   task_id));
  while (TRY(rows.next())) {
    out[rows.integer(0)] = {rows.integer(1), rows.string(2), rows.string(3), rows.string(4), rows.integer(5)};
  }
  return out;
}

Result<std::map<std::int64_t, std::string>> names_of_units(sql::Connection& db, std::int64_t task_id) {
  std::map<std::int64_t, std::string> out;
  sql::Rows rows =
      TRY(db.query("SELECT u.id, u.name FROM task_case_unit c JOIN unit u ON u.id = c.unit_id WHERE "
                   "c.task_id = $1",
                   task_id));
  while (TRY(rows.next())) out[rows.integer(0)] = rows.string(1);
  return out;
}

}  // namespace

Result<std::string> people_of_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                   std::string_view on, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const Day day = TRY(day_or_today(on, now));
  const std::int64_t plan_id = TRY(db.one("SELECT plan_id FROM task WHERE id = $1", task_id)).value_or(0);
  const auto leaders = TRY(leaders_on(db, plan_id, day));
  const UnitOfficers officers = TRY(officers_on(db, actor.government_id, day));
  JsonWriter json;
  json.begin_object().field("on", to_iso(day));
  const auto own = leaders.find(task_id);
  write_leaders(json, own == leaders.end() ? std::vector<LeaderOfTask>() : own->second);
  json.key("units").begin_array();
  const auto kept = load_case(db, task_id);
  if (kept.ok()) {
    const auto names = TRY(names_of_units(db, task_id));
    const auto forwards = TRY(forwards_of(db, task_id));
    for (const UnitCase& unit : kept->task.units) {
      const std::int64_t id = unit_id_of(unit.unit);
      const auto name = names.find(id);
      const bool private_too = allowed(actor, Action::kManagePosts, Relation::kOwnGovernment) ||
                               (actor.unit_id != 0 && TRY(unit_within(db, id, actor.unit_id)));
      json.begin_object()
          .field("unit_id", id)
          .field("unit_name", name == names.end() ? unit.unit : name->second);
      json.field("part", to_word(unit.part)).field("state", to_word(unit.state));
      write_officer(json, PostKind::kHead, unit.head, officers, id, private_too);
      write_officer(json, PostKind::kLiaison, unit.liaison, officers, id, private_too);
      write_officer(json, PostKind::kHandler, unit.handler, officers, id, private_too);
      json.key("forwarded");
      const auto given = forwards.find(id);
      if (given == forwards.end()) {
        json.null();
      } else {
        json.begin_object().field("account_id", given->second.account_id).field("person", given->second.person);
        json.field("note", given->second.note).field("by", given->second.by);
        json.field("at", utc_text(given->second.at)).end_object();
      }
      json.end_object();
    }
  }
  json.end_array().key("open_sets").raw(TRY(open_sets_of_task(db, actor, task_id, now)));
  json.key("same").raw(TRY(same_things_of(db, actor, task_id, now)));
  return json.end_object().take();
}

Result<std::string> people_of_plan(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                   std::string_view on, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  const Day day = TRY(day_or_today(on, now));
  const auto leaders = TRY(leaders_on(db, plan_id, day));
  const UnitOfficers officers = TRY(officers_on(db, actor.government_id, day));
  SqlText text;
  text.sql =
      "SELECT t.id, t.no FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.plan_id = " + text.bind(plan_id) +
      " AND " + visible_tasks(text, actor, Action::kReadLedger, china_date(now)) +
      " ORDER BY t.list_order, t.position";
  sql::Rows rows = TRY(text.query(db));
  JsonWriter json;
  json.begin_object().field("on", to_iso(day)).key("items").begin_array();
  while (TRY(rows.next())) {
    json.begin_object().field("task_id", rows.integer(0)).field("no", rows.text(1));
    const auto own = leaders.find(rows.integer(0));
    write_leaders(json, own == leaders.end() ? std::vector<LeaderOfTask>() : own->second);
    json.end_object();
  }
  json.end_array().key("units").begin_array();
  SqlText units;
  units.sql =
      "SELECT DISTINCT u.id, u.name FROM task t JOIN plan p ON p.id = t.plan_id JOIN task_case_unit c ON "
      "c.task_id = t.id AND c.state <> 'released' JOIN unit u ON u.id = c.unit_id WHERE t.plan_id = " +
      units.bind(plan_id) + " AND " + visible_tasks(units, actor, Action::kReadLedger, china_date(now)) +
      " ORDER BY u.name, u.id";
  sql::Rows named = TRY(units.query(db));
  while (TRY(named.next())) {
    json.begin_object().field("unit_id", named.integer(0)).field("unit_name", named.text(1));
    for (const PostKind kind : {PostKind::kHead, PostKind::kLiaison, PostKind::kHandler}) {
      std::string person;
      const auto unit = officers.find(named.integer(0));
      if (unit != officers.end() && unit->second.contains(kind)) person = unit->second.at(kind).person;
      json.field(to_word(kind), person);
    }
    json.end_object();
  }
  return json.end_array().end_object().take();
}

Result<void> forward_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                          std::optional<std::int64_t> expected, const Forwarding& forwarding, UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    TRY(require_task(db, actor, Action::kNameOfficers, task_id, now));
    const std::int64_t unit = forwarding.unit_id != 0 ? forwarding.unit_id : actor.unit_id;
    if (unit == 0) return error(ErrorCode::kInvalid, "请选择单位", "please choose the unit");
    std::string name;
    {
      sql::Rows account = TRY(db.query(
          "SELECT a.display_name, coalesce(a.unit_id, 0), (SELECT count(*) FROM account_role r WHERE "
          "r.account_id = a.id AND r.role IN ('unit_handler', 'unit_reviewer')) FROM account a WHERE a.id = $1 "
          "AND a.government_id = $2 AND a.state = 'active'",
          forwarding.account_id, actor.government_id));
      if (!TRY(account.next())) return no_such("账号", "account");
      name = account.string(0);
      const bool of_unit = account.integer(1) != 0 && TRY(unit_within(db, account.integer(1), unit));
      if (!of_unit || account.integer(2) == 0) {
        return error(ErrorCode::kInvalid, fmt::format("{}不是这个单位的经办人或审核人，不能转办给他", name),
                     fmt::format("{} is no handler or reviewer of this unit", name));
      }
    }
    TaskRequest request;
    request.action = TaskAction::kNameOfficers;
    request.unit = unit_key(unit);
    request.handler = name;
    request.text = forwarding.note;
    TRY(apply_step(db, actor, task_id, expected, request, now));
    TRY(
        db.run("INSERT INTO task_forward (government_id, task_id, unit_id, account_id, note, account, at) "
               "VALUES ($1, $2, "
               "$3, $4, $5, $6, $7)",
               actor.government_id, task_id, unit, forwarding.account_id, forwarding.note, actor.name, now));
    return append_log(
        db, actor,
        {"forward_task", fmt::format("task:{}", task_id), "",
         fmt::format("unit:{} account:{} {} {}", unit, forwarding.account_id, name, forwarding.note)},
        now);
  };
  return db.transaction(work);
}

Result<std::optional<std::int64_t>> forwarded_to(sql::Connection& db, std::int64_t task_id,
                                                 std::int64_t unit_id) {
  return db.one(
      "SELECT account_id FROM task_forward WHERE task_id = $1 AND unit_id = $2 ORDER BY id DESC LIMIT 1",
      task_id, unit_id);
}

}  // namespace duban
