// Any bytes as a task's text: no crash, and spans within the text.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "grammar/deadline.h"
#include "grammar/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const duban::Target& target : duban::read_targets(text, 2026)) {
    if (target.span.begin >= target.span.end || target.span.end > size) std::abort();
  }
  for (const duban::Took& took : duban::explain_targets(text, 2026)) {
    if (took.span.begin > took.span.end || took.span.end > size) std::abort();
  }
  for (const duban::Deadline& deadline : duban::read_deadlines(text, 2026)) {
    if (text.substr(deadline.span.begin, deadline.span.size()) != deadline.text) std::abort();
  }
  return 0;
}
