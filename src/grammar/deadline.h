#pragma once

#include <optional>
#include <span>
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

// The deadline of a task: the latest day that its text (or the words behind 完成时限：) names. A month without
// a year is the plan year's; plan_year 0 leaves the date of such a phrase empty. Dates that something began or
// was issued on, days that come round (每月5日前), days before the plan year and years that only compare or
// name (比2025年, 2026版) are none.
std::optional<Deadline> read_deadline(std::string_view text, int plan_year);

// Whether the words, a piece between commas, say when and nothing else: 6月底前完成, 年内持续推进, 长期坚持.
bool says_when(std::string_view words);

// Whether they say how often something comes round and nothing of what: 每半年开展1次, 每月, 每季度通报; not 每年免费体检1次.
bool says_how_often(std::string_view words);

// Every deadline phrase of the text, in printed order.
std::vector<Deadline> read_deadlines(std::string_view text, int plan_year);

// The rules' names and what each reads, for the tests: a name may stand for several phrases.
struct DeadlineExample {
  std::string_view rule;
  std::string_view example;
  std::string_view date;  // in a plan of 2026
};
std::span<const DeadlineExample> deadline_examples();

}  // namespace duban
