#pragma once

// What the slice of people and sources holds for a person (store/todo.h).

#include "store/todo.h"

namespace duban {

// Kinds: confirm_obligation and fill_checklist for a unit; resolve_open_set, name_group_members and
// register_units for the office; given_to_me for the handler to whom a task was forwarded.
Result<void> people_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out);

}  // namespace duban
