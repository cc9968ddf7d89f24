// The lines of tests/examples/amount.md, target.md and deadline.md. All examples are of a plan for 2026.

#include <fmt/format.h>

#include "examples.h"
#include "grammar/amount.h"
#include "grammar/deadline.h"
#include "grammar/target.h"

namespace duban {
namespace {

constexpr int kPlanYear = 2026;

}  // namespace

std::vector<std::string> amount_lines(std::string_view phrase) {
  const auto read = amount(Cursor(phrase));
  if (!read || (read->value.amount.unit.printed.empty() && !read->rest.done())) return {};
  const Amount& amount = read->value.amount;
  std::string line = fmt::format("{} {}", to_word(amount.op.value_or(Comparison::kEqual)), amount.value);
  if (amount.value_max) line += fmt::format("–{}", *amount.value_max);
  if (!amount.unit.printed.empty()) line += " " + ledger_unit(amount.unit.printed);
  return {line};
}

std::vector<std::string> target_lines(std::string_view phrase) {
  std::vector<std::string> lines;
  for (const Target& target : read_targets(phrase, kPlanYear)) {
    std::string line = fmt::format("{} · {} · {} {}", target.indicator, to_word(target.measure),
                                   to_word(target.op), target.value);
    if (target.value_max) line += fmt::format("–{}", *target.value_max);
    if (!target.unit.empty()) line += " " + target.unit;
    if (!target.horizon.empty()) line += " · " + target.horizon;
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> deadline_lines(std::string_view phrase) {
  std::vector<std::string> lines;
  for (const Deadline& deadline : read_deadlines(phrase, kPlanYear)) {
    lines.push_back(fmt::format("{} · {}", deadline.date.empty() ? "?" : deadline.date, deadline.text));
  }
  return lines;
}

}  // namespace duban
