#include "store/finding_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "plan/plan.h"
#include "store/draft.h"
#include "text/utf8.h"

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

struct PlaceWord {
  std::string_view zh, en;
};
// The words of Places, longer ones before those that they begin with.
constexpr PlaceWord kPlaces[] = {
    {"任务内容", "text"},
    {"任务", " task "},
    {"要求", " requirement "},
    {"清单名称", "name of the list"},
    {"清单", "list "},
    {"牵头领导", "leaders"},
    {"牵头单位", "lead units"},
    {"责任单位", "responsible units"},
    {"配合单位", "supporting units"},
    {"部门分工", "division among units"},
    {"时限", "deadline"},
    {"正文段落", "paragraph"},
    {"正文中", "in the body"},
    {"正文", "text"},
    {"编号", "number"},
    {"标题", " heading "},
    {"附件", "annex"},
    {"全文", "whole paper"},
    {"文首", "front of the paper"},
    {"文末", "end of the paper"},
    {"结尾段落", "closing paragraph"},
    {"发文机关", "issuing organ"},
    {"文号", "document number"},
    {"落款", "signature"},
    {"地区", "region"},
    {"等", " and more, "},
    {"项", " in all"},
    {"、", ", "},
};

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

std::string finding_place(std::string_view where, Language language) {
  if (language == Language::kZh) return std::string(where);
  if (where == "标题") return "title";
  constexpr std::string_view kLine = "第", kLineEnd = "行";
  if (where.starts_with(kLine) && where.ends_with(kLineEnd))
    return fmt::format("line {}", where.substr(kLine.size(), where.size() - kLine.size() - kLineEnd.size()));
  std::string out;
  while (!where.empty()) {
    const std::size_t quoted = where.starts_with("“") ? where.find("”") : std::string_view::npos;
    if (quoted != std::string_view::npos) {
      out += where.substr(0, quoted + std::string_view("”").size());
      where.remove_prefix(quoted + std::string_view("”").size());
      continue;
    }
    const auto word = std::find_if(std::begin(kPlaces), std::end(kPlaces),
                                   [&](const PlaceWord& each) { return where.starts_with(each.zh); });
    std::string_view next = word == std::end(kPlaces) ? utf8::head(where, 1) : word->en;
    where.remove_prefix(word == std::end(kPlaces) ? next.size() : word->zh.size());
    if ((out.empty() || out.ends_with(' ')) && next.starts_with(' ')) next.remove_prefix(1);
    out += next;
  }
  return std::string(out.substr(0, out.find_last_not_of(' ') + 1));
}

std::string finding_reason(std::string_view kind, std::string_view reason, Language language) {
  const EnglishWords* words = english(kind);
  if (language == Language::kZh || words == nullptr) return std::string(reason);
  return reason.empty() ? std::string(words->reason) : fmt::format("{} ({})", words->reason, reason);
}

}  // namespace duban
