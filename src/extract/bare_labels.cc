#include "extract/bare_labels.h"

#include <map>

#include "grammar/role_label.h"
#include "text/utf8.h"

namespace duban {
namespace {

// The label that a line begins with, whatever stands behind it; empty where it begins with none.
std::string_view first_label(std::string_view words) {
  const auto label = bare_label(words, true);
  return label ? words.substr(label->word.begin, label->word.end - label->word.begin) : std::string_view();
}

}  // namespace

void find_bare_labels(std::string_view text, std::vector<Line>& lines) {
  const auto words_of = [&](const Line& line) { return text.substr(line.begin, line.end - line.begin); };
  std::map<std::string_view, std::size_t> seen;
  for (const Line& line : lines) {
    if (line.table > 0 || line.marked || line.furniture.size() > 0) continue;
    if (const std::string_view label = line.labelled ? std::string_view() : first_label(words_of(line));
        !label.empty())
      ++seen[label];
  }
  if (seen.empty()) return;
  for (std::size_t i = lines.size(); i-- > 0;) {
    Line& line = lines[i];
    if (line.table > 0 || line.marked || line.labelled || line.furniture.size() > 0) continue;
    const std::string_view words = words_of(line);
    const std::string_view word = first_label(words);
    if (word.empty()) continue;
    auto label = bare_label(words, false);
    if (!label && seen[word] > 1) label = bare_label(words, true);
    // 目标任务新建水厂2座: only where another label stands below it
    const bool below = i + 1 < lines.size() && lines[i + 1].labelled;
    if (!label && below && words.size() > word.size() + 18) label = bare_label(words, true);
    if (!label || (label->kind == RoleKind::kText && !below)) continue;
    label->word.begin += line.begin;
    label->word.end += line.begin;
    label->value += line.begin;
    line.bare_label = label;
    line.labelled = true;
  }
}

}  // namespace duban
