#pragma once

// What the cells of a workbook that goes out and comes back stand for: their words out of the ledger, their
// words read, whether this person may change them, and the change itself. Only for src/store (trips.cc,
// merges.cc).

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "exports/round_trip.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

// "T12" is 12 of 'T'; "V7.0" has a second number.
struct TripKey {
  char kind = 0;  // T task, R report, V value of a report
  std::int64_t id = 0;
  int part = 0;
};
std::optional<TripKey> trip_key(std::string_view id);

// Why a cell may not become what it holds, with the remedy; nothing where it may.
using Refusal = std::optional<Message>;

struct Adjusting {
  std::string reason, document;
};

// One kind of sheet: the tasks of a plan, or a unit's reports.
class TripCells {
 public:
  TripCells() = default;
  TripCells(const TripCells&) = delete;
  TripCells& operator=(const TripCells&) = delete;
  virtual ~TripCells() = default;

  virtual TripSheet sheet() const = 0;  // as it stands now
  // The words of a cell now; nothing where the person sees no such row any more.
  virtual std::optional<std::string> now(const TripKey& row, std::string_view column) const = 0;
  // Words that say the same are made the same: 市教育局，市财政局 is 市教育局、市财政局. As they are where they
  // make no sense.
  virtual std::string plain(std::string_view column, std::string_view words) const = 0;
  virtual Refusal refuses(const TripKey& row, std::string_view column, std::string_view words) const = 0;
  // Inside a transaction that runs.
  virtual Result<void> apply(sql::Connection& db, const Actor& actor, const TripKey& row,
                             std::string_view column, std::string_view words, const Adjusting& how,
                             UtcMillis now) = 0;
  // For the list of changes: which task, its number and words.
  struct About {
    std::int64_t task_id = 0;
    std::string no, text;
  };
  virtual About about(const TripKey& row) const = 0;
};

// The sheets that a person gets of a plan: 台账 for all; 填报 and 指标 for those whose unit has a report to
// write. ids: only these tasks, in this order; nothing: all that he sees. Errors: kNotFound, kForbidden.
Result<std::vector<std::unique_ptr<TripCells>>> trip_cells(sql::Connection& db, const Actor& actor,
                                                           std::int64_t plan_id,
                                                           const std::optional<std::vector<std::int64_t>>& ids,
                                                           UtcMillis now);

// Only their sheets (trip_reports.cc); none for who has no report to write.
Result<std::vector<std::unique_ptr<TripCells>>> trip_report_cells(sql::Connection& db, const Actor& actor,
                                                                  std::int64_t plan_id);

// 2026-06-30, 2026/6/30, 2026.6.30 or 2026年6月30日 as 2026-06-30; nothing for other words.
std::optional<std::string> trip_date(std::string_view words);

}  // namespace duban
