#pragma once

#include <string_view>

#include "base/result.h"
#include "read/read.h"
#include "read/zip.h"

namespace duban {

// A workbook becomes a Document: each visible sheet a table with its merged cells, the rows above and below it
// that one cell fills as lines. Hidden sheets, rows and columns are left out, and a remark says so. Errors as
// read_xlsx_cells.
Result<Document> read_xlsx(std::string_view bytes);
// The same from its parts.
Result<Document> read_xlsx_document(const Parts& parts);

}  // namespace duban
