#include "supervise/rule_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace duban {
namespace {

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  while (!line.empty()) {
    const std::size_t tab = std::min(line.find('\t'), line.find("  "));
    const std::string_view column = line.substr(0, tab);
    if (column.starts_with('#')) break;  // a comment behind the columns
    if (!column.empty()) columns.push_back(column);
    line.remove_prefix(std::min(column.size() + 1, line.size()));
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  }
  return columns;
}

}  // namespace

Error RuleLine::wrong(std::string_view zh, std::string_view en) const {
  return error(ErrorCode::kInvalid, fmt::format("{}第{}行：{}", file, no, zh),
               fmt::format("{}, line {}: {}", file, no, en));
}

Result<double> RuleLine::number(std::size_t i) const {
  const std::string_view text = column(i);
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || code != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    return wrong(fmt::format("第{}列“{}”不是数字", i + 1, text),
                 fmt::format("column {} is no number: “{}”", i + 1, text));
  }
  return value;
}

Result<int> RuleLine::whole(std::size_t i, int least, int most) const {
  const double value = TRY(number(i));
  if (value != std::floor(value) || value < least || value > most) {
    return wrong(
        fmt::format("第{}列“{}”应为{}至{}的整数", i + 1, column(i), least, most),
        fmt::format("column {} must be a whole number from {} to {}: “{}”", i + 1, least, most, column(i)));
  }
  return static_cast<int>(value);
}

Result<Day> RuleLine::day(std::size_t i) const {
  const auto day = Day::parse(column(i));
  if (!day) {
    return wrong(fmt::format("第{}列“{}”不是日期（应如2026-02-05）", i + 1, column(i)),
                 fmt::format("column {} is no date (as 2026-02-05): “{}”", i + 1, column(i)));
  }
  return *day;
}

std::vector<RuleLine> read_rule_lines(std::string_view file, std::string_view text) {
  std::vector<RuleLine> lines;
  for (int no = 1; !text.empty(); ++no) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
      line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    RuleLine read{file, no, columns_of(line)};
    if (!read.columns.empty()) lines.push_back(std::move(read));
  }
  return lines;
}

}  // namespace duban
