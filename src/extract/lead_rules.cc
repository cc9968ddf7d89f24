// Who leads by a rule that the paper states once for all its tasks.

#include <algorithm>
#include <iterator>
#include <string_view>

#include "extract/reading.h"
#include "grammar/assigning.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/utf8.h"

namespace duban {
namespace {

// Rules for all tasks, wherever the paper says them: 责任单位列第一位的为牵头单位,
// 只有一个责任单位的，该单位为牵头单位, 责任单位为多个的，排在首位的为牵头单位, 牵头单位栏空白的，与上一项相同,
// 分号前为牵头单位.
struct LeadRules {
  bool first_listed = false;
  bool only_one = false;
  bool first_of_leads = false;
  bool blank_as_above = false;
  bool before_semicolon = false;
};

// Whether a line says it of the units of a column of leads too: 排在首位的为牵头单位, 牵头单位为列第一位的单位; not 各牵头单位的首位责任人为单位负责人.
bool first_of_leads(std::string_view line) {
  constexpr std::size_t kNear = 18;  // characters
  constexpr std::string_view kLeads = "牵头";
  const auto is = [](std::string_view word) { return word == "为" || word == "是" || word == "系" || word == "即"; };
  for (std::size_t at = find_words(line, kLeads); at != std::string_view::npos; at = find_words(line, kLeads, at + kLeads.size())) {
    const std::size_t behind = at + kLeads.size();
    if (is(utf8::tail(line.substr(0, at), 1)) && first_listed_leads(utf8::tail(line.substr(0, behind), kNear))) return true;
    std::string_view rest = line.substr(behind);
    for (const std::string_view body : {"责任", "单位", "部门"}) {
      if (rest.starts_with(body)) rest.remove_prefix(body.size());
    }
    if (is(utf8::head(rest, 1)) && first_listed_leads(utf8::head(line.substr(at), kNear))) return true;
  }
  return false;
}

// Whether a line says that a cell of leads that is left blank holds those of the row above.
bool blank_leads_as_above(std::string_view line) {
  static constexpr FewWords kBlank{"空白", "空缺", "为空", "未填", "未列", "未注明", "未标注"};
  static constexpr FewWords kAbove{"与上一项相同", "与上一项一致", "与上一行相同", "与上一行一致", "与上项相同", "与上行相同", "同上一项", "同上一行", "同上"};
  static constexpr CharSet kEnds(U"；;。\n");
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(find_any(line, kEnds, begin), line.size());
    const std::string_view said = line.substr(begin, end - begin);
    if (has_words(said, "牵头") && kBlank.is_in(said) && kAbove.is_in(said)) return true;
    begin = end + utf8::at(line, end).size;
  }
  return false;
}

LeadRules lead_rules(const Reading& reading) {
  LeadRules out;
  for (const Entry& entry : reading.outline.entries) {
    const std::string_view line = entry.block.text();
    if (entry.kind == EntryKind::kFurniture) continue;
    out.before_semicolon = out.before_semicolon || leads_before_semicolon(line);
    static constexpr CharSet kAbove(U"上");
    if (!out.blank_as_above && has_any(line, kAbove)) out.blank_as_above = blank_leads_as_above(line);
    if (!may_say_who_leads(line)) continue;
    const bool first = first_listed_leads(line);
    out.first_listed = out.first_listed || first;
    out.first_of_leads = out.first_of_leads || (first && first_of_leads(line));
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

// 市妇联、市卫生健康委 in a column of leads: the first of them does.
void lead_by_first(TaskDraft& draft) {
  Task& task = draft.task;
  if (!draft.lead_column || task.lead_units.size() < 2 || draft.lead_units.front().unit_class == UnitClass::kGroup) return;
  task.lead_units.front().rule = "responsibility.first_listed";
  task.responsible_units.insert(task.responsible_units.begin(), task.lead_units.begin() + 1, task.lead_units.end());
  task.lead_units.resize(1);
  draft.responsible_units.insert(draft.responsible_units.begin(), draft.lead_units.begin() + 1, draft.lead_units.end());
  draft.lead_units.resize(1);
}

void lead_as_above(TaskDraft& draft, const TaskDraft& above) {
  Task& task = draft.task;
  if (!task.lead_units.empty() || task.shared || above.list != draft.list || !above.lead_column) return;
  task.lead_units = above.task.lead_units;
  for (Name& name : task.lead_units) name.rule = "responsibility.as_before";
  draft.lead_units = above.lead_units;
  draft.lead_column = true;
}

}  // namespace

void settle_leads(Reading& reading) {
  const LeadRules rules = lead_rules(reading);
  if (rules.blank_as_above) {
    for (std::size_t i = 1; i < reading.tasks.size(); ++i) lead_as_above(reading.tasks[i], reading.tasks[i - 1]);
  }
  for (TaskDraft& draft : reading.tasks) {
    if (rules.before_semicolon) lead_before_semicolon(reading, draft);
    if (rules.first_listed || draft.first_leads) lead_with_first(draft);
    if (rules.first_of_leads || draft.first_leads) lead_by_first(draft);
  }
  if (rules.only_one && !rules.first_listed) {
    for (TaskDraft& draft : reading.tasks) {
      if (draft.task.responsible_units.size() == 1 && !draft.task.open_responsible) lead_with_first(draft);
    }
  }
}

}  // namespace duban
