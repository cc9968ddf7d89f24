#include "plan/target_words.h"

#include <fmt/format.h>

#include <cmath>

namespace duban {
namespace {

constexpr double kYi = 1e8;
constexpr double kWan = 1e4;

std::string amount_of(double value, std::string_view unit) {
  if (unit != "%" && std::fabs(value) >= kYi) return fmt::format("{:.10g}亿{}", value / kYi, unit);
  if (unit != "%" && std::fabs(value) >= kWan) return fmt::format("{:.10g}万{}", value / kWan, unit);
  return fmt::format("{:.10g}{}", value, unit);
}

}  // namespace

std::string printed(const Target& target) {
  std::string out = amount_of(target.value, target.value_max ? "" : target.unit);
  if (target.value_max) out += "～" + amount_of(*target.value_max, target.unit);
  switch (target.op) {
    case Comparison::kAbout:
      return out + "左右";
    case Comparison::kAtLeast:
      return out + "以上";
    case Comparison::kAtMost:
      return out + "以内";
    case Comparison::kMoreThan:
      return "超过" + out;
    case Comparison::kLessThan:
      return "低于" + out;
    case Comparison::kEqual:
      return out;
  }
  return out;
}

}  // namespace duban
