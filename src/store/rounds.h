#pragma once

// Rounds (调度): a periodic call for reports. What was asked of which unit when, and when it came, is read by
// lights (punctuality), papers, today; how often each unit was asked for what is the burden (负担).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/report_life.h"
#include "supervise/rights.h"

namespace duban {

// One report that a round asked for, on one task of one unit. A report that serves several ledgers gives a row
// for each of them. Supervise/five_facts.h's ReportAsked is {due, handed_in_on}.
struct AskedRow {
  std::int64_t round_id = 0;
  std::int64_t plan_id = 0;
  std::int64_t task_id = 0;
  std::int64_t unit_id = 0;
  std::int64_t report_id = 0;
  Day asked_on, due;
  std::optional<Day> handed_in_on;  // the first time; a late or returned one keeps it
  std::optional<Day> accepted_on;
  bool late = false;
  bool drafted = false;  // somebody began to write
  bool served = false;   // one report serves this ledger too: it was asked for by another row
  ReportState state = ReportState::kDraft;
  bool operator==(const AskedRow&) const = default;
};
// Without those that were excused, since the unit's part in the task ended before they were due. In order of
// task, due date and unit; one query. No rights: the caller has checked plan or task.
Result<std::vector<AskedRow>> asked_of_plan(sql::Connection& db, std::int64_t plan_id);
Result<std::vector<AskedRow>> asked_of_task(sql::Connection& db, std::int64_t task_id);
Result<std::vector<AskedRow>> asked_of_round(sql::Connection& db, std::int64_t round_id);

enum class RoundState { kPlanned, kOpen, kClosed, kCancelled };
std::string_view to_word(RoundState state);  // planned

// Which tasks of its plans a round asks about: those that run, narrowed by what is not empty.
struct RoundScope {
  std::vector<std::string> sections;  // labels joined by /: that section and those below it
  std::vector<std::string> classes;   // words of TaskClass
  std::vector<std::string> lights;    // words of Light, as they stand on the day it opens
  std::vector<std::int64_t> task_ids;
  std::vector<std::int64_t> unit_ids;  // only these units are asked
  bool operator==(const RoundScope&) const = default;
};

struct NewRound {
  std::string title;  // empty: made from the period
  std::string kind;   // monthly, quarterly, once
  int year = 0, period = 0;
  std::string period_from, period_to;  // once only; else by the calendar
  std::string opens, due;              // empty: by the office's rules (round_days)
  std::string ask = "answering";       // answering, all
  std::vector<std::int64_t> plan_ids;
  RoundScope scope;
  bool repeats = false;  // the next period's round is planned when this one opens
};
// What it would be:
// {"title","opens","due","due_reason","period_from","period_to","tasks","units","reports","served",
// "no_unit":[{id,no,text}]} for the dialog. Errors: kInvalid.
Result<std::string> preview_round(sql::Connection& db, const Actor& actor, const NewRound& round,
                                  UtcMillis now);
// Planned; opens at once where its day has come. Errors: kInvalid, kForbidden, kNotFound (a plan), kConflict
// (the same period of the same plan is planned or open already).
Result<Versioned> make_round(sql::Connection& db, const Actor& actor, const NewRound& round, UtcMillis now);

struct RoundChange {
  std::optional<std::string> title, opens, due;
  std::optional<bool> repeats;
  std::string reason;  // wanted where a day changes
};
Result<void> change_round(sql::Connection& db, const Actor& actor, std::int64_t round_id,
                          std::optional<std::int64_t> expected_version, const RoundChange& change,
                          UtcMillis now);
enum class RoundStep {
  kOpen,
  kClose,
  kCancel
};  // open now; no more hand-ins are waited for; drop a planned one
Result<void> step_round(sql::Connection& db, const Actor& actor, std::int64_t round_id,
                        std::optional<std::int64_t> expected_version, RoundStep step, std::string_view reason,
                        UtcMillis now);

// For the daily worker: opens every planned round of every government whose day has come, each in a transaction
// of its own, as the program ("程序"). How many were opened.
Result<int> open_due_rounds(sql::Connection& db, UtcMillis now);

// {"items":[…],"total","next":null}, newest period first. plan_id 0: all. state "": all.
Result<std::string> list_rounds(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                std::string_view state, UtcMillis now);
Result<Versioned> read_round(sql::Connection& db, const Actor& actor, std::int64_t round_id, UtcMillis now);

}  // namespace duban
