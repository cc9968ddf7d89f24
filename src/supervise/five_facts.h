#pragma once

// "Overdue" is no state. Five facts of a task are kept apart, and each says why it is what it is: workflow
// state, schedule light, reporting punctuality, verified result beside the reported one, and delivery
// confidence.

#include <optional>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "supervise/light.h"
#include "supervise/reason.h"
#include "supervise/task_case.h"

namespace duban {

enum class Punctuality {
  kNotAsked,  // no report was due yet
  kOnTime,
  kLate,     // the last one came late, or came in time after a late one
  kMissing,  // the last one is overdue and has not come
};
std::string_view to_word(Punctuality punctuality);
std::string_view zh_name(Punctuality punctuality);

// A report that a round asked for.
struct ReportAsked {
  Day due;
  std::optional<Day> submitted;
  bool operator==(const ReportAsked&) const = default;
};

enum class ResultState {
  kNothing,      // nothing was reported
  kNotVerified,  // reported, not checked
  kConfirmed,    // the office found the same
  kDiffers,      // the office found something else
};
std::string_view to_word(ResultState state);
std::string_view zh_name(ResultState state);

struct ReportedResult {
  std::optional<double> reported, verified;
  Day verified_on;
  bool operator==(const ReportedResult&) const = default;
};

struct FiveFactsInput {
  std::vector<LightInput> targets;  // one a target, or the milestones; due and work are taken from the task
  std::vector<ReportAsked> reports;
  ReportedResult result;
};

struct FiveFacts {
  Explained<TaskState> workflow;
  Explained<Light> light;
  Explained<Punctuality> punctuality;
  Explained<ResultState> result;
  Explained<Confidence> confidence;
  std::vector<LateMark> late;  // every limit that was missed up to that day
  bool was_late = false;
};

FiveFacts five_facts(const TaskCase& task, const FiveFactsInput& input, const LightRules& rules, Day on);

Explained<Punctuality> punctuality_of(const std::vector<ReportAsked>& reports, Day on);
Explained<ResultState> result_of(const ReportedResult& result, Day on);
// Of a task without a number: what verification concluded about it, beside the unit's application.
Explained<ResultState> result_of_conclusions(const TaskCase& task, Day on);
// How the task stands, for its lights.
WorkState work_state(const TaskCase& task);

}  // namespace duban
