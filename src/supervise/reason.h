#pragma once

// Why a result is what it is: the rule that gave it, what went in, and the day it holds for. Every light,
// verdict, due day, notice and limit of this folder carries one, in both languages of the screens.

#include <string>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace duban {

struct ReasonInput {
  std::string name;   // expected, value, tolerance: words of docs/glossary.md
  std::string value;  // as a clerk would write it: 75 %, 2026-06-30
  bool operator==(const ReasonInput&) const = default;
};

struct Reason {
  std::string rule;  // light.increment.share, verdict.about
  Message words;     // the whole sentence
  std::vector<ReasonInput> inputs;
  Day on;  // the day that it was judged on
  bool operator==(const Reason&) const = default;
};

template <class T>
struct Explained {
  T value{};
  Reason why;
  bool operator==(const Explained&) const = default;
};

// A figure without needless zeros, at most six decimals: 45, 4.5, 0.333333.
std::string figure(double value);

}  // namespace duban
