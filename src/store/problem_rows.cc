#include "store/problem_rows.h"

#include <simdjson.h>

#include "base/json.h"
#include "store/cases.h"
#include "store/problems.h"
#include "store/visibility.h"

namespace duban {

std::string problem_fact_to_json(const ProblemFact& fact) {
  JsonWriter json;
  json.begin_object();
  for (const auto& [name, value] : to_fields(fact)) json.field(name, value);
  return json.end_object().take();
}

Result<ProblemFact> problem_fact_from_json(std::string_view text) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  std::vector<std::pair<std::string, std::string>> fields;
  if (parser.parse(text.data(), text.size(), true).get(object) == simdjson::SUCCESS) {
    for (const auto& [name, value] : object) {
      std::string_view words;
      if (value.get(words) != simdjson::SUCCESS) continue;
      fields.emplace_back(name, words);
    }
  }
  return problem_fact_from_fields(fields);
}

Result<std::vector<ProblemFactAt>> problem_facts(sql::Connection& db, std::int64_t problem_id) {
  std::vector<ProblemFactAt> out;
  sql::Rows rows =
      TRY(db.query("SELECT fields, at FROM problem_fact WHERE problem_id = $1 ORDER BY no", problem_id));
  while (TRY(rows.next())) out.push_back({TRY(problem_fact_from_json(rows.text(0))), rows.integer(1)});
  return out;
}

Result<KeptProblem> load_problem(sql::Connection& db, std::int64_t government_id, std::int64_t problem_id) {
  KeptProblem kept;
  {
    sql::Rows rows =
        TRY(db.query("SELECT plan_id, task_id, report_id FROM problem WHERE id = $1 AND government_id = $2",
                     problem_id, government_id));
    if (!TRY(rows.next())) return no_such("问题", "problem");
    kept.id = problem_id;
    kept.plan_id = rows.integer(0);
    kept.task_id = rows.integer(1);
    kept.report_id = rows.integer(2);
  }
  std::vector<ProblemFact> facts;
  for (ProblemFactAt& each : TRY(problem_facts(db, problem_id))) facts.push_back(std::move(each.fact));
  kept.problem = TRY(rebuild(facts));
  return kept;
}

Result<std::int64_t> write_problem(sql::Connection& db, std::int64_t government_id, const KeptProblem& kept,
                                   const ProblemFact& fact, UtcMillis now) {
  const ProblemCase& problem = kept.problem;
  std::int64_t id = kept.id;
  if (id == 0) {
    id = *TRY(db.one(
        "INSERT INTO problem (government_id, plan_id, task_id, unit_id, report_id, state, grade, "
        "coordination, raised_on, due, limit_runs, was_late, leader, asked_unit_id, text, facts) VALUES "
        "($1, $2, $3, $4, $5, '', '', 0, '', '', 0, 0, '', 0, $6, 0) RETURNING id",
        government_id, kept.plan_id, kept.task_id, unit_id_of(problem.unit), kept.report_id, fact.what.text));
  }
  TRY(
      db.run("UPDATE problem SET state = $1, grade = $2, coordination = $3, raised_on = $4, due = $5, "
             "limit_runs = $6, "
             "was_late = $7, leader = $8, asked_unit_id = $9, facts = $10 WHERE id = $11",
             to_word(problem.state), to_word(problem.grade), problem.coordination, to_iso(problem.raised_on),
             to_iso(problem.due), problem.limit_runs, !problem.late.empty(), problem.leader,
             unit_id_of(problem.asked_unit), problem.facts, id));
  TRY(db.run(
      "INSERT INTO problem_fact (government_id, problem_id, no, day, at, account_id, account, action, fields) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      government_id, id, fact.no, to_iso(fact.day), now, fact.what.by.account, fact.what.by.name,
      to_word(fact.what.action), problem_fact_to_json(fact)));
  return id;
}

Result<std::string> problem_fault(sql::Connection& db) {
  std::vector<std::int64_t> ids;
  {
    sql::Rows rows = TRY(db.query("SELECT id FROM problem ORDER BY id"));
    while (TRY(rows.next())) ids.push_back(rows.integer(0));
  }
  for (const std::int64_t id : ids) {
    std::vector<ProblemFact> facts;
    for (ProblemFactAt& each : TRY(problem_facts(db, id))) facts.push_back(std::move(each.fact));
    const auto made = rebuild(facts);
    if (!made.ok()) return fmt::format("problem {}: {}", id, made.error().message.en);
    sql::Rows rows =
        TRY(db.query("SELECT state, grade, coordination, raised_on, due, limit_runs, was_late, leader, "
                     "asked_unit_id, facts, unit_id FROM problem WHERE id = $1",
                     id));
    TRY(rows.next());
    const bool same = rows.text(0) == to_word(made->state) && rows.text(1) == to_word(made->grade) &&
                      (rows.integer(2) != 0) == made->coordination && rows.text(3) == to_iso(made->raised_on) &&
                      rows.text(4) == to_iso(made->due) && (rows.integer(5) != 0) == made->limit_runs &&
                      (rows.integer(6) != 0) == !made->late.empty() && rows.text(7) == made->leader &&
                      rows.integer(8) == unit_id_of(made->asked_unit) && rows.integer(9) == made->facts &&
                      rows.integer(10) == unit_id_of(made->unit);
    if (!same) return fmt::format("problem {} is kept otherwise than its facts say", id);
  }
  return std::string();
}

}  // namespace duban
