#include "store/merges.h"

#include <gtest/gtest.h>

#include "exports/edited_workbook.h"
#include "exports/sheet.h"
#include "store/log.h"
#include "store/round_fixture.h"
#include "store/trip_cells.h"

namespace duban {
namespace {

class Merges : public RoundTest {
 protected:
  std::string exported(std::int64_t of_plan, const Actor& actor) {
    auto file = export_trip(*db, actor, of_plan, {}, kTestNow);
    EXPECT_TRUE(file.ok()) << (file.ok() ? "" : file.error().message.zh);
    return file.ok() ? file->bytes : std::string();
  }
  Json back(std::int64_t of_plan, const Actor& actor, const EditedWorkbook& book) {
    return parsed(take_back(store, *db, actor, of_plan, book.bytes(), "台账.xlsx", kTestNow));
  }
  Json task_now(std::int64_t task) { return parsed(read_task(*db, office, task, kTestNow)); }
  std::string confirm(const Actor& actor, std::int64_t merge, const ConfirmMerge& how,
                      std::optional<std::int64_t> version = {}) {
    const auto done = confirm_merge(*db, actor, merge, version, how, kTestNow);
    return done.ok() ? "" : done.error().message.zh;
  }
  static Json item(const Json& merge, const std::string& place) {
    for (const Json& each : merge["items"]) {
      if (each["place"] == place) return each;
    }
    return {};
  }
};

TEST_F(Merges, AnUntouchedWorkbookChangesNothing) {
  plan = bring_in(example_paper()).plan_id;
  const Json merge = back(plan, office, EditedWorkbook(exported(plan, office)));
  EXPECT_EQ(merge["items"].size(), 0U);
  EXPECT_EQ(merge["notes"].size(), 0U);
  EXPECT_EQ(merge["state"], "open");
}

TEST_F(Merges, NothingIsChangedBeforeAPersonConfirms) {
  plan = bring_in(example_paper()).plan_id;
  EditedWorkbook book(exported(plan, office));
  book.type(1, "D3", "规模以上工业增加值增长6%。")
      .type(1, "G3", "市统计局，市税务局等")
      .type(1, "I4", "2026/9/30");
  const Json merge = back(plan, office, book);
  EXPECT_EQ(merge["counts"]["changes"], 3);
  EXPECT_EQ(item(merge, "D3")["kind"], "change");
  EXPECT_EQ(item(merge, "D3")["field_name"], "任务内容");
  EXPECT_EQ(item(merge, "G3")["mine"], "市统计局、各区人民政府");
  EXPECT_EQ(task_now(task_id(plan, "1"))["text"], "规模以上工业增加值增长5%。");

  EXPECT_EQ(confirm(office, merge["id"], {{{item(merge, "D3")["n"], false}}, "", ""}), "");
  const Json first = task_now(task_id(plan, "1"));
  EXPECT_EQ(first["text"], "规模以上工业增加值增长5%。");  // the person kept his own
  EXPECT_EQ(first["responsible_units"], (Json{"市统计局", "市税务局"}));
  EXPECT_EQ(first["open_responsible"], true);
  EXPECT_EQ(task_now(task_id(plan, "2"))["deadline"], "2026-09-30");
  const Json done = parsed(read_merge(*db, office, merge["id"], kTestNow));
  EXPECT_EQ(done["state"], "applied");
  EXPECT_EQ(done["applied"], 2);
}

TEST_F(Merges, ASecondConfirmationDoesNothing) {
  plan = bring_in(example_paper()).plan_id;
  EditedWorkbook book(exported(plan, office));
  book.type(1, "D3", "另一句话。");
  const Json merge = back(plan, office, book);
  EXPECT_EQ(confirm(office, merge["id"], {}), "");
  const std::int64_t entries = count("log_entry");
  const std::int64_t corrections = count("correction");
  EXPECT_EQ(confirm(office, merge["id"], {}), "");
  EXPECT_EQ(count("log_entry"), entries);
  EXPECT_EQ(count("correction"), corrections);
  EXPECT_FALSE(drop_merge(*db, office, merge["id"], {}, kTestNow).ok());
}

TEST_F(Merges, WhatBothChangedIsAConflictThatAPersonSettles) {
  plan = bring_in(example_paper()).plan_id;
  EditedWorkbook book(exported(plan, office));
  book.type(1, "D3", "表格里的话。").type(1, "D4", "双方一样的话。").type(1, "F5", "市住房城乡建设局");
  for (const auto& [no, text] : {std::pair("1", "台账里的话。"), std::pair("2", "双方一样的话。")}) {
    ASSERT_TRUE(change_task(*db, office, task_id(plan, no), {},
                            {"text", "\"" + std::string(text) + "\"", "", "", ""}, kTestNow)
                    .ok());
  }
  const Json merge = back(plan, office, book);
  EXPECT_EQ(item(merge, "D3")["kind"], "conflict");
  EXPECT_EQ(item(merge, "D3")["base"], "规模以上工业增加值增长5%。");
  EXPECT_EQ(item(merge, "D3")["mine"], "台账里的话。");
  EXPECT_EQ(item(merge, "D3")["theirs"], "表格里的话。");
  EXPECT_EQ(item(merge, "D4")["kind"], "same");
  EXPECT_NE(confirm(office, merge["id"], {}).find("1 处双方都改过"), std::string::npos);
  EXPECT_EQ(task_now(task_id(plan, "3"))["lead_units"].size(), 2U);  // nothing half done
  EXPECT_EQ(confirm(office, merge["id"], {{{item(merge, "D3")["n"], true}}, "", ""}), "");
  EXPECT_EQ(task_now(task_id(plan, "1"))["text"], "表格里的话。");
  EXPECT_EQ(task_now(task_id(plan, "3"))["lead_units"], (Json{"市住房城乡建设局"}));
}

TEST_F(Merges, AListThatGrewOldIsMadeAgain) {
  plan = bring_in(example_paper()).plan_id;
  EditedWorkbook book(exported(plan, office));
  book.type(1, "D3", "表格里的话。");
  const Json merge = back(plan, office, book);
  ASSERT_TRUE(
      change_task(*db, office, task_id(plan, "1"), {}, {"text", "\"别人刚改的话。\"", "", "", ""}, kTestNow)
          .ok());
  const auto stale =
      confirm_merge(*db, office, merge["id"], merge["version"].get<std::int64_t>(), {}, kTestNow);
  EXPECT_EQ(code_of(stale), ErrorCode::kStale);
  const Json again = parsed(read_merge(*db, office, merge["id"], kTestNow));
  EXPECT_EQ(item(again, "D3")["kind"], "conflict");
  EXPECT_EQ(item(again, "D3")["mine"], "别人刚改的话。");
  EXPECT_EQ(task_now(task_id(plan, "1"))["text"], "别人刚改的话。");
  EXPECT_EQ(
      code_of(confirm_merge(*db, office, merge["id"], merge["version"].get<std::int64_t>(), {}, kTestNow)),
      ErrorCode::kStale);
}

TEST_F(Merges, AnApprovedPlanWantsReasonAndDocument) {
  const std::int64_t led = unit("市工业和信息化局");
  plan = approve(example_paper());
  const std::int64_t task = task_id(plan, "1");
  EditedWorkbook book(exported(plan, office));
  book.type(1, "D3", "增长6%。").type(1, "I3", "2026年11月30日");
  const Json merge = back(plan, office, book);
  EXPECT_NE(confirm(office, merge["id"], {}).find("理由和依据文件"), std::string::npos);
  EXPECT_EQ(confirm(office, merge["id"], {{}, "目标调整", "示政办〔2026〕9号"}), "");
  const Json now = task_now(task);
  EXPECT_EQ(now["text"], "增长6%。");
  EXPECT_EQ(now["deadline"], "2026-11-30");
  EXPECT_EQ(to_iso(kept(task).task.units.at(0).due), "2026-11-30");
  EXPECT_EQ(to_iso(kept(task).task.original_due), "2026-12-31");
  bool recorded = false;
  for (const Json& event : now["history"]) {
    recorded = recorded || (event["action"] == "adjust_task" && event["field"] == "text" &&
                            event["reason"].get<std::string>().find("示政办〔2026〕9号") != std::string::npos);
  }
  EXPECT_TRUE(recorded);
  EXPECT_TRUE(verify_log(*db, 1, {})->intact);
  EXPECT_NE(led, 0);
}

TEST_F(Merges, UnitsOfADispatchedTaskAreNotChangedBehindItsBack) {
  const std::int64_t led = unit("市教育局");
  plan = approve(PaperBuilder().section("一", "甲").task("新建学校3所。", {"市教育局"}));
  TaskRequest dispatch = request(TaskAction::kDispatch, 0, "建成3所");
  dispatch.closure = Closure::kSubstantive;
  ASSERT_EQ(take(office, task_id(plan, "1"), dispatch), "");
  EditedWorkbook book(exported(plan, office));
  book.type(1, "F3", "市商务局").type(1, "D3", "").type(1, "I3", "年底前").type(1, "H3", "改目标");
  const Json merge = back(plan, office, book);
  EXPECT_EQ(merge["counts"]["refused"], 4);
  EXPECT_NE(item(merge, "F3")["why"]["zh"].get<std::string>().find("改派"), std::string::npos);
  EXPECT_NE(item(merge, "D3")["why"]["zh"].get<std::string>().find("终止"), std::string::npos);
  EXPECT_NE(item(merge, "I3")["why"]["zh"].get<std::string>().find("2026-06-30"), std::string::npos);
  EXPECT_EQ(confirm(office, merge["id"], {}), "");
  EXPECT_EQ(parsed(read_merge(*db, office, merge["id"], kTestNow))["applied"], 0);
  EXPECT_NE(led, 0);
}

TEST_F(Merges, EachCellByTheRightToThatCell) {
  const std::int64_t led = unit("市工业和信息化局");
  plan = approve(example_paper());
  const Actor handler = person(7, "经办人", Role::kUnitHandler, led);
  const std::string bytes = exported(plan, handler);
  const auto sheets = read_xlsx_cells(bytes);
  ASSERT_TRUE(sheets.ok());
  EXPECT_EQ((*sheets)[0].rows.size(), 3U);  // head, headings, the one task of his unit
  EditedWorkbook book(bytes);
  book.type(1, "D3", "单位自己改的话。");
  const Json merge = back(plan, handler, book);
  EXPECT_EQ(item(merge, "D3")["kind"], "refused");
  EXPECT_EQ(code_of(confirm_merge(*db, handler, merge["id"], {}, {{{0, true}}, "理由", "文件"}, kTestNow)),
            ErrorCode::kInvalid);
  EXPECT_EQ(confirm(handler, merge["id"], {}), "");
  EXPECT_EQ(task_now(task_id(plan, "1"))["text"], "规模以上工业增加值增长5%。");

  // The office's workbook in a unit's hands, another person's list, an observer.
  const EditedWorkbook offices(exported(plan, office));
  EXPECT_EQ(code_of(take_back(store, *db, handler, plan, offices.bytes(), "a.xlsx", kTestNow)),
            ErrorCode::kForbidden);
  const Json own = back(plan, office, offices);
  EXPECT_EQ(code_of(read_merge(*db, handler, own["id"], kTestNow)), ErrorCode::kNotFound);
  EXPECT_EQ(
      code_of(confirm_merge(*db, person(8, "督查二", Role::kSupervisionOffice), own["id"], {}, {}, kTestNow)),
      ErrorCode::kForbidden);
  EXPECT_EQ(code_of(export_trip(*db, person(9, "观察员", Role::kObserver), plan, {}, kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_EQ(parsed(list_merges(*db, handler, plan, kTestNow))["total"], 1);
  EXPECT_EQ(parsed(list_merges(*db, office, plan, kTestNow))["total"], 2);
}

TEST_F(Merges, AUnitFillsInItsReportsInTheWorkbook) {
  ready();
  const std::int64_t round = opened(monthly(2), on(2, 25));
  const std::int64_t report = report_of(round, industry);
  const Actor writer = handler(industry);
  auto file = export_trip(*db, writer, plan, {}, on(2, 26));
  ASSERT_TRUE(file.ok());
  EditedWorkbook book(file->bytes);
  book.type(2, "F3", "1—2月增长5.6%，新增规上企业12家。").type(2, "H3", "3月底前完成入库。");
  book.type(3, "F3", "５.6").type(3, "G3", "2026/2/28").type(3, "H3", "市统计局").type(3, "E3", "10%");
  const Json merge = parsed(take_back(store, *db, writer, plan, book.bytes(), "台账.xlsx", on(2, 26)));
  EXPECT_EQ(merge["counts"]["changes"], 5);
  EXPECT_EQ(item(merge, "E3")["kind"], "refused");
  EXPECT_EQ(item(merge, "F3")["no"], "1");
  EXPECT_EQ(confirm(writer, merge["id"], {}), "");  // no document: nothing of the task is changed
  const Json now = parsed(read_report(*db, writer, report, on(2, 26)));
  EXPECT_EQ(now["body"]["text"], "1—2月增长5.6%，新增规上企业12家。");
  EXPECT_EQ(now["body"]["next_step"], "3月底前完成入库。");
  EXPECT_EQ(now["body"]["values"][0]["value"], 5.6);
  EXPECT_EQ(now["body"]["values"][0]["as_of"], "2026-02-28");
  EXPECT_EQ(now["state"], "draft");  // handed in by a person, on the page

  // Once it is handed in, a workbook changes it no more.
  book.type(2, "F3", "另一段话。");
  ASSERT_EQ(hand_in_words(writer, report, "", on(3, 1)), "");
  const Json late = parsed(take_back(store, *db, writer, plan, book.bytes(), "台账.xlsx", on(3, 1)));
  EXPECT_EQ(item(late, "F3")["kind"], "refused");
  EXPECT_NE(item(late, "F3")["why"]["zh"].get<std::string>().find("已经报送"), std::string::npos);
}

TEST_F(Merges, OtherWorkbooksAreRefusedWithWhatToDo) {
  plan = bring_in(example_paper()).plan_id;
  const std::int64_t other = bring_in(PaperBuilder("2027年示例市重点工作分工方案", 2027)
                                          .section("一", "甲")
                                          .task("新建学校3所。", {"市教育局"}))
                                 .plan_id;
  const auto plain = to_xlsx("台账", {}, {}).take();
  const auto none = take_back(store, *db, office, plan, plain, "a.xlsx", kTestNow);
  EXPECT_EQ(code_of(none), ErrorCode::kInvalid);
  EXPECT_NE(none.error().message.zh.find("导出号"), std::string::npos);
  EXPECT_EQ(code_of(take_back(store, *db, office, other, EditedWorkbook(exported(plan, office)).bytes(),
                              "a.xlsx", kTestNow)),
            ErrorCode::kInvalid);
  EXPECT_EQ(code_of(take_back(store, *db, office, plan, "PK不是表格", "a.xlsx", kTestNow)),
            ErrorCode::kInvalid);
  EXPECT_EQ(count("ledger_merge"), 0);
}

TEST_F(Merges, TheSameFileTwiceIsOneList) {
  plan = bring_in(example_paper()).plan_id;
  EditedWorkbook book(exported(plan, office));
  book.type(1, "D3", "另一句话。").drop_row(1, 4);
  const Json first = back(plan, office, book);
  EXPECT_EQ(first["notes"][0]["kind"], "dropped_rows");
  EXPECT_EQ(back(plan, office, book)["id"], first["id"]);
  EXPECT_TRUE(drop_merge(*db, office, first["id"], {}, kTestNow).ok());
  EXPECT_NE(back(plan, office, book)["id"], first["id"]);
  EXPECT_EQ(code_of(confirm_merge(*db, office, first["id"], {}, {}, kTestNow)), ErrorCode::kConflict);
}

TEST(TripDate, InTheWaysPeopleType) {
  for (const char* words :
       {"2026-06-30", "2026/6/30", "2026.6.30", " 2026年6月30日 ", "2026-06-30 00:00", "2026年06月30"}) {
    EXPECT_EQ(trip_date(words), std::optional<std::string>("2026-06-30")) << words;
  }
  for (const char* words : {"", "6月30日", "2026-13-01", "2026-06", "年底前", "2026-06-31", "2026-06-30x"}) {
    EXPECT_EQ(trip_date(words), std::nullopt) << words;
  }
}

}  // namespace
}  // namespace duban
