#include "store/today.h"

#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "store/bulletins.h"
#include "store/cases.h"
#include "store/delegates.h"
#include "store/notices.h"
#include "store/people_todo.h"
#include "store/problems.h"
#include "store/progress_views.h"
#include "store/report_todo.h"
#include "store/todo_life.h"

namespace duban {
namespace {

// Every part of the cycle that holds something for somebody.
constexpr TodoSource kTodoSources[] = {
    rounds_todo,
    problems_todo,
    papers_todo,
    people_todo,
    life_todo,
    progress_todo,
    notices_todo,
};

Day danger_of(const TodayLine& line) { return line.todo.due.given() ? line.todo.due : Day{INT32_MAX}; }

auto identity_of(const TodayLine& line) {
  return std::tuple(line.todo.kind, line.todo.task_id, line.todo.object_id, line.todo.unit_id);
}

}  // namespace

Result<std::vector<TodayLine>> today_lines(sql::Connection& db, const Actor& actor, Day on) {
  std::vector<TodayLine> out;
  const auto add = [&](const Actor& whose, const std::string& acts_for) -> Result<void> {
    std::vector<Todo> found;
    for (const TodoSource source : kTodoSources) TRY(source(db, whose, on, found));
    for (Todo& todo : found) {
      TodayLine line{std::move(todo), acts_for};
      const bool there = std::any_of(out.begin(), out.end(), [&](const TodayLine& each) {
        return identity_of(each) == identity_of(line);
      });
      if (acts_for.empty() || !there) out.push_back(std::move(line));
    }
    return {};
  };
  TRY(add(actor, ""));
  for (const Actor& principal : TRY(acts_for(db, actor, on))) TRY(add(principal, principal.name));
  std::stable_sort(out.begin(), out.end(),
                   [](const TodayLine& a, const TodayLine& b) { return danger_of(a) < danger_of(b); });
  return out;
}

Result<std::string> today_json(sql::Connection& db, const Actor& actor, Language language, UtcMillis now) {
  const Day on = day_of(now);
  const std::vector<TodayLine> lines = TRY(today_lines(db, actor, on));
  const auto is_over = [&](const TodayLine& line) { return line.todo.due.given() && line.todo.due < on; };
  struct KindCount {
    std::string_view kind;
    std::int64_t total = 0, overdue = 0;
  };
  std::vector<KindCount> kinds;  // in the order of their first line
  for (const TodayLine& line : lines) {
    auto kind = std::find_if(kinds.begin(), kinds.end(),
                             [&](const KindCount& each) { return each.kind == line.todo.kind; });
    if (kind == kinds.end()) kind = kinds.insert(kind, {line.todo.kind, 0, 0});
    ++kind->total;
    if (is_over(line)) ++kind->overdue;
  }
  JsonWriter json;
  json.begin_object()
      .field("on", to_iso(on))
      .field("total", static_cast<std::int64_t>(lines.size()))
      .field("overdue", static_cast<std::int64_t>(std::count_if(lines.begin(), lines.end(), is_over)))
      .key("kinds")
      .begin_array();
  for (const KindCount& each : kinds) {
    json.begin_object()
        .field("kind", each.kind)
        .field("total", each.total)
        .field("overdue", each.overdue)
        .end_object();
  }
  json.end_array().key("items").begin_array();
  for (const TodayLine& line : lines) {
    const Todo& todo = line.todo;
    json.begin_object()
        .field("kind", todo.kind)
        .field("plan_id", todo.plan_id)
        .field("task_id", todo.task_id)
        .field("object_id", todo.object_id)
        .field("unit_id", todo.unit_id)
        .field("unit", todo.unit)
        .field("no", todo.no)
        .field("text", todo.text)
        .field("due", to_iso(todo.due))
        .key("days_left");
    todo.due.given() ? json.integer(todo.due - on) : json.null();
    json.field("words", todo.words.in(language)).field("acts_for", line.acts_for).end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace duban
