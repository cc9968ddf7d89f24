#include "store/round_board.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "store/cases.h"
#include "store/report_store.h"
#include "store/round_store.h"
#include "store/rules.h"
#include "store/visibility.h"

namespace duban {
namespace {

bool sees_all(const Actor& actor) {
  return allowed(actor, Action::kReport, Relation::kOwnGovernment) ||
         allowed(actor, Action::kReadLedger, Relation::kOwnGovernment);
}

// The units of the board that the person sees: all, his own, or those on the tasks that he answers for.
std::string board_units(SqlText& text, const Actor& actor, std::string_view today) {
  if (sees_all(actor)) return {};
  std::string out;
  if (reaches_own_unit(actor, Action::kReadLedger)) out = own_units(text, actor, "a.unit_id");
  if (reaches_own_leader(actor, Action::kReadLedger)) {
    Actor leader = actor;
    leader.unit_id = 0;
    out += (out.empty() ? "(" : " OR (") + visible_tasks(text, leader, Action::kReadLedger, today) + ")";
  }
  return out.empty() ? " AND 1 = 0" : " AND (" + out + ")";
}

void write_counts(JsonWriter& json, const BoardRow& row) {
  json.field("reports", row.reports)
      .field("asked", row.asked)
      .field("draft", row.draft)
      .field("submitted", row.submitted)
      .field("reviewing", row.reviewing)
      .field("returned", row.returned)
      .field("accepted", row.accepted)
      .field("handed_in", row.handed_in)
      .field("late", row.late)
      .field("missing", row.missing)
      .field("excused", row.excused);
}

}  // namespace

Result<std::vector<BoardRow>> board_rows(sql::Connection& db, const Actor& actor, std::int64_t round_id,
                                         UtcMillis now) {
  TRY(load_round(db, actor.government_id, round_id));
  const std::string today = china_date(now);
  SqlText text;
  // A report that serves several rows of the round is one report.
  const std::string standing = "sum(CASE WHEN excused = 0 AND ";
  const std::string day = text.bind(today);
  text.sql = fmt::format(
      "SELECT unit_id, name, sum(1 - excused), {0}state = 'draft' AND draft_at IS NULL THEN 1 ELSE 0 END), "
      "{0}state = "
      "'draft' AND draft_at IS NOT NULL THEN 1 ELSE 0 END), {0}state = 'submitted' THEN 1 ELSE 0 END), "
      "{0}state = "
      "'reviewing' THEN 1 ELSE 0 END), {0}state IN ('returned', 'withdrawn') THEN 1 ELSE 0 END), {0}state = "
      "'accepted' THEN 1 ELSE 0 END), {0}handed_in_on <> '' THEN 1 ELSE 0 END), {0}late = 1 THEN 1 ELSE 0 "
      "END), "
      "{0}handed_in_on = '' AND due < {1} THEN 1 ELSE 0 END) AS missing, sum(excused) FROM (SELECT r.id, "
      "a.unit_id, "
      "u.name, r.state, r.draft_at, r.handed_in_on, r.late, r.due, min(CASE WHEN a.excused_on = '' THEN 0 ELSE "
      "1 END) "
      "AS excused FROM report_asked a JOIN report r ON r.id = a.report_id JOIN unit u ON u.id = a.unit_id JOIN "
      "task t "
      "ON t.id = a.task_id JOIN plan p ON p.id = a.plan_id WHERE a.round_id = ",
      standing, day);
  text.sql += text.bind(round_id) + board_units(text, actor, today);
  text.sql +=
      " GROUP BY r.id, a.unit_id, u.name, r.state, r.draft_at, r.handed_in_on, r.late, r.due) AS each GROUP BY "
      "unit_id, name ORDER BY missing DESC, name";
  std::vector<BoardRow> out;
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    const auto count = [&](int column) { return static_cast<int>(rows.integer(column)); };
    BoardRow row;
    row.unit_id = rows.integer(0);
    row.unit = rows.string(1);
    row.reports = count(2);
    row.asked = count(3);
    row.draft = count(4);
    row.submitted = count(5);
    row.reviewing = count(6);
    row.returned = count(7);
    row.accepted = count(8);
    row.handed_in = count(9);
    row.late = count(10);
    row.missing = count(11);
    row.excused = count(12);
    out.push_back(std::move(row));
  }
  return out;
}

Result<std::string> read_board(sql::Connection& db, const Actor& actor, std::int64_t round_id, UtcMillis now) {
  const Versioned round = TRY(read_round(db, actor, round_id, now));
  BoardRow total;
  JsonWriter json;
  json.begin_object().key("round").raw(round.json).key("units").begin_array();
  for (const BoardRow& row : TRY(board_rows(db, actor, round_id, now))) {
    json.begin_object().field("unit_id", row.unit_id).field("unit", row.unit);
    write_counts(json, row);
    json.end_object();
    total.reports += row.reports;
    total.asked += row.asked;
    total.draft += row.draft;
    total.submitted += row.submitted;
    total.reviewing += row.reviewing;
    total.returned += row.returned;
    total.accepted += row.accepted;
    total.handed_in += row.handed_in;
    total.late += row.late;
    total.missing += row.missing;
    total.excused += row.excused;
  }
  json.end_array().key("total").begin_object();
  write_counts(json, total);
  return json.end_object().end_object().take();
}

