#pragma once

// Targets become verdicts (spec "process" section 5): 达成, 未达成 or 不可判定, each with the rule that gave
// it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "plan/plan.h"
#include "supervise/light.h"
#include "supervise/reason.h"

namespace duban {

enum class Verdict { kUndecidable, kMet, kNotMet };
std::string_view to_word(Verdict verdict);  // met
std::string_view zh_name(Verdict verdict);  // 达成
std::string_view en_name(Verdict verdict);

// What is promised beyond a bare comparison.
enum class PromiseKind {
  kAmount,        // the comparison and the value say it all
  kStable,        // 稳定在: within the tolerance on both sides
  kCumulative,    // 累计: counted since the beginning
  kAdded,         // 新增: counted within the period
  kSynchronous,   // 与经济增长基本同步: against another target
  kAssigned,      // 完成国家下达任务: against what was assigned
  kCleared,       // 动态清零: none is left
  kFullCoverage,  // 全覆盖
  kAhead,         // 高于全国平均水平: above what it is compared with
  kRising,        // 稳中有升: above the year before
  kSteady,        // 保持稳定: within the tolerance of the year before
  kNoDecrease,    // 只增不减
  kNoIncrease,    // 只减不增
  kNone,          // 零事故: one that happened misses it for good
  kOneVisit,      // 最多跑一次: a person judges it
  kRanking,       // 位居全省前列: within a rank, where one is known
  kStage,         // 开工, 建成投产: how far a named work has to be; value is the ProjectStage
};
std::string_view to_word(PromiseKind kind);  // synchronous

struct Promise {
  PromiseKind kind = PromiseKind::kAmount;
  Measure measure = Measure::kIncrement;
  Comparison op = Comparison::kEqual;
  double value = 0;
  std::optional<double> value_max;  // upper end of a range
  std::string unit;
  std::string words;  // as printed: 5.5%左右
  Direction direction = Direction::kHigher;
  std::optional<double> tolerance;  // in the value's unit; nothing: the default
  bool operator==(const Promise&) const = default;
};

// What has become of it. Whatever is not known stays empty.
struct Outcome {
  std::optional<double> value;            // in the promise's own terms: the rate, the amount, the level
  std::optional<double> cumulative;       // since the beginning of the count
  std::optional<double> level, baseline;  // now and before: growth and increase are reckoned from them
  std::optional<double> reference;  // economic growth; the amount that was assigned; what it is compared with
  std::optional<double> remaining;  // 动态清零: how many are left; 零事故: how many happened
  std::optional<double> covered, total;  // 全覆盖
  std::optional<bool>
      confirmed;  // a person's word, where figures do not tell; of 完成国家下达任务 the superior's
  Day as_of;      // of the figures
  std::optional<Day> released_on;  // when the period's figure is published
  bool operator==(const Outcome&) const = default;
};

struct PhraseRule {
  std::string words;
  std::string meaning;  // about, at_least, …
  bool operator==(const PhraseRule&) const = default;
};
struct DirectionRule {
  std::string words;
  Direction direction = Direction::kHigher;
  bool operator==(const DirectionRule&) const = default;
};
struct VerdictRules {
  double about_percent = 5, about_points = 0.2, synchronous_points = 0.2;
  std::vector<PhraseRule> phrases;        // longest first
  std::vector<DirectionRule> directions;  // longest first
  std::vector<std::string> caps;          // of a two-sided level a cap: 控制在
  bool operator==(const VerdictRules&) const = default;
};
// Reads a file like data/rules/verdicts.txt over the packed one; its phrases and directions come beside the
// packed ones. Errors: kInvalid.
Result<VerdictRules> read_verdict_rules(std::string_view file, std::string_view text);
const VerdictRules& default_verdict_rules();

// The promise of a target that the plan commits to. `printed`: the words around the amount (稳定在5.5%左右),
// for what a Target does not hold.
Promise promise_of(const Target& target, std::string_view printed, const VerdictRules& rules);
// A promise without a number, where the text holds one: 与经济增长基本同步, 动态清零, 稳中有升; of several the
// first whose figures alone decide (与经济增长基本同步, 完成国家下达任务, 动态清零, 零事故, 全覆盖), then the
// first. goal_rules.h says what counts as reached.
std::optional<Promise> promise_without_number(std::string_view text, const VerdictRules& rules);
// All of them, in printed order: one for each kind of goal in each part between marks (，、), whose words are that
// part. promise_without_number() gives the first of them that has its kind.
std::vector<Promise> promises_without_number(std::string_view text, const VerdictRules& rules);
// The stage that a named work has to reach: 秦沈高速 开工.
Promise promise_of(const Project& project);
// Proposed from the indicator's words and the comparison; the office confirms it.
Explained<Direction> propose_direction(const Target& target, std::string_view printed,
                                       const VerdictRules& rules, Day on);
// The tolerance of 左右 and 稳定在: points for rates, per cent of the value for all else.
double tolerance_of(const Promise& promise, const VerdictRules& rules);

// Judged on a day. Before the period ends only what cannot change any more is decided: an amount that is
// reached, or a cap on an amount that is broken.
Explained<Verdict> judge(const Promise& promise, const Outcome& outcome, Day period_end,
                         const VerdictRules& rules, Day on);

}  // namespace duban
