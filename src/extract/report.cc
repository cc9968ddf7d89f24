// A report (政府工作报告) has no tasks: its sentences become clauses, each in its section and of a class.

#include <algorithm>
#include <array>

#include "extract/reading.h"
#include "text/utf8.h"

namespace duban {
namespace {

bool has_word(std::string_view text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// What a report looks back on: 过去一年工作回顾.
bool looks_back(std::string_view title) {
  return has_word(
      title, std::array<std::string_view, 6>{"回顾", "过去一年", "过去五年", "工作总结", "五年来", "主要成就"});
}

bool is_closing(std::string_view words) {
  return words.starts_with("各位代表") || words.find("让我们更加紧密") != std::string_view::npos ||
         words.find("让我们紧密") != std::string_view::npos;
}

class ReportReader {
 public:
  explicit ReportReader(Reading& reading) : reading_(reading) {}

  void read() {
    bool begun = false;
    const auto& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (left_out(entries[i])) continue;
      const Block& block = entries[i].block;
      if (block.mark) {
        begun = true;
        enter(block, goes_on(*block.mark, i + 1));
        continue;
      }
      const std::string_view words = block.text();
      const bool sentence = utf8::is_sentence_end(utf8::before(words, words.size()).point);
      if (!begun && !sentence) continue;  // title, date, speaker
      begun = true;
      add(block, 0, is_closing(words) ? ClauseClass::kClosing : paragraph_class());
    }
  }

 private:
  struct Level {
    Mark mark;
    bool review = false;
  };

  ClauseClass paragraph_class() const {
    if (std::any_of(path_.begin(), path_.end(), [](const Level& level) { return level.review; }))
      return ClauseClass::kReview;
    return path_.empty() ? ClauseClass::kPreamble : ClauseClass::kCommitment;
  }

  static bool left_out(const Entry& entry) {
    return entry.kind == EntryKind::kFurniture || entry.kind == EntryKind::kAttachment;
  }

  // Whether the section of the mark has more than its own paragraph. The ending belongs to no section.
  bool goes_on(const Mark& mark, std::size_t next) const {
    const auto& entries = reading_.outline.entries;
    while (next < entries.size() && left_out(entries[next])) ++next;
    if (next == entries.size()) return false;
    const Block& block = entries[next].block;
    return block.mark ? block.mark->kind > mark.kind : !is_closing(block.text());
  }

  // A heading: alone, or its first sentence with general aims behind it; where the section ends with this paragraph,
  // what is behind it is what the section promises.
  void enter(const Block& block, bool goes_on) {
    while (!path_.empty() && path_.back().mark.kind >= block.mark->kind) path_.pop_back();
    const std::string_view words = block.wording_text();
    std::size_t stop = words.find("。");
    if (stop == std::string_view::npos) stop = words.size();
    path_.push_back({*block.mark, looks_back(words.substr(0, stop))});
    const bool deep = path_.size() > 1 && block.mark->kind >= MarkKind::kDigit;
    const ClauseClass own = paragraph_class();
    if (stop + 3 >= words.size()) return;
    const std::size_t from = block.wording + (deep ? 0 : stop + 3);
    const bool aims = own == ClauseClass::kCommitment && !deep;
    if (aims && !goes_on) {
      const std::size_t first = end_of_aims(block.text(), from);
      add(block, from, ClauseClass::kPreamble, first);
      add(block, first, own);
    } else {
      add(block, from, aims ? ClauseClass::kPreamble : own);
    }
  }

  // Where a first sentence without a figure ends, of several: 统筹供给和需求。推进… Elsewhere nothing is passed over.
  static std::size_t end_of_aims(std::string_view text, std::size_t from) {
    constexpr std::string_view kStop = "。";
    const std::size_t end = text.find(kStop, from);
    if (end == std::string_view::npos || end + kStop.size() >= text.size()) return from;
    const std::string_view sentence = text.substr(from, end - from);
    const bool figure = std::any_of(sentence.begin(), sentence.end(),
                                    [](char c) { return utf8::is_digit(static_cast<unsigned char>(c)); });
    return figure ? from : end + kStop.size();
  }

  // One clause a sentence; ； ends one too.
  void add(const Block& block, std::size_t from, ClauseClass clause_class, std::size_t to = std::string_view::npos) {
    const std::string_view text = block.text().substr(0, to);
    std::size_t begin = from;
    for (std::size_t i = from; i <= text.size();) {
      const utf8::Char c = utf8::at(text, i);
      const bool end = c.size == 0 || utf8::is_sentence_end(c.point);
      i += std::max<std::size_t>(c.size, 1);
      if (!end) continue;
      const std::size_t stop = std::min(i, text.size());
      if (stop > begin && stop - begin > 3) {
        Clause clause;
        for (const Level& level : path_) clause.section.push_back(level.mark.label);
        clause.text = text.substr(begin, stop - begin);
        clause.clause_class = clause_class;
        clause.span = block.words.cover(begin, stop);
        reading_.plan.clauses.push_back(std::move(clause));
      }
      begin = stop;
    }
  }

  Reading& reading_;
  std::vector<Level> path_;
};

}  // namespace

void read_report(Reading& reading) { ReportReader(reading).read(); }

}  // namespace duban
