// Names of a plan that the register does not know, each with the unit it likely means.

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "grammar/organ.h"
#include "grammar/public_body.h"
#include "store/near_units.h"
#include "store/unit_names.h"
#include "store/units.h"
#include "store/visibility.h"

namespace duban {

Result<std::string> unit_proposals(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                   UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  TRY(require(actor, Action::kReadUnits, Relation::kOwnGovernment));
  const NearUnits known = TRY(NearUnits::load(db, actor.government_id));
  sql::Rows rows =
      TRY(db.query("SELECT name, count(DISTINCT task_id) FROM task_unit WHERE plan_id = $1 AND unit_id IS NULL "
                   "GROUP BY name ORDER "
                   "BY 2 DESC, 1",
                   plan_id));
  struct Proposal {
    std::string name;  // the spelling that most tasks print
    std::int64_t tasks = 0;
    std::vector<std::string> spellings;  // the others
  };
  std::vector<Proposal> proposals;
  {
    std::string region;
    sql::Rows plan = TRY(db.query("SELECT region FROM plan WHERE id = $1", plan_id));
    if (TRY(plan.next())) region = plan.string(0);
    std::map<std::string, std::size_t> by_key;
    while (TRY(rows.next())) {
      std::string name = plain_unit_name(rows.text(0));
      const std::string key = unit_key(name, region);
      const auto [seen, fresh] = by_key.try_emplace(key.empty() ? "=" + name : key, proposals.size());
      if (fresh) {
        proposals.push_back({std::move(name), rows.integer(1), {}});
      } else {
        proposals[seen->second].tasks += rows.integer(1);
        proposals[seen->second].spellings.push_back(std::move(name));
      }
    }
  }
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  for (const Proposal& proposal : proposals) {
    const std::string& name = proposal.name;
    const bool group = names_a_group(name);
    const PublicBody body = read_body(name);
    const std::optional<NearUnit> likely = known.find(name);
    json.begin_object()
        .field("name", name)
        .field("tasks", proposal.tasks)
        .field("group", group)
        .field("kind", to_word(body.kind))
        .field("known", body.known)
        .key("spellings")
        .begin_array();
    for (const std::string& each : proposal.spellings) json.string(each);
    json.end_array().key("likely_unit_id");
    likely ? json.integer(likely->unit_id) : json.null();
    json.field("likely_name", likely ? likely->name : std::string())
        .field("reason", likely ? likely->reason : std::string())
        .end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
