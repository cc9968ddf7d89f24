#include "grammar/furniture.h"

#include <string>

#include "text/char_set.h"
#include "text/cursor.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kLongestFurniture = 400;  // bytes; what is longer is a paragraph

// page ::= ["第"] digits ["页"] between dashes or with 第…页 around it
//   - 12 -   — 3 —   第 4 页   not: 12 (a number of a table's row)
bool counts_a_page(std::string_view line) {
  bool dash = false;
  bool word = false;
  bool digit = false;
  for (std::size_t i = 0; i < line.size();) {
    const utf8::Char c = utf8::at(line, i);
    i += c.size;
    if (utf8::is_digit(c.point)) {
      digit = true;
    } else if (c.point == '-' || c.point == U'—' || c.point == U'–' || c.point == U'－' || c.point == U'―' ||
               c.point == U'·') {
      dash = true;
    } else if (word && (c.point == ',' || c.point == U'，')) {  // 第1页，共3页
    } else if (c.point == U'第' || c.point == U'页' || c.point == U'共') {
      word = true;
    } else if (c.point == '/') {
      if (!word) return false;  // 第2页/共3页, not 1/2
    } else if (!utf8::is_blank(c.point)) {
      return false;
    }
  }
  return digit && (dash || word) && line.size() <= 40 &&
         !(dash && !word && line.find('-') != 0 && line.find("—") != 0 && line.find("–") != 0 &&
           line.find("－") != 0 && line.find("·") != 0 && line.find("―") != 0);
}

// 首页  政务公开  政务服务  互动交流: names of a site's parts, which blanks part
bool is_menu(std::string_view line) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kLongest = 30;  // bytes
  std::size_t pieces = 0;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t begin = i;
    while (i < line.size() && !utf8::is_blank(utf8::at(line, i).point)) {
      if (!utf8::is_hanzi(utf8::at(line, i).point)) return false;
      i += utf8::at(line, i).size;
    }
    if (i - begin > kLongest) return false;
    ++pieces;
    while (i < line.size() && utf8::is_blank(utf8::at(line, i).point)) i += utf8::at(line, i).size;
  }
  return pieces >= kFewest;
}

// 【打印本页】【关闭窗口】, 纠错 | 收藏 | 打印, A- A A+: buttons and nothing else, several or in brackets
bool is_buttons(std::string_view line) {
  constexpr std::size_t kLongest = 120;  // bytes
  if (line.size() > kLongest) return false;
  static constexpr CharSet kBetween(U" |｜/>＞·、【】[]［］〔〕()（）");
  static const WordList& words = word_list("page_furniture");
  std::size_t pieces = 0;
  bool bracket = false;
  for (std::size_t i = 0; i < line.size();) {
    const utf8::Char c = utf8::at(line, i);
    if (kBetween.has(c.point) || utf8::is_blank(c.point)) {
      bracket = bracket || utf8::is_open_bracket(c.point);
      i += c.size;
      continue;
    }
    const std::size_t begin = i;
    if (words.longest_at(line.substr(begin)) == nullptr) return false;
    while (i < line.size() && !kBetween.has(utf8::at(line, i).point) && !utf8::is_blank(utf8::at(line, i).point))
      i += utf8::at(line, i).size;
    const Word* word = words.exact(line.substr(begin, i - begin));
    if (word == nullptr || word->attribute(0) == "part") return false;
    ++pieces;
  }
  return pieces > 1 || (pieces == 1 && bracket);
}

bool is_breadcrumb(std::string_view line) {
  if (!has_words(line, "首页")) return false;
  std::size_t steps = 0;
  for (std::size_t at = line.find('>'); at != std::string_view::npos; at = line.find('>', at + 1)) ++steps;
  for (std::size_t at = find_words(line, "＞"); at != std::string_view::npos; at = find_words(line, "＞", at + 3))
    ++steps;
  // 首页 | 政务公开 | 通知公告 | 正文, 首页 / 政务公开 / 文件
  if (line.starts_with("首页")) {
    static constexpr CharSet kSteps(U"|/\\»→");
    for (std::size_t at = find_any(line, kSteps); at < line.size(); at = find_any(line, kSteps, at + 1)) ++steps;
    if (steps == 0) return is_menu(line);
  }
  return steps >= 2;
}

// 主办单位：示例市人民政府办公室　承办单位：示例市大数据中心, 主办：示例镇人民政府 联系电话：…, 示例市人民政府 主办, under a page
bool is_site_footer(std::string_view line) {
  if ((line.ends_with(" 主办") || line.ends_with(" 承办")) && has_words(line, "政府")) return true;
  if (!line.starts_with("主办单位") && !line.starts_with("主办：") && !line.starts_with("主办:")) return false;
  if (!has_words(line, "政府") && !has_words(line, "管委会") && !has_words(line, "委员会")) return false;
  static constexpr FewWords kOfSites{"承办单位", "承办：",     "承办:", "联系电话", "备案",
                                     "技术支持", "网站标识码", "版权",  "邮编",     "网站地图"};
  return kOfSites.find_in(line) != std::string_view::npos;
}

}  // namespace

namespace {

// The words that tell a page's line wherever they stand in it.
const WordList& parts_of_pages() {
  static const std::string file = [] {
    std::string lines;
    for (const Word& word : word_list("page_furniture").words()) {
      if (word.attribute(0) == "part") lines.append(word.text).append("\n");
    }
    return lines;
  }();
  static const WordList list(file);
  return list;
}

}  // namespace

bool is_page_number(std::string_view line) { return counts_a_page(utf8::trim(line)); }

std::string_view page_furniture(std::string_view line) {
  line = utf8::trim(line);
  if (line.empty() || line.size() > kLongestFurniture) return {};
  if (counts_a_page(line)) return "furniture.page_number";
  if (line.size() <= 200 && is_site_footer(line)) return "furniture.footer";
  if (is_breadcrumb(line)) return "furniture.breadcrumb";
  if (is_buttons(line)) return "furniture.buttons";
  if (has_words(line, "。")) return {};
  static const WordList& words = word_list("page_furniture");
  if (const Word* word = words.longest_at(line); word != nullptr) {
    const std::string_view seat = word->attribute(0);
    if (seat != "button" && (seat != "line" || word->text.size() == line.size())) return "furniture.start";
  }
  if (line.size() > 200) return {};
  static const WordList& parts = parts_of_pages();
  for (auto place = parts.find(line); place.word != nullptr; place = parts.find(line, place.at + character_size(line[place.at]))) {
    // not where a longer word begins that tells nothing there
    if (words.longest_at(line.substr(place.at))->attribute(0) == "part") return "furniture.part";
  }
  return {};
}

}  // namespace duban
