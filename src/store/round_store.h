#pragma once

// A round's row, and what it asks. Only for src/store.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "store/rounds.h"
#include "store/sql.h"
#include "supervise/task_case.h"

namespace duban {

struct KeptRound {
  std::int64_t id = 0, government_id = 1;
  std::string title, kind;
  int year = 0, period = 0;
  Day period_from, period_to, opens, due;
  Message due_reason;
  RoundState state = RoundState::kPlanned;
  std::string ask;
  RoundScope scope;
  bool repeats = false;
  std::optional<std::int64_t> previous_id;
  std::vector<std::int64_t> plan_ids;
  std::int64_t version = 0;
};
// kNotFound where the government has no such round.
Result<KeptRound> load_round(sql::Connection& db, std::int64_t government_id, std::int64_t round_id);

std::string scope_to_json(const RoundScope& scope);
// Errors: kInvalid, naming the member.
Result<RoundScope> scope_from_json(std::string_view json);

// What a round asks of one unit on one task.
struct Ask {
  std::int64_t plan_id = 0, task_id = 0, unit_id = 0;
  UnitPart part = UnitPart::kLead;
  // The same for all tasks that are one thing (store/same_things.h): one report serves them.
  std::int64_t thing = 0;
  bool operator==(const Ask&) const = default;
};
struct UnaskedTask {
  std::int64_t id = 0;
  std::string no, text;
};
struct Asks {
  std::vector<Ask> asks;                  // in printed order
  std::vector<UnaskedTask> without_unit;  // they run, but no unit of theirs is asked
};
// As the round would ask today.
Result<Asks> asks_of(sql::Connection& db, const KeptRound& round, Day today);

struct OpenedAsks {
  int reports = 0;  // newly asked
  int served = 0;   // a report that stands already, or another ledger's, serves
};
// The rows of report and report_asked. Inside a transaction.
Result<OpenedAsks> keep_asks(sql::Connection& db, const KeptRound& round, const std::vector<Ask>& asks,
                             Day today, UtcMillis now);
// How many would be new, without writing.
Result<OpenedAsks> count_asks(sql::Connection& db, const KeptRound& round, const std::vector<Ask>& asks);

// Marks what units are no longer asked for, since their part in the task ended before the report was due.
Result<void> excuse_ended(sql::Connection& db, std::int64_t government_id, Day today);

}  // namespace duban
