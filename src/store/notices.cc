#include "store/notices.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "store/cases.h"
#include "store/delegates.h"
#include "store/log.h"
#include "store/messages.h"
#include "store/notice_rows.h"
#include "store/unit_tree.h"
#include "store/visibility.h"

namespace duban {
namespace notices {
namespace {

constexpr std::size_t kMostWords = 12000;  // 4,000 characters

}  // namespace

Result<std::map<std::int64_t, std::vector<IssuedNotice>>> issued_of_plan(sql::Connection& db,
                                                                         std::int64_t plan_id) {
  std::map<std::int64_t, std::vector<IssuedNotice>> out;
  sql::Rows rows =
      TRY(db.query("SELECT task_id, unit_id, colour, issued_on, answer_by, answered_on FROM notice WHERE "
                   "plan_id = $1 ORDER BY "
                   "id",
                   plan_id));
  while (TRY(rows.next())) {
    IssuedNotice notice;
    notice.unit = unit_key(rows.integer(1));
    notice.colour = notice_colour_from_word(rows.text(2)).value_or(NoticeColour::kBlue);
    notice.issued = Day::parse(rows.text(3)).value_or(Day{});
    notice.answer_by = Day::parse(rows.text(4)).value_or(Day{});
    notice.answered = Day::parse(rows.text(5));
    out[rows.integer(0)].push_back(std::move(notice));
  }
  return out;
}

Result<std::map<std::int64_t, std::string>> unit_names(sql::Connection& db, std::int64_t plan_id) {
  std::map<std::int64_t, std::string> out;
  sql::Rows rows = TRY(db.query(
      "SELECT u.id, u.name FROM unit u WHERE u.id IN (SELECT unit_id FROM task_case_unit WHERE plan_id = $1)",
      plan_id));
  while (TRY(rows.next())) out[rows.integer(0)] = rows.string(1);
  return out;
}

Result<std::string> unit_name(sql::Connection& db, std::int64_t unit_id) {
  sql::Rows rows = TRY(db.query("SELECT name FROM unit WHERE id = $1", unit_id));
  if (!TRY(rows.next())) return no_such("单位", "unit");
  return rows.string(0);
}

Result<std::optional<NoticeDraftRow>> draft_now(sql::Connection& db, std::int64_t task_id, std::int64_t unit_id,
                                                Day on) {
  const auto plan = TRY(db.one("SELECT plan_id FROM task WHERE id = $1", task_id));
  if (!plan) return no_such("任务", "task");
  for (NoticeDraftRow& row : TRY(notice_drafts(db, *plan, on))) {
    if (row.task_id == task_id && row.unit_id == unit_id) return std::optional<NoticeDraftRow>(std::move(row));
  }
  return std::optional<NoticeDraftRow>();
}

Error no_longer_called_for() {
  return error(ErrorCode::kConflict, "情况已有变化：目前不需要对这个单位发这种督办单，请刷新后再看",
               "things have changed: no such notice is called for now; please look again");
}

Result<void> check_words(std::string_view text) {
  const bool odd = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
  });
  const bool blank = text.find_first_not_of(" \n\t") == std::string_view::npos;
  if (!blank && !odd && text.size() <= kMostWords) return {};
  return error(ErrorCode::kInvalid, "请写明内容（4000 字以内，不含控制字符）",
               "words are wanted: at most 4,000 characters, no control characters");
}

std::string number_words(std::int64_t year, std::int64_t number) {
  return document_number("督", static_cast<int>(year), static_cast<int>(number));
}

Result<bool> is_of_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id, Action action, Day on) {
  if (reaches_own_unit(actor, action) && TRY(unit_within(db, unit_id, actor.unit_id))) return true;
  const auto principal = TRY(delegate_for(db, actor, unit_id, on));
  return principal && reaches_own_unit(*principal, action);
}

std::string own_unit_condition(SqlText& query, const Actor& actor, std::string_view column) {
  if (actor.unit_id == 0) return "1 = 0";
  return fmt::format(
      "{} IN (WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = {} UNION SELECT c.id FROM unit c "
      "JOIN "
      "mine ON c.parent_id = mine.id) SELECT id FROM mine)",
      column, query.bind(actor.unit_id));
}

}  // namespace notices

