#pragma once

// Who answers for a task: the bracket behind it, or the words behind 牵头单位：.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/person.h"
#include "grammar/units.h"

namespace duban {

enum class RoleKind { kLeader, kLead, kResponsible, kShared, kClause, kDeadline, kText, kAside };

// 牵头单位： at the beginning of a part.
struct Label {
  Range at;  // the words with their colon
  RoleKind kind = RoleKind::kLead;
  bool operator==(const Label&) const = default;
};

// What a bracket or some labelled lines say. Ranges are of the text that was given.
struct Responsibility {
  std::vector<Person> leaders;
  std::vector<Unit> lead_units;
  std::vector<Unit> responsible_units;
  bool shared = false;
  bool each = false;  // 分别: every one for a part of its own
  bool open_lead = false;
  bool open_responsible = false;
  Range deadline;           // the words behind 完成时限：
  std::vector<Range> more;  // behind 目标任务：, more of the task's text
  bool labelled = false;
  bool has_lead_label = false;  // 牵头单位： is printed, whatever stands behind it
  std::string_view rule;

  bool empty() const { return leaders.empty() && lead_units.empty() && responsible_units.empty(); }
};

// The label that text[at…] begins with: 牵头单位：.
std::optional<Label> label_at(std::string_view text, std::size_t at);
// What a word in front of a colon says, where it is one of those: 牵头单位, 厅领导.
std::optional<RoleKind> label_word(std::string_view word);
// The label that words begin with where no colon follows, with what stands behind it in place of the colon taken
// off: 牵头单位 县住建局, 牵头领导林芳, 【牵头处室】财务处. `usual` tells that lines of the paper begin so again and
// again; where they do not, what stands behind must be what such a label wants.
struct BareLabel {
  Range word;  // the label's own words
  std::size_t value = 0;
  RoleKind kind = RoleKind::kLead;
};
std::optional<BareLabel> bare_label(std::string_view words, bool usual);

// All labels of text[range] that stand at its beginning or behind a stop, a blank or a bracket.
std::vector<Label> labels_in(std::string_view text, Range range);

// Adds what text[range] says to `into`: labelled parts, or clauses (A牵头,B、C等按职责分工负责). False where it
// says nothing about who answers; then `into` is as it was.
bool read_responsibility(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix);

// Adds what text[range], the words behind a label or in a table's cell, says: its units or people, or, where it
// holds labels or verbs of its own (A牵头,B配合), what those say.
void read_labelled_value(std::string_view text, Range range, RoleKind kind, Responsibility& into,
                         UnitPrefix& prefix);

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

// Whether a line says that a unit that is named alone leads: 只有一个责任单位的，该单位为牵头单位.
bool only_one_leads(std::string_view line);

// Whether a line says that of several units the one listed first leads: 责任单位列第一位的为牵头单位.
bool first_listed_leads(std::string_view line);

// 以上工作由, 上述任务均由 in front of who answers for all that stands above, in bytes; 0 where no such words stand.
std::size_t said_of_above(std::string_view words);

// Whether the words in a bracket say who answers.
bool is_assignment(std::string_view words);

// Whether the words in a bracket are names of units and nothing else. Weaker than is_assignment: enough only where
// the brackets at the ends of other tasks say who answers.
bool names_units(std::string_view words);

}  // namespace duban
