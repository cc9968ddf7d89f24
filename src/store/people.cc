#include "store/people.h"

#include <algorithm>
#include <map>

#include "base/json.h"
#include "exports/mail_text.h"
#include "store/log.h"
#include "store/passwords.h"
#include "store/people_rows.h"

namespace duban {
namespace people {

std::string name_key(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

Result<std::vector<Account>> accounts_where(sql::Connection& db, std::string_view where,
                                            const sql::Value* values, std::size_t count, UtcMillis now) {
  std::vector<Account> out;
  std::map<std::int64_t, std::size_t> place;
  {
    sql::Rows rows = TRY(db.query_values(
        fmt::format("SELECT a.id, a.name, a.display_name, a.unit_id, coalesce(u.name, ''), a.leader, a.state, "
                    "a.last_login_at, a.password_set_at, a.one_time, a.version, coalesce(f.locked_until, 0), "
                    "a.email, s.confirmed_at "
                    "FROM account a LEFT JOIN second_factor s ON s.account_id = a.id LEFT JOIN unit u ON u.id "
                    "= a.unit_id LEFT JOIN login_failure f "
                    "ON f.government_id = a.government_id AND f.name_key = a.name_key WHERE {}",
                    where),
        values, count));
    while (TRY(rows.next())) {
      Account account;
      account.id = rows.integer(0);
      account.name = rows.string(1);
      account.display_name = rows.string(2);
      account.unit_id = rows.integer(3);
      account.unit_name = rows.string(4);
      account.leader = rows.string(5);
      account.state = rows.string(6);
      if (account.state == "active" && rows.integer(11) > now) account.state = "locked";
      account.last_login_at = rows.optional_integer(7);
      account.password_expires_at = rows.integer(8) + kPasswordAgeMillis;
      account.one_time = rows.integer(9) != 0;
      account.version = rows.integer(10);
      account.email = rows.string(12);
      account.second_factor = !rows.is_null(13);
      place[account.id] = out.size();
      out.push_back(std::move(account));
    }
  }
  for (Account& account : out) {
    sql::Rows rows = TRY(db.query("SELECT role FROM account_role WHERE account_id = $1", account.id));
    while (TRY(rows.next())) {
      if (const auto role = role_from_word(rows.text(0))) account.roles.push_back(*role);
    }
    std::sort(account.roles.begin(), account.roles.end());
  }
  return out;
}

Result<std::optional<Account>> account_of(sql::Connection& db, std::int64_t government_id, std::int64_t id,
                                          UtcMillis now) {
  const sql::Value values[] = {government_id, id};
  auto found = TRY(accounts_where(db, "a.government_id = $1 AND a.id = $2", values, 2, now));
  if (found.empty()) return std::optional<Account>();
  return std::optional<Account>(std::move(found.front()));
}

Result<void> count_epoch(sql::Connection& db, std::int64_t government_id) {
  TRY(db.run("UPDATE people_epoch SET value = value + 1 WHERE government_id = $1", government_id));
  return {};
}

std::string roles_text(const std::vector<Role>& roles) {
  std::string out;
  for (const Role role : roles) out += (out.empty() ? "" : " ") + std::string(to_word(role));
  return out;
}

}  // namespace people

namespace {

using people::account_of;

constexpr Role kAdministrators[] = {Role::kSystemAdministrator, Role::kSecurityAdministrator, Role::kAuditor};

Actor operator_at_the_machine() {
  Actor actor;
  actor.name = "cli";
  actor.from = "cli";
  return actor;
}

Error no_account() { return error(ErrorCode::kNotFound, "没有这个账号", "there is no such account"); }

// A log-in name: 2 to 32 of letters, digits, Chinese characters and . - _
std::optional<Message> name_fault(std::string_view name) {
  std::size_t characters = 0;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                       c == '-' || c == '_' || byte >= 0x80;
    if (!plain) {
      return Message{"账号名只能用汉字、字母、数字和 . - _",
                     "an account's name is made of letters, digits and . - _"};
    }
    if ((byte & 0xC0U) != 0x80U) ++characters;
  }
  if (characters < 2 || characters > 32) {
    return Message{"账号名应为 2 至 32 个字符", "an account's name has 2 to 32 characters"};
  }
  return {};
}

Result<void> check_email(std::string_view email) {
  if (email.empty() || is_mail_address(email)) return {};
  return error(ErrorCode::kInvalid, "邮箱地址应写作 li@example.gov.cn 的样子",
               "a mail address looks like li@example.gov.cn");
}

std::string account_json(const Account& account) {
  JsonWriter json;
  json.begin_object().field("name", account.name).field("display_name", account.display_name);
  json.field("unit_id", account.unit_id).field("leader", account.leader).field("state", account.state);
  json.field("email", account.email);
  json.field("roles", people::roles_text(account.roles)).end_object();
  return json.take();
}

std::string account_object(std::int64_t id) { return fmt::format("account:{}", id); }

Result<std::int64_t> insert_account(sql::Connection& db, const Actor& actor, const NewAccount& account,
                                    const std::string& hash, UtcMillis now) {
  const std::string key = people::name_key(account.name);
  const auto taken = TRY(
      db.one("SELECT id FROM account WHERE government_id = $1 AND name_key = $2", actor.government_id, key));
  if (taken) {
    return error(ErrorCode::kConflict, fmt::format("账号名 {} 已有人用", account.name),
                 fmt::format("the name {} is taken", account.name));
  }
  if (account.unit_id != 0) {
    const auto unit = TRY(db.one("SELECT id FROM unit WHERE government_id = $1 AND id = $2",
                                 actor.government_id, account.unit_id));
    if (!unit) return error(ErrorCode::kInvalid, "没有这个单位", "there is no such unit");
  }
  std::optional<std::int64_t> unit_id;
  if (account.unit_id != 0) unit_id = account.unit_id;
  const auto id = TRY(db.one(
      "INSERT INTO account (government_id, name, name_key, display_name, unit_id, leader, password_hash, "
      "password_set_at, one_time, created_at, email) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10) "
      "RETURNING "
      "id",
      actor.government_id, account.name, key,
      account.display_name.empty() ? account.name : account.display_name, unit_id, account.leader, hash, now,
      now, account.email));
  const Account made = *TRY(account_of(db, actor.government_id, *id, now));
  TRY(append_log(db, actor, {"create_account", account_object(*id), "", account_json(made)}, now));
  return *id;
}

Result<void> insert_roles(sql::Connection& db, const Actor& actor, std::int64_t id,
                          const std::vector<Role>& before, const std::vector<Role>& roles, UtcMillis now) {
  TRY(db.run("DELETE FROM account_role WHERE account_id = $1", id));
  for (const Role role : roles) {
    TRY(db.run("INSERT INTO account_role (government_id, account_id, role) VALUES ($1, $2, $3)",
               actor.government_id, id, to_word(role)));
  }
  return append_log(db, actor,
                    {"grant_roles", account_object(id), people::roles_text(before), people::roles_text(roles)},
                    now);
}

// The account as it is now, unless somebody changed it after version.
Result<Account> current_account(sql::Connection& db, const Actor& actor, std::int64_t id, std::int64_t version,
                                UtcMillis now) {
  auto found = TRY(account_of(db, actor.government_id, id, now));
  if (!found) return no_account();
  if (found->version != version) {
    return error(ErrorCode::kStale, "这个账号刚被别人修改过", "somebody else has just changed this account");
  }
  return std::move(*found);
}

bool holds(const std::vector<Role>& roles, Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

// There is always somebody for each of the three offices (三员), or nobody could ever be given one again.
Result<void> keep_last_administrator(sql::Connection& db, const Actor& actor, const Account& account,
                                     const std::vector<Role>& roles_after) {
  for (const Role role : kAdministrators) {
    if (!holds(account.roles, role) || holds(roles_after, role)) continue;
    const auto others =
        TRY(db.one("SELECT count(*) FROM account a JOIN account_role r ON r.account_id = a.id WHERE "
                   "a.government_id = $1 AND "
                   "r.role = $2 AND a.state = 'active' AND a.id <> $3",
                   actor.government_id, to_word(role), account.id));
    if (others.value_or(0) == 0) {
      return error(
          ErrorCode::kConflict,
          fmt::format("{} 是最后一名在用的{}，请先指定接替的人", account.name, zh_name(role)),
          fmt::format("{} is the last active {}; name a successor first", account.name, to_word(role)));
    }
  }
  return {};
}

Result<void> end_sessions(sql::Connection& db, std::int64_t id) {
  TRY(db.run("DELETE FROM session WHERE account_id = $1", id));
  TRY(db.run("DELETE FROM api_token WHERE account_id = $1", id));
  return {};
}

Error wrong_roles() {
  return error(ErrorCode::kInvalid, "系统管理员、安全管理员、审计员须由不同的人担任，且不得兼任其他角色",
               "one person is at most one of the three administrators, and then nothing else");
}

Result<std::string> put_one_time_password(sql::Connection& db, const Actor& actor, const Account& account,
                                          const std::string& password, const std::string& hash, UtcMillis now) {
  TRY(people::put_password(db, account.id, hash, people::PasswordKind::kOneTime, now));
  TRY(end_sessions(db, account.id));
  TRY(db.run("DELETE FROM login_failure WHERE government_id = $1 AND name_key = $2", actor.government_id,
             people::name_key(account.name)));
  TRY(people::count_epoch(db, actor.government_id));
  TRY(append_log(db, actor, {"reset_password", account_object(account.id), "", ""}, now));
  return password;
}

}  // namespace

Result<std::vector<NameAndPassword>> first_start(Store& store, UtcMillis now) {
  struct First {
    const char* name;
    const char* display_name;
    Role role;
  };
  static constexpr First kFirst[] = {{"sysadmin", "系统管理员", Role::kSystemAdministrator},
                                     {"secadmin", "安全管理员", Role::kSecurityAdministrator},
                                     {"auditor", "审计员", Role::kAuditor}};
  const Store::Lease db = TRY(store.lease());
  const Actor actor = operator_at_the_machine();
  std::vector<NameAndPassword> made;
  if (TRY(count_accounts(*db, actor.government_id)) > 0) return made;
  std::vector<std::string> hashes;
  for (const First& first : kFirst) {
    made.push_back({first.name, new_one_time_password()});
    hashes.push_back(TRY(hash_password(made.back().password)));
  }
  const auto work = [&]() -> Result<bool> {
    if (TRY(count_accounts(*db, actor.government_id)) > 0) return false;  // another process was quicker
    for (std::size_t i = 0; i < std::size(kFirst); ++i) {
      const NewAccount account{kFirst[i].name, kFirst[i].display_name, 0, ""};
      const std::int64_t id = TRY(insert_account(*db, actor, account, hashes[i], now));
      TRY(insert_roles(*db, actor, id, {}, {kFirst[i].role}, now));
    }
    return true;
  };
  if (!TRY(db->transaction(work))) made.clear();
  return made;
}

Result<std::string> add_account(Store& store, std::string_view name, std::string_view display_name,
                                const std::vector<Role>& roles, UtcMillis now) {
  if (const auto fault = name_fault(name)) return Error{ErrorCode::kInvalid, *fault};
  if (!roles_compatible(roles)) return wrong_roles();
  const Store::Lease db = TRY(store.lease());
  const std::string password = new_one_time_password();
  const std::string hash = TRY(hash_password(password));
  const Actor actor = operator_at_the_machine();
  const auto work = [&]() -> Result<std::string> {
    const NewAccount account{std::string(name), std::string(display_name), 0, ""};
    const std::int64_t id = TRY(insert_account(*db, actor, account, hash, now));
    TRY(insert_roles(*db, actor, id, {}, roles, now));
    return password;
  };
  return db->transaction(work);
}

Result<std::string> reset_password(Store& store, std::string_view name, UtcMillis now) {
  const Store::Lease db = TRY(store.lease());
  const std::string password = new_one_time_password();
  const std::string hash = TRY(hash_password(password));
  const Actor actor = operator_at_the_machine();
  const auto work = [&]() -> Result<std::string> {
    const std::string key = people::name_key(name);
    const sql::Value values[] = {actor.government_id, key};
    const auto found =
        TRY(people::accounts_where(*db, "a.government_id = $1 AND a.name_key = $2", values, 2, now));
    if (found.empty()) return no_account();
    return put_one_time_password(*db, actor, found.front(), password, hash, now);
  };
  return db->transaction(work);
}

Result<MadeAccount> make_account(sql::Connection& db, const Actor& actor, const NewAccount& account,
                                 UtcMillis now) {
  if (const auto fault = name_fault(account.name)) return Error{ErrorCode::kInvalid, *fault};
  TRY(check_email(account.email));
  MadeAccount made;
  made.password = new_one_time_password();
  const std::string hash = TRY(hash_password(made.password));
  const auto work = [&]() -> Result<MadeAccount> {
    made.id = TRY(insert_account(db, actor, account, hash, now));
    return made;
  };
  return db.transaction(work);
}

std::optional<Message> account_name_fault(std::string_view name) { return name_fault(name); }

Result<std::vector<MadeAccount>> make_accounts(sql::Connection& db, const Actor& actor,
                                               const std::vector<NewAccount>& accounts, UtcMillis now,
                                               const std::function<Result<void>()>& then) {
  std::vector<MadeAccount> made(accounts.size());
  std::vector<std::string> hashes;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (const auto fault = name_fault(accounts[i].name)) return Error{ErrorCode::kInvalid, *fault};
    made[i].password = new_one_time_password();
    hashes.push_back(TRY(hash_password(made[i].password)));
  }
  const auto work = [&]() -> Result<std::vector<MadeAccount>> {
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      made[i].id = TRY(insert_account(db, actor, accounts[i], hashes[i], now));
    }
    TRY(then());
    return made;
  };
  return db.transaction(work);
}

