#pragma once

// The pages, packed as gzip into the program (cmake/embed.cmake), and how browsers may keep them.

#include <string>
#include <unordered_map>
#include <vector>

#include "base/embedded.h"
#include "server/http.h"

namespace duban {

class StaticFiles {
 public:
  explicit StaticFiles(const std::vector<embedded::File>& files);

  // The file at the request's path; index.html for a path that names no file (an address of the page's own);
  // 404 for a missing file, and 304 where the browser has it already. GET only.
  http::Response answer(const http::Request& request) const;

 private:
  struct Entry {
    const embedded::File* file;
    std::string content_type;
    std::string etag;  // without quotes
  };
  http::Response send(const Entry& entry, const http::Request& request) const;
  std::unordered_map<std::string, Entry> entries_;  // by path with its leading /
};

// Unpacks gzip; empty where it is damaged.
std::string gunzip(std::string_view packed);

}  // namespace duban
