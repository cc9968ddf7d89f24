#include "supervise/reason.h"

#include <fmt/format.h>

#include <cmath>

namespace duban {

std::string figure(double value) {
  if (!std::isfinite(value)) return "—";
  std::string text = fmt::format("{:.6f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace duban
