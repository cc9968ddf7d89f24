// What reports and verifications add to a task's timeline.

#include <fmt/format.h>

#include "store/report_store.h"
#include "store/timeline.h"

namespace duban {
namespace {

struct StepWords {
  std::string_view action;
  Message title;
};
const StepWords kStepWords[] = {
    {"submit", {"报送填报", "Report handed in"}},
    {"approve", {"单位审核通过", "Report approved in the unit"}},
    {"accept", {"采用填报", "Report accepted"}},
    {"return", {"退回填报", "Report returned"}},
    {"withdraw", {"撤回填报", "Report withdrawn"}},
};

Message title_of(std::string_view action) {
  for (const StepWords& each : kStepWords) {
    if (each.action == action) return each.title;
  }
  return {std::string(action), std::string(action)};
}

// Steps inside a unit are the unit's own business until the office has the report.
std::string steps_seen(SqlText& text, const Actor& actor) {
  const bool all = allowed(actor, Action::kReport, Relation::kOwnGovernment) ||
                   allowed(actor, Action::kReadLog, Relation::kOwnGovernment);
  if (all) return {};
  std::string own = "1 = 0";
  if (reaches_own_unit(actor, Action::kReport)) own = own_units(text, actor, "r.unit_id");
  return " AND (" + own + " OR s.action = 'accept')";
}

Result<void> add_steps(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                       std::vector<TimelineEntry>& out) {
  SqlText text;
  text.sql =
      "SELECT s.at, s.action, s.account, u.name, s.filled_in, s.acts_for, s.reason, s.text_version, r.id, "
      "r.late, o.title, "
      "r.due FROM report_step s JOIN report r ON r.id = s.report_id JOIN unit u ON u.id = r.unit_id JOIN round "
      "o ON o.id "
      "= r.round_id WHERE r.id IN (SELECT a.report_id FROM report_asked a WHERE a.task_id = ";
  text.sql += text.bind(task_id) + ")" + steps_seen(text, actor) + " ORDER BY s.id";
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    TimelineEntry entry;
    entry.at = rows.integer(0);
    entry.group = "report";
    entry.action = fmt::format("report_{}", rows.text(1));
    entry.title = title_of(rows.text(1));
    entry.account = rows.string(2);
    entry.unit = rows.string(3);
    entry.capacity = rows.integer(4) != 0 ? "fill_in" : rows.text(5).empty() ? "" : "delegate";
    entry.acts_for = rows.string(5);
    entry.text = rows.string(6);
    entry.details.push_back({fmt::format("{}，第{}稿", rows.text(10), rows.integer(7)),
                             fmt::format("{}, version {}", rows.text(10), rows.integer(7))});
    if (rows.text(1) == "submit" && rows.integer(9) != 0 && rows.integer(7) == 1) {
      entry.late.push_back(
          {fmt::format("迟报：应于{}前报送", zh_day(Day::parse(rows.text(11)).value_or(Day{}))),
           fmt::format("Late: due {}", rows.text(11))});
    }
    entry.object = "report";
    entry.object_id = rows.integer(8);
    out.push_back(std::move(entry));
  }
  return {};
}

Result<void> add_verifications(sql::Connection& db, std::int64_t task_id, std::vector<TimelineEntry>& out) {
  sql::Rows rows = TRY(db.query(
      "SELECT v.at, v.account, u.name, v.words, v.reported, v.found, v.checked_on, v.person, v.agrees, v.id, "
      "coalesce(g.indicator, '') FROM verification v JOIN unit u ON u.id = v.unit_id LEFT JOIN target g ON "
      "g.task_id = v.task_id AND g.position = v.target WHERE v.task_id = $1 ORDER BY v.id",
      task_id));
  while (TRY(rows.next())) {
    TimelineEntry entry;
    entry.at = rows.integer(0);
    entry.group = "verification";
    entry.action = "verify_value";
    entry.title = rows.integer(8) != 0
                      ? Message{"核查：与填报一致", "Verified: as reported"}
                      : Message{"核查：与填报不一致", "Verified: differs from what was reported"};
    entry.account = rows.string(1);
    entry.unit = rows.string(2);
    entry.text = rows.string(3);
    const std::string reported = rows.is_null(4) ? "-" : figure(rows.real(4));
    const std::string found = rows.is_null(5) ? "-" : figure(rows.real(5));
    entry.details.push_back({fmt::format("{}填报{}，核实{}（{}，{}）", rows.text(10), reported, found,
                                         zh_day(Day::parse(rows.text(6)).value_or(Day{})), rows.text(7)),
                             fmt::format("{} reported {}, found {} ({}, {})", rows.text(10), reported, found,
                                         rows.text(6), rows.text(7))});
    entry.object = "verification";
    entry.object_id = rows.integer(9);
    out.push_back(std::move(entry));
  }
  return {};
}

}  // namespace

Result<void> report_timeline(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                             std::vector<TimelineEntry>& out) {
  TRY(add_steps(db, actor, task_id, out));
  return add_verifications(db, task_id, out);
}

}  // namespace duban
