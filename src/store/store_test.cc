#include "store/store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/embedded.h"
#include "base/files.h"
#include "store/migrate.h"
#include "store/test_folder.h"

namespace duban {
namespace {

TEST(Store, OpensMigratesAndOpensAgain) {
  const TestFolder folder;
  const std::string path = folder.file("ledger.db");
  for (int time = 0; time < 2; ++time) {
    auto store = Store::open(path);
    ASSERT_TRUE(store.ok()) << store.error().message.en;
    auto db = store->lease();
    ASSERT_TRUE(db.ok());
    EXPECT_EQ(*schema_version(**db), newest_schema_version());
    EXPECT_EQ(**(*db)->one("SELECT count(*) FROM government"), 1);
  }
}

// The numbers up to `last`, as an older program applied them.
void make_older(const std::string& path, int last) {
  auto db = sql::Connection::open(path);
  ASSERT_TRUE(db.ok());
  ASSERT_TRUE(
      db->script("CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL)")
          .ok());
  for (int number = 1; number <= last; ++number) {
    for (const embedded::File& file : embedded::migration_files()) {
      if (std::stoi(std::string(file.path)) != number || file.path.ends_with(".postgresql.sql")) continue;
      ASSERT_TRUE(db->script(file.bytes).ok()) << file.path;
    }
    ASSERT_TRUE(db->run("INSERT INTO schema_version (version, applied_at) VALUES ($1, 0)", number).ok());
  }
}

TEST(Store, AnOlderLedgerOpensFromEachVersion) {
  for (int last = 1; last < newest_schema_version(); ++last) {
    const TestFolder folder;
    make_older(folder.file("ledger.db"), last);
    auto store = Store::open(folder.file("ledger.db"));
    ASSERT_TRUE(store.ok()) << last << ": " << store.error().message.en;
    auto db = store->lease();
    EXPECT_EQ(*schema_version(**db), newest_schema_version());
    EXPECT_EQ(**(*db)->one("SELECT count(*) FROM schema_version"), newest_schema_version());
  }
}

TEST(Store, RefusesANewerDatabaseAndLeavesItAsItIs) {
  const TestFolder folder;
  const std::string path = folder.file("ledger.db");
  {
    auto store = Store::open(path);
    ASSERT_TRUE(store.ok());
    auto db = store->lease();
    ASSERT_TRUE((*db)->run("INSERT INTO schema_version (version, applied_at) VALUES ($1, 0)", 9999).ok());
  }
  const std::string before = *read_file(path);
  const auto again = Store::open(path);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, ErrorCode::kNewerVersion);
  EXPECT_EQ(*read_file(path), before);
}

TEST(Store, RefusesADamagedDatabaseAndLeavesItAsItIs) {
  const TestFolder folder;
  const std::string path = folder.file("ledger.db");
  ASSERT_TRUE(Store::open(path).ok());
  const std::string whole = *read_file(path);
  const auto refused = [&](const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
    const auto store = Store::open(path);
    EXPECT_EQ(*read_file(path), bytes);
    return store.ok() ? ErrorCode::kUsage : store.error().code;
  };
  EXPECT_EQ(refused(std::string(20000, 'x')), ErrorCode::kDamaged);
  EXPECT_EQ(refused(whole.substr(0, whole.size() / 2)), ErrorCode::kDamaged) << "cut short";
  std::string holed = whole;
  for (std::size_t at = 4096; at + 4096 < holed.size(); ++at) holed[at] = '\x55';
  EXPECT_EQ(refused(holed), ErrorCode::kDamaged) << "pages overwritten";
}

TEST(Store, RefusesAFolderAndAnotherProgramsDatabase) {
  const TestFolder folder;
  EXPECT_EQ(Store::open(folder.path().string()).error().code, ErrorCode::kIo);
  EXPECT_EQ(Store::open(folder.file("no/such/folder/ledger.db")).error().code, ErrorCode::kIo);
  const std::string path = folder.file("other.db");
  {
    auto db = sql::Connection::open(path);
    ASSERT_TRUE(db->script("CREATE TABLE recipes (id INTEGER)").ok());
  }
  EXPECT_EQ(Store::open(path).error().code, ErrorCode::kInvalid);
}

TEST(Store, KeepsPapersByTheirSum) {
  const TestFolder folder;
  auto store = Store::open(folder.file("ledger.db"));
  ASSERT_TRUE(store.ok());
  const auto name = store->put_file("示例省人民政府");
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(*store->put_file("示例省人民政府"), *name);
  EXPECT_EQ(*store->get_file(*name), "示例省人民政府");
  const std::string at = store->path() + ".files/" + name->substr(0, 2) + "/" + *name;
  std::ofstream(at, std::ios::binary) << "别的字";
  EXPECT_EQ(store->get_file(*name).error().code, ErrorCode::kDamaged);
  EXPECT_EQ(store->get_file("../../etc/passwd").error().code, ErrorCode::kInvalid);
}

TEST(Store, LendsConnectionsToManyThreadsAndStaysWholeWhenMoved) {
  const TestFolder folder;
  auto opened = Store::open(folder.file("ledger.db"));
  ASSERT_TRUE(opened.ok());
  Store store = opened.take();
  auto lease = store.lease();
  Store moved = std::move(store);
  EXPECT_EQ(**(*lease)->one("SELECT count(*) FROM plan"), 0);
  auto second = moved.lease();
  EXPECT_EQ(**(*second)->one("SELECT count(*) FROM plan"), 0);
}

}  // namespace
}  // namespace duban
