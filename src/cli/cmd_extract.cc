#include <algorithm>

#include "cli/files.h"
#include "cli/paper.h"
#include "cli/sheets.h"
#include "cli/width.h"
#include "extract/extract.h"
#include "plan/plan_json.h"
#include "plan/target_words.h"

namespace duban::cli {
namespace {

std::string joined(const std::vector<Name>& names, bool open, Language language) {
  std::string out;
  for (const Name& name : names) {
    if (!out.empty()) out += language == Language::kZh ? "、" : ", ";
    out += name.text;
  }
  if (open) out += language == Language::kZh ? "等" : " …";
  return out;
}

// 改造老旧小区 300个；城镇新增就业 45万人以上
std::string joined(const std::vector<Target>& targets) {
  std::string out;
  for (const Target& target : targets) {
    if (!out.empty()) out += "；";
    out += target.indicator + " " + printed(target);
  }
  return out;
}

// Goals without a number and projects stand behind the targets: 动态清零；江白高速 开工
std::string promises(const Task& task) {
  std::string out = joined(task.targets);
  const auto add = [&](std::string_view words) {
    if (!out.empty()) out += "；";
    out += words;
  };
  for (const Qualitative& each : task.qualitative) add(each.phrase);
  for (const Project& project : task.projects) add(fmt::format("{} {}", project.name, zh_name(project.stage)));
  return out;
}

std::string table_of(const std::vector<Task>& tasks, const Console& console) {
  const bool zh = console.language() == Language::kZh;
  const bool with_leaders =
      std::any_of(tasks.begin(), tasks.end(), [](const Task& task) { return !task.leaders.empty(); });
  std::vector<std::string> headings =
      zh ? std::vector<std::string>{"序号", "任务", "牵头单位", "责任单位", "目标"}
         : std::vector<std::string>{"no.", "task", "lead units", "responsible units", "targets"};
  if (with_leaders) headings.insert(headings.begin() + 2, zh ? "牵头领导" : "leaders");
  std::vector<std::vector<std::string>> rows;
  for (const Task& task : tasks) {
    std::vector<std::string> row = {
        task.no, task.text, joined(task.lead_units, task.open_lead, console.language()),
        joined(task.responsible_units, task.open_responsible, console.language()), promises(task)};
    if (with_leaders) row.insert(row.begin() + 2, joined(task.leaders, false, console.language()));
    rows.push_back(std::move(row));
  }
  return render_table(headings, rows, console.columns());
}

std::string table_of(const Plan& plan, const Console& console) {
  std::string out;
  for (const std::string* line : {&plan.document.title, &plan.document.doc_number, &plan.document.issuer}) {
    if (!line->empty()) out += printable(*line) + "\n";
  }
  if (!plan.tasks.empty()) out += (out.empty() ? "" : "\n") + table_of(plan.tasks, console);
  for (const TaskList& list : plan.lists)
    out += "\n" + printable(list.name) + "\n\n" + table_of(list.tasks, console);
  return out;
}

void say_what_was_found(const Plan& plan, Console& console) {
  std::size_t of_lists = 0;
  for (const TaskList& list : plan.lists) of_lists += list.tasks.size();
  const auto look = std::count_if(plan.anomalies.begin(), plan.anomalies.end(), [](const Anomaly& finding) {
    return finding.severity != Severity::kRepaired;
  });
  if (plan.tasks.empty() && of_lists == 0) {
    console.say(
        {"没有找到任务：这份材料可能不是分工方案", "no task found: this paper may be no division plan"});
  } else {
    console.say(
        {fmt::format("{} 项任务，清单 {} 项；{} 处需要人看（duban check）", plan.tasks.size(), of_lists, look),
         fmt::format("{} tasks, {} rows of lists; {} places to look at (duban check)", plan.tasks.size(),
                     of_lists, look)});
  }
}

}  // namespace

Result<int> run_extract(Call& call) {
  TRY(refuse_xlsx_on_a_terminal(call));
  const Document document = TRY(read_paper(call));
  const Plan plan = extract(document);
  const std::string& format = call.option("format");
  if (format == "json") {
    TRY(write_output(call.console, call.option("out"), [&](const Pieces& write) {
      write_json(plan, write);
      write("\n");
    }));
  } else {
    const std::string out = format == "table" ? table_of(plan, call.console)
                                              : TRY(sheet_bytes(call, plan.document.title, sheet_rows(plan)));
    TRY(write_output(call.console, call.option("out"), out));
  }
  say_what_was_found(plan, call.console);
  return kExitDone;
}

}  // namespace duban::cli
