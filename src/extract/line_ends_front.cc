// The lines of a notice in front of its plan, that were run together.

#include <algorithm>

#include "extract/line_ends_parts.h"
#include "extract/reading.h"
#include "grammar/day.h"
#include "grammar/furniture.h"
#include "grammar/mark.h"
#include "grammar/organ.h"
#include "text/char_set.h"
#include "text/lexicon.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kLongestTitle = 300;  // bytes

bool is_year(std::string_view words) {
  return words.size() >= 4 && words.starts_with("20") && utf8::is_digit(static_cast<unsigned char>(words[2])) &&
         utf8::is_digit(static_cast<unsigned char>(words[3]));
}

// number ::= hanzi{1,12} open year close digits "号"
std::size_t number_at(std::string_view words) {
  constexpr std::size_t kLongestName = 36;  // bytes
  const std::size_t name = utf8::behind_hanzi(words, 0, std::min(words.size(), kLongestName + 3));
  if (name == 0 || name > kLongestName) return 0;
  if (words.starts_with("表") || words.starts_with("书") || words.starts_with("的")) return 0;
  static constexpr FewWords kOfTitles{"通知", "意见", "方案", "任务", "文件", "分工", "责任", "工作", "目标",
                                      "关于", "分解", "清单", "要点", "计划", "台账", "措施", "报告"};
  if (kOfTitles.is_in(words.substr(0, name))) return 0;
  const utf8::Char open = utf8::at(words, name);
  if (!utf8::is_open_bracket(open.point) || !is_year(words.substr(name + open.size))) return 0;
  std::size_t at = name + open.size + 4;
  const utf8::Char close = utf8::at(words, at);
  if (!utf8::is_close_bracket(close.point)) return 0;
  at += close.size;
  if (words.substr(at).starts_with("第")) at += std::string_view("第").size();
  const std::size_t digits = at;
  while (at < words.size() && utf8::is_digit(static_cast<unsigned char>(words[at]))) ++at;
  return at > digits && words.substr(at).starts_with("号") ? at + std::string_view("号").size() : 0;
}

// 各乡镇人民政府，县直各部门：
std::size_t addressees_at(std::string_view words) {
  constexpr std::size_t kLongest = 400;  // bytes
  if (!words.starts_with("各") && !words.starts_with("国务院") && level_prefix(words) == 0) return 0;
  for (std::size_t at = 0; at < words.size() && at < kLongest; at += utf8::at(words, at).size) {
    const utf8::Char c = utf8::at(words, at);
    if (utf8::is_sentence_end(c.point)) return 0;
    if (c.point == U'〔' || words.substr(at).starts_with("关于")) return 0;
    if (c.point != U'：' && c.point != ':') continue;
    return words.substr(0, at).find("各") != std::string_view::npos ? at + c.size : 0;
  }
  return 0;
}

std::size_t day_at(std::string_view words) {
  const auto day = read_day(words);
  if (!day) return 0;
  static constexpr std::string_view kGoesOn[] = {"前", "起", "至", "以", "召", "，", "、", "第",
                                                 "印", "下", "上", "在", "经", "）", ")"};
  const std::string_view behind = words.substr(day->size);
  return std::any_of(std::begin(kGoesOn), std::end(kGoesOn),
                     [&](std::string_view word) { return behind.starts_with(word); })
             ? 0
             : day->size;
}

std::size_t blanks_at(std::string_view words) {
  std::size_t at = 0;
  while (at < words.size() && utf8::is_blank(utf8::at(words, at).point)) at += utf8::at(words, at).size;
  return at;
}

// 示例县人民政府办公室 2026年2月5日, or the day alone
std::size_t signature_at(std::string_view words) {
  constexpr std::size_t kLongest = 120;  // bytes
  if (const std::size_t day = day_at(words); day > 0) return day;
  const std::size_t name = utf8::behind_hanzi(words, 0, std::min(words.size(), kLongest));
  if (name == 0) return 0;
  for (std::size_t end = name; end > 6; end -= 3) {  // 二○二六年二月 are hanzi too
    const std::size_t blanks = blanks_at(words.substr(end));
    const std::size_t day = day_at(words.substr(end + blanks));
    if (day > 0 && unit_class(words.substr(0, end)) != UnitClass::kNone) return end + blanks + day;
  }
  return 0;
}

// 附件：任务分解表, 附件1, and 附件 in front of its title
std::size_t attachment_at(std::string_view words) {
  constexpr std::string_view kWord = "附件";
  if (!words.starts_with(kWord)) return 0;
  std::size_t at = kWord.size();
  if (at < words.size() && utf8::is_digit(static_cast<unsigned char>(words[at])) && !is_year(words.substr(at)))
    ++at;
  return at;
}

bool is_release_note(std::string_view words) {
  return words.starts_with("（此件") || words.starts_with("(此件");
}

