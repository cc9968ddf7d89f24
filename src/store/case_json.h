#pragma once

// A TaskCase and a TaskFact as the JSON that the store keeps (task_case.body, task_fact.fields).

#include <string>
#include <string_view>

#include "base/result.h"
#include "supervise/task_case.h"
#include "supervise/task_fact.h"

namespace duban {

std::string case_to_json(const TaskCase& task);
// What case_to_json() wrote. Errors: kDamaged for anything else.
Result<TaskCase> case_from_json(std::string_view json);

// One JSON object of strings, the members of to_fields() in their order.
std::string fact_to_json(const TaskFact& fact);
Result<TaskFact> fact_from_json(std::string_view json);

}  // namespace duban
