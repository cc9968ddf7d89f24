#pragma once

// Which unit of the register a printed name means, at a date.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "store/sql.h"

namespace duban {

// The names of one government's register, read once for a job on many rows.
class UnitNames {
 public:
  static Result<UnitNames> load(sql::Connection& db, std::int64_t government_id);

  // The unit that bears the name at that date (ISO 8601, may be empty); else the one that bore it nearest to
  // it. A merged unit gives the one it went into. 省数据局(省营商局) is known by either of its names, and a name
  // that nobody bears by its key (grammar/public_body.h): 市发改委 is 市发展改革委, where only one unit has that key.
  std::optional<std::int64_t> resolve(std::string_view name, std::string_view date) const;

 private:
  struct Bearer {
    std::int64_t unit_id;
    std::string from;
    std::string to;  // '' for still
  };
  std::optional<std::int64_t> exact(std::string_view name, std::string_view date) const;

  std::unordered_map<std::string, std::vector<Bearer>> by_name_;
  std::optional<std::int64_t> last_of(std::int64_t unit) const;  // through its successors

  std::unordered_map<std::int64_t, std::int64_t> successor_;
  std::string region_;                                    // of the government, as its newest paper says
  std::unordered_map<std::string, std::int64_t> by_key_;  // of the present names; 0 where several units have it
};

// Brackets in ASCII, no white space: how names are kept and compared.
std::string plain_unit_name(std::string_view name);
// 省数据局(省营商局) → 省数据局, 省营商局; one part where there is no bracket at the end.
std::vector<std::string> bracket_parts(std::string_view name);

}  // namespace duban
