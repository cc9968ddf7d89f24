#pragma once

// The parts that are printed behind an amount: 12所，其中城区7所、乡镇4所.

#include <optional>
#include <string_view>

namespace duban {

struct PartSum {
  double sum = 0;
  bool all = false;     // nothing is left beside them: they fill a bracket, or their names leave no third (城区, 乡镇)
  std::size_t end = 0;  // bytes of the text that the parts take
};

// parts ::= ["，"] "其中" ["："] part {("、" | "，") part} stop | open ["其中" ["："]] part {("、" | "，") part} close
// part  ::= name amount
// The parts that `text`, as printed behind an amount of `unit` (ledger_unit()), begins with. Nothing where one counts
// another thing, has no name, is a range or a bound, or where the list stays open (等).
std::optional<PartSum> parts_behind(std::string_view text, std::string_view unit);

}  // namespace duban
