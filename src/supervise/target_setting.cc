#include "supervise/target_setting.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace duban {
namespace {

constexpr std::string_view kTrajectoryWords[] = {"linear", "stated", "stepped"};

bool same_promise(const TargetAnchor& kept, const Target& target) {
  return kept.measure == target.measure && kept.value == target.value && kept.unit == target.unit &&
         kept.horizon == target.horizon;
}

bool is_floor(Comparison op) { return op == Comparison::kAtLeast || op == Comparison::kMoreThan; }
bool is_cap(Comparison op) { return op == Comparison::kAtMost || op == Comparison::kLessThan; }

Explained<LightClass> proposed_class(const Target& target, Direction direction, bool has_baseline,
                                     TaskClass task_class, Day on) {
  const auto by = [&](LightClass light_class, std::string_view zh, std::string_view en) {
    return Explained<LightClass>{light_class,
                                 {fmt::format("class.{}", to_word(light_class)),
                                  {std::string(zh), std::string(en)},
                                  {{"measure", std::string(to_word(target.measure))}},
                                  on}};
  };
  const bool rate = target.unit == "%";
  if (target.measure == Measure::kGrowth && direction != Direction::kLower && !is_cap(target.op)) {
    return by(LightClass::kGrowth, "目标是增速", "The target is a growth rate");
  }
  if (target.measure == Measure::kIncrement && !is_cap(target.op)) {
    if (task_class == TaskClass::kProject)
      return by(LightClass::kProject, "项目任务的年度数量", "The year's amount of a project");
    return by(LightClass::kIncrement, "目标是要完成的数量", "The target is an amount to reach");
  }
  if (direction == Direction::kTwoSided && !is_cap(target.op) && !is_floor(target.op)) {
    return by(LightClass::kTwoSided, "目标是稳定的水平", "The target is a stable level");
  }
  if (has_baseline && target.measure == Measure::kLevel && !is_cap(target.op)) {
    return by(LightClass::kLevelPath, "有基期值，按推进路径看", "There is a baseline: along the path from it");
  }
  if (rate) return by(LightClass::kBoundRate, "以百分数表示的控制线", "A bound that is a rate");
  return by(LightClass::kBound, "控制线", "A bound");
}

Trajectory trajectory_of(const Target& target, const TargetSetting& setting, const TargetContext& context) {
  Trajectory path;
  const int year =
      context.plan_year > 1 ? context.plan_year : (context.due.given() ? context.due.year() : 2000);
  path = through_year(year, setting.baseline.value_or(0), target.value);
  int horizon = 0;
  for (const char c : target.horizon)
    horizon = c >= '0' && c <= '9' && horizon < 1000 ? horizon * 10 + (c - '0') : horizon;
  if (horizon > year && horizon < 9999) {
    path.to = *Day::of(horizon, 12, 31);
  } else if (context.due.given() && context.due > path.from) {
    path.to = context.due;
  }
  path.kind = setting.trajectory.value_or(TrajectoryKind::kLinear);
  if (setting.from.given()) path.from = setting.from;
  if (setting.to.given()) path.to = setting.to;
  path.points = setting.points;
  return path;
}

Error bad_setting(std::string zh, std::string en) {
  return error(ErrorCode::kInvalid, std::move(zh), std::move(en));
}

// 120.5 → 120.5, as papers print it; 450000 → 45万 is tried too.
std::vector<std::string> printed_forms(double value) {
  std::vector<std::string> forms = {figure(value)};
  if (value >= 1e4) forms.push_back(figure(value / 1e4) + "万");
  if (value >= 1e8) forms.push_back(figure(value / 1e8) + "亿");
  return forms;
}

}  // namespace

std::string_view to_word(TrajectoryKind kind) { return kTrajectoryWords[static_cast<std::size_t>(kind)]; }
std::optional<TrajectoryKind> trajectory_from_word(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kTrajectoryWords); ++i) {
    if (kTrajectoryWords[i] == word) return static_cast<TrajectoryKind>(i);
  }
  return {};
}

std::vector<TargetAnchor> anchors_of(const std::vector<Target>& targets) {
  std::vector<TargetAnchor> anchors;
  for (const Target& target : targets) {
    TargetAnchor anchor{fmt::format("{}|{}|{}", target.indicator, to_word(target.measure), target.horizon),
                        target.indicator,
                        target.measure,
                        target.value,
                        target.unit,
                        target.horizon};
    const std::string plain = anchor.key;
    const auto taken = [&] {
      return std::any_of(anchors.begin(), anchors.end(),
                         [&](const TargetAnchor& each) { return each.key == anchor.key; });
    };
    for (int nth = 2; taken(); ++nth) anchor.key = fmt::format("{}#{}", plain, nth);
    anchors.push_back(std::move(anchor));
  }
  return anchors;
}

