#include "align/trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "align/drift.h"
#include "align/link.h"
#include "align/second_look.h"
#include "align/trace_parts.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr double kAlike = 0.6;       // from this share of common words on, a part is the source of another
constexpr double kContained = 0.97;  // a piece that stands whole in a longer clause, against one that is it
constexpr double kCovered = 0.6;

// 今年要重点抓好以下八个方面工作; 主要预期目标是: says only that something follows.
bool announces(std::string_view part, std::string_view clause) {
  const std::string_view behind =
      clause.substr(static_cast<std::size_t>(part.data() - clause.data()) + part.size());
  if (part.ends_with("是") && (behind.starts_with("：") || behind.starts_with(":"))) return true;
  return part.find("以下") != std::string_view::npos &&
         (part.find("方面") != std::string_view::npos || part.find("工作") != std::string_view::npos ||
          part.find("任务") != std::string_view::npos);
}

// Whether a part is the last of a sentence that ends in ！ and promises no figure: 吸引更多游客来到示例!
bool rallies(std::string_view part, std::string_view clause) {
  const std::string_view whole = utf8::trim(clause);
  const std::string_view mark = whole.ends_with("！") ? "！" : "!";
  if (!whole.ends_with(mark)) return false;
  if (std::any_of(part.begin(), part.end(),
                  [](char c) { return utf8::is_digit(static_cast<unsigned char>(c)); }))
    return false;
  return utf8::trim(whole.substr(0, whole.size() - mark.size())).ends_with(part);
}

// What a part is that no task carries. A clause of the class commitment still holds slogans: 让…, …的良好局面!,
// and words that begin with no verb of doing (向短板要增量).
ClauseClass class_of(std::string_view part, std::string_view clause, ClauseClass of_clause) {
  if (of_clause != ClauseClass::kCommitment) return of_clause;
  for (const Word& word : word_list("report_slogans").words()) {
    const std::string_view where = word.attribute(0);
    const bool here = where == "begin" ? part.starts_with(word.text)
                      : where == "end" ? part.ends_with(word.text)
                                       : part.find(word.text) != std::string_view::npos;
    if (here) return from_word<ClauseClass>(word.attribute(1)).value_or(of_clause);
  }
  if (part.starts_with("向") &&
      (part.find("要") != std::string_view::npos || part.find("求") != std::string_view::npos))
    return ClauseClass::kPreamble;
  return rallies(part, clause) ? ClauseClass::kClosing : of_clause;
}

// 一要建设有为政府, 二是…: the sentence that opens one of several paragraphs and says what the rest unfolds.
bool opens_paragraph(std::string_view sentence) {
  for (const std::string_view number : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}) {
    if (!sentence.starts_with(number)) continue;
    sentence.remove_prefix(number.size());
    return sentence.starts_with("要") || sentence.starts_with("是");
  }
  return false;
}

// 现在，我代表市人民政府，向大会报告工作，请予审议，并请各位政协委员提出意见: what stands before the first
// section of a report and asks to be heard.
bool is_courtesy(const Clause& clause) {
  return clause.section.empty() && word_list("report_courtesies").is_in(clause.text);
}

class Tracer {
 public:
  Tracer(const Plan& report, const Plan& plan) : report_(report), plan_(plan) {}

  Result<Trace> run() {
    TRY(take_parts());
    find_sources();
    find_sources_in_other_words();
    say_sources();
    find_drift();
    find_uncovered();
    say_what_is_missing();
    return std::move(out_);
  }

