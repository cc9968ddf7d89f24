// Problems as lists and as one with its history, and what of them waits for a person.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/json.h"
#include "store/cases.h"
#include "store/problem_person.h"
#include "store/problem_rows.h"
#include "store/problems.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::string_view kProblemSelect =
    "SELECT b.id, b.facts, b.plan_id, b.task_id, t.no, t.text, b.unit_id, u.name, b.report_id, b.grade, "
    "b.coordination, b.state, b.text, b.raised_on, b.due, b.limit_runs, b.was_late, b.leader, b.asked_unit_id, "
    "coalesce(a.name, ''), (SELECT f.fields FROM problem_fact f WHERE f.problem_id = b.id AND f.action = "
    "'instruct' "
    "ORDER BY f.no DESC LIMIT 1) FROM problem b JOIN task t ON t.id = b.task_id JOIN plan p ON p.id = "
    "t.plan_id JOIN "
    "unit u ON u.id = b.unit_id LEFT JOIN unit a ON a.id = b.asked_unit_id";

using UnitNames = std::map<std::string, std::string, std::less<>>;

void write_unit(JsonWriter& json, std::string_view key, std::int64_t id, std::string_view name) {
  json.key(key);
  if (id == 0) {
    json.null();
    return;
  }
  json.begin_object().field("id", id).field("name", name).end_object();
}

void write_instruction(JsonWriter& json, const ProblemFact& fact, const UnitNames& names) {
  const std::int64_t unit = unit_id_of(fact.what.unit);
  const auto name = names.find(fact.what.unit);
  json.begin_object()
      .field("leader", fact.what.by.leader)
      .field("on", to_iso(fact.day))
      .field("decision", to_word(fact.what.decision))
      .field("text", fact.what.text);
  write_unit(json, "unit", unit, name == names.end() ? "" : name->second);
  json.field("by", to_iso(fact.what.date)).end_object();
}

// The members of a row, without the closing brace.
Result<void> write_problem_row(JsonWriter& json, const sql::Rows& rows, const UnitNames& names, Day today) {
  const Day due = Day::parse(rows.text(14)).value_or(Day{});
  const bool overdue = rows.integer(15) != 0 && today > due;
  json.begin_object()
      .field("id", rows.integer(0))
      .field("version", rows.integer(1))
      .field("plan_id", rows.integer(2))
      .key("task")
      .begin_object()
      .field("id", rows.integer(3))
      .field("no", rows.text(4))
      .field("text", rows.text(5))
      .end_object();
  write_unit(json, "unit", rows.integer(6), rows.text(7));
  json.key("report_id");
  rows.integer(8) == 0 ? json.null() : json.integer(rows.integer(8));
  json.field("grade", rows.text(9))
      .field("coordination", rows.integer(10) != 0)
      .field("state", rows.text(11))
      .field("text", rows.text(12))
      .field("raised_on", rows.text(13))
      .field("due", rows.text(14))
      .field("overdue", overdue)
      .field("was_late", overdue || rows.integer(16) != 0)
      .field("leader", rows.text(17));
  write_unit(json, "asked_unit", rows.integer(18), rows.text(19));
  json.key("instruction");
  if (rows.is_null(20)) {
    json.null();
  } else {
    write_instruction(json, TRY(problem_fact_from_json(rows.text(20))), names);
  }
  return {};
}

Result<UnitNames> names_of_units(sql::Connection& db, std::int64_t government_id) {
  UnitNames out;
  sql::Rows rows = TRY(db.query("SELECT id, name FROM unit WHERE government_id = $1", government_id));
  while (TRY(rows.next())) out.emplace(std::to_string(rows.integer(0)), rows.string(1));
  return out;
}

void write_fact(JsonWriter& json, const ProblemFactAt& each, const UnitNames& names) {
  const ProblemRequest& what = each.fact.what;
  const auto name_of = [&](const std::string& key) {
    const auto found = names.find(key);
    return found == names.end() ? std::string_view() : std::string_view(found->second);
  };
  json.begin_object()
      .field("no", each.fact.no)
      .field("at", utc_text(each.at))
      .field("day", to_iso(each.fact.day))
      .field("account", what.by.name)
      .field("party", to_word(what.by.party))
      .field("by_unit", name_of(what.by.unit))
      .field("filled_in", what.by.capacity == Capacity::kFillIn)
      .field("acts_for", what.by.acts_for)
      .field("action", to_word(what.action))
      .field("text", what.text)
      .field("grade", what.action == ProblemAction::kRaise || what.action == ProblemAction::kSetGrade
                          ? to_word(what.grade)
                          : std::string_view())
      .field("leader", what.leader)
      .field("decision", what.decision == Decision::kNone ? std::string_view() : to_word(what.decision))
      .field("unit", name_of(what.unit))
      .field("by", to_iso(what.date))
      .end_object();
}

