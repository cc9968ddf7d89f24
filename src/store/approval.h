#pragma once

// 立项: a plan's rows become facts under stable ids; later readings only propose.

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/ledger_rows.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

enum class OpenFindings { kRefuse, kDespite };

// How many rows were frozen. Findings that a person must look at and that are open refuse it (kConflict names
// their number), unless kDespite; repairs nobody has confirmed do not. Errors: kStale, kConflict, kForbidden.
Result<int> approve_plan(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                         std::optional<std::int64_t> expected_version, OpenFindings open, UtcMillis now);

// Compares what is read now (or in a newer version of the paper) with the approved rows and writes an open
// proposal for each difference that was not settled before; open ones that no longer hold are taken back. How
// many are new.
Result<int> propose(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                    const std::vector<LedgerRow>& derived);

Result<std::string> list_proposals(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                   UtcMillis now);
Result<Versioned> read_proposal(sql::Connection& db, const Actor& actor, std::int64_t proposal_id,
                                UtcMillis now);

struct SettleProposal {
  std::string action;  // accept, ignore
  std::string document;
  std::string reason;
};
// accept is an adjustment (调整) with reason and document. A row that only the new reading has, or no longer
// has, can be ignored only: an approved plan's rows are neither added nor dropped by a reading.
Result<void> settle_proposal(sql::Connection& db, const Actor& actor, std::int64_t proposal_id,
                             std::optional<std::int64_t> expected_version, const SettleProposal& how,
                             UtcMillis now);

}  // namespace duban
