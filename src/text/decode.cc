#include "text/decode.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::size_t kLooked = 64U << 10U;                // enough of a paper to know its encoding

// What files of other kinds begin with.
struct Magic {
  std::string_view bytes;
  const char* name;
};
constexpr Magic kMagic[] = {
    {"%PDF-", "PDF"},
    {"PK\x03\x04", "docx/zip"},
    {"\xD0\xCF\x11\xE0", "doc/xls"},
    {"\x89PNG", "PNG"},
    {"\xFF\xD8\xFF", "JPEG"},
    {"GIF8", "GIF"},
    {"\x7F"
     "ELF",
     "ELF"},
    {"MZ\x90", "EXE"},
    {"Rar!\x1A", "RAR"},
    {"7z\xBC\xAF", "7z"},
    {"\x1F\x8B", "gzip"},
    {"SQLite format 3", "SQLite"},
    {"{\\rtf", "RTF"},
};

Error not_text(std::string_view what) {
  return error(ErrorCode::kUnsupported, fmt::format("这不是文本文件（{}），目前只读 txt 和 md", what),
               fmt::format("not a text file ({}): only txt and md can be read", what));
}

std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

enum class Order { kLittle, kBig };

char32_t unit_at(std::string_view bytes, std::size_t i, Order order) {
  const auto a = static_cast<unsigned char>(bytes[i]);
  const auto b = static_cast<unsigned char>(bytes[i + 1]);
  return order == Order::kLittle ? static_cast<char32_t>(a | (b << 8U)) : static_cast<char32_t>((a << 8U) | b);
}

// Share of units that a Chinese paper is made of: hanzi, its punctuation, plain ASCII.
double chinese_share(std::string_view bytes, Order order) {
  std::size_t good = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i + 1 < std::min(bytes.size(), kLooked); i += 2, ++all) {
    const char32_t u = unit_at(bytes, i, order);
    good += (u >= 0x4E00 && u <= 0x9FFF) || (u >= 0x3000 && u <= 0x303F) || (u >= 0xFF00 && u <= 0xFFEF) ||
            (u >= 0x20 && u < 0x7F) || u == '\n' || u == '\r' || u == '\t' || (u >= 0x2010 && u <= 0x2027) ||
            u == 0xB7;
  }
  return all == 0 ? 0 : static_cast<double>(good) / static_cast<double>(all);
}

Decoded from_utf16(std::string_view bytes, Order order) {
  Decoded out;
  out.encoding = order == Order::kLittle ? "utf-16le" : "utf-16be";
  out.text.reserve(bytes.size() * 3 / 2);
  const auto broken = [&] {
    const auto at = static_cast<std::uint32_t>(out.text.size());
    out.text += kReplacement;
    out.broken.push_back({at, at + 3});
  };
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    char32_t u = unit_at(bytes, i, order);
    if (u >= 0xD800 && u <= 0xDFFF) {
      const char32_t next = i + 3 < bytes.size() ? unit_at(bytes, i + 2, order) : 0;
      if (u > 0xDBFF || next < 0xDC00 || next > 0xDFFF) {
        broken();
        continue;
      }
      u = 0x10000 + ((u - 0xD800) << 10U) + (next - 0xDC00);
      i += 2;
    }
    if (u == 0) {
      broken();
    } else {
      utf8::append(out.text, u);
    }
  }
  if (i < bytes.size()) broken();  // half a unit at the end
  return out;
}

// GB18030 by the C library. A few sequences that are none become U+FFFD; false where there are more.
bool from_gb18030(std::string_view bytes, Decoded& out) {
  const iconv_t converter = iconv_open("UTF-8", "GB18030");
  if (converter == iconv_t(-1)) return false;
  const std::size_t most_broken = 1 + bytes.size() / 2000;
  std::array<char, 16384> buffer{};
  char* in = const_cast<char*>(bytes.data());  // iconv does not write here
  std::size_t left = bytes.size();
  while (left > 0 && out.broken.size() <= most_broken) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t done = iconv(converter, &in, &left, &to, &room);
    out.text.append(buffer.data(), buffer.size() - room);
    if (done == static_cast<std::size_t>(-1) && errno != E2BIG) {
      const auto at = static_cast<std::uint32_t>(out.text.size());
      out.text += kReplacement;
      out.broken.push_back({at, at + 3});
      if (left > 0) ++in, --left;
    }
  }
  iconv_close(converter);
  return out.broken.size() <= most_broken;
}

