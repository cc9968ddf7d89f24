// What a careful reader would ask about: numbers that jump, tasks that nobody leads, lists that stay open,
// parts that are missing, words printed twice, figures that differ.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include "base/spans.h"
#include "extract/places.h"
#include "extract/reading.h"
#include "text/char_set.h"
#include "text/lexicon.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

// Every phrase of data/lexicon/set_phrases.txt with one of its syllables or pairs printed twice, and what it
// should be.
const WordList& doubled_phrases() {
  static const std::string file = [] {
    std::string lines;
    for (const Word& phrase : word_list("set_phrases").words()) {
      std::vector<std::size_t> starts;
      for (std::size_t i = 0; i < phrase.text.size(); i += utf8::at(phrase.text, i).size) starts.push_back(i);
      starts.push_back(phrase.text.size());
      for (const std::size_t length : {std::size_t{1}, std::size_t{2}}) {
        for (std::size_t i = 0; i + length < starts.size(); ++i) {
          if (i + length == starts.size() - 1 && length == 1) continue;  // 增长点点: as likely two words
          const std::string_view twice = phrase.text.substr(starts[i], starts[i + length] - starts[i]);
          if (i == 0 && length == 1) continue;  // 新新增长点: the first may end the word before
          lines += fmt::format("{}{}{}\t{}\n", phrase.text.substr(0, starts[i]), twice,
                               phrase.text.substr(starts[i]), phrase.text);
        }
      }
    }
    return lines;
  }();
  static const WordList list(file);
  return list;
}

