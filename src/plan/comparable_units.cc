#include "plan/comparable_units.h"

#include <algorithm>
#include <iterator>

namespace duban {
namespace {

struct Measured {
  std::string_view unit, base;
  double times;
};
// clang-format off
constexpr Measured kMeasured[] = {
    {"斤",       "斤",   1},
    {"公斤",     "斤",   2},
    {"千克",     "斤",   2},
    {"吨",       "斤",   2000},
    {"亩",       "亩",   1},
    {"公顷",     "亩",   15},
    {"平方公里", "亩",   1500},
    {"米",       "米",   1},
    {"公里",     "米",   1000},
    {"千米",     "米",   1000},
};
// clang-format on

bool is_piece(std::string_view unit) {
  constexpr std::string_view kPieces[] = {"个", "家", "所", "处", "项", "座"};
  return std::find(std::begin(kPieces), std::end(kPieces), unit) != std::end(kPieces);
}

// 户 counts firms (市场主体50万户) and families; only firms are counted in 家 too.
bool is_firm(std::string_view unit) { return unit == "家" || unit == "户"; }

std::string_view without_bracket(std::string_view unit) {
  return unit.substr(0, std::min(unit.find("（"), unit.find('(')));
}

const Measured* measured(std::string_view unit) {
  const auto found = std::find_if(std::begin(kMeasured), std::end(kMeasured),
                                  [&](const Measured& each) { return each.unit == unit; });
  return found == std::end(kMeasured) ? nullptr : found;
}

}  // namespace

std::optional<double> units_in(std::string_view from, std::string_view to) {
  from = without_bracket(from);
  to = without_bracket(to);
  if (from == to || (is_piece(from) && is_piece(to)) || (is_firm(from) && is_firm(to))) return 1;
  const Measured* a = measured(from);
  const Measured* b = measured(to);
  if (a == nullptr || b == nullptr || a->base != b->base) return {};
  return a->times / b->times;
}

}  // namespace duban
