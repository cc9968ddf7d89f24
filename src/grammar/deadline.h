#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "grammar/took.h"

namespace duban {

// When a task must be done, as the paper says it.
struct Deadline {
  std::string date;  // ISO 8601, the last day it may be done on; empty where the words do not tell a day
  std::string text;  // as printed: 6月底前
  Span span;         // byte range of the text given
  std::string rule;  // deadline.month_end
  bool operator==(const Deadline&) const = default;
};

// The deadline of a task: the last day that its text (or the words behind 完成时限：) names for the whole of
// it. A month without a year is the plan year's; plan_year 0 leaves the date of such a phrase empty. Dates that
// something began or was issued on, and years that only compare (比2025年) or name (2026版), are none.
std::optional<Deadline> read_deadline(std::string_view text, int plan_year);

// Every deadline phrase of the text, in printed order.
std::vector<Deadline> read_deadlines(std::string_view text, int plan_year);

}  // namespace duban
