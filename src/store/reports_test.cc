#include "store/reports.h"

#include "store/evidence.h"
#include "store/problems.h"
#include "store/round_fixture.h"
#include "store/timeline.h"
#include "store/verifications.h"

namespace duban {
namespace {

class ReportsTest : public RoundTest {
 protected:
  void SetUp() override {
    ready();
    round = opened(monthly(2), on(2, 25));
    housing_report = report_of(round, housing);
  }
  // An account that the register of accounts knows, with a role and a unit.
  Actor registered(const std::string& name, Role role, std::int64_t of_unit) {
    EXPECT_TRUE(add_account(store, name, name, {role}, kTestNow).ok());
    const std::int64_t id = **db->one("SELECT id FROM account WHERE name = $1", name);
    EXPECT_TRUE(db->run("UPDATE account SET unit_id = $2 WHERE id = $1", id, of_unit).ok());
    return person(id, name, role, of_unit);
  }
  std::int64_t round = 0, housing_report = 0;
};

TEST_F(ReportsTest, GoesThroughUnitAndOffice) {
  const Actor author = registered("handler", Role::kUnitHandler, housing);
  const Actor reviewer = registered("reviewer", Role::kUnitReviewer, housing);
  EXPECT_EQ(hand_in_words(author, housing_report, body("  "), on(3, 1)), "请填写进展情况");
  ASSERT_EQ(hand_in_words(author, housing_report, body("已开工12个小区。", 12), on(3, 1)), "");
  EXPECT_EQ(state_of(housing_report), "submitted");
  EXPECT_NE(step_words(author, housing_report, ReportAction::kApprove, on(3, 1)), "");
  EXPECT_NE(step_words(office_person(), housing_report, ReportAction::kAccept, on(3, 1)), "");
  ASSERT_EQ(step_words(reviewer, housing_report, ReportAction::kApprove, on(3, 2)), "");
  EXPECT_EQ(state_of(housing_report), "reviewing");
  EXPECT_NE(step_words(office_person(), housing_report, ReportAction::kReturn, on(3, 3)), "");  // no reason
  ASSERT_EQ(step_words(office_person(), housing_report, ReportAction::kReturn, on(3, 3), "请写明竣工数"), "");
  ASSERT_EQ(hand_in_words(author, housing_report, body("已开工12个，竣工3个。", 12), on(3, 9)), "");
  ASSERT_EQ(step_words(author, housing_report, ReportAction::kWithdraw, on(3, 9)), "");
  ASSERT_EQ(hand_in_words(author, housing_report, body("已开工13个，竣工3个。", 13), on(3, 9)), "");
  ASSERT_EQ(step_words(reviewer, housing_report, ReportAction::kApprove, on(3, 9)), "");
  ASSERT_EQ(
      step_words(office_person(), housing_report, ReportAction::kAccept, on(3, 10), "", {{0, 11, "现场点数"}}),
      "");
  const auto shown = report(author, housing_report, on(3, 10));
  EXPECT_EQ(shown["state"], "accepted");
  EXPECT_EQ(shown["late"], false);  // the first time it came in time
  ASSERT_EQ(shown["versions"].size(), 3U);
  EXPECT_EQ(shown["versions"][2]["body"]["text"], "已开工12个小区。");
  EXPECT_EQ(shown["steps"].size(), 8U);
  const auto values = *latest_values(*db, plan);
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0].value, 13);
  EXPECT_EQ(values[0].verified, 11);
  EXPECT_EQ(values[0].verified_on, *Day::of(2026, 3, 10));
  EXPECT_EQ(result_of(reported_result(values[0]), *Day::of(2026, 3, 10)).value, ResultState::kDiffers);
  EXPECT_EQ((*asked_of_task(*db, task_id(plan, "3"))).size(), 2U);
  const auto line = parsed(task_timeline(*db, author, task_id(plan, "3"), "report", on(3, 10)));
  EXPECT_EQ(line["total"], 8);
  EXPECT_EQ(line["items"][0]["zh"], "采用填报");
  EXPECT_EQ(
      parsed(task_timeline(*db, handler(finance, 2002), task_id(plan, "3"), "report", on(3, 10)))["total"], 1);
  EXPECT_EQ(parsed(task_timeline(*db, author, task_id(plan, "3"), "verification", on(3, 10)))["total"], 1);
}

