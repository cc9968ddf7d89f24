// Any paper gives a plan whose spans lie in the reader's text and begin and end between characters.
//   build/fuzz/extract_fuzz -max_total_time=60 tests/documents

#include <cstdint>
#include <cstdlib>

#include "extract/explain.h"
#include "extract/extract.h"
#include "plan/plan_json.h"
#include "read/read.h"
#include "text/utf8.h"

namespace {

void check(std::string_view text, duban::Span span) {
  CHECK(span.begin <= span.end && span.end <= text.size());
  const auto inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  CHECK(!inside(span.begin) && !inside(span.end));
}

void check(std::string_view text, const std::vector<duban::Name>& names) {
  for (const duban::Name& name : names) {
    for (const duban::Span& span : name.spans) check(text, span);
  }
}

void check(std::string_view text, const std::vector<duban::Task>& tasks) {
  for (const duban::Task& task : tasks) {
    check(text, task.span);
    for (const duban::Span& span : task.text_spans) check(text, span);
    check(text, task.leaders);
    check(text, task.lead_units);
    check(text, task.responsible_units);
    for (const duban::Target& target : task.targets) check(text, target.span);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // what other programs read is not fuzzed here: each input would start one
  static const bool alone = setenv("DUBAN_PDF", "/nowhere", 1) == 0 && setenv("DUBAN_SOFFICE", "", 1) == 0 &&
                            setenv("DUBAN_TESSERACT", "", 1) == 0;
  CHECK(alone);
  const auto document = duban::read_document(bytes, "fuzz.txt");
  if (!document.ok()) return 0;
  const std::string_view text = document->text;
  const duban::Plan plan = duban::extract(*document);
  check(text, plan.tasks);
  for (const duban::TaskList& list : plan.lists) check(text, list.tasks);
  for (const duban::Requirement& each : plan.requirements) check(text, each.span);
  for (const duban::Clause& each : plan.clauses) check(text, each.span);
  for (const duban::Anomaly& each : plan.anomalies) check(text, each.span);
  CHECK(!duban::to_json(plan).empty());
  for (const duban::Took& took : duban::explain(text)) check(text, took.span);
  return 0;
}
