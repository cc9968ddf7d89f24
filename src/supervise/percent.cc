#include "supervise/percent.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/result.h"

namespace duban {
namespace {

std::int64_t power_of_ten(int decimals) {
  CHECK(decimals >= 0 && decimals <= 4);
  std::int64_t power = 1;
  for (int i = 0; i < decimals; ++i) power *= 10;
  return power;
}

}  // namespace

std::vector<std::int64_t> percentages(const std::vector<std::int64_t>& counts, int decimals) {
  const std::int64_t whole = 100 * power_of_ten(decimals);
  std::vector<std::int64_t> clean = counts;
  for (std::int64_t& count : clean) count = std::max<std::int64_t>(count, 0);
  __extension__ using Wide = __int128;  // counts × 1,000,000 never overflow
  Wide total = 0;
  for (const std::int64_t count : clean) total += count;
  std::vector<std::int64_t> shares(clean.size(), 0);
  if (total == 0) return shares;
  std::int64_t left = whole;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    shares[i] = static_cast<std::int64_t>(Wide{clean[i]} * whole / total);
    left -= shares[i];
  }
  std::vector<std::size_t> order(clean.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto remainder = [&](std::size_t i) { return Wide{clean[i]} * whole % total; };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (remainder(a) != remainder(b)) return remainder(a) > remainder(b);
    return clean[a] != clean[b] ? clean[a] > clean[b] : a < b;
  });
  for (std::size_t i = 0; left > 0; ++i, --left) ++shares[order[i]];
  return shares;
}

std::string percent_text(std::int64_t scaled, int decimals) {
  const std::int64_t power = power_of_ten(decimals);
  if (decimals == 0) return std::to_string(scaled);
  return fmt::format("{}.{:0{}}", scaled / power, scaled % power, decimals);
}

}  // namespace duban
