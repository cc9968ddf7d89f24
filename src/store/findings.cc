#include "store/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/clock.h"
#include "store/corrections.h"
#include "store/draft.h"
#include "store/finding_json.h"
#include "store/ledger_rows.h"
#include "store/log.h"
#include "store/plan_rows.h"
#include "store/task_json.h"
#include "store/unit_names.h"
#include "store/units.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct Finding {
  std::int64_t id = 0;
  std::int64_t plan_id = 0;
  std::optional<std::int64_t> task_id;
  FindingRow row;
  std::int64_t version = 0;
  bool approved = false;
  int reader_version = 0;
};

constexpr std::string_view kColumns =
    "f.id, f.plan_id, f.task_id, f.field, f.kind, f.severity, f.text, f.place, f.reason, f.likely, "
    "f.span_begin, "
    "f.span_end, f.state, f.settlement_id, f.version, p.state, p.reader_version, f.unit_id";

Finding finding_from(const sql::Rows& rows) {
  Finding out;
  out.id = rows.integer(0);
  out.plan_id = rows.integer(1);
  out.task_id = rows.optional_integer(2);
  out.row.field = rows.string(3);
  out.row.kind = rows.string(4);
  out.row.severity = rows.string(5);
  out.row.text = rows.string(6);
  out.row.place = rows.string(7);
  out.row.reason = rows.string(8);
  out.row.likely = rows.string(9);
  out.row.span = {static_cast<std::uint32_t>(rows.integer(10)), static_cast<std::uint32_t>(rows.integer(11))};
  out.row.state = rows.string(12);
  out.row.settlement_id = rows.optional_integer(13);
  out.version = rows.integer(14);
  out.approved = rows.text(15) == "approved";
  out.reader_version = static_cast<int>(rows.integer(16));
  out.row.unit_id = rows.optional_integer(17);
  return out;
}

Result<Finding> load_finding(sql::Connection& db, const Actor& actor, std::int64_t id) {
  sql::Rows rows = TRY(db.query(
      fmt::format(
          "SELECT {} FROM finding f JOIN plan p ON p.id = f.plan_id WHERE f.id = $1 AND f.government_id = $2",
          kColumns),
      id, actor.government_id));
  if (!TRY(rows.next())) return no_such("疑点", "finding");
  return finding_from(rows);
}

Result<std::vector<Finding>> open_of_kind(sql::Connection& db, const Finding& like, bool same_words) {
  sql::Rows rows = TRY(db.query(
      fmt::format(
          "SELECT {} FROM finding f JOIN plan p ON p.id = f.plan_id WHERE f.plan_id = $1 AND f.kind = $2 AND "
          "(f.state = 'open' OR f.id = $3) AND ($4 = 0 OR f.text = $5) ORDER BY f.position",
          kColumns),
      like.plan_id, like.row.kind, like.id, same_words, like.row.text));
  std::vector<Finding> out;
  while (TRY(rows.next())) out.push_back(finding_from(rows));
  return out;
}

// The words that are to stand in the field, or nothing where settling changes no row.
std::optional<std::string> value_of(const Finding& finding, const Settle& how) {
  if (how.action == "correct") return how.value;
  // A finding of no one field (a section's heading) is agreed with, nothing more.
  const bool proposal = how.action == "accept" && !finding.row.likely.empty() && !finding.row.field.empty();
  if (proposal && finding.row.severity != to_word(Severity::kRepaired) && finding.row.kind != kLostCorrection) {
    return finding.row.likely;
  }
  return {};
}

// Kinds whose words are no part of the field: what is missing is added.
bool nothing_printed(std::string_view kind) {
  return kind == to_word(AnomalyKind::kMissingLead) || kind == to_word(AnomalyKind::kOpenList);
}

// The row's or head's present value from its facts.
Result<bool> refresh_task(sql::Connection& db, std::int64_t plan_id, std::int64_t task_id,
                          const Correction* fresh) {
  LedgerRow row = TRY(load_row(db, task_id));
  const std::vector<Correction> all = TRY(load_corrections(db, plan_id, false, task_id));
  std::vector<const Correction*> own;
  for (const Correction& each : all) own.push_back(&each);
  for (const Correction* lost : apply_all(row, own)) {
    if (fresh == nullptr || lost->id != fresh->id) continue;
    return error(
        ErrorCode::kInvalid,
        fmt::format("在“{}”里找不到“{}”，请直接在表格里改这一格", field_zh(fresh->field), fresh->words),
        fmt::format("“{}” does not stand in {}; please change the cell itself", fresh->words, fresh->field));
  }
  return write_row(db, TRY(row_context(db, plan_id)), row);
}

