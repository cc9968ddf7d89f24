#include "align/align_json.h"
#include "align/link.h"
#include "cli/files.h"
#include "cli/paper.h"
#include "cli/sheets.h"
#include "cli/width.h"
#include "exports/alignment_sheets.h"
#include "extract/extract.h"

namespace duban::cli {
namespace {

std::string table_of(const PlanLinks& links, const Console& console) {
  const bool zh = console.language() == Language::kZh;
  std::vector<std::vector<std::string>> rows;
  for (const PlanLink& link : links.links) {
    std::string targets;
    for (const TargetChange& change : link.targets) {
      if (!targets.empty()) targets += "；";
      targets += fmt::format("{} {} → {}（{}）", change.indicator, change.from, change.to,
                             zh ? zh_name(change.kind) : to_word(change.kind));
    }
    rows.push_back({link.from, link.to, std::string(zh ? zh_name(link.type) : to_word(link.type)),
                    fmt::format("{:.2f}", link.score), link.why.in(console.language()), targets});
  }
  return render_table(zh ? std::vector<std::string>{"前", "后", "关系", "把握", "依据", "指标"}
                         : std::vector<std::string>{"from", "to", "type", "score", "why", "targets"},
                      rows, console.columns());
}

}  // namespace

Result<int> run_link(Call& call) {
  TRY(refuse_xlsx_on_a_terminal(call));
  const Plan earlier = extract(TRY(read_paper(call, 0)));
  const Plan later = extract(TRY(read_paper(call, 1)));
  const std::string& format = call.option("format");
  if (format == "inputs") {
    const std::string inputs = TRY(link_inputs(earlier, later));
    TRY(write_output(call.console, call.option("out"), inputs));
    return kExitDone;
  }
  const PlanLinks links = TRY(link_plans(earlier, later));
  const Language language = call.console.language();
  std::string out;
  if (format == "xlsx") {
    out = TRY(link_xlsx(links, earlier, later, language));
  } else {
    out = format == "json" ? to_json(links, language) + "\n" : table_of(links, call.console);
  }
  TRY(write_output(call.console, call.option("out"), out));
  for (const Message& remark : links.remarks) call.console.say(remark);
  std::size_t same = 0;
  for (const PlanLink& link : links.links) same += link.type == LinkType::kSame ? 1 : 0;
  call.console.say({fmt::format("延续 {} 处，相关 {} 处；前一份有 {} 项不再提，后一份有 {} 项是新的", same,
                                links.links.size() - same, links.dropped.size(), links.added.size()),
                    fmt::format("{} continued, {} related; {} tasks dropped, {} new", same,
                                links.links.size() - same, links.dropped.size(), links.added.size())});
  return kExitDone;
}

}  // namespace duban::cli
