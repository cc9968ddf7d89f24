#include "store/plans.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"
#include "base/json.h"
#include "plan/plan_json.h"
#include "store/fulltext.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

// One row a plan: its columns, and how many findings are open, counted in one pass each.
constexpr std::string_view kPlanColumns =
    "p.id, p.document_id, p.kind, p.title, p.doc_number, p.issuer, p.issued_on, p.year, p.region, p.level, "
    "p.state, p.plan_version, p.supersedes, p.superseded_by, p.tasks, p.list_tasks, "
    "(SELECT count(*) FROM finding f WHERE f.plan_id = p.id AND f.state = 'open'), "
    "(SELECT count(*) FROM finding f WHERE f.plan_id = p.id AND f.state = 'open' AND f.severity <> "
    "'repaired'), "
    "p.imported_at, p.imported_by, p.approved_at, p.approved_by, p.version, p.leaders_by_portfolio";

void write_optional(JsonWriter& json, std::string_view key, const sql::Rows& rows, int column) {
  json.key(key);
  rows.is_null(column) ? json.null() : json.integer(rows.integer(column));
}

// The members of one plan, the object left open.
void write_plan(JsonWriter& json, const sql::Rows& rows) {
  json.begin_object().field("id", rows.integer(0)).field("document_id", rows.integer(1));
  constexpr std::string_view kTexts[] = {"kind", "title", "doc_number", "issuer", "issued_on"};
  for (int i = 0; i < 5; ++i) json.field(kTexts[i], rows.text(2 + i));
  json.field("year", rows.integer(7)).field("region", rows.text(8)).field("level", rows.text(9));
  json.field("state", rows.text(10)).field("plan_version", rows.integer(11));
  write_optional(json, "supersedes", rows, 12);
  write_optional(json, "superseded_by", rows, 13);
  json.field("tasks", rows.integer(14))
      .field("list_tasks", rows.integer(15))
      .field("findings_open", rows.integer(16))
      .field("look_open", rows.integer(17))
      .field("imported_at", utc_text(rows.integer(18)))
      .field("imported_by", rows.text(19));
  json.key("approved_at");
  rows.is_null(20) ? json.null() : json.string(utc_text(rows.integer(20)));
  json.field("approved_by", rows.text(21))
      .field("leaders_by_portfolio", rows.integer(23) != 0)
      .field("version", rows.integer(22));
}

}  // namespace

Result<std::string> list_plans(sql::Connection& db, const Actor& actor, int limit, std::int64_t after,
                               UtcMillis now) {
  const std::string today = china_date(now);
  SqlText counted;
  counted.sql =
      "SELECT count(*) FROM plan p WHERE " + visible_plans(counted, actor, Action::kReadLedger, today);
  const std::int64_t total = TRY(counted.count(db));
  SqlText text;
  text.sql = fmt::format("SELECT {} FROM plan p WHERE ", kPlanColumns) +
             visible_plans(text, actor, Action::kReadLedger, today) + " ORDER BY p.year DESC, p.id DESC LIMIT ";
  text.sql += text.bind(std::int64_t{std::clamp(limit, 1, kMaxPage)});
  text.sql += " OFFSET " + text.bind(after);
  sql::Rows rows = TRY(text.query(db));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t given = 0;
  while (TRY(rows.next())) {
    write_plan(json, rows);
    json.end_object();
    ++given;
  }
  json.end_array().field("total", total).key("next");
  after + given<total && given> 0 ? json.string(std::to_string(after + given)) : json.null();
  return json.end_object().take();
}

Result<Versioned> read_plan(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  sql::Rows rows = TRY(
      db.query(fmt::format("SELECT {}, p.head, p.outline FROM plan p WHERE p.id = $1", kPlanColumns), plan_id));
  if (!TRY(rows.next())) return no_such("方案", "plan");
  DocumentHead head = TRY(head_from_json(rows.text(24)));
  head.title = rows.string(3);
  head.doc_number = rows.string(4);
  head.issuer = rows.string(5);
  head.region = rows.string(8);
  JsonWriter json;
  write_plan(json, rows);
  json.key("document");
  write_json(json, head);
  const std::string plan = json.end_object().take();
  const std::string_view outline = rows.text(25);
  Versioned out;
  out.id = plan_id;
  out.version = rows.integer(22);
  out.json = plan.substr(0, plan.size() - 1) + "," + std::string(outline.substr(1));
  return out;
}

