#include "extract/bold_units.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/organ.h"
#include "grammar/role_label.h"
#include "grammar/units.h"
#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::string_view kBold = "**";
constexpr std::string_view kStar = "★";

// Bold words of the text that are names of units, one at least, and nothing else.
struct BoldUnits {
  Range at;               // with their asterisks
  std::size_t names = 0;  // where these begin: behind the label of **责任单位：市教育局**
};

bool parts_list(char32_t p) { return p == U'、' || p == U'，' || p == ',' || utf8::is_blank(p); }

// Whether names may stand beside such a character; 0 is the end of a line.
bool stands_beside_names(char32_t p) {
  static constexpr CharSet kBeside(U"；;：:。等|｜\n");
  return p == 0 || parts_list(p) || utf8::is_open_bracket(p) || utf8::is_close_bracket(p) || kBeside.has(p);
}

bool are_units(std::string_view words) {
  constexpr std::size_t kLongest = 600;  // bytes
  if (words.size() > kLongest) return false;
  UnitPrefix prefix;
  const UnitList list = read_units(words, {0, words.size()}, prefix);
  return !list.units.empty() && std::all_of(list.units.begin(), list.units.end(), [](const Unit& unit) {
    return unit.unit_class != UnitClass::kNone && unit.unit_class != UnitClass::kRegion;
  });
}

// Whether a name that is not bold stands beside [at.begin, at.end) of the line, in the same list.
bool has_plain_neighbour(std::string_view line, Range at) {
  std::size_t behind = at.end;
  while (behind < line.size() && parts_list(utf8::at(line, behind).point)) behind += utf8::at(line, behind).size;
  const std::size_t end = utf8::behind_hanzi(line, behind, line.size());
  if (behind > at.end && end > behind && unit_class(line.substr(behind, end - behind)) != UnitClass::kNone) return true;
  std::size_t before = at.begin;
  while (before > 0 && parts_list(utf8::before(line, before).point)) before -= utf8::before(line, before).size;
  const std::size_t begin = utf8::before_hanzi(line, before);
  return before < at.begin && begin < before && unit_class(line.substr(begin, before - begin)) != UnitClass::kNone;
}

// 责任单位中黑体字为牵头单位: who leads stands in bold letters.
bool says_bold_leads(std::string_view line) {
  static constexpr FewWords kLetters{"黑体", "加粗", "粗体", "加黑"};
  static constexpr FewWords kLeads{"牵头", "主办", "主责"};
  return kLetters.is_in(line) && kLeads.is_in(line);
}

class BoldReader {
 public:
  explicit BoldReader(std::string_view text) : text_(text) {}

  // Empty where bold names of the paper do not lead.
  std::vector<BoldUnits> read() {
    constexpr std::size_t kOften = 3;  // lines that mix both
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      read_line({begin, end});
      begin = end + 1;
    }
    if (!said_ && mixed_ < kOften) found_.clear();
    return std::move(found_);
  }

 private:
  void read_line(Range line) {
    const std::string_view words = text_.substr(line.begin, line.end - line.begin);
    said_ = said_ || says_bold_leads(words);
    if (words.starts_with('#')) return;
    bool mixed = false;
    for (std::size_t at = words.find(kBold); at != std::string_view::npos; at = words.find(kBold, at)) {
      const std::size_t close = words.find(kBold, at + kBold.size());
      if (close == std::string_view::npos) break;
      const Range bold{at, close + kBold.size()};
      at = bold.end;
      const std::string_view inside = words.substr(bold.begin + kBold.size(), close - bold.begin - kBold.size());
      const auto label = label_at(inside, 0);
      const std::size_t names = bold.begin + kBold.size() + (label ? label->at.end : 0);
      const char32_t before = bold.begin == 0 ? 0 : utf8::before(words, bold.begin).point;
      const char32_t behind = bold.end == words.size() ? 0 : utf8::at(words, bold.end).point;
      if (!stands_beside_names(before) || !stands_beside_names(behind) || !are_units(words.substr(names, close - names))) continue;
      mixed = mixed || has_plain_neighbour(words, bold);
      found_.push_back({{line.begin + bold.begin, line.begin + bold.end}, line.begin + names});
    }
    mixed_ += mixed;
  }

  std::string_view text_;
  std::vector<BoldUnits> found_;
  std::size_t mixed_ = 0;
  bool said_ = false;
};

}  // namespace

void star_bold_units(Mapped& text) {
  const std::string_view words = text.view();
  if (words.find(kBold) == std::string_view::npos) return;
  const std::vector<BoldUnits> found = BoldReader(words).read();
  if (found.empty()) return;
  Mapped out;
  std::size_t copied = 0;
  const auto star = [&](std::size_t at) {
    out.append(text, copied, at);
    out.replace(kStar, text.cover(at, at));
    copied = at;
  };
  for (const BoldUnits& bold : found) {
    out.append(text, copied, bold.at.begin);
    copied = bold.at.begin + kBold.size();
    const std::size_t close = bold.at.end - kBold.size();
    star(bold.names);
    for (std::size_t i = bold.names; i < close; i += utf8::at(words, i).size) {
      const std::size_t next = i + utf8::at(words, i).size;
      if (parts_list(utf8::at(words, i).point) && next < close && !parts_list(utf8::at(words, next).point)) star(next);
    }
    out.append(text, copied, close);
    copied = bold.at.end;
  }
  out.append(text, copied, words.size());
  text = std::move(out);
}

}  // namespace duban
