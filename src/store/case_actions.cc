#include "store/case_actions.h"

#include <algorithm>

#include "supervise/task_check.h"

namespace duban {
namespace {

// What a person is asked for beside what the action needs.
struct ActionOptions {
  TaskAction action;
  std::string_view options;  // words of the request, parted by blanks
};
constexpr ActionOptions kActionOptions[] = {
    {TaskAction::kAddUnit, "part date"},
    {TaskAction::kSetPart, "part"},
    {TaskAction::kDispatch, "without_units"},
    {TaskAction::kAcknowledge, "head liaison handler"},
    {TaskAction::kNameOfficers, "head liaison handler"},
    {TaskAction::kAdjust, "unit"},
    {TaskAction::kFailVerification, "date"},
    {TaskAction::kResume, "date"},
    {TaskAction::kBreakDown, "text"},
    {TaskAction::kAcceptBreakDown, "text"},
    {TaskAction::kBeginVerification, "text"},
    {TaskAction::kPassVerification, "text"},
    {TaskAction::kWithdrawCompletion, "text"},
    {TaskAction::kAgreeExtension, "text"},
    {TaskAction::kApproveExtension, "text"},
    {TaskAction::kWithdrawExtension, "text"},
    {TaskAction::kArchive, "text"},
};

// What waits, most urgent first; the first that is open to the person himself is the visible button.
constexpr TaskAction kMainActions[] = {
    TaskAction::kApproveExtension,
    TaskAction::kUpholdConclusion,
    TaskAction::kAgreeExtension,
    TaskAction::kAcceptBreakDown,
    TaskAction::kRejectDispute,
    TaskAction::kBeginVerification,
    TaskAction::kPassVerification,
    TaskAction::kDispatch,
    TaskAction::kSetPart,
    TaskAction::kAcknowledge,
    TaskAction::kSubmitRectification,
    TaskAction::kBreakDown,
    TaskAction::kApplyCompletion,
    TaskAction::kResume,
    TaskAction::kArchive,
};

bool may_be_main(const OpenAction& open, const TaskCase& task) {
  if (open.by.capacity == Capacity::kFillIn) return false;
  // A part is set as the next step only where nobody answers yet.
  return open.action != TaskAction::kSetPart || task.state == TaskState::kApproved;
}

std::string_view capacity_word(Capacity capacity) {
  if (capacity == Capacity::kDelegate) return "delegate";
  return capacity == Capacity::kFillIn ? "fill_in" : "self";
}

}  // namespace

std::vector<OpenAction> actions_open_to(const Standing& standing, const KeptCase& kept, Day today) {
  std::vector<OpenAction> out;
  const TaskCase& task = kept.task;
  const auto consider = [&](const Transition& row, const std::string& unit) {
    const auto by = standing.as(row.action, unit);
    if (!by) return;
    TaskRequest bare;
    bare.action = row.action;
    bare.by = *by;
    bare.unit = unit;
    if (check_possible(task, bare, today).ok()) out.push_back({row.action, unit, *by, false});
  };
  for (const Transition& row : transitions()) {
    if (row.scope == Scope::kTask) {
      consider(row, "");
    } else {
      for (const UnitCase& unit : task.units) consider(row, unit.unit);
    }
  }
  for (const TaskAction each : kMainActions) {
    const auto found = std::find_if(out.begin(), out.end(), [&](const OpenAction& open) {
      return open.action == each && may_be_main(open, task);
    });
    if (found == out.end()) continue;
    found->main = true;
    break;
  }
  return out;
}

void write_action(JsonWriter& json, const OpenAction& open, std::string_view unit_name) {
  const Transition& row = transition(open.action);
  json.begin_object().field("action", row.word).field("zh", row.zh).field("en", row.en).key("unit_id");
  open.unit.empty() ? json.null() : json.integer(unit_id_of(open.unit));
  json.field("unit", unit_name)
      .field("as", to_word(open.by.party))
      .field("capacity", capacity_word(open.by.capacity))
      .field("acts_for", open.by.acts_for)
      .key("needs")
      .begin_array();
  for (int need = 0; need <= static_cast<int>(Need::kTask); ++need) {
    const Need each = static_cast<Need>(need);
    if (row.needs.has(each) && !(each == Need::kUnit && row.scope == Scope::kUnit)) json.string(to_word(each));
  }
  json.end_array().key("options").begin_array();
  for (const ActionOptions& each : kActionOptions) {
    if (each.action != open.action) continue;
    std::string_view rest = each.options;
    while (!rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      json.string(word);
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
  }
  json.end_array().field("main", open.main).end_object();
}

}  // namespace duban
