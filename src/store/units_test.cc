#include "store/units.h"

#include "store/ledger_fixture.h"
#include "store/people.h"
#include "store/portfolios.h"
#include "store/unit_names.h"

namespace duban {
namespace {

class Units : public LedgerTest {
 protected:
  std::int64_t make(const std::string& name, const std::string& from = "",
                    std::vector<std::string> aliases = {}) {
    const auto id = make_unit(*db, office, {name, {}, "", "", std::move(aliases), from}, kTestNow);
    EXPECT_TRUE(id.ok()) << (id.ok() ? "" : id.error().message.zh);
    return id.ok() ? *id : 0;
  }
  std::optional<std::int64_t> resolve(std::string_view name, std::string_view date) {
    return UnitNames::load(*db, 1)->resolve(name, date);
  }
  std::vector<std::string> names_at(std::string_view date) {
    const Json page = parsed(list_units(*db, office, date, kTestNow));
    std::vector<std::string> out;
    for (const Json& each : page["items"]) out.push_back(each["name"]);
    return out;
  }
};

TEST_F(Units, ANameIsLookedUpByItsDate) {
  const auto culture = make("市文化广电局", "2010-01-01");
  ASSERT_TRUE(rename_unit(*db, office, culture, 1, "市文化旅游局", "2019-03-01", kTestNow).ok());
  // Later another unit takes the old name.
  const auto fresh = make("市文化广电局", "2024-01-01");
  EXPECT_EQ(resolve("市文化广电局", "2015-06-01"), culture);
  EXPECT_EQ(resolve("市文化广电局", "2025-06-01"), fresh);
  EXPECT_EQ(resolve("市文化旅游局", "2025-06-01"), culture);
  EXPECT_EQ(resolve("市文化旅游局", "2011-01-01"), culture) << "nearest, where nobody bore it then";
  EXPECT_EQ(resolve("市体育局", "2025-01-01"), std::nullopt);
  EXPECT_EQ(names_at("2015-01-01"), (std::vector<std::string>{"市文化广电局"}));
  EXPECT_EQ(names_at("2025-01-01"), (std::vector<std::string>{"市文化广电局", "市文化旅游局"}));
}

TEST_F(Units, BracketsAndSpacesDoNotPart) {
  const auto data = make("省数据局（省营商局）");
  EXPECT_EQ(resolve("省数据局(省营商局)", "2026-01-01"), data);
  EXPECT_EQ(resolve("省数据局", "2026-01-01"), data);
  EXPECT_EQ(resolve("省 营商局", ""), data);
  const auto police = make("省公安厅");
  EXPECT_EQ(resolve("省公安厅(省边海防办)", "2026-01-01"), police);
}

TEST_F(Units, ADoubleIsMergedAndEverythingFollows) {
  const std::int64_t plan = bring_in(example_paper()).plan_id;
  const auto finance = make("市财政局");
  const auto office_of_finance = make("财政局", "", {"市财局"});
  ASSERT_TRUE(add_alias(*db, office, office_of_finance, "市民政局", kTestNow).ok());  // in one task of the plan
  ASSERT_TRUE(make_portfolio(*db, office, {"周强", office_of_finance, "2026-01-01", ""}, kTestNow).ok());
  ASSERT_TRUE(
      db->run("INSERT INTO account (government_id, name, name_key, display_name, unit_id, password_hash, "
              "password_set_at, one_time, created_at) VALUES (1, 'li', 'li', '李', $1, '', 0, 0, 0)",
              office_of_finance)
          .ok());
  EXPECT_EQ(count("task_unit WHERE unit_id = " + std::to_string(office_of_finance)), 1);
  const auto merged = merge_unit(*db, office, office_of_finance, {}, finance, "2026-02-01", kTestNow);
  ASSERT_TRUE(merged.ok()) << merged.error().message.zh;
  EXPECT_EQ(*merged, 1);
  EXPECT_EQ(count("task_unit WHERE unit_id = " + std::to_string(finance)), 3);
  EXPECT_EQ(count("account WHERE unit_id = " + std::to_string(finance)), 1);
  EXPECT_EQ(count("portfolio WHERE unit_id = " + std::to_string(finance)), 1);
  EXPECT_EQ(resolve("市财局", "2026-06-01"), finance);
  const Json task = parsed(read_task(*db, office, task_id(plan, "3"), kTestNow));
  EXPECT_EQ(task["responsible_unit_ids"], Json({finance})) << "the rows say so too";
  const Json gone = parsed(read_unit(*db, office, office_of_finance, kTestNow));
  EXPECT_EQ(gone["successor_id"], finance);
  EXPECT_EQ(gone["history"].back()["what"], "merged");
  EXPECT_EQ(code_of(merge_unit(*db, office, finance, {}, office_of_finance, "2026-03-01", kTestNow)),
            ErrorCode::kConflict);
  EXPECT_EQ(code_of(merge_unit(*db, office, finance, {}, finance, "2026-03-01", kTestNow)),
            ErrorCode::kConflict);
}

TEST_F(Units, RegisteringANameLightsUpTheRows) {
  const std::int64_t plan = bring_in(example_paper()).plan_id;
  const std::int64_t id = task_id(plan, "1");
  const int before = parsed(read_task(*db, office, id, kTestNow))["version"];
  const auto unit = make("市统计局");
  const Json task = parsed(read_task(*db, office, id, kTestNow));
  EXPECT_EQ(task["responsible_unit_ids"][0], unit);
  EXPECT_EQ(task["version"], before + 1);
  EXPECT_EQ(parsed(read_unit(*db, office, unit, kTestNow))["plans"][0]["shared"], 1);
}

TEST_F(Units, TheTreeHasNoCircleAndNoNameTwice) {
  const auto city = make("市政府");
  const auto bureau = make("市教育局");
  UnitChange under;
  under.set_parent = true;
  under.parent_id = city;
  ASSERT_TRUE(change_unit(*db, office, bureau, 1, under, kTestNow).ok());
  under.parent_id = bureau;
  EXPECT_EQ(code_of(change_unit(*db, office, city, {}, under, kTestNow)), ErrorCode::kConflict);
  EXPECT_EQ(code_of(change_unit(*db, office, bureau, 1, under, kTestNow)), ErrorCode::kStale);
  EXPECT_EQ(code_of(make_unit(*db, office, {"市教育局", {}, "", "", {}, ""}, kTestNow)), ErrorCode::kConflict);
  EXPECT_EQ(code_of(make_unit(*db, office, {" ", {}, "", "", {}, ""}, kTestNow)), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(add_alias(*db, office, city, "市教育局", kTestNow)), ErrorCode::kConflict);
  EXPECT_EQ(code_of(rename_unit(*db, office, city, {}, "市府", "今天", kTestNow)), ErrorCode::kInvalid);
  Actor observer = office;
  observer.account_id = 5;
  observer.roles = {Role::kObserver};
  EXPECT_EQ(code_of(make_unit(*db, observer, {"市气象局", {}, "", "", {}, ""}, kTestNow)),
            ErrorCode::kForbidden);
}

TEST_F(Units, APlanProposesWhatTheRegisterDoesNotKnow) {
  const std::int64_t plan = bring_in(example_paper()).plan_id;
  const auto education = make("示例市教育局");
  const auto housing = make("市住房和城乡建设局");
  make("市财政局");
  const Json page = parsed(unit_proposals(*db, office, plan, kTestNow));
  std::map<std::string, Json> by_name;
  for (const Json& each : page["items"]) by_name[each["name"]] = each;
  EXPECT_FALSE(by_name.contains("市财政局")) << "known";
  EXPECT_FALSE(by_name.contains("市教育局")) << "示例市教育局, by its own government's papers";
  EXPECT_FALSE(by_name.contains("市住房城乡建设局")) << "市住房和城乡建设局 in other words";
  EXPECT_EQ(by_name["市统计局"]["kind"], "department");
  EXPECT_EQ(by_name["市统计局"]["known"], true);
  EXPECT_EQ(by_name["各区人民政府"]["group"], true);
  EXPECT_TRUE(by_name["市统计局"]["likely_unit_id"].is_null());
  const auto taken =
      take_unit_proposals(*db, office, plan, {{"市统计局"}, {{"市教委", education}}}, kTestNow);
  ASSERT_TRUE(taken.ok());
  EXPECT_EQ(taken->created, 1);
  EXPECT_EQ(taken->aliased, 1);
  EXPECT_EQ(count("task_unit WHERE name = '市教育局' AND unit_id = " + std::to_string(education)), 2);
  EXPECT_GE(count("task_unit WHERE name = '市住房城乡建设局' AND unit_id = " + std::to_string(housing)), 1);
}

}  // namespace
}  // namespace duban
