#include "server/paging.h"

#include <charconv>

namespace duban {

Result<std::int64_t> query_number(const http::Request& request, std::string_view name, std::int64_t otherwise) {
  const std::string_view text = request.query_value(name);
  if (text.empty()) return otherwise;
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status == std::errc() && end == text.data() + text.size() && value >= 0) return value;
  return error(ErrorCode::kUsage, fmt::format("参数 {} 应为数字", name),
               fmt::format("{} must be a number", name));
}

Result<int> query_limit(const http::Request& request) {
  const std::int64_t limit = TRY(query_number(request, "limit", kDefaultLimit));
  if (limit >= 1 && limit <= kMostLimit) return static_cast<int>(limit);
  return error(ErrorCode::kUsage, fmt::format("limit 应在 1 到 {} 之间", kMostLimit),
               fmt::format("limit must be from 1 to {}", kMostLimit));
}

}  // namespace duban
