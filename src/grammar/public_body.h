#pragma once

// What the name of a unit tells of it: what kind of body, of which level, where, and which department it is
// whatever of its names is printed. Pure look-ups in data/lexicon; a name that tells nothing gives kUnknown.

#include <optional>
#include <string>
#include <string_view>

#include "plan/plan.h"

namespace duban {

enum class BodyKind {
  kUnknown,
  kGovernment,     // 示例市人民政府
  kParty,          // 市委组织部
  kCongress,       // 市人大常委会办公室
  kConsultative,   // 市政协
  kCourt,          // 市中级人民法院
  kProcuratorate,  // 市检察院
  kMilitary,       // 市警备区
  kDepartment,     // 市财政局
  kCentral,        // 市税务局, 大连海关: the State Council's own in the place
  kMass,           // 市妇联, 团市委
  kAssociation,    // 市物流协会
  kCompany,        // 国网示例供电公司
  kZone,           // 高新区管委会
  kTown,           // 城关镇, 五星街道
  kSchool,
  kHospital,
  kInstitution,   // 市疾控中心
  kOffice,        // 市财政局办公室, 综合科
  kWorkingGroup,  // 市防汛抗旱指挥部
  kGroup,         // 成员单位, 各市人民政府
};

struct PublicBody {
  BodyKind kind = BodyKind::kUnknown;
  Level level = Level::kNone;  // 省 …: kProvince; of a place: the place's
  std::string place;  // as printed: 大竹县, 大竹, 大连; empty where the name says only the level, or nothing
  std::string department;  // its name in data/lexicon/organs.txt: 发展改革 of 市发改委; empty for what is none
  bool known = false;  // every part of the name is known: what it ends in, and what the end is of
};
PublicBody read_body(std::string_view name);

// The names of one unit give one key: 市发改委, 市发展和改革委员会 and 示例市发展改革委(市能源局) in a paper of
// 示例市. `region` is the full name of the government whose units they are; may be empty. Empty for a group.
std::string unit_key(std::string_view name, std::string_view region);

// The known department that a name likely means, one character of its core being another or missing: 市财正局
// gives 市财政局. Nothing where the name is known, or is near to none or to several.
std::optional<std::string> likely_department(std::string_view name);

std::string_view to_word(BodyKind kind);  // government, party, …; unknown is ""
std::string_view zh_name(BodyKind kind);  // 政府, 党委部门, …

}  // namespace duban
