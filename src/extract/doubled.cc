// What is printed twice in a row: a syllable or word, a stop, a sentence, a task.

#include <fmt/format.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "extract/places.h"
#include "extract/reading.h"
#include "text/char_set.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

// Every phrase of data/lexicon/set_phrases.txt with one of its syllables or pairs printed twice, and what it
// should be.
const WordList& doubled_phrases() {
  static const std::string file = [] {
    std::string lines;
    for (const Word& phrase : word_list("set_phrases").words()) {
      std::vector<std::size_t> starts;
      for (std::size_t i = 0; i < phrase.text.size(); i += utf8::at(phrase.text, i).size) starts.push_back(i);
      starts.push_back(phrase.text.size());
      for (const std::size_t length : {std::size_t{1}, std::size_t{2}}) {
        for (std::size_t i = 0; i + length < starts.size(); ++i) {
          if (i + length == starts.size() - 1 && length == 1) continue;  // 增长点点: as likely two words
          const std::string_view twice = phrase.text.substr(starts[i], starts[i + length] - starts[i]);
          if (i == 0 && length == 1) continue;  // 新新增长点: the first may end the word before
          lines += fmt::format("{}{}{}\t{}\n", phrase.text.substr(0, starts[i]), twice,
                               phrase.text.substr(starts[i]), phrase.text);
        }
      }
    }
    return lines;
  }();
  static const WordList list(file);
  return list;
}

// Where a character of three bytes stands whose first `kSize` bytes (it, or it and the next) come twice, from
// `at` on and before `end`; the text's size where none does. Some thirty places are looked at at once.
template <std::size_t kSize>
std::size_t next_repeated(std::string_view text, std::size_t at, std::size_t end) {
  if (text.size() < 2 * kSize) return text.size();
  const auto begins = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xF0U) == 0xE0U; };
  end = std::min(end, text.size() - 2 * kSize + 1);
#ifdef __SSE2__
  constexpr std::size_t kAtOnce = 32;
  constexpr std::size_t kLooked = kAtOnce + kSize;      // bytes of one look
  constexpr std::size_t kPlaces = kAtOnce - kSize + 1;  // that it tells of
  const auto same = [&](std::size_t i)
      -> std::uint32_t {  // a bit for each of sixteen bytes that is the same `kSize` bytes on
    const auto load = [&](std::size_t from) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    };
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(load(i), load(i + kSize))));
  };
  while (at < end && text.size() >= kLooked) {
    const std::size_t base = std::min(at, text.size() - kLooked);
    std::uint32_t bits = same(base) | same(base + kAtOnce / 2) << kAtOnce / 2;
    bits &= bits >> 1U & bits >> 2U;
    if (kSize > 3) bits &= bits >> 3U;
    for (bits &= ((std::uint32_t{1} << kPlaces) - 1) & (~std::uint32_t{0} << (at - base)); bits != 0;
         bits &= bits - 1) {
      const std::size_t i = base + static_cast<std::size_t>(std::countr_zero(bits));
      if (i < end && begins(i)) return i;
    }
    at = base + kPlaces;
  }
#endif
  for (; at < end; ++at) {
    if (text[at] == text[at + kSize] && begins(at) &&
        std::memcmp(text.data() + at, text.data() + at + kSize, kSize) == 0)
      return at;
  }
  return text.size();
}

