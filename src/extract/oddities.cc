// What a careful reader would ask about: numbers that jump, tasks that nobody leads, lists that stay open,
// parts that are missing.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/spans.h"
#include "extract/places.h"
#include "extract/reading.h"
#include "text/utf8.h"

namespace duban {
namespace {

class OddityFinder {
 public:
  explicit OddityFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    missing_parts();
    cut_off();
    numbering();
    headings_numbering();
    leads();
    filled_from_above();
    open_lists();
  }

 private:
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
    reading_.find(AnomalyKind::kMissingPart, Severity::kLook, title_span(), "标题", "",
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
    cut_ = last;
    const std::size_t from = text.size() - utf8::tail(text, 15).size();
    reading_.find(AnomalyKind::kMissingPart, Severity::kLook,
                  entries[last].block.words.cover(from, text.size()), "文末", "",
                  "文件在这里断开，一句话没有说完，后面的内容不在这份文件里", "paper.cut_off");
  }

  // A paragraph, not a signature or a title.
  static bool may_be_cut(const Entry& entry) {
    constexpr std::size_t kShortest = 60;  // bytes
    const bool words = entry.kind == EntryKind::kTask || entry.kind == EntryKind::kMore ||
                       entry.kind == EntryKind::kPlain || entry.kind == EntryKind::kRequirement;
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
    const TaskDraft* twice = nullptr;  // bears the number of the task before it
    for (const TaskDraft& draft : reading_.tasks) {
      const Entry& entry = reading_.outline.entries[draft.entry];
      if (!entry.block.mark) continue;
      const Mark& mark = *entry.block.mark;
      const bool goes_on = !fresh && draft.list == list && mark.kind == kind;
      // 8, 8, 10: the second should be 9, and nothing is missing
      const bool misprint = twice != nullptr && goes_on && mark.value == last + 2;
      if (twice != nullptr) report_twice(*twice, last, misprint);
      twice = nullptr;
      if (misprint) {
        // said
      } else if (!goes_on) {
        if (mark.value > 1 && (fresh || draft.list != list))
          report_number(
              draft, fmt::format("编号从{}开始，前面的{}不在文件里", mark.value, span_of(1, mark.value - 1)));
      } else if (mark.value == last + 1 || (mark.value == 1 && (draft.task.section != section || entry.giver != giver))) {
        // goes on, or begins again in a new section or below the name of another unit
      } else if (mark.value == last) {
        twice = &draft;
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
    if (twice != nullptr) report_twice(*twice, last, false);
  }

  void report_twice(const TaskDraft& draft, int number, bool misprint) {
    report_number(draft, misprint ? fmt::format("编号{}重复出现，按前后的编号这里应是{}", number, number + 1)
                                  : fmt::format("编号{}重复出现", number));
  }

  static std::string span_of(int first, int last) {
    return first == last ? fmt::format("{}", first) : fmt::format("{}至{}", first, last);
  }

  void report_number(const TaskDraft& draft, std::string reason) {
    reading_.find(AnomalyKind::kNumbering, Severity::kLook, number_of(draft), places_.of_task(draft) + " 编号", "",
                  std::move(reason), "numbering.tasks");
  }

  // Where the number of a task is printed; of a row of a table in the cell that the row begins with.
  Span number_of(const TaskDraft& draft) const {
    const Block& block = reading_.outline.entries[draft.entry].block;
    if (block.wording == 0) {
      const std::string_view row = reading_.words(block.printed);
      std::size_t begin = 0;
      while (begin < row.size() && (row[begin] == '|' || utf8::is_blank(utf8::at(row, begin).point)))
        begin += utf8::at(row, begin).size;
      std::size_t end = begin;
      while (end < row.size() && utf8::is_digit(utf8::at(row, end).point)) ++end;
      const auto from = static_cast<std::uint32_t>(block.printed.begin + begin);
      if (end > begin) return {from, from + static_cast<std::uint32_t>(end - begin)};
    }
    return block.words.cover(0, std::max(block.wording, utf8::head(block.text(), 1).size()));
  }

  void headings_numbering() {
    struct Last {
      int value = 0;
      bool twice = false;  // bears the number of the one before it
    };
    std::map<std::pair<std::size_t, MarkKind>, Last> last;  // by the heading above
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].kind != EntryKind::kHeading || entries[i].list != 0) continue;
      if (entries[i].block.wording_text().empty()) continue;  // 2、①…②…: the number of its tasks
      const Mark& mark = *entries[i].block.mark;
      const auto [known, fresh] = last.try_emplace({entries[i].above, mark.kind});
      const int before = known->second.value;
      const bool misprint = known->second.twice && mark.value == before + 2;  // (二)(二)(四): said of the second
      known->second = {mark.value, mark.value == before};
      if (!(fresh && entries[i].above == Entry::kNoHeading) && mark.value != before + 1 && !misprint) {
        const std::string reason = mark.value == before
                                       ? fmt::format("标题编号{}重复出现", mark.label)
                                       : fmt::format("标题编号不连续：{}之后是{}", before, mark.value);
        reading_.find(AnomalyKind::kNumbering, Severity::kLook,
                      entries[i].block.words.cover(0, entries[i].block.wording), places_.of(i, 0), "", reason,
                      "numbering.headings");
      }
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
      if (nobody && cut_ != Reading::kNone && places_.task_of(cut_) == &draft) continue;  // what is missing may say it
      if (!nobody &&
          (led * 2 < reading_.tasks.size() || !task.lead_units.empty() || task.shared ||
           reading_.outline.entries[draft.entry].bracket || reading_.outline.entries[draft.entry].prose))
        continue;
      const Entry& entry = reading_.outline.entries[draft.entry];
      const Block& block = entry.block;
      std::size_t end = block.wording + utf8::head(block.wording_text(), 20).size();
      if (entry.labels_at > 0) end = std::min(end, entry.labels_at);
      if (entry.bracket) end = std::min(end, entry.bracket->at.begin);
      reading_.find(AnomalyKind::kMissingLead, Severity::kLook, block.words.cover(block.wording, end),
                    places_.of_task(draft), "",
                    nobody ? "这项任务后面没有写明由谁负责" : "这项任务没有写牵头单位，其他任务都有",
                    nobody ? "task.nobody" : "task.no_lead");
    }
  }

