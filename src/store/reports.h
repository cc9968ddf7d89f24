#pragma once

// Progress reports (填报): what units say about a task, in versions that stay; and what of it was accepted,
// with the verified value beside the reported one. Rules: supervise/report_life.h.

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
#include "supervise/five_facts.h"
#include "supervise/report_life.h"
#include "supervise/rights.h"

namespace duban {

// The accepted value of a target as one unit reported it.
struct TargetValue {
  std::int64_t id = 0;
  std::int64_t plan_id = 0;
  std::int64_t task_id = 0;
  std::int64_t unit_id = 0;
  int target = 0;  // position in the task, from 0
  double value = 0;
  Day as_of;
  std::string source;
  std::int64_t report_id = 0;
  Day accepted_on;
  bool latest = false;             // of that unit and target
  std::optional<double> verified;  // what the office found when it checked this very value
  Day verified_on;
  bool operator==(const TargetValue&) const = default;
};
// The newest (by as-of date) of every task × unit × target; one query. No rights: the caller has checked.
Result<std::vector<TargetValue>> latest_values(sql::Connection& db, std::int64_t plan_id);
// Every accepted value of a task, by unit, target and as-of date: plan against actual.
Result<std::vector<TargetValue>> values_of_task(sql::Connection& db, std::int64_t task_id);
inline ReportedResult reported_result(const TargetValue& value) {
  return {value.value, value.verified, value.verified_on};
}

// A report with everything that the person may see of it: docs/api.md. kNotFound where he may see nothing.
Result<Versioned> read_report(sql::Connection& db, const Actor& actor, std::int64_t report_id, UtcMillis now);

// Empty or 0: no filter. state: asked, draft, submitted, reviewing, returned, accepted; and across these
// handed_in, late, missing, open (not accepted yet).
struct ReportQuery {
  std::int64_t round_id = 0, plan_id = 0, task_id = 0, unit_id = 0;
  std::string state = {};
  int limit = 100;
  std::int64_t after = 0;
};
// {"items":[…],"total","next"}, by due date: the person's own unit's, all for those who read the whole ledger,
// what was accepted for the others.
Result<std::string> list_reports(sql::Connection& db, const Actor& actor, const ReportQuery& query,
                                 UtcMillis now);

// The draft of a report that is not handed in. kStale where somebody else saved meanwhile (expected is the
// version that the person saw), kConflict where it is handed in, kInvalid for a bad field.
Result<void> save_draft(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                        std::optional<std::int64_t> expected, std::string_view body_json, UtcMillis now);
// The same inside a transaction that runs already.
Result<void> apply_draft(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                         std::optional<std::int64_t> expected, std::string_view body_json, UtcMillis now);

// A value that is asked back: which target, which rule, in words. The author confirms "rule/target".
struct OddValue {
  int target = 0;
  Reason reason;
  std::string key() const { return reason.rule + "/" + std::to_string(target); }
};
struct HandIn {
  std::string body_json;               // empty: the draft as it is kept
  std::vector<std::string> confirmed;  // keys of odd values that the author stands by
};
struct HandedIn {
  std::vector<OddValue> odd;  // not confirmed: nothing was handed in, nothing was changed
};
// Late ones are taken and marked. Errors as act()'s and save_draft()'s; kInvalid where there is no text.
Result<HandedIn> hand_in(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                         std::optional<std::int64_t> expected, const HandIn& what, UtcMillis now);

// What the office found beside a reported value.
struct Found {
  int target = 0;
  std::optional<double> found;
  std::string words;
};
struct ReportStep {
  ReportAction action = ReportAction::kAccept;  // every one but kSubmit
  std::string reason;                           // return
  std::vector<Found> verified;                  // accept
};
Result<void> step_report(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                         std::optional<std::int64_t> expected, const ReportStep& step, UtcMillis now);

// The same step on many: each is done or refused for itself.
struct ReportRef {
  std::int64_t id = 0;
  std::int64_t version = 0;
};
struct BatchOutcome {
  std::vector<std::int64_t> done;
  std::vector<std::pair<std::int64_t, Message>> refused;
};
Result<BatchOutcome> step_reports(sql::Connection& db, const Actor& actor,
                                  const std::vector<ReportRef>& reports, const ReportStep& step, UtcMillis now);

}  // namespace duban
