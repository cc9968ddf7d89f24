// Where a paper does not agree with itself: a number of tasks that is not there, headings that end in different words, a title
// that the notice or the table of contents words otherwise, an attachment that is named and missing. One of the two is right, and only a person can say which: nothing is changed.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "extract/places.h"
#include "extract/reading.h"
#include "grammar/number.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kLongTitle = 240;  // bytes

// The words that count in a title: without brackets, quotes and blanks.
std::string bare_title(std::string_view words) {
  static constexpr CharSet kMarks(U"《》〈〉“”‘’\"'()（）[]【】、，,。:：;；-— \t\u00A0\u3000");
  std::string out;
  out.reserve(words.size());
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t mark = std::min(find_any(words, kMarks, i), words.size());
    out += words.substr(i, mark - i);
    i = mark + utf8::at(words, mark).size;
  }
  return out;
}

std::map<char32_t, int> characters_of(std::string_view words) {
  std::map<char32_t, int> out;
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    ++out[c.point];
    i += c.size;
  }
  return out;
}

// Characters of the one that the other has not, both ways.
int difference(std::string_view one, std::string_view other) {
  std::map<char32_t, int> left = characters_of(one);
  for (const auto& [point, count] : characters_of(other)) left[point] -= count;
  int sum = 0;
  for (const auto& [point, count] : left) sum += std::abs(count);
  return sum;
}

// Alike, and not the same: other words, not their order only, and no more than `most` in a hundred characters
// of the longer one (a word for another counts twice).
bool words_differ(std::string_view one, std::string_view other, int most) {
  if (one.find(other) != std::string_view::npos || other.find(one) != std::string_view::npos) return false;
  const int apart = difference(one, other);
  const auto longer = static_cast<int>(std::max(utf8::count(one), utf8::count(other)));
  return apart > 0 && apart * 100 <= longer * most;
}

