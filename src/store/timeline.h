#pragma once

// One timeline of everything that happened to a task: each part of the cycle adds what it knows.
// timeline.cc lists the sources.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct TimelineEntry {
  UtcMillis at = 0;
  // What a reader filters by: life (steps), verification, change (adjustments, corrections), progress
  // (milestones, targets), report, notice, problem.
  std::string_view group;
  std::string action;            // a word of docs/glossary.md: acknowledge, report_handed_in
  Message title;                 // 签收
  std::string account;           // who: the name that the pages show
  std::string unit;              // for which unit, by its present name; empty: none
  std::string capacity;          // delegate (代理), fill_in (代填); empty: himself
  std::string acts_for;          // for a delegate: for whom
  std::string text;              // in his own words: the reason, the statement
  std::string document;          // on which document
  std::vector<Message> details;  // what it brought about, a short sentence each: 完成时限改为2026年9月30日
  std::vector<Message> late;  // 逾期留痕：签收时限（2026年2月6日）
  std::string_view object;    // report, notice, problem …: what it opens; empty: nothing
  std::int64_t object_id = 0;
};

// Appends what one part of the cycle knows of the task, as far as the actor may see it, in any order.
using TimelineSource = Result<void> (*)(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                        std::vector<TimelineEntry>& out);

// {"items":[…],"total":n,"next":null}, newest first; group: only that one. Errors: kNotFound, kForbidden.
Result<std::string> task_timeline(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                  std::string_view group, UtcMillis now);

// timeline_life.cc: facts of the case, and what was corrected and settled in the row.
Result<void> life_timeline(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                           std::vector<TimelineEntry>& out);
Result<void> row_timeline(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                          std::vector<TimelineEntry>& out);

// timeline_reports.cc: reports handed in, reviewed, returned; what the office found.
Result<void> report_timeline(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                             std::vector<TimelineEntry>& out);

}  // namespace duban
