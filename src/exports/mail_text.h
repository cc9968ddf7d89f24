#pragma once

// A mail as it goes over the wire: RFC 5322 headers, RFC 2047 words for Chinese in them, one plain text in
// UTF-8 as base64. Nothing that was typed can add a header or a second recipient.

#include <string>
#include <string_view>

#include "base/clock.h"

namespace duban {

// li@example.gov.cn: the plain form of RFC 5321, in ASCII, no comments, no quotes, at most 254 bytes.
bool is_mail_address(std::string_view text);

struct MailText {
  std::string sender;       // address; is also the envelope's, so that SPF and DMARC hold (RFC 8601, RFC 7489)
  std::string sender_name;  // may be empty
  std::string recipient;
  std::string subject;
  std::string body;        // line ends of any kind
  std::string message_id;  // without angle brackets
  UtcMillis at = 0;
};
std::string mail_bytes(const MailText& mail);

// A header's value: plain ASCII as it is, else words of at most 75 characters, none of them splitting a
// character. Control characters become spaces.
std::string header_words(std::string_view text);
std::string mail_date(UtcMillis at);  // Thu, 05 Feb 2026 16:30:00 +0800

}  // namespace duban