namespace {

constexpr std::string_view kNoticeColumns =
    "n.id, n.plan_id, n.task_id, n.unit_id, n.unit, n.colour, n.year, n.number, n.text, n.reason_zh, "
    "n.reason_en, "
    "n.signer, n.account, n.issued_on, n.answer_by, n.state, n.answered_on, n.version, t.no, t.text, p.title";

struct NoticeRow {
  std::int64_t id = 0, plan_id = 0, task_id = 0, unit_id = 0;
  std::string unit, colour;
  std::int64_t year = 0, number = 0;
  std::string text;
  Message reason;
  std::string signer, account, issued_on, answer_by, state, answered_on;
  std::int64_t version = 0;
  std::string no, task, plan;
};

NoticeRow notice_row(const sql::Rows& rows) {
  NoticeRow row;
  row.id = rows.integer(0);
  row.plan_id = rows.integer(1);
  row.task_id = rows.integer(2);
  row.unit_id = rows.integer(3);
  row.unit = rows.string(4);
  row.colour = rows.string(5);
  row.year = rows.integer(6);
  row.number = rows.integer(7);
  row.text = rows.string(8);
  row.reason = {rows.string(9), rows.string(10)};
  row.signer = rows.string(11);
  row.account = rows.string(12);
  row.issued_on = rows.string(13);
  row.answer_by = rows.string(14);
  row.state = rows.string(15);
  row.answered_on = rows.string(16);
  row.version = rows.integer(17);
  row.no = rows.string(18);
  row.task = rows.string(19);
  row.plan = rows.string(20);
  return row;
}

// Whose they are: the house's, those to the own unit (or that of whom one is a delegate), those on a leader's
// tasks.
std::string visible_notices(SqlText& query, const Actor& actor, const std::vector<Actor>& principals,
                            std::string_view today) {
  if (reach(actor, Action::kReadLedger) == Reach::kGovernment) {
    return "n.government_id = " + query.bind(actor.government_id);
  }
  std::string any = "1 = 0";
  const auto add = [&](const Actor& whose) {
    if (reaches_own_unit(whose, Action::kReadLedger)) {
      any += " OR " + notices::own_unit_condition(query, whose, "n.unit_id");
    }
    if (reaches_own_leader(whose, Action::kReadLedger)) {
      Actor leader = whose;
      leader.unit_id = 0;
      any += " OR (" + visible_tasks(query, leader, Action::kReadLedger, today) + ")";
    }
  };
  add(actor);
  for (const Actor& each : principals) add(each);
  return "n.government_id = " + query.bind(actor.government_id) + " AND (" + any + ")";
}

Result<std::vector<NoticeRow>> notice_rows(sql::Connection& db, const Actor& actor, const NoticeQuery& wanted,
                                           std::int64_t id, UtcMillis now) {
  const Day on = day_of(now);
  const std::vector<Actor> principals = TRY(acts_for(db, actor, on));
  SqlText query;
  query.sql = fmt::format(
      "SELECT {} FROM notice n JOIN task t ON t.id = n.task_id JOIN plan p ON p.id = n.plan_id "
      "WHERE ",
      kNoticeColumns);
  query.sql += visible_notices(query, actor, principals, to_iso(on));
  if (id != 0) query.sql += " AND n.id = " + query.bind(id);
  if (wanted.plan_id != 0) query.sql += " AND n.plan_id = " + query.bind(wanted.plan_id);
  if (wanted.task_id != 0) query.sql += " AND n.task_id = " + query.bind(wanted.task_id);
  if (wanted.unit_id != 0) query.sql += " AND n.unit_id = " + query.bind(wanted.unit_id);
  if (wanted.state == "open") {
    query.sql += " AND n.state <> 'accepted'";
  } else if (!wanted.state.empty()) {
    query.sql += " AND n.state = " + query.bind(wanted.state);
  }
  query.sql += " ORDER BY n.id DESC";
  std::vector<NoticeRow> out;
  sql::Rows rows = TRY(query.query(db));
  while (TRY(rows.next())) out.push_back(notice_row(rows));
  return out;
}

Result<NoticeRow> visible_notice(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now) {
  const auto there =
      TRY(db.one("SELECT 1 FROM notice WHERE id = $1 AND government_id = $2", id, actor.government_id));
  if (!there) return no_such("督办单", "notice");
  auto found = TRY(notice_rows(db, actor, {}, id, now));
  if (found.empty()) {
    return error(ErrorCode::kForbidden, "这张督办单不是发给您单位的，不能查看或办理",
                 "this notice was not issued to your unit");
  }
  return std::move(found.front());
}

void write_notice(JsonWriter& json, const NoticeRow& row, Language language, Day on) {
  const Day by = Day::parse(row.answer_by).value_or(on);
  json.field("id", row.id).field("plan_id", row.plan_id).field("task_id", row.task_id).field("no", row.no);
  json.field("task", row.task).field("unit_id", row.unit_id).field("unit", row.unit);
  json.field("colour", row.colour).field("number", notices::number_words(row.year, row.number));
  json.field("text", row.text).field("reason", row.reason.in(language)).field("signer", row.signer);
  json.field("issued_by", row.account).field("issued_on", row.issued_on).field("answer_by", row.answer_by);
  json.field("state", row.state).field("answered_on", row.answered_on);
  json.field("overdue", row.answered_on.empty() && row.state != "accepted" && by < on);
  json.field("version", row.version);
}

News news_of(std::string_view kind, const NoticeRow& row, Message words) {
  News news;
  news.kind = kind;
  news.plan_id = row.plan_id;
  news.task_id = row.task_id;
  news.object_id = row.id;
  news.words = std::move(words);
  return news;
}

Result<void> count_version(sql::Connection& db, const NoticeRow& row, std::string_view state,
                           std::string_view answered_on) {
  const auto changed = TRY(db.run(
      "UPDATE notice SET state = $1, answered_on = $2, version = version + 1 WHERE id = $3 AND version = $4",
      state, answered_on, row.id, row.version));
  if (changed == 0) return stale_version();
  return {};
}

}  // namespace

