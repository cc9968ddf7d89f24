#include "grammar/phrase.h"

#include <algorithm>

#include "text/char_set.h"
#include "text/lexicon.h"

namespace duban {
namespace {

enum class Punctuation {
  kNone,
  kComma,
  kStop,
  kOpenQuote,
  kCloseQuote,
  kPlainQuote,
  kOpenBracket,
  kCloseBracket,
  kLatin
};

constexpr bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_figure(char c) { return c >= '0' && c <= '9'; }

Punctuation ascii_mark(char c) {
  switch (c) {
    case ',':
      return Punctuation::kComma;
    case ';':
    case '|':
    case '\n':
    case '!':
    case '?':
      return Punctuation::kStop;
    case '"':
      return Punctuation::kPlainQuote;
    case '(':
    case '[':
    case '{':
      return Punctuation::kOpenBracket;
    case ')':
    case ']':
    case '}':
      return Punctuation::kCloseBracket;
    default:
      return is_latin(c) ? Punctuation::kLatin : Punctuation::kNone;
  }
}

// Punctuation is in U+2010–201F, U+3000–301F and U+FF01–FF5D.
Punctuation wide_mark(char32_t point) {
  switch (point) {
    case U'“':
    case U'‘':
    case U'《':
    case U'〈':
    case U'「':
    case U'『':
      return Punctuation::kOpenQuote;
    case U'”':
    case U'’':
    case U'》':
    case U'〉':
    case U'」':
    case U'』':
      return Punctuation::kCloseQuote;
    case U'＂':
      return Punctuation::kPlainQuote;
    case U'〔':
    case U'【':
    case U'〖':
    case U'（':
    case U'［':
    case U'｛':
      return Punctuation::kOpenBracket;
    case U'〕':
    case U'】':
    case U'〗':
    case U'）':
    case U'］':
    case U'｝':
      return Punctuation::kCloseBracket;
    case U'，':
      return Punctuation::kComma;
    case U'。':
    case U'；':
    case U'！':
    case U'？':
      return Punctuation::kStop;
    default:
      return Punctuation::kNone;
  }
}

Punctuation punctuation_at(Cursor at) {
  const char c = at.front();
  if (static_cast<unsigned char>(c) < 0x80) return ascii_mark(c);
  if (c != '\xE2' && c != '\xE3' && c != '\xEF') return Punctuation::kNone;
  return wide_mark(utf8::at(at.rest(), 0).point);
}

// Depth of quotes and brackets.
struct Shelters {
  int quotes = 0;
  int brackets = 0;
  bool plain = false;

