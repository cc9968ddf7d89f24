#pragma once

#include <cstdint>
#include <functional>

namespace duban {

// Milliseconds since 1970-01-01 UTC. Whatever needs the time gets it, or a Clock, as a parameter.
using UtcMillis = std::int64_t;
using Clock = std::function<UtcMillis()>;

UtcMillis system_now();

}  // namespace duban