Result<std::optional<Account>> find_account(sql::Connection& db, std::int64_t government_id, std::int64_t id,
                                            UtcMillis now) {
  return account_of(db, government_id, id, now);
}

Result<std::vector<Account>> list_accounts(sql::Connection& db, std::int64_t government_id,
                                           std::int64_t after_id, int limit, UtcMillis now) {
  const sql::Value values[] = {government_id, after_id, limit};
  return people::accounts_where(db, "a.government_id = $1 AND a.id > $2 ORDER BY a.id LIMIT $3", values, 3,
                                now);
}

Result<std::int64_t> count_accounts(sql::Connection& db, std::int64_t government_id) {
  return TRY(db.one("SELECT count(*) FROM account WHERE government_id = $1", government_id)).value_or(0);
}

Result<void> change_account(sql::Connection& db, const Actor& actor, std::int64_t id, std::int64_t version,
                            const AccountChange& change, UtcMillis now) {
  if (change.state && *change.state != "active" && *change.state != "disabled") {
    return error(ErrorCode::kInvalid, "账号状态只能改为 active 或 disabled",
                 "an account's state can be set to active or disabled");
  }
  if (change.email) TRY(check_email(*change.email));
  if (change.state && id == actor.account_id) {
    return error(ErrorCode::kForbidden, "不能停用或启用自己的账号",
                 "nobody disables or enables his own account");
  }
  const auto work = [&]() -> Result<void> {
    const Account before = TRY(current_account(db, actor, id, version, now));
    if (change.state == "disabled") TRY(keep_last_administrator(db, actor, before, {}));
    if (change.unit_id && *change.unit_id != 0) {
      const auto unit = TRY(db.one("SELECT id FROM unit WHERE government_id = $1 AND id = $2",
                                   actor.government_id, *change.unit_id));
      if (!unit) return error(ErrorCode::kInvalid, "没有这个单位", "there is no such unit");
    }
    std::int64_t unit = change.unit_id.value_or(before.unit_id);
    std::optional<std::int64_t> unit_id;
    if (unit != 0) unit_id = unit;
    const std::string state = change.state.value_or(before.state == "disabled" ? "disabled" : "active");
    TRY(db.run(
        "UPDATE account SET display_name = $1, unit_id = $2, leader = $3, state = $4, email = $5, version = "
        "version + 1 WHERE id = $6",
        change.display_name.value_or(before.display_name), unit_id, change.leader.value_or(before.leader),
        state, change.email.value_or(before.email), id));
    if (change.state == "active") {
      TRY(people::forget_failures(db, actor.government_id, people::name_key(before.name)));
    }
    if (change.state == "disabled") TRY(end_sessions(db, id));
    TRY(people::count_epoch(db, actor.government_id));
    const Account after = *TRY(account_of(db, actor.government_id, id, now));
    return append_log(db, actor,
                      {"update_account", account_object(id), account_json(before), account_json(after)}, now);
  };
  return db.transaction(work);
}

