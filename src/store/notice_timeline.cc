// What notices, answers, talks, urging and reminders add to a task's timeline.

#include <fmt/format.h>

#include "store/notice_rows.h"

namespace duban {
namespace {

// A unit's people see what went to their own unit, as in the list of notices.
std::string seen_units(SqlText& query, const Actor& actor, std::string_view column) {
  if (reach(actor, Action::kReadLedger) == Reach::kGovernment ||
      reaches_own_leader(actor, Action::kReadLedger)) {
    return "1 = 1";
  }
  return notices::own_unit_condition(query, actor, column);
}

Message in_both(std::string_view zh, std::string_view en) { return {std::string(zh), std::string(en)}; }

}  // namespace

Result<void> notices_timeline(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                              std::vector<TimelineEntry>& out) {
  {
    SqlText query;
    query.sql =
        "SELECT n.id, n.issued_at, n.account, n.unit, n.colour, n.year, n.number, n.text, n.reason_zh, "
        "n.reason_en, n.signer, n.answer_by FROM notice n WHERE n.task_id = " +
        query.bind(task_id);
    query.sql += " AND " + seen_units(query, actor, "n.unit_id") + " ORDER BY n.id";
    sql::Rows rows = TRY(query.query(db));
    while (TRY(rows.next())) {
      const auto colour = notice_colour_from_word(rows.text(4)).value_or(NoticeColour::kBlue);
      const std::string number = notices::number_words(rows.integer(5), rows.integer(6));
      TimelineEntry entry;
      entry.at = rows.integer(1);
      entry.group = "notice";
      entry.action = "issue_notice";
      entry.title = {fmt::format("签发{} {}", zh_name(colour), number),
                     fmt::format("{} notice {} issued", to_word(colour), number)};
      entry.account = rows.string(2);
      entry.unit = rows.string(3);
      entry.text = rows.string(7);
      entry.details = {{rows.string(8), rows.string(9)},
                       {fmt::format("签发人：{}，{}前回复", rows.text(10), rows.text(11)),
                        fmt::format("signed by {}, to be answered by {}", rows.text(10), rows.text(11))}};
      entry.object = "notice";
      entry.object_id = rows.integer(0);
      out.push_back(std::move(entry));
    }
  }
  {
    SqlText query;
    query.sql =
        "SELECT n.id, n.unit, n.year, n.number, a.at, a.account, a.text, a.filled_in, a.late, a.verdict, "
        "a.verdict_reason, a.verdict_by, a.verdict_at, n.answer_by FROM notice_answer a JOIN notice n ON n.id "
        "= "
        "a.notice_id WHERE n.task_id = " +
        query.bind(task_id);
    query.sql += " AND " + seen_units(query, actor, "n.unit_id") + " ORDER BY a.at, a.no";
    sql::Rows rows = TRY(query.query(db));
    while (TRY(rows.next())) {
      const std::string number = notices::number_words(rows.integer(2), rows.integer(3));
      TimelineEntry entry;
      entry.at = rows.integer(4);
      entry.group = "notice";
      entry.action = "answer_notice";
      entry.title = {"回复督办单 " + number, "notice " + number + " answered"};
      entry.account = rows.string(5);
      entry.unit = rows.string(1);
      entry.capacity = rows.integer(7) != 0 ? "fill_in" : "";
      entry.text = rows.string(6);
      if (rows.integer(8) != 0) {
        entry.late.push_back({fmt::format("逾期留痕：督办单回复时限（{}）", rows.text(13)),
                              fmt::format("late: the answer was due by {}", rows.text(13))});
      }
      entry.object = "notice";
      entry.object_id = rows.integer(0);
      const std::string unit = entry.unit;
      out.push_back(std::move(entry));
      if (rows.is_null(12)) continue;
      const bool accepted = rows.text(9) == "accepted";
      TimelineEntry verdict;
      verdict.at = rows.integer(12);
      verdict.group = "notice";
      verdict.action = accepted ? "accept_notice_answer" : "return_notice_answer";
      verdict.title = accepted ? in_both("采纳督办单回复", "answer accepted")
                               : in_both("退回督办单回复", "answer returned");
      verdict.account = rows.string(11);
      verdict.unit = unit;
      verdict.text = rows.string(10);
      verdict.object = "notice";
      verdict.object_id = rows.integer(0);
      out.push_back(std::move(verdict));
    }
  }
  SqlText query;
  const std::string task = query.bind(task_id);
  const std::string seen = seen_units(query, actor, "x.unit_id");
  query.sql = fmt::format(
      "SELECT x.kind, x.at, x.account, u.name, x.text FROM (SELECT 'urge' AS kind, at, account, unit_id, text "
      "FROM "
      "urging WHERE task_id = {0} UNION ALL SELECT state, decided_at, account, unit_id, words FROM talk WHERE "
      "task_id = {0} AND decided_at IS NOT NULL) x JOIN unit u ON u.id = x.unit_id WHERE {1} ORDER BY x.at",
      task, seen);
  sql::Rows rows = TRY(query.query(db));
  while (TRY(rows.next())) {
    TimelineEntry entry;
    const std::string_view kind = rows.text(0);
    entry.at = rows.integer(1);
    entry.group = "notice";
    entry.action = kind == "urge" ? "urge" : "decide_talk";
    entry.title = kind == "urge"   ? in_both("催办", "urged")
                  : kind == "held" ? in_both("约谈", "talk held")
                                   : in_both("决定不约谈", "no talk held");
    entry.account = rows.string(2);
    entry.unit = rows.string(3);
    entry.text = rows.string(4);
    out.push_back(std::move(entry));
  }
  return {};
}

}  // namespace duban
