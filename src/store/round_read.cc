// Rounds as JSON, and what they put on people's desks.

#include <fmt/format.h>

#include <map>

#include "base/json.h"
#include "store/cases.h"
#include "store/report_store.h"
#include "store/report_todo.h"
#include "store/round_store.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::string_view kRoundColumns =
    "o.id, o.title, o.kind, o.year, o.period, o.period_from, o.period_to, o.opens, o.due, o.due_zh, o.due_en, "
    "o.state, "
    "o.ask, o.scope, o.repeats, o.previous_id, o.created_by, o.created_at, o.opened_at, o.closed_at, "
    "o.version, (SELECT "
    "count(DISTINCT a.report_id) FROM report_asked a WHERE a.round_id = o.id AND a.excused_on = ''), (SELECT "
    "count(DISTINCT a.report_id) FROM report_asked a JOIN report r ON r.id = a.report_id WHERE a.round_id = "
    "o.id AND "
    "a.excused_on = '' AND r.handed_in_on <> ''), (SELECT count(DISTINCT a.report_id) FROM report_asked a JOIN "
    "report r "
    "ON r.id = a.report_id WHERE a.round_id = o.id AND a.excused_on = '' AND r.state = 'accepted'), (SELECT "
    "count(DISTINCT a.report_id) FROM report_asked a JOIN report r ON r.id = a.report_id WHERE a.round_id = "
    "o.id AND "
    "a.excused_on = '' AND r.state = 'reviewing')";

void write_time(JsonWriter& json, std::string_view key, const sql::Rows& rows, int column) {
  json.key(key);
  rows.is_null(column) ? json.null() : json.string(utc_text(rows.integer(column)));
}

// Without its closing bracket.
void write_round(JsonWriter& json, const sql::Rows& rows, std::string_view plan_ids) {
  json.begin_object().field("id", rows.integer(0)).field("title", rows.text(1)).field("kind", rows.text(2));
  json.field("year", rows.integer(3)).field("period", rows.integer(4));
  json.field("period_from", rows.text(5)).field("period_to", rows.text(6));
  json.field("opens", rows.text(7)).field("due", rows.text(8));
  json.field("due_reason_zh", rows.text(9)).field("due_reason_en", rows.text(10));
  json.field("state", rows.text(11)).field("ask", rows.text(12)).key("scope").raw(rows.text(13));
  json.field("repeats", rows.integer(14) != 0).key("previous_id");
  rows.is_null(15) ? json.null() : json.integer(rows.integer(15));
  json.field("created_by", rows.text(16)).field("created_at", utc_text(rows.integer(17)));
  write_time(json, "opened_at", rows, 18);
  write_time(json, "closed_at", rows, 19);
  json.field("reports", rows.integer(21))
      .field("handed_in", rows.integer(22))
      .field("accepted", rows.integer(23));
  json.field("reviewing", rows.integer(24));
  json.key("plan_ids").raw(plan_ids).field("version", rows.integer(20));
}

// A condition over round o: the person sees a plan that it asks about.
std::string seen_rounds(SqlText& text, const Actor& actor, std::string_view today) {
  std::string out = "o.government_id = " + text.bind(actor.government_id);
  if (reach(actor, Action::kReadLedger) == Reach::kGovernment) return out;
  return out +
         " AND EXISTS (SELECT 1 FROM round_plan q JOIN plan p ON p.id = q.plan_id WHERE q.round_id = o.id "
         "AND " +
         visible_plans(text, actor, Action::kReadLedger, today) + ")";
}

Result<std::map<std::int64_t, std::string>> plans_of_rounds(sql::Connection& db, std::int64_t government_id) {
  sql::Rows rows = TRY(
      db.query("SELECT round_id, plan_id FROM round_plan WHERE government_id = $1 ORDER BY round_id, plan_id",
               government_id));
  std::map<std::int64_t, std::string> out;
  while (TRY(rows.next())) {
    std::string& list = out[rows.integer(0)];
    list += (list.empty() ? "" : ",") + std::to_string(rows.integer(1));
  }
  return out;
}

Result<std::string> round_history(sql::Connection& db, std::int64_t round_id) {
  sql::Rows rows = TRY(db.query(
      "SELECT at, account, action, before_value, after_value, reason FROM round_event WHERE round_id = $1 "
      "ORDER BY id DESC",
      round_id));
  JsonWriter json;
  json.begin_array();
  while (TRY(rows.next())) {
    json.begin_object().field("at", utc_text(rows.integer(0))).field("account", rows.text(1));
    json.field("action", rows.text(2)).field("before", rows.text(3)).field("after", rows.text(4));
    json.field("reason", rows.text(5)).end_object();
  }
  return json.end_array().take();
}

// ---- what waits ----

constexpr std::string_view kWaiting =
    "SELECT r.id, r.plan_id, r.task_id, r.unit_id, u.name, t.no, t.text, r.due, r.state, r.reason, r.last_day, "
    "r.draft_at, o.title FROM report r JOIN task t ON t.id = r.task_id JOIN unit u ON u.id = r.unit_id JOIN "
    "round o ON "
    "o.id = r.round_id WHERE r.government_id = ";

