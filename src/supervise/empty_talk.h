#pragma once

// Empty talk (空话): a progress report whose text holds no figure, no date and no named deliverable is pointed
// out to its author before it is sent (spec "process" section 4). He may send it nevertheless.

#include <optional>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "supervise/reason.h"

namespace duban {

struct ReportText {
  std::vector<Span> figures;        // 完成投资3.2亿元, 12个
  std::vector<Span> dates;          // 6月底, 2026年3月5日
  std::vector<Span> deliverables;   // 《示例市…办法》, 示政发〔2026〕2号, 示例大桥竣工
  std::vector<Span> empty_phrases;  // 扎实推进: shown to the author, no fault by themselves
  bool operator==(const ReportText&) const = default;
};

// Byte ranges of `text` as it was typed, in printed order.
ReportText read_report_text(std::string_view text);

// What to tell the author, or nothing. An empty text is no empty talk; that it is wanted is another rule.
std::optional<Reason> empty_talk(std::string_view text, Day on);

}  // namespace duban
