#include "text/decode.h"

#include <gtest/gtest.h>

#include "read/read.h"
#include "text/utf8.h"

namespace duban {
namespace {

using namespace std::string_literals;

// 示例省 2026
constexpr std::string_view kWords = "示例省 2026年，做好今年工作。\n";
const std::string kUtf16Le =
    "\x3A\x79\x8B\x4F\x01\x77 \0"
    "2\0000\0002\0006\0\x74\x5E\x0C\xFF\x5A\x50\x7D\x59\xCA\x4E\x74\x5E\xE5\x5D\x5C\x4F\x02\x30\n\0"s;
const std::string kGb18030 =
    "\xCA\xBE\xC0\xFD\xCA\xA1 2026\xC4\xEA\xA3\xAC\xD7\xF6\xBA\xC3\xBD\xF1\xC4\xEA\xB9\xA4\xD7\xF7\xA1\xA3\n";

std::string swapped(std::string bytes) {
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) std::swap(bytes[i], bytes[i + 1]);
  return bytes;
}

TEST(Decode, RecognisesTheEncodingFromTheBytes) {
  struct Row {
    std::string bytes;
    const char* encoding;
  };
  const Row rows[] = {
      {std::string(kWords), "utf-8"},  {"\xEF\xBB\xBF" + std::string(kWords), "utf-8"},
      {kUtf16Le, "utf-16le"},          {"\xFF\xFE" + kUtf16Le, "utf-16le"},
      {swapped(kUtf16Le), "utf-16be"}, {"\xFE\xFF" + swapped(kUtf16Le), "utf-16be"},
      {kGb18030, "gb18030"},           {kGb18030 + "\x81\x30\x86\x38", "gb18030"},  // four bytes
  };
  for (const Row& row : rows) {
    const Result<Decoded> decoded = decode(row.bytes);
    ASSERT_TRUE(decoded.ok()) << row.encoding;
    EXPECT_EQ(decoded->encoding, row.encoding);
    EXPECT_TRUE(decoded->text.starts_with(kWords)) << row.encoding << " " << decoded->text;
    EXPECT_TRUE(decoded->broken.empty());
  }
}

TEST(Decode, MarksAFewBrokenBytesAndGoesOn) {
  const std::string bytes = std::string(kWords) + "各\xE5\x8C、县\n";  // 区 without its last byte
  const Result<Decoded> decoded = decode(bytes);
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->encoding, "utf-8");
  ASSERT_EQ(decoded->broken.size(), 1U);
  const Span at = decoded->broken[0];
  EXPECT_EQ(decoded->text.substr(at.begin, at.size()), "\xEF\xBF\xBD");
  EXPECT_EQ(utf8::first_invalid(decoded->text), std::string::npos);
}

TEST(Decode, RefusesWhatIsNoText) {
  EXPECT_EQ(decode("").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(decode("\xEF\xBB\xBF").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(decode("%PDF-1.7\n").error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(decode("\x7F"
                   "ELF\x02\x01\x01\0\0\0\0\0"s)
                .error()
                .code,
            ErrorCode::kUnsupported);
  EXPECT_EQ(decode("\x01\x02\x03\0\0\x04\x05\xFF\xFE\xFD"s).error().code, ErrorCode::kUnsupported);
  const Result<Decoded> noise = decode("第一行\n\xFF\xFE\xFD\xFC\xFB\xFA\xF9\xF8\xF7\xF6\xF5\xFF\xFF");
  ASSERT_FALSE(noise.ok());
  EXPECT_EQ(noise.error().code, ErrorCode::kInvalid);
  EXPECT_NE(noise.error().message.zh.find("第 2 行"), std::string::npos) << noise.error().message.zh;
}

TEST(ReadDocument, SaysInBothLanguagesWhatIsWrongWithWhichFile) {
  const Result<Document> large = read_document(std::string(100, 'x'), "大.txt", 99);
  ASSERT_FALSE(large.ok());
  EXPECT_EQ(large.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(large.error().message.zh, "大.txt：文件太大：100 字节，上限 99 字节");
  EXPECT_EQ(large.error().message.en, "大.txt: the file is too large: 100 bytes, the limit is 99");
  EXPECT_EQ(read_document("", "空.txt").error().message.zh, "空.txt：文件是空的");
  EXPECT_EQ(read_document(" \n\r\n　\n", "空.txt").error().message.zh, "空.txt：文件里没有文字");
}

TEST(ReadDocument, KeepsTheTextAsItIs) {
  const Result<Document> document = read_document("\xEF\xBB\xBF一、\r\n　王 健\n", "a.md");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "一、\r\n　王 健\n");
  EXPECT_EQ(document->format, "md");
  EXPECT_EQ(document->encoding, "utf-8");
}

}  // namespace
}  // namespace duban
