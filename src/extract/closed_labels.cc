#include "extract/closed_labels.h"

#include <algorithm>
#include <string>
#include <vector>

#include "grammar/role_label.h"
#include "grammar/role_words.h"
#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::string_view kBold = "**";

struct Parts {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// What to take out around the colon at `colon`, in printed order; nothing where no label written apart ends
// there.
std::vector<Parts> parts_to_drop(std::string_view text, std::size_t from, std::size_t colon) {
  constexpr std::size_t kMostCharacters = 10;
  // most labels are written in one, with nothing around them
  std::size_t front = colon;
  for (std::size_t n = 0; n < kMostCharacters && front > from && utf8::is_hanzi(utf8::before(text, front).point); ++n)
    front -= utf8::before(text, front).size;
  std::size_t gap = front;  // in front of them
  while (gap > from && text[gap - 1] == ' ') --gap;
  if (gap == from || (text[gap - 1] != '*' && (gap == front || !utf8::is_hanzi(utf8::before(text, gap).point)))) return {};
  std::vector<Parts> gaps;  // from the colon backwards
  std::string label;
  std::size_t whole = 0;  // of the gaps, those inside or behind the longest label
  std::size_t begin = colon;
  for (std::size_t at = colon, characters = 0; at > from && characters < kMostCharacters;) {
    const utf8::Char c = utf8::before(text, at);
    if (c.point == ' ' || c.point == '*') {
      std::size_t first = at;
      while (first > from && (text[first - 1] == ' ' || text[first - 1] == '*')) --first;
      gaps.push_back({first, at});
      at = first;
      continue;
    }
    if (!utf8::is_hanzi(c.point)) break;
    at -= c.size;
    ++characters;
    label.insert(0, text.substr(at, c.size));
    const bool starts = at == from || !utf8::is_hanzi(utf8::before(text, at).point);
    if (starts && role_labels().exact(label) != nullptr) {
      begin = at;
      whole = gaps.size();
    }
  }
  if (begin == colon) return {};
  gaps.resize(whole);
  std::size_t behind = colon + utf8::at(text, colon).size;
  if (begin >= from + kBold.size() && text.substr(0, begin).ends_with(kBold)) {
    gaps.push_back({begin - kBold.size(), begin});
    std::vector<Parts> ordered(gaps.rbegin(), gaps.rend());
    if (text.substr(behind).starts_with(kBold)) ordered.push_back({behind, behind + kBold.size()});
    return ordered;
  }
  return std::vector<Parts>(gaps.rbegin(), gaps.rend());
}

// The hanzi that stand in front of `end`, at most one more than a label has.
std::size_t hanzi_before(std::string_view text, std::size_t end) {
  constexpr std::size_t kMostCharacters = 9;
  std::size_t begin = end;
  for (std::size_t characters = 0; begin > 0 && characters <= kMostCharacters; ++characters) {
    const utf8::Char before = utf8::before(text, begin);
    if (!utf8::is_hanzi(before.point)) break;
    begin -= before.size;
  }
  return begin;
}

// The blanks that stand for colons: in the bracket that a label begins （牵头单位 市教育局，配合单位
// 市财政局）, and behind a stop or a blank where what the label asks for follows: 新建学校3所。牵头单位
// 市教育局；责任单位 市财政局.
class BlankLabels {
 public:
  explicit BlankLabels(std::string_view text) : text_(text) {}

  // Whether the blanks text[at, behind) do. To be asked in printed order.
  bool stand_for_colon(std::size_t at, std::size_t behind) {
    const std::size_t begin = hanzi_before(text_, at);
    if (begin == at) return false;
    static constexpr CharSet kStops(U"，,；;|｜");
    static constexpr CharSet kEnds(U"。！？—? ）)】]〕");
    const utf8::Char before = utf8::before(text_, begin);
    const bool within = kStops.has(before.point);
    const bool in_bracket = utf8::is_open_bracket(before.point) ||
                            (within && last_ != std::string_view::npos && in_same_bracket(begin));
    const bool starts_line = begin == 0 || before.point == '\n';
    if (!in_bracket && !within && !starts_line && !kEnds.has(before.point)) return false;
    const auto kind = label_word(text_.substr(begin, at - begin));
    if (!kind) return false;
    if (in_bracket && behind == at + 1 && utf8::is_hanzi(utf8::at(text_, behind).point) &&
        names_somebody(*kind)) {
      last_ = at;
      return true;
    }
    static constexpr CharSet kValueEnds(U" ，,；;。|｜\n()（）");
    const std::size_t end = std::min(find_any(text_, kValueEnds, behind), text_.size());
    if (label_word(text_.substr(behind, end - behind))) return false;  // heads of a table's columns
    const auto label = bare_label(text_.substr(begin, end - begin), false);
    const bool suits = label && label->word.end == at - begin;
    // 主管领导 朝鲁 牵头部门 旗发改局: a name of no known surname among labels
    constexpr std::size_t kLongestName = 12;  // bytes
    const bool name = *kind == RoleKind::kLeader && end > behind && end - behind <= kLongestName;
    return suits ? !starts_line || another_follows(end) : name && another_follows(end);
  }

