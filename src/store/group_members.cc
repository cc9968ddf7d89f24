#include "store/group_members.h"

#include "store/unit_names.h"

namespace duban {

Result<GroupMembers> GroupMembers::load(sql::Connection&, std::int64_t, std::string_view) {
  return GroupMembers();  // no register of members yet: every group name is listed as missing
}

const std::vector<std::int64_t>* GroupMembers::of(std::string_view name) const {
  const auto found = by_name_.find(plain_unit_name(name));
  return found == by_name_.end() ? nullptr : &found->second;
}

}  // namespace duban