Todo waiting(const sql::Rows& rows, std::string_view kind) {
  Todo out;
  out.kind = kind;
  out.object_id = rows.integer(0);
  out.plan_id = rows.integer(1);
  out.task_id = rows.integer(2);
  out.unit_id = rows.integer(3);
  out.unit = rows.string(4);
  out.no = rows.string(5);
  out.text = rows.string(6);
  out.due = Day::parse(rows.text(7)).value_or(Day{});
  return out;
}

std::string_view kind_of(std::string_view state) {
  if (state == "returned") return "returned";
  if (state == "submitted") return "review";
  if (state == "reviewing") return "office_review";
  return "report";
}

Message words_of(const sql::Rows& rows, std::string_view kind) {
  if (kind == "returned") {
    const Day day = Day::parse(rows.text(10)).value_or(Day{});
    return {fmt::format("{}退回：{}", zh_day(day), rows.text(9)),
            fmt::format("returned {}: {}", to_iso(day), rows.text(9))};
  }
  if (kind == "report" && rows.text(8) == "withdrawn")
    return {"已撤回，待重新报送", "withdrawn; hand it in again"};
  if (kind == "report" && !rows.is_null(11)) return {"已有草稿", "a draft is kept"};
  return {rows.string(12), rows.string(12)};
}

}  // namespace

Result<std::string> list_rounds(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                std::string_view state, UtcMillis now) {
  const auto plans = TRY(plans_of_rounds(db, actor.government_id));
  SqlText text;
  text.sql = fmt::format("SELECT {} FROM round o WHERE ", kRoundColumns);
  text.sql += seen_rounds(text, actor, china_date(now));
  if (plan_id != 0) {
    text.sql += " AND EXISTS (SELECT 1 FROM round_plan w WHERE w.round_id = o.id AND w.plan_id = " +
                text.bind(plan_id) + ")";
  }
  if (!state.empty()) text.sql += " AND o.state = " + text.bind(state);
  text.sql += " ORDER BY o.opens DESC, o.id DESC";
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    const auto own = plans.find(rows.integer(0));
    write_round(json, rows, own == plans.end() ? "[]" : "[" + own->second + "]");
    json.end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<Versioned> read_round(sql::Connection& db, const Actor& actor, std::int64_t round_id, UtcMillis now) {
  const KeptRound kept = TRY(load_round(db, actor.government_id, round_id));
  const std::string history = TRY(round_history(db, round_id));
  SqlText text;
  text.sql = fmt::format("SELECT {} FROM round o WHERE o.id = ", kRoundColumns);
  text.sql += text.bind(round_id) + " AND ";
  text.sql += seen_rounds(text, actor, china_date(now));
  sql::Rows rows = TRY(text.query(db));
  if (!TRY(rows.next())) return no_such("调度", "round");
  JsonWriter plan_ids;
  plan_ids.begin_array();
  for (const std::int64_t id : kept.plan_ids) plan_ids.integer(id);
  plan_ids.end_array();
  JsonWriter json;
  write_round(json, rows, plan_ids.text());
  json.key("history").raw(history).end_object();
  return Versioned{json.take(), round_id, kept.version};
}

Result<void> rounds_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out) {
  if (actor.account_id == 0) return {};
  SqlText text;
  text.sql = fmt::format("{}{} AND o.state = 'open' AND (", kWaiting, text.bind(actor.government_id));
  std::string any;
  const auto add = [&any](const std::string& condition) { any += (any.empty() ? "" : " OR ") + condition; };
  if (reaches_own_unit(actor, Action::kReport)) {
    // Nobody is asked for what he no longer has to do.
    add("(r.state IN ('draft', 'returned', 'withdrawn') AND " + own_units(text, actor, "r.unit_id") +
        " AND EXISTS (SELECT 1 FROM report_asked a WHERE a.report_id = r.id AND a.excused_on = ''))");
  }
  if (reaches_own_unit(actor, Action::kReviewInUnit)) {
    add("(r.state = 'submitted' AND r.handed_in_by <> " + text.bind(actor.account_id) + " AND " +
        own_units(text, actor, "r.unit_id") + ")");
  }
  if (allowed(actor, Action::kReviewReport, Relation::kOwnGovernment)) add("r.state = 'reviewing'");
  if (any.empty()) return {};
  text.sql += any + ") ORDER BY r.due, t.list_order, t.position, r.id";
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    Todo todo = waiting(rows, kind_of(rows.text(8)));
    todo.words = words_of(rows, todo.kind);
    if (todo.kind == "report" && todo.due.given() && todo.due < on) {
      todo.words.zh += fmt::format("，已逾期{}天", on - todo.due);
      todo.words.en += fmt::format(", {} days late", on - todo.due);
    }
    out.push_back(std::move(todo));
  }
  return {};
}

}  // namespace duban
