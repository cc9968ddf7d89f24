#pragma once

// What the program proposes and what people decided, put together: a person's word stands, whatever the
// program finds; where the two differ, it shows. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "align/link.h"

namespace duban {

enum class LinkDecision {
  kConfirm,  // it is as the program says
  kCorrect,  // it is a link, of another type
  kAdd,      // the program did not see it
  kRemove,   // it is none
};
std::string_view to_word(LinkDecision decision);
std::optional<LinkDecision> link_decision_from_word(std::string_view word);

struct LinkEnds {
  std::string from, to;
  LinkType type = LinkType::kSame;
};
struct DecidedLink {
  LinkEnds ends;
  LinkDecision decision = LinkDecision::kConfirm;
};

struct SettledLink {
  std::string from, to;
  LinkType type = LinkType::kSame;      // a person's, where one decided
  bool holds = true;                    // false: a person removed it
  std::optional<std::size_t> proposal;  // of the program, among proposed
  std::optional<std::size_t> decision;  // among decided: the last one of these ends
  // The program says otherwise now: it proposes what was removed, does not see any more what was confirmed, or
  // gives another type.
  bool disagrees = false;
};

struct SettledLinks {
  std::vector<SettledLink> links;           // in order of from, then to, as the sides have them
  std::vector<std::string> dropped, added;  // ends without a link of type same that holds
  std::vector<std::string> split, merged;   // with several
};

// from, to: all ends of either side in their order. decided: oldest first. Ends that no side has are left out.
SettledLinks settle_links(const std::vector<std::string>& from, const std::vector<std::string>& to,
                          const std::vector<LinkEnds>& proposed, const std::vector<DecidedLink>& decided);

}  // namespace duban