std::size_t bracket_at(std::string_view words) {
  constexpr std::size_t kLongest = 150;  // bytes
  const utf8::Char open = utf8::at(words, 0);
  if (!utf8::is_open_bracket(open.point)) return 0;
  for (std::size_t at = open.size; at < words.size() && at < kLongest;) {
    const utf8::Char c = utf8::at(words, at);
    at += c.size;
    if (utf8::is_close_bracket(c.point)) return at;
  }
  return 0;
}

class FrontLines {
 public:
  FrontLines(std::string_view text, Range line) : text_(text), line_(line) {
    constexpr std::size_t kFarthest = 12000;  // bytes: no notice is longer
    line_.end = std::min(line_.end, line_.begin + kFarthest);
  }

  void find(std::vector<std::size_t>& begins) const {
    for (std::size_t at = line_.begin; at < line_.end;) {
      at += blanks_at(from(at));
      const std::size_t next = behind_line(at);
      if (next >= line_.end || next <= at) break;
      begins.push_back(next);
      at = next;
    }
  }

 private:
  std::string_view from(std::size_t at) const { return text_.substr(at, line_.end - at); }

  // Behind the line that begins here.
  std::size_t behind_line(std::size_t at) const {
    const std::string_view words = from(at);
    if (is_of_page(words)) return behind_paragraph(at);
    for (const auto rule : {number_at, addressees_at, signature_at, bracket_at}) {
      if (const std::size_t size = rule(words); size > 0)
        return is_of_page(from(at + size)) ? behind_paragraph(at + size) : at + size;
    }
    if (const std::size_t size = attachment_at(words); size > 0) {
      const utf8::Char c = utf8::at(words, size);
      if (c.point != U'：' && c.point != ':' && c.point != '.' && c.point != U'、') return at + size;
    }
    if (const std::size_t title = title_at(at); title > 0) return at + title;
    return behind_paragraph(at);
  }

  // 2026-03-02 10:15 来源：…: what a page says of itself behind a day
  static bool is_of_page(std::string_view words) {
    words.remove_prefix(blanks_at(words));
    if (!words.empty() && utf8::is_digit(static_cast<unsigned char>(words[0])) && words.find(':') < 3)
      return true;
    static const WordList& openings = word_list("opening_words");
    const Word* opening = openings.longest_at(words);
    return opening != nullptr && opening->attribute(0) == "page";
  }

  // A title ends where words that titles end in stand in front of what can only begin a line.
  std::size_t title_at(std::size_t begin) const {
    const std::string_view words = text_.substr(begin, std::min(line_.end - begin, kLongestTitle));
    const std::size_t whole = words.size();
    read_work += whole;
    for (std::size_t at = 0; at < whole;) {
      const utf8::Char c = utf8::at(words, at);
      if (utf8::is_sentence_end(c.point) || ((c.point == U'，' || c.point == ',') && at > 0)) return 0;
      at += c.size;
      if (is_release_note(words.substr(at))) return at;
      if (at < 12) continue;
      if (words.substr(0, at).ends_with("文件") && number_at(from(begin + at)) > 0) return at;
      if (ends_title(words.substr(0, at), begin + at)) return at;
    }
    return 0;
  }

  bool ends_title(std::string_view words, std::size_t end) const {
    if (!ends_like_title(words)) return false;
    const std::size_t next = end + blanks_at(from(end));
    const std::string_view behind = from(next);
    if (behind.empty() || number_at(behind) > 0 || addressees_at(behind) > 0 || day_at(behind) > 0 ||
        attachment_at(behind) > 0)
      return true;
    if (is_release_note(behind) || is_note_of_title(behind)) return true;
    constexpr std::size_t kPlace = 9;  // bytes of the place that both titles begin with
    if (behind.substr(0, kPlace) == words.substr(0, kPlace) &&
        behind.substr(0, kLongestTitle).find("关于") != std::string_view::npos)
      return true;
    if (signature_at(behind) > 0) return true;
    static constexpr std::string_view kNoSure[] = {"工作", "任务", "目标",   "报告",
                                                   "事项", "实事", "报告》", "函"};
    if (std::any_of(std::begin(kNoSure), std::end(kNoSure),
                    [&](std::string_view word) { return words.ends_with(word); }))
      return false;
    static const WordList& openings = word_list("opening_words");
    return openings.longest_at(behind) != nullptr || (is_year(behind) && behind.substr(4).starts_with("年是"));
  }

  // （2026年2月18日县政府第21次常务会议通过）
  static bool is_note_of_title(std::string_view words) {
    const std::size_t size = bracket_at(words);
    const std::string_view bracket = words.substr(0, size);
    return size > 0 && (bracket.find("通过") != std::string_view::npos ||
                        bracket.find("审议") != std::string_view::npos || find_day(bracket));
  }

