#include "supervise/percent.h"

#include <gtest/gtest.h>

#include <numeric>

namespace duban {
namespace {

std::string texts(const std::vector<std::int64_t>& counts, int decimals) {
  std::string all;
  for (const std::int64_t each : percentages(counts, decimals)) all += percent_text(each, decimals) + " ";
  return all;
}

TEST(Percent, AddsUpToAHundred) {
  struct Row {
    std::vector<std::int64_t> counts;
    int decimals;
    const char* shares;
  };
  // clang-format off
  const Row rows[] = {
      {{1, 1, 1},             1, "33.4 33.3 33.3 "},
      {{1, 1, 1, 1, 1, 1},    1, "16.7 16.7 16.7 16.7 16.6 16.6 "},
      {{178, 31, 19},         1, "78.1 13.6 8.3 "},   // 228 tasks
      {{2, 1},                1, "66.7 33.3 "},
      {{2, 1},                0, "67 33 "},
      {{2, 1},                2, "66.67 33.33 "},
      {{0, 5, 0},             1, "0.0 100.0 0.0 "},
      {{0, 0},                1, "0.0 0.0 "},
      {{},                    1, ""},
      {{-3, 1},               1, "0.0 100.0 "},
      {{1, 999},              1, "0.1 99.9 "},
      {{1, 9999},             1, "0.0 100.0 "},
      {{9000000000000000000, 9000000000000000000, 1}, 1, "50.0 50.0 0.0 "},
  };
  // clang-format on
  for (const Row& row : rows) EXPECT_EQ(texts(row.counts, row.decimals), row.shares);
}

TEST(Percent, AddsUpWhateverTheCounts) {
  std::uint64_t state = 1;
  for (int i = 0; i < 20'000; ++i) {
    std::vector<std::int64_t> counts;
    for (int j = 0; j <= i % 9; ++j) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      counts.push_back(static_cast<std::int64_t>(state >> 33) % 300);
    }
    const auto shares = percentages(counts);
    const bool none = std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == 0;
    ASSERT_EQ(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}), none ? 0 : 1000) << i;
  }
}

}  // namespace
}  // namespace duban
