#pragma once

// Hands mails to an SMTP server (RFC 5321) through libcurl, one connection for as many as there are. TLS is
// verified against the system's authorities; nothing but smtp and smtps is ever spoken, and no proxy is asked.

#include <atomic>
#include <memory>
#include <string>

#include "exports/mail_text.h"
#include "store/mail.h"

namespace duban {

enum class SmtpOutcome {
  kTaken,
  kNotNow,  // this mail is put off (4xx)
  kNever,   // this recipient or this mail is refused (5xx)
  kAway,    // nobody answers, TLS fails, or the server will not have us: no mail can go
};
struct SmtpAnswer {
  SmtpOutcome outcome = SmtpOutcome::kAway;
  std::string words;  // the server's last line, or what went wrong before it said one
};

class SmtpSession {
 public:
  // stop: a transfer that runs ends within a second of its being set.
  SmtpSession(const MailServer& server, std::string password, const std::atomic<bool>& stop);
  SmtpSession(const SmtpSession&) = delete;
  SmtpSession& operator=(const SmtpSession&) = delete;
  ~SmtpSession();

  SmtpAnswer send(const MailText& mail);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace duban
