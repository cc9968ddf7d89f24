#include "cli/files.h"
#include "cli/paper.h"
#include "cli/sheets.h"
#include "cli/width.h"
#include "exports/alignment_sheets.h"
#include "extract/extract.h"
#include "supervise/outcomes.h"

namespace duban::cli {
namespace {

std::string table_of(const PlanOutcomes& outcomes, const Console& console) {
  const bool zh = console.language() == Language::kZh;
  std::vector<std::vector<std::string>> rows;
  for (const PromiseOutcome& row : outcomes.outcomes) {
    rows.push_back(
        {row.no, row.indicator, row.promised,
         row.reported ? row.reported->words : std::string(zh ? "（报告没有提到）" : "(not mentioned)"),
         std::string(zh ? zh_name(row.verdict.value) : en_name(row.verdict.value))});
  }
  return render_table(
      zh ? std::vector<std::string>{"任务", "指标", "承诺", "报告的完成情况", "判定"}
         : std::vector<std::string>{"task", "indicator", "promised", "as the report says", "verdict"},
      rows, console.columns());
}

}  // namespace

Result<int> run_outcomes(Call& call) {
  TRY(refuse_xlsx_on_a_terminal(call));
  const Plan plan = extract(TRY(read_paper(call, 0)));
  const Plan report = extract(TRY(read_paper(call, 1)));
  constexpr UtcMillis kDayMillis = 24LL * 3600 * 1000;
  const Day today{static_cast<std::int32_t>(call.now() / kDayMillis)};
  const PlanOutcomes found = TRY(outcomes_of(plan, report, default_verdict_rules(), today));
  const std::string& format = call.option("format");
  const Language language = call.console.language();
  std::string out;
  if (format == "xlsx") {
    out = TRY(outcome_xlsx(found, plan, report, language));
  } else {
    out = format == "json" ? to_json(found, language) + "\n" : table_of(found, call.console);
  }
  TRY(write_output(call.console, call.option("out"), out));
  for (const Message& remark : found.remarks) call.console.say(remark);
  std::size_t reported = 0;
  std::size_t met = 0;
  for (const PromiseOutcome& row : found.outcomes) {
    reported += row.reported ? 1 : 0;
    met += row.verdict.value == Verdict::kMet ? 1 : 0;
  }
  call.console.say({fmt::format("{} 个目标，报告提到 {} 个，其中达成 {} 个（均为报告数，未经核查）",
                                found.outcomes.size(), reported, met),
                    fmt::format("{} targets, {} of them in the report, {} met (as reported, not verified)",
                                found.outcomes.size(), reported, met)});
  return kExitDone;
}

}  // namespace duban::cli