// How many bytes above 127 stand in valid UTF-8 sequences, and how many do not.
struct Tally {
  std::size_t valid = 0;
  std::size_t invalid = 0;
};
Tally utf8_tally(std::string_view bytes) {
  Tally tally;
  for (std::size_t i = 0; i < bytes.size();) {
    const utf8::Char c = utf8::at(bytes, i);
    if (c.size > 1) tally.valid += c.size;
    if (c.size == 1 && static_cast<unsigned char>(bytes[i]) >= 0x80) ++tally.invalid;
    i += c.size;
  }
  return tally;
}

// Hanzi of the everyday rows among all hanzi: wrong guesses give rare ones and private-use characters.
bool reads_as_chinese(std::string_view text) {
  std::size_t hanzi = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < std::min(text.size(), kLooked);) {
    const utf8::Char c = utf8::at(text, i);
    if (c.point >= 0x4E00 && c.point <= 0x9FFF) ++hanzi;
    if ((c.point >= 0xE000 && c.point <= 0xF8FF) || (c.point >= 0x3400 && c.point <= 0x4DBF) ||
        c.point > 0xFFFF || (c.point >= 0x80 && c.point < 0x2000 && c.point != 0xB7 && c.point != 0xD7)) {
      ++odd;
    }
    i += c.size;
  }
  return hanzi > 0 && odd * 8 <= hanzi;
}

Result<Decoded> utf8_with_gaps(std::string_view bytes) {
  Decoded out;
  out.encoding = "utf-8";
  out.text.reserve(bytes.size() + 64);
  std::size_t from = 0;
  for (std::size_t bad = utf8::first_invalid(bytes); bad != std::string_view::npos;
       bad = utf8::first_invalid(bytes, from)) {
    out.text.append(bytes.substr(from, bad - from));
    // one mark for a whole broken sequence: the lead byte and what should have followed it
    std::size_t end = bad + 1;
    while (end < bytes.size() && end - bad < 4 && (static_cast<unsigned char>(bytes[end]) & 0xC0U) == 0x80U)
      ++end;
    const auto at = static_cast<std::uint32_t>(out.text.size());
    out.text += kReplacement;
    out.broken.push_back({at, at + 3});
    from = end;
  }
  out.text.append(bytes.substr(from));
  return out;
}

}  // namespace

Result<Decoded> decode(std::string_view bytes) {
  if (bytes.empty()) return error(ErrorCode::kInvalid, "文件是空的", "the file is empty");
  for (const Magic& magic : kMagic) {
    if (bytes.starts_with(magic.bytes)) return not_text(magic.name);
  }
  Decoded out;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    if (bytes.empty()) return error(ErrorCode::kInvalid, "文件是空的", "the file is empty");
  } else if (bytes.starts_with("\xFF\xFE")) {
    return from_utf16(bytes.substr(2), Order::kLittle);
  } else if (bytes.starts_with("\xFE\xFF")) {
    return from_utf16(bytes.substr(2), Order::kBig);
  }
  const std::string_view looked = bytes.substr(0, kLooked);
  const bool zeros = looked.find('\0') != std::string_view::npos;
  const std::size_t bad = utf8::first_invalid(bytes);
  if (zeros || (bad != std::string_view::npos && bytes.size() % 2 == 0)) {
    const double little = chinese_share(bytes, Order::kLittle);
    const double big = chinese_share(bytes, Order::kBig);
    if (std::max(little, big) >= 0.95) return from_utf16(bytes, little >= big ? Order::kLittle : Order::kBig);
    if (zeros) return not_text("二进制 binary");
  }
  std::size_t controls = 0;
  for (const char c : looked) {
    const auto byte = static_cast<unsigned char>(c);
    controls += byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f' && byte != '\v';
  }
  if (controls * 50 > looked.size()) return not_text("二进制 binary");
  if (bad == std::string_view::npos) {
    out.encoding = "utf-8";
    out.text = std::string(bytes);
    return out;
  }
  const Tally tally = utf8_tally(bytes);
  if (tally.valid < tally.invalid * 4) {
    if (from_gb18030(bytes, out) && reads_as_chinese(out.text)) {
      out.encoding = "gb18030";
      return out;
    }
    const std::size_t line = line_of(bytes, bad);
    return error(
        ErrorCode::kInvalid,
        fmt::format("认不出文字编码：既不是 UTF-8、UTF-16，也不是 GB18030（第 {} 行第 {} 字节处起有坏字节）",
                    line, bad + 1),
        fmt::format("unknown text encoding: not UTF-8, UTF-16 or GB18030 (first bad byte {} in line {})",
                    bad + 1, line));
  }
  return utf8_with_gaps(bytes);
}

}  // namespace duban