Result<void> set_roles(sql::Connection& db, const Actor& actor, std::int64_t id, std::int64_t version,
                       const std::vector<Role>& roles, UtcMillis now) {
  if (id == actor.account_id) {
    return error(ErrorCode::kForbidden, "不能给自己授予角色", "nobody grants himself a role");
  }
  std::vector<Role> sorted = roles;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (!roles_compatible(sorted)) return wrong_roles();
  const auto work = [&]() -> Result<void> {
    const Account before = TRY(current_account(db, actor, id, version, now));
    TRY(keep_last_administrator(db, actor, before, sorted));
    TRY(insert_roles(db, actor, id, before.roles, sorted, now));
    TRY(db.run("UPDATE account SET version = version + 1 WHERE id = $1", id));
    return people::count_epoch(db, actor.government_id);
  };
  return db.transaction(work);
}

Result<std::string> reset_password(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now) {
  const std::string password = new_one_time_password();
  const std::string hash = TRY(hash_password(password));
  const auto work = [&]() -> Result<std::string> {
    const auto found = TRY(account_of(db, actor.government_id, id, now));
    if (!found) return no_account();
    if (holds(found->roles, Role::kSecurityAdministrator) || holds(found->roles, Role::kAuditor)) {
      return error(ErrorCode::kForbidden,
                   "安全管理员和审计员的密码只能由运维人员在服务器上重置（duban account password）",
                   "the passwords of the security administrator and the auditor are reset at the machine only "
                   "(duban account password)");
    }
    return put_one_time_password(db, actor, *found, password, hash, now);
  };
  return db.transaction(work);
}

}  // namespace duban
