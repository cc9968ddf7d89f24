#include "server/target.h"

#include <algorithm>
#include <charconv>

namespace duban::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      if (at + 2 >= text.size()) return {};
      const int high = hex_digit(text[at + 1]);
      const int low = hex_digit(text[at + 2]);
      if (high < 0 || low < 0) return {};
      c = static_cast<char>(high * 16 + low);
      if (c == '\0' || (plus == Plus::kIsPlus && static_cast<unsigned char>(c) < 0x20)) return {};
      at += 2;
    } else if (c == '+' && plus == Plus::kIsSpace) {
      c = ' ';
    }
    out += c;
  }
  return out;
}

bool read_target(std::string_view target, Request& request) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  if (!target.starts_with('/')) return false;
  const std::size_t mark = target.find('?');
  auto path = percent_decoded(target.substr(0, mark), Plus::kIsPlus);
  if (!path) return false;
  request.path = std::move(*path);
  if (mark == std::string_view::npos) return true;
  std::string_view rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('&');
    const std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = percent_decoded(pair.substr(0, equals), Plus::kIsSpace);
    auto value = percent_decoded(
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), Plus::kIsSpace);
    if (!name || !value) return false;
    request.query.emplace_back(std::move(*name), std::move(*value));
  }
  return true;
}

Language language_of(const Request& request) {
  const std::string_view asked = request.query_value("lang");
  if (asked == "en") return Language::kEn;
  if (asked == "zh") return Language::kZh;
  // Accept-Language: en-GB,en;q=0.9,zh;q=0.8 — the language with the greatest weight, the first of equals.
  std::string_view rest = request.header("Accept-Language");
  Language best = Language::kZh;
  double best_weight = 0;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    std::string_view item = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    while (item.starts_with(' ')) item.remove_prefix(1);
    double weight = 1;
    if (const std::size_t q = item.find("q="); q != std::string_view::npos) {
      const auto read = std::from_chars(item.data() + q + 2, item.data() + item.size(), weight);
      if (read.ec != std::errc()) weight = 0;
    }
    const bool english = item.starts_with("en");
    if ((english || item.starts_with("zh")) && weight > best_weight) {
      best = english ? Language::kEn : Language::kZh;
      best_weight = weight;
    }
  }
  return best;
}

}  // namespace duban::http