Result<std::string> silent_tasks(sql::Connection& db, const Actor& actor, std::int64_t plan_id, int days,
                                 UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  const Day today = day_of(now);
  const int wanted = days > 0 ? days : TRY(task_rules_of(db, actor.government_id)).limits.silent_after;
  SqlText text;
  // Silence counts from the last report that was handed in, else from the task's dispatch.
  text.sql =
      "SELECT t.id, t.no, t.text, c.unit_id, u.name, coalesce((SELECT max(r.handed_in_on) FROM report r JOIN "
      "report_asked a ON a.report_id = r.id WHERE a.task_id = t.id AND a.unit_id = c.unit_id), '') AS last_on, "
      "coalesce((SELECT min(f.day) FROM task_fact f WHERE f.task_id = t.id AND f.action = 'dispatch'), '') AS "
      "since "
      "FROM task_case_unit c JOIN task_case k ON k.task_id = c.task_id JOIN task t ON t.id = c.task_id JOIN "
      "plan p ON "
      "p.id = t.plan_id JOIN unit u ON u.id = c.unit_id WHERE c.part IN ('lead', 'convener') AND c.state NOT "
      "IN "
      "('approved', 'closed', 'archived', 'released', 'terminated') AND k.state NOT IN ('draft', 'approved', "
      "'closed', 'archived', 'suspended', 'terminated') AND t.plan_id = ";
  text.sql += text.bind(plan_id) + " AND ";
  text.sql += visible_tasks(text, actor, Action::kReadLedger, to_iso(today));
  text.sql += " ORDER BY t.list_order, t.position, u.name";
  struct Silent {
    int days = 0;
    std::string json;
  };
  std::vector<Silent> silent;
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    const std::string_view from = rows.text(5).empty() ? rows.text(6) : rows.text(5);
    const auto since = Day::parse(from);
    if (!since || today - *since < wanted) continue;
    JsonWriter json;
    json.begin_object().field("task_id", rows.integer(0)).field("no", rows.text(1)).field("text", rows.text(2));
    json.field("unit_id", rows.integer(3)).field("unit", rows.text(4)).field("last_on", rows.text(5));
    json.field("since", from).field("silent_days", today - *since).end_object();
    silent.push_back({today - *since, json.take()});
  }
  std::stable_sort(silent.begin(), silent.end(),
                   [](const Silent& a, const Silent& b) { return a.days > b.days; });
  JsonWriter json;
  json.begin_object().field("days", wanted).key("items").begin_array();
  for (const Silent& each : silent) json.raw(each.json);
  json.end_array().field("total", static_cast<std::int64_t>(silent.size())).key("next").null();
  return json.end_object().take();
}

Result<std::string> unit_burden(sql::Connection& db, const Actor& actor, std::string_view from,
                                std::string_view to, UtcMillis now) {
  SqlText text;
  text.sql =
      "SELECT a.unit_id, u.name, count(DISTINCT a.round_id), count(DISTINCT CASE WHEN a.served = 0 THEN "
      "a.report_id "
      "END), count(DISTINCT a.task_id), sum(a.served), coalesce(sum(CASE WHEN a.served = 0 THEN (SELECT "
      "count(*) FROM "
      "target g WHERE g.task_id = a.task_id) ELSE 0 END), 0), sum(CASE WHEN a.served = 0 THEN (SELECT count(*) "
      "FROM "
      "report_step s WHERE s.report_id = a.report_id AND s.action = 'return') ELSE 0 END) FROM report_asked a "
      "JOIN unit "
      "u ON u.id = a.unit_id JOIN task t ON t.id = a.task_id JOIN plan p ON p.id = a.plan_id WHERE "
      "a.government_id = ";
  text.sql += text.bind(actor.government_id);
  if (!from.empty()) text.sql += " AND a.asked_on >= " + text.bind(from);
  if (!to.empty()) text.sql += " AND a.asked_on <= " + text.bind(to);
  text.sql += board_units(text, actor, china_date(now));
  text.sql += " GROUP BY a.unit_id, u.name ORDER BY 4 DESC, u.name";
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    json.begin_object()
        .field("unit_id", rows.integer(0))
        .field("unit", rows.text(1))
        .field("rounds", rows.integer(2))
        .field("reports", rows.integer(3))
        .field("tasks", rows.integer(4))
        .field("saved", rows.integer(5))
        .field("values", rows.integer(6))
        .field("returned", rows.integer(7))
        .end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
