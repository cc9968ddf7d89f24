#pragma once

// Report → plan: which clauses of a work report each task comes from, what no task carries, and where the words
// changed on the way (docs/alignment.md). Deterministic. Only what is held is judged: a missing part is said.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"

namespace duban {

struct TraceSource {
  std::string text;        // the part of the clause
  std::size_t clause = 0;  // its place in report.clauses
  Span span;               // of the sentence in the report's text
  double score = 0;        // 0 … 1: share of the words that both hold, by rarity; below 0.6 in other words
};
struct TracedTask {
  std::string no;                    // L3 for the third row of a list
  std::vector<TraceSource> sources;  // in order of the report; empty: without a source
};

struct Uncovered {
  std::string text;
  std::string section;  // labels joined by /
  ClauseClass clause_class = ClauseClass::kCommitment;
  Span span;
  double covered = 0;  // share of its words that some task holds
};

enum class DriftKind { kWording, kFigure, kDroppedItem };
std::string_view to_word(DriftKind kind);
std::string_view zh_name(DriftKind kind);
struct Drift {
  std::string task;
  std::string report, plan;  // the two parts; of what a task adds, its own and the source beside it
  DriftKind kind = DriftKind::kWording;
  std::string detail;      // the words: 乡镇 → 小镇; the item that was dropped
  std::size_t clause = 0;  // of the report
  bool added = false;      // the plan's part stands beside what has a source: nothing of the report became it
};

struct Trace {
  std::vector<TracedTask> tasks;  // all of them, in printed order
  std::vector<Uncovered> uncovered;
  std::vector<Drift> drift;
  std::vector<Message> remarks;
};

inline constexpr std::size_t kMostParts = 50000;

// kInvalid where the first paper is no report or the second has no task; kTooLarge beyond kMostParts comma
// parts of a paper.
Result<Trace> trace(const Plan& report, const Plan& plan);

}  // namespace duban
