#include "plan/plan.h"

#include <array>

namespace duban {
namespace {

template <class Enum>
struct EnumWord {
  Enum value;
  std::string_view word;
};

// One table per enum; the order is the enum's.
template <class Enum>
constexpr std::array<EnumWord<Enum>, 0> kWords{};
// clang-format off
template <>
constexpr std::array kWords<DocumentKind>{
    EnumWord<DocumentKind>{DocumentKind::kPlan, "plan"},
    EnumWord<DocumentKind>{DocumentKind::kReport, "report"},
    EnumWord<DocumentKind>{DocumentKind::kLivelihoodList, "livelihood_list"},
    EnumWord<DocumentKind>{DocumentKind::kOther, "other"},
    EnumWord<DocumentKind>{DocumentKind::kInstruction, "instruction"},
    EnumWord<DocumentKind>{DocumentKind::kMeeting, "meeting"},
    EnumWord<DocumentKind>{DocumentKind::kLedger, "ledger"},
};
template <>
constexpr std::array kWords<Level>{
    EnumWord<Level>{Level::kNone, ""},
    EnumWord<Level>{Level::kState, "state"},
    EnumWord<Level>{Level::kProvince, "province"},
    EnumWord<Level>{Level::kCity, "city"},
    EnumWord<Level>{Level::kCounty, "county"},
};
template <>
constexpr std::array kWords<Measure>{
    EnumWord<Measure>{Measure::kGrowth, "growth"},
    EnumWord<Measure>{Measure::kIncrement, "increment"},
    EnumWord<Measure>{Measure::kLevel, "level"},
};
template <>
constexpr std::array kWords<Comparison>{
    EnumWord<Comparison>{Comparison::kEqual, "="},
    EnumWord<Comparison>{Comparison::kAbout, "≈"},
    EnumWord<Comparison>{Comparison::kAtLeast, "≥"},
    EnumWord<Comparison>{Comparison::kMoreThan, ">"},
    EnumWord<Comparison>{Comparison::kAtMost, "≤"},
    EnumWord<Comparison>{Comparison::kLessThan, "<"},
};
template <>
constexpr std::array kWords<QualitativeKind>{
    EnumWord<QualitativeKind>{QualitativeKind::kSynchronous, "synchronous"},
    EnumWord<QualitativeKind>{QualitativeKind::kAhead, "ahead"},
    EnumWord<QualitativeKind>{QualitativeKind::kAssigned, "assigned"},
    EnumWord<QualitativeKind>{QualitativeKind::kCleared, "cleared"},
    EnumWord<QualitativeKind>{QualitativeKind::kFullCoverage, "full_coverage"},
    EnumWord<QualitativeKind>{QualitativeKind::kRising, "rising"},
    EnumWord<QualitativeKind>{QualitativeKind::kSteady, "steady"},
    EnumWord<QualitativeKind>{QualitativeKind::kNoDecrease, "no_decrease"},
    EnumWord<QualitativeKind>{QualitativeKind::kNoIncrease, "no_increase"},
    EnumWord<QualitativeKind>{QualitativeKind::kZero, "zero"},
    EnumWord<QualitativeKind>{QualitativeKind::kOneVisit, "one_visit"},
    EnumWord<QualitativeKind>{QualitativeKind::kRanking, "ranking"},
};
template <>
constexpr std::array kWords<ProjectStage>{
    EnumWord<ProjectStage>{ProjectStage::kPreliminary, "preliminary"},
    EnumWord<ProjectStage>{ProjectStage::kStarted, "started"},
    EnumWord<ProjectStage>{ProjectStage::kConstruction, "construction"},
    EnumWord<ProjectStage>{ProjectStage::kMainWorksDone, "main_works_done"},
    EnumWord<ProjectStage>{ProjectStage::kCompleted, "completed"},
    EnumWord<ProjectStage>{ProjectStage::kAccepted, "accepted"},
};
template <>
constexpr std::array kWords<ClauseClass>{
    EnumWord<ClauseClass>{ClauseClass::kCommitment, "commitment"},
    EnumWord<ClauseClass>{ClauseClass::kPreamble, "preamble"},
    EnumWord<ClauseClass>{ClauseClass::kClosing, "closing"},
    EnumWord<ClauseClass>{ClauseClass::kReview, "review"},
};
template <>
constexpr std::array kWords<AnomalyKind>{
    EnumWord<AnomalyKind>{AnomalyKind::kForeignText, "foreign_text"},
    EnumWord<AnomalyKind>{AnomalyKind::kBrokenLine, "broken_line"},
    EnumWord<AnomalyKind>{AnomalyKind::kFalseHeading, "false_heading"},
    EnumWord<AnomalyKind>{AnomalyKind::kHeadingMarkup, "heading_markup"},
    EnumWord<AnomalyKind>{AnomalyKind::kInnerSpace, "inner_space"},
    EnumWord<AnomalyKind>{AnomalyKind::kPageChrome, "page_chrome"},
    EnumWord<AnomalyKind>{AnomalyKind::kVariantGlyph, "variant_glyph"},
    EnumWord<AnomalyKind>{AnomalyKind::kDuplicatedText, "duplicated_text"},
    EnumWord<AnomalyKind>{AnomalyKind::kInconsistentWording, "inconsistent_wording"},
    EnumWord<AnomalyKind>{AnomalyKind::kNumbering, "numbering"},
    EnumWord<AnomalyKind>{AnomalyKind::kUnknownUnit, "unknown_unit"},
    EnumWord<AnomalyKind>{AnomalyKind::kMissingLead, "missing_lead"},
    EnumWord<AnomalyKind>{AnomalyKind::kOpenList, "open_list"},
    EnumWord<AnomalyKind>{AnomalyKind::kFigureConflict, "figure_conflict"},
    EnumWord<AnomalyKind>{AnomalyKind::kUnclosedBracket, "unclosed_bracket"},
    EnumWord<AnomalyKind>{AnomalyKind::kMissingPart, "missing_part"},
    EnumWord<AnomalyKind>{AnomalyKind::kSecrecyMark, "secrecy_mark"},
};
template <>
constexpr std::array kWords<Severity>{
    EnumWord<Severity>{Severity::kRepaired, "repaired"},
    EnumWord<Severity>{Severity::kLook, "look"},
    EnumWord<Severity>{Severity::kStop, "stop"},
};
constexpr std::array kAnomalyNames{
    EnumWord<AnomalyKind>{AnomalyKind::kForeignText, "外来文字"},
    EnumWord<AnomalyKind>{AnomalyKind::kBrokenLine, "断行"},
    EnumWord<AnomalyKind>{AnomalyKind::kFalseHeading, "假标题"},
    EnumWord<AnomalyKind>{AnomalyKind::kHeadingMarkup, "标题标记"},
    EnumWord<AnomalyKind>{AnomalyKind::kInnerSpace, "词内空格"},
    EnumWord<AnomalyKind>{AnomalyKind::kPageChrome, "网页残留"},
    EnumWord<AnomalyKind>{AnomalyKind::kVariantGlyph, "异体字"},
    EnumWord<AnomalyKind>{AnomalyKind::kDuplicatedText, "重复文字"},
    EnumWord<AnomalyKind>{AnomalyKind::kInconsistentWording, "前后写法不一"},
    EnumWord<AnomalyKind>{AnomalyKind::kNumbering, "编号问题"},
    EnumWord<AnomalyKind>{AnomalyKind::kUnknownUnit, "未识别单位"},
    EnumWord<AnomalyKind>{AnomalyKind::kMissingLead, "缺牵头单位"},
    EnumWord<AnomalyKind>{AnomalyKind::kOpenList, "名单未列全"},
    EnumWord<AnomalyKind>{AnomalyKind::kFigureConflict, "数字不一致"},
    EnumWord<AnomalyKind>{AnomalyKind::kUnclosedBracket, "括号不配对"},
    EnumWord<AnomalyKind>{AnomalyKind::kMissingPart, "缺少部分"},
    EnumWord<AnomalyKind>{AnomalyKind::kSecrecyMark, "密级标志"},
};
constexpr std::array kQualitativeNames{
    EnumWord<QualitativeKind>{QualitativeKind::kSynchronous, "同步"},
    EnumWord<QualitativeKind>{QualitativeKind::kAhead, "高于参照"},
    EnumWord<QualitativeKind>{QualitativeKind::kAssigned, "完成下达任务"},
    EnumWord<QualitativeKind>{QualitativeKind::kCleared, "清零"},
    EnumWord<QualitativeKind>{QualitativeKind::kFullCoverage, "全覆盖"},
    EnumWord<QualitativeKind>{QualitativeKind::kRising, "稳中有升"},
    EnumWord<QualitativeKind>{QualitativeKind::kSteady, "保持稳定"},
    EnumWord<QualitativeKind>{QualitativeKind::kNoDecrease, "只增不减"},
    EnumWord<QualitativeKind>{QualitativeKind::kNoIncrease, "只减不增"},
    EnumWord<QualitativeKind>{QualitativeKind::kZero, "零发生"},
    EnumWord<QualitativeKind>{QualitativeKind::kOneVisit, "最多跑一次"},
    EnumWord<QualitativeKind>{QualitativeKind::kRanking, "位居前列"},
};
constexpr std::array kStageNames{
    EnumWord<ProjectStage>{ProjectStage::kPreliminary, "前期工作"},
    EnumWord<ProjectStage>{ProjectStage::kStarted, "开工"},
    EnumWord<ProjectStage>{ProjectStage::kConstruction, "建设"},
    EnumWord<ProjectStage>{ProjectStage::kMainWorksDone, "主体完工"},
    EnumWord<ProjectStage>{ProjectStage::kCompleted, "建成投用"},
    EnumWord<ProjectStage>{ProjectStage::kAccepted, "竣工验收"},
};
constexpr std::array kSeverityNames{
    EnumWord<Severity>{Severity::kRepaired, "已修复"},
    EnumWord<Severity>{Severity::kLook, "请核对"},
    EnumWord<Severity>{Severity::kStop, "不得导入"},
};
// clang-format on

template <class Enum, std::size_t N>
std::string_view word_of(const std::array<EnumWord<Enum>, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)].word;
}

}  // namespace

