#include "store/group_members.h"

#include "store/ledger_fixture.h"
#include "store/units.h"

namespace duban {
namespace {

class GroupsTest : public LedgerTest {
 protected:
  std::int64_t unit(const std::string& name, const std::string& level = "") {
    const auto made = make_unit(*db, office, {name, {}, level, "", {}, ""}, kTestNow);
    EXPECT_TRUE(made.ok()) << name;
    return made.ok() ? *made : 0;
  }
  std::vector<std::int64_t> members(const std::string& phrase, const std::string& day) {
    const GroupMembers groups = *GroupMembers::load(*db, 1, day);
    const auto* found = groups.of(phrase);
    return found == nullptr ? std::vector<std::int64_t>{-1} : *found;
  }
};

TEST_F(GroupsTest, MembersAreThoseOfTheDay) {
  const std::int64_t east = unit("甲市人民政府"), west = unit("乙市人民政府"), north = unit("丙市人民政府");
  const Versioned group = *make_group(*db, office, {"各市人民政府", {"各市政府", "各 市"}}, kTestNow);
  using Ids = std::vector<std::int64_t>;
  EXPECT_EQ(members("各市人民政府", "2026-02-05"), Ids{});
  EXPECT_EQ(members("各县人民政府", "2026-02-05"), Ids{-1});
  ASSERT_TRUE(set_members(*db, office, group.id, group.version, {east, west}, "2026-01-01", kTestNow).ok());
  ASSERT_TRUE(set_members(*db, office, group.id, {}, {west, north}, "2026-07-01", kTestNow).ok());
  EXPECT_EQ(members("各市人民政府", "2025-12-31"), Ids{});
  EXPECT_EQ(members("各市人民政府", "2026-01-01"), (Ids{east, west}));
  EXPECT_EQ(members("各市政府", "2026-06-30"), (Ids{east, west}));
  EXPECT_EQ(members("各市", "2026-07-01"), (Ids{west, north}));
  const Json shown = parsed(read_group(*db, office, group.id, "2026-07-01", kTestNow));
  EXPECT_EQ(shown["members"].size(), 2u);
  EXPECT_EQ(shown["history"].size(), 3u);
  // What was decided for July is not changed from June.
  EXPECT_EQ(code_of(set_members(*db, office, group.id, {}, {east}, "2026-06-01", kTestNow)),
            ErrorCode::kConflict);
  // The same day again corrects it without a trace of a membership of no days.
  ASSERT_TRUE(set_members(*db, office, group.id, {}, {west}, "2026-07-01", kTestNow).ok());
  EXPECT_EQ(members("各市", "2026-07-01"), Ids{west});
  EXPECT_EQ(parsed(read_group(*db, office, group.id, "", kTestNow))["history"].size(), 2u);
}

TEST_F(GroupsTest, AMergedMemberIsTheOneItWentInto) {
  const std::int64_t east = unit("甲区人民政府"), west = unit("乙区人民政府");
  const Versioned group = *make_group(*db, office, {"各区人民政府", {}}, kTestNow);
  ASSERT_TRUE(set_members(*db, office, group.id, {}, {east, west}, "2026-01-01", kTestNow).ok());
  ASSERT_TRUE(merge_unit(*db, office, east, {}, west, "2026-03-01", kTestNow).ok());
  using Ids = std::vector<std::int64_t>;
  EXPECT_EQ(members("各区人民政府", "2026-02-28"), (Ids{east, west}));
  EXPECT_EQ(members("各区人民政府", "2026-03-01"), Ids{west});
  const Versioned later = *make_group(*db, office, {"城区政府", {}}, kTestNow);
  EXPECT_EQ(code_of(set_members(*db, office, later.id, {}, {east}, "2026-04-01", kTestNow)),
            ErrorCode::kInvalid);
}

TEST_F(GroupsTest, APhraseIsOneGroupAndNoUnit) {
  unit("市发展改革委");
  ASSERT_TRUE(make_group(*db, office, {"各市人民政府", {"各市政府"}}, kTestNow).ok());
  EXPECT_EQ(code_of(make_group(*db, office, {"各市政府", {}}, kTestNow)), ErrorCode::kConflict);
  EXPECT_EQ(code_of(make_group(*db, office, {"市发展改革委", {}}, kTestNow)), ErrorCode::kConflict);
  EXPECT_EQ(code_of(make_group(*db, office, {" ", {}}, kTestNow)), ErrorCode::kInvalid);
  Actor handler;
  handler.account_id = 5;
  handler.roles = {Role::kUnitHandler};
  EXPECT_EQ(code_of(make_group(*db, handler, {"成员单位", {}}, kTestNow)), ErrorCode::kForbidden);
  EXPECT_EQ(count("unit_group"), 1);
}

TEST_F(GroupsTest, PrintedGroupsAreProposedWithTheUnitsThatTheRegisterGives) {
  bring_in(example_paper());  // 各区人民政府 on task 1
  const std::int64_t own = unit("示例市人民政府", "city");
  const std::int64_t east = unit("甲区人民政府", "county"), north = unit("丙县人民政府", "county");
  unit("市财政局", "city");
  const Json proposals = parsed(group_proposals(*db, office, kTestNow));
  ASSERT_EQ(proposals["items"].size(), 1u) << proposals.dump();
  EXPECT_EQ(proposals["items"][0]["name"], "各区人民政府");
  EXPECT_EQ(proposals["items"][0]["tasks"], 1);
  ASSERT_EQ(proposals["items"][0]["likely"].size(), 1u) << proposals.dump();
  EXPECT_EQ(proposals["items"][0]["likely"][0]["unit_id"], east);
  EXPECT_NE(own, north);
  ASSERT_TRUE(make_group(*db, office, {"各区人民政府", {}}, kTestNow).ok());
  EXPECT_EQ(parsed(group_proposals(*db, office, kTestNow))["total"], 0);
}

}  // namespace
}  // namespace duban
