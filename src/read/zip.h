#pragma once

// The members of a zip archive in memory (XLSX, DOCX, OFD), read within stated limits. Nothing is written to
// disk, and a member's name is never used as a path.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duban {

struct ZipLimits {
  std::size_t archive_bytes = 64U << 20U;
  std::size_t members = 5000;
  std::size_t member_bytes = 96U << 20U;  // of one member, unpacked
  std::size_t total_bytes = 256U << 20U;  // of all that is read from one archive, unpacked
  // Unpacked against packed, counted from the first ratio_from bytes of a member on: office files stay below
  // 100, and DEFLATE itself ends at 1032.
  std::size_t ratio = 250;
  std::size_t ratio_from = 4U << 20U;
};

// The archive is looked at, not copied: the bytes must outlive the Zip. Not for two threads at once.
class Zip {
 public:
  // Errors: kInvalid (no archive, cut off, empty), kTooLarge (limits on the archive and its members).
  static Result<Zip> open(std::string_view bytes, const ZipLimits& limits = {});
  Zip(Zip&&) noexcept;
  Zip& operator=(Zip&&) noexcept;
  ~Zip();

  const std::vector<std::string>& names() const;  // in the archive's order
  bool has(std::string_view name) const;

  // A member unpacked. Of two of one name the first. Errors: kNotFound, kInvalid (damaged: the checksum is
  // wrong), kUnsupported (encrypted, or packed in a way this machine does not know), kTooLarge (a limit; what
  // the archive declares is not believed but counted).
  Result<std::string> read(std::string_view name);

 private:
  struct Impl;
  explicit Zip(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The parts of a file by their names in its archive; nothing for one that is not there.
using Parts = std::function<Result<std::optional<std::string>>(std::string_view name)>;
// Those of an archive, which must outlive them.
Parts parts_of(Zip& zip);

}  // namespace duban
