#include "store/progress_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "store/progress_load.h"
#include "store/target_settings.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::size_t kMostFurthest = 10, kMostChanges = 50;

// The case keeps no word for what the office has not said.
std::string_view fact_word(Confidence confidence) {
  return confidence == Confidence::kNotSet ? "not_set" : to_word(confidence);
}
template <class Enum>
std::string_view fact_word(Enum value) {
  return to_word(value);
}

template <class Enum>
void write_fact(JsonWriter& json, std::string_view key, const Explained<Enum>& fact, Language language) {
  json.key(key).begin_object().field("value", fact_word(fact.value)).key("why");
  write_reason(json, fact.why, language);
  json.end_object();
}

// How far a light is behind, in widths of its yellow: a growth rate half a point short stands beside an amount
// ten points behind.
double distance_behind(const Reason& why) {
  const auto figure_named = [&](std::string_view name) {
    for (const ReasonInput& input : why.inputs) {
      double value = 0;
      if (input.name != name) continue;
      const auto [end, code] =
          std::from_chars(input.value.data(), input.value.data() + input.value.size(), value);
      return code == std::errc() ? value : 0.0;
    }
    return 0.0;
  };
  if (why.rule == "light.past_due") return 1000;
  const double wide = figure_named("yellow_at_most");
  return figure_named("behind") / (wide > 0 ? wide : 1);
}

struct LightCount {
  int lights[5] = {};
  int tasks = 0;
  void add(Light light) {
    ++lights[static_cast<std::size_t>(light)];
    ++tasks;
  }
};

void write_lights(JsonWriter& json, const LightCount& count) {
  json.field("tasks", count.tasks);
  for (const Light light : {Light::kRed, Light::kYellow, Light::kGreen, Light::kGrey, Light::kAwaiting})
    json.field(to_word(light), count.lights[static_cast<std::size_t>(light)]);
}

struct TaskPlace {
  std::string section, title;  // the outermost section, or the list
};
Result<std::unordered_map<std::int64_t, TaskPlace>> places_of(sql::Connection& db, std::int64_t plan_id) {
  std::unordered_map<std::int64_t, TaskPlace> out;
  std::map<std::string, std::string, std::less<>> titles;
  sql::Rows outline = TRY(db.query("SELECT outline FROM plan WHERE id = $1", plan_id));
  if (TRY(outline.next())) {
    for (const Section& section : TRY(sections_member(outline.text(0)))) {
      if (section.level == 1) titles.emplace(section.label, section.title);
    }
  }
  sql::Rows rows = TRY(db.query("SELECT id, list, section FROM task WHERE plan_id = $1", plan_id));
  while (TRY(rows.next())) {
    TaskPlace& place = out[rows.integer(0)];
    if (!rows.text(1).empty()) {
      place.section = rows.string(1);
      continue;
    }
    place.section = std::string(rows.text(2).substr(0, rows.text(2).find('/')));
    const auto title = titles.find(place.section);
    if (title != titles.end()) place.title = title->second;
  }
  return out;
}

struct LastRound {
  Day due;
  std::string title;
};
// The newest round of the plan that was due; without one, what changed is not told.
Result<LastRound> last_round(sql::Connection& db, std::int64_t plan_id, Day on) {
  sql::Rows rows =
      TRY(db.query("SELECT o.due, o.title FROM round o JOIN round_plan r ON r.round_id = o.id WHERE r.plan_id "
                   "= $1 AND o.due < "
                   "$2 AND o.state IN ('open', 'closed') ORDER BY o.due DESC, o.id DESC LIMIT 1",
                   plan_id, to_iso(on)));
  if (!TRY(rows.next())) return LastRound{};
  return LastRound{Day::parse(rows.text(0)).value_or(Day{}), rows.string(1)};
}

void write_row(JsonWriter& json, const TaskProgress& task) {
  json.field("task_id", task.task_id).field("no", task.no).field("list", task.list).field("text", task.text);
}

void write_sections(JsonWriter& json, const std::vector<const TaskProgress*>& tasks,
                    const std::unordered_map<std::int64_t, TaskPlace>& places) {
  std::vector<std::pair<TaskPlace, LightCount>> sections;
  for (const TaskProgress* task : tasks) {
    const auto found = places.find(task->task_id);
    const TaskPlace place = found == places.end() ? TaskPlace{} : found->second;
    auto section = std::find_if(sections.begin(), sections.end(),
                                [&](const auto& each) { return each.first.section == place.section; });
    if (section == sections.end()) section = sections.insert(sections.end(), {place, {}});
    section->second.add(task->facts.light.value);
  }
  json.key("sections").begin_array();
  for (const auto& [place, count] : sections) {
    json.begin_object().field("section", place.section).field("title", place.title);
    write_lights(json, count);
    json.end_object();
  }
  json.end_array();
}

