#pragma once

// Requests and answers as the handlers see them. Beast stands behind http_server.cc and nowhere else; a handler
// runs on a worker thread, never on an I/O thread, and may block on the database.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

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
  // Where set, the answer is an event stream: the server subscribes the client to events and body is its first
  // frame.
  bool event_stream = false;

  static Response json(std::string body) {
    return Response{200, "application/json; charset=utf-8", {}, std::move(body), false};
  }
  static Response created(std::string location, std::string body) {
    return Response{
        201, "application/json; charset=utf-8", {{"Location", std::move(location)}}, std::move(body), false};
  }
  static Response no_content() { return Response{204, "", {}, "", false}; }
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

}  // namespace duban::http