  // The only few rows of a table in plain text that print no units: read as merged with the row above, which
  // plain text cannot tell from forgotten.
  void filled_from_above() {
    constexpr std::size_t kFewestRows = 8;
    if (!reading_.document.tables.empty()) return;
    std::size_t rows = 0;
    std::vector<const TaskDraft*> filled;
    const Spans* above = nullptr;
    for (const TaskDraft& draft : reading_.tasks) {
      if (!reading_.outline.entries[draft.entry].of_table) continue;
      ++rows;
      const std::vector<Name>& names =
          draft.task.lead_units.empty() ? draft.task.responsible_units : draft.task.lead_units;
      const Spans* own = names.empty() ? nullptr : &names.front().spans;
      if (own != nullptr && above != nullptr && !own->empty() && *own == *above) filled.push_back(&draft);
      above = own;
    }
    if (rows < kFewestRows || filled.size() * kFewestRows > rows) return;
    for (const TaskDraft* draft : filled) {
      const Block& block = reading_.outline.entries[draft->entry].block;
      const std::size_t end = block.wording + utf8::head(block.wording_text(), 20).size();
      reading_.find(AnomalyKind::kMissingLead, Severity::kLook, block.words.cover(block.wording, end),
                    places_.of_task(*draft), "",
                    "这一行没有印单位，按与上一行合并读；如果不是合并的单元格，请补上",
                    "table.filled_from_above");
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
      reading_.find(AnomalyKind::kOpenList, Severity::kLook, span, where + (lead ? " 牵头单位" : " 责任单位"),
                    "",
                    lead ? fmt::format("{}项任务的牵头单位以“等”结尾，没有列全，分办前要问清", open.size())
                         : fmt::format("{}项任务的责任单位以“等”结尾，没有列全", open.size()),
                    lead ? "task.open_lead" : "task.open_responsible");
    }
  }

  Reading& reading_;
  Places places_;
  std::size_t cut_ = Reading::kNone;  // the entry that breaks off
};

}  // namespace

void find_oddities(Reading& reading) { OddityFinder(reading).find(); }

}  // namespace duban
