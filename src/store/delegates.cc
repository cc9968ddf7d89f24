#include "store/delegates.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "store/log.h"
#include "store/task_json.h"
#include "store/unit_tree.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::string_view kDelegationSelect =
    "SELECT d.id, d.principal_id, a.display_name, a.unit_id, coalesce(u.name, ''), d.delegate_id, "
    "b.display_name, d.valid_from, d.valid_to, d.reason, d.made_by, d.made_at, d.version FROM delegation d "
    "JOIN "
    "account a ON a.id = d.principal_id JOIN account b ON b.id = d.delegate_id LEFT JOIN unit u ON u.id = "
    "a.unit_id";

void write_delegation(JsonWriter& json, const sql::Rows& rows, std::string_view today) {
  json.begin_object()
      .field("id", rows.integer(0))
      .field("principal_id", rows.integer(1))
      .field("principal", rows.text(2))
      .field("unit_name", rows.text(4))
      .field("delegate_id", rows.integer(5))
      .field("delegate", rows.text(6))
      .field("valid_from", rows.text(7))
      .field("valid_to", rows.text(8))
      .field("in_force", rows.text(7) <= today && today < rows.text(8))
      .field("reason", rows.text(9))
      .field("made_by", rows.text(10))
      .field("made_at", utc_text(rows.integer(11)))
      .field("version", rows.integer(12))
      .end_object();
}

struct WorkingAccount {
  std::int64_t unit_id = 0;
  std::string name;
};

// An account that works in the ledger: none of the three administrators, whose rights nobody stands in for.
Result<WorkingAccount> working_account(sql::Connection& db, const Actor& actor, std::int64_t id) {
  sql::Rows rows = TRY(
      db.query("SELECT a.unit_id, a.display_name, (SELECT count(*) FROM account_role r WHERE r.account_id = "
               "a.id AND r.role IN ('system_administrator', 'security_administrator', 'auditor')) FROM "
               "account a WHERE a.id = $1 AND a.government_id = $2 AND a.state = 'active'",
               id, actor.government_id));
  if (!TRY(rows.next())) return no_such("账号", "account");
  if (rows.integer(2) > 0) {
    return error(ErrorCode::kInvalid, "三员（系统、安全管理员和审计员）不能代理，也不能被代理",
                 "the three administrators neither have delegates nor are any");
  }
  return WorkingAccount{rows.integer(0), rows.string(1)};
}

// Who may name delegates of somebody of that unit (0: of none, a leader for one).
Result<void> may_name(sql::Connection& db, const Actor& actor, std::int64_t unit_id) {
  if (unit_id == 0) return require(actor, Action::kNameOfficers, Relation::kOwnGovernment);
  return require_unit(db, actor, Action::kNameOfficers, unit_id);
}

}  // namespace

Result<std::vector<Actor>> acts_for(sql::Connection& db, const Actor& actor, Day on) {
  std::vector<Actor> out;
  if (actor.account_id == 0) return out;
  sql::Rows rows = TRY(
      db.query("SELECT a.id, a.display_name, a.unit_id, a.leader, r.role FROM delegation d JOIN account a ON "
               "a.id = d.principal_id AND a.state = 'active' LEFT JOIN account_role r ON r.account_id = a.id "
               "WHERE d.delegate_id = $1 AND d.valid_from <= $2 AND d.valid_to > $2 ORDER BY d.id, r.role",
               actor.account_id, to_iso(on)));
  while (TRY(rows.next())) {
    const bool same = !out.empty() && out.back().account_id == rows.integer(0);
    if (!same) {
      Actor principal;
      principal.government_id = actor.government_id;
      principal.account_id = rows.integer(0);
      principal.name = rows.string(1);
      principal.from = actor.from;
      principal.unit_id = rows.integer(2);
      principal.leader = rows.string(3);
      out.push_back(std::move(principal));
    }
    const auto role = role_from_word(rows.text(4));
    if (role && std::find(out.back().roles.begin(), out.back().roles.end(), *role) == out.back().roles.end()) {
      out.back().roles.push_back(*role);
    }
  }
  return out;
}

Result<std::optional<Actor>> delegate_for(sql::Connection& db, const Actor& actor, std::int64_t unit_id,
                                          Day on) {
  for (Actor& principal : TRY(acts_for(db, actor, on))) {
    if (principal.unit_id != 0 && TRY(unit_within(db, unit_id, principal.unit_id))) {
      return std::optional<Actor>(std::move(principal));
    }
  }
  return std::optional<Actor>();
}

Result<Versioned> read_delegation(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now) {
  sql::Rows rows = TRY(db.query(fmt::format("{} WHERE d.id = $1 AND d.government_id = $2", kDelegationSelect),
                                id, actor.government_id));
  if (!TRY(rows.next())) return no_such("代理记录", "delegation");
  TRY(may_name(db, actor, rows.integer(3)));
  JsonWriter json;
  write_delegation(json, rows, china_date(now));
  return Versioned{json.take(), id, rows.integer(12)};
}

