// Writing a report: draft, hand in, review, accept, return, withdraw.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "store/evidence.h"
#include "store/log.h"
#include "store/problems.h"
#include "store/report_store.h"
#include "store/reports.h"
#include "store/same_things.h"
#include "store/verifications.h"

namespace duban {
namespace {

std::string log_object(const KeptReport& report) { return fmt::format("report:{}", report.id); }

Result<void> expect_version(const KeptReport& report, std::optional<std::int64_t> expected) {
  if (expected && *expected != report.version) return stale_version();
  return {};
}

bool can_write(ReportState state) {
  return state == ReportState::kDraft || state == ReportState::kReturned || state == ReportState::kWithdrawn;
}

Result<ReportBody> checked_body(sql::Connection& db, const KeptReport& report, std::string_view json) {
  const auto targets = TRY(db.one("SELECT count(*) FROM target WHERE task_id = $1", report.task_id));
  return report_body_from_json(json, static_cast<int>(targets.value_or(0)));
}

Result<void> keep_draft(sql::Connection& db, const Actor& actor, const KeptReport& report,
                        const ReportBody& body, UtcMillis now) {
  TRY(db.run("UPDATE report SET draft = $2, draft_by = $3, draft_at = $4, version = version + 1 WHERE id = $1",
             report.id, to_json(body), actor.name, now));
  return {};
}

// What this unit reported on this target last, in the same year: a cumulative figure begins anew each year.
Result<std::optional<double>> last_value(sql::Connection& db, const KeptReport& report, int target, Day as_of) {
  sql::Rows rows = TRY(
      db.query("SELECT value, as_of FROM target_value WHERE task_id = $1 AND unit_id = $2 AND target = $3 AND "
               "latest = 1",
               report.task_id, report.unit_id, target));
  if (!TRY(rows.next())) return std::optional<double>();
  const Day last = Day::parse(rows.text(1)).value_or(Day{});
  if (last.year() != as_of.year() || last > as_of) return std::optional<double>();
  return std::optional<double>(rows.real(0));
}

// What the unit answers for: its part, where the target is divided (指标分解), else the whole.
Result<double> wanted_value(sql::Connection& db, const KeptReport& report, int position, const Target& target) {
  sql::Rows rows =
      TRY(db.query("SELECT value FROM apportionment_part WHERE task_id = $1 AND target = $2 AND unit_id = $3",
                   report.task_id, position, report.unit_id));
  return TRY(rows.next()) ? rows.real(0) : target.value;
}

Result<std::vector<OddValue>> odd_values(sql::Connection& db, const KeptReport& report, const ReportBody& body,
                                         const std::vector<Target>& targets, Day today) {
  std::vector<OddValue> out;
  for (const BodyValue& value : body.values) {
    if (!value.value) continue;
    const Target& target = targets[static_cast<std::size_t>(value.target)];
    ReportedValue reported;
    reported.value = *value.value;
    reported.as_of = value.as_of;
    reported.target = TRY(wanted_value(db, report, value.target, target));
    reported.last = TRY(last_value(db, report, value.target, value.as_of));
    reported.cumulative = target.measure == Measure::kIncrement;
    reported.may_be_negative = target.measure == Measure::kGrowth;
    for (Reason& reason : odd_value(reported, today)) out.push_back({value.target, std::move(reason)});
  }
  return out;
}

Result<void> check_complete(const ReportBody& body, const std::vector<Target>& targets) {
  if (body.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return error(ErrorCode::kInvalid, "请填写进展情况", "please say how the task is getting on");
  }
  if (body.wants_coordination && body.problems.find_first_not_of(" \t\r\n") == std::string::npos) {
    return error(ErrorCode::kInvalid, "提请协调时请写明存在的问题", "say which problem wants coordination");
  }
  for (const BodyValue& value : body.values) {
    if (value.value && !value.as_of.given()) {
      const std::string& name = targets[static_cast<std::size_t>(value.target)].indicator;
      return error(ErrorCode::kInvalid, fmt::format("请填写“{}”数值的截止日期", name),
                   fmt::format("please say as of which day the value of “{}” holds", name));
    }
  }
  return {};
}

std::string confirmed_json(const std::vector<OddValue>& odd) {
  JsonWriter json;
  json.begin_array();
  for (const OddValue& each : odd) {
    json.begin_object().field("target", each.target).field("rule", each.reason.rule);
    json.field("words_zh", each.reason.words.zh).field("words_en", each.reason.words.en).end_object();
  }
  return json.end_array().take();
}

Result<void> keep_step(sql::Connection& db, const Actor& actor, const KeptReport& report,
                       const ReportRequest& request, Day today, UtcMillis now) {
  TRY(db.run(
      "INSERT INTO report_step (government_id, report_id, at, day, account_id, account, acts_for, action, "
      "filled_in, reason, text_version, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      actor.government_id, report.id, now, to_iso(today), actor.account_id, actor.name, request.by.acts_for,
      to_word(request.action), request.by.capacity == Capacity::kFillIn, request.reason, report.life.version,
      to_word(report.life.state)));
  return append_log(db, actor,
                    {fmt::format("{}_report", to_word(request.action)), log_object(report), "",
                     fmt::format("{} v{}{}{}", to_word(report.life.state), report.life.version,
                                 request.by.capacity == Capacity::kFillIn ? " 代填" : "",
                                 request.reason.empty() ? "" : " " + request.reason)},
                    now);
}

// One step: rules, row, fact, log.
Result<void> take(sql::Connection& db, const Actor& actor, KeptReport& report, const ReportRequest& request,
                  UtcMillis now) {
  const Day today = day_of(now);
  report.life = TRY(act(report.life, request, today));
  if (request.action == ReportAction::kAccept) report.accepted_on = to_iso(today);
  TRY(keep_report(db, report));
  return keep_step(db, actor, report, request, today, now);
}

Result<void> keep_version(sql::Connection& db, const Actor& actor, const KeptReport& report,
                          const ReportBody& body, const std::vector<OddValue>& odd, UtcMillis now) {
  const Day today = day_of(now);
  const bool late = today > report.life.due;
  const std::string evidence = TRY(evidence_ids_json(db, report.id));
  TRY(
      db.run("INSERT INTO report_version (government_id, report_id, no, day, at, account_id, account, late, "
             "filled_in, confirmed, body, evidence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
             actor.government_id, report.id, report.life.version, to_iso(today), now, actor.account_id,
             actor.name, late, report.life.filled_in, confirmed_json(odd), to_json(body), evidence));
  return {};
}

Result<ReportBody> last_version(sql::Connection& db, const KeptReport& report) {
  sql::Rows rows = TRY(db.query("SELECT body FROM report_version WHERE report_id = $1 AND no = $2", report.id,
                                report.life.version));
  if (!TRY(rows.next())) return no_such("填报版本", "version of the report");
  const std::string json = rows.string(0);
  return report_body_from_json(json, 1 << 20);
}

Result<void> keep_value(sql::Connection& db, const Actor& actor, const KeptReport& report, TargetPlace place,
                        const BodyValue& value, UtcMillis now) {
  const std::vector<Target> targets = TRY(targets_of_task(db, place.task_id));
  const auto position = static_cast<std::size_t>(place.target);
  if (position >= targets.size()) return {};
  const std::string as_of = to_iso(value.as_of);
  TRY(db.run(
      "UPDATE target_value SET latest = 0 WHERE task_id = $1 AND unit_id = $2 AND target = $3 AND latest = 1 "
      "AND as_of <= $4",
      place.task_id, report.unit_id, place.target, as_of));
  const auto newer = TRY(
      db.one("SELECT 1 FROM target_value WHERE task_id = $1 AND unit_id = $2 AND target = $3 AND latest = 1",
             place.task_id, report.unit_id, place.target));
  const auto plan = TRY(db.one("SELECT plan_id FROM task WHERE id = $1", place.task_id));
  const Target& target = targets[position];
  TRY(db.run(
      "INSERT INTO target_value (government_id, plan_id, task_id, unit_id, target, target_key, indicator, "
      "measure_unit, value, as_of, source, report_id, text_version, accepted_on, accepted_by, latest) VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
      actor.government_id, plan.value_or(0), place.task_id, report.unit_id, place.target,
      target_keys(targets)[position], target.indicator, target.unit, *value.value, as_of, value.source,
      report.id, report.life.version, report.accepted_on, actor.name, !newer.has_value()));
  return append_log(db, actor,
                    {"accept_value", fmt::format("task:{}", place.task_id), "",
                     fmt::format("{} {}{} {} report:{}", target.indicator, figure(*value.value), target.unit,
                                 as_of, report.id)},
                    now);
}

// What was accepted goes into every ledger that holds the same target.
Result<void> keep_values(sql::Connection& db, const Actor& actor, const KeptReport& report,
                         const ReportBody& body, UtcMillis now) {
  for (const BodyValue& value : body.values) {
    if (!value.value) continue;
    for (const TargetPlace place : TRY(targets_sharing(db, {report.task_id, value.target}))) {
      TRY(keep_value(db, actor, report, place, value, now));
    }
  }
  return {};
}

Result<void> accept(sql::Connection& db, const Actor& actor, const KeptReport& report,
                    const std::vector<Found>& verified, UtcMillis now) {
  const ReportBody body = TRY(last_version(db, report));
  TRY(keep_values(db, actor, report, body, now));
  for (const Found& found : verified) {
    NewVerification verification;
    verification.task_id = report.task_id;
    verification.unit_id = report.unit_id;
    verification.target = found.target;
    verification.found = found.found;
    verification.words = found.words;
    TRY(apply_verification(db, actor, verification, now));
  }
  return {};
}

// A report that asks for coordination (提请协调) and reaches the office puts the problem on its way. What
// stands in the report is no reason to refuse it: where the task takes no problems any more, it stands there
// only.
Result<void> raise_what_it_asks(sql::Connection& db, const Actor& actor, const KeptReport& report,
                                const ReportBody& body, UtcMillis now) {
  if (report.life.state != ReportState::kReviewing || !body.wants_coordination) return {};
  NewProblem problem;
  problem.task_id = report.task_id;
  problem.unit_id = report.unit_id;
  problem.report_id = report.id;
  problem.text = body.problems;
  problem.coordination = true;
  const auto raised = apply_problem(db, actor, problem, now);
  if (!raised.ok() && raised.error().code != ErrorCode::kConflict) return raised.error();
  return {};
}

Result<void> apply_step_of_report(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                                  std::optional<std::int64_t> expected, const ReportStep& step, UtcMillis now) {
  KeptReport report = TRY(require_report(db, actor, report_id, ReportSight::kAll, now));
  TRY(expect_version(report, expected));
  ReportRequest request;
  request.action = step.action;
  request.by = TRY(report_person(db, actor, report, step.action, now));
  request.reason = step.reason;
  TRY(take(db, actor, report, request, now));
  if (step.action == ReportAction::kAccept) return accept(db, actor, report, step.verified, now);
  if (step.action == ReportAction::kApprove) {
    return raise_what_it_asks(db, actor, report, TRY(last_version(db, report)), now);
  }
  return {};
}

}  // namespace

Result<void> apply_draft(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                         std::optional<std::int64_t> expected, std::string_view body_json, UtcMillis now) {
  const KeptReport report = TRY(require_report(db, actor, report_id, ReportSight::kAll, now));
  TRY(report_person(db, actor, report, ReportAction::kSubmit, now));
  TRY(expect_version(report, expected));
  if (!can_write(report.life.state)) {
    return error(ErrorCode::kConflict, fmt::format("填报处于“{}”，要修改请先撤回", zh_name(report.life.state)),
                 fmt::format("The report is {}; withdraw it before you change it", en_name(report.life.state)));
  }
  const ReportBody body = TRY(checked_body(db, report, body_json));
  TRY(keep_draft(db, actor, report, body, now));
  return append_log(db, actor,
                    {"save_report_draft", log_object(report), "", fmt::format("{}", report.version + 1)}, now);
}

Result<void> save_draft(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                        std::optional<std::int64_t> expected, std::string_view body_json, UtcMillis now) {
  const auto work = [&] { return apply_draft(db, actor, report_id, expected, body_json, now); };
  return db.transaction(work);
}

Result<HandedIn> hand_in(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                         std::optional<std::int64_t> expected, const HandIn& what, UtcMillis now) {
  const auto work = [&]() -> Result<HandedIn> {
    KeptReport report = TRY(require_report(db, actor, report_id, ReportSight::kAll, now));
    ReportRequest request;
    request.action = ReportAction::kSubmit;
    request.by = TRY(report_person(db, actor, report, ReportAction::kSubmit, now));
    TRY(expect_version(report, expected));
    const std::string_view json = what.body_json.empty() ? std::string_view(report.draft) : what.body_json;
    if (json.empty())
      return error(ErrorCode::kInvalid, "请填写进展情况", "please say how the task is getting on");
    const ReportBody body = TRY(checked_body(db, report, json));
    const std::vector<Target> targets = TRY(targets_of_task(db, report.task_id));
    TRY(check_complete(body, targets));
    std::vector<OddValue> odd = TRY(odd_values(db, report, body, targets, day_of(now)));
    HandedIn outcome;
    std::copy_if(odd.begin(), odd.end(), std::back_inserter(outcome.odd), [&](const OddValue& each) {
      return std::find(what.confirmed.begin(), what.confirmed.end(), each.key()) == what.confirmed.end();
    });
    report.life.unit_review = request.by.capacity != Capacity::kFillIn &&
                              TRY(has_reviewer(db, actor.government_id, report.unit_id, actor.account_id));
    TRY(act(report.life, request, day_of(now)));  // what is not allowed at all is said before what is odd
    if (!outcome.odd.empty()) return outcome;
    if (!what.body_json.empty()) TRY(keep_draft(db, actor, report, body, now));
    TRY(take(db, actor, report, request, now));
    TRY(keep_version(db, actor, report, body, odd, now));
    TRY(raise_what_it_asks(db, actor, report, body, now));
    return outcome;
  };
  return db.transaction(work);
}

Result<void> step_report(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                         std::optional<std::int64_t> expected, const ReportStep& step, UtcMillis now) {
  const auto work = [&] { return apply_step_of_report(db, actor, report_id, expected, step, now); };
  return db.transaction(work);
}

Result<BatchOutcome> step_reports(sql::Connection& db, const Actor& actor,
                                  const std::vector<ReportRef>& reports, const ReportStep& step,
                                  UtcMillis now) {
  if (reports.size() > 1000) {
    return error(ErrorCode::kTooLarge, "一次最多办理1000份", "at most 1000 at once");
  }
  BatchOutcome outcome;
  // Each in its own transaction: one that is refused half-way leaves nothing.
  for (const ReportRef& each : reports) {
    const auto done = step_report(db, actor, each.id, each.version, step, now);
    if (done.ok()) {
      outcome.done.push_back(each.id);
    } else {
      const ErrorCode code = done.error().code;
      if (code == ErrorCode::kNoSpace || code == ErrorCode::kIo || code == ErrorCode::kDamaged)
        return done.error();
      outcome.refused.emplace_back(each.id, done.error().message);
    }
  }
  return outcome;
}

}  // namespace duban
