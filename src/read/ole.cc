#include "read/ole.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace duban {
namespace {

constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // from here on no sector but a mark

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i)
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8U * i);
  return value;
}

struct Stream {
  std::string name;  // its ASCII letters
  std::uint32_t first = 0;
  std::uint32_t size = 0;
};

class Container {
 public:
  explicit Container(std::string_view bytes) : bytes_(bytes) {
    const std::uint32_t shift = number_at(bytes, 0x1E, 2);
    sector_ = shift == 12 ? 4096 : 512;
    for (std::size_t i = 0; i < 109; ++i) {
      const std::uint32_t table = number_at(bytes, 0x4C + 4 * i, 4);
      if (table >= kLastSector || offset(table) >= bytes.size()) break;
      tables_.push_back(table);
    }
  }

  // The streams of the directory. Nothing where it cannot be followed.
  std::vector<Stream> streams() const {
    constexpr std::size_t kMostSectors = 2000;
    constexpr std::size_t kEntry = 128;
    std::vector<Stream> out;
    std::uint32_t at = number_at(bytes_, 0x30, 4);
    for (std::size_t steps = 0; steps < kMostSectors && at < kLastSector; ++steps, at = next(at)) {
      const std::size_t begin = offset(at);
      if (begin + sector_ > bytes_.size()) break;
      for (std::size_t i = begin; i < begin + sector_; i += kEntry) {
        const std::size_t length = std::min<std::size_t>(number_at(bytes_, i + 64, 2), 64);
        Stream stream;
        for (std::size_t k = 0; k + 3 < length; k += 2) stream.name.push_back(bytes_[i + k]);
        stream.first = number_at(bytes_, i + 116, 4);
        stream.size = number_at(bytes_, i + 120, 4);
        if (!stream.name.empty()) out.push_back(std::move(stream));
      }
    }
    return out;
  }

  // The first bytes of a stream, of one sector at most; small streams lie elsewhere and give nothing.
  std::string_view head(const Stream& stream) const {
    constexpr std::uint32_t kSmall = 4096;
    if (stream.size < kSmall || offset(stream.first) >= bytes_.size()) return {};
    return bytes_.substr(offset(stream.first), sector_);
  }

 private:
  std::size_t offset(std::uint32_t sector) const { return (static_cast<std::size_t>(sector) + 1) * sector_; }
  std::uint32_t next(std::uint32_t sector) const {
    const std::size_t in_table = sector_ / 4;
    const std::size_t table = sector / in_table;
    if (table >= tables_.size()) return kLastSector;
    const std::size_t at = offset(tables_[table]) + sector % in_table * 4;
    return at + 4 <= bytes_.size() ? number_at(bytes_, at, 4) : kLastSector;
  }

  std::string_view bytes_;
  std::size_t sector_ = 512;
  std::vector<std::uint32_t> tables_;
};

// A record that says how the rest is encrypted stands among the first of a workbook (MS-XLS 2.4.117).
bool workbook_is_locked(std::string_view head) {
  constexpr std::uint32_t kFilePass = 0x2F;
  for (std::size_t at = 0, records = 0; at + 4 <= head.size() && records < 8; ++records) {
    if (number_at(head, at, 2) == kFilePass) return true;
    at += 4 + number_at(head, at + 2, 2);
  }
  return false;
}

}  // namespace

OleKind ole_kind(std::string_view bytes) {
  const Container container(bytes);
  const std::vector<Stream> streams = container.streams();
  if (streams.empty()) return OleKind::kDamaged;
  const auto named = [&](std::string_view name) {
    return std::find_if(streams.begin(), streams.end(), [&](const Stream& each) { return each.name == name; });
  };
  if (named("EncryptedPackage") != streams.end() || named("EncryptionInfo") != streams.end())
    return OleKind::kEncrypted;
  if (const auto document = named("WordDocument"); document != streams.end()) {
    constexpr std::uint32_t kLocked = 0x0100;  // fEncrypted of FibBase (MS-DOC 2.5.2)
    return (number_at(container.head(*document), 0x0A, 2) & kLocked) != 0 ? OleKind::kEncrypted
                                                                          : OleKind::kDocument;
  }
  for (const std::string_view name : {"Workbook", "Book"}) {
    if (const auto book = named(name); book != streams.end())
      return workbook_is_locked(container.head(*book)) ? OleKind::kEncrypted : OleKind::kWorkbook;
  }
  if (named("PowerPoint Document") != streams.end()) return OleKind::kPresentation;
  return OleKind::kOther;
}

}  // namespace duban
