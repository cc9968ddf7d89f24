#include "store/bulletins.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/json.h"
#include "store/cases.h"
#include "store/log.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct KeptBulletin {
  std::int64_t id = 0, snapshot_id = 0, version = 0;
  std::optional<std::int64_t> previous_id, issued_at;
  std::string state, organ_code, issued_on, issued_by, sha256, made_by;
  int number_year = 0, number = 0;
  UtcMillis made_at = 0;
  BulletinText text;
};

constexpr std::string_view kBulletinColumns =
    "id, snapshot_id, previous_id, state, text, organ_code, number_year, number, issued_on, issued_by, "
    "issued_at, sha256, "
    "made_at, made_by, version";

bool may_issue(const Actor& actor) { return allowed(actor, Action::kIssueBulletin, Relation::kOwnGovernment); }

Result<KeptBulletin> bulletin_of(const sql::Rows& row) {
  KeptBulletin out;
  out.id = row.integer(0);
  out.snapshot_id = row.integer(1);
  out.previous_id = row.optional_integer(2);
  out.state = row.string(3);
  out.text = TRY(bulletin_text_from_json(row.text(4), {}));
  out.organ_code = row.string(5);
  out.number_year = static_cast<int>(row.integer(6));
  out.number = static_cast<int>(row.integer(7));
  out.issued_on = row.string(8);
  out.issued_by = row.string(9);
  out.issued_at = row.optional_integer(10);
  out.sha256 = row.string(11);
  out.made_at = row.integer(12);
  out.made_by = row.string(13);
  out.version = row.integer(14);
  return out;
}

// Issued ones are for everybody who reads bulletins, drafts for those who issue them.
Result<KeptBulletin> load_bulletin(sql::Connection& db, const Actor& actor, std::int64_t bulletin_id) {
  TRY(require(actor, Action::kReadBulletin, Relation::kOwnGovernment));
  sql::Rows rows = TRY(
      db.query(fmt::format("SELECT {} FROM bulletin WHERE id = $1 AND government_id = $2", kBulletinColumns),
               bulletin_id, actor.government_id));
  if (!TRY(rows.next())) return no_such("通报", "bulletin");
  KeptBulletin out = TRY(bulletin_of(rows));
  if (out.state != "issued" && !may_issue(actor)) return no_such("通报", "bulletin");
  return out;
}

std::string number_of(const KeptBulletin& bulletin, int year) {
  return document_number(bulletin.organ_code, bulletin.number == 0 ? year : bulletin.number_year,
                         bulletin.number);
}

struct Papers {
  KeptSnapshot snapshot;
  std::optional<KeptSnapshot> before;
  const Snapshot* than() const { return before ? &before->snapshot : nullptr; }
  int year() const { return Day::parse(snapshot.snapshot.on).value_or(Day{}).year(); }
};
Result<Papers> papers_of(sql::Connection& db, std::int64_t government_id, const KeptBulletin& bulletin) {
  Papers out;
  out.snapshot = TRY(load_snapshot(db, government_id, bulletin.snapshot_id));
  if (bulletin.previous_id) out.before = TRY(load_snapshot(db, government_id, *bulletin.previous_id));
  return out;
}

Result<std::string> docx_of(const KeptBulletin& bulletin, const Papers& papers) {
  return to_docx(bulletin_document(papers.snapshot.snapshot, papers.than(), bulletin.text,
                                   number_of(bulletin, papers.year()),
                                   Day::parse(bulletin.issued_on).value_or(Day{})));
}

