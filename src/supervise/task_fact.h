#pragma once

// What is done to a task. A fact is what somebody asked for and the program took, with its number, its day and
// what the program reckoned for it then. Facts are kept for ever and are the truth; a TaskCase is made of them.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "supervise/task_case.h"

namespace duban {

enum class TaskAction {
  kApprove,
  kAddUnit,
  kSetPart,
  kDispatch,
  kAcknowledge,
  kDispute,
  kRejectDispute,
  kCorrectWording,
  kReassign,
  kReleaseUnit,
  kNameOfficers,
  kBreakDown,
  kReturnBreakDown,
  kAcceptBreakDown,
  kApplyCompletion,
  kWithdrawCompletion,
  kReturnCompletion,
  kBeginVerification,
  kPassVerification,
  kFailVerification,
  kSubmitRectification,
  kApplyExtension,
  kWithdrawExtension,
  kAgreeExtension,
  kApproveExtension,
  kRefuseExtension,
  kObject,
  kUpholdConclusion,
  kChangeConclusion,
  kAdjust,
  kAddSubtask,
  kCloseSubtask,
  kSetConfidence,
  kSuspend,
  kResume,
  kTerminate,
  kRollOver,
  kArchive,
};
inline constexpr int kTaskActionCount = 38;

std::string_view to_word(TaskAction action);  // apply_completion
std::string_view zh_name(TaskAction action);  // 申请办结
std::string_view en_name(TaskAction action);
std::optional<TaskAction> task_action_from_word(std::string_view word);

enum class Capacity {
  kSelf,
  kDelegate,  // 代理: for the person named in `acts_for`
  kFillIn,    // 代填: the office, for a unit that does not log in
};

struct TaskPerson {
  std::int64_t account = 0;
  std::string name;
  Party party = Party::kOffice;
  std::string unit;  // the unit he acts for, where he is of a unit
  Capacity capacity = Capacity::kSelf;
  std::string acts_for;  // for a delegate: whose delegate
  bool operator==(const TaskPerson&) const = default;
};

struct UnitSeat {
  std::string unit;
  UnitPart part = UnitPart::kResponsible;
  bool operator==(const UnitSeat&) const = default;
};

// What is asked for. Which of the fields an action needs stands in the table (task_life.h: Need).
struct TaskRequest {
  TaskAction action = TaskAction::kApprove;
  TaskPerson by;
  std::string unit;        // whose parallel state it changes
  std::string other_unit;  // reassign: the new unit
  UnitPart part = UnitPart::kResponsible;
  std::vector<UnitSeat> units;  // approve
  std::string text;             // the statement, the reason; dispatch: the done-criteria
  std::string document;         // adjust: on which document
  std::string field, before, after;
  // approve: the due date; apply_extension, resume, adjust: the new one; add_unit: the unit's, where it is
  // another than the task's; fail_verification: rectify by
  Day date;
  bool due_default = false;
  TaskClass task_class = TaskClass::kNone;
  Horizon horizon = Horizon::kThisYear;
  Closure closure = Closure::kNone;
  Confidence confidence = Confidence::kNotSet;
  int conclusion = 0;
  std::string head, liaison, handler;
  std::string task;          // approve: the predecessor; roll_over: the successor; sub-tasks: which
  bool late_before = false;  // approve: a predecessor was late
  bool operator==(const TaskRequest&) const = default;
};

struct TaskFact {
  std::int64_t no = 0;  // 1, 2, … within the task
  Day day;
  TaskRequest what;
  Day limit_end;  // of the limit that it starts, reckoned on that day by the rules of that day
  bool operator==(const TaskFact&) const = default;
};

// A fact as flat words, for a table or a JSON object of strings: only what is set, always in the same order;
// and back. Errors: kDamaged for an unknown name, a bad word or date, a missing action or number.
using FactFields = std::vector<std::pair<std::string, std::string>>;
FactFields to_fields(const TaskFact& fact);
Result<TaskFact> fact_from_fields(const FactFields& fields);

}  // namespace duban
