#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/units.h"

namespace duban {

struct Person {
  std::string name;  // without inner spaces
  Range at;
  bool operator==(const Person&) const = default;
};

// Whether the words end in an office, as those do that name nobody: 县委常委.
bool ends_in_title(std::string_view words);

// Whether the words can be the name of one person, as Chinese names are: a family name and one or two
// characters (王健, 欧阳明), blanks between them aside.
bool looks_like_person(std::string_view words);

// Whether the words are names of persons and nothing else, parted by 、 or blanks: 王健、张立林. Words that can
// be read as units are no persons.
bool looks_like_people(std::string_view words);

// The person of text[range] whose office stands before or behind the name: 李建国副市长, 市委常委、副市长李建国.
std::optional<Person> person_with_title(std::string_view text, Range range);

// Adds the persons that text[range], the words behind 牵头领导：, names: without their offices, and none for a
// word that says there is none (空缺). Words that are no name are kept as printed.
void read_people(std::string_view text, Range range, std::vector<Person>& out);

}  // namespace duban
