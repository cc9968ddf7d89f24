#include "supervise/outcomes.h"

#include <algorithm>
#include <cmath>

#include "align/parts.h"
#include "base/json.h"
#include "grammar/project.h"
#include "grammar/qualitative.h"
#include "plan/target_words.h"
#include "supervise/figure_finder.h"
#include "supervise/indicator_name.h"
#include "supervise/review.h"

namespace duban {
namespace {

// A named work of which the review tells a stage.
struct ReportedWork {
  Project work;
  std::size_t part = 0;
};

// The item of a task's text that holds the amount: what stands around it tells 稳定在 and 累计.
std::string_view part_around(std::string_view text, const PairBag& indicator, PairWeights& weights) {
  std::string_view best = text;
  double most = -1;
  for (const std::string_view part : comma_parts(text)) {
    for (std::size_t begin = 0; begin < part.size();) {
      const std::size_t end = std::min(part.find("、", begin), part.size());
      const std::string_view item = part.substr(begin, end - begin);
      begin = end + std::string_view("、").size();
      const PairBag bag = weights.bag(item);
      const double common = weights.common(indicator, bag) / (1 + 0.01 * static_cast<double>(item.size()));
      if (common > most) {
        most = common;
        best = item;
      }
    }
  }
  return best;
}

class Matcher {
 public:
  Matcher(const Plan& plan, const Plan& report, const VerdictRules& rules, Day on)
      : plan_(plan), report_(report), rules_(rules), on_(on) {}

  Result<PlanOutcomes> run() {
    TRY(take_review());
    for (const Task& task : plan_.tasks) judge_task(task, task.no);
    for (const TaskList& list : plan_.lists) {
      for (const Task& task : list.tasks) judge_task(task, "L" + task.no);
    }
    if (out_.outcomes.empty()) {
      return error(ErrorCode::kInvalid, "第一份材料里没有可以判定的目标。请确认它是分工方案",
                   "the first paper holds no target to be judged. Is it a division plan?");
    }
    const int plan_year = plan_.document.year;
    if (plan_year != 0 && report_.document.year != 0 && report_.document.year != plan_year + 1) {
      out_.remarks.push_back(
          {fmt::format("方案是{}年的，通常由{}年的报告回顾；这份报告是{}年的", plan_year, plan_year + 1,
                       report_.document.year),
           fmt::format("the plan is of {}, which the report of {} reviews; this report is of {}", plan_year,
                       plan_year + 1, report_.document.year)});
    }
    if (!plan_.document.region.empty() && !report_.document.region.empty() &&
        plan_.document.region != report_.document.region) {
      out_.remarks.push_back(
          {fmt::format("方案是{}的，报告是{}的", plan_.document.region, report_.document.region),
           fmt::format("the plan is of {}, the report of {}", plan_.document.region, report_.document.region)});
    }
    return std::move(out_);
  }

 private:
  Result<void> take_review() {
    review_ = read_review(report_, plan_.document.year);
    for (std::size_t i = 0; i < review_.parts.size(); ++i) {
      bags_.push_back(weights_.bag(review_.parts[i].text));
      weights_.count(bags_.back());
      for (Project& work : read_projects(review_.parts[i].text)) works_.push_back({std::move(work), i});
    }
    if (review_.parts.empty()) {
      return error(
          ErrorCode::kInvalid,
          "第二份材料里没有工作回顾，看不出完成情况。请给出下一年的政府工作报告（含回顾部分）",
          "the second paper holds no review, so it cannot tell what was achieved. Please give the next "
          "year's work report with its review");
    }
    // each target is compared with each figure: a review of a thousand figures and a plan of a thousand targets are a million
    constexpr std::size_t kMostPairs = 20'000'000;
    std::size_t targets = 0;
    for (const Task& task : plan_.tasks) targets += task.targets.size();
    for (const TaskList& list : plan_.lists) {
      for (const Task& task : list.tasks) targets += task.targets.size();
    }
    if (targets > 0 && review_.figures.size() > kMostPairs / targets) {
      return error(ErrorCode::kTooLarge,
                   fmt::format("方案有{}个目标，报告回顾有{}个数字，太多了，不能一次对照。请把方案分成几份", targets,
                               review_.figures.size()),
                   fmt::format("{} targets against {} figures of the review are too many to compare at once. Please "
                               "divide the plan",
                               targets, review_.figures.size()));
    }
    figures_.emplace(review_, weights_, bags_);
    return {};
  }

