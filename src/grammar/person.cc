#include "grammar/person.h"

#include <string>

#include "grammar/organ.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {

bool looks_like_person(std::string_view words) {
  constexpr std::size_t kLongest = 40;  // bytes, blanks and all
  if (words.size() > kLongest) return false;
  const std::string name = utf8::squeeze(words);
  for (std::size_t i = 0; i < name.size();) {
    const utf8::Char c = utf8::at(name, i);
    if (!utf8::is_hanzi(c.point) && c.point != U'·') return false;
    i += c.size;
  }
  static const WordList& surnames = word_list("surnames");
  const Word* surname = surnames.longest_at(name);
  if (surname == nullptr) return false;
  const std::size_t given = utf8::count(std::string_view(name).substr(surname->text.size()));
  return given >= 1 && given <= 2;
}

bool looks_like_people(std::string_view words) {
  words = utf8::trim(words);
  if (words.empty() || words.size() > 200) return false;
  std::size_t begin = 0;
  std::size_t people = 0;
  const auto take = [&](std::size_t end) {
    const std::string_view name = utf8::trim(words.substr(begin, end - begin));
    if (name.empty()) return true;
    ++people;
    return looks_like_person(name) && unit_class(utf8::squeeze(name)) == UnitClass::kNone;
  };
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    // 王 健 is one name; 王健 张立林 are two
    const bool blank = utf8::is_blank(c.point) && utf8::count(utf8::trim(words.substr(begin, i - begin))) > 1;
    if (c.point == U'、' || c.point == U'，' || c.point == ',' || c.point == '\n' || c.point == U'；' ||
        blank) {
      if (!take(i)) return false;
      begin = i + c.size;
    }
    i += c.size;
  }
  return take(words.size()) && people > 0;
}

}  // namespace duban
