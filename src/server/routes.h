#pragma once

// The list of all routes: method, pattern, action of the rights table, handler, and the words for OpenAPI.
// routes.cc is the place to look for any call; nothing registers itself.

#include <memory>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "server/http.h"
#include "store/store.h"
#include "supervise/rights.h"

namespace duban {

class EventHub;  // src/server/events.h: who listens at /api/v1/events
class Metrics;   // src/server/metrics.h
struct Login;    // src/server/logins.h: how he is logged in

// What a handler gets beside the request. The route's action has been checked for the actor's roles in some
// relation (allowed_somewhere); a handler that touches one thing checks the relation to that thing itself.
struct Context {
  Store& store;
  sql::Connection& db;  // this thread's
  const Actor& actor;
  UtcMillis now;
  Language language;
  EventHub& events;
  Metrics& metrics;
  const Login* login;  // none where nobody is logged in
  bool secure_cookie;  // the browser came over TLS
};

using Handler = Result<http::Response> (*)(const http::Request& request, Context& context);

enum class Access { kOpen, kLoggedIn };  // kOpen: log-in itself, health

struct Route {
  http::Method method;
  std::string_view pattern;  // /api/v1/tasks/{id}
  Access access;
  Action action;
  Handler handler;
  std::string_view summary;  // one English line
  bool needs_match = false;  // If-Match is wanted: 428 without
  // Names of the JSON fields of the body: "field value spans? reason?"; checked before the handler runs.
  // "@file": any content type, up to the server's limit, read by the handler. Empty: a body is not looked at.
  std::string_view body = {};
  std::string_view answer = {};  // name of the answer's schema in openapi_schemas.cc
};

std::span<const Route> routes();

}  // namespace duban
