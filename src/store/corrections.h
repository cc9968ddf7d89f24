#pragma once

// What people changed, as facts, and how a fact finds its place in a row.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "plan/plan.h"
#include "store/ledger_rows.h"
#include "store/match.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct Correction {
  std::int64_t id = 0;
  bool adjustment = false;
  std::optional<std::int64_t> task_id;  // nothing: the document head
  RowKey task;                          // as read when it was made
  std::string field;
  bool replace = false;  // value stands for words; else value is the whole field, as JSON
  std::string words;
  std::string value;
  std::string spans;  // as in the API; may be empty
  Span span;          // where the words were printed
  std::optional<std::int64_t> settlement_id;
  std::string reason;
  std::string document;
};

// The active ones in the order they were made.
Result<std::vector<Correction>> load_corrections(sql::Connection& db, std::int64_t plan_id, bool adjustments,
                                                 std::optional<std::int64_t> task_id = {});
Result<std::int64_t> keep_correction(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                     int reader_version, const Correction& correction, UtcMillis now);

// Changes the task. False where the words to replace are not there (and the value is not there either).
bool apply_correction(Task& task, const Correction& correction);
// The same for title, doc_number, issuer, region.
bool apply_correction(DocumentHead& head, const Correction& correction);
std::string* head_field(DocumentHead& head, std::string_view field);
bool is_head_field(std::string_view field);

// row.current and row.settled_fields from row.base and the corrections that are this row's; those that did not
// find their words are given back.
std::vector<const Correction*> apply_all(LedgerRow& row, const std::vector<const Correction*>& corrections);

}  // namespace duban
