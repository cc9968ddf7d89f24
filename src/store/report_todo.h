#pragma once

#include "store/todo.h"

namespace duban {

// A TodoSource: reports due (report), returned with the reason (returned), to review in the unit (review) and
// by the office (office_review), of rounds that are open. object_id is the report.
Result<void> rounds_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out);

}  // namespace duban
