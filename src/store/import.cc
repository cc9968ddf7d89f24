#include "store/import.h"

#include <algorithm>

#include "base/files.h"
#include "base/json.h"
#include "extract/extract.h"
#include "store/alignments.h"
#include "store/approval.h"
#include "store/clauses.h"
#include "store/draft.h"
#include "store/learned.h"
#include "store/log.h"
#include "store/plan_rows.h"
#include "store/register_findings.h"

namespace duban {
namespace {

Error secret(std::string_view mark) {
  return error(
      ErrorCode::kRefused, fmt::format("文件标有密级“{}”，按保密规定不得导入本系统，没有留存任何内容", mark),
      fmt::format(
          "the paper carries the secrecy mark “{}”; by rule it may not be imported, nothing of it was kept",
          mark));
}

Error without_tasks() {
  return error(
      ErrorCode::kInvalid,
      "没有读出任何任务，文件没有导入。请确认这是分工方案（可先用 duban text 查看读出的文字）",
      "no task was found in this paper, so it was not imported. Is it a division plan? (duban text shows "
      "what was read)");
}

// The plan of the same bytes, if they are here.
Result<std::optional<ImportOutcome>> find_known(sql::Connection& db, const Actor& actor,
                                                std::string_view sha256) {
  sql::Rows rows =
      TRY(db.query("SELECT d.id, p.id, p.supersedes, p.tasks, p.list_tasks, p.title, (SELECT count(*) FROM "
                   "plan_change c WHERE "
                   "c.plan_id = p.id) FROM document d JOIN plan p ON p.document_id = d.id WHERE "
                   "d.government_id = $1 AND d.sha256 = "
                   "$2 ORDER BY p.id DESC LIMIT 1",
                   actor.government_id, sha256));
  if (!TRY(rows.next())) return std::optional<ImportOutcome>();
  ImportOutcome out;
  out.document_id = rows.integer(0);
  out.plan_id = rows.integer(1);
  out.known = true;
  out.new_version_of = rows.optional_integer(2);
  out.tasks = static_cast<int>(rows.integer(3));
  out.list_tasks = static_cast<int>(rows.integer(4));
  out.title = rows.string(5);
  out.changes = static_cast<int>(rows.integer(6));
  sql::Rows findings =
      TRY(db.query("SELECT severity, count(*) FROM finding WHERE plan_id = $1 GROUP BY severity", out.plan_id));
  while (TRY(findings.next())) {
    const auto n = static_cast<int>(findings.integer(1));
    if (findings.text(0) == "repaired") out.findings_repaired = n;
    if (findings.text(0) == "look") out.findings_look = n;
    if (findings.text(0) == "stop") out.findings_stop = n;
  }
  return std::optional(out);
}

Result<std::int64_t> keep_document(sql::Connection& db, const Actor& actor, std::string_view sha256,
                                   std::string_view file_name, std::size_t size, const Document& document,
                                   UtcMillis now) {
  TRY(db.run(
      "INSERT INTO reader_text (government_id, sha256, reader_version, encoding, format, text) VALUES ($1, $2, "
      "$3, $4, $5, $6) ON CONFLICT (government_id, sha256, reader_version) DO NOTHING",
      actor.government_id, sha256, kReaderVersion, document.encoding, document.format, document.text));
  return *TRY(
      db.one("INSERT INTO document (government_id, sha256, file_name, size, imported_at, imported_by) VALUES "
             "($1, $2, $3, $4, $5, $6) RETURNING id",
             actor.government_id, sha256, file_name, static_cast<std::int64_t>(size), now, actor.name));
}

// Everything of one paper, inside the transaction.
Result<ImportOutcome> write_paper(sql::Connection& db, const Actor& actor, std::string_view sha256,
                                  std::string_view file_name, std::size_t size, const Document& document,
                                  const Plan& plan, UtcMillis now) {
  ImportOutcome out;
  Draft draft = make_draft(plan, document, {}, {});
  out.document_id = TRY(keep_document(db, actor, sha256, file_name, size, document, now));
  out.new_version_of = TRY(find_superseded(db, actor.government_id, plan.document, draft.rows, 0));
  std::int64_t plan_version = 1;
  if (out.new_version_of) {
    plan_version += *TRY(db.one("SELECT plan_version FROM plan WHERE id = $1", *out.new_version_of));
  }
  out.plan_id = *TRY(
      db.one("INSERT INTO plan (government_id, document_id, state, plan_version, supersedes, imported_at, "
             "imported_by, "
             "reader_version, kind, title, doc_number, issuer, issued_on, year, region, level, head, outline, "
             "leaders_by_portfolio, tasks, list_tasks, version) VALUES ($1, $2, 'draft', $3, $4, $5, $6, 0, "
             "'', '', '', '', "
             "'', 0, '', '', '', '', 0, 0, 0, 0) RETURNING id",
             actor.government_id, out.document_id, plan_version, out.new_version_of, now, actor.name));
  TRY(write_head(db, out.plan_id, plan, draft.head, kReaderVersion,
                 gives_leaders_by_portfolio(document.text, plan)));
  const RowContext context = TRY(row_context(db, out.plan_id));
  apply_learned(TRY(load_learned(db, actor.government_id, out.plan_id)), context.units, context.date, draft);
  const NearUnits near = TRY(NearUnits::load(db, actor.government_id));
  apply_register(context.units, near, context.date, draft);
  for (LedgerRow& row : draft.rows) TRY(write_row(db, context, row));
  TRY(write_clauses(db, actor.government_id, out.plan_id, plan.clauses));
  TRY(write_findings(db, actor.government_id, out.plan_id, draft.rows, draft.findings));
  TRY(db.run("UPDATE task SET version = 1 WHERE plan_id = $1 AND version > 1", out.plan_id));
  if (out.new_version_of) {
    TRY(db.run("UPDATE plan SET superseded_by = $2, version = version + 1 WHERE id = $1", *out.new_version_of,
               out.plan_id));
    out.changes = TRY(write_changes(db, actor.government_id, out.plan_id, *out.new_version_of, draft.rows));
    const auto approved =
        TRY(db.one("SELECT 1 FROM plan WHERE id = $1 AND state = 'approved'", *out.new_version_of));
    // What is approved stands; the new version's differences are offered there as adjustments.
    if (approved) TRY(propose(db, actor.government_id, *out.new_version_of, draft.rows));
  }
  out.title = draft.head.title;
  out.tasks = static_cast<int>(plan.tasks.size());
  out.list_tasks = static_cast<int>(draft.rows.size()) - out.tasks;
  for (const FindingRow& each : draft.findings) {
    if (each.severity == "repaired") ++out.findings_repaired;
    if (each.severity == "look" && each.state == "open") ++out.findings_look;
    if (each.severity == "stop") ++out.findings_stop;
  }
  TRY(append_log(db, actor,
                 {"import_document", fmt::format("plan:{}", out.plan_id), "",
                  fmt::format("{} sha256:{} tasks:{}+{}", file_name, sha256, out.tasks, out.list_tasks)},
                 now));
  return out;
}

}  // namespace

std::string to_json(const ImportOutcome& o) {
  JsonWriter json;
  json.begin_object().field("document_id", o.document_id).field("plan_id", o.plan_id).field("known", o.known);
  json.key("new_version_of");
  o.new_version_of ? json.integer(*o.new_version_of) : json.null();
  json.field("title", o.title).field("tasks", o.tasks).field("list_tasks", o.list_tasks);
  json.key("findings")
      .begin_object()
      .field("repaired", o.findings_repaired)
      .field("look", o.findings_look)
      .field("stop", o.findings_stop)
      .end_object();
  json.field("changes", o.changes).key("links").begin_object().field("pairs", o.pairs);
  return json.field("waiting", o.pairs_waiting).end_object().end_object().take();
}

Result<ImportOutcome> import_plan(Store& store, const Actor& actor, std::string_view bytes,
                                  std::string_view file_name, const Document& document, const Plan& plan,
                                  UtcMillis now) {
  if (!plan.document.secrecy.empty()) return secret(plan.document.secrecy);
  for (const Anomaly& anomaly : plan.anomalies) {
    if (anomaly.kind == AnomalyKind::kSecrecyMark) return secret(anomaly.text);
  }
  const bool report = plan.document.kind == DocumentKind::kReport && !plan.clauses.empty();
  if (rows_of(plan).empty() && !report) return without_tasks();
  const std::string sha256 = TRY(store.put_file(bytes));
  const Store::Lease db = TRY(store.lease());
  const auto work = [&]() -> Result<ImportOutcome> {
    if (auto known = TRY(find_known(*db, actor, sha256))) return *known;
    return write_paper(*db, actor, sha256, file_name, bytes.size(), document, plan, now);
  };
  Result<ImportOutcome> outcome = db->transaction(work);
  if (!outcome.ok() || outcome->known) return outcome;
  // The paper is in; what cannot be compared now is compared when somebody opens the pair, and says why it
  // cannot be.
  if (const auto linked = link_paper(*db, actor.government_id, outcome->plan_id, now); linked.ok()) {
    outcome->pairs = linked->pairs;
    outcome->pairs_waiting = linked->waiting;
  }
  return outcome;
}

Result<ImportOutcome> import_paper(Store& store, const Actor& actor, std::string_view bytes,
                                   std::string_view file_name, UtcMillis now, std::size_t max_bytes) {
  if (bytes.size() <= max_bytes) {
    const Store::Lease db = TRY(store.lease());
    if (auto known = TRY(find_known(*db, actor, sha256_hex(bytes)))) return *known;
  }
  const Document document = TRY(read_document(bytes, file_name, max_bytes));
  return import_plan(store, actor, bytes, file_name, document, extract(document), now);
}

}  // namespace duban
