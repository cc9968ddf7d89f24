#include "store/target_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/log.h"
#include "store/progress_load.h"
#include "store/rules.h"
#include "store/target_verdicts.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct RefTarget {
  ProgressPlan plan;
  KeptCase kept;
  const ProgressTask* task = nullptr;
  const Target* target = nullptr;  // nullptr: the promise of the text
  KeptSetting setting;
  VerdictRules rules;
  TargetContext context() const { return {task->text, kept.task.task_class, plan.year, due_of(kept.task)}; }
};

Result<RefTarget> find_target(sql::Connection& db, const Actor& actor, const TargetRef& ref, UtcMillis now) {
  RefTarget found;
  found.kept = TRY(load_case(db, ref.task_id));
  found.plan = TRY(load_progress(db, found.kept.plan_id, ref.task_id));
  found.task = &found.plan.tasks.front();
  found.rules = TRY(verdict_rules_of(db, actor.government_id));
  if (is_text_key(ref.key)) {
    for (TextPromise& each : text_promises(found.plan, *found.task, found.rules, day_of(now))) {
      if (each.kept.anchor.key != ref.key) continue;
      found.setting = std::move(each.kept);
      return found;
    }
    return no_such("没有数量的承诺", "promise without a number");
  }
  const std::vector<KeptSetting> settings = settings_in_place(*found.task);
  const auto at = static_cast<std::size_t>(ref.position);
  if (ref.position < 0 || at >= settings.size() || settings[at].anchor.key != ref.key) {
    return error(ErrorCode::kConflict, "这项目标已调整，请刷新后再改",
                 "this target was changed meanwhile: reload it");
  }
  found.target = &found.task->targets[at];
  found.setting = settings[at];
  return found;
}

struct TargetFact {
  std::string_view what;  // setting, confirm, outcome
  std::string before, after;
  std::string_view reason;
};

// The row as it stands and the fact of the change; the log is the caller's.
Result<void> keep_setting(sql::Connection& db, const Actor& actor, const ProgressPlan& plan,
                          std::int64_t task_id, const TargetAnchor& kept_as, const KeptSetting& setting,
                          const TargetFact& fact, UtcMillis now) {
  TRY(
      db.run("INSERT INTO target_setting (government_id, plan_id, task_id, target_key, anchor, setting, "
             "confirmed, outcome, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (task_id, "
             "target_key) DO UPDATE SET anchor = $5, setting = $6, confirmed = $7, outcome = $8, version = $9",
             plan.government_id, plan.plan_id, task_id, kept_as.key, target_anchor_to_json(kept_as),
             setting_to_json(setting.setting), setting.setting.confirmed(),
             setting.has_outcome ? outcome_to_json(setting.outcome) : std::string(), setting.version));
  TRY(db.run(
      "INSERT INTO target_fact (government_id, plan_id, task_id, target_key, what, before_value, after_value, "
      "reason, account_id, account, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      plan.government_id, plan.plan_id, task_id, kept_as.key, fact.what, fact.before, fact.after, fact.reason,
      actor.account_id, actor.name, now));
  return {};
}

// The anchor follows the target as it reads now; the key stays.
TargetAnchor anchor_now(const RefTarget& found) {
  TargetAnchor anchor = found.setting.anchor;
  if (found.target == nullptr) return anchor;
  const TargetAnchor present = anchors_of({*found.target}).front();
  anchor.indicator = present.indicator;
  anchor.measure = present.measure;
  anchor.value = present.value;
  anchor.unit = present.unit;
  anchor.horizon = present.horizon;
  return anchor;
}

Result<simdjson::dom::element> parsed_body(simdjson::dom::parser& parser, std::string_view json) {
  simdjson::dom::element object;
  if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS || !object.is_object()) {
    return error(ErrorCode::kInvalid, "设置的内容不合格式", "the setting has not the right shape");
  }
  return object;
}

Result<void> want_reason(const KeptSetting& before, std::string_view reason) {
  if (before.version == 0 || !reason.empty()) return {};
  return error(ErrorCode::kInvalid, "改变已确定的设置须写明理由",
               "a change of what was settled wants a reason");
}

