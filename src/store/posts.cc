#include "store/posts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json.h"
#include "store/log.h"
#include "store/portfolios.h"
#include "store/task_json.h"
#include "store/unit_tree.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct PostKindRow {
  PostKind kind;
  std::string_view word;
  std::string_view zh;
};
constexpr std::array<PostKindRow, 4> kPostKinds = {{
    {PostKind::kLeader, "leader", "领导"},
    {PostKind::kHead, "head", "主要负责人"},
    {PostKind::kLiaison, "liaison", "联络员"},
    {PostKind::kHandler, "handler", "经办人"},
}};

struct PostRow {
  std::int64_t id = 0;
  PostKind kind = PostKind::kLeader;
  std::string name;
  std::int64_t unit_id = 0;
  std::string unit;
  std::int64_t version = 0;
};

Result<PostRow> load_post(sql::Connection& db, const Actor& actor, std::int64_t id) {
  sql::Rows rows =
      TRY(db.query("SELECT s.id, s.kind, s.name, s.unit_id, coalesce(u.name, ''), s.version FROM post "
                   "s LEFT JOIN unit u ON u.id = s.unit_id WHERE s.id = $1 AND s.government_id = $2",
                   id, actor.government_id));
  if (!TRY(rows.next())) return no_such("岗位", "post");
  return PostRow{rows.integer(0), post_kind_from_word(rows.text(1)).value_or(PostKind::kLeader),
                 rows.string(2),  rows.integer(3),
                 rows.string(4),  rows.integer(5)};
}

// The office keeps every post, a unit those of its own officers.
Result<void> may_keep(sql::Connection& db, const Actor& actor, std::int64_t unit_id) {
  if (allowed(actor, Action::kManagePosts, Relation::kOwnGovernment)) return {};
  if (unit_id == 0) return require(actor, Action::kManagePosts, Relation::kOwnGovernment);
  return require_unit(db, actor, Action::kNameOfficers, unit_id);
}

Result<void> check_term(sql::Connection& db, const Actor& actor, const PostRow& post, const NewTerm& term) {
  if (term.person.empty()) return error(ErrorCode::kInvalid, "请写出姓名", "please give the person's name");
  const bool open = term.valid_to.empty();
  if (!is_iso_date(term.valid_from) || (!open && !is_iso_date(term.valid_to)) ||
      (!open && term.valid_to <= term.valid_from)) {
    return error(ErrorCode::kInvalid, "起止日期应写作 2026-03-01 的样子，且止于起之后",
                 "the dates should look like 2026-03-01, and the end come after the beginning");
  }
  if (term.account_id == 0) return {};
  sql::Rows rows = TRY(db.query("SELECT coalesce(unit_id, 0) FROM account WHERE id = $1 AND government_id = $2",
                                term.account_id, actor.government_id));
  if (!TRY(rows.next())) return no_such("账号", "account");
  // A unit names its own people; the office may name anybody.
  if (post.unit_id == 0 || allowed(actor, Action::kManagePosts, Relation::kOwnGovernment)) return {};
  if (rows.integer(0) != 0 && TRY(unit_within(db, rows.integer(0), post.unit_id))) return {};
  return error(ErrorCode::kInvalid, "只能指定本单位的账号", "only accounts of the unit itself can be named");
}

// Terms of one post never overlap; but: the term that is being changed.
Result<void> check_free(sql::Connection& db, std::int64_t post_id, const NewTerm& term, std::int64_t but) {
  sql::Rows rows = TRY(
      db.query("SELECT person, valid_from, valid_to FROM post_term WHERE post_id = $1 AND id <> $2 AND ($4 = "
               "'' OR valid_from < $4) AND (valid_to = '' OR valid_to > $3) ORDER BY valid_from LIMIT 1",
               post_id, but, term.valid_from, term.valid_to));
  if (!TRY(rows.next())) return {};
  return error(ErrorCode::kConflict,
               fmt::format("{}自{}{}任此岗位，任期不能重叠", rows.text(0), rows.text(1),
                           rows.text(2).empty() ? std::string("起") : fmt::format("至{}", rows.text(2))),
               fmt::format("{} holds this post from {}{}; terms do not overlap", rows.text(0), rows.text(1),
                           rows.text(2).empty() ? std::string() : fmt::format(" to {}", rows.text(2))));
}

Result<void> touch_post(sql::Connection& db, const Actor& actor, std::int64_t post_id, std::string_view action,
                        const std::string& before, UtcMillis now) {
  TRY(db.run("UPDATE post SET version = version + 1 WHERE id = $1", post_id));
  const Versioned after = TRY(read_post(db, actor, post_id));
  return append_log(db, actor, {action, fmt::format("post:{}", post_id), before, after.json}, now);
}

