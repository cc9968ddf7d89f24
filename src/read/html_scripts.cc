#include "read/html_scripts.h"

#include <algorithm>

#include "text/utf8.h"

namespace duban {
namespace {

struct Literal {
  std::size_t begin = 0;  // behind the quotation mark
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

// Where the string that begins at `begin` ends; `to` where it does not.
std::size_t literal_end(std::string_view page, std::size_t begin, std::size_t to, char quote) {
  std::size_t at = begin;
  while (at < to && page[at] != quote) at += page[at] == '\\' ? 2 : 1;
  return std::min(at, to);
}

// Whether a string begins as HTML does, blanks and their escapes aside.
bool begins_tag(std::string_view text) {
  for (;;) {
    const std::size_t size = text.size();
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), size));
    for (const std::string_view blank : {"\\r", "\\n", "\\t"}) {
      if (text.starts_with(blank)) text.remove_prefix(blank.size());
    }
    if (text.size() == size) break;
  }
  return text.starts_with("<") || text.starts_with("\\u003c") || text.starts_with("\\u003C");
}

// How often a paragraph or a cell ends in it.
std::size_t paragraphs(std::string_view text) {
  std::size_t found = 0;
  for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
    const std::string_view name = text.substr(at + 1, 3);
    found += name.starts_with("p>") || name.starts_with("P>") || name == "td>" || name == "TD>" || name == "div" || name.starts_with("p\\");
  }
  return found;
}

// The four digits behind \u; -1 where they are none.
int code_unit(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = text[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i++];
      continue;
    }
    const char c = text[i + 1];
    i += 2;
    if (c == 'n' || c == 'r' || c == 't') {
      out += ' ';  // between tags
    } else if (const int unit = c == 'u' ? code_unit(text, i) : -1; unit >= 0) {
      i += 4;
      const int low = unit >= 0xD800 && unit < 0xDC00 && text.substr(i).starts_with("\\u") ? code_unit(text, i + 2) : -1;
      const bool pair = low >= 0xDC00 && low < 0xE000;
      if (pair) i += 6;
      const bool alone = unit >= 0xD800 && unit < 0xE000;
      utf8::append(out, pair ? static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)) : alone ? U'\uFFFD' : static_cast<char32_t>(unit));
    } else {
      out += c;
    }
  }
  return out;
}

// Whether the page shows most of the article's longer words, of those that come first.
bool shows(std::string_view shown, std::string_view article) {
  constexpr std::size_t kLong = 24;  // bytes
  constexpr std::size_t kMost = 40;
  std::size_t found = 0;
  std::size_t all = 0;
  for (std::size_t at = 0; at < article.size() && all < kMost;) {
    const std::size_t end = utf8::behind_hanzi(article, at, article.size());
    if (end - at >= kLong) {
      ++all;
      found += shown.find(article.substr(at, end - at)) != std::string_view::npos;
    }
    at = end < article.size() ? end + utf8::at(article, end).size : end;
  }
  return found * 2 > all;
}

}  // namespace

std::optional<std::string> with_article_of_script(std::string_view page, std::string_view shown) {
  constexpr std::size_t kFewest = 3;  // paragraphs
  Literal longest;
  Literal script;  // that holds it, tags and all
  for (std::size_t at = page.find("<script"); at != std::string_view::npos;) {
    const std::size_t close = page.find("</script>", at);
    const std::size_t end = std::min(close, page.size());
    const std::string_view up_to_end = page.substr(0, end);
    for (std::size_t quote = up_to_end.find_first_of("\"'", at); quote < end; quote = up_to_end.find_first_of("\"'", quote)) {
      const Literal literal{quote + 1, literal_end(page, quote + 1, end, page[quote])};
      if (literal.size() > std::max(longest.size(), shown.size()) && begins_tag(page.substr(literal.begin, literal.size())) &&
          paragraphs(page.substr(literal.begin, literal.size())) >= kFewest) {
        longest = literal;
        script = {at, close == std::string_view::npos ? end : close + std::string_view("</script>").size()};
      }
      quote = literal.end + 1;
    }
    at = close == std::string_view::npos ? close : page.find("<script", close);
  }
  if (longest.size() == 0) return {};
  const std::string article = unescaped(page.substr(longest.begin, longest.size()));
  if (shows(shown, article)) return {};
  std::string out(page.substr(0, script.begin));
  out += "<div>";
  out += article;
  out += "</div>";
  out += page.substr(script.end);
  return out;
}

}  // namespace duban
