// Brackets, quotes and marks of book titles of which one half stands alone.

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/spans.h"
#include "extract/places.h"
#include "extract/reading.h"
#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {
namespace {

class BracketFinder {
 public:
  explicit BracketFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    cell_quotes();
    brackets();
    cells_of_units();
  }

 private:
  // 3,"新建泵站2座,市水利局: the quote in front of a cell that none behind it closes.
  void cell_quotes() {
    for (std::size_t i = 0; i < reading_.outline.entries.size(); ++i) {
      const Entry& entry = reading_.outline.entries[i];
      if (!entry.of_table) continue;
      const std::string_view printed = reading_.printed();
      Span row = entry.block.printed;  // with the quotes around its first and last cell
      row.begin -= row.begin > 0 && printed[row.begin - 1] == '"';
      row.end += row.end < printed.size() && printed[row.end] == '"';
      const std::string_view words = printed.substr(row.begin, row.end - row.begin);
      if (std::count(words.begin(), words.end(), '"') % 2 == 0) continue;
      const std::size_t at = row.begin + words.find('"');
      if (at > 0 && printed[at - 1] != ',' && printed[at - 1] != '\t' && printed[at - 1] != '\n') continue;
      const auto from = static_cast<std::uint32_t>(at);
      const auto size = static_cast<std::uint32_t>(utf8::head(printed.substr(at, row.end - at), 15).size());
      reading_.find(AnomalyKind::kUnclosedBracket, Severity::kLook, {from, from + size}, places_.of(i, 0), "",
                    "单元格开头的引号没有结束，已按普通字符处理，请核对本行各栏", "table.quote");
    }
  }

  void brackets() {
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].kind == EntryKind::kFurniture || !entries[i].block.marks) continue;
      const std::string_view text = entries[i].block.text();
      std::string open;            // ( “ 《 that nothing has closed, as ( " <
      std::size_t first_open = 0;  // where the first of them stands
      const auto report = [&](std::size_t at, std::string reason) {
        const std::size_t end = at + utf8::head(text.substr(at), 15).size();
        reading_.find(AnomalyKind::kUnclosedBracket, Severity::kLook, entries[i].block.words.cover(at, end),
                      places_.of(i, at), "", std::move(reason), "block.brackets");
      };
      // brackets of every shape close one another; quotes and book titles only their own kind
      constexpr int kReported = 3;  // a block
      int reported = 0;
      static constexpr CharSet kPaired(U"“”《》(（〔[【［)）〕]】］");
      for (std::size_t at = find_any(text, kPaired, entries[i].block.wording); at < text.size();) {
        const utf8::Char c = utf8::at(text, at);
        const bool opens = utf8::is_open_bracket(c.point) || c.point == U'“' || c.point == U'《';
        const char partner = utf8::is_close_bracket(c.point) ? '('
                             : c.point == U'”'               ? '"'
                             : c.point == U'》'              ? '<'
                                                             : '\0';
        if (opens) {
          if (open.empty()) first_open = at;
          open.push_back(c.point == U'“' ? '"' : c.point == U'《' ? '<' : '(');
        }
        if (partner != '\0') {
          if (!open.empty() && open.back() == partner) {
            open.pop_back();
          } else if (open.size() < 8 && open.find(partner) == std::string::npos) {
            if (reported++ < kReported)
              report(at - std::min(at, utf8::tail(text.substr(0, at), 10).size()),
                     "多出一个后括号或后引号，前面没有与它成对的");
          } else if (!open.empty()) {
            while (!open.empty() && open.back() != partner) open.pop_back();
            if (!open.empty()) open.pop_back();
          }
        }
        at = find_any(text, kPaired, at + c.size);
      }
      if (!open.empty()) report(first_open, "括号或引号没有配对，缺后半个");
    }
  }

  // 区数据局(区行政审批局、区市场监管局: in a cell that names units, which is no part of its row's wording.
  void cells_of_units() {
    for (const TaskDraft& draft : reading_.tasks) {
      if (!reading_.outline.entries[draft.entry].of_table) continue;
      for (const bool lead : {true, false}) {
        for (const Name& name : lead ? draft.task.lead_units : draft.task.responsible_units) {
          if (name.spans.empty() || !lacks_close(name.text)) continue;
          // the next name begins behind the first stop: the bracket held one
          std::string likely = name.text;
          const std::size_t stop = std::min(likely.find("、", likely.find('(')), likely.size());
          likely.insert(stop, ")");
          reading_.find(AnomalyKind::kUnclosedBracket, Severity::kLook, whole(name.spans),
                        fmt::format("{} {}", places_.of_task(draft), lead ? "牵头单位" : "责任单位"),
                        std::move(likely), "括号没有配对，缺后半个，后面的单位因此连在了一起",
                        "table.brackets");
        }
      }
    }
  }

  static bool lacks_close(std::string_view name) {
    int open = 0;
    for (std::size_t i = 0; i < name.size();) {
      const utf8::Char c = utf8::at(name, i);
      open += utf8::is_open_bracket(c.point) ? 1 : utf8::is_close_bracket(c.point) ? -1 : 0;
      i += c.size;
    }
    return open > 0;
  }

  Reading& reading_;
  Places places_;
};

}  // namespace

void find_half_brackets(Reading& reading) { BracketFinder(reading).find(); }

}  // namespace duban
