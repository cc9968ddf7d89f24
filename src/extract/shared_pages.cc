#include "extract/shared_pages.h"

#include <string>
#include <string_view>

#include "text/find.h"
#include "text/utf8.h"

namespace duban {
namespace {

struct Page {
  std::size_t begin = 0;  // of the line, and of its mark
  std::size_t wording = 0;
  std::size_t end = 0;
};

// Behind the line that says it, within the first lines of the text; 0 where none does.
std::size_t behind_shared_line(std::string_view text) {
  constexpr int kFirstLines = 6;
  std::size_t begin = 0;
  for (int n = 0; n < kFirstLines && begin < text.size(); ++n) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view line = text.substr(begin, end - begin);
    if (has_words(line, "分享") && has_words(line, "在线阅读")) return end;
    begin = end + 1;
  }
  return 0;
}

// The lines from `at` on that begin 1、, 2、, 3、, blank ones aside.
std::vector<Page> pages_from(std::string_view text, std::size_t at) {
  std::vector<Page> pages;
  for (std::size_t begin = at; begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view words = utf8::trim(text.substr(begin, end - begin));
    if (!words.empty()) {
      const std::string mark = std::to_string(pages.size() + 1) + "、";
      if (!words.starts_with(mark)) break;
      const auto printed = static_cast<std::size_t>(words.data() - text.data());
      pages.push_back({printed, printed + mark.size(), printed + words.size()});
    }
    begin = end + 1;
  }
  return pages;
}

// A page ends in the middle of a sentence: lines that count things do not.
bool cuts_sentence(std::string_view text, const std::vector<Page>& pages) {
  for (std::size_t i = 0; i + 1 < pages.size(); ++i) {
    const char32_t last = utf8::before(text, pages[i].end).point;
    if (utf8::is_hanzi(last) || utf8::is_digit(last) || last == U'、' || last == U'，' || last == ',') return true;
  }
  return false;
}

}  // namespace

std::vector<Span> join_pages(Mapped& text) {
  std::vector<Span> marks;
  const std::size_t shared = behind_shared_line(text.view());
  if (shared == 0) return marks;
  const std::vector<Page> pages = pages_from(text.view(), shared);
  if (pages.empty() || !cuts_sentence(text.view(), pages)) return marks;
  Mapped joined;
  joined.append(text, 0, pages.front().begin);
  for (const Page& page : pages) {
    marks.push_back(text.cover(page.begin, page.wording));
    joined.append(text, page.wording, page.end);
  }
  joined.append(text, pages.back().end, text.size());
  text = std::move(joined);
  return marks;
}

}  // namespace duban