TEST_F(ReportsTest, WithoutAReviewerItGoesToTheOfficeAndMayBeFilledIn) {
  ASSERT_EQ(hand_in_words(handler(housing), housing_report, body("开工12个。", 12), on(3, 1)), "");
  EXPECT_EQ(state_of(housing_report), "reviewing");
  const std::int64_t filled = report_of(round, communications);
  ASSERT_EQ(hand_in_words(office_person(), filled, body("电话了解：建成60个。", 60), on(3, 1)), "");
  const auto shown = report(office_person(), filled, on(3, 1));
  EXPECT_EQ(shown["filled_in"], true);
  EXPECT_EQ(shown["versions"][0]["filled_in"], true);
  EXPECT_EQ(shown["state"], "reviewing");
}

TEST_F(ReportsTest, LateOnesAreTakenAndMarked) {
  ASSERT_EQ(hand_in_words(handler(housing), housing_report, body("开工12个。", 12), on(3, 6)), "");
  const auto asked = *asked_of_round(*db, round);
  ASSERT_EQ(asked.size(), 4U);
  for (const AskedRow& row : asked) {
    if (row.unit_id != housing) continue;
    EXPECT_TRUE(row.late);
    EXPECT_EQ(row.handed_in_on, *Day::of(2026, 3, 6));
  }
  EXPECT_EQ(report(office_person(), housing_report, on(3, 6))["versions"][0]["late"], true);
}

TEST_F(ReportsTest, OddNumbersAreAskedBackAndTakenWhenConfirmed) {
  const Actor author = handler(housing);
  EXPECT_EQ(hand_in_words(author, housing_report, body("开工30000个。", 30000), on(3, 1)),
            "odd.thousandfold/0");
  EXPECT_EQ(state_of(housing_report), "draft");
  EXPECT_EQ(count("report_version"), 0);
  EXPECT_EQ(count("report WHERE draft <> ''"), 0);  // nothing half
  EXPECT_EQ(hand_in_words(author, housing_report, body("负数。", -1), on(3, 1)), "odd.negative/0");
  EXPECT_EQ(hand_in_words(author, housing_report, body("明天的数。", 3, "2026-03-02"), on(3, 1)),
            "odd.future/0");
  ASSERT_EQ(
      hand_in_words(author, housing_report, body("开工30000个。", 30000), on(3, 1), {"odd.thousandfold/0"}),
      "");
  EXPECT_NE(report(author, housing_report, on(3, 1))["versions"][0]["confirmed"].size(), 0U);
  ASSERT_EQ(step_words(office_person(), housing_report, ReportAction::kAccept, on(3, 2)), "");
  // A cumulative figure does not fall.
  const std::int64_t march = report_of(opened(monthly(3), on(3, 25)), housing);
  EXPECT_EQ(hand_in_words(author, march, body("开工15个。", 15, "2026-03-25"), on(3, 26)), "odd.falls/0");
}

TEST_F(ReportsTest, AnApportionedPartIsWhatAUnitAnswersFor) {
  ASSERT_TRUE(
      db->run("INSERT INTO apportionment (government_id, plan_id, task_id, target, whole, note, account, at, "
              "version) VALUES (1, $1, $2, 0, 30, '', '', 0, 1)",
              plan, task_id(plan, "3"))
          .ok());
  ASSERT_TRUE(
      db->run("INSERT INTO apportionment_part (government_id, task_id, target, unit_id, value) VALUES (1, $1, "
              "0, $2, 2)",
              task_id(plan, "3"), housing)
          .ok());
  EXPECT_EQ(report(handler(housing), housing_report, on(3, 1))["targets"][0]["part"], 2);
  EXPECT_EQ(hand_in_words(handler(housing), housing_report, body("开工2000个。", 2000), on(3, 1)),
            "odd.thousandfold/0");
}

TEST_F(ReportsTest, TheLastOneBeginsTheNext) {
  const Actor author = handler(housing);
  const auto first = report(author, housing_report, on(3, 1));
  EXPECT_TRUE(first["last"].is_null());
  EXPECT_EQ(first["body"]["text"], "");
  ASSERT_EQ(hand_in_words(author, housing_report, body("扎实推进各项工作。", 12), on(3, 1)), "");
  const std::int64_t march = report_of(opened(monthly(3), on(3, 25)), housing);
  const auto next = report(author, march, on(3, 26));
  EXPECT_EQ(next["body"]["text"], "扎实推进各项工作。");
  EXPECT_TRUE(next["body"]["values"][0]["value"].is_null());  // a figure is not carried on unseen
  EXPECT_EQ(next["body"]["values"][0]["source"], "市统计局");
  EXPECT_EQ(next["last"]["body"]["values"][0]["value"], 12);
  EXPECT_EQ(next["started"], false);
  ASSERT_EQ(next["hints"].size(), 2U);  // empty talk, and the same words again
  EXPECT_EQ(next["hints"][1]["rule"], "report.same_text");
}

