#pragma once

// Which sentences of the other side a sentence could belong to.

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "align/common_ids.h"
#include "align/terms.h"

namespace duban {

// So many partners of a sentence are looked at: those that share most.
constexpr std::size_t kMostPartners = 24;

// What stands in the sentences of the other side, by what it could share.
struct Holders {
  std::vector<Ids> by_pair, by_topic;
  std::unordered_map<std::string_view, Ids> by_indicator;
};

// The sentences that a could belong to, in printed order.
class Partners {
 public:
  // terms must outlive this.
  Partners(const Terms& terms, const std::vector<TaskTerms>& side);

  const Ids& of(const TaskTerms& a);

 private:
  void meet(const Ids& held, double weight);

  const Terms& terms_;
  Holders holders_;
  std::vector<double> shared_;
  Ids found_;
};

}  // namespace duban
