#include "store/verifications.h"

#include <fmt/format.h>

#include <cmath>

#include "base/json.h"
#include "store/cases.h"
#include "store/evidence.h"
#include "store/log.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct CheckedPlace {
  std::int64_t plan_id = 0;
  std::optional<std::int64_t> value_id;
  std::optional<double> reported;
};

Result<CheckedPlace> checked_place(sql::Connection& db, const Actor& actor, const NewVerification& what) {
  CheckedPlace out;
  const auto plan = TRY(db.one("SELECT plan_id FROM task WHERE id = $1 AND government_id = $2", what.task_id,
                               actor.government_id));
  if (!plan) return no_such("任务", "task");
  out.plan_id = *plan;
  const auto part = TRY(
      db.one("SELECT 1 FROM task_case_unit WHERE task_id = $1 AND unit_id = $2", what.task_id, what.unit_id));
  if (!part) return no_such("单位（该单位不承担这项任务）", "unit on this task");
  if (what.target < 0) return out;
  const auto targets = TRY(db.one("SELECT count(*) FROM target WHERE task_id = $1", what.task_id));
  if (what.target >= targets.value_or(0)) return no_such("目标", "target");
  sql::Rows rows = TRY(db.query(
      "SELECT id, value FROM target_value WHERE task_id = $1 AND unit_id = $2 AND target = $3 AND latest = 1",
      what.task_id, what.unit_id, what.target));
  if (TRY(rows.next())) {
    out.value_id = rows.integer(0);
    out.reported = rows.real(1);
  }
  return out;
}

Result<Day> checked_day(const NewVerification& what, Day today) {
  if (what.checked_on.empty()) return today;
  const auto day = Day::parse(what.checked_on);
  if (!day || *day > today) {
    return error(ErrorCode::kInvalid, "核查日期应写作 2026-03-01 的样子，且不在今天之后",
                 "the day of the verification should look like 2026-03-01 and not be after today");
  }
  return *day;
}

sql::Value real_or_null(const std::optional<double>& value) {
  return value ? sql::Value(*value) : sql::Value(sql::Null{});
}

}  // namespace

Result<std::int64_t> apply_verification(sql::Connection& db, const Actor& actor, const NewVerification& what,
                                        UtcMillis now) {
  TRY(require(actor, Action::kReviewReport, Relation::kOwnGovernment));
  const CheckedPlace place = TRY(checked_place(db, actor, what));
  const Day day = TRY(checked_day(what, day_of(now)));
  if (what.found && !std::isfinite(*what.found)) {
    return error(ErrorCode::kInvalid, "核实数值不是一个数", "the found value is no number");
  }
  if (!what.found && what.words.empty()) {
    return error(ErrorCode::kInvalid, "请填写核实数值或核查情况",
                 "please give the found value, or say what was found");
  }
  if (what.words.size() > 20000) return error(ErrorCode::kTooLarge, "核查情况太长", "the words are too long");
  const bool agrees = what.found && place.reported ? *what.found == *place.reported : what.agrees;
  const std::string person = what.person.empty() ? actor.name : what.person;
  const std::int64_t id = *TRY(db.one(
      "INSERT INTO verification (government_id, plan_id, task_id, unit_id, target, value_id, reported, found, "
      "agrees, checked_on, person, words, at, account_id, account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10, $11, $12, $13, $14, $15) RETURNING id",
      actor.government_id, place.plan_id, what.task_id, what.unit_id, what.target, place.value_id,
      real_or_null(place.reported), real_or_null(what.found), agrees, to_iso(day), person, what.words, now,
      actor.account_id, actor.name));
  const auto words_of = [](const std::optional<double>& value) {
    return value ? figure(*value) : std::string("-");
  };
  TRY(append_log(db, actor,
                 {"verify_value", fmt::format("task:{}", what.task_id), words_of(place.reported),
                  fmt::format("{} {} {}", words_of(what.found), to_iso(day), what.words)},
                 now));
  return id;
}

Result<std::int64_t> add_verification(sql::Connection& db, const Actor& actor, const NewVerification& what,
                                      UtcMillis now) {
  const auto work = [&] { return apply_verification(db, actor, what, now); };
  return db.transaction(work);
}

Result<std::string> list_verifications(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                       UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const auto evidence = TRY(evidence_of_verifications(db, task_id));
  std::int64_t total = 0;
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  sql::Rows rows = TRY(db.query(
      "SELECT v.id, v.target, v.unit_id, u.name, v.reported, v.found, v.agrees, v.checked_on, v.person, "
      "v.words, v.at, v.account FROM verification v JOIN unit u ON u.id = v.unit_id WHERE v.task_id = $1 "
      "ORDER BY v.id DESC",
      task_id));
  while (TRY(rows.next())) {
    json.begin_object().field("id", rows.integer(0)).field("target", rows.integer(1));
    json.field("unit_id", rows.integer(2)).field("unit", rows.text(3)).key("reported");
    rows.is_null(4) ? json.null() : json.number(rows.real(4));
    json.key("found");
    rows.is_null(5) ? json.null() : json.number(rows.real(5));
    json.field("agrees", rows.integer(6) != 0)
        .field("checked_on", rows.text(7))
        .field("person", rows.text(8))
        .field("words", rows.text(9))
        .field("at", utc_text(rows.integer(10)))
        .field("account", rows.text(11));
    const auto own = evidence.find(rows.integer(0));
    json.key("evidence").raw(own == evidence.end() ? "[]" : "[" + own->second + "]").end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
