#pragma once

// Written by tools/fit_links.py; docs/alignment.md says from what, and how well it does on what it has not
// seen.

#include <array>

#include "align/pair.h"

namespace duban {

inline constexpr std::array<double, kPairInputs> kPairWeights{
    0.7100, -0.1188, 0.2930,  1.6941, 1.7516,  0.8014, 0.4518, 0.8674, 0.6903, 0.6879, 0.6728,
    0.6602, 0.7737,  -0.9615, 0.7293, -0.3539, 1.0693, 0.5867, 0.6691, 0.6141, -7.2087};
// Of each further step: the pair's own inputs, what stands around it, what the first step said.
inline constexpr std::array<std::array<double, kPairInputs + kAroundInputs + 1>, 2> kAroundWeights{{
    {0.3419,  -0.2621, 0.1654,  0.1988,  0.1462, 0.3777,  0.1926,  -0.0893, -0.1087, -0.0259,
     -0.2148, -0.1141, -0.1735, -0.0877, 0.0171, -0.2884, -0.2446, 0.0229,  -0.0674, -0.1313,
     0.7330,  0.6055,  -0.2005, 0.2482,  0.7063, 0.0436,  -0.2747, 0.6055},
    {0.2142,  -0.1594, 0.2145,  0.1594,  0.1049, 0.2716,  0.1566,  -0.0877, -0.1486, -0.0437,
     -0.2020, -0.0833, -0.1239, -0.0272, 0.0026, -0.1858, -0.2909, 0.0358,  -0.0585, -0.0938,
     0.8044,  0.8582,  0.0066,  0.1683,  0.1464, -0.0639, -0.4249, 0.1878},
}};

// From which chance on a pair is a link. Plans of two levels say the same thing in words further apart.
struct LinkFrom {
  double same, related;
};
inline constexpr LinkFrom kSameLevelFrom{0.5, 0.25};
inline constexpr LinkFrom kOtherLevelFrom{0.46, 0.22};

}  // namespace duban
