#include "store/file_kind.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

using namespace std::string_view_literals;

TEST(FileKindTest, IsToldFromTheBytes) {
  const struct {
    std::string_view name, bytes, kind, media;
  } rows[] = {
      {"证明.pdf", "%PDF-1.7\n…", "document", "application/pdf"},
      {"现场.JPG", "\xff\xd8\xff\xe0\0\x10JFIF"sv, "photo", "image/jpeg"},
      {"截图.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"sv, "photo", "image/png"},
      {"表.xlsx", "PK\x03\x04\x14\0\0\0xl/workbook.xml"sv, "table",
       "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {"方案.docx", "PK\x03\x04\x14\0\0\0word/document.xml"sv, "document",
       "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {"公文.ofd", "PK\x03\x04\x14\0\0\0OFD.xml"sv, "document", "application/ofd"},
      {"材料.zip", "PK\x03\x04\x14\0\0\0a.jpg"sv, "archive", "application/zip"},
      {"旧表.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"sv, "table", "application/x-ole-storage"},
      {"说明.txt", "已完成改造。\n", "document", "text/plain"},
      {"国标.txt", "\xd2\xd1\xcd\xea\xb3\xc9\n"sv, "document", "text/plain"},
      {"数据.csv", "区,个数\n", "table", "text/plain"},
      {"现场.mp4",
       "\0\0\0\x18"
       "ftypmp42"sv,
       "media", "video/mp4"},
      {"现场.heic",
       "\0\0\0\x18"
       "ftypheic"sv,
       "photo", "image/heic"},
  };
  for (const auto& row : rows) {
    const auto kind = file_kind(row.name, row.bytes);
    ASSERT_TRUE(kind.ok()) << row.name << " " << kind.error().message.zh;
    EXPECT_EQ(kind->kind, row.kind) << row.name;
    EXPECT_EQ(kind->media, row.media) << row.name;
  }
}

TEST(FileKindTest, ALyingNameIsRefusedWithWords) {
  const auto lie = file_kind("证明.pdf", "\xff\xd8\xff\xe0\0\x10JFIF"sv);
  ASSERT_FALSE(lie.ok());
  EXPECT_EQ(lie.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(lie.error().message.zh,
            "文件名是“证明.pdf”，内容却是JPEG 图片（应为 .jpg .jpeg）。请用正确的扩展名，或选对文件");
  EXPECT_FALSE(file_kind("照片.jpg", "%PDF-1.4").ok());
  EXPECT_FALSE(file_kind("无扩展名", "%PDF-1.4").ok());
  EXPECT_FALSE(file_kind("表.docx", "PK\x03\x04\x14\0\0\0xl/workbook.xml"sv).ok());
}

TEST(FileKindTest, ProgramsPagesAndTheUnknownAreNotTaken) {
  const struct {
    std::string_view name, bytes;
  } rows[] = {
      {"材料.pdf", "MZ\x90\0\x03"sv},
      {"材料.txt", "#!/bin/sh\n"},
      {"材料",
       "\x7f"
       "ELF\x02\x01"sv},
      {"材料.txt", "  <!DOCTYPE html><script>"},
      {"图.svg", "<svg xmlns=…>"},
      {"图.png", "\xef\xbb\xbf<?xml version=\"1.0\"?><svg>"},
      {"数据.bin", "\x01\x02\x03\x04"},
  };
  for (const auto& row : rows) {
    const auto kind = file_kind(row.name, row.bytes);
    ASSERT_FALSE(kind.ok()) << row.name;
    EXPECT_EQ(kind.error().code, ErrorCode::kRefused) << row.name;
  }
  EXPECT_EQ(file_kind("空.pdf", "").error().code, ErrorCode::kInvalid);
}

}  // namespace
}  // namespace duban
