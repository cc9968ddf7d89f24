#pragma once

// What is new for a person (消息), in the page and, where he has an address and the house a mail server, by
// mail: both are written in the transaction of their cause, so that neither tells of what did not happen.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct News {
  std::string_view kind;  // reminder, notice, urge, answer, returned …: a word of the pages
  std::int64_t plan_id = 0;
  std::int64_t task_id = 0;    // 0: of no single task
  std::int64_t object_id = 0;  // the notice, report … of that kind
  Message words;               // the whole sentence
  enum class Mail { kNo, kYes } mail = Mail::kNo;
  std::string subject = {};  // of the mail; it is in Chinese
  std::string body = {};     // of the mail, where it says more than the sentence
};

// Each inside a transaction that runs already. How many people were told; whoever did it himself (actor) is
// not. The people of a unit: its own handlers and reviewers (not those of units above or below it).
Result<int> tell_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id, const News& news,
                      UtcMillis now);
Result<int> tell_office(sql::Connection& db, const Actor& actor, const News& news, UtcMillis now);
Result<int> tell_leader(sql::Connection& db, const Actor& actor, std::string_view leader, const News& news,
                        UtcMillis now);
Result<int> tell_accounts(sql::Connection& db, const Actor& actor, const std::vector<std::int64_t>& accounts,
                          const News& news, UtcMillis now);

struct KeptMessage {
  std::int64_t id = 0;
  std::string kind;
  std::int64_t plan_id = 0, task_id = 0, object_id = 0;
  Message words;
  UtcMillis at = 0;
  bool read = false;
};
struct MessagePage {
  std::vector<KeptMessage> messages;  // newest first
  std::int64_t unread = 0, total = 0;
};
// before_id: only older ones than that; 0: from the newest.
Result<MessagePage> messages_of(sql::Connection& db, const Actor& actor, std::int64_t before_id, int limit);
// Up to and with that id; how many.
Result<std::int64_t> read_messages(sql::Connection& db, const Actor& actor, std::int64_t up_to, UtcMillis now);

// Whom to tell at once: messages newer than an id, as (id, account, government).
struct FreshMessage {
  std::int64_t id = 0, account_id = 0, government_id = 1;
};
Result<std::vector<FreshMessage>> messages_after(sql::Connection& db, std::int64_t id);
Result<std::int64_t> newest_message(sql::Connection& db);

}  // namespace duban
