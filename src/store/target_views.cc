// Targets as the pages see them: with setting, proposal, light, verdict and figures.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "store/progress_load.h"
#include "store/rules.h"
#include "store/target_settings.h"
#include "store/target_verdicts.h"
#include "store/visibility.h"
#include "supervise/goal_rules.h"

namespace duban {
namespace {

template <class Enum>
void write_settled(JsonWriter& json, std::string_view key, const Explained<Enum>& value, bool confirmed,
                   Language language) {
  json.key(key)
      .begin_object()
      .field("value", to_word(value.value))
      .field("confirmed", confirmed)
      .field("why", value.why.words.in(language))
      .end_object();
}

void write_path(JsonWriter& json, const Trajectory& path) {
  json.key("trajectory")
      .begin_object()
      .field("kind", to_word(path.kind))
      .field("from", to_iso(path.from))
      .field("to", to_iso(path.to))
      .field("start", path.start)
      .field("end", path.end)
      .key("points")
      .begin_array();
  for (const TrajectoryPoint& point : path.points)
    json.begin_object().field("on", to_iso(point.on)).field("value", point.value).end_object();
  json.end_array().end_object();
}

void write_verdict(JsonWriter& json, const Explained<Verdict>& verdict, Language language) {
  json.key("verdict").begin_object().field("value", to_word(verdict.value)).key("why");
  write_reason(json, verdict.why, language);
  json.end_object();
}

void write_printed(JsonWriter& json, const Target& target) {
  json.key("target")
      .begin_object()
      .field("indicator", target.indicator)
      .field("measure", to_word(target.measure))
      .field("op", to_word(target.op))
      .field("value", target.value);
  write_number(json, "value_max", target.value_max);
  json.field("unit", target.unit).field("horizon", target.horizon).end_object();
}

void write_outcome_of(JsonWriter& json, const KeptSetting& kept) {
  json.key("outcome");
  if (kept.has_outcome) {
    write_json(json, kept.outcome);
  } else {
    json.null();
  }
}

struct TargetsOfTask {
  ProgressPlan plan;
  TaskProgress progress;
  std::vector<KeptSetting> settings;
  std::vector<TargetValue> values;  // all accepted ones
  VerdictRules rules;
  Day on;
  Language language;
};

Result<TargetsOfTask> targets_of_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                      Language language, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  TargetsOfTask all;
  all.on = day_of(now);
  all.language = language;
  all.progress = TRY(task_progress(db, task_id, all.on));
  all.plan = TRY(load_progress(db, all.progress.plan_id, task_id));
  all.settings = settings_in_place(all.plan.tasks.front());
  all.values = TRY(values_of_task(db, task_id));
  all.rules = TRY(verdict_rules_of(db, actor.government_id));
  return all;
}

void write_figures(JsonWriter& json, const TargetsOfTask& all, int position) {
  json.key("figures").begin_array();
  for (const TargetValue& value : all.values) {
    if (value.target != position) continue;
    json.begin_object()
        .field("unit_id", value.unit_id)
        .field("value", value.value)
        .field("as_of", to_iso(value.as_of))
        .field("source", value.source)
        .field("report_id", value.report_id);
    write_number(json, "verified", value.verified);
    json.end_object();
  }
  json.end_array();
}

void write_target(JsonWriter& json, const TargetsOfTask& all, std::size_t at) {
  const TargetProgress& target = all.progress.targets[at];
  const KeptSetting& kept = all.settings[at];
  json.begin_object()
      .field("id", all.progress.task_id)
      .field("position", target.position)
      .field("key", target.key);
  write_printed(json, target.target);
  json.key("setting");
  write_json(json, target.setting);
  write_settled(json, "direction", target.settled.direction, target.setting.direction.has_value(),
                all.language);
  write_settled(json, "light_class", target.settled.light_class, target.setting.light_class.has_value(),
                all.language);
  json.field("tolerance", target.settled.tolerance);
  write_path(json, target.settled.trajectory);
  write_number(json, "reported", target.reported);
  json.field("as_of", to_iso(target.as_of)).field("source", target.source);
  write_number(json, "verified", target.verified);
  json.field("verified_on", to_iso(target.verified_on))
      .field("expected", expected_value(target.settled.trajectory, all.on))
      .field("light", to_word(target.light.value))
      .key("light_why");
  write_reason(json, target.light.why, all.language);
  write_verdict(json, verdict_of(all.plan, target, kept, all.rules, all.on), all.language);
  write_outcome_of(json, kept);
  write_figures(json, all, target.position);
  json.field("version", kept.version).end_object();
}

void write_text(JsonWriter& json, const TargetsOfTask& all, const TextPromise& text) {
  const GoalRule* rule = goal_rule(text.promise.kind);
  json.begin_object()
      .field("id", all.progress.task_id)
      .field("position", -1)
      .field("key", text.kept.anchor.key)
      .field("kind", to_word(text.promise.kind))
      .field("words", text.promise.words)
      .field("reached", rule == nullptr ? std::string() : rule->reached.in(all.language))
      .field("judged_by", rule == nullptr ? std::string() : rule->judged_by.in(all.language));
  write_verdict(json, text.verdict, all.language);
  write_outcome_of(json, text.kept);
  json.field("version", text.kept.version).end_object();
}

std::vector<TextPromise> goals_of(const TargetsOfTask& all) {
  return text_promises(all.plan, all.plan.tasks.front(), all.rules, all.on);
}

std::string words_of_key(std::string_view key, Language language) {
  if (key == kTextKey) return language == Language::kZh ? "文字承诺" : "promise in words";
  return std::string(key.substr(kTextKey.size() + 1));
}

// Settings that found no target: what was decided is not forgotten because a reading changed.
void write_lost(JsonWriter& json, const TargetsOfTask& all) {
  const std::vector<TextPromise> goals = goals_of(all);
  json.begin_array();
  for (const KeptSetting& each : all.plan.tasks.front().settings) {
    const bool placed = std::any_of(all.settings.begin(), all.settings.end(),
                                    [&](const KeptSetting& s) { return s.anchor.key == each.anchor.key; });
    const bool in_words = is_text_key(each.anchor.key);
    const bool goes_on = std::any_of(goals.begin(), goals.end(), [&](const TextPromise& goal) {
      return goal.kept.anchor.key == each.anchor.key;
    });
    if (placed || goes_on) continue;
    json.begin_object()
        .field("key", each.anchor.key)
        .field("indicator", in_words ? words_of_key(each.anchor.key, all.language) : each.anchor.indicator)
        .field("value", each.anchor.value)
        .field("unit", each.anchor.unit)
        .key("setting");
    write_json(json, each.setting);
    json.end_object();
  }
  json.end_array();
}

Result<std::string> target_facts(sql::Connection& db, std::int64_t task_id) {
  JsonWriter json;
  json.begin_array();
  sql::Rows rows =
      TRY(db.query("SELECT at, account, target_key, what, before_value, after_value, reason FROM target_fact "
                   "WHERE task_id = "
                   "$1 ORDER BY id DESC",
                   task_id));
  while (TRY(rows.next())) {
    json.begin_object()
        .field("at", utc_text(rows.integer(0)))
        .field("account", rows.text(1))
        .field("key", rows.text(2))
        .field("what", rows.text(3))
        .key("before")
        .raw(rows.text(4).empty() ? "null" : rows.text(4))
        .key("after")
        .raw(rows.text(5))
        .field("reason", rows.text(6))
        .end_object();
  }
  return json.end_array().take();
}

}  // namespace

