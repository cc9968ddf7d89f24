#pragma once

// The ledger as a workbook that comes back (spec "process" section 6): each row carries its id, the book the
// number of its export; what was written out is kept as it was (to_json) and compared with what comes back.
// Pure: which of the changes are taken, and who may, is store/merges.h.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/xlsx_cells.h"

namespace duban {

struct TripColumn {
  std::string key;  // as in the JSON: lead_units
  std::string zh;
  bool editable = false;  // the others are shown grey; what is changed in them is refused
  double width = 12;
  bool operator==(const TripColumn&) const = default;
};
struct TripRow {
  std::string id;                  // T12: a task; R7: a report; V7.0: a value of a report. Without its check.
  std::vector<std::string> cells;  // one a column
  bool operator==(const TripRow&) const = default;
};
struct TripSheet {
  std::string name;
  std::vector<TripColumn> columns;
  std::vector<TripRow> rows;
  bool operator==(const TripSheet&) const = default;
};
struct TripBook {
  std::string token;  // E12-9f3c01ab: number of the export and a secret of it
  std::string title;
  std::vector<TripSheet> sheets;
  bool operator==(const TripBook&) const = default;
};

// Row 1 says what the book is, row 2 has the headings, the first column the row ids with a check that finds one
// that was changed by hand. Errors: kNoSpace, kIo.
Result<std::string> trip_to_xlsx(const TripBook& book);

std::string to_json(const TripBook& book);
Result<TripBook> trip_from_json(std::string_view json);  // kDamaged

// The number of the export that a workbook names; empty where none does.
std::string trip_token(const std::vector<SheetCells>& sheets);

// A cell that is no longer as it went out. Blanks at the ends and kinds of line breaks are no change.
struct TripChange {
  std::size_t sheet = 0, column = 0;  // in the TripBook
  std::size_t row = 0;                // in its sheet
  std::string place;                  // D12
  std::string base, theirs;
  bool operator==(const TripChange&) const = default;
};
// What was not read, or not as a change, in words: which sheet, row and column, and what to do.
struct TripNote {
  std::string kind;  // moved_rows, dropped_rows, new_row, unknown_id, repeated_id, dropped_column,
                     // added_column, repeated_column, merged_cells, error_cell, dropped_sheet, added_sheet
  Message words;
  bool operator==(const TripNote&) const = default;
};
struct TripReturn {
  std::vector<TripChange> changes;
  std::vector<TripNote> notes;  // at most kMaxTripNotes of a kind, the rest counted in one more
};
inline constexpr std::size_t kMaxTripNotes = 20;

// A dropped column, row or sheet is never taken for emptied cells. Errors: kInvalid where the ids' column is
// gone from every sheet.
Result<TripReturn> compare_trip(const TripBook& exported, const std::vector<SheetCells>& sheets);

}  // namespace duban
