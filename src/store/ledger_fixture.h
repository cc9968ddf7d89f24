#pragma once

// A ledger with the example plan in it, and ways to look at it, for tests.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "store/import.h"
#include "store/store.h"
#include "store/test_folder.h"
#include "store/test_plan.h"

namespace duban {

class LedgerTest : public testing::Test {
 protected:
  using Json = nlohmann::json;

  ImportOutcome bring_in(const PaperBuilder& paper) {
    auto done = import_plan(store, office, paper.bytes(), "方案.txt", paper.document, paper.plan, kTestNow);
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message.zh);
    return done.ok() ? *done : ImportOutcome{};
  }
  template <class T>
  static Json parsed(const Result<T>& result) {
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().message.zh);
    if (!result.ok()) return {};
    if constexpr (std::is_same_v<T, std::string>) {
      return Json::parse(*result);
    } else {
      return Json::parse(result->json);
    }
  }
  template <class T>
  static ErrorCode code_of(const Result<T>& result) {
    EXPECT_FALSE(result.ok());
    return result.ok() ? ErrorCode::kUsage : result.error().code;
  }
  std::int64_t count(const std::string& what) {
    auto rows = db->query("SELECT count(*) FROM " + what);
    EXPECT_TRUE(rows.ok() && *rows->next());
    return rows->integer(0);
  }
  std::int64_t task_id(std::int64_t plan_id, const std::string& no, const std::string& list = "") {
    return db->one("SELECT id FROM task WHERE plan_id = $1 AND no = $2 AND list = $3", plan_id, no, list)
        ->value_or(0);
  }
  std::int64_t finding_id(std::string_view kind) {
    return db->one("SELECT id FROM finding WHERE kind = $1 ORDER BY id", kind)->value_or(0);
  }

  TestFolder folder;
  Store store = Store::open(folder.file("ledger.db")).take();
  Store::Lease db = store.lease().take();
  Actor office = test_operator();
};

}  // namespace duban
