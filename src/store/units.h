#pragma once

// The unit register: tree, names with dates, renaming, merging, and what a plan proposes for it. JSON as
// docs/api.md says. After every change here the printed names of the government's plans are looked up again.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

// at: an ISO date; units that exist then, with the names of then. Empty: today's.
Result<std::string> list_units(sql::Connection& db, const Actor& actor, std::string_view at, UtcMillis now);
Result<Versioned> read_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id, UtcMillis now);

struct NewUnit {
  std::string name;
  std::optional<std::int64_t> parent_id;
  std::string level;
  std::string kind;
  std::vector<std::string> aliases;
  std::string valid_from;  // ISO date or empty: since ever
};
// Errors: kConflict (an existing unit bears the name), kInvalid, kNotFound (parent), kForbidden.
Result<std::int64_t> make_unit(sql::Connection& db, const Actor& actor, const NewUnit& unit, UtcMillis now);

struct UnitChange {
  bool set_parent = false;
  std::optional<std::int64_t> parent_id;
  std::optional<std::string> level;
  std::optional<std::string> kind;
  std::optional<std::string> valid_to;
};
// A parent below the unit itself is kConflict.
Result<void> change_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                         std::optional<std::int64_t> expected_version, const UnitChange& change, UtcMillis now);
Result<void> rename_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                         std::optional<std::int64_t> expected_version, std::string_view name,
                         std::string_view on, UtcMillis now);
// Its tasks, names, sub-units, portfolios and accounts go over to `into`; it stays in history. How many tasks.
Result<int> merge_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                       std::optional<std::int64_t> expected_version, std::int64_t into, std::string_view on,
                       UtcMillis now);
Result<void> add_alias(sql::Connection& db, const Actor& actor, std::int64_t unit_id, std::string_view text,
                       UtcMillis now);
// add_alias as a part of a larger transaction; the printed names are looked up by the caller (names_changed).
Result<void> keep_alias(sql::Connection& db, const Actor& actor, std::int64_t unit_id, std::string_view text,
                        UtcMillis now);
// Looks up again what the printed names of the government's plans mean, and which findings on names that
// settles.
Result<void> names_changed(sql::Connection& db, std::int64_t government_id);
Result<void> remove_alias(sql::Connection& db, const Actor& actor, std::int64_t unit_id, std::int64_t alias_id,
                          UtcMillis now);

// Names of the plan that the register does not know, each with the unit it likely means.
Result<std::string> unit_proposals(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                   UtcMillis now);
struct TakenProposals {
  std::vector<std::string> create;
  std::vector<std::pair<std::string, std::int64_t>> alias;  // name, unit
};
struct TakenCount {
  int created = 0;
  int aliased = 0;
};
Result<TakenCount> take_unit_proposals(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                       const TakenProposals& taken, UtcMillis now);

}  // namespace duban
