#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "grammar/number.h"
#include "grammar/unit.h"
#include "plan/plan.h"

namespace duban {

// A number with its unit and the bound behind it: 45万人以上. The words before it (不低于) are the target's to
// read.
struct Amount {
  double value = 0;
  std::optional<double> value_max;  // upper end of a range
  MeasureUnit unit;                 // kind kNone and no words where none is printed: 2000万
  std::optional<Comparison> op;     // what the bound behind it says
  Number number;
  bool operator==(const Amount&) const = default;
};

// What every rule begins with, read once: the number at a place and the unit behind it.
struct AmountHead {
  Cursor in;
  Maybe<Number> number;  // nothing for a row of digits
  Maybe<MeasureUnit> unit;
};

struct AmountRule {
  std::string_view name;
  std::string_view example;
  Maybe<Amount> (*read)(const AmountHead& head);
};

// All rules, narrow before general.
std::span<const AmountRule> amount_rules();

struct ReadAmount {
  Amount amount;
  std::string_view rule;
};

// The first rule that reads an amount here.
Maybe<ReadAmount> amount(Cursor in);

// Whether an amount can begin here: a cheap look at one character.
bool amount_may_begin(Cursor in);

}  // namespace duban