Result<void> refresh_head(sql::Connection& db, std::int64_t plan_id) {
  std::string stored;
  {
    sql::Rows rows = TRY(db.query("SELECT head FROM plan WHERE id = $1", plan_id));
    if (TRY(rows.next())) stored = rows.string(0);
  }
  DocumentHead head = TRY(head_from_json(stored));
  for (const Correction& each : TRY(load_corrections(db, plan_id, false))) {
    if (!each.task_id) apply_correction(head, each);
  }
  TRY(db.run(
      "UPDATE plan SET title = $2, doc_number = $3, issuer = $4, region = $5, version = version + 1 WHERE id = "
      "$1 AND (title <> $2 OR doc_number <> $3 OR issuer <> $4 OR region <> $5)",
      plan_id, head.title, head.doc_number, head.issuer, head.region));
  return {};
}

Result<void> withdraw(sql::Connection& db, const Finding& finding, UtcMillis now) {
  if (!finding.row.settlement_id) return {};
  TRY(db.run("UPDATE settlement SET withdrawn_at = $2 WHERE id = $1", *finding.row.settlement_id, now));
  TRY(db.run("UPDATE correction SET withdrawn_at = $2 WHERE settlement_id = $1 AND withdrawn_at IS NULL",
             *finding.row.settlement_id, now));
  return {};
}

