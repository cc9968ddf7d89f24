#pragma once

// A web page that shows a paper page by page: it cuts the paper at the ends of its pages, in the middle of a word, and
// prints 1、, 2、, 3、 in front of them.

#include <vector>

#include "base/span.h"
#include "text/mapped.h"

namespace duban {

// Takes the marks of such pages, and the line ends in front of them, out of a normalised text that says that it was
// shared so (由会员分享，可在线阅读); gives where the marks were printed. A text that counts anything else is left alone.
std::vector<Span> join_pages(Mapped& text);

}  // namespace duban
