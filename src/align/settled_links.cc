#include "align/settled_links.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace duban {
namespace {

constexpr std::array<std::string_view, 4> kDecisions = {"confirm", "correct", "add", "remove"};

std::unordered_map<std::string_view, std::size_t> places_of(const std::vector<std::string>& ends) {
  std::unordered_map<std::string_view, std::size_t> out;
  for (std::size_t i = 0; i < ends.size(); ++i) out.emplace(ends[i], i);
  return out;
}

}  // namespace

std::string_view to_word(LinkDecision decision) { return kDecisions[static_cast<std::size_t>(decision)]; }

std::optional<LinkDecision> link_decision_from_word(std::string_view word) {
  const auto* found = std::find(kDecisions.begin(), kDecisions.end(), word);
  if (found == kDecisions.end()) return {};
  return static_cast<LinkDecision>(found - kDecisions.begin());
}

SettledLinks settle_links(const std::vector<std::string>& from, const std::vector<std::string>& to,
                          const std::vector<LinkEnds>& proposed, const std::vector<DecidedLink>& decided) {
  const auto from_at = places_of(from);
  const auto to_at = places_of(to);
  std::map<std::pair<std::size_t, std::size_t>, SettledLink> links;
  const auto link_of = [&](const LinkEnds& ends) -> SettledLink* {
    const auto a = from_at.find(ends.from);
    const auto b = to_at.find(ends.to);
    if (a == from_at.end() || b == to_at.end()) return nullptr;
    SettledLink& link = links[{a->second, b->second}];
    link.from = ends.from;
    link.to = ends.to;
    return &link;
  };
  for (std::size_t i = 0; i < proposed.size(); ++i) {
    SettledLink* link = link_of(proposed[i]);
    if (link == nullptr) continue;
    link->type = proposed[i].type;
    link->proposal = i;
  }
  for (std::size_t i = 0; i < decided.size(); ++i) {
    SettledLink* link = link_of(decided[i].ends);
    if (link == nullptr) continue;
    link->decision = i;
    link->holds = decided[i].decision != LinkDecision::kRemove;
    link->type = decided[i].ends.type;
    if (link->proposal) {
      link->disagrees = !link->holds || proposed[*link->proposal].type != link->type;
    } else {
      link->disagrees = link->holds && decided[i].decision != LinkDecision::kAdd;
    }
  }
  SettledLinks out;
  std::vector<int> from_same(from.size(), 0);
  std::vector<int> to_same(to.size(), 0);
  for (auto& [places, link] : links) {
    if (link.holds && link.type == LinkType::kSame) {
      ++from_same[places.first];
      ++to_same[places.second];
    }
    out.links.push_back(std::move(link));
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from_same[i] == 0) out.dropped.push_back(from[i]);
    if (from_same[i] > 1) out.split.push_back(from[i]);
  }
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (to_same[i] == 0) out.added.push_back(to[i]);
    if (to_same[i] > 1) out.merged.push_back(to[i]);
  }
  return out;
}

}  // namespace duban