Result<std::string> list_targets(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                 Language language, UtcMillis now) {
  const TargetsOfTask all = TRY(targets_of_task(db, actor, task_id, language, now));
  JsonWriter json;
  json.begin_object().field("task_id", task_id).field("on", to_iso(all.on)).key("items").begin_array();
  for (std::size_t i = 0; i < all.progress.targets.size(); ++i) write_target(json, all, i);
  json.end_array().key("goals").begin_array();
  for (const TextPromise& goal : goals_of(all)) write_text(json, all, goal);
  json.end_array().key("lost");
  write_lost(json, all);
  json.key("facts").raw(TRY(target_facts(db, task_id)));
  return json.end_object().take();
}

Result<Versioned> read_target(sql::Connection& db, const Actor& actor, const TargetRef& ref, Language language,
                              UtcMillis now) {
  const TargetsOfTask all = TRY(targets_of_task(db, actor, ref.task_id, language, now));
  Versioned out;
  out.id = ref.task_id;
  JsonWriter json;
  if (ref.position < 0) {
    const std::vector<TextPromise> goals = goals_of(all);
    const auto at = std::find_if(goals.begin(), goals.end(),
                                 [&](const TextPromise& goal) { return goal.kept.anchor.key == ref.key; });
    if (at == goals.end()) return no_such("没有数量的承诺", "promise without a number");
    write_text(json, all, *at);
    out.version = at->kept.version;
  } else {
    const auto at = static_cast<std::size_t>(ref.position);
    if (at >= all.settings.size()) return no_such("目标", "target");
    write_target(json, all, at);
    out.version = all.settings[at].version;
  }
  out.json = json.take();
  return out;
}

Result<std::string> list_unconfirmed(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                     bool show_all, Language language, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  SqlText visible;
  visible.sql =
      "SELECT t.id FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.plan_id = " + visible.bind(plan_id) +
      " AND ";
  visible.sql += visible_tasks(visible, actor, Action::kReadLedger, china_date(now));
  std::map<std::int64_t, bool> seen;
  sql::Rows ids = TRY(visible.query(db));
  while (TRY(ids.next())) seen[ids.integer(0)] = true;

  JsonWriter json;
  std::map<std::pair<std::string_view, std::string_view>, int> kinds;
  int total = 0;
  json.begin_object().key("items").begin_array();
  for (const TaskProgress& task : TRY(plan_progress(db, plan_id, day_of(now)))) {
    if (seen.find(task.task_id) == seen.end()) continue;
    for (const TargetProgress& target : task.targets) {
      const bool confirmed = target.setting.confirmed();
      if (!confirmed)
        ++kinds[{to_word(target.settled.light_class.value), to_word(target.settled.direction.value)}];
      if (confirmed && !show_all) continue;
      ++total;
      json.begin_object()
          .field("task_id", task.task_id)
          .field("no", task.no)
          .field("list", task.list)
          .field("text", task.text)
          .field("position", target.position)
          .field("key", target.key);
      write_printed(json, target.target);
      write_settled(json, "direction", target.settled.direction, target.setting.direction.has_value(),
                    language);
      write_settled(json, "light_class", target.settled.light_class, target.setting.light_class.has_value(),
                    language);
      json.end_object();
    }
  }
  json.end_array().field("total", total).key("next").null().key("kinds").begin_array();
  for (const auto& [kind, number] : kinds) {
    json.begin_object()
        .field("light_class", kind.first)
        .field("direction", kind.second)
        .field("count", number)
        .end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace duban
