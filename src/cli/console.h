#pragma once

// Where a command reads and writes: results on `out`, messages and progress on `err`.

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duban::cli {

class Console {
 public:
  // The streams are borrowed. language: what the locale or --lang says.
  Console(std::FILE* in, std::FILE* out, std::FILE* err, Language language);

  Language language() const { return language_; }
  const std::string& in_words(const Message& message) const { return message.in(language_); }

  // Results. An error where they cannot be written: a full disk, a closed pipe.
  Result<void> print(std::string_view result);
  std::FILE* in() const { return in_; }

  // A line for the person, not part of the result.
  void say(const Message& message);
  void report(const Error& error);  // duban: …

  // A bar on `err` where it is a terminal, else nothing. done == total ends it.
  void progress(const Message& what, std::int64_t done, std::int64_t total);

  bool out_is_terminal() const;
  // Columns of the terminal that shows the results; 120 where they go into a file or pipe.
  int columns() const;

 private:
  void put(const std::string& words);  // to err_

  std::FILE* in_;
  std::FILE* out_;
  std::FILE* err_;
  Language language_;
  bool err_is_terminal_;
  bool bar_shown_ = false;
};

// zh where LC_ALL, LC_MESSAGES or LANG (the first that is set) begins with zh, else en.
Language language_of_locale();

}  // namespace duban::cli
