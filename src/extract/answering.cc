#include "extract/answering.h"

#include <algorithm>

#include "extract/cuts.h"
#include "extract/lines.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/utf8.h"

namespace duban {

namespace {

// 注：…由市农业局负责: explains, and sets no task.
bool is_note(std::string_view words) {
  for (const std::string_view start : {"注：", "注:", "注1", "备注", "说明：", "说明:", "附注"}) {
    if (words.starts_with(start)) return true;
  }
  return false;
}

}  // namespace

std::optional<UnitsInFront> units_in_front(const Block& block) {
  constexpr std::size_t kLongest = 150;
  const std::string_view text = block.text();
  static constexpr CharSet kMarks(U"。！？；!?;…：:—");
  const std::string_view near = text.substr(0, std::min(text.size(), block.wording + kLongest + 3));
  for (std::size_t i = find_any(near, kMarks, block.wording); i < near.size() && i - block.wording < kLongest;
       i = find_any(near, kMarks, i + utf8::at(near, i).size)) {
    const utf8::Char c = utf8::at(text, i);
    if (utf8::is_sentence_end(c.point)) return {};
    const bool dash = c.point == U'—' && utf8::at(text, i + c.size).point == U'—';
    if (c.point != U'：' && c.point != ':' && !dash) continue;
    if (i + c.size + 12 > text.size()) return {};
    const Range range{block.wording, i};
    if (label_at(text, block.wording)) return {};
    // 县乡村振兴局、各乡镇：
    const std::string_view first = utf8::trim(text.substr(range.begin, std::min(find_words(text, "、", range.begin), i) - range.begin));
    const UnitClass kind = unit_class(first);
    const bool group = kind == UnitClass::kGroup;
    const bool several = first.size() < utf8::trim(inside(text, range)).size();
    if ((group || (several && kind == UnitClass::kOrgan && level_prefix(first) > 0)) && names_units(inside(text, range)))
      return UnitsInFront{range, group};
    Responsibility said;
    UnitPrefix prefix;
    if (!read_heading(text, range, said, prefix) || !said.leaders.empty()) return {};
    return UnitsInFront{range, false};
  }
  return {};
}

namespace {

// 省发展改革委（省医改办） in the middle of a sentence: the bracket names the unit before it once more.
bool is_alias(std::string_view text, const Bracket& bracket) {
  const std::string_view before = utf8::tail(text.substr(0, bracket.at.begin), 12);
  const UnitClass kind = unit_class(before);
  if (kind != UnitClass::kOrgan && kind != UnitClass::kBody) return false;
  const std::string_view said = inside(text, bracket.inside);
  return said.find("牵头") == std::string_view::npos && said.find("负责") == std::string_view::npos &&
         said.find("：") == std::string_view::npos && said.find(':') == std::string_view::npos;
}

}  // namespace

bool is_sentence_of_units(const Block& block) {
  const std::string_view text = block.text();
  if (block.mark || block.labelled || text.size() > 400) return false;
  const char32_t last = utf8::before(text, text.size()).point;
  if (last != U'。' && last != U'；') return false;
  if (has_words(text, "：") || text.find(':') != std::string_view::npos) return false;  // 县供电公司：建成35千伏变电站。
  const Range says{said_of_above(text), text.size()};
  Responsibility said;
  UnitPrefix prefix;
  if (!read_heading(text, says, said, prefix)) return false;
  // 各部门按职责分工负责 ends a paper
  const auto own = [](const Unit& unit) { return unit.unit_class != UnitClass::kGroup; };
  return std::any_of(said.lead_units.begin(), said.lead_units.end(), own) ||
         std::any_of(said.responsible_units.begin(), said.responsible_units.end(), own);
}

Range bracket_of_above(const Block& block) {
  const std::string_view text = block.text();
  if (block.mark || block.labelled || !utf8::is_open_bracket(utf8::at(text, 0).point)) return {};
  const auto bracket = last_bracket(text);
  if (!bracket || bracket->unclosed || bracket->at.begin > 0 || bracket->at.end < text.size()) return {};
  const std::string_view said = inside(text, bracket->inside);
  return said_of_above(said) > 0 && is_assignment(said.substr(said_of_above(said))) ? bracket->inside : Range{};
}

namespace {

// 现将…印发给你们，请遵照执行。…责任部门具体负责: the notice, which sets no task either.
bool is_notice(std::string_view words) {
  static constexpr FewWords kSends{"现印发给你们", "现予以印发", "现予印发", "现下发给你们", "现转发给你们", "现下达给你们"};
  return (words.starts_with("现将") && (has_words(words, "印发") || has_words(words, "如下"))) || kSends.is_in(words);
}

// 新建学校3所。本项由市教育局牵头，|配合单位：市财政局: where the sentence begins that says who leads, in front of the label.
std::size_t clause_before(std::string_view text, std::size_t wording, std::size_t label) {
  std::size_t end = label;
  while (end > wording && is_comma(utf8::before(text, end).point)) end -= utf8::before(text, end).size;
  std::size_t begin = end;
  while (begin > wording && !utf8::is_sentence_end(utf8::before(text, begin).point)) begin -= utf8::before(text, begin).size;
  if (end == label || begin == wording || begin >= end) return label;
  const auto prose = prose_in(text.substr(0, end), begin - utf8::before(text, begin).size);
  return prose && prose->at.begin == begin && prose->at.end == end ? begin : label;
}

}  // namespace

void find_bare_brackets(std::vector<Entry>& entries) {
  const auto behind_sentence = [](const Entry& entry, const Bracket& bracket) {
    return utf8::is_sentence_end(utf8::before(entry.block.text(), bracket.at.begin).point);
  };
  constexpr std::size_t kFewest = 3;
  std::size_t with_bracket = 0;
  std::size_t names = 0;  // brackets of names behind the sentences of numbered lines
  std::size_t numbered = 0;
  for (const Entry& entry : entries) {
    if (entry.of_table || entry.block.furniture) continue;
    with_bracket += entry.bracket && (entry.block.mark || behind_sentence(entry, *entry.bracket));
    if (!entry.block.mark) continue;
    const auto bracket = entry.bracket ? std::nullopt : last_bracket(entry.block.text());
    names += bracket && !bracket->unclosed && behind_sentence(entry, *bracket) && names_units(inside(entry.block.text(), bracket->inside));
    ++numbered;
  }
  // most numbered lines end so, though few of the names are in full
  const bool most = with_bracket + names >= kFewest && (with_bracket + names) * 3 >= numbered * 2;
  if (with_bracket < kFewest && !most) return;
  for (Entry& entry : entries) {
    if (entry.of_table || entry.assigned || entry.block.labelled || entry.block.furniture) continue;
    const std::string_view text = entry.block.text();
    const auto bracket = last_bracket(text);
    if (!bracket || bracket->unclosed || bracket->at.begin <= entry.block.wording) continue;
    const bool stopped = behind_sentence(entry, *bracket);
    if (!stopped && (!entry.block.mark || bracket->at.begin - entry.block.wording < 24)) continue;
    if (!names_units(inside(text, bracket->inside))) continue;
    entry.bracket = *bracket;
    entry.assigned = true;
  }
}

void find_responsibility(Entry& entry) {
  const std::string_view text = entry.block.text();
  if (entry.block.labelled) {
    const std::vector<Label> labels = labels_in(text, {0, text.size()});
    entry.assigned =
        std::any_of(labels.begin(), labels.end(), [](const Label& label) { return is_assigning(label.kind); });
    entry.block.label_alone = labels.size() == 1 && entry.block.label() == labels.front();
    return;
  }
  if (auto bracket = entry.block.marks ? last_bracket(text) : std::nullopt;
      bracket && bracket->at.begin >= entry.block.wording && is_assignment(inside(text, bracket->inside))) {
    // an open bracket with no end is one only where nothing but units and their verbs follow
    if (!bracket->unclosed || inside(text, bracket->inside).find("。") == std::string_view::npos)
      entry.bracket = *bracket;
  }
  // 【牵头领导：王健】【责任单位：区经信局】: the last of a row
  if (entry.bracket && utf8::is_close_bracket(utf8::before(text, entry.bracket->at.begin).point)) {
    const std::vector<Bracket> brackets = assigning_brackets(text);
    if (!brackets.empty() && brackets.back().at.end == entry.bracket->at.end) entry.bracket = brackets.back();
  }
  // 责任单位：县住建局（县房管局配合）: the bracket is of what the label says
  if (entry.bracket && entry.bracket->at.begin > entry.block.wording) {
    for (const Label& label : labels_in(text, {entry.block.wording, entry.bracket->at.begin})) {
      if (label.at.begin <= entry.block.wording || !is_assigning(label.kind)) continue;
      const std::string_view value = inside(text, {label.at.end, entry.bracket->at.begin});
      if (value.size() < 6 || value.find("。") != std::string_view::npos) continue;
      entry.bracket.reset();
      break;
    }
  }
  if (!entry.bracket && entry.block.marks) {
    const std::vector<Bracket> brackets = assigning_brackets(text);
    if (!brackets.empty() && brackets.back().at.begin >= entry.block.wording && !is_alias(text, brackets.back())) {
      // 招商引资（牵头科室：经济办）。全年引进…: labels elsewhere say it themselves
      const std::vector<Label> labels = labels_in(text, {entry.block.wording, text.size()});
      const Range& at = brackets.back().at;
      if (std::all_of(labels.begin(), labels.end(),
                      [&](const Label& label) { return label.at.begin > at.begin && label.at.end < at.end; }))
        entry.bracket = brackets.back();
    }
  }
  if (!entry.bracket) {
    for (const Label& label : labels_in(text, {entry.block.wording, text.size()})) {
      if (label.at.begin == 0 || !is_assigning(label.kind)) continue;
      // 各县（区），各成员单位： names whom the paper is for
      if (label.at.end == text.size() && !entry.block.mark) continue;
      entry.labels_at = label.at.begin;
      break;
    }
    if (entry.labels_at > 0) entry.labels_at = clause_before(text, entry.block.wording, entry.labels_at);
    // 1.项目名称：第三幼儿园｜建设内容：新建教学楼2栋｜责任单位：县教育局: the wording has labels too
    const auto first = entry.labels_at > 0 && entry.block.wording > 0 ? label_at(text, entry.block.wording) : std::nullopt;
    if (first && first->kind == RoleKind::kText) entry.labels_at = entry.block.wording;
  }
  if (!entry.bracket && entry.labels_at == 0 && !is_note(text) && (entry.block.mark || !is_notice(text))) entry.prose = prose_in(text, entry.block.wording);
  if (entry.bracket && !entry.block.mark) {
    if (auto mark = spoken_mark(text)) {
      entry.block.wording = mark->label.size();
      entry.block.mark = std::move(mark);
    }
  }
  entry.assigned = entry.bracket.has_value() || entry.labels_at > 0 || entry.prose.has_value();
}

bool may_give(const Entry& entry) {
  if (entry.of_table || entry.block.furniture || entry.block.text().size() > 240) return false;
  if (entry.block.labelled || entry.bracket || entry.labels_at > 0 || entry.prose || is_note(entry.block.text())) return false;
  Responsibility said;
  UnitPrefix prefix;
  return read_heading(entry.block.text(), {entry.block.wording, entry.block.text().size()}, said, prefix);
}

}  // namespace duban
