#include "store/finding_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "plan/plan.h"
#include "store/draft.h"

namespace duban {
namespace {

struct EnglishWords {
  std::string_view kind, name, reason;
};
// clang-format off
constexpr EnglishWords kEnglish[] = {
    {"foreign_text",         "foreign text",         "These words do not belong to the paper."},
    {"broken_line",          "broken line",          "A line ends within a sentence or a name."},
    {"false_heading",        "false heading",        "This looks like a heading and is none."},
    {"heading_markup",       "heading markup",       "Marks of another program stand at a heading."},
    {"inner_space",          "inner space",          "A space stands within a word."},
    {"page_chrome",          "page remains",         "These words come from the web page around the paper."},
    {"variant_glyph",        "variant character",    "A character is written in another shape than usual."},
    {"duplicated_text",      "duplicated text",      "The same words stand twice."},
    {"inconsistent_wording", "inconsistent wording", "The paper words the same thing in two ways."},
    {"numbering",            "numbering",            "The numbers are not in order."},
    {"unknown_unit",         "unknown unit",         "This name of a unit is not known."},
    {"missing_lead",         "missing lead unit",    "No unit leads this task."},
    {"open_list",            "open list",            "The list of units ends in 等: not all are named."},
    {"figure_conflict",      "figure conflict",      "Two figures of the paper contradict each other."},
    {"unclosed_bracket",     "unclosed bracket",     "A bracket opens or closes alone."},
    {"missing_part",         "missing part",         "A part of the paper is missing."},
    {"secrecy_mark",         "secrecy mark",         "The paper bears a mark of secrecy."},
    {"lost_correction",      "lost correction",      "After reading again, a correction found its words no more."},
    {"reader_remark",        "not read in full",     "The file could not be read in full."},
};
// clang-format on

const EnglishWords* english(std::string_view kind) {
  const auto found = std::find_if(std::begin(kEnglish), std::end(kEnglish),
                                  [&](const EnglishWords& each) { return each.kind == kind; });
  return found == std::end(kEnglish) ? nullptr : found;
}

}  // namespace

std::string finding_kind_name(std::string_view kind, Language language) {
  const EnglishWords* words = english(kind);
  return language == Language::kEn && words != nullptr ? std::string(words->name) : finding_kind_zh(kind);
}

std::string finding_severity_name(std::string_view severity, Language language) {
  const auto known = from_word<Severity>(severity);
  if (!known) return std::string(severity);
  if (language == Language::kZh) return std::string(zh_name(*known));
  return *known == Severity::kRepaired ? "repaired" : *known == Severity::kLook ? "to look at" : "stop";
}

std::string finding_reason(std::string_view kind, std::string_view reason, Language language) {
  const EnglishWords* words = english(kind);
  if (language == Language::kZh || words == nullptr) return std::string(reason);
  return reason.empty() ? std::string(words->reason) : fmt::format("{} ({})", words->reason, reason);
}

}  // namespace duban
