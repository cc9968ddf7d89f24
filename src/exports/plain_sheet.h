#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duban {

// A workbook of one sheet with these words, the first row in bold and frozen, columns as wide as `widths`
// (characters); every cell is text, so none can act as a formula. For forms that people fill in. Errors:
// kNoSpace.
Result<std::string> plain_sheet(std::string_view name, const std::vector<std::vector<std::string>>& rows,
                                const std::vector<int>& widths);

}  // namespace duban
