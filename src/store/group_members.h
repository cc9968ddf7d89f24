#pragma once

// Which units a printed group name (各市人民政府, 省政府质量工作领导小组成员单位) stands for on a day, by the
// dated register of members. A group takes no seat on a task: its members do.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sql.h"

namespace duban {

class GroupMembers {
 public:
  // The register of one government as it stood on a day (ISO 8601).
  static Result<GroupMembers> load(sql::Connection& db, std::int64_t government_id, std::string_view day);

  // In the register's order; nullptr where it knows no such group. Brackets and white space as
  // plain_unit_name().
  const std::vector<std::int64_t>* of(std::string_view name) const;

 private:
  std::map<std::string, std::vector<std::int64_t>> by_name_;
};

}  // namespace duban
