#include "store/register_findings.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "base/spans.h"
#include "store/task_json.h"

namespace duban {
namespace {

constexpr std::string_view kKnownNow = "；单位库里已有这个名称";

bool asks_for_unit(const FindingRow& finding) {
  return finding.state == "open" && finding.kind == to_word(AnomalyKind::kUnknownUnit) &&
         is_unit_field(finding.field);
}

std::string near_words(const NearUnit& unit) {
  return fmt::format("单位库里最近的是“{}”（{}）", unit.name, unit.reason);
}

}  // namespace

bool is_unit_field(std::string_view field) { return field == "lead_units" || field == "responsible_units"; }

FindingRow unknown_unit_row(const Draft& draft, std::size_t row, std::string_view field, const Name& name) {
  const Task& task = draft.rows[row].base;
  FindingRow out;
  out.row = static_cast<int>(row);
  out.field = field;
  out.kind = to_word(AnomalyKind::kUnknownUnit);
  out.severity = to_word(Severity::kLook);
  out.text = name.text;
  out.place = fmt::format("任务{} {}", task.no, field_zh(field));
  out.span = name.spans.empty() ? task.span : whole(name.spans);
  return out;
}

void apply_register(const UnitNames& known, const NearUnits& near, std::string_view date, Draft& draft) {
  if (near.empty()) return;
  std::set<std::string> said;
  for (FindingRow& each : draft.findings) {
    if (is_unit_field(each.field)) said.insert(plain_unit_name(each.text));
    if (!asks_for_unit(each)) continue;
    if (known.resolve(each.text, date)) {
      if (each.settlement_id) continue;
      each.state = "accepted";
      each.reason += kKnownNow;
    } else if (each.likely.empty()) {
      const auto unit = near.find(each.text);
      if (!unit) continue;
      each.unit_id = unit->unit_id;
      const std::string words = near_words(*unit);
      if (!each.reason.ends_with(words)) each.reason += "；" + words;
    }
  }
  for (std::size_t i = 0; i < draft.rows.size(); ++i) {
    const LedgerRow& row = draft.rows[i];
    for (const std::string_view field : {"lead_units", "responsible_units"}) {
      for (const Name& name : field == "lead_units" ? row.current.lead_units : row.current.responsible_units) {
        if (known.resolve(name.text, date) || !said.insert(plain_unit_name(name.text)).second) continue;
        const auto unit = near.find(name.text);
        if (!unit) continue;
        FindingRow fresh = unknown_unit_row(draft, i, field, name);
        fresh.reason = fmt::format("单位库里没有“{}”；{}", name.text, near_words(*unit));
        fresh.unit_id = unit->unit_id;
        draft.findings.push_back(std::move(fresh));
      }
    }
  }
}

Result<void> settle_known_units(sql::Connection& db, std::int64_t government_id) {
  struct Open {
    std::int64_t id = 0;
    std::int64_t plan_id = 0;
    bool known = false;
  };
  std::vector<Open> changed;
  {
    const UnitNames units = TRY(UnitNames::load(db, government_id));
    sql::Rows rows = TRY(
        db.query("SELECT f.id, f.plan_id, f.text, p.issued_on, f.state FROM finding f JOIN plan p ON p.id = "
                 "f.plan_id WHERE f.government_id = $1 AND f.kind = $2 AND f.settlement_id IS NULL AND f.field "
                 "IN ('lead_units', 'responsible_units') AND f.state IN ('open', 'accepted')",
                 government_id, to_word(AnomalyKind::kUnknownUnit)));
    while (TRY(rows.next())) {
      const bool known = units.resolve(rows.text(2), rows.text(3)).has_value();
      if (known != (rows.text(4) == "accepted")) changed.push_back({rows.integer(0), rows.integer(1), known});
    }
  }
  std::set<std::int64_t> plans;
  for (const Open& each : changed) {
    TRY(
        db.run("UPDATE finding SET state = $2, reason = replace(reason, $3, '') || $4, version = version + 1 "
               "WHERE id = $1",
               each.id, each.known ? "accepted" : "open", kKnownNow, each.known ? kKnownNow : ""));
    plans.insert(each.plan_id);
  }
  for (const std::int64_t plan : plans) TRY(count_open_findings(db, plan));
  return {};
}

}  // namespace duban
