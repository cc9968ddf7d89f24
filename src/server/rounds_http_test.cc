// A round over HTTP: asked, drafted, handed in, reviewed, accepted, verified, exported; and what is not let in.
// Every JSON answer is checked against the OpenAPI document by call().

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <filesystem>

#include "server/app_fixture.h"
#include "store/approval.h"
#include "store/cases.h"
#include "store/import.h"
#include "store/rounds.h"
#include "store/test_plan.h"
#include "store/units.h"

namespace duban::test {
namespace {

class RoundsHttp : public AppTest {
 protected:
  using Json = nlohmann::json;
  void SetUp() override {
    AppTest::SetUp();
    housing = register_unit("市住房城乡建设局");
    parks = register_unit("市城市管理局");
    const PaperBuilder paper = PaperBuilder()
                                   .section("一", "办好民生实事")
                                   .task("改造老旧小区30个。", {"市住房城乡建设局"})
                                   .target("改造老旧小区", Measure::kIncrement, 30, "个")
                                   .task("建设口袋公园10个。", {"市城市管理局"})
                                   .target("建设口袋公园", Measure::kIncrement, 10, "个");
    const auto done =
        import_plan(store(), test_operator(), paper.bytes(), "方案.txt", paper.document, paper.plan, now_);
    ASSERT_TRUE(done.ok()) << done.error().message.zh;
    plan = done->plan_id;
    ASSERT_TRUE(approve_plan(db(), test_operator(), plan, {}, OpenFindings::kDespite, now_).ok());
    for (const char* no : {"1", "2"}) {
      TaskRequest request;
      request.action = TaskAction::kDispatch;
      request.text = "建成并投用";
      const auto task = **db().one("SELECT id FROM task WHERE no = $1", no);
      ASSERT_TRUE(take_step(db(), test_operator(), task, {}, request, now_).ok());
    }
    office = worker("office", Role::kSupervisionOffice);
    author = worker("author", Role::kUnitHandler, housing);
    reviewer = worker("reviewer", Role::kUnitReviewer, housing);
    stranger = worker("stranger", Role::kUnitHandler, parks);
    pass((*Day::of(2026, 2, 25) - day_of(now_)) * 24 * kHour);
    const Json made = post(*office, "/rounds",
                           {{"kind", "monthly"}, {"plan_ids", {plan}}, {"year", 2026}, {"period", 2}}, {}, 201);
    EXPECT_EQ(made["state"], "open");
    round = made["id"];
    report = **db().one("SELECT report_id FROM report_asked WHERE unit_id = $1", housing);
    at = "/reports/" + std::to_string(report);
  }
  std::int64_t register_unit(const std::string& name) {
    return make_unit(db(), test_operator(), {name, {}, "", "", {}, ""}, now_).take();
  }
  std::unique_ptr<Client> worker(const std::string& name, Role role, std::int64_t unit = 0) {
    const Person who = person(name, {role});
    people[name] = who;
    EXPECT_TRUE(db().run("UPDATE account SET unit_id = $1 WHERE id = $2",
                         unit == 0 ? std::optional<std::int64_t>() : unit, who.id)
                    .ok());
    auto out = with_token(who);
    EXPECT_TRUE(db().run("UPDATE api_token SET expires_on = '2027-12-31'").ok());
    return out;
  }
  Json get(Client& by, const std::string& path, int status = 200) {
    const Answer answer = call(by, "GET", "/api/v1" + path);
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return answer.json();
  }
  Json post(Client& by, const std::string& path, const Json& body, Fields headers, int status) {
    const Answer answer = call(by, "POST", "/api/v1" + path, body, std::move(headers));
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return answer.body.empty() ? Json() : answer.json();
  }
  // The thing's If-Match as that person sees it now.
  Fields match(Client& by, const std::string& path) {
    return {{"If-Match", call(by, "GET", "/api/v1" + path).header("etag")}};
  }
  static Json body(const std::string& text, const Json& value = nullptr,
                   const std::string& as_of = "2026-02-25") {
    Json values = Json::array();
    if (!value.is_null())
      values.push_back({{"target", 0}, {"value", value}, {"as_of", as_of}, {"source", "台账"}});
    return {{"text", text},
            {"values", values},
            {"percent", 40},
            {"problems", ""},
            {"wants_coordination", false},
            {"next_step", "三月竣工。"}};
  }
  Answer draft(Client& by, const Json& what, Fields headers) {
    const Answer answer = by.send_json("PUT", "/api/v1" + at + "/draft", {{"body", what}}, std::move(headers));
    check("PUT", "/api/v1" + at + "/draft", answer);
    return answer;
  }
  Json step(Client& by, const std::string& action, const Json& what, int status) {
    return post(by, at + "/" + action, what, match(by, at), status);
  }
  Answer upload(Client& by, const std::string& name, const std::string& bytes, const std::string& more = "") {
    const std::string form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                             "\"\r\nContent-Type: application/pdf\r\n\r\n" + bytes + "\r\n" + more +
                             "--b--\r\n";
    const Answer answer = by.send("POST", "/api/v1" + at + "/evidence",
                                  {{"Content-Type", "multipart/form-data; boundary=b"}}, form);
    check("POST", "/api/v1" + at + "/evidence", answer);
    return answer;
  }
  // Whether something of that kind waits for the person today.
  bool waits(Client& client, std::string_view kind) {
    const Json items = get(client, "/today")["items"];
    return std::any_of(items.begin(), items.end(), [&](const Json& item) { return item["kind"] == kind; });
  }
  std::int64_t rows(const std::string& what) { return **db().one("SELECT count(*) FROM " + what); }

