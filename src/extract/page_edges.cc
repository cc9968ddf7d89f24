#include "extract/page_edges.h"

#include <algorithm>

#include "extract/lines.h"
#include "grammar/day.h"
#include "grammar/furniture.h"
#include "grammar/mark.h"
#include "grammar/organ.h"
#include "grammar/responsibility.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostLines = 60;    // of the box, and of the foot
constexpr std::size_t kLongestLine = 300;  // bytes
constexpr std::size_t kLongestLabel = 36;  // bytes, blanks inside it and all

const WordList& edge_words() { return word_list("page_edges"); }
bool is_host(const Word& word) { return word.attribute(0) == "host"; }
bool is_of_box(const Word& word) { return word.attribute(0) != "host" && word.attribute(0) != "more"; }

// A label of the box and where its value begins; the value of the one before ends at `begin`.
struct BoxLabel {
  const Word* word = nullptr;
  std::size_t begin = 0;
  std::size_t value = 0;
};

bool is_colon(char32_t point) { return point == ':' || point == U'：'; }

// label ::= word colon, its characters parted by blanks or not, at the beginning of a line or behind a blank or a bar
//   索 引 号:   发文机构：
BoxLabel label_before(std::string_view line, std::size_t from, std::size_t colon) {
  BoxLabel found;
  std::string letters;
  for (std::size_t at = colon; at > from && colon - at < kLongestLabel;) {
    const utf8::Char c = utf8::before(line, at);
    at -= c.size;
    if (utf8::is_blank(c.point)) continue;
    if (!utf8::is_hanzi(c.point)) break;
    letters.insert(0, line.substr(at, c.size));
    const char32_t before = at > from ? utf8::before(line, at).point : U' ';
    const bool begins = utf8::is_blank(before) || before == '|' || utf8::is_open_bracket(before) || utf8::is_close_bracket(before);
    if (!begins) continue;
    if (const Word* word = edge_words().exact(letters); word != nullptr && is_of_box(*word))
      found = {word, at, colon + utf8::at(line, colon).size};
  }
  return found;
}

// label ::= word value, with nothing between the two: 发文机关示例市人民政府, as the cells of a box become a line
BoxLabel label_glued(std::string_view line) {
  BoxLabel found;
  std::string letters;
  for (std::size_t at = 0; at < line.size() && at < kLongestLabel;) {
    const utf8::Char c = utf8::at(line, at);
    at += c.size;
    if (utf8::is_blank(c.point)) continue;
    if (!utf8::is_hanzi(c.point)) break;
    letters.append(line.substr(at - c.size, c.size));
    if (const Word* word = edge_words().exact(letters); word != nullptr && is_of_box(*word)) found = {word, 0, at};
  }
  return found;
}

