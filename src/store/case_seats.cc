#include "store/case_seats.h"

#include <algorithm>

#include "store/ledger_rows.h"

namespace duban {

std::vector<NamedUnits> named_units(const Task& row, const UnitNames& register_of_names,
                                    const GroupMembers& groups, std::string_view date) {
  std::vector<NamedUnits> out;
  const auto add = [&](const std::vector<Name>& names, UnitPart part) {
    for (const Name& name : names) {
      NamedUnits each{name.text, part, false, {}};
      if (const auto* members = groups.of(name.text)) {
        each.group = true;
        each.units = *members;
      } else if (const auto unit = register_of_names.resolve(name.text, date)) {
        each.units = {*unit};
      }
      out.push_back(std::move(each));
    }
  };
  add(row.lead_units, UnitPart::kLead);
  add(row.responsible_units, UnitPart::kResponsible);
  return out;
}

std::vector<UnitSeat> seats_of(const std::vector<NamedUnits>& named) {
  std::vector<UnitSeat> out;
  for (const NamedUnits& each : named) {
    for (const std::int64_t unit : each.units) {
      const std::string key = unit_key(unit);
      const bool there = std::any_of(out.begin(), out.end(), [&](const UnitSeat& s) { return s.unit == key; });
      if (!there) out.push_back({key, each.part});
    }
  }
  return out;
}

std::vector<NamedUnits> without_seat(std::vector<NamedUnits> named, const TaskCase& task) {
  std::vector<NamedUnits> out;
  for (NamedUnits& each : named) {
    const bool known = !each.units.empty();
    std::erase_if(each.units, [&](std::int64_t unit) { return unit_of(task, unit_key(unit)) != nullptr; });
    if (!known || !each.units.empty()) out.push_back(std::move(each));
  }
  return out;
}

Result<std::vector<NamedUnits>> names_without_seat(sql::Connection& db, const KeptCase& kept) {
  const LedgerRow row = TRY(load_row(db, kept.task_id));
  const RowContext context = TRY(row_context(db, kept.plan_id));
  const GroupMembers groups = TRY(GroupMembers::load(db, context.government_id, context.date));
  return without_seat(named_units(row.current, context.units, groups, context.date), kept.task);
}

}  // namespace duban