std::optional<NoticeColour> notice_colour_from_word(std::string_view word) {
  for (const NoticeColour colour : {NoticeColour::kBlue, NoticeColour::kYellow, NoticeColour::kRed}) {
    if (to_word(colour) == word) return colour;
  }
  return {};
}

Result<std::int64_t> issue_notice(sql::Connection& db, const Actor& actor, const NoticeIssue& issue,
                                  UtcMillis now) {
  TRY(require(actor, Action::kIssueNotice, Relation::kOwnGovernment));
  TRY(require_task(db, actor, Action::kIssueNotice, issue.task_id, now));
  TRY(notices::check_words(issue.text));
  if (issue.signer.empty() || issue.signer.size() > 96 || issue.signer.find('\n') != std::string::npos) {
    return error(ErrorCode::kInvalid, "请填写签发人", "the name of the signer is wanted");
  }
  const Day on = day_of(now);
  return db.transaction([&]() -> Result<std::int64_t> {
    const auto draft = TRY(notices::draft_now(db, issue.task_id, issue.unit_id, on));
    if (!draft || draft->draft.colour != issue.colour) return notices::no_longer_called_for();
    const auto number =
        TRY(db.one("SELECT coalesce(max(number), 0) + 1 FROM notice WHERE government_id = $1 AND year = $2",
                   actor.government_id, on.year()))
            .value_or(1);
    const Reason& why = draft->draft.why;
    const auto id = TRY(db.one(
        "INSERT INTO notice (government_id, plan_id, task_id, unit_id, unit, colour, year, number, text, rule, "
        "reason_zh, reason_en, signer, account_id, account, issued_on, issued_at, answer_by, state, "
        "answered_on, "
        "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
        "'issued', '', 1) RETURNING id",
        actor.government_id, draft->plan_id, issue.task_id, issue.unit_id, draft->unit, to_word(issue.colour),
        on.year(), number, issue.text, why.rule, why.words.zh, why.words.en, issue.signer, actor.account_id,
        actor.name, to_iso(on), now, to_iso(draft->draft.answer_by)));
    TRY(db.run("DELETE FROM notice_text WHERE task_id = $1 AND unit_id = $2 AND colour = $3", issue.task_id,
               issue.unit_id, to_word(issue.colour)));
    if (draft->draft.talk) {
      TRY(db.run(
          "INSERT INTO talk (government_id, plan_id, task_id, unit_id, notice_id, reason_zh, reason_en, "
          "proposed_on, state, held_on, words, account, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
          "'proposed', '', '', '', 1)",
          actor.government_id, draft->plan_id, issue.task_id, issue.unit_id, *id, draft->draft.talk->words.zh,
          draft->draft.talk->words.en, to_iso(on)));
    }
    const std::string number_words = notices::number_words(on.year(), number);
    NoticeRow row;
    row.id = *id;
    row.plan_id = draft->plan_id;
    row.task_id = issue.task_id;
    News news = news_of("notice", row,
                        {fmt::format("收到{}（{}）：第{}项，{}前回复", zh_name(issue.colour), number_words,
                                     draft->no, zh_day(draft->draft.answer_by)),
                         fmt::format("A {} notice ({}) on task {}: to be answered by {}", to_word(issue.colour),
                                     number_words, draft->no, to_iso(draft->draft.answer_by))});
    news.mail = News::Mail::kYes;
    news.subject = fmt::format("{}（{}）：第{}项", zh_name(issue.colour), number_words, draft->no);
    news.body = fmt::format("{}：\n\n{}\n\n签发人：{}\n{}", draft->unit, issue.text, issue.signer, zh_day(on));
    TRY(tell_unit(db, actor, issue.unit_id, news, now));
    TRY(append_log(db, actor,
                   {"issue_notice", fmt::format("notice:{}", *id), "", number_words + " " + issue.text}, now));
    return *id;
  });
}

