#pragma once

// Files packed into the program by cmake/embed.cmake.

#include <string_view>
#include <vector>

namespace duban::embedded {

struct File {
  std::string_view path;    // relative to the packed folder, with /
  std::string_view bytes;   // as packed: plain, or gzip for the pages
  std::string_view sha256;  // of the unpacked file, lower-case hex
};

const std::vector<File>& lexicon_files();    // data/lexicon, plain
const std::vector<File>& calendar_files();   // data/calendar, plain
const std::vector<File>& rule_files();       // data/rules, plain
const std::vector<File>& migration_files();  // src/store/migrations, plain, in order of their numbers
const std::vector<File>& web_files();        // web/dist, gzip; only in programs that serve

}  // namespace duban::embedded
