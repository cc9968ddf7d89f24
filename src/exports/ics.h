#pragma once

// A calendar of days as iCalendar (RFC 5545): each event is a whole day, so no time zone is needed.

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/day.h"

namespace duban {

struct CalendarDay {
  std::string uid;  // the same for the same thing at every reading: it moves in the reader's calendar
  Day on;
  std::string title;
  std::string description;
  std::string url;  // may be empty
  UtcMillis changed_at = 0;
};

// at: when this was written (DTSTAMP).
std::string calendar_text(std::string_view name, const std::vector<CalendarDay>& days, UtcMillis at);

// One content line: folded after at most 75 bytes, never inside a character, with CRLF.
std::string folded_line(std::string_view line);
std::string escaped_text(std::string_view text);  // \ ; , and line ends

}  // namespace duban
