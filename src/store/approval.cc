#include "store/approval.h"

#include <fmt/format.h>

#include <set>
#include <tuple>

#include "base/files.h"
#include "base/json.h"
#include "store/case_birth.h"
#include "store/log.h"
#include "store/plan_rows.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct PlanRow {
  std::int64_t version = 0;
  bool approved = false;
  std::string kind;
};

Result<PlanRow> load_plan(sql::Connection& db, const Actor& actor, std::int64_t plan_id) {
  sql::Rows rows = TRY(db.query("SELECT version, state, kind FROM plan WHERE id = $1 AND government_id = $2",
                                plan_id, actor.government_id));
  if (!TRY(rows.next())) return no_such("方案", "plan");
  return PlanRow{rows.integer(0), rows.text(1) == "approved", rows.string(2)};
}

Result<void> freeze(sql::Connection& db, const Actor& actor, std::int64_t plan_id, LedgerRow row, UtcMillis now,
                    std::string& digest_of) {
  const std::string frozen = task_to_json(row.current);
  digest_of += fmt::format("{} {}\n", row.id, frozen);
  TRY(db.run(
      "INSERT INTO frozen_task (government_id, plan_id, task_id, list, list_order, position, task, "
      "frozen_at, frozen_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      actor.government_id, plan_id, row.id, row.list, row.list_order, row.position, frozen, now, actor.name));
  TRY(db.run("UPDATE task SET base = $2, version = version + 1 WHERE id = $1", row.id, frozen));
  return keep_event(db, actor, row.id, {"approve_plan", "", "", "", ""}, now);
}

// Sub-tasks and rows that came from elsewhere are in no reading of the paper.
Result<std::vector<LedgerRow>> rows_of_the_paper(sql::Connection& db, std::int64_t plan_id) {
  std::set<std::int64_t> added;
  sql::Rows ids = TRY(db.query(
      "SELECT o.task_id FROM task_origin o JOIN task t ON t.id = o.task_id WHERE t.plan_id = $1", plan_id));
  while (TRY(ids.next())) added.insert(ids.integer(0));
  std::vector<LedgerRow> rows = TRY(load_rows(db, plan_id));
  std::erase_if(rows, [&](const LedgerRow& row) { return added.contains(row.id); });
  return rows;
}

// Without spans: those of another reading point into another text than the frozen row's.
struct Proposal {
  std::optional<std::int64_t> task_id;
  std::string no;
  std::string field;
  std::string frozen;
  std::string derived;
  std::string value;
};

void write_proposal(JsonWriter& json, const sql::Rows& rows) {
  json.begin_object().field("id", rows.integer(0)).key("task_id");
  rows.is_null(1) ? json.null() : json.integer(rows.integer(1));
  json.field("no", rows.text(2))
      .field("field", rows.text(3))
      .field("frozen", rows.text(4))
      .field("derived", rows.text(5))
      .field("state", rows.text(6))
      .field("version", rows.integer(7))
      .end_object();
}
constexpr std::string_view kProposalColumns = "id, task_id, no, field, frozen, derived, state, version";

}  // namespace

Result<int> approve_plan(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                         std::optional<std::int64_t> expected_version, OpenFindings open, UtcMillis now) {
  TRY(require(actor, Action::kApprovePlan, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<int> {
    const PlanRow plan = TRY(load_plan(db, actor, plan_id));
    if (expected_version && *expected_version != plan.version) return stale_version();
    if (plan.approved) {
      return error(ErrorCode::kConflict, "这个方案已经立项", "this plan is approved already");
    }
    const std::int64_t waiting =
        TRY(db.one(
                "SELECT count(*) FROM finding WHERE plan_id = $1 AND state = 'open' AND severity <> 'repaired'",
                plan_id))
            .value_or(0);
    if (waiting > 0 && open == OpenFindings::kRefuse) {
      return error(
          ErrorCode::kConflict, fmt::format("还有 {} 条疑点没有核对。核对后再立项，或确认仍要立项", waiting),
          fmt::format("{} findings are still open. Settle them first, or say that you approve despite them",
                      waiting));
    }
    const std::vector<LedgerRow> rows = TRY(load_rows(db, plan_id));
    if (rows.empty()) {
      return error(ErrorCode::kConflict, "这份文件没有任务，不能立项", "this paper has no task to approve");
    }
    std::string digest_of;
    for (const LedgerRow& row : rows) TRY(freeze(db, actor, plan_id, row, now, digest_of));
    TRY(
        db.run("UPDATE plan SET state = 'approved', approved_at = $2, approved_by = $3, version = version + 1 "
               "WHERE id = $1",
               plan_id, now, actor.name));
    TRY(make_cases(db, actor, plan_id, now));
    TRY(append_log(db, actor,
                   {"approve_plan", fmt::format("plan:{}", plan_id), "draft",
                    fmt::format("approved rows:{} open_findings:{} sha256:{}", rows.size(), waiting,
                                sha256_hex(digest_of))},
                   now));
    return static_cast<int>(rows.size());
  };
  return db.transaction(work);
}

Result<int> propose(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                    const std::vector<LedgerRow>& derived) {
  const std::vector<LedgerRow> frozen = TRY(rows_of_the_paper(db, plan_id));
  std::vector<Proposal> wanted;
  for (const RowChange& change : compare_rows(frozen, derived)) {
    Proposal p;
    p.no = change.no;
    p.field = change.field;
    p.frozen = change.before;
    p.derived = change.after;
    if (change.earlier >= 0) p.task_id = frozen[static_cast<std::size_t>(change.earlier)].id;
    if (change.later >= 0 && is_task_field(change.field)) {
      p.value = field_json(derived[static_cast<std::size_t>(change.later)].current, change.field);
    }
    wanted.push_back(std::move(p));
  }
  using Key = std::tuple<std::int64_t, std::string, std::string>;
  std::set<Key> there;
  std::vector<std::int64_t> gone;
  {
    std::set<Key> now;
    for (const Proposal& p : wanted) now.emplace(p.task_id.value_or(0), p.field, p.derived);
    sql::Rows rows =
        TRY(db.query("SELECT id, task_id, field, derived, state FROM proposal WHERE plan_id = $1", plan_id));
    while (TRY(rows.next())) {
      const Key key(rows.integer(1), rows.string(2), rows.string(3));
      if (rows.text(4) == "open" && !now.contains(key)) gone.push_back(rows.integer(0));
      if (rows.text(4) != "accepted") there.insert(key);  // one accepted and changed back may be proposed again
    }
  }
  for (const std::int64_t id : gone) TRY(db.run("DELETE FROM proposal WHERE id = $1", id));
  int fresh = 0;
  for (const Proposal& p : wanted) {
    if (there.contains(Key(p.task_id.value_or(0), p.field, p.derived))) continue;
    TRY(
        db.run("INSERT INTO proposal (government_id, plan_id, task_id, no, field, frozen, derived, value, "
               "state) VALUES ($1, "
               "$2, $3, $4, $5, $6, $7, $8, 'open')",
               government_id, plan_id, p.task_id, p.no, p.field, p.frozen, p.derived, p.value));
    ++fresh;
  }
  return fresh;
}

Result<std::string> list_proposals(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                   UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  TRY(require(actor, Action::kReadLedger, Relation::kOwnGovernment));
  sql::Rows rows = TRY(db.query(
      fmt::format("SELECT {} FROM proposal WHERE plan_id = $1 ORDER BY id", kProposalColumns), plan_id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    write_proposal(json, rows);
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<Versioned> read_proposal(sql::Connection& db, const Actor& actor, std::int64_t proposal_id, UtcMillis) {
  TRY(require(actor, Action::kReadLedger, Relation::kOwnGovernment));
  sql::Rows rows = TRY(
      db.query(fmt::format("SELECT {} FROM proposal WHERE id = $1 AND government_id = $2", kProposalColumns),
               proposal_id, actor.government_id));
  if (!TRY(rows.next())) return no_such("差异", "proposal");
  JsonWriter json;
  write_proposal(json, rows);
  return Versioned{json.take(), proposal_id, rows.integer(7)};
}

Result<void> settle_proposal(sql::Connection& db, const Actor& actor, std::int64_t proposal_id,
                             std::optional<std::int64_t> expected_version, const SettleProposal& how,
                             UtcMillis now) {
  TRY(require(actor, Action::kSettleProposal, Relation::kOwnGovernment));
  if (how.action != "accept" && how.action != "ignore") {
    return error(ErrorCode::kInvalid, "处理方式只有采纳（accept）和忽略（ignore）",
                 "action is accept or ignore");
  }
  std::optional<std::int64_t> task_id;
  TaskChange change;
  {
    sql::Rows rows =
        TRY(db.query("SELECT task_id, field, value, state, version FROM proposal WHERE id = $1 AND "
                     "government_id = $2",
                     proposal_id, actor.government_id));
    if (!TRY(rows.next())) return no_such("差异", "proposal");
    if (expected_version && *expected_version != rows.integer(4)) return stale_version();
    if (rows.text(3) != "open") {
      return error(ErrorCode::kConflict, "这条差异已经处理过", "this proposal is settled already");
    }
    task_id = rows.optional_integer(0);
    change = {rows.string(1), rows.string(2), "", how.reason, how.document};
  }
  const bool accept = how.action == "accept";
  if (accept && (!task_id || !is_task_field(change.field))) {
    return error(ErrorCode::kConflict, "已立项方案的任务不因重新读取而增减；如确需增减，请按调整程序另行立项",
                 "rows of an approved plan are neither added nor dropped by a reading; ignore this one");
  }
  const auto mark = [&]() -> Result<void> {
    const std::int64_t done = TRY(db.run(
        "UPDATE proposal SET state = $2, settled_by = $3, settled_at = $4, version = version + 1 WHERE id "
        "= $1 AND state = 'open'",
        proposal_id, accept ? "accepted" : "ignored", actor.name, now));
    if (done == 0) return stale_version();
    if (accept) TRY(apply_change(db, actor, *task_id, {}, change, now));
    return append_log(db, actor,
                      {"settle_proposal", fmt::format("proposal:{}", proposal_id), "open", how.action}, now);
  };
  return db.transaction(mark);
}

}  // namespace duban
