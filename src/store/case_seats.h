#pragma once

// Which units the printed names of a row give a seat on its task, and which names have none.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"
#include "store/cases.h"
#include "store/group_members.h"
#include "store/sql.h"
#include "store/unit_names.h"

namespace duban {

struct NamedUnits {
  std::string name;  // as printed
  UnitPart part = UnitPart::kResponsible;
  bool group = false;               // the register of members knows the name
  std::vector<std::int64_t> units;  // empty: the register does not know it
};

// In printed order, leads first. date: of the names (ISO 8601).
std::vector<NamedUnits> named_units(const Task& row, const UnitNames& register_of_names,
                                    const GroupMembers& groups, std::string_view date);
// Each unit once, with the first part that it is named for.
std::vector<UnitSeat> seats_of(const std::vector<NamedUnits>& named);

// Printed names without a seat: the register does not know them, or came to know them after approval (then
// `units` says whom to add by kAddUnit). A unit that was reassigned or released had its seat.
std::vector<NamedUnits> without_seat(std::vector<NamedUnits> named, const TaskCase& task);
Result<std::vector<NamedUnits>> names_without_seat(sql::Connection& db, const KeptCase& kept);

}  // namespace duban
