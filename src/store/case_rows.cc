#include "store/case_rows.h"

#include "store/case_json.h"

namespace duban {

Result<void> append_fact(sql::Connection& db, std::int64_t government_id, std::int64_t task_id,
                         const TaskFact& fact, UtcMillis now) {
  TRY(db.run(
      "INSERT INTO task_fact (government_id, task_id, no, day, at, account_id, account, action, fields) VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      government_id, task_id, fact.no, to_iso(fact.day), now, fact.what.by.account, fact.what.by.name,
      to_word(fact.what.action), fact_to_json(fact)));
  return {};
}

Result<void> write_case(sql::Connection& db, std::int64_t government_id, const KeptCase& kept) {
  const TaskCase& task = kept.task;
  TRY(
      db.run("INSERT INTO task_case (government_id, plan_id, task_id, state, task_class, due, facts, body) "
             "VALUES ($1, $2, "
             "$3, $4, $5, $6, $7, $8) ON CONFLICT (task_id) DO UPDATE SET state = $4, task_class = $5, due = "
             "$6, facts = "
             "$7, body = $8",
             government_id, kept.plan_id, kept.task_id, to_word(task.state), to_word(task.task_class),
             to_iso(due_of(task)), task.facts, case_to_json(task)));
  TRY(db.run("DELETE FROM task_case_unit WHERE task_id = $1", kept.task_id));
  for (const UnitCase& unit : task.units) {
    TRY(db.run(
        "INSERT INTO task_case_unit (government_id, plan_id, task_id, unit_id, part, state, due) VALUES ($1, "
        "$2, $3, $4, $5, $6, $7)",
        government_id, kept.plan_id, kept.task_id, unit_id_of(unit.unit), to_word(unit.part),
        to_word(unit.state), to_iso(unit.due)));
  }
  TRY(db.run("DELETE FROM task_limit WHERE task_id = $1", kept.task_id));
  for (const OpenLimit& limit : task.limits) {
    TRY(
        db.run("INSERT INTO task_limit (government_id, plan_id, task_id, kind, unit_id, conclusion, end_day) "
               "VALUES ($1, $2, $3, $4, $5, $6, $7)",
               government_id, kept.plan_id, kept.task_id, to_word(limit.kind), unit_id_of(limit.unit),
               limit.conclusion, to_iso(limit.end)));
  }
  return {};
}

}  // namespace duban
