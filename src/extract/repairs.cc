// What was put right on the way in: every repair is a finding, with the words as printed and as they are read
// now.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/spans.h"
#include "extract/page_edges.h"
#include "extract/places.h"
#include "extract/reading.h"
#include "text/radicals.h"
#include "text/utf8.h"

namespace duban {
namespace {

bool is_stop(char32_t p) {
  constexpr std::u32string_view kStops = U"、，,。；;：:！？!?";
  return kStops.find(p) != std::u32string_view::npos;
}

bool is_clause_stop(char32_t p) {
  constexpr std::u32string_view kStops = U"，,。；;：:！？!?";
  return kStops.find(p) != std::u32string_view::npos;
}

// Without a bracket at either end whose other half stands outside: 市农业 农村局 of 市农业 农村局）. `at` stays within.
Range without_half_bracket(std::string_view text, Range range, std::size_t at) {
  int depth = 0;
  bool closes_more = false;
  for (std::size_t i = range.begin; i < range.end; i += utf8::at(text, i).size) {
    const char32_t p = utf8::at(text, i).point;
    depth += utf8::is_open_bracket(p) ? 1 : utf8::is_close_bracket(p) ? -1 : 0;
    closes_more = closes_more || depth < 0;
  }
  const utf8::Char first = utf8::at(text, range.begin);
  const utf8::Char last = utf8::before(text, range.end);
  if (closes_more && utf8::is_close_bracket(last.point) && range.end - last.size > at) range.end -= last.size;
  if (depth > 0 && utf8::is_open_bracket(first.point) && range.begin + first.size < at) range.begin += first.size;
  return range;
}

// The words around `at`: to the next stop on both sides, and no more than `reach` characters. A stop right at
// the place belongs to them.
Range around(std::string_view text, std::size_t at, std::size_t reach, bool (*stop)(char32_t)) {
  Range range{at, at};
  for (std::size_t n = 0; n < reach && range.begin > 0; ++n) {
    const utf8::Char c = utf8::before(text, range.begin);
    if (n > 0 && stop(c.point)) break;
    range.begin -= c.size;
  }
  for (std::size_t n = 0; n < reach && range.end < text.size(); ++n) {
    const utf8::Char c = utf8::at(text, range.end);
    if (n > 0 && stop(c.point)) break;
    range.end += c.size;
  }
  return without_half_bracket(text, range, at);
}

class RepairFinder {
 public:
  explicit RepairFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    encoding();
    whole_paper();
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].kind == EntryKind::kFurniture) furniture(i);
      joins(i);
      broken_paragraph(i);
      blanks(i);
    }
    leaders();
    heading_marks();
    bracket_shapes();
  }

 private:
  void encoding() {
    std::size_t line = 1;
    std::size_t counted = 0;
    for (const Span& broken : reading_.document.broken) {
      const std::string_view before = reading_.printed().substr(counted, broken.begin - counted);
      line += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
      counted = broken.begin;
      reading_.find(AnomalyKind::kVariantGlyph, Severity::kRepaired, broken, fmt::format("第{}行", line), "",
                    "这里的字节不是有效的文字，已用“�”代替，请对照原件补上", "decode.broken");
      reading_.plan.anomalies.back().severity = Severity::kLook;
    }
  }

  void whole_paper() {
    const Normalised& n = reading_.normalised;
    if (n.traditional) {
      const std::size_t line = std::min(n.text.view().find('\n'), n.text.size());
      const std::size_t size = std::min<std::size_t>(line, utf8::head(n.text.view(), 20).size());
      reading_.find(AnomalyKind::kVariantGlyph, Severity::kRepaired, n.text.cover(0, size), "全文",
                    std::string(n.text.view().substr(0, size)), "全文用繁体字印出，已按简体字读",
                    "normalise.traditional");
    }
    if (n.pinyin > 0) {
      reading_.find(AnomalyKind::kVariantGlyph, Severity::kRepaired, n.first_pinyin, "全文",
                    std::string(utf8::head(reading_.words(n.first_pinyin), 1)),
                    fmt::format("字后夹有注音，全文共{}处，已去掉", n.pinyin), "normalise.pinyin");
    }
    if (n.radicals > 0) {
      reading_.find(AnomalyKind::kVariantGlyph, Severity::kRepaired, n.first_radical, "全文",
                    std::string(hanzi_for_radical(utf8::at(reading_.words(n.first_radical), 0).point)),
                    fmt::format("以部首或兼容字符代替汉字，全文共{}处，已按汉字读", n.radicals), "normalise.radicals");
    }
    std::size_t line = 1;
    std::size_t counted = 0;
    for (const Normalised::InStep& each : n.shifted) {
      const std::string_view before = reading_.printed().substr(counted, each.at.begin - counted);
      line += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
      counted = each.at.begin;
      reading_.find(AnomalyKind::kVariantGlyph, Severity::kRepaired, each.at, fmt::format("第{}行", line),
                    each.words, "这里丢了半个字，后面的字因此错乱，已按原编码还原，个别字可能有误，请对照原件",
                    "normalise.shifted");
      reading_.plan.anomalies.back().severity = Severity::kLook;
    }
    for (const Span& mark : reading_.page_marks) {
      reading_.find(AnomalyKind::kPageChrome, Severity::kRepaired, mark, "全文", "",
                    "文档分享网页在每页前面加的页码，不是文件内容，已略去，前后两页已接上",
                    "furniture.shared_page");
    }
    if (!reading_.full_lines.empty()) {
      reading_.find(AnomalyKind::kBrokenLine, Severity::kRepaired, reading_.full_lines.front(), "全文", "",
                    fmt::format("全文不分段，各行都在版心边上断开，共{}处，已接上", reading_.full_lines.size()), "text.full_lines");
    }
    if (n.tags > 0) {
      reading_.find(AnomalyKind::kPageChrome, Severity::kRepaired, n.first_tag, "全文", "",
                    fmt::format("夹有网页标记，全文共{}处，已去掉", n.tags), "normalise.tags");
    }
  }

  void furniture(std::size_t i) {
    const Block& block = reading_.outline.entries[i].block;
    if (block.furniture_rule == "table.head") return;  // it has said what the columns are
    if (block.furniture_rule == "table.row_again") {
      reading_.find(AnomalyKind::kDuplicatedText, Severity::kRepaired, block.printed, places_.side_of(i), "",
                    "表格的这一行与上一行完全相同（多半是换页时重印），只记一次",
                    std::string(block.furniture_rule));
      return;
    }
    reading_.find(AnomalyKind::kPageChrome, Severity::kRepaired, block.printed, places_.side_of(i), "",
                  block.furniture_rule == kBoxRule ? "这是网站目录框中的字样，不是正文；正文没有印出的文号、机关和日期取自这里"
                                                   : "这是网页或转换软件留下的字样，不是文件内容，已略去",
                  std::string(block.furniture_rule));
  }

  void joins(std::size_t i) {
    const Block& block = reading_.outline.entries[i].block;
    for (const Join& join : block.joins()) {
      const Range range = around(block.text(), join.at, 10, is_stop);
      const Span span = block.words.cover(range.begin, range.end);
      std::string likely = block.words.text().substr(range.begin, range.end - range.begin);
      const std::string where = places_.of(i, join.at);
      if (join.false_heading) {
        reading_.find(AnomalyKind::kFalseHeading, Severity::kRepaired, span, where, std::move(likely),
                      "“#”把一句话的后半截印成了标题，已接回原句", "block.false_heading");
      } else {
        reading_.find(AnomalyKind::kBrokenLine, Severity::kRepaired, span, where, std::move(likely),
                      "一句话在行末或页末断开，已接上", "block.broken_line");
      }
    }
  }

  // Another paragraph of a task, in front of which the sentence had not ended.
  void broken_paragraph(std::size_t i) {
    const std::vector<Entry>& entries = reading_.outline.entries;
    if (entries[i].kind != EntryKind::kMore || entries[i].body || i == 0 ||
        entries[i - 1].kind == EntryKind::kFurniture)
      return;
    const Block& before = entries[i - 1].block;
    const Block& block = entries[i].block;
    if (utf8::is_sentence_end(utf8::before(before.text(), before.text().size()).point)) return;
    const Range left = around(before.text(), before.text().size(), 10, is_stop);
    const Range right = around(block.text(), 0, 10, is_stop);
    const Span span = whole({before.words.cover(left.begin, left.end), block.words.cover(right.begin, right.end)});
    reading_.find(AnomalyKind::kBrokenLine, Severity::kRepaired, span, places_.of(i, 0),
                  before.words.text().substr(left.begin) +
                      block.words.text().substr(right.begin, right.end - right.begin),
                  "一句话在行末或页末断开，已接上", "block.broken_paragraph");
  }

  void blanks(std::size_t i) {
    const Block& block = reading_.outline.entries[i].block;
    // a name or an office in the head is set wide on purpose
    if (reading_.outline.entries[i].kind == EntryKind::kHead && i != reading_.title_entry &&
        block.text().size() < 60)
      return;
    if (block.blanks().empty()) return;
    // 王 健 is a finding of its own
    if (const auto label = label_at(block.text(), 0); label && label->kind == RoleKind::kLeader) return;
    std::size_t done = 0;
    for (const std::size_t blank : block.blanks()) {
      // 增长16%  主管领导：韩冰: it parts the label from what stands in front
      if (blank < done || label_at(block.text(), blank)) continue;
      if (block.mark && blank <= block.wording) continue;  // 1.1 建成: it parts the number from the words
      Range range = around(block.text(), blank, 16, is_clause_stop);
      if (blank > block.wording) range.begin = std::max(range.begin, block.wording);
      done = range.end;
      reading_.find(AnomalyKind::kInnerSpace, Severity::kRepaired, block.words.cover(range.begin, range.end),
                    places_.of(i, blank), block.words.text().substr(range.begin, range.end - range.begin),
                    "字句中间夹有排版空格，已去掉", "block.inner_space");
    }
  }

  // 王 健: one finding a name, whatever number of tasks print it so.
  void leaders() {
    struct Printed {
      Span first_spaced;
      Span first_plain;
      std::vector<const TaskDraft*> spaced;
      std::vector<const TaskDraft*> plain;
    };
    std::map<std::string, Printed> names;
    std::vector<std::string> order;
    for (const TaskDraft& draft : reading_.tasks) {
      for (const Name& name : draft.task.leaders) {
        if (name.spans.empty()) continue;
        auto [at, fresh] = names.try_emplace(name.text);
        if (fresh) order.push_back(name.text);
        const Span span = whole(name.spans);
        const bool spaced = reading_.words(span) != name.text;
        auto& places = spaced ? at->second.spaced : at->second.plain;
        if (places.empty()) (spaced ? at->second.first_spaced : at->second.first_plain) = span;
        places.push_back(&draft);
      }
    }
    for (const std::string& name : order) {
      const Printed& printed = names[name];
      if (printed.spaced.empty()) continue;
      reading_.find(AnomalyKind::kInnerSpace, Severity::kRepaired, printed.first_spaced,
                    fmt::format("{} 牵头领导", numbers(printed.spaced)), name, "姓名中间有排版空格，已去掉",
                    "leader.inner_space");
      if (printed.plain.empty()) continue;
      reading_.find(AnomalyKind::kInconsistentWording, Severity::kRepaired, printed.first_plain,
                    fmt::format("{} 牵头领导", numbers(printed.plain)), name,
                    "同一姓名在其他任务中印有空格，这里没有，按同一人读", "leader.two_spellings");
    }
  }

  // 任务2、5; a task without a number by its first words.
  std::string numbers(const std::vector<const TaskDraft*>& tasks) const {
    constexpr std::size_t kShown = 8;
    const bool numbered =
        std::none_of(tasks.begin(), tasks.end(), [](const TaskDraft* task) { return task->task.no.empty(); });
    std::string out = numbered ? "任务" : "";
    for (std::size_t i = 0; i < std::min(tasks.size(), kShown); ++i)
      out += (i > 0 ? "、" : "") + (numbered ? tasks[i]->task.no : places_.of_task(*tasks[i]));
    if (tasks.size() > kShown) out += fmt::format("等{}项", tasks.size());
    return out;
  }

  // Headings of one kind carry different Markdown marks, or some none.
  void heading_marks() {
    std::map<MarkKind, std::map<std::uint32_t, std::size_t>> depths;
    std::map<MarkKind, std::size_t> bold;
    std::map<MarkKind, std::size_t> all;
    std::size_t all_bold = 0;
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (const Entry& entry : entries) {
      if (entry.kind != EntryKind::kHeading) continue;
      ++depths[entry.block.mark->kind][entry.block.hashes];
      bold[entry.block.mark->kind] += entry.block.bold;
      all_bold += entry.block.bold;
      ++all[entry.block.mark->kind];
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Block& block = entries[i].block;
      if (entries[i].kind == EntryKind::kTask && block.hashes > 0) {
        reading_.find(AnomalyKind::kHeadingMarkup, Severity::kRepaired, block.printed,
                      places_.of(i, block.wording), block.words.text(), "任务前多了标题符号“#”，已去掉",
                      "block.heading_mark");
      }
      if (entries[i].kind != EntryKind::kHeading) continue;
      const auto& seen = depths[block.mark->kind];
      std::uint32_t usual = 0;
      std::size_t most = 0;
      for (const auto& [hashes, count] : seen) {
        if (count > most || (count == most && usual == 0)) usual = hashes, most = count;
      }
      // **（二）…** below （一）: half of them, and nothing else is bold
      const bool alone = all_bold == 1 && all[block.mark->kind] > 1;
      const bool odd_bold = block.bold && (alone || bold[block.mark->kind] * 2 < all[block.mark->kind]);
      if (usual == 0) {
        if (block.hashes == 0 && !odd_bold) continue;
        reading_.find(AnomalyKind::kHeadingMarkup, Severity::kRepaired, block.printed, places_.of(i, 0), block.words.text(),
                      "同级标题都不带标题符号，这一处多了，已去掉", "block.heading_mark");
        continue;
      }
      if (block.hashes == usual && !block.bold) continue;
      reading_.find(AnomalyKind::kHeadingMarkup, Severity::kRepaired, block.printed, places_.of(i, 0),
                    fmt::format("{} {}", std::string(usual, '#'), block.text()),
                    block.hashes == 0 ? "同级标题多带“#”，这一处没有，按同级标题读"
                                      : "标题符号与同级标题不一致，按同级标题读",
                    "block.heading_depth");
    }
  }

  // (二) among （一） and （三）.
  void bracket_shapes() {
    std::size_t full = 0;
    std::size_t half = 0;
    const std::vector<Entry>& entries = reading_.outline.entries;
    const auto shape = [&](const Entry& entry) -> int {
      if (entry.kind != EntryKind::kHeading && entry.kind != EntryKind::kRequirement) return 0;
      if (!entry.block.mark || entry.block.mark->kind != MarkKind::kChineseParen) return 0;
      return entry.block.text().starts_with("(") ? 1 : entry.block.text().starts_with("（") ? 2 : 0;
    };
    for (const Entry& entry : entries) {
      half += shape(entry) == 1;
      full += shape(entry) == 2;
    }
    if (full == 0 || half == 0) return;
    // what the paper prints elsewhere decides which of the two is odd
    const std::string_view text = reading_.normalised.text.view();
    std::size_t wide = 0;
    std::size_t narrow = 0;
    for (std::size_t at = text.find("，"); at != std::string_view::npos; at = text.find("，", at + 3)) ++wide;
    for (std::size_t at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1)) ++narrow;
    const int odd = wide >= narrow ? 1 : 2;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (shape(entries[i]) != odd) continue;
      const Block& block = entries[i].block;
      const std::size_t end =
          std::min(block.text().size(), block.wording + utf8::head(block.wording_text(), 20).size());
      const std::string label = block.mark->label.substr(1, block.mark->label.size() - 2);
      reading_.find(AnomalyKind::kVariantGlyph, Severity::kRepaired, block.words.cover(0, end),
                    places_.of(i, 0),
                    fmt::format("{}{}{}{}", odd == 1 ? "（" : "(", label, odd == 1 ? "）" : ")",
                                block.words.text().substr(block.wording, end - block.wording)),
                    "标题编号的括号全角、半角不统一，按同一种编号读", "mark.bracket_shape");
    }
  }

  Reading& reading_;
  Places places_;
};

}  // namespace

void find_repairs(Reading& reading) { RepairFinder(reading).find(); }

}  // namespace duban