void write_furthest(JsonWriter& json, const std::vector<const TaskProgress*>& tasks, Day on,
                    Language language) {
  struct Far {
    double by;
    const TaskProgress* task;
    const TargetProgress* target;
  };
  std::vector<Far> far;
  for (const TaskProgress* task : tasks) {
    for (const TargetProgress& target : task->targets) {
      if (target.light.value == Light::kRed || target.light.value == Light::kYellow)
        far.push_back({distance_behind(target.light.why), task, &target});
    }
  }
  std::stable_sort(far.begin(), far.end(), [](const Far& a, const Far& b) { return a.by > b.by; });
  if (far.size() > kMostFurthest) far.resize(kMostFurthest);
  json.key("furthest").begin_array();
  for (const Far& each : far) {
    json.begin_object();
    write_row(json, *each.task);
    json.field("indicator", each.target->target.indicator)
        .field("unit", each.target->target.unit)
        .field("promised", each.target->target.value);
    write_number(json, "value", each.target->verified ? each.target->verified : each.target->reported);
    json.field("expected", expected_value(each.target->settled.trajectory, on))
        .field("as_of", to_iso(each.target->as_of))
        .field("light", to_word(each.target->light.value))
        .field("why", each.target->light.why.words.in(language))
        .end_object();
  }
  json.end_array();
}

void write_changes(JsonWriter& json, const std::vector<const TaskProgress*>& now,
                   const std::vector<TaskProgress>& then) {
  std::unordered_map<std::int64_t, const TaskProgress*> before;
  for (const TaskProgress& task : then) before.emplace(task.task_id, &task);
  json.key("changes").begin_array();
  std::size_t written = 0;
  for (const TaskProgress* task : now) {
    const auto was = before.find(task->task_id);
    if (was == before.end() || written == kMostChanges) continue;
    const FiveFacts &a = was->second->facts, &b = task->facts;
    if (a.light.value == b.light.value && a.workflow.value == b.workflow.value) continue;
    ++written;
    json.begin_object();
    write_row(json, *task);
    json.field("light_before", to_word(a.light.value))
        .field("light", to_word(b.light.value))
        .field("state_before", to_word(a.workflow.value))
        .field("state", to_word(b.workflow.value))
        .end_object();
  }
  json.end_array();
}

}  // namespace

std::string facts_to_json(const FiveFacts& facts, Day on, Language language) {
  JsonWriter json;
  json.begin_object()
      .field("on", to_iso(on))
      .field("state", to_word(facts.workflow.value))
      .field("light", to_word(facts.light.value))
      .field("punctuality", to_word(facts.punctuality.value))
      .field("result", to_word(facts.result.value))
      .field("confidence", fact_word(facts.confidence.value))
      .field("was_late", facts.was_late)
      .key("why")
      .begin_object()
      .field("state", facts.workflow.why.words.in(language))
      .field("light", facts.light.why.words.in(language))
      .field("punctuality", facts.punctuality.why.words.in(language))
      .field("result", facts.result.why.words.in(language))
      .field("confidence", facts.confidence.why.words.in(language))
      .end_object();
  return json.end_object().take();
}

Result<std::unordered_map<std::int64_t, std::string>> plan_facts_json(sql::Connection& db, std::int64_t plan_id,
                                                                      Language language, Day on) {
  std::unordered_map<std::int64_t, std::string> out;
  for (const TaskProgress& task : TRY(plan_progress(db, plan_id, on)))
    out.emplace(task.task_id, facts_to_json(task.facts, on, language));
  return out;
}

Result<std::string> task_facts_json(sql::Connection& db, std::int64_t task_id, Language language,
                                    UtcMillis now) {
  const Result<TaskProgress> task = task_progress(db, task_id, day_of(now));
  if (!task.ok() && task.error().code == ErrorCode::kNotFound) return std::string("null");
  if (!task.ok()) return task.error();
  return facts_to_json(task->facts, day_of(now), language);
}

Result<std::unordered_set<std::int64_t>> visible_task_ids(sql::Connection& db, const Actor& actor,
                                                          std::int64_t plan_id, UtcMillis now) {
  SqlText query;
  query.sql =
      "SELECT t.id FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.plan_id = " + query.bind(plan_id) +
      " AND ";
  query.sql += visible_tasks(query, actor, Action::kReadLedger, china_date(now));
  std::unordered_set<std::int64_t> ids;
  sql::Rows rows = TRY(query.query(db));
  while (TRY(rows.next())) ids.insert(rows.integer(0));
  return ids;
}