std::optional<std::int64_t> or_null(std::int64_t id) {
  return id == 0 ? std::nullopt : std::optional<std::int64_t>(id);
}

void write_person(JsonWriter& json, std::string_view person, const sql::Rows& rows, int account, bool acting) {
  json.field("person", person).key("account_id");
  rows.is_null(account) ? json.null() : json.integer(rows.integer(account));
  json.field("acting", acting);
}

Result<Versioned> insert_post(sql::Connection& db, const Actor& actor, const NewPost& wanted, UtcMillis now) {
  const bool leader = wanted.kind == PostKind::kLeader;
  if (leader != (wanted.unit_id == 0)) {
    return error(ErrorCode::kInvalid, "领导岗位不属于单位，单位岗位须写明单位",
                 "a leader's post belongs to no unit, an officer's post to one");
  }
  if (leader && wanted.name.empty()) {
    return error(ErrorCode::kInvalid, "请写出岗位名称，如“分管工业的副市长”", "please name the post");
  }
  const std::string name = wanted.name.empty() ? std::string(zh_name(wanted.kind)) : wanted.name;
  TRY(may_keep(db, actor, wanted.unit_id));
  if (!leader) TRY(relation_to_unit(db, actor, wanted.unit_id));
  const auto same =
      TRY(db.one("SELECT id FROM post WHERE government_id = $1 AND kind = $2 AND coalesce(unit_id, "
                 "0) = $3 AND ($2 = 'head' OR name = $4)",
                 actor.government_id, to_word(wanted.kind), wanted.unit_id, name));
  if (same) {
    return error(ErrorCode::kConflict, fmt::format("已有岗位“{}”", name),
                 fmt::format("there is a post {} already", name));
  }
  const std::int64_t id =
      *TRY(db.one("INSERT INTO post (government_id, kind, name, unit_id) VALUES ($1, $2, $3, $4) RETURNING id",
                  actor.government_id, to_word(wanted.kind), name, or_null(wanted.unit_id)));
  Versioned made = TRY(read_post(db, actor, id));
  TRY(append_log(db, actor, {"make_post", fmt::format("post:{}", id), "", made.json}, now));
  return made;
}

Result<void> insert_term(sql::Connection& db, const Actor& actor, std::int64_t post_id,
                         std::optional<std::int64_t> expected_version, const NewTerm& term, UtcMillis now) {
  const PostRow post = TRY(load_post(db, actor, post_id));
  TRY(may_keep(db, actor, post.unit_id));
  if (expected_version && *expected_version != post.version) return stale_version();
  TRY(check_term(db, actor, post, term));
  const std::string before = TRY(read_post(db, actor, post_id)).json;
  TRY(db.run(
      "UPDATE post_term SET valid_to = $2, version = version + 1 WHERE post_id = $1 AND valid_to = '' AND "
      "valid_from < $2",
      post_id, term.valid_from));
  TRY(check_free(db, post_id, term, 0));
  TRY(db.run(
      "INSERT INTO post_term (government_id, post_id, person, account_id, phone, mail, acting, valid_from, "
      "valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      actor.government_id, post_id, term.person, or_null(term.account_id), term.phone, term.mail, term.acting,
      term.valid_from, term.valid_to));
  return touch_post(db, actor, post_id, "begin_term", before, now);
}

}  // namespace

std::string_view to_word(PostKind kind) { return kPostKinds[static_cast<std::size_t>(kind)].word; }
std::string_view zh_name(PostKind kind) { return kPostKinds[static_cast<std::size_t>(kind)].zh; }
std::optional<PostKind> post_kind_from_word(std::string_view word) {
  for (const PostKindRow& row : kPostKinds) {
    if (row.word == word) return row.kind;
  }
  return {};
}

Result<std::vector<Holder>> holders_on(sql::Connection& db, std::int64_t government_id, std::int64_t unit_id,
                                       Day on) {
  sql::Rows rows =
      TRY(db.query("SELECT s.id, s.kind, s.name, s.unit_id, h.person, h.account_id, h.phone, h.mail, h.acting, "
                   "h.valid_from, "
                   "h.valid_to FROM post s LEFT JOIN post_term h ON h.post_id = s.id AND h.valid_from <= $2 "
                   "AND (h.valid_to = "
                   "'' OR h.valid_to > $2) WHERE s.government_id = $1 AND ($3 = 0 OR s.unit_id = $3) ORDER BY "
                   "s.unit_id, s.id",
                   government_id, to_iso(on), unit_id));
  std::vector<Holder> out;
  while (TRY(rows.next())) {
    out.push_back({rows.integer(0), post_kind_from_word(rows.text(1)).value_or(PostKind::kLeader),
                   rows.string(2), rows.integer(3), rows.string(4), rows.integer(5), rows.string(6),
                   rows.string(7), rows.integer(8) != 0, rows.string(9), rows.string(10)});
  }
  return out;
}

