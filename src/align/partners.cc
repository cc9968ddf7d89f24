#include "align/partners.h"

#include <algorithm>

#include "align/common_items.h"

namespace duban {
namespace {

Holders holders_of(const Terms& terms, const std::vector<TaskTerms>& side) {
  constexpr double kCommon = 0.12;  // held by more than this share of the sentences: no reason to look
  constexpr double kFew = 8;        // what so few hold is, in the smallest of plans too
  constexpr double kMany = 1000;    // what so many hold is none, in the largest
  const auto most = static_cast<std::int32_t>(std::clamp(kCommon * terms.sentences(), kFew, kMany));
  Holders out;
  out.by_pair.resize(terms.pairs());
  const auto add = [&](Ids& holders, std::int32_t at) {
    if (holders.size() <= static_cast<std::size_t>(kMany)) holders.push_back(at);
  };
  for (std::size_t j = 0; j < side.size(); ++j) {
    const auto at = static_cast<std::int32_t>(j);
    for (const std::int32_t pair : side[j].pairs) {
      if (terms.pair_holders(pair) <= most) out.by_pair[static_cast<std::size_t>(pair)].push_back(at);
    }
    for (const std::int32_t topic : side[j].topics) {
      if (out.by_topic.size() <= static_cast<std::size_t>(topic))
        out.by_topic.resize(static_cast<std::size_t>(topic) + 1);
      add(out.by_topic[static_cast<std::size_t>(topic)], at);
    }
    for (const TargetTerms& target : side[j].targets) add(out.by_indicator[target.target->indicator], at);
  }
  const auto forget_many = [&](Ids& holders) {
    if (holders.size() > static_cast<std::size_t>(kMany)) holders.clear();
  };
  for (Ids& holders : out.by_topic) forget_many(holders);
  for (auto& [indicator, holders] : out.by_indicator) forget_many(holders);
  return out;
}

}  // namespace

Partners::Partners(const Terms& terms, const std::vector<TaskTerms>& side)
    : terms_(terms), holders_(holders_of(terms, side)), shared_(side.size(), 0) {}

const Ids& Partners::of(const TaskTerms& a) {
  found_.clear();
  for (const std::int32_t pair : a.pairs)
    meet(holders_.by_pair[static_cast<std::size_t>(pair)], terms_.pair_weight(pair));
  for (const std::int32_t topic : a.topics) {
    if (static_cast<std::size_t>(topic) < holders_.by_topic.size())
      meet(holders_.by_topic[static_cast<std::size_t>(topic)], kTopicInItem * terms_.topic_weight(topic));
  }
  constexpr double kIndicator = 20;
  for (const TargetTerms& target : a.targets) {
    if (const auto held = holders_.by_indicator.find(target.target->indicator);
        held != holders_.by_indicator.end())
      meet(held->second, kIndicator);
  }
  if (found_.size() > kMostPartners) {
    std::nth_element(found_.begin(), found_.begin() + kMostPartners, found_.end(),
                     [&](std::int32_t x, std::int32_t y) {
                       const double of_x = shared_[static_cast<std::size_t>(x)];
                       const double of_y = shared_[static_cast<std::size_t>(y)];
                       return of_x != of_y ? of_x > of_y : x < y;
                     });
    for (std::size_t i = kMostPartners; i < found_.size(); ++i)
      shared_[static_cast<std::size_t>(found_[i])] = 0;
    found_.resize(kMostPartners);
  }
  std::sort(found_.begin(), found_.end());
  for (const std::int32_t j : found_) shared_[static_cast<std::size_t>(j)] = 0;
  return found_;
}

void Partners::meet(const Ids& held, double weight) {
  constexpr double kLeast = 1e-9;  // a weight of nothing is met too
  for (const std::int32_t j : held) {
    double& shared = shared_[static_cast<std::size_t>(j)];
    if (shared == 0) found_.push_back(j);
    shared += weight + kLeast;
  }
}

}  // namespace duban
