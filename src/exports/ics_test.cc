#include "exports/ics.h"

#include <gtest/gtest.h>

#include <map>

namespace duban {
namespace {

// Reads a calendar back as RFC 5545 says: unfolds, splits, unescapes.
std::vector<std::map<std::string, std::string>> events_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find("\r\n", at);
    EXPECT_NE(end, std::string::npos) << "a line without CRLF";
    if (end == std::string::npos) break;
    const std::string line = text.substr(at, end - at);
    EXPECT_LE(line.size(), 75U);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    if (line.starts_with(' ')) {
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
    at = end + 2;
  }
  EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
  EXPECT_EQ(lines.back(), "END:VCALENDAR");
  std::vector<std::map<std::string, std::string>> out;
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(':');
    const std::string value = line.substr(colon + 1);
    if (line == "BEGIN:VEVENT") out.emplace_back();
    if (out.empty()) continue;
    std::string plain;
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value[i] != '\\') {
        plain += value[i];
      } else if (++i < value.size()) {
        plain += value[i] == 'n' ? '\n' : value[i];
      }
    }
    out.back()[line.substr(0, colon)] = plain;
  }
  return out;
}

TEST(Ics, ReadsBackAsItWasWritten) {
  std::string title = "示例市教育局：新建学校3所;其中小学2所,中学1所\\附件";
  for (int i = 0; i < 10; ++i) title += "，按月调度";
  const CalendarDay day{"task-12-unit-3@duban", *Day::of(2026, 6, 30), title, "一\n二",
                        "https://d.example/1",  1770280200000};
  const auto events = events_of(calendar_text("督办：示例市教育局", {day, day}, 1770280200000));
  ASSERT_EQ(events.size(), 2U);
  auto event = events[0];
  EXPECT_EQ(event["UID"], "task-12-unit-3@duban");
  EXPECT_EQ(event["DTSTAMP"], "20260205T083000Z");
  EXPECT_EQ(event["DTSTART;VALUE=DATE"], "20260630");
  EXPECT_EQ(event["DTEND;VALUE=DATE"], "20260701");
  EXPECT_EQ(event["SUMMARY"], title);
  EXPECT_EQ(event["DESCRIPTION"], "一\n二");
}

TEST(Ics, FoldsBetweenCharacters) {
  std::string line = "SUMMARY:";
  for (int i = 0; i < 60; ++i) line += "督";
  const std::string folded = folded_line(line);
  for (std::size_t at = folded.find("\r\n "); at != std::string::npos; at = folded.find("\r\n ", at + 1)) {
    EXPECT_NE(static_cast<unsigned char>(folded[at + 3]) & 0xC0U, 0x80U);
  }
  EXPECT_EQ(folded_line("A:b"), "A:b\r\n");
  EXPECT_EQ(escaped_text("a\r\nEND:VEVENT"), "a\\nEND:VEVENT");
}

}  // namespace
}  // namespace duban