Result<std::map<std::int64_t, std::vector<LeaderOfTask>>> leaders_on(sql::Connection& db, std::int64_t plan_id,
                                                                     Day on) {
  // One row a printed name: its post on the day of the paper, and who holds that on the day asked for.
  sql::Rows rows = TRY(db.query(
      "SELECT l.task_id, l.name, l.position, s.id, s.name, h.person, h.account_id, h.acting FROM "
      "task_leader l JOIN plan p ON p.id = l.plan_id LEFT JOIN (post_term b JOIN post s ON s.id = "
      "b.post_id AND s.kind = 'leader') ON b.government_id = l.government_id AND b.person = l.name AND "
      "(p.issued_on = '' OR b.valid_from <= p.issued_on) AND (b.valid_to = '' OR p.issued_on = '' OR "
      "b.valid_to > p.issued_on) LEFT JOIN post_term h ON h.post_id = s.id AND h.valid_from <= $2 AND "
      "(h.valid_to = '' OR h.valid_to > $2) WHERE l.plan_id = $1 ORDER BY l.task_id, l.position, s.id",
      plan_id, to_iso(on)));
  std::map<std::int64_t, std::vector<LeaderOfTask>> out;
  while (TRY(rows.next())) {
    LeaderOfTask leader;
    leader.printed = rows.string(1);
    leader.post_id = rows.integer(3);
    leader.post = rows.string(4);
    leader.person = leader.post_id == 0 ? leader.printed : rows.string(5);
    leader.account_id = rows.integer(6);
    leader.acting = rows.integer(7) != 0;
    out[rows.integer(0)].push_back(std::move(leader));
  }
  return out;
}

Result<Versioned> read_post(sql::Connection& db, const Actor& actor, std::int64_t post_id) {
  const PostRow post = TRY(load_post(db, actor, post_id));
  JsonWriter json;
  json.begin_object().field("id", post.id).field("kind", to_word(post.kind)).field("name", post.name);
  json.key("unit_id");
  post.unit_id == 0 ? json.null() : json.integer(post.unit_id);
  json.field("unit_name", post.unit).key("terms").begin_array();
  const bool private_too =
      allowed(actor, Action::kManagePosts, Relation::kOwnGovernment) ||
      (post.unit_id != 0 && require_unit(db, actor, Action::kNameOfficers, post.unit_id).ok());
  sql::Rows rows =
      TRY(db.query("SELECT id, person, account_id, phone, mail, acting, valid_from, valid_to FROM "
                   "post_term WHERE post_id = $1 ORDER BY valid_from DESC, id DESC",
                   post_id));
  while (TRY(rows.next())) {
    json.begin_object().field("id", rows.integer(0));
    write_person(json, rows.text(1), rows, 2, rows.integer(5) != 0);
    json.field("phone", private_too ? rows.text(3) : std::string_view());
    json.field("mail", private_too ? rows.text(4) : std::string_view());
    json.field("valid_from", rows.text(6)).field("valid_to", rows.text(7)).end_object();
  }
  json.end_array().key("portfolios").begin_array();
  sql::Rows held =
      TRY(db.query("SELECT o.id, o.unit_id, u.name, o.valid_from, o.valid_to FROM portfolio o JOIN unit "
                   "u ON u.id = o.unit_id WHERE o.post_id = $1 ORDER BY u.name",
                   post_id));
  while (TRY(held.next())) {
    json.begin_object().field("id", held.integer(0)).field("unit_id", held.integer(1));
    json.field("unit_name", held.text(2)).field("valid_from", held.text(3)).field("valid_to", held.text(4));
    json.end_object();
  }
  return Versioned{json.end_array().field("version", post.version).end_object().take(), post_id, post.version};
}

