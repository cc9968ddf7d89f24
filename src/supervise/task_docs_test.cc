// docs/supervision.md: the table and the diagrams are made from the code's table. `duban_tests --update` writes
// them again.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "source_folder.h"
#include "supervise/goal_rules.h"
#include "supervise/problem_life.h"
#include "supervise/report_life.h"
#include "supervise/task_life.h"

namespace duban {
namespace {

bool docs_update_wanted() {
  for (const std::string& argument : ::testing::internal::GetArgvs()) {
    if (argument == "--update") return true;
  }
  return false;
}

std::vector<TaskState> states_in(SetOf<TaskState> set) {
  std::vector<TaskState> states;
  for (int i = 0; i < kTaskStateCount; ++i) {
    if (set.has(static_cast<TaskState>(i))) states.push_back(static_cast<TaskState>(i));
  }
  return states;
}

SetOf<TaskState> running_states() {
  SetOf<TaskState> set;
  for (int i = 0; i < kTaskStateCount; ++i) {
    if (is_running(static_cast<TaskState>(i))) set.bits |= 1U << i;
  }
  return set;
}

// Mermaid (stateDiagram-v2): an edge for each change of state, the actions of one pair of states on one edge.
std::string diagram(Scope scope) {
  std::map<std::pair<std::string, std::string>, std::string> edges;
  SetOf<TaskState> shown;
  const auto edge = [&](std::string_view from, std::string_view to, std::string_view label) {
    std::string& labels = edges[{std::string(from), std::string(to)}];
    labels += labels.empty() ? std::string(label) : "、" + std::string(label);
  };
  for (const Transition& row : transitions()) {
    const bool dispatches = scope == Scope::kUnit && row.action == TaskAction::kDispatch;
    if (dispatches) edge("[*]", to_word(TaskState::kDispatched), row.zh);
    if (row.scope != scope || !row.to) continue;
    // The states in between are the units': the task's diagram shows them as one.
    const bool all_running =
        scope == Scope::kTask && (row.from.bits & running_states().bits) == running_states().bits;
    if (all_running) edge("running", to_word(*row.to), row.zh);
    for (const TaskState from : states_in(row.from)) {
      if (scope == Scope::kTask && is_running(from)) continue;
      if (from == *row.to) continue;
      const bool to_running = scope == Scope::kTask && is_running(*row.to);
      edge(to_word(from), to_running ? "running" : to_word(*row.to), row.zh);
      shown.bits |= 1U << static_cast<unsigned>(from);
    }
    shown.bits |= 1U << static_cast<unsigned>(*row.to);
  }
  if (scope == Scope::kTask) {
    edge("[*]", to_word(TaskState::kDraft), "");
    edge("running", to_word(TaskState::kClosed), "牵头、汇总单位全部办结");
    edge(to_word(TaskState::kSuspended), "running", zh_name(TaskAction::kResume));
    edge(to_word(TaskState::kSuspended), to_word(TaskState::kClosed), "复核改变结论后全部办结");
    edge(to_word(TaskState::kArchived), "[*]", "");
  } else {
    edge(to_word(TaskState::kClosed), "[*]", "");
    edge(to_word(TaskState::kReleased), "[*]", "");
  }
  std::string text = "```mermaid\nstateDiagram-v2\n";
  if (scope == Scope::kTask) text += "  state \"办理中 (running)\" as running\n";
  for (const TaskState state : states_in(shown)) {
    if (scope == Scope::kTask && is_running(state)) continue;
    text += fmt::format("  state \"{} ({})\" as {}\n", zh_name(state), to_word(state), to_word(state));
  }
  for (const auto& [ends, labels] : edges) {
    text += fmt::format("  {} --> {}{}\n", ends.first, ends.second, labels.empty() ? "" : " : " + labels);
  }
  return text + "```\n";
}

std::string state_words(SetOf<TaskState> set) {
  const SetOf<TaskState> running = running_states();
  std::string words;
  const auto add = [&](std::string_view word) { words += (words.empty() ? "" : ", ") + std::string(word); };
  if ((set.bits & running.bits) == running.bits) {
    add("*running*");
    set.bits &= ~running.bits;
  }
  for (const TaskState state : states_in(set)) add(to_word(state));
  return words;
}

std::string party_words(SetOf<Party> set) {
  std::string words;
  for (const Party party : {Party::kOffice, Party::kUnit, Party::kLeader}) {
    if (set.has(party)) words += (words.empty() ? "" : ", ") + std::string(to_word(party));
  }
  return words;
}

std::string need_words(const Transition& row) {
  constexpr std::string_view kNames[] = {
      "unit",    "other unit", "text",       "document",   "field and value", "date",
      "closure", "confidence", "conclusion", "an officer", "other task"};
  std::string words;
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    const auto need = static_cast<Need>(i);
    if (need == Need::kUnit && row.scope == Scope::kUnit) continue;  // goes without saying
    if (row.needs.has(need)) words += (words.empty() ? "" : ", ") + std::string(kNames[i]);
  }
  return words;
}

std::string limit_words(const Transition& row) {
  std::string words = row.starts ? "+" + std::string(to_word(*row.starts)) : "";
  for (int i = 0; i < kLimitKindCount; ++i) {
    if (!row.stops.has(static_cast<LimitKind>(i))) continue;
    words += (words.empty() ? "−" : " −") + std::string(to_word(static_cast<LimitKind>(i)));
  }
  return words;
}

std::string table() {
  std::string text =
      "| action | 中文 | by | states | becomes | wants | limits (+ starts, − ends) | told | and |\n"
      "|---|---|---|---|---|---|---|---|---|\n";
  for (const Transition& row : transitions()) {
    text += fmt::format("| {}{} | {} | {} | {} | {} | {} | {} | {} | {} |\n", row.word,
                        row.scope == Scope::kUnit ? " *unit*" : "", row.zh, party_words(row.by),
                        state_words(row.from), row.to ? to_word(*row.to) : "", need_words(row),
                        limit_words(row), party_words(row.tells), row.guard);
  }
  return text;
}

std::string report_table() {
  std::string text = "| action | 中文 | by | states | becomes |\n|---|---|---|---|---|\n";
  for (const ReportTransition& row : report_transitions()) {
    std::string from;
    for (int i = 0; i < kReportStateCount; ++i) {
      const auto state = static_cast<ReportState>(i);
      if (row.from.has(state)) from += (from.empty() ? "" : ", ") + std::string(to_word(state));
    }
    text += fmt::format("| {} | {} | {} | {} | {} |\n", row.word, row.zh, party_words(row.by), from,
                        to_word(row.to));
  }
  return text;
}

std::string problem_table() {
  std::string text = "| action | 中文 | by | states | becomes | wants |\n|---|---|---|---|---|---|\n";
  for (const ProblemTransition& row : problem_transitions()) {
    std::string from;
    for (int i = 0; i < kProblemStateCount; ++i) {
      const auto state = static_cast<ProblemState>(i);
      if (row.from.has(state)) from += (from.empty() ? "" : ", ") + std::string(to_word(state));
    }
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", row.word, row.zh, party_words(row.by), from,
                        row.to ? to_word(*row.to) : "", row.wants);
  }
  return text;
}

