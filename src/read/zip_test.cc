#include "read/zip.h"

#include <gtest/gtest.h>
#include <zip.h>

namespace duban {
namespace {

struct Member {
  std::string name, bytes;
};

// An archive in memory, as libzip writes it.
std::string archive_of(const std::vector<Member>& members, const char* password = nullptr) {
  zip_error_t failure;
  zip_error_init(&failure);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &failure);
  zip_source_keep(target);
  zip_t* out = zip_open_from_source(target, ZIP_TRUNCATE, &failure);
  for (const Member& each : members) {
    zip_source_t* source = zip_source_buffer(out, each.bytes.data(), each.bytes.size(), 0);
    const zip_int64_t at = zip_file_add(out, each.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (password != nullptr)
      zip_file_set_encryption(out, static_cast<zip_uint64_t>(at), ZIP_EM_AES_256, password);
  }
  CHECK(zip_close(out) == 0);
  CHECK(zip_source_open(target) == 0);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

ErrorCode open_code(std::string_view bytes, const ZipLimits& limits = {}) {
  auto zip = Zip::open(bytes, limits);
  return zip.ok() ? ErrorCode::kInternal : zip.error().code;
}
ErrorCode read_code(std::string_view bytes, std::string_view name, const ZipLimits& limits = {}) {
  auto zip = Zip::open(bytes, limits);
  EXPECT_TRUE(zip.ok());
  if (!zip.ok()) return ErrorCode::kInternal;
  auto member = zip->read(name);
  return member.ok() ? ErrorCode::kInternal : member.error().code;
}

TEST(Zip, MembersAreReadByName) {
  const std::string bytes =
      archive_of({{"xl/工作簿.xml", "<a/>"}, {"空", ""}, {"b", std::string(100000, 'x')}});
  Zip zip = Zip::open(bytes).take();
  EXPECT_EQ(zip.names(), (std::vector<std::string>{"xl/工作簿.xml", "空", "b"}));
  EXPECT_EQ(zip.read("xl/工作簿.xml").value(), "<a/>");
  EXPECT_EQ(zip.read("空").value(), "");
  EXPECT_EQ(zip.read("b").value().size(), 100000U);
  EXPECT_FALSE(zip.has("c"));
  EXPECT_EQ(zip.read("c").error().code, ErrorCode::kNotFound);
}

TEST(Zip, WhatIsNoArchiveOrCutOffIsRefused) {
  const std::string bytes = archive_of({{"a", std::string(5000, 'x')}, {"b", "words"}});
  EXPECT_EQ(open_code(""), ErrorCode::kInvalid);
  EXPECT_EQ(open_code("重点工作"), ErrorCode::kInvalid);
  EXPECT_EQ(open_code("PK"), ErrorCode::kInvalid);
  for (std::size_t size = 2; size < bytes.size(); ++size) {
    EXPECT_EQ(open_code(bytes.substr(0, size)), ErrorCode::kInvalid) << size;
  }
}

TEST(Zip, ADamagedMemberIsNoticedByItsChecksum) {
  std::string words;
  for (int i = 0; i < 2000; ++i) words += std::to_string(i * 7919);
  const std::string bytes = archive_of({{"a", words}});
  int noticed = 0;
  for (std::size_t at = 40; at < bytes.size() - 120; at += 97) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    auto zip = Zip::open(damaged);
    ASSERT_TRUE(zip.ok());
    EXPECT_EQ(zip->read("a").error().code, ErrorCode::kInvalid) << at;
    ++noticed;
  }
  EXPECT_GT(noticed, 20);
}

TEST(Zip, APasswordIsSaid) {
  EXPECT_EQ(read_code(archive_of({{"a", "words"}}, "secret"), "a"), ErrorCode::kUnsupported);
}

TEST(Zip, LimitsAreKept) {
  const std::string bomb =
      archive_of({{"a", std::string(20U << 20U, '\0')}, {"b", std::string(20U << 20U, '\0')}});
  EXPECT_LT(bomb.size(), 100000U);
  EXPECT_EQ(read_code(bomb, "a"), ErrorCode::kTooLarge);  // packed 1000 times
  ZipLimits ratio_aside;
  ratio_aside.ratio = 2000;
  {
    ZipLimits limits = ratio_aside;
    limits.member_bytes = 1U << 20U;
    EXPECT_EQ(read_code(bomb, "a", limits), ErrorCode::kTooLarge);
  }
  {
    ZipLimits limits = ratio_aside;
    limits.total_bytes = 30U << 20U;
    Zip zip = Zip::open(bomb, limits).take();
    EXPECT_TRUE(zip.read("a").ok());
    EXPECT_EQ(zip.read("b").error().code, ErrorCode::kTooLarge);
  }
  {
    ZipLimits limits;
    limits.members = 1;
    EXPECT_EQ(open_code(bomb, limits), ErrorCode::kTooLarge);
    limits = {};
    limits.archive_bytes = 1000;
    EXPECT_EQ(open_code(bomb, limits), ErrorCode::kTooLarge);
  }
}

}  // namespace
}  // namespace duban
