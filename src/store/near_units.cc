#include "store/near_units.h"

#include <fmt/format.h>

#include <algorithm>

#include "grammar/organ.h"
#include "grammar/public_body.h"
#include "store/unit_names.h"
#include "text/utf8.h"

namespace duban {
namespace {

std::u32string points_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Char c = utf8::at(text, at);
    out += c.point;
    at += c.size;
  }
  return out;
}

std::string text_of(std::u32string_view points) {
  std::string out;
  for (const char32_t each : points) utf8::append(out, each);
  return out;
}

// 市发展改革委 in 市发展和改革委员会: every character of the shorter in order, the first one the same.
bool shortens(std::u32string_view brief, std::u32string_view full) {
  if (brief.size() < 3 || brief.size() >= full.size() || brief.front() != full.front()) return false;
  std::size_t at = 0;
  for (const char32_t each : full) {
    if (at < brief.size() && brief[at] == each) ++at;
  }
  return at == brief.size() && brief.size() * 2 >= full.size();
}

// Where the only character stands in which names of one length differ: behind the first, which tells the level.
std::optional<std::size_t> only_difference(std::u32string_view a, std::u32string_view b) {
  if (a.size() != b.size() || a.size() < 4) return {};
  const auto [first, other] = std::mismatch(a.begin(), a.end(), b.begin());
  if (first == a.begin() || first == a.end() || !std::equal(first + 1, a.end(), other + 1)) return {};
  return static_cast<std::size_t>(first - a.begin());
}

}  // namespace

Result<NearUnits> NearUnits::load(sql::Connection& db, std::int64_t government_id) {
  NearUnits out;
  sql::Rows rows =
      TRY(db.query("SELECT n.name, u.id, u.name FROM unit_name n JOIN unit u ON u.id = n.unit_id WHERE "
                   "n.government_id = $1 AND u.valid_to = '' AND u.successor_id IS NULL ORDER BY n.id",
                   government_id));
  while (TRY(rows.next())) out.known_.push_back({points_of(rows.text(0)), rows.integer(1), rows.string(2)});
  return out;
}

std::optional<NearUnit> NearUnits::find(std::string_view printed) const {
  const std::string plain = plain_unit_name(printed);
  if (known_.empty() || names_a_group(plain)) return {};
  const std::u32string name = points_of(plain);
  const bool may_be_misprint = !read_body(plain).known;
  std::optional<NearUnit> best;
  std::size_t least = 0;  // the shorter the difference the better
  const auto offer = [&](const Known& known, std::size_t difference, std::string reason) {
    if (best && difference >= least) return;
    best = {known.unit_id, known.unit_name, std::move(reason)};
    least = difference;
  };
  for (const Known& known : known_) {
    const bool is_longer = name.size() > known.name.size();
    const std::u32string_view shorter = is_longer ? known.name : name;
    const std::u32string_view longer = is_longer ? name : known.name;
    const std::size_t difference = longer.size() - shorter.size();
    if (difference == 0) {
      const auto at = may_be_misprint ? only_difference(name, known.name) : std::nullopt;
      if (at) {
        offer(known, 3,
              fmt::format("只差一个字：“{}”与“{}”", text_of(name.substr(*at, 1)),
                          text_of(known.name.substr(*at, 1))));
      }
    } else if (shorter.size() >= 2 && longer.ends_with(shorter)) {
      // 商务局, 示例市商务局 beside 市商务局: only what stands in front differs
      offer(known, difference, fmt::format("只差前面的“{}”", text_of(longer.substr(0, difference))));
    } else if (shortens(shorter, longer)) {
      offer(known, difference + 4, fmt::format("“{}”像是“{}”的简称", text_of(shorter), text_of(longer)));
    }
  }
  return best;
}

}  // namespace duban