Result<std::vector<ProblemAction>> actions_of(sql::Connection& db, const Actor& actor,
                                              const ProblemCase& problem, UtcMillis now) {
  std::vector<ProblemAction> out;
  for (const ProblemTransition& row : problem_transitions()) {
    if (!row.from.has(problem.state)) continue;
    const auto person = person_on_problem(db, actor, problem, row.action, now);
    if (!person.ok()) {
      if (person.error().code != ErrorCode::kForbidden) return person.error();
      continue;
    }
    const std::vector<ProblemAction> open = open_actions(problem, *person, day_of(now));
    if (std::find(open.begin(), open.end(), row.action) != open.end()) out.push_back(row.action);
  }
  return out;
}

// What a list of problems that wait looks like: state, who, and which word of the pages it is.
struct WaitingProblems {
  std::string_view kind;
  std::string where;
  Message (*words)(const sql::Rows& rows);
};

Message raised_words(const sql::Rows& rows) {
  const bool answered = rows.text(11) == "answered";
  const bool instructed = rows.text(11) == "instructed";
  return {fmt::format("{}{}", rows.text(7),
                      answered                ? "的问题已有答复，待您办理"
                      : instructed            ? "的问题已批示，待落实后办结"
                      : rows.integer(10) != 0 ? "提请协调"
                                              : "提出问题"),
          fmt::format("{}: {}", rows.text(7),
                      answered                ? "answered, to be settled"
                      : instructed            ? "instructed, to be carried out"
                      : rows.integer(10) != 0 ? "asks for coordination"
                                              : "has a problem")};
}
Message instruct_words(const sql::Rows& rows) {
  return {fmt::format("{}{}，请批示", rows.text(7), rows.integer(10) != 0 ? "提请协调" : "提出问题"),
          fmt::format("{} {}; your instruction is asked for", rows.text(7),
                      rows.integer(10) != 0 ? "asks for coordination" : "has a problem")};
}
Message answer_words(const sql::Rows& rows) {
  return {fmt::format("{}提出，请答复", rows.text(7)),
          fmt::format("raised by {}; please answer", rows.text(7))};
}
Message carry_out_words(const sql::Rows& rows) {
  return {fmt::format("{}已批示，请落实并答复", rows.text(17)),
          fmt::format("instructed by {}; carry it out and answer", rows.text(17))};
}
Message confirm_words(const sql::Rows&) {
  return {"督查室已办结，请确认销号，或重新提出", "settled by the office: confirm, or raise it again"};
}

}  // namespace