Result<std::string> list_notices(sql::Connection& db, const Actor& actor, const NoticeQuery& wanted,
                                 Language language, UtcMillis now) {
  const Day on = day_of(now);
  const auto rows = TRY(notice_rows(db, actor, wanted, 0, now));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const NoticeRow& row : rows) {
    json.begin_object();
    write_notice(json, row, language, on);
    json.end_object();
  }
  json.end_array().field("total", static_cast<std::int64_t>(rows.size())).key("next").null().end_object();
  return json.take();
}

Result<Versioned> read_notice(sql::Connection& db, const Actor& actor, std::int64_t id, Language language,
                              UtcMillis now) {
  const Day on = day_of(now);
  const NoticeRow row = TRY(visible_notice(db, actor, id, now));
  JsonWriter json;
  json.begin_object();
  write_notice(json, row, language, on);
  json.field("plan", row.plan).key("answers").begin_array();
  {
    sql::Rows rows =
        TRY(db.query("SELECT no, text, account, filled_in, at, late, verdict, verdict_reason, "
                     "verdict_by, verdict_at FROM notice_answer WHERE notice_id = $1 ORDER BY no",
                     id));
    while (TRY(rows.next())) {
      json.begin_object()
          .field("no", rows.integer(0))
          .field("text", rows.text(1))
          .field("account", rows.text(2));
      json.field("filled_in", rows.integer(3) != 0).field("at", utc_text(rows.integer(4)));
      json.field("late", rows.integer(5) != 0).field("verdict", rows.text(6));
      json.field("verdict_reason", rows.text(7)).field("verdict_by", rows.text(8)).key("verdict_at");
      if (rows.is_null(9)) {
        json.null();
      } else {
        json.string(utc_text(rows.integer(9)));
      }
      json.end_object();
    }
  }
  const bool open = row.state != "accepted";
  const bool office = allowed(actor, Action::kAnswerNotice, Relation::kOwnGovernment);
  const bool own = TRY(notices::is_of_unit(db, actor, row.unit_id, Action::kAnswerNotice, on));
  json.end_array().key("may").begin_array();
  if (open && (own || office)) json.string("answer");
  if (row.state == "answered" && allowed(actor, Action::kIssueNotice, Relation::kOwnGovernment)) {
    json.string("judge");
  }
  json.end_array().end_object();
  return Versioned{json.take(), row.id, row.version};
}

