#include "exports/mail_text.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(MailText, KnowsAnAddress) {
  for (const char* good : {"li@example.gov.cn", "li.ming+duban@a-b.example", "a@b"}) {
    EXPECT_TRUE(is_mail_address(good)) << good;
  }
  for (const char* bad : {"", "li", "@b.cn", "li@", "li@b..cn", ".li@b.cn", "li.@b.cn", "l i@b.cn", "li@b.cn\n",
                          "li@b.cn,wang@b.cn", "<li@b.cn>", "李@b.cn", "li@例.cn", "li@b.cn\r\nBcc: x@y",
                          "\"li\"@b.cn", "li@-b.cn"}) {
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  }
  EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@b.cn"));
}

TEST(MailText, EncodesHeadersInWords) {
  EXPECT_EQ(header_words("Test"), "Test");
  EXPECT_EQ(header_words("督办"), "=?UTF-8?B?552j5Yqe?=");
  EXPECT_EQ(header_words("=?x?="), "=?UTF-8?B?PT94Pz0=?=");
  EXPECT_EQ(header_words("a\r\nBcc: x@y"), "a  Bcc: x@y");
  std::string longer;
  for (int i = 0; i < 40; ++i) longer += "督办";
  const std::string words = header_words(longer);
  std::size_t lines = 0;
  for (std::size_t at = 0; at < words.size(); ++lines) {
    const std::size_t end = std::min(words.find("\r\n ", at), words.size());
    EXPECT_LE(end - at, 75U);
    EXPECT_EQ(words.substr(at, 10), "=?UTF-8?B?");
    at = end == words.size() ? end : end + 3;
  }
  EXPECT_EQ(lines, 6U);  // 15 characters each
}

TEST(MailText, IsOnePlainTextInUtf8) {
  const MailText mail{"duban@example.gov.cn", "示例市政府督查室",  "li@example.gov.cn", "任务临期提醒",
                      "第1项任务\n还有7天。", "x1@example.gov.cn", 1770280200000};
  EXPECT_EQ(mail_bytes(mail),
            "Date: Thu, 05 Feb 2026 16:30:00 +0800\r\n"
            "From: =?UTF-8?B?56S65L6L5biC5pS/5bqc552j5p+l5a6k?= <duban@example.gov.cn>\r\n"
            "To: <li@example.gov.cn>\r\n"
            "Subject: =?UTF-8?B?5Lu75Yqh5Li05pyf5o+Q6YaS?=\r\n"
            "Message-ID: <x1@example.gov.cn>\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=UTF-8\r\n"
            "Content-Transfer-Encoding: base64\r\n"
            "Auto-Submitted: auto-generated\r\n\r\n"
            "56ysMemhueS7u+WKoQ0K6L+Y5pyJN+WkqeOAgg0K\r\n");
}

}  // namespace
}  // namespace duban
