#pragma once

// Short and other names in full, so that papers that call a thing differently share its words.

#include <string>
#include <string_view>

namespace duban {

// 全年GDP增长6%, 规上工业 as 全年地区生产总值增长6%, 规模以上工业: names of data/lexicon/indicator_names.txt under the first
// of their line, words of data/lexicon/short_names.txt as what they are short for.
std::string in_full(std::string_view text);

}  // namespace duban
