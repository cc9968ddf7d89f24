#pragma once

// Posts (岗位) with terms of office (任期): responsibility belongs to a post, a successor inherits it, and the
// history says who held it on any day. Leaders' posts are the government's (市长, 分管工业的副市长), officers'
// posts a unit's: head (主要负责人), liaison officer (联络员), handler (经办人).

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

enum class PostKind { kLeader, kHead, kLiaison, kHandler };
std::string_view to_word(PostKind kind);  // leader, head, liaison, handler
std::string_view zh_name(PostKind kind);  // 领导, 主要负责人, 联络员, 经办人
std::optional<PostKind> post_kind_from_word(std::string_view word);

struct Holder {
  std::int64_t post_id = 0;
  PostKind kind = PostKind::kLeader;
  std::string post;
  std::int64_t unit_id = 0;     // 0: a leader's post
  std::string person;           // empty: the post is vacant
  std::int64_t account_id = 0;  // 0: none
  std::string phone, mail;
  bool acting = false;
  std::string valid_from, valid_to;
};

// Who holds which post of the government on a day, vacant ones too, in one query. unit_id 0: of every unit and
// the leaders'.
Result<std::vector<Holder>> holders_on(sql::Connection& db, std::int64_t government_id, std::int64_t unit_id,
                                       Day on);

// Who answers on a day for the leaders that a plan's rows print: the printed name held a post on the day of the
// paper, and whoever holds that post on `on` answers. A name that has no post answers himself. One query for
// the whole plan; task_id → in printed order.
struct LeaderOfTask {
  std::string printed;
  std::int64_t post_id = 0;  // 0: no post is recorded for the name
  std::string post;
  std::string person;  // empty: the post is vacant on that day
  std::int64_t account_id = 0;
  bool acting = false;
};
Result<std::map<std::int64_t, std::vector<LeaderOfTask>>> leaders_on(sql::Connection& db, std::int64_t plan_id,
                                                                     Day on);

struct NewPost {
  PostKind kind = PostKind::kLeader;
  std::string name;  // empty for an officer's post: the kind's name
  std::int64_t unit_id = 0;
};
// A unit has one head, and any number of liaison officers and handlers' posts. Errors: kConflict, kInvalid,
// kNotFound.
Result<Versioned> make_post(sql::Connection& db, const Actor& actor, const NewPost& post, UtcMillis now);
Result<void> rename_post(sql::Connection& db, const Actor& actor, std::int64_t post_id,
                         std::optional<std::int64_t> expected_version, std::string_view name, UtcMillis now);

struct NewTerm {
  std::string person;
  std::int64_t account_id = 0;
  std::string phone, mail;
  bool acting = false;
  std::string valid_from;
  std::string valid_to;  // the first day that it no longer holds; empty: open
};
// Somebody takes the post. An open term before it ends on that day; terms never overlap (kConflict).
Result<void> begin_term(sql::Connection& db, const Actor& actor, std::int64_t post_id,
                        std::optional<std::int64_t> expected_version, const NewTerm& term, UtcMillis now);
// The unit's post of that kind (its first), made where there is none, and the term, inside a transaction that
// runs already: for a sheet of officers.
Result<void> apply_officer(sql::Connection& db, const Actor& actor, std::int64_t unit_id, PostKind kind,
                           const NewTerm& term, UtcMillis now);
// Corrects or ends a term.
Result<void> change_term(sql::Connection& db, const Actor& actor, std::int64_t post_id,
                         std::optional<std::int64_t> expected_version, std::int64_t term_id,
                         const NewTerm& term, UtcMillis now);

// A post with every term, newest first.
Result<Versioned> read_post(sql::Connection& db, const Actor& actor, std::int64_t post_id);
// {"items":[…],"total":n,"next":null}: posts with who held them on a day (empty: today). unit_id 0: all.
Result<std::string> list_posts(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                               std::string_view at, UtcMillis now);

// Which post a portfolio belongs to; 0: none, the person's own. The post's holders then have it, in turn.
Result<void> set_portfolio_post(sql::Connection& db, const Actor& actor, std::int64_t portfolio_id,
                                std::optional<std::int64_t> expected_version, std::int64_t post_id,
                                UtcMillis now);

}  // namespace duban
