#include "text/mapped.h"

#include <algorithm>

#include "text/utf8.h"

namespace duban {

void Mapped::copy(std::string_view words, std::uint32_t source) {
  if (words.empty()) return;
  const auto size = static_cast<std::uint32_t>(words.size());
  if (!runs_.empty() && runs_.back().exact && runs_.back().source + runs_.back().source_size == source) {
    runs_.back().source_size += size;
  } else {
    runs_.push_back({static_cast<std::uint32_t>(text_.size()), source, size, true});
  }
  text_.append(words);
}

void Mapped::replace(std::string_view words, Span source) {
  if (words.empty()) return;
  if (words.size() == source.size()) {  // a character for a character of the same length: still exact
    copy(words, source.begin);
    return;
  }
  runs_.push_back({static_cast<std::uint32_t>(text_.size()), source.begin, source.size(), false});
  text_.append(words);
}

void Mapped::insert(std::string_view words) {
  if (words.empty()) return;
  const std::uint32_t place = runs_.empty() ? 0 : runs_.back().source + runs_.back().source_size;
  runs_.push_back({static_cast<std::uint32_t>(text_.size()), place, 0, false});
  text_.append(words);
}

std::size_t Mapped::run_at(std::size_t at) const {
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), at,
                                      [](std::size_t value, const Run& run) { return value < run.at; });
  return static_cast<std::size_t>(after - runs_.begin()) - 1;
}

Span Mapped::piece(std::size_t run, std::size_t begin, std::size_t end) const {
  const Run& r = runs_[run];
  if (!r.exact) return {r.source, r.source + r.source_size};
  return {r.source + static_cast<std::uint32_t>(begin - r.at),
          r.source + static_cast<std::uint32_t>(end - r.at)};
}

void Mapped::append(const Mapped& from, std::size_t begin, std::size_t end) {
  end = std::min(end, from.size());
  if (begin >= end) return;
  for (std::size_t run = from.run_at(begin); run < from.runs_.size() && from.runs_[run].at < end; ++run) {
    const std::size_t b = std::max<std::size_t>(begin, from.runs_[run].at);
    const std::size_t e = std::min(end, from.run_end(run));
    const std::string_view words = from.view().substr(b, e - b);
    const Span source = from.piece(run, b, e);
    if (from.runs_[run].exact) {
      copy(words, source.begin);
    } else {
      runs_.push_back({static_cast<std::uint32_t>(text_.size()), source.begin, source.size(), false});
      text_.append(words);
    }
  }
}

Spans Mapped::sources(std::size_t begin, std::size_t end, std::string_view printed) const {
  Spans spans;
  end = std::min(end, text_.size());
  if (begin >= end) return spans;
  for (std::size_t run = run_at(begin); run < runs_.size() && runs_[run].at < end; ++run) {
    const Span next = piece(run, std::max<std::size_t>(begin, runs_[run].at), std::min(end, run_end(run)));
    if (next.begin == next.end) continue;  // not printed
    if (!spans.empty() && spans.back().end <= next.begin) {
      const std::string_view gap = printed.substr(spans.back().end, next.begin - spans.back().end);
      if (gap.find('\n') == std::string_view::npos && utf8::trim(gap).empty()) {
        spans.back().end = next.end;
        continue;
      }
    }
    spans.push_back(next);
  }
  return spans;
}

std::size_t Mapped::at_source(std::uint32_t source) const {
  const auto run = std::upper_bound(
      runs_.begin(), runs_.end(), source,
      [](std::uint32_t value, const Run& each) { return value < each.source + each.source_size; });
  if (run == runs_.end()) return text_.size();
  if (run->source >= source || !run->exact) return run->at;
  return run->at + (source - run->source);
}

Span Mapped::cover(std::size_t begin, std::size_t end) const {
  end = std::min(end, text_.size());
  if (begin >= end) {
    if (runs_.empty()) return {};
    const std::size_t run = begin >= text_.size() ? runs_.size() - 1 : run_at(begin);
    const std::uint32_t at =
        begin >= text_.size() ? runs_[run].source + runs_[run].source_size : piece(run, begin, begin + 1).begin;
    return {at, at};
  }
  const std::size_t first = run_at(begin);
  const std::size_t last = run_at(end - 1);
  Span all{piece(first, begin, begin + 1).begin, piece(last, runs_[last].at, end).end};
  if (all.begin <= all.end) return all;
  std::swap(all.begin, all.end);  // a cell whose words stand before those of the cell above it
  for (std::size_t run = first; run <= last; ++run) {
    const Span each = piece(run, std::max<std::size_t>(begin, runs_[run].at), std::min(end, run_end(run)));
    all = {std::min(all.begin, each.begin), std::max(all.end, each.end)};
  }
  return all;
}

}  // namespace duban
