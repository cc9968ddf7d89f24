#pragma once

// A paper of the ledger as src/align takes it: rows with their corrections, a report's clauses. Its tasks are
// numbered by their ids, so that what is found names one row even where a paper prints a number twice.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"
#include "store/sql.h"

namespace duban {

struct PaperHead {
  std::int64_t id = 0, document_id = 0;
  std::string title, region, state;
  DocumentKind kind = DocumentKind::kOther;
  Level level = Level::kNone;
  int year = 0;
  int reader_version = 0;
  std::int64_t tasks = 0, list_tasks = 0;
};

// One of a paper's tasks or clauses.
struct PaperEnd {
  std::string key;                      // "45": the task of that id; "c3": the clause at that place
  std::int64_t task_id = 0;             // 0: a clause
  std::int64_t clause = -1;             // -1: a task
  std::string no, list, text, section;  // section: labels joined by /
  std::vector<std::string> section_titles, lead_units;
  ClauseClass clause_class = ClauseClass::kCommitment;
  Span span;
};

struct AlignedPaper {
  PaperHead head;
  Plan plan;                                            // task.no is the key, without its L in lists
  std::vector<PaperEnd> ends;                           // in printed order: tasks and rows of lists, or clauses
  std::unordered_map<std::string, std::size_t> places;  // by key

  const PaperEnd* find(const std::string& key) const {
    const auto at = places.find(key);
    return at == places.end() ? nullptr : &ends[at->second];
  }
};

std::string task_end(std::int64_t task_id);
std::string clause_end(std::int64_t position);
// What src/align calls a task: "45", and "L45" in a list.
std::string end_of_number(std::string_view number);

// The columns of a PaperHead, and the row that a query for them stands at.
inline constexpr std::string_view kPaperHeadColumns =
    "id, document_id, title, region, state, kind, level, year, reader_version, tasks, list_tasks";
PaperHead paper_head_in(const sql::Rows& rows);

// Errors: kNotFound where the government has no such paper.
Result<PaperHead> load_paper_head(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id);
Result<AlignedPaper> load_aligned_paper(sql::Connection& db, const PaperHead& head);
// Another one where a row, a clause or the head is another.
Result<std::string> paper_stamp(sql::Connection& db, const PaperHead& head);

}  // namespace duban