  std::unique_ptr<Client> office, author, reviewer, stranger;
  std::map<std::string, Person> people;
  std::int64_t housing = 0, parks = 0, plan = 0, round = 0, report = 0;
  std::string at;
};

TEST_F(RoundsHttp, AReportGoesItsWay) {
  EXPECT_TRUE(waits(*author, "report"));
  ASSERT_EQ(draft(*author, body("已开工12个。", 12), match(*author, at)).status, 200);
  EXPECT_EQ(step(*author, "submit", {{"confirmed", Json::array()}}, 200)["state"], "submitted");
  EXPECT_TRUE(waits(*reviewer, "review"));
  step(*author, "approve", nullptr, 403);
  EXPECT_EQ(step(*reviewer, "unit-return", {{"reason", "写明竣工数"}}, 200)["state"], "returned");
  EXPECT_EQ(step(*author, "submit", {{"body", body("已开工12个，竣工2个。", 12)}}, 200)["state"], "submitted");
  EXPECT_EQ(step(*reviewer, "approve", nullptr, 200)["state"], "reviewing");
  EXPECT_EQ(step(*author, "withdraw", nullptr, 200)["state"], "withdrawn");
  step(*author, "submit", Json::object(), 200);
  step(*reviewer, "approve", nullptr, 200);
  EXPECT_EQ(get(*office, "/today")["items"].at(0)["kind"], "office_review");
  const Json accepted =
      step(*office, "accept", {{"verified", {{{"target", 0}, {"found", 11}, {"words", "点数"}}}}}, 200);
  EXPECT_EQ(accepted["state"], "accepted");
  EXPECT_EQ(accepted["versions"].size(), 3U);
  const Json found =
      get(*office, "/tasks/" + std::to_string(accepted["task_id"].get<int>()) + "/verifications");
  EXPECT_EQ(found["items"][0]["found"], 11);
  EXPECT_EQ(found["items"][0]["reported"], 12);
  const Json board = get(*office, "/rounds/" + std::to_string(round) + "/board");
  EXPECT_EQ(board["total"]["accepted"], 1);
  EXPECT_EQ(board["units"].size(), 2U);
  EXPECT_EQ(get(*stranger, "/rounds/" + std::to_string(round) + "/board")["units"].size(), 1U);
  const Answer book = call(*office, "POST", "/api/v1/rounds/" + std::to_string(round) + "/export");
  EXPECT_EQ(book.status, 200);
  EXPECT_EQ(book.body.substr(0, 2), "PK");
}

TEST_F(RoundsHttp, RoundsArePlannedPreviewedAndChanged) {
  const Json wish = {
      {"kind", "quarterly"}, {"plan_ids", {plan}}, {"year", 2026}, {"period", 1}, {"repeats", true}};
  const Json seen = post(*office, "/rounds/preview", wish, {}, 200);
  EXPECT_EQ(seen["tasks"], 2);
  EXPECT_EQ(seen["due"], "2026-04-10");
  const Json made = post(*office, "/rounds", wish, {}, 201);
  EXPECT_EQ(made["state"], "planned");
  post(*office, "/rounds", wish, {}, 409);
  post(*author, "/rounds", wish, {}, 403);
  const std::string path = "/rounds/" + std::to_string(made["id"].get<int>());
  const auto patch = [&](const Json& what, Fields headers) {
    return call(*office, "PATCH", "/api/v1" + path, what, std::move(headers)).status;
  };
  EXPECT_EQ(patch({{"due", "2026-04-13"}}, {}), 428);
  EXPECT_EQ(patch({{"due", "2026-04-13"}}, match(*office, path)), 422);  // why?
  EXPECT_EQ(patch({{"due", "2026-04-13"}, {"reason", "清明顺延"}}, match(*office, path)), 200);
  EXPECT_EQ(patch({{"due", "2026-04-14"}, {"reason", "再改"}}, {{"If-Match", "\"1-1\""}}), 412);
  EXPECT_EQ(post(*office, path + "/cancel", {{"reason", "并入专报"}}, match(*office, path), 200)["state"],
            "cancelled");
  EXPECT_EQ(get(*office, "/rounds?plan_id=" + std::to_string(plan))["total"], 2);
  EXPECT_EQ(get(*office, "/rounds?state=open")["total"], 1);
  EXPECT_EQ(get(*office, "/plans/" + std::to_string(plan) + "/silent?days=1")["total"], 2);
  EXPECT_EQ(get(*office, "/burden?from=2026-01-01&to=2026-12-31")["items"].size(), 2U);
}

TEST_F(RoundsHttp, TheSecondIsToldAndLosesNothing) {
  const Fields first = match(*author, at);
  const Fields second = match(*reviewer, at);
  ASSERT_EQ(draft(*author, body("第一人写的。"), first).status, 200);
  const Answer told = draft(*reviewer, body("第二人写的。"), second);
  EXPECT_EQ(told.status, 412);
  EXPECT_EQ(told.json()["current"]["body"]["text"], "第一人写的。");
  EXPECT_EQ(told.json()["current"]["draft_by"], "author");
  EXPECT_EQ(draft(*reviewer, body("合在一起。"), {{"If-Match", told.header("etag")}}).status, 200);
  EXPECT_EQ(draft(*reviewer, body("没有标签。"), {}).status, 428);
}

TEST_F(RoundsHttp, AThousandTimesTheTargetIsAskedBack) {
  const Answer asked =
      call(*author, "POST", "/api/v1" + at + "/submit", {{"body", body("开工。", 30000)}}, match(*author, at));
  EXPECT_EQ(asked.status, 409);
  ASSERT_EQ(asked.json()["odd"].size(), 1U);
  EXPECT_EQ(asked.json()["odd"][0]["key"], "odd.thousandfold/0");
  EXPECT_EQ(get(*author, at)["state"], "draft");
  EXPECT_EQ(rows("report_version"), 0);
  EXPECT_EQ(step(*author, "submit", {{"body", body("开工。", 30000)}, {"confirmed", {"odd.thousandfold/0"}}},
                 200)["state"],
            "submitted");
}

TEST_F(RoundsHttp, LateOnesAreTakenAndMarked) {
  pass(10 * 24 * kHour);  // 7 March, due on the 5th
  EXPECT_EQ(step(*author, "submit", {{"body", body("已开工12个。", 12)}}, 200)["late"], true);
  EXPECT_EQ(get(*office, "/reports?round_id=" + std::to_string(round) + "&state=late")["total"], 1);
  EXPECT_EQ(get(*office, "/reports?round_id=" + std::to_string(round) + "&state=missing")["total"], 1);
}

TEST_F(RoundsHttp, AnotherUnitsNumbersTellNothing) {
  for (const std::string& path : {at, std::string("/reports/999999")}) {
    const Answer answer = call(*stranger, "GET", "/api/v1" + path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(answer.body.find("改造"), std::string::npos);
  }
  const Json missing = get(*stranger, "/reports/999999", 404), foreign = get(*stranger, at, 404);
  EXPECT_EQ(missing["detail"], foreign["detail"]);  // not even that it is there
  post(*stranger, at + "/submit", {{"body", body("冒名。")}}, {{"If-Match", "*"}}, 404);
  post(*stranger, at + "/withdraw", nullptr, {{"If-Match", "*"}}, 404);
  EXPECT_EQ(upload(*stranger, "a.pdf", "%PDF-1.4").status, 404);
  post(*stranger, at + "/links", {{"url", "https://example.invalid/a"}}, {}, 404);
  post(*stranger, at + "/accept", nullptr, {{"If-Match", "*"}}, 403);
  const std::int64_t evidence = upload(*author, "a.pdf", "%PDF-1.4 secret").json()["id"];
  EXPECT_EQ(call(*stranger, "GET", "/api/v1/evidence/" + std::to_string(evidence) + "/bytes").status, 404);
  EXPECT_EQ(call(*stranger, "DELETE", "/api/v1/evidence/" + std::to_string(evidence)).status, 404);
  EXPECT_EQ(get(*stranger, "/reports")["total"], 1);
  EXPECT_EQ(get(*stranger, "/reports?unit_id=" + std::to_string(housing))["total"], 0);
  EXPECT_EQ(rows("report_version"), 0);
}

TEST_F(RoundsHttp, ForgedAndReplayedRequestsDoNothing) {
  const auto browser = logged_in(people["author"]);
  const Fields session = browser->standing;
  browser->standing = {session[0]};  // the cookie alone, as another site would send it
  post(*browser, at + "/submit", {{"body", body("伪造。")}}, match(*browser, at), 403);
  browser->standing = session;
  Fields forged = match(*browser, at);
  forged.push_back({"Origin", "https://attacker.invalid"});
  post(*browser, at + "/submit", {{"body", body("伪造。")}}, forged, 403);
  EXPECT_EQ(rows("report_version"), 0);
  // The same key gives the first answer again and hands in once.
  Fields keyed = match(*browser, at);
  keyed.push_back({"Idempotency-Key", "report-key-1"});
  post(*browser, at + "/submit", {{"body", body("已开工12个。", 12)}}, keyed, 200);
  const Answer again =
      call(*browser, "POST", "/api/v1" + at + "/submit", {{"body", body("已开工12个。", 12)}}, keyed);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.header("idempotency-replayed"), "true");
  EXPECT_EQ(rows("report_version"), 1);
  post(*browser, at + "/withdraw", nullptr, keyed, 422);  // the key was another request's
  // Replayed without a key it meets the version that it was made on.
  post(*browser, at + "/submit", {{"body", body("已开工12个。", 12)}}, {keyed[0]}, 412);
  EXPECT_EQ(rows("report_version"), 1);
}

TEST_F(RoundsHttp, AnExpiredSessionKeepsTheDraft) {
  const auto browser = logged_in(people["author"]);
  ASSERT_EQ(draft(*browser, body("写到一半。"), match(*browser, at)).status, 200);
  const Fields tag = match(*browser, at);
  pass(13 * kHour);
  const Answer expired = draft(*browser, body("写到一半，又写了一些。"), tag);
  EXPECT_EQ(expired.status, 401);
  const auto again = logged_in(people["author"]);
  EXPECT_EQ(get(*again, at)["body"]["text"], "写到一半。");
  EXPECT_EQ(draft(*again, body("写到一半，又写了一些。"), tag).status,
            200);  // the version is still the one he saw
}

TEST_F(RoundsHttp, AClockSetBackIsRefusedWithWords) {
  step(*author, "submit", {{"body", body("已开工12个。", 12)}}, 200);
  pass(-3 * 24 * kHour);
  const Json told = step(*reviewer, "approve", nullptr, 409);
  EXPECT_NE(told["detail"].get<std::string>().find("检查系统时间"), std::string::npos);
  EXPECT_EQ(get(*author, at)["state"], "submitted");
  pass(3 * 24 * kHour);
  step(*reviewer, "approve", nullptr, 200);
}

TEST_F(RoundsHttp, LyingAndOversizeUploadsAreRefused) {
  const Answer lie = upload(*author, "证明.pdf", std::string("\x89PNG\r\n\x1a\n") + std::string(40, 'x'));
  EXPECT_EQ(lie.status, 422);
  EXPECT_NE(lie.json()["detail"].get<std::string>().find("PNG"), std::string::npos);
  EXPECT_EQ(upload(*author, "程序.pdf", std::string("MZ\x90") + std::string(40, 'x')).status, 422);
  EXPECT_EQ(upload(*author, "页.txt", "<html><script>alert(1)</script>").status, 422);
  EXPECT_EQ(upload(*author, "空.pdf", "").status, 422);
  EXPECT_EQ(upload(*author, "大.pdf", "%PDF-1.4" + std::string(33U << 20U, 'x')).status, 413);
  post(*author, at + "/links", {{"url", "javascript:alert(1)"}}, {}, 422);
  EXPECT_EQ(rows("evidence"), 0);
  const Answer good = upload(*author, "证明.pdf", "%PDF-1.4 good");
  ASSERT_EQ(good.status, 201);
  const std::string path = "/api/v1/evidence/" + std::to_string(good.json()["id"].get<int>());
  const Answer back = call(*office, "GET", path + "/bytes");
  EXPECT_EQ(back.body, "%PDF-1.4 good");
  EXPECT_NE(back.header("content-disposition").find("attachment"), std::string::npos);
  EXPECT_EQ(back.header("x-content-type-options"), "nosniff");
  const std::string newer = "--b\r\nContent-Disposition: form-data; name=\"replaces\"\r\n\r\n" +
                            std::to_string(good.json()["id"].get<int>()) + "\r\n";
  EXPECT_EQ(upload(*author, "证明.pdf", "%PDF-1.4 better", newer).json()["no"], 2);
  EXPECT_EQ(call(*author, "GET", path + "/bytes").body, "%PDF-1.4 good");
}

TEST_F(RoundsHttp, AFullDiskGivesAClearAnswerAndNothingHalf) {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit full = before;
  full.rlim_cur = 2U << 20U;  // the upload has 3 MB: as on a disk without room
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &full), 0);
  const std::string bytes = "%PDF-1.4" + std::string(3U << 20U, 'x');
  const Answer answer = upload(*author, "证明.pdf", bytes);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_EQ(answer.status, 507) << answer.body;
  EXPECT_NE(answer.json()["detail"].get<std::string>().find("磁盘已满"), std::string::npos);
  EXPECT_EQ(rows("evidence"), 0);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(store().path() + ".files")) {
    EXPECT_FALSE(entry.is_regular_file() && entry.path().extension() == ".part") << entry.path();
  }
  EXPECT_EQ(upload(*author, "证明.pdf", bytes).status, 201);  // there is room again
}

TEST_F(RoundsHttp, ManyAtOnce) {
  step(*author, "submit", {{"body", body("已开工12个。", 12)}}, 200);
  step(*reviewer, "approve", nullptr, 200);
  const std::int64_t other = **db().one("SELECT report_id FROM report_asked WHERE unit_id = $1", parks);
  const Json mine = get(*office, at);
  const Json done =
      post(*office, "/reports/batch",
           {{"action", "accept"},
            {"reports", {{{"id", report}, {"version", mine["version"]}}, {{"id", other}, {"version", 1}}}}},
           {}, 200);
  EXPECT_EQ(done["done"], Json({report}));
  EXPECT_EQ(done["refused"].size(), 1U);
  post(*office, "/reports/batch", {{"action", "submit"}, {"reports", Json::array()}}, {}, 422);
  post(*author, "/reports/batch", {{"action", "accept"}, {"reports", Json::array()}}, {}, 403);
}

}  // namespace
}  // namespace duban::test
