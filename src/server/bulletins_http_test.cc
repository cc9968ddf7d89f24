#include "server/year_fixture.h"

namespace duban::test {
namespace {

class BulletinsHttp : public YearTest {};

TEST_F(BulletinsHttp, FromASnapshotToAnIssuedDocument) {
  const auto office = someone("office", Role::kSupervisionOffice);
  const auto handler = someone("handler", Role::kUnitHandler, education);
  const Answer taken = call(*office, "POST", "/api/v1/snapshots", {{"plan_ids", {plan}}});
  ASSERT_EQ(taken.status, 201) << taken.body;
  const std::string snapshot = std::to_string(taken.json()["id"].get<int>());
  EXPECT_EQ(taken.json()["figures"]["tasks"], 2);
  EXPECT_EQ(get(*office, "/snapshots")["total"], 1);
  EXPECT_EQ(get(*office, "/snapshots/" + snapshot)["sha256"], taken.json()["sha256"]);
  EXPECT_EQ(call(*office, "GET", "/api/v1/snapshots/" + snapshot + "/xlsx").status, 200);
  EXPECT_EQ(call(*handler, "GET", "/api/v1/snapshots/" + snapshot).status, 403);

  const Answer made = call(*office, "POST", "/api/v1/bulletins", {{"snapshot_id", taken.json()["id"]}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string path = "/api/v1/bulletins/" + std::to_string(made.json()["id"].get<int>());
  EXPECT_EQ(call(*handler, "GET", path).status, 404);
  EXPECT_EQ(call(*office, "PATCH", path, {{"parts", {{"next", "请对照办理。"}}}}).status, 428);
  const Answer edited =
      call(*office, "PATCH", path, {{"parts", {{"next", "请对照办理。"}}}, {"organ_code", "示督通"}},
           match(made.json()));
  ASSERT_EQ(edited.status, 200) << edited.body;
  EXPECT_EQ(edited.json()["text"]["next"], "请对照办理。");
  EXPECT_EQ(call(*office, "PATCH", path, {{"parts", {{"next", "旧的。"}}}}, match(made.json())).status, 412);
  EXPECT_EQ(call(*office, "PATCH", path, {{"parts", {{"number", "9"}}}}, match(edited.json())).status, 422);
  EXPECT_EQ(call(*handler, "POST", path + "/issue", nullptr, match(edited.json())).status, 403);
  const Answer issued = call(*office, "POST", path + "/issue", nullptr, match(edited.json()));
  ASSERT_EQ(issued.status, 200) << issued.body;
  EXPECT_EQ(issued.json()["number"], "示督通〔2026〕1号");
  EXPECT_EQ(call(*office, "POST", path + "/issue", nullptr, match(issued.json())).status, 409);
  const Answer docx = call(*handler, "GET", path + "/docx");
  ASSERT_EQ(docx.status, 200);
  EXPECT_TRUE(docx.body.starts_with("PK"));
  EXPECT_EQ(docx.header("x-made-again"), "equal");
  EXPECT_EQ(get(*handler, "/bulletins")["total"], 1);
}

}  // namespace
}  // namespace duban::test
