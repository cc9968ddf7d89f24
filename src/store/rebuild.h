#pragma once

// Derives the drafts again with the reader and grammar of this program, applies what people corrected and
// settled, and proposes differences for what is approved.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "plan/plan.h"
#include "read/read.h"
#include "store/store.h"
#include "supervise/rights.h"

namespace duban {

struct RebuildOutcome {
  int plans = 0;
  int tasks_changed = 0;             // rows that are new, gone or different
  int proposals = 0;                 // new open ones, for approved plans
  int facts_out_of_place = 0;        // corrections that no longer find their place: each is now a finding
  int cases_made = 0;                // rows of approved plans that had no case
  int cases_mended = 0;              // kept cases that were others than their facts make
  int alignments = 0;                // pairs of papers that were compared again
  std::vector<Message> case_damage;  // tasks whose facts make no case: what was kept stays
};

// How a paper is read and extracted; the tests give their own.
struct Derived {
  Document document;
  Plan plan;
  int reader_version = 0;
};
using Derive = std::function<Result<Derived>(std::string_view bytes, std::string_view file_name)>;
Result<Derived> derive_now(std::string_view bytes, std::string_view file_name);

// plan_id: one plan, or all of the actor's government. progress(done, all) is called after each plan.
Result<RebuildOutcome> rebuild(Store& store, const Actor& actor, std::optional<std::int64_t> plan_id,
                               UtcMillis now, const std::function<void(int, int)>& progress = {},
                               const Derive& derive = derive_now);

}  // namespace duban
