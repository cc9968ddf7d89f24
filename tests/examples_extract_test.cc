// The lines of tests/examples/mark.md, unit.md, responsibility.md, furniture.md, day.md and paper.md.

#include <fmt/format.h>

#include "examples.h"
#include "extract/extract.h"
#include "grammar/day.h"
#include "grammar/furniture.h"
#include "grammar/mark.h"
#include "grammar/responsibility.h"
#include "read/read.h"

namespace duban {
namespace {

std::string names_line(const std::vector<Unit>& units) {
  std::string line;
  for (const Unit& unit : units) line += (line.empty() ? "" : " | ") + unit.name;
  return line;
}

std::string names_line(const std::vector<Name>& names) {
  std::string line;
  for (const Name& name : names) line += (line.empty() ? "" : " | ") + name.text;
  return line;
}

void add_line(std::vector<std::string>& lines, std::string_view field, const std::string& value) {
  if (!value.empty()) lines.push_back(fmt::format("{}: {}", field, value));
}

std::string flags_of(bool shared, bool open_lead, bool open_responsible) {
  std::string flags;
  for (const auto& [set, name] :
       {std::pair{shared, "shared"}, {open_lead, "open lead"}, {open_responsible, "open responsible"}}) {
    if (set) flags += (flags.empty() ? "" : ", ") + std::string(name);
  }
  return flags;
}

}  // namespace

std::vector<std::string> mark_lines(std::string_view phrase) {
  const auto mark = read_mark(phrase);
  if (!mark) return {};
  return {fmt::format("{} · {} · {} · {}", to_rule(mark->value.kind), mark->value.value, mark->value.label,
                      phrase.substr(mark->size))};
}

std::vector<std::string> unit_lines(std::string_view phrase) {
  UnitPrefix prefix;
  const UnitList list = read_units(phrase, {0, phrase.size()}, prefix);
  std::vector<std::string> lines;
  for (const Unit& unit : list.units)
    lines.push_back(fmt::format("{} · {}{}", unit.name, unit.rule,
                                unit.unit_class == UnitClass::kNone ? " · unknown" : ""));
  if (list.open) lines.emplace_back("open");
  return lines;
}

std::vector<std::string> responsibility_lines(std::string_view phrase) {
  if (!is_assignment(phrase)) return {};
  Responsibility said;
  UnitPrefix prefix;
  if (!read_responsibility(phrase, {0, phrase.size()}, said, prefix)) return {"units only"};
  std::vector<std::string> lines;
  for (const Person& person : said.leaders) add_line(lines, "leader", person.name);
  add_line(lines, "lead", names_line(said.lead_units));
  add_line(lines, "responsible", names_line(said.responsible_units));
  add_line(lines, "flags", flags_of(said.shared, said.open_lead, said.open_responsible));
  if (said.deadline.begin < said.deadline.end)
    add_line(lines, "deadline",
             std::string(phrase.substr(said.deadline.begin, said.deadline.end - said.deadline.begin)));
  return lines;
}

std::vector<std::string> furniture_lines(std::string_view phrase) {
  const std::string_view rule = page_furniture(phrase);
  return rule.empty() ? std::vector<std::string>() : std::vector<std::string>{std::string(rule)};
}

std::vector<std::string> day_lines(std::string_view phrase) {
  const auto day = read_day(phrase);
  return day ? std::vector<std::string>{fmt::format("{} · {}", day->value, phrase.substr(0, day->size))}
             : std::vector<std::string>();
}

// ⏎ is a line break.
std::vector<std::string> paper_lines(std::string_view phrase) {
  std::string text;
  for (std::size_t at = 0; at < phrase.size();) {
    const std::size_t stop = std::min(phrase.find("⏎", at), phrase.size());
    text += phrase.substr(at, stop - at);
    if (stop < phrase.size()) text += '\n';
    at = stop + std::string_view("⏎").size();
  }
  const Plan plan = extract(Document{text, "utf-8", "txt", {}});
  std::vector<std::string> lines;
  for (const Section& section : plan.sections)
    lines.push_back(fmt::format("section {} {} · {}–{}", section.label, section.title, section.first_task,
                                section.last_task));
  const auto add_tasks = [&](const std::vector<Task>& tasks, std::string_view what) {
    for (const Task& task : tasks) {
      std::string path;
      for (const std::string& label : task.section) path += label + " ";
      std::string line = fmt::format("{} {}{} · {}", what, path, task.no, task.text);
      if (!task.leaders.empty()) line += " · leaders " + names_line(task.leaders);
      if (!task.lead_units.empty()) line += " · lead " + names_line(task.lead_units);
      if (!task.responsible_units.empty()) line += " · responsible " + names_line(task.responsible_units);
      if (const std::string flags = flags_of(task.shared, task.open_lead, task.open_responsible);
          !flags.empty())
        line += " · " + flags;
      lines.push_back(line);
    }
  };
  add_tasks(plan.tasks, "task");
  for (const TaskList& list : plan.lists) {
    lines.push_back("list " + list.name);
    add_tasks(list.tasks, "task");
  }
  for (const Requirement& each : plan.requirements)
    lines.push_back(fmt::format("requirement {} {} · {}", each.label, each.title, each.text));
  for (const Anomaly& each : plan.anomalies) {
    if (each.kind == AnomalyKind::kOpenList) continue;
    std::string words = each.text;
    for (std::size_t at = words.find('\n'); at != std::string::npos; at = words.find('\n'))
      words.replace(at, 1, "⏎");
    lines.push_back(
        fmt::format("{} {} · {} · {}", to_word(each.severity), to_word(each.kind), each.where, words));
  }
  return lines;
}

}  // namespace duban
