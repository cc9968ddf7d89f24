#include "store/calendar_feed.h"

#include <fmt/format.h>

#include "store/cases.h"
#include "store/log.h"
#include "store/mail.h"
#include "store/passwords.h"
#include "store/people_rows.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr int kDaysBack = 60;
constexpr UtcMillis kReadEvery = 3600LL * 1000;  // how exactly last_read_at is kept
constexpr std::size_t kTitleBytes = 90;          // 30 characters of the task
constexpr std::string_view kRunningUnits =
    "('dispatched', 'disputed', 'acknowledged', 'broken_down', 'in_progress', 'rectifying', "
    "'completion_applied', 'verifying')";

struct Reader {
  Actor actor;
  std::string page;
  std::string from;  // ISO day
};

std::string feed_shortened(std::string_view text) {
  if (text.size() <= kTitleBytes) return std::string(text);
  std::size_t end = kTitleBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string task_url(const Reader& reader, std::int64_t plan_id, std::int64_t task_id) {
  if (reader.page.empty()) return {};
  return fmt::format("{}/plans/{}/tasks/{}", reader.page, plan_id, task_id);
}

// Only the units of one's own house, where one has a unit: a shared task has other units' dates too.
std::string of_own_units(SqlText& query, const Actor& actor, std::string_view column) {
  if (actor.unit_id == 0) return "1 = 1";
  return fmt::format(
      "{} IN (WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = {} UNION SELECT c.id FROM unit c "
      "JOIN "
      "mine ON c.parent_id = mine.id) SELECT id FROM mine)",
      column, query.bind(actor.unit_id));
}

Result<void> add_due_dates(sql::Connection& db, const Reader& reader, std::vector<CalendarDay>& out) {
  SqlText query;
  query.sql =
      "SELECT t.id, p.id, u.id, u.name, t.no, t.text, c.due, p.title FROM task_case_unit c JOIN task t ON t.id "
      "= "
      "c.task_id JOIN plan p ON p.id = t.plan_id JOIN unit u ON u.id = c.unit_id WHERE c.state IN " +
      std::string(kRunningUnits) + " AND c.due >= " + query.bind(reader.from);
  query.sql += " AND " + of_own_units(query, reader.actor, "c.unit_id");
  query.sql += " AND (" + visible_tasks(query, reader.actor, Action::kReadLedger, reader.from) +
               ") ORDER BY c.due, t.id, u.id";
  sql::Rows rows = TRY(query.query(db));
  while (TRY(rows.next())) {
    const auto due = Day::parse(rows.text(6));
    if (!due) continue;
    CalendarDay day;
    day.uid = fmt::format("task-{}-unit-{}-due@duban", rows.integer(0), rows.integer(2));
    day.on = *due;
    day.title = fmt::format("【到期】第{}项 {}", rows.text(4), feed_shortened(rows.text(5)));
    day.description = fmt::format("{}\n承办单位：{}\n{}", rows.text(5), rows.text(3), rows.text(7));
    day.url = task_url(reader, rows.integer(1), rows.integer(0));
    out.push_back(std::move(day));
  }
  return {};
}

Result<void> add_milestones(sql::Connection& db, const Reader& reader, std::vector<CalendarDay>& out) {
  SqlText query;
  query.sql =
      "SELECT m.id, t.id, p.id, u.name, t.no, m.name, m.deliverable, m.due, t.text FROM milestone m JOIN task "
      "t ON "
      "t.id = m.task_id JOIN plan p ON p.id = t.plan_id JOIN unit u ON u.id = m.unit_id WHERE m.dropped = 0 "
      "AND "
      "m.accepted = 1 AND m.done_on = '' AND m.due >= " +
      query.bind(reader.from);
  query.sql += " AND " + of_own_units(query, reader.actor, "m.unit_id");
  query.sql += " AND (" + visible_tasks(query, reader.actor, Action::kReadLedger, reader.from) +
               ") ORDER BY m.due, m.id";
  sql::Rows rows = TRY(query.query(db));
  while (TRY(rows.next())) {
    const auto due = Day::parse(rows.text(7));
    if (!due) continue;
    CalendarDay day;
    day.uid = fmt::format("milestone-{}@duban", rows.integer(0));
    day.on = *due;
    day.title = fmt::format("【节点】第{}项 {}", rows.text(4), feed_shortened(rows.text(5)));
    day.description = fmt::format("成果：{}\n{}\n承办单位：{}", rows.text(6), rows.text(8), rows.text(3));
    day.url = task_url(reader, rows.integer(2), rows.integer(1));
    out.push_back(std::move(day));
  }
  return {};
}

Result<void> add_rounds(sql::Connection& db, const Reader& reader, std::vector<CalendarDay>& out) {
  SqlText query;
  query.sql =
      "SELECT r.id, r.title, r.due, count(*) FROM round r JOIN report_asked a ON a.round_id = r.id JOIN task t "
      "ON "
      "t.id = a.task_id JOIN plan p ON p.id = t.plan_id WHERE r.state = 'open' AND r.due >= " +
      query.bind(reader.from);
  query.sql += " AND " + of_own_units(query, reader.actor, "a.unit_id");
  query.sql += " AND (" + visible_tasks(query, reader.actor, Action::kReadLedger, reader.from) +
               ") GROUP BY r.id, r.title, r.due ORDER BY r.due, r.id";
  sql::Rows rows = TRY(query.query(db));
  while (TRY(rows.next())) {
    const auto due = Day::parse(rows.text(2));
    if (!due) continue;
    CalendarDay day;
    day.uid = fmt::format("round-{}@duban", rows.integer(0));
    day.on = *due;
    day.title = fmt::format("【填报截止】{}（{}份）", rows.text(1), rows.integer(3));
    day.url = reader.page;
    out.push_back(std::move(day));
  }
  return {};
}

}  // namespace

