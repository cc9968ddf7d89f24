// The same paper as pages and converters change it: broken at a margin, with page numbers, blank lines, other
// widths of marks, labels written apart or bold, Markdown, HTML paragraphs, remains of a page around it. What
// is read must stay. The papers are those of tests/documents and, where it is there, of ../shared; each is
// measured against its own unchanged reading, so no truth is needed. A change under whose floor the share of
// unchanged rows falls fails.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "extract/extract.h"
#include "read/read.h"
#include "folded.h"
#include "source_folder.h"
#include "text/utf8.h"

namespace duban {
namespace {

namespace fs = std::filesystem;

std::string row_of(const Task& task) {
  std::string row = task.no + "\t" + folded(task.text);
  for (const auto* names : {&task.leaders, &task.lead_units, &task.responsible_units}) {
    std::vector<std::string> sorted;
    for (const Name& name : *names) sorted.push_back(folded(name.text));
    std::sort(sorted.begin(), sorted.end());
    row += '\t';
    for (const std::string& each : sorted) row += each + "|";
  }
  return row;
}

std::multiset<std::string> rows_of(const std::string& text) {
  const Result<Document> document = read_document(text, "source.txt");
  std::multiset<std::string> rows;
  if (!document.ok()) return rows;
  const Plan plan = extract(*document);
  for (const Task& task : plan.tasks) rows.insert(row_of(task));
  for (const TaskList& list : plan.lists) {
    for (const Task& task : list.tasks) rows.insert(row_of(task));
  }
  return rows;
}

struct Paper {
  std::string name;
  std::string text;
  std::multiset<std::string> rows;
};

// Papers in lines of prose, valid UTF-8; no table, whose cells stand by their lines, and no HTML.
const std::vector<Paper>& papers() {
  static const std::vector<Paper> all = [] {
    std::vector<fs::path> paths;
    for (const auto& each : fs::directory_iterator(source_folder() + "/tests/documents"))
      paths.push_back(each.path() / "source.txt");
    for (const char* folder : {"/../shared/seeds", "/../shared/papers/docs"}) {
      std::error_code missing;
      for (const auto& each : fs::directory_iterator(source_folder() + folder, missing))
        paths.push_back(each.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Paper> out;
    for (const fs::path& path : paths) {
      const bool made_up = path.filename() == "source.txt";
      std::string name = (made_up ? path.parent_path() : path).filename();
      if (path.extension() != ".txt" || name.starts_with("table_")) continue;
      std::ifstream file(path, std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(file), {}};
      if (text.find_first_of("\t|<") != std::string::npos || utf8::first_invalid(text) != std::string::npos)
        continue;
      std::multiset<std::string> rows = rows_of(text);
      if (rows.empty()) continue;
      out.push_back({std::move(name), std::move(text), std::move(rows)});
    }
    return out;
  }();
  return all;
}

std::string replaced(const std::string& text, const char* pattern, const char* by) {
  return std::regex_replace(text, std::regex(pattern, std::regex::ECMAScript | std::regex::multiline), by);
}

// Lines broken after so many hanzi, never before a stop or within a figure, as typesetters do; a page number
// every 22 lines.
std::string broken(const std::string& text, std::size_t hanzi, bool pages) {
  std::string out;
  std::size_t width = 0, lines = 0;
  const auto end_line = [&] {
    out += '\n';
    width = 0;
    if (pages && ++lines % 22 == 0) out += fmt::format("— {} —\n", lines / 22);
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + utf8::at(text, i).size;
    if (text[i] == '\n') {
      end_line();
      i = end;
      continue;
    }
    while (utf8::is_digit(utf8::at(text, i).point) && end < text.size() &&
           (utf8::is_digit(utf8::at(text, end).point) || text[end] == '.' || text[end] == '%'))
      ++end;
    const std::string_view piece = std::string_view(text).substr(i, end - i);
    const std::size_t wide = piece.size() < 3 || utf8::is_digit(utf8::at(piece, 0).point) ? piece.size() : 2;
    const bool stop = std::string_view("，。、；：）》”！？,.;:)").find(piece) != std::string_view::npos;
    if (width > 0 && width + wide > 2 * hanzi && !(stop && width + wide <= 2 * hanzi + 2)) end_line();
    out += piece;
    width += wide;
    i = end;
  }
  return out;
}

constexpr const char* kLabel =
    "(牵头领导|分管领导|责任领导|牵头单位|责任单位|配合单位|责任部门|完成时限)(:|：)";

struct Change {
  const char* name;
  double floor;
  std::string (*apply)(const std::string&);
};
const Change kChanges[] = {
    {"blank_lines", 0.99, [](const std::string& text) { return replaced(text, "\n", "\n\n"); }},
    {"many_blank_lines", 0.99, [](const std::string& text) { return replaced(text, "\n", "\n\n\n \n"); }},
    {"no_blank_lines", 0.99, [](const std::string& text) { return replaced(text, "\n\\s*\n", "\n"); }},
    {"lines_of_windows", 0.99, [](const std::string& text) { return replaced(text, "\n", "\r\n"); }},
    {"no_break_spaces", 0.99, [](const std::string& text) { return replaced(text, " ", "\u00a0"); }},
    {"indented", 0.98, [](const std::string& text) { return replaced(text, "^ *(?=[^ \n])", "　　"); }},
    {"wide_digits", 0.99,
     [](const std::string& text) {
       std::string out;
       for (const char c : text)
         c >= '0' && c <= '9' ? utf8::append(out, 0xFF10 + (c - '0')) : out.push_back(c);
       return out;
     }},
    {"narrow_marks", 0.99,
     [](const std::string& text) {
       std::string out = text;
       for (const auto& [wide, narrow] :
            {std::pair{"，", ","}, {"：", ":"}, {"；", ";"}, {"（", "("}, {"）", ")"}})
         out = replaced(out, wide, narrow);
       return out;
     }},
    {"broken_at_30", 0.975, [](const std::string& text) { return broken(text, 30, false); }},
    {"broken_at_38_with_pages", 0.965, [](const std::string& text) { return broken(text, 38, true); }},
    {"labels_apart", 0.98,
     [](const std::string& text) {
       std::string out = text;
       for (const auto& [label, apart] : {std::pair{"牵头单位：", "牵 头 单 位："},
                                          {"责任单位：", "责 任 单 位："},
                                          {"牵头领导：", "牵 头 领 导："}})
         out = replaced(out, label, apart);
       return out;
     }},
    {"labels_bold", 0.98, [](const std::string& text) { return replaced(text, kLabel, "**$1$2**"); }},
    {"labels_without_colon", 0.985, [](const std::string& text) { return replaced(text, kLabel, "$1 "); }},
    {"list_of_markdown", 0.98,
     [](const std::string& text) { return replaced(text, "^( *)([0-9]+)(\\.|、|．)", "$1- $2$3"); }},
    {"bold_lines", 0.98,
     [](const std::string& text) { return replaced(text, "^( *)([0-9]+(?:\\.|、|．)[^\n]*)$", "$1**$2**"); }},
    {"paragraphs_of_html", 0.98,
     [](const std::string& text) { return replaced(text, "^ *([^ \n][^\n]*)$", "<p>$1</p>"); }},
    {"line_ends_of_html", 0.98, [](const std::string& text) { return replaced(text, "\n", "<br>\n"); }},
    {"page_of_a_site", 0.99,
     [](const std::string& text) {
       std::string end = text;
       while (end.ends_with('\n')) end.pop_back();
       return "首页  政务公开  政务服务  互动交流\n索 引 号：SL-2026-0001 主题分类：综合政务\n成文日期：2026年2月3日 "
              "有效性：有效\n字体：大 中 小 【打印】\n" +
              end +
              "\n【打印本页】【关闭窗口】\n上一篇：示例市2025年工作总结\n下一篇：没有了\n相关文档\n示例市2024年工作"
              "安排\n承办单位：示例市大数据中心\n地址：示例路1号 邮编：123456\n";
     }},
    {"remains_of_a_page", 0.99,
     [](const std::string& text) {
       return "首页 > 政务公开 > 政策文件\n索引号:SL-2026-0001 发布日期:2026-02-10 浏览次数:123\n【字体:大 中 "
              "小】 打印 关闭\n" +
              text +
              "\n扫一扫在手机打开当前页\n相关链接: 图解政策\n主办:示例市人民政府办公室 备案号:示ICP备12345号\n";
     }},
};

class ChangedPapers : public ::testing::TestWithParam<Change> {};

TEST_P(ChangedPapers, AreReadAsBefore) {
  std::size_t rows = 0, kept = 0;
  std::string low;
  for (const Paper& paper : papers()) {
    const std::multiset<std::string> changed = rows_of(GetParam().apply(paper.text));
    std::size_t stayed = 0;
    for (const std::string& row : paper.rows) stayed += changed.count(row) > 0 ? 1 : 0;
    rows += paper.rows.size();
    kept += stayed;
    if (10 * stayed < 9 * paper.rows.size())
      low += fmt::format(" {} {}/{}", paper.name, stayed, paper.rows.size());
  }
  const double share = static_cast<double>(kept) / static_cast<double>(rows);
  std::cout << fmt::format("{}: {} of {} rows of {} papers stay ({:.4f}){}{}\n", GetParam().name, kept, rows,
                           papers().size(), share, low.empty() ? "" : "; low:", low);
  EXPECT_GE(share, GetParam().floor);
}

INSTANTIATE_TEST_SUITE_P(Extract, ChangedPapers, ::testing::ValuesIn(kChanges),
                         [](const auto& change) { return std::string(change.param.name); });

}  // namespace
}  // namespace duban
