#pragma once

// Whether words say who answers, and the brackets and rules that do.

#include <cstddef>
#include <optional>
#include <string_view>

#include "grammar/units.h"

namespace duban {

// The bracket at the end of text, blanks and a stop behind it aside: from its opening to its closing mark.
// Where the closing mark is missing, open is true. No check of what is in it.
struct Bracket {
  Range at;
  Range inside;
  bool unclosed = false;
};
std::optional<Bracket> last_bracket(std::string_view text);
// The first bracket of text, from `from` on, that says who answers; for tasks that run on behind it.
std::optional<Bracket> assigning_bracket(std::string_view text, std::size_t from);

// Whether a line may say one of the two rules below: one look at it.
bool may_say_who_leads(std::string_view line);

// Whether a line says that a unit that is named alone leads: 只有一个责任单位的，该单位为牵头单位.
bool only_one_leads(std::string_view line);
// 括号内分号前为牵头单位，分号后为配合单位: a rule for all tasks.
bool leads_before_semicolon(std::string_view line);

// Whether a line says that of several units the one listed first leads: 责任单位列第一位的为牵头单位.
bool first_listed_leads(std::string_view line);

// 省民政厅、省财政厅|；第一责任单位为牵头单位，下同: where such a rule is said behind units; 0 where none is.
std::size_t rule_behind_units(std::string_view words);
// Where a bracket of the words opens that holds that rule: 市教育局、市财政局（排名第一的为牵头单位，下同）; npos where none does.
std::size_t rule_in_bracket(std::string_view words);

// 以上工作由, 上述任务均由 in front of who answers for all that stands above, in bytes; 0 where no such words stand.
std::size_t said_of_above(std::string_view words);

// Whether the words in a bracket say who answers.
bool is_assignment(std::string_view words);

// Whether the words in a bracket are names of units and nothing else. Weaker than is_assignment: enough only where
// the brackets at the ends of other tasks say who answers.
bool names_units(std::string_view words);

// Where the term begins that stands behind such names: 10月底前 of 市教育局、市财政局10月底前; 0 where none does.
std::size_t term_behind_names(std::string_view words);

}  // namespace duban
