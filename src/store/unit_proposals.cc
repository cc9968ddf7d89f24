// Names of a plan that the register does not know, each with the unit it likely means.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "grammar/organ.h"
#include "grammar/public_body.h"
#include "store/unit_names.h"
#include "store/units.h"
#include "store/visibility.h"

namespace duban {
namespace {

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> out;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80 && !out.empty()) {
      out.back() += c;
    } else {
      out.emplace_back(1, c);
    }
  }
  return out;
}

// 市发展改革委 in 市发展和改革委员会: every character of the shorter in order, the first one the same.
bool shortens(std::string_view brief, std::string_view full) {
  const auto few = characters(brief);
  const auto many = characters(full);
  if (few.size() < 3 || few.size() >= many.size() || few.front() != many.front()) return false;
  std::size_t at = 0;
  for (const std::string& c : many) {
    if (at < few.size() && few[at] == c) ++at;
  }
  return at == few.size() && few.size() * 2 >= many.size();
}

struct KnownName {
  std::string name;
  std::int64_t unit_id = 0;
  std::string unit_name;
};

struct Likely {
  const KnownName* known = nullptr;
  std::string reason;
  std::size_t score = 0;  // the shorter the difference the better
};

Likely likely_unit(const std::string& name, const std::vector<KnownName>& register_names) {
  Likely best;
  const auto offer = [&](const KnownName& known, std::size_t difference, std::string reason) {
    const std::size_t score = 1000 - std::min<std::size_t>(difference, 999);
    if (score > best.score) best = {&known, std::move(reason), score};
  };
  for (const KnownName& known : register_names) {
    const std::string& shorter = known.name.size() < name.size() ? known.name : name;
    const std::string& longer = known.name.size() < name.size() ? name : known.name;
    if (shorter.size() == longer.size()) continue;
    const std::size_t difference = longer.size() - shorter.size();
    // 商务局, 示例市商务局 beside 市商务局: only what stands in front differs; at least two characters in
    // common
    if (shorter.size() >= 6 && longer.ends_with(shorter)) {
      offer(known, difference, fmt::format("只差前面的“{}”", longer.substr(0, difference)));
    } else if (shortens(shorter, longer)) {
      offer(known, difference + 12, fmt::format("“{}”像是“{}”的简称", shorter, longer));
    }
  }
  return best;
}

}  // namespace

Result<std::string> unit_proposals(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                   UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  TRY(require(actor, Action::kReadUnits, Relation::kOwnGovernment));
  std::vector<KnownName> known;
  {
    sql::Rows rows =
        TRY(db.query("SELECT n.name, u.id, u.name FROM unit_name n JOIN unit u ON u.id = n.unit_id WHERE "
                     "n.government_id = $1 AND "
                     "u.valid_to = '' AND u.successor_id IS NULL ORDER BY n.id",
                     actor.government_id));
    while (TRY(rows.next())) known.push_back({rows.string(0), rows.integer(1), rows.string(2)});
  }
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
    const Likely likely = group ? Likely{} : likely_unit(name, known);
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
    likely.known != nullptr ? json.integer(likely.known->unit_id) : json.null();
    json.field("likely_name", likely.known != nullptr ? likely.known->unit_name : std::string())
        .field("reason", likely.reason)
        .end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
