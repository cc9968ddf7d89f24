#pragma once

// Who answers for a task: the bracket behind it, or the words behind 牵头单位：.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/assigning.h"
#include "grammar/person.h"
#include "grammar/role_label.h"
#include "grammar/units.h"

namespace duban {

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
  bool only_helpers = false;    // all responsible units stand behind 配合单位： or its like
  bool has_lead_label = false;  // 牵头单位： is printed, whatever stands behind it
  std::string_view rule;

  bool empty() const { return leaders.empty() && lead_units.empty() && responsible_units.empty(); }
};

// Adds what text[range] says to `into`: labelled parts, or clauses (A牵头,B、C等按职责分工负责). False where it
// says nothing about who answers; then `into` is as it was.
bool read_responsibility(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix);
// The same where `only` is the one label that text[range] holds, which then need not be looked for.
bool read_responsibility(std::string_view text, Range range, const Label& only, Responsibility& into,
                         UnitPrefix& prefix);

// Adds what text[range], the words behind a label or in a table's cell, says: its units or people, or, where it
// holds labels or verbs of its own (A牵头,B配合), what those say.
void read_labelled_value(std::string_view text, Range range, RoleKind kind, Responsibility& into,
                         UnitPrefix& prefix);

}  // namespace duban
