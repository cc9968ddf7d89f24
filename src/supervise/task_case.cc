#include "supervise/task_case.h"

#include <algorithm>
#include <iterator>

namespace duban {
namespace {

template <class Enum>
struct TaskWord {
  Enum value;
  std::string_view word, zh, en;
};
template <class Enum>
constexpr int kTaskWords = 0;
// clang-format off
template <>
constexpr TaskWord<TaskState> kTaskWords<TaskState>[] = {
    {TaskState::kDraft,             "draft",              "拟办",     "draft"},
    {TaskState::kApproved,          "approved",           "立项",     "approved"},
    {TaskState::kDispatched,        "dispatched",         "交办",     "dispatched"},
    {TaskState::kDisputed,          "disputed",           "分工异议", "disputed"},
    {TaskState::kAcknowledged,      "acknowledged",       "签收",     "acknowledged"},
    {TaskState::kBrokenDown,        "broken_down",        "分解",     "broken down"},
    {TaskState::kInProgress,        "in_progress",        "推进",     "in progress"},
    {TaskState::kRectifying,        "rectifying",         "整改",     "rectifying"},
    {TaskState::kCompletionApplied, "completion_applied", "申请办结", "completion applied for"},
    {TaskState::kVerifying,         "verifying",          "核查",     "verifying"},
    {TaskState::kClosed,            "closed",             "办结销号", "closed"},
    {TaskState::kArchived,          "archived",           "归档",     "archived"},
    {TaskState::kSuspended,         "suspended",          "中止",     "suspended"},
    {TaskState::kTerminated,        "terminated",         "终止",     "terminated"},
    {TaskState::kReleased,          "released",           "已改派",   "released"},
};
static_assert(std::size(kTaskWords<TaskState>) == kTaskStateCount);
template <>
constexpr TaskWord<UnitPart> kTaskWords<UnitPart>[] = {
    {UnitPart::kLead,        "lead",        "牵头单位", "lead unit"},
    {UnitPart::kConvener,    "convener",    "汇总单位", "convener"},
    {UnitPart::kResponsible, "responsible", "责任单位", "responsible unit"},
};
template <>
constexpr TaskWord<TaskClass> kTaskWords<TaskClass>[] = {
    {TaskClass::kNone,       "",           "",         ""},
    {TaskClass::kStrategy,   "strategy",   "重大战略", "strategy"},
    {TaskClass::kPolicy,     "policy",     "重大政策", "policy"},
    {TaskClass::kProject,    "project",    "重大项目", "project"},
    {TaskClass::kPlatform,   "platform",   "重大平台", "platform"},
    {TaskClass::kReform,     "reform",     "重大改革", "reform"},
    {TaskClass::kLivelihood, "livelihood", "民生任务", "livelihood"},
};
template <>
constexpr TaskWord<Horizon> kTaskWords<Horizon>[] = {
    {Horizon::kThisYear, "this_year", "当年完成", "this year"},
    {Horizon::kLongTerm, "long_term", "长期任务", "long-term"},
};
template <>
constexpr TaskWord<Closure> kTaskWords<Closure>[] = {
    {Closure::kNone,        "",            "",           ""},
    {Closure::kProcedural,  "procedural",  "程序性办结", "procedural"},
    {Closure::kSubstantive, "substantive", "实质性办结", "substantive"},
    {Closure::kStaged,      "staged",      "阶段性办结", "staged"},
};
template <>
constexpr TaskWord<Confidence> kTaskWords<Confidence>[] = {
    {Confidence::kNotSet, "",       "未研判",     "not set"},
    {Confidence::kHigh,   "high",   "预计可完成", "high"},
    {Confidence::kMedium, "medium", "有一定难度", "medium"},
    {Confidence::kLow,    "low",    "难以完成",   "low"},
};
template <>
constexpr TaskWord<Party> kTaskWords<Party>[] = {
    {Party::kOffice, "office", "督查室",   "the supervision office"},
    {Party::kUnit,   "unit",   "承办单位", "the unit"},
    {Party::kLeader, "leader", "领导",     "the leader"},
};
template <>
constexpr TaskWord<ExtensionState> kTaskWords<ExtensionState>[] = {
    {ExtensionState::kApplied,   "applied",   "待初审",   "applied for"},
    {ExtensionState::kAgreed,    "agreed",    "待批准",   "agreed to"},
    {ExtensionState::kGranted,   "granted",   "已批准",   "granted"},
    {ExtensionState::kRefused,   "refused",   "不同意",   "refused"},
    {ExtensionState::kWithdrawn, "withdrawn", "已撤回",   "withdrawn"},
    {ExtensionState::kLapsed,    "lapsed",    "已失效",   "lapsed"},
};
template <>
constexpr TaskWord<ObjectionState> kTaskWords<ObjectionState>[] = {
    {ObjectionState::kNone,   "",       "",         ""},
    {ObjectionState::kFiled,  "filed",  "待复核",   "filed"},
    {ObjectionState::kUpheld, "upheld", "维持结论", "upheld"},
    {ObjectionState::kChanged, "changed", "改变结论", "changed"},
    {ObjectionState::kLapsed, "lapsed", "已失效",   "lapsed"},
};
template <>
constexpr TaskWord<Ending> kTaskWords<Ending>[] = {
    {Ending::kNone,       "",            "",           ""},
    {Ending::kClosed,     "closed",      "办结",       "closed"},
    {Ending::kTerminated, "terminated",  "终止",       "terminated"},
    {Ending::kRolledOver, "rolled_over", "转入下一年", "rolled over"},
};
// clang-format on

template <class Enum>
const TaskWord<Enum>& task_words(Enum value) {
  return kTaskWords<Enum>[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view to_word(TaskState state) { return task_words(state).word; }
std::string_view zh_name(TaskState state) { return task_words(state).zh; }
std::string_view en_name(TaskState state) { return task_words(state).en; }
std::string_view to_word(UnitPart part) { return task_words(part).word; }
std::string_view zh_name(UnitPart part) { return task_words(part).zh; }
std::string_view to_word(TaskClass task_class) { return task_words(task_class).word; }
std::string_view zh_name(TaskClass task_class) { return task_words(task_class).zh; }
std::string_view to_word(Horizon horizon) { return task_words(horizon).word; }
std::string_view zh_name(Horizon horizon) { return task_words(horizon).zh; }
std::string_view to_word(Closure closure) { return task_words(closure).word; }
std::string_view zh_name(Closure closure) { return task_words(closure).zh; }
std::string_view to_word(Confidence confidence) { return task_words(confidence).word; }
std::string_view zh_name(Confidence confidence) { return task_words(confidence).zh; }
std::string_view to_word(Party party) { return task_words(party).word; }
std::string_view zh_name(Party party) { return task_words(party).zh; }
std::string_view en_name(Party party) { return task_words(party).en; }
std::string_view to_word(ExtensionState state) { return task_words(state).word; }
std::string_view zh_name(ExtensionState state) { return task_words(state).zh; }
std::string_view to_word(ObjectionState state) { return task_words(state).word; }
std::string_view zh_name(ObjectionState state) { return task_words(state).zh; }
std::string_view to_word(Ending ending) { return task_words(ending).word; }
std::string_view zh_name(Ending ending) { return task_words(ending).zh; }

template <class Enum>
std::optional<Enum> task_word(std::string_view word) {
  for (const auto& row : kTaskWords<Enum>) {
    if (row.word == word) return row.value;
  }
  return {};
}
template std::optional<TaskState> task_word<TaskState>(std::string_view);
template std::optional<UnitPart> task_word<UnitPart>(std::string_view);
template std::optional<TaskClass> task_word<TaskClass>(std::string_view);
template std::optional<Horizon> task_word<Horizon>(std::string_view);
template std::optional<Closure> task_word<Closure>(std::string_view);
template std::optional<Confidence> task_word<Confidence>(std::string_view);
template std::optional<Party> task_word<Party>(std::string_view);
template std::optional<ExtensionState> task_word<ExtensionState>(std::string_view);
template std::optional<ObjectionState> task_word<ObjectionState>(std::string_view);
template std::optional<Ending> task_word<Ending>(std::string_view);

const UnitCase* unit_of(const TaskCase& task, std::string_view unit) {
  const auto found = std::find_if(task.units.begin(), task.units.end(),
                                  [&](const UnitCase& each) { return each.unit == unit; });
  return found == task.units.end() ? nullptr : &*found;
}

bool is_running(TaskState state) { return state >= TaskState::kDispatched && state <= TaskState::kVerifying; }

Day due_of(const TaskCase& task) {
  Day due;
  for (const UnitCase& unit : task.units) {
    if (answers(unit.part) && unit.state != TaskState::kReleased) due = std::max(due, unit.due);
  }
  return due.given() ? due : task.original_due;
}

bool was_late(const TaskCase& task) { return task.late_before || !task.late.empty(); }

Party duty_of(LimitKind kind) {
  switch (kind) {
    case LimitKind::kDispute:
    case LimitKind::kExtension:
    case LimitKind::kObjectionDecide:
      return Party::kOffice;
    default:
      return Party::kUnit;
  }
}

}  // namespace duban
