#include <algorithm>
#include <array>

#include "cli/paper.h"
#include "cli/width.h"
#include "extract/extract.h"

namespace duban::cli {
namespace {

std::string words_of(std::string_view en_word) {
  std::string words(en_word);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

// Two lines a finding, so that a long reason is not cut, and `grep` and `less` can follow:
//   第12行  需要看·外来文字  任务62 牵头单位  “即时比分” → 省司法厅
//       这里应是单位名称
std::string lines_of(const Anomaly& finding, std::size_t line, Language language) {
  const bool zh = language == Language::kZh;
  std::string out = zh ? fmt::format("第{}行  {}·{}", line, zh_name(finding.severity), zh_name(finding.kind))
                       : fmt::format("line {}  {}: {}", line, words_of(to_word(finding.severity)),
                                     words_of(to_word(finding.kind)));
  if (!finding.where.empty()) out += "  " + printable(finding.where);
  if (!finding.text.empty()) out += fmt::format("  “{}”", printable(finding.text));
  if (!finding.likely.empty()) out += " → " + printable(finding.likely);
  out += "\n";
  if (!finding.reason.empty()) out += "    " + printable(finding.reason) + "\n";
  return out;
}

}  // namespace

Result<int> run_check(Call& call) {
  const Document document = TRY(read_paper(call));
  Plan plan = extract(document);
  std::array<int, 3> counts{};
  for (const Anomaly& finding : plan.anomalies) ++counts[static_cast<std::size_t>(finding.severity)];
  // What a person must see stands first; within that the order of the paper.
  std::stable_sort(plan.anomalies.begin(), plan.anomalies.end(), [](const Anomaly& a, const Anomaly& b) {
    return a.severity != b.severity ? a.severity > b.severity : a.span.begin < b.span.begin;
  });
  std::string out;
  for (const Anomaly& finding : plan.anomalies) {
    out += lines_of(finding, line_of(document, finding.span.begin), call.console.language());
  }
  TRY(call.console.print(out));
  const int look = counts[static_cast<std::size_t>(Severity::kLook)];
  const int stop = counts[static_cast<std::size_t>(Severity::kStop)];
  const int repaired = counts[static_cast<std::size_t>(Severity::kRepaired)];
  call.console.say({fmt::format("{} 项任务；疑点：{} 处已修复，{} 处请核对，{} 处不得导入", plan.tasks.size(),
                                repaired, look, stop),
                    fmt::format("{} tasks; findings: {} repaired, {} to look at, {} that forbid an import",
                                plan.tasks.size(), repaired, look, stop)});
  return look + stop > 0 ? kExitFindings : kExitDone;
}

}  // namespace duban::cli
