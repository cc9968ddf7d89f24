#pragma once

// The table of example files and the readers that they show: add a row and a file in tests/examples.

#include <string>
#include <string_view>
#include <vector>

namespace duban {

struct ExampleFile {
  const char* name;                                           // in tests/examples
  std::vector<std::string> (*read)(std::string_view phrase);  // a line for each thing read
};

std::vector<std::string> amount_lines(std::string_view phrase);
std::vector<std::string> target_lines(std::string_view phrase);
std::vector<std::string> qualitative_lines(std::string_view phrase);
std::vector<std::string> project_lines(std::string_view phrase);
std::vector<std::string> deadline_lines(std::string_view phrase);
std::vector<std::string> mark_lines(std::string_view phrase);
std::vector<std::string> unit_lines(std::string_view phrase);
std::vector<std::string> responsibility_lines(std::string_view phrase);
std::vector<std::string> furniture_lines(std::string_view phrase);
std::vector<std::string> day_lines(std::string_view phrase);
std::vector<std::string> paper_lines(std::string_view phrase);

// clang-format off
inline constexpr ExampleFile kExampleFiles[] = {
    {"amount.md",   amount_lines},
    {"target.md",   target_lines},
    {"qualitative.md", qualitative_lines},
    {"project.md",  project_lines},
    {"deadline.md", deadline_lines},
    {"mark.md",     mark_lines},
    {"unit.md",     unit_lines},
    {"responsibility.md", responsibility_lines},
    {"furniture.md", furniture_lines},
    {"day.md",      day_lines},
    {"paper.md",    paper_lines},
};
// clang-format on

}  // namespace duban
