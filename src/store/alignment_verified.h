#pragma once

// The figures that the office verified of a plan's targets, beside what a later report says of them.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "store/alignment_rows.h"

namespace duban {

struct VerifiedFigure {
  double value = 0;
  std::string on;  // the day it was checked
};

struct VerifiedFigures {
  std::map<std::pair<std::string, std::string>, VerifiedFigure> by_promise;  // task's key, indicator
  // Of the promise that the row judges.
  std::optional<VerifiedFigure> find(const KeptLink& row) const;
};
// One query; empty for anything but outcomes.
Result<VerifiedFigures> load_verified_figures(sql::Connection& db, const WholeAlignment& whole);

// What an outcome's row keeps of the promise and the report.
struct KeptPromise {
  std::string indicator, promised, verdict;
  bool reported = false;
  double value = 0;
  std::string unit, words;
};
std::optional<KeptPromise> promise_in(std::string_view details);

}  // namespace duban
