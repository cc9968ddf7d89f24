#include "store/unit_present.h"

#include "store/cases.h"

namespace duban {

Result<PresentNames> PresentNames::load(sql::Connection& db, const std::vector<std::int64_t>& unit_ids) {
  PresentNames out;
  std::string list;
  for (const std::int64_t id : unit_ids) list += (list.empty() ? "" : ",") + std::to_string(id);
  if (list.empty()) return out;
  sql::Rows rows = TRY(db.query("SELECT id, name FROM unit WHERE id IN (" + list + ")"));
  while (TRY(rows.next())) out.names_.emplace(rows.integer(0), rows.string(1));
  return out;
}

std::string PresentNames::of(std::int64_t unit_id) const {
  const auto found = names_.find(unit_id);
  return found == names_.end() ? std::string() : found->second;
}

std::string PresentNames::of_key(std::string_view key) const { return of(unit_id_of(key)); }

}  // namespace duban
