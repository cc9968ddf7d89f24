#pragma once

// The number in front of a heading or a task.

#include <cstdint>
#include <string>
#include <string_view>

#include "grammar/maybe.h"

namespace duban {

// In the order in which papers nest them.
enum class MarkKind : std::uint8_t {
  kPart,          // 第一部分 第一章
  kChinese,       // 一、
  kChineseParen,  // (一)
  kItem,          // 第一项 任务一：
  kDigit,         // 1. 1、 1． 1﹒
  kDigitParen,    // (1) 1)
  kCircled,       // ①
  kOrdinal,       // 第一，
};
inline constexpr int kMarkKinds = 8;

struct Mark {
  MarkKind kind = MarkKind::kChinese;
  int value = 0;
  std::string label;  // as printed without the closing mark, brackets in ASCII: 二, (一), 12
  bool operator==(const Mark&) const = default;
};

// The mark that text begins with; rest is where the wording begins. No mark: a decimal (5.5%), a year, an
// amount.
MaybeMatch<Mark> read_mark(std::string_view text);
std::string_view to_rule(MarkKind kind);  // mark.chinese

// A Chinese number up to 999, as marks use it: 一百零一.
MaybeMatch<int> chinese_ordinal(std::string_view text);

}  // namespace duban
