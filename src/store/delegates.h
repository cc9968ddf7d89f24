#pragma once

// 代理: whose delegate a person is on a day. Recorded from … to, by the principal's unit or the office; a
// delegate has, for what belongs to the principal, the principal's rights and no more.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

// The persons whom the actor may act for on a day, each with his own roles, unit and leader's name. Whose
// account is disabled has no delegates. In the order of the register.
Result<std::vector<Actor>> acts_for(sql::Connection& db, const Actor& actor, Day on);

// The first of them who is of the unit or of one above it.
Result<std::optional<Actor>> delegate_for(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                                          Day on);

struct NewDelegation {
  std::int64_t principal_id = 0;  // accounts
  std::int64_t delegate_id = 0;
  std::string valid_from;
  std::string valid_to;  // the first day that it no longer holds; a delegation always ends
  std::string reason;
};
// A unit's reviewer for accounts of his unit, the office for every account; administrators neither have nor are
// delegates. Errors: kInvalid (dates, the same person), kConflict (that delegation overlaps one of the same
// two), kForbidden, kNotFound.
Result<Versioned> make_delegation(sql::Connection& db, const Actor& actor, const NewDelegation& delegation,
                                  UtcMillis now);
// Ends it today; one that has not begun is taken back whole. It stays in the list.
Result<void> end_delegation(sql::Connection& db, const Actor& actor, std::int64_t id,
                            std::optional<std::int64_t> expected_version, UtcMillis now);
Result<Versioned> read_delegation(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now);
// {"items":[…]}: the office's are all, a unit's those of its accounts; newest first.
Result<std::string> list_delegations(sql::Connection& db, const Actor& actor, UtcMillis now);
// {"items":[…]}: accounts that may be named, of the office all, of a unit its own; for delegations and
// forwarding.
Result<std::string> list_colleagues(sql::Connection& db, const Actor& actor, std::int64_t unit_id);

}  // namespace duban
