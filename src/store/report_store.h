#pragma once

// A report's row read and written, and how a person stands to it. Only for src/store.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "plan/plan.h"
#include "store/cases.h"
#include "store/report_body.h"
#include "store/sql.h"
#include "store/visibility.h"
#include "supervise/report_life.h"
#include "supervise/rights.h"

namespace duban {

struct KeptReport {
  std::int64_t id = 0, plan_id = 0, task_id = 0, unit_id = 0, round_id = 0;
  std::string unit;  // its name
  ReportCase life;   // life.unit is the unit's key: its id as text
  Day asked_on;
  std::string accepted_on;
  std::string draft;  // JSON; '' where nobody wrote yet
  std::string draft_by;
  std::optional<std::int64_t> draft_at;
  std::int64_t version = 0;
};
// kNotFound where the government has no such report.
Result<KeptReport> load_report(sql::Connection& db, const Actor& actor, std::int64_t report_id);
// Writes life and accepted_on, and counts the version up.
Result<void> keep_report(sql::Connection& db, const KeptReport& report);

// How much of a report a person sees.
enum class ReportSight {
  kNone,
  kAccepted,  // what the office accepted: other units of the task, leaders, observers
  kAll,       // drafts too: its own unit, the office (which fills in), the auditor
};
Result<ReportSight> report_sight(sql::Connection& db, const Actor& actor, const KeptReport& report,
                                 UtcMillis now);
// kNotFound where he sees nothing of it: another unit's number in an address tells nothing.
Result<KeptReport> require_report(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                                  ReportSight least, UtcMillis now);

// As whom the actor does this: his unit, its delegate, or the office, which fills in (代填). kForbidden with
// the sentence where the rights table gives him none of these.
Result<TaskPerson> report_person(sql::Connection& db, const Actor& actor, const KeptReport& report,
                                 ReportAction action, UtcMillis now);

// A condition: `column` is one of the units below the actor's, itself and units merged into them included.
std::string own_units(SqlText& query, const Actor& actor, std::string_view column);

// The body that is shown for writing: the draft, or what the unit's last report gives.
Result<ReportBody> body_for_writing(sql::Connection& db, const KeptReport& report);

// The targets of a task in their order.
Result<std::vector<Target>> targets_of_task(sql::Connection& db, std::int64_t task_id);

// What values are kept under (supervise/target_setting.h), one a target.
std::vector<std::string> target_keys(const std::vector<Target>& targets);

// Whether somebody other than the author reviews the unit's reports.
Result<bool> has_reviewer(sql::Connection& db, std::int64_t government_id, std::int64_t unit_id,
                          std::int64_t author);

}  // namespace duban
