#pragma once

// 牵头单位：, 责任领导：: the words in front of a colon that say what stands behind it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "grammar/units.h"

namespace duban {

enum class RoleKind : std::uint8_t { kLeader, kLead, kResponsible, kShared, kClause, kDeadline, kText, kAside };

// 牵头单位： at the beginning of a part.
struct Label {
  Range at;  // the words with their colon
  RoleKind kind = RoleKind::kLead;
  bool operator==(const Label&) const = default;
};

// The label that text[at…] begins with: 牵头单位：.
std::optional<Label> label_at(std::string_view text, std::size_t at);
// What a word in front of a colon says, where it is one of those: 牵头单位, 厅领导.
std::optional<RoleKind> label_word(std::string_view word);
// The label that words begin with where no colon follows, with what stands behind it in place of the colon taken
// off: 牵头单位 县住建局, 牵头领导林芳, 【牵头处室】财务处. `usual` tells that lines of the paper begin so again and
// again; where they do not, what stands behind must be what such a label wants.
struct BareLabel {
  Range word;  // the label's own words
  std::size_t value = 0;
  RoleKind kind = RoleKind::kLead;
};
std::optional<BareLabel> bare_label(std::string_view words, bool usual);

// All labels of text[range] that stand at its beginning or behind a stop, a blank or a bracket.
std::vector<Label> labels_in(std::string_view text, Range range);

}  // namespace duban
