#include "plan/plan.h"

#include <array>

namespace duban {
namespace {

template <class Enum>
struct Word {
  Enum value;
  std::string_view word;
};

// One table per enum; the order is the enum's.
template <class Enum>
constexpr std::array<Word<Enum>, 0> kWords{};
// clang-format off
template <>
constexpr std::array kWords<DocumentKind>{
    Word<DocumentKind>{DocumentKind::kPlan, "plan"},
    Word<DocumentKind>{DocumentKind::kReport, "report"},
    Word<DocumentKind>{DocumentKind::kLivelihoodList, "livelihood_list"},
    Word<DocumentKind>{DocumentKind::kOther, "other"},
};
template <>
constexpr std::array kWords<Level>{
    Word<Level>{Level::kNone, ""},
    Word<Level>{Level::kState, "state"},
    Word<Level>{Level::kProvince, "province"},
    Word<Level>{Level::kCity, "city"},
    Word<Level>{Level::kCounty, "county"},
};
template <>
constexpr std::array kWords<Measure>{
    Word<Measure>{Measure::kGrowth, "growth"},
    Word<Measure>{Measure::kIncrement, "increment"},
    Word<Measure>{Measure::kLevel, "level"},
};
template <>
constexpr std::array kWords<Comparison>{
    Word<Comparison>{Comparison::kEqual, "="},
    Word<Comparison>{Comparison::kAbout, "≈"},
    Word<Comparison>{Comparison::kAtLeast, "≥"},
    Word<Comparison>{Comparison::kMoreThan, ">"},
    Word<Comparison>{Comparison::kAtMost, "≤"},
    Word<Comparison>{Comparison::kLessThan, "<"},
};
template <>
constexpr std::array kWords<ClauseClass>{
    Word<ClauseClass>{ClauseClass::kCommitment, "commitment"},
    Word<ClauseClass>{ClauseClass::kPreamble, "preamble"},
    Word<ClauseClass>{ClauseClass::kClosing, "closing"},
    Word<ClauseClass>{ClauseClass::kReview, "review"},
};
template <>
constexpr std::array kWords<AnomalyKind>{
    Word<AnomalyKind>{AnomalyKind::kForeignText, "foreign_text"},
    Word<AnomalyKind>{AnomalyKind::kBrokenLine, "broken_line"},
    Word<AnomalyKind>{AnomalyKind::kFalseHeading, "false_heading"},
    Word<AnomalyKind>{AnomalyKind::kHeadingMarkup, "heading_markup"},
    Word<AnomalyKind>{AnomalyKind::kInnerSpace, "inner_space"},
    Word<AnomalyKind>{AnomalyKind::kPageChrome, "page_chrome"},
    Word<AnomalyKind>{AnomalyKind::kVariantGlyph, "variant_glyph"},
    Word<AnomalyKind>{AnomalyKind::kDuplicatedText, "duplicated_text"},
    Word<AnomalyKind>{AnomalyKind::kInconsistentWording, "inconsistent_wording"},
    Word<AnomalyKind>{AnomalyKind::kNumbering, "numbering"},
    Word<AnomalyKind>{AnomalyKind::kUnknownUnit, "unknown_unit"},
    Word<AnomalyKind>{AnomalyKind::kMissingLead, "missing_lead"},
    Word<AnomalyKind>{AnomalyKind::kOpenList, "open_list"},
    Word<AnomalyKind>{AnomalyKind::kFigureConflict, "figure_conflict"},
    Word<AnomalyKind>{AnomalyKind::kUnclosedBracket, "unclosed_bracket"},
    Word<AnomalyKind>{AnomalyKind::kMissingPart, "missing_part"},
    Word<AnomalyKind>{AnomalyKind::kSecrecyMark, "secrecy_mark"},
};
template <>
constexpr std::array kWords<Severity>{
    Word<Severity>{Severity::kRepaired, "repaired"},
    Word<Severity>{Severity::kLook, "look"},
    Word<Severity>{Severity::kStop, "stop"},
};
constexpr std::array kAnomalyNames{
    Word<AnomalyKind>{AnomalyKind::kForeignText, "外来文字"},
    Word<AnomalyKind>{AnomalyKind::kBrokenLine, "断行"},
    Word<AnomalyKind>{AnomalyKind::kFalseHeading, "假标题"},
    Word<AnomalyKind>{AnomalyKind::kHeadingMarkup, "标题标记"},
    Word<AnomalyKind>{AnomalyKind::kInnerSpace, "词内空格"},
    Word<AnomalyKind>{AnomalyKind::kPageChrome, "网页残留"},
    Word<AnomalyKind>{AnomalyKind::kVariantGlyph, "异体字"},
    Word<AnomalyKind>{AnomalyKind::kDuplicatedText, "重复文字"},
    Word<AnomalyKind>{AnomalyKind::kInconsistentWording, "前后写法不一"},
    Word<AnomalyKind>{AnomalyKind::kNumbering, "编号问题"},
    Word<AnomalyKind>{AnomalyKind::kUnknownUnit, "未识别单位"},
    Word<AnomalyKind>{AnomalyKind::kMissingLead, "缺牵头单位"},
    Word<AnomalyKind>{AnomalyKind::kOpenList, "名单未列全"},
    Word<AnomalyKind>{AnomalyKind::kFigureConflict, "数字不一致"},
    Word<AnomalyKind>{AnomalyKind::kUnclosedBracket, "括号不配对"},
    Word<AnomalyKind>{AnomalyKind::kMissingPart, "缺少部分"},
    Word<AnomalyKind>{AnomalyKind::kSecrecyMark, "密级标志"},
};
constexpr std::array kSeverityNames{
    Word<Severity>{Severity::kRepaired, "已修复"},
    Word<Severity>{Severity::kLook, "请核对"},
    Word<Severity>{Severity::kStop, "不得导入"},
};
// clang-format on

template <class Enum, std::size_t N>
std::string_view word_of(const std::array<Word<Enum>, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)].word;
}

}  // namespace

std::string_view to_word(DocumentKind kind) { return word_of(kWords<DocumentKind>, kind); }
std::string_view to_word(Level level) { return word_of(kWords<Level>, level); }
std::string_view to_word(Measure measure) { return word_of(kWords<Measure>, measure); }
std::string_view to_word(Comparison op) { return word_of(kWords<Comparison>, op); }
std::string_view to_word(ClauseClass clause_class) { return word_of(kWords<ClauseClass>, clause_class); }
std::string_view to_word(AnomalyKind kind) { return word_of(kWords<AnomalyKind>, kind); }
std::string_view to_word(Severity severity) { return word_of(kWords<Severity>, severity); }

template <class Enum>
std::optional<Enum> from_word(std::string_view word) {
  for (const auto& row : kWords<Enum>) {
    if (row.word == word) return row.value;
  }
  return {};
}
template std::optional<DocumentKind> from_word<DocumentKind>(std::string_view);
template std::optional<Level> from_word<Level>(std::string_view);
template std::optional<Measure> from_word<Measure>(std::string_view);
template std::optional<Comparison> from_word<Comparison>(std::string_view);
template std::optional<ClauseClass> from_word<ClauseClass>(std::string_view);
template std::optional<AnomalyKind> from_word<AnomalyKind>(std::string_view);
template std::optional<Severity> from_word<Severity>(std::string_view);

std::string_view zh_name(AnomalyKind kind) { return word_of(kAnomalyNames, kind); }
std::string_view zh_name(Severity severity) { return word_of(kSeverityNames, severity); }

}  // namespace duban
