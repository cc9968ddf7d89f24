#pragma once

// 代理: whose delegate a person is on a day.

#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// The persons whom the actor may act for on a day, each with his own roles, unit and leader's name.
Result<std::vector<Actor>> acts_for(sql::Connection& db, const Actor& actor, Day on);

}  // namespace duban
