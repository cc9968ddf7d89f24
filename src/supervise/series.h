#pragma once

// An indicator through all plans of a region: what was promised each year, who answered for it, and what the
// next year's report says came of it. Names of indicators and units change from year to year; what they are
// called in other papers stands in data/lexicon/indicator_names.txt.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "align/link.h"
#include "base/result.h"
#include "plan/plan.h"
#include "supervise/outcomes.h"

namespace duban {

struct SeriesPoint {
  int year = 0;  // of the plan; 0 where it does not say
  std::string region;
  std::string no;         // the task; L3 for the third row of a list
  std::string indicator;  // as this plan calls it
  std::string promised;   // as printed: 5.5%左右, 与经济增长基本同步
  Target target;          // op, value and unit; for a promise without a number only the indicator is filled
  bool has_value = true;  // false: 与经济增长基本同步, 完成国家下达任务
  std::vector<std::string> lead_units, responsible_units;
  std::optional<TargetChangeKind> change;  // from the point before it, where both have a value
  std::optional<ReportedOutcome> reported;
  std::optional<Verdict> verdict;  // where a report with a review of that year was given
};

struct IndicatorSeries {
  std::string indicator;  // the name that all of it is followed by
  Measure measure = Measure::kIncrement;
  std::string unit;
  std::vector<SeriesPoint> points;  // by year, then in printed order
};

// The indicator in each of the plans (any order). reports: the reports at hand; the review of each is held
// against the plan of the year before it. kNotFound where no plan has it: the message names the nearest.
Result<IndicatorSeries> series_of(std::string_view indicator, const std::vector<const Plan*>& plans,
                                  const std::vector<const Plan*>& reports, const VerdictRules& rules, Day on);

// Every indicator that stands in at least `least_years` of the plans, in printed order of the latest.
std::vector<IndicatorSeries> all_series(const std::vector<const Plan*>& plans,
                                        const std::vector<const Plan*>& reports, const VerdictRules& rules,
                                        Day on, std::size_t least_years = 2);

// {"series":[{"indicator","measure","unit","points":[{"year","region","task","indicator","promised","op","value",
//  "value_max","lead_units","responsible_units","change","reported":{…}|null,"verdict"|null}]}]}
std::string to_json(const std::vector<IndicatorSeries>& series);

}  // namespace duban
