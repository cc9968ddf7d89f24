#pragma once

// Mail: the server that it goes through, and the queue. A mail is queued in the transaction of what it tells
// and sent by a thread (server/mail_sender.h); what becomes of it stays visible. Where the server is away the
// whole queue waits, longer from try to try; a single mail that is put off waits by itself; after keep_days it
// has failed, and a person may send it again.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/seal.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

enum class MailTls { kNone, kStartTls, kTls };
std::string_view to_word(MailTls tls);  // none, starttls, tls
std::optional<MailTls> mail_tls_from_word(std::string_view word);

struct MailServer {
  bool enabled = false;
  std::string host;
  int port = 25;
  MailTls tls = MailTls::kStartTls;
  std::string sender, sender_name;
  std::string user_name;  // empty: the server asks for none
  bool has_password = false;
  std::string page_address;  // https://duban.example.gov.cn, for links; empty: none
  int keep_days = 5;
  std::int64_t version = 0;  // 0: nothing was ever set
  // How the last meeting went.
  int failures = 0;  // in a row
  UtcMillis next_try_at = 0;
  std::string last_error;
  std::optional<UtcMillis> last_error_at, last_good_at;
};
Result<MailServer> mail_server(sql::Connection& db, std::int64_t government_id);
// password: nothing leaves the one that is kept; empty takes it away. Errors: kStale, kInvalid.
Result<void> set_mail_server(sql::Connection& db, const Seal& seal, const Actor& actor, std::int64_t version,
                             const MailServer& server, const std::optional<std::string>& password,
                             UtcMillis now);
Result<std::string> mail_password(sql::Connection& db, const Seal& seal, std::int64_t government_id);

struct NewMail {
  std::int64_t account_id = 0;
  std::string_view address;
  std::string_view kind;
  std::string_view subject;
  std::string_view body;
};
// Inside a transaction. Not queued (false) where no server is set up, so that a house that sends no mail does
// not pile it up.
Result<bool> queue_mail(sql::Connection& db, std::int64_t government_id, const NewMail& mail, UtcMillis now);

struct ClaimedMail {
  std::int64_t id = 0;
  std::string address, subject, body, message_id;
  UtcMillis made_at = 0;
};
// Takes what is due for this process: nobody else gets it for kClaimMillis, after which it is taken for lost
// and sent again (with the same Message-ID). Nothing while the server is off or being waited for.
Result<std::vector<ClaimedMail>> claim_mails(sql::Connection& db, std::int64_t government_id, int limit,
                                             UtcMillis now);
Result<void> mail_was_sent(sql::Connection& db, std::int64_t government_id, std::int64_t id,
                           std::string_view words, UtcMillis now);
enum class Refusal { kForNow, kForGood };
Result<void> mail_was_refused(sql::Connection& db, std::int64_t government_id, std::int64_t id,
                              std::string_view words, Refusal refusal, UtcMillis now);
// The server was away, or would not have us at all: all that were claimed wait, and so does everything else.
Result<void> mail_server_was_away(sql::Connection& db, std::int64_t government_id,
                                  const std::vector<std::int64_t>& claimed, std::string_view words,
                                  UtcMillis now);
// Those that waited longer than keep_days have failed; the system administrators are told. How many.
Result<std::int64_t> give_up_old_mails(sql::Connection& db, std::int64_t government_id, UtcMillis now);
// Mails that went out, older than kKeepSentMillis.
Result<std::int64_t> forget_sent_mails(sql::Connection& db, std::int64_t government_id, UtcMillis now);

struct QueuedMail {
  std::int64_t id = 0;
  std::string account;  // display name; empty: none
  std::string address, kind, subject, state, last_words;
  int tries = 0;
  UtcMillis made_at = 0, next_try_at = 0;
  std::optional<UtcMillis> done_at;
};
struct MailQueue {
  std::vector<QueuedMail> mails;  // newest first
  std::int64_t waiting = 0, sent = 0, failed = 0;
};
// state: waiting (sending too), sent, failed, or empty for all.
Result<MailQueue> mail_queue(sql::Connection& db, std::int64_t government_id, std::string_view state,
                             std::int64_t before_id, int limit);
// id 0: all that have failed. How many wait again now.
Result<std::int64_t> retry_mails(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now);

std::string new_message_id(std::string_view sender);

inline constexpr UtcMillis kClaimMillis = 10LL * 60 * 1000;
inline constexpr UtcMillis kKeepSentMillis = 180LL * 24 * 3600 * 1000;

}  // namespace duban
