#pragma once

#include "text/mapped.h"

namespace duban {

// Names of units in bold among names that are not (**市教育局**、市财政局) get a star in the place of their asterisks, as papers
// without bold letters print it: ★市教育局、市财政局. Only where the paper says that bold names lead (黑体字为牵头单位), or where
// several of its lines mix both. All other bold words stay as they are.
void star_bold_units(Mapped& text);

}  // namespace duban
