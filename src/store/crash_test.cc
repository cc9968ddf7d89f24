// What is acknowledged survives: kill -9 while writing, and a full disk.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "base/files.h"
#include "store/import.h"
#include "store/ledger_rows.h"
#include "store/log.h"
#include "store/test_folder.h"
#include "store/test_plan.h"

namespace duban {
namespace {

PaperBuilder numbered_paper(int round, int n) {
  PaperBuilder paper(fmt::format("第{}-{}号分工方案", round, n), 2026);
  for (int i = 0; i < 5; ++i)
    paper.task(fmt::format("第{}项工作,第{}轮第{}份。", i, round, n), {"市教育局"}, {"市财政局"});
  return paper;
}

// Imports paper after paper and says the number of each that was acknowledged, until it is killed.
[[noreturn]] void write_until_killed(const std::string& path, int round, int pipe) {
  auto store = Store::open(path);
  if (!store.ok()) ::_exit(3);
  for (int n = 0;; ++n) {
    const PaperBuilder paper = numbered_paper(round, n);
    const auto done =
        import_plan(*store, test_operator(), paper.bytes(), "a.txt", paper.document, paper.plan, kTestNow);
    if (!done.ok()) ::_exit(4);
    if (::write(pipe, &n, sizeof n) != sizeof n) ::_exit(5);
  }
}

TEST(Crash, NothingAcknowledgedIsLostByKill9) {
  const TestFolder folder;
  const std::string path = folder.file("ledger.db");
  std::mt19937 random(20260205);
  int acknowledged = 0;
  std::vector<std::pair<int, int>> promised;
  constexpr int kRounds = 24;
  for (int round = 0; round < kRounds; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      write_until_killed(path, round, ends[1]);
    }
    ::close(ends[1]);
    int n = 0;
    // After the first acknowledgement, some moment in the midst of the next ones.
    ASSERT_EQ(::read(ends[0], &n, sizeof n), static_cast<ssize_t>(sizeof n)) << "round " << round;
    promised.emplace_back(round, n);
    ::usleep(std::uniform_int_distribution<useconds_t>(0, 30000)(random));
    ::kill(child, SIGKILL);
    while (::read(ends[0], &n, sizeof n) == static_cast<ssize_t>(sizeof n)) promised.emplace_back(round, n);
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << WEXITSTATUS(status);
  }
  auto store = Store::open(path);
  ASSERT_TRUE(store.ok()) << store.error().message.en;
  auto db = store->lease();
  for (const auto& [round, n] : promised) {
    const PaperBuilder paper = numbered_paper(round, n);
    const std::string sum = sha256_hex(paper.bytes());
    const auto plan =
        (*db)->one("SELECT p.id FROM plan p JOIN document d ON d.id = p.document_id WHERE d.sha256 = $1", sum);
    ASSERT_TRUE(plan.ok() && *plan) << round << "-" << n;
    EXPECT_EQ(**(*db)->one("SELECT count(*) FROM task WHERE plan_id = $1", **plan), 5) << round << "-" << n;
    EXPECT_EQ(*store->get_file(sum), paper.bytes()) << round << "-" << n;
    ++acknowledged;
  }
  EXPECT_GE(acknowledged, kRounds);
  // What was in flight is there whole or not at all, and the chain is unbroken.
  EXPECT_EQ(**(*db)->one(
                "SELECT count(*) FROM plan p WHERE (SELECT count(*) FROM task t WHERE t.plan_id = p.id) <> 5"),
            0);
  const auto verdict = verify_log(**db, 1, {});
  ASSERT_TRUE(verdict.ok());
  EXPECT_TRUE(verdict->intact) << verdict->reason.en;
  EXPECT_EQ(verdict->entries, **(*db)->one("SELECT count(*) FROM plan"));
  auto check = (*db)->query("SELECT integrity_check FROM pragma_integrity_check(1)");
  ASSERT_TRUE(*check->next());
  EXPECT_EQ(check->text(0), "ok");
}

// A file size limit stands for a full disk: in a child, since it holds for the whole process.
TEST(Crash, AFullDiskLeavesAllAsItWas) {
  const TestFolder folder;
  const std::string path = folder.file("ledger.db");
  const PaperBuilder first = example_paper();
  {
    auto store = Store::open(path);
    ASSERT_TRUE(
        import_plan(*store, test_operator(), first.bytes(), "a.txt", first.document, first.plan, kTestNow)
            .ok());
  }
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{200'000, 200'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(9);
    auto store = Store::open(path);
    if (!store.ok()) ::_exit(8);
    for (int n = 0; n < 500; ++n) {
      const PaperBuilder paper = numbered_paper(0, n);
      const auto done =
          import_plan(*store, test_operator(), paper.bytes(), "a.txt", paper.document, paper.plan, kTestNow);
      if (done.ok()) continue;
      // The refusal is one sentence about space; reading goes on.
      const bool said = done.error().code == ErrorCode::kNoSpace || done.error().code == ErrorCode::kIo;
      auto db = store->lease();
      const auto plans = (*db)->one("SELECT count(*) FROM plan");
      ::_exit(said && plans.ok() && **plans == n + 1 ? 0 : 7);
    }
    ::_exit(6);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0) << "6: never full, 7: wrong words or rows, 8: could not open";
  auto store = Store::open(path);
  ASSERT_TRUE(store.ok()) << store.error().message.en;
  auto db = store->lease();
  EXPECT_TRUE(verify_log(**db, 1, {})->intact);
  EXPECT_EQ(**(*db)->one("SELECT count(*) FROM log_entry"), **(*db)->one("SELECT count(*) FROM plan"));
  EXPECT_EQ(**(*db)->one(
                "SELECT count(*) FROM plan p WHERE NOT EXISTS (SELECT 1 FROM task t WHERE t.plan_id = p.id)"),
            0);
  const PaperBuilder after = numbered_paper(9, 9);
  EXPECT_TRUE(
      import_plan(*store, test_operator(), after.bytes(), "a.txt", after.document, after.plan, kTestNow).ok())
      << "with space again it goes on";
}

// SQLite's own limit of pages gives the very code of a full disk.
TEST(Crash, AFullDatabaseSaysSo) {
  const TestFolder folder;
  auto store = Store::open(folder.file("ledger.db"));
  ASSERT_TRUE(store.ok());
  auto db = store->lease();
  ASSERT_TRUE((*db)->script("PRAGMA max_page_count = 1").ok());  // raised to what is in use
  const auto fill = [&]() -> Result<void> {
    for (int i = 0; i < 2000; ++i) {
      TRY((*db)->run(
          "INSERT INTO unit (government_id, name, level, kind, valid_from, valid_to) VALUES (1, $1, '', '', "
          "'', '')",
          std::string(200, 'x')));
    }
    return {};
  };
  const auto done = (*db)->transaction(fill);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::kNoSpace);
  EXPECT_EQ(**(*db)->one("SELECT count(*) FROM unit"), 0);
}

}  // namespace
}  // namespace duban
