#include "exports/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "plan/target_words.h"

namespace duban {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view mark) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += mark;
    out += word;
  }
  return out;
}

// 王健、李明（按分管）; 市教育局等
std::string names(const std::vector<Name>& list, bool open) {
  std::string out;
  for (const Name& name : list) {
    if (!out.empty()) out += "、";
    out += name.text;
  }
  if (open && !out.empty()) out += "等";
  return out;
}

// 规模以上工业增加值 增长 5%以上; 完成投资 超过4500亿元
std::string target_text(const Target& target) {
  std::string out = target.indicator;
  if (target.measure == Measure::kGrowth) out += " 增长";
  out += " " + printed(target);
  if (!target.horizon.empty()) out += "（" + target.horizon + "年）";
  return out;
}

}  // namespace

const std::vector<SheetColumn>& sheet_columns() {
  static const std::vector<SheetColumn> columns = {
      {"no", "序号", "No."},
      {"list", "清单", "List"},
      {"section", "章节", "Section"},
      {"text", "任务内容", "Task"},
      {"leaders", "牵头领导", "Leaders"},
      {"lead_units", "牵头单位", "Lead units"},
      {"responsible_units", "责任单位", "Responsible units"},
      {"targets", "目标", "Targets"},
      {"qualitative", "定性目标", "Goals without a number"},
      {"projects", "项目", "Projects"},
      {"due_date", "完成时限", "Due date"},
      {"deadline_text", "时限原文", "Deadline as printed"},
      {"shared", "按职责分工负责", "Shared"},
      {"findings_open", "待核对疑点", "Open findings"},
      {"state", "办理状态", "State"},
      {"light", "进度灯", "Light"},
      {"light_why", "进度说明", "Why this light"},
      {"punctuality", "填报情况", "Punctuality"},
      {"result", "核查结果", "Result"},
      {"confidence", "研判", "Confidence"},
  };
  return columns;
}

std::vector<std::string> usual_columns() {
  return {"no",      "section",     "text",     "leaders", "lead_units", "responsible_units",
          "targets", "qualitative", "projects", "due_date"};
}

Result<std::vector<SheetColumn>> chosen_columns(const SheetOptions& options) {
  std::vector<SheetColumn> out;
  for (const std::string& key : options.columns.empty() ? usual_columns() : options.columns) {
    const auto found = std::find_if(sheet_columns().begin(), sheet_columns().end(),
                                    [&](const SheetColumn& column) { return column.key == key; });
    if (found == sheet_columns().end()) {
      return error(ErrorCode::kUsage, fmt::format("没有“{}”这一列", key),
                   fmt::format("there is no column {}", key));
    }
    out.push_back(*found);
  }
  return out;
}

std::string cell_text(const SheetRow& row, std::string_view column) {
  const Task& task = row.task;
  if (column == "no") return task.no;
  if (column == "list") return row.list;
  if (column == "section") {
    std::string out;
    for (std::size_t i = 0; i < task.section.size(); ++i) {
      if (!out.empty()) out += " ";
      out += task.section[i] + (task.section[i].ends_with(")") ? "" : "、");
      if (i < row.section_titles.size()) out += row.section_titles[i];
    }
    return out.empty() ? row.list : out;
  }
  if (column == "text") return task.text;
  if (column == "leaders") {
    if (!task.leaders.empty() || row.implied_leaders.empty()) return names(task.leaders, false);
    return joined(row.implied_leaders, "、") + "（按分管）";
  }
  if (column == "lead_units") return names(task.lead_units, task.open_lead);
  if (column == "responsible_units") return names(task.responsible_units, task.open_responsible);
  if (column == "targets") {
    std::vector<std::string> lines;
    for (const Target& target : task.targets) lines.push_back(target_text(target));
    return joined(lines, "\n");
  }
  if (column == "qualitative") {
    std::vector<std::string> lines;
    for (const Qualitative& each : task.qualitative) lines.push_back(each.phrase);
    return joined(lines, "\n");
  }
  if (column == "projects") {
    std::vector<std::string> lines;
    for (const Project& project : task.projects)
      lines.push_back(project.name + " " + std::string(zh_name(project.stage)));
    return joined(lines, "\n");
  }
  if (column == "due_date") return row.due_date;
  if (column == "deadline_text") return task.deadline_text;
  if (column == "state") return row.state;
  if (column == "light") return row.light;
  if (column == "light_why") return row.light_why;
  if (column == "punctuality") return row.punctuality;
  if (column == "result") return row.result;
  if (column == "confidence") return row.confidence;
  if (column == "shared") return task.shared ? "是" : "";
  if (column == "findings_open") return row.findings_open == 0 ? "" : std::to_string(row.findings_open);
  return {};
}

bool cell_number(const SheetRow& row, std::string_view column, double& out) {
  if (column != "no" && column != "findings_open") return false;
  const std::string text = cell_text(row, column);
  int value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || status != std::errc() || end != text.data() + text.size()) return false;
  out = value;
  return true;
}

std::vector<SheetRow> sheet_rows(const Plan& plan) {
  std::vector<SheetRow> out;
  std::vector<const Section*> above;
  const auto titles = [&](const Task& task) {
    // Labels repeat below each other's sections ((一) of 一 and of 二): followed from the outermost in.
    std::vector<std::string> found;
    std::size_t from = 0;
    for (const std::string& label : task.section) {
      std::string title;
      for (std::size_t i = from; i < plan.sections.size(); ++i) {
        if (plan.sections[i].label != label) continue;
        title = plan.sections[i].title;
        from = i + 1;
        break;
      }
      found.push_back(title);
    }
    return found;
  };
  const auto add = [&](const std::vector<Task>& tasks, const std::string& list) {
    for (const Task& task : tasks) {
      SheetRow row;
      row.task = task;
      row.list = list;
      row.section_titles = titles(task);
      row.due_date = !task.deadline.empty()   ? task.deadline
                     : plan.document.year > 0 ? fmt::format("{:04}-12-31", plan.document.year)
                                              : std::string();
      out.push_back(std::move(row));
    }
  };
  add(plan.tasks, "");
  for (const TaskList& list : plan.lists) add(list.tasks, list.name);
  return out;
}

std::vector<RowGroup> grouped(const std::vector<SheetRow>& rows, SheetGroup by) {
  std::vector<RowGroup> out;
  const auto put = [&](const std::string& name, const SheetRow& row) {
    auto group = std::find_if(out.begin(), out.end(), [&](const RowGroup& g) { return g.name == name; });
    if (group == out.end()) group = out.insert(out.end(), RowGroup{name, {}});
    group->rows.push_back(&row);
  };
  for (const SheetRow& row : rows) {
    if (by == SheetGroup::kNone) {
      put("", row);
    } else if (by == SheetGroup::kSection) {
      put(cell_text(row, "section"), row);
    } else if (row.task.lead_units.empty()) {
      put("（没有牵头单位）", row);
    } else {
      for (const Name& unit : row.task.lead_units) put(unit.text, row);
    }
  }
  return out;
}

}  // namespace duban