 private:
  static bool names_somebody(RoleKind kind) {
    return kind == RoleKind::kLeader || kind == RoleKind::kLead || kind == RoleKind::kResponsible;
  }
  bool in_same_bracket(std::size_t at) {
    static constexpr CharSet kEnds(U")）〕]】］\n");
    const std::size_t from = std::max(last_, looked_);
    looked_ = at;
    if (from >= at || find_any(text_.substr(0, at), kEnds, from) == std::string_view::npos) return true;
    last_ = std::string_view::npos;
    return false;
  }
  // Whether another label stands in the line, behind byte `from`.
  bool another_follows(std::size_t from) const {
    static constexpr CharSet kColons(U":： \n");
    for (std::size_t at = find_any(text_, kColons, from); at < text_.size() && text_[at] != '\n';
         at = find_any(text_, kColons, at + utf8::at(text_, at).size)) {
      const std::size_t begin = hanzi_before(text_, at);
      if (begin < at && label_word(text_.substr(begin, at - begin))) return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t last_ = std::string_view::npos;  // the last such blank, while its bracket is open
  std::size_t looked_ = 0;                     // up to where its end was looked for
};

// A label in a bracket of its own: 【责任单位】县住建局.
struct BracketLabel {
  Range word;
  std::size_t behind = 0;  // the bracket
};

constexpr std::size_t kFarthestLabel = 600;  // bytes between two of a row

bool opens_label(char32_t p) { return p == U'【' || p == U'〖'; }

std::optional<BracketLabel> bracket_label(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 30;  // bytes
  const utf8::Char open = utf8::at(text, at);
  if (!opens_label(open.point)) return {};
  const std::size_t begin = at + open.size;
  const std::size_t end = utf8::behind_hanzi(text, begin, std::min(text.size(), begin + kLongest));
  const utf8::Char close = utf8::at(text, end);
  if (end == begin || close.point != (open.point == U'【' ? U'】' : U'〗')) return {};
  if (!label_word(text.substr(begin, end - begin))) return {};
  return BracketLabel{{begin, end}, end + close.size};
}

// Where the number begins that stands alone behind 【序  号】 on its line; 0 where none does.
std::size_t number_behind_label(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 40;  // bytes
  constexpr std::size_t kMostDigits = 3;
  static constexpr FewWords kNumbers{"序号", "编号", "任务序号", "任务编号", "项目序号", "项目编号"};
  if (at > 0 && text[at - 1] != '\n') return 0;
  const std::string_view close = utf8::at(text, at).point == U'【' ? "】" : "〗";
  const std::string_view line = text.substr(at, std::min(text.find('\n', at), at + kLongest) - at);
  const std::size_t end = line.find(close);
  if (end == std::string_view::npos) return 0;
  const std::string word = utf8::squeeze(line.substr(close.size(), end - close.size()));
  if (word.empty() || kNumbers.at(word).size() != word.size()) return 0;
  const std::size_t number = line.find_first_not_of(' ', end + close.size());
  if (number == std::string_view::npos) return 0;
  const std::string_view digits = utf8::trim(line.substr(number));
  const bool all = digits.find_first_not_of("0123456789") == std::string_view::npos;
  return all && digits.size() <= kMostDigits && !digits.empty() ? at + number : 0;
}

// Whether another such label stands in the line behind byte `from`. A bounded look.
bool another_bracket_label(std::string_view text, std::size_t from) {
  static constexpr CharSet kOpens(U"【〖\n");
  text = text.substr(0, from + kFarthestLabel);
  for (std::size_t at = find_any(text, kOpens, from); at < text.size() && text[at] != '\n'; at = find_any(text, kOpens, at + utf8::at(text, at).size)) {
    if (bracket_label(text, at)) return true;
  }
  return false;
}

}  // namespace

void close_labels(Mapped& text) {
  static constexpr CharSet kEnds(U":： 【〖");
  const std::string_view words = text.view();
  BlankLabels blanks(words);
  Mapped out;
  std::size_t copied = 0;
  std::size_t in_row = 0;  // behind the last label of a row of them
  for (std::size_t at = find_any(words, kEnds, 0); at < words.size();
       at = find_any(words, kEnds, at + utf8::at(words, at).size)) {
    // 【责任领导】张志军【责任单位】县住建局 on one line
    if (opens_label(utf8::at(words, at).point)) {
      if (const std::size_t number = number_behind_label(words, at); number > 0) {
        out.append(text, copied, at);
        copied = number;
        continue;
      }
      const auto label = bracket_label(words, at);
      if (!label) continue;
      const bool row = in_row > 0 && at - in_row <= kFarthestLabel && words.substr(in_row, at - in_row).find('\n') == std::string_view::npos;
      if (!row && !another_bracket_label(words, label->behind)) continue;
      in_row = label->behind;
      out.append(text, copied, at);
      const char32_t before = at == 0 ? '\n' : utf8::before(words, at).point;
      if (utf8::is_hanzi(before) || utf8::is_digit(before)) out.insert("；");
      out.append(text, label->word.begin, label->word.end);
      out.insert("：");
      copied = label->behind;
      const utf8::Char colon = utf8::at(words, copied);
      if (colon.point == U'：' || colon.point == ':') copied += colon.size;
      continue;
    }
    if (at == 0 || at < copied) continue;
    if (words[at] == ' ') {
      const std::size_t behind = std::min(words.find_first_not_of(' ', at), words.size());
      if (!utf8::is_hanzi(utf8::before(words, at).point)) {
        at = behind - 1;  // nor do the other blanks of them stand behind one
        continue;
      }
      if (!blanks.stand_for_colon(at, behind)) continue;
      out.append(text, copied, at);
      out.insert("：");
      copied = behind;
      continue;
    }
    for (const Parts& part : parts_to_drop(words, copied, at)) {
      out.append(text, copied, part.begin);
      copied = part.end;
    }
  }
  if (copied == 0) return;
  out.append(text, copied, words.size());
  text = std::move(out);
}

}  // namespace duban
