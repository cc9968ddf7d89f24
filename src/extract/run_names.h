#pragma once

// Names that run on into each other, as a table leaves them whose cells stand one behind the other with nothing
// between: 何海平区教育局各街道12月底前. Each function gives the bytes of what the words begin with, 0 where
// they do not.

#include <cstddef>
#include <string_view>

namespace duban {

// Whether the words begin as the names of units do: 区教育局, 财政局, 各街道.
bool begins_unit(std::string_view words);
// Whether they begin with what plans commit to: 新建.
bool begins_verb(std::string_view words);

// Whether a name behind that of a body, or in the line below it, is a part of the body: 交警支队 of 市公安局; not 工商东湾分局,
// nor 交警支队 of 市住建局.
enum class Between { kNothing, kLineEnd };
bool is_part_of(std::string_view body, std::string_view name, Between between);

// The name of a unit. Behind another one (`loose`) it may begin with any words: 晋陵公司. `sure` tells that
// what follows cannot belong to it.
struct UnitInFront {
  std::size_t size = 0;
  bool sure = false;
};
UnitInFront unit_in_front(std::string_view words, bool loose);

// The name of a person; behind it a unit, a digit or nothing stands; where it must be `sure`, a unit whose name
// is known.
std::size_t person_in_front(std::string_view words, bool sure);

// A day, or a term in the place of one: 6月底前, 全年.
std::size_t deadline_in_front(std::string_view words);

}  // namespace duban
