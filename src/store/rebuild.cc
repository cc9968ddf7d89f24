#include "store/rebuild.h"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "extract/extract.h"
#include "store/alignments.h"
#include "store/approval.h"
#include "store/case_rebuild.h"
#include "store/clauses.h"
#include "store/draft.h"
#include "store/learned.h"
#include "store/log.h"
#include "store/plan_rows.h"
#include "store/register_findings.h"

namespace duban {
namespace {

struct PlanToRebuild {
  std::int64_t id = 0;
  std::int64_t document_id = 0;
  std::string sha256;
  std::string file_name;
  bool approved = false;
  std::optional<std::int64_t> supersedes;
};

Result<std::vector<PlanToRebuild>> plans_to_rebuild(sql::Connection& db, const Actor& actor,
                                                    std::optional<std::int64_t> plan_id) {
  sql::Rows rows =
      TRY(db.query("SELECT p.id, p.document_id, d.sha256, d.file_name, p.state, p.supersedes FROM plan p JOIN "
                   "document d ON d.id "
                   "= p.document_id WHERE p.government_id = $1 AND ($2 IS NULL OR p.id = $2) AND p.kind NOT IN "
                   "('instruction', 'meeting', "
                   "'ledger') ORDER BY p.id",  // their rows were typed: nothing to read again
                   actor.government_id, plan_id));
  std::vector<PlanToRebuild> out;
  while (TRY(rows.next())) {
    out.push_back({rows.integer(0), rows.integer(1), rows.string(2), rows.string(3), rows.text(4) == "approved",
                   rows.optional_integer(5)});
  }
  return out;
}

// Rows that are the same row keep their id; what is left of the old ones goes.
Result<int> replace_rows(sql::Connection& db, std::int64_t plan_id, std::vector<LedgerRow>& rows) {
  const std::vector<LedgerRow> old = TRY(load_rows(db, plan_id));
  std::vector<RowKey> before;
  std::vector<RowKey> after;
  for (const LedgerRow& row : old) before.push_back(row.key());
  for (const LedgerRow& row : rows) after.push_back(row.key());
  const std::vector<int> found = match_rows(before, after);
  std::set<std::int64_t> kept;
  int changed = 0;
  const RowContext context = TRY(row_context(db, plan_id));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (found[i] >= 0) rows[i].id = old[static_cast<std::size_t>(found[i])].id;
    if (TRY(write_row(db, context, rows[i]))) ++changed;
    kept.insert(rows[i].id);
  }
  for (const LedgerRow& row : old) {
    if (kept.contains(row.id)) continue;
    TRY(delete_row(db, row.id));
    ++changed;
  }
  return changed;
}

// Facts point at the row that they now belong to.
Result<void> point_facts(sql::Connection& db, const Draft& draft, const std::vector<Correction>& corrections,
                         const std::vector<Settlement>& settlements) {
  std::vector<RowKey> now;
  for (const LedgerRow& row : draft.rows) now.push_back(row.key());
  const auto row_id = [&](const RowKey& key) -> std::optional<std::int64_t> {
    const int at = find_row(key, now);
    if (at < 0) return {};
    return draft.rows[static_cast<std::size_t>(at)].id;
  };
  for (const Correction& c : corrections) {
    if (!c.task_id) continue;
    const auto id = row_id(c.task);
    // A lost one keeps pointing at a row that is no more, so that it stays a task's and not the head's.
    if (id && *id != *c.task_id) TRY(db.run("UPDATE correction SET task_id = $2 WHERE id = $1", c.id, *id));
  }
  for (const Settlement& s : settlements) {
    if (s.task.text.empty()) continue;
    TRY(db.run("UPDATE settlement SET task_id = $2 WHERE id = $1", s.id, row_id(s.task)));
  }
  return {};
}

Result<void> rebuild_draft(sql::Connection& db, const Actor& actor, const PlanToRebuild& plan,
                           const Derived& derived, RebuildOutcome& out) {
  const std::vector<Correction> corrections = TRY(load_corrections(db, plan.id, false));
  const std::vector<Settlement> settlements = TRY(load_settlements(db, plan.id));
  Draft draft = make_draft(derived.plan, derived.document, corrections, settlements);
  TRY(write_head(db, plan.id, derived.plan, draft.head, derived.reader_version,
                 gives_leaders_by_portfolio(derived.document.text, derived.plan)));
  const RowContext context = TRY(row_context(db, plan.id));
  apply_learned(TRY(load_learned(db, actor.government_id, plan.id)), context.units, context.date, draft);
  const NearUnits near = TRY(NearUnits::load(db, actor.government_id));
  apply_register(context.units, near, context.date, draft);
  out.tasks_changed += TRY(replace_rows(db, plan.id, draft.rows));
  TRY(write_clauses(db, actor.government_id, plan.id, derived.plan.clauses));
  TRY(write_findings(db, actor.government_id, plan.id, draft.rows, draft.findings));
  TRY(point_facts(db, draft, corrections, settlements));
  if (plan.supersedes) {
    TRY(write_changes(db, actor.government_id, plan.id, *plan.supersedes, draft.rows));
  }
  out.facts_out_of_place += draft.facts_out_of_place;
  return {};
}

Result<void> rebuild_one(Store& store, sql::Connection& db, const Actor& actor, const PlanToRebuild& plan,
                         const Derive& derive, UtcMillis now, RebuildOutcome& out) {
  const std::string bytes = TRY(store.get_file(plan.sha256));
  const Derived derived = TRY(derive(bytes, plan.file_name));
  const auto work = [&]() -> Result<void> {
    TRY(
        db.run("INSERT INTO reader_text (government_id, sha256, reader_version, encoding, format, text) VALUES "
               "($1, $2, $3, $4, $5, $6) ON CONFLICT (government_id, sha256, reader_version) DO NOTHING",
               actor.government_id, plan.sha256, derived.reader_version, derived.document.encoding,
               derived.document.format, derived.document.text));
    const RebuildOutcome before = out;
    if (plan.approved) {
      // What people corrected before approval holds for the comparison too: it is in the frozen rows.
      const Draft draft =
          make_draft(derived.plan, derived.document, TRY(load_corrections(db, plan.id, false)), {});
      out.proposals += TRY(propose(db, actor.government_id, plan.id, draft.rows));
      const CaseRebuild cases = TRY(rebuild_cases(db, actor, plan.id, now));
      out.cases_made += cases.made;
      out.cases_mended += cases.mended;
      out.case_damage.insert(out.case_damage.end(), cases.damaged.begin(), cases.damaged.end());
    } else {
      TRY(rebuild_draft(db, actor, plan, derived, out));
    }
    return append_log(
        db, actor,
        {"rebuild_plan", fmt::format("plan:{}", plan.id), "",
         fmt::format("reader:{} rows_changed:{} proposals:{} facts_out_of_place:{}", derived.reader_version,
                     out.tasks_changed - before.tasks_changed, out.proposals - before.proposals,
                     out.facts_out_of_place - before.facts_out_of_place)},
        now);
  };
  return db.transaction(work);
}

}  // namespace

Result<Derived> derive_now(std::string_view bytes, std::string_view file_name) {
  Derived out;
  // A paper that was let in once is read again whatever the limit is today.
  out.document = TRY(read_document(bytes, file_name, bytes.size() + 1));
  out.plan = extract(out.document);
  out.reader_version = kReaderVersion;
  return out;
}

Result<RebuildOutcome> rebuild(Store& store, const Actor& actor, std::optional<std::int64_t> plan_id,
                               UtcMillis now, const std::function<void(int, int)>& progress,
                               const Derive& derive) {
  const Store::Lease db = TRY(store.lease());
  const std::vector<PlanToRebuild> plans = TRY(plans_to_rebuild(*db, actor, plan_id));
  if (plan_id && plans.empty()) return error(ErrorCode::kNotFound, "没有这个方案", "there is no such plan");
  RebuildOutcome out;
  for (const PlanToRebuild& plan : plans) {
    TRY(rebuild_one(store, *db, actor, plan, derive, now, out));
    ++out.plans;
    if (progress) progress(out.plans, static_cast<int>(plans.size()));
  }
  out.alignments = TRY(freshen_alignments(*db, actor.government_id, plan_id.value_or(0), Again::kAlways, now));
  return out;
}

}  // namespace duban
