#pragma once

// From what extraction says and what people did to the rows and findings of a draft. Pure.

#include <optional>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "read/read.h"
#include "store/corrections.h"
#include "store/ledger_rows.h"

namespace duban {

struct FindingRow {
  std::int64_t id = 0;  // 0: not in the database yet
  int row = -1;         // index of its ledger row; -1: the document
  std::string field;    // lead_units, text, issuer…; empty where it concerns no one field
  std::string kind;
  std::string severity;
  std::string text;
  std::string place;
  std::string reason;
  std::string likely;
  std::optional<std::int64_t> unit_id;  // the unit of the register that the name likely means
  Span span;
  std::string state = "open";
  std::optional<std::int64_t> settlement_id;
};

// A finding that a person settled, as a fact.
struct Settlement {
  std::int64_t id = 0;
  FindingRow finding;  // as it was
  RowKey task;         // its row as read then; empty text: the document
  std::string action;  // accept, correct, ignore, alias; reopen: a person wants it open
};

struct Draft {
  std::vector<LedgerRow> rows;
  std::vector<FindingRow> findings;
  DocumentHead head;
  int facts_out_of_place = 0;
};

// Corrections find their rows by the words that were read then; those that find none, or not their words,
// become findings of kind lost_correction. Settlements find their findings by kind, words, field and row; one
// whose finding is no longer reported stays as a settled finding that says so. What the reader left out or is
// unsure of (document.remarks) are findings of kind reader_remark.
Draft make_draft(const Plan& plan, const Document& document, const std::vector<Correction>& corrections,
                 const std::vector<Settlement>& settlements);

Result<std::vector<Settlement>> load_settlements(sql::Connection& db, std::int64_t plan_id);

// Brings the stored findings of the plan to these; ids stay where the finding is the same. Sets ids, and
// task.findings_open. rows give the task ids.
Result<void> write_findings(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                            const std::vector<LedgerRow>& rows, std::vector<FindingRow>& findings);
// findings_open of these tasks, counted again.
Result<void> count_open_findings(sql::Connection& db, std::int64_t plan_id);

inline constexpr std::string_view kLostCorrection = "lost_correction";
inline constexpr std::string_view kReaderRemark = "reader_remark";
std::string finding_kind_zh(std::string_view kind);

}  // namespace duban
