#pragma once

// The schedule light (进度灯): where a target or task stands against its trajectory. It is never made from a
// percentage that the unit gave itself, and never green without data.

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "supervise/reason.h"
#include "supervise/trajectory.h"

namespace duban {

enum class Light {
  kGrey,  // no data
  kGreen,
  kYellow,
  kRed,
  kAwaiting,  // 待统计: the figure is not released yet; no colour
};

enum class LightClass {
  kIncrement,  // amounts to build or add
  kProject,    // the year's investment or progress of a project
  kGrowth,     // growth rates
  kLevelPath,  // levels and shares, on the path from the baseline
  kBoundRate,  // a bound that is a rate: 失业率5.5%以内
  kBound,      // any other bound
  kTwoSided,   // 稳定在
  kMilestone,  // tasks without a number
};
inline constexpr int kLightClassCount = 8;

enum class Direction { kHigher, kLower, kTwoSided };  // which way is better; the office confirms it

enum class LightBasis { kShare, kPoints, kPercent, kTolerances };
struct LightRule {
  LightBasis basis = LightBasis::kShare;
  double green_at_most = 0, yellow_at_most = 0;
  bool operator==(const LightRule&) const = default;
};
struct LightRules {
  std::array<LightRule, kLightClassCount> rules;  // by LightClass
  int stale_after = 100;
  bool operator==(const LightRules&) const = default;
};
// Reads a file like data/rules/lights.txt over the packed one. Errors: kInvalid.
Result<LightRules> read_light_rules(std::string_view file, std::string_view text);
const LightRules& default_light_rules();

// A dated step of a task without a number, or a stage of a project. Done means accepted by the office.
struct Milestone {
  Day due;
  double weight = 1;
  std::optional<Day> done_on;
  bool operator==(const Milestone&) const = default;
};

enum class WorkState { kOpen, kCompletionApplied, kSuspended, kClosed };

struct LightInput {
  LightClass light_class = LightClass::kIncrement;
  Direction direction = Direction::kHigher;
  Trajectory trajectory;  // kIncrement, kProject, kLevelPath
  double promised = 0;    // kGrowth, kBound…, kTwoSided
  double tolerance = 0;   // of 左右 and 稳定在, in the unit of the value
  std::optional<double> value;
  Day as_of;                          // of the value
  std::optional<Day> released_on;     // a statistical figure's next release
  std::vector<Milestone> milestones;  // kMilestone
  Day due;
  WorkState work = WorkState::kOpen;
};

Explained<Light> schedule_light(const LightInput& input, const LightRules& rules, Day on);

// The light of a task with several targets: the worst; green only where all are green; grey for none.
Explained<Light> task_light(const std::vector<Explained<Light>>& lights, Day on);

std::string_view to_word(Light light);  // green
std::string_view zh_name(Light light);  // 绿灯
std::string_view en_name(Light light);
std::string_view to_word(LightClass light_class);
std::string_view zh_name(LightClass light_class);
std::string_view to_word(Direction direction);
std::string_view zh_name(Direction direction);
std::optional<LightClass> light_class_from_word(std::string_view word);
std::optional<Direction> direction_from_word(std::string_view word);

}  // namespace duban
