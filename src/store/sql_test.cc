#include "store/sql.h"

#include <gtest/gtest.h>

namespace duban::sql {
namespace {

TEST(Sql, BindsReadsAndRollsBack) {
  auto db = Connection::open(":memory:");
  ASSERT_TRUE(db.ok());
  ASSERT_TRUE(db->script("CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT, led INTEGER)").ok());
  const auto id = db->one("INSERT INTO unit (name, led) VALUES ($2, $1) RETURNING id", 3, "市教育局");
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(**id, 1);
  const auto failed = db->transaction([&]() -> Result<void> {
    TRY(db->run("UPDATE unit SET name = $1", "改过"));
    return error(ErrorCode::kConflict, "不行", "no");
  });
  EXPECT_FALSE(failed.ok());
  auto rows = db->query("SELECT name, led, NULL FROM unit WHERE id = $1", 1);
  ASSERT_TRUE(rows.ok());
  ASSERT_TRUE(*rows->next());
  EXPECT_EQ(rows->text(0), "市教育局");
  EXPECT_EQ(rows->integer(1), 3);
  EXPECT_TRUE(rows->is_null(2));
  EXPECT_FALSE(*rows->next());
}

TEST(Sql, KeepsABoundedNumberOfStatements) {
  auto db = Connection::open(":memory:");
  ASSERT_TRUE(db.ok());
  for (int i = 0; i < 1000; ++i) {
    const auto value =
        db->one("SELECT $1 + " + std::to_string(i) + " -- " + std::string(i == 500 ? 20000 : 1, 'x'), 1);
    ASSERT_TRUE(value.ok());
    ASSERT_EQ(**value, i + 1);
  }
}

TEST(Sql, NamesADamagedFile) {
  const std::string path = testing::TempDir() + "damaged.db";
  FILE* file = std::fopen(path.c_str(), "wb");
  for (int i = 0; i < 4096; ++i) std::fputc('x', file);
  std::fclose(file);
  const auto db = Connection::open(path);
  ASSERT_FALSE(db.ok());
  EXPECT_EQ(db.error().code, ErrorCode::kDamaged);
}

}  // namespace
}  // namespace duban::sql
