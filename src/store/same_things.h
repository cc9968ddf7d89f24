#pragma once

// The same task or target held by several ledgers: one report serves every ledger that holds it, so the same
// number is not asked twice (spec "process" section 7).

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// The tasks that are the same thing as this one, itself among them, by id; itself alone where none is.
Result<std::vector<std::int64_t>> tasks_sharing(sql::Connection& db, std::int64_t task_id);

struct TargetPlace {
  std::int64_t task_id = 0;
  int target = 0;  // position in the task, from 0
  auto operator<=>(const TargetPlace&) const = default;
};
// The targets that are the same as this one, itself among them: those linked one by one, and, between tasks
// that are the same thing, those of the same indicator, unit and measure.
Result<std::vector<TargetPlace>> targets_sharing(sql::Connection& db, TargetPlace target);

// Links tasks (target -1 in each) or targets. What each was linked with before becomes one thing with the rest.
// Only rows of approved plans. Errors: kInvalid (fewer than two, a task with a target), kNotFound, kForbidden.
Result<void> link_same(sql::Connection& db, const Actor& actor, const std::vector<TargetPlace>& things,
                       std::string_view reason, UtcMillis now);
// Takes one out; the others stay linked.
Result<void> unlink_same(sql::Connection& db, const Actor& actor, TargetPlace thing, UtcMillis now);

// {"linked":[{"task_id","plan_id","plan_title","no","text","target","own_target","indicator","reason"}],"likely":[…]}:
// what is linked with the task as far as the person sees it (target -1: the whole task), and, for the office,
// what looks like it in other ledgers of the year: the same words, or a target of the same indicator, unit and
// measure.
Result<std::string> same_things_of(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                   UtcMillis now);

}  // namespace duban
