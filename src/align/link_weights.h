#pragma once

// Written by tools/fit_links.py; docs/alignment.md says from what, and how well it does on what it has not
// seen.

#include <array>

#include "align/pair.h"

namespace duban {

inline constexpr std::array<double, kPairInputs> kPairWeights{
    0.6998, -0.0958, 0.3080, 1.7328,  1.8258, 0.8095,  0.4371, 0.8478, 0.7459, 0.7277,
    0.9724, 0.8829,  0.7795, -0.9854, 0.7890, -0.3519, 1.1069, 0.5732, -6.7085};
// Of each further step: the pair's own inputs, what stands around it, what the first step said.
inline constexpr std::array<std::array<double, kPairInputs + kAroundInputs + 1>, 2> kAroundWeights{{
    {0.3408,  -0.2539, 0.1692,  0.1731,  0.1252,  0.3710, 0.1832,  -0.0961, -0.1338,
     -0.0386, -0.1322, -0.0767, -0.1604, -0.0999, 0.0096, -0.2883, -0.2531, -0.0088,
     0.5831,  0.6155,  -0.2488, 0.2072,  0.7175,  0.0362, -0.2471, 0.6155},
    {0.2256,  -0.1409, 0.2227,  0.1414,  0.0930,  0.2711,  0.1507,  -0.0798, -0.1635,
     -0.0555, -0.1347, -0.0618, -0.1247, -0.0257, -0.0186, -0.1806, -0.2782, 0.0105,
     0.6214,  0.8435,  -0.0454, 0.1929,  0.1620,  -0.0729, -0.4050, 0.1996},
}};

// From which chance on a pair is a link. Plans of two levels say the same thing in words further apart.
struct LinkFrom {
  double same, related;
};
inline constexpr LinkFrom kSameLevelFrom{0.5, 0.25};
inline constexpr LinkFrom kOtherLevelFrom{0.46, 0.22};

}  // namespace duban
