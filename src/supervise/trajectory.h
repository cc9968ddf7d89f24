#pragma once

// What should be reached by now (序时进度).

#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "supervise/reason.h"

namespace duban {

enum class TrajectoryKind {
  kLinear,   // evenly from the first to the last day
  kStated,   // stated per period: each point holds for its day, evenly between points
  kStepped,  // in steps: each point holds from its day until the next
};

struct TrajectoryPoint {
  Day on;
  double value = 0;  // cumulative, in the target's unit
  bool operator==(const TrajectoryPoint&) const = default;
};

struct Trajectory {
  TrajectoryKind kind = TrajectoryKind::kLinear;
  Day from, to;                         // the days of start and end
  double start = 0;                     // the baseline; 0 for what is counted from nought
  double end = 0;                       // what is promised
  std::vector<TrajectoryPoint> points;  // kStated, kStepped: rising days, within from … to
  bool operator==(const Trajectory&) const = default;
};

// Evenly through a year: `start` at the end of the year before, `end` on 31 December.
Trajectory through_year(int year, double start, double end);

// kInvalid, with the reason: the days are in the wrong order or outside, the kind wants points or has none.
Result<void> check_trajectory(const Trajectory& trajectory);

// What should be reached on a day; `start` before the first day, `end` after the last.
double expected_value(const Trajectory& trajectory, Day on);
Explained<double> expected(const Trajectory& trajectory, Day on);

}  // namespace duban
