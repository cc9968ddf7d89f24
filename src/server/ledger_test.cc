// The ledger over real sockets: a paper in, findings settled, approved, exported. Every answer is checked
// against /api/openapi.json by the fixture.

#include "server/app_fixture.h"

namespace duban::test {
namespace {

using Json = nlohmann::json;

// In the layout of labelled lines; a hijacked page's words stand where a unit should.
constexpr const char* kPaper =
    "即时比分关于印发2026年政府工作报告重点工作分工方案的通知\n\n"
    "示政发〔2026〕1号\n\n"
    "各区、县(市)政府,市政府各部门:\n\n"
    "  一、推动工业增长\n\n"
    "  1.规模以上工业增加值增长5%。\n\n  牵头单位:市工业和信息化局\n\n  责任单位:市统计局,各区、县(市)政府\n\n"
    "  2.新建5G基站300个。\n\n  牵头单位:市通信管理局\n\n  责任单位:即时比分、市财政局\n\n"
    "  二、办好民生实事\n\n"
    "  3.改造老旧小区30个。\n\n  牵头单位:市城乡建设局\n\n  责任单位:市财政局、市民政局\n\n"
    "  4.推进诚信建设。\n\n  牵头单位:市发展改革委\n\n  责任单位:市教育局等有关部门\n\n"
    "  各牵头部门分管市领导负责组织推进相关工作。\n";

class LedgerJourney : public AppTest {
 protected:
  void SetUp() override {
    AppTest::SetUp();
    office = logged_in(person("office", {Role::kSupervisionOffice}));
    observer = logged_in(person("observer", {Role::kObserver}));
  }
  Answer upload(Client& by, const std::string& bytes, const std::string& name = "方案.txt") {
    const std::string body = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                             "\"\r\nContent-Type: text/plain\r\n\r\n" + bytes + "\r\n--B--\r\n";
    const Answer answer =
        by.send("POST", "/api/v1/documents", {{"Content-Type", "multipart/form-data; boundary=B"}}, body);
    check("POST", "/api/v1/documents", answer);
    return answer;
  }
  Json get(Client& by, const std::string& path, int status = 200) {
    const Answer answer = call(by, "GET", "/api/v1" + path);
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return answer.json();
  }
  static std::string id_of(const Json& thing) { return std::to_string(thing["id"].get<std::int64_t>()); }
  static Fields match(const Json& thing) {
    return {{"If-Match", "\"" + id_of(thing) + "-" + std::to_string(thing["version"].get<int>()) + "\""}};
  }

  std::unique_ptr<Client> office;
  std::unique_ptr<Client> observer;
};

TEST_F(LedgerJourney, APaperBecomesALedger) {
  const Answer made = upload(*office, kPaper);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json()["tasks"], 4);
  EXPECT_GE(made.json()["findings"]["look"].get<int>(), 1);
  EXPECT_EQ(made.header("location"), "/api/v1/plans/1");
  const Answer again = upload(*office, kPaper);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.json()["known"], true);

  const Json plan = get(*observer, "/plans/1");
  EXPECT_EQ(plan["doc_number"], "示政发〔2026〕1号");
  EXPECT_EQ(plan["leaders_by_portfolio"], true);
  EXPECT_EQ(plan["sections"].size(), 2U);
  EXPECT_EQ(get(*observer, "/plans")["total"], 1);
  const std::string document = std::to_string(plan["document_id"].get<int>());
  EXPECT_EQ(get(*observer, "/documents/" + document)["file_name"], "方案.txt");
  EXPECT_EQ(call(*observer, "GET", "/api/v1/documents/" + document + "/text").body, kPaper);
  const Answer bytes = call(*observer, "GET", "/api/v1/documents/" + document + "/bytes");
  EXPECT_EQ(bytes.body, kPaper);
  EXPECT_NE(bytes.header("content-disposition").find("attachment"), std::string::npos);

