#include "store/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "store/file_kind.h"
#include "store/log.h"

namespace duban {
namespace {

constexpr std::string_view kEvidenceColumns =
    "e.id, e.kind, e.title, e.file_name, e.media, e.sha256, e.size, e.url, e.no, e.first_id, e.replaced_by, "
    "e.added_at, e.added_by, e.filled_in, e.removed_at, e.report_id, e.verification_id, e.task_id";

void write_evidence(JsonWriter& json, const sql::Rows& rows) {
  json.begin_object()
      .field("id", rows.integer(0))
      .field("kind", rows.text(1))
      .field("title", rows.text(2))
      .field("file_name", rows.text(3))
      .field("media", rows.text(4))
      .field("sha256", rows.text(5))
      .field("size", rows.integer(6))
      .field("url", rows.text(7))
      .field("no", rows.integer(8))
      .field("first_id", rows.is_null(9) ? rows.integer(0) : rows.integer(9))
      .field("replaced", !rows.is_null(10))
      .field("added_at", utc_text(rows.integer(11)))
      .field("added_by", rows.text(12))
      .field("filled_in", rows.integer(13) != 0)
      .field("removed", !rows.is_null(14))
      .end_object();
}

Result<std::string> evidence_list(sql::Connection& db, std::string_view where, std::int64_t id) {
  sql::Rows rows = TRY(
      db.query(fmt::format("SELECT {} FROM evidence e WHERE {} ORDER BY e.id", kEvidenceColumns, where), id));
  JsonWriter json;
  json.begin_array();
  while (TRY(rows.next())) write_evidence(json, rows);
  return json.end_array().take();
}

// Who writes it, and onto which task.
struct EvidencePlace {
  std::int64_t plan_id = 0, task_id = 0, unit_id = 0;
  bool filled_in = false;
};

Result<EvidencePlace> place_of_report(sql::Connection& db, const Actor& actor, std::int64_t report_id,
                                      UtcMillis now) {
  const KeptReport report = TRY(require_report(db, actor, report_id, ReportSight::kAll, now));
  const TaskPerson person = TRY(report_person(db, actor, report, ReportAction::kSubmit, now));
  const ReportState state = report.life.state;
  if (state == ReportState::kSubmitted || state == ReportState::kReviewing || state == ReportState::kAccepted) {
    return error(ErrorCode::kConflict, fmt::format("填报处于“{}”，要增减佐证请先撤回", zh_name(state)),
                 fmt::format("The report is {}; withdraw it before you change its evidence", en_name(state)));
  }
  return EvidencePlace{report.plan_id, report.task_id, report.unit_id, person.capacity == Capacity::kFillIn};
}

Result<EvidencePlace> place_of_verification(sql::Connection& db, const Actor& actor, std::int64_t id) {
  TRY(require(actor, Action::kReviewReport, Relation::kOwnGovernment));
  sql::Rows rows =
      TRY(db.query("SELECT plan_id, task_id, unit_id FROM verification WHERE id = $1 AND government_id = $2",
                   id, actor.government_id));
  if (!TRY(rows.next())) return no_such("核查记录", "verification");
  return EvidencePlace{rows.integer(0), rows.integer(1), rows.integer(2), false};
}

Result<EvidencePlace> place_of(sql::Connection& db, const Actor& actor, const NewEvidence& what,
                               UtcMillis now) {
  return what.report_id != 0 ? place_of_report(db, actor, what.report_id, now)
                             : place_of_verification(db, actor, what.verification_id);
}

// 保密法: what is secret does not go into this program, whatever carries it.
Result<void> check_no_secrecy(std::string_view name) {
  for (const std::string_view mark :
       {"绝密", "机密★", "秘密★", "内部★", "（机密）", "（秘密）", "(机密)", "(秘密)"}) {
    if (name.find(mark) == std::string_view::npos) continue;
    return error(ErrorCode::kRefused, fmt::format("名称带有“{}”字样，涉密材料不得上传到本系统", mark),
                 fmt::format("the name carries “{}”: secret papers must not be uploaded here", mark));
  }
  return {};
}

Result<void> check_url(std::string_view url) {
  const bool web = url.starts_with("https://") || url.starts_with("http://");
  const bool plain =
      std::all_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; });
  if (!web || !plain || url.size() < 12 || url.size() > 2000) {
    return error(ErrorCode::kInvalid, "链接应以 http:// 或 https:// 开头，不含空格，至多2000字符",
                 "a link begins with http:// or https://, has no spaces and at most 2000 characters");
  }
  return {};
}

