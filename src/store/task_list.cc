// list_tasks and task_rows: the filter, the order and the page of a plan's rows.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "base/clock.h"
#include "store/fulltext.h"
#include "store/progress_views.h"
#include "store/task_json.h"
#include "store/tasks.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct Order {
  std::string_view word;
  std::string_view columns;
};
constexpr Order kOrders[] = {
    {"", ""},
    {"no", "t.no_number{}, t.no{}, "},
    {"text", "t.text{}, "},
    {"due_date", "t.due_date{}, "},
    {"lead_unit", "t.lead_unit{}, "},
    {"section", "t.section{}, "},
};

Result<std::string> order_by(std::string_view sort) {
  const bool down = sort.starts_with('-');
  const std::string_view word = down ? sort.substr(1) : sort;
  for (const Order& each : kOrders) {
    if (each.word != word) continue;
    const std::string_view way = down ? " DESC" : "";
    return fmt::format(fmt::runtime(each.columns), way, way) +
           (each.word.empty() && down ? "t.list_order DESC, t.position DESC" : "t.list_order, t.position");
  }
  return error(ErrorCode::kUsage, fmt::format("不能按“{}”排序", sort), fmt::format("cannot sort by {}", sort));
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || status != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

// A unit on the task: by name as printed or by id, in one role or any.
std::string has_unit(SqlText& query, std::string_view unit, int role) {
  const auto id = number_of(unit);
  const std::string which = id ? "v.unit_id = " + query.bind(*id) : "v.name = " + query.bind(unit);
  return fmt::format(" AND EXISTS (SELECT 1 FROM task_unit v WHERE v.task_id = t.id AND {}{})", which,
                     role < 0 ? "" : fmt::format(" AND v.role = {}", role));
}

std::string has_leader(SqlText& query, std::string_view leader, std::string_view today) {
  const std::string name = query.bind(leader);
  const std::string day = query.bind(today);
  return fmt::format(
      " AND (EXISTS (SELECT 1 FROM task_leader v WHERE v.task_id = t.id AND v.name = {0}) OR "
      "(p.leaders_by_portfolio = 1 "
      "AND NOT EXISTS (SELECT 1 FROM task_leader v WHERE v.task_id = t.id) AND EXISTS (SELECT 1 FROM task_unit "
      "v JOIN "
      "portfolio_held o ON o.unit_id = v.unit_id WHERE v.task_id = t.id AND v.role = 0 AND o.leader = {0} AND "
      "o.valid_from "
      "<= {1} AND (o.valid_to = '' OR o.valid_to > {1}))))",
      name, day);
}

std::string yes_or_no(const std::optional<bool>& wanted, std::string_view yes) {
  if (!wanted) return {};
  return fmt::format(" AND {}({})", *wanted ? "" : "NOT ", yes);
}

// Goals and projects stand as the row's JSON keeps them (ledger_rows.cc); a quotation mark inside words is
// escaped there.
std::string holds_member(SqlText& text, std::string_view list, std::string_view member, std::string_view word) {
  if (word.empty()) return {};
  if (word == "any") return fmt::format(" AND instr(t.fields, '\"{}\":[{{') > 0", list);
  return fmt::format(" AND instr(t.fields, {}) > 0", text.bind(fmt::format("\"{}\":\"{}\"", member, word)));
}

Result<void> check_goal_and_stage(const TaskQuery& q) {
  if (!q.goal.empty() && q.goal != "any" && !from_word<QualitativeKind>(q.goal)) {
    return error(ErrorCode::kInvalid, fmt::format("没有这类定性目标：{}", q.goal),
                 fmt::format("there is no such kind of goal: {}", q.goal));
  }
  if (!q.stage.empty() && q.stage != "any" && !from_word<ProjectStage>(q.stage)) {
    return error(ErrorCode::kInvalid, fmt::format("没有这个项目阶段：{}", q.stage),
                 fmt::format("there is no such stage of a project: {}", q.stage));
  }
  return {};
}

Result<std::string> where(SqlText& text, const Actor& actor, std::int64_t plan_id, const TaskQuery& q,
                          std::string_view today, Action action) {
  std::string out =
      " FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.plan_id = " + text.bind(plan_id) + " AND ";
  out += visible_tasks(text, actor, action, today);
  if (!q.q.empty()) {
    const FulltextCondition found = fulltext_condition(q.q, SearchIn::kTextAndNames, text.bound() + 1);
    for (const std::string& value : found.values) text.bind(value);
    out += " AND " + found.sql;
  }
  if (!q.lead_unit.empty()) out += has_unit(text, q.lead_unit, 0);
  if (!q.responsible_unit.empty()) out += has_unit(text, q.responsible_unit, 1);
  if (!q.unit.empty()) out += has_unit(text, q.unit, -1);
  if (!q.leader.empty()) out += has_leader(text, q.leader, today);
  if (!q.section.empty()) {
    const std::string section = text.bind(q.section);
    out += fmt::format(" AND (t.section = {0} OR substr(t.section, 1, length({0}) + 1) = {0} || '/')", section);
  }
  if (!q.list.empty()) out += " AND t.list = " + text.bind(q.list == "-" ? std::string_view() : q.list);
  TRY(check_goal_and_stage(q));
  out += holds_member(text, "qualitative", "kind", q.goal);
  out += holds_member(text, "projects", "stage", q.stage);
  out += yes_or_no(q.has_target, "t.targets > 0");
  out += yes_or_no(q.open, "t.open_lead = 1 OR t.open_responsible = 1");
  out += yes_or_no(q.no_lead, "t.lead_unit = ''");
  out += yes_or_no(q.findings, "t.findings_open > 0");
  for (const std::string* date : {&q.due_before, &q.due_after}) {
    if (!date->empty() && !is_iso_date(*date)) {
      return error(ErrorCode::kInvalid, fmt::format("日期“{}”应写作 2026-03-01 的样子", *date),
                   fmt::format("the date {} should look like 2026-03-01", *date));
    }
  }
  if (!q.due_before.empty()) out += " AND t.due_date <> '' AND t.due_date <= " + text.bind(q.due_before);
  if (!q.due_after.empty()) out += " AND t.due_date >= " + text.bind(q.due_after);
  if (!q.ids.empty()) {
    std::string ids;
    for (const std::int64_t id : q.ids) ids += (ids.empty() ? "" : ", ") + std::to_string(id);
    out += " AND t.id IN (" + ids + ")";
  }
  return out;
}

// Leaders that the table of portfolios gives to the tasks of a plan whose closing sentence asks for it.
using Implied = std::unordered_map<std::int64_t, std::vector<std::string>>;
Result<Implied> implied_leaders(sql::Connection& db, std::int64_t plan_id, std::string_view today) {
  Implied out;
  sql::Rows rows = TRY(db.query(
      "SELECT v.task_id, o.leader FROM plan p JOIN task_unit v ON v.plan_id = p.id JOIN portfolio_held "
      "o ON o.unit_id = "
      "v.unit_id WHERE p.id = $1 AND p.leaders_by_portfolio = 1 AND v.role = 0 AND o.valid_from "
      "<= $2 AND (o.valid_to = "
      "'' OR o.valid_to > $2) AND NOT EXISTS (SELECT 1 FROM task_leader l WHERE l.task_id = "
      "v.task_id) ORDER BY "
      "v.task_id, v.position, o.portfolio_id",
      plan_id, today));
  while (TRY(rows.next())) {
    std::vector<std::string>& leaders = out[rows.integer(0)];
    std::string leader = rows.string(1);
    if (std::find(leaders.begin(), leaders.end(), leader) == leaders.end())
      leaders.push_back(std::move(leader));
  }
  return out;
}

const std::vector<std::string>& of_task(const Implied& implied, std::int64_t task_id) {
  static const std::vector<std::string> none;
  const auto found = implied.find(task_id);
  return found == implied.end() ? none : found->second;
}

// The five facts where a query asks for them: to be shown, filtered or sorted by.
struct ListFacts {
  std::unordered_map<std::int64_t, std::string> json;
  std::string order;  // of the lights, worst first
};

bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = list.find(',');
    if (list.substr(0, end) == word) return true;
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
  }
  return false;
}