Result<std::string> explain_facts(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                  Language language, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const Day on = day_of(now);
  const TaskProgress task = TRY(task_progress(db, task_id, on));
  JsonWriter json;
  json.begin_object().field("task_id", task_id).field("on", to_iso(on));
  write_fact(json, "state", task.facts.workflow, language);
  write_fact(json, "light", task.facts.light, language);
  write_fact(json, "punctuality", task.facts.punctuality, language);
  write_fact(json, "result", task.facts.result, language);
  write_fact(json, "confidence", task.facts.confidence, language);
  json.field("was_late", task.facts.was_late).key("late").begin_array();
  for (const LateMark& mark : task.facts.late) {
    json.begin_object()
        .field("limit", to_word(mark.kind))
        .field("unit_id", unit_id_of(mark.unit))
        .field("end", to_iso(mark.end))
        .end_object();
  }
  json.end_array().key("targets").begin_array();
  for (const TargetProgress& target : task.targets) {
    json.begin_object().field("position", target.position).field("indicator", target.target.indicator);
    write_fact(json, "light", target.light, language);
    write_number(json, "reported", target.reported);
    json.field("as_of", to_iso(target.as_of)).field("source", target.source);
    write_number(json, "verified", target.verified);
    json.field("verified_on", to_iso(target.verified_on)).end_object();
  }
  return json.end_array().end_object().take();
}

Result<std::string> plan_summary(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                 Language language, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  const Day on = day_of(now);
  const auto visible = TRY(visible_task_ids(db, actor, plan_id, now));
  const std::vector<TaskProgress> all = TRY(plan_progress(db, plan_id, on));
  std::vector<const TaskProgress*> tasks;
  for (const TaskProgress& task : all) {
    if (visible.contains(task.task_id)) tasks.push_back(&task);
  }
  LightCount whole;
  std::map<TaskState, int> states;
  int unconfirmed = 0, late = 0, missing = 0;
  for (const TaskProgress* task : tasks) {
    whole.add(task->facts.light.value);
    ++states[task->facts.workflow.value];
    late += task->facts.was_late ? 1 : 0;
    missing += task->facts.punctuality.value == Punctuality::kMissing ? 1 : 0;
    unconfirmed +=
        static_cast<int>(std::count_if(task->targets.begin(), task->targets.end(),
                                       [](const TargetProgress& t) { return !t.setting.confirmed(); }));
  }
  const LastRound round = TRY(last_round(db, plan_id, on));
  std::vector<TaskProgress> then;
  if (round.due.given()) then = TRY(plan_progress_then(db, plan_id, round.due));

  JsonWriter json;
  json.begin_object().field("on", to_iso(on)).key("lights").begin_object();
  write_lights(json, whole);
  json.end_object().key("states").begin_array();
  for (const auto& [state, count] : states)
    json.begin_object().field("state", to_word(state)).field("count", count).end_object();
  json.end_array().field("unconfirmed", unconfirmed).field("was_late", late).field("missing", missing);
  write_sections(json, tasks, TRY(places_of(db, plan_id)));
  write_furthest(json, tasks, on, language);
  json.field("since", to_iso(round.due)).field("since_title", round.title);
  write_changes(json, tasks, then);
  return json.end_object().take();
}

Result<std::string> plan_schedule(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                  Language language, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  const Day on = day_of(now);
  const auto visible = TRY(visible_task_ids(db, actor, plan_id, now));
  std::unordered_map<std::int64_t, std::string> dispatched;
  sql::Rows rows = TRY(db.query(
      "SELECT f.task_id, min(f.day) FROM task_fact f JOIN task t ON t.id = f.task_id WHERE t.plan_id = $1 AND "
      "f.action = 'dispatch' GROUP BY f.task_id",
      plan_id));
  while (TRY(rows.next())) dispatched.emplace(rows.integer(0), rows.string(1));
  JsonWriter json;
  int total = 0;
  json.begin_object().field("on", to_iso(on)).key("items").begin_array();
  for (const TaskProgress& task : TRY(plan_progress(db, plan_id, on))) {
    if (!visible.contains(task.task_id)) continue;
    ++total;
    const auto from = dispatched.find(task.task_id);
    json.begin_object();
    write_row(json, task);
    json.field("from", from == dispatched.end() ? std::string() : from->second)
        .field("due", to_iso(due_of(task.task)))
        .field("original_due", to_iso(task.task.original_due))
        .field("ended_on", to_iso(task.task.ended_on))
        .field("state", to_word(task.task.state))
        .field("light", to_word(task.facts.light.value))
        .field("light_why", task.facts.light.why.words.in(language))
        .key("milestones")
        .begin_array();
    for (const MilestoneState& each : task.milestones) {
      json.begin_object()
          .field("id", each.id)
          .field("unit_id", each.unit_id)
          .field("unit", each.unit)
          .field("name", each.name)
          .field("deliverable", each.deliverable)
          .field("due", to_iso(each.due))
          .field("baseline_due", to_iso(each.baseline_due))
          .field("weight", each.weight)
          .field("accepted", each.accepted)
          .field("claimed", each.claimed.has_value())
          .field("done_on", each.done_on ? to_iso(*each.done_on) : std::string())
          .end_object();
    }
    json.end_array().end_object();
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
