#include "supervise/outcomes.h"

#include <algorithm>
#include <cmath>

#include "align/parts.h"
#include "align/target_change.h"
#include "align/terms.h"
#include "base/json.h"
#include "grammar/project.h"
#include "grammar/qualitative.h"
#include "grammar/target.h"
#include "plan/target_words.h"
#include "supervise/indicator_name.h"

namespace duban {
namespace {

struct Achieved {
  Target target;
  std::string words;
  Span span;
  PairBag bag;
  std::vector<std::int32_t> topics;
  std::string core;  // its name, whatever the paper calls it
};

// A part of the review, for promises without a number.
struct ReviewPart {
  std::string_view text;
  Span span;
  PairBag bag;
};

// A named work of which the review tells a stage.
struct ReportedWork {
  Project work;
  std::string_view words;
  Span span;
};

// Words that only say that something was done, on either side: 改造提升老旧小区, 完成改造老旧小区.
double alike(const PairWeights& weights, const PairBag& a, const PairBag& b) {
  return a.weight + b.weight > 0 ? 2 * weights.common(a, b) / (a.weight + b.weight) : 0;
}

bool same_kind(const Target& promised, const Target& achieved) {
  if (promised.unit != achieved.unit) return false;
  const bool rate = promised.measure == Measure::kGrowth;
  return rate == (achieved.measure == Measure::kGrowth);
}

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
    TRY(read_review());
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
  Result<void> read_review() {
    bool any = false;
    for (const Clause& clause : report_.clauses) {
      if (clause.clause_class != ClauseClass::kReview) continue;
      any = true;
      for (const std::string_view part : comma_parts(clause.text)) {
        parts_.push_back({part, clause.span, weights_.bag(part)});
        for (Project& work : read_projects(part)) works_.push_back({std::move(work), part, clause.span});
        weights_.count(parts_.back().bag);
        for (Target& target : read_targets(part, plan_.document.year)) {
          Achieved found;
          found.words = std::string(part);
          found.span = clause.span;
          found.bag = weights_.bag(indicator_core(target.indicator));
          found.topics = topics_of(target.indicator);
          found.core = indicator_core(target.indicator);
          found.target = std::move(target);
          weights_.count(found.bag);
          achieved_.push_back(std::move(found));
        }
      }
    }
    if (!any) {
      return error(
          ErrorCode::kInvalid,
          "第二份材料里没有工作回顾，看不出完成情况。请给出下一年的政府工作报告（含回顾部分）",
          "the second paper holds no review, so it cannot tell what was achieved. Please give the next "
          "year's work report with its review");
    }
    for (Achieved& each : achieved_) weights_.weigh(each.bag);
    return {};
  }

  std::optional<ReportedOutcome> find(const Target& target, const PairBag& bag,
                                      const std::vector<std::int32_t>& topics) const {
    const std::string core = indicator_core(target.indicator);
    constexpr double kSameIndicator = 0.55;
    constexpr double kSameTopic = 0.12;  // one topic in common speaks for the match, alone it is not enough
    const Achieved* best = nullptr;
    double most = 0;
    for (const Achieved& each : achieved_) {
      if (!same_kind(target, each.target)) continue;
      double score = alike(weights_, bag, each.bag);
      if (std::any_of(topics.begin(), topics.end(), [&](std::int32_t topic) {
            return std::binary_search(each.topics.begin(), each.topics.end(), topic);
          })) {
        score = std::min(1.0, score + kSameTopic);
      }
      if (each.core == core) score = 1;
      if (score > most + 1e-12) {
        most = score;
        best = &each;
      }
    }
    if (best == nullptr || most < kSameIndicator) return {};
    return ReportedOutcome{best->target, best->words, best->span, most};
  }

  void judge_task(const Task& task, const std::string& no) {
    const Day period_end = *Day::of(std::max(1, plan_.document.year), 12, 31);
    on_ = std::max(on_, period_end);  // what reviews a year was written after it
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
      row.reported = find(target, bag, topics_of(target.indicator));
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
    const auto tell = [&](const std::string& name, std::string_view words, Span span) {
      Target achieved;
      achieved.indicator = name;
      row.reported = ReportedOutcome{achieved, std::string(words), span, 1};
    };
    const ReportedWork* best = nullptr;
    for (const ReportedWork& each : works_) {
      if (!same_work(promised.name, each.work.name) || says_failed(each.words)) continue;
      if (best == nullptr || each.work.stage > best->work.stage) best = &each;
    }
    if (best != nullptr) {
      tell(best->work.name, best->words, best->span);
      outcome.value = static_cast<double>(best->work.stage);
    } else {
      const auto failed = std::find_if(parts_.begin(), parts_.end(), [&](const ReviewPart& part) {
        return says_failed(part.text) && part.text.find(promised.name) != std::string_view::npos;
      });
      if (failed != parts_.end()) {
        tell(promised.name, failed->text, failed->span);
        outcome.confirmed = false;
      }
    }
    row.verdict = judge(row.promise, outcome, period_end, rules_, on_);
    out_.outcomes.push_back(std::move(row));
  }

