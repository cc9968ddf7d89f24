#pragma once

// How a round goes: units × state, silent tasks, and the burden on units.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// Each report stands in one of the first seven columns; handed_in, late and missing run across them.
struct BoardRow {
  std::int64_t unit_id = 0;
  std::string unit;
  int reports = 0;  // asked for, without those excused
  int asked = 0, draft = 0, submitted = 0, reviewing = 0, returned = 0, accepted = 0;
  int excused = 0;  // the unit's part ended before the due date
  int handed_in = 0, late = 0, missing = 0;
  bool operator==(const BoardRow&) const = default;
};
// By unit, in order of missing, then name; for units their own rows only. kNotFound: no such round.
Result<std::vector<BoardRow>> board_rows(sql::Connection& db, const Actor& actor, std::int64_t round_id,
                                         UtcMillis now);
// {"round":{…},"units":[…],"total":{…}}
Result<std::string> read_board(sql::Connection& db, const Actor& actor, std::int64_t round_id, UtcMillis now);

// The board, and every report of the round, as XLSX.
struct BoardWorkbook {
  std::string title;
  std::string bytes;
};
Result<BoardWorkbook> board_workbook(sql::Connection& db, const Actor& actor, std::int64_t round_id,
                                     UtcMillis now);

// Units that answer for a running task and said nothing for so many days (0: the office's rule): {"days",
// "items":[{"task_id","no","text","unit_id","unit","last_on","since","silent_days"}],"total","next":null}, the
// longest silence first.
Result<std::string> silent_tasks(sql::Connection& db, const Actor& actor, std::int64_t plan_id, int days,
                                 UtcMillis now);

// How often each unit was asked for what, between two days (with both; empty: open):
// {"items":[{"unit_id","unit", "rounds","reports","tasks","saved","values","returned"}],…}. saved: asks that a
// report elsewhere served.
Result<std::string> unit_burden(sql::Connection& db, const Actor& actor, std::string_view from,
                                std::string_view to, UtcMillis now);

}  // namespace duban
