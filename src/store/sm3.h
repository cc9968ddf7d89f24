#pragma once

#include <string>
#include <string_view>

namespace duban {

// SM3 (GB/T 32905-2016) as 64 lower-case hex digits.
std::string sm3_hex(std::string_view bytes);

}  // namespace duban
