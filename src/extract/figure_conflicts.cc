// Figures of one paper that do not agree: an indicator that two tasks, or a task and the introduction, give
// another value. One of the two is right, and only a person can say which: nothing is changed.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "extract/part_sums.h"
#include "extract/places.h"
#include "extract/reading.h"
#include "grammar/deadline.h"
#include "grammar/target.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

class FigureConflictFinder {
 public:
  explicit FigureConflictFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    tasks();
    prose();
    for (const TaskDraft& draft : reading_.tasks) {
      sums(draft);
      below_title(draft);
    }
  }

 private:
  // One indicator, two figures. Where it has more than a few, each is of another place or part.
  void tasks() {
    constexpr std::size_t kMostFigures = 3;
    struct First {
      const TaskDraft* draft;
      const Target* target;
      std::vector<std::pair<const TaskDraft*, const Target*>> others;  // that give another value, one more than kMostFigures at most
    };
    std::map<std::pair<std::string, std::string>, First> seen;
    for (const TaskDraft& draft : reading_.tasks) {
      for (const Target& target : draft.task.targets) {
        if (utf8::count(target.indicator) < 4 || !target.horizon.empty() || is_of_project(target)) continue;
        First& first = seen.try_emplace({fmt::format("{}/{}", target.indicator, to_word(target.measure)), target.unit},
                                        First{&draft, &target, {}})
                           .first->second;
        if (first.target->value == target.value || first.draft == &draft || first.others.size() > kMostFigures) continue;
        first.others.emplace_back(&draft, &target);
      }
    }
    for (const auto& [indicator, first] : seen) {
      if (first.others.size() > kMostFigures) continue;
      for (const auto& [draft, target] : first.others)
        reading_.find(AnomalyKind::kFigureConflict, Severity::kLook, with_words(target->span), places_.of_task(*draft), "",
                      fmt::format("“{}”在{}是{}{}，在这里是{}{}，请核对", target->indicator, places_.of_task(*first.draft),
                                  first.target->value, target->unit, target->value, target->unit),
                      "targets.conflict");
    }
  }

  // The introduction says 增长5%左右, the task 5.5%.
  void prose() {
    struct Said {
      const TaskDraft* draft;
      const Target* target;
      bool twice;
    };
    std::map<std::string, Said> tasks;
    for (const TaskDraft& draft : reading_.tasks) {
      for (const Target& target : draft.task.targets) {
        if (!comparable(target)) continue;
        const auto [known, fresh] = tasks.try_emplace(key_of(target), Said{&draft, &target, false});
        if (!fresh && known->second.target->value != target.value) known->second.twice = true;
      }
    }
    if (tasks.empty()) return;
    const std::vector<Entry>& entries = reading_.outline.entries;
    std::size_t budget = 100'000;  // bytes; introductions are short
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Entry& entry = entries[i];
      const bool prose = entry.kind == EntryKind::kHead || entry.kind == EntryKind::kPlain ||
                         entry.kind == EntryKind::kRequirement;
      const std::string_view text = entry.block.text();
      if (!prose || text.size() < 30) continue;
      if (text.size() > budget) return;
      budget -= text.size();
      for (const Target& target : read_targets(text, reading_.plan.document.year)) {
        if (!comparable(target)) continue;
        const auto known = tasks.find(key_of(target));
        if (known == tasks.end() || known->second.twice || known->second.target->value == target.value)
          continue;
        reading_.find(
            AnomalyKind::kFigureConflict, Severity::kLook,
            entry.block.words.cover(target.span.begin, target.span.end), places_.of(i, target.span.begin), "",
            fmt::format("“{}”在这里是{}{}，在{}是{}{}，请核对", target.indicator, target.value, target.unit,
                        places_.of_task(*known->second.draft), known->second.target->value, target.unit),
            "prose.conflict");
      }
    }
  }

  static bool comparable(const Target& target) {
    return utf8::count(target.indicator) >= 4 && target.horizon.empty() && !target.value_max &&
           !is_of_project(target);
  }

  static bool is_of_project(const Target& target) {
    static const WordList& figures = word_list("project_figures");
    return figures.exact(target.indicator) != nullptr;
  }
  static std::string key_of(const Target& target) {
    return std::string(target.indicator)
        .append("/")
        .append(to_word(target.measure))
        .append("/")
        .append(target.unit);
  }

  // An amount with the words in front of it that belong to it: 改造老旧小区280个 of 280个.
  Span with_words(Span amount) const {
    constexpr std::size_t kMost = 20;  // characters
    static constexpr CharSet kStops(U"，,。；;、：:！？（(）)〔〕[]【】|“”《》\n\t");
    const std::string_view printed = reading_.printed();
    std::size_t begin = amount.begin;
    for (std::size_t n = 0; n < kMost && begin > 0; ++n) {
      const utf8::Char c = utf8::before(printed, begin);
      if (kStops.has(c.point) || utf8::is_blank(c.point)) break;
      begin -= c.size;
    }
    // a list's number and its point are no words: 2.改造
    while (begin < amount.begin && (utf8::is_digit(utf8::at(printed, begin).point) || printed[begin] == '.'))
      ++begin;
    return {static_cast<std::uint32_t>(begin), amount.end};
  }

  static bool is_plain(const Target& target) {
    return target.op == Comparison::kEqual && !target.value_max && target.horizon.empty();
  }

  // 新建幼儿园12所，其中城区7所、乡镇4所: the parts are more than the whole, or they are all and fewer.
  void sums(const TaskDraft& draft) {
    const std::vector<Target>& targets = draft.task.targets;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const Target& total = targets[i];
      if (total.op != Comparison::kEqual || total.value_max || total.unit == "%") continue;
      const auto parts = parts_behind(reading_.printed().substr(total.span.end), total.unit);
      if (!parts) continue;
      // 新建学校12所，今年竣工3所，其中小学7所、中学5所: of an amount before
      constexpr std::size_t kBack = 3;
      const auto from = targets.begin() + static_cast<std::ptrdiff_t>(i - std::min(i, kBack));
      const auto to = targets.begin() + static_cast<std::ptrdiff_t>(i) + 1;
      const bool agrees = std::any_of(from, to, [&](const Target& each) {
        return each.unit == total.unit && std::fabs(parts->sum - each.value) <= 1e-6 * std::fabs(each.value);
      });
      if (agrees || (parts->sum < total.value && !parts->all)) continue;
      reading_.find(AnomalyKind::kFigureConflict, Severity::kLook,
                    {with_words(total.span).begin, total.span.end + static_cast<std::uint32_t>(parts->end)},
                    places_.of_task(draft), "",
                    fmt::format("总数是{}，所列各项相加是{:.10g}{}，请核对", reading_.words(total.span),
                                parts->sum, total.unit),
                    "targets.sum");
    }
  }

  // 二、建设口袋公园8个, and 目标任务：建成口袋公园6个 below it.
  void below_title(const TaskDraft& draft) {
    const Task& task = draft.task;
    if (task.text_spans.size() < 2) return;
    const Span title = task.text_spans.front();
    const utf8::Char last = utf8::before(reading_.printed(), title.end);
    if (title.size() > kLongestTitle || utf8::is_sentence_end(last.point)) return;
    const Span gap{title.end, std::max(title.end, task.text_spans[1].begin)};
    if (!has_words(reading_.words(gap), "：") && !has_words(reading_.words(gap), ":")) return;
    for (const Target& promised : task.targets) {
      if (promised.span.end > title.end || promised.span.begin < title.begin || promised.value_max) continue;
      const std::string_view noun = without_verbs(promised.indicator);
      if (utf8::count(noun) < 3) continue;
      const Target* other = nullptr;
      std::size_t found = 0;
      for (const Target& target : task.targets) {
        if (target.span.begin < title.end || target.unit != promised.unit || target.measure != promised.measure)
          continue;
        if (!counts(target.indicator, noun)) continue;
        ++found;
        other = &target;
      }
      if (found != 1 || other->value == promised.value || other->value_max || other->op != promised.op ||
          is_stage(*other))
        continue;
      reading_.find(AnomalyKind::kFigureConflict, Severity::kLook, with_words(promised.span),
                    places_.of_task(draft), "",
                    fmt::format("标题是“{}”，下面写的是“{}”，请核对", reading_.words(with_words(promised.span)),
                                reading_.words(with_words(other->span))),
                    "title.conflict");
    }
  }

  static constexpr std::uint32_t kLongestTitle = 150;  // bytes

  static std::string_view without_verbs(std::string_view indicator) {
    static const WordList& verbs = word_list("commitment_verbs");
    for (const Word* verb = verbs.longest_at(indicator); verb != nullptr; verb = verbs.longest_at(indicator))
      indicator.remove_prefix(verb->text.size());
    return indicator;
  }

  // Whether an indicator is of the thing itself: 建成口袋公园, not 街头口袋公园.
  static bool counts(std::string_view indicator, std::string_view noun) {
    if (!indicator.ends_with(noun)) return false;
    const std::size_t front = indicator.size() - noun.size();
    return front == 0 || word_list("commitment_verbs").longest_before(indicator, front) != nullptr;
  }

  // 上半年完成3个, 其中…: no more than a part of the year's.
  bool is_stage(const Target& target) const {
    static constexpr CharSet kStops(U"。；;\n");
    const std::string_view printed = reading_.printed();
    std::size_t begin = target.span.begin;
    constexpr std::size_t kFarthest = 300;  // bytes
    while (begin > 0 && target.span.begin - begin < kFarthest &&
           !kStops.has(utf8::before(printed, begin).point))
      begin -= utf8::before(printed, begin).size;
    const std::string_view words = printed.substr(begin, target.span.end - begin);
    return read_deadline(words, reading_.plan.document.year).has_value() || has_words(words, "其中");
  }

  Reading& reading_;
  Places places_;
};

}  // namespace

void find_figure_conflicts(Reading& reading) { FigureConflictFinder(reading).find(); }

}  // namespace duban