 private:
  Result<void> take_parts() {
    for (std::size_t i = 0; i < report_.clauses.size(); ++i) {
      // The review looks back, the ending only rallies: neither is divided among units.
      const ClauseClass kind = report_.clauses[i].clause_class;
      if (kind == ClauseClass::kReview || kind == ClauseClass::kClosing) continue;
      if (is_courtesy(report_.clauses[i])) continue;
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
      task_parts_.push_back({part, out_.tasks.size(), weights_.bag(part), {}, 0, false});
    out_.tasks.push_back({std::move(no), {}});
  }

  void find_sources() {
    std::vector<std::vector<std::size_t>> holders(weights_.pairs());
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      for (const auto& [pair, times] : parts_[i].bag.pairs)
        holders[static_cast<std::size_t>(pair)].push_back(i);
    }
    std::vector<double> weight(weights_.pairs());
    for (std::size_t pair = 0; pair < weight.size(); ++pair)
      weight[pair] = weights_.weight(static_cast<std::int32_t>(pair));
    std::unordered_map<std::u32string, std::size_t> verbatim;  // the first part of the report with these words
    for (std::size_t i = 0; i < parts_.size(); ++i) verbatim.emplace(bare(parts_[i].text), i);
    std::vector<std::size_t> met;
    std::vector<bool> seen(parts_.size(), false);
    std::vector<std::pair<std::int32_t, double>> rarest;
    for (TaskPart& part : task_parts_) {
      if (part.bag.weight <= 0) continue;
      if (const auto same = verbatim.find(bare(part.text)); same != verbatim.end()) {
        part.score = 1;
        part.sources = {same->second};
        continue;
      }
      rarest.clear();
      for (const auto& [pair, times] : part.bag.pairs)
        rarest.emplace_back(pair, weight[static_cast<std::size_t>(pair)] * times);
      std::sort(rarest.begin(), rarest.end(), [&](const auto& x, const auto& y) {
        const std::size_t of_x = holders[static_cast<std::size_t>(x.first)].size();
        const std::size_t of_y = holders[static_cast<std::size_t>(y.first)].size();
        return of_x != of_y ? of_x < of_y : x.first < y.first;
      });
      // Both scores ask for this share of the part's weight to be held in common (b of the other's weight is at
      // least what is common, so 2c ≥ 0.6(a + b) gives c ≥ 0.3 / 0.7 a): who holds none of the rarest pairs
      // cannot have it.
      constexpr double kLeast = kAlike / (2 - kAlike) - 1e-9;
      double rest = part.bag.weight;
      met.clear();
      for (const auto& [pair, of_part] : rarest) {
        if (rest < kLeast * part.bag.weight) break;
        rest -= of_part;
        for (const std::size_t i : holders[static_cast<std::size_t>(pair)]) {
          if (seen[i]) continue;
          seen[i] = true;
          met.push_back(i);
        }
      }
      std::sort(met.begin(), met.end());
      double best = 0;
      std::size_t source = SIZE_MAX;
      for (const std::size_t i : met) {
        seen[i] = false;
        if (parts_[i].bag.weight < kLeast * part.bag.weight) continue;
        const double both = weights_.common(part.bag, parts_[i].bag);
        const double alike = 2 * both / (part.bag.weight + parts_[i].bag.weight);
        const double score = std::max(alike, kContained * both / part.bag.weight);
        if (score > best + 1e-12) {
          best = score;
          source = i;
        }
      }
      if (best < kAlike) continue;
      part.score = best;
      part.sources = {source};
    }
  }

  // Within what link compares at once; beyond it the words alone decide.
  void find_sources_in_other_words() {
    if (parts_.size() <= kMostTasksOfASide && out_.tasks.size() <= kMostTasksOfASide) {
      look_again(report_, plan_, parts_, task_parts_);
      return;
    }
    out_.remarks.push_back(
        {fmt::format("材料超过 {} 项：换了说法的任务没有再找来源", kMostTasksOfASide),
         fmt::format("more than {} sentences or tasks: no source was looked for in other words",
                     kMostTasksOfASide)});
  }

