#pragma once

// Requests and answers as the handlers see them. Beast stands behind http_server.cc and nowhere else; a handler
// runs on a worker thread, never on an I/O thread, and may block on the database.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace duban {
class EventStream;  // src/server/events.h
}

namespace duban::http {

enum class Method { kGet, kPost, kPut, kPatch, kDelete };

struct Header {
  std::string name;
  std::string value;
};

struct Request {
  Method method = Method::kGet;
  std::string path;                                             // decoded, without the query
  std::vector<std::pair<std::string, std::string>> query;       // decoded, in order
  std::vector<std::pair<std::string, std::string>> parameters;  // from the route's pattern: {"id", "12"}
  std::vector<Header> headers;                                  // names as sent
  std::string body;
  std::string peer;                   // address of the client
  std::string request_id;             // in the answer's X-Request-Id and in the access log
  Language language = Language::kZh;  // Accept-Language or ?lang=

  // The first value of that name; empty where there is none. Header names match without case.
  std::string_view header(std::string_view name) const;
  std::string_view query_value(std::string_view name) const;
  std::string_view parameter(std::string_view name) const;
  std::optional<std::int64_t> id(std::string_view name = "id") const;  // a parameter as a positive number
};

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::vector<Header> headers;
  std::string body;
  // Where set, sent in place of body: bytes that live as long as the program (packed files).
  std::string_view packed = {};
  // Where set, the answer is an event stream that stays open: body is its first frame, the rest comes from
  // here.
  std::shared_ptr<EventStream> events = {};
  // The body holds a secret that is shown once (a one-time password, a token): it is kept nowhere, so a retry
  // with the same Idempotency-Key is told that it was done instead of getting the answer again.
  bool secret = false;

  static Response json(std::string body) {
    Response response;
    response.body = std::move(body);
    return response;
  }
  static Response created(std::string location, std::string body) {
    Response response = json(std::move(body)).with("Location", std::move(location));
    response.status = 201;
    return response;
  }
  static Response no_content() {
    Response response;
    response.status = 204;
    response.content_type.clear();
    return response;
  }
  Response& with(std::string name, std::string value) & {
    headers.push_back({std::move(name), std::move(value)});
    return *this;
  }
  Response&& with(std::string name, std::string value) && {
    headers.push_back({std::move(name), std::move(value)});
    return std::move(*this);
  }
};

// The HTTP status of an error, and the RFC 9457 problem that says it in the request's language:
// {"type":"/problems/not-found","title":…,"status":404,"detail":…}
int http_status(ErrorCode code);
Response problem(const Error& error, Language language);
// The problem of a status that has no ErrorCode of its own (405, 431, …).
Response problem(int status, const Message& detail, Language language);

// Strong entity tags: "12-3" is version 3 of the thing with id 12.
std::string etag(std::int64_t id, std::int64_t version);
// Whether If-Match names this state (or is *). Weak tags never match (RFC 9110 13.1.1).
bool if_match(const Request& request, std::int64_t id, std::int64_t version);
// The 412 answer: a problem with "current", the resource (JSON) as the other person left it.
Response stale(std::string_view current_json, std::int64_t id, std::int64_t version, Language language);

// Adds "page.xlsx" or its Chinese name as an attachment (RFC 6266, RFC 8187).
std::string attachment(std::string_view file_name);

}  // namespace duban::http