TEST_F(ReportsTest, TwoWhoEditLoseNothing) {
  const Actor one = handler(housing, 2001), two = handler(housing, 2002);
  const std::int64_t seen = report(one, housing_report, on(3, 1))["version"];
  ASSERT_TRUE(save_draft(*db, one, housing_report, seen, body("第一人的文字。"), on(3, 1)).ok());
  EXPECT_EQ(code_of(save_draft(*db, two, housing_report, seen, body("第二人的文字。"), on(3, 1))),
            ErrorCode::kStale);
  EXPECT_EQ(code_of(hand_in(*db, two, housing_report, seen, {body("第二人的文字。"), {}}, on(3, 1))),
            ErrorCode::kStale);
  EXPECT_EQ(report(two, housing_report, on(3, 1))["body"]["text"], "第一人的文字。");
}

TEST_F(ReportsTest, WhatIsHandedInIsNotEdited) {
  ASSERT_EQ(hand_in_words(handler(housing), housing_report, body("开工12个。", 12), on(3, 1)), "");
  EXPECT_EQ(code_of(save_draft(*db, handler(housing), housing_report, {}, body("改。"), on(3, 1))),
            ErrorCode::kConflict);
  NewEvidence link;
  link.report_id = housing_report;
  link.url = "https://example.invalid/a";
  EXPECT_EQ(code_of(add_evidence(store, *db, handler(housing), link, "", on(3, 1))), ErrorCode::kConflict);
}

TEST_F(ReportsTest, AClockSetBackIsRefused) {
  ASSERT_EQ(hand_in_words(handler(housing), housing_report, body("开工12个。", 12), on(3, 4)), "");
  EXPECT_EQ(step_words(office_person(), housing_report, ReportAction::kAccept, on(3, 1)),
            "日期2026年3月1日早于上一次办理的2026年3月4日，请检查系统时间");
  EXPECT_EQ(state_of(housing_report), "reviewing");
}

TEST_F(ReportsTest, BadBodiesAreRefusedByField) {
  const Actor author = handler(housing);
  for (const char* json :
       {"[]", "{\"text\":5}", "{\"values\":{}}", "{\"values\":[{\"target\":1,\"value\":3}]}",
        "{\"values\":[{\"target\":0,\"value\":\"3\"}]}", "{\"values\":[{\"target\":0},{\"target\":0}]}",
        "{\"values\":[{\"target\":0,\"value\":3,\"as_of\":\"2月底\"}]}", "{\"percent\":101}"}) {
    EXPECT_EQ(code_of(save_draft(*db, author, housing_report, {}, json, on(3, 1))), ErrorCode::kInvalid)
        << json;
  }
  EXPECT_EQ(code_of(save_draft(*db, author, housing_report, {}, body(std::string(30000, 'a')), on(3, 1))),
            ErrorCode::kTooLarge);
  EXPECT_EQ(hand_in_words(author, housing_report, body("开工12个。", 12, ""), on(3, 1)),
            "请填写“改造老旧小区”数值的截止日期");
  EXPECT_EQ(count("report WHERE draft <> ''"), 0);
}

