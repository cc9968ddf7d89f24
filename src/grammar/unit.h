#pragma once

#include <string>
#include <string_view>

#include "text/cursor.h"

namespace duban {

// What a unit measures; the second column of data/lexicon/measure_units.txt. Counters of single things take a
// verb and make targets readily; times, ages and ratings mostly name something.
enum class UnitKind {
  kNone,
  kCounter,
  kWeakCounter,
  kPerson,
  kShare,
  kMoney,
  kExtent,   // length, area
  kMeasure,  // mass, volume, concentration, power, data
  kTimes,
  kTime,
  kAge,
  kRating
};

struct MeasureUnit {
  std::string_view printed;
  UnitKind kind = UnitKind::kNone;
  bool operator==(const MeasureUnit&) const = default;
};

// unit ::= word [ "/" word [ "·" word ] ] | word "(" word ")" | "/" number
//   平方公里  微克/立方米  元/人·月  台(套)  /10万
Maybe<MeasureUnit> unit(Cursor in);

// The unit as the ledger writes it: ASCII brackets and percent sign, no white space; 元人民币 is 元.
std::string ledger_unit(std::string_view printed);

}  // namespace duban
