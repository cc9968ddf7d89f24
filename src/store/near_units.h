#pragma once

// The unit of the register that a name which it does not know likely means, and why it is near.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sql.h"

namespace duban {

struct NearUnit {
  std::int64_t unit_id = 0;
  std::string name;    // of the unit, today
  std::string reason;  // 只差前面的“省”
};

// The names of the units that exist now, read once for a job on many names.
class NearUnits {
 public:
  static Result<NearUnits> load(sql::Connection& db, std::int64_t government_id);

  bool empty() const { return known_.empty(); }
  // The nearest: only what stands in front differs; one is a short form of the other; one character differs,
  // where the name is of no body that the lexicon knows (市体育局 is no misprint of 市教育局). Nothing for a
  // group (各市政府). Linear in the register.
  std::optional<NearUnit> find(std::string_view name) const;

 private:
  struct Known {
    std::u32string name;
    std::int64_t unit_id = 0;
    std::string unit_name;
  };
  std::vector<Known> known_;
};

}  // namespace duban
