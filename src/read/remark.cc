#include "read/remark.h"

#include <fmt/format.h>

namespace duban {

Message remark(const RemarkWords& zh, const RemarkWords& en) {
  return {fmt::format("{}：{}；{}", zh.place, zh.what, zh.remedy),
          fmt::format("{}: {}; {}", en.place, en.what, en.remedy)};
}

RemarkWords words_of_remark(std::string_view zh) {
  constexpr std::string_view kColon = "：";
  constexpr std::string_view kSemicolon = "；";
  const std::size_t colon = zh.find(kColon);
  if (colon == std::string_view::npos) return {"", std::string(zh), ""};
  const std::string_view behind = zh.substr(colon + kColon.size());
  const std::size_t semicolon = behind.find(kSemicolon);
  RemarkWords out;
  out.place = zh.substr(0, colon);
  out.what = behind.substr(0, semicolon);
  if (semicolon != std::string_view::npos) out.remedy = behind.substr(semicolon + kSemicolon.size());
  return out;
}

}  // namespace duban
