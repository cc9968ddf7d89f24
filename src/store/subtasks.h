#pragma once

// 子任务: a task divided into tasks of their own, in the same plan; and 转入下一年. The task above closes when
// its sub-tasks are at an end, and ends them where it is terminated.

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "store/cases.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct NewSubtask {
  std::string text;
  std::vector<std::int64_t> lead_units;  // empty: the unit that makes it, or those that lead the task above
  std::vector<std::int64_t> responsible_units;
  Day due;                    // no day: the due date of the task above
  std::string done_criteria;  // given by the office: it is dispatched at once
};
// By the office, or by a unit on the task. expected: as in take_step(), of the task above. The new task's id.
// Errors: kInvalid (no words, a date after the task's own, a unit outside the register), act()'s.
Result<std::int64_t> make_subtask(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                  std::optional<std::int64_t> expected, const NewSubtask& subtask,
                                  UtcMillis now);

// [{"task_id","no","text","state","state_zh","due"}]
Result<std::string> subtasks_json(sql::Connection& db, std::int64_t task_id);
// The task above a sub-task; nothing where it is none.
Result<std::optional<std::int64_t>> task_above(sql::Connection& db, std::int64_t task_id);

// Inside the transaction of a step: a sub-task that came to its end is closed above; a terminated task ends its
// sub-tasks.
Result<void> carry_over_to_family(sql::Connection& db, const Actor& actor, const KeptCase& kept,
                                  const TaskStep& step, TaskState before, UtcMillis now);

// 转入下一年: the long-term task ends here and goes on as a new row of an approved later plan, with its units,
// class, history and lateness. due: no day: the last of that plan's year. The new task's id.
Result<std::int64_t> roll_over(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                               std::optional<std::int64_t> expected, std::int64_t into_plan, Day due,
                               UtcMillis now);

}  // namespace duban
