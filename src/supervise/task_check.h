#pragma once

#include "supervise/task_life.h"

namespace duban {

// Whether a request may be taken on a day: table, party, fields and guards. What hangs on figures that an
// office may change (the days to file an objection) is not asked here, so that a fact stays valid when they
// change.
Result<void> check_request(const TaskCase& task, const TaskRequest& request, Day day);
// Whether an action could be taken with some fields: for buttons. `bare` has action, person and unit.
Result<void> check_possible(const TaskCase& task, const TaskRequest& bare, Day day);

const Extension* pending_extension(const TaskCase& task, std::string_view unit);
const Conclusion* conclusion_of(const TaskCase& task, std::string_view unit, int no);

}  // namespace duban
