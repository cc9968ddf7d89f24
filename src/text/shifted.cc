#include "text/shifted.h"

#include <iconv.h>

#include <array>

#include "text/utf8.h"

namespace duban {
namespace {

constexpr char kBlank = '\xA1';  // both bytes of the full-width blank

// Text from one character set to the other; nothing where a byte has no character there.
class Converter {
 public:
  Converter(const char* to, const char* from) : handle_(iconv_open(to, from)) {}
  ~Converter() {
    if (handle_ != iconv_t(-1)) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  std::optional<std::string> convert(std::string_view words) const {
    if (handle_ == iconv_t(-1)) return {};
    std::array<char, 512> buffer{};
    char* in = const_cast<char*>(words.data());  // iconv does not write here
    std::size_t left = words.size();
    char* out = buffer.data();
    std::size_t room = buffer.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    if (iconv(handle_, &in, &left, &out, &room) == static_cast<std::size_t>(-1) || left > 0) return {};
    return std::string(buffer.data(), buffer.size() - room);
  }

 private:
  iconv_t handle_;
};

std::string ordinal(int value) {
  constexpr std::string_view kFigures[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string out;
  if (value >= 20) out += kFigures[value / 10];
  if (value >= 10) out += "十";
  return out + std::string(kFigures[value % 10]);
}

// The number in brackets whose bytes, out of step, print as the text begins: （二）.
struct Number {
  std::string words;
  std::size_t size = 0;  // printed bytes up to the character that holds the closing bracket's last byte
};
std::optional<Number> number_at(std::string_view text, const Converter& to_gbk, const Converter& from_gbk) {
  constexpr int kLargest = 39;
  std::optional<Number> found;
  for (int value = 1; value <= kLargest; ++value) {
    const std::string words = "（" + ordinal(value) + "）";
    const auto bytes = to_gbk.convert(words);
    if (!bytes) return {};
    const std::string shifted = kBlank + *bytes;  // its last byte pairs with the wording's first
    std::string printed;
    for (std::size_t i = 0; i + 1 < shifted.size(); i += 2) {
      if (const auto pair = from_gbk.convert(std::string_view(shifted).substr(i, 2))) printed += *pair;
    }
    if (!text.starts_with(printed) || (found && found->size >= printed.size())) continue;
    found = Number{words, printed.size()};
  }
  return found;
}

bool is_ordinary(char32_t p) {
  constexpr std::u32string_view kMarks = U"，。、；：“”《》（）";
  return utf8::is_hanzi(p) || utf8::is_digit(p) || kMarks.find(p) != std::u32string_view::npos;
}

}  // namespace

std::optional<Shifted> shifted_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 120;
  if (!text.substr(at).starts_with("?。")) return {};
  const Converter to_gbk("GBK", "UTF-8");
  const Converter from_gbk("UTF-8", "GBK");
  const auto number = number_at(text.substr(at + 1), to_gbk, from_gbk);
  if (!number) return {};
  const char closing = to_gbk.convert("）")->back();
  std::size_t end = at + 1 + number->size;
  std::string bytes;
  bool in_step = false;
  while (end < text.size() && end - at < kLongest && !in_step) {
    const utf8::Char c = utf8::at(text, end);
    if (c.point < 0x80) {
      if (c.point < 0x40 || c.point == 0x7F) break;
      bytes.push_back(static_cast<char>(c.point));
      in_step = true;
    } else {
      const auto pair = to_gbk.convert(text.substr(end, c.size));
      if (!pair || pair->size() != 2) return {};
      bytes += *pair;
    }
    end += c.size;
  }
  if (bytes.size() < 2 || bytes.front() != closing) return {};
  bytes.erase(bytes.begin());
  if (bytes.size() % 2 == 1) bytes.pop_back();  // its second byte is lost
  auto wording = from_gbk.convert(bytes);
  if (!wording) return {};
  for (std::size_t i = 0; i < wording->size(); i += utf8::at(*wording, i).size) {
    if (!is_ordinary(utf8::at(*wording, i).point)) return {};
  }
  return Shifted{end - at, number->words + *wording};
}

}  // namespace duban
