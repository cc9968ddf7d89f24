#pragma once

// Papers in, results out. What was there before a failed write is untouched.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/console.h"

namespace duban::cli {

// The bytes of a file, or of standard input where path is "-". Errors: kNotFound, kIo (a directory, no
// permission), kTooLarge (more than max_bytes; nothing is read then).
Result<std::string> read_input(Console& console, const std::string& path, std::size_t max_bytes);

// Writes to standard output where path is empty or "-"; else makes or replaces the file in one step.
// Errors: kIo, kNoSpace.
Result<void> write_output(Console& console, const std::string& path, std::string_view bytes);
// The same where the bytes are made piece by piece: `make` hands each piece on.
using Pieces = std::function<void(std::string_view)>;
Result<void> write_output(Console& console, const std::string& path, const std::function<void(const Pieces&)>& make);

// errno in words: "无法写 /a/b：磁盘已满". what_zh and what_en: what was to be done, and to which file.
Error system_error(int number, const std::string& what_zh, const std::string& what_en);

}  // namespace duban::cli
