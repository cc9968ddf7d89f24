#include "align/common_words.h"

#include <algorithm>
#include <cmath>

#include "align/common_ids.h"

namespace duban {
namespace {

double focus_in(const TaskTerms& task, std::int32_t pair) {
  const auto at = std::lower_bound(task.pairs.begin(), task.pairs.end(), pair);
  return at != task.pairs.end() && *at == pair
             ? task.pair_focus[static_cast<std::size_t>(at - task.pairs.begin())]
             : 1;
}

}  // namespace

const std::vector<Run>& CommonRuns::take(const TaskTerms& a, const TaskTerms& b) {
  const Ids& x = a.run_pairs;
  const Ids& y = b.run_pairs;
  runs_.clear();
  met_.clear();
  for (std::size_t i = 0, j = 0; i < a.run_places.size() && j < b.run_places.size();) {
    const std::int32_t of_a = a.run_places[i].first;
    const std::int32_t of_b = b.run_places[j].first;
    if (of_a != of_b) {
      ++(of_a < of_b ? i : j);
      continue;
    }
    for (std::size_t k = j; k < b.run_places.size() && b.run_places[k].first == of_a; ++k)
      met_.emplace_back(a.run_places[i].second, b.run_places[k].second);
    ++i;
  }
  if (met_.empty()) return runs_;
  best_.assign(x.size() + 1, 0);  // the longest common run that ends with a's pair i
  for (const auto& [i, j] : met_) {
    if (i > 0 && j > 0 && x[i - 1] >= 0 && x[i - 1] == y[j - 1]) continue;  // in the midst of one
    for (std::size_t k = 0; i + k < x.size() && j + k < y.size() && x[i + k] >= 0 && x[i + k] == y[j + k]; ++k)
      best_[i + k] = std::max(best_[i + k], k + 1);
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (best_[i] > 0 && best_[i + 1] <= best_[i]) runs_.push_back({i + 1 - best_[i], best_[i]});
  }
  return runs_;
}

std::vector<Weighed> once(std::vector<Weighed> runs) {
  if (runs.size() < 2) return runs;
  std::sort(runs.begin(), runs.end(), [](const Weighed& x, const Weighed& y) {
    return x.text.size() != y.text.size() ? x.text.size() > y.text.size() : x.text < y.text;
  });
  std::vector<Weighed> out;
  for (const Weighed& run : runs) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Weighed& longer) {
      return longer.text.find(run.text) != std::u32string_view::npos;
    });
    if (!known) out.push_back(run);
  }
  std::sort(out.begin(), out.end(), [](const Weighed& x, const Weighed& y) {
    return x.weight != y.weight ? x.weight > y.weight : x.text < y.text;
  });
  return out;
}

std::vector<Weighed> common_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                  CommonRuns& runs) {
  std::vector<Weighed> out;
  for (const Run& run : runs.take(a, b)) {
    const Ids& ids = a.run_pairs;
    std::int32_t holders = terms.pair_holders(ids[run.first]);
    for (std::size_t i = run.first; i < run.first + run.length; ++i)
      holders = std::min(holders, terms.pair_holders(ids[i]));
    const std::size_t at = a.run_at[run.first];
    const double focus_b = focus_in(b, ids[run.first]);
    const double focus = std::sqrt(focus_in(a, ids[run.first]) * focus_b);
    const double alone = terms.run_weight(a, at, run.length + 1, holders);
    out.push_back({alone * focus, std::u32string_view(a.text).substr(at, run.length + 1), alone, focus_b});
  }
  return once(std::move(out));
}

}  // namespace duban
