// The ledger over HTTP, from the upload of a paper to its export, as each role sees it. Every JSON answer is
// checked against the OpenAPI document by call().

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "server/app_fixture.h"
#include "source_folder.h"

namespace duban::test {
namespace {

std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), {});
}

const std::string& demo_paper() {
  static const std::string text = file_bytes(source_folder() + "/data/demo/示例省2026年重点工作分工方案.txt");
  return text;
}

class LedgerHttp : public AppTest {
 protected:
  void SetUp() override {
    AppTest::SetUp();
    office_ = logged_in(person("office", {Role::kSupervisionOffice}));
  }
  Answer upload(Client& from, const std::string& name, const std::string& bytes) {
    const std::string body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                             "\"\r\nContent-Type: text/plain\r\n\r\n" + bytes + "\r\n--b--\r\n";
    const Answer answer =
        from.send("POST", "/api/v1/documents", {{"Content-Type", "multipart/form-data; boundary=b"}}, body);
    check("POST", "/api/v1/documents", answer);
    return answer;
  }
  Answer get(Client& from, const std::string& path) { return call(from, "GET", "/api/v1" + path); }
  nlohmann::json items(Client& from, const std::string& path) { return get(from, path).json()["items"]; }
  std::int64_t logged(const std::string& action) {
    return **db().one("SELECT count(*) FROM log_entry WHERE action = $1", action);
  }
  std::unique_ptr<Client> office_;
};

TEST_F(LedgerHttp, APaperBecomesRowsOnce) {
  const Answer made = upload(*office_, "方案.txt", demo_paper());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json()["tasks"], 60);
  const std::string document = std::to_string(made.json()["document_id"].get<int>());
  EXPECT_EQ(get(*office_, "/documents/" + document).json()["file_name"], "方案.txt");
  EXPECT_EQ(get(*office_, "/documents/" + document + "/bytes").body, demo_paper());
  EXPECT_NE(get(*office_, "/documents/" + document + "/bytes")
                .header("content-disposition")
                .find("%E6%96%B9%E6%A1%88.txt"),
            std::string::npos);
  const Answer again = upload(*office_, "另一个名字.txt", demo_paper());
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.json()["known"], true);
  EXPECT_EQ(again.json()["plan_id"], made.json()["plan_id"]);
  EXPECT_EQ(items(*office_, "/plans").size(), 1U);
  // The same without a form: the bytes as they are.
  const Answer raw = office_->send(
      "POST", "/api/v1/documents",
      {{"Content-Type", "application/octet-stream"}, {"X-File-Name", "%E4%B8%80.txt"}}, demo_paper() + "\n");
  EXPECT_EQ(raw.status, 201);
}

TEST_F(LedgerHttp, WhatIsNoPaperIsRefusedAndLeavesNothing) {
  EXPECT_EQ(upload(*office_, "空.txt", "").status, 422);
  EXPECT_EQ(upload(*office_, "程序.bin",
                   std::string("\x7f"
                               "ELF\0\0\x01\x02\0\0\0",
                               11))
                    .status /
                100,
            4);
  const std::string secret = file_bytes(source_folder() + "/tests/documents/secrecy_mark/source.txt");
  ASSERT_FALSE(secret.empty());
  EXPECT_EQ(upload(*office_, "机密.txt", secret).status, 422);
  EXPECT_EQ(upload(*office_, "密.txt", "机密★1年\n" + demo_paper()).status, 422);
  EXPECT_EQ(
      office_->send("POST", "/api/v1/documents", {{"Content-Type", "multipart/form-data; boundary=b"}}, "--b")
          .status,
      400);
  EXPECT_EQ(items(*office_, "/plans").size(), 0U);
  // Nobody else may, and learns so before the bytes are read.
  const auto observer = logged_in(person("observer", {Role::kObserver}));
  EXPECT_EQ(upload(*observer, "方案.txt", demo_paper()).status, 403);
}

