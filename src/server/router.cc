#include "server/router.h"

namespace duban {
namespace {

std::vector<std::string_view> path_segments(std::string_view path) {
  std::vector<std::string_view> out;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::size_t end = path.find('/');
    out.push_back(path.substr(0, end));
    path = end == std::string_view::npos ? std::string_view() : path.substr(end);
  }
  return out;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

}  // namespace

std::string_view to_word(http::Method method) {
  switch (method) {
    case http::Method::kGet:
      return "GET";
    case http::Method::kPost:
      return "POST";
    case http::Method::kPut:
      return "PUT";
    case http::Method::kPatch:
      return "PATCH";
    case http::Method::kDelete:
      return "DELETE";
  }
  return "";
}

Router::Router(std::span<const Route> routes) : routes_(routes) {
  for (const Route& route : routes) patterns_.push_back({path_segments(route.pattern)});
}

Router::Match Router::find(http::Method method, std::string_view path) const {
  const std::vector<std::string_view> wanted = path_segments(path);
  Match match;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const auto& segments = patterns_[i].segments;
    if (segments.size() != wanted.size()) continue;
    bool same = true;
    for (std::size_t k = 0; same && k < segments.size(); ++k) {
      same = is_parameter(segments[k]) ? !wanted[k].empty() : segments[k] == wanted[k];
    }
    if (!same) continue;
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += to_word(routes_[i].method);
    if (routes_[i].method != method || match.route != nullptr) continue;
    match.route = &routes_[i];
    match.index = i;
    for (std::size_t k = 0; k < segments.size(); ++k) {
      if (!is_parameter(segments[k])) continue;
      match.parameters.emplace_back(segments[k].substr(1, segments[k].size() - 2), wanted[k]);
    }
  }
  return match;
}

}  // namespace duban
