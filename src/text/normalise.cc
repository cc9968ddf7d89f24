#include "text/normalise.h"

#include <array>

#include "text/byte_set.h"
#include "text/char_set.h"
#include "text/radicals.h"
#include "text/shifted.h"
#include "text/traditional.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::u32string_view kToned = U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ";

struct Entity {
  std::string_view name;
  std::string_view text;
};
constexpr Entity kEntities[] = {
    {"&nbsp;", " "},  {"&ensp;", " "},  {"&emsp;", " "},  {"&ldquo;", "“"},  {"&rdquo;", "”"},
    {"&lt;", "<"},    {"&gt;", ">"},    {"&amp;", "&"},   {"&middot;", "·"}, {"&mdash;", "—"},
    {"&quot;", "\""}, {"&lsquo;", "‘"}, {"&rsquo;", "’"}, {"&hellip;", "…"}, {"&permil;", "‰"},
};

// Tags that end a line, and those that merely wrap words.
constexpr std::string_view kBlockTags[] = {"p",  "br", "div", "tr", "td", "th", "table", "tbody", "li",
                                           "ul", "ol", "h1",  "h2", "h3", "h4", "h5",    "h6",    "title"};
constexpr std::string_view kInlineTags[] = {"span", "strong", "b", "i",   "u",   "em",
                                            "font", "a",      "o", "img", "sup", "sub"};

struct Tag {
  std::size_t size = 0;
  bool ends_line = false;
};
Tag tag_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 400;  // a tag with its styles; no search for > across the paper
  std::size_t i = at + 1;
  if (i < text.size() && text[i] == '/') ++i;
  const std::size_t name_at = i;
  while (i < text.size() && i - name_at < 6 &&
         (utf8::is_ascii_letter(static_cast<unsigned char>(text[i])) ||
          utf8::is_digit(static_cast<unsigned char>(text[i])))) {
    ++i;
  }
  const std::string_view name = text.substr(name_at, i - name_at);
  if (name.empty() || i >= text.size() ||
      (text[i] != ' ' && text[i] != '>' && text[i] != '/' && text[i] != ':'))
    return {};
  const auto has = [&](const auto& list) {
    for (const std::string_view each : list) {
      if (each == name) return true;
    }
    return false;
  };
  const bool block = has(kBlockTags);
  if (!block && !has(kInlineTags)) return {};
  const std::size_t close = text.substr(i, kLongest).find('>');
  if (close == std::string_view::npos) return {};
  return {i + close + 1 - at, block};
}

// Letters up to a closing bracket from `from` on, as pinyin is spelt; 0, or where it ends.
std::size_t spelt_from(std::string_view text, std::size_t from, bool* toned) {
  std::size_t i = from;
  bool tone = false;
  std::size_t letters = 0;
  while (i < text.size() && letters <= 6) {
    const utf8::Char c = utf8::at(text, i);
    const bool toned_letter = c.size > 1 && kToned.find(c.point) != std::u32string_view::npos;
    if (!toned_letter && !(c.point >= 'a' && c.point <= 'z') && c.point != U'ü') break;
    tone = tone || toned_letter;
    ++letters;
    i += c.size;
  }
  if (letters == 0 || letters > 6 || i >= text.size() || text[i] != ')') return 0;
  if (toned != nullptr) *toned = tone;
  return i + 1;
}

bool full_of_pinyin(std::string_view text) {
  std::size_t found = 0;
  for (std::size_t at = text.find('('); at != std::string_view::npos; at = text.find('(', at + 1)) {
    bool toned = false;
    if (pinyin_at(text, at, &toned) > 0 && toned && ++found >= 3) return true;
  }
  return false;
}

}  // namespace

std::size_t pinyin_at(std::string_view text, std::size_t at, bool* toned) {
  if (at == 0 || at >= text.size() || text[at] != '(') return 0;
  const char32_t before = utf8::before(text, at).point;
  if (!utf8::is_hanzi(before) && before != ')') return 0;
  const std::size_t end = spelt_from(text, at + 1, toned);
  return end > 0 ? end - at : 0;
}

namespace {

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// Goes to each character that may be written otherwise; all else is copied as it is.
class Normaliser {
 public:
  explicit Normaliser(std::string_view printed) : printed_(printed), pinyin_(full_of_pinyin(printed)) {}

