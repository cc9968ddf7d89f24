#pragma once

// Other sources of tasks: instructions (批示件), meeting decisions (会议议定事项), other ledgers (三年行动…). A
// source lives as a plan of its own kind with approved rows, so that rounds, lights and everything else work on
// it as on any plan. Its document is the sheet that registers it (登记单): kind, title, number, day, from whom.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "plan/plan.h"
#include "store/store.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

bool is_source(DocumentKind kind);
std::string_view source_kind_zh(DocumentKind kind);  // 批示件, 会议议定事项, 其他台账

struct NewSource {
  DocumentKind kind = DocumentKind::kInstruction;
  std::string title;
  std::string number;     // 文号, 会议纪要号; may be empty
  std::string from;       // who instructed, which meeting, which body keeps the ledger
  std::string issued_on;  // ISO date
  int year = 0;           // the year it is run in; 0: that of the date
};
// The plan's id; it has no rows yet. Errors: kConflict (the same source is registered), kRefused (a secrecy
// mark in its words), kInvalid, kForbidden.
Result<std::int64_t> make_source(Store& store, sql::Connection& db, const Actor& actor, const NewSource& source,
                                 UtcMillis now);

struct SourceTask {
  std::string no;  // empty: the next number
  std::string text;
  std::vector<std::string> leaders, lead_units, responsible_units;
  std::string deadline;            // ISO date or empty: 31 December of the year, marked as default
  std::string deadline_text = {};  // as written: 6月底前
  bool open_lead = false, open_responsible = false;  // the list ends in 等
};
// What is wrong with a task, in words; nothing where it can be taken.
std::optional<Message> task_fault(const SourceTask& task);

// The rows are approved at once, each with its case; targets are read from the words. How many. Errors: kStale
// (expected: the plan's version), kConflict (no source; a number is taken), kInvalid, kNotFound, kForbidden.
Result<int> add_tasks(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                      std::optional<std::int64_t> expected_version, const std::vector<SourceTask>& tasks,
                      UtcMillis now);
// The same inside a transaction that runs already.
Result<int> apply_tasks(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                        std::optional<std::int64_t> expected_version, const std::vector<SourceTask>& tasks,
                        UtcMillis now);

// {"items":[{"plan_id","kind","title","number","from","issued_on","year","tasks","made_by","made_at","version"}]},
// newest first, those that the person sees something of.
Result<std::string> list_sources(sql::Connection& db, const Actor& actor, UtcMillis now);
Result<Versioned> read_source(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);

}  // namespace duban