Result<FileKind> checked_file(const NewEvidence& what, std::string_view bytes) {
  if (bytes.size() > kLargestEvidence) {
    return error(
        ErrorCode::kTooLarge,
        fmt::format("文件“{}”有{}MB，超过{}MB的上限。请压缩或改用链接", what.file_name, bytes.size() >> 20U,
                    kLargestEvidence >> 20U),
        fmt::format("the file “{}” has {} MB, over the limit of {} MB. Make it smaller, or give a link",
                    what.file_name, bytes.size() >> 20U, kLargestEvidence >> 20U));
  }
  if (what.file_name.size() > 400) {
    return error(ErrorCode::kInvalid, "文件名太长", "the file's name is too long");
  }
  FileKind kind = TRY(file_kind(what.file_name, bytes));
  if (what.kind.empty() || what.kind == kind.kind) return kind;
  for (const std::string_view known : {"document", "table", "photo", "media", "archive"}) {
    if (what.kind != known) continue;
    // A scanned paper is a picture, and a table may be a PDF; but a photo or a video is not made of text.
    if (known == "photo" || known == "media" || known == "archive") {
      return error(ErrorCode::kInvalid, fmt::format("所选类型与文件不符：内容是{}", kind.zh),
                   fmt::format("the chosen kind does not fit: the content is {}", kind.en));
    }
    kind.kind = known;
    return kind;
  }
  return error(ErrorCode::kInvalid, fmt::format("不认识佐证类型“{}”", what.kind),
               fmt::format("there is no kind of evidence “{}”", what.kind));
}

struct Replaced {
  std::int64_t first_id = 0;
  std::int64_t no = 0;
};
Result<std::optional<Replaced>> replaced_by(sql::Connection& db, const NewEvidence& what) {
  if (what.replaces == 0) return std::optional<Replaced>();
  sql::Rows rows =
      TRY(db.query("SELECT coalesce(first_id, id), no FROM evidence WHERE id = $1 AND replaced_by IS NULL AND "
                   "removed_at IS NULL "
                   "AND (report_id = $2 OR verification_id = $3)",
                   what.replaces, what.report_id, what.verification_id));
  if (!TRY(rows.next())) return no_such("要替换的佐证", "evidence to replace");
  return std::optional<Replaced>({rows.integer(0), rows.integer(1)});
}

Result<std::int64_t> insert_evidence(sql::Connection& db, const Actor& actor, const NewEvidence& what,
                                     const EvidencePlace& place, const FileKind& kind, std::string_view sha256,
                                     std::size_t size, UtcMillis now) {
  const auto standing = TRY(db.one(
      "SELECT count(*) FROM evidence WHERE replaced_by IS NULL AND removed_at IS NULL AND (report_id = $1 OR "
      "verification_id = $2)",
      what.report_id, what.verification_id));
  if (what.replaces == 0 && standing.value_or(0) >= kMostEvidence) {
    return error(ErrorCode::kTooLarge, fmt::format("佐证至多{}份，请打包后上传", kMostEvidence),
                 fmt::format("at most {} pieces of evidence; put them into one archive", kMostEvidence));
  }
  const auto older = TRY(replaced_by(db, what));
  const std::string& fallback = what.url.empty() ? what.file_name : what.url;
  const auto owner = [](std::int64_t id) {
    return id == 0 ? std::optional<std::int64_t>() : std::optional(id);
  };
  const std::int64_t id = *TRY(
      db.one("INSERT INTO evidence (government_id, plan_id, task_id, unit_id, report_id, verification_id, "
             "kind, title, "
             "file_name, media, sha256, size, url, first_id, no, added_at, added_by, account_id, filled_in) "
             "VALUES ($1, "
             "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) RETURNING id",
             actor.government_id, place.plan_id, place.task_id, place.unit_id, owner(what.report_id),
             owner(what.verification_id), kind.kind, what.title.empty() ? fallback : what.title, what.file_name,
             kind.media, sha256, static_cast<std::int64_t>(size), what.url,
             older ? std::optional<std::int64_t>(older->first_id) : std::optional<std::int64_t>(),
             older ? older->no + 1 : 1, now, actor.name, actor.account_id, place.filled_in));
  if (older) TRY(db.run("UPDATE evidence SET replaced_by = $2 WHERE id = $1", what.replaces, id));
  if (what.report_id != 0) {
    TRY(db.run("UPDATE report SET version = version + 1 WHERE id = $1", what.report_id));
  }
  TRY(append_log(db, actor,
                 {"add_evidence", fmt::format("evidence:{}", id),
                  what.replaces == 0 ? "" : fmt::format("evidence:{}", what.replaces),
                  fmt::format("{} {} {}", kind.kind, fallback, sha256)},
                 now));
  return id;
}

// Where an evidence belongs to, for whoever may see that.
Result<void> require_evidence(sql::Connection& db, const Actor& actor, const sql::Rows& row, UtcMillis now) {
  if (!row.is_null(15)) {
    const KeptReport report = TRY(require_report(db, actor, row.integer(15), ReportSight::kAccepted, now));
    const ReportSight sight = TRY(report_sight(db, actor, report, now));
    const bool open = report.life.state == ReportState::kAccepted && row.is_null(14) && row.is_null(10);
    if (sight != ReportSight::kAll && !open) return no_such("佐证", "evidence");
    return {};
  }
  const auto seen = require_task(db, actor, Action::kReadLedger, row.integer(17), now);
  if (!seen.ok()) return no_such("佐证", "evidence");
  return {};
}

