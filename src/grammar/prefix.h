#pragma once

#include <optional>
#include <string_view>

#include "grammar/unit.h"
#include "plan/plan.h"

namespace duban {

// What stands straight before an amount and binds it: 提高到每人每月不低于, 增速保持在, 分别增长.
struct Prefix {
  std::size_t begin = 0;         // where these words begin
  std::optional<Comparison> op;  // the comparison nearest to the number
  bool growth = false;           // 增长
  bool reach = false;            // 达到, 降至
  bool hold = false;             // 稳定在
  bool total = false;            // 累计
  bool each = false;             // 均, 各
  bool share = false;            // 分别
  bool push = false;             // 力争
  std::string_view kept;         // a word that stays in the indicator: 下降
  std::string_view per;          // 人·月
};

// prefix ::= (reach | hold | bound | growth | each | share | total | per | filler)*
//   read backwards from `at`, not beyond `floor`
Prefix read_prefix(std::string_view text, std::size_t floor, std::size_t at, UnitKind unit);

// A share told as a part of something: 财政科技支出不低于一般公共预算支出的 | 3%.
struct ShareOf {
  std::string_view subject;  // 财政科技支出
  std::string_view whole;    // 一般公共预算支出
  Comparison op = Comparison::kEqual;
};

// share_of ::= subject bound whole 的
std::optional<ShareOf> read_share_of(std::string_view words);

}  // namespace duban
