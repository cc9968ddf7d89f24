#pragma once

// 核查: what the office found when it looked at what was reported. A record with date, person, found value and
// words; photos are never forced. It stands beside the reported value and never in its place.

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct NewVerification {
  std::int64_t task_id = 0;
  std::int64_t unit_id = 0;
  int target = -1;              // position in the task; -1: the task as a whole
  std::optional<double> found;  // nothing: words only
  bool agrees = true;           // where no figure was found
  std::string checked_on;       // ISO date; empty: today
  std::string person;           // who looked; empty: the actor
  std::string words;
};
// Its id. Errors: kForbidden, kNotFound (task; unit that takes no part), kInvalid (a day in the future, neither
// figure nor words).
Result<std::int64_t> add_verification(sql::Connection& db, const Actor& actor,
                                      const NewVerification& verification, UtcMillis now);
// The same inside a transaction that runs already.
Result<std::int64_t> apply_verification(sql::Connection& db, const Actor& actor,
                                        const NewVerification& verification, UtcMillis now);

// {"items":[{"id","target","unit_id","unit","reported"|null,"found"|null,"agrees","checked_on","person","words","at",
// "account","evidence":[…]}],"total","next":null}, newest first, for whoever reads the task.
Result<std::string> list_verifications(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                       UtcMillis now);

}  // namespace duban
