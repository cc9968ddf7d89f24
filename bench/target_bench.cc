// Reading targets: the examples of tests/examples/target.md over and over, as a plan's text is, and hostile
// text.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "grammar/target.h"
#include "source_folder.h"

namespace duban {
namespace {

constexpr std::size_t kBytes = 1 << 20;

std::string repeated(std::string_view words) {
  std::string out;
  while (out.size() < kBytes) out += words;
  return out;
}

// Words of tasks: two thirds of a plan's tasks hold no amount.
std::string plan_text() {
  std::ifstream file(source_folder() + "/tests/examples/target.md", std::ios::binary);
  std::string text;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("- `")) continue;
    text += line.substr(3, line.size() - 4) + "。";
    text += "健全完善常态化长效化工作机制,深入推进重点领域改革,加快构建现代化产业体系,不断增强人民群众获得感。";
    text += "支持各地因地制宜发展特色产业,推动传统产业改造升级,持续优化营商环境。";
  }
  return repeated(text);
}

void read_all(benchmark::State& state, const std::string& text) {
  for (auto _ : state) benchmark::DoNotOptimize(read_targets(text, 2026));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void targets_of_plan(benchmark::State& state) { read_all(state, plan_text()); }
void targets_of_digits(benchmark::State& state) { read_all(state, repeated("1")); }
void targets_of_brackets(benchmark::State& state) { read_all(state, repeated("(")); }
void targets_of_numerals(benchmark::State& state) { read_all(state, repeated("一")); }
void targets_of_amounts(benchmark::State& state) { read_all(state, repeated("3个")); }
void targets_of_lists(benchmark::State& state) { read_all(state, repeated("新建5个、")); }
void targets_of_verbs(benchmark::State& state) { read_all(state, repeated("新建")); }
void targets_of_subjects(benchmark::State& state) {
  read_all(state, repeated("城乡、") + "分别增长" + repeated("5%、"));
}

// The text that bench/recognizers.sh gives to both readers: DUBAN_BENCH_TEXT names it.
void targets_of_file(benchmark::State& state) {
  const char* path = std::getenv("DUBAN_BENCH_TEXT");
  std::ifstream file(path == nullptr ? "" : path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (text.empty()) return state.SkipWithError("DUBAN_BENCH_TEXT names no text");
  read_all(state, repeated(text));
}

BENCHMARK(targets_of_plan);
BENCHMARK(targets_of_file);
BENCHMARK(targets_of_digits);
BENCHMARK(targets_of_brackets);
BENCHMARK(targets_of_numerals);
BENCHMARK(targets_of_amounts);
BENCHMARK(targets_of_lists);
BENCHMARK(targets_of_verbs);
BENCHMARK(targets_of_subjects);

}  // namespace
}  // namespace duban
