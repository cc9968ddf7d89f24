#pragma once

// Where a unit stands in the register, and whether a person may act for it.

#include <cstdint>

#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// Whether `unit` stands below `above`, or is it.
Result<bool> unit_within(sql::Connection& db, std::int64_t unit, std::int64_t above);

// The relation of the person to that unit of the register: his own (or one below it), or the government's.
// kNotFound: no such unit in the government.
Result<Relation> relation_to_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id);

// kForbidden, with the sentence, where he has no right to the action for that unit.
Result<void> require_unit(sql::Connection& db, const Actor& actor, Action action, std::int64_t unit_id);

}  // namespace duban
