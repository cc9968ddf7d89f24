#include "store/problem_timeline.h"

#include <fmt/format.h>

#include <map>

#include "store/cases.h"
#include "store/problem_rows.h"

namespace duban {
namespace {

Message title_of(const ProblemFact& fact) {
  const ProblemRequest& what = fact.what;
  std::string zh(zh_name(what.action));
  std::string en(to_word(what.action));
  if (what.action == ProblemAction::kRaise && what.coordination) return {"提请协调", "coordination asked for"};
  if (what.action == ProblemAction::kRaise) return {"提出问题", "problem raised"};
  if (what.action == ProblemAction::kInstruct) {
    return {fmt::format("批示：{}", zh_name(what.decision)),
            fmt::format("instruction: {}", to_word(what.decision))};
  }
  if (what.action == ProblemAction::kPassToLeader) zh += "：" + what.leader;
  for (char& c : en) c = c == '_' ? ' ' : c;
  return {"问题" + zh, "problem: " + en};
}

}  // namespace

// Whoever sees the task sees its problems; task_timeline has checked that.
Result<void> problems_timeline(sql::Connection& db, const Actor&, std::int64_t task_id,
                               std::vector<TimelineEntry>& out) {
  std::map<std::string, std::string, std::less<>> names;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT u.id, u.name FROM unit u WHERE u.government_id = (SELECT government_id FROM task WHERE id = "
        "$1)",
        task_id));
    while (TRY(rows.next())) names.emplace(std::to_string(rows.integer(0)), rows.string(1));
  }
  const auto name_of = [&](const std::string& key) {
    const auto found = names.find(key);
    return found == names.end() ? std::string() : found->second;
  };
  sql::Rows rows = TRY(db.query(
      "SELECT f.fields, f.at, f.problem_id FROM problem_fact f JOIN problem b ON b.id = f.problem_id WHERE "
      "b.task_id = $1 ORDER BY f.at, f.problem_id, f.no",
      task_id));
  while (TRY(rows.next())) {
    const ProblemFact fact = TRY(problem_fact_from_json(rows.text(0)));
    const ProblemRequest& what = fact.what;
    TimelineEntry entry;
    entry.at = rows.integer(1);
    entry.group = "problem";
    entry.action = fmt::format("{}_problem", to_word(what.action));
    entry.title = title_of(fact);
    entry.account = what.by.name;
    entry.unit = name_of(what.action == ProblemAction::kRaise ? what.unit : what.by.unit);
    if (what.by.capacity == Capacity::kDelegate) entry.capacity = "delegate";
    if (what.by.capacity == Capacity::kFillIn) entry.capacity = "fill_in";
    entry.acts_for = what.by.acts_for;
    entry.text = what.text;
    if (what.action != ProblemAction::kRaise && !what.unit.empty()) {
      const std::string unit = name_of(what.unit);
      entry.details.push_back({"交由" + unit, "given to " + unit});
    }
    if (what.date.given()) {
      entry.details.push_back(
          {fmt::format("{}前办结", zh_day(what.date)), fmt::format("by {}", to_iso(what.date))});
    }
    if (fact.limit_end.given()) {
      entry.details.push_back({fmt::format("办理时限{}", zh_day(fact.limit_end)),
                               fmt::format("to be settled by {}", to_iso(fact.limit_end))});
    }
    entry.object = "problem";
    entry.object_id = rows.integer(2);
    out.push_back(std::move(entry));
  }
  return {};
}

}  // namespace duban