TEST_F(LedgerHttp, EveryListAnswersAsDescribed) {
  const std::string plan =
      "/plans/" + std::to_string(upload(*office_, "方案.txt", demo_paper()).json()["plan_id"].get<int>());
  for (const char* path :
       {"", "/overview", "/units", "/leaders", "/changes", "/proposals", "/findings?state=all",
        "/findings?severity=look", "/tasks", "/tasks?sort=-due_date&limit=3", "/tasks?no_lead=1",
        "/tasks?q=%E5%B7%A5&has_target=1", "/unit-proposals"}) {
    EXPECT_EQ(get(*office_, plan + path).status, 200) << path;
  }
  EXPECT_GE(items(*office_, plan + "/units").size(), 5U);
  EXPECT_GT(items(*office_, "/search?q=%E5%B7%A5").size(), 0U);  // one character
  EXPECT_EQ(get(*office_, plan + "/tasks?limit=0").status, 400);
  EXPECT_EQ(get(*office_, "/plans/999999/tasks").status, 404);
  // Page by page there is every row once.
  std::set<int> ids;
  std::string after;
  for (;;) {
    const auto page = get(*office_, plan + "/tasks?limit=7" + (after.empty() ? "" : "&after=" + after)).json();
    for (const auto& item : page["items"]) ids.insert(item["id"].get<int>());
    EXPECT_EQ(page["total"], 72);
    if (page["next"].is_null()) break;
    after = page["next"];
  }
  EXPECT_EQ(ids.size(), 72U);
}

