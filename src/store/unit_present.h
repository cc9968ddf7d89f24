#pragma once

// Present names of units by id, read in one query.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "store/sql.h"

namespace duban {

class PresentNames {
 public:
  static Result<PresentNames> load(sql::Connection& db, const std::vector<std::int64_t>& unit_ids);
  std::string of(std::int64_t unit_id) const;      // empty for 0 and unknown ones
  std::string of_key(std::string_view key) const;  // a unit's key in a case

 private:
  std::unordered_map<std::int64_t, std::string> names_;
};

}  // namespace duban