  void judge_task(const Task& task, const std::string& no) {
    const Day period_end = *Day::of(std::max(1, plan_.document.year), 12, 31);
    on_ = std::max(on_, period_end);  // what reviews a year was written after it
    const Target* before = nullptr;
    std::optional<std::size_t> part_before;  // where its figure stands
    for (const Target& target : task.targets) {
      if (!target.horizon.empty()) continue;  // promised for a later year
      PairBag bag = weights_.bag(indicator_core(target.indicator));
      weights_.weigh(bag);
      const std::string_view printed_part = part_around(task.text, bag, weights_);
      PromiseOutcome row;
      row.no = no;
      row.indicator = target.indicator;
      row.promised = printed(target);
      row.promise = promise_of(target, printed_part, rules_);
      row.promise.direction = propose_direction(target, printed_part, rules_, on_).value;
      std::optional<FoundFigure> found = figures_->find(target, before, part_before);
      if (found) row.reported = std::move(found->outcome);
      part_before = found ? std::optional(found->part) : std::nullopt;
      before = &target;
      Outcome outcome;
      outcome.as_of = period_end;
      if (row.reported) {
        outcome.value = row.reported->achieved.value;
        if (row.promise.kind == PromiseKind::kCumulative) outcome.cumulative = outcome.value;
      }
      row.verdict = judge(row.promise, outcome, period_end, rules_, on_);
      out_.outcomes.push_back(std::move(row));
    }
    for (const Promise& promise : promises_without_number(task.text, rules_)) {
      if (promise.kind == PromiseKind::kSynchronous) {
        judge_synchronous(promise.words, promise, no, period_end);
      } else {
        judge_words(promise.words, promise, no, period_end);
      }
    }
    for (const Project& work : task.projects) judge_stage(work, no, period_end);
  }

  // 秦沈高速开工: against the furthest stage that the review tells of the work. 大连金州湾国际机场 is the
  // review's name of 金州湾国际机场.
  void judge_stage(const Project& promised, const std::string& no, Day period_end) {
    PromiseOutcome row;
    row.no = no;
    row.indicator = promised.name;
    row.promise = promise_of(promised);
    row.promised = row.promise.words;
    Outcome outcome;
    outcome.as_of = period_end;
    const auto tell = [&](const std::string& name, std::size_t part) {
      Target achieved;
      achieved.indicator = name;
      row.reported =
          ReportedOutcome{achieved, std::string(review_.parts[part].text), review_.parts[part].span, 1};
    };
    const std::string_view name = without_own_area(promised.name, plan_.document.region);
    const ReportedWork* best = nullptr;
    for (const ReportedWork& each : works_) {
      if (!same_work(promised.name, each.work.name) || says_failed(review_.parts[each.part].text)) continue;
      if (best == nullptr || each.work.stage > best->work.stage) best = &each;
    }
    if (best != nullptr) {
      tell(best->work.name, best->part);
      outcome.value = static_cast<double>(best->work.stage);
    } else {
      for (std::size_t i = 0; i < review_.parts.size(); ++i) {
        const std::optional<std::string_view> behind = behind_work(review_.parts[i].text, name);
        if (!behind) continue;
        const bool next_is_of_it = i + 1 < review_.parts.size() && !stage_told(*behind) &&
                                   review_.parts[i + 1].sentence == review_.parts[i].sentence;
        if (says_failed(review_.parts[i].text) || (next_is_of_it && says_failed(review_.parts[i + 1].text))) {
          tell(promised.name, i);
          outcome.confirmed = false;
        } else if (const auto stage = stage_told(*behind)) {
          const auto reached = static_cast<double>(*stage);
          if (outcome.value && *outcome.value >= reached) continue;
          tell(promised.name, i);
          outcome.value = reached;
        }
      }
    }
    row.verdict = judge(row.promise, outcome, period_end, rules_, on_);
    out_.outcomes.push_back(std::move(row));
  }

  // 居民人均可支配收入增长与经济增长基本同步: against the economy's growth in the same review.
  void judge_synchronous(std::string_view item, const Promise& promise, const std::string& no, Day period_end) {
    PromiseOutcome row;
    row.no = no;
    row.indicator = std::string(item.substr(0, std::min(item.find("增长"), item.size())));
    row.promised = promise.words;
    row.promise = promise;
    const Target rate = growth_of(row.indicator);
    if (auto found = figures_->find(rate)) row.reported = std::move(found->outcome);
    const Target economy = growth_of("地区生产总值");
    Outcome outcome;
    outcome.as_of = period_end;
    if (row.reported) outcome.value = row.reported->achieved.value;
    if (const auto growth = figures_->find(economy)) outcome.reference = growth->outcome.achieved.value;
    row.verdict = judge(row.promise, outcome, period_end, rules_, on_);
    out_.outcomes.push_back(std::move(row));
  }

