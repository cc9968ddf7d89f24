// Runs tests/examples/*.md. An example is a list item: the phrase between backquotes, and below it, indented,
// one line for each thing the reader should give; "nothing" where it should give none:
//
//     - `改造老旧小区300个`
//       - 改造老旧小区 · increment · = 300 个
//
// Everything else is prose. `duban_tests --update` rewrites the lines to what is read now: read that diff as
// you would read code.

#include "examples.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "update.h"
#include "source_folder.h"

namespace duban {
namespace {

constexpr std::string_view kPhrase = "- `";
constexpr std::string_view kLine = "  - ";

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  return all;
}

class Examples : public ::testing::TestWithParam<ExampleFile> {};

TEST_P(Examples, GiveWhatTheySay) {
  const std::string path = source_folder() + "/tests/examples/" + GetParam().name;
  std::vector<std::string> updated;
  const std::vector<std::string> lines = lines_of(path);
  int examples = 0;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string& line = lines[i++];
    updated.push_back(line);
    const std::size_t close = line.rfind('`');
    if (!line.starts_with(kPhrase) || close < kPhrase.size()) continue;
    ++examples;
    std::vector<std::string> wanted;
    while (i < lines.size() && lines[i].starts_with(kLine)) wanted.push_back(lines[i++].substr(kLine.size()));
    std::vector<std::string> given =
        GetParam().read(std::string_view(line).substr(kPhrase.size(), close - kPhrase.size()));
    if (given.empty()) given.emplace_back("nothing");
    for (const std::string& each : given) updated.push_back(std::string(kLine) + each);
    EXPECT_EQ(joined(given), joined(wanted)) << path << ": " << line;
  }
  EXPECT_GT(examples, 0) << path;
  if (update_wanted()) std::ofstream(path, std::ios::binary) << joined(updated);
}

INSTANTIATE_TEST_SUITE_P(Grammar, Examples, ::testing::ValuesIn(kExampleFiles),
                         [](const ::testing::TestParamInfo<ExampleFile>& file) {
                           const std::string_view name = file.param.name;
                           return std::string(name.substr(0, name.find('.')));
                         });

}  // namespace
}  // namespace duban
