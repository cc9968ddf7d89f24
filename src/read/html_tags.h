#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace duban {

inline constexpr std::size_t kMostHtmlDepth = 800;  // elements that are open at once
// Tags of one page: these, and one more for each kBytesPerHtmlTag of its bytes. A parsed tag with its words
// takes some 400 bytes.
inline constexpr std::size_t kMostHtmlTags = 500'000;
inline constexpr std::size_t kBytesPerHtmlTag = 24;

// A page (UTF-8) without what says nothing about its words and costs a parser most: scripts, styles, comments,
// and tags that only change the look of letters (font, b, em …; one that hides its words becomes a span that
// does, and so does one in bold where the page says that bold names lead). A few unclosed ones of these would be opened again in every paragraph behind them. Errors: kInvalid
// (nested deeper than kMostHtmlDepth), kTooLarge (too many tags). Linear in the page.
Result<std::string> plain_tags(std::string_view page);

}  // namespace duban
