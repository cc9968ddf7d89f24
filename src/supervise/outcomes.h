#pragma once

// Promise → outcome: what a later report's review (…年工作回顾) says was achieved of a plan's targets, judged
// by the rules of verdict.h. What a report says is reported, never verified: the ledger keeps the two apart.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"
#include "supervise/reason.h"
#include "supervise/verdict.h"

namespace duban {

struct ReportedOutcome {
  Target achieved;    // indicator, value and unit as the review gives them
  std::string words;  // the part of the sentence
  Span span;          // of the sentence in the report's text
  double score = 0;   // 0 … 1: how alike the indicators are
};

// False where the review says it in words only (零就业家庭保持动态清零): value is nothing then.
bool has_value(const ReportedOutcome& reported);

struct PromiseOutcome {
  std::string no;  // the task; L3 for the third row of a list
  std::string indicator;
  std::string promised;  // as printed: 5%左右
  Promise promise;
  std::optional<ReportedOutcome> reported;  // nothing: the review does not speak of it
  Explained<Verdict> verdict;
};

struct PlanOutcomes {
  std::vector<PromiseOutcome> outcomes;  // every target of the plan's year, in printed order
  std::vector<Message> remarks;
};

// on: the day of judging. kInvalid where the report holds no review, or the plan no target;
// kTooLarge where there are more than 20 million pairs of a target and a reported figure.
Result<PlanOutcomes> outcomes_of(const Plan& plan, const Plan& later_report, const VerdictRules& rules, Day on);

// {"outcomes":[{"task","indicator","promised","reported":{"value"|null,"unit","words","span"}|null,"verdict","why"}],"remarks":[]}
std::string to_json(const PlanOutcomes& outcomes, Language language);

}  // namespace duban
