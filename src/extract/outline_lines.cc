// Lines below tasks that no label begins: names of units, labels that no list has.

#include <algorithm>
#include <map>

#include "extract/outline_reader.h"
#include "grammar/assigning.h"
#include "grammar/day.h"
#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {
namespace {

// Whether a line is names of units, with nothing behind them but a stop or a term: 市教育局、市财政局　10月底前. A note that
// speaks of them (注：黑体字为牵头单位，其余为配合单位) has a colon.
bool is_unit_line(std::string_view words) {
  static constexpr CharSet kColons(U"：:");
  if (has_any(words, kColons)) return false;
  while (!words.empty() && utf8::is_sentence_end(utf8::before(words, words.size()).point))
    words.remove_suffix(utf8::before(words, words.size()).size);
  return !first_listed_leads(words) && (names_units(words) || term_behind_names(words) > 0);
}

// Whether a line holds a day and little more: what stands above it is a signature.
bool is_day_line(std::string_view words) {
  constexpr std::size_t kLongest = 45;  // bytes
  return words.size() < kLongest && find_day(words).has_value();
}

// 投资来源 of 投资来源：财政资金: a short word in front of a colon with words behind it; empty where none is.
std::string_view word_in_front(std::string_view words) {
  constexpr std::size_t kShortest = 6;  // bytes
  constexpr std::size_t kLongest = 18;
  const std::size_t end = utf8::behind_hanzi(words, 0, std::min(words.size(), kLongest + 3));
  const char32_t colon = utf8::at(words, end).point;
  const bool label = end >= kShortest && end <= kLongest && (colon == U'：' || colon == ':') && end + 3 < words.size();
  return label ? words.substr(0, end) : std::string_view();
}

}  // namespace

// Lines that are names of units and nothing else, with neither label nor bracket:
//   1.新建小学2所。 | ★县教育局、县住建局      县教育局 | 1.新建小学2所。 | 2.新建幼儿园3所。
//   新建小学2所，改造校舍3处。 | 县教育局  县住建局 | …
// Behind the tasks they say who answers for the one above; where one stands in front of the first, each is of those below
// it (find_givers).
void OutlineReader::find_unit_lines() {
  const auto is_sentence = [&](std::size_t i) {
    constexpr std::size_t kShortest = 36;  // bytes
    const std::string_view words = entries_[i].block.text();
    return plain(i) && !entries_[i].assigned && words.size() >= kShortest &&
           utf8::is_sentence_end(utf8::before(words, words.size()).point) && !is_unit_line(words);
  };
  const auto is_dated = [&](std::size_t i) { return i < entries_.size() && is_day_line(entries_[i].block.text()); };
  constexpr std::size_t kFewest = 3;
  std::vector<std::size_t> found;
  std::vector<std::size_t> below_sentences;  // that no number begins
  std::size_t said = 0;   // those that are sentences: is_sentence_of_units() knows them
  std::size_t tasks = 0;  // numbered lines with none deeper below them
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (entry.block.furniture) continue;
    if (marked(i)) tasks += !entry.of_table && !heads_marked(i);
    said += entry.block.labelled && entry.assigned && !entry.block.label();
    if (!plain(i) || entry.of_table || entry.assigned || !is_unit_line(entry.block.text())) continue;
    std::size_t above = i;
    while (above > 0 && entries_[above - 1].block.furniture) --above;
    const bool below_task = above > 0 && marked(above - 1) && !entries_[above - 1].of_table && !heads_marked(above - 1);
    if (below_task) {
      found.push_back(i);
    } else if (above > 0 && is_sentence(above - 1) && !is_dated(behind(i))) {
      below_sentences.push_back(i);
    } else if (const std::size_t next = behind(i); tasks == 0 && next < entries_.size() && marked(next)) {
      return;
    }
  }
  if (below_sentences.size() >= kFewest && below_sentences.size() > found.size()) found = std::move(below_sentences);
  if (found.size() + said < kFewest || (found.size() + said) * 2 < tasks) return;
  for (const std::size_t i : found) {
    Block& block = entries_[i].block;
    std::size_t dashes = 0;  // ——★市教育局
    while (utf8::at(block.text(), dashes).point == U'—') dashes += utf8::at(block.text(), dashes).size;
    if (dashes > 0) block = slice(block, dashes, block.text().size());
    block.labelled = entries_[i].assigned = true;
  }
}

// 节点安排：… in front of 牵头单位：… below several numbered lines: a label that no list has. It says nothing of who answers, and
// nothing that begins a task.
void OutlineReader::find_unknown_labels() {
  constexpr std::size_t kOften = 2;
  std::map<std::string_view, std::vector<std::size_t>> found;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!marked(i) || entries_[i].of_table) continue;
    bool labels = false;  // among labels that are known
    for (std::size_t next = behind(i); next < entries_.size(); next = behind(next)) {
      const Entry& entry = entries_[next];
      if (entry.block.labelled) {
        labels = true;
        continue;
      }
      const std::string_view word = plain(next) && !entry.assigned && !entry.step ? word_in_front(entry.block.text()) : std::string_view();
      const std::size_t below = behind(next);
      if (word.empty() || !(labels || (below < entries_.size() && entries_[below].block.labelled))) break;
      found[word].push_back(next);
    }
  }
  for (const auto& [word, lines] : found) {
    if (lines.size() < kOften) continue;
    for (const std::size_t i : lines) entries_[i].step = true;
  }
}

// 一、发展经济 | 新建园区2个，引进企业10家。 | 责任单位：A | 开展招商活动20场。 | 责任单位：B: sentences without a number, each with
// its labelled lines, below a title. Where most titles of a kind have several, all of the kind are headings; where they have
// one, it is the title's wording (look_ahead).
void OutlineReader::find_sentences_with_labels() {
  struct Titles {
    std::size_t all = 0;
    std::size_t several = 0;
    std::vector<std::size_t> sentences;  // below them
  };
  std::map<MarkKind, Titles> kinds;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!marked(i) || entries_[i].of_table || entries_[i].assigned || !is_title_like(entries_[i]) || heads_marked(i)) continue;
    const std::string_view title = entries_[i].block.text();
    if (utf8::is_sentence_end(utf8::before(title, title.size()).point)) continue;
    Titles& titles = kinds[entries_[i].block.mark->kind];
    const std::size_t known = titles.sentences.size();
    for (std::size_t next = behind(i); next < entries_.size() && !marked(next) && !entries_[next].of_table; next = behind(next)) {
      if (!plain(next)) continue;
      const std::string_view words = entries_[next].block.text();
      const std::size_t labels = behind(next);
      const bool sentence = utf8::is_sentence_end(utf8::before(words, words.size()).point) && !entries_[next].assigned;
      if (sentence && labels < entries_.size() && entries_[labels].block.labelled && entries_[labels].assigned)
        titles.sentences.push_back(next);
    }
    ++titles.all;
    titles.several += titles.sentences.size() - known > 1;
  }
  for (const auto& [kind, titles] : kinds) {
    if (titles.several == 0 || titles.several * 2 < titles.all) continue;
    for (const std::size_t i : titles.sentences) entries_[i].assigned = true;
  }
}

}  // namespace duban
