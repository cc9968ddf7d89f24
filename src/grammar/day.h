#pragma once

// A printed date: 2026年2月5日, 2026-02-05, 二○○六年四月二十八日.

#include <string>
#include <string_view>

#include "grammar/maybe.h"

namespace duban {

// The date that text begins with, ISO 8601. A month or a day that does not exist is no date.
MaybeMatch<std::string> read_day(std::string_view text);
// Whether text is a date and nothing else.
bool is_day(std::string_view text);
// The first date anywhere in text.
MaybeMatch<std::string> find_day(std::string_view text);

}  // namespace duban
