#include "store/backup.h"

#include <fstream>

#include "base/files.h"
#include "store/ledger_fixture.h"

namespace duban {
namespace {

class Backup : public LedgerTest {
 protected:
  void SetUp() override {
    bring_in(paper);
    copy = folder.file("copy");
    const auto made = backup(store, copy);
    ASSERT_TRUE(made.ok()) << made.error().message.en;
    EXPECT_EQ(made->papers, 1);
  }
  PaperBuilder paper = example_paper();
  std::string copy;
};

TEST_F(Backup, ComesBackWithItsPapers) {
  ASSERT_TRUE(db->run("UPDATE task SET text = '改过'").ok());  // after the backup
  const std::string other = folder.file("other.db");
  const auto done = restore(copy, other, kTestNow);
  ASSERT_TRUE(done.ok()) << done.error().message.en;
  EXPECT_EQ(done->papers, 1);
  auto restored = Store::open(other);
  ASSERT_TRUE(restored.ok()) << restored.error().message.en;
  EXPECT_EQ(*restored->get_file(sha256_hex(paper.bytes())), paper.bytes());
  auto there = restored->lease();
  EXPECT_EQ(**(*there)->one("SELECT count(*) FROM task WHERE text = '改过'"), 0);
  EXPECT_EQ(**(*there)->one("SELECT count(*) FROM task"), 6);
}

TEST_F(Backup, KeepsWhatStoodInItsPlace) {
  const std::string other = folder.file("other.db");
  { ASSERT_TRUE(Store::open(other).ok()); }
  ASSERT_TRUE(restore(copy, other, 123).ok());
  EXPECT_TRUE(std::filesystem::exists(other + ".before-restore-123"));
  EXPECT_TRUE(Store::open(other + ".before-restore-123").ok());
}

TEST_F(Backup, BringsTheKeyOfSealedSecretsAlong) {
  const std::string sealed = store.seal()->close("geheim", "test");
  const std::string second = folder.file("second");
  ASSERT_TRUE(backup(store, second).ok());
  const std::string other = folder.file("other.db");
  ASSERT_TRUE(restore(second, other, 1).ok());
  auto restored = Store::open(other);
  ASSERT_TRUE(restored.ok());
  EXPECT_EQ(*restored->seal()->read(sealed, "test"), "geheim");
  EXPECT_EQ(restored->seal()->read(sealed, "other").error().code, ErrorCode::kDamaged);
  EXPECT_EQ(std::filesystem::status(other + ".key").permissions() & std::filesystem::perms::mask,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  // A backup without one (of before there was a key) leaves the key that is here.
  ASSERT_TRUE(restore(copy, other, 2).ok());
  EXPECT_EQ(*Store::open(other)->seal()->read(sealed, "test"), "geheim");
  std::ofstream(second + "/ledger.db.key") << "x";
  EXPECT_EQ(code_of(restore(second, other, 3)), ErrorCode::kDamaged);
}

TEST_F(Backup, OverwritesNothing) { EXPECT_EQ(code_of(backup(store, copy)), ErrorCode::kConflict); }

TEST_F(Backup, ADamagedOneIsRefusedAndTouchesNothing) {
  const std::string other = folder.file("other.db");
  { ASSERT_TRUE(Store::open(other).ok()); }
  const std::string before = *read_file(other);
  const std::string sum = sha256_hex(paper.bytes());
  const std::string stored = copy + "/ledger.db.files/" + sum.substr(0, 2) + "/" + sum;
  std::ofstream(stored, std::ios::binary) << "别的";
  EXPECT_EQ(code_of(restore(copy, other, 1)), ErrorCode::kDamaged);
  std::ofstream(stored, std::ios::binary) << paper.bytes();
  EXPECT_TRUE(restore(copy, folder.file("third.db"), 1).ok());
  std::ofstream(copy + "/ledger.db", std::ios::binary | std::ios::app) << "x";
  EXPECT_EQ(code_of(restore(copy, other, 1)), ErrorCode::kDamaged);
  EXPECT_EQ(code_of(restore(folder.file("nowhere"), other, 1)), ErrorCode::kNotFound);
  EXPECT_EQ(*read_file(other), before);
  EXPECT_FALSE(std::filesystem::exists(other + ".restoring"));
  EXPECT_FALSE(std::filesystem::exists(other + ".before-restore-1"));
}

TEST_F(Backup, AMissingPaperStopsItAndLeavesNothing) {
  std::filesystem::remove_all(store.path() + ".files");
  const std::string second = folder.file("second");
  EXPECT_FALSE(backup(store, second).ok());
  EXPECT_FALSE(std::filesystem::exists(second));
  EXPECT_FALSE(std::filesystem::exists(second + ".part"));
}

}  // namespace
}  // namespace duban
