#include "store/unit_tree.h"

#include "store/visibility.h"

namespace duban {

Result<bool> unit_within(sql::Connection& db, std::int64_t unit, std::int64_t above) {
  const auto found =
      TRY(db.one("WITH RECURSIVE up (id) AS (SELECT id FROM unit WHERE id = $1 UNION SELECT u.parent_id FROM "
                 "unit u JOIN up ON u.id = up.id WHERE u.parent_id IS NOT NULL) SELECT 1 FROM up WHERE id = $2",
                 unit, above));
  return found.has_value();
}

Result<Relation> relation_to_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id) {
  const auto there =
      TRY(db.one("SELECT 1 FROM unit WHERE id = $1 AND government_id = $2", unit_id, actor.government_id));
  if (!there) return no_such("单位", "unit");
  if (actor.unit_id != 0 && TRY(unit_within(db, unit_id, actor.unit_id))) return Relation::kOwnUnit;
  return Relation::kOwnGovernment;
}

Result<void> require_unit(sql::Connection& db, const Actor& actor, Action action, std::int64_t unit_id) {
  return require(actor, action, TRY(relation_to_unit(db, actor, unit_id)));
}

}  // namespace duban