bool sorts_by_light(const TaskQuery& query) { return query.sort == "light" || query.sort == "-light"; }

// Narrows query.ids to the tasks that its light and state let through.
Result<ListFacts> facts_for(sql::Connection& db, std::int64_t plan_id, TaskQuery& query, UtcMillis now) {
  ListFacts facts;
  const bool filters = !query.light.empty() || !query.state.empty();
  if (!filters && !query.facts && !sorts_by_light(query)) return facts;
  const Day on = day_of(now);
  std::vector<std::int64_t> kept;
  std::string by_light[5];
  for (const TaskProgress& task : TRY(plan_progress(db, plan_id, on))) {
    const Light light = task.facts.light.value;
    if (query.facts) facts.json.emplace(task.task_id, facts_to_json(task.facts, on, *query.facts));
    if (sorts_by_light(query)) {
      std::string& ids = by_light[static_cast<std::size_t>(light)];
      ids += (ids.empty() ? "" : ", ") + std::to_string(task.task_id);
    }
    if (!query.light.empty() && !has_word(query.light, to_word(light))) continue;
    if (!query.state.empty() && !has_word(query.state, to_word(task.facts.workflow.value))) continue;
    const bool asked =
        query.ids.empty() || std::find(query.ids.begin(), query.ids.end(), task.task_id) != query.ids.end();
    if (asked) kept.push_back(task.task_id);
  }
  if (filters) {
    if (kept.empty()) kept.push_back(0);  // no task has this id
    query.ids = std::move(kept);
  }
  if (sorts_by_light(query)) {
    facts.order = "CASE";
    int rank = 0;
    for (const Light light : {Light::kRed, Light::kYellow, Light::kGrey, Light::kAwaiting, Light::kGreen}) {
      const std::string& ids = by_light[static_cast<std::size_t>(light)];
      ++rank;
      if (!ids.empty()) facts.order += fmt::format(" WHEN t.id IN ({}) THEN {}", ids, rank);
    }
    facts.order = facts.order == "CASE" ? std::string() : facts.order + fmt::format(" ELSE {} END", rank + 1);
    const bool down = query.sort.front() == '-';
    if (!facts.order.empty()) facts.order += down ? " DESC, " : ", ";
    query.sort = down ? "-" : "";
  }
  return facts;
}

}  // namespace

