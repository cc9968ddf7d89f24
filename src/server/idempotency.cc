#include "server/idempotency.h"

#include <simdjson.h>

#include "base/json.h"
#include "server/router.h"
#include "store/passwords.h"

namespace duban {
namespace {

constexpr UtcMillis kKeptFor = 24LL * 3600 * 1000;
// A longer answer is a file that can be made again; it is not kept, and a retry makes it again.
constexpr std::size_t kMostKept = 1U << 20U;
constexpr int kSecretStatus = -1;

std::string request_hash(const http::Request& request) {
  std::string all = fmt::format("{} {}", to_word(request.method), request.path);
  for (const auto& [name, value] : request.query) all += fmt::format("\n{}={}", name, value);
  return secret_hash(all + "\n" + secret_hash(request.body));
}

std::string head_json(const http::Response& answer) {
  JsonWriter json;
  json.begin_object().field("content_type", answer.content_type).key("headers").begin_array();
  for (const http::Header& header : answer.headers) {
    json.begin_array().string(header.name).string(header.value).end_array();
  }
  json.end_array().end_object();
  return json.take();
}

http::Response answer_from(std::int64_t status, const std::string& head, std::string_view body) {
  http::Response answer;
  answer.status = static_cast<int>(status);
  answer.body = body;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  std::string_view text;
  if (parser.parse(head).get(root) == simdjson::SUCCESS) {
    if (root["content_type"].get(text) == simdjson::SUCCESS) answer.content_type = text;
    simdjson::dom::array headers;
    if (root["headers"].get(headers) == simdjson::SUCCESS) {
      for (const simdjson::dom::element each : headers) {
        std::string_view value;
        if (each.at(0).get(text) == simdjson::SUCCESS && each.at(1).get(value) == simdjson::SUCCESS) {
          answer.with(std::string(text), std::string(value));
        }
      }
    }
  }
  return std::move(answer).with("Idempotency-Replayed", "true");
}

}  // namespace

Result<IdempotentPost> IdempotentPost::begin(sql::Connection& db, std::int64_t account_id,
                                             const http::Request& request, UtcMillis now) {
  IdempotentPost post;
  post.account_id_ = account_id;
  post.key_ = request.header("Idempotency-Key");
  if (post.key_.empty() || post.key_.size() > 128) {
    return error(ErrorCode::kInvalid, "Idempotency-Key 应为 1 至 128 个字符",
                 "an Idempotency-Key has 1 to 128 characters");
  }
  const std::string hash = request_hash(request);
  const auto work = [&]() -> Result<void> {
    TRY(db.run("DELETE FROM idempotency WHERE created_at < $1", now - kKeptFor));
    sql::Rows rows =
        TRY(db.query("SELECT request_hash, status, answer, body FROM idempotency WHERE account_id = $1 "
                     "AND key = $2",
                     account_id, post.key_));
    if (TRY(rows.next())) {
      if (rows.text(0) != hash) {
        return error(ErrorCode::kInvalid, "这个 Idempotency-Key 已用于另一个请求",
                     "this Idempotency-Key was used for another request");
      }
      if (rows.integer(1) == 0) {
        return error(
            ErrorCode::kConflict, "同一请求正在处理，或上次没有处理完。请先核对结果，再换一个 Idempotency-Key",
            "the same request is still being worked on, or broke off. Look at what there is before you try "
            "again with another Idempotency-Key");
      }
      if (rows.integer(1) == kSecretStatus) {
        return error(
            ErrorCode::kConflict, "已经办好，但其中的密码或令牌只显示一次。没有收到的，请重置",
            "it was done, but the password or token in it is shown once only. Reset it if you missed it");
      }
      post.before_ = answer_from(rows.integer(1), rows.string(2), rows.text(3));
      return {};
    }
    TRY(db.run(
        "INSERT INTO idempotency (account_id, key, request_hash, created_at, status) VALUES ($1, $2, $3, $4, "
        "0)",
        account_id, post.key_, hash, now));
    return {};
  };
  TRY(db.transaction(work));
  return post;
}

Result<void> IdempotentPost::end(sql::Connection& db, const http::Response& answer) {
  const std::string_view body = answer.packed.empty() ? std::string_view(answer.body) : answer.packed;
  if (answer.status >= 500 || body.size() > kMostKept || answer.events) {
    TRY(db.run("DELETE FROM idempotency WHERE account_id = $1 AND key = $2", account_id_, key_));
    return {};
  }
  const bool secret = answer.secret;
  TRY(db.run("UPDATE idempotency SET status = $1, answer = $2, body = $3 WHERE account_id = $4 AND key = $5",
             secret ? kSecretStatus : answer.status, secret ? std::string() : head_json(answer),
             sql::Blob{secret ? std::string_view() : body}, account_id_, key_));
  return {};
}

}  // namespace duban
