#include "store/sheet_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/day.h"
#include "grammar/day.h"
#include "grammar/deadline.h"

namespace duban {
namespace {

constexpr std::size_t kHeadingRows = 15;  // titles and notes may stand above the headings
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::string without_blanks_around(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (true) {
    if (!text.empty() && blank(text.front())) {
      text.remove_prefix(1);
    } else if (!text.empty() && blank(text.back())) {
      text.remove_suffix(1);
    } else if (text.starts_with("\u3000")) {
      text.remove_prefix(3);
    } else if (text.ends_with("\u3000")) {
      text.remove_suffix(3);
    } else {
      return std::string(text);
    }
  }
}

// 牵头 单位\n(必填) is 牵头单位.
std::string plain_heading(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("(") || rest.starts_with("（") || rest.starts_with("*") || rest.starts_with("＊"))
      break;
    if (rest.starts_with("\u3000")) {
      i += 3;
    } else if (rest.front() == ' ' || rest.front() == '\n' || rest.front() == '\r' || rest.front() == '\t') {
      ++i;
    } else {
      out += rest.front();
      ++i;
    }
  }
  return out;
}

bool is_heading_of(const SheetColumnRule& rule, const std::string& heading) {
  return heading == rule.heading || std::find(rule.also.begin(), rule.also.end(), heading) != rule.also.end();
}

struct Headings {
  std::size_t row = 0;
  std::vector<std::size_t> columns;
  std::vector<std::string_view> missing;
};

// The row of the first lines that has most of the headings.
Headings find_headings(const std::vector<SheetColumnRule>& rules, const SheetCells& sheet) {
  Headings best;
  std::size_t most = 0;
  for (std::size_t r = 0; r < std::min(kHeadingRows, sheet.rows.size()); ++r) {
    Headings here;
    here.row = r;
    here.columns.assign(rules.size(), kNone);
    std::size_t found = 0;
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
      const std::string heading = plain_heading(sheet.rows[r][c]);
      for (std::size_t i = 0; i < rules.size() && !heading.empty(); ++i) {
        if (here.columns[i] == kNone && is_heading_of(rules[i], heading)) {
          here.columns[i] = c;
          ++found;
          break;
        }
      }
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (rules[i].needed && here.columns[i] == kNone) here.missing.push_back(rules[i].heading);
    }
    if (found > most) {
      most = found;
      best = std::move(here);
    }
  }
  if (most == 0) {
    best.columns.assign(rules.size(), kNone);
    for (const SheetColumnRule& rule : rules) {
      if (rule.needed) best.missing.push_back(rule.heading);
    }
  }
  return best;
}

}  // namespace

const std::vector<SheetColumnRule>& sheet_rules(SheetKind kind) {
  static const std::vector<SheetColumnRule> accounts = {
      {"name", "账号", true, {"账号名", "登录名", "用户名"}, "登录用，2 至 32 个汉字、字母或数字", 16},
      {"display_name", "姓名", true, {"名字"}, "页面上显示的姓名", 12},
      {"unit", "单位", false, {"所在单位", "工作单位"}, "单位库里的名称；督查室、领导可空", 24},
      {"leader", "领导姓名", false, {"牵头领导"}, "领导账号填写，与文件上的写法一致；其他人空着", 14},
  };
  static const std::vector<SheetColumnRule> officers = {
      {"unit", "单位", true, {"单位名称", "责任单位"}, "单位库里的名称", 24},
      {"kind", "岗位", true, {"角色", "职责"}, "主要负责人、联络员或经办人", 14},
      {"person", "姓名", true, {"名字"}, "", 12},
      {"valid_from", "起任日期", false, {"任职日期", "开始日期", "起"}, "如 2026-01-01；空着为今天", 14},
      {"phone", "电话", false, {"联系电话", "手机", "办公电话"}, "", 16},
      {"mail", "邮箱", false, {"电子邮箱", "邮件"}, "", 22},
      {"account", "账号", false, {"账号名", "登录名"}, "有账号的填写，没有的空着", 14},
  };
  static const std::vector<SheetColumnRule> tasks = {
      {"no", "序号", false, {"编号", "事项序号"}, "空着由程序接着编", 8},
      {"text",
       "任务内容",
       true,
       {"任务", "工作任务", "重点任务", "事项", "议定事项", "批示内容", "工作内容"},
       "",
       48},
      {"leaders", "牵头领导", false, {"领导", "责任领导", "分管领导"}, "多人用顿号隔开", 14},
      {"lead_units", "牵头单位", false, {"主办单位", "牵头部门"}, "多个单位用顿号隔开", 22},
      {"responsible_units",
       "责任单位",
       false,
       {"配合单位", "协办单位", "责任部门", "参加单位"},
       "多个单位用顿号隔开",
       28},
      {"deadline",
       "完成时限",
       false,
       {"时限", "完成时间", "办结时限", "完成日期"},
       "如 2026-06-30；空着为年底",
       14},
  };
  return kind == SheetKind::kAccounts ? accounts : kind == SheetKind::kOfficers ? officers : tasks;
}