Result<std::string> list_problems(sql::Connection& db, const Actor& actor, const ProblemQuery& query,
                                  UtcMillis now) {
  const UnitNames names = TRY(names_of_units(db, actor.government_id));
  SqlText text;
  text.sql = std::string(kProblemSelect) + " WHERE ";
  text.sql += visible_problems(text, actor, china_date(now));
  if (query.plan_id != 0) text.sql += " AND b.plan_id = " + text.bind(query.plan_id);
  if (query.task_id != 0) text.sql += " AND b.task_id = " + text.bind(query.task_id);
  if (query.unit_id != 0) text.sql += " AND b.unit_id = " + text.bind(query.unit_id);
  if (!query.leader.empty()) text.sql += " AND b.leader = " + text.bind(query.leader);
  if (query.state == "open") {
    text.sql += " AND b.limit_runs = 1";
  } else if (!query.state.empty()) {
    if (!problem_state_from_word(query.state)) {
      return error(ErrorCode::kInvalid, fmt::format("没有“{}”这种状态", query.state),
                   fmt::format("there is no state {}", query.state));
    }
    text.sql += " AND b.state = " + text.bind(query.state);
  }
  text.sql += " ORDER BY b.limit_runs DESC, b.due, b.id";
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    ++total;
    TRY(write_problem_row(json, rows, names, day_of(now)));
    json.end_object();
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<Versioned> read_problem(sql::Connection& db, const Actor& actor, std::int64_t problem_id,
                               UtcMillis now) {
  TRY(require_problem(db, actor, problem_id, now));
  const KeptProblem kept = TRY(load_problem(db, actor.government_id, problem_id));
  const UnitNames names = TRY(names_of_units(db, actor.government_id));
  const std::vector<ProblemFactAt> facts = TRY(problem_facts(db, problem_id));
  JsonWriter json;
  {
    sql::Rows rows = TRY(db.query(std::string(kProblemSelect) + " WHERE b.id = $1", problem_id));
    if (!TRY(rows.next())) return no_such("问题", "problem");
    TRY(write_problem_row(json, rows, names, day_of(now)));
  }
  json.field("outcome", kept.problem.outcome)
      .field("reopened", kept.problem.reopened)
      .key("late")
      .begin_array();
  for (const Day end : as_of(kept.problem, day_of(now)).late) json.string(to_iso(end));
  json.end_array().key("history").begin_array();
  for (const ProblemFactAt& each : facts) write_fact(json, each, names);
  json.end_array().key("actions").begin_array();
  for (const ProblemAction action : TRY(actions_of(db, actor, kept.problem, now))) json.string(to_word(action));
  json.end_array().end_object();
  return Versioned{json.take(), problem_id, kept.problem.facts};
}

Result<void> problems_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out) {
  std::vector<WaitingProblems> waiting;
  SqlText bound;  // only to number the values
  const std::string ours = "b.government_id = " + bound.bind(actor.government_id);
  if (allowed(actor, Action::kSettleProblem, Relation::kOwnGovernment)) {
    waiting.push_back({"settle_problem", "b.state IN ('raised', 'answered', 'instructed')", raised_words});
  }
  if (reaches_own_leader(actor, Action::kInstruct)) {
    waiting.push_back({"instruct", "b.state = 'with_leader' AND b.leader = $2", instruct_words});
  }
  if (reaches_own_unit(actor, Action::kRaiseProblem)) {
    const std::string mine =
        "(WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = $2 UNION SELECT c.id FROM unit c JOIN "
        "mine ON "
        "c.parent_id = mine.id) SELECT id FROM mine)";
    waiting.push_back({"answer_problem", "b.state = 'with_unit' AND b.asked_unit_id IN " + mine, answer_words});
    waiting.push_back({"carry_out", "b.state = 'instructed' AND b.asked_unit_id IN " + mine, carry_out_words});
    waiting.push_back({"confirm_problem", "b.state = 'settled' AND b.unit_id IN " + mine, confirm_words});
  }
  for (const WaitingProblems& each : waiting) {
    SqlText query;
    query.sql = fmt::format("{} WHERE {} AND {} ORDER BY b.due, b.id", kProblemSelect, ours, each.where);
    query.bind(actor.government_id);
    if (each.kind == "instruct") query.bind(actor.leader);
    if (each.where.find("mine") != std::string::npos) query.bind(actor.unit_id);
    sql::Rows rows = TRY(query.query(db));
    while (TRY(rows.next())) {
      Todo todo;
      todo.kind = each.kind;
      todo.plan_id = rows.integer(2);
      todo.task_id = rows.integer(3);
      todo.object_id = rows.integer(0);
      todo.unit_id = rows.integer(6);
      todo.unit = rows.string(7);
      todo.no = rows.string(4);
      todo.text = rows.string(12);
      if (rows.integer(15) != 0) todo.due = Day::parse(rows.text(14)).value_or(Day{});
      if (each.kind == "carry_out" && !rows.is_null(20)) {
        const ProblemFact fact = TRY(problem_fact_from_json(rows.text(20)));
        if (fact.what.date.given()) todo.due = fact.what.date;
      }
      todo.words = each.words(rows);
      if (todo.due.given() && on > todo.due) {
        todo.words.zh += fmt::format("，已超期{}天", on - todo.due);
        todo.words.en += fmt::format(", {} days over", on - todo.due);
      }
      out.push_back(std::move(todo));
    }
  }
  return {};
}

}  // namespace duban
