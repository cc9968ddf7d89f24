#include "server/multipart.h"

#include <gtest/gtest.h>

#include "server/http.h"

namespace duban::http {
namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=\"x y\"";

TEST(Multipart, ReadsParts) {
  const std::string body =
      "preamble\r\n--x y\r\nContent-Disposition: form-data; name=\"file\"; filename=\"分工方案.txt\"\r\n"
      "Content-Type: text/plain\r\n\r\n一、二\r\n--x no\r\n\r\n--x y\r\n"
      "content-disposition: form-data; name=note\r\n\r\n\r\n--x y\r\n"
      "Content-Disposition: form-data; name=\"f\"; filename=\"C:\\papers\\a;\\\"b.txt\"\r\n\r\nz\r\n--x "
      "y--\r\n";
  const auto parts = parse_multipart(kType, body);
  ASSERT_TRUE(parts.ok()) << parts.error().message.en;
  ASSERT_EQ(parts->size(), 3U);
  EXPECT_EQ(parts->at(0).name, "file");
  EXPECT_EQ(parts->at(0).file_name, "分工方案.txt");
  EXPECT_EQ(parts->at(0).content_type, "text/plain");
  EXPECT_EQ(parts->at(0).body, "一、二\r\n--x no\r\n");
  EXPECT_EQ(parts->at(1).name, "note");
  EXPECT_EQ(parts->at(1).body, "");
  EXPECT_EQ(parts->at(2).file_name, "a;\"b.txt");
}

TEST(Multipart, ReadsEncodedFileNames) {
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; "
      "filename*=UTF-8''%E6%96%B9%E6%A1%88.txt\r\n\r\n1\r\n--b--";
  const auto parts = parse_multipart("multipart/form-data; boundary=b", body);
  ASSERT_TRUE(parts.ok());
  EXPECT_EQ(parts->at(0).file_name, "方案.txt");
}

TEST(Multipart, RefusesWhatIsCutShort) {
  for (const std::string_view body :
       {"", "--b", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=\"f\"", "--b\r\n\r\nabc",
        "--b\r\n\r\nabc\r\n--b", "--bad\r\n\r\nabc\r\n--bad--", "no boundary at all"}) {
    EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=b", body).ok()) << body;
  }
  EXPECT_FALSE(parse_multipart("multipart/form-data", "--b--").ok());
  EXPECT_FALSE(parse_multipart("text/plain; boundary=b", "--b--").ok());
  std::string many;
  for (int i = 0; i < 65; ++i) many += "--b\r\n\r\nx\r\n";
  EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=b", many + "--b--").ok());
}

TEST(Attachment, NamesAFileInChinese) {
  EXPECT_EQ(attachment("台账 1.xlsx"),
            "attachment; filename=\"___1.xlsx\"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6%201.xlsx");
}

}  // namespace
}  // namespace duban::http
