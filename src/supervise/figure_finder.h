#pragma once

// The figure that a review reports of a promised one: docs/alignment.md, "Promise → outcome".

#include <optional>
#include <string>
#include <vector>

#include "align/parts.h"
#include "plan/plan.h"
#include "supervise/outcomes.h"
#include "supervise/review.h"

namespace duban {

struct FoundFigure {
  ReportedOutcome outcome;
  std::size_t part = 0;  // of the review, where it stands
};

class FigureFinder {
 public:
  // part_bags: of the review's parts, counted in `weights`. All three must outlive this.
  FigureFinder(const Review& review, PairWeights& weights, const std::vector<PairBag>& part_bags);

  // The figure of the same indicator, else of the most similar one, in the unit of the promise; nothing where
  // none is similar enough.
  std::optional<FoundFigure> find(const Target& target);
  // The same, by the figure before it in its task too (nullptr where there is none), which was found in
  // part_before: 重点项目 260个，年度完成投资520亿元.
  std::optional<FoundFigure> find(const Target& target, const Target* before,
                                  std::optional<std::size_t> part_before);

 private:
  // A name with what it is compared by.
  struct Compared {
    const ReviewFigure* figure = nullptr;
    PairBag bag;
    std::vector<std::int32_t> topics;
    std::string core;           // its name, whatever the paper calls it
    std::string last;           // behind 等: 老化管道 of 更新燃气、供水等老化管道
    std::u32string characters;  // of its name, in rising order
  };
  static bool holds_name(const PairWeights& weights, const Compared& a, const Compared& b);
  Compared compared_by(const Target& target);
  bool named_in_part(const Compared& wanted, const Compared& each) const;
  FoundFigure reported(const Target& promised, const ReviewFigure& figure, double score) const;
  std::string_view words_of(const ReviewFigure& figure) const;
  std::optional<FoundFigure> find_beside(const Target& target, const Target& before, std::size_t part) const;
  std::optional<FoundFigure> find_all(const Target& target);

  const Review& review_;
  PairWeights& weights_;
  const std::vector<PairBag>& bags_;
  std::vector<Compared> figures_;
};

}  // namespace duban
