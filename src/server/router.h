#pragma once

// Finds the route of a request in the list of routes.cc.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/routes.h"

namespace duban {

class Router {
 public:
  explicit Router(std::span<const Route> routes);

  struct Match {
    const Route* route = nullptr;  // none: nothing has this path and method
    std::size_t index = 0;         // of the route in the list
    std::vector<std::pair<std::string, std::string>> parameters;
    std::string allow;  // the methods that this path has: empty where the path itself is unknown
  };
  Match find(http::Method method, std::string_view path) const;

 private:
  struct Pattern {
    std::vector<std::string_view> segments;  // "{id}" stands for any
  };
  std::span<const Route> routes_;
  std::vector<Pattern> patterns_;
};

std::string_view to_word(http::Method method);  // GET

}  // namespace duban