Result<CalendarFeed> calendar_feed(sql::Connection& db, const Actor& actor) {
  CalendarFeed out;
  sql::Rows rows =
      TRY(db.query("SELECT made_at, last_read_at FROM calendar_feed WHERE account_id = $1", actor.account_id));
  if (!TRY(rows.next())) return out;
  out.on = true;
  out.made_at = rows.integer(0);
  out.last_read_at = rows.optional_integer(1);
  return out;
}

Result<std::string> make_calendar_feed(sql::Connection& db, const Actor& actor, UtcMillis now) {
  std::string secret = new_secret();
  const auto work = [&]() -> Result<void> {
    TRY(
        db.run("INSERT INTO calendar_feed (account_id, token_hash, made_at) VALUES ($1, $2, $3) ON CONFLICT "
               "(account_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at, "
               "last_read_at = NULL",
               actor.account_id, secret_hash(secret), now));
    return append_log(db, actor, {"make_calendar_feed", fmt::format("account:{}", actor.account_id), "", ""},
                      now);
  };
  TRY(db.transaction(work));
  return secret;
}

Result<void> end_calendar_feed(sql::Connection& db, const Actor& actor, UtcMillis now) {
  return db.transaction([&]() -> Result<void> {
    const auto gone = TRY(db.run("DELETE FROM calendar_feed WHERE account_id = $1", actor.account_id));
    if (gone == 0) return error(ErrorCode::kNotFound, "没有日历订阅", "there is no calendar feed");
    return append_log(db, actor, {"end_calendar_feed", fmt::format("account:{}", actor.account_id), "", ""},
                      now);
  });
}

Result<std::optional<FeedDays>> feed_days(sql::Connection& db, std::string_view secret, UtcMillis now) {
  const std::string hash = secret_hash(secret);
  const auto id = TRY(db.one("SELECT account_id FROM calendar_feed WHERE token_hash = $1", hash));
  if (!id) return std::optional<FeedDays>();
  const sql::Value values[] = {*id};
  const auto found = TRY(people::accounts_where(db, "a.id = $1", values, 1, now));
  if (found.empty() || found.front().state == "disabled") return std::optional<FeedDays>();
  const Account& account = found.front();
  Reader reader;
  reader.actor.government_id = TRY(db.one("SELECT government_id FROM account WHERE id = $1", *id)).value_or(1);
  reader.actor.account_id = account.id;
  reader.actor.name = account.name;
  reader.actor.roles = account.roles;
  reader.actor.unit_id = account.unit_id;
  reader.actor.leader = account.leader;
  reader.page = TRY(mail_server(db, reader.actor.government_id)).page_address;
  while (reader.page.ends_with('/')) reader.page.pop_back();
  reader.from = to_iso(day_of(now) - kDaysBack);
  FeedDays out;
  out.name = "督办：" + (account.unit_name.empty() ? account.display_name : account.unit_name);
  if (reach(reader.actor, Action::kReadLedger) != Reach::kNothing) {
    TRY(add_due_dates(db, reader, out.days));
    TRY(add_milestones(db, reader, out.days));
    TRY(add_rounds(db, reader, out.days));
  }
  // Calendars ask every few hours; one write an hour at most.
  TRY(
      db.run("UPDATE calendar_feed SET last_read_at = $1 WHERE token_hash = $2 AND (last_read_at IS NULL OR "
             "last_read_at < $3)",
             now, hash, now - kReadEvery));
  return std::optional<FeedDays>(std::move(out));
}

}  // namespace duban