  // The sentence behind which another line of the notice can begin.
  std::size_t behind_paragraph(std::size_t begin) const {
    bool furniture = true;  // no sentence has ended yet
    for (std::size_t at = begin; at < line_.end;) {
      const utf8::Char c = utf8::at(text_, at);
      at += c.size;
      const bool ends = c.point == U'。' || c.point == U'！';
      // 来源：县政府办 【字体：大 中 小】各乡镇人民政府：
      static constexpr CharSet kGoesOn(U"、，院府会局委");  // 国务院各部委
      if (furniture && !kGoesOn.has(c.point) && from(at).starts_with("各") && addressees_at(from(at)) > 0)
        return at;
      if (furniture && !utf8::is_hanzi(c.point) && at < line_.end && number_at(from(at)) > 0) return at;
      // [关闭窗口]示例市人民政府关于…的通知, and behind a blank
      if (furniture && (utf8::is_close_bracket(c.point) || utf8::is_blank(c.point)) && at < line_.end) {
        const std::size_t title = title_at(at);
        const bool sure =
            utf8::is_close_bracket(c.point) || text_.substr(at, title).find("关于") != std::string_view::npos;
        if (title > 0 && sure) return at;
      }
      if (!ends) continue;
      furniture = false;
      at += blanks_at(from(at));
      const std::string_view words = from(at);
      if (signature_at(words) > 0 || attachment_at(words) > 0 || is_release_note(words) || title_at(at) > 0)
        return at;
    }
    return line_.end;
  }

  std::string_view text_;
  Range line_;
};

}  // namespace

void find_front_lines(std::string_view text, Range line, std::vector<std::size_t>& begins) {
  FrontLines(text, line).find(begins);
}

namespace {

// 【打印本页】 behind the last words of a paper.
bool page_bracket_at(std::string_view text) {
  constexpr std::size_t kLongest = 48;  // bytes
  const utf8::Char open = utf8::at(text, 0);
  if (!utf8::is_open_bracket(open.point)) return false;
  const std::size_t end = utf8::behind_hanzi(text, open.size, std::min(text.size(), kLongest));
  const utf8::Char close = utf8::at(text, end);
  return utf8::is_close_bracket(close.point) && !page_furniture(text.substr(open.size, end - open.size)).empty();
}

}  // namespace

void find_last_lines(std::string_view text, Range line, std::vector<std::size_t>& begins) {
  constexpr std::size_t kFarthest = 3000;  // bytes: signature, whom it is sent to, who printed it
  std::size_t at = line.begin;
  if (line.end - at > kFarthest) at = line.end - kFarthest;
  while (at < line.end && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  while (at < line.end) {
    const utf8::Char c = utf8::at(text, at);
    at += c.size;
    if (!utf8::is_sentence_end(c.point) && !utf8::is_close_bracket(c.point)) continue;
    at += blanks_at(text.substr(at, line.end - at));
    // …（县教育局牵头）各牵头单位于每季度末报送进展。
    static constexpr FewWords kToAll{"各牵头", "各责任", "各有关", "各相关", "各单位", "各部门", "各级",
                                     "请各",   "上述",   "以上",   "附注",   "注：",   "备注"};
    if (utf8::is_close_bracket(c.point) && !kToAll.at(text.substr(at, line.end - at)).empty())
      begins.push_back(at);
    if (page_bracket_at(text.substr(at, line.end - at))) begins.push_back(at);
    const std::size_t size = signature_at(text.substr(at, line.end - at));
    if (size == 0) continue;
    begins.push_back(at);
    begins.push_back(at + size);
    at += size;
  }
}

void find_title_lines(std::string_view text, std::size_t begin, std::size_t end,
                      std::vector<std::size_t>& begins) {
  if (begin == end) return;
  begins.push_back(begin);
  const std::size_t at = text.substr(0, end).find("附件", begin);
  if (at == std::string_view::npos) return;
  begins.push_back(at);
  begins.push_back(at + attachment_at(text.substr(at)));
}

std::size_t title_before(std::string_view text, std::size_t from, std::size_t end) {
  constexpr std::size_t kLongest = 180;  // bytes
  std::size_t last = end;
  while (last > from && utf8::is_blank(utf8::before(text, last).point)) last -= utf8::before(text, last).size;
  std::size_t begin = last;
  while (begin > from && last - begin < kLongest) {
    const utf8::Char c = utf8::before(text, begin);
    const bool own = begin == last || !utf8::is_close_bracket(c.point);
    if (utf8::is_sentence_end(c.point) || c.point == U'，' || c.point == ',' || c.point == U'：' ||
        c.point == ':' || !own)
      break;
    begin -= c.size;
  }
  begin += blanks_at(text.substr(begin, last - begin));
  // 责任单位：县教育局、财政局2026年示例县民生实事清单: behind the last of several names
  for (std::size_t at = text.substr(0, last).find("20", begin + 1); at < last;
       at = text.substr(0, last).find("20", at + 1)) {
    std::size_t name = at;
    while (name > begin && utf8::is_hanzi(utf8::before(text, name).point))
      name -= utf8::before(text, name).size;
    const UnitClass kind = unit_class(text.substr(name, at - name));
    if (!is_year(text.substr(at)) || kind == UnitClass::kNone || kind == UnitClass::kRegion) continue;
    begin = at;
    break;
  }
  return begin > from && last - begin > 12 && last - begin < kLongest &&
                 ends_like_title(text.substr(begin, last - begin))
             ? begin
             : end;
}

}  // namespace duban