Result<std::string> list_posts(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                               std::string_view at, UtcMillis now) {
  if (!at.empty() && !is_iso_date(at)) {
    return error(ErrorCode::kInvalid, "日期应写作 2026-03-01 的样子", "the date should look like 2026-03-01");
  }
  sql::Rows rows = TRY(db.query(
      "SELECT s.id, s.kind, s.name, s.unit_id, coalesce(u.name, ''), coalesce(h.person, ''), h.account_id, "
      "coalesce(h.acting, 0), coalesce(h.valid_from, ''), coalesce(h.valid_to, ''), s.version FROM post s LEFT "
      "JOIN unit u ON u.id = s.unit_id LEFT JOIN post_term h ON h.post_id = s.id AND h.valid_from <= $2 AND "
      "(h.valid_to = '' OR h.valid_to > $2) WHERE s.government_id = $1 AND ($3 = 0 OR s.unit_id = $3) ORDER BY "
      "CASE s.kind WHEN 'leader' THEN 0 ELSE 1 END, u.name, s.unit_id, s.id",
      actor.government_id, at.empty() ? china_date(now) : std::string(at), unit_id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  for (; TRY(rows.next()); ++total) {
    json.begin_object().field("id", rows.integer(0)).field("kind", rows.text(1)).field("name", rows.text(2));
    json.key("unit_id");
    rows.is_null(3) ? json.null() : json.integer(rows.integer(3));
    json.field("unit_name", rows.text(4));
    write_person(json, rows.text(5), rows, 6, rows.integer(7) != 0);
    json.field("valid_from", rows.text(8)).field("valid_to", rows.text(9)).field("version", rows.integer(10));
    json.end_object();
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<Versioned> make_post(sql::Connection& db, const Actor& actor, const NewPost& wanted, UtcMillis now) {
  const auto work = [&] { return insert_post(db, actor, wanted, now); };
  return db.transaction(work);
}

Result<void> rename_post(sql::Connection& db, const Actor& actor, std::int64_t post_id,
                         std::optional<std::int64_t> expected_version, std::string_view name, UtcMillis now) {
  if (name.empty()) return error(ErrorCode::kInvalid, "请写出岗位名称", "please name the post");
  const auto work = [&]() -> Result<void> {
    const PostRow post = TRY(load_post(db, actor, post_id));
    TRY(may_keep(db, actor, post.unit_id));
    if (expected_version && *expected_version != post.version) return stale_version();
    const std::string before = TRY(read_post(db, actor, post_id)).json;
    TRY(db.run("UPDATE post SET name = $2 WHERE id = $1", post_id, name));
    return touch_post(db, actor, post_id, "change_post", before, now);
  };
  return db.transaction(work);
}

Result<void> begin_term(sql::Connection& db, const Actor& actor, std::int64_t post_id,
                        std::optional<std::int64_t> expected_version, const NewTerm& term, UtcMillis now) {
  const auto work = [&] { return insert_term(db, actor, post_id, expected_version, term, now); };
  return db.transaction(work);
}

Result<void> apply_officer(sql::Connection& db, const Actor& actor, std::int64_t unit_id, PostKind kind,
                           const NewTerm& term, UtcMillis now) {
  auto post = TRY(
      db.one("SELECT id FROM post WHERE government_id = $1 AND unit_id = $2 AND kind = $3 ORDER BY id LIMIT 1",
             actor.government_id, unit_id, to_word(kind)));
  if (!post) post = TRY(insert_post(db, actor, {kind, "", unit_id}, now)).id;
  return insert_term(db, actor, *post, {}, term, now);
}

Result<void> change_term(sql::Connection& db, const Actor& actor, std::int64_t post_id,
                         std::optional<std::int64_t> expected_version, std::int64_t term_id,
                         const NewTerm& term, UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    const PostRow post = TRY(load_post(db, actor, post_id));
    TRY(may_keep(db, actor, post.unit_id));
    if (expected_version && *expected_version != post.version) return stale_version();
    TRY(check_term(db, actor, post, term));
    TRY(check_free(db, post_id, term, term_id));
    const std::string before = TRY(read_post(db, actor, post_id)).json;
    const std::int64_t changed =
        TRY(db.run("UPDATE post_term SET person = $3, account_id = $4, phone = $5, mail = $6, acting = $7, "
                   "valid_from = $8, valid_to = $9, version = version + 1 WHERE id = $1 AND post_id = $2",
                   term_id, post_id, term.person, or_null(term.account_id), term.phone, term.mail, term.acting,
                   term.valid_from, term.valid_to));
    if (changed == 0) return no_such("任期", "term");
    return touch_post(db, actor, post_id, "change_term", before, now);
  };
  return db.transaction(work);
}

Result<void> set_portfolio_post(sql::Connection& db, const Actor& actor, std::int64_t portfolio_id,
                                std::optional<std::int64_t> expected_version, std::int64_t post_id,
                                UtcMillis now) {
  TRY(require(actor, Action::kManagePortfolios, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    const Versioned there = TRY(read_portfolio(db, actor, portfolio_id));
    if (expected_version && *expected_version != there.version) return stale_version();
    if (post_id != 0) {
      const PostRow post = TRY(load_post(db, actor, post_id));
      if (post.kind != PostKind::kLeader) {
        return error(ErrorCode::kInvalid, "分管只能随领导岗位", "a portfolio goes with a leader's post");
      }
    }
    TRY(db.run("UPDATE portfolio SET post_id = $2, version = version + 1 WHERE id = $1", portfolio_id,
               or_null(post_id)));
    return append_log(db, actor,
                      {"set_portfolio_post", fmt::format("portfolio:{}", portfolio_id), there.json,
                       TRY(read_portfolio(db, actor, portfolio_id)).json},
                      now);
  };
  return db.transaction(work);
}

}  // namespace duban
