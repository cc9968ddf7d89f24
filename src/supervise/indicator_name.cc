#include "supervise/indicator_name.h"

#include <map>

#include "grammar/indicator.h"
#include "text/lexicon.h"

namespace duban {
namespace {

// 全省地区生产总值 and 地区生产总值 are one indicator of the government's own area.
std::string_view without_area(std::string_view indicator) {
  for (const std::string_view area : {"全省", "全市", "全县", "全区", "全自治区", "全年"}) {
    if (indicator.starts_with(area) && indicator.size() > area.size()) indicator.remove_prefix(area.size());
  }
  return indicator;
}

const std::map<std::string_view, std::string_view>& first_names() {
  static const std::map<std::string_view, std::string_view> names = [] {
    std::map<std::string_view, std::string_view> out;
    for (const Word& line : word_list("indicator_names").words()) {
      out.emplace(line.text, line.text);
      for (const std::string_view other : line.attributes) out.emplace(other, line.text);
    }
    return out;
  }();
  return names;
}

// The name in data/lexicon/indicator_names.txt, empty where it has none.
std::string_view first_name(std::string_view indicator) {
  const auto found = first_names().find(indicator);
  return found == first_names().end() ? std::string_view() : found->second;
}

}  // namespace

std::string indicator_core(std::string_view indicator) {
  std::string_view core = without_area(indicator);
  if (const std::string_view name = first_name(core); !name.empty()) return std::string(name);
  std::string_view thing = core;
  thing.remove_prefix(leading_verbs(thing).size());
  if (thing.empty()) thing = core;
  thing.remove_prefix(leading_rank(thing).size());
  if (thing.empty()) thing = core;
  if (const std::string_view name = first_name(thing); !name.empty()) return std::string(name);
  const std::string_view bare_name = bare_thing(thing);
  if (const std::string_view name = first_name(bare_name); !name.empty()) return std::string(name);
  return std::string(thing);
}

bool is_known_indicator(std::string_view core) { return first_name(core) == core && !core.empty(); }

}  // namespace duban