Result<sql::Rows> evidence_row(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now) {
  sql::Rows rows = TRY(db.query(
      fmt::format("SELECT {} FROM evidence e WHERE e.id = $1 AND e.government_id = $2", kEvidenceColumns), id,
      actor.government_id));
  if (!TRY(rows.next())) return no_such("佐证", "evidence");
  TRY(require_evidence(db, actor, rows, now));
  return rows;
}

}  // namespace

Result<std::int64_t> add_evidence(Store& store, sql::Connection& db, const Actor& actor,
                                  const NewEvidence& what, std::string_view bytes, UtcMillis now) {
  TRY(place_of(db, actor, what, now));  // nothing is written for somebody who may not
  TRY(check_no_secrecy(what.title + " " + what.file_name));
  if (what.title.size() > 600) return error(ErrorCode::kInvalid, "名称太长", "the title is too long");
  FileKind kind{"link", "", "链接", "a link", ""};
  std::string sha256;
  if (what.url.empty()) {
    kind = TRY(checked_file(what, bytes));
    sha256 = TRY(store.put_file(bytes));
  } else {
    TRY(check_url(what.url));
  }
  const auto work = [&]() -> Result<std::int64_t> {
    const EvidencePlace place = TRY(place_of(db, actor, what, now));
    return insert_evidence(db, actor, what, place, kind, sha256, what.url.empty() ? bytes.size() : 0, now);
  };
  return db.transaction(work);
}

Result<void> remove_evidence(sql::Connection& db, const Actor& actor, std::int64_t evidence_id, UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    std::int64_t report_id = 0;
    std::string before;
    {
      sql::Rows row = TRY(evidence_row(db, actor, evidence_id, now));
      if (row.is_null(15)) {
        return error(ErrorCode::kConflict, "核查材料不能移除", "what belongs to a verification stays");
      }
      if (!row.is_null(14)) return error(ErrorCode::kConflict, "已经移除", "it is removed already");
      report_id = row.integer(15);
      before = row.string(2);
    }
    TRY(place_of_report(db, actor, report_id, now));
    TRY(db.run("UPDATE evidence SET removed_at = $2 WHERE id = $1", evidence_id, now));
    TRY(db.run("UPDATE report SET version = version + 1 WHERE id = $1", report_id));
    return append_log(db, actor, {"remove_evidence", fmt::format("evidence:{}", evidence_id), before, ""}, now);
  };
  return db.transaction(work);
}

Result<std::string> read_evidence(sql::Connection& db, const Actor& actor, std::int64_t evidence_id,
                                  UtcMillis now) {
  const sql::Rows row = TRY(evidence_row(db, actor, evidence_id, now));
  JsonWriter json;
  write_evidence(json, row);
  return json.take();
}

Result<StoredEvidence> evidence_file(sql::Connection& db, const Actor& actor, std::int64_t evidence_id,
                                     UtcMillis now) {
  const sql::Rows row = TRY(evidence_row(db, actor, evidence_id, now));
  if (row.text(5).empty()) return no_such("文件（这是链接）", "file: it is a link");
  return StoredEvidence{row.string(5), row.string(3), row.string(4)};
}

Result<std::string> evidence_of_report(sql::Connection& db, std::int64_t report_id, EvidenceSet set) {
  return evidence_list(db,
                       set == EvidenceSet::kAll
                           ? "e.report_id = $1"
                           : "e.report_id = $1 AND e.replaced_by IS NULL AND e.removed_at IS NULL",
                       report_id);
}

Result<std::map<std::int64_t, std::string>> evidence_of_verifications(sql::Connection& db, std::int64_t task_id) {
  sql::Rows rows = TRY(db.query(
      fmt::format("SELECT {} FROM evidence e WHERE e.verification_id IN (SELECT id FROM verification WHERE task_id "
                  "= $1) ORDER BY e.id",
                  kEvidenceColumns),
      task_id));
  std::map<std::int64_t, std::string> out;
  while (TRY(rows.next())) {
    JsonWriter json;
    write_evidence(json, rows);
    std::string& list = out[rows.integer(16)];
    list += (list.empty() ? "" : ",") + json.text();
  }
  return out;
}

Result<std::string> evidence_ids_json(sql::Connection& db, std::int64_t report_id) {
  sql::Rows rows = TRY(db.query(
      "SELECT id FROM evidence WHERE report_id = $1 AND replaced_by IS NULL AND removed_at IS NULL ORDER BY id",
      report_id));
  JsonWriter json;
  json.begin_array();
  while (TRY(rows.next())) json.integer(rows.integer(0));
  return json.end_array().take();
}

}  // namespace duban
