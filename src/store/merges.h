#pragma once

// The ledger goes out as a workbook and comes back (spec "process" section 6): a three-way merge by row id
// against the exported state and the present one. Nothing is changed before a person confirms; what is changed
// in an approved plan is an adjustment with reason and document, so its way back is an adjustment too.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

struct TripFile {
  std::int64_t export_id = 0;
  std::string title;
  std::string bytes;  // XLSX
};
// A workbook of the tasks that he sees (ids: only these, in this order), and of his unit's reports to write;
// what it holds is kept. Errors: kNotFound, kForbidden.
Result<TripFile> export_trip(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                             const std::optional<std::vector<std::int64_t>>& ids, UtcMillis now);

// Reads a workbook that came back and keeps the list of what it would change. The same bytes of the same person
// while such a list is open give that list. Errors: kInvalid (no export, of another plan, no row ids),
// kForbidden (of an export that another person made), and those of read_xlsx_cells().
Result<Versioned> take_back(Store& store, sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                            std::string_view bytes, std::string_view file_name, UtcMillis now);

// {"id","plan_id","state":"open|applied|dropped","file_name","at","account","exported_at","exported_by",
//  "counts":{"changes","conflicts","same","refused"},"items":[…],"notes":[…],"document","reason","applied","version"}:
// docs/api.md. Who brought it and the office see it; kNotFound for the others.
Result<Versioned> read_merge(sql::Connection& db, const Actor& actor, std::int64_t merge_id, UtcMillis now);
// {"items":[…without items and notes…],"total","next":null}, newest first.
Result<std::string> list_merges(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);

struct MergeChoice {
  int item = 0;  // its "n"
  bool theirs = true;
};
struct ConfirmMerge {
  std::vector<MergeChoice> choices;  // changes are taken and conflicts are open unless said otherwise
  std::string reason, document;      // wanted where a task of an approved plan is changed
};
// All or nothing, by the person who brought it. A cell that somebody changed since the list was made: the list
// is made again, and kStale. A second time: nothing happens, no error. Errors: kConflict (a conflict without a
// choice; dropped), kInvalid (reason and document), kStale, kForbidden, kNotFound.
Result<void> confirm_merge(sql::Connection& db, const Actor& actor, std::int64_t merge_id,
                           std::optional<std::int64_t> expected_version, const ConfirmMerge& how,
                           UtcMillis now);
Result<void> drop_merge(sql::Connection& db, const Actor& actor, std::int64_t merge_id,
                        std::optional<std::int64_t> expected_version, UtcMillis now);

}  // namespace duban