std::string_view to_word(DocumentKind kind) { return word_of(kWords<DocumentKind>, kind); }
std::string_view to_word(Level level) { return word_of(kWords<Level>, level); }
std::string_view to_word(Measure measure) { return word_of(kWords<Measure>, measure); }
std::string_view to_word(Comparison op) { return word_of(kWords<Comparison>, op); }
std::string_view to_word(QualitativeKind kind) { return word_of(kWords<QualitativeKind>, kind); }
std::string_view to_word(ProjectStage stage) { return word_of(kWords<ProjectStage>, stage); }
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
template std::optional<QualitativeKind> from_word<QualitativeKind>(std::string_view);
template std::optional<ProjectStage> from_word<ProjectStage>(std::string_view);
template std::optional<ClauseClass> from_word<ClauseClass>(std::string_view);
template std::optional<AnomalyKind> from_word<AnomalyKind>(std::string_view);
template std::optional<Severity> from_word<Severity>(std::string_view);

std::string_view zh_name(AnomalyKind kind) { return word_of(kAnomalyNames, kind); }
std::string_view zh_name(QualitativeKind kind) { return word_of(kQualitativeNames, kind); }
std::string_view zh_name(ProjectStage stage) { return word_of(kStageNames, stage); }
std::string_view zh_name(Severity severity) { return word_of(kSeverityNames, severity); }

}  // namespace duban
