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

// What a handler gets beside the request. The route's action has been checked for the actor's roles in some
// relation (allowed_somewhere); a handler that touches one thing checks the relation to that thing itself.
struct Context {
  Store& store;
  sql::Connection& db;  // this thread's
  const Actor& actor;
  UtcMillis now;
  Language language;
  EventHub& events;
};

using Handler = Result<http::Response> (*)(const http::Request& request, Context& context);

enum class Access { kOpen, kLoggedIn };  // kOpen: log-in itself, health

struct Route {
  http::Method method;
  std::string_view pattern;  // /api/v1/tasks/{id}
  Access access;
  Action action;
  Handler handler;
  std::string_view summary;      // one English line
  bool needs_match = false;      // If-Match is wanted: 428 without
  std::string_view body = {};    // names of the JSON fields of the body: "field value spans? reason?"
  std::string_view answer = {};  // name of the answer's schema in openapi.cc
};

std::span<const Route> routes();

}  // namespace duban
