#include "store/target_verdicts.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "grammar/project.h"
#include "store/target_settings.h"

namespace duban {

Day period_end(const ProgressPlan& plan, const Target& target) {
  int year = 0;
  for (const char c : target.horizon) year = c >= '0' && c <= '9' && year < 1000 ? year * 10 + (c - '0') : year;
  if (year < 1000) year = plan.year;
  return Day::of(year, 12, 31).value_or(Day{});
}

Explained<Verdict> verdict_of(const ProgressPlan& plan, const TargetProgress& target, const KeptSetting& kept,
                              const VerdictRules& rules, Day on) {
  Outcome outcome = kept.outcome.outcome;
  const std::optional<double> figure = target.verified ? target.verified : target.reported;
  const bool entered = outcome.value || outcome.cumulative || outcome.level;
  if (!entered && figure) {
    outcome.value = figure;
    if (target.settled.promise.kind == PromiseKind::kCumulative) outcome.cumulative = figure;
    if (!outcome.as_of.given()) outcome.as_of = target.as_of;
  }
  if (!outcome.baseline) outcome.baseline = target.setting.baseline;
  // A statistical figure is awaited until the first release after its period.
  if (!outcome.released_on) {
    const Day end = period_end(plan, target.target);
    const auto release = std::find_if(target.setting.releases.begin(), target.setting.releases.end(),
                                      [&](Day day) { return day > end; });
    if (release != target.setting.releases.end()) outcome.released_on = *release;
  }
  return judge(target.settled.promise, outcome, period_end(plan, target.target), rules, on);
}

bool is_text_key(std::string_view key) { return key == kTextKey || key.starts_with("text:"); }

std::vector<TextPromise> text_promises(const ProgressPlan& plan, const ProgressTask& task,
                                       const VerdictRules& rules, Day on) {
  std::vector<Promise> promises = promises_without_number(task.text, rules);
  for (const Project& work : read_projects(task.text)) promises.push_back(promise_of(work));
  // The one that a person is asked for first has the bare key, wherever it stands.
  const std::optional<Promise> first = promise_without_number(task.text, rules);
  auto bare = std::find_if(promises.begin(), promises.end(),
                           [&](const Promise& each) { return first && each.kind == first->kind; });
  if (bare == promises.end()) bare = promises.begin();
  std::vector<TextPromise> out;
  std::set<std::string> used;
  for (auto at = promises.begin(); at != promises.end(); ++at) {
    TextPromise text;
    text.promise = *at;
    std::string key = at == bare ? std::string(kTextKey) : fmt::format("{}:{}", kTextKey, at->words);
    for (int nth = 2; !used.insert(key).second; ++nth) key = fmt::format("{}:{}#{}", kTextKey, at->words, nth);
    text.kept.anchor.key = key;
    for (const KeptSetting& each : task.settings) {
      if (each.anchor.key == key) text.kept = each;
    }
    if (text.kept.setting.direction) text.promise.direction = *text.kept.setting.direction;
    if (text.kept.setting.tolerance) text.promise.tolerance = text.kept.setting.tolerance;
    text.verdict = judge(text.promise, text.kept.outcome.outcome, period_end(plan, {}), rules, on);
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace duban
