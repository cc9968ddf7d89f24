#pragma once

// Other programs that read for duban (duban-pdf, LibreOffice, tesseract), each a process with limits of its
// own: a crash, a bomb or an endless loop in one of them ends that process and no more.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duban {

struct HelperCall {
  std::string program;  // its path
  std::vector<std::string> arguments = {};
  std::vector<std::string> environment = {};  // all that it gets: NAME=value
  std::string_view input = {};                // its standard input
  std::uint64_t memory_bytes = 0;             // address space; 0 leaves it to the program
  std::chrono::seconds time = std::chrono::seconds(90);
  std::size_t output_bytes = 256U << 20U;
};
struct HelperResult {
  bool stopped = false;  // by us (time, output) or by a signal (memory, a crash)
  int status = 0;        // of its exit
  std::string output;    // what it wrote to standard output
};
// Runs the program to its end. It sees no network (where this machine allows to take it away), no file
// descriptor of ours, and none of our environment. Error: kInternal (it could not be started).
Result<HelperResult> run_helper(const HelperCall& call);

// The path of a program: what the environment variable names (empty: none, whatever is installed), else the
// first of the names that PATH holds; empty where there is none.
std::string find_helper(const char* variable, const std::vector<std::string>& names);

// A folder of our own under TMPDIR (/tmp), gone with this object.
class HelperFolder {
 public:
  static Result<HelperFolder> make();
  HelperFolder(HelperFolder&& other) noexcept;
  HelperFolder& operator=(HelperFolder&&) = delete;
  ~HelperFolder();
  const std::string& path() const { return path_; }

 private:
  explicit HelperFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace duban
