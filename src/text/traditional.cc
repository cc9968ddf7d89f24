#include "text/traditional.h"

#include <opencc/opencc.h>

#include <bitset>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "grammar/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

const std::bitset<0x10000>& traditional_only() {
  static const std::bitset<0x10000> set = [] {
    std::bitset<0x10000> bits;
    for (const Word& word : word_list("traditional_characters").words()) {
      for (std::size_t i = 0; i < word.text.size();) {
        const utf8::Char c = utf8::at(word.text, i);
        if (c.point < 0x10000) bits.set(c.point);
        i += c.size;
      }
    }
    return bits;
  }();
  return set;
}

// The release archive carries the dictionaries beside the program; else the machine's own are used.
std::string converter_config() {
  std::error_code absent;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", absent);
  const auto beside = program.parent_path().parent_path() / "share/opencc/t2s.json";
  return !absent && std::filesystem::exists(beside, absent) ? beside.string() : "t2s.json";
}

std::string convert(std::string_view text) {
  static std::mutex mutex;  // one converter: loading its dictionaries takes longer than most papers
  static std::unique_ptr<opencc::SimpleConverter> converter;
  const std::lock_guard lock(mutex);
  try {
    if (!converter) converter = std::make_unique<opencc::SimpleConverter>(converter_config());
    return converter->Convert(std::string(text));
  } catch (const std::exception&) {
    return std::string(text);  // no dictionaries on this machine: the words stay as printed
  }
}

// Appends [begin, end) of `from`, character by character in the words of `line`.
void append_line(Mapped& out, const Mapped& from, std::size_t begin, std::size_t end) {
  const WordList& exceptions = word_list("traditional_exceptions");
  const std::string_view printed = from.view().substr(begin, end - begin);
  std::string line = convert(printed);
  const bool aligned = utf8::count(line) == utf8::count(printed);
  std::size_t to = 0;
  std::size_t kept = 0;  // bytes that an exception still writes
  std::string_view written;
  for (std::size_t i = 0; i < printed.size();) {
    const utf8::Char c = utf8::at(printed, i);
    std::string single;
    std::string_view word;
    if (kept == 0) {
      if (const Word* found = exceptions.longest_at(printed.substr(i)); found != nullptr) {
        kept = found->text.size();
        written = found->attribute(0);
      }
    }
    const utf8::Char converted = utf8::at(line, to);
    if (aligned) {
      word = std::string_view(line).substr(to, converted.size);
      to += converted.size;
    } else {
      single = convert(printed.substr(i, c.size));
      word = single;
    }
    if (kept > 0) {
      word = written.substr(0, utf8::at(written, 0).size);
      written.remove_prefix(word.size());
      kept -= c.size;
    }
    if (word == printed.substr(i, c.size)) {
      out.append(from, begin + i, begin + i + c.size);
    } else {
      out.replace(word, from.cover(begin + i, begin + i + c.size));
    }
    i += c.size;
  }
}

}  // namespace

bool is_traditional(std::string_view text) {
  constexpr std::size_t kEnough = 20000;  // hanzi to look at
  std::size_t hanzi = 0;
  std::size_t marks = 0;
  for (std::size_t i = 0; i < text.size() && hanzi < kEnough;) {
    const utf8::Char c = utf8::at(text, i);
    if (utf8::is_hanzi(c.point)) {
      ++hanzi;
      marks += c.point < 0x10000 && traditional_only().test(c.point);
    }
    i += c.size;
  }
  return marks >= 3 && marks * 12 >= hanzi;  // Traditional papers have 15 to 25 in 100
}

Mapped to_simplified(const Mapped& text) {
  Mapped out;
  const std::string_view view = text.view();
  for (std::size_t begin = 0; begin < view.size();) {
    const std::size_t newline = view.find('\n', begin);
    const std::size_t end = newline == std::string_view::npos ? view.size() : newline + 1;
    append_line(out, text, begin, end);
    begin = end;
  }
  return out;
}

}  // namespace duban
