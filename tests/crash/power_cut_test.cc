// The power goes while people write: what was acknowledged is on the disk, and nothing is there by half.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <thread>

#include "base/files.h"
#include "crash/ledger_check.h"
#include "crash/lossy_disk.h"
#include "store/import.h"
#include "store/test_folder.h"
#include "store/test_plan.h"

namespace duban {
namespace {

using lossy::Disk;

// The disk of the test does forget: else every test on it would pass whatever the store did.
TEST(LossyDisk, ForgetsWhatWasNotSynced) {
  const TestFolder folder;
  const std::filesystem::path disk_folder = folder.path() / "disk";
  std::filesystem::create_directories(disk_folder);
  std::mt19937 random(1);
  {
    const Disk disk(disk_folder);
    ASSERT_TRUE(write_file_synced(disk_folder / "kept", "kept").ok());
    {
      std::ofstream(disk_folder / "unsynced") << "gone";
      auto db = sql::Connection::open((disk_folder / "hasty.db").string());
      ASSERT_TRUE(db.ok());
      ASSERT_TRUE(db->script("CREATE TABLE a (n INTEGER); PRAGMA wal_checkpoint(TRUNCATE)").ok());
      ASSERT_TRUE(db->script("PRAGMA synchronous=OFF; INSERT INTO a VALUES (1)").ok());
      disk.write_out(folder.path() / "after", Disk::Unsynced::kDropped, random);
    }
    ASSERT_TRUE(make_folder_synced(disk_folder / "sub").ok());
    const int handle = ::open((disk_folder / "sub" / "nameless").c_str(), O_WRONLY | O_CREAT, 0600);
    ASSERT_EQ(::write(handle, "x", 1), 1);
    ASSERT_EQ(::fsync(handle), 0);  // of the file, not of the folder that names it
    ::close(handle);
    disk.write_out(folder.path() / "later", Disk::Unsynced::kDropped, random);
  }
  EXPECT_EQ(*read_file(folder.path() / "after" / "kept"), "kept");
  const auto unsynced = read_file(folder.path() / "after" / "unsynced");
  EXPECT_TRUE(!unsynced.ok() || unsynced->empty()) << "its name may be there, its bytes are not";
  auto db = sql::Connection::open((folder.path() / "after" / "hasty.db").string());
  ASSERT_TRUE(db.ok());
  EXPECT_EQ(**db->one("SELECT count(*) FROM a"), 0) << "synchronous=OFF loses the row";
  EXPECT_TRUE(std::filesystem::is_directory(folder.path() / "later" / "sub"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "later" / "sub" / "nameless"));
}

struct Promises {
  std::mutex mutex;
  std::vector<std::string> papers;  // SHA-256 of the acknowledged
};

PaperBuilder cut_paper(int generation, int writer, int n) {
  PaperBuilder paper(fmt::format("第{}-{}-{}号分工方案", generation, writer, n), 2026);
  for (int i = 0; i < 3; ++i) {
    paper.task(fmt::format("第{}项工作，第{}代{}份{}。", i, generation, n, writer), {"市教育局"}, {"市财政局"});
  }
  return paper;
}

// Three people import until the power is gone.
void write_until_cut(const std::string& path, int generation, const std::atomic<bool>& gone,
                     Promises& promises) {
  auto store = Store::open(path);
  if (!store.ok()) {
    ADD_FAILURE() << store.error().message.en;
    return;
  }
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 3; ++writer) {
    writers.emplace_back([&, writer] {
      for (int n = 0; !gone; ++n) {
        const PaperBuilder paper = cut_paper(generation, writer, n);
        const auto done =
            import_plan(*store, test_operator(), paper.bytes(), "a.txt", paper.document, paper.plan, kTestNow);
        if (!done.ok()) ADD_FAILURE() << done.error().message.en;
        const std::lock_guard lock(promises.mutex);
        promises.papers.push_back(sha256_hex(paper.bytes()));
      }
    });
  }
  for (std::thread& each : writers) each.join();
}

std::string fault_of_papers(const std::string& path, const std::vector<std::string>& promised) {
  auto store = Store::open(path);
  if (!store.ok()) return store.error().message.en;
  auto db = store->lease();
  for (const std::string& sum : promised) {
    const auto tasks = (*db)->one(
        "SELECT count(*) FROM task t JOIN plan p ON p.id = t.plan_id JOIN document d ON d.id = p.document_id "
        "WHERE d.sha256 = $1",
        sum);
    if (!tasks.ok() || **tasks != 3) return "an acknowledged paper is lost: " + sum;
    if (!store->get_file(sum).ok()) return "the row is there, its file is not: " + sum;
  }
  const auto halves =
      (*db)->one("SELECT count(*) FROM plan p WHERE (SELECT count(*) FROM task t WHERE t.plan_id = p.id) <> 3");
  if (!halves.ok() || **halves != 0) return "a plan by half";
  return ledger_fault(**db);
}

// Power cut after power cut: each time the people go on with what the disk held.
TEST(PowerCut, EveryAcknowledgedTransactionSurvives) {
  const char* const asked = std::getenv("DUBAN_POWER_CUTS");
  const int cuts = asked != nullptr ? std::atoi(asked) : 40;
  const TestFolder folder;
  std::mt19937 random(20260205);
  Promises promises;
  std::uint64_t syncs = 0, calls = 0;
  std::filesystem::path current = folder.path() / "0";
  std::filesystem::create_directories(current);
  for (int generation = 0; generation < cuts; ++generation) {
    const std::filesystem::path next = folder.path() / std::to_string(generation + 1);
    // Now and then late enough for SQLite to write its log back into the database.
    const auto call = std::uniform_int_distribution<std::uint64_t>(1, generation % 5 == 4 ? 6000 : 500)(random);
    std::vector<std::string> promised;
    {
      Disk disk(current);
      std::atomic<bool> gone = false;
      disk.cut_at(call, [&] {
        const std::lock_guard lock(promises.mutex);
        promised = promises.papers;
        gone = true;
      });
      write_until_cut((current / "ledger.db").string(), generation, gone, promises);
      ASSERT_TRUE(disk.was_cut());
      disk.write_out(next, generation % 2 == 0 ? Disk::Unsynced::kDropped : Disk::Unsynced::kTorn, random);
      syncs += disk.syncs();
      calls += disk.calls();
    }
    promises.papers = promised;
    ASSERT_EQ(fault_of_papers((next / "ledger.db").string(), promised), "")
        << "generation " << generation << ", call " << call;
    std::filesystem::remove_all(current);
    current = next;
  }
  EXPECT_GT(promises.papers.size(), static_cast<std::size_t>(cuts));
  fmt::print("{} power cuts, {} papers acknowledged and kept, {} calls that write, {} syncs\n", cuts,
             promises.papers.size(), calls, syncs);
}

}  // namespace
}  // namespace duban
