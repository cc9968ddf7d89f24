// The month's state as a workbook.

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>

#include "base/json.h"
#include "exports/snapshot.h"
#include "exports/workbook.h"

namespace duban {
namespace {

struct StateColumn {
  const char* zh;
  double width;
};
constexpr StateColumn kStateColumns[] = {
    {"序号", 6},        {"章节", 20}, {"任务", 48},     {"牵头领导", 11}, {"牵头单位", 20},
    {"责任单位", 28},   {"时限", 11}, {"流程状态", 10}, {"进度", 9},      {"说明", 36},
    {"目标及完成", 34}, {"报送", 10}, {"核查", 10},     {"把握", 8},      {"曾逾期", 7}};

std::string figure_words(double value) {
  JsonWriter json;
  json.number(value);
  return json.take();
}

std::string targets_words(const SnapshotTask& task) {
  std::string out;
  for (const SnapshotTarget& target : task.targets) {
    if (!out.empty()) out += "\n";
    out += fmt::format("{} {}{}", target.indicator, target.promised, target.unit);
    if (target.reported)
      out += fmt::format("；报 {}{}（{}）", figure_words(*target.reported), target.unit, target.as_of);
    if (target.verified) out += fmt::format("；核 {}{}", figure_words(*target.verified), target.unit);
  }
  if (task.milestones > 0) {
    if (!out.empty()) out += "\n";
    out += fmt::format("节点 {}/{}", task.milestones_done, task.milestones);
  }
  return out;
}

struct StateFormats {
  lxw_format *heading, *text, *title;
  explicit StateFormats(lxw_workbook* book) {
    text = workbook_add_format(book);
    heading = workbook_add_format(book);
    title = workbook_add_format(book);
    for (lxw_format* each : {text, heading}) {
      format_set_font_name(each, "宋体");
      format_set_font_size(each, 10);
      format_set_text_wrap(each);
      format_set_align(each, LXW_ALIGN_VERTICAL_CENTER);
      format_set_border(each, LXW_BORDER_THIN);
      format_set_border_color(each, 0xBFBFBF);
    }
    format_set_bold(heading);
    format_set_bg_color(heading, 0xEDEDED);
    format_set_font_name(title, "宋体");
    format_set_bold(title);
  }
};

void write_row(lxw_worksheet* sheet, lxw_row_t at, const std::vector<std::string>& cells, lxw_format* format) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    worksheet_write_string(sheet, at, static_cast<lxw_col_t>(i), cells[i].c_str(), format);
  }
}

void write_tasks(lxw_workbook* book, const StateFormats& formats, const Snapshot& snapshot) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, "任务");
  lxw_col_t column = 0;
  std::vector<std::string> heads;
  for (const StateColumn& each : kStateColumns) {
    worksheet_set_column(sheet, column, column, each.width, nullptr);
    heads.emplace_back(each.zh);
    ++column;
  }
  worksheet_write_string(sheet, 0, 0, fmt::format("{}（截至 {}）", snapshot.title, snapshot.on).c_str(),
                         formats.title);
  write_row(sheet, 1, heads, formats.heading);
  lxw_row_t at = 2;
  for (const SnapshotTask& task : snapshot.tasks) {
    const std::vector<std::string> cells = {
        task.no,
        task.list.empty() ? fmt::format("{} {}", task.section, task.section_title) : task.list,
        task.text,
        fmt::format("{}", fmt::join(task.leaders, "、")),
        fmt::format("{}", fmt::join(task.lead_units, "、")),
        fmt::format("{}", fmt::join(task.responsible_units, "、")),
        task.due,
        task.state_zh,
        light_words(task.light),
        task.why,
        targets_words(task),
        task.punctuality_zh,
        task.result_zh,
        task.confidence_zh,
        task.was_late ? "是" : ""};
    int lines = 1;
    for (std::size_t i = 0; i < cells.size(); ++i)
      lines = std::max(lines, lines_of(cells[i], kStateColumns[i].width));
    worksheet_set_row(sheet, at, std::min(409.0, 6.0 + 13.5 * lines), nullptr);
    write_row(sheet, at, cells, formats.text);
    ++at;
  }
  worksheet_freeze_panes(sheet, 2, 3);
  worksheet_autofilter(sheet, 1, 0, std::max<lxw_row_t>(at, 3) - 1, static_cast<lxw_col_t>(column - 1));
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 1, 1);
  worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页");
}

void write_counts(lxw_workbook* book, const StateFormats& formats, const SnapshotFigures& figures) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, "汇总");
  worksheet_set_column(sheet, 0, 0, 16, nullptr);
  worksheet_set_column(sheet, 1, 3, 12, nullptr);
  lxw_row_t at = 0;
  const auto statement = [&](const char* name, const std::vector<Figure>& list) {
    write_row(sheet, at++, {name, "数量", "占比（%）", "比上次"}, formats.heading);
    for (const Figure& each : list) {
      worksheet_write_string(sheet, at, 0, each.zh.c_str(), formats.text);
      worksheet_write_number(sheet, at, 1, static_cast<double>(each.task_ids.size()), formats.text);
      worksheet_write_string(sheet, at, 2, each.percent.c_str(), formats.text);
      worksheet_write_string(sheet, at, 3, each.change ? fmt::format("{:+}", *each.change).c_str() : "",
                             formats.text);
      ++at;
    }
    ++at;
  };
  statement("进度", figures.lights);
  statement("流程状态", figures.states);
  statement("报送", figures.reports);
}

void write_units(lxw_workbook* book, const StateFormats& formats, const SnapshotFigures& figures) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, "单位报送");
  worksheet_set_column(sheet, 0, 0, 28, nullptr);
  worksheet_set_column(sheet, 1, 4, 11, nullptr);
  write_row(sheet, 0, {"单位", "应报", "按时", "逾期", "未报"}, formats.heading);
  lxw_row_t at = 1;
  for (const UnitReports& each : figures.units) {
    worksheet_write_string(sheet, at, 0, each.unit.c_str(), formats.text);
    lxw_col_t column = 1;
    for (const std::int64_t count : {each.asked, each.on_time, each.late, each.missing}) {
      worksheet_write_number(sheet, at, column++, static_cast<double>(count), formats.text);
    }
    ++at;
  }
}

}  // namespace

Result<std::string> snapshot_to_xlsx(const Snapshot& snapshot, const Snapshot* before) {
  const SnapshotFigures figures = figures_of(snapshot, before);
  Workbook book = TRY(Workbook::make(snapshot.title));
  const StateFormats formats(book.get());
  write_tasks(book.get(), formats, snapshot);
  write_counts(book.get(), formats, figures);
  write_units(book.get(), formats, figures);
  return book.bytes();
}

}  // namespace duban
