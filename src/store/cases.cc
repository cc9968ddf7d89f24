#include "store/cases.h"

#include <fmt/format.h>

#include <charconv>

#include "store/adjust.h"
#include "store/break_downs.h"
#include "store/case_json.h"
#include "store/case_rows.h"
#include "store/case_seats.h"
#include "store/log.h"
#include "store/rules.h"
#include "store/subtasks.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::int64_t kChinaMillis = 8LL * 3600 * 1000;
constexpr std::int64_t kDayMillis = 24LL * 3600 * 1000;

Result<void> require_own_government(sql::Connection& db, const Actor& actor, std::int64_t task_id) {
  const auto there =
      TRY(db.one("SELECT 1 FROM task WHERE id = $1 AND government_id = $2", task_id, actor.government_id));
  if (!there) return no_such("任务", "task");
  return {};
}

// 交办 wants every printed name to be a unit on the task, or the office's word why it goes without (after).
Result<void> check_names_seated(sql::Connection& db, const KeptCase& kept, TaskRequest& request) {
  std::string names;
  std::string registered;
  for (const NamedUnits& each : TRY(names_without_seat(db, kept))) {
    std::string& list = each.units.empty() ? names : registered;
    list += (list.empty() ? "" : "、") + each.name;
  }
  if (names.empty() && registered.empty()) {
    request.field.clear();
    request.before.clear();
    request.after.clear();
    return {};
  }
  if (!request.after.empty()) {
    request.field = kWithoutUnits;
    request.before = names.empty() || registered.empty() ? names + registered : names + "、" + registered;
    return {};
  }
  std::string zh;
  std::string en;
  if (!names.empty()) {
    zh = fmt::format("{}不在单位名录中，请先登记单位（或作为别名）再加入任务；", names);
    en = fmt::format("the register does not know {}: register them (or make them aliases) and add them; ",
                     names);
  }
  if (!registered.empty()) {
    zh += fmt::format("{}已登记，请先用“增加单位”加入任务；", registered);
    en += fmt::format("{} are registered by now: add them to the task; ", registered);
  }
  return error(ErrorCode::kConflict, zh + "确需不带这些单位交办的，请写明理由",
               en + "or say why the task is dispatched without them");
}

// A unit that joins is one of the government's register.
Result<void> check_units_registered(sql::Connection& db, std::int64_t government_id,
                                    const TaskRequest& request) {
  for (const std::string& unit : {request.unit, request.other_unit}) {
    if (unit.empty()) continue;
    const auto there =
        TRY(db.one("SELECT 1 FROM unit WHERE id = $1 AND government_id = $2", unit_id_of(unit), government_id));
    if (!there) return no_such("单位", "unit");
  }
  return {};
}

// Fact, case, rows and log entry of one step.
Result<TaskStep> keep_step(sql::Connection& db, const Actor& actor, KeptCase& kept, const TaskRequest& request,
                           UtcMillis now) {
  const TaskRules rules = TRY(task_rules_of(db, actor.government_id));
  const TaskStep step = TRY(act(kept.task, request, day_of(now), rules));
  TRY(follow_break_down(db, actor, kept, step, now));
  const TaskState before = kept.task.state;
  kept.task = step.after;
  TRY(append_fact(db, actor.government_id, kept.task_id, step.fact, now));
  TRY(write_case(db, actor.government_id, kept));
  TRY(append_log(
      db, actor,
      {to_word(request.action), fmt::format("task:{}", kept.task_id), to_word(before), fact_to_json(step.fact)},
      now));
  TRY(carry_over_to_family(db, actor, kept, step, before, now));
  return step;
}

}  // namespace

std::string unit_key(std::int64_t unit_id) { return std::to_string(unit_id); }

std::int64_t unit_id_of(std::string_view key) {
  std::int64_t id = 0;
  const auto [end, code] = std::from_chars(key.data(), key.data() + key.size(), id);
  return code == std::errc() && end == key.data() + key.size() && id > 0 ? id : 0;
}

Day day_of(UtcMillis now) { return {static_cast<std::int32_t>((now + kChinaMillis) / kDayMillis)}; }

Result<KeptCase> load_case(sql::Connection& db, std::int64_t task_id) {
  sql::Rows rows = TRY(db.query("SELECT plan_id, body FROM task_case WHERE task_id = $1", task_id));
  if (!TRY(rows.next())) {
    return error(ErrorCode::kNotFound, "这项任务还没有立项", "this task is not approved yet");
  }
  return KeptCase{task_id, rows.integer(0), TRY(case_from_json(rows.text(1)))};
}

Result<std::vector<KeptCase>> load_cases(sql::Connection& db, std::int64_t plan_id) {
  std::vector<KeptCase> out;
  sql::Rows rows = TRY(
      db.query("SELECT c.task_id, c.body FROM task_case c JOIN task t ON t.id = c.task_id WHERE c.plan_id = $1 "
               "ORDER BY t.list_order, t.position",
               plan_id));
  while (TRY(rows.next())) out.push_back({rows.integer(0), plan_id, TRY(case_from_json(rows.text(1)))});
  return out;
}

Result<std::vector<TaskFact>> facts_of(sql::Connection& db, std::int64_t task_id) {
  std::vector<TaskFact> out;
  sql::Rows rows = TRY(db.query("SELECT fields FROM task_fact WHERE task_id = $1 ORDER BY no", task_id));
  while (TRY(rows.next())) out.push_back(TRY(fact_from_json(rows.text(0))));
  return out;
}

Result<TaskStep> apply_fact(sql::Connection& db, const Actor& actor, std::int64_t task_id, TaskRequest request,
                            UtcMillis now) {
  KeptCase kept = TRY(load_case(db, task_id));
  request.by = TRY(person_on(db, actor, kept, request.action, request.unit, now));
  return keep_step(db, actor, kept, request, now);
}

Result<TaskStep> apply_consequence(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                   TaskRequest request, UtcMillis now) {
  KeptCase kept = TRY(load_case(db, task_id));
  request.by = {};
  request.by.account = actor.account_id;
  request.by.name = actor.name;
  return keep_step(db, actor, kept, request, now);
}

Result<TaskStep> apply_step(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                            std::optional<std::int64_t> expected, TaskRequest request, UtcMillis now) {
  TRY(require_own_government(db, actor, task_id));
  KeptCase kept = TRY(load_case(db, task_id));
  if (expected && *expected != kept.task.facts) return stale_version();
  request.by = TRY(person_on(db, actor, kept, request.action, request.unit, now));
  TRY(check_units_registered(db, actor.government_id, request));
  if (request.action == TaskAction::kDispatch) TRY(check_names_seated(db, kept, request));
  if (request.action == TaskAction::kAdjust || request.action == TaskAction::kCorrectWording) {
    TRY(adjust_row_with(db, actor, kept, request, now));
  }
  return keep_step(db, actor, kept, request, now);
}

Result<TaskStep> take_step(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                           std::optional<std::int64_t> expected, TaskRequest request, UtcMillis now) {
  const auto work = [&] { return apply_step(db, actor, task_id, expected, request, now); };
  return db.transaction(work);
}

}  // namespace duban
