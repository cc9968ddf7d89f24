// Extraction is linear work: four times the paper takes four times the looks, and searches pass over four times the bytes,
// also where it is nothing but brackets, one line or marks, and where they find nothing.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "extract/extract.h"
#include "extract/table_work.h"
#include "read/read.h"
#include "text/read_work.h"

namespace duban {
namespace {

// `piece` again and again, its @ counting up to 900 and from 1 again.
std::string repeated(std::string_view piece, std::size_t size) {
  std::string out;
  for (int n = 1; out.size() < size; n = n % 900 + 1) {
    for (const char c : piece) {
      if (c == '@') {
        out += std::to_string(n);
      } else {
        out += c;
      }
    }
  }
  return out;
}

struct Work {
  std::size_t looks = 0;
  std::size_t searched = 0;  // bytes
};

Work work_of(std::string_view front, std::string_view piece, std::string_view end, std::size_t size) {
  Document document;
  document.text = std::string(front) + repeated(piece, size) + std::string(end);
  document.encoding = "utf-8";
  document.format = "txt";
  const Work before{read_work + table_work, search_work};
  (void)extract(document);
  return {read_work + table_work - before.looks, search_work - before.searched};
}

struct Shape {
  std::string_view name;
  std::string_view front;
  std::string_view piece;
  std::string_view end;
};

constexpr Shape kShapes[] = {
    {"one line of words", "", "推动高质量发展取得新成效，", ""},
    {"brackets", "", "(", ""},
    {"brackets in brackets", "", "(市", ""},
    {"pairs of brackets", "", "（省）", ""},
    {"digits", "", "1", ""},
    {"numbers", "", "5.5%、", ""},
    {"marks in one line", "", "一、", ""},
    {"first marks behind one that is assigned", "1.新建学校。(省教育厅牵头)", "1.发展。", "(省财政厅牵头)"},
    {"numbered lines", "", "@.新建学校2所。\n", ""},
    {"headings", "", "(一)任务@\n1.新建学校2所。（省教育厅）\n", ""},
    {"a bracket of persons", "1.新建学校。(", "王健；", "省教育厅牵头)\n"},
    {"a bracket of sentences", "1.新建学校。(", "省财政厅牵头。", ")\n"},
    {"a bracket of units", "1.新建学校。(", "省财政厅、", "省教育厅牵头)\n"},
    {"units in brackets in brackets", "1.新建学校。\n责任单位：各", "(市", "\n"},
    {"labelled lines", "", "责任单位：省财政厅、税务局\n", ""},
    {"labels in one line", "", "责任单位：", ""},
    {"labels and names in one line", "", "责任单位：省财政厅", ""},
    {"tasks and labels in one line", "", "@.新建学校2所。责任单位：省财政厅", ""},
    {"heads in one line", "", "序号任务", ""},
    {"heads and a number in one line", "", "序号 任务 牵头单位 1 ", ""},
    {"bars in one line", "", "| | 新建学校 ", ""},
    {"cells in one line", "牵头单位|任务|", "省教育厅|新建学校2所|", ""},
    {"titles in one line", "", "2026年重点任务分工方案", ""},
    {"hashes in one line", "", "## 新建", ""},
    {"labels with 为", "", "责任单位为", ""},
    {"quotation marks", "", "“", ""},
    {"a character a line", "", "一\n", ""},
    {"a table with bars", "| 序号 | 重点任务 | 牵头单位 | 完成时限 |\n",
     "| @ | 新增停车泊位@个。 | 市住建局 | 12月底前 |\n", ""},
    {"a table with bars around nothing", "| 序号 | 重点任务 | 牵头单位 |\n", "| |  ", ""},
    {"labels in a bracket that nothing closes", "（牵头单位 市教育局", "，责任单位 8", ""},
    {"labels in a bracket that is closed late", "（牵头单位 市教育局", "，责任单位 市财政局", "）"},
    {"a bracket of closing brackets", "（牵头单位 市教育局", "，责任单位 8）", ""},
    {"clauses that lead up to no stop", "1.新建学校。", "由县教育局牵头，为", ""},
    {"clauses of who helps", "1.新建学校。", "县教育局配合，", "新建"},
    {"clauses inside clauses", "1.新建学校。\n责任单位：", "市教育局负责，其中市财政局牵头，", ""},
    {"labels and 其中 in columns", "序号\t任务\t牵头单位\n", "牵头单位 其中", ""},
    {"amounts in one sentence", "1.新建学校。", "5个增长5%以上", ""},
    {"amounts between colons", "1.新建学校。", "：5个", ""},
    {"quotation marks around marks", "1.新建学校。", "“1.", ""},
    {"titles that are not closed", "", "《关于1.", ""},
    {"lines of units with a term", "1.新建学校。\n", "市教育局、市财政局10月底前\n", ""},
    {"bare numbers", "", "12\n", ""},
    {"short titles above the paper's own", "", "工作任务\n", "示例市人民政府关于印发2026年重点任务分工方案的通知\n1.新建小学2所。（市教育局牵头）\n"},
    {"labelled lines above one task", "", "召集人：王健\n牵头部门：市教育局\n", "1.新建小学2所。\n"},
    {"names that lead together", "1.新建小学2所。\n责任单位：", "市教育局（共同牵头）、", "\n"},
    {"signs in pairs", "1.新建小学2所。\n责任单位：", "▲市教育局△市财政局", "\n"},
    {"bold names", "加粗的为牵头单位\n1.新建小学2所。\n", "**市教育局**、市财政局", "\n"},
    {"tasks that end behind dashes", "", "@.新建小学2所。——市教育局牵头，市财政局配合\n", ""},
    {"names that blanks part", "1.新建小学2所。\n", "区财政局  锦江公司  团区委\n", ""},
    {"a table of units with signs", "序号\t任务\t市教育局\t市财政局\n", "@\t新建小学@所\t●\t△\n", ""},
    {"sentences each with a line of units", "一、推进\n", "新建园区2个，引进企业10家，扩大规模。\n市教育局  市财政局\n", ""},
    {"page numbers behind a task", "1.新建小学2所。\n", "- 3 -\n", "牵头单位：市教育局\n"},
    {"parts by numbers", "", "@.新建小学@所。\n", "第1至200项由市教育局牵头；第1至200项由市财政局牵头；第1至200项由市民政局牵头。\n"},
    {"parts by numbers in front of one task", "1.新建小学1所。\n", "第1至200项由市教育局牵头；", "\n"},
};

TEST(ExtractWork, GrowsAsThePaperDoes) {
  constexpr std::size_t kSmall = std::size_t{16} << 10U;
  for (const Shape& shape : kShapes) {
    const Work few = work_of(shape.front, shape.piece, shape.end, kSmall);
    const Work more = work_of(shape.front, shape.piece, shape.end, 2 * kSmall);
    const Work many = work_of(shape.front, shape.piece, shape.end, 4 * kSmall);
    EXPECT_LE(many.looks, few.looks * 44 / 10 + kSmall) << shape.name << ": " << few.looks << ", " << many.looks;
    // some searches begin at a length of line, so it is the growth behind them that is looked at
    EXPECT_LE(many.searched, more.searched + (more.searched - std::min(few.searched, more.searched)) * 25 / 10 + kSmall)
        << shape.name << ": " << few.searched << ", " << more.searched << ", " << many.searched << " bytes searched";
  }
}

}  // namespace
}  // namespace duban
