// One unit under two names: 区卫计局 in one task, 区卫生健康局 in the others. The ledger takes both for one
// unit; only a person can say which name the paper means to print. A short form of the name (市发改委) is
// nothing odd.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "extract/places.h"
#include "extract/reading.h"
#include "grammar/organ.h"
#include "grammar/public_body.h"
#include "text/utf8.h"

namespace duban {
namespace {

// Whether all characters of `brief` stand in `name` in their order, beginning with its first: 发改委,
// 发展和改革委员会.
bool abbreviates(std::string_view brief, std::string_view name) {
  if (utf8::head(brief, 1) != utf8::head(name, 1)) return false;
  std::size_t at = 0;
  for (std::size_t i = 0; i < brief.size();) {
    const std::size_t size = utf8::at(brief, i).size;
    const std::size_t found = name.find(brief.substr(i, size), at);
    if (found == std::string_view::npos) return false;
    at = found + size;
    i += size;
  }
  return true;
}

class UnitSpellingFinder {
 public:
  explicit UnitSpellingFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    collect();
    for (const auto& [key, names] : units_) {
      if (names.size() > 1) compare(names);
    }
  }

 private:
  struct Spelling {
    std::string name;
    std::string own;  // without what stands for its level or place, and without 委 of the party's
    std::size_t count = 0;
    Span first;
    std::string where;
  };

  void collect() {
    struct Known {
      std::vector<Spelling>* names = nullptr;  // of its key; none: nobody compares it
      std::size_t place = 0;                   // among them
    };
    std::unordered_map<std::string_view, Known> known;  // by name
    for (const TaskDraft& draft : reading_.tasks) {
      for (const bool lead : {true, false}) {
        for (const Name& name : lead ? draft.task.lead_units : draft.task.responsible_units) {
          if (name.spans.empty()) continue;
          auto [at, fresh] = known.try_emplace(name.text);
          if (fresh) {
            const std::string key = key_of(name.text);
            if (key.empty()) continue;
            std::vector<Spelling>& names = units_[key];
            at->second = {&names, names.size()};
            names.push_back({name.text, own_part(name.text), 0,
                             name.spans.back(),  // 住建局 of 市经信委、住建局

                             fmt::format("{} {}", places_.of_task(draft), lead ? "牵头单位" : "责任单位")});
          }
          if (at->second.names != nullptr) ++(*at->second.names)[at->second.place].count;
        }
      }
    }
  }

  // Of a department that is known; nothing for any other unit, whose names are compared by nobody.
  std::string key_of(std::string_view name) const {
    if (read_body(name).department.empty()) return {};
    return unit_key(name, reading_.plan.document.region);
  }

  std::string own_part(std::string_view name) const {
    name = without_alias(name);
    const std::string& region = reading_.plan.document.region;
    if (!region.empty() && name.starts_with(region) && name.size() > region.size()) {
      name.remove_prefix(region.size());
    } else if (const std::size_t level = level_prefix(name); level > 0) {
      name.remove_prefix(level);
    } else if (!begins_with_core(name)) {
      name.remove_prefix(place_prefix(name));
    }
    constexpr std::string_view kCommittee = "委";
    if (name.starts_with(kCommittee) && begins_with_core(name.substr(kCommittee.size())))
      name.remove_prefix(kCommittee.size());
    return std::string(name);
  }

  void compare(std::vector<Spelling> names) {
    std::stable_sort(names.begin(), names.end(),
                     [](const Spelling& a, const Spelling& b) { return a.count > b.count; });
    for (std::size_t i = 1; i < names.size(); ++i) {
      const Spelling& odd = names[i];
      const bool usual =
          std::any_of(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), [&](const Spelling& each) {
            return abbreviates(odd.own, each.own) || abbreviates(each.own, odd.own);
          });
      if (usual) continue;
      reading_.find(
          AnomalyKind::kInconsistentWording, Severity::kLook, odd.first, odd.where, names[0].name,
          fmt::format("“{}”（{}处）与“{}”（{}处）像是同一个单位的两种叫法，按同一单位记，请核对用哪一个",
                      odd.name, odd.count, names[0].name, names[0].count),
          "unit.two_names");
    }
  }

  Reading& reading_;
  Places places_;
  std::map<std::string, std::vector<Spelling>> units_;  // by unit_key()
};

}  // namespace

void find_unit_spellings(Reading& reading) { UnitSpellingFinder(reading).find(); }

}  // namespace duban
