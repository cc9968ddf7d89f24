#include "align/trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "align/drift.h"
#include "align/parts.h"

namespace duban {
namespace {

constexpr double kAlike = 0.6;       // from this share of common words on, a part is the source of another
constexpr double kContained = 0.97;  // a piece that stands whole in a longer clause, against one that is it
constexpr double kCovered = 0.6;

struct ReportPart {
  std::string_view text;
  std::size_t clause = 0;
  PairBag bag;
};

struct TaskPart {
  std::string_view text;
  std::size_t task = 0;
  PairBag bag;
  std::size_t source = SIZE_MAX;  // among the report's parts
  double score = 0;
};

class Tracer {
 public:
  Tracer(const Plan& report, const Plan& plan) : report_(report), plan_(plan) {}

  Result<Trace> run() {
    TRY(take_parts());
    find_sources();
    find_uncovered();
    find_drift();
    say_what_is_missing();
    return std::move(out_);
  }

 private:
  Result<void> take_parts() {
    for (std::size_t i = 0; i < report_.clauses.size(); ++i) {
      // The review looks back, the ending only rallies: neither is divided among units.
      const ClauseClass kind = report_.clauses[i].clause_class;
      if (kind == ClauseClass::kReview || kind == ClauseClass::kClosing) continue;
      for (const std::string_view part : comma_parts(report_.clauses[i].text))
        parts_.push_back({part, i, weights_.bag(part)});
    }
    for (const Task& task : plan_.tasks) take(task, task.no);
    for (const TaskList& list : plan_.lists) {
      for (const Task& task : list.tasks) take(task, "L" + task.no);
    }
    if (parts_.empty()) {
      return error(
          ErrorCode::kInvalid, "第一份材料里没有读到报告的内容，不能溯源。请确认它是政府工作报告",
          "the first paper holds no clause of a report, so there is nothing to trace. Is it a work report?");
    }
    if (out_.tasks.empty()) {
      return error(ErrorCode::kInvalid, "第二份材料里没有找到任务，不能溯源。请确认它是分工方案",
                   "the second paper holds no task, so there is nothing to trace. Is it a division plan?");
    }
    if (parts_.size() > kMostParts || task_parts_.size() > kMostParts) {
      return error(
          ErrorCode::kTooLarge, fmt::format("材料超过 {} 个分句，不能一次溯源", kMostParts),
          fmt::format("a paper of more than {} parts of sentences cannot be traced at once", kMostParts));
    }
    for (const ReportPart& part : parts_) weights_.count(part.bag);
    for (ReportPart& part : parts_) weights_.weigh(part.bag);
    for (TaskPart& part : task_parts_) weights_.weigh(part.bag);
    return {};
  }

  void take(const Task& task, std::string no) {
    for (const std::string_view part : comma_parts(task.text))
      task_parts_.push_back({part, out_.tasks.size(), weights_.bag(part)});
    out_.tasks.push_back({std::move(no), {}});
  }

  void find_sources() {
    std::vector<std::vector<std::size_t>> holders(weights_.pairs());
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      for (const auto& [pair, times] : parts_[i].bag.pairs)
        holders[static_cast<std::size_t>(pair)].push_back(i);
    }
    std::vector<double> common(parts_.size(), 0);
    std::vector<std::size_t> met;
    for (TaskPart& part : task_parts_) {
      met.clear();
      for (const auto& [pair, times] : part.bag.pairs) {
        for (const std::size_t i : holders[static_cast<std::size_t>(pair)]) {
          if (common[i] == 0) met.push_back(i);
          common[i] += weights_.weight(pair);
        }
      }
      std::sort(met.begin(), met.end());
      for (const std::size_t i : met) {
        common[i] = 0;
        const double both = weights_.common(part.bag, parts_[i].bag);
        const double alike = 2 * both / (part.bag.weight + parts_[i].bag.weight);
        const double score = std::max(alike, kContained * both / part.bag.weight);
        if (score > part.score + 1e-12) {
          part.score = score;
          part.source = i;
        }
      }
      if (part.score < kAlike) part.source = SIZE_MAX;
    }
    for (const TaskPart& part : task_parts_) {
      if (part.source == SIZE_MAX) continue;
      std::vector<TraceSource>& sources = out_.tasks[part.task].sources;
      const ReportPart& from = parts_[part.source];
      const auto known = std::find_if(sources.begin(), sources.end(), [&](const TraceSource& source) {
        return source.clause == from.clause && source.text == from.text;
      });
      if (known != sources.end()) {
        known->score = std::max(known->score, part.score);
      } else {
        sources.push_back({std::string(from.text), from.clause, report_.clauses[from.clause].span, part.score});
      }
    }
    for (TracedTask& task : out_.tasks) {
      std::stable_sort(task.sources.begin(), task.sources.end(),
                       [](const TraceSource& a, const TraceSource& b) { return a.clause < b.clause; });
    }
  }