TEST_F(ReportsTest, OthersSeeWhatWasAcceptedOnly) {
  const Actor author = handler(housing);
  const Actor co_lead = handler(finance, 2002);          // of the same task
  const Actor stranger = handler(communications, 2003);  // of another
  ASSERT_TRUE(save_draft(*db, author, housing_report, {}, body("未定稿。"), on(3, 1)).ok());
  EXPECT_EQ(code_of(read_report(*db, stranger, housing_report, on(3, 1))), ErrorCode::kNotFound);
  const auto seen = report(co_lead, housing_report, on(3, 1));
  EXPECT_FALSE(seen.contains("body"));
  EXPECT_EQ(seen["versions"].size(), 0U);
  EXPECT_EQ(code_of(save_draft(*db, co_lead, housing_report, {}, body("改。"), on(3, 1))),
            ErrorCode::kForbidden);
  EXPECT_EQ(code_of(save_draft(*db, stranger, housing_report, {}, body("改。"), on(3, 1))),
            ErrorCode::kNotFound);
  ASSERT_EQ(hand_in_words(author, housing_report, body("开工12个。", 12), on(3, 1)), "");
  EXPECT_EQ(report(co_lead, housing_report, on(3, 1))["versions"].size(), 0U);
  ASSERT_EQ(step_words(office_person(), housing_report, ReportAction::kAccept, on(3, 2)), "");
  EXPECT_EQ(report(co_lead, housing_report, on(3, 2))["versions"].size(), 1U);
  EXPECT_EQ(parsed(list_reports(*db, stranger, {}, on(3, 2)))["total"], 1);  // its own
  EXPECT_EQ(parsed(list_reports(*db, co_lead, {}, on(3, 2)))["total"], 2);   // its own, and the accepted one
  EXPECT_EQ(parsed(list_reports(*db, office_person(), {}, on(3, 2)))["total"], 4);
}

TEST_F(ReportsTest, ManyAreAcceptedAtOnceEachForItself) {
  const std::int64_t second = report_of(round, communications);
  ASSERT_EQ(hand_in_words(handler(housing), housing_report, body("开工12个。", 12), on(3, 1)), "");
  ASSERT_EQ(hand_in_words(handler(communications), second, body("建成60个。", 60), on(3, 1)), "");
  const auto version = [&](std::int64_t id) {
    return report(office_person(), id, on(3, 1))["version"].get<std::int64_t>();
  };
  const std::int64_t third = report_of(round, industry);
  const auto outcome = step_reports(
      *db, office_person(), {{housing_report, version(housing_report)}, {second, 99}, {third, version(third)}},
      {ReportAction::kAccept, "", {}}, on(3, 2));
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->done, std::vector<std::int64_t>{housing_report});
  ASSERT_EQ(outcome->refused.size(), 2U);
  EXPECT_EQ(outcome->refused[1].second.zh, "填报处于“草稿”，不能采用");
}

TEST_F(ReportsTest, AnOlderAsOfDateIsNotTheLatest) {
  const Actor author = handler(housing);
  ASSERT_EQ(hand_in_words(author, housing_report, body("开工12个。", 12, "2026-03-03"), on(3, 4)), "");
  ASSERT_EQ(step_words(office_person(), housing_report, ReportAction::kAccept, on(3, 5)), "");
  const std::int64_t march = report_of(opened(monthly(3), on(3, 25)), housing);
  ASSERT_EQ(hand_in_words(author, march, body("补报2月数。", 10, "2026-02-20"), on(3, 26)), "");
  ASSERT_EQ(step_words(office_person(), march, ReportAction::kAccept, on(3, 27)), "");
  const auto latest = *latest_values(*db, plan);
  ASSERT_EQ(latest.size(), 1U);
  EXPECT_EQ(latest[0].value, 12);
  const auto all = *values_of_task(*db, task_id(plan, "3"));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].value, 10);  // by as-of date
}

TEST_F(ReportsTest, VerificationStandsBesideTheReportedValue) {
  ASSERT_EQ(hand_in_words(handler(housing), housing_report, body("开工12个。", 12), on(3, 1)), "");
  ASSERT_EQ(step_words(office_person(), housing_report, ReportAction::kAccept, on(3, 2)), "");
  NewVerification check;
  check.task_id = task_id(plan, "3");
  check.unit_id = housing;
  check.target = 0;
  EXPECT_EQ(code_of(add_verification(*db, office_person(), check, on(3, 3))),
            ErrorCode::kInvalid);  // says nothing
  check.found = 12;
  check.words = "实地查看12个小区";
  check.person = "督查室小李";
  check.checked_on = "2026-03-04";
  EXPECT_EQ(code_of(add_verification(*db, office_person(), check, on(3, 3))), ErrorCode::kInvalid);  // tomorrow
  EXPECT_EQ(code_of(add_verification(*db, handler(housing), check, on(3, 5))), ErrorCode::kForbidden);
  check.unit_id = communications;
  EXPECT_EQ(code_of(add_verification(*db, office_person(), check, on(3, 5))), ErrorCode::kNotFound);
  check.unit_id = housing;
  const auto id = add_verification(*db, office_person(), check, on(3, 5));
  ASSERT_TRUE(id.ok());
  NewEvidence photo;
  photo.verification_id = *id;
  photo.file_name = "现场.jpg";
  EXPECT_TRUE(add_evidence(store, *db, office_person(), photo, "\xff\xd8\xff\xe0 photo", on(3, 5)).ok());
  const auto list = parsed(list_verifications(*db, handler(housing), check.task_id, on(3, 5)));
  ASSERT_EQ(list["total"], 1);
  EXPECT_EQ(list["items"][0]["reported"], 12);
  EXPECT_EQ(list["items"][0]["agrees"], true);
  EXPECT_EQ(list["items"][0]["evidence"].size(), 1U);
  EXPECT_EQ((*latest_values(*db, plan)).at(0).verified, 12);
}

