// Extraction in MB/s on one core: over the seeds where ../shared is there, over the invented papers of
// tests/documents otherwise and besides; and over hostile input, whose rate must not fall as it grows.
//   cmake --build --preset release --target duban_bench && build/release/duban_bench --benchmark_filter=extract

#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "extract/table_work.h"
#include "read/read.h"
#include "source_folder.h"
#include "text/read_work.h"

namespace {

namespace fs = std::filesystem;

std::vector<std::string> papers_in(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code none;
  for (const auto& each : fs::recursive_directory_iterator(folder, none)) {
    if (each.path().extension() == ".txt") paths.push_back(each.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> papers;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    papers.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return papers;
}

void extract_all(benchmark::State& state, const std::vector<std::string>& papers) {
  if (papers.empty()) {
    state.SkipWithError("no papers here");
    return;
  }
  std::size_t bytes = 0;
  const std::size_t before = duban::read_work + duban::table_work;
  for (auto _ : state) {
    for (const std::string& paper : papers) {
      const auto document = duban::read_document(paper, "paper.txt");
      if (!document.ok()) continue;
      benchmark::DoNotOptimize(duban::extract(*document));
      bytes += paper.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.counters["looks_a_byte"] =
      static_cast<double>(duban::read_work + duban::table_work - before) / static_cast<double>(std::max<std::size_t>(bytes, 1));
}

void extract_seeds(benchmark::State& state) {
  extract_all(state, papers_in(fs::path(duban::source_folder()) / ".." / "shared" / "seeds"));
}
BENCHMARK(extract_seeds)->Unit(benchmark::kMillisecond);

// Each seed apart: the plans of both families, and the report in Traditional with pinyin (4).
void extract_one_seed(benchmark::State& state) {
  const auto papers = papers_in(fs::path(duban::source_folder()) / ".." / "shared" / "seeds");
  const auto which = static_cast<std::size_t>(state.range(0));
  extract_all(state,
              which < papers.size() ? std::vector<std::string>{papers[which]} : std::vector<std::string>());
}
BENCHMARK(extract_one_seed)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);

void extract_invented(benchmark::State& state) {
  extract_all(state, papers_in(fs::path(duban::source_folder()) / "tests" / "documents"));
}
BENCHMARK(extract_invented)->Unit(benchmark::kMillisecond);

// Nothing of a paper, over and over: the bytes per second must be the same for a long one.
void extract_hostile(benchmark::State& state) {
  // @ counts up
  static const char* const kPieces[] = {
      "(",
      "〔省财政厅",
      "(市",
      "1",
      "5.5%",
      "、",
      "一、",
      "责任单位：",
      "和",
      "等",
      "“",
      "中(zhōng)",
      "# ",
      "一\n",
      "(省财政厅牵头)",
      "年",
      "> 首页",
      "增长5%、",
      "经",
      "国",
      "@.发展。(甲乙@牵头)\n",
      "一、标题\n@.任务。\n责任单位：省财政厅、税务局\n",
      "(一)任务@，\n",
      "@.城镇新增就业@万人，\n牵头领导：王 某\n牵头单位：省财政\n厅\n",
  };
  const std::string piece = kPieces[state.range(0)];
  std::string paper;
  for (int n = 1; paper.size() < static_cast<std::size_t>(state.range(1)) << 10U; ++n) {
    for (const char c : piece) {
      if (c == '@') {
        paper += std::to_string(n % 900);
      } else {
        paper += c;
      }
    }
  }
  extract_all(state, {paper});
}
BENCHMARK(extract_hostile)
    ->ArgsProduct({benchmark::CreateDenseRange(0, 23, 1), {16, 64, 256}})
    ->Unit(benchmark::kMillisecond);

// 50 MB of one thing, read once: neither the rate nor the looks a byte (text/read_work.h) may be worse than twice the
// seeds'. One line of words, brackets, brackets in brackets, digits, a table, marks in one line, numbered lines.
void extract_large(benchmark::State& state) {
  static const char* const kPieces[] = {"推动高质量发展取得新成效，", "(", "(市", "1",
                                        "| @ | 新增停车泊位@个，改造管网3公里。 | 市住建局 | 市财政局、水利局 | 12月底前 |\n",
                                        "一、", "@.新建学校2所。\n"};
  constexpr std::size_t kSize = 50'000'000;
  const std::string_view piece = kPieces[state.range(0)];
  std::string paper = piece.starts_with('|') ? "| 序号 | 重点任务 | 牵头单位 | 责任单位 | 完成时限 |\n" : "";
  paper.reserve(kSize + piece.size() + 16);
  for (int n = 1; paper.size() < kSize; ++n) {
    for (const char c : piece) {
      if (c == '@') {
        paper += std::to_string(n);
      } else {
        paper += c;
      }
    }
  }
  extract_all(state, {paper});
}
BENCHMARK(extract_large)->DenseRange(0, 6)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
