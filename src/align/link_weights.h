#pragma once

// Written by tools/fit_links.py; docs/alignment.md says from what, and how well it does on what it has not
// seen.

#include <array>

#include "align/pair.h"

namespace duban {

inline constexpr std::array<double, kPairInputs> kPairWeights{
    0.2489,  0.5583,  0.6892, 0.3935,  0.0579, 0.0215,  0.1836,  -1.0544, 1.4653,
    -0.7125, 0.5242,  0.1538, 0.3730,  0.1664, 1.4504,  0.9769,  0.3141,  0.6586,
    0.1990,  -0.0813, 1.5328, -0.5086, 0.2372, -0.2742, -0.2685, 1.4268,  -3.4937};
inline constexpr std::array<double, kNeighbourInputs> kNeighbourWeights{1.1459, 0.9689, -0.0181, 0.4399,
                                                                        -0.8886};

}  // namespace duban
