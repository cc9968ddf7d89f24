#pragma once

// Which units a printed group name (各市人民政府, 省政府质量工作领导小组成员单位) stands for on a day, by the
// dated register of members. A group takes no seat on a task: its members do.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

class GroupMembers {
 public:
  // The register of one government as it stood on a day (ISO 8601), or stands last where the day is empty: two
  // queries.
  static Result<GroupMembers> load(sql::Connection& db, std::int64_t government_id, std::string_view day);

  // In the register's order; nullptr where it knows no such group. A group without members on that day gives an
  // empty list. Brackets and white space as plain_unit_name().
  const std::vector<std::int64_t>* of(std::string_view name) const;

 private:
  std::map<std::string, std::vector<std::int64_t>> by_name_;
};

struct NewGroup {
  std::string name;                  // the phrase as the papers print it
  std::vector<std::string> phrases;  // other ways to print it: 各市政府, 各市
};
// Errors: kConflict (a group has that phrase, or a unit bears it), kInvalid.
Result<Versioned> make_group(sql::Connection& db, const Actor& actor, const NewGroup& group, UtcMillis now);

// Who is a member from a day on: the register is brought to that list on that day, what was before stays. `on`:
// ISO 8601. Errors: kStale, kNotFound, kInvalid, kForbidden, kConflict (a later change is recorded already).
Result<void> set_members(sql::Connection& db, const Actor& actor, std::int64_t group_id,
                         std::optional<std::int64_t> expected_version,
                         const std::vector<std::int64_t>& unit_ids, std::string_view on, UtcMillis now);
Result<void> set_phrases(sql::Connection& db, const Actor& actor, std::int64_t group_id,
                         std::optional<std::int64_t> expected_version, const std::vector<std::string>& phrases,
                         UtcMillis now);
// One group with every membership there ever was, and the members on a day (empty: today).
Result<Versioned> read_group(sql::Connection& db, const Actor& actor, std::int64_t group_id,
                             std::string_view at, UtcMillis now);
// {"items":[…]}: all groups with their members on a day (empty: today).
Result<std::string> list_groups(sql::Connection& db, const Actor& actor, std::string_view at, UtcMillis now);

// {"items":[…]}: group phrases that the approved and draft plans print and the register of groups does not
// know, each with the units that the unit register would give: 各市人民政府 the units of level 市,
// 各区、县(市)政府 those of level 区 and 县. The office decides.
Result<std::string> group_proposals(sql::Connection& db, const Actor& actor, UtcMillis now);

}  // namespace duban
