#include "store/report_store.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/delegates.h"
#include "supervise/target_setting.h"

namespace duban {
namespace {

Day day_or_zero(std::string_view iso) { return Day::parse(iso).value_or(Day{}); }

bool is_office(const Actor& actor) { return allowed(actor, Action::kReport, Relation::kOwnGovernment); }

Action right_of(ReportAction action, ReportState state) {
  switch (action) {
    case ReportAction::kSubmit:
    case ReportAction::kWithdraw:
      return Action::kReport;
    case ReportAction::kApprove:
      return Action::kReviewInUnit;
    case ReportAction::kAccept:
      return Action::kReviewReport;
    case ReportAction::kReturn:
      return state == ReportState::kSubmitted ? Action::kReviewInUnit : Action::kReviewReport;
  }
  return Action::kReport;
}

Result<bool> is_own_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id) {
  if (actor.unit_id == 0) return false;
  if (actor.unit_id == unit_id) return true;
  SqlText text;
  text.sql = "SELECT count(*) FROM unit u WHERE u.id = " + text.bind(unit_id) + " AND ";
  text.sql += own_units(text, actor, "u.id");
  return TRY(text.count(db)) > 0;
}

// The actor himself where his unit answers for the report, else a person of it whose delegate he is.
struct UnitStand {
  bool own = false;
  bool delegate = false;
  std::string acts_for;
};
Result<UnitStand> unit_stand(sql::Connection& db, const Actor& actor, const KeptReport& report, Action action,
                             UtcMillis now) {
  if (reaches_own_unit(actor, action) && TRY(is_own_unit(db, actor, report.unit_id)))
    return UnitStand{true, false, ""};
  if (actor.account_id == 0) return UnitStand{};
  for (const Actor& person : TRY(acts_for(db, actor, day_of(now)))) {
    if (reaches_own_unit(person, action) && TRY(is_own_unit(db, person, report.unit_id))) {
      return UnitStand{false, true, person.name};
    }
  }
  return UnitStand{};
}

}  // namespace

Result<KeptReport> load_report(sql::Connection& db, const Actor& actor, std::int64_t report_id) {
  sql::Rows rows = TRY(db.query(
      "SELECT r.id, r.plan_id, r.task_id, r.unit_id, r.round_id, u.name, r.asked_on, r.due, r.state, "
      "r.unit_review, r.text_version, r.handed_in_by, r.handed_in_on, r.late, r.filled_in, r.reason, "
      "r.last_day, r.accepted_on, r.draft, r.draft_by, r.draft_at, r.version FROM report r JOIN unit u ON "
      "u.id = r.unit_id WHERE r.id = $1 AND r.government_id = $2",
      report_id, actor.government_id));
  if (!TRY(rows.next())) return no_such("填报", "report");
  KeptReport out;
  out.id = rows.integer(0);
  out.plan_id = rows.integer(1);
  out.task_id = rows.integer(2);
  out.unit_id = rows.integer(3);
  out.round_id = rows.integer(4);
  out.unit = rows.string(5);
  out.asked_on = day_or_zero(rows.text(6));
  out.life.unit = std::to_string(out.unit_id);
  out.life.due = day_or_zero(rows.text(7));
  out.life.state = report_state_from_word(rows.text(8)).value_or(ReportState::kDraft);
  out.life.unit_review = rows.integer(9) != 0;
  out.life.version = static_cast<int>(rows.integer(10));
  out.life.handed_in_by = rows.integer(11);
  out.life.handed_in_on = Day::parse(rows.text(12));
  out.life.late = rows.integer(13) != 0;
  out.life.filled_in = rows.integer(14) != 0;
  out.life.reason = rows.string(15);
  out.life.last_day = day_or_zero(rows.text(16));
  out.accepted_on = rows.string(17);
  out.draft = rows.string(18);
  out.draft_by = rows.string(19);
  out.draft_at = rows.optional_integer(20);
  out.version = rows.integer(21);
  return out;
}

Result<void> keep_report(sql::Connection& db, const KeptReport& report) {
  const ReportCase& life = report.life;
  const std::string handed_in = life.handed_in_on ? to_iso(*life.handed_in_on) : "";
  TRY(
      db.run("UPDATE report SET state = $2, unit_review = $3, text_version = $4, handed_in_by = $5, "
             "handed_in_on = $6, "
             "late = $7, filled_in = $8, reason = $9, last_day = $10, accepted_on = $11, version = version + 1 "
             "WHERE id = "
             "$1",
             report.id, to_word(life.state), life.unit_review, life.version, life.handed_in_by, handed_in,
             life.late, life.filled_in, life.reason, to_iso(life.last_day), report.accepted_on));
  return {};
}