Result<void> keep_bulletin_event(sql::Connection& db, const Actor& actor, std::int64_t id,
                                 std::string_view action, std::string_view before, std::string_view after,
                                 UtcMillis now) {
  TRY(db.run(
      "INSERT INTO bulletin_event (government_id, bulletin_id, at, account, action, before_value, after_value) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      actor.government_id, id, now, actor.name, action, before, after));
  return append_log(db, actor,
                    {fmt::format("{}_bulletin", action), fmt::format("bulletin:{}", id), before, after}, now);
}

// A change under its version, inside a transaction. change(kept) gives what the event says before and after.
template <class Change>
Result<void> change_draft(sql::Connection& db, const Actor& actor, std::int64_t id,
                          std::optional<std::int64_t> expected, Change change) {
  const auto work = [&]() -> Result<void> {
    TRY(require(actor, Action::kIssueBulletin, Relation::kOwnGovernment));
    KeptBulletin kept = TRY(load_bulletin(db, actor, id));
    if (expected && *expected != kept.version) return stale_version();
    if (kept.state != "draft") {
      return error(ErrorCode::kConflict, kept.state == "issued" ? "通报已经签发，不能再改" : "这份草稿已经删除",
                   kept.state == "issued" ? "the bulletin was issued and is not changed any more"
                                          : "the draft was dropped");
    }
    return change(kept);
  };
  return db.transaction(work);
}

void write_bulletin_head(JsonWriter& json, const KeptBulletin& bulletin, int year) {
  std::string title = bulletin.text.title;
  for (char& c : title) {
    if (c == '\n') c = ' ';
  }
  json.field("id", bulletin.id).field("state", bulletin.state).field("title", title);
  json.field("number", number_of(bulletin, year)).field("snapshot_id", bulletin.snapshot_id);
  json.field("issued_on", bulletin.issued_on).field("issued_by", bulletin.issued_by);
  json.field("made_at", utc_text(bulletin.made_at))
      .field("made_by", bulletin.made_by)
      .field("version", bulletin.version);
}

}  // namespace

Result<Versioned> make_bulletin(sql::Connection& db, const Actor& actor, std::int64_t snapshot_id,
                                std::int64_t before, UtcMillis now) {
  TRY(require(actor, Action::kIssueBulletin, Relation::kOwnGovernment));
  std::int64_t id = 0;
  const auto work = [&]() -> Result<void> {
    KeptBulletin made;
    made.snapshot_id = snapshot_id;
    if (before == 0) made.previous_id = TRY(snapshot_before(db, actor.government_id, snapshot_id));
    if (before > 0) made.previous_id = before;
    const Papers papers = TRY(papers_of(db, actor.government_id, made));
    // As the last one called itself; the first one after who issued the plan.
    std::string organ;
    made.organ_code = "督通";
    {
      sql::Rows last =
          TRY(db.query("SELECT organ_code, text FROM bulletin WHERE government_id = $1 AND state <> 'dropped' "
                       "ORDER BY id DESC LIMIT 1",
                       actor.government_id));
      if (TRY(last.next())) {
        made.organ_code = last.string(0);
        organ = TRY(bulletin_text_from_json(last.text(1), {})).signature;
      }
    }
    if (organ.empty()) {
      sql::Rows plan =
          TRY(db.query("SELECT issuer FROM plan WHERE id = $1", papers.snapshot.snapshot.plans.front().id));
      if (TRY(plan.next()) && !plan.text(0).empty()) organ = plan.string(0) + "督查室";
    }
    const BulletinText text = draft_bulletin(papers.snapshot.snapshot, papers.than(), organ);
    id = TRY(db.one("INSERT INTO bulletin (government_id, snapshot_id, previous_id, state, text, organ_code, "
                    "made_at, made_by) "
                    "VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7) RETURNING id",
                    actor.government_id, snapshot_id, made.previous_id, to_json(text), made.organ_code, now,
                    actor.name))
             .value_or(0);
    return keep_bulletin_event(db, actor, id, "make", "", fmt::format("snapshot:{}", snapshot_id), now);
  };
  TRY(db.transaction(work));
  return read_bulletin(db, actor, id);
}

Result<Versioned> read_bulletin(sql::Connection& db, const Actor& actor, std::int64_t bulletin_id) {
  const KeptBulletin bulletin = TRY(load_bulletin(db, actor, bulletin_id));
  const Papers papers = TRY(papers_of(db, actor.government_id, bulletin));
  const Snapshot& snapshot = papers.snapshot.snapshot;
  JsonWriter json;
  json.begin_object();
  write_bulletin_head(json, bulletin, papers.year());
  json.field("organ_code", bulletin.organ_code).key("text").raw(to_json(bulletin.text));
  json.key("snapshot")
      .begin_object()
      .field("id", papers.snapshot.id)
      .field("title", snapshot.title)
      .field("on", snapshot.on);
  json.field("round_title", snapshot.round_title).field("sha256", papers.snapshot.sha256).key("before");
  papers.before ? json.string(papers.before->snapshot.on) : json.null();
  json.end_object().key("figures").raw(figures_json(snapshot, figures_of(snapshot, papers.than())));
  json.key("history").begin_array();
  sql::Rows events =
      TRY(db.query("SELECT at, account, action, before_value, after_value FROM bulletin_event WHERE "
                   "bulletin_id = $1 ORDER BY id DESC",
                   bulletin_id));
  while (TRY(events.next())) {
    json.begin_object()
        .field("at", utc_text(events.integer(0)))
        .field("account", events.text(1))
        .field("action", events.text(2));
    json.field("before", events.text(3)).field("after", events.text(4)).end_object();
  }
  json.end_array().end_object();
  return Versioned{json.take(), bulletin.id, bulletin.version};
}

Result<std::string> list_bulletins(sql::Connection& db, const Actor& actor) {
  TRY(require(actor, Action::kReadBulletin, Relation::kOwnGovernment));
  sql::Rows rows = TRY(
      db.query(fmt::format("SELECT {}, (SELECT s.on_day FROM snapshot s WHERE s.id = snapshot_id) FROM "
                           "bulletin WHERE government_id = $1 "
                           "AND (state = 'issued' OR (state = 'draft' AND $2 = 1)) ORDER BY id DESC LIMIT 500",
                           kBulletinColumns),
               actor.government_id, may_issue(actor)));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    json.begin_object();
    const KeptBulletin each = TRY(bulletin_of(rows));
    write_bulletin_head(json, each, Day::parse(rows.text(15)).value_or(Day{}).year());
    json.field("on", rows.text(15)).end_object();
    ++total;
  }
  json.end_array().field("total", total).key("next").null().end_object();
  return json.take();
}

