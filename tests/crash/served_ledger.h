#pragma once

// The real program, serving one ledger, to be killed.

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace duban {

class ServedLedger {
 public:
  explicit ServedLedger(std::string db) : db_(std::move(db)) {}
  ServedLedger(const ServedLedger&) = delete;
  ServedLedger& operator=(const ServedLedger&) = delete;
  ~ServedLedger() { kill(); }

  // `duban serve` on a free port; false where it does not come up within 10 s.
  bool start();
  // kill -9, and waits until it is gone. False where it had ended by itself.
  bool kill();
  std::uint16_t port() const { return port_; }

 private:
  const std::string db_;
  pid_t process_ = 0;
  int output_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace duban
