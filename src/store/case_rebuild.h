#pragma once

// The cases of an approved plan made again from their facts.

#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct CaseRebuild {
  int made = 0;                  // rows that had no case
  int mended = 0;                // the kept case was another than its facts make: it is theirs now
  std::vector<Message> damaged;  // facts that make no case; what was kept stays
};
// Inside a transaction that runs already; a mended case leaves an entry in the log.
Result<CaseRebuild> rebuild_cases(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);

}  // namespace duban
