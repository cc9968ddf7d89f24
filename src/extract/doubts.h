#pragma once

// How sure a cell of the ledger is. A cell is sure where no finding that a person must look at lies in it and
// nothing about how it was read is doubtful; docs/benchmarks.md says how many of the sure ones are right.

#include <string_view>
#include <vector>

#include "plan/plan.h"

namespace duban {

enum class DoubtKind {
  kUnknownName,   // nothing that the lexicon of bodies knows
  kRestoredName,  // a prefix was put in front of what is no known department
  kOddName,       // too long or too short for a name, or it holds a verb or a stop
  kNobody,        // nobody answers for the task
  kFirstListed,   // leads only because it stands first
  kNoLeader,      // other tasks name a leader, or the paper speaks of them
  kOddText,       // too short for a task, damaged, or it does not end as sentences do
  kWordsOfDuty,   // the text still holds who answers
  kSeveralTasks,  // the text holds the number of another task, or begins with one
  kUnreadAmount,  // a quantity is printed that no target was made of
  kOddTarget,     // an indicator too short or too long to be one
  kOddRow,        // not like the other rows: no number among numbered ones, or a finding on the row
  kOddPaper,      // many rows are odd: the layout may be read wrongly
};

struct Doubt {
  std::string_view field;  // text, leaders, lead_units, responsible_units, targets
  DoubtKind kind = DoubtKind::kOddText;
  bool operator==(const Doubt&) const = default;
};

// The doubts about each task's cells: the plan's own tasks, then those of its lists. `text` is the reader's
// text. What makes a row doubtful makes all its cells so; of one kind a cell has one doubt.
std::vector<std::vector<Doubt>> doubts_of(const Plan& plan, std::string_view text);

std::string_view to_word(DoubtKind kind);  // unknown_name, …
std::string_view zh_name(DoubtKind kind);  // for a clerk: 单位名称不认识

}  // namespace duban
