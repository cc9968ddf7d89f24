// Single characters in Traditional in a Simplified paper: 平臺. A converter or another font left them; what a
// paper in Traditional is said once of the whole paper (repairs.cc), and its words are read in Simplified.

#include <fmt/format.h>

#include <algorithm>

#include "extract/places.h"
#include "extract/reading.h"
#include "text/traditional.h"
#include "text/utf8.h"

namespace duban {
namespace {

class LoneTraditionalFinder {
 public:
  explicit LoneTraditionalFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    if (reading_.normalised.traditional) return;
    const std::string_view text = reading_.printed();
    for (std::size_t i = find_traditional(text, 0); i != std::string_view::npos; i = find_traditional(text, i)) i = word(i);
    report();
  }

 private:
  static constexpr std::size_t kReported = 10;  // one by one

  struct Word {
    Span at;
    std::size_t entry = 0;
  };

  // The characters around one at `at`: it and two hanzi on each side. Gives where they end.
  std::size_t word(std::size_t at) {
    constexpr std::size_t kSide = 2;
    const std::string_view text = reading_.printed();
    std::size_t begin = at;
    for (std::size_t n = 0; n < kSide && begin > 0; ++n) {
      const utf8::Char c = utf8::before(text, begin);
      if (!utf8::is_hanzi(c.point)) break;
      begin -= c.size;
    }
    if (!words_.empty()) begin = std::max<std::size_t>(begin, words_.back().at.end);
    std::size_t end = at;
    for (std::size_t left = kSide + 1; left > 0 && end < text.size(); --left) {
      const utf8::Char c = utf8::at(text, end);
      if (!utf8::is_hanzi(c.point)) break;
      if (simplified_of(c.point) != 0) left = kSide + 1;
      end += c.size;
    }
    const std::size_t entry = places_.entry_at(static_cast<std::uint32_t>(at));
    if (is_of_paper(entry, at))
      words_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, entry});
    return end;
  }

  // Not what a page shows around it (繁體版), nor where bytes were put in step.
  bool is_of_paper(std::size_t entry, std::size_t at) const {
    const std::vector<Entry>& entries = reading_.outline.entries;
    if (entry >= entries.size() || entries[entry].kind == EntryKind::kFurniture ||
        at >= entries[entry].block.printed.end)
      return false;
    return std::none_of(
        reading_.normalised.shifted.begin(), reading_.normalised.shifted.end(),
        [&](const Normalised::InStep& each) { return each.at.begin <= at && at < each.at.end; });
  }

  void report() {
    const std::size_t shown = std::min(words_.size(), kReported);
    for (std::size_t i = 0; i < shown; ++i) {
      const Word& word = words_[i];
      std::string reason = "简体文件里夹着繁体或异体字，照印未改，请核对";
      if (i + 1 == shown && words_.size() > shown) reason += fmt::format("；全文共{}处", words_.size());
      reading_.find(AnomalyKind::kVariantGlyph, Severity::kLook, word.at, place_of(word),
                    simplified(reading_.words(word.at)), std::move(reason), "words.traditional");
    }
  }

  std::string place_of(const Word& word) const {
    const Mapped& words = reading_.outline.entries[word.entry].block.words;
    const std::size_t at = words.at_source(word.at.begin);
    return places_.of(word.entry, at < words.size() ? at : 0);
  }

  static std::string simplified(std::string_view words) {
    std::string out;
    for (std::size_t i = 0; i < words.size();) {
      const utf8::Char c = utf8::at(words, i);
      const char32_t written = simplified_of(c.point);
      utf8::append(out, written != 0 ? written : c.point);
      i += c.size;
    }
    return out;
  }

  Reading& reading_;
  Places places_;
  std::vector<Word> words_;
};

}  // namespace

void find_lone_traditional(Reading& reading) { LoneTraditionalFinder(reading).find(); }

}  // namespace duban
