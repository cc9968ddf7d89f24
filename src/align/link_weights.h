#pragma once

// Written by tools/fit_links.py; docs/alignment.md says from what, and how well it does on what it has not
// seen.

#include <array>

#include "align/pair.h"

namespace duban {

inline constexpr std::array<double, kPairInputs> kPairWeights{
    0.5575, 0.4652, 0.4995, -0.6914, -0.3064, -0.0307, 1.0522, 1.2106, 1.4935, 0.6816,
    0.3987, 0.9890, 0.4124, 0.6862,  0.6105,  0.7560,  0.9142, 0.8104, 0.7662, -6.6791};
// Of each further step: the pair's own inputs, what stands around it, what the first step said.
inline constexpr std::array<std::array<double, kPairInputs + kAroundInputs + 1>, 2> kAroundWeights{{
    {0.3477,  -0.2217, 0.0255,  -0.3658, -0.2302, 0.0349, -0.3108, 0.1714,  0.2792,
     0.3376,  0.2145,  -0.0566, -0.2470, -0.0586, 0.0311, -0.1267, -0.0766, 0.0076,
     -0.1724, 0.0509,  0.5681,  0.1200,  0.2752,  0.7556, 0.0149,  0.5681},
    {0.2342,  -0.1219, 0.0253,  -0.1959, -0.1028, 0.1274,  -0.2216, 0.1294,  0.1986,
     0.2525,  0.1889,  -0.0892, -0.1226, -0.0459, -0.0290, -0.1385, -0.0844, -0.0390,
     -0.1265, 0.1472,  0.8122,  0.2240,  0.2196,  0.1910,  -0.1349, 0.2186},
}};
inline constexpr double kSameFrom = 0.5;
inline constexpr double kRelatedFrom = 0.25;

}  // namespace duban
