#include "align/align_json.h"
#include "align/trace.h"
#include "cli/files.h"
#include "cli/paper.h"
#include "cli/sheets.h"
#include "cli/width.h"
#include "exports/alignment_sheets.h"
#include "extract/extract.h"

namespace duban::cli {
namespace {

std::string table_of(const Trace& trace, const Console& console) {
  const bool zh = console.language() == Language::kZh;
  std::vector<std::vector<std::string>> tasks;
  for (const TracedTask& task : trace.tasks) {
    std::string sources;
    for (const TraceSource& source : task.sources) sources += (sources.empty() ? "" : "；") + source.text;
    if (sources.empty()) sources = zh ? "（报告里没有）" : "(not in the report)";
    tasks.push_back({task.no, std::move(sources)});
  }
  std::vector<std::vector<std::string>> uncovered;
  for (const Uncovered& part : trace.uncovered)
    uncovered.push_back({part.section, class_name(part.clause_class, console.language()), part.text});
  std::vector<std::vector<std::string>> drift;
  for (const Drift& each : trace.drift)
    drift.push_back(
        {each.task, std::string(zh ? zh_name(each.kind) : to_word(each.kind)), each.detail, each.report});
  const int width = console.columns();
  std::string out = render_table(
      zh ? std::vector<std::string>{"任务", "出自报告"} : std::vector<std::string>{"task", "from the report"},
      tasks, width);
  if (!uncovered.empty()) {
    out += zh ? "\n没有任务承接的话\n\n" : "\nCarried by no task\n\n";
    out += render_table(zh ? std::vector<std::string>{"章节", "类别", "报告原话"}
                           : std::vector<std::string>{"section", "class", "words of the report"},
                        uncovered, width);
  }
  if (!drift.empty()) {
    out += zh ? "\n措辞有变\n\n" : "\nWords that changed\n\n";
    out += render_table(zh ? std::vector<std::string>{"任务", "变化", "内容", "报告原话"}
                           : std::vector<std::string>{"task", "what", "words", "words of the report"},
                        drift, width);
  }
  return out;
}

}  // namespace

Result<int> run_trace(Call& call) {
  TRY(refuse_xlsx_on_a_terminal(call));
  const Plan report = extract(TRY(read_paper(call, 0)));
  const Plan plan = extract(TRY(read_paper(call, 1)));
  const Trace found = TRY(trace(report, plan));
  const std::string& format = call.option("format");
  const Language language = call.console.language();
  std::string out;
  if (format == "xlsx") {
    out = TRY(trace_xlsx(found, report, plan, language));
  } else {
    out = format == "json" ? to_json(found, language) + "\n" : table_of(found, call.console);
  }
  TRY(write_output(call.console, call.option("out"), out));
  for (const Message& remark : found.remarks) call.console.say(remark);
  std::size_t placed = 0;
  for (const TracedTask& task : found.tasks) placed += task.sources.empty() ? 0 : 1;
  call.console.say(
      {fmt::format("{} 项任务找到出处，{} 项没有；报告有 {} 处没有任务承接，{} 处措辞有变", placed,
                   found.tasks.size() - placed, found.uncovered.size(), found.drift.size()),
       fmt::format("{} tasks have a source, {} have none; {} parts of the report are carried by no "
                   "task, {} changed",
                   placed, found.tasks.size() - placed, found.uncovered.size(), found.drift.size())});
  return kExitDone;
}

}  // namespace duban::cli
