#pragma once

// One of the people who write while the program is killed. He numbers what he writes, and knows of each whether
// it was acknowledged.

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "server/test_client.h"
#include "store/sql.h"

namespace duban {

struct WriterCounts {
  int acknowledged = 0;
  int unheard = 0;       // the answer did not come
  int unheard_done = 0;  // and it had been done
  int asked_again = 0;   // the same key again: done, once
  int lost_races = 0;
  int log_ins = 0;
  WriterCounts& operator+=(const WriterCounts& more);
};

class Writer {
 public:
  Writer(int number, std::string name, std::string password, std::int64_t own_task, std::int64_t shared_task);

  // Until the connection breaks.
  void write_until_gone(std::uint16_t port);
  // Empty, or what of his writes is missing, double or there by half. Looks at each write once, and at all that
  // is still open.
  std::string fault(sql::Connection& db);
  const WriterCounts& counts() const { return counts_; }

 private:
  enum class Kind { kPortfolio, kAdjustOwn, kAdjustShared, kStepOwn, kStepShared, kProblem };
  static constexpr int kKinds = 6;
  struct Write {
    Kind kind = Kind::kPortfolio;
    std::string mark;
    std::string tag;   // If-Match
    std::string body;  // as sent, to be sent again
    bool acknowledged = false;
    bool was_unheard = false;
    bool found = false;  // unheard, and yet it had been done
  };
  bool log_in(test::Client& client);
  bool write_once(test::Client& client);
  // False where no answer came.
  bool send(test::Client& client, Write& write);
  std::int64_t task_of(const Write& write) const;  // 0: of none
  std::string path_of(const Write& write) const;
  static std::string words_of(const Write& write);
  std::string tag_of(test::Client& client, const Write& write);
  std::string fault_of(sql::Connection& db, Write& write);

  int number_;
  std::string name_, password_;
  std::int64_t own_task_, shared_task_;
  test::Fields standing_;
  std::mt19937 random_;
  int written_ = 0;
  std::vector<Write> fresh_;  // since the last look
  std::string wrong_;         // an answer that should not come
  WriterCounts counts_;
};

}  // namespace duban
