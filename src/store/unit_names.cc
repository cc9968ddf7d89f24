#include "store/unit_names.h"

#include "grammar/public_body.h"

namespace duban {
namespace {

bool valid_at(std::string_view from, std::string_view to, std::string_view date) {
  return from <= date && (to.empty() || date < to);
}

void replace_words(std::string& text, std::string_view words, std::string_view by) {
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + by.size())) {
    text.replace(at, words.size(), by);
  }
}

}  // namespace

std::string plain_unit_name(std::string_view name) {
  std::string out(name);
  replace_words(out, "（", "(");
  replace_words(out, "）", ")");
  replace_words(out, "　", "");
  for (const std::string_view space : {" ", "\t", "\n", "\r"}) replace_words(out, space, "");
  return out;
}

std::vector<std::string> bracket_parts(std::string_view name) {
  const std::size_t open = name.find('(');
  if (open == std::string_view::npos || open == 0 || !name.ends_with(')')) return {std::string(name)};
  return {std::string(name.substr(0, open)), std::string(name.substr(open + 1, name.size() - open - 2))};
}

Result<UnitNames> UnitNames::load(sql::Connection& db, std::int64_t government_id) {
  UnitNames out;
  sql::Rows names = TRY(db.query(
      "SELECT name, unit_id, valid_from, valid_to FROM unit_name WHERE government_id = $1 ORDER BY alias, id",
      government_id));
  while (TRY(names.next())) {
    out.by_name_[names.string(0)].push_back({names.integer(1), names.string(2), names.string(3)});
  }
  sql::Rows merged =
      TRY(db.query("SELECT id, successor_id FROM unit WHERE government_id = $1 AND successor_id IS NOT NULL",
                   government_id));
  while (TRY(merged.next())) out.successor_[merged.integer(0)] = merged.integer(1);
  {
    sql::Rows region = TRY(
        db.query("SELECT region FROM plan WHERE government_id = $1 AND region <> '' ORDER BY id DESC LIMIT 1",
                 government_id));
    if (TRY(region.next())) out.region_ = region.string(0);
  }
  for (const auto& [name, bearers] : out.by_name_) {
    const std::string key = unit_key(name, out.region_);
    if (key.empty()) continue;
    for (const Bearer& bearer : bearers) {
      if (!bearer.to.empty()) continue;
      const std::int64_t unit = *out.last_of(bearer.unit_id);
      const auto [known, fresh] = out.by_key_.try_emplace(key, unit);
      if (!fresh && known->second != unit) known->second = 0;
    }
  }
  return out;
}

std::optional<std::int64_t> UnitNames::exact(std::string_view name, std::string_view date) const {
  const auto found = by_name_.find(std::string(name));
  if (found == by_name_.end()) return {};
  const Bearer* best = &found->second.front();
  for (const Bearer& each : found->second) {
    if (date.empty() ? each.to.empty() : valid_at(each.from, each.to, date)) {
      best = &each;
      break;
    }
    // nearest: the one that ended last, or has not ended
    if (best->to.empty() ? false : each.to.empty() || each.to > best->to) best = &each;
  }
  return last_of(best->unit_id);
}

std::optional<std::int64_t> UnitNames::last_of(std::int64_t unit) const {
  for (auto next = successor_.find(unit); next != successor_.end(); next = successor_.find(unit)) {
    unit = next->second;
  }
  return unit;
}

std::optional<std::int64_t> UnitNames::resolve(std::string_view name, std::string_view date) const {
  if (by_name_.empty()) return {};
  const std::string plain = plain_unit_name(name);
  if (const auto whole = exact(plain, date)) return whole;
  const auto parts = bracket_parts(plain);
  for (const std::string& part : parts) {
    if (parts.size() < 2) break;
    if (const auto found = exact(part, date)) return found;
  }
  const auto same = by_key_.find(unit_key(plain, region_));
  if (same == by_key_.end() || same->second == 0) return {};
  return same->second;
}

}  // namespace duban