Result<std::vector<ReadRow>> read_rows(SheetKind kind, const std::vector<SheetCells>& sheets, int most_rows) {
  const std::vector<SheetColumnRule>& rules = sheet_rules(kind);
  std::vector<ReadRow> out;
  std::optional<Headings> nearest;  // of a sheet that lacks something, for the message
  std::string nearest_sheet;
  bool any = false;
  for (const SheetCells& sheet : sheets) {
    if (sheet.hidden) continue;
    const Headings headings = find_headings(rules, sheet);
    if (!headings.missing.empty()) {
      if (!nearest || headings.missing.size() < nearest->missing.size()) {
        nearest = headings;
        nearest_sheet = sheet.name;
      }
      continue;
    }
    any = true;
    for (std::size_t r = headings.row + 1; r < sheet.rows.size(); ++r) {
      ReadRow row;
      row.sheet = sheet.name;
      row.row = r;
      row.columns = headings.columns;
      bool empty = true;
      for (const std::size_t column : headings.columns) {
        row.values.push_back(column == kNone ? std::string() : without_blanks_around(sheet.at(r, column)));
        empty = empty && row.values.back().empty();
      }
      if (empty) continue;
      for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!rules[i].needed || !row.values[i].empty()) continue;
        row.faults.push_back({i,
                              {fmt::format("没有{}，请填写", rules[i].heading),
                               fmt::format("{} is missing, please fill it in", rules[i].heading)},
                              true});
      }
      out.push_back(std::move(row));
      if (std::ssize(out) > most_rows) {
        return error(ErrorCode::kTooLarge, fmt::format("表中超过 {} 行，请分成几个文件导入", most_rows),
                     fmt::format("more than {} rows: please split the file", most_rows));
      }
    }
  }
  if (!any) {
    const std::string names = nearest ? fmt::format("{}", fmt::join(nearest->missing, "、")) : std::string();
    return error(
        ErrorCode::kInvalid,
        nearest ? fmt::format("工作表“{}”没有“{}”这一列。请用模板，或把表头改成这个名称", nearest_sheet, names)
                : "工作簿里没有可见的工作表",
        nearest ? fmt::format("the sheet {} lacks the column {}. Use the template, or name the heading so",
                              nearest_sheet, names)
                : "the workbook has no visible sheet");
  }
  if (out.empty()) return error(ErrorCode::kInvalid, "表头下面没有内容", "there is nothing below the headings");
  return out;
}

std::optional<std::string> day_in(std::string_view text) {
  if (Day::parse(text)) return std::string(text);
  if (is_day(text)) return read_day(text)->value;
  std::string dashed(text);
  std::replace(dashed.begin(), dashed.end(), '/', '-');
  std::replace(dashed.begin(), dashed.end(), '.', '-');
  if (dashed != text && is_day(dashed)) return read_day(dashed)->value;
  return {};
}

std::optional<std::string> deadline_in(std::string_view text, int year) {
  if (auto day = day_in(text)) return day;
  // 2026-02-30 is a slip, not February.
  if (text.find_first_not_of("0123456789-/.") == std::string_view::npos) return {};
  const auto deadline = read_deadline(text, year);
  if (deadline && !deadline->date.empty()) return deadline->date;
  return {};
}

}  // namespace duban
