#pragma once

// Progress as the pages ask for it, over the tasks that the person sees. JSON as docs/api.md says.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "store/progress.h"
#include "store/sql.h"
#include "store/todo.h"
#include "supervise/rights.h"

namespace duban {

// The short form in a row of the ledger: {"on","state","light","punctuality","result","confidence","was_late",
// "why":{"state":"one sentence",…}}.
std::string facts_to_json(const FiveFacts& facts, Day on, Language language);
// Of every task of a plan, by its id; empty for a draft.
Result<std::unordered_map<std::int64_t, std::string>> plan_facts_json(sql::Connection& db, std::int64_t plan_id,
                                                                      Language language, Day on);

// Of one task; "null" where it has no case.
Result<std::string> task_facts_json(sql::Connection& db, std::int64_t task_id, Language language,
                                    UtcMillis now);

// GET /tasks/{id}/facts: each fact with rule, inputs, sentence and day; the lights of the targets; late marks.
Result<std::string> explain_facts(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                  Language language, UtcMillis now);
// GET /plans/{id}/progress: lights by section, targets furthest behind, what changed since the last round.
Result<std::string> plan_summary(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                 Language language, UtcMillis now);
// GET /plans/{id}/schedule: from when to when, and the milestones, of each task.
Result<std::string> plan_schedule(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                  Language language, UtcMillis now);

// The tasks of a plan that a person sees.
Result<std::unordered_set<std::int64_t>> visible_task_ids(sql::Connection& db, const Actor& actor,
                                                          std::int64_t plan_id, UtcMillis now);

// Targets that wait for confirmation and milestones to accept (office); milestones of his unit
// that are due or overdue (unit).
Result<void> progress_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out);

}  // namespace duban
