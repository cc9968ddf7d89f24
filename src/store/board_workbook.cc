// The board of a round as XLSX: units with counts, and every report.

#include <fmt/format.h>

#include <map>

#include "exports/table_sheet.h"
#include "store/cases.h"
#include "store/report_store.h"
#include "store/round_board.h"
#include "store/round_store.h"

namespace duban {
namespace {

TableCell count_cell(int number) { return static_cast<double>(number); }

std::vector<TableCell> board_cells(const std::string& name, const BoardRow& row) {
  return {name,
          count_cell(row.reports),
          count_cell(row.handed_in),
          count_cell(row.asked),
          count_cell(row.draft),
          count_cell(row.submitted),
          count_cell(row.reviewing),
          count_cell(row.returned),
          count_cell(row.accepted),
          count_cell(row.late),
          count_cell(row.missing),
          count_cell(row.excused)};
}

Result<TableSheet> units_sheet(sql::Connection& db, const Actor& actor, const KeptRound& round, UtcMillis now) {
  TableSheet out;
  out.name = "报送情况";
  out.title = round.title;
  out.columns = {{"单位", 28},  {"应报", 8},        {"已报", 8},          {"未动笔", 8},
                 {"草稿", 8},   {"单位审核中", 11}, {"督查室审核中", 13}, {"退回", 8},
                 {"已采用", 8}, {"迟报", 8},        {"逾期未报", 10},     {"免报", 8}};
  BoardRow total;
  for (const BoardRow& row : TRY(board_rows(db, actor, round.id, now))) {
    out.rows.push_back(board_cells(row.unit, row));
    total.reports += row.reports;
    total.handed_in += row.handed_in;
    total.asked += row.asked;
    total.draft += row.draft;
    total.submitted += row.submitted;
    total.reviewing += row.reviewing;
    total.returned += row.returned;
    total.accepted += row.accepted;
    total.late += row.late;
    total.missing += row.missing;
    total.excused += row.excused;
  }
  out.rows.push_back(board_cells("合计", total));
  out.last_row_is_total = true;
  return out;
}

std::string values_words(const ReportBody& body, const std::vector<std::string>& indicators) {
  std::string out;
  for (const BodyValue& value : body.values) {
    if (!value.value) continue;
    const auto at = static_cast<std::size_t>(value.target);
    const std::string name = at < indicators.size() ? indicators[at] : "";
    out += fmt::format("{}{} {}（截至{}，{}）", out.empty() ? "" : "\n", name, figure(*value.value),
                       to_iso(value.as_of), value.source.empty() ? "来源未填" : value.source);
  }
  return out;
}

using Indicators = std::map<std::int64_t, std::vector<std::string>>;
Result<Indicators> indicators_of(sql::Connection& db, const KeptRound& round) {
  sql::Rows rows = TRY(
      db.query("SELECT g.task_id, g.indicator, g.unit FROM target g WHERE g.task_id IN (SELECT task_id FROM "
               "report_asked WHERE round_id = $1) ORDER BY g.task_id, g.position",
               round.id));
  Indicators out;
  while (TRY(rows.next())) out[rows.integer(0)].push_back(fmt::format("{}（{}）", rows.text(1), rows.text(2)));
  return out;
}

Result<TableSheet> reports_sheet(sql::Connection& db, const Actor& actor, const KeptRound& round) {
  TableSheet out;
  out.name = "填报明细";
  out.title = round.title;
  out.columns = {{"序号", 6}, {"任务", 44}, {"单位", 20},     {"状态", 12}, {"截止", 11},     {"报送", 11},
                 {"迟报", 6}, {"代填", 6},  {"进展情况", 52}, {"数值", 34}, {"存在问题", 28}, {"下一步", 28}};
  const Indicators indicators = TRY(indicators_of(db, round));
  SqlText text;
  text.sql =
      "SELECT t.no, t.text, u.name, r.state, r.due, r.handed_in_on, r.late, r.filled_in, v.body, r.task_id "
      "FROM report "
      "r JOIN task t ON t.id = r.task_id JOIN unit u ON u.id = r.unit_id LEFT JOIN report_version v ON "
      "v.report_id = "
      "r.id AND v.no = r.text_version WHERE r.id IN (SELECT report_id FROM report_asked WHERE excused_on = '' "
      "AND "
      "round_id = ";
  text.sql += text.bind(round.id) + ")";
  if (!allowed(actor, Action::kReport, Relation::kOwnGovernment)) {
    text.sql += " AND " + (reaches_own_unit(actor, Action::kReport) ? own_units(text, actor, "r.unit_id")
                                                                    : std::string("r.state = 'accepted'"));
  }
  text.sql += " ORDER BY t.list_order, t.position, u.name";
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    ReportBody body;
    if (!rows.is_null(8)) body = TRY(report_body_from_json(rows.text(8), 1 << 20));
    const auto names = indicators.find(rows.integer(9));
    const auto state = report_state_from_word(rows.text(3)).value_or(ReportState::kDraft);
    out.rows.push_back(
        {rows.string(0), rows.string(1), rows.string(2),
         std::string(state == ReportState::kDraft ? "未报" : zh_name(state)), rows.string(4), rows.string(5),
         std::string(rows.integer(6) != 0 ? "迟报" : ""), std::string(rows.integer(7) != 0 ? "代填" : ""),
         body.text, values_words(body, names == indicators.end() ? std::vector<std::string>() : names->second),
         body.problems, body.next_step});
  }
  return out;
}

}  // namespace

Result<BoardWorkbook> board_workbook(sql::Connection& db, const Actor& actor, std::int64_t round_id,
                                     UtcMillis now) {
  const Versioned seen = TRY(read_round(db, actor, round_id, now));
  const KeptRound round = TRY(load_round(db, actor.government_id, seen.id));
  std::vector<TableSheet> sheets;
  sheets.push_back(TRY(units_sheet(db, actor, round, now)));
  sheets.push_back(TRY(reports_sheet(db, actor, round)));
  return BoardWorkbook{round.title, TRY(tables_to_xlsx(round.title, sheets))};
}

}  // namespace duban
