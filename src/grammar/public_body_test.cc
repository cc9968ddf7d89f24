#include "grammar/public_body.h"

#include <gtest/gtest.h>

#include <chrono>

#include "grammar/division.h"

namespace duban {
namespace {

TEST(Division, NamesLevelAndParent) {
  const Division* county = division_at("大竹县税务局");
  ASSERT_NE(county, nullptr);
  EXPECT_EQ(county->name, "大竹县");
  EXPECT_EQ(county->short_name, "大竹");
  EXPECT_EQ(level_of(*county), Level::kCounty);
  ASSERT_NE(parent_of(*county), nullptr);
  EXPECT_EQ(parent_of(*county)->name, "达州市");
  EXPECT_EQ(province_of(*county)->name, "四川省");
  EXPECT_EQ(parent_of(*division_named("东城区", "北京市"))->name, "北京市");
  EXPECT_EQ(division_named("朝阳区", ""), nullptr);  // there are two
  EXPECT_EQ(division_named("朝阳区", "吉林省")->code, "220104");
  EXPECT_EQ(division_at("样例县教育局"), nullptr);
  EXPECT_EQ(division_at("城区改造"), nullptr);
  EXPECT_EQ(short_division_at("大理的风")->name, "大理白族自治州");
  EXPECT_EQ(short_division_at("海南")->name, "海南省");  // not the prefecture of that name
  EXPECT_EQ(level_of(*division_at("义乌市")), Level::kCounty);
  EXPECT_TRUE(division_at("下城区")->former);
}

TEST(Division, IsReadFast) {
  const auto from = std::chrono::steady_clock::now();
  EXPECT_GT(divisions().size(), 3000U);
  EXPECT_NE(short_division_at("大竹"), nullptr);
  EXPECT_LT(std::chrono::steady_clock::now() - from, std::chrono::milliseconds(100));
}

struct BodyRow {
  const char* name;
  BodyKind kind;
  Level level;
  const char* place;
  const char* department;
  bool known;
};
// clang-format off
constexpr BodyRow kBodies[] = {
    {"市发改委",                 BodyKind::kDepartment,    Level::kCity,     "",       "发展改革", true},
    {"省发展和改革委员会",       BodyKind::kDepartment,    Level::kProvince, "",       "发展改革", true},
    {"市委组织部",               BodyKind::kParty,         Level::kCity,     "",       "组织",     true},
    {"省委金融委员会办公室",     BodyKind::kParty,         Level::kProvince, "",       "金融",     true},
    {"市人大常委会办公室",       BodyKind::kCongress,      Level::kCity,     "",       "",         true},
    {"市政协办公室",             BodyKind::kConsultative,  Level::kCity,     "",       "",         true},
    {"市中级人民法院",           BodyKind::kCourt,         Level::kCity,     "",       "",         true},
    {"县检察院",                 BodyKind::kProcuratorate, Level::kCounty,   "",       "",         true},
    {"省税务局",                 BodyKind::kCentral,       Level::kProvince, "",       "税务",     true},
    {"大竹税务局",               BodyKind::kCentral,       Level::kCounty,   "大竹",   "税务",     true},
    {"大连海关",                 BodyKind::kCentral,       Level::kCity,     "大连",   "",         true},
    {"人民银行示例省分行",       BodyKind::kCentral,       Level::kNone,     "",       "",         true},
    {"团市委",                   BodyKind::kMass,          Level::kNone,     "",       "",         true},
    {"县妇联",                   BodyKind::kMass,          Level::kCounty,   "",       "",         true},
    {"省物流协会",               BodyKind::kAssociation,   Level::kProvince, "",       "",         true},
    {"国网示例省电力有限公司",   BodyKind::kCompany,       Level::kNone,     "",       "",         true},
    {"样例高新区管委会",         BodyKind::kZone,          Level::kNone,     "",       "",         true},
    {"五星街道",                 BodyKind::kTown,          Level::kNone,     "",       "",         true},
    {"样例县教育局",             BodyKind::kDepartment,    Level::kCounty,   "样例县", "教育",     true},
    {"市市场监管局",             BodyKind::kDepartment,    Level::kCity,     "",       "市场监管", true},
    {"市财政局办公室",           BodyKind::kOffice,        Level::kCity,     "",       "财政",     true},
    {"市防汛抗旱指挥部",         BodyKind::kWorkingGroup,  Level::kCity,     "",       "",         true},
    {"成员单位",                 BodyKind::kGroup,         Level::kNone,     "",       "",         true},
    {"各市人民政府",             BodyKind::kGroup,         Level::kNone,     "",       "",         true},
    {"国家金融监管总局示例监管局", BodyKind::kCentral,     Level::kState,    "",       "金融监管", true},
    {"市科技和信息化局",         BodyKind::kDepartment,    Level::kCity,     "",       "科技",     true},
    {"县教育体育和科技局",       BodyKind::kDepartment,    Level::kCounty,   "",       "教育体育", true},
    {"省农科院",                 BodyKind::kInstitution,   Level::kProvince, "",       "",         true},
    {"县政务服务中心",           BodyKind::kInstitution,   Level::kCounty,   "",       "政务服务", true},
    {"县代建中心",               BodyKind::kInstitution,   Level::kCounty,   "",       "",         false},
    {"市星辰局",                 BodyKind::kDepartment,    Level::kCity,     "",       "",         false},
    {"晴空万里",                 BodyKind::kUnknown,       Level::kNone,     "",       "",         false},
};
// clang-format on

TEST(PublicBody, SaysKindLevelPlaceAndDepartment) {
  for (const BodyRow& row : kBodies) {
    const PublicBody body = read_body(row.name);
    EXPECT_EQ(to_word(body.kind), to_word(row.kind)) << row.name;
    EXPECT_EQ(to_word(body.level), to_word(row.level)) << row.name;
    EXPECT_EQ(body.place, row.place) << row.name;
    EXPECT_EQ(body.department, row.department) << row.name;
    EXPECT_EQ(body.known, row.known) << row.name;
  }
}

TEST(UnitKey, IsOneForTheNamesOfOneUnit) {
  constexpr const char* kSame[][4] = {
      {"市发展改革委", "市发改委", "市发展和改革委员会", "示例市发展改革委"},
      {"市人社局", "市人力资源社会保障局", "市人力资源和社会保障局", "示例市人社局"},
      {"市住建局", "市住房城乡建设局", "市住房和城乡建设局", "市城乡建设局"},
      {"市文旅局", "市文化和旅游局", "市文化旅游局", "市文化广电旅游局"},
      {"市卫健委", "市卫生健康委", "市卫生健康委员会", "示例市卫健委"},
      {"省委金融委员会办公室", "省委金融办", "省委金融办(省地方金融管理局)", "省委金融办"},
      {"市编办", "市委编办", "市委机构编制委员会办公室", "市委编办"},
      {"市外办", "市政府外办", "市外事办公室", "示例市外办"},
      {"县残联", "县残疾人联合会", "县残联", "县残联"},
      {"市法院", "市中级人民法院", "市中院", "示例市法院"},
      {"高新区管委会", "高新区管理委员会", "高新区管委", "高新区管委会"},
      {"财政局", "市财政局", "示例市财政局", "市财政局"},
      {"人民银行示例省分行", "中国人民银行示例省分行", "人行示例省分行", "人民银行示例省分行"},
  };
  for (const auto& names : kSame) {
    for (const char* name : names) {
      EXPECT_EQ(unit_key(name, "示例市"), unit_key(names[0], "示例市")) << name;
      EXPECT_FALSE(unit_key(name, "示例市").empty()) << name;
    }
  }
}

TEST(UnitKey, DiffersBetweenUnits) {
  constexpr const char* kDiffer[][2] = {
      {"市财政局", "省财政局"},   {"市财政局", "市财政局办公室"},   {"市农业农村局", "市委农办"},
      {"市数据局", "市营商局"},   {"市发改委", "市发改委办公室"},   {"市委办公室", "市政府办公室"},
      {"市商务局", "市招商局"},   {"市公安局", "市公安局交警支队"}, {"大东区政府", "和平区政府"},
      {"市委金融办", "市金融办"}, {"市教育局", "样例县教育局"},     {"市税务局", "市国税局"},
      {"市住建局", "市房产局"},   {"示例证监局", "另例证监局"},     {"市委审计办", "市审计局"},
  };
  for (const auto& [one, other] : kDiffer) EXPECT_NE(unit_key(one, "示例市"), unit_key(other, "示例市")) << one;
  EXPECT_EQ(unit_key("各市人民政府", "示例省"), "");
  EXPECT_EQ(unit_key("有关部门", ""), "");
}

TEST(LikelyDepartment, IsOneSlipAway) {
  EXPECT_EQ(likely_department("市自然自源局"), "市自然资源局");
  EXPECT_EQ(likely_department("省农业农村村厅"), "省农业农村厅");
  EXPECT_EQ(likely_department("市政财局"), "市财政局");
  EXPECT_EQ(likely_department("市财政局"), std::nullopt);
  EXPECT_EQ(likely_department("市星辰局"), std::nullopt);
  EXPECT_EQ(likely_department("市水产局"), std::nullopt);  // one of two characters is too little to go by
  EXPECT_EQ(likely_department("区自然资源分局"), std::nullopt);
  EXPECT_EQ(likely_department("省政协办公厅"), std::nullopt);
  EXPECT_EQ(likely_department("县代建中心"), std::nullopt);
}

}  // namespace
}  // namespace duban