// The labels of a line. Those without a colon stand alone on it, or with a blank behind them in front of its value.
std::vector<BoxLabel> labels_of(std::string_view line, bool glued = false) {
  static constexpr CharSet kColons(U":：");
  std::vector<BoxLabel> out;
  std::size_t from = 0;
  for (std::size_t at = find_any(line, kColons, 0); at < line.size(); at = find_any(line, kColons, at + 1)) {
    const BoxLabel label = label_before(line, from, at);
    if (label.word == nullptr) continue;
    if (out.empty() && line.substr(0, label.begin).find_first_not_of(" [") != std::string_view::npos &&
        !line.starts_with("【") && !line.starts_with("｜") && !line.starts_with("|"))
      break;  // words stand in front of the first
    out.push_back(label);
    from = label.value;
  }
  if (!out.empty()) return out;
  // 索引号  SL-2026-1  主题分类  综合政务
  for (std::size_t begin = 0; begin < line.size();) {
    while (begin < line.size() && utf8::is_blank(utf8::at(line, begin).point)) begin += utf8::at(line, begin).size;
    std::size_t end = begin;
    while (end < line.size() && !utf8::is_blank(utf8::at(line, end).point)) end += utf8::at(line, end).size;
    const Word* word = edge_words().exact(line.substr(begin, end - begin));
    const bool label = word != nullptr && is_of_box(*word) && word->attribute(1) != "weak";
    if (label) out.push_back({word, begin, end});
    if (out.empty()) break;
    begin = end;
  }
  if (out.empty()) {
    const std::string letters = line.size() <= kLongestLabel ? utf8::squeeze(line) : std::string();
    const Word* word = edge_words().exact(letters);
    if (word != nullptr && is_of_box(*word) && word->attribute(1) != "weak") out.push_back({word, 0, line.size()});
  }
  if (const BoxLabel label = glued && out.empty() ? label_glued(line) : BoxLabel{}; label.word != nullptr) out.push_back(label);
  return out;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

// Words of the paper itself, in front of which a box stands: a sentence, a number, who answers.
bool begins_paper(std::string_view line) {
  return line.size() > kLongestLine || has_words(line, "。") || read_mark(line).has_value() || label_at(line, 0).has_value();
}

// Whether the page's first lines hold a box whose labels and values run together: several such lines, one below the other.
bool glues_labels(std::string_view text) {
  constexpr std::size_t kFewest = 3;
  std::size_t run = 0;
  for (std::size_t begin = 0, n = 0; begin < text.size() && n < kMostLines && run < kFewest;) {
    const std::string_view full = line_at(text, begin);
    const std::string_view line = utf8::trim(full);
    begin += full.size() + 1;
    if (line.empty()) continue;
    ++n;
    const BoxLabel label = line.size() <= kLongestLine && labels_of(line).empty() ? label_glued(line) : BoxLabel{};
    run = label.word != nullptr && label.word->attribute(1) != "weak" ? run + 1 : 0;
  }
  return run >= kFewest;
}

void find_box(std::string_view text, PageEdges& edges) {
  const bool glued = glues_labels(text);
  std::size_t labels = 0;
  bool strong = false;
  bool below = false;          // values stand below their labels, as the first one's does
  const Word* open = nullptr;  // the label that waits for its value
  std::vector<std::size_t> lines;
  std::size_t end = 0;
  for (std::size_t begin = 0, n = 0; begin < text.size() && n < kMostLines;) {
    const std::string_view full = line_at(text, begin);
    const std::string_view line = utf8::trim(full);
    begin += full.size() + 1;
    if (line.empty()) continue;
    ++n;
    const std::vector<BoxLabel> found = line.size() <= kLongestLine ? labels_of(line, glued) : std::vector<BoxLabel>();
    // a label at the box's end may have no value, and the paper's title stands below it
    const bool value = open != nullptr && (open->attribute(0) == "title" || !has_words(line, "关于"));
    if (found.empty() && page_furniture(line).empty() && begins_paper(line)) break;
    open = nullptr;
    if (found.empty() && !value) continue;
    if (labels == 0) below = utf8::trim(line.substr(found.back().value)).empty();
    labels += found.size();
    strong = strong || std::any_of(found.begin(), found.end(), [](const BoxLabel& each) { return each.word->attribute(1) != "weak"; });
    if (below && !found.empty() && utf8::trim(line.substr(found.back().value)).empty()) open = found.back().word;
    lines.push_back(static_cast<std::size_t>(line.data() - text.data()));
    end = begin;
  }
  if (labels < 2 || !strong) return;
  edges.box = std::move(lines);
  edges.paper = std::min(end, text.size());
}

// How a line of the last ones looks.
enum class FootLine {
  kPaper,
  kPage,  // of a page, wherever it stands
  kMore,  // of a page where one of it stands above
  kLink,  // may be the title of another page
};

class FootFinder {
 public:
  explicit FootFinder(std::string_view text) : text_(text) {}

  std::size_t find() const {
    constexpr std::size_t kMostLinks = 3;
    std::size_t foot = std::string_view::npos;
    std::size_t links = 0;  // one after the other
    std::size_t end = text_.size();
    for (std::size_t n = 0; end > 0 && n < kMostLines;) {
      const std::size_t before = text_.rfind('\n', end - 1);
      const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
      const std::string_view line = utf8::trim(text_.substr(begin, end - begin));
      end = begin > 0 ? begin - 1 : 0;
      if (line.empty()) continue;
      ++n;
      const FootLine kind = kind_of(line);
      if (kind == FootLine::kPaper) return foot;
      links = kind == FootLine::kLink ? links + 1 : 0;
      if (links > kMostLinks) return foot;
      if (kind == FootLine::kPage) foot = begin;
    }
    return end == 0 ? std::string_view::npos : foot;  // a page without a paper, or a part of one
  }

 private:
  FootLine kind_of(std::string_view line) const {
    if (line.size() > kLongestLine || is_imprint(line)) return FootLine::kPaper;
    const std::string_view rule = page_furniture(line);
    if (!rule.empty()) return rule == "furniture.page_number" ? FootLine::kLink : FootLine::kPage;
    if (const Word* word = edge_words().longest_at(line); word != nullptr) {
      const std::string_view behind = line.substr(word->text.size());
      const bool colon = is_colon(utf8::at(behind, 0).point);
      if (word->attribute(0) == "more" && (colon || behind.empty()))
        return says_where_to_find(behind) ? FootLine::kPage : FootLine::kMore;
      if (is_host(*word) && colon) return is_site_host(*word, behind) ? FootLine::kPage : FootLine::kPaper;
      if (word->attribute(1) == "foot" && colon) return FootLine::kPage;  // 公开方式：主动公开
    }
    if (names_file(line) || line.ends_with("网站")) return FootLine::kLink;
    constexpr std::size_t kLongestLink = 150;  // bytes
    const char32_t last = utf8::before(line, line.size()).point;
    const bool paper = line.size() > kLongestLink || utf8::is_sentence_end(last) || utf8::is_close_bracket(last) ||
                       read_mark(line) || label_at(line, 0) || is_day(line) ||
                       unit_class(line) != UnitClass::kNone || line.find_first_not_of("0123456789") == std::string_view::npos ||
                       line.find('|') != std::string_view::npos;
    return paper ? FootLine::kPaper : FootLine::kLink;
  }

  // 地址：… 邮编：…, 电话：… 传真：…: how to find a site's office
  static bool says_where_to_find(std::string_view behind) {
    static constexpr FewWords kMore{"邮编", "邮政编码", "传真", "邮箱", "备案"};
    return kMore.find_in(behind) != std::string_view::npos;
  }

  // 1.示例市2026年重点工作分工.pdf
  static bool names_file(std::string_view line) {
    static constexpr std::string_view kFormats[] = {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar"};
    return std::any_of(std::begin(kFormats), std::end(kFormats), [&](std::string_view format) { return line.ends_with(format); });
  }

  // 主办单位：示例市人民政府办公室, whose the site is: the paper gives no task a 主办单位, but says in other words who answers.
  bool is_site_host(const Word& word, std::string_view behind) const {
    static constexpr FewWords kGovernments{"政府", "管委会", "管理委员会", "党工委"};
    if (kGovernments.find_in(behind) == std::string_view::npos) return false;
    const std::string_view paper = text_.substr(0, static_cast<std::size_t>(behind.data() - text_.data()) - word.text.size());
    for (const std::string_view colon : {"：", ":"}) {
      if (has_words(paper, std::string(word.text) + std::string(colon))) return false;
    }
    constexpr int kManyLines = 6;
    static constexpr FewWords kAnswers{"牵头", "责任单位", "责任部门", "负责", "配合"};
    return kAnswers.find_in(paper) != std::string_view::npos || has_lines(paper, kManyLines);
  }
  
  static bool has_lines(std::string_view text, int most) {
    std::size_t at = 0;
    for (; most > 0 && (at = text.find('\n', at)) != std::string_view::npos; --most) at = std::min(text.find_first_not_of("\n ", at), text.size());
    return most == 0;
  }

  std::string_view text_;
};

}  // namespace

PageEdges find_page_edges(std::string_view text) {
  PageEdges edges;
  find_box(text, edges);
  edges.foot = FootFinder(text).find();
  return edges;
}

CatalogueBox read_box(const std::vector<std::string_view>& lines) {
  CatalogueBox box;
  const auto keep = [&](const Word& label, std::string_view value) {
    value = utf8::trim(value);
    if (value.ends_with("|")) value = utf8::trim(value.substr(0, value.size() - 1));
    const std::string_view kind = label.attribute(0);
    std::string* const field = kind == "title"       ? &box.title
                               : kind == "number"    ? &box.number
                               : kind == "issuer"    ? &box.issuer
                               : kind == "issued"    ? &box.issued
                               : kind == "published" ? &box.published
                                                     : nullptr;
    if (field != nullptr && field->empty()) *field = value;
  };
  const Word* open = nullptr;
  for (const std::string_view line : lines) {
    const std::vector<BoxLabel> labels = labels_of(line, true);
    if (labels.empty() && open != nullptr) keep(*open, line);
    for (std::size_t i = 0; i < labels.size(); ++i)
      keep(*labels[i].word, line.substr(labels[i].value, (i + 1 < labels.size() ? labels[i + 1].begin : line.size()) - labels[i].value));
    open = labels.empty() ? nullptr : labels.back().word;
  }
  return box;
}

}  // namespace duban
