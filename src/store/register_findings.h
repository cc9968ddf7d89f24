#pragma once

// What the register of units says about the names of a draft: which of those that the reader doubts it knows,
// and which unit is nearest to one that it does not know.

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "store/draft.h"
#include "store/near_units.h"
#include "store/sql.h"
#include "store/unit_names.h"

namespace duban {

// Fields whose values are names of units.
bool is_unit_field(std::string_view field);

// A fresh finding on the name of a unit in a row of the draft; whoever makes it says why.
FindingRow unknown_unit_row(const Draft& draft, std::size_t row, std::string_view field, const Name& name);

// A finding on a name (unknown_unit) that the register knows is settled by the program, unless a person opened
// it again; one without proposal gets the nearest unit. A name that the register does not know but has a near
// unit for becomes a finding of its own, once a name, at the first cell that holds it. An empty register says
// nothing.
void apply_register(const UnitNames& known, const NearUnits& near, std::string_view date, Draft& draft);

// After a change of the register: open findings of the government on names that it knows now are settled by the
// program, and those that it so settled and knows no more are open again. Those that a person touched stay.
Result<void> settle_known_units(sql::Connection& db, std::int64_t government_id);

}  // namespace duban