  const Json rows = get(*observer, "/plans/1/tasks?q=%E8%80%81&sort=-no");
  ASSERT_EQ(rows["total"], 1);
  EXPECT_EQ(rows["items"][0]["no"], "3");
  const Json task = get(*observer, "/tasks/" + id_of(rows["items"][0]));
  const std::size_t begin = task["spans"]["lead_units"][0][0][0];
  const std::size_t end = task["spans"]["lead_units"][0][0][1];
  EXPECT_EQ(std::string(kPaper).substr(begin, end - begin), "市城乡建设局");
  const Json few = get(*observer, "/plans/1/tasks?fields=id,no,spans&limit=2");
  EXPECT_EQ(few["items"][0].size(), 3U) << few;
  EXPECT_EQ(few["next"], "2");
  EXPECT_EQ(get(*observer, "/search?q=5G")["items"][0]["at"], Json::parse("[[6,8]]"));
  get(*observer, "/plans/1/overview");
  get(*observer, "/plans/1/units");
  get(*observer, "/plans/1/leaders");
  get(*observer, "/plans/1/changes");
  get(*observer, "/plans/1/proposals");
  get(*observer, "/plans/1/unit-proposals");
  get(*observer, "/plans/7", 404);
  get(*observer, "/plans/1/tasks?sort=password", 400);
}

TEST_F(LedgerJourney, AFindingIsSettledAndThePlanApproved) {
  ASSERT_EQ(upload(*office, kPaper).status, 201);
  const Json findings = get(*office, "/plans/1/findings?kind=foreign_text");
  Json finding;
  for (const Json& each : findings["items"]) {
    if (!each["task_id"].is_null()) finding = each;
  }
  ASSERT_TRUE(finding.is_object()) << findings;
  const std::string settle = "/api/v1/findings/" + id_of(finding) + "/settle";
  const Json correct = {{"action", "correct"}, {"value", "市司法局"}};
  EXPECT_EQ(call(*observer, "POST", settle, correct, match(finding)).status, 403);
  EXPECT_EQ(call(*office, "POST", settle, correct).status, 428);
  const Answer done = call(*office, "POST", settle, correct, match(finding));
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.json()["settled"], 1);
  const Answer late = call(*office, "POST", settle, correct, match(finding));
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(late.json()["current"]["state"], "corrected");

  Json task = get(*office, "/tasks/" + std::to_string(finding["task_id"].get<int>()));
  EXPECT_EQ(task["responsible_units"], Json({"市司法局", "市财政局"}));
  const std::string path = "/api/v1/tasks/" + id_of(task);
  const Json change = {{"field", "lead_units"}, {"value", {"市大数据局"}}};
  EXPECT_EQ(call(*observer, "PATCH", path, change, match(task)).status, 403);
  const Answer patched = call(*office, "PATCH", path, change, match(task));
  ASSERT_EQ(patched.status, 200) << patched.body;
  EXPECT_EQ(patched.json()["lead_units"], Json({"市大数据局"}));
  const Answer lost = call(*office, "PATCH", path, change, match(task));
  EXPECT_EQ(lost.status, 412);
  EXPECT_EQ(lost.json()["current"]["lead_units"], Json({"市大数据局"}));
  EXPECT_EQ(call(*office, "PATCH", path, {{"field", "lead_units"}, {"value", 3}}, match(patched.json())).status,
            422);

  const Json plan = get(*office, "/plans/1");
  ASSERT_GT(plan["look_open"], 0) << "an open list (等) is still to be looked at";
  EXPECT_EQ(call(*office, "POST", "/api/v1/plans/1/approve", Json::object(), match(plan)).status, 409);
  const Answer approved =
      call(*office, "POST", "/api/v1/plans/1/approve", {{"despite_open", true}}, match(plan));
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(approved.json()["approved"], 4);
  task = get(*office, "/tasks/" + id_of(task));
  EXPECT_EQ(task["plan"]["state"], "approved");
  EXPECT_EQ(call(*office, "PATCH", path, change, match(task)).status, 422) << "an adjustment wants its reason";
  Json adjusted = change;
  adjusted["reason"] = "机构改革";
  adjusted["document"] = "示政办函〔2026〕3号";
  EXPECT_EQ(call(*office, "PATCH", path, adjusted, match(task)).status, 200);
  EXPECT_TRUE(
      call(*logged_in(person("auditor", {Role::kAuditor})), "GET", "/api/v1/log/verify").json()["intact"]);
}