// A setting as a person reads it on the task's timeline.
std::string setting_words(const TargetSetting& setting) {
  std::string words;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) words += fmt::format("{}{}{}", words.empty() ? "" : "；", name, value);
  };
  add("方向：", setting.direction ? zh_name(*setting.direction) : "");
  add("类别：", setting.light_class ? zh_name(*setting.light_class) : "");
  add("基期值", setting.baseline ? figure(*setting.baseline) : "");
  add("允许偏差±", setting.tolerance ? figure(*setting.tolerance) : "");
  add("起于", to_iso(setting.from));
  add("止于", to_iso(setting.to));
  for (const TrajectoryPoint& point : setting.points) add(to_iso(point.on) + "应达到", figure(point.value));
  add("来源：", setting.source);
  for (const Day day : setting.releases) add("发布日", to_iso(day));
  return words;
}

std::string outcome_words(const OutcomeEntry& entry) {
  const Outcome& o = entry.outcome;
  std::string words;
  const auto add = [&](std::string_view name, const std::optional<double>& value) {
    if (value) words += fmt::format("{}{}，", name, figure(*value));
  };
  add("数值", o.value);
  add("累计", o.cumulative);
  add("水平", o.level);
  add("基期", o.baseline);
  add("对照数", o.reference);
  add("存量", o.remaining);
  add("已覆盖", o.covered);
  add("应覆盖", o.total);
  if (o.confirmed) words += *o.confirmed ? "上级认定完成，" : "上级认定未完成，";
  return words + fmt::format("截至{}，{}", to_iso(o.as_of), entry.source);
}

Result<void> finish_change(sql::Connection& db, const Actor& actor, const RefTarget& found, KeptSetting after,
                           const TargetFact& fact, UtcMillis now) {
  after.version = found.setting.version + 1;
  TRY(keep_setting(db, actor, found.plan, found.task->id, anchor_now(found), after, fact, now));
  const std::string indicator = found.target == nullptr ? std::string("承诺") : found.target->indicator;
  const std::string action = fmt::format("target_{}", fact.what);
  const bool is_outcome = fact.what == "outcome";
  const std::string before_words = fact.before.empty() ? std::string()
                                   : is_outcome        ? outcome_words(found.setting.outcome)
                                                       : setting_words(found.setting.setting);
  const std::string after_words = is_outcome ? outcome_words(after.outcome) : setting_words(after.setting);
  TRY(keep_event(db, actor, found.task->id, {action, indicator, before_words, after_words, fact.reason}, now));
  return append_log(
      db, actor,
      {action, fmt::format("task:{} target:{}", found.task->id, found.setting.anchor.key), fact.before,
       fact.reason.empty() ? fact.after : fmt::format("{} · {}", fact.after, fact.reason)},
      now);
}

}  // namespace

Result<void> write_setting(sql::Connection& db, const Actor& actor, const TargetRef& ref,
                           std::optional<std::int64_t> expected_version, std::string_view setting_json,
                           std::string_view reason, UtcMillis now) {
  TRY(require(actor, Action::kRunTask, Relation::kOwnGovernment));
  TRY(require_task(db, actor, Action::kRunTask, ref.task_id, now));
  const auto work = [&]() -> Result<void> {
    const RefTarget found = TRY(find_target(db, actor, ref, now));
    if (expected_version && *expected_version != found.setting.version) return stale_version();
    simdjson::dom::parser parser;
    const auto body = TRY(parsed_body(parser, setting_json));
    KeptSetting after = found.setting;
    after.setting = TRY(read_setting(body, found.setting.setting));
    // A linear path has no points; naming another kind without them says so below.
    if (after.setting.trajectory.value_or(TrajectoryKind::kLinear) == TrajectoryKind::kLinear)
      after.setting.points.clear();
    if (found.target != nullptr) TRY(check_setting(*found.target, after.setting, found.context(), found.rules));
    TRY(want_reason(found.setting, reason));
    if (after.setting == found.setting.setting && found.setting.version > 0) return {};
    const std::string before =
        found.setting.version == 0 ? std::string() : setting_to_json(found.setting.setting);
    const std::string changed = setting_to_json(after.setting);
    return finish_change(db, actor, found, std::move(after), {"setting", before, changed, reason}, now);
  };
  return db.transaction(work);
}

