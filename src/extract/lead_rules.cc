// Who leads by a rule that the paper states once for all its tasks.

#include "extract/reading.h"
#include "grammar/assigning.h"

namespace duban {
namespace {

// Rules for all tasks, wherever the paper says them: 责任单位列第一位的为牵头单位,
// 只有一个责任单位的，该单位为牵头单位.
struct LeadRules {
  bool first_listed = false;
  bool only_one = false;
};
LeadRules lead_rules(const Reading& reading) {
  LeadRules out;
  for (const Entry& entry : reading.outline.entries) {
    const std::string_view line = entry.block.text();
    if (entry.kind == EntryKind::kFurniture || !may_say_who_leads(line)) continue;
    out.first_listed = out.first_listed || first_listed_leads(line);
    out.only_one = out.only_one || only_one_leads(line);
  }
  return out;
}

void lead_with_first(TaskDraft& draft) {
  Task& task = draft.task;
  if (!task.lead_units.empty() || task.responsible_units.empty() || (task.shared && draft.each)) return;
  if (draft.responsible_units.empty() || draft.responsible_units.front().unit_class == UnitClass::kGroup)
    return;
  task.lead_units.push_back(std::move(task.responsible_units.front()));
  task.responsible_units.erase(task.responsible_units.begin());
  task.shared = false;
  task.lead_units.front().rule = "responsibility.first_listed";
  draft.lead_units.push_back(std::move(draft.responsible_units.front()));
  draft.responsible_units.erase(draft.responsible_units.begin());
}

}  // namespace

void settle_leads(Reading& reading) {
  const LeadRules rules = lead_rules(reading);
  if (rules.first_listed) {
    for (TaskDraft& draft : reading.tasks) lead_with_first(draft);
  } else if (rules.only_one) {
    for (TaskDraft& draft : reading.tasks) {
      if (draft.task.responsible_units.size() == 1 && !draft.task.open_responsible) lead_with_first(draft);
    }
  }
}

}  // namespace duban
