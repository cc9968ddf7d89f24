#include "cli/files.h"
#include "cli/paper.h"
#include "cli/sheets.h"
#include "cli/width.h"
#include "exports/alignment_sheets.h"
#include "extract/extract.h"
#include "supervise/series.h"

namespace duban::cli {
namespace {

std::string table_of(const std::vector<IndicatorSeries>& series, const Console& console) {
  std::vector<std::vector<std::string>> rows = series_table(series, console.language());
  const std::vector<std::string> headings = std::move(rows.front());
  rows.erase(rows.begin());
  return render_table(headings, rows, console.columns());
}

void say_what_is_odd(const std::vector<const Plan*>& plans, Console& console) {
  for (const Plan* plan : plans) {
    const DocumentHead& first = plans.front()->document;
    if (plan->document.region.empty() || plan->document.region == first.region) continue;
    console.say(
        {fmt::format("这些方案不是一个地方的（{}、{}），只能作参考", first.region, plan->document.region),
         fmt::format("the plans are of different regions ({}, {}): for reference only", first.region,
                     plan->document.region)});
    return;
  }
}

}  // namespace

// A command of its own beside link: it takes any number of plans, and reports, and asks for one thing.
Result<int> run_series(Call& call) {
  TRY(refuse_xlsx_on_a_terminal(call));
  std::vector<Plan> papers;
  for (std::size_t i = 1; i < call.operands.size(); ++i) papers.push_back(extract(TRY(read_paper(call, i))));
  std::vector<const Plan*> plans;
  std::vector<const Plan*> reports;
  for (const Plan& paper : papers) (paper.clauses.empty() ? plans : reports).push_back(&paper);
  if (plans.empty()) {
    return error(ErrorCode::kInvalid, "没有给出分工方案，只有报告。请给出历年的分工方案",
                 "these are reports only, no plan. Please give the plans of several years");
  }
  constexpr UtcMillis kDayMillis = 24LL * 3600 * 1000;
  const Day today{static_cast<std::int32_t>(call.now() / kDayMillis)};
  std::vector<IndicatorSeries> found;
  if (call.operands[0] == "all") {
    found = all_series(plans, reports, default_verdict_rules(), today);
  } else {
    found.push_back(TRY(series_of(call.operands[0], plans, reports, default_verdict_rules(), today)));
  }
  const std::string& format = call.option("format");
  std::string out;
  if (format == "xlsx") {
    out = TRY(series_xlsx(found, call.console.language()));
  } else {
    out = format == "json" ? to_json(found) + "\n" : table_of(found, call.console);
  }
  TRY(write_output(call.console, call.option("out"), out));
  say_what_is_odd(plans, call.console);
  std::size_t points = 0;
  for (const IndicatorSeries& each : found) points += each.points.size();
  call.console.say({fmt::format("{} 个指标，共 {} 处承诺", found.size(), points),
                    fmt::format("{} indicators, {} promises", found.size(), points)});
  return kExitDone;
}

}  // namespace duban::cli
