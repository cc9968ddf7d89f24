#include "supervise/trajectory.h"

#include <fmt/format.h>

#include <cmath>

namespace duban {
namespace {

double between(TrajectoryPoint a, TrajectoryPoint b, Day on) {
  if (b.on <= a.on) return b.value;
  return a.value + (b.value - a.value) * static_cast<double>(on - a.on) / static_cast<double>(b.on - a.on);
}

struct KindWords {
  std::string_view rule, zh, en;
};
// clang-format off
constexpr KindWords kKindWords[] = {
    {"trajectory.linear",  "按时间均匀推进", "evenly over time"},
    {"trajectory.stated",  "按分期目标",     "as stated per period"},
    {"trajectory.stepped", "按阶梯目标",     "in steps"},
};
// clang-format on

}  // namespace

Trajectory through_year(int year, double start, double end) {
  const auto last = Day::of(year, 12, 31);
  const auto before = Day::of(year - 1, 12, 31);
  CHECK(last && before);
  return {TrajectoryKind::kLinear, *before, *last, start, end, {}};
}

Result<void> check_trajectory(const Trajectory& trajectory) {
  if (!trajectory.from.given() || trajectory.to <= trajectory.from) {
    return error(ErrorCode::kInvalid, "进度的起止日期缺失或次序颠倒",
                 "The first and last day are missing or in the wrong order");
  }
  if (!std::isfinite(trajectory.start) || !std::isfinite(trajectory.end)) {
    return error(ErrorCode::kInvalid, "进度的起点或终点不是数", "Start or end is no number");
  }
  const bool wants_points = trajectory.kind != TrajectoryKind::kLinear;
  if (wants_points == trajectory.points.empty()) {
    return error(
        ErrorCode::kInvalid, wants_points ? "分期或阶梯进度须写明各期数值" : "均匀进度不写各期数值",
        wants_points ? "A stated or stepped trajectory gives its points" : "A linear trajectory has no points");
  }
  Day last = trajectory.from;
  for (const TrajectoryPoint& point : trajectory.points) {
    if (point.on <= last || point.on > trajectory.to || !std::isfinite(point.value)) {
      return error(ErrorCode::kInvalid, fmt::format("{}的分期目标不在起止日期内，或次序颠倒", zh_day(point.on)),
                   fmt::format("The point of {} is outside the days, or in the wrong order", to_iso(point.on)));
    }
    last = point.on;
  }
  return {};
}

double expected_value(const Trajectory& trajectory, Day on) {
  if (on <= trajectory.from) return trajectory.start;
  if (on >= trajectory.to) return trajectory.end;
  TrajectoryPoint before{trajectory.from, trajectory.start};
  for (const TrajectoryPoint& point : trajectory.points) {
    if (point.on > on) {
      return trajectory.kind == TrajectoryKind::kStepped ? before.value : between(before, point, on);
    }
    before = point;
  }
  if (trajectory.kind == TrajectoryKind::kStepped) return before.value;
  return between(before, {trajectory.to, trajectory.end}, on);
}

Explained<double> expected(const Trajectory& trajectory, Day on) {
  const double value = expected_value(trajectory, on);
  const KindWords& words = kKindWords[static_cast<std::size_t>(trajectory.kind)];
  return {value,
          {std::string(words.rule),
           {fmt::format("{}，到{}应达到{}", words.zh, zh_day(on), figure(value)),
            fmt::format("{} should be reached by {}, {}", figure(value), to_iso(on), words.en)},
           {{"start", figure(trajectory.start)},
            {"end", figure(trajectory.end)},
            {"from", to_iso(trajectory.from)},
            {"to", to_iso(trajectory.to)}},
           on}};
}

}  // namespace duban
