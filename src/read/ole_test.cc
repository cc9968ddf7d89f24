#include "read/ole.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace duban {
namespace {

void put(std::string& out, std::size_t at, std::uint32_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out[at + i] = static_cast<char>(value >> (8 * i));
}

// A container of three sectors and one stream: table, directory, and the head of the stream.
std::string container(std::string_view name, std::string_view head = {}) {
  constexpr std::size_t kSector = 512;
  std::string out(4 * kSector, '\0');
  out.replace(0, kOleMagic.size(), kOleMagic);
  put(out, 0x1E, 9, 2);
  put(out, 0x30, 1, 4);  // the directory
  put(out, 0x4C, 0, 4);  // the table
  for (std::size_t i = 1; i < 109; ++i) put(out, 0x4C + 4 * i, 0xFFFFFFFF, 4);
  for (std::size_t i = 0; i < kSector / 4; ++i) put(out, kSector + 4 * i, 0xFFFFFFFE, 4);
  std::size_t entry = 2 * kSector;
  for (const std::string_view each : {std::string_view("Root Entry"), name}) {
    for (std::size_t i = 0; i < each.size(); ++i) out[entry + 2 * i] = each[i];
    put(out, entry + 64, static_cast<std::uint32_t>(2 * each.size() + 2), 2);
    put(out, entry + 116, 2, 4);
    put(out, entry + 120, 8192, 4);
    entry += 128;
  }
  out.replace(3 * kSector, head.size(), head);
  return out;
}

TEST(Ole, NamesOfStreamsTellWhatItIs) {
  using namespace std::string_view_literals;
  EXPECT_EQ(ole_kind(container("WordDocument")), OleKind::kDocument);
  EXPECT_EQ(ole_kind(container("Workbook")), OleKind::kWorkbook);
  EXPECT_EQ(ole_kind(container("Book")), OleKind::kWorkbook);
  EXPECT_EQ(ole_kind(container("PowerPoint Document")), OleKind::kPresentation);
  EXPECT_EQ(ole_kind(container("EncryptedPackage")), OleKind::kEncrypted);
  EXPECT_EQ(ole_kind(container("Contents")), OleKind::kOther);
  EXPECT_EQ(ole_kind(container("WordDocument", "\xEC\xA5\xC1\x00\x00\x00\x00\x00\x00\x00\x00\x01"sv)),
            OleKind::kEncrypted);
  EXPECT_EQ(ole_kind(container("Workbook", "\x09\x08\x02\x00\x00\x06\x2F\x00\x36\x00"sv)), OleKind::kEncrypted);
  EXPECT_EQ(ole_kind(container("Workbook", "\x09\x08\x02\x00\x00\x06\x31\x00\x36\x00"sv)), OleKind::kWorkbook);
}

TEST(Ole, WhatIsCutOffOrLeadsInACircleIsDamaged) {
  const std::string whole = container("WordDocument");
  for (std::size_t size = kOleMagic.size(); size < 1536; size += 61)
    EXPECT_EQ(ole_kind(whole.substr(0, size)), OleKind::kDamaged) << size;
  std::string circle = whole;
  put(circle, 512 + 4, 1, 4);  // the directory's sector goes on with itself
  EXPECT_EQ(ole_kind(circle), OleKind::kDocument);
  std::string nowhere = whole;
  put(nowhere, 0x30, 0x12345, 4);
  EXPECT_EQ(ole_kind(nowhere), OleKind::kDamaged);
}

}  // namespace
}  // namespace duban
