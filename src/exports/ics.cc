#include "exports/ics.h"

#include <fmt/format.h>

#include <algorithm>

namespace duban {
namespace {

constexpr std::size_t kMostLine = 75;  // RFC 5545, 3.1: bytes without the line end

std::string basic_day(Day day) {
  return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day_of_month());
}

std::string basic_time(UtcMillis at) {
  std::string out;
  for (const char c : utc_text(at)) {
    if (c != '-' && c != ':') out += c;
  }
  return out;
}

}  // namespace

std::string escaped_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    }
  }
  return out;
}

std::string folded_line(std::string_view line) {
  std::string out;
  std::size_t most = kMostLine;
  while (line.size() > most) {
    std::size_t end = most;
    while (end > 1 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    out += line.substr(0, end);
    out += "\r\n ";
    line.remove_prefix(end);
    most = kMostLine - 1;  // the space counts
  }
  out += line;
  return out + "\r\n";
}

std::string calendar_text(std::string_view name, const std::vector<CalendarDay>& days, UtcMillis at) {
  std::string out;
  const auto line = [&](std::string_view text) { out += folded_line(text); };
  line("BEGIN:VCALENDAR");
  line("VERSION:2.0");
  line("PRODID:-//duban//duban 0.1//ZH");
  line("CALSCALE:GREGORIAN");
  line("METHOD:PUBLISH");
  line("X-WR-CALNAME:" + escaped_text(name));
  line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
  line("X-PUBLISHED-TTL:PT6H");
  for (const CalendarDay& day : days) {
    line("BEGIN:VEVENT");
    line("UID:" + day.uid);
    line("DTSTAMP:" + basic_time(at));
    if (day.changed_at != 0) line("LAST-MODIFIED:" + basic_time(day.changed_at));
    line("DTSTART;VALUE=DATE:" + basic_day(day.on));
    line("DTEND;VALUE=DATE:" + basic_day(day.on + 1));
    line("SUMMARY:" + escaped_text(day.title));
    if (!day.description.empty()) line("DESCRIPTION:" + escaped_text(day.description));
    if (!day.url.empty()) line("URL:" + day.url);
    line("TRANSP:TRANSPARENT");  // a due date keeps nobody busy
    line("END:VEVENT");
  }
  line("END:VCALENDAR");
  return out;
}

}  // namespace duban