void add_once(std::vector<std::int64_t>& ids, std::int64_t id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

std::string_view state_of(std::string_view action) {
  if (action == "accept" || action == "alias") return "accepted";
  return action == "correct" ? "corrected" : "ignored";
}

std::string_view action_zh(std::string_view action) {
  if (action == "alias") return "作为别名";
  if (action == "accept") return "采纳";
  return action == "correct" ? "更正" : "忽略";
}

// The fact of it. `value` is what stands for the words, or the unit that they are a name of.
Result<std::int64_t> keep_settlement(sql::Connection& db, const Actor& actor, const Finding& finding,
                                     const RowKey& key, std::string_view action, std::string_view value,
                                     UtcMillis now) {
  const FindingRow& f = finding.row;
  return *TRY(db.one(
      "INSERT INTO settlement (government_id, plan_id, kind, severity, words, place, reason, likely, field, "
      "task_id, task_list, task_no, task_text, span_begin, span_end, action, value, account, at) VALUES ($1, "
      "$2, "
      "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) RETURNING id",
      actor.government_id, finding.plan_id, f.kind, f.severity, f.text, f.place, f.reason, f.likely, f.field,
      finding.task_id, key.list, key.no, key.text, f.span.begin, f.span.end, action, value, actor.name, now));
}

Result<RowKey> key_of(sql::Connection& db, const Finding& finding) {
  if (!finding.task_id) return RowKey{};
  return TRY(load_row(db, *finding.task_id)).key();
}

bool is_unknown_unit(const Finding& finding) { return finding.row.kind == to_word(AnomalyKind::kUnknownUnit); }

// Each finding and the unit that its words are another name of.
struct Naming {
  Finding finding;
  std::int64_t unit_id = 0;
};
Result<std::vector<Naming>> namings_of(sql::Connection& db, const Finding& finding, const Settle& how) {
  const std::optional<std::int64_t> unit = how.unit_id ? how.unit_id : finding.row.unit_id;
  if (!is_unknown_unit(finding) || !unit) {
    return error(ErrorCode::kInvalid, "这条疑点没有对应的单位；请更正，或在单位库里登记",
                 "no unit is proposed for this finding: correct it, or register the unit");
  }
  const std::string name = plain_unit_name(finding.row.text);
  std::vector<Naming> out;
  for (Finding& each : TRY(open_of_kind(db, finding, false))) {
    if (plain_unit_name(each.row.text) == name) {
      out.push_back({std::move(each), *unit});
    } else if (how.whole_kind && each.row.unit_id) {
      const std::int64_t own = *each.row.unit_id;
      out.push_back({std::move(each), own});
    }
  }
  return out;
}

Result<void> settle_as_alias(sql::Connection& db, const Actor& actor, const std::vector<Naming>& namings,
                             UtcMillis now, Settled& out) {
  std::set<std::string> named;
  for (const auto& [finding, unit_id] : namings) {
    const std::string name = plain_unit_name(finding.row.text);
    const auto known = TRY(
        db.one("SELECT 1 FROM unit_name WHERE unit_id = $1 AND name = $2 AND valid_to = ''", unit_id, name));
    if (named.insert(name).second && !known) TRY(keep_alias(db, actor, unit_id, name, now));
    std::string unit;
    {
      sql::Rows rows = TRY(db.query("SELECT name FROM unit WHERE id = $1", unit_id));
      if (TRY(rows.next())) unit = rows.string(0);
    }
    TRY(withdraw(db, finding, now));
    const RowKey key = TRY(key_of(db, finding));
    const std::int64_t settlement = TRY(keep_settlement(db, actor, finding, key, "alias", unit, now));
    TRY(db.run("UPDATE finding SET state = 'accepted', settlement_id = $2, version = version + 1 WHERE id = $1",
               finding.id, settlement));
    if (finding.task_id) {
      TRY(keep_event(
          db, actor, *finding.task_id,
          {"settle_finding", finding.row.field, name, name, fmt::format("“{}”是“{}”的别名", name, unit)}, now));
      add_once(out.task_ids, *finding.task_id);
    }
    TRY(append_log(db, actor,
                   {"settle_finding", fmt::format("finding:{}", finding.id), finding.row.text, "alias " + unit},
                   now));
    out.finding_ids.push_back(finding.id);
  }
  return names_changed(db, actor.government_id);
}

// The other name that a settlement gave a unit, where no other settlement rests on it.
Result<void> take_alias_back(sql::Connection& db, const Actor& actor, const Finding& finding, UtcMillis now) {
  sql::Rows settled = TRY(db.query("SELECT value FROM settlement WHERE id = $1 AND action = 'alias'",
                                   finding.row.settlement_id.value_or(0)));
  if (!TRY(settled.next())) return {};
  const std::string unit = settled.string(0);
  const auto others = TRY(
      db.one("SELECT count(*) FROM settlement WHERE government_id = $1 AND action = 'alias' AND words = $2 AND "
             "value = $3 AND withdrawn_at IS NULL AND id <> $4",
             actor.government_id, finding.row.text, unit, finding.row.settlement_id));
  if (others.value_or(0) > 0) return {};
  const std::string name = plain_unit_name(finding.row.text);
  const auto removed = TRY(db.run(
      "DELETE FROM unit_name WHERE government_id = $1 AND name = $2 AND alias = 1 AND unit_id IN (SELECT id "
      "FROM unit WHERE name = $3)",
      actor.government_id, name, unit));
  if (removed == 0) return {};
  TRY(append_log(db, actor, {"remove_alias", unit, name, ""}, now));
  return names_changed(db, actor.government_id);
}

// What the program settled, now or before a person did, is kept open by a fact: reading again would settle it
// again.
Result<std::optional<std::int64_t>> keep_open(sql::Connection& db, const Actor& actor, const Finding& finding,
                                              UtcMillis now) {
  const RowKey key = TRY(key_of(db, finding));
  if (finding.row.settlement_id) {
    const auto before = TRY(
        db.one("SELECT 1 FROM settlement WHERE plan_id = $1 AND action = 'reopen' AND kind = $2 AND words = $3 "
               "AND field = $4 AND task_text = $5 LIMIT 1",
               finding.plan_id, finding.row.kind, finding.row.text, finding.row.field, key.text));
    if (!before) return std::optional<std::int64_t>();
  }
  return std::optional(TRY(keep_settlement(db, actor, finding, key, "reopen", "", now)));
}

Error approved_already() {
  return error(ErrorCode::kConflict, "方案已立项，不能再按疑点改动任务；请在任务里作调整，写明理由和依据",
               "the plan is approved: change the task itself as an adjustment, with reason and document");
}

Result<void> settle_one(sql::Connection& db, const Actor& actor, const Finding& finding, const Settle& how,
                        UtcMillis now, Settled& out) {
  const std::optional<std::string> value = value_of(finding, how);
  if (value && finding.approved) return approved_already();
  TRY(withdraw(db, finding, now));
  RowKey key;
  std::string before;
  if (finding.task_id) {
    const LedgerRow row = TRY(load_row(db, *finding.task_id));
    key = row.key();
    before = field_words(row.current, finding.row.field);
  }
  const FindingRow& f = finding.row;
  const std::int64_t settlement =
      TRY(keep_settlement(db, actor, finding, key, how.action, value.value_or(""), now));
  if (value) {
    if (value->empty() || f.field.empty() || (!finding.task_id && !is_head_field(f.field))) {
      return error(
          ErrorCode::kInvalid,
          value->empty() ? "请写出更正后的内容" : "这条疑点不在某一栏里，请直接在表格里改，再点“忽略”或“采纳”",
          value->empty()
              ? "please give the right words"
              : "this finding is of no one field; change the table itself, then ignore or accept it");
    }
    Correction made;
    made.task_id = finding.task_id;
    made.task = key;
    made.field = f.field;
    made.replace = true;
    made.words = nothing_printed(f.kind) ? std::string() : f.text;
    made.value = *value;
    made.span = f.span;
    made.settlement_id = settlement;
    made.reason = f.reason;
    made.id = TRY(keep_correction(db, actor, finding.plan_id, finding.reader_version, made, now));
    if (finding.task_id) {
      TRY(refresh_task(db, finding.plan_id, *finding.task_id, &made));
      add_once(out.task_ids, *finding.task_id);
    } else {
      TRY(refresh_head(db, finding.plan_id));
    }
  } else if (f.settlement_id) {  // what was settled before may have changed the row
    if (finding.task_id) TRY(refresh_task(db, finding.plan_id, *finding.task_id, nullptr));
    if (!finding.task_id) TRY(refresh_head(db, finding.plan_id));
  }
  const std::string_view state = state_of(how.action);
  TRY(db.run("UPDATE finding SET state = $2, settlement_id = $3, version = version + 1 WHERE id = $1",
             finding.id, state, settlement));
  if (finding.task_id) {
    const LedgerRow row = TRY(load_row(db, *finding.task_id));
    const std::string after = value ? field_words(row.current, f.field) : before;
    TRY(keep_event(db, actor, *finding.task_id,
                   {"settle_finding", f.field, before, after,
                    finding_kind_zh(f.kind) + "“" + f.text + "”：" + std::string(action_zh(how.action))},
                   now));
  }
  TRY(append_log(db, actor,
                 {"settle_finding", fmt::format("finding:{}", finding.id), f.text,
                  fmt::format("{} {}", how.action, value.value_or(""))},
                 now));
  out.finding_ids.push_back(finding.id);
  return {};
}

}  // namespace

