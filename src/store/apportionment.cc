#include "store/apportionment.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "base/json.h"
#include "store/log.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct DividedTarget {
  int position = 0;
  std::string indicator;
  std::string unit;
  double value = 0;
  bool adds_up = false;  // parts of it make a sum
  std::int64_t version = 0;
  std::string note, account;
  UtcMillis at = 0;
  double whole_then = 0;
  std::vector<std::pair<std::int64_t, ApportionedPart>> parts;  // unit id; its name and value
};

// Of a task (target -1: all) with its parts: two queries.
Result<std::vector<DividedTarget>> load_targets(sql::Connection& db, std::int64_t task_id, int target) {
  std::vector<DividedTarget> out;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT g.position, g.indicator, g.unit, g.value, g.measure, a.version, a.note, a.account, a.at, "
        "a.whole FROM target g LEFT JOIN apportionment a ON a.task_id = g.task_id AND a.target = g.position "
        "WHERE g.task_id = $1 AND ($2 < 0 OR g.position = $2) ORDER BY g.position",
        task_id, target));
    while (TRY(rows.next())) {
      DividedTarget each;
      each.position = static_cast<int>(rows.integer(0));
      each.indicator = rows.string(1);
      each.unit = rows.string(2);
      each.value = rows.real(3);
      each.adds_up = rows.text(4) != to_word(Measure::kGrowth) && rows.text(2) != "%";
      each.version = rows.integer(5);
      each.note = rows.string(6);
      each.account = rows.string(7);
      each.at = rows.integer(8);
      each.whole_then = rows.real(9);
      out.push_back(std::move(each));
    }
  }
  sql::Rows rows =
      TRY(db.query("SELECT a.target, a.unit_id, u.name, a.value FROM apportionment_part a JOIN unit u ON "
                   "u.id = a.unit_id WHERE a.task_id = $1 ORDER BY a.target, a.unit_id",
                   task_id));
  while (TRY(rows.next())) {
    for (DividedTarget& each : out) {
      if (each.position == rows.integer(0)) {
        each.parts.push_back({rows.integer(1), {rows.string(2), rows.real(3)}});
      }
    }
  }
  return out;
}

std::vector<ApportionedPart> parts_of(const DividedTarget& target) {
  std::vector<ApportionedPart> out;
  for (const auto& [id, part] : target.parts) out.push_back(part);
  return out;
}

void write_target(JsonWriter& json, const DividedTarget& target, Language language, Day on) {
  json.begin_object()
      .field("target", target.position)
      .field("indicator", target.indicator)
      .field("unit", target.unit)
      .field("whole", target.value)
      .field("adds_up", target.adds_up);
  std::string verdict, words;
  if (target.adds_up && !target.parts.empty()) {
    const auto checked = check_apportionment(target.value, parts_of(target), on);
    verdict = to_word(checked.value);
    words = checked.why.words.in(language);
  }
  json.field("verdict", verdict).field("words", words).key("parts").begin_array();
  for (const auto& [id, part] : target.parts) {
    json.begin_object()
        .field("unit_id", id)
        .field("unit_name", part.unit)
        .field("value", part.value)
        .end_object();
  }
  json.end_array().field("note", target.note).field("account", target.account);
  json.field("at", target.at == 0 ? std::string() : utc_text(target.at));
  // The office changed the target since it was divided.
  json.field("outdated", target.version > 0 && target.whole_then != target.value);
  json.field("version", target.version).end_object();
}

}  // namespace

