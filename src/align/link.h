#pragma once

// Plan → plan: the same commitment continued from year to year, from province to city, or from the main text to
// its annex (docs/alignment.md). Deterministic; every link says why.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "align/pair.h"
#include "base/result.h"
#include "plan/plan.h"

namespace duban {

enum class LinkType {
  kSame,     // the same commitment goes on
  kRelated,  // the same programme, project or place
};
std::string_view to_word(LinkType type);
std::string_view zh_name(LinkType type);

// What became of a target. Raised and lowered mean the promise, not the figure: 失业率 5.5%以内 → 5%以内 is
// raised.
enum class TargetChangeKind { kUnchanged, kRaised, kLowered, kSoftened, kHardened, kMoved, kShare };
std::string_view to_word(TargetChangeKind kind);
std::string_view zh_name(TargetChangeKind kind);

struct TargetChange {
  std::string indicator;
  std::string from, to;  // as printed: 5.5%左右
  TargetChangeKind kind = TargetChangeKind::kUnchanged;
  std::optional<double> share;  // of the whole that the later one carries: 350 of 1000 is 0.35
  std::vector<std::string> units_from, units_to;  // kMoved: the lead units
};

struct PlanLink {
  std::string from, to;  // numbers; L3 for the third row of a list
  LinkType type = LinkType::kSame;
  double score = 0;                 // 0 … 1: the chance that it is the same commitment
  std::vector<std::string> shared;  // the phrases, topics and units that both hold, weightiest first
  Message why;
  std::vector<TargetChange> targets;
};

// A countable target of the earlier (upper) plan and what the later (lower) one's tasks carry of it.
struct ApportionedTarget {
  std::string no, indicator, unit;
  double whole = 0;
  struct Part {
    std::string no;
    double value = 0;
  };
  std::vector<Part> parts;
  double sum = 0;
};

struct PlanLinks {
  std::vector<PlanLink> links;              // in order of from, then to
  std::vector<std::string> dropped, added;  // without a link of type same
  std::vector<std::string> split, merged;   // from with several, to with several links of type same
  std::vector<ApportionedTarget> shares;    // where the two plans are of different levels
  std::vector<Message> remarks;             // other regions, the same paper, an empty side
};

inline constexpr std::size_t kMostTasksOfASide = 20000;

// The same plan on both sides: its main text against its lists. kTooLarge beyond kMostTasksOfASide, kInvalid
// where a side has no task.
Result<PlanLinks> link_plans(const Plan& earlier, const Plan& later);

// Every candidate pair with the inputs of its chance, one a line, tab-separated: for tools/fit_links.py.
Result<std::string> link_inputs(const Plan& earlier, const Plan& later);

}  // namespace duban
