#pragma once

// A task in its year: what the facts have made of it so far. A value: it is kept beside the facts to be read
// fast, and can be made from them again (task_life.h).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "supervise/limits.h"

namespace duban {

// Of the task, and of each of its units in parallel. "Overdue" is no state: see LateMark and light.h.
enum class TaskState {
  kDraft,              // 拟办
  kApproved,           // 立项: the row is frozen
  kDispatched,         // 交办
  kDisputed,           // 分工异议: wrong unit, wrong wording
  kAcknowledged,       // 签收
  kBrokenDown,         // 分解
  kInProgress,         // 推进
  kRectifying,         // 整改: verification failed
  kCompletionApplied,  // 申请办结
  kVerifying,          // 核查
  kClosed,             // 办结销号
  kArchived,           // 归档
  kSuspended,          // 中止; the task only
  kTerminated,         // 终止: stays visible; the task only
  kReleased,           // 已改派: the unit no longer takes part; a unit only
};
inline constexpr int kTaskStateCount = 15;

enum class UnitPart {
  kLead,         // 牵头单位; several are of equal rank
  kConvener,     // 汇总单位: answers where the paper names no lead unit
  kResponsible,  // 责任单位: shares in the work
};
constexpr bool answers(UnitPart part) { return part != UnitPart::kResponsible; }

enum class TaskClass { kNone, kStrategy, kPolicy, kProject, kPlatform, kReform, kLivelihood };
enum class Horizon { kThisYear, kLongTerm };
enum class Closure { kNone, kProcedural, kSubstantive, kStaged };  // 程序性、实质性、阶段性
enum class Confidence { kNotSet, kHigh, kMedium, kLow };           // 预计完成的把握, set by the office
enum class Party { kOffice, kUnit, kLeader };                      // 督查室, 承办单位, 领导

struct UnitCase {
  std::string unit;  // the unit's key, the same everywhere: its id in the register
  UnitPart part = UnitPart::kResponsible;
  TaskState state = TaskState::kApproved;
  Day due;
  Closure closure = Closure::kNone;
  bool closed_with_task = false;  // shares in the work and was closed because the task was
  int verifications = 0;
  std::string head, liaison, handler;  // 主要负责人, 联络员, 经办人
  int delegated = 0, filled_in = 0;    // how many of its facts a delegate, or the office (代填), made
  bool operator==(const UnitCase&) const = default;
};

// A limit that runs. kDue has one for each unit that has not applied for completion.
struct OpenLimit {
  LimitKind kind = LimitKind::kDue;
  std::string unit;
  int conclusion = 0;  // for kObjectionDecide
  Day end;
  bool operator==(const OpenLimit&) const = default;
};

// A limit that was missed. Never taken away: a task that was late stays marked as having been late.
struct LateMark {
  LimitKind kind = LimitKind::kDue;
  std::string unit;
  Day end;
  bool operator==(const LateMark&) const = default;
};

enum class ExtensionState { kApplied, kAgreed, kGranted, kRefused, kWithdrawn, kLapsed };
struct Extension {
  std::string unit;
  Day from, to;  // the due date before, and the one asked for
  ExtensionState state = ExtensionState::kApplied;
  std::int64_t agreed_by = 0;  // account of the first step; the second is another person's
  Day done_on;                 // the unit applied for completion while this was being decided
  bool operator==(const Extension&) const = default;
};

enum class ObjectionState { kNone, kFiled, kUpheld, kChanged, kLapsed };
struct Conclusion {
  int no = 0;  // 1, 2, … within the task
  std::string unit;
  Day on;
  std::int64_t by = 0;
  bool passed = false;
  ObjectionState objection = ObjectionState::kNone;
  bool operator==(const Conclusion&) const = default;
};

enum class Ending { kNone, kClosed, kTerminated, kRolledOver };

struct TaskCase {
  TaskState state = TaskState::kDraft;
  std::int64_t facts = 0;  // the number of the last fact
  Day last_day;            // its day
  TaskClass task_class = TaskClass::kNone;
  Horizon horizon = Horizon::kThisYear;
  Day original_due;           // kept whatever is extended
  bool due_default = false;   // the paper gives no date
  std::string done_criteria;  // 销号标准, fixed at dispatch
  std::vector<UnitCase> units;
  std::vector<OpenLimit> limits;
  std::vector<LateMark> late;
  std::vector<Extension> extensions;
  std::vector<Conclusion> conclusions;
  int adjustments = 0;
  int open_subtasks = 0;
  Confidence confidence = Confidence::kNotSet;
  Day suspended_on;
  Ending ending = Ending::kNone;
  Closure closure = Closure::kNone;
  Day ended_on;
  std::string predecessor, successor;  // the task it was rolled over from, and into
  bool late_before = false;            // a predecessor was late
  bool operator==(const TaskCase&) const = default;
};

const UnitCase* unit_of(const TaskCase& task, std::string_view unit);  // nullptr: takes no part
bool is_running(TaskState state);                                      // dispatched and not yet at an end
// The latest due date of the units that answer; the original one before dispatch.
Day due_of(const TaskCase& task);
bool was_late(const TaskCase& task);
// Whose duty a limit is.
Party duty_of(LimitKind kind);

// Words of the JSON and of the screens.
std::string_view to_word(TaskState state);  // completion_applied
std::string_view zh_name(TaskState state);  // 申请办结
std::string_view en_name(TaskState state);
std::string_view to_word(UnitPart part);
std::string_view zh_name(UnitPart part);
std::string_view to_word(TaskClass task_class);
std::string_view zh_name(TaskClass task_class);
std::string_view to_word(Horizon horizon);
std::string_view zh_name(Horizon horizon);
std::string_view to_word(Closure closure);
std::string_view zh_name(Closure closure);
std::string_view to_word(Confidence confidence);
std::string_view zh_name(Confidence confidence);
std::string_view to_word(Party party);
std::string_view zh_name(Party party);
std::string_view en_name(Party party);
std::string_view to_word(ExtensionState state);
std::string_view zh_name(ExtensionState state);
std::string_view to_word(ObjectionState state);
std::string_view zh_name(ObjectionState state);
std::string_view to_word(Ending ending);
std::string_view zh_name(Ending ending);
// Back from a word; nothing for an unknown one. For the enums above.
template <class Enum>
std::optional<Enum> task_word(std::string_view word);

}  // namespace duban
