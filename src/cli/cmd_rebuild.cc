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
  return outcome.proposals + outcome.facts_out_of_place > 0 ? kExitFindings : kExitDone;
}

}  // namespace duban::cli
