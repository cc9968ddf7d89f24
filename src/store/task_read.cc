// One task with everything, and changing a field of it.

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"
#include "store/adjust.h"
#include "store/corrections.h"
#include "store/finding_json.h"
#include "store/ledger_rows.h"
#include "store/log.h"
#include "store/progress_views.h"
#include "store/task_json.h"
#include "store/tasks.h"
#include "store/visibility.h"

namespace duban {
namespace {

enum class Side { kBefore, kAfter };

// The neighbour in printed order that the person sees too.
Result<std::optional<std::int64_t>> neighbour(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                              std::int64_t list_order, std::int64_t position, Side side,
                                              std::string_view today) {
  const bool before = side == Side::kBefore;
  if (reach(actor, Action::kReadLedger) == Reach::kGovernment) {
    return db.one(before
                      ? "SELECT id FROM task WHERE plan_id = $1 AND (list_order, position) < ($2, $3) ORDER BY "
                        "list_order DESC, position DESC LIMIT 1"
                      : "SELECT id FROM task WHERE plan_id = $1 AND (list_order, position) > ($2, $3) ORDER BY "
                        "list_order, position LIMIT 1",
                  plan_id, list_order, position);
  }
  SqlText text;
  text.sql = "SELECT t.id FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.plan_id = " + text.bind(plan_id);
  text.sql += fmt::format(" AND (t.list_order, t.position) {} (", before ? "<" : ">") + text.bind(list_order);
  text.sql += ", " + text.bind(position) + ") AND ";
  text.sql += visible_tasks(text, actor, Action::kReadLedger, today);
  text.sql += before ? " ORDER BY t.list_order DESC, t.position DESC LIMIT 1"
                     : " ORDER BY t.list_order, t.position LIMIT 1";
  sql::Rows rows = TRY(text.query(db));
  if (!TRY(rows.next())) return std::optional<std::int64_t>();
  return std::optional(rows.integer(0));
}

Result<std::vector<std::string>> implied_of(sql::Connection& db, std::int64_t task_id, std::string_view today) {
  std::vector<std::string> out;
  sql::Rows rows = TRY(db.query(
      "SELECT o.leader FROM task_unit v JOIN portfolio_held o ON o.unit_id = v.unit_id WHERE v.task_id "
      "= $1 AND v.role = 0 "
      "AND o.valid_from <= $2 AND (o.valid_to = '' OR o.valid_to > $2) AND NOT EXISTS (SELECT 1 "
      "FROM task_leader l "
      "WHERE l.task_id = v.task_id) ORDER BY v.position, o.portfolio_id",
      task_id, today));
  while (TRY(rows.next())) {
    if (std::find(out.begin(), out.end(), rows.text(0)) == out.end()) out.push_back(rows.string(0));
  }
  return out;
}

void write_optional(JsonWriter& json, std::string_view key, const std::optional<std::int64_t>& value) {
  json.key(key);
  value ? json.integer(*value) : json.null();
}

Result<std::string> history(sql::Connection& db, std::int64_t task_id) {
  JsonWriter json;
  json.begin_array();
  sql::Rows rows =
      TRY(db.query("SELECT at, account, action, field, before_value, after_value, reason FROM task_event WHERE "
                   "task_id = $1 ORDER "
                   "BY id DESC",
                   task_id));
  while (TRY(rows.next())) {
    json.begin_object()
        .field("at", utc_text(rows.integer(0)))
        .field("account", rows.text(1))
        .field("action", rows.text(2))
        .field("field", rows.text(3))
        .field("before", rows.text(4))
        .field("after", rows.text(5))
        .field("reason", rows.text(6))
        .end_object();
  }
  return json.end_array().take();
}

Result<std::string> findings(sql::Connection& db, std::int64_t task_id, std::int64_t plan_id,
                             Language language) {
  JsonWriter json;
  json.begin_array();
  sql::Rows rows = TRY(db.query(
      fmt::format(
          "SELECT {}, (SELECT count(*) FROM finding k WHERE k.plan_id = $2 AND k.kind = f.kind AND k.state = "
          "'open') FROM finding f LEFT JOIN settlement s ON s.id = f.settlement_id WHERE f.task_id = $1 ORDER "
          "BY f.position",
          kFindingColumns),
      task_id, plan_id));
  while (TRY(rows.next())) write_finding(json, rows, rows.integer(kFindingColumnCount), language);
  return json.end_array().take();
}

// Marked words lie in the reader's text and cut no character.
Result<void> check_spans(sql::Connection& db, std::int64_t plan_id, const Task& task) {
  sql::Rows rows = TRY(db.query(
      "SELECT r.text FROM plan p JOIN document d ON d.id = p.document_id JOIN reader_text r ON r.government_id "
      "= "
      "d.government_id AND r.sha256 = d.sha256 AND r.reader_version = p.reader_version WHERE p.id = $1",
      plan_id));
  if (!TRY(rows.next())) return no_such("原文", "paper");
  const std::string_view text = rows.text(0);
  const auto at_character = [&](std::size_t at) {
    return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
  };
  const auto inside = [&](const Spans& spans) {
    return std::all_of(spans.begin(), spans.end(),
                       [&](const Span& span) { return at_character(span.begin) && at_character(span.end); });
  };
  bool good = inside(task.text_spans);
  for (const auto* names : {&task.leaders, &task.lead_units, &task.responsible_units}) {
    for (const Name& name : *names) good = good && inside(name.spans);
  }
  if (good) return {};
  return error(ErrorCode::kInvalid, "标记的文字不在原文里", "the marked words do not lie in the paper");
}

enum class RowState { kDraft, kApproved };

Result<RowWords> change_row(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                            const TaskChange& change, RowState state, UtcMillis now) {
  sql::Rows found = TRY(
      db.query("SELECT t.plan_id, p.reader_version FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.id = $1",
               task_id));
  if (!TRY(found.next())) return no_such("任务", "task");
  const std::int64_t plan_id = found.integer(0);
  const bool approved = state == RowState::kApproved;
  LedgerRow row = TRY(load_row(db, task_id));
  Task tried = row.current;
  TRY(set_field(tried, change.field, change.value_json, change.spans_json));
  if (!change.spans_json.empty()) TRY(check_spans(db, plan_id, tried));
  Correction made;
  made.adjustment = approved;
  made.task_id = task_id;
  made.task = row.key();
  made.field = change.field;
  made.words = field_words(row.base, change.field);
  made.value = change.value_json;
  made.spans = change.spans_json;
  made.span = row.base.span;
  made.reason = change.reason;
  made.document = change.document;
  TRY(keep_correction(db, actor, plan_id, static_cast<int>(found.integer(1)), made, now));

  RowWords words;
  words.before = field_words(row.current, change.field);
  const std::vector<Correction> all = TRY(load_corrections(db, plan_id, approved, task_id));
  std::vector<const Correction*> own;
  for (const Correction& each : all) own.push_back(&each);
  apply_all(row, own);
  const RowContext context = TRY(row_context(db, plan_id));
  TRY(write_row(db, context, row));
  words.after = field_words(row.current, change.field);
  const std::string_view action = approved ? "adjust_task" : "correct_task";
  const std::string reason =
      change.document.empty() ? change.reason : change.reason + "（" + change.document + "）";
  TRY(keep_event(db, actor, task_id, {action, change.field, words.before, words.after, reason}, now));
  TRY(append_log(db, actor,
                 {action, fmt::format("task:{} {}", task_id, change.field), words.before,
                  reason.empty() ? words.after : words.after + " · " + reason},
                 now));
  return words;
}

}  // namespace

Result<Versioned> read_task(sql::Connection& db, const Actor& actor, std::int64_t task_id, UtcMillis now,
                            std::optional<Language> facts) {
  const std::string today = china_date(now);
  if (reach(actor, Action::kReadLedger) != Reach::kGovernment) {
    TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  }
  sql::Rows rows = TRY(db.query(
      "SELECT t.plan_id, t.fields, t.findings_open, t.version, t.spans, t.list_order, t.position, "
      "p.document_id, "
      "p.title, p.year, p.state, p.leaders_by_portfolio, (SELECT 1 FROM task_event e WHERE "
      "e.task_id = t.id LIMIT 1), "
      "(SELECT 1 FROM finding f WHERE f.task_id = t.id LIMIT 1), (SELECT c.state FROM task_case c WHERE "
      "c.task_id = t.id), (SELECT c.due FROM task_case c WHERE c.task_id = t.id) FROM task t JOIN plan p ON "
      "p.id = "
      "t.plan_id WHERE t.id "
      "= $1 AND t.government_id = $2",
      task_id, actor.government_id));
  if (!TRY(rows.next())) return no_such("任务", "task");
  const std::int64_t plan_id = rows.integer(0);
  std::vector<std::string> implied;
  if (rows.integer(11) != 0) implied = TRY(implied_of(db, task_id, today));
  const auto previous =
      TRY(neighbour(db, actor, plan_id, rows.integer(5), rows.integer(6), Side::kBefore, today));
  const auto next = TRY(neighbour(db, actor, plan_id, rows.integer(5), rows.integer(6), Side::kAfter, today));

  JsonWriter tail;
  tail.begin_object();
  write_optional(tail, "document_id", rows.integer(7));
  tail.key("plan")
      .begin_object()
      .field("id", plan_id)
      .field("title", rows.text(8))
      .field("year", rows.integer(9))
      .field("state", rows.text(10))
      .end_object();
  write_optional(tail, "previous_id", previous);
  write_optional(tail, "next_id", next);
  tail.key("history").raw(rows.is_null(12) ? "[]" : TRY(history(db, task_id)));
  tail.key("findings").raw(rows.is_null(13) ? "[]" : TRY(findings(db, task_id, plan_id, facts.value_or(Language::kZh))));
  if (facts)
    tail.key("facts").raw(rows.text(10) == "approved" ? TRY(task_facts_json(db, task_id, *facts, now))
                                                      : "null");
  const std::string more = tail.end_object().take();

  Versioned out;
  out.id = task_id;
  out.version = rows.integer(3);
  out.json = fmt::format(
      "{{\"id\":{},\"plan_id\":{},{},\"implied_leaders\":{},\"findings_open\":{},\"state\":\"{}\",\"due_now\":"
      "\"{}\",{},{},\"version\":{}}}",
      task_id, plan_id, rows.text(1), strings_to_json(implied), rows.integer(2), rows.text(14), rows.text(15),
      rows.text(4), std::string_view(more).substr(1, more.size() - 2), out.version);
  return out;
}

Result<void> keep_event(sql::Connection& db, const Actor& actor, std::int64_t task_id, const TaskEvent& event,
                        UtcMillis now) {
  TRY(db.run(
      "INSERT INTO task_event (government_id, task_id, at, account, action, field, before_value, after_value, "
      "reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      actor.government_id, task_id, now, actor.name, event.action, event.field, event.before, event.after,
      event.reason));
  return {};
}

Result<void> apply_change(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                          std::optional<std::int64_t> expected_version, const TaskChange& change,
                          UtcMillis now) {
  sql::Rows found =
      TRY(db.query("SELECT t.version, p.state FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.id = $1 AND "
                   "t.government_id = $2",
                   task_id, actor.government_id));
  if (!TRY(found.next())) return no_such("任务", "task");
  const bool approved = found.text(1) == "approved";
  TRY(require_task(db, actor, approved ? Action::kAdjustTask : Action::kCorrectTask, task_id, now));
  if (expected_version && *expected_version != found.integer(0)) return stale_version();
  if (approved) return adjust_task(db, actor, task_id, change, now);
  TRY(change_row(db, actor, task_id, change, RowState::kDraft, now));
  return {};
}

Result<RowWords> adjust_row(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                            const TaskChange& change, UtcMillis now) {
  return change_row(db, actor, task_id, change, RowState::kApproved, now);
}

Result<void> change_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                         std::optional<std::int64_t> expected_version, const TaskChange& change,
                         UtcMillis now) {
  const auto work = [&] { return apply_change(db, actor, task_id, expected_version, change, now); };
  return db.transaction(work);
}

}  // namespace duban
