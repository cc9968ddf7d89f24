#pragma once

// The ledger's rows: list, one task with everything, and changing a field. JSON as docs/api.md says.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "plan/plan.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// Empty or absent: no filter. A unit or leader is a printed name; a unit may also be an id of the register.
struct TaskQuery {
  std::string q = {};  // full text, in the text and the names
  std::string lead_unit = {};
  std::string responsible_unit = {};
  std::string unit = {};     // leads or shares
  std::string leader = {};   // printed or implied
  std::string section = {};  // labels joined by /: that section and those below it
  std::string list = {};     // "-": the plan's own rows
  std::string goal = {};     // a kind of goal without a number: cleared; "any"
  std::string stage = {};    // a stage of a named project: started; "any"
  std::optional<bool> has_target = {};
  std::optional<bool> open = {};  // the printed list of leads or responsible units is not complete
  std::optional<bool> no_lead = {};
  std::optional<bool> findings = {};  // open ones
  std::string due_before = {};        // up to and with
  std::string due_after = {};         // from
  std::vector<std::int64_t> ids = {};
  std::string light = {};  // red,yellow: one of these
  std::string state = {};  // in_progress,closed: one of these
  std::string sort = {};   // no, text, due_date, lead_unit, section, light; - in front for down; "": as printed
  int limit = 100;
  std::int64_t after = 0;
  bool spans = false;  // each with "span" and "spans"
  // Each with "facts", its sentences in that language; nothing: without.
  std::optional<Language> facts = {};
};
inline constexpr int kMaxPage = 2000;

// {"items":[…],"total":n,"next":"…"|null}. Errors: kNotFound, kForbidden, kUsage (sort), kInvalid (dates).
Result<std::string> list_tasks(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                               const TaskQuery& query, UtcMillis now, Action action = Action::kReadLedger);

struct Versioned {
  std::string json;
  std::int64_t id = 0;
  std::int64_t version = 0;
};
// facts: with "facts" (null in a draft), its sentences in that language.
Result<Versioned> read_task(sql::Connection& db, const Actor& actor, std::int64_t task_id, UtcMillis now,
                            std::optional<Language> facts = {});

struct TaskChange {
  std::string field;
  std::string value_json;
  std::string spans_json;  // may be empty
  std::string reason;
  std::string document;
};
// In a draft a correction, which survives a rebuild; after approval an adjustment, which wants reason and
// document. Errors: kStale where expected is older than the row, kInvalid, kForbidden, kNotFound.
Result<void> change_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                         std::optional<std::int64_t> expected_version, const TaskChange& change, UtcMillis now);

// The same inside a transaction that runs already.
Result<void> apply_change(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                          std::optional<std::int64_t> expected_version, const TaskChange& change,
                          UtcMillis now);

// The row of an approved plan alone, with its event and log entry: what an adjustment does to the row while
// the task's life (store/adjust.h) keeps the fact. Words before and after.
struct RowWords {
  std::string before, after;
};
Result<RowWords> adjust_row(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                            const TaskChange& change, UtcMillis now);

// For the timeline of a task.
struct TaskEvent {
  std::string_view action;  // correct_task, adjust_task, settle_finding, approve_plan…
  std::string_view field;
  std::string_view before;
  std::string_view after;
  std::string_view reason;
};
Result<void> keep_event(sql::Connection& db, const Actor& actor, std::int64_t task_id, const TaskEvent& event,
                        UtcMillis now);

// Everything that a spreadsheet of these rows needs, in the same order as the list.
struct TaskRow {
  std::int64_t id = 0;
  Task task;
  std::string list;
  std::vector<std::string> section_titles;
  std::vector<std::string> implied_leaders;
  std::string due_date;
  int findings_open = 0;
};
Result<std::vector<TaskRow>> task_rows(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                       const TaskQuery& query, UtcMillis now, Action action);

}  // namespace duban