  void say_sources() {
    std::vector<std::vector<std::pair<std::size_t, double>>> of(out_.tasks.size());
    for (const TaskPart& part : task_parts_) {
      for (const std::size_t source : part.sources) of[part.task].emplace_back(source, part.score);
    }
    for (std::size_t task = 0; task < of.size(); ++task) {
      std::vector<TraceSource>& sources = out_.tasks[task].sources;
      std::stable_sort(of[task].begin(), of[task].end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      for (const auto& [place, score] : of[task]) {
        const ReportPart& from = parts_[place];
        const auto known = std::find_if(sources.begin(), sources.end(), [&](const TraceSource& source) {
          return source.clause == from.clause && source.text == from.text;
        });
        if (known != sources.end()) {
          known->score = std::max(known->score, score);
        } else {
          sources.push_back({std::string(from.text), from.clause, report_.clauses[from.clause].span, score});
        }
      }
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
      for (const std::size_t source : task_parts_[i].sources) {
        takers[source].push_back(i);
        first = std::min(first, source);
        last = std::max(last, source);
      }
    }
    const std::vector<bool> taken = taken_clauses(takers);
    const std::vector<bool> stood_for = paragraphs_stood_for(taken);
    const std::vector<bool> after_taken = behind_taken(taken);
    const std::vector<bool> opening = section_openings(taken);
    const bool part_of_plan = lacks_a_part(plan_);
    std::vector<double> sums(carriers.size(), 0);
    std::vector<std::size_t> met;  // carriers whose sum is not 0
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      if (parts_[p].bag.weight <= 0 || announces(parts_[p].text, report_.clauses[parts_[p].clause].text))
        continue;
      if (stood_for[parts_[p].clause]) continue;
      if (part_of_plan && (p < first || p > last)) continue;
      double by_all = 0;  // by the parts that come from it, together
      for (const auto& [pair, times] : parts_[p].bag.pairs) {
        const bool carried = std::any_of(takers[p].begin(), takers[p].end(), [&](std::size_t t) {
          const auto& pairs = task_parts_[t].bag.pairs;
          const auto at = std::lower_bound(pairs.begin(), pairs.end(), std::pair{pair, std::int32_t{0}});
          return at != pairs.end() && at->first == pair;
        });
        if (carried) by_all += weights_.weight(pair) * times;
      }
      if (by_all >= kCovered * parts_[p].bag.weight) continue;
      if (answered_for_[p]) continue;
      double best = 0;
      for (const std::size_t c : met) sums[c] = 0;
      met.clear();
      for (const auto& [pair, times] : parts_[p].bag.pairs) {
        const double weight = weights_.weight(pair) * times;
        for (const std::size_t c : holders[static_cast<std::size_t>(pair)]) {
          if (sums[c] == 0) met.push_back(c);
          sums[c] += weight;
          best = std::max(best, sums[c]);
        }
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
      uncovered.clause_class = class_of(parts_[p].text, clause.text,
                                        after_taken[parts_[p].clause] ? ClauseClass::kCommitment
                                        : opening[parts_[p].clause]   ? ClauseClass::kPreamble
                                                                      : clause.clause_class);
      uncovered.span = clause.span;
      uncovered.covered = covered;
      out_.uncovered.push_back(std::move(uncovered));
    }
  }

  std::vector<bool> taken_clauses(const std::vector<std::vector<std::size_t>>& takers) const {
    std::vector<bool> out(report_.clauses.size(), false);
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      if (!takers[p].empty()) out[parts_[p].clause] = true;
    }
    return out;
  }

