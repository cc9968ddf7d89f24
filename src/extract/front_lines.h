#pragma once

#include <cstddef>
#include <string_view>

namespace duban {

// Where a paper's front was run together on one line (title, number, addressees, body, issuer and day, parted by blanks
// only), the bytes of its first part; 0 where no such part stands in front. `words` begin with that part.
//   示例县人民政府关于…的通知 示政发〔2026〕5号 各乡镇人民政府： 现印发…。 示例县人民政府 2026年2月3日 …
std::size_t front_part(std::string_view words);

// Whether a line begins like such a front: a number or addressees stand among its first words.
bool is_front_run_together(std::string_view line);

}  // namespace duban
