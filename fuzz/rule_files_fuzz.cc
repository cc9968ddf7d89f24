// The files that an office may replace, and the text of a progress report.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "supervise/calendar.h"
#include "supervise/empty_talk.h"
#include "supervise/light.h"
#include "supervise/limits.h"
#include "supervise/verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  duban::Calendar calendar;
  if (calendar.add(2027, "own", text).ok())
    (void)calendar.add_working_days(*duban::Day::parse("2026-12-31"), 20);
  (void)duban::read_limit_rules("own", text);
  (void)duban::read_light_rules("own", text);
  const auto verdicts = duban::read_verdict_rules("own", text);
  if (verdicts.ok()) (void)duban::promise_without_number(text, *verdicts);
  (void)duban::empty_talk(text, *duban::Day::parse("2026-12-31"));
  return 0;
}
