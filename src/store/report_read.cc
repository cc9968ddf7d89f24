// A report as its people see it, and lists of reports.

#include <fmt/format.h>

#include "store/evidence.h"
#include "store/report_store.h"
#include "store/reports.h"
#include "supervise/empty_talk.h"

namespace duban {
namespace {

void write_reason(JsonWriter& json, std::string_view rule, const Message& words) {
  json.begin_object().field("rule", rule).field("words_zh", words.zh).field("words_en", words.en).end_object();
}

struct Head {
  std::string plan_title, no, text, section;
  std::string round_title, round_state, period_from, period_to;
};

Result<Head> head_of(sql::Connection& db, const KeptReport& report) {
  sql::Rows rows = TRY(db.query(
      "SELECT p.title, t.no, t.text, t.section, o.title, o.state, o.period_from, o.period_to FROM task t JOIN "
      "plan p ON p.id = t.plan_id JOIN round o ON o.id = $2 WHERE t.id = $1",
      report.task_id, report.round_id));
  Head out;
  if (!TRY(rows.next())) return no_such("任务", "task");
  out = {rows.string(0), rows.string(1), rows.string(2), rows.string(3),
         rows.string(4), rows.string(5), rows.string(6), rows.string(7)};
  return out;
}

// The other ledgers and rounds that this report serves.
Result<void> write_serves(sql::Connection& db, JsonWriter& json, const KeptReport& report) {
  sql::Rows rows = TRY(db.query(
      "SELECT a.round_id, o.title, a.plan_id, p.title, a.task_id, t.no, a.due FROM report_asked a JOIN round o "
      "ON o.id = a.round_id JOIN plan p ON p.id = a.plan_id JOIN task t ON t.id = a.task_id WHERE "
      "a.report_id = $1 AND a.served = 1 ORDER BY a.round_id, a.task_id",
      report.id));
  json.key("serves").begin_array();
  while (TRY(rows.next())) {
    json.begin_object().field("round_id", rows.integer(0)).field("round", rows.text(1));
    json.field("plan_id", rows.integer(2)).field("plan_title", rows.text(3));
    json.field("task_id", rows.integer(4)).field("no", rows.text(5)).field("due", rows.text(6)).end_object();
  }
  json.end_array();
  return {};
}

Result<void> write_targets(sql::Connection& db, JsonWriter& json, const KeptReport& report) {
  sql::Rows rows = TRY(db.query(
      "SELECT g.position, g.indicator, g.measure, g.op, g.value, g.value_max, g.unit, g.horizon, a.value, "
      "v.value, v.as_of, v.source FROM target g LEFT JOIN apportionment_part a ON a.task_id = g.task_id AND "
      "a.target = g.position AND a.unit_id = $2 LEFT JOIN target_value v ON v.task_id = g.task_id AND "
      "v.target = g.position AND v.unit_id = $2 AND v.latest = 1 WHERE g.task_id = $1 ORDER BY g.position",
      report.task_id, report.unit_id));
  json.key("targets").begin_array();
  while (TRY(rows.next())) {
    json.begin_object().field("target", rows.integer(0)).field("indicator", rows.text(1));
    json.field("measure", rows.text(2)).field("op", rows.text(3)).field("value", rows.real(4)).key("value_max");
    rows.is_null(5) ? json.null() : json.number(rows.real(5));
    json.field("unit", rows.text(6)).field("horizon", rows.text(7)).key("part");
    rows.is_null(8) ? json.null() : json.number(rows.real(8));
    json.key("accepted");
    if (rows.is_null(9)) {
      json.null();
    } else {
      json.begin_object().field("value", rows.real(9)).field("as_of", rows.text(10));
      json.field("source", rows.text(11)).end_object();
    }
    json.end_object();
  }
  json.end_array();
  return {};
}

struct LastReport {
  std::int64_t report_id = 0;
  std::string day, round, body;
  ReportBody read;
};
// What the unit handed in on this task (in any ledger that holds it) before this report.
Result<std::optional<LastReport>> last_report(sql::Connection& db, const KeptReport& report) {
  sql::Rows rows = TRY(db.query(
      "SELECT r.id, v.day, o.title, v.body FROM report r JOIN report_version v ON v.report_id = r.id AND v.no "
      "= r.text_version JOIN round o ON o.id = r.round_id WHERE r.unit_id = $1 AND r.id < $3 AND (r.task_id = "
      "$2 OR r.task_id IN (SELECT b.task_id FROM same_thing a JOIN same_thing b ON b.same_id = a.same_id AND "
      "b.target = -1 WHERE a.task_id = $2 AND a.target = -1)) ORDER BY r.id DESC LIMIT 1",
      report.unit_id, report.task_id, report.id));
  if (!TRY(rows.next())) return std::optional<LastReport>();
  LastReport out{rows.integer(0), rows.string(1), rows.string(2), rows.string(3), {}};
  out.read = TRY(report_body_from_json(out.body, 1 << 20));
  return std::optional<LastReport>(std::move(out));
}

// The next report begins as the last one ended, but for its figures: a number is not carried on unseen.
ReportBody prefilled(const std::optional<LastReport>& last, std::int64_t targets) {
  ReportBody out;
  if (!last) return out;
  out = last->read;
  std::erase_if(out.values, [&](const BodyValue& value) { return value.target >= targets; });
  for (BodyValue& value : out.values) {
    value.value.reset();
    value.as_of = Day{};
  }
  return out;
}

Result<void> write_versions(sql::Connection& db, JsonWriter& json, const KeptReport& report,
                            ReportSight sight) {
  sql::Rows rows = TRY(db.query(
      "SELECT no, day, at, account, late, filled_in, confirmed, body, evidence FROM report_version WHERE "
      "report_id = $1 ORDER BY no DESC",
      report.id));
  json.key("versions").begin_array();
  while (TRY(rows.next())) {
    const bool shown = sight == ReportSight::kAll ||
                       (report.life.state == ReportState::kAccepted && rows.integer(0) == report.life.version);
    if (!shown) continue;
    json.begin_object().field("no", rows.integer(0)).field("day", rows.text(1));
    json.field("at", utc_text(rows.integer(2))).field("account", rows.text(3));
    json.field("late", rows.integer(4) != 0).field("filled_in", rows.integer(5) != 0);
    json.key("confirmed").raw(rows.text(6)).key("body").raw(rows.text(7));
    json.key("evidence_ids").raw(rows.text(8)).end_object();
  }
  json.end_array();
  return {};
}

Result<void> write_steps(sql::Connection& db, JsonWriter& json, const KeptReport& report) {
  sql::Rows rows = TRY(db.query(
      "SELECT at, account, acts_for, action, filled_in, reason, text_version, state FROM report_step WHERE "
      "report_id = $1 ORDER BY id DESC",
      report.id));
  json.key("steps").begin_array();
  while (TRY(rows.next())) {
    json.begin_object().field("at", utc_text(rows.integer(0))).field("account", rows.text(1));
    json.field("acts_for", rows.text(2)).field("action", rows.text(3)).field("filled_in", rows.integer(4) != 0);
    json.field("reason", rows.text(5)).field("no", rows.integer(6)).field("state", rows.text(7)).end_object();
  }
  json.end_array();
  return {};
}

// What the person could do now, by the same rules that will judge it.
Result<void> write_can(sql::Connection& db, JsonWriter& json, const Actor& actor, const KeptReport& report,
                       UtcMillis now) {
  json.key("can").begin_array();
  for (const ReportTransition& row : report_transitions()) {
    const auto person = report_person(db, actor, report, row.action, now);
    if (!person.ok()) {
      if (person.error().code != ErrorCode::kForbidden) return person.error();
      continue;
    }
    if (act(report.life, {row.action, *person, "-"}, day_of(now)).ok()) json.string(row.word);
  }
  json.end_array();
  return {};
}

void write_hints(JsonWriter& json, const ReportBody& body, const std::optional<LastReport>& last, Day today) {
  json.key("hints").begin_array();
  if (const auto empty = empty_talk(body.text, today)) write_reason(json, empty->rule, empty->words);
  if (last && !body.text.empty() && body.text == last->read.text) {
    write_reason(json, "report.same_text",
                 {"与上次填报的文字完全相同", "The text is that of the last report, word for word"});
  }
  json.end_array();
}

// The body that is shown for writing: the draft, or what the last report gives.
Result<ReportBody> shown_body(sql::Connection& db, const KeptReport& report,
                              const std::optional<LastReport>& last) {
  const auto targets = TRY(db.one("SELECT count(*) FROM target WHERE task_id = $1", report.task_id));
  if (report.draft.empty()) return prefilled(last, targets.value_or(0));
  return report_body_from_json(report.draft, 1 << 20);
}

void write_life(JsonWriter& json, const KeptReport& report) {
  const ReportCase& life = report.life;
  json.field("asked_on", to_iso(report.asked_on))
      .field("due", to_iso(life.due))
      .field("state", to_word(life.state))
      .field("late", life.late)
      .field("filled_in", life.filled_in)
      .field("unit_review", life.unit_review)
      .field("reason", life.reason)
      .field("handed_in_on", life.handed_in_on ? to_iso(*life.handed_in_on) : "")
      .field("accepted_on", report.accepted_on)
      .field("text_version", life.version);
}

// Conditions over report r by the state that is asked for.
std::string state_condition(SqlText& text, std::string_view state, std::string_view today) {
  if (state.empty()) return {};
  if (state == "asked") return " AND r.state = 'draft' AND r.draft_at IS NULL";
  if (state == "draft") return " AND r.state = 'draft' AND r.draft_at IS NOT NULL";
  if (state == "returned") return " AND r.state IN ('returned', 'withdrawn')";
  if (state == "handed_in") return " AND r.handed_in_on <> ''";
  if (state == "late") return " AND r.late = 1";
  if (state == "open") return " AND r.state <> 'accepted'";
  if (state == "missing") return " AND r.handed_in_on = '' AND r.due < " + text.bind(today);
  return " AND r.state = " + text.bind(state);
}

// Whose reports the person sees in lists: his unit's, all of the government, or what was accepted of his tasks.
std::string seen_reports(SqlText& text, const Actor& actor, std::string_view today) {
  std::string out = " AND r.government_id = " + text.bind(actor.government_id);
  const bool all = allowed(actor, Action::kReport, Relation::kOwnGovernment) ||
                   allowed(actor, Action::kReadLog, Relation::kOwnGovernment);
  if (all) return out;
  std::string own = "1 = 0";
  if (reaches_own_unit(actor, Action::kReport)) own = own_units(text, actor, "r.unit_id");
  return out + " AND (" + own + " OR (r.state = 'accepted' AND " +
         visible_tasks(text, actor, Action::kReadLedger, today) + "))";
}

std::string report_conditions(SqlText& text, const Actor& actor, const ReportQuery& query,
                              std::string_view today) {
  std::string out = seen_reports(text, actor, today);
  if (query.round_id != 0) {
    out +=
        " AND EXISTS (SELECT 1 FROM report_asked a WHERE a.report_id = r.id AND a.excused_on = '' AND "
        "a.round_id = " +
        text.bind(query.round_id) + ")";
  }
  if (query.plan_id != 0) {
    out += " AND EXISTS (SELECT 1 FROM report_asked a WHERE a.report_id = r.id AND a.plan_id = " +
           text.bind(query.plan_id) + ")";
  }
  if (query.task_id != 0) {
    out += " AND EXISTS (SELECT 1 FROM report_asked a WHERE a.report_id = r.id AND a.task_id = " +
           text.bind(query.task_id) + ")";
  }
  if (query.unit_id != 0) out += " AND r.unit_id = " + text.bind(query.unit_id);
  return out + state_condition(text, query.state, today);
}

constexpr std::string_view kReportFrom =
    " FROM report r JOIN task t ON t.id = r.task_id JOIN plan p ON p.id = r.plan_id JOIN unit u ON u.id = "
    "r.unit_id "
    "JOIN round o ON o.id = r.round_id WHERE 1 = 1";

void write_report_row(JsonWriter& json, const sql::Rows& rows) {
  json.begin_object()
      .field("id", rows.integer(0))
      .field("plan_id", rows.integer(1))
      .field("task_id", rows.integer(2))
      .field("no", rows.text(3))
      .field("text", rows.text(4))
      .field("unit_id", rows.integer(5))
      .field("unit", rows.text(6))
      .field("round_id", rows.integer(7))
      .field("round", rows.text(8))
      .field("due", rows.text(9))
      .field("state", rows.text(10))
      .field("started", !rows.is_null(11))
      .field("late", rows.integer(12) != 0)
      .field("filled_in", rows.integer(13) != 0)
      .field("handed_in_on", rows.text(14))
      .field("accepted_on", rows.text(15))
      .field("reason", rows.text(16))
      .field("version", rows.integer(17))
      .end_object();
}

}  // namespace

Result<ReportBody> body_for_writing(sql::Connection& db, const KeptReport& report) {
  return shown_body(db, report, TRY(last_report(db, report)));
}

Result<Versioned> read_report(sql::Connection& db, const Actor& actor, std::int64_t report_id, UtcMillis now) {
  const KeptReport report = TRY(load_report(db, actor, report_id));
  const ReportSight sight = TRY(report_sight(db, actor, report, now));
  if (sight == ReportSight::kNone) return no_such("填报", "report");
  const Head head = TRY(head_of(db, report));
  JsonWriter json;
  json.begin_object()
      .field("id", report.id)
      .field("plan_id", report.plan_id)
      .field("plan_title", head.plan_title)
      .field("task_id", report.task_id)
      .field("no", head.no)
      .field("text", head.text)
      .field("section", head.section)
      .field("unit_id", report.unit_id)
      .field("unit", report.unit)
      .key("round")
      .begin_object()
      .field("id", report.round_id)
      .field("title", head.round_title)
      .field("state", head.round_state)
      .field("period_from", head.period_from)
      .field("period_to", head.period_to)
      .end_object();
  write_life(json, report);
  TRY(write_serves(db, json, report));
  TRY(write_targets(db, json, report));
  if (sight == ReportSight::kAll) {
    const auto last = TRY(last_report(db, report));
    const ReportBody body = TRY(shown_body(db, report, last));
    json.key("body");
    write_report_body(json, body);
    json.field("started", !report.draft.empty()).field("draft_by", report.draft_by).key("draft_at");
    report.draft_at ? json.string(utc_text(*report.draft_at)) : json.null();
    json.key("last");
    if (last) {
      json.begin_object()
          .field("report_id", last->report_id)
          .field("day", last->day)
          .field("round", last->round);
      json.key("body").raw(last->body).end_object();
    } else {
      json.null();
    }
    write_hints(json, body, last, day_of(now));
    TRY(write_steps(db, json, report));
  }
  TRY(write_versions(db, json, report, sight));
  const bool open = sight == ReportSight::kAll || report.life.state == ReportState::kAccepted;
  json.key("evidence")
      .raw(open ? TRY(evidence_of_report(
                      db, report.id, sight == ReportSight::kAll ? EvidenceSet::kAll : EvidenceSet::kStanding))
                : std::string("[]"));
  TRY(write_can(db, json, actor, report, now));
  json.field("version", report.version).end_object();
  return Versioned{json.take(), report.id, report.version};
}

Result<std::string> list_reports(sql::Connection& db, const Actor& actor, const ReportQuery& query,
                                 UtcMillis now) {
  const std::string today = china_date(now);
  SqlText counted;
  counted.sql = fmt::format("SELECT count(*){}", kReportFrom);
  counted.sql += report_conditions(counted, actor, query, today);
  const std::int64_t total = TRY(counted.count(db));
  SqlText text;
  text.sql = fmt::format(
      "SELECT r.id, r.plan_id, r.task_id, t.no, t.text, r.unit_id, u.name, r.round_id, o.title, r.due, "
      "r.state, "
      "r.draft_at, r.late, r.filled_in, r.handed_in_on, r.accepted_on, r.reason, r.version{}",
      kReportFrom);
  text.sql += report_conditions(text, actor, query, today);
  text.sql += " ORDER BY r.due, u.name, t.list_order, t.position, r.id LIMIT " +
              text.bind(static_cast<std::int64_t>(query.limit)) + " OFFSET " + text.bind(query.after);
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t shown = query.after;
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    write_report_row(json, rows);
    ++shown;
  }
  json.end_array().field("total", total).key("next");
  shown < total ? json.string(std::to_string(shown)) : json.null();
  return json.end_object().take();
}

}  // namespace duban