Result<std::string> list_tasks(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                               const TaskQuery& asked, UtcMillis now, Action action) {
  TRY(require_plan(db, actor, action, plan_id, now));
  const std::string today = china_date(now);
  TaskQuery query = asked;
  const ListFacts facts = TRY(facts_for(db, plan_id, query, now));
  SqlText counted;
  counted.sql = "SELECT count(*)" + TRY(where(counted, actor, plan_id, query, today, action));
  const std::int64_t total = TRY(counted.count(db));
  const Implied implied = TRY(implied_leaders(db, plan_id, today));

  const std::int64_t limit = std::clamp(query.limit, 1, kMaxPage);
  SqlText page;
  page.sql =
      "SELECT t.id, t.fields, t.findings_open, t.version, t.spans, (SELECT c.state FROM task_case c WHERE "
      "c.task_id = t.id), (SELECT c.due FROM task_case c WHERE c.task_id = t.id)" +
      TRY(where(page, actor, plan_id, query, today, action)) + " ORDER BY " + facts.order +
      TRY(order_by(query.sort));
  page.sql += " LIMIT " + page.bind(limit);
  page.sql += " OFFSET " + page.bind(query.after);
  sql::Rows rows = TRY(page.query(db));
  std::string out = "{\"items\":[";
  std::int64_t given = 0;
  while (TRY(rows.next())) {
    if (given++ > 0) out += ',';
    const std::int64_t id = rows.integer(0);
    fmt::format_to(std::back_inserter(out),
                   "{{\"id\":{},\"plan_id\":{},{},\"implied_leaders\":{},\"findings_open\":{}", id, plan_id,
                   rows.text(1), strings_to_json(of_task(implied, id)), rows.integer(2));
    fmt::format_to(std::back_inserter(out), ",\"state\":\"{}\",\"due_now\":\"{}\"", rows.text(5), rows.text(6));
    if (query.spans) fmt::format_to(std::back_inserter(out), ",{}", rows.text(4));
    if (query.facts) {
      const auto known = facts.json.find(id);
      fmt::format_to(std::back_inserter(out), ",\"facts\":{}",
                     known == facts.json.end() ? "null" : known->second);
    }
    fmt::format_to(std::back_inserter(out), ",\"version\":{}}}", rows.integer(3));
  }
  const std::int64_t next = query.after + given;
  const std::string token = next < total && given > 0 ? fmt::format("\"{}\"", next) : "null";
  return out + fmt::format("],\"total\":{},\"next\":{}}}", total, token);
}

Result<std::vector<TaskRow>> task_rows(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                       const TaskQuery& query, UtcMillis now, Action action) {
  TRY(require_plan(db, actor, action, plan_id, now));
  const std::string today = china_date(now);
  const Implied implied = TRY(implied_leaders(db, plan_id, today));
  SqlText text;
  text.sql = "SELECT t.id, t.fields, t.findings_open, t.spans, t.list, t.due_date" +
             TRY(where(text, actor, plan_id, query, today, action)) + " ORDER BY " + TRY(order_by(query.sort));
  sql::Rows rows = TRY(text.query(db));
  std::vector<TaskRow> out;
  while (TRY(rows.next())) {
    TaskRow row;
    row.id = rows.integer(0);
    row.task = TRY(task_from_json(fmt::format("{{{},{}}}", rows.text(1), rows.text(3))));
    row.section_titles = TRY(strings_member(fmt::format("{{{}}}", rows.text(1)), "section_titles"));
    row.findings_open = static_cast<int>(rows.integer(2));
    row.list = rows.string(4);
    row.due_date = rows.string(5);
    row.implied_leaders = of_task(implied, row.id);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace duban