  // 能耗完成国家下达任务, 零就业家庭动态清零, 县域医共体全覆盖: where the review says so in words.
  void judge_words(std::string_view item, const Promise& promise, const std::string& no, Day period_end) {
    constexpr double kSameThing = 0.5;  // of the words of what is promised
    const std::string thing = without_goal(item);
    const PairBag bag = weighed(thing);
    const std::string goal = goal_words(item);
    constexpr std::size_t kTellingGoal = 24;  // bytes: 不发生规模性返贫 says its thing itself
    std::size_t best = SIZE_MAX;
    std::optional<double> share;
    double most = kSameThing;
    for (std::size_t i = 0; i < review_.parts.size(); ++i) {
      const bool said =
          goal.size() >= kTellingGoal && review_.parts[i].text.find(goal) != std::string_view::npos;
      const double held = said ? 1 : bag.weight > 0 ? weights_.common(bag, bags_[i]) / bag.weight : 0;
      if (held <= most) continue;
      const bool in_shares =
          promise.kind == PromiseKind::kFullCoverage || promise.kind == PromiseKind::kCleared;
      const std::optional<double> told = in_shares ? share_told(review_.parts[i].text) : std::nullopt;
      if (!told && !reached(promise.kind, goal, i)) continue;
      most = held;
      best = i;
      share = told;
    }
    PromiseOutcome row;
    row.no = no;
    row.indicator = thing;
    row.promised = promise.words;
    row.promise = promise;
    Outcome outcome;
    outcome.as_of = period_end;
    if (best != SIZE_MAX) {
      const ReviewPart& part = review_.parts[best];
      const bool done = !says_failed(part.text);
      Target achieved;
      achieved.indicator = thing;
      row.reported = ReportedOutcome{achieved, std::string(part.text), part.span, most};
      if (share) {
        outcome.covered = share;
        outcome.total = 100;
        outcome.remaining = 100 - *share;
      } else {
        outcome.confirmed = done;
        const bool none = promise.kind == PromiseKind::kCleared || promise.kind == PromiseKind::kNone;
        if (none && done) outcome.remaining = 0;
        if (promise.kind == PromiseKind::kFullCoverage && done) outcome.covered = outcome.total = 1;
      }
    }
    row.verdict = judge(row.promise, outcome, period_end, rules_, on_);
    out_.outcomes.push_back(std::move(row));
  }

  // What a goal is about: 零就业家庭 of 零就业家庭动态清零. All of it where nothing else is said.
  static std::string without_goal(std::string_view item) {
    constexpr std::size_t kShortest = 6;  // bytes
    std::string out;
    std::size_t from = 0;
    for (const Qualitative& goal : read_qualitative(item)) {
      if (goal.span.begin < from) continue;
      out.append(item.substr(from, goal.span.begin - from));
      from = goal.span.end;
    }
    out.append(item.substr(from));
    return out.size() < kShortest ? std::string(item) : out;
  }

  // The words of the goal itself: 应保尽保.
  static std::string goal_words(std::string_view item) {
    const std::vector<Qualitative> goals = read_qualitative(item);
    return goals.empty() ? std::string() : std::string(goals.front().phrase);
  }

  // Whether a part, or the next of its sentence where that has no thing of its own
  // (零就业家庭至少一人就业，始终保持 动态清零), says that the goal was reached.
  bool reached(PromiseKind kind, std::string_view goal, std::size_t part) const {
    const auto tells = [&](std::size_t i) {
      const std::string_view text = review_.parts[i].text;
      return says_reached(kind, text) || (!goal.empty() && text.find(goal) != std::string_view::npos);
    };
    constexpr std::size_t kBriefest = 45;  // bytes: what has no thing of its own
    const std::size_t next = part + 1;
    return tells(part) ||
           (next < review_.parts.size() && review_.parts[next].sentence == review_.parts[part].sentence &&
            review_.parts[next].text.size() <= kBriefest && tells(next));
  }

  static Target growth_of(std::string_view indicator) {
    Target out;
    out.indicator = std::string(indicator);
    out.measure = Measure::kGrowth;
    out.unit = "%";
    return out;
  }
  PairBag weighed(std::string_view text) {
    PairBag out = weights_.bag(text);
    weights_.weigh(out);
    return out;
  }

  const Plan& plan_;
  const Plan& report_;
  const VerdictRules& rules_;
  Day on_;
  PairWeights weights_;
  Review review_;
  std::vector<PairBag> bags_;            // of its parts
  std::optional<FigureFinder> figures_;  // there once the review is read
  std::vector<ReportedWork> works_;
  PlanOutcomes out_;
};

}  // namespace

Result<PlanOutcomes> outcomes_of(const Plan& plan, const Plan& later_report, const VerdictRules& rules,
                                 Day on) {
  return Matcher(plan, later_report, rules, on).run();
}

bool has_value(const ReportedOutcome& reported) { return !reported.achieved.rule.empty(); }

std::string to_json(const PlanOutcomes& outcomes, Language language) {
  JsonWriter json;
  json.begin_object().key("outcomes").begin_array();
  for (const PromiseOutcome& row : outcomes.outcomes) {
    json.begin_object().field("task", row.no).field("indicator", row.indicator).field("promised", row.promised);
    json.key("reported");
    if (row.reported) {
      json.begin_object().key("value");
      if (has_value(*row.reported)) {
        json.number(row.reported->achieved.value);
      } else {
        json.null();
      }
      json.field("unit", row.reported->achieved.unit);
      json.field("words", row.reported->words).key("span").span(row.reported->span);
      json.field("score", std::round(row.reported->score * 100) / 100).end_object();
    } else {
      json.null();
    }
    json.field("verdict", to_word(row.verdict.value))
        .field("why", row.verdict.why.words.in(language))
        .end_object();
  }
  json.end_array().key("remarks").begin_array();
  for (const Message& remark : outcomes.remarks) json.string(remark.in(language));
  json.end_array().end_object();
  return json.take();
}

}  // namespace duban
