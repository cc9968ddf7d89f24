#pragma once

// A paper becomes a document and a draft plan.

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "plan/plan.h"
#include "read/read.h"
#include "store/store.h"
#include "supervise/rights.h"

namespace duban {

struct ImportOutcome {
  std::int64_t document_id = 0;
  std::int64_t plan_id = 0;
  bool known = false;                          // the same bytes were here: nothing was written
  std::optional<std::int64_t> new_version_of;  // the plan that this one supersedes
  int tasks = 0;
  int list_tasks = 0;
  int findings_repaired = 0;
  int findings_look = 0;
  int findings_stop = 0;
  int changes = 0;                   // against the superseded plan
  int pairs = 0, pairs_waiting = 0;  // of papers that this one was compared with, and was not for their size
  std::string title;
};

// The object that POST /documents answers and `duban import` prints.
std::string to_json(const ImportOutcome& outcome);

// Reads, extracts and stores a paper; all of it or nothing. The same bytes twice make no second plan.
// A paper that carries a secrecy mark is refused and nothing of it is kept (kRefused). A report of the work of
// the government (clauses, no tasks) is taken as a plan of kind report; any other paper in which no task was
// found is kInvalid and not kept. Further errors: those of read_document, kNoSpace, kBusy, kIo.
Result<ImportOutcome> import_paper(Store& store, const Actor& actor, std::string_view bytes,
                                   std::string_view file_name, UtcMillis now,
                                   std::size_t max_bytes = kDefaultMaxPaperBytes);

// The same for what was read and extracted already.
Result<ImportOutcome> import_plan(Store& store, const Actor& actor, std::string_view bytes,
                                  std::string_view file_name, const Document& document, const Plan& plan,
                                  UtcMillis now);

}  // namespace duban
