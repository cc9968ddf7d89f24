#include "text/traditional.h"

#include <opencc/Config.hpp>
#include <opencc/Conversion.hpp>
#include <opencc/ConversionChain.hpp>
#include <opencc/Converter.hpp>
#include <opencc/DictEntry.hpp>
#include <opencc/DictGroup.hpp>
#include <opencc/Lexicon.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

// Characters of the Basic Multilingual Plane.
class Characters {
 public:
  void set(char32_t point) {
    if (point < kPoints) bits_[point / 64] |= std::uint64_t{1} << point % 64;
  }
  bool has(char32_t point) const { return point < kPoints && (bits_[point / 64] >> point % 64 & 1U) != 0; }
  // The one of three bytes at `at`.
  bool has_at(const char* at) const {
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(at[i])); };
    return (bits_[(byte(0) & 0xFU) << 6U | (byte(1) & 0x3FU)] >> (byte(2) & 0x3FU) & 1U) != 0;
  }

 private:
  static constexpr std::size_t kPoints = 0x10000;
  std::array<std::uint64_t, kPoints / 64> bits_{};
};

Characters characters_of(std::string_view list) {
  Characters bits;
  for (const Word& word : word_list(list).words()) {
    for (std::size_t i = 0; i < word.text.size();) {
      const utf8::Char c = utf8::at(word.text, i);
      bits.set(c.point);
      i += c.size;
    }
  }
  return bits;
}


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

// What OpenCC's dictionaries say, asked once: a word is found in a list of ours many times as fast as in theirs.
class Dictionaries {
 public:
  Dictionaries() {
    try {
      const auto chain = opencc::Config().NewFromFile(converter_config())->GetConversionChain()->GetConversions();
      const auto group = chain.empty() ? nullptr : std::dynamic_pointer_cast<opencc::DictGroup>(chain.front()->GetDict());
      for (const opencc::DictPtr& dict : group ? group->GetDicts() : std::list<opencc::DictPtr>()) {
        const opencc::LexiconPtr lexicon = dict->GetLexicon();
        for (std::size_t i = 0; i < lexicon->Length(); ++i) add(lexicon->At(i)->Key(), lexicon->At(i)->GetDefault());
      }
    } catch (const std::exception&) {  // no dictionaries on this machine: the words stay as printed
    }
    phrases_ = std::make_unique<WordList>(file_);
  }

  // Words whose characters depend on one another, each with what it becomes, character for character.
  const WordList& phrases() const { return *phrases_; }
  char32_t simplified(char32_t point) const {
    if (point < characters_.size()) return characters_[point] != 0 ? characters_[point] : point;
    const auto known = rare_.find(point);
    return known != rare_.end() ? known->second : point;
  }

 private:
  void add(const std::string& printed, const std::string& written) {
    const std::size_t count = utf8::count(printed);
    if (count == 1) {
      const char32_t point = utf8::at(printed, 0).point;
      char32_t& to = point < characters_.size() ? characters_[point] : rare_[point];
      if (to == 0) to = utf8::at(written, 0).point;  // the first dictionary counts
    } else if (utf8::count(written) == count) {
      file_.append(printed).append("\t").append(written).append("\n");
    }
  }

  std::string file_;  // of phrases_
  std::unique_ptr<WordList> phrases_;
  std::vector<char32_t> characters_ = std::vector<char32_t>(0x10000);  // 0: itself
  std::unordered_map<char32_t, char32_t> rare_;                        // of the other planes
};

const Dictionaries& dictionaries() {
  static const Dictionaries all;
  return all;
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

// Rewrites the hanzi [begin, end) of `from`; with their phrases where one of them depends on its word.
void rewrite_hanzi(Rewritten& out, const Mapped& from, std::size_t begin, std::size_t end, bool phrases,
                   Exceptions& exceptions) {
  const Dictionaries& known = dictionaries();
  const std::string_view printed = from.view().substr(0, end);
  std::string_view phrase;   // of what the dictionaries' phrase becomes, the part that is not written
  std::string_view written;  // the same of an exception, which goes before it
  const auto take = [](std::string_view& words) {
    const utf8::Char c = utf8::at(words, 0);
    words.remove_prefix(c.size);
    return c.point;
  };
  for (std::size_t i = begin; i < end;) {
    const utf8::Char c = character_at(printed, i);
    if (phrases && phrase.empty()) {
      if (const Word* found = known.phrases().longest_at(printed.substr(i)); found != nullptr) phrase = found->attribute(0);
    }
    if (written.empty()) {
      if (const Word* found = exceptions.at(i); found != nullptr) written = found->attribute(0);
    }
    char32_t point = phrase.empty() ? known.simplified(c.point) : take(phrase);
    if (!written.empty()) point = take(written);
    if (point != c.point) out.write(i, i + c.size, encoded(point));
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
      if (traditional.has(c.point)) {
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
        if (c.point < 0x10000) {
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
  return pairs.known.has(point) ? pairs.simplified.at(point) : 0;
}

std::size_t find_traditional(std::string_view text, std::size_t from) {
  constexpr std::size_t kHanzi = 3;  // bytes
  const Characters& known = traditional_pairs().known;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data() + std::min(from, text.size()); end - at >= static_cast<std::ptrdiff_t>(kHanzi);) {
    if (static_cast<unsigned char>(*at) - 0xE4U > 0xE9U - 0xE4U) {  // no hanzi from U+4E00 to U+9FFF
      ++at;
      continue;
    }
    if (known.has_at(at)) return static_cast<std::size_t>(at - text.data());
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
      phrases = phrases || by_word.has(c.point);
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
