#pragma once

// What the office settles for a target before it can have a light: which way is better, its class, tolerance,
// trajectory, baseline, statistical source and release days. Whatever is not settled is proposed from the
// paper's words.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "plan/plan.h"
#include "supervise/light.h"
#include "supervise/task_case.h"
#include "supervise/trajectory.h"
#include "supervise/verdict.h"

namespace duban {

// What a target is known by when its task's targets are read anew or corrected: settings, reported values and
// outcomes are kept under its key.
struct TargetAnchor {
  std::string key;  // 规模以上工业增加值|growth|, 2 of the same: …#2
  std::string indicator;
  Measure measure = Measure::kIncrement;
  double value = 0;
  std::string unit;
  std::string horizon;
  bool operator==(const TargetAnchor&) const = default;
};
// One a target, in their order; the keys differ.
std::vector<TargetAnchor> anchors_of(const std::vector<Target>& targets);
// For each kept anchor the place of its target in `targets`; -1 where it has lost its context. The same target
// first, then the same indicator with another amount, then another wording of the same amount where there is
// one only.
std::vector<int> match_anchors(const std::vector<TargetAnchor>& kept, const std::vector<Target>& targets);

// As settled; an empty member is not.
struct TargetSetting {
  std::optional<Direction> direction;
  std::optional<LightClass> light_class;
  std::optional<double> tolerance;  // in the value's unit
  std::optional<double> baseline;   // 基期值
  std::optional<TrajectoryKind> trajectory;
  Day from, to;                         // of the trajectory; none: the year's, up to the task's due date
  std::vector<TrajectoryPoint> points;  // kStated, kStepped
  std::string source;                   // 市统计局
  std::vector<Day> releases;            // rising; before the first there is no figure: 待统计
  bool confirmed() const { return direction && light_class; }
  bool operator==(const TargetSetting&) const = default;
};

// What else a proposal looks at.
struct TargetContext {
  std::string_view text;  // of the task
  TaskClass task_class = TaskClass::kNone;
  int plan_year = 0;
  Day due;  // the task's as it stands, extensions included; none: the year's end
};

// A setting with its gaps filled.
struct TargetInForce {
  Explained<Direction> direction;
  Explained<LightClass> light_class;
  double tolerance = 0;
  Trajectory trajectory;
  std::optional<Day> released_on;  // the first release, where one is known
  Promise promise;
  bool operator==(const TargetInForce&) const = default;
};
TargetInForce in_force(const Target& target, const TargetSetting& setting, const TargetContext& context,
                       const VerdictRules& rules, Day on);

// kInvalid, with the reason: a trajectory that check_trajectory() refuses, release days that do not rise, a
// tolerance below nought, a figure that is no number.
Result<void> check_setting(const Target& target, const TargetSetting& setting, const TargetContext& context,
                           const VerdictRules& rules);

LightInput light_input(const Target& target, const TargetInForce& settled, std::optional<double> value,
                       Day as_of);

// The words of the text around a target's amount, for what a Target does not hold: 稳定在5.5%左右.
std::string_view words_around(std::string_view text, const Target& target);

std::string_view to_word(TrajectoryKind kind);  // linear, stated, stepped
std::optional<TrajectoryKind> trajectory_from_word(std::string_view word);

}  // namespace duban
