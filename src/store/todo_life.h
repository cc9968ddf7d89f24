#pragma once

// What the life of a task holds for a person: to acknowledge, to break down, to put right, due soon; for the
// office to dispatch, to settle, to accept, to verify, to decide; for a leader to decide.

#include <vector>

#include "store/todo.h"

namespace duban {

// Kinds: acknowledge, break_down, rectify, due (of the unit); dispatch, dispute, accept_break_down, verify,
// extension, objection (of the office); approve_extension, objection (of a leader). More than a few tasks of
// one plan to dispatch are one line (task_id 0).
Result<void> life_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out);

}  // namespace duban
