#include <fmt/format.h>

#include <algorithm>

#include "align/parts.h"
#include "base/embedded.h"
#include "grammar/qualitative.h"
#include "supervise/goal_rules.h"
#include "supervise/rule_file.h"
#include "supervise/verdict.h"
#include "text/utf8.h"

namespace duban {
namespace {

struct Meaning {
  std::string_view word;
  std::optional<Comparison> op;
  std::optional<PromiseKind> kind;
};
// clang-format off
constexpr Meaning kMeanings[] = {
    {"about",         Comparison::kAbout,    {}},
    {"at_least",      Comparison::kAtLeast,  {}},
    {"more_than",     Comparison::kMoreThan, {}},
    {"at_most",       Comparison::kAtMost,   {}},
    {"less_than",     Comparison::kLessThan, {}},
    {"equal",         Comparison::kEqual,    {}},
    {"stable",        {}, PromiseKind::kStable},
    {"cumulative",    {}, PromiseKind::kCumulative},
    {"added",         {}, PromiseKind::kAdded},
    {"synchronous",   {}, PromiseKind::kSynchronous},
    {"assigned",      {}, PromiseKind::kAssigned},
    {"cleared",       {}, PromiseKind::kCleared},
    {"full_coverage", {}, PromiseKind::kFullCoverage},
};
struct Figure {
  std::string_view key;
  double VerdictRules::*figure;
};
constexpr Figure kFigures[] = {
    {"about_percent",      &VerdictRules::about_percent},
    {"about_points",       &VerdictRules::about_points},
    {"synchronous_points", &VerdictRules::synchronous_points},
};
// clang-format on

const Meaning* meaning_of(std::string_view word) {
  const auto found = std::find_if(std::begin(kMeanings), std::end(kMeanings),
                                  [&](const Meaning& each) { return each.word == word; });
  return found == std::end(kMeanings) ? nullptr : found;
}

template <class Rule>
void put_longest_first(std::vector<Rule>& rules, Rule rule) {
  std::erase_if(rules, [&](const Rule& each) { return each.words == rule.words; });
  const auto place = std::find_if(rules.begin(), rules.end(),
                                  [&](const Rule& each) { return each.words.size() < rule.words.size(); });
  rules.insert(place, std::move(rule));
}

Result<void> read_verdict_line(const RuleLine& line, VerdictRules& rules) {
  for (const Figure& figure : kFigures) {
    if (line.key() != figure.key) continue;
    const double value = TRY(line.number(1));
    if (value < 0 || value > 100) return line.wrong("允许偏差应在0至100之间", "a tolerance is from 0 to 100");
    rules.*figure.figure = value;
    return {};
  }
  if (line.key() == "phrase") {
    if (meaning_of(line.column(2)) == nullptr) {
      return line.wrong(fmt::format("不认识的含义“{}”", line.column(2)),
                        fmt::format("no such meaning: “{}”", line.column(2)));
    }
    put_longest_first(rules.phrases, PhraseRule{std::string(line.column(1)), std::string(line.column(2))});
    return {};
  }
  if (line.key() == "capped") {
    if (line.column(1).empty()) return line.wrong("缺少控制数的词", "the words of the cap are missing");
    rules.caps.emplace_back(line.column(1));
    return {};
  }
  const auto direction = direction_from_word(line.key());
  if (!direction) {
    return line.wrong(fmt::format("不认识的设置“{}”", line.key()),
                      fmt::format("no such setting: “{}”", line.key()));
  }
  if (line.column(1).empty()) return line.wrong("缺少指标的词", "the indicator's words are missing");
  put_longest_first(rules.directions, DirectionRule{std::string(line.column(1)), *direction});
  return {};
}

// What the text's phrases mean, the longest first; a shorter one within a longer does not count.
std::vector<const Meaning*> meanings_in(std::string_view text, const VerdictRules& rules) {
  std::string left(text);
  std::vector<const Meaning*> meanings;
  for (const PhraseRule& phrase : rules.phrases) {
    for (std::size_t at = left.find(phrase.words); at != std::string::npos; at = left.find(phrase.words)) {
      meanings.push_back(meaning_of(phrase.meaning));
      left.replace(at, phrase.words.size(), phrase.words.size(), ' ');
    }
  }
  return meanings;
}

// Kinds that figures alone decide come before those that a person may have to judge.
bool by_figures_alone(PromiseKind kind) {
  return kind == PromiseKind::kSynchronous || kind == PromiseKind::kAssigned || kind == PromiseKind::kCleared ||
         kind == PromiseKind::kNone || kind == PromiseKind::kFullCoverage;
}

bool is_without_number(PromiseKind kind) { return kind >= PromiseKind::kSynchronous; }

}  // namespace

Result<VerdictRules> read_verdict_rules(std::string_view file, std::string_view text) {
  static const VerdictRules packed = [] {
    VerdictRules rules;
    for (const embedded::File& each : embedded::rule_files()) {
      if (each.path != "verdicts.txt") continue;
      for (const RuleLine& line : read_rule_lines(each.path, each.bytes))
        CHECK(read_verdict_line(line, rules).ok());
    }
    return rules;
  }();
  VerdictRules rules = packed;
  for (const RuleLine& line : read_rule_lines(file, text)) TRY(read_verdict_line(line, rules));
  return rules;
}

const VerdictRules& default_verdict_rules() {
  static const VerdictRules rules = read_verdict_rules("verdicts.txt", "").take();
  return rules;
}

Promise promise_of(const Target& target, std::string_view printed, const VerdictRules& rules) {
  Promise promise;
  promise.measure = target.measure;
  promise.op = target.op;
  promise.value = target.value;
  promise.value_max = target.value_max;
  promise.unit = target.unit;
  promise.words = std::string(printed);
  promise.direction = propose_direction(target, printed, rules, {}).value;
  for (const Meaning* meaning : meanings_in(printed, rules)) {
    if (meaning->kind && !is_without_number(*meaning->kind)) promise.kind = *meaning->kind;
    if (meaning->op && target.op == Comparison::kEqual && *meaning->op != Comparison::kEqual)
      promise.op = *meaning->op;
  }
  // 稳定在80%以上 is a floor, 稳定在5.5%左右 a level.
  const bool bounded = promise.op != Comparison::kEqual && promise.op != Comparison::kAbout;
  if (promise.kind == PromiseKind::kStable && bounded) promise.kind = PromiseKind::kAmount;
  return promise;
}

std::optional<Promise> promise_without_number(std::string_view text, const VerdictRules& rules) {
  const std::vector<Qualitative> goals = read_qualitative(text);
  const auto made = [&](PromiseKind kind) {
    Promise promise;
    promise.kind = kind;
    promise.words = std::string(text);
    return promise;
  };
  for (const Qualitative& each : goals) {
    if (const PromiseKind kind = goal_rule(each.kind).promise; by_figures_alone(kind)) return made(kind);
  }
  for (const Meaning* meaning : meanings_in(text, rules)) {
    if (meaning->kind && is_without_number(*meaning->kind)) return made(*meaning->kind);
  }
  if (!goals.empty()) return made(goal_rule(goals.front().kind).promise);
  return {};
}

std::vector<Promise> promises_without_number(std::string_view text, const VerdictRules& rules) {
  const std::vector<Qualitative> goals = read_qualitative(text);
  std::vector<Promise> out;
  for (const std::string_view part : comma_parts(text)) {
    for (std::size_t at = 0; at < part.size();) {
      const std::size_t end = std::min(part.find("、", at), part.size());
      const std::string_view item = part.substr(at, end - at);
      at = end + std::string_view("、").size();
      const auto begin = static_cast<std::size_t>(item.data() - text.data());
      const std::size_t first = out.size();
      const auto add = [&](PromiseKind kind) {
        if (std::any_of(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                        [&](const Promise& each) { return each.kind == kind; }))
          return;
        Promise promise;
        promise.kind = kind;
        promise.words = std::string(utf8::trim(item));
        out.push_back(std::move(promise));
      };
      for (const Qualitative& each : goals) {
        if (each.span.begin >= begin && each.span.begin < begin + item.size())
          add(goal_rule(each.kind).promise);
      }
      for (const Meaning* meaning : meanings_in(item, rules)) {
        if (meaning->kind && is_without_number(*meaning->kind)) add(*meaning->kind);
      }
    }
  }
  return out;
}

Promise promise_of(const Project& project) {
  Promise promise;
  promise.kind = PromiseKind::kStage;
  promise.value = static_cast<double>(project.stage);
  promise.words = fmt::format("{} {}", project.name, zh_name(project.stage));
  return promise;
}

Explained<Direction> propose_direction(const Target& target, std::string_view printed,
                                       const VerdictRules& rules, Day on) {
  const auto by = [&](Direction direction, std::string_view rule, std::string zh, std::string en) {
    return Explained<Direction>{direction,
                                {fmt::format("direction.{}", rule),
                                 {std::move(zh), std::move(en)},
                                 {{"indicator", target.indicator}},
                                 on}};
  };
  const auto named = [&](Direction direction) -> const DirectionRule* {
    for (const DirectionRule& rule : rules.directions) {
      if (rule.direction == direction && target.indicator.find(rule.words) != std::string::npos) return &rule;
    }
    return nullptr;
  };
  using enum Comparison;
  if (target.op == kAtLeast || target.op == kMoreThan) {
    return by(Direction::kHigher, "comparison", "文件写的是下限", "The paper gives a floor");
  }
  if (target.op == kAtMost || target.op == kLessThan) {
    return by(Direction::kLower, "comparison", "文件写的是上限", "The paper gives a cap");
  }
  for (const Direction direction : {Direction::kHigher, Direction::kLower, Direction::kTwoSided}) {
    if (const DirectionRule* rule = named(direction)) {
      const bool capped = direction == Direction::kTwoSided &&
                          std::any_of(rules.caps.begin(), rules.caps.end(), [&](const std::string& word) {
                            return printed.find(word) != std::string_view::npos;
                          });
      if (capped)
        return by(Direction::kLower, "capped", "文件写的是控制数", "The paper gives what is not to be passed");
      return by(direction, "indicator", fmt::format("指标含“{}”", rule->words),
                fmt::format("The indicator holds “{}”", rule->words));
    }
  }
  const std::vector<const Meaning*> meanings = meanings_in(printed, rules);
  const bool stable = std::any_of(meanings.begin(), meanings.end(),
                                  [](const Meaning* each) { return each->kind == PromiseKind::kStable; });
  if (stable)
    return by(Direction::kTwoSided, "stable", "文件写的是“稳定在”", "The paper promises a stable level");
  return by(Direction::kHigher, "default", "默认越高越好，请确认", "More is better by default: please confirm");
}

}  // namespace duban
