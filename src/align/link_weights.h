#pragma once

// Written by tools/fit_links.py; docs/alignment.md says from what, and how well it does on what it has not
// seen.

#include <array>

#include "align/pair.h"

namespace duban {

inline constexpr std::array<double, kPairInputs> kPairWeights{
    0.2521,  0.5555,  0.6995, 0.3950,  0.0670, 0.0054,  0.1846,  -1.0666, 1.4657,
    -0.7344, 0.5229,  0.1460, 0.3659,  0.1663, 1.4510,  0.9758,  0.3072,  0.7037,
    0.2080,  -0.0693, 1.5383, -0.4961, 0.2119, -0.2782, -0.2652, 1.4179,  -3.4912};
inline constexpr std::array<double, kNeighbourInputs> kNeighbourWeights{1.1467, 0.9859, -0.0290, 0.4624,
                                                                        -0.9034};

}  // namespace duban