Result<void> answer_notice(sql::Connection& db, const Actor& actor, std::int64_t id,
                           std::optional<std::int64_t> expected, std::string_view text, UtcMillis now) {
  TRY(notices::check_words(text));
  const Day on = day_of(now);
  return db.transaction([&]() -> Result<void> {
    const NoticeRow row = TRY(visible_notice(db, actor, id, now));
    const bool own = TRY(notices::is_of_unit(db, actor, row.unit_id, Action::kAnswerNotice, on));
    if (!own) TRY(require(actor, Action::kAnswerNotice, Relation::kOwnGovernment));
    if (expected && *expected != row.version) return stale_version();
    if (row.state == "accepted") {
      return error(ErrorCode::kConflict, "这张督办单的回复已经采纳，不再回复",
                   "the answer was accepted already");
    }
    const bool late = Day::parse(row.answer_by).value_or(on) < on;
    const auto no =
        TRY(db.one("SELECT coalesce(max(no), 0) + 1 FROM notice_answer WHERE notice_id = $1", id)).value_or(1);
    TRY(db.run(
        "INSERT INTO notice_answer (government_id, notice_id, no, text, account_id, account, filled_in, at, "
        "late, verdict, verdict_reason, verdict_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', '')",
        actor.government_id, id, no, text, actor.account_id, actor.name, !own, now, late));
    TRY(count_version(db, row, "answered", to_iso(on)));
    const std::string number = notices::number_words(row.year, row.number);
    TRY(tell_office(
        db, actor,
        news_of("notice_answer", row,
                {fmt::format("{}回复了督办单{}{}", row.unit, number, late ? "（逾期）" : ""),
                 fmt::format("{} answered the notice {}{}", row.unit, number, late ? " (late)" : "")}),
        now));
    return append_log(db, actor, {"answer_notice", fmt::format("notice:{}", id), row.state, text}, now);
  });
}

Result<void> judge_answer(sql::Connection& db, const Actor& actor, std::int64_t id,
                          std::optional<std::int64_t> expected, std::string_view verdict,
                          std::string_view reason, UtcMillis now) {
  TRY(require(actor, Action::kIssueNotice, Relation::kOwnGovernment));
  const bool accepted = verdict == "accepted";
  if (!accepted && verdict != "returned") {
    return error(ErrorCode::kInvalid, "处理结果应为 accepted 或 returned",
                 "the verdict is accepted or returned");
  }
  if (!accepted || !reason.empty()) TRY(notices::check_words(reason));
  return db.transaction([&]() -> Result<void> {
    const NoticeRow row = TRY(visible_notice(db, actor, id, now));
    if (expected && *expected != row.version) return stale_version();
    if (row.state != "answered") {
      return error(ErrorCode::kConflict, "现在没有等待处理的回复", "there is no answer to look at now");
    }
    TRY(db.run(
        "UPDATE notice_answer SET verdict = $1, verdict_reason = $2, verdict_by = $3, verdict_at = $4 WHERE "
        "notice_id = $5 AND no = (SELECT max(no) FROM notice_answer WHERE notice_id = $5)",
        verdict, reason, actor.name, now, id));
    TRY(count_version(db, row, verdict, accepted ? row.answered_on : std::string()));
    const std::string number = notices::number_words(row.year, row.number);
    News news = news_of(
        accepted ? "answer_accepted" : "answer_returned", row,
        accepted ? Message{fmt::format("督办单{}的回复已采纳", number),
                           fmt::format("The answer to the notice {} was accepted", number)}
                 : Message{fmt::format("督办单{}的回复被退回：{}", number, reason),
                           fmt::format("The answer to the notice {} was returned: {}", number, reason)});
    if (!accepted) news.mail = News::Mail::kYes;
    TRY(tell_unit(db, actor, row.unit_id, news, now));
    return append_log(db, actor, {"judge_answer", fmt::format("notice:{}", id), row.state, verdict}, now);
  });
}

Result<NoticePaper> notice_paper(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now) {
  const NoticeRow row = TRY(visible_notice(db, actor, id, now));
  std::string house;
  {
    sql::Rows rows = TRY(db.query("SELECT name FROM government WHERE id = $1", actor.government_id));
    if (TRY(rows.next())) house = rows.string(0);
  }
  const std::string office = house + "督查室";
  const NoticeColour colour = notice_colour_from_word(row.colour).value_or(NoticeColour::kBlue);
  NoticePaper paper;
  const std::string number = notices::number_words(row.year, row.number);
  paper.file_name = fmt::format("{}（{}）.docx", zh_name(colour), number);
  OfficialDocument& document = paper.document;
  document.mark = office;
  document.number = number;
  document.title = fmt::format("{}\n（第{}项）", zh_name(colour), row.no);
  document.addressee = row.unit;
  for (std::size_t at = 0; at <= row.text.size();) {
    const std::size_t end = std::min(row.text.find('\n', at), row.text.size());
    if (end > at)
      document.body.emplace_back(OfficialParagraph{OfficialLevel::kPlain, row.text.substr(at, end - at)});
    at = end + 1;
  }
  document.signature = office;
  document.date = Day::parse(row.issued_on).value_or(Day{});
  document.remark = fmt::format("签发人：{}", row.signer);
  return paper;
}

}  // namespace duban
