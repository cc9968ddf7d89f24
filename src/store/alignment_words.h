#pragma once

// What the rows of alignments keep as JSON members, in the words of the pages and workbooks.

#include <string>
#include <string_view>

#include "base/result.h"

namespace duban {

// The changed figures and the drift that a link's details tell: 新增就业 45万人以上 → 44万人以上（下调）；…;
// empty where there are none.
std::string changes_in(std::string_view details, Language language);
// 达成, met; of an unknown word 不可判定.
std::string verdict_name(std::string_view word, Language language);

}  // namespace duban