TEST_F(LedgerJourney, WhatIsShownIsExported) {
  ASSERT_EQ(upload(*office, kPaper).status, 201);
  const Json rows = get(*office, "/plans/1/tasks?sort=-no");
  const Json ids = {rows["items"][0]["id"], rows["items"][1]["id"]};
  const Answer csv =
      call(*office, "POST", "/api/v1/plans/1/export",
           {{"format", "csv"}, {"columns", {"no", "text"}}, {"task_ids", ids}, {"headings", "both"}});
  ASSERT_EQ(csv.status, 200) << csv.body;
  EXPECT_EQ(csv.body, "\xEF\xBB\xBF序号,任务内容\r\nno,text\r\n4,推进诚信建设。\r\n3,改造老旧小区30个。\r\n");
  const Answer xlsx = call(*office, "POST", "/api/v1/plans/1/export", {{"format", "xlsx"}});
  EXPECT_TRUE(xlsx.body.starts_with("PK"));
  EXPECT_EQ(call(*office, "POST", "/api/v1/plans/1/export", {{"format", "exe"}}).status, 422);
  EXPECT_EQ(
      call(*office, "POST", "/api/v1/plans/1/export", {{"format", "csv"}, {"columns", {"secret"}}}).status,
      400);
  EXPECT_EQ(call(*observer, "POST", "/api/v1/plans/1/export", {{"format", "csv"}}).status, 403);
}

TEST_F(LedgerJourney, BadPapersGetOneSentence) {
  EXPECT_EQ(upload(*office, "").status, 422);
  EXPECT_EQ(upload(*office, std::string("\0\1\2\3", 4)).status, 415);
  EXPECT_EQ(upload(*office, "今天天气很好。\n").status, 422);
  const Answer secret = upload(*office, std::string("机密★5年\n\n") + kPaper);
  EXPECT_EQ(secret.status, 422);
  EXPECT_EQ(secret.json()["type"], "/problems/refused") << secret.body;
  EXPECT_EQ(upload(*observer, kPaper).status, 403);
  EXPECT_EQ(get(*office, "/plans")["total"], 0);
}

TEST_F(LedgerJourney, UnitsAreRegisteredRenamedMergedAndSeenByTheirPeople) {
  ASSERT_EQ(upload(*office, kPaper).status, 201);
  const Answer taken =
      call(*office, "POST", "/api/v1/plans/1/unit-proposals", {{"create", {"市财政局", "市民政局"}}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(taken.json()["created"], 2);
  const Json finance = get(*office, "/units/1");
  EXPECT_EQ(finance["plans"][0]["shared"], 2);
  const Person handler = person("handler", {Role::kUnitHandler});
  ASSERT_TRUE(db().run("UPDATE account SET unit_id = 2 WHERE id = $1", handler.id).ok());
  EXPECT_EQ(get(*logged_in(handler), "/plans/1/tasks")["total"], 1);

  const Answer renamed = call(*office, "POST", "/api/v1/units/1/rename",
                              {{"name", "市财政金融局"}, {"on", "2026-03-01"}}, match(finance));
  ASSERT_EQ(renamed.status, 200) << renamed.body;
  EXPECT_EQ(renamed.json()["history"][1]["what"], "renamed");
  EXPECT_EQ(get(*office, "/units?at=2026-02-01")["items"][1]["name"], "市财政局");
  const Answer alias = call(*office, "POST", "/api/v1/units/1/aliases", {{"text", "市财金局"}});
  ASSERT_EQ(alias.status, 200) << alias.body;
  EXPECT_EQ(call(*office, "DELETE", "/api/v1/units/1/aliases/" + id_of(alias.json()["aliases"][0])).status,
            200);
  const Json welfare = get(*office, "/units/2");
  const Answer merged =
      call(*office, "POST", "/api/v1/units/2/merge", {{"into", 1}, {"on", "2026-04-01"}}, match(welfare));
  ASSERT_EQ(merged.status, 200) << merged.body;
  EXPECT_EQ(merged.json()["tasks"], 1);
  EXPECT_EQ(get(*logged_in(handler), "/plans/1/tasks")["total"], 2) << "the account followed its unit";
  const Answer portfolio = call(*office, "POST", "/api/v1/portfolios",
                                {{"leader", "周强"}, {"unit_id", 1}, {"valid_from", "2026-01-01"}});
  ASSERT_EQ(portfolio.status, 201) << portfolio.body;
  EXPECT_EQ(
      call(*office, "DELETE", "/api/v1/portfolios/" + id_of(portfolio.json()), nullptr, match(portfolio.json()))
          .status,
      204);
  const Answer view =
      call(*office, "POST", "/api/v1/views", {{"name", "我的"}, {"page", "ledger"}, {"address", "q=x"}});
  ASSERT_EQ(view.status, 201) << view.body;
  EXPECT_EQ(get(*office, "/views?page=ledger")["total"], 1);
  EXPECT_EQ(call(*office, "DELETE", "/api/v1/views/" + id_of(view.json()), nullptr, match(view.json())).status,
            204);
}

}  // namespace
}  // namespace duban::test
