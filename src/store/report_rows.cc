// What lights, papers and today read: asked reports and accepted values.

#include "store/reports.h"
#include "store/rounds.h"

namespace duban {
namespace {

std::optional<Day> day_or_none(std::string_view iso) { return Day::parse(iso); }

Result<std::vector<AskedRow>> read_asked(sql::Connection& db, std::string_view where, std::int64_t id) {
  sql::Rows rows = TRY(
      db.query(fmt::format("SELECT a.round_id, a.plan_id, a.task_id, a.unit_id, a.report_id, a.asked_on, "
                           "a.due, r.handed_in_on, r.accepted_on, r.late, r.draft_at, a.served, r.state FROM "
                           "report_asked a JOIN report r ON r.id = a.report_id WHERE {} = $1 ORDER BY "
                           "a.task_id, a.due, a.unit_id, a.round_id",
                           where),
               id));
  std::vector<AskedRow> out;
  while (TRY(rows.next())) {
    AskedRow row;
    row.round_id = rows.integer(0);
    row.plan_id = rows.integer(1);
    row.task_id = rows.integer(2);
    row.unit_id = rows.integer(3);
    row.report_id = rows.integer(4);
    row.asked_on = Day::parse(rows.text(5)).value_or(Day{});
    row.due = Day::parse(rows.text(6)).value_or(Day{});
    row.handed_in_on = day_or_none(rows.text(7));
    row.accepted_on = day_or_none(rows.text(8));
    row.late = rows.integer(9) != 0;
    row.drafted = !rows.is_null(10);
    row.served = rows.integer(11) != 0;
    row.state = report_state_from_word(rows.text(12)).value_or(ReportState::kDraft);
    out.push_back(row);
  }
  return out;
}

// The newest verification of a value stands beside it; one that found no figure confirms the reported one where
// it agrees.
constexpr std::string_view kValueSelect =
    "SELECT v.id, v.plan_id, v.task_id, v.unit_id, v.target, v.value, v.as_of, v.source, v.report_id, "
    "v.accepted_on, v.latest, f.id, f.found, f.agrees, f.checked_on FROM target_value v LEFT JOIN verification "
    "f ON "
    "f.id = (SELECT max(w.id) FROM verification w WHERE w.value_id = v.id) WHERE ";

Result<std::vector<TargetValue>> read_values(sql::Connection& db, std::string_view where, std::int64_t id) {
  sql::Rows rows = TRY(db.query(
      fmt::format("{}{} ORDER BY v.task_id, v.unit_id, v.target, v.as_of, v.id", kValueSelect, where), id));
  std::vector<TargetValue> out;
  while (TRY(rows.next())) {
    TargetValue row;
    row.id = rows.integer(0);
    row.plan_id = rows.integer(1);
    row.task_id = rows.integer(2);
    row.unit_id = rows.integer(3);
    row.target = static_cast<int>(rows.integer(4));
    row.value = rows.real(5);
    row.as_of = Day::parse(rows.text(6)).value_or(Day{});
    row.source = rows.string(7);
    row.report_id = rows.integer(8);
    row.accepted_on = Day::parse(rows.text(9)).value_or(Day{});
    row.latest = rows.integer(10) != 0;
    if (!rows.is_null(11)) {
      if (!rows.is_null(12)) row.verified = rows.real(12);
      if (!row.verified && rows.integer(13) != 0) row.verified = row.value;
      if (row.verified) row.verified_on = Day::parse(rows.text(14)).value_or(Day{});
    }
    out.push_back(row);
  }
  return out;
}

}  // namespace

Result<std::vector<AskedRow>> asked_of_plan(sql::Connection& db, std::int64_t plan_id) {
  return read_asked(db, "a.excused_on = '' AND a.plan_id", plan_id);
}
Result<std::vector<AskedRow>> asked_of_task(sql::Connection& db, std::int64_t task_id) {
  return read_asked(db, "a.excused_on = '' AND a.task_id", task_id);
}
Result<std::vector<AskedRow>> asked_of_round(sql::Connection& db, std::int64_t round_id) {
  return read_asked(db, "a.excused_on = '' AND a.round_id", round_id);
}

Result<std::vector<TargetValue>> latest_values(sql::Connection& db, std::int64_t plan_id) {
  return read_values(db, "v.latest = 1 AND v.plan_id = $1", plan_id);
}
Result<std::vector<TargetValue>> values_of_task(sql::Connection& db, std::int64_t task_id) {
  return read_values(db, "v.task_id = $1", task_id);
}

}  // namespace duban