  void find_uncovered() {
    // What carries words of the report: each task whole, and the headings, which plans keep without a number.
    std::vector<PairBag> carriers;
    for (const Task& task : plan_.tasks) carriers.push_back(weights_.bag(task.text));
    for (const TaskList& list : plan_.lists) {
      for (const Task& task : list.tasks) carriers.push_back(weights_.bag(task.text));
    }
    for (const Section& section : plan_.sections) carriers.push_back(weights_.bag(section.title));
    std::vector<std::vector<std::size_t>> holders(weights_.pairs());
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      for (const auto& [pair, times] : carriers[i].pairs) holders[static_cast<std::size_t>(pair)].push_back(i);
    }
    std::vector<std::vector<std::size_t>> takers(parts_.size());  // task parts that come from each part
    std::size_t first = parts_.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < task_parts_.size(); ++i) {
      if (task_parts_[i].source == SIZE_MAX) continue;
      takers[task_parts_[i].source].push_back(i);
      first = std::min(first, task_parts_[i].source);
      last = std::max(last, task_parts_[i].source);
    }
    const bool part_of_plan = lacks_a_part(plan_);
    std::vector<double> sums(carriers.size(), 0);
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      if (parts_[p].bag.weight <= 0) continue;
      if (part_of_plan && (p < first || p > last)) continue;
      double best = 0;
      std::fill(sums.begin(), sums.end(), 0.0);
      double by_all = 0;  // by the parts that come from it, together
      for (const auto& [pair, times] : parts_[p].bag.pairs) {
        const double weight = weights_.weight(pair) * times;
        for (const std::size_t c : holders[static_cast<std::size_t>(pair)]) {
          sums[c] += weight;
          best = std::max(best, sums[c]);
        }
        const bool taken = std::any_of(takers[p].begin(), takers[p].end(), [&](std::size_t t) {
          const auto& pairs = task_parts_[t].bag.pairs;
          const auto at = std::lower_bound(pairs.begin(), pairs.end(), std::pair{pair, std::int32_t{0}});
          return at != pairs.end() && at->first == pair;
        });
        if (taken) by_all += weight;
      }
      const double covered = std::max(best, by_all) / parts_[p].bag.weight;
      if (covered >= kCovered) continue;
      const Clause& clause = report_.clauses[parts_[p].clause];
      Uncovered uncovered;
      uncovered.text = std::string(parts_[p].text);
      for (const std::string& label : clause.section) {
        if (!uncovered.section.empty()) uncovered.section += '/';
        uncovered.section += label;
      }
      uncovered.clause_class = clause.clause_class;
      uncovered.span = clause.span;
      uncovered.covered = covered;
      out_.uncovered.push_back(std::move(uncovered));
    }
  }

  void find_drift() {
    std::multimap<std::size_t, std::size_t> by_clause;  // clause → task parts
    for (std::size_t i = 0; i < task_parts_.size(); ++i) {
      if (task_parts_[i].source != SIZE_MAX) by_clause.emplace(parts_[task_parts_[i].source].clause, i);
    }
    std::set<std::pair<std::size_t, std::string>> dropped;
    for (std::size_t i = 0; i < task_parts_.size(); ++i) {
      const TaskPart& part = task_parts_[i];
      if (part.source == SIZE_MAX) continue;
      std::vector<std::string_view> others;
      const auto [from, to] = by_clause.equal_range(parts_[part.source].clause);
      for (auto each = from; each != to; ++each) {
        if (each->second != i) others.push_back(task_parts_[each->second].text);
      }
      if (auto drift = drift_between(parts_[part.source].text, part.text, others)) {
        // An item that no task carries is said once, at the first task of its clause.
        if (drift->kind == DriftKind::kDroppedItem &&
            !dropped.emplace(parts_[part.source].clause, drift->detail).second)
          continue;
        drift->task = out_.tasks[part.task].no;
        out_.drift.push_back(std::move(*drift));
      }
    }
  }

  static bool lacks_a_part(const Plan& paper) {
    return std::any_of(paper.anomalies.begin(), paper.anomalies.end(),
                       [](const Anomaly& finding) { return finding.kind == AnomalyKind::kMissingPart; });
  }

  void say_what_is_missing() {
    if (lacks_a_part(report_)) {
      out_.remarks.push_back({"报告不全：没有来源的任务，可能出自缺的部分",
                              "a part of the report is missing: tasks without a source may come from it"});
    }
    if (lacks_a_part(plan_)) {
      out_.remarks.push_back(
          {"方案不全：只判断了方案所涉及的那一段报告",
           "a part of the plan is missing: only the stretch of the report that it covers was judged"});
    }
    if (report_.document.year != 0 && plan_.document.year != 0 &&
        report_.document.year != plan_.document.year) {
      out_.remarks.push_back(
          {fmt::format("报告是{}年的，方案是{}年的", report_.document.year, plan_.document.year),
           fmt::format("the report is of {}, the plan of {}", report_.document.year, plan_.document.year)});
    }
    if (!report_.document.region.empty() && !plan_.document.region.empty() &&
        report_.document.region != plan_.document.region) {
      out_.remarks.push_back(
          {fmt::format("报告是{}的，方案是{}的", report_.document.region, plan_.document.region),
           fmt::format("the report is of {}, the plan of {}", report_.document.region, plan_.document.region)});
    }
  }

  const Plan& report_;
  const Plan& plan_;
  PairWeights weights_;
  std::vector<ReportPart> parts_;
  std::vector<TaskPart> task_parts_;
  Trace out_;
};

}  // namespace

std::string_view to_word(DriftKind kind) {
  constexpr std::string_view kWords[] = {"wording", "figure", "dropped_item"};
  return kWords[static_cast<std::size_t>(kind)];
}
std::string_view zh_name(DriftKind kind) {
  constexpr std::string_view kWords[] = {"措辞", "数字", "漏列"};
  return kWords[static_cast<std::size_t>(kind)];
}

Result<Trace> trace(const Plan& report, const Plan& plan) {
  if (report.document.kind == DocumentKind::kPlan && report.clauses.empty()) {
    return error(ErrorCode::kInvalid, "第一份材料是分工方案，不是政府工作报告。溯源要先给报告、再给方案",
                 "the first paper is a division plan, not a work report: give the report first, then the plan");
  }
  return Tracer(report, plan).run();
}

}  // namespace duban
