// The lines of tests/examples/qualitative.md and project.md.

#include <fmt/format.h>

#include "examples.h"
#include "grammar/project.h"
#include "grammar/qualitative.h"

namespace duban {

std::vector<std::string> qualitative_lines(std::string_view phrase) {
  std::vector<std::string> lines;
  for (const Qualitative& each : read_qualitative(phrase)) {
    lines.push_back(fmt::format("{} · {}", to_word(each.kind), each.phrase));
  }
  return lines;
}

std::vector<std::string> project_lines(std::string_view phrase) {
  std::vector<std::string> lines;
  for (const Project& project : read_projects(phrase)) {
    lines.push_back(fmt::format("{} · {}", to_word(project.stage), project.name));
  }
  return lines;
}

}  // namespace duban
