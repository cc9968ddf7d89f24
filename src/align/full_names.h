#pragma once

// Short and other names in full, so that papers that call a thing differently share its words.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

// 全年GDP增长6%, 规上工业 as 全年地区生产总值增长6%, 规模以上工业: names of data/lexicon/indicator_names.txt
// under the first of their line, words of data/lexicon/short_names.txt as what they are short for.
std::string in_full(std::string_view text);

// The lines of indicator_names.txt that a text in full names, rising, each once.
std::vector<std::int32_t> indicators_in(std::string_view full);

}  // namespace duban