std::string limit_table() {
  std::string text = "| limit | 中文 | length | duty of |\n|---|---|---|---|\n";
  for (int i = 0; i < kLimitKindCount; ++i) {
    const auto kind = static_cast<LimitKind>(i);
    if (kind == LimitKind::kDue) continue;
    const Limit limit = default_limit_rules().limits[static_cast<std::size_t>(i)];
    const bool working = limit.count == DayCount::kWorkingDays;
    text += fmt::format("| {} | {} | {} {}{} | {} |\n", to_word(kind), zh_name(kind), limit.number,
                        working ? "working day" : "day", limit.number == 1 ? "" : "s", to_word(duty_of(kind)));
  }
  return text;
}

std::string goal_table() {
  std::string text = "| kind | 中文 | reached when | judged by |\n|---|---|---|---|\n";
  for (int i = 0; i <= static_cast<int>(QualitativeKind::kRanking); ++i) {
    const GoalRule& rule = goal_rule(static_cast<QualitativeKind>(i));
    text += fmt::format("| {} | {} | {}（{}） | {}（{}） |\n", to_word(*rule.goal), zh_name(*rule.goal),
                        rule.reached.zh, rule.reached.en, rule.judged_by.zh, rule.judged_by.en);
  }
  const GoalRule& stage = *goal_rule(PromiseKind::kStage);
  text += fmt::format("| stage | 工程阶段 | {}（{}） | {}（{}） |\n", stage.reached.zh, stage.reached.en,
                      stage.judged_by.zh, stage.judged_by.en);
  return text;
}

TEST(TaskDocs, ShowTheTableAsItIs) {
  const std::string path = source_folder() + "/docs/supervision.md";
  std::ifstream in(path, std::ios::binary);
  const std::string printed((std::istreambuf_iterator<char>(in)), {});
  const std::map<std::string, std::string> parts = {
      {"unit diagram", diagram(Scope::kUnit)},
      {"task diagram", diagram(Scope::kTask)},
      {"table", table()},
      {"reports", report_table()},
      {"problems", problem_table()},
      {"limits", limit_table()},
      {"goals", goal_table()},
  };
  std::string made = printed;
  for (const auto& [name, text] : parts) {
    const std::string head = "<!-- generated: " + name + " -->\n";
    const std::size_t begin = made.find(head);
    ASSERT_NE(begin, std::string::npos) << name;
    const std::size_t from = begin + head.size();
    const std::size_t end = made.find("<!-- end -->", from);
    ASSERT_NE(end, std::string::npos) << name;
    made.replace(from, end - from, text);
  }
  EXPECT_EQ(made, printed) << "docs/supervision.md is not what the table says: duban_tests --update";
  if (docs_update_wanted()) std::ofstream(path, std::ios::binary) << made;
}

TEST(TaskDocs, EveryActionHasItsWords) {
  for (const Transition& row : transitions()) {
    EXPECT_EQ(task_action_from_word(row.word), row.action);
    EXPECT_FALSE(row.zh.empty());
    EXPECT_FALSE(row.en.empty());
    EXPECT_FALSE(row.by.empty()) << row.word;
    EXPECT_FALSE(row.from.empty()) << row.word;
    EXPECT_EQ(row.scope == Scope::kUnit, !row.task_states.empty()) << row.word;
    EXPECT_EQ(row.scope == Scope::kUnit && !row.needs.has(Need::kUnit), false) << row.word;
  }
  EXPECT_FALSE(task_action_from_word("nothing"));
}

}  // namespace
}  // namespace duban
