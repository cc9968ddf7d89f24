#pragma once

#include <string_view>

namespace duban {

// Whether the words can be the name of one person, as Chinese names are: a family name and one or two
// characters (王健, 欧阳明), blanks between them aside.
bool looks_like_person(std::string_view words);

// Whether the words are names of persons and nothing else, parted by 、 or blanks: 王健、张立林. Words that can
// be read as units are no persons.
bool looks_like_people(std::string_view words);

}  // namespace duban
