#pragma once

// limit and after of a list (docs/api.md): default 100, at most 2000.

#include <cstdint>

#include "base/result.h"
#include "server/http.h"

namespace duban {

inline constexpr int kDefaultLimit = 100;
inline constexpr int kMostLimit = 2000;

// A query value as a number, or otherwise; kUsage for other words.
Result<std::int64_t> query_number(const http::Request& request, std::string_view name, std::int64_t otherwise);
Result<int> query_limit(const http::Request& request);

}  // namespace duban
