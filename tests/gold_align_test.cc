// The floors of traces and links over the real papers of ../shared, scored by its own score_links.py. Skipped
// where ../shared is not there.

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "align/align_json.h"
#include "extract/extract.h"
#include "read/read.h"
#include "source_folder.h"

namespace duban {
namespace {

namespace fs = std::filesystem;

fs::path shared_folder() { return fs::path(source_folder()) / ".." / "shared"; }

Plan seed(std::string_view number) {
  for (const auto& each : fs::directory_iterator(shared_folder() / "seeds")) {
    if (!each.path().filename().string().starts_with(number)) continue;
    std::ifstream file(each.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const Result<Document> document = read_document(bytes, each.path().filename().string());
    if (document.ok()) return extract(*document);
  }
  ADD_FAILURE() << "no seed " << number;
  return {};
}

// "placed=1.000 source=…" as figures.
std::map<std::string, double> figures(const std::string& arguments, const std::string& predicted) {
  const fs::path path = fs::temp_directory_path() / ("duban_align_" + std::to_string(::getpid()) + ".json");
  std::ofstream(path, std::ios::binary) << predicted;
  const std::string command = "python3 '" + (shared_folder() / "tools/score_links.py").string() + "' " +
                              arguments + " '" + path.string() + "' --covers ";
  std::map<std::string, double> out;
  const std::string covers = arguments.starts_with("trace") ? "1-120" : "1-100";
  if (std::FILE* pipe = ::popen((command + covers).c_str(), "r"); pipe != nullptr) {
    std::string text;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe))
      text.append(buffer.data(), n);
    ::pclose(pipe);
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      if (const auto at = word.find('='); at != std::string::npos)
        out[word.substr(0, at)] = std::stod(word.substr(at + 1));
    }
  }
  fs::remove(path);
  return out;
}

TEST(AlignGold, TraceReachesTheFloors) {
  if (!fs::exists(shared_folder() / "gold/trace_004_001.json"))
    GTEST_SKIP() << "no ../shared here: the real papers are not part of the repository";
  const Result<Trace> found = trace(seed("004"), seed("001"));
  ASSERT_TRUE(found.ok());
  auto got = figures("trace '" + (shared_folder() / "gold/trace_004_001.json").string() + "'",
                     to_json(*found, Language::kZh));
  EXPECT_GE(got["placed"], 0.98);
  EXPECT_GE(got["source"], 0.95);
  EXPECT_GE(got["uncovered_recall"], 0.9);
  EXPECT_GE(got["drift_recall"], 0.9);
  // The gold here ends with task 120: what is reported behind its stretch counts as wrong.
  EXPECT_GE(got["uncovered_precision"], 0.3);
}

struct LinkFloor {
  const char* set;
  const char* earlier;
  const char* later;
  const char* figure;
  double least;
};
// What was reached; docs/alignment.md has the aims.
constexpr LinkFloor kLinkFloors[] = {
    {"2024-2026", "001", "000", "f1", 0.81},           {"2024-2025", "001", "003", "f1", 0.83},
    {"2025-2026", "003", "000", "f1", 0.86},           {"province2026-city2026", "000", "002", "f1", 0.80},
    {"within-2026", "000", "000", "same_recall", 0.9},
};

TEST(AlignGold, LinksReachTheFloors) {
  if (!fs::exists(shared_folder() / "gold/links.json"))
    GTEST_SKIP() << "no ../shared here: the real papers are not part of the repository";
  for (const LinkFloor& floor : kLinkFloors) {
    const Result<PlanLinks> links = link_plans(seed(floor.earlier), seed(floor.later));
    ASSERT_TRUE(links.ok());
    auto got = figures("links '" + (shared_folder() / "gold/links.json").string() + "' " + floor.set,
                       to_json(*links, Language::kZh));
    EXPECT_GE(got[floor.figure], floor.least) << floor.set;
  }
}

}  // namespace
}  // namespace duban
