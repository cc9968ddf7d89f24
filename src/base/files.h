#pragma once

// Files on disk, written so that what is acknowledged survives a power cut.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duban {

// Lower-case hex.
std::string sha256_hex(std::string_view bytes);

// Writes path whole: to a temporary file beside it, synced, renamed, and the folder synced. Errors: kNoSpace,
// kIo.
Result<void> write_file_synced(const std::filesystem::path& path, std::string_view bytes);
// Makes a folder (and those above it) and syncs what holds it.
Result<void> make_folder_synced(const std::filesystem::path& folder);
Result<std::string> read_file(const std::filesystem::path& path);

// What errno means, about that path.
Error file_error(const std::filesystem::path& path, int code);

}  // namespace duban