std::vector<int> match_anchors(const std::vector<TargetAnchor>& kept, const std::vector<Target>& targets) {
  const std::vector<TargetAnchor> present = anchors_of(targets);
  std::vector<int> places(kept.size(), -1);
  std::vector<bool> taken(targets.size(), false);
  const auto match = [&](auto same) {
    for (std::size_t k = 0; k < kept.size(); ++k) {
      for (std::size_t t = 0; t < targets.size() && places[k] < 0; ++t) {
        if (taken[t] || !same(kept[k], t)) continue;
        places[k] = static_cast<int>(t);
        taken[t] = true;
      }
    }
  };
  const auto same_indicator = [&](const TargetAnchor& a, std::size_t t) {
    return a.indicator == targets[t].indicator && a.measure == targets[t].measure &&
           a.horizon == targets[t].horizon;
  };
  match([&](const TargetAnchor& a, std::size_t t) {
    return present[t].key == a.key && same_promise(a, targets[t]);
  });
  match([&](const TargetAnchor& a, std::size_t t) {
    return same_indicator(a, t) && same_promise(a, targets[t]);
  });
  match([&](const TargetAnchor& a, std::size_t t) { return present[t].key == a.key; });
  // Another wording of the indicator: only where nothing else could be meant.
  match([&](const TargetAnchor& a, std::size_t t) {
    if (!same_promise(a, targets[t])) return false;
    const auto kept_alike = std::count_if(kept.begin(), kept.end(), [&](const TargetAnchor& each) {
      return same_promise(each, targets[t]) && places[static_cast<std::size_t>(&each - kept.data())] < 0;
    });
    std::int64_t present_alike = 0;
    for (std::size_t i = 0; i < targets.size(); ++i)
      present_alike += !taken[i] && same_promise(a, targets[i]) ? 1 : 0;
    return kept_alike == 1 && present_alike == 1;
  });
  return places;
}

std::string_view words_around(std::string_view text, const Target& target) {
  std::size_t at = target.indicator.empty() ? std::string_view::npos : text.find(target.indicator);
  std::size_t size = target.indicator.size();
  if (at == std::string_view::npos) {
    for (const std::string& form : printed_forms(target.value)) {
      at = text.find(form);
      size = form.size();
      if (at != std::string_view::npos) break;
    }
  }
  if (at == std::string_view::npos) return {};
  constexpr std::string_view kStops[] = {"。", "；", "，", ",", ";", "、"};
  std::size_t begin = 0, end = text.size();
  for (const std::string_view stop : kStops) {
    if (const std::size_t before = text.rfind(stop, at); before != std::string_view::npos)
      begin = std::max(begin, before + stop.size());
    end = std::min(end, text.find(stop, at + size));
  }
  return text.substr(begin, end - begin);
}

TargetInForce in_force(const Target& target, const TargetSetting& setting, const TargetContext& context,
                       const VerdictRules& rules, Day on) {
  TargetInForce out;
  const std::string_view printed = words_around(context.text, target);
  out.promise = promise_of(target, printed, rules);
  out.direction =
      setting.direction
          ? Explained<Direction>{*setting.direction,
                                 {"direction.confirmed", {"督查室已确认", "Confirmed by the office"}, {}, on}}
          : propose_direction(target, printed, rules, on);
  out.promise.direction = out.direction.value;
  out.light_class =
      setting.light_class
          ? Explained<LightClass>{*setting.light_class,
                                  {"class.confirmed", {"督查室已确认", "Confirmed by the office"}, {}, on}}
          : proposed_class(target, out.direction.value, setting.baseline.has_value(), context.task_class, on);
  out.promise.tolerance = setting.tolerance;
  const bool tolerant = target.op == Comparison::kAbout || out.promise.kind == PromiseKind::kStable ||
                        out.light_class.value == LightClass::kTwoSided;
  out.tolerance = setting.tolerance.value_or(tolerant ? tolerance_of(out.promise, rules) : 0);
  out.trajectory = trajectory_of(target, setting, context);
  if (!setting.releases.empty()) out.released_on = setting.releases.front();
  return out;
}

Result<void> check_setting(const Target& target, const TargetSetting& setting, const TargetContext& context,
                           const VerdictRules& rules) {
  for (const std::optional<double>* number : {&setting.tolerance, &setting.baseline}) {
    if (*number && !std::isfinite(**number))
      return bad_setting("允许偏差或基期值不是数", "The tolerance or baseline is no number");
  }
  if (setting.tolerance && *setting.tolerance < 0) {
    return bad_setting("允许偏差不能小于0", "The tolerance cannot be below nought");
  }
  for (std::size_t i = 0; i < setting.releases.size(); ++i) {
    if (setting.releases[i].given() && (i == 0 || setting.releases[i] > setting.releases[i - 1])) continue;
    return bad_setting("发布日期应从早到晚填写，不重复", "Release days rise, each once");
  }
  const TargetInForce settled = in_force(target, setting, context, rules, context.due);
  if (settled.light_class.value == LightClass::kLevelPath && !setting.baseline) {
    return bad_setting("按路径推进的水平类目标须填基期值", "A level along a path wants its baseline");
  }
  if (settled.light_class.value == LightClass::kMilestone) {
    return bad_setting("有数量的目标不能按节点计灯", "A target with a number has no light by milestones");
  }
  return check_trajectory(settled.trajectory);
}

LightInput light_input(const Target& target, const TargetInForce& settled, std::optional<double> value,
                       Day as_of) {
  LightInput input;
  input.light_class = settled.light_class.value;
  input.direction = settled.direction.value;
  input.trajectory = settled.trajectory;
  // A range promises its nearer end.
  input.promised = target.value_max && input.direction == Direction::kLower ? *target.value_max : target.value;
  input.tolerance = settled.tolerance;
  input.value = value;
  input.as_of = as_of;
  input.released_on = settled.released_on;
  return input;
}

}  // namespace duban
