#pragma once

// What the alignments of the command line find, as XLSX for a clerk: every row with the words of both papers,
// so that nobody has to look them up. Errors: kNoSpace, kIo.

#include <string>
#include <vector>

#include "align/link.h"
#include "align/trace.h"
#include "supervise/outcomes.h"
#include "supervise/series.h"

namespace duban {

// Tasks and where they come from; what no task carries; where the words changed.
Result<std::string> trace_xlsx(const Trace& trace, const Plan& report, const Plan& plan, Language language);

// The links with both texts; what became of the figures; tasks that are dropped, new, split and merged; the
// shares where the papers are of different levels.
Result<std::string> link_xlsx(const PlanLinks& links, const Plan& earlier, const Plan& later,
                              Language language);

// Each promise with the words of the review and the verdict.
Result<std::string> outcome_xlsx(const PlanOutcomes& outcomes, const Plan& plan, const Plan& report,
                                 Language language);

// One row a year and indicator; and the same as words, the headings first.
std::vector<std::vector<std::string>> series_table(const std::vector<IndicatorSeries>& series,
                                                   Language language);
Result<std::string> series_xlsx(const std::vector<IndicatorSeries>& series, Language language);

// 承诺, 引语, 结语, 回顾
std::string class_name(ClauseClass clause_class, Language language);

}  // namespace duban
