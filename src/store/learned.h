#pragma once

// What people decided on the findings and units of earlier papers, put to use in a new one.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/result.h"
#include "store/draft.h"
#include "store/sql.h"
#include "store/unit_names.h"

namespace duban {

struct Learned {
  std::map<std::string, std::string> corrected;  // a unit's printed name → the name that was put for it
  std::set<std::pair<std::string, std::string>>
      ignored;  // kind and words of a finding on a unit that was ignored
};

// From the plans of this government that were imported before `plan_id`; what was withdrawn does not count.
Result<Learned> load_learned(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id);

// A unit that the register does not know and that was corrected before is proposed as it was corrected, in its
// finding or in a new one (unknown_unit). A finding on a unit that was ignored before is ignored again; it can
// be opened.
void apply_learned(const Learned& learned, const UnitNames& known, std::string_view date, Draft& draft);

}  // namespace duban