TEST_F(LedgerHttp, ARowIsCorrectedUnderIfMatch) {
  const int plan = upload(*office_, "方案.txt", demo_paper()).json()["plan_id"];
  const auto first = items(*office_, "/plans/" + std::to_string(plan) + "/tasks?limit=1").at(0);
  const std::string path = "/tasks/" + std::to_string(first["id"].get<int>());
  const Answer task = get(*office_, path);
  EXPECT_EQ(task.json()["previous_id"], nullptr);
  // The version says nothing of the neighbours, the language or the day: a browser must never show an old
  // answer.
  const Answer asked =
      call(*office_, "GET", "/api/v1" + path, nullptr, {{"If-None-Match", task.header("etag")}});
  EXPECT_EQ(asked.status, 200);
  EXPECT_EQ(asked.header("cache-control"), "no-store");
  const nlohmann::json change = {{"field", "lead_units"}, {"value", {"示例省教育厅"}}};
  EXPECT_EQ(call(*office_, "PATCH", "/api/v1" + path, change).status, 428);
  const Answer changed = call(*office_, "PATCH", "/api/v1" + path, change, {{"If-Match", task.header("etag")}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.json()["lead_units"], nlohmann::json({"示例省教育厅"}));
  EXPECT_NE(changed.header("etag"), task.header("etag"));
  const Answer late = call(*office_, "PATCH", "/api/v1" + path, {{"field", "shared"}, {"value", true}},
                           {{"If-Match", task.header("etag")}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(late.json()["current"]["lead_units"], nlohmann::json({"示例省教育厅"}));
  EXPECT_EQ(get(*office_, path).json()["history"].size(), 1U);
  EXPECT_EQ(call(*office_, "PATCH", "/api/v1" + path, {{"field", "colour"}, {"value", "red"}},
                 {{"If-Match", changed.header("etag")}})
                .status,
            422);
}

TEST_F(LedgerHttp, FindingsAreSettledAndThePlanApproved) {
  const std::string plan =
      "/plans/" + std::to_string(upload(*office_, "方案.txt", demo_paper()).json()["plan_id"].get<int>());
  const auto open = items(*office_, plan + "/findings?state=open");
  ASSERT_FALSE(open.empty());
  for (const auto& finding : open) {
    const std::string path = "/api/v1/findings/" + std::to_string(finding["id"].get<int>());
    const std::string etag = "\"" + std::to_string(finding["id"].get<int>()) + "-" +
                             std::to_string(finding["version"].get<int>()) + "\"";
    const Answer settled = call(*office_, "POST", path + "/settle", {{"action", "ignore"}, {"scope", "one"}},
                                {{"If-Match", etag}});
    EXPECT_EQ(settled.status, 200) << settled.body;
    EXPECT_EQ(call(*office_, "POST", path + "/settle", {{"action", "ignore"}}, {{"If-Match", etag}}).status,
              412);
  }
  EXPECT_EQ(get(*office_, plan + "/findings").json()["counts"]["open"], 0);
  const std::string etag = get(*office_, plan).header("etag");
  const Answer approved =
      call(*office_, "POST", "/api/v1" + plan + "/approve", nlohmann::json::object(), {{"If-Match", etag}});
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(approved.json()["approved"], 72);
  EXPECT_EQ(get(*office_, plan).json()["state"], "approved");
  // From now on a change is an adjustment: it wants a reason and a document.
  const auto row = items(*office_, plan + "/tasks?limit=1").at(0);
  const std::string path = "/api/v1/tasks/" + std::to_string(row["id"].get<int>());
  const Fields match = {
      {"If-Match", get(*office_, "/tasks/" + std::to_string(row["id"].get<int>())).header("etag")}};
  EXPECT_EQ(call(*office_, "PATCH", path, {{"field", "text"}, {"value", "改"}}, match).status, 422);
  EXPECT_EQ(
      call(*office_, "PATCH", path,
           {{"field", "text"}, {"value", "改"}, {"reason", "会议决定"}, {"document", "示政办〔2026〕1号"}},
           match)
          .status,
      200);
}

TEST_F(LedgerHttp, EachSeesHisOwn) {
  const std::string plan =
      "/plans/" + std::to_string(upload(*office_, "方案.txt", demo_paper()).json()["plan_id"].get<int>());
  const auto named = items(*office_, plan + "/unit-proposals");
  nlohmann::json names = nlohmann::json::array();
  for (const auto& each : named) names.push_back(each["name"]);
  EXPECT_EQ(call(*office_, "POST", "/api/v1" + plan + "/unit-proposals", {{"create", names}}).status, 200);
  const auto all = items(*office_, plan + "/tasks");
  std::int64_t unit = 0;
  std::int64_t own_task = 0;
  for (const auto& task : all) {
    if (unit == 0 && !task["lead_unit_ids"].empty() && task["lead_unit_ids"][0].is_number()) {
      unit = task["lead_unit_ids"][0];
      own_task = task["id"];
    }
  }
  ASSERT_NE(unit, 0);
  const auto has = [&](const nlohmann::json& task) {
    for (const char* field : {"lead_unit_ids", "responsible_unit_ids"}) {
      for (const auto& id : task[field]) {
        if (id == unit) return true;
      }
    }
    return false;
  };
  std::size_t wanted = 0;
  std::int64_t foreign_task = 0;
  for (const auto& task : all) {
    if (has(task)) {
      ++wanted;
    } else {
      foreign_task = task["id"];
    }
  }
  ASSERT_LT(wanted, all.size());
  const Person wang = person("wang", {Role::kUnitHandler});
  ASSERT_TRUE(db().run("UPDATE account SET unit_id = $1 WHERE id = $2", unit, wang.id).ok());
  const auto handler = logged_in(wang);
  const auto seen = items(*handler, plan + "/tasks");
  EXPECT_EQ(seen.size(), wanted);
  for (const auto& task : seen) EXPECT_TRUE(has(task)) << task["no"];
  EXPECT_EQ(get(*handler, "/tasks/" + std::to_string(own_task)).status, 200);
  const int hidden = get(*handler, "/tasks/" + std::to_string(foreign_task)).status;
  EXPECT_TRUE(hidden == 403 || hidden == 404) << hidden;
  for (const auto& hit : items(*handler, "/search?q=%E5%B7%A5")) {
    bool own = false;
    for (const auto& task : seen) own = own || task["id"] == hit["task_id"];
    EXPECT_TRUE(own) << hit.dump();
  }
  const auto observer = logged_in(person("observer", {Role::kObserver}));
  EXPECT_EQ(items(*observer, plan + "/tasks").size(), all.size());
  EXPECT_EQ(call(*observer, "POST", "/api/v1" + plan + "/export", {{"format", "csv"}}).status, 403);
  const auto auditor = logged_in(person("auditor1", {Role::kAuditor}));
  EXPECT_EQ(items(*auditor, plan + "/tasks").size(), all.size());
  const Person chief = person("chief", {Role::kLeader});
  const auto leader = logged_in(chief);
  EXPECT_EQ(items(*leader, plan + "/tasks").size(), 0U);  // nobody has said which leader he is
}

TEST_F(LedgerHttp, AnExportIsAFileAndALogEntry) {
  const std::string plan =
      "/plans/" + std::to_string(upload(*office_, "方案.txt", demo_paper()).json()["plan_id"].get<int>());
  const Answer csv =
      call(*office_, "POST", "/api/v1" + plan + "/export", {{"format", "csv"}, {"columns", {"no", "text"}}});
  ASSERT_EQ(csv.status, 200) << csv.body;
  EXPECT_TRUE(csv.header("content-disposition").starts_with("attachment; filename="));
  EXPECT_GT(std::count(csv.body.begin(), csv.body.end(), '\n'), 60);
  const Answer sheet = call(*office_, "POST", "/api/v1" + plan + "/export", {{"format", "xlsx"}});
  EXPECT_EQ(sheet.status, 200);
  EXPECT_EQ(sheet.body.substr(0, 2), "PK");
  EXPECT_EQ(call(*office_, "POST", "/api/v1" + plan + "/export", {{"format", "exe"}}).status / 100, 4);
  EXPECT_EQ(logged("export_ledger"), 2);
  EXPECT_EQ(logged("import_document"), 1);
}

}  // namespace
}  // namespace duban::test
