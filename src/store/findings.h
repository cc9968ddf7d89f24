#pragma once

// The findings of a plan: list, settle, open again. JSON as docs/api.md says.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

struct FindingQuery {
  std::string state = "all";  // open, settled, all
  std::string severity;
  std::string kind;
};
Result<std::string> list_findings(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                  const FindingQuery& query, UtcMillis now, Language language = Language::kZh);

struct Settle {
  std::string action;  // accept, correct, ignore, alias
  std::string value;   // of correct: what stands for the words
  bool whole_kind = false;
  std::optional<std::int64_t> unit_id = {};  // of alias: the unit; else the proposed one
};
struct Settled {
  std::vector<std::int64_t> finding_ids;
  std::vector<std::int64_t> task_ids;  // rows that changed
};
// accept: the proposal takes the place of the words (where there is one, and the words are not repaired
// already); correct: `value` does; where nothing was printed it is added to the field. ignore changes no row.
// whole_kind: all open ones of the plan of this kind, for correct those of them with the same words. Settling
// again replaces what was settled. alias (of unknown_unit): the words are another name of the unit, in the
// register from now on and so for all later papers; settles all open ones with the same words, and with
// whole_kind all that have a unit proposed; wants the right to manage units too. Errors: kStale, kConflict (a
// change of an approved plan: that is an adjustment), kInvalid (nothing to put the value into), kForbidden,
// kNotFound.
Result<Settled> settle_finding(sql::Connection& db, const Actor& actor, std::int64_t finding_id,
                               std::optional<std::int64_t> expected_version, const Settle& how, UtcMillis now);
// Open again, and the cell as it was before it was settled; another name that it gave a unit is taken away,
// unless another finding rests on it. What the program had settled stays open from now on, whatever is read
// again.
Result<Settled> reopen_finding(sql::Connection& db, const Actor& actor, std::int64_t finding_id,
                               std::optional<std::int64_t> expected_version, UtcMillis now);
Result<Versioned> read_finding(sql::Connection& db, const Actor& actor, std::int64_t finding_id, UtcMillis now,
                               Language language = Language::kZh);

}  // namespace duban