Result<void> write_outcome(sql::Connection& db, const Actor& actor, const TargetRef& ref,
                           std::optional<std::int64_t> expected_version, std::string_view outcome_json,
                           std::string_view reason, UtcMillis now) {
  TRY(require(actor, Action::kRunTask, Relation::kOwnGovernment));
  TRY(require_task(db, actor, Action::kRunTask, ref.task_id, now));
  const auto work = [&]() -> Result<void> {
    const RefTarget found = TRY(find_target(db, actor, ref, now));
    if (expected_version && *expected_version != found.setting.version) return stale_version();
    simdjson::dom::parser parser;
    const auto body = TRY(parsed_body(parser, outcome_json));
    KeptSetting after = found.setting;
    after.outcome = TRY(read_outcome(body));
    after.has_outcome = true;
    if (after.outcome.source.empty())
      return error(ErrorCode::kInvalid, "请写明数据来源", "say where the figures come from");
    if (!after.outcome.outcome.as_of.given() || after.outcome.outcome.as_of > day_of(now)) {
      return error(ErrorCode::kInvalid, "数据的截止日期缺失，或在今天之后",
                   "the as-of date is missing, or after today");
    }
    if (found.setting.has_outcome) TRY(want_reason(found.setting, reason));
    const std::string before =
        found.setting.has_outcome ? outcome_to_json(found.setting.outcome) : std::string();
    const std::string changed = outcome_to_json(after.outcome);
    return finish_change(db, actor, found, std::move(after), {"outcome", before, changed, reason}, now);
  };
  return db.transaction(work);
}

Result<int> confirm_proposed(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                             const ConfirmKind& kind, UtcMillis now) {
  TRY(require(actor, Action::kRunTask, Relation::kOwnGovernment));
  TRY(require_plan(db, actor, Action::kRunTask, plan_id, now));
  const auto work = [&]() -> Result<int> {
    const ProgressPlan plan = TRY(load_progress(db, plan_id, 0));
    const VerdictRules rules = TRY(verdict_rules_of(db, actor.government_id));
    int confirmed = 0;
    for (const KeptCase& kept : TRY(load_cases(db, plan_id))) {
      if (!kind.task_ids.empty() &&
          std::find(kind.task_ids.begin(), kind.task_ids.end(), kept.task_id) == kind.task_ids.end())
        continue;
      const auto task = std::find_if(plan.tasks.begin(), plan.tasks.end(),
                                     [&](const ProgressTask& each) { return each.id == kept.task_id; });
      if (task == plan.tasks.end()) continue;
      std::vector<KeptSetting> settings = settings_in_place(*task);
      const TargetContext context{task->text, kept.task.task_class, plan.year, due_of(kept.task)};
      for (std::size_t i = 0; i < settings.size(); ++i) {
        if (settings[i].setting.confirmed()) continue;
        const TargetInForce settled =
            in_force(task->targets[i], settings[i].setting, context, rules, day_of(now));
        if (kind.light_class && settled.light_class.value != *kind.light_class) continue;
        if (kind.direction && settled.direction.value != *kind.direction) continue;
        const std::string before =
            settings[i].version == 0 ? std::string() : setting_to_json(settings[i].setting);
        settings[i].setting.direction = settled.direction.value;
        settings[i].setting.light_class = settled.light_class.value;
        ++settings[i].version;
        TRY(keep_setting(db, actor, plan, task->id, settings[i].anchor, settings[i],
                         {"confirm", before, setting_to_json(settings[i].setting), ""}, now));
        ++confirmed;
      }
    }
    if (confirmed == 0) return 0;
    TRY(append_log(db, actor,
                   {"target_confirm", fmt::format("plan:{}", plan_id), "",
                    fmt::format("targets:{} light_class:{} direction:{}", confirmed,
                                kind.light_class ? to_word(*kind.light_class) : "any",
                                kind.direction ? to_word(*kind.direction) : "any")},
                   now));
    return confirmed;
  };
  return db.transaction(work);
}

}  // namespace duban
