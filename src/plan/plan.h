#pragma once

// What a document says, as values: the object of `duban extract` (docs/glossary.md has the words). No I/O, no
// behaviour. A default-constructed field means "the paper does not say".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace duban {

// The last three are no papers but what the office registers as a source of tasks (store/sources.h): 批示件,
// 会议议定事项, 其他台账.
enum class DocumentKind { kPlan, kReport, kLivelihoodList, kOther, kInstruction, kMeeting, kLedger };
enum class Level { kNone, kState, kProvince, kCity, kCounty };

struct DocumentHead {
  DocumentKind kind = DocumentKind::kOther;
  std::string title;
  std::string doc_number;  // 示政发〔2026〕2号
  std::string issuer;
  std::string issued_on;  // ISO 8601 date
  int year = 0;           // the year the plan is for
  std::string region;
  Level level = Level::kNone;
  std::vector<std::string> addressees;
  std::string approved_by;   // the meeting
  std::string published_on;  // ISO 8601 date
  std::vector<std::string> attachments;
  std::string secrecy;  // the mark as printed
  bool operator==(const DocumentHead&) const = default;
};

struct Section {
  std::string label;  // without the closing mark, ASCII brackets: 二, (一)
  std::string title;
  int level = 1;  // 1 is outermost
  std::string first_task;
  std::string last_task;
  Spans spans;
  bool operator==(const Section&) const = default;
};

// A unit or a person as the ledger writes it, and where it was printed. Where the program inferred the value,
// spans is empty and rule names the rule that gave it.
struct Name {
  std::string text;
  Spans spans;
  std::string rule;
  bool operator==(const Name&) const = default;
};

enum class Measure { kGrowth, kIncrement, kLevel };
enum class Comparison { kEqual, kAbout, kAtLeast, kMoreThan, kAtMost, kLessThan };  // = ≈ ≥ > ≤ <

struct Target {
  std::string indicator;
  Measure measure = Measure::kIncrement;
  Comparison op = Comparison::kEqual;
  double value = 0;                 // 万 and 亿 expanded; percentages as printed
  std::optional<double> value_max;  // upper end of a range
  std::string unit;                 // %, 人, 微克/立方米
  std::string horizon;              // the year, where it is beyond the plan's: 2027
  Span span;                        // the amount as printed
  std::string rule;                 // the grammar rule that read the amount
  bool operator==(const Target&) const = default;
};

// What a task promises without a number; each is judged in its own way (spec "process" section 5).
enum class QualitativeKind {
  kSynchronous,   // 与经济增长基本同步
  kAhead,         // 高于全国平均水平, 快于经济增长
  kAssigned,      // 完成国家下达任务
  kCleared,       // 动态清零
  kFullCoverage,  // 全覆盖, 应保尽保
  kRising,        // 稳中有升, 稳定增长
  kSteady,        // 保持稳定, 稳定在合理区间
  kNoDecrease,    // 只增不减
  kNoIncrease,    // 只减不增, 零增长
  kZero,          // 零事故, 不发生重特大事故
  kOneVisit,      // 最多跑一次, 一次不用跑
  kRanking,       // 位居全省前列
};

struct Qualitative {
  std::string phrase;  // as printed: 与经济增长基本同步
  QualitativeKind kind = QualitativeKind::kSynchronous;
  Span span;  // of the phrase
  std::string rule;
  bool operator==(const Qualitative&) const = default;
};

// How far a named project has to be this year, in the order that works go through.
enum class ProjectStage {
  kPreliminary,    // 前期工作, 可研, 立项
  kStarted,        // 开工
  kConstruction,   // 加快建设, 推进
  kMainWorksDone,  // 主体完工, 主体封顶
  kCompleted,      // 建成, 投产, 通车, 投用
  kAccepted,       // 竣工验收
};

struct Project {
  std::string name;  // restored where the list is elliptic: 秦沈高速 of 秦沈、本桓高速
  ProjectStage stage = ProjectStage::kConstruction;
  Span span;  // the name as printed: 秦沈
  std::string rule;
  bool operator==(const Project&) const = default;
};

struct Task {
  std::string no;                    // as a number in ASCII digits where it is one
  std::vector<std::string> section;  // labels, outermost first
  std::string text;
  std::vector<Name> leaders;
  std::vector<Name> lead_units;
  std::vector<Name> responsible_units;
  bool shared = false;     // A、B按职责分工负责: nobody leads
  bool open_lead = false;  // the printed list of leads ends in 等
  bool open_responsible = false;
  std::string deadline;  // ISO 8601 date where it can be told
  std::string deadline_text;
  std::vector<Target> targets;
  std::vector<Qualitative> qualitative;
  std::vector<Project> projects;
  Span span;  // from the number to the end of the responsibility part
  Spans text_spans;
  bool operator==(const Task&) const = default;
};

struct TaskList {
  std::string name;
  std::vector<Task> tasks;
  bool operator==(const TaskList&) const = default;
};

struct Requirement {
  std::string label;
  std::string title;
  std::string text;
  Span span;
  bool operator==(const Requirement&) const = default;
};

enum class ClauseClass { kCommitment, kPreamble, kClosing, kReview };

struct Clause {
  std::vector<std::string> section;
  std::string text;
  ClauseClass clause_class = ClauseClass::kCommitment;
  Span span;
  bool operator==(const Clause&) const = default;
};

enum class AnomalyKind {
  kForeignText,
  kBrokenLine,
  kFalseHeading,
  kHeadingMarkup,
  kInnerSpace,
  kPageChrome,
  kVariantGlyph,
  kDuplicatedText,
  kInconsistentWording,
  kNumbering,
  kUnknownUnit,
  kMissingLead,
  kOpenList,
  kFigureConflict,
  kUnclosedBracket,
  kMissingPart,
  kSecrecyMark,
};
enum class Severity { kRepaired, kLook, kStop };

struct Anomaly {
  std::string text;   // the words as printed
  std::string where;  // in words a clerk understands: 任务62 牵头单位
  AnomalyKind kind = AnomalyKind::kForeignText;
  Severity severity = Severity::kLook;
  std::string reason;
  std::string likely;  // the proposed value; empty where there is none
  Span span;
  std::string rule;
  bool operator==(const Anomaly&) const = default;
};

struct Plan {
  DocumentHead document;
  std::vector<Section> sections;
  std::vector<Task> tasks;
  std::vector<TaskList> lists;
  std::vector<Requirement> requirements;
  std::vector<Clause> clauses;  // of a report
  std::vector<Anomaly> anomalies;
  bool operator==(const Plan&) const = default;
};

// The words of the JSON: plan|report|…, growth|…, ≈|…, broken_line|…; and back (nothing for an unknown word).
std::string_view to_word(DocumentKind kind);
std::string_view to_word(Level level);
std::string_view to_word(Measure measure);
std::string_view to_word(Comparison op);
std::string_view to_word(QualitativeKind kind);
std::string_view to_word(ProjectStage stage);
std::string_view to_word(ClauseClass clause_class);
std::string_view to_word(AnomalyKind kind);
std::string_view to_word(Severity severity);
template <class Enum>
std::optional<Enum> from_word(std::string_view word);

// The ledger's names on screen: 需要看, 断行.
std::string_view zh_name(AnomalyKind kind);
std::string_view zh_name(QualitativeKind kind);  // 同步增长
std::string_view zh_name(ProjectStage stage);    // 开工
std::string_view zh_name(Severity severity);

}  // namespace duban
