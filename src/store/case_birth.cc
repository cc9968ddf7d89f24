#include "store/case_birth.h"

#include <fmt/format.h>

#include <set>

#include "store/case_rows.h"
#include "store/case_seats.h"
#include "store/log.h"

namespace duban {
namespace {

bool says(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

Result<std::set<std::int64_t>> tasks_with_case(sql::Connection& db, std::int64_t plan_id) {
  std::set<std::int64_t> out;
  sql::Rows rows = TRY(db.query("SELECT task_id FROM task_case WHERE plan_id = $1", plan_id));
  while (TRY(rows.next())) out.insert(rows.integer(0));
  return out;
}

struct WaitingPlan {
  std::int64_t id = 0;
  Actor approver;
  UtcMillis approved_at = 0;
};

Result<std::vector<WaitingPlan>> waiting_plans(sql::Connection& db) {
  std::vector<WaitingPlan> out;
  sql::Rows rows = TRY(
      db.query("SELECT p.id, p.government_id, p.approved_by, p.approved_at FROM plan_without_cases w JOIN plan "
               "p ON p.id = w.plan_id ORDER BY p.id"));
  while (TRY(rows.next())) {
    WaitingPlan plan;
    plan.id = rows.integer(0);
    plan.approver.government_id = rows.integer(1);
    plan.approver.name = rows.string(2);
    plan.approver.from = "migration";
    plan.approved_at = rows.integer(3);
    out.push_back(std::move(plan));
  }
  return out;
}

}  // namespace

TaskClass task_class_of(std::string_view list, const std::vector<std::string>& section_titles) {
  const auto class_in = [](std::string_view title) {
    if (says(title, "民生实事")) return TaskClass::kLivelihood;
    for (const TaskClass each : {TaskClass::kStrategy, TaskClass::kPolicy, TaskClass::kProject,
                                 TaskClass::kPlatform, TaskClass::kReform, TaskClass::kLivelihood}) {
      if (says(title, zh_name(each))) return each;
    }
    return TaskClass::kNone;
  };
  TaskClass found = class_in(list);
  // The innermost title that says so.
  for (auto title = section_titles.rbegin(); title != section_titles.rend(); ++title) {
    if (found == TaskClass::kNone) found = class_in(*title);
  }
  return found;
}

Horizon horizon_of(const Task& task, int plan_year) {
  const auto deadline = Day::parse(task.deadline);
  const bool beyond = deadline && plan_year > 0 && deadline->year() > plan_year;
  const bool said = says(task.deadline_text, "长期") || says(task.deadline_text, "持续");
  return beyond || said ? Horizon::kLongTerm : Horizon::kThisYear;
}

TaskRequest approval_of(const LedgerRow& row, const RowContext& context, const GroupMembers& groups,
                        const TaskPerson& who, UtcMillis now) {
  const Task& task = row.current;
  const int year = context.year > 0 ? context.year : day_of(now).year();
  TaskRequest request;
  request.action = TaskAction::kApprove;
  request.by = who;
  request.units = seats_of(named_units(task, context.units, groups, context.date));
  const auto printed = Day::parse(task.deadline);
  request.date = task_due(default_limit_rules(), printed, year).value;
  request.due_default = !printed;
  std::string labels;
  for (const std::string& label : task.section) labels += (labels.empty() ? "" : "/") + label;
  const auto titles = context.section_titles.find(labels);
  request.task_class = task_class_of(
      row.list, titles == context.section_titles.end() ? std::vector<std::string>() : titles->second);
  request.horizon = horizon_of(task, year);
  return request;
}

Result<int> make_cases(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  const RowContext context = TRY(row_context(db, plan_id));
  const GroupMembers groups = TRY(GroupMembers::load(db, context.government_id, context.date));
  const std::set<std::int64_t> there = TRY(tasks_with_case(db, plan_id));
  TaskPerson who;
  who.account = actor.account_id;
  who.name = actor.name;
  const TaskRules rules = default_task_rules();
  int made = 0;
  for (const LedgerRow& row : TRY(load_rows(db, plan_id))) {
    if (there.contains(row.id)) continue;
    const TaskStep step = TRY(act({}, approval_of(row, context, groups, who, now), day_of(now), rules));
    TRY(append_fact(db, context.government_id, row.id, step.fact, now));
    TRY(write_case(db, context.government_id, {row.id, plan_id, step.after}));
    ++made;
  }
  return made;
}

Result<void> make_waiting_cases(sql::Connection& db, UtcMillis now) {
  for (const WaitingPlan& plan : TRY(waiting_plans(db))) {
    const auto work = [&]() -> Result<void> {
      // Another process may have been quicker.
      if (TRY(db.run("DELETE FROM plan_without_cases WHERE plan_id = $1", plan.id)) == 0) return {};
      const int made = TRY(make_cases(db, plan.approver, plan.id, plan.approved_at));
      return append_log(db, plan.approver,
                        {"make_cases", fmt::format("plan:{}", plan.id), "", fmt::format("cases:{}", made)},
                        now);
    };
    TRY(db.transaction(work));
  }
  return {};
}

}  // namespace duban
