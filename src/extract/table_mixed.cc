#include "extract/table_mixed.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extract/run_names.h"
#include "extract/table_lines.h"
#include "grammar/organ.h"
#include "grammar/person.h"
#include "text/lexicon.h"
#include "text/outside.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kLongestCell = 400;  // bytes

class CellReader {
 public:
  CellReader(const Mapped& cell, bool leaders) : cell_(cell), all_(cell.view()), leaders_(leaders) {}

  std::optional<UnitsAndPeople> read() {
    static constexpr OutsideStops kStops(U"、，,；;\n/");
    for (std::size_t begin = 0; begin < all_.size();) {
      const std::size_t end = std::min(find_outside(all_, kStops, begin), all_.size());
      const Range item = trimmed_range(all_, {begin, end});
      if (item.begin < item.end && !read_item(item)) return {};
      begin = end + utf8::at(all_, end).size;
    }
    if (out_.people.empty() || (out_.units.empty() && !offices_)) return {};
    return std::move(out_);
  }

 private:
  std::string_view words(Range at) const { return all_.substr(at.begin, at.end - at.begin); }

  static bool is_unit(std::string_view name) {
    const std::string bare = utf8::squeeze(name);
    return unit_class(bare) != UnitClass::kNone && !is_office(bare);
  }
  // 县委常委, 党组书记
  static bool is_office(std::string_view name) {
    const std::string bare = utf8::squeeze(name);
    return word_list("leader_titles").longest_before(bare, bare.size()) != nullptr;
  }
  // 县公路段 below 副县长 马涛: a name of the place that is not known
  static bool begins_as_local(std::string_view name) {
    constexpr std::size_t kLongest = 12;  // characters
    const std::string bare = utf8::squeeze(name);
    const std::size_t length = utf8::count(bare);
    return level_prefix(bare) > 0 && length >= 4 && length <= kLongest && utf8::behind_hanzi(bare, 0, bare.size()) == bare.size();
  }
  // 县委常委, 区长助理, 副县长: nobody's name stands in front, as in 刘伟县委常委
  static bool names_office(std::string_view name) {
    const std::string bare = utf8::squeeze(name);
    return level_prefix(bare) > 0 || word_list("leader_titles").exact(bare) != nullptr;
  }
  static bool is_person(std::string_view name) {
    return looks_like_person(name) && unit_class(utf8::squeeze(name)) == UnitClass::kNone && !is_office(name);
  }

  bool read_item(Range item) {
    // 李明、市民政局; but 云溪、南湖区政府 leaves the end of the first name out
    if (is_person(words(item))) return (leaders_ || !out_.people.empty()) && add_person(item);
    // 常务副县长 behind 李明 县委常委, 县委常委 in front of 副县长李明
    if (is_office(words(item)) && (!out_.people.empty() || (leaders_ && names_office(words(item))))) return offices_ = true;
    if (const auto person = person_with_title(all_, item)) return (offices_ = true) && add_person(person->at);
    if (read_bracket(item) || read_parted(item) || read_run_together(item)) return true;
    if (!is_unit(words(item)) && !(offices_ && begins_as_local(words(item)))) return false;
    add(out_.units, item);
    return true;
  }

  // 县供销社（主任 陈平）
  bool read_bracket(Range item) {
    const std::string_view name = without_alias(words(item));
    const Range unit{item.begin, item.begin + name.size()};
    if (unit.end == item.end) return false;
    const std::size_t open = utf8::at(all_, unit.end).size;
    const std::size_t close = utf8::before(all_, item.end).size;
    const Range inside = trimmed_range(all_, {unit.end + open, item.end - close});
    const bool person = is_person(name) && is_office(words(inside));
    if (person) return (offices_ = true) && add_person(unit);
    return is_unit(name) && read_person(inside) && add(out_.units, unit);
  }

  // 县住建局 赵明, 县民政局：周华, 李明 县委常委
  bool read_parted(Range item) {
    for (std::size_t i = item.begin; i < item.end;) {
      const utf8::Char c = utf8::at(all_, i);
      const bool colon = c.point == ':' || c.point == U'：';
      if (colon || utf8::is_blank(c.point)) {
        const Range left = trimmed_range(all_, {item.begin, i});
        const Range right = trimmed_range(all_, {i + c.size, item.end});
        if (is_unit(words(left)) && read_person(right)) return add(out_.units, left);
        if (!colon && is_person(words(left)) && is_office(words(right))) return (offices_ = true) && add_person(left);
        if (!colon && is_person(words(left)) && is_unit(words(right)) && add_person(left)) return add(out_.units, right);
      }
      i += c.size;
    }
    return false;
  }

  // 副县长 陈立县教育局, as a narrow column prints one below the other
  bool read_run_together(Range item) {
    const Word* title = word_list("leader_titles").longest_at(words(item));
    if (title == nullptr) return false;
    const Range rest = trimmed_range(all_, {item.begin + title->text.size(), item.end});
    const Range person{rest.begin, rest.begin + person_in_front(words(rest), true)};
    const Range unit{person.end, rest.end};
    if (person.begin == person.end || level_prefix(words(unit)) == 0 || !is_unit(words(unit))) return false;
    return (offices_ = true) && add_person(person) && add(out_.units, unit);
  }

  // A person, several parted by blanks, or one behind an office: 主任 陈平.
  bool read_person(Range at) {
    if (is_person(words(at)) || looks_like_people(words(at))) return add_person(at);
    if (const auto person = person_with_title(all_, at)) return add_person(person->at);
    for (std::size_t i = at.begin; i < at.end; i += utf8::at(all_, i).size) {
      if (!utf8::is_blank(utf8::at(all_, i).point)) continue;
      const Range name = trimmed_range(all_, {i, at.end});
      return is_person(words(name)) && is_office(words({at.begin, i})) && add_person(name);
    }
    return false;
  }

  bool add_person(Range at) { return add(out_.people, at); }

  bool add(Mapped& to, Range at) {
    if (!to.empty()) to.insert("、");
    to.append(cell_, at.begin, at.end);
    return true;
  }

  const Mapped& cell_;
  std::string_view all_;
  bool leaders_;
  UnitsAndPeople out_;
  bool offices_ = false;  // persons stand with their offices
};

}  // namespace

std::optional<UnitsAndPeople> part_units_and_people(const Mapped& cell, bool leaders) {
  if (cell.size() > kLongestCell) return {};
  return CellReader(cell, leaders).read();
}

}  // namespace duban
