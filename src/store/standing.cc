#include "store/standing.h"

#include <fmt/format.h>

#include <algorithm>

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

Result<Standing::Who> Standing::who(sql::Connection& db, const Actor& actor, const KeptCase& kept,
                                    UtcMillis now) {
  Who out;
  out.actor = actor;
  out.units = TRY(units_he_acts_for(db, actor.unit_id, kept.task));
  out.leader = allowed(actor, Action::kInstruct, Relation::kOwnLeader) &&
               require_task(db, actor, Action::kInstruct, kept.task_id, now).ok();
  return out;
}

Result<Standing> Standing::of(sql::Connection& db, const Actor& actor, const KeptCase& kept, UtcMillis now) {
  Standing out;
  out.who_.push_back(TRY(who(db, actor, kept, now)));
  for (const Actor& principal : TRY(acts_for(db, actor, day_of(now)))) {
    out.who_.push_back(TRY(who(db, principal, kept, now)));
  }
  return out;
}

std::optional<TaskPerson> Standing::stands(const Who& who, TaskAction action, std::string_view unit) {
  const SetOf<Party> by = transition(action).by;
  TaskPerson person;
  person.account = who.actor.account_id;
  person.name = who.actor.name;
  if (by.has(Party::kOffice) && allowed(who.actor, office_right(action), Relation::kOwnGovernment)) {
    person.party = Party::kOffice;
    return person;
  }
  if (by.has(Party::kLeader) && who.leader) {
    person.party = Party::kLeader;
    return person;
  }
  if (!by.has(Party::kUnit)) return {};
  if (allowed(who.actor, unit_right(action), Relation::kOwnUnit)) {
    const auto found = unit.empty() ? who.units.begin() : std::find(who.units.begin(), who.units.end(), unit);
    if (found != who.units.end()) {
      person.party = Party::kUnit;
      person.unit = *found;
      return person;
    }
  }
  if (allowed(who.actor, unit_right(action), Relation::kOwnGovernment) && !by.has(Party::kOffice)) {
    person.party = Party::kOffice;
    person.capacity = Capacity::kFillIn;
    return person;
  }
  return {};
}

std::optional<TaskPerson> Standing::as(TaskAction action, std::string_view unit) const {
  if (const auto himself = stands(who_.front(), action, unit)) return himself;
  for (std::size_t i = 1; i < who_.size(); ++i) {
    auto person = stands(who_[i], action, unit);
    if (!person || person->capacity != Capacity::kSelf) continue;
    person->account = who_.front().actor.account_id;
    person->name = who_.front().actor.name;
    person->capacity = Capacity::kDelegate;
    person->acts_for = who_[i].actor.name;
    return person;
  }
  return {};
}

Result<TaskPerson> person_on(sql::Connection& db, const Actor& actor, const KeptCase& kept, TaskAction action,
                             std::string_view unit, UtcMillis now) {
  const Standing standing = TRY(Standing::of(db, actor, kept, now));
  if (const auto person = standing.as(action, unit)) return *person;
  return not_his_step(transition(action));
}

}  // namespace duban
