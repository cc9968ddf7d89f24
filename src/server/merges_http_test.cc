#include "exports/edited_workbook.h"
#include "server/year_fixture.h"

namespace duban::test {
namespace {

class MergesHttp : public YearTest {
 protected:
  Answer brought(Client& by, const std::string& bytes, const std::string& name = "%E5%8F%B0%E8%B4%A6.xlsx") {
    const std::string path = "/api/v1/plans/" + std::to_string(plan) + "/merges";
    Answer answer =
        by.send("POST", path, {{"Content-Type", "application/octet-stream"}, {"X-File-Name", name}}, bytes);
    check("POST", path, answer);
    return answer;
  }
  std::string workbook(Client& by) {
    const Answer answer =
        call(by, "POST", "/api/v1/plans/" + std::to_string(plan) + "/workbook", Json::object());
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_NE(answer.header("content-disposition").find("attachment"), std::string::npos);
    return answer.body;
  }
};

TEST_F(MergesHttp, OutAndBackAndConfirmed) {
  const auto office = someone("office", Role::kSupervisionOffice);
  const std::string bytes = EditedWorkbook(workbook(*office)).type(1, "D3", "新建学校6所。").bytes();
  const Answer made = brought(*office, bytes);
  ASSERT_EQ(made.status, 201) << made.body;
  const Json merge = made.json();
  EXPECT_EQ(merge["file_name"], "台账.xlsx");
  EXPECT_EQ(merge["counts"]["changes"], 1);
  const std::string path = "/api/v1/merges/" + std::to_string(merge["id"].get<int>());
  EXPECT_EQ(get(*office, "/merges/" + std::to_string(merge["id"].get<int>()))["items"], merge["items"]);

  EXPECT_EQ(call(*office, "POST", path + "/confirm", Json::object()).status, 428);
  EXPECT_EQ(
      call(*office, "POST", path + "/confirm", {{"choices", {{{"n", 0}, {"take", "both"}}}}}, match(merge))
          .status,
      422);
  EXPECT_EQ(call(*office, "POST", path + "/confirm", Json::object(), match(merge)).status,
            422);  // reason and document
  const Json why = {{"reason", "目标调整"}, {"document", "示政办〔2026〕9号"}};
  const Answer done = call(*office, "POST", path + "/confirm", why, match(merge));
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.json()["applied"], 1);
  EXPECT_EQ(get(*office, "/tasks/" + std::to_string(schools))["text"], "新建学校6所。");
  // A second time: the old tag is old, the new one does nothing.
  EXPECT_EQ(call(*office, "POST", path + "/confirm", why, match(merge)).status, 412);
  EXPECT_EQ(call(*office, "POST", path + "/confirm", why, match(done.json())).json()["version"],
            done.json()["version"]);
  EXPECT_EQ(get(*office, "/plans/" + std::to_string(plan) + "/merges")["total"], 1);
}

TEST_F(MergesHttp, WhoMayBringWhatBack) {
  const auto office = someone("office", Role::kSupervisionOffice);
  const auto handler = someone("handler", Role::kUnitHandler, education);
  const auto stranger = someone("stranger", Role::kUnitHandler, water);
  const auto observer = someone("observer", Role::kObserver);
  const std::string own = workbook(*handler);
  const Answer made = brought(*handler, EditedWorkbook(own).type(1, "D3", "自己改的。").bytes());
  ASSERT_EQ(made.status, 201);
  EXPECT_EQ(made.json()["counts"]["refused"], 1);
  const std::string path = "/api/v1/merges/" + std::to_string(made.json()["id"].get<int>());
  EXPECT_EQ(call(*stranger, "GET", path).status, 404);
  EXPECT_EQ(call(*stranger, "POST", path + "/drop", nullptr, match(made.json())).status, 404);
  EXPECT_EQ(call(*observer, "GET", path).status, 403);
  EXPECT_EQ(brought(*stranger, own).status, 403);
  EXPECT_EQ(
      call(*observer, "POST", "/api/v1/plans/" + std::to_string(plan) + "/workbook", Json::object()).status,
      403);
  EXPECT_EQ(call(*handler, "POST", path + "/drop", nullptr, match(made.json())).json()["state"], "dropped");
}

TEST_F(MergesHttp, BadFilesAreAnsweredAndLeaveNothing) {
  const auto office = someone("office", Role::kSupervisionOffice);
  const std::string good = workbook(*office);
  EXPECT_EQ(brought(*office, "序号,任务").status, 422);
  EXPECT_EQ(brought(*office, good.substr(0, good.size() / 2)).status, 422);
  EXPECT_EQ(brought(*office, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").status, 415);
  const std::string bomb = zip_of({{"xl/workbook.xml", "<workbook/>"}}).value();
  const Answer answer = brought(*office, bomb);
  EXPECT_EQ(answer.status, 422);
  EXPECT_FALSE(answer.json()["detail"].get<std::string>().empty());
  EXPECT_EQ(get(*office, "/plans/" + std::to_string(plan) + "/merges")["total"], 0);
}

}  // namespace
}  // namespace duban::test