Result<std::string> list_findings(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                  const FindingQuery& query, UtcMillis now, Language language) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  const bool all = reach(actor, Action::kReadLedger) == Reach::kGovernment;
  // Whoever sees some tasks only sees what was found in those.
  SqlText seen;
  seen.sql = " FROM finding f LEFT JOIN settlement s ON s.id = f.settlement_id ";
  if (!all) seen.sql += "JOIN task t ON t.id = f.task_id JOIN plan p ON p.id = t.plan_id ";
  seen.sql += "WHERE f.plan_id = " + seen.bind(plan_id);
  if (!all) seen.sql += " AND " + visible_tasks(seen, actor, Action::kReadLedger, china_date(now));

  std::map<std::string, std::int64_t> open_by_kind;
  std::map<std::string, std::int64_t> counts = {
      {"open", 0}, {"look", 0}, {"repaired", 0}, {"stop", 0}, {"settled", 0}};
  {
    SqlText counted = seen;
    counted.sql =
        "SELECT f.kind, f.severity, f.state, count(*)" + seen.sql + " GROUP BY f.kind, f.severity, f.state";
    sql::Rows rows = TRY(counted.query(db));
    while (TRY(rows.next())) {
      if (rows.text(2) == "open") {
        open_by_kind[rows.string(0)] += rows.integer(3);
        counts["open"] += rows.integer(3);
        counts[rows.string(1)] += rows.integer(3);
      } else {
        counts["settled"] += rows.integer(3);
      }
    }
  }
  SqlText text = seen;
  text.sql = fmt::format("SELECT {}", kFindingColumns) + seen.sql;
  if (query.state == "open") text.sql += " AND f.state = 'open'";
  if (query.state == "settled") text.sql += " AND f.state <> 'open'";
  if (!query.severity.empty()) text.sql += " AND f.severity = " + text.bind(query.severity);
  if (!query.kind.empty()) text.sql += " AND f.kind = " + text.bind(query.kind);
  text.sql += " ORDER BY f.position, f.id";
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  sql::Rows rows = TRY(text.query(db));
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    write_finding(json, rows, open_by_kind[rows.string(1)], language);
    ++total;
  }
  json.end_array().field("total", total).key("next").null();
  json.key("counts").begin_object();
  for (const std::string_view key : {"open", "look", "repaired", "stop", "settled"}) {
    json.field(key, counts[std::string(key)]);
  }
  return json.end_object().end_object().take();
}

