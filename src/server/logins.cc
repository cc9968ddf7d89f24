#include "server/logins.h"

#include <mutex>

#include "store/passwords.h"

namespace duban {
namespace {

Error session_over() {
  return error(ErrorCode::kUnauthenticated, "登录已失效，请重新登录",
               "the log-in is over; please log in again");
}

bool is_over(const Login& login, UtcMillis now) {
  if (now >= login.identity.ends_at) return true;
  return login.kind == Login::Kind::kSession && now - login.last_seen_at > kIdleMillis;
}

}  // namespace

std::string_view cookie(const http::Request& request, std::string_view name) {
  for (const http::Header& header : request.headers) {
    const std::string_view header_name = header.name;
    if (header_name.size() != 6 || (header_name != "Cookie" && header_name != "cookie")) continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      const std::size_t end = rest.find(';');
      std::string_view pair = rest.substr(0, end);
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
      while (pair.starts_with(' ')) pair.remove_prefix(1);
      if (pair.starts_with(name) && pair.size() > name.size() && pair[name.size()] == '=') {
        return pair.substr(name.size() + 1);
      }
    }
  }
  return {};
}

std::string csrf_token(std::string_view session_secret) { return derived_secret(session_secret, "csrf"); }

Result<std::shared_ptr<const Login>> Logins::find(const http::Request& request, sql::Connection& db,
                                                  UtcMillis now, Touch touch) {
  // Another scheme (Basic) is a proxy's in front of us and none of our business.
  static constexpr std::string_view kBearer = "Bearer ";
  const std::string_view authorization = request.header("Authorization");
  const bool token = authorization.starts_with(kBearer);
  const Login::Kind kind = token ? Login::Kind::kToken : Login::Kind::kSession;
  const std::string_view secret =
      token ? authorization.substr(kBearer.size()) : cookie(request, kSessionCookie);
  if (secret.empty()) return std::shared_ptr<const Login>();
  const std::string hash = secret_hash(secret);
  std::shared_ptr<Login> login;
  {
    const std::shared_lock lock(mutex_);
    if (const auto known = remembered_.find(hash); known != remembered_.end()) login = known->second;
  }
  if (login && login->kind != kind) return session_over();
  if (!login || login->epoch != TRY(people_epoch(db, login->identity.actor.government_id))) {
    std::shared_ptr<Login> fresh = TRY(load(kind, secret, db, now));
    if (fresh && login) fresh->last_seen_at = std::max(login->last_seen_at.load(), fresh->last_seen_at.load());
    const std::unique_lock lock(mutex_);
    if (remembered_.size() >= kMostRemembered) remembered_.clear();
    if (!fresh) {
      remembered_.erase(hash);
      return session_over();
    }
    remembered_[hash] = fresh;
    login = std::move(fresh);
  }
  if (is_over(*login, now)) {
    const std::unique_lock lock(mutex_);
    remembered_.erase(hash);
    return session_over();
  }
  if (touch == Touch::kActivity) {
    login->last_seen_at = now;
    UtcMillis saved = login->saved_at;
    // One of the requests of a minute writes it down. Where it cannot (the disk is full) the next minute tries
    // again: reading must go on.
    if (now - saved > kSeenEveryMillis && login->saved_at.compare_exchange_strong(saved, now)) {
      const auto written =
          kind == Login::Kind::kSession ? save_last_seen(db, hash, now) : save_token_used(db, hash, now);
      if (!written.ok()) login->saved_at = saved;
    }
  }
  return std::shared_ptr<const Login>(std::move(login));
}

Result<std::shared_ptr<Login>> Logins::load(Login::Kind kind, std::string_view secret, sql::Connection& db,
                                            UtcMillis now) {
  const std::string hash = secret_hash(secret);
  const auto read = [&] {
    return kind == Login::Kind::kSession ? session_identity(db, hash, now) : token_identity(db, hash, now);
  };
  auto identity = TRY(read());
  if (!identity) return std::shared_ptr<Login>();
  // The number first, then the person again: what changes between the two shows at the next request.
  const std::int64_t epoch = TRY(people_epoch(db, identity->actor.government_id));
  identity = TRY(read());
  if (!identity) return std::shared_ptr<Login>();
  auto login = std::make_shared<Login>();
  login->kind = kind;
  login->token_hash = hash;
  if (kind == Login::Kind::kSession) login->csrf = csrf_token(secret);
  login->last_seen_at = identity->last_seen_at;
  login->saved_at = identity->last_seen_at;
  login->epoch = epoch;
  login->identity = std::move(*identity);
  return login;
}

}  // namespace duban
