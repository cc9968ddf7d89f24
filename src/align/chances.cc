#include <algorithm>
#include <cmath>

#include "align/link_weights.h"
#include "align/pair.h"

namespace duban {
namespace {

double logistic(double x) { return 1 / (1 + std::exp(-std::clamp(x, -30.0, 30.0))); }

template <std::size_t n>
double weighed(const std::array<double, n>& weights, const std::array<double, n>& inputs) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += weights[i] * inputs[i];
  return sum;
}

}  // namespace

std::array<double, kPairInputs> inputs_of(const PairFeatures& f) {
  return {f.longest / 10,
          std::log1p(f.phrases) / 3,
          f.amount / 5,
          f.topics / 10,
          f.best_topic / 5,
          f.topics_a,
          f.topics_b,
          f.best / 10,
          f.second / 10,
          std::log1p(f.words) / 3,
          f.covered_a,
          f.covered_b,
          std::max(f.covered_a, f.covered_b),
          std::max(f.topics_a, f.topics_b),
          f.item / 2,
          f.indicator,
          f.units,
          f.same_lead,
          f.rank_a,
          f.rank_b,
          f.rank_a * f.rank_b,
          f.place,
          f.same_lead * f.units,
          f.rank_part_a,
          f.rank_part_b,
          f.rank_part_a * f.rank_part_b,
          1};
}

std::vector<std::array<double, kNeighbourInputs>> neighbour_inputs(const std::vector<TaskPair>& pairs,
                                                                   const std::vector<double>& chance,
                                                                   std::size_t tasks_a, std::size_t tasks_b) {
  constexpr int kRowsAround = 3;
  constexpr int kColumnsAround = 4;
  std::vector<double> best_a(tasks_a, 0);
  std::vector<double> best_b(tasks_b, 0);
  std::vector<std::size_t> row(tasks_a + 1, pairs.size());  // where each task's pairs begin
  for (std::size_t i = pairs.size(); i-- > 0;) {
    row[static_cast<std::size_t>(pairs[i].a)] = i;
    best_a[static_cast<std::size_t>(pairs[i].a)] =
        std::max(best_a[static_cast<std::size_t>(pairs[i].a)], chance[i]);
    best_b[static_cast<std::size_t>(pairs[i].b)] =
        std::max(best_b[static_cast<std::size_t>(pairs[i].b)], chance[i]);
  }
  for (std::size_t i = tasks_a; i-- > 0;) row[i] = std::min(row[i], row[i + 1]);

  std::vector<std::array<double, kNeighbourInputs>> out;
  out.reserve(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    double around = 0;
    for (int d = -kRowsAround; d <= kRowsAround; ++d) {
      const std::int32_t a = pairs[i].a + d;
      if (d == 0 || a < 0 || a >= static_cast<std::int32_t>(tasks_a)) continue;
      double best = 0;
      const std::size_t end = row[static_cast<std::size_t>(a) + 1];
      for (std::size_t k = row[static_cast<std::size_t>(a)]; k < end; ++k) {
        if (std::abs(pairs[k].b - pairs[i].b) <= kColumnsAround) best = std::max(best, chance[k]);
      }
      around += best / std::sqrt(std::abs(d));
    }
    constexpr double kTiny = 1e-6;
    out.push_back({std::log((chance[i] + kTiny) / (1 - chance[i] + kTiny)), around,
                   chance[i] / best_a[static_cast<std::size_t>(pairs[i].a)],
                   chance[i] / best_b[static_cast<std::size_t>(pairs[i].b)], 1});
  }
  return out;
}

std::vector<double> chances(const std::vector<TaskPair>& pairs, std::size_t tasks_a, std::size_t tasks_b) {
  std::vector<double> alone;
  alone.reserve(pairs.size());
  for (const TaskPair& pair : pairs) alone.push_back(logistic(weighed(kPairWeights, inputs_of(pair.features))));
  std::vector<double> out;
  out.reserve(pairs.size());
  for (const auto& inputs : neighbour_inputs(pairs, alone, tasks_a, tasks_b))
    out.push_back(logistic(weighed(kNeighbourWeights, inputs)));
  return out;
}

}  // namespace duban
