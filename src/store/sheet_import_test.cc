#include "store/sheet_import.h"

#include "exports/plain_sheet.h"
#include "store/ledger_fixture.h"
#include "store/posts.h"
#include "store/sheet_rows.h"
#include "store/sources.h"
#include "store/units.h"

namespace duban {
namespace {

using SheetLines = std::vector<std::vector<std::string>>;

class SheetImportTest : public LedgerTest {
 protected:
  void SetUp() override {
    education = *make_unit(*db, office, {"市教育局", {}, "", "", {}, ""}, kTestNow);
    police = *make_unit(*db, office, {"市公安局", {}, "", "", {}, ""}, kTestNow);
  }
  Result<Versioned> preview(SheetKind kind, const SheetLines& lines, std::int64_t plan = 0) {
    const auto bytes = plain_sheet("表一", lines, {});
    EXPECT_TRUE(bytes.ok());
    return preview_sheet(store, *db, office, kind, plan, *bytes, "表.xlsx", Language::kZh, kTestNow);
  }
  Result<TakenSheet> take(SheetKind kind, const Versioned& made) {
    return take_sheet(store, *db, office, kind, made.id, made.version, kTestNow);
  }
  static std::vector<std::string> faults(const Json& preview) {
    std::vector<std::string> out;
    for (const Json& row : preview["rows"]) {
      for (const Json& each : row["faults"]) {
        out.push_back(each["cell"].get<std::string>() + " " + each["text"].get<std::string>());
      }
    }
    return out;
  }
  std::int64_t education = 0, police = 0;
};

TEST_F(SheetImportTest, AccountsAreShownAndThenMadeAtOnce) {
  const auto made =
      preview(SheetKind::kAccounts,
              {{"账号", "姓名", "单位"}, {"chenping", "陈平", "市教育局"}, {"wuyuan", "吴远", "市公安局"}});
  ASSERT_TRUE(made.ok()) << made.error().message.zh;
  const Json shown = Json::parse(made->json);
  EXPECT_EQ(shown["rows"][0]["values"], Json::array({"chenping", "陈平", "市教育局", ""}));
  EXPECT_EQ(shown["faults"], 0);
  EXPECT_EQ(count("account"), 0) << "nothing before a person confirms";
  const auto taken = take(SheetKind::kAccounts, *made);
  ASSERT_TRUE(taken.ok()) << taken.error().message.zh;
  ASSERT_EQ(taken->accounts.size(), 2u);
  EXPECT_EQ(taken->accounts[0].name, "chenping");
  EXPECT_GE(taken->accounts[0].password.size(), 8u);
  EXPECT_EQ(**db->one("SELECT unit_id FROM account WHERE name = 'wuyuan'"), police);
  EXPECT_EQ(count("account_role"), 0) << "roles are another person's business";
  EXPECT_EQ(code_of(take(SheetKind::kAccounts, *made)), ErrorCode::kStale);
  EXPECT_EQ(code_of(take_sheet(store, *db, office, SheetKind::kAccounts, made->id, {}, kTestNow)),
            ErrorCode::kConflict);
}

TEST_F(SheetImportTest, EveryFaultNamesItsCellAndTheRemedyAndNothingIsTaken) {
  const auto made = preview(SheetKind::kAccounts, {{"重点人员", ""},
                                                   {"账 号（必填）", "姓名", "所在单位"},
                                                   {"chenping", "陈平", "市星象局"},
                                                   {"c p", "陈平"},
                                                   {"CHENPING", "", "市教育局"}});
  ASSERT_TRUE(made.ok()) << made.error().message.zh;
  EXPECT_EQ(faults(Json::parse(made->json)),
            (std::vector<std::string>{"C3 单位库里没有“市星象局”。请改成库里的名称，或先在单位页登记",
                                      "A4 账号名只能用汉字、字母、数字和 . - _",
                                      "C4 没有单位也没有领导姓名：只有督查室人员这样", "B5 没有姓名，请填写",
                                      "A5 账号名 CHENPING 与第 3 行重复"}));
  const auto taken = take(SheetKind::kAccounts, *made);
  EXPECT_EQ(code_of(taken), ErrorCode::kConflict);
  EXPECT_NE(taken.error().message.zh.find("还有 4 处要改"), std::string::npos) << taken.error().message.zh;
  EXPECT_EQ(count("account"), 0);
}

TEST_F(SheetImportTest, WhatChangedSinceThePreviewIsLookedAtAgain) {
  const auto made = preview(SheetKind::kAccounts, {{"账号", "姓名"}, {"chenping", "陈平"}});
  ASSERT_TRUE(made.ok());
  Actor other = office;
  other.account_id = 7;
  EXPECT_EQ(code_of(take_sheet(store, *db, other, SheetKind::kAccounts, made->id, {}, kTestNow)),
            ErrorCode::kForbidden);
  const auto second = preview(SheetKind::kAccounts, {{"账号", "姓名"}, {"chenping", "陈平"}});
  ASSERT_TRUE(take(SheetKind::kAccounts, *second).ok());
  EXPECT_EQ(code_of(take(SheetKind::kAccounts, *made)), ErrorCode::kConflict);
  EXPECT_EQ(count("account"), 1);
}

TEST_F(SheetImportTest, AWorkbookWithoutTheHeadingsSaysWhichAreMissing) {
  const auto made = preview(SheetKind::kAccounts, {{"用户名", "电话"}, {"chenping", "1"}});
  EXPECT_EQ(code_of(made), ErrorCode::kInvalid);
  EXPECT_EQ(made.error().message.zh, "工作表“表一”没有“姓名”这一列。请用模板，或把表头改成这个名称");
  EXPECT_EQ(code_of(preview(SheetKind::kAccounts, {{"账号", "姓名"}})), ErrorCode::kInvalid);
  EXPECT_FALSE(preview_sheet(store, *db, office, SheetKind::kAccounts, 0, "PK\x03\x04 broken", "x.xlsx",
                             Language::kZh, kTestNow)
                   .ok());
  EXPECT_EQ(count("sheet_import"), 0);
}

TEST_F(SheetImportTest, OfficersTakeTheirPosts) {
  const auto first = preview(SheetKind::kOfficers, {{"单位", "岗位", "姓名", "起任日期", "电话"},
                                                    {"市教育局", "主要负责人", "陈平", "2024/1/5", "0000-1"},
                                                    {"市教育局", "联络员", "周小舟", "", ""}});
  ASSERT_TRUE(first.ok()) << first.error().message.zh;
  ASSERT_EQ(faults(Json::parse(first->json)), std::vector<std::string>{});
  ASSERT_TRUE(take(SheetKind::kOfficers, *first).ok());
  const auto next = preview(SheetKind::kOfficers, {{"单位", "岗位", "姓名", "起任日期"},
                                                   {"市教育局", "主要负责人", "吴清", "2026年3月1日"},
                                                   {"市公安局", "负责同志", "孙立", "三月"}});
  EXPECT_EQ(faults(Json::parse(next->json)),
            (std::vector<std::string>{"C2 接任陈平（至2026-03-01止）",
                                      "B3 岗位“负责同志”应写作主要负责人、联络员或经办人",
                                      "D3 起任日期“三月”应写作 2026-03-01 的样子"}));
  EXPECT_EQ(code_of(take(SheetKind::kOfficers, *next)), ErrorCode::kConflict);
  const auto good = preview(SheetKind::kOfficers, {{"单位", "岗位", "姓名", "起任日期"},
                                                   {"市教育局", "主要负责人", "吴清", "2026年3月1日"}});
  ASSERT_TRUE(take(SheetKind::kOfficers, *good).ok());
  const auto held = [&](const char* day) {
    std::string out;
    const std::vector<Holder> all = holders_on(*db, 1, education, *Day::parse(day)).take();
    for (const Holder& each : all) out += std::string(zh_name(each.kind)) + each.person + " ";
    return out;
  };
  EXPECT_EQ(held("2026-02-28"), "主要负责人陈平 联络员周小舟 ");
  EXPECT_EQ(held("2026-03-01"), "主要负责人吴清 联络员周小舟 ");
}

TEST_F(SheetImportTest, TasksOfASourceComeFromItsWorkbook) {
  NewSource wanted;
  wanted.kind = DocumentKind::kMeeting;
  wanted.title = "市政府第3次常务会议";
  wanted.issued_on = "2026-02-03";
  const std::int64_t source = *make_source(store, *db, office, wanted, kTestNow);
  const auto made = preview(
      SheetKind::kTasks,
      {{"市政府第3次常务会议议定事项清单"},
       {"序号", "议定事项", "牵头领导", "牵头单位", "配合单位", "完成时限"},
       {"1", "新建校园周边停车位300个。", "王健、李明", "市教育局", "市公安局、城市管理局等", "6月底前"},
       {},
       {"", "开展隐患排查。", "", "市公安局", "", "2026.4.30"},
       {"1", "", "", "", "", "尽快"}},
      source);
  ASSERT_TRUE(made.ok()) << made.error().message.zh;
  EXPECT_EQ(faults(Json::parse(made->json)),
            (std::vector<std::string>{
                "E3 单位库里没有“市城市管理局”，导入后请登记或设为单位组", "B6 没有任务内容，请填写",
                "F6 完成时限“尽快”读不出日期，请写作 2026-06-30 的样子，没有时限请空着",
                "D6 没有牵头单位，也没有责任单位，请至少写一个", "A6 序号 1 与第 3 行重复"}));
  const auto good = preview(
      SheetKind::kTasks,
      {{"序号", "议定事项", "牵头领导", "牵头单位", "配合单位", "完成时限"},
       {"1", "新建校园周边停车位300个。", "王健、李明", "市教育局", "市公安局、城市管理局等", "6月底前"},
       {"", "开展隐患排查。", "", "市公安局", "", "2026.4.30"}},
      source);
  ASSERT_TRUE(take(SheetKind::kTasks, *good).ok());
  const Json rows = parsed(list_tasks(*db, office, source, {}, kTestNow))["items"];
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["leaders"], Json::array({"王健", "李明"}));
  EXPECT_EQ(rows[0]["responsible_units"], Json::array({"市公安局", "市城市管理局"}));
  EXPECT_EQ(rows[0]["open_responsible"], true);
  EXPECT_EQ(rows[0]["due_date"], "2026-06-30");
  EXPECT_EQ(rows[0]["deadline_text"], "6月底前");
  EXPECT_EQ(rows[1]["no"], "2");
  EXPECT_EQ(rows[1]["due_date"], "2026-04-30");
}

TEST_F(SheetImportTest, TheTemplateIsReadAgain) {
  for (const SheetKind kind : {SheetKind::kAccounts, SheetKind::kOfficers, SheetKind::kTasks}) {
    const auto sheets = read_xlsx_cells(*sheet_template(kind));
    ASSERT_TRUE(sheets.ok()) << sheets.error().message.zh;
    const auto rows = read_rows(kind, *sheets, 10);
    ASSERT_FALSE(rows.ok());
    EXPECT_EQ(rows.error().message.zh, "表头下面没有内容");
  }
}

TEST_F(SheetImportTest, ADayIsTakenAsPeopleWriteIt) {
  EXPECT_EQ(day_in("2026-06-30"), "2026-06-30");
  EXPECT_EQ(day_in("2026年6月3日"), "2026-06-03");
  EXPECT_EQ(day_in("2026/6/3"), "2026-06-03");
  EXPECT_EQ(day_in("2026.6.3"), "2026-06-03");
  EXPECT_EQ(day_in("6月底前"), std::nullopt);
  EXPECT_EQ(deadline_in("6月底前", 2026), "2026-06-30");
  EXPECT_EQ(deadline_in("2026.6.3", 2026), "2026-06-03");
  EXPECT_EQ(deadline_in("2026-02-30", 2026), std::nullopt);
  EXPECT_EQ(deadline_in("长期", 2026), std::nullopt);
}

}  // namespace
}  // namespace duban
