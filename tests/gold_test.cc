// The floors over the real papers of ../shared, scored by its own score.py. Skipped where ../shared is not
// there: the papers are no part of this repository.

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "extract/extract.h"
#include "plan/plan_json.h"
#include "read/read.h"
#include "source_folder.h"

namespace duban {
namespace {

namespace fs = std::filesystem;

struct Floor {
  const char* figure;
  double least;
};
// clang-format off
constexpr Floor kSeedFloors[] = {
    {"tasks", 1.0}, {"text", 0.995}, {"leaders", 1.0}, {"lead_units", 0.995}, {"responsible_units", 0.995},
    {"flags", 0.995}, {"sections", 0.995}, {"document", 1.0}, {"anomalies", 0.97}, {"spans", 0.995},
    {"targets", 0.97}, {"target_values", 0.98},
};
constexpr Floor kPaperFloors[] = {
    {"tasks", 1.0}, {"text", 1.0}, {"leaders", 1.0}, {"lead_units", 1.0}, {"responsible_units", 1.0},
    {"flags", 1.0}, {"spans", 0.995},
};
// clang-format on

struct Gold {
  const char* gold;   // under ../shared
  const char* paper;  // a folder under ../shared, and the beginning of the file's name
  const char* name;
};
constexpr Gold kSeeds[] = {
    {"gold/000.json", "seeds", "000_"},
    {"gold/001.json", "seeds", "001_"},
    {"gold/002.json", "seeds", "002_"},
    {"gold/003.json", "seeds", "003_"},
};
// Of the twelve development papers those in the two families that are read so far.
constexpr Gold kPapers[] = {
    {"papers/gold/010.json", "papers/docs", "010-"}, {"papers/gold/018.json", "papers/docs", "018-"},
    {"papers/gold/024.json", "papers/docs", "024-"}, {"papers/gold/031.json", "papers/docs", "031-"},
    {"papers/gold/043.json", "papers/docs", "043-"},
};

fs::path shared() { return fs::path(source_folder()) / ".." / "shared"; }

fs::path paper_of(const Gold& gold) {
  for (const auto& each : fs::directory_iterator(shared() / gold.paper)) {
    const std::string name = each.path().filename();
    if (name.starts_with(gold.name) && name.ends_with(".txt")) return each.path();
  }
  return {};
}

nlohmann::json figures_of(const Gold& gold) {
  std::ifstream file(paper_of(gold), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  const Result<Document> document = read_document(bytes, gold.name);
  if (!document.ok()) return {};
  const fs::path folder = fs::temp_directory_path() / ("duban_gold_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  std::ofstream(folder / "plan.json", std::ios::binary) << to_json(extract(*document));
  std::ofstream(folder / "text.txt", std::ios::binary) << document->text;
  const std::string command = "python3 '" + (shared() / "tools/score.py").string() + "' '" +
                              (shared() / gold.gold).string() + "' '" + (folder / "plan.json").string() +
                              "' --json --text '" + (folder / "text.txt").string() + "'";
  std::string out;
  if (std::FILE* pipe = ::popen(command.c_str(), "r"); pipe != nullptr) {
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe))
      out.append(buffer.data(), n);
    ::pclose(pipe);
  }
  fs::remove_all(folder);
  return nlohmann::json::parse(out, nullptr, false);
}

template <std::size_t n>
void expect_floors(const Gold& gold, const Floor (&floors)[n]) {
  if (!fs::exists(shared() / gold.gold))
    GTEST_SKIP() << "no ../shared here: the real papers are not part of the repository";
  const nlohmann::json figures = figures_of(gold);
  ASSERT_TRUE(figures.is_object()) << "score.py gave no figures";
  for (const Floor& floor : floors) {
    if (!figures.contains(floor.figure) || figures[floor.figure].is_null()) continue;
    EXPECT_GE(figures[floor.figure].get<double>(), floor.least) << gold.gold << " " << floor.figure;
  }
}

class SeedGold : public ::testing::TestWithParam<Gold> {};
TEST_P(SeedGold, ReachesTheFloors) { expect_floors(GetParam(), kSeedFloors); }
INSTANTIATE_TEST_SUITE_P(Shared, SeedGold, ::testing::ValuesIn(kSeeds),
                         [](const auto& gold) { return "seed_" + std::string(gold.param.name).substr(0, 3); });

class PaperGold : public ::testing::TestWithParam<Gold> {};
TEST_P(PaperGold, ReachesTheFloors) { expect_floors(GetParam(), kPaperFloors); }
INSTANTIATE_TEST_SUITE_P(Shared, PaperGold, ::testing::ValuesIn(kPapers),
                         [](const auto& gold) { return "paper_" + std::string(gold.param.name).substr(0, 3); });

}  // namespace
}  // namespace duban
