#pragma once

// A text made from the reader's text, every byte of which still knows where it was printed.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace duban {

class Mapped {
 public:
  const std::string& text() const { return text_; }
  std::string_view view() const { return text_; }
  std::size_t size() const { return text_.size(); }
  bool empty() const { return text_.empty(); }

  // Appends words that stand at `source` exactly as they are.
  void copy(std::string_view words, std::uint32_t source);
  // Appends words that stand for the printed range `source`: 1 for １, 新 for 新(xīn).
  void replace(std::string_view words, Span source);
  // Appends words that are not printed, as the colon of 牵头单位 县住建局: they stand at the end of what is before.
  void insert(std::string_view words);
  // Writes words over as many bytes from `at` on: a character for one of the same size. Places stay.
  void overwrite(std::size_t at, std::string_view words) { text_.replace(at, words.size(), words); }
  // Appends [begin, end) of another text with its places. A range that cuts a replaced piece keeps the whole
  // printed range of that piece.
  void append(const Mapped& from, std::size_t begin, std::size_t end);

  // Where [begin, end) was printed: one range, or several where something was taken out between. `printed` is
  // the reader's text: ranges parted by blanks alone on one line are joined.
  Spans sources(std::size_t begin, std::size_t end, std::string_view printed) const;
  // The first place of this text that was printed at `source` or behind it. For a text that keeps the printed
  // order.
  std::size_t at_source(std::uint32_t source) const;
  // From the first to the last printed byte of [begin, end); the beginning never stands behind the end, also where
  // the text does not keep the printed order.
  Span cover(std::size_t begin, std::size_t end) const;

 private:
  struct Run {
    std::uint32_t at;      // where it begins in text_
    std::uint32_t source;  // where it begins in the reader's text
    std::uint32_t source_size;
    bool exact;  // byte for byte
  };
  std::size_t run_at(std::size_t at) const;
  std::size_t run_end(std::size_t run) const {
    return run + 1 < runs_.size() ? runs_[run + 1].at : text_.size();
  }
  Span piece(std::size_t run, std::size_t begin, std::size_t end) const;

  std::string text_;
  std::vector<Run> runs_;
};

}  // namespace duban