Result<void> set_apportionment(sql::Connection& db, const Actor& actor, std::int64_t task_id, int target,
                               std::optional<std::int64_t> expected_version, const NewApportionment& wanted,
                               UtcMillis now) {
  TRY(require(actor, Action::kRunTask, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    sql::Rows row =
        TRY(db.query("SELECT t.plan_id FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.id = $1 AND "
                     "t.government_id = $2 AND p.state = 'approved'",
                     task_id, actor.government_id));
    if (!TRY(row.next())) {
      return error(ErrorCode::kNotFound, "没有这项任务，或它的方案还没有立项",
                   "there is no such task, or its plan is not approved yet");
    }
    const std::int64_t plan_id = row.integer(0);
    auto found = TRY(load_targets(db, task_id, target));
    if (target < 0 || found.empty()) return no_such("目标", "target");
    const DividedTarget before = std::move(found.front());
    if (expected_version && *expected_version != before.version) return stale_version();
    std::vector<ApportionedPart> parts;
    std::set<std::int64_t> seen;
    for (const TargetPart& part : wanted.parts) {
      sql::Rows unit =
          TRY(db.query("SELECT u.name, (SELECT 1 FROM task_case_unit c WHERE c.task_id = $3 AND c.unit_id = "
                       "u.id AND c.state <> "
                       "'released') FROM unit u WHERE u.id = $1 AND u.government_id = $2",
                       part.unit_id, actor.government_id, task_id));
      if (!TRY(unit.next())) return no_such("单位", "unit");
      if (unit.is_null(1)) {
        return error(ErrorCode::kInvalid, fmt::format("{}不在这项任务中，请先增加单位", unit.text(0)),
                     fmt::format("{} takes no part in this task: add it first", unit.text(0)));
      }
      if (!seen.insert(part.unit_id).second) {
        return error(ErrorCode::kInvalid, fmt::format("{}写了两次", unit.text(0)),
                     fmt::format("{} stands there twice", unit.text(0)));
      }
      if (!std::isfinite(part.value) || (before.adds_up && part.value < 0)) {
        return error(ErrorCode::kInvalid, fmt::format("{}的数应为不小于 0 的数", unit.text(0)),
                     fmt::format("the part of {} must be a number not below 0", unit.text(0)));
      }
      parts.push_back({unit.string(0), part.value});
    }
    if (before.adds_up && !parts.empty() && !wanted.despite) {
      const auto checked = check_apportionment(before.value, parts, *Day::parse(china_date(now)));
      if (checked.value == Apportionment::kShort) return Error{ErrorCode::kConflict, checked.why.words};
    }
    TRY(db.run("DELETE FROM apportionment_part WHERE task_id = $1 AND target = $2", task_id, target));
    TRY(db.run(
        "INSERT INTO apportionment (government_id, plan_id, task_id, target, whole, note, account, at, "
        "version) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1) ON CONFLICT (task_id, target) DO UPDATE SET whole = $5, "
        "note = $6, account = $7, at = $8, version = apportionment.version + 1",
        actor.government_id, plan_id, task_id, target, before.value, wanted.note, actor.name, now));
    for (const TargetPart& part : wanted.parts) {
      TRY(db.run(
          "INSERT INTO apportionment_part (government_id, task_id, target, unit_id, value) VALUES ($1, $2, $3, "
          "$4, $5)",
          actor.government_id, task_id, target, part.unit_id, part.value));
    }
    const auto words = [](const std::vector<ApportionedPart>& all) {
      std::string out;
      for (const ApportionedPart& each : all) {
        out += fmt::format("{}{} {}", out.empty() ? "" : "、", each.unit, each.value);
      }
      return out;
    };
    TRY(keep_event(db, actor, task_id,
                   {"apportion", before.indicator, words(parts_of(before)), words(parts), wanted.note}, now));
    return append_log(
        db, actor,
        {"apportion", fmt::format("task:{}#{}", task_id, target), words(parts_of(before)), words(parts)}, now);
  };
  return db.transaction(work);
}

Result<Versioned> read_apportionment(sql::Connection& db, const Actor& actor, std::int64_t task_id, int target,
                                     Language language, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const auto found = TRY(load_targets(db, task_id, target));
  if (target < 0 || found.empty()) return no_such("目标", "target");
  JsonWriter json;
  write_target(json, found.front(), language, *Day::parse(china_date(now)));
  return Versioned{json.take(), task_id, found.front().version};
}

Result<std::string> apportionments_of(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                      Language language, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const auto found = TRY(load_targets(db, task_id, -1));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const DividedTarget& each : found) write_target(json, each, language, *Day::parse(china_date(now)));
  json.end_array().field("total", static_cast<std::int64_t>(found.size())).key("next").null();
  return json.end_object().take();
}

Result<std::map<int, double>> parts_of_unit(sql::Connection& db, std::int64_t task_id, std::int64_t unit_id) {
  std::map<int, double> out;
  sql::Rows rows = TRY(db.query(
      "SELECT target, value FROM apportionment_part WHERE task_id = $1 AND unit_id = $2", task_id, unit_id));
  while (TRY(rows.next())) out[static_cast<int>(rows.integer(0))] = rows.real(1);
  return out;
}

}  // namespace duban