  Normalised run() {
    static constexpr CharSet kOdd = CharSet(U"\r\f\v\t(<?&％＋\u3000\u00A0\u2028\uFEFF\u00AD\u2060")
                                        .with(U'０', U'９')
                                        .with(U'Ａ', U'Ｚ')
                                        .with(U'ａ', U'ｚ')
                                        .with(0x2000, 0x200F)
                                        .with(0x2E80, 0x2FDF)
                                        .with(0xF900, 0xFAFF);
    // nearly all characters are told apart by their first byte
    static constexpr ByteSet kFirst("\r\f\v\t(<?&\xC2\xE2\xE3\xEF");
    for (std::size_t i = 0; (i = find_byte(printed_, kFirst, i)) < printed_.size();) {
      const utf8::Char c = utf8::at(printed_, i);
      if (!kOdd.has(c.point)) {
        i += c.size;
        continue;
      }
      i = static_cast<unsigned char>(printed_[i]) < 0x80 ? narrow(i) : wide(i);
    }
    out_.text.copy(printed_.substr(copied_), static_cast<std::uint32_t>(copied_));
    out_.traditional = is_traditional(out_.text.view());
    if (out_.traditional) out_.text = to_simplified(out_.text);
    return std::move(out_);
  }

 private:
  // Writes `words` in place of `size` bytes; gives where reading goes on.
  std::size_t put(std::size_t at, std::size_t size, std::string_view words) {
    out_.text.copy(printed_.substr(copied_, at - copied_), static_cast<std::uint32_t>(copied_));
    out_.text.replace(words, span_of(at, at + size));
    copied_ = at + size;
    return copied_;
  }

  std::size_t narrow(std::size_t i) {
    switch (printed_[i]) {
      case '\r':
        return put(i, 1, i + 1 < printed_.size() && printed_[i + 1] == '\n' ? "" : "\n");
      case '\f':
      case '\v':
        return put(i, 1, "\n");
      case '\t':
        return put(i, 1, " ");
      case '(':
        return pinyin_ ? pinyin(i) : i + 1;
      case '<':
        return tag(i);
      case '?':
        return i == 0 || printed_[i - 1] == '\n' ? damage(i) : i + 1;
      case '&':
        return entity(i);
      default:
        return i + 1;
    }
  }

  std::size_t pinyin(std::size_t i) {
    const std::size_t size = pinyin_at(printed_, i, nullptr);
    if (size == 0) return i + 1;
    if (out_.pinyin++ == 0) out_.first_pinyin = span_of(i - utf8::before(printed_, i).size, i + size);
    return put(i, size, "");
  }

  std::size_t tag(std::size_t i) {
    const Tag tag = tag_at(printed_, i);
    if (tag.size == 0) return i + 1;
    if (out_.tags++ == 0) out_.first_tag = span_of(i, i + tag.size);
    return put(i, tag.size, tag.ends_line ? "\n" : "");
  }

  // A line whose first bytes were shifted.
  std::size_t damage(std::size_t i) {
    const auto shifted = shifted_at(printed_, i);
    if (!shifted) return i + 1;
    const std::size_t behind = put(i, shifted->size, shifted->words);
    out_.shifted.push_back({span_of(i, behind), shifted->words});
    // 进(jìn) whose character ends inside the damage; ?chuàng) whose opening bracket does too
    if (!pinyin_ || behind >= printed_.size() || (printed_[behind] != '(' && printed_[behind] != '?')) return behind;
    const std::size_t end = spelt_from(printed_, behind + 1, nullptr);
    return end > 0 ? put(behind, end - behind, "") : behind;
  }

  std::size_t entity(std::size_t i) {
    for (const Entity& entity : kEntities) {
      if (printed_.substr(i).starts_with(entity.name)) return put(i, entity.name.size(), entity.text);
    }
    return i + 1;
  }

  // Wide digits and letters, blanks, and marks that have no width.
  std::size_t wide(std::size_t i) {
    const utf8::Char c = utf8::at(printed_, i);
    if (c.point >= 0xFF01 && c.point <= 0xFF5E) {
      const char32_t narrow = c.point - 0xFEE0;
      if (utf8::is_digit(narrow) || utf8::is_ascii_letter(narrow) || narrow == '%' || narrow == '+') {
        const char letter = static_cast<char>(narrow);
        return put(i, c.size, std::string_view(&letter, 1));
      }
    } else if (c.point == 0x3000 || c.point == 0xA0 || (c.point >= 0x2000 && c.point <= 0x200A) || c.point == 0x2028) {
      return put(i, c.size, " ");
    } else if ((c.point >= 0x200B && c.point <= 0x200F) || c.point == 0xFEFF || c.point == 0xAD || c.point == 0x2060) {
      return put(i, c.size, "");
    } else if (const std::string_view hanzi = hanzi_for_radical(c.point); !hanzi.empty()) {
      if (out_.radicals++ == 0) out_.first_radical = span_of(i, i + c.size);
      return put(i, c.size, hanzi);
    }
    return i + c.size;
  }

  std::string_view printed_;
  bool pinyin_;  // the paper is full of pinyin, which is taken out
  Normalised out_;
  std::size_t copied_ = 0;  // what is before is in the text already
};

}  // namespace

Normalised normalise(std::string_view printed) { return Normaliser(printed).run(); }

}  // namespace duban
