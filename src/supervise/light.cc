#include "supervise/light.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/embedded.h"
#include "supervise/rule_file.h"

namespace duban {
namespace {

template <class Enum>
struct LightWord {
  Enum value;
  std::string_view word, zh, en;
};
// clang-format off
constexpr LightWord<Light> kLightWords[] = {
    {Light::kGrey,     "grey",     "灰灯",   "grey"},
    {Light::kGreen,    "green",    "绿灯",   "green"},
    {Light::kYellow,   "yellow",   "黄灯",   "yellow"},
    {Light::kRed,      "red",      "红灯",   "red"},
    {Light::kAwaiting, "awaiting", "待统计", "awaiting release"},
};
constexpr LightWord<LightClass> kClassWords[] = {
    {LightClass::kIncrement, "increment",  "数量",       "amount"},
    {LightClass::kProject,   "project",    "项目",       "project"},
    {LightClass::kGrowth,    "growth",     "增速",       "growth rate"},
    {LightClass::kLevelPath, "level_path", "水平",       "level"},
    {LightClass::kBoundRate, "bound_rate", "比率控制线", "bound of a rate"},
    {LightClass::kBound,     "bound",      "控制线",     "bound"},
    {LightClass::kTwoSided,  "two_sided",  "稳定水平",   "stable level"},
    {LightClass::kMilestone, "milestone",  "节点",       "milestones"},
};
static_assert(std::size(kClassWords) == kLightClassCount);
constexpr LightWord<Direction> kDirectionWords[] = {
    {Direction::kHigher,   "higher",    "越高越好", "higher is better"},
    {Direction::kLower,    "lower",     "越低越好", "lower is better"},
    {Direction::kTwoSided, "two_sided", "保持稳定", "neither way"},
};
struct BasisWord {
  LightBasis basis;
  std::string_view word, zh, en;
};
constexpr BasisWord kBasisWords[] = {
    {LightBasis::kShare,      "share",      "个百分点（占全部目标）", " points of the whole"},
    {LightBasis::kPoints,     "points",     "个百分点",               " points"},
    {LightBasis::kPercent,    "percent",    "%",                      "%"},
    {LightBasis::kTolerances, "tolerances", "倍允许偏差",             " times the tolerance"},
};
// clang-format on

// Twelve digits: 4.5 − 0.2 is 4.3.
double tidy(double value) { return std::round(value * 1e9) / 1e9; }
// In a sentence two decimals are enough.
std::string in_words(double value) { return figure(std::round(value * 100) / 100); }

Result<void> read_light_line(const RuleLine& line, LightRules& rules) {
  if (line.key() == "stale_after") {
    rules.stale_after = TRY(line.whole(1, 1, 3660));
    return {};
  }
  const auto light_class = light_class_from_word(line.key());
  if (!light_class) {
    return line.wrong(fmt::format("不认识的类别“{}”", line.key()),
                      fmt::format("no such class: “{}”", line.key()));
  }
  const auto basis = std::find_if(std::begin(kBasisWords), std::end(kBasisWords),
                                  [&](const BasisWord& each) { return each.word == line.column(1); });
  if (basis == std::end(kBasisWords)) {
    return line.wrong(fmt::format("不认识的计算方式“{}”", line.column(1)),
                      fmt::format("it counts no “{}”", line.column(1)));
  }
  const LightRule packed = rules.rules[static_cast<std::size_t>(*light_class)];
  const LightRule rule{basis->basis, TRY(line.number(2)), TRY(line.number(3))};
  const bool first_reading = packed == LightRule{};
  if (!first_reading && packed.basis != rule.basis) {
    return line.wrong("此类的计算方式不能改变", "what this class counts cannot be changed");
  }
  if (rule.green_at_most < 0 || rule.yellow_at_most < rule.green_at_most) {
    return line.wrong("绿灯的界限不能小于0，黄灯的界限不能小于绿灯的",
                      "green is at least 0, and yellow at least green");
  }
  rules.rules[static_cast<std::size_t>(*light_class)] = rule;
  return {};
}

Explained<Light> plain(Light light, std::string_view rule, std::string zh, std::string en, Day on) {
  return {light, {std::string(rule), {std::move(zh), std::move(en)}, {}, on}};
}

// How far behind, in the rule's terms.
struct Behind {
  double by = 0;
  double expected = 0;
  bool known = true;
};

Behind behind_trajectory(const LightInput& input) {
  const double way = input.trajectory.end - input.trajectory.start;
  if (way == 0 || !check_trajectory(input.trajectory).ok()) return {0, 0, false};
  const double should = expected_value(input.trajectory, input.as_of);
  return {tidy((should - *input.value) / way * 100), should, true};
}

Behind behind_promise(const LightInput& input, LightBasis basis) {
  double by = *input.value - input.promised;
  if (input.direction == Direction::kHigher) by = -by;
  if (input.direction == Direction::kTwoSided) by = std::fabs(by);
  if (basis == LightBasis::kTolerances) {
    const double away = std::fabs(*input.value - input.promised);
    return {input.tolerance > 0 ? tidy(away / input.tolerance) : 0, input.promised, input.tolerance > 0};
  }
  by -= input.tolerance;
  if (basis == LightBasis::kPercent) {
    if (input.promised == 0) return {by > 0 ? HUGE_VAL : 0, 0, true};  // nought is nought: anything is beyond
    by = by / std::fabs(input.promised) * 100;
  }
  return {std::isfinite(by) ? tidy(by) : by, input.promised, true};
}

Light colour_of(double behind, const LightRule& rule) {
  if (behind <= rule.green_at_most) return Light::kGreen;
  return behind <= rule.yellow_at_most ? Light::kYellow : Light::kRed;
}

Explained<Light> coloured(const LightInput& input, const LightRule& rule, const Behind& behind, Day on) {
  const Light light = colour_of(behind.by, rule);
  const BasisWord& basis = kBasisWords[static_cast<std::size_t>(rule.basis)];
  const std::string_view class_word = to_word(input.light_class);
  const std::string by = in_words(std::fabs(behind.by));
  std::string zh =
      fmt::format("截至{}为{}，应为{}", zh_day(input.as_of), figure(*input.value), in_words(behind.expected));
  std::string en =
      fmt::format("{} as of {}, {} due", figure(*input.value), to_iso(input.as_of), in_words(behind.expected));
  if (rule.basis == LightBasis::kTolerances) {
    zh += fmt::format("，相差{}{}", by, basis.zh);
    en += fmt::format(": {}{} away", by, basis.en);
  } else if (behind.by > 0) {
    zh += fmt::format("，差{}{}", by, basis.zh);
    en += fmt::format(": {}{} behind", by, basis.en);
  } else {
    zh += "，不落后";
    en += ": not behind";
  }
  zh +=
      fmt::format("；不超过{}为绿灯，不超过{}为黄灯", figure(rule.green_at_most), figure(rule.yellow_at_most));
  en +=
      fmt::format("; green up to {}, yellow up to {}", figure(rule.green_at_most), figure(rule.yellow_at_most));
  return {light,
          {fmt::format("light.{}", class_word),
           {std::move(zh), std::move(en)},
           {{"value", figure(*input.value)},
            {"as_of", to_iso(input.as_of)},
            {"expected", figure(behind.expected)},
            {"tolerance", figure(input.tolerance)},
            {"behind", figure(behind.by)},
            {"green_at_most", figure(rule.green_at_most)},
            {"yellow_at_most", figure(rule.yellow_at_most)}},
           on}};
}

// A milestone that is done early does not make up for one that is missed.
Explained<Light> milestone_light(const LightInput& input, const LightRule& rule, Day on) {
  double all = 0, due = 0, missed = 0, done = 0;
  for (const Milestone& each : input.milestones) {
    if (!(each.weight > 0)) continue;
    const bool is_done = each.done_on && *each.done_on <= on;
    all += each.weight;
    if (is_done) done += each.weight;
    if (each.due < on) due += each.weight;
    if (each.due < on && !is_done) missed += each.weight;
  }
  if (all == 0)
    return plain(Light::kGrey, "light.no_data", "没有节点，无从判断", "There are no milestones", on);
  const double behind = tidy(missed / all * 100);
  Explained<Light> light{colour_of(behind, rule), {"light.milestone", {}, {}, on}};
  light.why.words = {
      fmt::format("节点按权重应完成{}%，已完成{}%，到期未完成{}%；不超过{}为绿灯，不超过{}为黄灯",
                  in_words(due / all * 100), in_words(done / all * 100), in_words(behind),
                  figure(rule.green_at_most), figure(rule.yellow_at_most)),
      fmt::format(
          "By weight {}% of the milestones are due, {}% done, {}% missed; green up to {}, yellow up to {}",
          in_words(due / all * 100), in_words(done / all * 100), in_words(behind), figure(rule.green_at_most),
          figure(rule.yellow_at_most))};
  light.why.inputs = {{"due_weight", figure(due)},
                      {"done_weight", figure(done)},
                      {"missed_weight", figure(missed)},
                      {"all", figure(all)}};
  return light;
}

bool counts_to_a_day(LightClass light_class) {
  return light_class == LightClass::kIncrement || light_class == LightClass::kProject ||
         light_class == LightClass::kMilestone;
}

// What is promised is reached: passing the due date changes nothing.
bool reached(const LightInput& input) {
  if (input.light_class == LightClass::kMilestone) {
    return !input.milestones.empty() &&
           std::all_of(input.milestones.begin(), input.milestones.end(),
                       [](const Milestone& each) { return each.done_on.has_value(); });
  }
  if (!input.value) return false;
  const bool rises = input.trajectory.end >= input.trajectory.start;
  return rises ? *input.value >= input.trajectory.end : *input.value <= input.trajectory.end;
}

std::optional<Explained<Light>> light_without_data(const LightInput& input, const LightRules& rules, Day on) {
  if (input.light_class == LightClass::kMilestone) return {};
  const bool given = input.value && std::isfinite(*input.value);
  if (!given && input.released_on && on < *input.released_on) {
    return plain(Light::kAwaiting, "light.awaiting_release",
                 fmt::format("待统计，{}发布", zh_day(*input.released_on)),
                 fmt::format("Awaiting release on {}", to_iso(*input.released_on)), on);
  }
  if (!given) return plain(Light::kGrey, "light.no_data", "没有数据", "There is no figure", on);
  if (!input.as_of.given() || input.as_of > on) {
    return plain(Light::kGrey, "light.no_as_of", "数据没有截止日期，或截止日期在今天之后",
                 "The figure has no as-of date, or one after today", on);
  }
  if (on - input.as_of > rules.stale_after) {
    return plain(
        Light::kGrey, "light.stale",
        fmt::format("数据截至{}，已超过{}天", zh_day(input.as_of), rules.stale_after),
        fmt::format("The figure is of {}, more than {} days ago", to_iso(input.as_of), rules.stale_after), on);
  }
  return {};
}

template <class Enum, class Table>
std::optional<Enum> light_from_word(const Table& table, std::string_view word) {
  for (const auto& row : table) {
    if (row.word == word) return row.value;
  }
  return {};
}

}  // namespace

Result<LightRules> read_light_rules(std::string_view file, std::string_view text) {
  static const LightRules packed = [] {
    LightRules rules;
    for (const embedded::File& each : embedded::rule_files()) {
      if (each.path != "lights.txt") continue;
      for (const RuleLine& line : read_rule_lines(each.path, each.bytes))
        CHECK(read_light_line(line, rules).ok());
    }
    return rules;
  }();
  LightRules rules = packed;
  for (const RuleLine& line : read_rule_lines(file, text)) TRY(read_light_line(line, rules));
  return rules;
}

const LightRules& default_light_rules() {
  static const LightRules rules = read_light_rules("lights.txt", "").take();
  return rules;
}

Explained<Light> schedule_light(const LightInput& input, const LightRules& rules, Day on) {
  if (input.work == WorkState::kClosed) return plain(Light::kGreen, "light.closed", "已办结", "Closed", on);
  if (input.work == WorkState::kSuspended) {
    return plain(Light::kGrey, "light.suspended", "任务中止或已终止，不计进度",
                 "Suspended or ended: no schedule runs", on);
  }
  const bool past_due = input.due.given() && on > input.due && input.work == WorkState::kOpen;
  if (past_due && counts_to_a_day(input.light_class) && !reached(input)) {
    Explained<Light> light =
        plain(Light::kRed, "light.past_due", fmt::format("已过时限{}，未办结", zh_day(input.due)),
              fmt::format("Past the due date {}, not done", to_iso(input.due)), on);
    light.why.inputs = {{"due", to_iso(input.due)}};
    return light;
  }
  if (auto none = light_without_data(input, rules, on)) return *std::move(none);
  const LightRule& rule = rules.rules[static_cast<std::size_t>(input.light_class)];
  if (input.light_class == LightClass::kMilestone) return milestone_light(input, rule, on);
  const Behind behind =
      rule.basis == LightBasis::kShare ? behind_trajectory(input) : behind_promise(input, rule.basis);
  if (!behind.known) {
    return plain(Light::kGrey, "light.no_trajectory", "没有可用的序时进度或允许偏差",
                 "There is no usable trajectory or tolerance", on);
  }
  return coloured(input, rule, behind, on);
}

Explained<Light> task_light(const std::vector<Explained<Light>>& lights, Day on) {
  constexpr Light kWorstFirst[] = {Light::kRed, Light::kYellow, Light::kGrey, Light::kAwaiting, Light::kGreen};
  for (const Light light : kWorstFirst) {
    const auto found = std::find_if(lights.begin(), lights.end(),
                                    [&](const Explained<Light>& each) { return each.value == light; });
    if (found == lights.end()) continue;
    Explained<Light> worst = *found;
    if (lights.size() > 1) {
      worst.why.words.zh = fmt::format("{}项中最差的一项：{}", lights.size(), worst.why.words.zh);
      worst.why.words.en = fmt::format("The worst of {}: {}", lights.size(), worst.why.words.en);
      worst.why.inputs.push_back({"lights", std::to_string(lights.size())});
    }
    return worst;
  }
  return plain(Light::kGrey, "light.no_data", "没有目标也没有节点", "There is neither a target nor a milestone",
               on);
}

std::string_view to_word(Light light) { return kLightWords[static_cast<std::size_t>(light)].word; }
std::string_view zh_name(Light light) { return kLightWords[static_cast<std::size_t>(light)].zh; }
std::string_view en_name(Light light) { return kLightWords[static_cast<std::size_t>(light)].en; }
std::string_view to_word(LightClass light_class) {
  return kClassWords[static_cast<std::size_t>(light_class)].word;
}
std::string_view zh_name(LightClass light_class) {
  return kClassWords[static_cast<std::size_t>(light_class)].zh;
}
std::string_view to_word(Direction direction) {
  return kDirectionWords[static_cast<std::size_t>(direction)].word;
}
std::string_view zh_name(Direction direction) {
  return kDirectionWords[static_cast<std::size_t>(direction)].zh;
}
std::optional<LightClass> light_class_from_word(std::string_view word) {
  return light_from_word<LightClass>(kClassWords, word);
}
std::optional<Direction> direction_from_word(std::string_view word) {
  return light_from_word<Direction>(kDirectionWords, word);
}

}  // namespace duban
