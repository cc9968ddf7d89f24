#include "store/case_rebuild.h"

#include <fmt/format.h>

#include <map>

#include "store/case_birth.h"
#include "store/case_json.h"
#include "store/case_rows.h"
#include "store/log.h"

namespace duban {
namespace {

struct PlannedFacts {
  std::string no;
  std::vector<TaskFact> facts;
  std::string fault;  // of a fact that could not be read
};

Result<std::map<std::int64_t, PlannedFacts>> facts_of_plan(sql::Connection& db, std::int64_t plan_id) {
  std::map<std::int64_t, PlannedFacts> out;
  sql::Rows rows =
      TRY(db.query("SELECT f.task_id, t.no, f.fields FROM task_fact f JOIN task t ON t.id = f.task_id WHERE "
                   "t.plan_id = $1 ORDER BY f.task_id, f.no",
                   plan_id));
  while (TRY(rows.next())) {
    PlannedFacts& of = out[rows.integer(0)];
    of.no = rows.string(1);
    auto fact = fact_from_json(rows.text(2));
    if (fact.ok()) {
      of.facts.push_back(fact.take());
    } else if (of.fault.empty()) {
      of.fault = fact.error().message.zh;
    }
  }
  return out;
}

// The kept bodies; what cannot be read is empty.
Result<std::map<std::int64_t, std::string>> kept_bodies(sql::Connection& db, std::int64_t plan_id) {
  std::map<std::int64_t, std::string> out;
  sql::Rows rows = TRY(db.query("SELECT task_id, body FROM task_case WHERE plan_id = $1", plan_id));
  while (TRY(rows.next())) out.emplace(rows.integer(0), rows.string(1));
  return out;
}

}  // namespace

Result<CaseRebuild> rebuild_cases(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                  UtcMillis now) {
  CaseRebuild out;
  const auto bodies = TRY(kept_bodies(db, plan_id));
  for (const auto& [task_id, of] : TRY(facts_of_plan(db, plan_id))) {
    const Result<TaskCase> made = rebuild(of.facts);
    if (!of.fault.empty() || !made.ok()) {
      const std::string zh = of.fault.empty() ? made.error().message.zh : of.fault;
      const std::string en = of.fault.empty() ? made.error().message.en : "a fact cannot be read";
      out.damaged.push_back({fmt::format("第{}项（任务{}）：{}", of.no, task_id, zh),
                             fmt::format("task {} ({}): {}", of.no, task_id, en)});
      continue;
    }
    const auto kept = bodies.find(task_id);
    const std::string now_made = case_to_json(*made);
    if (kept != bodies.end() && kept->second == now_made) continue;
    TRY(write_case(db, actor.government_id, {task_id, plan_id, *made}));
    TRY(append_log(db, actor,
                   {"rebuild_case", fmt::format("task:{}", task_id),
                    kept == bodies.end() ? std::string_view() : std::string_view(kept->second), now_made},
                   now));
    ++out.mended;
  }
  out.made = TRY(make_cases(db, actor, plan_id, now));
  return out;
}

}  // namespace duban