  void pass(Punctuation mark) {
    switch (mark) {
      case Punctuation::kOpenQuote:
        ++quotes;
        break;
      case Punctuation::kCloseQuote:
        quotes = quotes > 0 ? quotes - 1 : 0;
        break;
      case Punctuation::kPlainQuote:
        plain = !plain;
        break;
      case Punctuation::kOpenBracket:
        ++brackets;
        break;
      case Punctuation::kCloseBracket:
        brackets = brackets > 0 ? brackets - 1 : 0;
        break;
      default:
        break;
    }
  }
  bool open() const { return quotes == 0 && brackets == 0 && !plain; }
  Shelter kind() const {
    if (quotes > 0 || plain) return Shelter::kQuoted;
    return brackets > 0 ? Shelter::kBracketed : Shelter::kOpen;
  }
};

// “培育企业5家以上、新增3家。”: a quotation that holds sentences is no name. A bounded look ahead.
bool quotes_sentences(Cursor open) {
  constexpr std::size_t kLongestName = 240;
  if (!open.starts("“")) return false;
  const std::string_view inside = open.after(3).rest().substr(0, kLongestName);
  for (std::size_t at = 0; at < inside.size(); at += character_size(inside[at])) {
    const std::string_view c = inside.substr(at, character_size(inside[at]));
    if (c == "”" || c == "“") return false;
    if (c == "，" || c == "," || c == "。" || c == "；") return true;
  }
  return false;
}

// five_years ::= 十 (digit) 五
//   十五五 ends in 2030, as 十四五 ends in 2025
Maybe<Amount> five_years(Cursor in) {
  if (!in.starts("十")) return {};
  const auto which = number(in.after(3));
  if (!which || !in.after(6).starts("五") || which->rest.at() != in.at() + 9) return {};
  const auto nth = number(Cursor(in.text().substr(0, in.at() + 6), in.at() + 3));
  if (!nth) return {};
  Amount end;
  end.value = 2025 + 5 * (nth->value.value - 4);
  end.number.script = NumberScript::kChinese;
  end.unit = {"年", UnitKind::kTime};
  return found(end, in.after(9));
}

// A name in Latin letters with its digits: PM2.5, CR450, RCEP.
Cursor skip_latin(Cursor at) {
  while (!at.done()) {
    const char c = at.front();
    const bool inner = (c == '.' || c == '-') && at.at() + 1 < at.text().size() &&
                       (is_latin(at.text()[at.at() + 1]) || is_figure(at.text()[at.at() + 1]));
    if (!is_latin(c) && !is_figure(c) && !inner) break;
    at = at.after(1);
  }
  return at;
}

}  // namespace

bool PhraseReader::next(Phrase& phrase) {
  if (at_ >= text_.size()) return false;
  phrase.begin = at_;
  phrase.quantities.clear();
  static constexpr CharSet kAmounts(U"零一二三四五六七八九两十百千万亿翻半");
  Shelters shelters;
  Cursor at(text_, at_);
  while (!at.done()) {
    // hanzi that begin no amount; no mark is among them
    std::size_t next = at.at();
    while (next + 3 <= text_.size() && static_cast<unsigned char>(text_[next]) - 0xE4U < 6 &&
           !kAmounts.has(utf8::at(text_, next).point))
      next += 3;
    if (next > at.at()) {
      at = Cursor(text_, next);
      continue;
    }
    if (amount_may_begin(at)) {
      const auto read = amount(at);
      Cursor rest = at;
      const bool per = text_.substr(0, at.at()).ends_with("每");
      if (read && per && read->value.amount.number.scale_only) {
        // 每千人, 每万元: what a rate is told for, no amount.
        rest = read->rest;
      } else if (read) {
        phrase.quantities.push_back(
            {read->value.amount, read->value.rule, at.at(), read->rest.at(), shelters.kind()});
        rest = read->rest;
      } else if (const auto plan = five_years(at)) {
        phrase.quantities.push_back({plan->value, kFiveYears, at.at(), plan->rest.at(), shelters.kind()});
        rest = plan->rest;
      } else if (const auto skipped = number(at)) {
        rest = skipped->rest;
      } else {
        rest = at.after(character_size(at.front()));
      }
      at = rest;
      continue;
    }
    const Punctuation mark = punctuation_at(at);
    if (mark == Punctuation::kLatin) {
      at = skip_latin(at);
      continue;
    }
    const std::size_t size = character_size(at.front());
    // A full stop ends a clause even inside a quote or bracket that is never closed.
    if (mark == Punctuation::kStop && (shelters.open() || size == 3)) {
      phrase.end = at.at();
      phrase.closer = Closer::kStop;
      at_ = at.after(size).at();
      return true;
    }
    if (mark == Punctuation::kComma && shelters.open()) {
      phrase.end = at.at();
      phrase.closer = Closer::kComma;
      at_ = at.after(size).at();
      return true;
    }
    if (mark != Punctuation::kOpenQuote || !quotes_sentences(at)) shelters.pass(mark);
    at = at.after(size);
  }
  phrase.end = text_.size();
  phrase.closer = Closer::kStop;
  at_ = text_.size();
  return true;
}

std::size_t separator_at(std::string_view words) {
  static const WordList& joined = word_list("joined_words");
  static constexpr FewWords kSeparators{"、", "以及", "或者", "和", "及", "与", "或"};
  const std::string_view word = kSeparators.at(words);
  return word.empty() || (word != "、" && joined.longest_at(words) != nullptr) ? 0 : word.size();
}

std::vector<Separator> list_separators(std::string_view words) {
  static const WordList& joined = word_list("joined_words");
  std::vector<Separator> out;
  static constexpr CharSet kHanzi(U"以或和及与");  // that separators begin with
  Shelters shelters;
  Cursor at(words);
  while (!at.done()) {
    // other hanzi; no mark is among them
    std::size_t next = at.at();
    while (utf8::behind_hanzi(words, next, std::min(next + 3, words.size())) > next &&
           !kHanzi.has(utf8::at(words, next).point))
      next += 3;
    if (next > at.at()) {
      at = Cursor(words, next);
      continue;
    }
    if (shelters.open()) {
      const std::size_t size = separator_at(at.rest());
      if (size > 0 && joined.longest_before(words, at.at() + size) == nullptr) {
        out.push_back({at.at(), at.at() + size, at.starts("、")});
        at = at.after(size);
        continue;
      }
    }
    shelters.pass(punctuation_at(at));
    at = at.after(character_size(at.front()));
  }
  return out;
}

bool ends_item(std::string_view behind) {
  if (behind.empty() || separator_at(behind) > 0) return true;
  static constexpr FewWords kEnds{"等", "的目标", "的任务", "的年度", "目标", "并", "且", "其中",
                                  "：", ":",      "(",      ")",      "（",   "）", "。", "."};
  return !kEnds.at(behind).empty();
}

}  // namespace duban