class OddityFinder {
 public:
  explicit OddityFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    missing_parts();
    numbering();
    headings_numbering();
    leads();
    filled_from_above();
    open_lists();
    brackets();
    cell_quotes();
    doubled_words();
    doubled_parts();
    doubled_tasks();
    cut_off();
    title_wording();
    figures();
  }

 private:
  void add(AnomalyKind kind, Severity severity, Span span, std::string where, std::string likely,
           std::string reason, std::string rule) {
    Anomaly found;
    found.text = reading_.words(span);
    found.where = std::move(where);
    found.kind = kind;
    found.severity = severity;
    found.reason = std::move(reason);
    found.likely = std::move(likely);
    found.span = span;
    found.rule = std::move(rule);
    reading_.find(std::move(found));
  }

  Span title_span() const {
    if (reading_.title_entry == Reading::kNone) return {};
    return reading_.outline.entries[reading_.title_entry].block.printed;
  }

  // A title that ends in (一) names a paper that comes in parts.
  void missing_parts() {
    const std::string title = utf8::ascii_brackets(reading_.plan.document.title);
    if (!title.ends_with(")")) return;
    const std::size_t open = title.rfind('(');
    if (open == std::string::npos || open < 6) return;
    const std::string part = title.substr(open + 1, title.size() - open - 2);
    const auto number = chinese_ordinal(part);
    const bool counted = number && number->size == part.size();
    if (!counted && part != "上" && part != "中" && part != "下" && part != "续") return;
    std::string missing;
    if (part == "上" || (counted && number->value == 1)) {
      missing = "标题标明这是第一部分，其余部分不在这份文件里";
    } else if (part == "下" || part == "续") {
      missing = "标题标明这是后一部分，前面的部分不在这份文件里";
    } else {
      missing = fmt::format("标题标明这是第{}部分，其他部分不在这份文件里", part);
    }
    add(AnomalyKind::kMissingPart, Severity::kLook, title_span(), "标题", "",
        missing + "；任务是否齐全只能就这一部分说", "head.part");
  }

  // The last words of the paper end in the middle of a sentence, as no other of its kind does.
  void cut_off() {
    const std::vector<Entry>& entries = reading_.outline.entries;
    std::size_t last = entries.size();
    while (last > 0 && entries[last - 1].kind == EntryKind::kFurniture) --last;
    if (last == 0 || ends_whole(entries[--last].block.text())) return;
    // …（A牵头）提高信贷服务实: in one line with the task before it
    const bool run_in = last > 0 && entries[last - 1].kind == EntryKind::kTask && entries[last].kind == EntryKind::kPlain &&
                        entries[last].block.printed.begin == entries[last - 1].block.printed.end;
    if (!run_in && !may_be_cut(entries[last])) return;
    constexpr std::size_t kFewest = 4;
    std::size_t alike = 0;
    std::size_t open = 0;
    for (std::size_t i = 0; i < last; ++i) {
      if (entries[i].kind != EntryKind::kTask || entries[i].of_table) continue;
      ++alike;
      open += !ends_whole(entries[i].block.text());
    }
    if (!run_in && (alike < kFewest || open * 10 > alike)) return;
    const std::string_view text = entries[last].block.text();
    const std::size_t from = text.size() - utf8::tail(text, 15).size();
    add(AnomalyKind::kMissingPart, Severity::kLook, entries[last].block.words.cover(from, text.size()), "文末", "",
        "文件在这里断开，一句话没有说完，后面的内容不在这份文件里", "paper.cut_off");
  }

  // A paragraph, not a signature or a title.
  static bool may_be_cut(const Entry& entry) {
    constexpr std::size_t kShortest = 60;  // bytes
    const bool words = entry.kind == EntryKind::kTask || entry.kind == EntryKind::kMore || entry.kind == EntryKind::kPlain ||
                       entry.kind == EntryKind::kRequirement;
    return words && !entry.of_table && !entry.block.labelled && entry.block.text().size() >= kShortest;
  }

  static bool ends_whole(std::string_view text) {
    const char32_t last = utf8::before(text, text.size()).point;
    return utf8::is_sentence_end(last) || utf8::is_close_bracket(last) || last == U'”' || last == U'》' ||
           text.ends_with("印发");  // 县政府办公室 2026年3月20日印发
  }

  // 12, 14: a number that jumps or comes twice, in the order of the paper.
  void numbering() {
    std::size_t list = 0;
    int last = 0;
    bool fresh = true;
    MarkKind kind = MarkKind::kDigit;
    std::vector<std::string> section;
    std::size_t giver = Entry::kNoGiver;
    for (const TaskDraft& draft : reading_.tasks) {
      const Entry& entry = reading_.outline.entries[draft.entry];
      if (!entry.block.mark) continue;
      const Mark& mark = *entry.block.mark;
      if (fresh || draft.list != list || mark.kind != kind) {
        if (mark.value > 1 && (fresh || draft.list != list))
          report_number(
              draft, fmt::format("编号从{}开始，前面的{}不在文件里", mark.value, span_of(1, mark.value - 1)));
      } else if (mark.value == last + 1 || (mark.value == 1 && (draft.task.section != section || entry.giver != giver))) {
        // goes on, or begins again in a new section or below the name of another unit
      } else if (mark.value == last) {
        report_number(draft, fmt::format("编号{}重复出现", mark.value));
      } else if (mark.value > last) {
        report_number(draft,
                      fmt::format("编号从{}跳到{}，缺{}", last, mark.value, span_of(last + 1, mark.value - 1)));
      } else {
        report_number(draft, fmt::format("编号从{}退回到{}", last, mark.value));
      }
      fresh = false;
      list = draft.list;
      last = mark.value;
      kind = mark.kind;
      section = draft.task.section;
      giver = entry.giver;
    }
  }

  static std::string span_of(int first, int last) {
    return first == last ? fmt::format("{}", first) : fmt::format("{}至{}", first, last);
  }

  void report_number(const TaskDraft& draft, std::string reason) {
    const Block& block = reading_.outline.entries[draft.entry].block;
    add(AnomalyKind::kNumbering, Severity::kLook,
        block.words.cover(0, std::max(block.wording, utf8::head(block.text(), 1).size())),
        places_.of_task(draft) + " 编号", "", std::move(reason), "numbering.tasks");
  }

  void headings_numbering() {
    std::map<std::pair<std::size_t, MarkKind>, int> last;  // by the heading above
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].kind != EntryKind::kHeading || entries[i].list != 0) continue;
      if (entries[i].block.wording_text().empty()) continue;  // 2、①…②…: the number of its tasks
      const Mark& mark = *entries[i].block.mark;
      auto [known, fresh] = last.try_emplace({entries[i].above, mark.kind}, 0);
      if (!(fresh && entries[i].above == Entry::kNoHeading) && mark.value != known->second + 1) {
        const std::string reason = mark.value == known->second
                                       ? fmt::format("标题编号{}重复出现", mark.label)
                                       : fmt::format("标题编号不连续：{}之后是{}", known->second, mark.value);
        add(AnomalyKind::kNumbering, Severity::kLook, entries[i].block.words.cover(0, entries[i].block.wording),
            places_.of(i, 0), "", reason, "numbering.headings");
      }
      known->second = mark.value;
    }
  }

  // A task without a lead among tasks that have one.
  void leads() {
    std::size_t led = 0;
    for (const TaskDraft& draft : reading_.tasks) led += !draft.task.lead_units.empty();
    for (const TaskDraft& draft : reading_.tasks) {
      const Task& task = draft.task;
      const bool nobody = task.lead_units.empty() && task.responsible_units.empty() && task.leaders.empty();
      if (!reading_.outline.any_assigned) return;
      if (!nobody &&
          (led * 2 < reading_.tasks.size() || !task.lead_units.empty() || task.shared ||
           reading_.outline.entries[draft.entry].bracket || reading_.outline.entries[draft.entry].prose))
        continue;
      const Entry& entry = reading_.outline.entries[draft.entry];
      const Block& block = entry.block;
      std::size_t end = block.wording + utf8::head(block.wording_text(), 20).size();
      if (entry.labels_at > 0) end = std::min(end, entry.labels_at);
      if (entry.bracket) end = std::min(end, entry.bracket->at.begin);
      add(AnomalyKind::kMissingLead, Severity::kLook, block.words.cover(block.wording, end),
          places_.of_task(draft), "",
          nobody ? "这项任务后面没有写明由谁负责" : "这项任务没有写牵头单位，其他任务都有",
          nobody ? "task.nobody" : "task.no_lead");
    }
  }

  // The only few rows of a table in plain text that print no units: read as merged with the row above, which plain text cannot
  // tell from forgotten.
  void filled_from_above() {
    constexpr std::size_t kFewestRows = 8;
    if (!reading_.document.tables.empty()) return;
    std::size_t rows = 0;
    std::vector<const TaskDraft*> filled;
    const Spans* above = nullptr;
    for (const TaskDraft& draft : reading_.tasks) {
      if (!reading_.outline.entries[draft.entry].of_table) continue;
      ++rows;
      const std::vector<Name>& names = draft.task.lead_units.empty() ? draft.task.responsible_units : draft.task.lead_units;
      const Spans* own = names.empty() ? nullptr : &names.front().spans;
      if (own != nullptr && above != nullptr && !own->empty() && *own == *above) filled.push_back(&draft);
      above = own;
    }
    if (rows < kFewestRows || filled.size() * kFewestRows > rows) return;
    for (const TaskDraft* draft : filled) {
      const Block& block = reading_.outline.entries[draft->entry].block;
      const std::size_t end = block.wording + utf8::head(block.wording_text(), 20).size();
      add(AnomalyKind::kMissingLead, Severity::kLook, block.words.cover(block.wording, end), places_.of_task(*draft), "",
          "这一行没有印单位，按与上一行合并读；如果不是合并的单元格，请补上", "table.filled_from_above");
    }
  }

  // One finding for all lists that end in 等: what they leave out must be asked before the tasks go out.
  void open_lists() {
    for (const bool lead : {true, false}) {
      std::vector<const TaskDraft*> open;
      for (const TaskDraft& draft : reading_.tasks) {
        if (lead ? draft.task.open_lead : draft.task.open_responsible) open.push_back(&draft);
      }
      if (open.empty()) continue;
      const std::vector<Name>& names =
          lead ? open.front()->task.lead_units : open.front()->task.responsible_units;
      Span span = open.front()->task.span;
      for (const Name& name : names) {
        if (name.spans.empty()) continue;
        span = whole(name.spans);
        if (reading_.printed().substr(span.end).starts_with("等")) {
          span.end += static_cast<std::uint32_t>(std::string_view("等").size());
          break;
        }
      }
      std::string where = places_.of_task(*open.front());
      for (std::size_t i = 1; i < std::min<std::size_t>(open.size(), 5); ++i)
        where += "、" + places_.of_task(*open[i]);
      if (open.size() > 5) where += fmt::format("等{}项", open.size());
      add(AnomalyKind::kOpenList, Severity::kLook, span, where + (lead ? " 牵头单位" : " 责任单位"), "",
          lead ? fmt::format("{}项任务的牵头单位以“等”结尾，没有列全，分办前要问清", open.size())
               : fmt::format("{}项任务的责任单位以“等”结尾，没有列全", open.size()),
          lead ? "task.open_lead" : "task.open_responsible");
    }
  }

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
      add(AnomalyKind::kUnclosedBracket, Severity::kLook, {from, from + size}, places_.of(i, 0), "",
          "单元格开头的引号没有结束，已按普通字符处理，请核对本行各栏", "table.quote");
    }
  }

  void brackets() {
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].kind == EntryKind::kFurniture) continue;
      const std::string_view text = entries[i].block.text();
      std::string open;            // ( “ 《 that nothing has closed, as ( " <
      std::size_t first_open = 0;  // where the first of them stands
      const auto report = [&](std::size_t at, std::string reason) {
        const std::size_t end = at + utf8::head(text.substr(at), 15).size();
        add(AnomalyKind::kUnclosedBracket, Severity::kLook, entries[i].block.words.cover(at, end),
            places_.of(i, at), "", std::move(reason), "block.brackets");
      };
      // brackets of every shape close one another; quotes and book titles only their own kind
      constexpr int kReported = 3;  // a block
      int reported = 0;
      std::size_t stop_end = 0;  // of the last stop, and which it was: 、、
      char32_t stop = 0;
      // stops stand everywhere: they are looked at only where two stand together
      static const WordList twice("、、\n，，\n。。\n；；\n");
      static constexpr CharSet kPaired(U"“”《》(（〔[【［)）〕]】］");
      static constexpr CharSet kAll = CharSet(U"、，。；").with(kPaired);
      const CharSet& marks = twice.find(text, entries[i].block.wording).word != nullptr ? kAll : kPaired;
      for (std::size_t at = find_any(text, marks, entries[i].block.wording); at < text.size();) {
        const utf8::Char c = utf8::at(text, at);
        if (c.point == U'、' || c.point == U'，' || c.point == U'。' || c.point == U'；') {
          if (stop == c.point && stop_end == at && reported++ < kReported)
            report_doubled(i, at - c.size, 2 * c.size, text.substr(at, c.size));
          stop = c.point;
          stop_end = at + c.size;
        }
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
        at = find_any(text, marks, at + c.size);
      }
      if (!open.empty()) report(first_open, "括号或引号没有配对，缺后半个");
    }
  }

  // 新增增长点, 企业企业家
  void doubled_words() {
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].kind == EntryKind::kFurniture || entries[i].kind == EntryKind::kLabel) continue;
      const Block& block = entries[i].block;
      std::string_view text = block.text();
      if (entries[i].bracket) text = text.substr(0, entries[i].bracket->at.begin);
      if (entries[i].labels_at > 0) text = text.substr(0, entries[i].labels_at);
      static const WordList& phrases = doubled_phrases();
      WordList::Place phrase = phrases.find(text, block.wording);
      for (std::size_t at = block.wording; at < text.size();) {
        if (phrase.word != nullptr && phrase.at < at) phrase = phrases.find(text, at);
        const std::size_t end = std::min(phrase.at, text.size());
        const std::size_t twice = next_twice(block.text(), at, end);
        if (twice < end) {
          at = twice + twice_at(i, twice, utf8::at(text, twice));
        } else if (phrase.word != nullptr) {
          report_doubled(i, phrase.at, phrase.word->text.size(), phrase.word->attribute(0));
          at = phrase.at + phrase.word->text.size();
        } else {
          break;
        }
      }
    }
  }

  static constexpr std::size_t kPair = 6;  // bytes of two hanzi

  // Where a character of three bytes stands whose and the next one's bytes come twice, from `at` on and before `end`.
  static std::size_t next_twice(std::string_view text, std::size_t at, std::size_t end) {
    if (text.size() < 2 * kPair) return end;
    const auto same = [&](std::size_t i) { return std::memcmp(text.data() + i, text.data() + i + kPair, kPair) == 0; };
    for (end = std::min(end, text.size() - 2 * kPair + 1); at < end;) {
      const std::size_t size = character_size(text[at]);
      if (size == 3 && text[at + 2] == text[at + kPair + 2] && same(at)) return at;
      at += size;
    }
    return text.size();
  }

  // XYXY; bytes to go on by
  std::size_t twice_at(std::size_t i, std::size_t at, utf8::Char first) {
    const std::string_view text = reading_.outline.entries[i].block.text();
    if (!utf8::is_hanzi(first.point)) return first.size;
    const utf8::Char second = utf8::at(text, at + first.size);
    const std::size_t pair = first.size + second.size;
    constexpr std::u32string_view kCounting = U"一二两三四五六七八九十百千万个每";
    if (!utf8::is_hanzi(second.point) || first.point == second.point ||
        kCounting.find(first.point) != std::u32string_view::npos ||
        text.substr(at + pair, pair) != text.substr(at, pair)) {
      return first.size;
    }
    // 构建共建共治共享: 共 is beaten like a drum, nothing is printed twice
    const utf8::Char third = utf8::at(text, at + 2 * pair);
    if (utf8::at(text, at + 2 * pair + third.size).point == second.point) return first.size;
    report_doubled(i, at, 2 * pair, text.substr(at, pair));
    return 2 * pair;
  }

  void report_doubled(std::size_t i, std::size_t at, std::size_t size, std::string_view once) {
    const Block& block = reading_.outline.entries[i].block;
    const std::string_view text = block.text();
    std::size_t begin = at - utf8::tail(text.substr(0, at), 2).size();
    std::size_t end = at + size + utf8::head(text.substr(at + size), 3).size();
    for (std::size_t k = begin; k < at;) {  // not over a stop
      const utf8::Char c = utf8::at(text, k);
      k += c.size;
      if (!utf8::is_hanzi(c.point)) begin = k;
    }
    for (std::size_t k = at + size; k < end;) {
      const utf8::Char c = utf8::at(text, k);
      if (!utf8::is_hanzi(c.point)) end = k;
      k += c.size;
    }
    add(AnomalyKind::kDuplicatedText, Severity::kLook, block.words.cover(begin, end), places_.of(i, at),
        fmt::format("{}{}{}", text.substr(begin, at - begin), once, text.substr(at + size, end - at - size)),
        "疑有重复的字词，照印未改，请核对", "words.doubled");
  }

  void doubled_tasks() {
    std::map<std::pair<std::size_t, std::string>, const TaskDraft*> seen;
    for (const TaskDraft& draft : reading_.tasks) {
      if (draft.task.text.size() < 30) continue;  // 农村保障人数: a row of figures, not a task
      const auto [known, fresh] = seen.try_emplace({draft.list, draft.task.text}, &draft);
      if (fresh || draft.task.text_spans.empty()) continue;
      add(AnomalyKind::kDuplicatedText, Severity::kLook, draft.task.text_spans.front(), places_.of_task(draft),
          "", fmt::format("与{}的内容完全相同", places_.of_task(*known->second)), "task.doubled");
    }
  }

  // Titles of one level that end alike but for a word: …上攻坚克难 and …上攻坚突破.
  void title_wording() {
    struct Ending {
      std::size_t count = 0;
      std::size_t first = 0;
    };
    const std::vector<Entry>& entries = reading_.outline.entries;
    std::map<MarkKind, std::map<std::string, Ending>> endings;
    std::map<MarkKind, std::size_t> titles;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].kind != EntryKind::kHeading) continue;
      const std::string_view words = title_words(entries[i].block);
      if (utf8::count(words) < 8) continue;
      ++titles[entries[i].block.mark->kind];
      Ending& ending = endings[entries[i].block.mark->kind][std::string(utf8::tail(words, 4))];
      if (ending.count++ == 0) ending.first = i;
    }
    for (const auto& [kind, all] : endings) {
      const std::size_t many = titles[kind];
      const auto compare = [&](const std::string& tail, const Ending& ending, const std::string& other,
                               const Ending& more) {
        ++read_work;
        if (tail == other || utf8::head(tail, 2) != utf8::head(other, 2)) return;
        if (ending.count < 2 || more.count < 2 || (ending.count + more.count) * 3 < many * 2) return;
        const Block& block = entries[ending.first].block;
        const std::size_t end = block.wording + title_words(block).size();
        add(AnomalyKind::kInconsistentWording, Severity::kLook, block.words.cover(end - tail.size(), end),
            places_.of(ending.first, 0), other,
            fmt::format("同级标题的结尾用语不一：“{}”{}处，“{}”{}处", tail, ending.count, other, more.count),
            "headings.wording");
      };
      // of two that are two thirds of all one is a third of all, and of such there are three at most
      std::vector<std::pair<const std::string*, const Ending*>> frequent;
      for (const auto& [tail, ending] : all) {
        if (ending.count * 3 >= many) frequent.emplace_back(&tail, &ending);
      }
      for (const auto& [tail, ending] : all) {
        if (ending.count * 3 >= many) {
          for (const auto& [other, more] : all) compare(tail, ending, other, more);
        } else {
          for (const auto& [other, more] : frequent) compare(tail, ending, *other, *more);
        }
      }
    }
  }

  static std::string_view title_words(const Block& block) {
    std::string_view words = block.wording_text();
    while (!words.empty() && utf8::is_sentence_end(utf8::before(words, words.size()).point))
      words.remove_suffix(utf8::before(words, words.size()).size);
    return words;
  }

  // 建设充电设施200处。建设充电设施200处。: a sentence or a part of one that is printed twice in a row.
  void doubled_parts() {
    constexpr std::size_t kShortest = 15;  // bytes
    for (std::size_t i = 0; i < reading_.outline.entries.size(); ++i) {
      const Entry& entry = reading_.outline.entries[i];
      if (entry.kind == EntryKind::kFurniture || entry.kind == EntryKind::kHead) continue;
      const std::string_view text = entry.block.text();
      static constexpr CharSet kStops(U"，,。；;");
      std::size_t before = 0;       // where the part in front begins
      std::size_t before_size = 0;
      for (std::size_t at = entry.block.wording; at < text.size();) {
        const std::size_t stop = std::min(find_any(text, kStops, at), text.size());
        const std::string_view part = text.substr(at, stop - at);
        if (part.size() >= kShortest && part == text.substr(before, before_size)) {
          add(AnomalyKind::kDuplicatedText, Severity::kLook, entry.block.words.cover(before, stop), places_.of(i, before),
              std::string(part), "同一句话连着印了两遍，请核对是否多印", "text.doubled_part");
        }
        before = at;
        before_size = part.size();
        at = stop < text.size() ? stop + utf8::at(text, stop).size : stop;
      }
    }
  }

  // One indicator, two figures.
  void figures() {
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
        add(AnomalyKind::kFigureConflict, Severity::kLook, target.span, places_.of_task(draft), "",
            fmt::format("“{}”在{}是{}{}，在这里是{}{}，请核对", target.indicator,
                        places_.of_task(*known->second.draft), known->second.target->value, target.unit,
                        target.value, target.unit),
            "targets.conflict");
      }
    }
  }

  Reading& reading_;
  Places places_;
};

}  // namespace

void find_oddities(Reading& reading) { OddityFinder(reading).find(); }

}  // namespace duban
