#include <algorithm>
#include <cmath>

#include "align/link_weights.h"
#include "align/pair.h"

namespace duban {
namespace {

double logistic(double x) { return 1 / (1 + std::exp(-std::clamp(x, -30.0, 30.0))); }

// How near two places are: 1 at the same, nothing beyond three widths.
class Nearness {
 public:
  // Shorter papers are read closer: the width of a paper of n sentences.
  explicit Nearness(std::size_t n) : size_(static_cast<std::int32_t>(n)) {
    constexpr double kWidth = 3;
    constexpr double kUsualPaper = 200;
    const double width = kWidth * std::clamp(static_cast<double>(n) / kUsualPaper, 0.5, 1.0);
    reach_ = static_cast<std::int32_t>(std::ceil(3 * width));
    for (std::int32_t d = 0; d <= reach_; ++d) at_.push_back(std::exp(-0.5 * (d / width) * (d / width)));
  }
  std::int32_t reach() const { return reach_; }
  double operator()(std::int32_t distance) const { return at_[static_cast<std::size_t>(std::abs(distance))]; }
  // All of the paper, seen from one place.
  double all(std::int32_t place) const {
    double sum = 0;
    for (std::int32_t i = std::max(0, place - reach_); i <= std::min(size_ - 1, place + reach_); ++i)
      sum += (*this)(i - place);
    return sum;
  }

 private:
  std::int32_t size_;
  std::int32_t reach_ = 0;
  std::vector<double> at_;
};

}  // namespace

std::array<double, kPairInputs> inputs_of(const PairFeatures& f, Across across) {
  return {f.amount / 5,
          f.best_alone / 10,
          std::log1p(f.words) / 3,
          f.held_a / 5,
          f.held_b / 5,
          f.indicator,
          f.name / 5,
          across == Across::kOtherLevel ? 0 : f.same_lead,
          f.rank_a,
          f.rank_b,
          f.rank_part_a,
          f.rank_part_b,
          f.place,
          f.focus_b,
          f.order_b,
          f.longest / 5,
          f.rank_alike_a,
          f.covered_b,
          f.rank_item_a,
          f.rank_item_b,
          1};
}

std::vector<std::array<double, kAroundInputs>> around_inputs(const std::vector<TaskPair>& pairs,
                                                             const std::vector<double>& chance,
                                                             std::size_t size_a, std::size_t size_b) {
  std::vector<double> best_a(size_a, 0);
  std::vector<double> best_b(size_b, 0);
  std::vector<double> second_a(size_a, 0);
  std::vector<double> mass(size_a, 0);                     // of each row
  std::vector<std::size_t> row(size_a + 1, pairs.size());  // where each row's pairs begin
  for (std::size_t i = pairs.size(); i-- > 0;) {
    const auto a = static_cast<std::size_t>(pairs[i].a);
    const auto b = static_cast<std::size_t>(pairs[i].b);
    row[a] = i;
    mass[a] += chance[i];
    second_a[a] = std::max(second_a[a], std::min(best_a[a], chance[i]));
    best_a[a] = std::max(best_a[a], chance[i]);
    best_b[b] = std::max(best_b[b], chance[i]);
  }
  for (std::size_t i = size_a; i-- > 0;) row[i] = std::min(row[i], row[i + 1]);

  const Nearness near_a(size_a);
  const Nearness near_b(size_b);
  std::vector<double> all_b;
  for (std::size_t j = 0; j < size_b; ++j)
    all_b.push_back(near_b.all(static_cast<std::int32_t>(j)) / static_cast<double>(size_b));
  std::vector<std::array<double, kAroundInputs>> out;
  out.reserve(pairs.size());
  // The chances of the rows near the one at hand, each spread over the places near its pairs; of rows further
  // off nothing is kept.
  const std::int32_t reach = near_a.reach();
  const auto window = static_cast<std::size_t>(2 * reach + 1);
  std::vector<std::vector<double>> spread(window, std::vector<double>(size_b, 0));
  const auto add_row = [&](std::size_t a, double sign) {
    std::vector<double>& into = spread[a % window];
    for (std::size_t k = row[a]; k < row[a + 1]; ++k) {
      const std::int32_t first = std::max(0, pairs[k].b - near_b.reach());
      const std::int32_t last = std::min(static_cast<std::int32_t>(size_b) - 1, pairs[k].b + near_b.reach());
      for (std::int32_t b = first; b <= last; ++b) {
        double& at = into[static_cast<std::size_t>(b)];
        at = sign > 0 ? at + near_b(b - pairs[k].b) * chance[k] : 0;
      }
    }
  };
  std::size_t filled = 0;  // rows before it are spread
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto of = static_cast<std::size_t>(pairs[i].a);
    for (; filled < size_a && filled <= of + static_cast<std::size_t>(reach); ++filled) {
      if (filled >= window) add_row(filled - window, -1);
      add_row(filled, 1);
    }
    double links = 0;
    double rows = 0;
    for (std::int32_t a = std::max(0, pairs[i].a - reach);
         a <= std::min(static_cast<std::int32_t>(size_a) - 1, pairs[i].a + reach); ++a) {
      if (a == pairs[i].a) continue;
      const double near = near_a(a - pairs[i].a);
      rows += near * mass[static_cast<std::size_t>(a)];
      links += near * spread[static_cast<std::size_t>(a) % window][static_cast<std::size_t>(pairs[i].b)];
    }
    constexpr double kLittle = 0.05;
    constexpr double kTiny = 1e-6;
    const double by_chance = rows * all_b[static_cast<std::size_t>(pairs[i].b)];
    out.push_back({std::log((chance[i] + kTiny) / (1 - chance[i] + kTiny)),
                   chance[i] / std::max(kTiny, best_a[static_cast<std::size_t>(pairs[i].a)]),
                   chance[i] / std::max(kTiny, best_b[static_cast<std::size_t>(pairs[i].b)]),
                   std::log((links + kLittle) / (by_chance + kLittle)), std::log1p(links),
                   chance[i] < best_a[static_cast<std::size_t>(pairs[i].a)]
                       ? best_a[static_cast<std::size_t>(pairs[i].a)]
                       : second_a[static_cast<std::size_t>(pairs[i].a)]});
  }
  return out;
}

std::vector<double> chances(const std::vector<TaskPair>& pairs, std::size_t size_a, std::size_t size_b,
                            Across across) {
  std::vector<std::array<double, kPairInputs>> inputs;
  inputs.reserve(pairs.size());
  std::vector<double> alone;
  std::vector<double> chance;
  for (const TaskPair& pair : pairs) {
    inputs.push_back(inputs_of(pair.features, across));
    double sum = 0;
    for (std::size_t k = 0; k < kPairInputs; ++k) sum += kPairWeights[k] * inputs.back()[k];
    alone.push_back(sum);
    chance.push_back(logistic(sum));
  }
  for (const auto& weights : kAroundWeights) {
    const auto around = around_inputs(pairs, chance, size_a, size_b);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      double sum = weights[kPairInputs + kAroundInputs] * alone[i];
      for (std::size_t k = 0; k < kPairInputs; ++k) sum += weights[k] * inputs[i][k];
      for (std::size_t k = 0; k < kAroundInputs; ++k) sum += weights[kPairInputs + k] * around[i][k];
      chance[i] = logistic(sum);
    }
  }
  return chance;
}

}  // namespace duban
