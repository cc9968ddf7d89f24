#include "supervise/five_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "supervise/task_life.h"

namespace duban {
namespace {

struct FactWord {
  std::string_view word, zh, en;
};
// clang-format off
constexpr FactWord kPunctualityWords[] = {
    {"not_asked", "尚未要求填报", "no report was due yet"},
    {"on_time",   "按时填报",     "reported on time"},
    {"late",      "曾逾期填报",   "reported late"},
    {"missing",   "逾期未填报",   "a report is overdue"},
};
constexpr FactWord kResultWords[] = {
    {"nothing",      "未报结果",   "nothing is reported"},
    {"not_verified", "待核查",     "reported, not verified"},
    {"confirmed",    "核查一致",   "verified, the same"},
    {"differs",      "核查不一致", "verified, and it differs"},
};
// clang-format on
const FactWord& words_of(Punctuality punctuality) {
  return kPunctualityWords[static_cast<std::size_t>(punctuality)];
}
const FactWord& words_of(ResultState state) { return kResultWords[static_cast<std::size_t>(state)]; }

Explained<TaskState> workflow_of(const TaskCase& task, Day on) {
  Explained<TaskState> workflow{task.state, {"workflow", {}, {}, on}};
  workflow.why.words = {
      fmt::format("“{}”，最近一次办理{}（第{}条记录）", zh_name(task.state), zh_day(task.last_day), task.facts),
      fmt::format("{}; the last step was on {} (fact {})", en_name(task.state), to_iso(task.last_day),
                  task.facts)};
  workflow.why.inputs = {{"last_day", to_iso(task.last_day)}, {"facts", std::to_string(task.facts)}};
  return workflow;
}

Explained<Confidence> confidence_of(const TaskCase& task, Day on) {
  const bool set = task.confidence != Confidence::kNotSet;
  return {task.confidence,
          {set ? "confidence.office" : "confidence.not_set",
           {set ? fmt::format("督查室研判：{}", zh_name(task.confidence)) : "督查室尚未研判",
            set ? fmt::format("Set by the supervision office: {}", to_word(task.confidence))
                : "The supervision office has not set it"},
           {},
           on}};
}

}  // namespace

std::string_view to_word(Punctuality punctuality) { return words_of(punctuality).word; }
std::string_view zh_name(Punctuality punctuality) { return words_of(punctuality).zh; }
std::string_view to_word(ResultState state) { return words_of(state).word; }
std::string_view zh_name(ResultState state) { return words_of(state).zh; }

Explained<Punctuality> punctuality_of(const std::vector<ReportAsked>& reports, Day on) {
  int asked = 0, late = 0, missing = 0;
  Day missing_since;
  for (const ReportAsked& each : reports) {
    const bool here = each.submitted && *each.submitted <= on;
    if (!here && each.due >= on) continue;  // still time
    ++asked;
    if (here && *each.submitted > each.due) ++late;
    if (here) continue;
    ++missing;
    if (!missing_since.given() || each.due < missing_since) missing_since = each.due;
  }
  const Punctuality value = asked == 0    ? Punctuality::kNotAsked
                            : missing > 0 ? Punctuality::kMissing
                            : late > 0    ? Punctuality::kLate
                                          : Punctuality::kOnTime;
  Explained<Punctuality> punctuality{value, {fmt::format("punctuality.{}", words_of(value).word), {}, {}, on}};
  punctuality.why.inputs = {
      {"asked", std::to_string(asked)}, {"late", std::to_string(late)}, {"missing", std::to_string(missing)}};
  punctuality.why.words = {
      fmt::format("{}：应报{}次，逾期报{}次，未报{}次", words_of(value).zh, asked, late, missing),
      fmt::format("{}: {} asked, {} late, {} missing", words_of(value).en, asked, late, missing)};
  if (missing > 0) {
    punctuality.why.words.zh += fmt::format("，最早应于{}前报", zh_day(missing_since));
    punctuality.why.words.en += fmt::format(", the first since {}", to_iso(missing_since));
  }
  return punctuality;
}

Explained<ResultState> result_of(const ReportedResult& result, Day on) {
  ResultState value = ResultState::kNothing;
  if (result.verified) {
    const double scale = std::fmax(1, std::fabs(*result.verified));
    const bool same = result.reported && std::fabs(*result.reported - *result.verified) <= 1e-9 * scale;
    value = same ? ResultState::kConfirmed : ResultState::kDiffers;
  } else if (result.reported) {
    value = ResultState::kNotVerified;
  }
  const std::string reported = result.reported ? figure(*result.reported) : "—";
  const std::string verified = result.verified ? figure(*result.verified) : "—";
  Explained<ResultState> explained{value, {fmt::format("result.{}", words_of(value).word), {}, {}, on}};
  explained.why.inputs = {
      {"reported", reported}, {"verified", verified}, {"verified_on", to_iso(result.verified_on)}};
  explained.why.words = {fmt::format("{}：填报{}，核查{}", words_of(value).zh, reported, verified),
                         fmt::format("{}: reported {}, verified {}", words_of(value).en, reported, verified)};
  return explained;
}

Explained<ResultState> result_of_conclusions(const TaskCase& task, Day on) {
  // The latest conclusion of each unit; one that failed speaks loudest.
  int passed = 0, failed = 0, applied = 0;
  Day last;
  for (const UnitCase& unit : task.units) {
    const Conclusion* latest = nullptr;
    for (const Conclusion& each : task.conclusions) {
      if (each.unit == unit.unit) latest = &each;
    }
    if (latest != nullptr) {
      const bool counts = latest->passed || latest->objection == ObjectionState::kChanged;
      counts ? ++passed : ++failed;
      last = std::max(last, latest->on);
    } else if (unit.state == TaskState::kCompletionApplied || unit.state == TaskState::kVerifying) {
      ++applied;
    }
  }
  const ResultState value = failed > 0    ? ResultState::kDiffers
                            : applied > 0 ? ResultState::kNotVerified
                            : passed > 0  ? ResultState::kConfirmed
                                          : ResultState::kNothing;
  Explained<ResultState> explained{value, {fmt::format("result.{}", words_of(value).word), {}, {}, on}};
  explained.why.inputs = {{"applied", std::to_string(applied)},
                          {"passed", std::to_string(passed)},
                          {"failed", std::to_string(failed)},
                          {"verified_on", to_iso(last)}};
  explained.why.words = {fmt::format("{}：{}个单位申请办结待核查，{}个核查通过，{}个核查不通过",
                                     words_of(value).zh, applied, passed, failed),
                         fmt::format("{}: {} units applied, {} passed verification, {} failed",
                                     words_of(value).en, applied, passed, failed)};
  return explained;
}

WorkState work_state(const TaskCase& task) {
  switch (task.state) {
    case TaskState::kClosed:
      return WorkState::kClosed;
    case TaskState::kArchived:
      return task.ending == Ending::kClosed ? WorkState::kClosed : WorkState::kSuspended;
    case TaskState::kSuspended:
    case TaskState::kTerminated:
      return WorkState::kSuspended;
    case TaskState::kCompletionApplied:
    case TaskState::kVerifying:
      return WorkState::kCompletionApplied;
    default:
      return WorkState::kOpen;
  }
}

FiveFacts five_facts(const TaskCase& task, const FiveFactsInput& input, const LightRules& rules, Day on) {
  FiveFacts facts;
  facts.workflow = workflow_of(task, on);
  std::vector<Explained<Light>> lights;
  lights.reserve(input.targets.size());
  for (LightInput target : input.targets) {
    target.due = due_of(task);
    target.work = work_state(task);
    lights.push_back(schedule_light(target, rules, on));
  }
  facts.light = task_light(lights, on);
  facts.punctuality = punctuality_of(input.reports, on);
  facts.result = result_of(input.result, on);
  facts.confidence = confidence_of(task, on);
  const TaskCase today = as_of(task, on);
  facts.late = today.late;
  facts.was_late = was_late(today);
  return facts;
}

}  // namespace duban
