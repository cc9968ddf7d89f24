// How a person stands to a task: his party, the unit that he acts for, and in what capacity.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "store/cases.h"
#include "store/delegates.h"
#include "store/visibility.h"

namespace duban {
namespace {

Action office_right(TaskAction action) {
  return action == TaskAction::kAdjust || action == TaskAction::kCorrectWording ? Action::kAdjustTask
                                                                                : Action::kRunTask;
}
Action unit_right(TaskAction action) {
  return action == TaskAction::kNameOfficers ? Action::kNameOfficers : Action::kAnswerTask;
}

// The units on the task that a person of `unit_id` acts for: the nearest of his own and those above it, and
// those that were merged into that one.
Result<std::vector<std::string>> units_he_acts_for(sql::Connection& db, std::int64_t unit_id,
                                                   const TaskCase& task) {
  std::vector<std::string> out;
  if (unit_id == 0) return out;
  sql::Rows rows = TRY(
      db.query("WITH RECURSIVE up (id, level) AS (SELECT id, 0 FROM unit WHERE id = $1 UNION SELECT "
               "u.parent_id, up.level + 1 FROM unit u JOIN up ON u.id = up.id WHERE u.parent_id IS NOT NULL "
               "AND up.level < 20), own (id, level) AS (SELECT id, level FROM up UNION SELECT m.id, "
               "own.level FROM unit m JOIN own ON m.successor_id = own.id) SELECT id, level FROM own ORDER "
               "BY level, id",
               unit_id));
  std::int64_t nearest = -1;
  while (TRY(rows.next())) {
    if (nearest >= 0 && rows.integer(1) > nearest) break;
    std::string key = unit_key(rows.integer(0));
    if (unit_of(task, key) == nullptr) continue;
    nearest = rows.integer(1);
    out.push_back(std::move(key));
  }
  return out;
}

Result<std::optional<TaskPerson>> stands_himself(sql::Connection& db, const Actor& actor, const KeptCase& kept,
                                                 TaskAction action, std::string_view unit, UtcMillis now) {
  const SetOf<Party> by = transition(action).by;
  TaskPerson person;
  person.account = actor.account_id;
  person.name = actor.name;
  if (by.has(Party::kOffice) && allowed(actor, office_right(action), Relation::kOwnGovernment)) {
    person.party = Party::kOffice;
    return std::optional(person);
  }
  if (by.has(Party::kLeader) && require_task(db, actor, Action::kInstruct, kept.task_id, now).ok()) {
    person.party = Party::kLeader;
    return std::optional(person);
  }
  if (!by.has(Party::kUnit)) return std::optional<TaskPerson>();
  if (allowed(actor, unit_right(action), Relation::kOwnUnit)) {
    const std::vector<std::string> own = TRY(units_he_acts_for(db, actor.unit_id, kept.task));
    const auto found = unit.empty() ? own.begin() : std::find(own.begin(), own.end(), unit);
    if (found != own.end()) {
      person.party = Party::kUnit;
      person.unit = *found;
      return std::optional(person);
    }
  }
  if (allowed(actor, unit_right(action), Relation::kOwnGovernment) && !by.has(Party::kOffice)) {
    person.party = Party::kOffice;
    person.capacity = Capacity::kFillIn;
    return std::optional(person);
  }
  return std::optional<TaskPerson>();
}

Error not_his_step(const Transition& row) {
  std::string zh;
  std::string en;
  for (const Party party : {Party::kOffice, Party::kLeader, Party::kUnit}) {
    if (!row.by.has(party)) continue;
    zh += (zh.empty() ? "" : "或") + std::string(zh_name(party));
    en += (en.empty() ? "" : " or ") + std::string(en_name(party));
  }
  return error(ErrorCode::kForbidden, fmt::format("“{}”须由这项任务的{}办理，您不能办理", row.zh, zh),
               fmt::format("To {} is for {} of this task, not for you", row.en, en));
}

}  // namespace

Result<TaskPerson> person_on(sql::Connection& db, const Actor& actor, const KeptCase& kept, TaskAction action,
                             std::string_view unit, UtcMillis now) {
  if (const auto himself = TRY(stands_himself(db, actor, kept, action, unit, now))) return *himself;
  for (const Actor& principal : TRY(acts_for(db, actor, day_of(now)))) {
    auto stands = TRY(stands_himself(db, principal, kept, action, unit, now));
    if (!stands || stands->capacity != Capacity::kSelf) continue;
    stands->account = actor.account_id;
    stands->name = actor.name;
    stands->capacity = Capacity::kDelegate;
    stands->acts_for = principal.name;
    return *stands;
  }
  return not_his_step(transition(action));
}

}  // namespace duban
