#pragma once

// Empties the mail queue (store/mail.h): looks every few seconds, claims what is due, hands it over one by one.
// Several processes on one database share the work; each mail is claimed by one of them.

#include <atomic>
#include <chrono>
#include <memory>

#include "base/clock.h"
#include "server/smtp.h"
#include "server/ticker.h"
#include "store/store.h"

namespace duban {

class MailSender {
 public:
  MailSender(Store& store, Clock clock, std::chrono::milliseconds every = std::chrono::seconds(5));
  MailSender(const MailSender&) = delete;
  MailSender& operator=(const MailSender&) = delete;
  ~MailSender();  // waits for the mail in hand, at most a second or so
  void wake() { ticker_->wake(); }

 private:
  void round();

  Store& store_;
  const Clock clock_;
  std::atomic<bool> stop_{false};
  std::unique_ptr<Ticker> ticker_;
};

// One round: everything that is due. How many were taken by the server.
Result<int> send_due_mails(Store& store, sql::Connection& db, std::int64_t government_id, const Clock& clock,
                           const std::atomic<bool>& stop);
// One mail now, past the queue: whether these settings work. Errors: kIo with the server's words, kInvalid.
Result<std::string> send_test_mail(Store& store, sql::Connection& db, const Actor& actor,
                                   std::string_view address, UtcMillis now);

}  // namespace duban
