// Who leads by a rule that the paper states once for all its tasks.

#include <algorithm>
#include <iterator>
#include <string_view>

#include "extract/reading.h"
#include "grammar/assigning.h"
#include "text/find.h"

namespace duban {
namespace {

// Rules for all tasks, wherever the paper says them: 责任单位列第一位的为牵头单位,
// 只有一个责任单位的，该单位为牵头单位, 分号前为牵头单位.
struct LeadRules {
  bool first_listed = false;
  bool only_one = false;
  bool before_semicolon = false;
};
LeadRules lead_rules(const Reading& reading) {
  LeadRules out;
  for (const Entry& entry : reading.outline.entries) {
    const std::string_view line = entry.block.text();
    if (entry.kind == EntryKind::kFurniture) continue;
    out.before_semicolon = out.before_semicolon || leads_before_semicolon(line);
    if (!may_say_who_leads(line)) continue;
    out.first_listed = out.first_listed || first_listed_leads(line);
    out.only_one = out.only_one || only_one_leads(line);
  }
  return out;
}

// The first `count` of those who answer lead.
void lead_with(TaskDraft& draft, std::size_t count, std::string_view rule) {
  Task& task = draft.task;
  const auto move = [&](auto& from, auto& to) {
    const auto end = from.begin() + static_cast<std::ptrdiff_t>(std::min(count, from.size()));
    std::move(from.begin(), end, std::back_inserter(to));
    from.erase(from.begin(), end);
  };
  move(task.responsible_units, task.lead_units);
  move(draft.responsible_units, draft.lead_units);
  for (Name& lead : task.lead_units) lead.rule = rule;
  task.shared = false;
}

bool may_lead(const TaskDraft& draft) {
  const Task& task = draft.task;
  return task.lead_units.empty() && !task.responsible_units.empty() && !(task.shared && draft.each) && !draft.responsible_units.empty();
}

void lead_with_first(TaskDraft& draft) {
  if (may_lead(draft) && draft.responsible_units.front().unit_class != UnitClass::kGroup) lead_with(draft, 1, "responsibility.first_listed");
}

// （市教育局、市财政局；市民政局）: those before the semicolon; where none stands there nobody helps.
void lead_before_semicolon(const Reading& reading, TaskDraft& draft) {
  if (!may_lead(draft)) return;
  const std::vector<Name>& units = draft.task.responsible_units;
  std::size_t count = 1;
  for (; count < units.size(); ++count) {
    const std::uint32_t end = units[count - 1].spans.empty() ? 0 : units[count - 1].spans.back().end;
    const std::uint32_t next = units[count].spans.empty() ? 0 : units[count].spans.back().begin;
    if (next <= end) continue;
    const std::string_view between = reading.words({end, next});
    if (has_words(between, "；") || between.find(';') != std::string_view::npos) break;
  }
  lead_with(draft, count, "responsibility.before_semicolon");
}

}  // namespace

void settle_leads(Reading& reading) {
  const LeadRules rules = lead_rules(reading);
  if (rules.before_semicolon) {
    for (TaskDraft& draft : reading.tasks) lead_before_semicolon(reading, draft);
  } else if (rules.first_listed) {
    for (TaskDraft& draft : reading.tasks) lead_with_first(draft);
  } else if (rules.only_one) {
    for (TaskDraft& draft : reading.tasks) {
      if (draft.task.responsible_units.size() == 1 && !draft.task.open_responsible) lead_with_first(draft);
    }
  }
}

}  // namespace duban