Result<ReportSight> report_sight(sql::Connection& db, const Actor& actor, const KeptReport& report,
                                 UtcMillis now) {
  if (is_office(actor) || allowed(actor, Action::kReadLog, Relation::kOwnGovernment)) return ReportSight::kAll;
  const UnitStand writes = TRY(unit_stand(db, actor, report, Action::kReport, now));
  if (writes.own || writes.delegate) return ReportSight::kAll;
  const auto seen = require_task(db, actor, Action::kReadLedger, report.task_id, now);
  if (seen.ok()) return ReportSight::kAccepted;
  const bool not_his = seen.error().code == ErrorCode::kForbidden || seen.error().code == ErrorCode::kNotFound;
  if (!not_his) return seen.error();
  return ReportSight::kNone;
}

Result<KeptReport> require_report(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                                  ReportSight least, UtcMillis now) {
  KeptReport report = TRY(load_report(db, actor, report_id));
  const ReportSight sight = TRY(report_sight(db, actor, report, now));
  if (sight == ReportSight::kNone) return no_such("填报", "report");
  if (sight < least) {
    return error(ErrorCode::kForbidden, "这份填报属于别的单位，不能办理",
                 "this report is another unit's; you cannot work on it");
  }
  return report;
}

Result<TaskPerson> report_person(sql::Connection& db, const Actor& actor, const KeptReport& report,
                                 ReportAction action, UtcMillis now) {
  TaskPerson person;
  person.account = actor.account_id;
  person.name = actor.name;
  const Action right = right_of(action, report.life.state);
  if (right == Action::kReviewReport) {
    TRY(require(actor, right, Relation::kOwnGovernment));
    person.party = Party::kOffice;
    return person;
  }
  const UnitStand stand = TRY(unit_stand(db, actor, report, right, now));
  if (stand.own || stand.delegate) {
    person.party = Party::kUnit;
    person.unit = report.life.unit;
    person.capacity = stand.own ? Capacity::kSelf : Capacity::kDelegate;
    person.acts_for = stand.acts_for;
    return person;
  }
  TRY(require(actor, right, Relation::kOwnGovernment));
  person.party = Party::kOffice;
  person.unit = report.life.unit;
  person.capacity = Capacity::kFillIn;
  return person;
}

std::string own_units(SqlText& query, const Actor& actor, std::string_view column) {
  return fmt::format(
      "{} IN (WITH RECURSIVE own (id) AS (SELECT id FROM unit WHERE id = {} UNION SELECT c.id FROM unit c JOIN "
      "own "
      "ON c.parent_id = own.id OR c.successor_id = own.id) SELECT id FROM own)",
      column, query.bind(actor.unit_id));
}

Result<std::vector<Target>> targets_of_task(sql::Connection& db, std::int64_t task_id) {
  sql::Rows rows = TRY(
      db.query("SELECT indicator, measure, op, value, value_max, unit, horizon FROM target WHERE task_id = $1 "
               "ORDER BY position",
               task_id));
  std::vector<Target> out;
  while (TRY(rows.next())) {
    Target target;
    target.indicator = rows.string(0);
    target.measure = from_word<Measure>(rows.text(1)).value_or(Measure::kIncrement);
    target.op = from_word<Comparison>(rows.text(2)).value_or(Comparison::kEqual);
    target.value = rows.real(3);
    if (!rows.is_null(4)) target.value_max = rows.real(4);
    target.unit = rows.string(5);
    target.horizon = rows.string(6);
    out.push_back(std::move(target));
  }
  return out;
}

std::vector<std::string> target_keys(const std::vector<Target>& targets) {
  std::vector<std::string> out;
  for (const TargetAnchor& anchor : anchors_of(targets)) out.push_back(anchor.key);
  return out;
}

Result<bool> has_reviewer(sql::Connection& db, std::int64_t government_id, std::int64_t unit_id,
                          std::int64_t author) {
  const auto found = TRY(db.one(
      "WITH RECURSIVE up (id, parent_id, successor_id) AS (SELECT id, parent_id, successor_id FROM unit "
      "WHERE id = $1 UNION SELECT u.id, u.parent_id, u.successor_id FROM unit u JOIN up ON u.id = "
      "up.parent_id OR u.id = up.successor_id) SELECT 1 FROM account a JOIN account_role l ON l.account_id "
      "= a.id WHERE a.government_id = $2 AND a.state = 'active' AND l.role = $3 AND a.id <> $4 AND a.unit_id "
      "IN (SELECT id FROM up) LIMIT 1",
      unit_id, government_id, to_word(Role::kUnitReviewer), author));
  return found.has_value();
}

}  // namespace duban