  // The same name, or one of them with the place before it.
  static bool same_work(std::string_view a, std::string_view b) {
    constexpr std::size_t kShortest = 12;  // bytes: four characters tell a work
    if (a == b) return true;
    if (a.size() > b.size()) std::swap(a, b);
    return a.size() >= kShortest && b.ends_with(a);
  }

  // 居民人均可支配收入增长与经济增长基本同步: against the economy's growth in the same review.
  void judge_synchronous(std::string_view item, const Promise& promise, const std::string& no, Day period_end) {
    PromiseOutcome row;
    row.no = no;
    row.indicator = std::string(item.substr(0, std::min(item.find("增长"), item.size())));
    row.promised = promise.words;
    row.promise = promise;
    const Target rate = growth_of(row.indicator);
    row.reported = find(rate, weighed(row.indicator), topics_of(row.indicator));
    const Target economy = growth_of("地区生产总值");
    Outcome outcome;
    outcome.as_of = period_end;
    if (row.reported) outcome.value = row.reported->achieved.value;
    if (const auto growth = find(economy, weighed(economy.indicator), {}))
      outcome.reference = growth->achieved.value;
    row.verdict = judge(row.promise, outcome, period_end, rules_, on_);
    out_.outcomes.push_back(std::move(row));
  }

  // 能耗完成国家下达任务, 零就业家庭动态清零, 县域医共体全覆盖: where the review says so in words.
  void judge_words(std::string_view item, const Promise& promise, const std::string& no, Day period_end) {
    constexpr double kSameThing = 0.5;  // of the words of what is promised
    const std::string thing = without_goal(item);
    const PairBag bag = weighed(thing);
    const ReviewPart* best = nullptr;
    double most = kSameThing;
    for (const ReviewPart& part : parts_) {
      const double held = bag.weight > 0 ? weights_.common(bag, part.bag) / bag.weight : 0;
      if (held > most && says_done(promise.kind, part.text)) {
        most = held;
        best = &part;
      }
    }
    PromiseOutcome row;
    row.no = no;
    row.indicator = thing;
    row.promised = promise.words;
    row.promise = promise;
    Outcome outcome;
    outcome.as_of = period_end;
    if (best != nullptr) {
      const bool done = !says_failed(best->text);
      Target achieved;
      achieved.indicator = thing;
      row.reported = ReportedOutcome{achieved, std::string(best->text), best->span, most};
      outcome.confirmed = done;
      const bool none = promise.kind == PromiseKind::kCleared || promise.kind == PromiseKind::kNone;
      if (none && done) outcome.remaining = 0;
      if (promise.kind == PromiseKind::kFullCoverage && done) outcome.covered = outcome.total = 1;
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

  static bool says_done(PromiseKind kind, std::string_view part) {
    const auto holds = [&](std::string_view word) { return part.find(word) != std::string_view::npos; };
    const auto any = [&](std::initializer_list<std::string_view> words) {
      return std::any_of(words.begin(), words.end(), holds);
    };
    switch (kind) {
      case PromiseKind::kCleared:
        return holds("清零");
      case PromiseKind::kFullCoverage:
        return holds("全覆盖");
      case PromiseKind::kAhead:
        return any({"高于", "快于", "超过", "好于"});
      case PromiseKind::kRising:
        return any({"稳中有升", "增长", "提高", "上升"});
      case PromiseKind::kSteady:
        return holds("稳定");
      case PromiseKind::kNoDecrease:
        return any({"只增不减", "不减", "增加"});
      case PromiseKind::kNoIncrease:
        return any({"只减不增", "零增长", "下降", "减少"});
      case PromiseKind::kNone:
        return any({"零事故", "零发生", "未发生", "没有发生"});
      case PromiseKind::kOneVisit:
        return any({"跑一次", "一次不用跑", "一次办"});
      case PromiseKind::kRanking:
        return any({"前列", "位居", "位列", "排名"});
      default:
        return holds("完成");
    }
  }
  static bool says_failed(std::string_view part) {
    for (const std::string_view word : {"未完成", "没有完成", "未能", "尚未", "未实现"}) {
      if (part.find(word) != std::string_view::npos) return true;
    }
    return false;
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
  std::vector<Achieved> achieved_;
  std::vector<ReviewPart> parts_;
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
