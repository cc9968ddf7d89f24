#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace duban {

// Milliseconds since 1970-01-01 UTC. Whatever needs the time gets it, or a Clock, as a parameter.
using UtcMillis = std::int64_t;
using Clock = std::function<UtcMillis()>;

UtcMillis system_now();

std::string utc_text(UtcMillis at);    // 2026-02-05T08:30:00Z
std::string china_date(UtcMillis at);  // 2026-02-05, by the clock of Beijing (UTC+8, no summer time)
// Such a time, or a date (its first moment in Beijing); nothing for other words or days that no month has.
std::optional<UtcMillis> utc_from_text(std::string_view text);

}  // namespace duban