TEST_F(ReportsTest, EvidenceIsVersionedAndKept) {
  const Actor author = handler(housing);
  const auto add = [&](const std::string& name, std::string_view bytes, std::int64_t replaces = 0) {
    NewEvidence what;
    what.report_id = housing_report;
    what.file_name = name;
    what.replaces = replaces;
    return add_evidence(store, *db, author, what, bytes, on(3, 1));
  };
  const auto first = add("台账.pdf", "%PDF-1.4 one");
  ASSERT_TRUE(first.ok());
  const auto second = add("台账.pdf", "%PDF-1.4 two", *first);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(code_of(add("台账.pdf", "%PDF-1.4 three", *first)), ErrorCode::kNotFound);  // replaced already
  EXPECT_EQ(code_of(add("秘密★计划.pdf", "%PDF-1.4")), ErrorCode::kRefused);
  EXPECT_EQ(code_of(add("大.pdf", "%PDF" + std::string(kLargestEvidence, 'x'))), ErrorCode::kTooLarge);
  const auto all = report(author, housing_report, on(3, 1))["evidence"];
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["replaced"], true);
  EXPECT_EQ(all[1]["no"], 2);
  const auto stored = evidence_file(*db, author, *first, on(3, 1));  // the older one stays readable
  ASSERT_TRUE(stored.ok());
  EXPECT_EQ(*store.get_file(stored->sha256), "%PDF-1.4 one");
  EXPECT_EQ(code_of(evidence_file(*db, handler(communications, 2003), *first, on(3, 1))), ErrorCode::kNotFound);
  ASSERT_TRUE(remove_evidence(*db, author, *second, on(3, 1)).ok());
  EXPECT_EQ(code_of(remove_evidence(*db, author, *second, on(3, 1))), ErrorCode::kConflict);
  ASSERT_EQ(hand_in_words(author, housing_report, body("开工12个。", 12), on(3, 1)), "");
  EXPECT_EQ(report(author, housing_report, on(3, 1))["versions"][0]["evidence_ids"].size(), 0U);
}

TEST_F(ReportsTest, AskingForCoordinationRaisesTheProblem) {
  const Actor author = registered("handler", Role::kUnitHandler, housing);
  const Actor reviewer = registered("reviewer", Role::kUnitReviewer, housing);
  Json json = Json::parse(body("开工12个。", 12));
  json["wants_coordination"] = true;
  EXPECT_EQ(hand_in_words(author, housing_report, json.dump(), on(3, 1)), "提请协调时请写明存在的问题");
  json["problems"] = "两个小区管线迁改未定";
  ASSERT_EQ(hand_in_words(author, housing_report, json.dump(), on(3, 1)), "");
  EXPECT_EQ(open_problems(*db, plan)->size(), 0U);  // the unit has not agreed yet
  ASSERT_EQ(step_words(reviewer, housing_report, ReportAction::kApprove, on(3, 2)), "");
  const auto problems = *open_problems(*db, plan);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].unit_id, housing);
  EXPECT_NE(problems[0].text.find("管线迁改"), std::string::npos);
}

TEST_F(ReportsTest, AMergedUnitsReportsGoToTheUnitItWentInto) {
  const std::int64_t into = unit("市建设和管理局");
  const auto merged = merge_unit(*db, office, housing, {}, into, "2026-03-01", on(3, 1));
  ASSERT_TRUE(merged.ok());
  EXPECT_EQ(hand_in_words(handler(into), housing_report, body("开工12个。", 12), on(3, 2)), "");
}

}  // namespace
}  // namespace duban