class ConflictFinder {
 public:
  explicit ConflictFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    headings_wording();
    if (reading_.tasks.empty()) return;
    totals();
    heading_totals();
    notice_title();
    contents();
    attachments();
  }

 private:
  using Entries = std::vector<Entry>;
  const Entries& entries() const { return reading_.outline.entries; }

  // total ::= number (项|件) [重点|具体|…] (任务|工作|事项|实事|举措)
  //         | "共" [number ("个方面" | "个部分" | "大类")] number (项|件) (close | stop)
  //   细化为56项重点任务
  struct Total {
    std::size_t entry = 0;
    Range at;
    int value = 0;
  };
  std::vector<Total> totals_in(std::size_t entry) const {
    std::vector<Total> out;
    const std::string_view text = entries()[entry].block.text();
    for (std::size_t i = 0; i < text.size();) {
      const Cursor here(text, i);
      const std::size_t step = std::max<std::size_t>(utf8::at(text, i).size, 1);
      if (!number_may_begin(here)) {
        i += step;
        continue;
      }
      const auto count = number(here);
      if (!count) {
        i += step;
        continue;
      }
      const std::size_t end = count->rest.at();
      std::string_view rest = text.substr(end);
      const bool whole = !count->value.row && !count->value.and_more && !count->value.scale_only &&
                         count->value.value >= 2 && count->value.value <= 2000;
      if (whole && (rest.starts_with("项") || rest.starts_with("件"))) {
        rest.remove_prefix(3);
        // 《…分解表》（共20项）；共四个方面17项。
        const char32_t next = utf8::at(rest, 0).point;
        const bool alone = utf8::is_close_bracket(next) || utf8::is_sentence_end(next) || next == U'，' || next == ',';
        if (alone && is_all(text.substr(0, i)))
          out.push_back({entry, {i, text.size() - rest.size()}, static_cast<int>(count->value.value)});
        for (const std::string_view kind : {"年度", "重点", "具体", "主要", "工作", "民生", "目标"}) {
          if (rest.starts_with(kind)) rest.remove_prefix(kind.size());
        }
        for (const std::string_view thing : {"任务", "实事", "事项"}) {
          if (!rest.starts_with(thing)) continue;
          const std::size_t to = text.size() - rest.size() + thing.size();
          out.push_back({entry, {i, to}, static_cast<int>(count->value.value)});
        }
      }
      i = std::max(end, i + step);
    }
    return out;
  }

  // Whether the words in front of a number say that it counts all: 共, 共四个方面.
  static bool is_all(std::string_view before) {
    constexpr std::size_t kFarthest = 8;  // characters
    before = utf8::tail(before, kFarthest);
    const std::size_t at = before.rfind("共");
    if (at == std::string_view::npos) return false;
    const std::string_view between = before.substr(at + std::string_view("共").size());
    return between.empty() || between.ends_with("方面") || between.ends_with("部分") || between.ends_with("大类");
  }

  // 细化为56项重点任务, and 55 are there. Only a number near to what was read speaks of the same things.
  void totals() {
    std::vector<Total> said;
    for (std::size_t i = 0; i < entries().size(); ++i) {
      const Entry& entry = entries()[i];
      if (entry.kind != EntryKind::kHead && entry.kind != EntryKind::kPlain) continue;
      if (entry.block.text().size() > 3000) continue;
      for (const Total& total : totals_in(i)) said.push_back(total);
    }
    if (said.empty()) return;
    std::map<std::size_t, int> by_list;
    for (const TaskDraft& draft : reading_.tasks) ++by_list[draft.list];
    const int all = static_cast<int>(reading_.tasks.size());
    // the paper's tasks, those of one of its lists, or both together, whichever is nearer
    const auto nearest_count = [&](int value) {
      int count = all;
      for (const auto& [list, size] : by_list) {
        if (std::abs(value - size) < std::abs(value - count)) count = size;
      }
      return count;
    };
    const Total* nearest = nullptr;
    int apart = 0;
    for (const Total& total : said) {
      const int off = std::abs(total.value - nearest_count(total.value));
      if (off == 0) return;
      if (nearest == nullptr || off < apart) nearest = &total, apart = off;
    }
    const int count = nearest_count(nearest->value);
    if (apart > std::max(2, count / 4)) return;
    reading_.find(AnomalyKind::kFigureConflict, Severity::kLook,
                  entries()[nearest->entry].block.words.cover(nearest->at.begin, nearest->at.end),
                  places_.of(nearest->entry, nearest->at.begin), "",
                  fmt::format("这里说有{}项，读出的任务是{}项，{}{}项，请核对是否有遗漏或重复", nearest->value,
                              count, nearest->value > count ? "少" : "多", apart),
                  "totals.conflict");
  }

  // 二、推动乡村振兴（5项）, and four tasks stand below it.
  void heading_totals() {
    std::map<std::size_t, int> tasks;  // below each heading
    for (const TaskDraft& draft : reading_.tasks) {
      for (const std::size_t heading : headings_above(entries(), entries()[draft.entry])) ++tasks[heading];
    }
    for (const auto& [heading, count] : tasks) {
      if (entries()[heading].of_table) continue;  // its rows may be parts of what is counted
      const std::string_view text = entries()[heading].block.text();
      const auto [at, value] = count_in_bracket(text);
      if (value == 0 || value == count || std::abs(value - count) > std::max(2, count / 4)) continue;
      reading_.find(AnomalyKind::kFigureConflict, Severity::kLook, entries()[heading].block.words.cover(at, text.size()),
                    places_.of(heading, at), "",
                    fmt::format("标题说有{}项，读出的任务是{}项，请核对是否有遗漏或重复", value, count), "headings.total");
    }
  }

  // counted ::= open ["共"] number ("项" | "件" | "条") close, at the end of a title
  static std::pair<std::size_t, int> count_in_bracket(std::string_view text) {
    const utf8::Char close = utf8::before(text, text.size());
    if (!utf8::is_close_bracket(close.point)) return {};
    constexpr std::size_t kLongest = 30;  // bytes
    for (std::size_t at = text.size() - close.size; at > 0 && text.size() - at < kLongest;) {
      const utf8::Char c = utf8::before(text, at);
      at -= c.size;
      if (!utf8::is_open_bracket(c.point)) continue;
      std::size_t from = at + c.size;
      if (text.substr(from).starts_with("共")) from += std::string_view("共").size();
      const auto count = number(Cursor(text, from));
      if (!count || count->value.row || count->value.and_more) return {};
      const std::string_view rest = text.substr(count->rest.at(), text.size() - close.size - count->rest.at());
      const bool counts = rest == "项" || rest == "件" || rest == "条" || rest == "项任务" || rest == "项工作";
      return counts ? std::pair{at, static_cast<int>(count->value.value)} : std::pair<std::size_t, int>{};
    }
    return {};
  }

  // Titles of one level that end alike but for a word: …上攻坚克难 and …上攻坚突破.
  void headings_wording() {
    struct Ending {
      std::size_t count = 0;
      std::size_t first = 0;
    };
    std::map<MarkKind, std::map<std::string, Ending>> endings;
    std::map<MarkKind, std::size_t> titles;
    for (std::size_t i = 0; i < entries().size(); ++i) {
      if (entries()[i].kind != EntryKind::kHeading) continue;
      const std::string_view words = title_words(entries()[i].block);
      if (utf8::count(words) < 8) continue;
      ++titles[entries()[i].block.mark->kind];
      Ending& ending = endings[entries()[i].block.mark->kind][std::string(utf8::tail(words, 4))];
      if (ending.count++ == 0) ending.first = i;
    }
    for (const auto& [kind, all] : endings) {
      const std::size_t many = titles[kind];
      const auto compare = [&](const std::string& tail, const Ending& ending, const std::string& other,
                               const Ending& more) {
        ++read_work;
        if (tail == other || utf8::head(tail, 2) != utf8::head(other, 2)) return;
        if (ending.count < 2 || more.count < 2 || (ending.count + more.count) * 3 < many * 2) return;
        const Block& block = entries()[ending.first].block;
        const std::size_t end = block.wording + title_words(block).size();
        reading_.find(AnomalyKind::kInconsistentWording, Severity::kLook, block.words.cover(end - tail.size(), end),
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

  // 现将《…》印发给你们, and the title below it says it in other words.
  void notice_title() {
    for (std::size_t i = 0; i < entries().size(); ++i) {
      if (entries()[i].kind != EntryKind::kHead) continue;
      const std::string_view text = entries()[i].block.text();
      std::size_t from = text.find("现将《");
      if (from == std::string_view::npos) continue;
      from += std::string_view("现将《").size();
      const std::size_t to = closing_mark(text, from);
      if (to == std::string_view::npos || to - from > kLongTitle) continue;
      const std::string_view behind = text.substr(to + 3);
      if (!behind.starts_with("印发") && !behind.starts_with("下发") && !behind.starts_with("公布") &&
          !behind.starts_with("转发") && !behind.starts_with("(以下简称") && !behind.starts_with("（以下简称"))
        continue;
      compare_titles(i, text.substr(from, to - from));
      return;
    }
  }

  // The 》 that closes a 《 before `from`.
  static std::size_t closing_mark(std::string_view text, std::size_t from) {
    int depth = 1;
    for (std::size_t i = from; i < text.size();) {
      const utf8::Char c = utf8::at(text, i);
      if (c.point == U'《') ++depth;
      if (c.point == U'》' && --depth == 0) return i;
      i += c.size;
    }
    return std::string_view::npos;
  }

  void compare_titles(std::size_t notice, std::string_view named) {
    const std::string said = bare_title(named);
    const Entry* odd = nullptr;
    std::size_t odd_at = 0;
    for (std::size_t i = notice + 1; i < entries().size() && i < notice + 12; ++i) {
      const Entry& entry = entries()[i];
      if (entry.kind != EntryKind::kHead && entry.kind != EntryKind::kListTitle &&
          entry.kind != EntryKind::kAttachment)
        continue;
      const std::string_view text = entry.block.text();
      if (text.size() > kLongTitle || !ends_like_title(text)) continue;
      const std::string words = bare_title(text);
      if (words == said || words.find(said) != std::string::npos) return;
      if (odd == nullptr && entry.kind != EntryKind::kAttachment && words_differ(words, said, 33)) {
        odd = &entry;
        odd_at = i;
      }
    }
    if (odd == nullptr) return;
    reading_.find(AnomalyKind::kInconsistentWording, Severity::kLook, odd->block.printed, places_.of(odd_at, 0),
                  std::string(named),
                  fmt::format("通知里叫《{}》，这里的标题是“{}”，请核对", named, odd->block.text()),
                  "title.wording");
  }

  // 目录 says 二、扩大高水平对外开放, the heading 二、扩大高水平开放合作.
  void contents() {
    std::size_t i = 0;
    const auto is_contents = [&](std::size_t at) {
      const std::string words = utf8::squeeze(entries()[at].block.text());
      return words == "目录" || words == "目次";
    };
    while (i < entries().size() && entries()[i].kind != EntryKind::kTask && !is_contents(i)) ++i;
    if (i == entries().size() || !is_contents(i)) return;
    std::map<std::string, std::string_view> said;  // 二 → its words
    for (++i; i < entries().size() && entries()[i].kind != EntryKind::kTask; ++i) {
      const Block& block = entries()[i].block;
      if (!block.mark || said.contains(block.mark->label)) break;
      said.emplace(block.mark->label, without_page(block.wording_text()));
    }
    for (; i < entries().size(); ++i) {
      const Block& block = entries()[i].block;
      if (entries()[i].kind != EntryKind::kHeading || entries()[i].list != 0 || !block.mark) continue;
      const auto known = said.find(block.mark->label);
      if (known == said.end()) continue;
      const std::string_view words = block.wording_text();
      if (words_differ(bare_title(words), bare_title(known->second), 100)) {
        reading_.find(AnomalyKind::kInconsistentWording, Severity::kLook,
                      block.words.cover(block.wording, block.wording + words.size()),
                      places_.of(i, block.wording), std::string(known->second),
                      fmt::format("目录里写作“{}”，标题写作“{}”，请核对", known->second, words),
                      "contents.wording");
      }
      said.erase(known);
    }
  }

  // The words of a line of contents, without the dots and the page behind them.
  static std::string_view without_page(std::string_view words) {
    while (!words.empty()) {
      const utf8::Char last = utf8::before(words, words.size());
      if (!utf8::is_digit(last.point) && last.point != '.' && last.point != U'…' && last.point != U'·' &&
          last.point != '-' && !utf8::is_blank(last.point))
        break;
      words.remove_suffix(last.size);
    }
    return words;
  }

  // 附件：1.…, and no such title stands behind it.
  void attachments() {
    const auto is_named = [](const Entry& entry) { return entry.kind == EntryKind::kAttachment && entry.list == 0; };
    if (std::none_of(entries().begin(), entries().end(), is_named)) return;
    std::size_t compared = 0;
    std::set<std::string> titles;
    for (const Entry& entry : entries()) {
      if (entry.kind == EntryKind::kAttachment || entry.block.text().size() > kLongTitle) continue;
      if (!utf8::is_sentence_end(utf8::before(entry.block.text(), entry.block.text().size()).point))
        titles.insert(bare_title(entry.block.text()));
    }
    for (std::size_t i = 0; i < entries().size(); ++i) {
      if (is_named(entries()[i])) find_attachment(i, attachment_title(entries()[i].block.text()), titles, compared);
    }
  }

  void find_attachment(std::size_t i, std::string_view words, const std::set<std::string>& titles, std::size_t& compared) {
    constexpr std::size_t kMostCompared = 100'000;
    const std::string name = bare_title(words);
    if (utf8::count(name) < 5 || titles.contains(name)) return;
    // in a paper of thousands of attachments only the same words are the same title
    const bool near = compared <= kMostCompared;
    compared += titles.size();
    const bool there = near && std::any_of(titles.begin(), titles.end(), [&](const std::string& title) {
      return utf8::count(title) >= 5 && difference(title, name) * 4 <= static_cast<int>(utf8::count(name));
    });
    if (there) return;
    reading_.find(AnomalyKind::kMissingPart, Severity::kLook, entries()[i].block.printed, "附件", "",
                  fmt::format("附件“{}”列在文中，内容不在这份文件里；任务是否齐全要对照附件", utf8::trim(words)),
                  "attachment.missing");
  }

  Reading& reading_;
  Places places_;
};

}  // namespace

void find_conflicts(Reading& reading) { ConflictFinder(reading).find(); }

}  // namespace duban
