#include "supervise/verdict.h"

#include <fmt/format.h>

#include <cmath>

namespace duban {
namespace {

struct VerdictWord {
  std::string_view word, zh, en;
};
// clang-format off
constexpr VerdictWord kVerdictWords[] = {
    {"undecidable", "不可判定", "undecidable"},
    {"met",         "达成",     "met"},
    {"not_met",     "未达成",   "not met"},
};
// clang-format on

// clang-format off
constexpr std::string_view kPromiseWords[] = {
    "amount",  "stable",  "cumulative", "added",       "synchronous", "assigned", "cleared",   "full_coverage",
    "ahead",   "rising",  "steady",     "no_decrease", "no_increase", "none",     "one_visit", "ranking",
    "stage",
};
// clang-format on

// What a rule found, before the day is looked at.
struct Finding {
  Verdict verdict = Verdict::kUndecidable;
  std::string rule;
  std::string zh, en;
  std::vector<ReasonInput> inputs;
  bool final_now = false;  // cannot change before the period ends
};

double slack(double a, double b) { return 1e-9 * std::fmax(1, std::fmax(std::fabs(a), std::fabs(b))); }
bool at_least(double value, double bound) { return value >= bound - slack(value, bound); }
bool more_than(double value, double bound) { return value > bound + slack(value, bound); }

Verdict met(bool is) { return is ? Verdict::kMet : Verdict::kNotMet; }

Finding undecidable(std::string_view rule, std::string_view zh, std::string_view en) {
  return {Verdict::kUndecidable, std::string(rule), std::string(zh), std::string(en), {}, true};
}

// The value in the promise's own terms, reckoned where it is not given.
std::optional<double> value_of(const Promise& promise, const Outcome& outcome) {
  if (promise.kind == PromiseKind::kCumulative) return outcome.cumulative;
  if (outcome.value) return outcome.value;
  if (!outcome.level) return {};
  if (promise.measure == Measure::kLevel) return outcome.level;
  if (!outcome.baseline) return {};
  if (promise.measure == Measure::kIncrement) return *outcome.level - *outcome.baseline;
  if (*outcome.baseline == 0) return {};
  return (*outcome.level / *outcome.baseline - 1) * 100;
}

// Amounts only grow: what is reached stays reached, a cap that is broken stays broken.
bool only_grows(const Promise& promise) {
  return promise.measure == Measure::kIncrement || promise.kind == PromiseKind::kCumulative ||
         promise.kind == PromiseKind::kAdded;
}

Finding compared(std::string_view rule, bool is, double value, std::string_view zh, std::string_view en) {
  Finding finding;
  finding.verdict = met(is);
  finding.rule = std::string(rule);
  finding.zh = fmt::format("实际{}，{}", figure(value), zh);
  finding.en = fmt::format("{} {}", figure(value), en);
  finding.inputs = {{"value", figure(value)}};
  return finding;
}

Finding judge_range(const Promise& promise, double value) {
  const double low = promise.value, high = *promise.value_max;
  const bool above = at_least(value, low), below = at_least(high, value);
  const bool is = promise.direction == Direction::kHigher  ? above
                  : promise.direction == Direction::kLower ? below
                                                           : above && below;
  Finding finding =
      compared("verdict.range", is, value, fmt::format("目标区间{}至{}", figure(low), figure(high)),
               fmt::format("against {} to {}", figure(low), figure(high)));
  finding.final_now = only_grows(promise) && is && promise.direction == Direction::kHigher;
  return finding;
}

// 左右 with a way that is better: beyond the value on that side is no miss.
Finding judge_about(const Promise& promise, double value, double tolerance, std::string_view rule) {
  const bool above = at_least(value, promise.value - tolerance);
  const bool below = at_least(promise.value + tolerance, value);
  const bool is = promise.direction == Direction::kHigher  ? above
                  : promise.direction == Direction::kLower ? below
                                                           : above && below;
  Finding finding = compared(rule, is, value,
                             fmt::format("目标{}，允许偏差±{}（{}）", figure(promise.value), figure(tolerance),
                                         zh_name(promise.direction)),
                             fmt::format("against {} ± {}", figure(promise.value), figure(tolerance)));
  finding.inputs.push_back({"tolerance", figure(tolerance)});
  finding.final_now = only_grows(promise) && is && promise.direction == Direction::kHigher;
  return finding;
}

Finding judge_equal(const Promise& promise, double value) {
  if (promise.direction == Direction::kLower) {
    Finding finding = compared("verdict.down_to", at_least(promise.value, value), value,
                               fmt::format("应降至{}", figure(promise.value)),
                               fmt::format("against down to {}", figure(promise.value)));
    return finding;
  }
  Finding finding = compared("verdict.reach", at_least(value, promise.value), value,
                             fmt::format("应达到{}", figure(promise.value)),
                             fmt::format("against {}", figure(promise.value)));
  finding.final_now = only_grows(promise) && finding.verdict == Verdict::kMet;
  return finding;
}

Finding judge_bound(const Promise& promise, double value) {
  const double bound = promise.value;
  Finding finding;
  switch (promise.op) {
    case Comparison::kAtLeast:
      finding =
          compared("verdict.at_least", at_least(value, bound), value, fmt::format("应不低于{}", figure(bound)),
                   fmt::format("against at least {}", figure(bound)));
      break;
    case Comparison::kMoreThan:
      finding =
          compared("verdict.more_than", more_than(value, bound), value, fmt::format("应超过{}", figure(bound)),
                   fmt::format("against more than {}", figure(bound)));
      break;
    case Comparison::kAtMost:
      finding =
          compared("verdict.at_most", at_least(bound, value), value, fmt::format("应在{}以内", figure(bound)),
                   fmt::format("against at most {}", figure(bound)));
      break;
    default:
      finding =
          compared("verdict.less_than", more_than(bound, value), value, fmt::format("应低于{}", figure(bound)),
                   fmt::format("against less than {}", figure(bound)));
      break;
  }
  const bool floor = promise.op == Comparison::kAtLeast || promise.op == Comparison::kMoreThan;
  finding.final_now = only_grows(promise) && finding.verdict == (floor ? Verdict::kMet : Verdict::kNotMet);
  return finding;
}

Finding judge_amount(const Promise& promise, const Outcome& outcome, const VerdictRules& rules) {
  const std::optional<double> value = value_of(promise, outcome);
  if (!value || !std::isfinite(*value)) {
    if (promise.kind == PromiseKind::kCumulative && outcome.value) {
      return undecidable("verdict.no_cumulative", "目标是累计数，只有当期数，没有累计数",
                         "The promise counts from the beginning; only the period's figure is known");
    }
    return undecidable("verdict.no_data", "没有数据", "There is no figure");
  }
  if (promise.value_max) return judge_range(promise, *value);
  if (promise.kind == PromiseKind::kStable) {
    return judge_about(promise, *value, tolerance_of(promise, rules), "verdict.stable");
  }
  if (promise.op == Comparison::kAbout) {
    return judge_about(promise, *value, tolerance_of(promise, rules), "verdict.about");
  }
  if (promise.op != Comparison::kEqual) return judge_bound(promise, *value);
  if (promise.direction == Direction::kTwoSided) {
    return judge_about(promise, *value, tolerance_of(promise, rules), "verdict.two_sided");
  }
  return judge_equal(promise, *value);
}

// What stands beside the bound that a goal without a number names, or a person's word where there are no
// figures.
Finding by_person(const Outcome& outcome) {
  if (!outcome.confirmed) {
    return undecidable("verdict.awaits_person", "没有数据可比，待督查室核查后认定",
                       "There is no figure to compare: it is for a person to say after checking");
  }
  return {met(*outcome.confirmed),
          "verdict.by_person",
          *outcome.confirmed ? "已认定达到" : "已认定没有达到",
          *outcome.confirmed ? "It was found to be reached" : "It was found not to be reached",
          {},
          true};
}

Finding judge_synchronous(const Promise& promise, const Outcome& outcome, const VerdictRules& rules) {
  if (!outcome.value || !outcome.reference) {
    if (outcome.confirmed) return by_person(outcome);
    return undecidable("verdict.no_reference", "缺少本项增速或经济增速",
                       "The rate or the economy's growth is not known");
  }
  const double tolerance = promise.tolerance.value_or(rules.synchronous_points);
  Finding finding =
      compared("verdict.synchronous", at_least(*outcome.value, *outcome.reference - tolerance), *outcome.value,
               fmt::format("经济增长{}，允许低{}个百分点", figure(*outcome.reference), figure(tolerance)),
               fmt::format("against the economy's {}, up to {} points less", figure(*outcome.reference),
                           figure(tolerance)));
  finding.inputs.push_back({"reference", figure(*outcome.reference)});
  finding.inputs.push_back({"tolerance", figure(tolerance)});
  return finding;
}

Finding judge_assigned(const Promise& promise, const Outcome& outcome) {
  if (outcome.value && outcome.reference) {
    const bool lower = promise.direction == Direction::kLower;
    const bool is =
        lower ? at_least(*outcome.reference, *outcome.value) : at_least(*outcome.value, *outcome.reference);
    Finding finding =
        compared("verdict.assigned", is, *outcome.value, fmt::format("下达任务{}", figure(*outcome.reference)),
                 fmt::format("against the {} that was assigned", figure(*outcome.reference)));
    finding.inputs.push_back({"reference", figure(*outcome.reference)});
    finding.final_now = is && !lower;
    return finding;
  }
  if (outcome.confirmed) {
    return {met(*outcome.confirmed),
            "verdict.assigned_confirmed",
            *outcome.confirmed ? "上级已认定完成" : "上级认定未完成",
            *outcome.confirmed ? "The superior confirmed it" : "The superior denied it",
            {},
            true};
  }
  return undecidable("verdict.no_reference", "没有下达数，也没有上级认定",
                     "Neither the assigned amount nor the superior's word is known");
}

Finding judge_cleared(const Outcome& outcome) {
  if (!outcome.remaining && outcome.confirmed) return by_person(outcome);
  if (!outcome.remaining) return undecidable("verdict.no_data", "没有存量数", "How many are left is not known");
  const bool none = at_least(0, *outcome.remaining);
  return {met(none),
          "verdict.cleared",
          none ? "存量为零" : fmt::format("还有{}未清零", figure(*outcome.remaining)),
          none ? "None is left" : fmt::format("{} are left", figure(*outcome.remaining)),
          {{"remaining", figure(*outcome.remaining)}},
          false};
}

Finding judge_coverage(const Outcome& outcome) {
  if (!outcome.covered || !outcome.total || *outcome.total <= 0) {
    if (outcome.confirmed) return by_person(outcome);
    return undecidable("verdict.no_data", "没有应覆盖数或已覆盖数",
                       "How many there are, or are covered, is not known");
  }
  const bool all = at_least(*outcome.covered, *outcome.total);
  return {met(all),
          "verdict.full_coverage",
          fmt::format("应覆盖{}，已覆盖{}", figure(*outcome.total), figure(*outcome.covered)),
          fmt::format("{} of {} are covered", figure(*outcome.covered), figure(*outcome.total)),
          {{"covered", figure(*outcome.covered)}, {"total", figure(*outcome.total)}},
          false};
}

Finding judge_ahead(const Promise& promise, const Outcome& outcome) {
  if (!outcome.value || !outcome.reference) return by_person(outcome);
  const bool lower = promise.direction == Direction::kLower;
  const bool is =
      lower ? more_than(*outcome.reference, *outcome.value) : more_than(*outcome.value, *outcome.reference);
  Finding finding =
      compared("verdict.ahead", is, *outcome.value,
               fmt::format("应{}{}", lower ? "低于" : "高于", figure(*outcome.reference)),
               fmt::format("against {} {}", lower ? "below" : "above", figure(*outcome.reference)));
  finding.inputs.push_back({"reference", figure(*outcome.reference)});
  return finding;
}

Finding judge_ranking(const Outcome& outcome) {
  if (!outcome.value || !outcome.reference) return by_person(outcome);
  Finding finding = compared("verdict.ranking", at_least(*outcome.reference, *outcome.value), *outcome.value,
                             fmt::format("应在前{}名", figure(*outcome.reference)),
                             fmt::format("against the first {}", figure(*outcome.reference)));
  finding.inputs.push_back({"reference", figure(*outcome.reference)});
  return finding;
}

// How far a work is, where that is known: works only go on.
Finding judge_stage(const Promise& promise, const Outcome& outcome) {
  if (!outcome.value) return by_person(outcome);
  const auto stage = [](double value) { return static_cast<ProjectStage>(static_cast<int>(value)); };
  const bool is = at_least(*outcome.value, promise.value);
  const ProjectStage wanted = stage(promise.value);
  const ProjectStage reached = stage(*outcome.value);
  return {met(is),
          "verdict.stage",
          fmt::format("已到“{}”，应到“{}”", zh_name(reached), zh_name(wanted)),
          fmt::format("it is at “{}”, and has to be at “{}”", to_word(reached), to_word(wanted)),
          {{"reached", std::string(to_word(reached))}, {"wanted", std::string(to_word(wanted))}},
          is};
}

// Against the year before: 稳中有升, 只增不减, 只减不增.
Finding judge_change(const Promise& promise, const Outcome& outcome) {
  std::optional<double> change = outcome.value;
  if (!change && outcome.level && outcome.baseline) change = *outcome.level - *outcome.baseline;
  if (!change || !std::isfinite(*change)) return by_person(outcome);
  if (promise.kind == PromiseKind::kRising) {
    return compared("verdict.rising", more_than(*change, 0), *change, "应比上年提高",
                    "against more than the year before");
  }
  if (promise.kind == PromiseKind::kNoDecrease) {
    return compared("verdict.no_decrease", at_least(*change, 0), *change, "应不少于上年",
                    "against no less than the year before");
  }
  return compared("verdict.no_increase", at_least(0, *change), *change, "应不多于上年",
                  "against no more than the year before");
}

Finding judge_steady(const Promise& promise, const Outcome& outcome, const VerdictRules& rules) {
  if (!outcome.level || !outcome.baseline) return by_person(outcome);
  const double tolerance = promise.tolerance.value_or(std::fabs(*outcome.baseline) * rules.about_percent / 100);
  const bool is = at_least(tolerance, std::fabs(*outcome.level - *outcome.baseline));
  Finding finding =
      compared("verdict.steady", is, *outcome.level,
               fmt::format("上年{}，允许偏差±{}", figure(*outcome.baseline), figure(tolerance)),
               fmt::format("against last year's {} ± {}", figure(*outcome.baseline), figure(tolerance)));
  finding.inputs.push_back({"baseline", figure(*outcome.baseline)});
  finding.inputs.push_back({"tolerance", figure(tolerance)});
  return finding;
}

Finding judge_none(const Outcome& outcome) {
  if (!outcome.remaining && outcome.confirmed) return by_person(outcome);
  if (!outcome.remaining) return undecidable("verdict.no_data", "没有发生数", "How many happened is not known");
  const bool none = at_least(0, *outcome.remaining);
  return {met(none),
          "verdict.none",
          none ? "没有发生" : fmt::format("已发生{}", figure(*outcome.remaining)),
          none ? "None happened" : fmt::format("{} happened", figure(*outcome.remaining)),
          {{"remaining", figure(*outcome.remaining)}},
          !none};
}

Finding find(const Promise& promise, const Outcome& outcome, const VerdictRules& rules) {
  switch (promise.kind) {
    case PromiseKind::kSynchronous:
      return judge_synchronous(promise, outcome, rules);
    case PromiseKind::kAssigned:
      return judge_assigned(promise, outcome);
    case PromiseKind::kCleared:
      return judge_cleared(outcome);
    case PromiseKind::kFullCoverage:
      return judge_coverage(outcome);
    case PromiseKind::kAhead:
      return judge_ahead(promise, outcome);
    case PromiseKind::kRising:
    case PromiseKind::kNoDecrease:
    case PromiseKind::kNoIncrease:
      return judge_change(promise, outcome);
    case PromiseKind::kSteady:
      return judge_steady(promise, outcome, rules);
    case PromiseKind::kNone:
      return judge_none(outcome);
    case PromiseKind::kOneVisit:
      return by_person(outcome);
    case PromiseKind::kRanking:
      return judge_ranking(outcome);
    case PromiseKind::kStage:
      return judge_stage(promise, outcome);
    default:
      return judge_amount(promise, outcome, rules);
  }
}

}  // namespace

std::string_view to_word(PromiseKind kind) { return kPromiseWords[static_cast<std::size_t>(kind)]; }
std::string_view to_word(Verdict verdict) { return kVerdictWords[static_cast<std::size_t>(verdict)].word; }
std::string_view zh_name(Verdict verdict) { return kVerdictWords[static_cast<std::size_t>(verdict)].zh; }
std::string_view en_name(Verdict verdict) { return kVerdictWords[static_cast<std::size_t>(verdict)].en; }

double tolerance_of(const Promise& promise, const VerdictRules& rules) {
  if (promise.tolerance) return *promise.tolerance;
  const bool is_rate = promise.measure == Measure::kGrowth || promise.unit == "%";
  return is_rate ? rules.about_points : std::fabs(promise.value) * rules.about_percent / 100;
}

Explained<Verdict> judge(const Promise& promise, const Outcome& outcome, Day period_end,
                         const VerdictRules& rules, Day on) {
  Finding finding = find(promise, outcome, rules);
  const bool open =
      finding.verdict == Verdict::kUndecidable || (outcome.as_of < period_end && !finding.final_now);
  if (open && outcome.released_on && on < *outcome.released_on) {
    finding =
        undecidable("verdict.awaiting_release", fmt::format("待统计，{}发布", zh_day(*outcome.released_on)),
                    fmt::format("Awaiting release on {}", to_iso(*outcome.released_on)));
  } else if (outcome.as_of > on) {
    finding = undecidable("verdict.no_as_of", "数据截止日期在今天之后", "The figures are dated after today");
  } else if (outcome.as_of < period_end && !finding.final_now) {
    finding.verdict = Verdict::kUndecidable;
    finding.rule = "verdict.period_not_over";
    finding.zh = fmt::format("数据截至{}，期末为{}，尚不能判定（目前{}）", zh_day(outcome.as_of),
                             zh_day(period_end), finding.zh);
    finding.en = fmt::format("The figures are of {}, the period ends on {}: too early to say (so far {})",
                             to_iso(outcome.as_of), to_iso(period_end), finding.en);
  }
  finding.inputs.insert(finding.inputs.begin(), {{"promise", promise.words}, {"as_of", to_iso(outcome.as_of)}});
  const std::string quoted_zh = promise.words.empty() ? "" : fmt::format("“{}”：", promise.words);
  const std::string quoted_en = promise.words.empty() ? "" : fmt::format("“{}”: ", promise.words);
  return {finding.verdict,
          {finding.rule,
           {fmt::format("{}{}。{}", quoted_zh, finding.zh, zh_name(finding.verdict)),
            fmt::format("{}{}. {}", quoted_en, finding.en, en_name(finding.verdict))},
           std::move(finding.inputs),
           on}};
}

}  // namespace duban
