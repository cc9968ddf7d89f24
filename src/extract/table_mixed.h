#pragma once

// Cells that name units and the persons who answer in them.

#include <optional>

#include "text/mapped.h"

namespace duban {

// 县水利局（李强）, 县住建局 赵明, 县民政局：周华, 李明 县委常委、副县长, 县委常委、副县长李明: the units and the persons, each a list parted with 、;
// offices of persons belong to neither.
struct UnitsAndPeople {
  Mapped units;
  Mapped people;
};

// None where the cell holds units alone, persons alone without their offices, or words that are neither. `leaders`: the
// column is theirs, so that a name among units is a person's; elsewhere it must stand with its unit.
std::optional<UnitsAndPeople> part_units_and_people(const Mapped& cell, bool leaders);

}  // namespace duban