class DoubledFinder {
 public:
  explicit DoubledFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    words();
    stops();
    parts();
    tasks();
  }

 private:
  // 新增增长点, 企业企业家
  void words() {
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].kind == EntryKind::kFurniture || entries[i].kind == EntryKind::kLabel) continue;
      const Block& block = entries[i].block;
      std::string_view text = block.text();
      if (entries[i].bracket) text = text.substr(0, entries[i].bracket->at.begin);
      if (entries[i].labels_at > 0) text = text.substr(0, entries[i].labels_at);
      static const WordList& phrases = doubled_phrases();
      WordList::Place phrase = phrases.find(text, block.wording);
      for (std::size_t at = block.wording; at < text.size();) {
        if (phrase.word != nullptr && phrase.at < at) phrase = phrases.find(text, at);
        const std::size_t end = std::min(phrase.at, text.size());
        const std::size_t twice = next_twice(block.text(), at, end);
        if (twice < end) {
          at = twice + twice_at(i, twice, utf8::at(text, twice));
        } else if (phrase.word != nullptr) {
          report(i, phrase.at, phrase.word->text.size(), phrase.word->attribute(0));
          at = phrase.at + phrase.word->text.size();
        } else {
          break;
        }
      }
    }
  }

  static constexpr std::size_t kPair = 6;  // bytes of two hanzi

  // Where a character of three bytes stands whose and the next one's bytes come twice, from `at` on and before
  // `end`.
  static std::size_t next_twice(std::string_view text, std::size_t at, std::size_t end) {
    return text.size() < 2 * kPair ? end : next_repeated<kPair>(text, at, end);
  }

  // XYXY; bytes to go on by
  std::size_t twice_at(std::size_t i, std::size_t at, utf8::Char first) {
    const std::string_view text = reading_.outline.entries[i].block.text();
    if (!utf8::is_hanzi(first.point)) return first.size;
    const utf8::Char second = utf8::at(text, at + first.size);
    const std::size_t pair = first.size + second.size;
    constexpr std::u32string_view kCounting = U"一二两三四五六七八九十百千万个每";
    if (!utf8::is_hanzi(second.point) || first.point == second.point ||
        kCounting.find(first.point) != std::u32string_view::npos ||
        text.substr(at + pair, pair) != text.substr(at, pair)) {
      return first.size;
    }
    // 构建共建共治共享: 共 is beaten like a drum, nothing is printed twice
    const utf8::Char third = utf8::at(text, at + 2 * pair);
    if (utf8::at(text, at + 2 * pair + third.size).point == second.point) return first.size;
    report(i, at, 2 * pair, text.substr(at, pair));
    return 2 * pair;
  }

  void report(std::size_t i, std::size_t at, std::size_t size, std::string_view once) {
    const Block& block = reading_.outline.entries[i].block;
    const std::string_view text = block.text();
    std::size_t begin = at - utf8::tail(text.substr(0, at), 2).size();
    std::size_t end = at + size + utf8::head(text.substr(at + size), 3).size();
    for (std::size_t k = begin; k < at;) {  // not over a stop
      const utf8::Char c = utf8::at(text, k);
      k += c.size;
      if (!utf8::is_hanzi(c.point)) begin = k;
    }
    for (std::size_t k = at + size; k < end;) {
      const utf8::Char c = utf8::at(text, k);
      if (!utf8::is_hanzi(c.point)) end = k;
      k += c.size;
    }
    reading_.find(
        AnomalyKind::kDuplicatedText, Severity::kLook, block.words.cover(begin, end), places_.of(i, at),
        fmt::format("{}{}{}", text.substr(begin, at - begin), once, text.substr(at + size, end - at - size)),
        "疑有重复的字词，照印未改，请核对", "words.doubled");
  }

  // 、、
  void stops() {
    constexpr int kReported = 3;      // a block
    constexpr std::size_t kStop = 3;  // bytes
    static constexpr CharSet kStops(U"、，。；");
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].kind == EntryKind::kFurniture) continue;
      const std::string_view text = entries[i].block.text();
      int reported = 0;
      for (std::size_t at = entries[i].block.wording; reported < kReported; at += kStop) {
        at = next_repeated<kStop>(text, at, text.size());
        if (at >= text.size()) break;
        if (!kStops.has(utf8::at(text, at).point)) continue;
        ++reported;
        report(i, at, 2 * kStop, text.substr(at, kStop));
        at += kStop;
      }
    }
  }

  // 建设充电设施200处。建设充电设施200处。: a sentence or a part of one that is printed twice in a row.
  void parts() {
    constexpr std::size_t kShortest = 15;  // bytes
    for (std::size_t i = 0; i < reading_.outline.entries.size(); ++i) {
      const Entry& entry = reading_.outline.entries[i];
      if (entry.kind == EntryKind::kFurniture || entry.kind == EntryKind::kHead) continue;
      const std::string_view text = entry.block.text();
      static constexpr CharSet kStops(U"，,。；;");
      std::size_t before = 0;  // where the part in front begins
      std::size_t before_size = 0;
      for (std::size_t at = entry.block.wording; at < text.size();) {
        const std::size_t stop = std::min(find_any(text, kStops, at), text.size());
        const std::string_view part = text.substr(at, stop - at);
        if (part.size() >= kShortest && part == text.substr(before, before_size)) {
          reading_.find(AnomalyKind::kDuplicatedText, Severity::kLook, entry.block.words.cover(before, stop),
                        places_.of(i, before), std::string(part), "同一句话连着印了两遍，请核对是否多印",
                        "text.doubled_part");
        }
        before = at;
        before_size = part.size();
        at = stop < text.size() ? stop + utf8::at(text, stop).size : stop;
      }
    }
  }

  void tasks() {
    std::map<std::pair<std::size_t, std::string>, const TaskDraft*> seen;
    for (const TaskDraft& draft : reading_.tasks) {
      if (draft.task.text.size() < 30) continue;  // 农村保障人数: a row of figures, not a task
      const auto [known, fresh] = seen.try_emplace({draft.list, draft.task.text}, &draft);
      if (fresh || draft.task.text_spans.empty()) continue;
      reading_.find(AnomalyKind::kDuplicatedText, Severity::kLook, draft.task.text_spans.front(),
                    places_.of_task(draft), "",
                    fmt::format("与{}的内容完全相同", places_.of_task(*known->second)), "task.doubled");
    }
  }

  Reading& reading_;
  Places places_;
};

}  // namespace

void find_doubled(Reading& reading) { DoubledFinder(reading).find(); }

}  // namespace duban
