#pragma once

#include <string_view>

#include "base/result.h"
#include "read/read.h"

namespace duban {

// A workbook becomes a Document: each visible sheet a table with its merged cells, the rows above and below it
// that one cell fills as lines. Errors as read_xlsx_cells.
Result<Document> read_xlsx(std::string_view bytes);

}  // namespace duban