Result<std::string> list_changes(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  // What became of rows that are gone is no row of his any more: the whole is for who sees the whole plan.
  TRY(require(actor, Action::kReadLedger, Relation::kOwnGovernment));
  sql::Rows rows =
      TRY(db.query("SELECT kind, no, list, field, before_value, after_value, task_id FROM plan_change WHERE "
                   "plan_id = $1 ORDER "
                   "BY position",
                   plan_id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    json.begin_object()
        .field("kind", rows.text(0))
        .field("no", rows.text(1))
        .field("list", rows.text(2))
        .field("field", rows.text(3))
        .field("before", rows.text(4))
        .field("after", rows.text(5));
    write_optional(json, "task_id", rows, 6);
    json.end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<std::string> read_document(sql::Connection& db, const Actor& actor, std::int64_t document_id,
                                  UtcMillis now) {
  TRY(require_document(db, actor, document_id, now));
  sql::Rows rows = TRY(db.query(
      "SELECT d.id, d.file_name, d.sha256, d.size, r.encoding, r.format, p.reader_version, d.imported_at, "
      "d.imported_by FROM document d JOIN plan p ON p.document_id = d.id JOIN reader_text r ON r.government_id "
      "= "
      "d.government_id AND r.sha256 = d.sha256 AND r.reader_version = p.reader_version WHERE d.id = $1",
      document_id));
  if (!TRY(rows.next())) return no_such("文件", "document");
  return JsonWriter()
      .begin_object()
      .field("id", rows.integer(0))
      .field("file_name", rows.text(1))
      .field("sha256", rows.text(2))
      .field("size", rows.integer(3))
      .field("encoding", rows.text(4))
      .field("format", rows.text(5))
      .field("reader_version", rows.integer(6))
      .field("imported_at", utc_text(rows.integer(7)))
      .field("imported_by", rows.text(8))
      .end_object()
      .take();
}

Result<std::string> document_text(sql::Connection& db, const Actor& actor, std::int64_t document_id,
                                  UtcMillis now) {
  TRY(require_document(db, actor, document_id, now));
  sql::Rows rows = TRY(db.query(
      "SELECT r.text FROM document d JOIN plan p ON p.document_id = d.id JOIN reader_text r ON r.government_id "
      "= "
      "d.government_id AND r.sha256 = d.sha256 AND r.reader_version = p.reader_version WHERE d.id = $1",
      document_id));
  if (!TRY(rows.next())) return no_such("文件", "document");
  return rows.string(0);
}

Result<StoredPaper> document_file(sql::Connection& db, const Actor& actor, std::int64_t document_id,
                                  UtcMillis now) {
  TRY(require_document(db, actor, document_id, now));
  sql::Rows rows = TRY(db.query("SELECT sha256, file_name FROM document WHERE id = $1", document_id));
  if (!TRY(rows.next())) return no_such("文件", "document");
  return StoredPaper{rows.string(0), rows.string(1)};
}

Result<std::string> search_tasks(sql::Connection& db, const Actor& actor, std::string_view words, int limit,
                                 UtcMillis now) {
  if (words.empty()) return std::string(R"({"items":[],"total":0,"next":null})");
  const std::string today = china_date(now);
  SqlText text;
  const FulltextCondition found = fulltext_condition(words, SearchIn::kText, 1);
  for (const std::string& value : found.values) text.bind(value);
  text.sql =
      "SELECT t.id, t.plan_id, p.title, p.year, t.no, t.list, t.text FROM task t JOIN plan p ON p.id = "
      "t.plan_id WHERE " +
      found.sql + " AND p.superseded_by IS NULL AND ";
  text.sql += visible_tasks(text, actor, Action::kReadLedger, today);
  text.sql += " ORDER BY p.year DESC, p.id DESC, t.list_order, t.position LIMIT ";
  text.sql += text.bind(std::int64_t{std::clamp(limit, 1, kMaxPage)});
  sql::Rows rows = TRY(text.query(db));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    json.begin_object()
        .field("task_id", rows.integer(0))
        .field("plan_id", rows.integer(1))
        .field("plan_title", rows.text(2))
        .field("year", rows.integer(3))
        .field("no", rows.text(4))
        .field("list", rows.text(5))
        .field("text", rows.text(6));
    json.key("at").spans(occurrences(rows.text(6), words)).end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