Result<Versioned> read_finding(sql::Connection& db, const Actor& actor, std::int64_t finding_id, UtcMillis now,
                               Language language) {
  const Finding finding = TRY(load_finding(db, actor, finding_id));
  if (finding.task_id) {
    TRY(require_task(db, actor, Action::kReadLedger, *finding.task_id, now));
  } else {
    TRY(require(actor, Action::kReadLedger, Relation::kOwnGovernment));
  }
  const auto same =
      TRY(db.one("SELECT count(*) FROM finding WHERE plan_id = $1 AND kind = $2 AND state = 'open'",
                 finding.plan_id, finding.row.kind));
  sql::Rows rows = TRY(db.query(
      fmt::format("SELECT {} FROM finding f LEFT JOIN settlement s ON s.id = f.settlement_id WHERE f.id = $1",
                  kFindingColumns),
      finding_id));
  if (!TRY(rows.next())) return no_such("疑点", "finding");
  JsonWriter json;
  write_finding(json, rows, same.value_or(0), language);
  return Versioned{json.take(), finding_id, finding.version};
}

Result<Settled> settle_finding(sql::Connection& db, const Actor& actor, std::int64_t finding_id,
                               std::optional<std::int64_t> expected_version, const Settle& how, UtcMillis now) {
  TRY(require(actor, Action::kSettleFinding, Relation::kOwnGovernment));
  if (how.action != "accept" && how.action != "correct" && how.action != "ignore" && how.action != "alias") {
    return error(ErrorCode::kInvalid,
                 "处理方式只有采纳（accept）、更正（correct）、忽略（ignore）、作为单位别名（alias）",
                 "action is accept, correct, ignore or alias");
  }
  const auto work = [&]() -> Result<Settled> {
    const Finding finding = TRY(load_finding(db, actor, finding_id));
    if (expected_version && *expected_version != finding.version) return stale_version();
    std::vector<Finding> all = {finding};
    if (how.whole_kind) all = TRY(open_of_kind(db, finding, how.action == "correct"));
    Settled out;
    if (how.action == "alias") {
      const std::vector<Naming> namings = TRY(namings_of(db, finding, how));
      TRY(settle_as_alias(db, actor, namings, now, out));
      TRY(count_open_findings(db, finding.plan_id));
      return out;
    }
    for (const Finding& each : all) TRY(settle_one(db, actor, each, how, now, out));
    TRY(count_open_findings(db, finding.plan_id));
    return out;
  };
  return db.transaction(work);
}

Result<Settled> reopen_finding(sql::Connection& db, const Actor& actor, std::int64_t finding_id,
                               std::optional<std::int64_t> expected_version, UtcMillis now) {
  TRY(require(actor, Action::kSettleFinding, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<Settled> {
    const Finding finding = TRY(load_finding(db, actor, finding_id));
    if (expected_version && *expected_version != finding.version) return stale_version();
    if (finding.row.state == "open") return Settled{};
    const auto changed =
        TRY(db.one("SELECT count(*) FROM correction WHERE settlement_id = $1 AND withdrawn_at IS NULL",
                   finding.row.settlement_id));
    if (finding.approved && changed.value_or(0) > 0) return approved_already();
    TRY(withdraw(db, finding, now));
    TRY(take_alias_back(db, actor, finding, now));
    const std::optional<std::int64_t> kept_open = TRY(keep_open(db, actor, finding, now));
    Settled out;
    if (finding.task_id) {
      const LedgerRow before = TRY(load_row(db, *finding.task_id));
      TRY(refresh_task(db, finding.plan_id, *finding.task_id, nullptr));
      const LedgerRow after = TRY(load_row(db, *finding.task_id));
      add_once(out.task_ids, *finding.task_id);
      TRY(keep_event(db, actor, *finding.task_id,
                     {"reopen_finding", finding.row.field, field_words(before.current, finding.row.field),
                      field_words(after.current, finding.row.field), ""},
                     now));
    } else {
      TRY(refresh_head(db, finding.plan_id));
    }
    TRY(db.run("UPDATE finding SET state = 'open', settlement_id = $2, version = version + 1 WHERE id = $1",
               finding_id, kept_open));
    TRY(count_open_findings(db, finding.plan_id));
    TRY(append_log(db, actor,
                   {"reopen_finding", fmt::format("finding:{}", finding_id), finding.row.state, "open"}, now));
    out.finding_ids.push_back(finding_id);
    return out;
  };
  return db.transaction(work);
}

}  // namespace duban
