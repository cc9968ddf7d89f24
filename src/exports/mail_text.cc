#include "exports/mail_text.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "base/day.h"

namespace duban {
namespace {

constexpr std::size_t kWordBytes = 45;  // 60 characters of base64, 72 with =?UTF-8?B?…?=
constexpr std::size_t kLineBytes = 57;  // 76 characters of base64
constexpr std::size_t kPlainMost = 60;

std::string mail_base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

bool is_atom(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

std::string with_crlf(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      out += "\r\n";
    } else if (text[i] == '\n') {
      out += "\r\n";
    } else {
      out += text[i];
    }
  }
  if (!out.ends_with("\r\n")) out += "\r\n";
  return out;
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (text.size() > 254 || at == std::string_view::npos || at == 0 || at > 64) return false;
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos) return false;
  if (!std::all_of(local.begin(), local.end(), [](char c) { return c == '.' || is_atom(c); })) return false;
  // Labels of letters, digits and inner dashes.
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = std::min(domain.find('.', begin), domain.size());
    const std::string_view label = domain.substr(begin, end - begin);
    const bool good =
        !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
        std::all_of(label.begin(), label.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        });
    if (!good) return false;
    if (end == domain.size()) return true;
    begin = end + 1;
  }
}

std::string header_words(std::string_view text) {
  std::string clean;
  bool plain = text.size() <= kPlainMost && text.find("=?") == std::string_view::npos;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    clean += byte < 0x20 || byte == 0x7f ? ' ' : c;
    if (byte >= 0x80) plain = false;
  }
  if (plain) return clean;
  std::string out;
  for (std::size_t begin = 0; begin < clean.size();) {
    std::size_t end = std::min(begin + kWordBytes, clean.size());
    while (end < clean.size() && end > begin && (static_cast<unsigned char>(clean[end]) & 0xC0U) == 0x80U)
      --end;
    if (end == begin) end = std::min(begin + kWordBytes, clean.size());  // no UTF-8: cut anywhere
    out += fmt::format("{}=?UTF-8?B?{}?=", out.empty() ? "" : "\r\n ",
                       mail_base64(std::string_view(clean).substr(begin, end - begin)));
    begin = end;
  }
  return out;
}

std::string mail_date(UtcMillis at) {
  static constexpr const char* kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::int64_t seconds = at / 1000 + 8LL * 3600;
  const Day day{static_cast<std::int32_t>(seconds / 86400)};
  const std::int64_t rest = seconds % 86400;
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0800", kDays[day.weekday() - 1], day.day_of_month(),
                     kMonths[day.month() - 1], day.year(), rest / 3600, rest / 60 % 60, rest % 60);
}

std::string mail_bytes(const MailText& mail) {
  // A plain name may hold what only a quoted one may; an encoded word may hold anything.
  const bool atoms = std::all_of(mail.sender_name.begin(), mail.sender_name.end(),
                                 [](char c) { return c == ' ' || (is_atom(c) && c != '='); });
  std::string name;
  if (!mail.sender_name.empty()) {
    name = atoms ? header_words(mail.sender_name)
                 : fmt::format("=?UTF-8?B?{}?=", mail_base64(std::string_view(mail.sender_name).substr(0, 45)));
    if (!atoms && mail.sender_name.size() > 45) name = header_words(mail.sender_name);
    name += ' ';
  }
  std::string out = fmt::format(
      "Date: {}\r\nFrom: {}<{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}>\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n"
      "Auto-Submitted: auto-generated\r\n\r\n",
      mail_date(mail.at), name, mail.sender, mail.recipient, header_words(mail.subject), mail.message_id);
  const std::string body = with_crlf(mail.body);
  for (std::size_t at = 0; at < body.size(); at += kLineBytes) {
    out += mail_base64(std::string_view(body).substr(at, kLineBytes)) + "\r\n";
  }
  return out;
}

}  // namespace duban