Result<void> change_bulletin(sql::Connection& db, const Actor& actor, std::int64_t bulletin_id,
                             std::optional<std::int64_t> expected_version, const BulletinChange& change,
                             UtcMillis now) {
  return change_draft(db, actor, bulletin_id, expected_version, [&](KeptBulletin& kept) -> Result<void> {
    const std::string before = to_json(kept.text);
    if (!change.text_json.empty()) kept.text = TRY(bulletin_text_from_json(change.text_json, kept.text));
    const std::string code = change.organ_code.value_or(kept.organ_code);
    if (code.size() > 60) return error(ErrorCode::kInvalid, "机关代字过长", "the organ's code is too long");
    const std::string after = to_json(kept.text);
    TRY(db.run("UPDATE bulletin SET text = $2, organ_code = $3, version = version + 1 WHERE id = $1",
               bulletin_id, after, code));
    return keep_bulletin_event(db, actor, bulletin_id, "edit", before, after, now);
  });
}

Result<void> issue_bulletin(Store& store, sql::Connection& db, const Actor& actor, std::int64_t bulletin_id,
                            std::optional<std::int64_t> expected_version, UtcMillis now) {
  return change_draft(db, actor, bulletin_id, expected_version, [&](KeptBulletin& kept) -> Result<void> {
    kept.issued_on = china_date(now);
    kept.number_year = day_of(now).year();
    const auto last = TRY(db.one(
        "SELECT max(number) FROM bulletin WHERE government_id = $1 AND organ_code = $2 AND number_year = $3",
        actor.government_id, kept.organ_code, kept.number_year));
    kept.number = static_cast<int>(last.value_or(0)) + 1;
    const Papers papers = TRY(papers_of(db, actor.government_id, kept));
    // Synced before the row that names it is committed.
    const std::string docx = TRY(docx_of(kept, papers));
    const std::string sha256 = TRY(store.put_file(docx));
    TRY(
        db.run("UPDATE bulletin SET state = 'issued', number_year = $2, number = $3, issued_on = $4, issued_by "
               "= $5, issued_at = $6, "
               "sha256 = $7, version = version + 1 WHERE id = $1",
               bulletin_id, kept.number_year, kept.number, kept.issued_on, actor.name, now, sha256));
    return keep_bulletin_event(db, actor, bulletin_id, "issue", "",
                               fmt::format("{} sha256:{}", number_of(kept, 0), sha256), now);
  });
}