  // Where the paragraph of a clause ends: its sentences stand without a gap.
  std::size_t end_of_paragraph(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < report_.clauses.size() && report_.clauses[end].section == report_.clauses[begin].section &&
           report_.clauses[end].span.begin == report_.clauses[end - 1].span.end)
      ++end;
    return end;
  }

  // By clause: whether a task stands for it by taking the sentence that opens its paragraph, where no task
  // takes any other of it. 一要建设有为政府。不畏困难,… is all of it the task 建设有为政府.
  std::vector<bool> paragraphs_stood_for(const std::vector<bool>& taken) const {
    std::vector<bool> out(taken.size(), false);
    for (std::size_t begin = 0; begin < taken.size();) {
      const std::size_t end = end_of_paragraph(begin);
      const auto others = std::count(taken.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                                     taken.begin() + static_cast<std::ptrdiff_t>(end), true);
      if (taken[begin] && others == 0 && opens_paragraph(report_.clauses[begin].text)) {
        for (std::size_t i = begin + 1; i < end; ++i) out[i] = true;
      }
      begin = end;
    }
    return out;
  }

  // By clause: whether it stands in the paragraph that opens its section, of which no task takes anything
  // although one takes what follows in the section.
  std::vector<bool> section_openings(const std::vector<bool>& taken) const {
    std::vector<bool> out(taken.size(), false);
    const auto any = [&](std::size_t begin, std::size_t end) {
      return std::find(taken.begin() + static_cast<std::ptrdiff_t>(begin),
                       taken.begin() + static_cast<std::ptrdiff_t>(end),
                       true) != taken.begin() + static_cast<std::ptrdiff_t>(end);
    };
    for (std::size_t begin = 0; begin < taken.size();) {
      const std::size_t paragraph = end_of_paragraph(begin);
      std::size_t section = paragraph;
      while (section < taken.size() && report_.clauses[section].section == report_.clauses[begin].section)
        ++section;
      if (!any(begin, paragraph) && any(paragraph, section))
        std::fill(out.begin() + static_cast<std::ptrdiff_t>(begin),
                  out.begin() + static_cast<std::ptrdiff_t>(paragraph), true);
      begin = section;
    }
    return out;
  }

  // By clause: whether a task takes it or a sentence before it in its paragraph. General aims stand before what
  // is to be done, also where a heading and all of its section are one paragraph.
  std::vector<bool> behind_taken(const std::vector<bool>& taken) const {
    std::vector<bool> out(taken.size(), false);
    for (std::size_t begin = 0; begin < taken.size();) {
      const std::size_t end = end_of_paragraph(begin);
      bool any = false;
      for (std::size_t i = begin; i < end; ++i) {
        any = any || taken[i];
        out[i] = any;
      }
      begin = end;
    }
    return out;
  }

  void find_drift() {
    std::multimap<std::size_t, std::size_t> by_clause;  // clause → task parts
    for (std::size_t i = 0; i < task_parts_.size(); ++i) {
      if (!task_parts_[i].sources.empty()) by_clause.emplace(parts_[task_parts_[i].sources[0]].clause, i);
    }
    answered_for_.assign(parts_.size(), false);
    std::vector<std::size_t> beside(out_.tasks.size(), SIZE_MAX);  // of each task the source at hand
    for (std::size_t i = task_parts_.size(); i-- > 0;) {
      if (!task_parts_[i].sources.empty()) beside[task_parts_[i].task] = task_parts_[i].sources.front();
    }
    std::set<std::pair<std::size_t, std::string>> dropped;
    for (std::size_t i = 0; i < task_parts_.size(); ++i) {
      const TaskPart& part = task_parts_[i];
      std::size_t& near = beside[part.task];
      if (part.sources.empty()) {
        if (part.bag.weight > 0 && near != SIZE_MAX) tell_added(part, near);
        continue;
      }
      near = part.sources.back();
      const std::size_t clause = parts_[part.sources[0]].clause;
      std::vector<std::string_view> others;
      const auto [from, to] = by_clause.equal_range(clause);
      for (auto each = from; each != to; ++each) {
        if (each->second != i) others.push_back(task_parts_[each->second].text);
      }
      const std::string report = printed_together(part.sources);
      auto drift = drift_between(report, part.text, others);
      if (drift || part.second_look) {
        for (const std::size_t source : part.sources) answered_for_[source] = true;
      }
      if (drift) {
        // An item that no task carries is said once, at the first task of its clause.
        if (drift->kind == DriftKind::kDroppedItem && !dropped.emplace(clause, drift->detail).second) continue;
        drift->task = out_.tasks[part.task].no;
        drift->clause = clause;
        out_.drift.push_back(std::move(*drift));
      }
    }
  }

  // What a task says more than the report, beside what it has from there.
  void tell_added(const TaskPart& part, std::size_t beside) {
    out_.drift.push_back({out_.tasks[part.task].no, std::string(parts_[beside].text), std::string(part.text),
                          DriftKind::kWording, " → " + std::string(part.text), parts_[beside].clause, true});
  }

  // Parts of the report as they are printed where they stand one behind the other in a clause, else joined by ，.
  std::string printed_together(const std::vector<std::size_t>& sources) const {
    bool in_a_row = true;
    for (std::size_t i = 1; i < sources.size(); ++i)
      in_a_row = in_a_row && sources[i] == sources[i - 1] + 1 && parts_[sources[i]].clause == parts_[sources[0]].clause;
    const std::string_view first = parts_[sources.front()].text;
    const std::string_view last = parts_[sources.back()].text;
    if (in_a_row) return std::string(first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data()));
    std::string out;
    for (const std::size_t source : sources) (out += out.empty() ? "" : "，") += parts_[source].text;
    return out;
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
  std::vector<bool> answered_for_;  // beside parts_: said in other words, or drift tells what is left out
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
