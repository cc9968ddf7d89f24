#include "text/normalise.h"

#include <array>

#include "text/char_set.h"
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

Normalised normalise(std::string_view printed) {
  Normalised out;
  const bool pinyin = full_of_pinyin(printed);
  std::size_t copied = 0;  // what is before is in the text already
  const auto put = [&](std::size_t at, std::size_t size, std::string_view words) {
    out.text.copy(printed.substr(copied, at - copied), static_cast<std::uint32_t>(copied));
    out.text.replace(words, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)});
    copied = at + size;
  };
  // what may be written otherwise; all else is passed over
  static constexpr CharSet kOdd = CharSet(U"\r\f\v\t(<?&％＋\u3000\u00A0\u2028\uFEFF\u00AD\u2060")
                                      .with(U'０', U'９')
                                      .with(U'Ａ', U'Ｚ')
                                      .with(U'ａ', U'ｚ')
                                      .with(0x2000, 0x200F);
  for (std::size_t i = 0; (i = find_any(printed, kOdd, i)) < printed.size();) {
    const auto byte = static_cast<unsigned char>(printed[i]);
    if (byte < 0x80) {
      if (byte == '\r' || byte == '\f' || byte == '\v') {
        put(i, 1, byte == '\r' && i + 1 < printed.size() && printed[i + 1] == '\n' ? "" : "\n");
      } else if (byte == '\t') {
        put(i, 1, " ");
      } else if (byte == '(' && pinyin) {
        if (const std::size_t size = pinyin_at(printed, i, nullptr); size > 0) {
          if (out.pinyin++ == 0) {
            out.first_pinyin = {static_cast<std::uint32_t>(i - utf8::before(printed, i).size),
                                static_cast<std::uint32_t>(i + size)};
          }
          put(i, size, "");
          i += size;
          continue;
        }
      } else if (byte == '<') {
        if (const Tag tag = tag_at(printed, i); tag.size > 0) {
          if (out.tags++ == 0)
            out.first_tag = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + tag.size)};
          put(i, tag.size, tag.ends_line ? "\n" : "");
          i += tag.size;
          continue;
        }
      } else if (byte == '?' && (i == 0 || printed[i - 1] == '\n')) {
        if (auto shifted = shifted_at(printed, i)) {
          put(i, shifted->size, shifted->words);
          out.shifted.push_back(
              {{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + shifted->size)}, shifted->words});
          i += shifted->size;
          // 进(jìn) whose character ends inside the damage; ?chuàng) whose opening bracket does too
          if (pinyin && i < printed.size() && (printed[i] == '(' || printed[i] == '?')) {
            if (const std::size_t end = spelt_from(printed, i + 1, nullptr); end > 0) {
              put(i, end - i, "");
              i = end;
            }
          }
          continue;
        }
      } else if (byte == '&') {
        for (const Entity& entity : kEntities) {
          if (printed.substr(i).starts_with(entity.name)) {
            put(i, entity.name.size(), entity.text);
            i += entity.name.size() - 1;
            break;
          }
        }
      }
      ++i;
      continue;
    }
    const utf8::Char c = utf8::at(printed, i);
    if (c.point >= 0xFF01 && c.point <= 0xFF5E) {
      const char32_t narrow = c.point - 0xFEE0;
      if (utf8::is_digit(narrow) || utf8::is_ascii_letter(narrow) || narrow == '%' || narrow == '+') {
        const char letter = static_cast<char>(narrow);
        put(i, c.size, std::string_view(&letter, 1));
      }
    } else if (c.point == 0x3000 || c.point == 0xA0 || (c.point >= 0x2000 && c.point <= 0x200A) ||
               c.point == 0x2028) {
      put(i, c.size, " ");
    } else if ((c.point >= 0x200B && c.point <= 0x200F) || c.point == 0xFEFF || c.point == 0xAD ||
               c.point == 0x2060) {
      put(i, c.size, "");
    }
    i += c.size;
  }
  out.text.copy(printed.substr(copied), static_cast<std::uint32_t>(copied));
  out.traditional = is_traditional(out.text.view());
  if (out.traditional) out.text = to_simplified(out.text);
  return out;
}

}  // namespace duban
