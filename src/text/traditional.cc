#include "text/traditional.h"

#include <opencc/opencc.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bitset>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

using Characters = std::bitset<0x10000>;

Characters characters_of(std::string_view list) {
  Characters bits;
  for (const Word& word : word_list(list).words()) {
    for (std::size_t i = 0; i < word.text.size();) {
      const utf8::Char c = utf8::at(word.text, i);
      if (c.point < bits.size()) bits.set(c.point);
      i += c.size;
    }
  }
  return bits;
}

bool is_in(const Characters& set, char32_t point) { return point < set.size() && set[point]; }

const Characters& traditional_only() {
  static const Characters set = characters_of("traditional_characters");
  return set;
}

const Characters& ambiguous() {
  static const Characters set = characters_of("traditional_ambiguous");
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

std::string encoded(char32_t point) {
  std::string out;
  utf8::append(out, point);
  return out;
}

// As utf8::at(): most characters here are hanzi of three bytes.
[[gnu::always_inline]] inline utf8::Char character_at(std::string_view text, std::size_t at) {
  if (utf8::behind_hanzi(text, at, std::min(at + 3, text.size())) == at) return utf8::at(text, at);
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  return {((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
}

// The Simplified form of one character, kept once asked.
char32_t simplified(char32_t point) {
  static std::array<std::atomic<char32_t>, 0x10000> known{};
  if (point >= known.size()) return utf8::at(convert(encoded(point)), 0).point;
  char32_t to = known[point].load(std::memory_order_relaxed);
  if (to == 0) {
    to = utf8::at(convert(encoded(point)), 0).point;
    known[point].store(to, std::memory_order_relaxed);
  }
  return to;
}

// A text of which some characters are written anew. They are written over the old ones where they have their size, as
// nearly all have; only where one has not are the places told anew.
class Rewritten {
 public:
  explicit Rewritten(const Mapped& from) : from_(from), out_(from) {}
  // The character [begin, end) of the old text becomes `words`; the places only ever grow.
  void write(std::size_t begin, std::size_t end, std::string_view words) {
    if (!moved_ && words.size() == end - begin) {
      out_.overwrite(begin, words);
      return;
    }
    if (!moved_) {
      Mapped before;
      before.append(out_, 0, begin);
      out_ = std::move(before);
      moved_ = true;
    } else {
      out_.append(from_, done_, begin);
    }
    out_.replace(words, from_.cover(begin, end));
    done_ = end;
  }
  Mapped take() {
    if (moved_) out_.append(from_, done_, from_.size());
    return std::move(out_);
  }

 private:
  const Mapped& from_;
  Mapped out_;
  bool moved_ = false;    // a character of another size was among them
  std::size_t done_ = 0;  // then: how much of the old text is written
};

// Words that are written as data/lexicon/traditional_exceptions.txt says, in the order of the text.
class Exceptions {
 public:
  explicit Exceptions(std::string_view text) : text_(text), next_(list().find(text)) {}
  // The one that begins at byte `at`; to be asked in order, and not inside one that was given.
  const Word* at(std::size_t at) {
    if (at > next_.at) next_ = list().find(text_, at);
    return at == next_.at ? next_.word : nullptr;
  }

 private:
  static const WordList& list() {
    static const WordList& words = word_list("traditional_exceptions");
    return words;
  }
  std::string_view text_;
  WordList::Place next_;  // at or behind what was asked last
};

// Rewrites the hanzi [begin, end) of `from`: as phrases where one of them depends on its word, else one by one,
// which is forty times as fast.
void rewrite_hanzi(Rewritten& out, const Mapped& from, std::size_t begin, std::size_t end, bool phrases,
                   Exceptions& exceptions) {
  const std::string_view printed = from.view().substr(begin, end - begin);
  const std::string line = phrases ? convert(printed) : std::string();
  const bool aligned = phrases && utf8::count(line) == utf8::count(printed);
  std::size_t to = 0;
  std::size_t kept = 0;  // bytes that an exception still writes
  std::string_view written;
  for (std::size_t i = 0; i < printed.size();) {
    const utf8::Char c = character_at(printed, i);
    if (kept == 0) {
      if (const Word* found = exceptions.at(begin + i); found != nullptr) {
        kept = found->text.size();
        written = found->attribute(0);
      }
    }
    char32_t point = 0;
    if (aligned) {
      const utf8::Char converted = utf8::at(line, to);
      point = converted.point;
      to += converted.size;
    } else {
      point = simplified(c.point);
    }
    if (kept > 0) {
      const utf8::Char converted = utf8::at(written, 0);
      point = converted.point;
      written.remove_prefix(converted.size);
      kept -= c.size;
    }
    if (point != c.point) out.write(begin + i, begin + i + c.size, encoded(point));
    i += c.size;
  }
}

}  // namespace

bool is_traditional(std::string_view text) {
  constexpr std::size_t kEnough = 4000;  // hanzi to look at
  constexpr std::size_t kMany = 10;      // different ones: more than the names of old shops hold
  std::size_t hanzi = 0;
  std::size_t marks = 0;
  std::array<char32_t, kMany> seen{};
  std::size_t different = 0;
  const Characters& traditional = traditional_only();
  for (std::size_t i = 0; i < text.size() && hanzi < kEnough;) {
    const utf8::Char c = character_at(text, i);
    if (utf8::is_hanzi(c.point)) {
      ++hanzi;
      if (is_in(traditional, c.point)) {
        ++marks;
        const auto end = seen.begin() + static_cast<std::ptrdiff_t>(different);
        if (different < kMany && std::find(seen.begin(), end, c.point) == end) seen[different++] = c.point;
      }
    }
    i += c.size;
  }
  const bool wholly = marks >= 3 && marks * 12 >= hanzi;  // Traditional papers have 15 to 25 in 100
  const bool half = different == kMany && marks * 50 >= hanzi;  // converted by a tool that left words alone
  return wholly || half;
}

namespace {

struct TraditionalPairs {
  Characters known;
  std::unordered_map<char32_t, char32_t> simplified;
};

const TraditionalPairs& traditional_pairs() {
  static const TraditionalPairs pairs = [] {
    TraditionalPairs out;
    for (const Word& word : word_list("traditional_pairs").words()) {
      const std::string_view to = word.attribute(0);
      for (std::size_t i = 0, k = 0; i < word.text.size() && k < to.size();) {
        const utf8::Char c = utf8::at(word.text, i);
        const utf8::Char written = utf8::at(to, k);
        if (c.point < out.known.size()) {
          out.known.set(c.point);
          out.simplified.emplace(c.point, written.point);
        }
        i += c.size;
        k += written.size;
      }
    }
    return out;
  }();
  return pairs;
}

}  // namespace

char32_t simplified_of(char32_t point) {
  const TraditionalPairs& pairs = traditional_pairs();
  return is_in(pairs.known, point) ? pairs.simplified.at(point) : 0;
}

std::size_t find_traditional(std::string_view text, std::size_t from) {
  constexpr std::size_t kHanzi = 3;  // bytes
  const Characters& known = traditional_pairs().known;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data() + std::min(from, text.size()); end - at >= static_cast<std::ptrdiff_t>(kHanzi);) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(at[i])); };
    if (byte(0) - 0xE4U > 0xE9U - 0xE4U) {  // no hanzi from U+4E00 to U+9FFF
      ++at;
      continue;
    }
    if (known[(byte(0) & 0xFU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU)]) return static_cast<std::size_t>(at - text.data());
    at += kHanzi;
  }
  return std::string_view::npos;
}

Mapped to_simplified(const Mapped& text) {
  Rewritten out(text);
  const std::string_view view = text.view();
  const Characters& by_word = ambiguous();
  Exceptions exceptions(view);
  for (std::size_t begin = 0; begin < view.size();) {
    // hanzi on end, and then what stands between them
    std::size_t end = begin;
    bool phrases = false;
    while (end < view.size()) {
      const utf8::Char c = character_at(view, end);
      if (!utf8::is_hanzi(c.point)) break;
      phrases = phrases || is_in(by_word, c.point);
      end += c.size;
    }
    rewrite_hanzi(out, text, begin, end, phrases, exceptions);
    begin = end;
    while (end < view.size()) {
      const utf8::Char c = utf8::at(view, end);
      if (utf8::is_hanzi(c.point)) break;
      end += c.size;
    }
    begin = end;
  }
  return out.take();
}

}  // namespace duban
