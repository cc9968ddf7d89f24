#pragma once

// The year of a task in the store: facts that only grow, and beside them the case they make
// (supervise/task_life.h). Every step is one transaction: the fact, the case, its rows and the entry of the
// log.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"
#include "supervise/task_life.h"

namespace duban {

struct KeptCase {
  std::int64_t task_id = 0;
  std::int64_t plan_id = 0;
  TaskCase task;
};

// A unit's key in a case is its id in the register as decimal text.
std::string unit_key(std::int64_t unit_id);
std::int64_t unit_id_of(std::string_view key);  // 0 for no number

// The day in China (UTC+8) at an instant: the day of every fact.
Day day_of(UtcMillis now);

// As the facts left it; limits that ran out since are not marked: as_of(). kNotFound: no such task, or its plan
// is a draft. Rights are the caller's business (require_task).
Result<KeptCase> load_case(sql::Connection& db, std::int64_t task_id);
// Of a plan in printed order, in one query.
Result<std::vector<KeptCase>> load_cases(sql::Connection& db, std::int64_t plan_id);

// How the actor stands to a task's units: his party, and the unit that he acts for (his own or one above it,
// that is on the task). The office with a unit given: fills in for it (代填). A delegate by the register of
// delegates. kForbidden, with the sentence, where he has no right to that action on that task.
Result<TaskPerson> person_on(sql::Connection& db, const Actor& actor, const KeptCase& kept, TaskAction action,
                             std::string_view unit, UtcMillis now);

// A dispatch that goes without some of the printed names says so: field is this word, before the names, after
// the reason that the office gives.
inline constexpr std::string_view kWithoutUnits = "without_units";

// One step; request.by is set here (person_on). expected: the number of the last fact the person saw
// (If-Match); kStale where there are newer ones. A dispatch while a printed name has no unit on the task is
// kConflict, with the remedy, unless request.after says why. Errors: act()'s, kForbidden, kNotFound.
Result<TaskStep> take_step(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                           std::optional<std::int64_t> expected, TaskRequest request, UtcMillis now);
// The same inside a transaction that runs already. An adjustment of what the row prints (the due date of the
// whole task, the wording) changes the row with it: store/adjust.h.
Result<TaskStep> apply_step(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                            std::optional<std::int64_t> expected, TaskRequest request, UtcMillis now);

// The step alone, by the person's rights, without what apply_step() asks of and does to the row.
Result<TaskStep> apply_fact(sql::Connection& db, const Actor& actor, std::int64_t task_id, TaskRequest request,
                            UtcMillis now);

// A step that follows from another one by the rules (a sub-task ended, so it is closed above): in the office's
// name, with the account of whoever took the first.
Result<TaskStep> apply_consequence(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                   TaskRequest request, UtcMillis now);

// The facts, oldest first.
Result<std::vector<TaskFact>> facts_of(sql::Connection& db, std::int64_t task_id);

}  // namespace duban