Result<Versioned> make_delegation(sql::Connection& db, const Actor& actor, const NewDelegation& wanted,
                                  UtcMillis now) {
  const auto work = [&]() -> Result<Versioned> {
    const WorkingAccount principal = TRY(working_account(db, actor, wanted.principal_id));
    TRY(may_name(db, actor, principal.unit_id));
    TRY(working_account(db, actor, wanted.delegate_id));
    if (wanted.principal_id == wanted.delegate_id) {
      return error(ErrorCode::kInvalid, "代理人不能是本人", "nobody is his own delegate");
    }
    if (!is_iso_date(wanted.valid_from) || !is_iso_date(wanted.valid_to) ||
        wanted.valid_to <= wanted.valid_from) {
      return error(ErrorCode::kInvalid, "代理须有起止日期，写作 2026-03-01 的样子，且止于起之后",
                   "a delegation wants both dates, like 2026-03-01, the end after the beginning");
    }
    if (wanted.valid_to <= china_date(now)) {
      return error(ErrorCode::kInvalid, "代理期已经过去，不能补记", "a delegation is not made after the fact");
    }
    const auto there =
        TRY(db.one("SELECT id FROM delegation WHERE principal_id = $1 AND delegate_id = $2 AND valid_from < $4 "
                   "AND valid_to > $3",
                   wanted.principal_id, wanted.delegate_id, wanted.valid_from, wanted.valid_to));
    if (there) {
      return error(ErrorCode::kConflict, "这两人之间在此期间已有代理",
                   "there is a delegation between the two in that time already");
    }
    const std::int64_t id =
        *TRY(db.one("INSERT INTO delegation (government_id, principal_id, delegate_id, valid_from, valid_to, "
                    "reason, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
                    actor.government_id, wanted.principal_id, wanted.delegate_id, wanted.valid_from,
                    wanted.valid_to, wanted.reason, actor.name, now));
    Versioned made = TRY(read_delegation(db, actor, id, now));
    TRY(append_log(db, actor, {"make_delegation", fmt::format("delegation:{}", id), "", made.json}, now));
    return made;
  };
  return db.transaction(work);
}

Result<void> end_delegation(sql::Connection& db, const Actor& actor, std::int64_t id,
                            std::optional<std::int64_t> expected_version, UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    const Versioned there = TRY(read_delegation(db, actor, id, now));
    if (expected_version && *expected_version != there.version) return stale_version();
    const std::string today = china_date(now);
    const std::int64_t ended =
        TRY(db.run("UPDATE delegation SET valid_to = CASE WHEN valid_from > $2 THEN valid_from ELSE $2 END, "
                   "version = version + 1 WHERE id = $1 AND valid_to > $2",
                   id, today));
    if (ended == 0) {
      return error(ErrorCode::kConflict, "这项代理已经结束", "this delegation has ended already");
    }
    const Versioned after = TRY(read_delegation(db, actor, id, now));
    return append_log(db, actor, {"end_delegation", fmt::format("delegation:{}", id), there.json, after.json},
                      now);
  };
  return db.transaction(work);
}

Result<std::string> list_delegations(sql::Connection& db, const Actor& actor, UtcMillis now) {
  SqlText text;
  text.sql = fmt::format("{} WHERE d.government_id = ", kDelegationSelect) + text.bind(actor.government_id);
  if (!allowed(actor, Action::kNameOfficers, Relation::kOwnGovernment)) {
    TRY(require(actor, Action::kNameOfficers, Relation::kOwnUnit));
    text.sql += " AND a.unit_id IN (WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = " +
                text.bind(actor.unit_id) +
                " UNION SELECT c.id FROM unit c JOIN mine ON c.parent_id = mine.id) SELECT id FROM mine)";
  }
  text.sql += " ORDER BY d.valid_from DESC, d.id DESC";
  sql::Rows rows = TRY(text.query(db));
  const std::string today = china_date(now);
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  for (; TRY(rows.next()); ++total) write_delegation(json, rows, today);
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<std::string> list_colleagues(sql::Connection& db, const Actor& actor, std::int64_t unit_id) {
  SqlText text;
  text.sql =
      "SELECT a.id, a.display_name, a.unit_id, coalesce(u.name, ''), a.leader FROM account a LEFT JOIN unit u "
      "ON "
      "u.id = a.unit_id WHERE a.state = 'active' AND NOT EXISTS (SELECT 1 FROM account_role r WHERE "
      "r.account_id "
      "= a.id AND r.role IN ('system_administrator', 'security_administrator', 'auditor')) AND a.government_id "
      "= " +
      text.bind(actor.government_id);
  if (unit_id == 0 && !allowed(actor, Action::kNameOfficers, Relation::kOwnGovernment)) unit_id = actor.unit_id;
  TRY(may_name(db, actor, unit_id));
  if (unit_id != 0) {
    text.sql +=
        " AND a.unit_id IN (WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = " + text.bind(unit_id) +
        " UNION SELECT c.id FROM unit c JOIN mine ON c.parent_id = mine.id) SELECT id FROM mine)";
  }
  text.sql += " ORDER BY a.display_name, a.id";
  sql::Rows rows = TRY(text.query(db));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  for (; TRY(rows.next()); ++total) {
    json.begin_object().field("id", rows.integer(0)).field("name", rows.text(1)).key("unit_id");
    rows.is_null(2) ? json.null() : json.integer(rows.integer(2));
    json.field("unit_name", rows.text(3)).field("leader", rows.text(4)).end_object();
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
