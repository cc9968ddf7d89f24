#include "cli/ledger.h"
#include "store/rebuild.h"

namespace duban::cli {

Result<int> run_rebuild(Call& call) {
  Store store = TRY(open_ledger(call, Absent::kFail));
  const RebuildOutcome outcome =
      TRY(rebuild(store, operator_of_this_machine(), std::nullopt, call.now(), [&call](int done, int all) {
        call.console.progress({"重新抽取", "deriving again"}, done, all);
      }));
  const bool zh = call.console.language() == Language::kZh;
  TRY(call.console.print(
      zh ? fmt::format("{} 个方案已重新抽取：草稿变动 {} 行；已立项的方案有 {} 条变动建议待处理；{} "
                       "处更正找不到原位置\n",
                       outcome.plans, outcome.tasks_changed, outcome.proposals, outcome.facts_out_of_place)
         : fmt::format("{} plans derived again: {} rows of drafts changed; {} proposals for approved plans; {} "
                       "corrections no longer find their place\n",
                       outcome.plans, outcome.tasks_changed, outcome.proposals, outcome.facts_out_of_place)));
  if (outcome.cases_made + outcome.cases_mended > 0) {
    TRY(call.console.print(
        zh ? fmt::format("任务状态：补建 {} 项；{} 项与办理记录不符，已按记录重建（见日志 rebuild_case）\n",
                         outcome.cases_made, outcome.cases_mended)
           : fmt::format("states of tasks: {} made; {} differed from their facts and were made from them (log: "
                         "rebuild_case)\n",
                         outcome.cases_made, outcome.cases_mended)));
  }
  for (const Message& each : outcome.case_damage) {
    TRY(call.console.print(fmt::format(
        "{}{}\n",
        zh ? "办理记录有误，保留原状态：" : "facts that make no case: ", each.in(call.console.language()))));
  }
  const int odd = outcome.proposals + outcome.facts_out_of_place + outcome.cases_mended +
                  static_cast<int>(outcome.case_damage.size());
  return odd > 0 ? kExitFindings : kExitDone;
}

}  // namespace duban::cli
