#pragma once

// How a spreadsheet shows a number: only as far as dates, times and percent.

#include <cstdint>
#include <string>
#include <string_view>

namespace duban {

struct NumberFormat {
  enum class Kind : std::uint8_t { kGeneral, kPercent, kDate, kYearMonth, kTime, kDateTime };
  Kind kind = Kind::kGeneral;
};

// A format code (yyyy"年"m"月"d"日", 0.00%, [Red]#,##0), of its first section. Quoted words, escaped characters
// and brackets say nothing about the kind, except [h], [mm], [ss], which are times.
NumberFormat number_format(std::string_view code);
// A format that Excel knows by number without a code (ECMA-376 18.8.30, and those of Chinese versions).
NumberFormat built_in_format(int id);

// day 1 of 1900 (with the 29 February 1900 that never was), or of 1904, is serial 1, or 0.
enum class Epoch : std::uint8_t { k1900, k1904 };
std::string shown_number(double value, NumberFormat format, Epoch epoch);

}  // namespace duban
