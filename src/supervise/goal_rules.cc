#include "supervise/goal_rules.h"

#include <algorithm>
#include <iterator>

namespace duban {
namespace {

using Q = QualitativeKind;
using P = PromiseKind;
const Message kPerson = {"由督查室核查后认定", "a person of the office, after checking"};

// clang-format off
const GoalRule kRules[] = {
    {Q::kSynchronous,  P::kSynchronous,  {"增速不低于经济增速减允许偏差", "its rate is not below the economy's less the tolerance"},     {"本项增速、经济增速", "its rate and the economy's growth"}},
    {Q::kAhead,        P::kAhead,        {"高于（指标越低越好的，低于）所比的水平", "it is above (where less is better, below) what it is compared with"}, {"本项数值、所比的数值；没有数的，由督查室认定", "its figure and the one compared with; without them a person"}},
    {Q::kAssigned,     P::kAssigned,     {"完成数不低于上级下达数，或上级认定完成", "what was assigned is reached, or the superior confirms it"}, {"完成数、下达数，或上级认定", "both amounts, or the superior's word"}},
    {Q::kCleared,      P::kCleared,      {"期末存量为零", "none is left at the end"},                                               {"存量", "how many are left"}},
    {Q::kFullCoverage, P::kFullCoverage, {"应覆盖的都已覆盖", "all are covered"},                                                  {"应覆盖数、已覆盖数", "how many there are, and are covered"}},
    {Q::kRising,       P::kRising,       {"比上年提高", "it is above the year before"},                                          {"增减数，或本期和上年数；没有数的，由督查室认定", "the change, or this year's figure and the last; without them a person"}},
    {Q::kSteady,       P::kSteady,       {"与上年相差在允许偏差以内", "it is within the tolerance of the year before"},              {"本期和上年数；没有数的，由督查室认定", "this year's figure and the last; without them a person"}},
    {Q::kNoDecrease,   P::kNoDecrease,   {"不少于上年", "it is not below the year before"},                                      {"增减数，或本期和上年数；没有数的，由督查室认定", "the change, or this year's figure and the last; without them a person"}},
    {Q::kNoIncrease,   P::kNoIncrease,   {"不多于上年", "it is not above the year before"},                                      {"增减数，或本期和上年数；没有数的，由督查室认定", "the change, or this year's figure and the last; without them a person"}},
    {Q::kZero,         P::kNone,         {"全年没有发生；发生一起即未达成", "none happened; one is enough to miss it"},               {"发生数", "how many happened"}},
    {Q::kOneVisit,     P::kOneVisit,     {"列明的事项都能按所写的次数办成", "all that is listed can be done in as many visits as written"}, kPerson},
    {Q::kRanking,      P::kRanking,      {"位次在所写的名次以内；只写“前列”的，由督查室认定", "its rank is within what is written; “among the first” is for a person"}, {"位次、所写名次；没有名次的，由督查室认定", "its rank and what is written; without them a person"}},
    {{},               P::kStage,        {"已到所写的阶段，或更后的阶段", "it is at the stage that is written, or further"},             {"报告所说的阶段；没有说的，由督查室认定", "the stage that a report tells; without it a person"}},
};
// clang-format on

}  // namespace

const GoalRule& goal_rule(QualitativeKind goal) { return kRules[static_cast<std::size_t>(goal)]; }

const GoalRule* goal_rule(PromiseKind promise) {
  const auto found = std::find_if(std::begin(kRules), std::end(kRules),
                                  [&](const GoalRule& rule) { return rule.promise == promise; });
  return found == std::end(kRules) ? nullptr : found;
}

}  // namespace duban