Result<void> drop_bulletin(sql::Connection& db, const Actor& actor, std::int64_t bulletin_id,
                           std::optional<std::int64_t> expected_version, UtcMillis now) {
  return change_draft(db, actor, bulletin_id, expected_version, [&](KeptBulletin&) -> Result<void> {
    TRY(db.run("UPDATE bulletin SET state = 'dropped', version = version + 1 WHERE id = $1", bulletin_id));
    return keep_bulletin_event(db, actor, bulletin_id, "drop", "", "", now);
  });
}

Result<BulletinFile> bulletin_docx(Store& store, sql::Connection& db, const Actor& actor,
                                   std::int64_t bulletin_id) {
  const KeptBulletin bulletin = TRY(load_bulletin(db, actor, bulletin_id));
  const Papers papers = TRY(papers_of(db, actor.government_id, bulletin));
  BulletinFile out;
  out.bytes = TRY(docx_of(bulletin, papers));
  std::string title = bulletin.text.title.substr(0, bulletin.text.title.find('\n'));
  out.name = (bulletin.state == "issued" ? number_of(bulletin, 0) : "草稿") + " " + title + ".docx";
  if (bulletin.state != "issued") return out;
  out.as_issued = sha256_hex(out.bytes) == bulletin.sha256;
  out.bytes = TRY(store.get_file(bulletin.sha256));
  return out;
}

Result<void> papers_todo(sql::Connection& db, const Actor& actor, Day, std::vector<Todo>& out) {
  if (allowed_somewhere(actor.roles, Action::kMergeLedger)) {
    sql::Rows rows =
        TRY(db.query("SELECT id, plan_id, file_name FROM ledger_merge WHERE account_id = $1 AND government_id "
                     "= $2 AND state = 'open' ORDER BY id",
                     actor.account_id, actor.government_id));
    while (TRY(rows.next())) {
      Todo todo;
      todo.kind = "merge";
      todo.object_id = rows.integer(0);
      todo.plan_id = rows.integer(1);
      todo.text = rows.string(2);
      todo.words = {"导回的表格等待确认", "a workbook that came back waits to be confirmed"};
      out.push_back(std::move(todo));
    }
  }
  if (!may_issue(actor)) return {};
  sql::Rows rows =
      TRY(db.query("SELECT id, text FROM bulletin WHERE government_id = $1 AND state = 'draft' ORDER BY id",
                   actor.government_id));
  while (TRY(rows.next())) {
    Todo todo;
    todo.kind = "bulletin";
    todo.object_id = rows.integer(0);
    todo.text = TRY(bulletin_text_from_json(rows.text(1), {})).title;
    for (char& c : todo.text) {
      if (c == '\n') c = ' ';
    }
    todo.words = {"通报草稿等待签发", "a bulletin's draft waits to be issued"};
    out.push_back(std::move(todo));
  }
  return {};
}

}  // namespace duban
