// Finding and reading tables is linear work: four times the rows take four times the looks, whatever the table is
// printed as.

#include "extract/table_work.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "extract/reading.h"
#include "text/normalise.h"

namespace duban {
namespace {

using Cells = std::vector<std::string>;

Cells cells_of_row(int row) {
  const std::string n = std::to_string(row);
  return {n, "新增停车泊位" + n + "个，改造管网3公里。", "市住建局", "市财政局、水利局", "12月底前"};
}

std::string joined(const Cells& cells, const std::string& between) {
  std::string out;
  for (const std::string& cell : cells) out += (out.empty() ? "" : between) + cell;
  return out;
}

struct Shape {
  std::string name;
  std::function<std::string(const Cells&)> row;
};

std::string paper(const Shape& shape, int rows) {
  std::string text = "示例市2026年任务分解表\n\n" + shape.row({"序号", "重点任务", "牵头单位", "责任单位", "完成时限"});
  for (int row = 1; row <= rows; ++row) text += shape.row(cells_of_row(row));
  return text;
}

std::size_t work_of(const std::string& text) {
  const Document document{text, "utf-8", "txt", {}};
  const Normalised normalised = normalise(text);
  const std::size_t before = table_work;
  (void)outline_of(normalised.text, document);
  return table_work - before;
}

TEST(TableWork, GrowsAsTheTableDoes) {
  const std::vector<Shape> shapes = {
      {"tabs", [](const Cells& cells) { return joined(cells, "\t") + "\n"; }},
      {"bars", [](const Cells& cells) { return "| " + joined(cells, " | ") + " |\n"; }},
      {"bars that are not closed", [](const Cells& cells) { return "| " + joined(cells, " | ") + "\n"; }},
      {"a cell a line", [](const Cells& cells) { return joined(cells, "\n") + "\n"; }},
      {"a bar behind each cell", [](const Cells& cells) { return joined(cells, " |\n") + " |\n"; }},
      {"commas", [](const Cells& cells) { return joined(cells, ",") + "\n"; }},
      {"quotes that never close", [](const Cells& cells) { return joined(cells, ",\"") + "\n"; }},
      {"quotes behind blanks that never close, on one line",
       [](const Cells& cells) { return joined(cells, ", \"") + ", \""; }},
      {"a cell a line, in quotes of their own",
       [](const Cells& cells) { return "\"" + joined(cells, "\"\n\"") + "\"\n"; }},
      {"wide blanks", [](const Cells& cells) { return joined(cells, "    ") + "\n"; }},
      {"one blank", [](const Cells& cells) { return joined(cells, " ") + "\n"; }},
      {"run together", [](const Cells& cells) { return joined(cells, ""); }},
      {"cells left out",
       [](const Cells& cells) { return cells[0] + "\t" + cells[1] + "\t\t\t\n"; }},
      {"nothing but heads", [](const Cells&) { return "序号\n重点任务\n牵头单位\n责任单位\n"; }},
  };
  constexpr int kRows = 300;
  for (const Shape& shape : shapes) {
    const std::string small = paper(shape, kRows);
    const std::string large = paper(shape, kRows * 4);
    const std::size_t few = work_of(small);
    const std::size_t many = work_of(large);
    EXPECT_LE(many * small.size() * 10, few * large.size() * 11) << shape.name << ": " << few << ", " << many;
    EXPECT_LE(many, large.size()) << shape.name << " takes more than a look a byte";
  }
}

}  // namespace
}  // namespace duban
