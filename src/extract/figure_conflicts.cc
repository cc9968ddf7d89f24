// Figures of one paper that do not agree: an indicator that two tasks, or a task and the introduction, give
// another value. One of the two is right, and only a person can say which: nothing is changed.

#include <fmt/format.h>

#include <map>

#include "extract/places.h"
#include "extract/reading.h"
#include "grammar/target.h"
#include "text/utf8.h"

namespace duban {
namespace {

class FigureConflictFinder {
 public:
  explicit FigureConflictFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    tasks();
    prose();
  }

 private:
  // One indicator, two figures.
  void tasks() {
    struct First {
      const TaskDraft* draft;
      const Target* target;
    };
    std::map<std::pair<std::string, std::string>, First> seen;
    for (const TaskDraft& draft : reading_.tasks) {
      for (const Target& target : draft.task.targets) {
        if (utf8::count(target.indicator) < 4 || !target.horizon.empty()) continue;
        const auto [known, fresh] =
            seen.try_emplace({fmt::format("{}/{}", target.indicator, to_word(target.measure)), target.unit},
                             First{&draft, &target});
        if (fresh || known->second.target->value == target.value || known->second.draft == &draft) continue;
        reading_.find(AnomalyKind::kFigureConflict, Severity::kLook, target.span, places_.of_task(draft), "",
                      fmt::format("“{}”在{}是{}{}，在这里是{}{}，请核对", target.indicator,
                                  places_.of_task(*known->second.draft), known->second.target->value,
                                  target.unit, target.value, target.unit),
                      "targets.conflict");
      }
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
    return utf8::count(target.indicator) >= 4 && target.horizon.empty() && !target.value_max;
  }
  static std::string key_of(const Target& target) {
    return fmt::format("{}/{}/{}", target.indicator, to_word(target.measure), target.unit);
  }

  Reading& reading_;
  Places places_;
};

}  // namespace

void find_figure_conflicts(Reading& reading) { FigureConflictFinder(reading).find(); }

}  // namespace duban
