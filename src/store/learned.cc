#include "store/learned.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/register_findings.h"
#include "store/task_json.h"

namespace duban {
namespace {

// The one name that a whole cell set anew has other than it was read: its reading and what stands for it.
std::optional<std::pair<std::string, std::string>> changed_name(const std::vector<Name>& read,
                                                                const std::vector<std::string>& set) {
  if (read.size() != set.size()) return {};
  std::optional<std::pair<std::string, std::string>> out;
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (read[i].text == set[i]) continue;
    if (out) return {};
    out.emplace(read[i].text, set[i]);
  }
  return out;
}

FindingRow* finding_on(Draft& draft, int row, std::string_view field, std::string_view words) {
  for (FindingRow& each : draft.findings) {
    if (each.row == row && each.field == field && each.text == words) return &each;
  }
  return nullptr;
}

}  // namespace

Result<Learned> load_learned(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id) {
  Learned out;
  {
    sql::Rows rows =
        TRY(db.query("SELECT c.how, c.field, c.words, c.value, t.base FROM correction c LEFT JOIN task t ON "
                     "t.id = c.task_id "
                     "WHERE c.government_id = $1 AND c.plan_id < $2 AND c.withdrawn_at IS NULL AND c.field IN "
                     "('lead_units', "
                     "'responsible_units') ORDER BY c.id",
                     government_id, plan_id));
    while (TRY(rows.next())) {
      if (rows.text(0) == "replace") {
        if (!rows.text(2).empty()) out.corrected[plain_unit_name(rows.text(2))] = rows.string(3);
        continue;
      }
      if (rows.is_null(4)) continue;
      const Task task = TRY(task_from_json(rows.text(4)));
      const auto set = strings_member(fmt::format("{{\"value\":{}}}", rows.text(3)), "value");
      if (!set.ok()) continue;
      const auto changed =
          changed_name(rows.text(1) == "lead_units" ? task.lead_units : task.responsible_units, *set);
      if (changed) out.corrected[plain_unit_name(changed->first)] = changed->second;
    }
  }
  sql::Rows rows = TRY(db.query(
      "SELECT kind, words, action FROM settlement WHERE government_id = $1 AND plan_id < $2 AND withdrawn_at "
      "IS "
      "NULL AND action IN ('ignore', 'reopen') AND field IN ('lead_units', 'responsible_units') ORDER BY id",
      government_id, plan_id));
  while (TRY(rows.next())) {  // the last word counts
    const std::pair<std::string, std::string> what(rows.string(0), rows.string(1));
    if (rows.text(2) == "ignore") {
      out.ignored.insert(what);
    } else {
      out.ignored.erase(what);
    }
  }
  return out;
}

void apply_learned(const Learned& learned, const UnitNames& known, std::string_view date, Draft& draft) {
  for (FindingRow& each : draft.findings) {
    if (each.state != "open" || each.settlement_id || !is_unit_field(each.field) ||
        !learned.ignored.contains({each.kind, each.text}))
      continue;
    each.state = "ignored";
    each.reason += "（以前的文件里同样的疑点已忽略，这里沿用）";
  }
  if (learned.corrected.empty()) return;
  for (std::size_t i = 0; i < draft.rows.size(); ++i) {
    const LedgerRow& row = draft.rows[i];
    for (const std::string_view field : {"lead_units", "responsible_units"}) {
      for (const Name& name : field == "lead_units" ? row.current.lead_units : row.current.responsible_units) {
        const auto found = learned.corrected.find(plain_unit_name(name.text));
        if (found == learned.corrected.end() || found->second == name.text || known.resolve(name.text, date))
          continue;
        const std::string reason = fmt::format("以前的文件里“{}”更正为“{}”", name.text, found->second);
        if (FindingRow* there = finding_on(draft, static_cast<int>(i), field, name.text); there != nullptr) {
          there->likely = found->second;
          there->reason += "；" + reason;
          continue;
        }
        FindingRow fresh = unknown_unit_row(draft, i, field, name);
        fresh.reason = reason + "，这里又印成原来的样子，请核对";
        fresh.likely = found->second;
        draft.findings.push_back(std::move(fresh));
      }
    }
  }
}

}  // namespace duban
