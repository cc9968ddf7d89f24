#pragma once

// The case of a task begins at approval (立项): the kApprove fact freezes units, due date, class and horizon.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "plan/plan.h"
#include "store/group_members.h"
#include "store/ledger_rows.h"
#include "store/sql.h"
#include "supervise/rights.h"
#include "supervise/task_life.h"

namespace duban {

// What the paper says of a row's class (重大项目, 民生实事 …), in the name of its list or the title of its
// section; kNone where it says nothing.
TaskClass task_class_of(std::string_view list, const std::vector<std::string>& section_titles);
// Long-term where the deadline lies beyond the plan's year or is said to be (长期, 持续).
Horizon horizon_of(const Task& task, int plan_year);

// The approval of one row as it is now. who: whoever approved.
TaskRequest approval_of(const LedgerRow& row, const RowContext& context, const GroupMembers& groups,
                        const TaskPerson& who, UtcMillis now);

// Gives every row of an approved plan that has no case its first fact and its case, inside a transaction that
// runs already. How many.
Result<int> make_cases(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);

// The data step of 0004_case.sql: plans that were approved by a program which knew no cases. The day of their
// facts is the day of their approval.
Result<void> make_waiting_cases(sql::Connection& db, UtcMillis now);

}  // namespace duban
