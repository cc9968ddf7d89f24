#include "grammar/division.h"

#include <algorithm>
#include <map>
#include <string>

#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kHanzi = 3;  // bytes

// 城区, 郊区, 矿区 are districts of some cities, and words for a part of any.
bool is_bare_word(std::string_view name) {
  return name == "城区" || name == "郊区" || name == "矿区" || name == "市区";
}

std::string_view without_kind(std::string_view name) {
  for (const std::string_view kind : {"地区", "省", "市", "县", "区", "旗", "盟"}) {
    if (name.ends_with(kind) && name.size() >= kind.size() + 2 * kHanzi)
      return name.substr(0, name.size() - kind.size());
  }
  return name;
}

struct Register {
  std::vector<Division> all;
  std::map<std::string_view, std::vector<std::size_t>> by_name;
};

const Register& the_register() {
  static const Register built = [] {
    Register out;
    for (const Word& word : word_list("divisions").words()) {
      Division division{word.text, word.attribute(1), word.attribute(0), word.attribute(2) == "former"};
      if (division.short_name.empty()) division.short_name = without_kind(division.name);
      out.by_name[division.name].push_back(out.all.size());
      out.all.push_back(division);
    }
    return out;
  }();
  return built;
}

// Short names, the highest division of each: a line a name with its index.
const WordList& short_names() {
  static const std::string file = [] {
    const std::vector<Division>& all = divisions();
    std::map<std::string_view, std::size_t> best;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].short_name.size() < 2 * kHanzi || is_bare_word(all[i].name)) continue;
      const auto [known, fresh] = best.try_emplace(all[i].short_name, i);
      if (!fresh && level_of(all[i]) < level_of(all[known->second])) known->second = i;
    }
    std::string lines;
    for (const auto& [name, index] : best) lines += std::string(name) + "\t" + std::to_string(index) + "\n";
    return lines;
  }();
  static const WordList list(file);
  return list;
}

const Division* with_code(std::string_view head) {
  const std::vector<Division>& all = divisions();
  const std::string code = std::string(head) + std::string(6 - head.size(), '0');
  const auto at = std::lower_bound(all.begin(), all.end(), code,
                                   [](const Division& each, const std::string& c) { return each.code < c; });
  return at != all.end() && at->code == code ? &*at : nullptr;
}

}  // namespace

const std::vector<Division>& divisions() { return the_register().all; }

Level level_of(const Division& division) {
  if (division.code.substr(2) == "0000") return Level::kProvince;
  return division.code.substr(4) == "00" ? Level::kCity : Level::kCounty;
}

const Division* parent_of(const Division& division) {
  if (level_of(division) == Level::kProvince) return nullptr;
  if (level_of(division) == Level::kCounty) {
    if (const Division* city = with_code(division.code.substr(0, 4)); city != nullptr) return city;
  }
  return with_code(division.code.substr(0, 2));
}

const Division* province_of(const Division& division) { return with_code(division.code.substr(0, 2)); }

const Division* division_at(std::string_view words) {
  static const WordList& list = word_list("divisions");
  const Word* word = list.longest_at(words);
  if (word == nullptr || is_bare_word(word->text)) return nullptr;
  return &divisions()[the_register().by_name.find(word->text)->second.front()];
}

const Division* short_division_at(std::string_view words) {
  const Word* word = short_names().longest_at(words);
  if (word == nullptr) return nullptr;
  return &divisions()[static_cast<std::size_t>(std::stoul(std::string(word->attribute(0))))];
}

std::vector<const Division*> divisions_named(std::string_view name) {
  std::vector<const Division*> out;
  const auto found = the_register().by_name.find(name);
  if (found == the_register().by_name.end()) return out;
  for (const std::size_t index : found->second) out.push_back(&divisions()[index]);
  return out;
}

const Division* division_named(std::string_view name, std::string_view above) {
  const Division* only = nullptr;
  for (const Division* each : divisions_named(name)) {
    if (!above.empty()) {
      bool under = false;
      for (const Division* up = parent_of(*each); up != nullptr; up = parent_of(*up))
        under |= up->name == above;
      if (!under) continue;
    }
    if (only != nullptr) return nullptr;
    only = each;
  }
  return only;
}

}  // namespace duban
