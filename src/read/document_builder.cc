#include "read/document_builder.h"

#include <algorithm>

#include "text/utf8.h"

namespace duban {
namespace {

std::string_view trimmed_words(std::string_view words) { return utf8::trim(words); }

constexpr std::uint64_t kMostPlaces = 4'000'000;  // rows times columns: what comes after makes a grid of them

using Cells = std::vector<DocumentBuilder::Cell>;

std::uint64_t places_in(const Cells& cells) {
  std::uint64_t rows = 0;
  std::uint64_t columns = 0;
  for (const DocumentBuilder::Cell& cell : cells) {
    rows = std::max<std::uint64_t>(rows, cell.row + 1);
    columns = std::max<std::uint64_t>(columns, std::uint64_t{cell.column} + cell.columns);
  }
  return rows * columns;
}

// Only rows and columns in which a cell with words begins.
void close_up(Cells& cells) {
  std::erase_if(cells, [](const DocumentBuilder::Cell& cell) { return trimmed_words(cell.words).empty(); });
  const auto close = [&](std::uint32_t DocumentBuilder::Cell::*at, std::uint32_t DocumentBuilder::Cell::*size) {
    std::vector<std::uint32_t> begins;
    for (const DocumentBuilder::Cell& cell : cells) begins.push_back(cell.*at);
    std::sort(begins.begin(), begins.end());
    begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
    const auto before = [&](std::uint64_t i) {
      return static_cast<std::uint32_t>(std::lower_bound(begins.begin(), begins.end(), i) - begins.begin());
    };
    for (DocumentBuilder::Cell& cell : cells) {
      const std::uint32_t end = before(std::uint64_t{cell.*at} + cell.*size);
      cell.*at = before(cell.*at);
      cell.*size = std::max(1U, end - cell.*at);
    }
  };
  close(&DocumentBuilder::Cell::row, &DocumentBuilder::Cell::rows);
  close(&DocumentBuilder::Cell::column, &DocumentBuilder::Cell::columns);
}

}  // namespace

// Without control characters, and with U+FFFD for bytes that mean nothing. `skipped` bytes of what the places
// count from are not among the words.
void DocumentBuilder::append(std::string_view words, const std::vector<Place>& places, std::uint32_t skipped) {
  const auto base = static_cast<std::uint32_t>(text_.size());
  const auto is_control = [](char32_t c) { return c < 0x20 && c != '\n' && c != '\t'; };
  const auto is_control_byte = [&](char c) { return is_control(static_cast<unsigned char>(c)); };
  std::vector<std::uint32_t> moved;  // where each byte of the words stands now; empty where none has moved
  if (std::none_of(words.begin(), words.end(), is_control_byte) &&
      utf8::first_invalid(words) == std::string_view::npos) {
    text_.append(words);
  } else {
    for (std::size_t i = 0; i < words.size();) {
      const utf8::Char c = utf8::at(words, i);
      moved.resize(i + c.size, static_cast<std::uint32_t>(text_.size()));
      if (!is_control(c.point)) utf8::append(text_, c.point);
      i += c.size;
    }
    moved.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  const auto size = static_cast<std::uint32_t>(words.size());
  const auto now = [&](std::uint32_t at) {
    at = std::min(size, at - std::min(at, skipped));
    return moved.empty() ? base + at : moved[at];
  };
  for (Place place : places) {
    place.at = {now(place.at.begin), now(place.at.end)};
    if (place.at.begin < place.at.end) places_.push_back(place);
  }
}

void DocumentBuilder::line(std::string_view words, const std::vector<Place>& places) {
  if (trimmed_words(words).empty()) return;
  append(words, places, 0);
  text_.push_back('\n');
}

void DocumentBuilder::table(std::vector<Cell> cells) {
  if (places_in(cells) > kMostPlaces) close_up(cells);
  if (places_in(cells) > kMostPlaces) {
    for (const Cell& cell : cells) line(cell.words, cell.places);
    return;
  }
  std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  std::uint32_t columns = 0;
  for (const Cell& cell : cells) columns = std::max(columns, cell.column + cell.columns);
  // rows that hold one cell with words
  const auto row_of = [&](std::size_t i) {
    std::size_t end = i;
    while (end < cells.size() && cells[end].row == cells[i].row) ++end;
    return end;
  };
  const auto words_in = [&](std::size_t begin, std::size_t end) {
    return static_cast<std::size_t>(
        std::count_if(cells.begin() + static_cast<long>(begin), cells.begin() + static_cast<long>(end),
                      [](const Cell& cell) { return !trimmed_words(cell.words).empty(); }));
  };
  std::size_t begin = 0;
  while (begin < cells.size() && words_in(begin, row_of(begin)) <= 1 && cells[begin].rows == 1)
    begin = row_of(begin);
  std::size_t end = cells.size();
  while (end > begin) {
    std::size_t first = end - 1;
    while (first > begin && cells[first - 1].row == cells[end - 1].row) --first;
    const bool fills = end - first == 1 && cells[first].columns == columns && columns > 1;
    if (words_in(first, end) > 1 || (words_in(first, end) == 1 && !fills)) break;
    end = first;
  }
  for (std::size_t i = 0; i < begin; ++i) line(cells[i].words, cells[i].places);
  if (begin < end) {
    Table table;
    table.at.begin = static_cast<std::uint32_t>(text_.size());
    table.columns = columns;
    const std::uint32_t first_row = cells[begin].row;
    for (std::size_t i = begin; i < end; ++i) {
      if (i > begin) text_.push_back(cells[i].row == cells[i - 1].row ? '\t' : '\n');
      TableCell cell;
      cell.row = cells[i].row - first_row;
      cell.column = cells[i].column;
      cell.rows = std::max(1U, cells[i].rows);
      cell.columns = std::max(1U, cells[i].columns);
      cell.at.begin = static_cast<std::uint32_t>(text_.size());
      const std::string_view words = trimmed_words(cells[i].words);
      append(words, cells[i].places, static_cast<std::uint32_t>(words.data() - cells[i].words.data()));
      cell.at.end = static_cast<std::uint32_t>(text_.size());
      table.rows = std::max(table.rows, cell.row + 1);
      table.cells.push_back(cell);
    }
    for (TableCell& cell : table.cells) cell.rows = std::min(cell.rows, table.rows - cell.row);
    table.at.end = static_cast<std::uint32_t>(text_.size());
    text_.push_back('\n');
    tables_.push_back(std::move(table));
  }
  for (std::size_t i = end; i < cells.size(); ++i) line(cells[i].words, cells[i].places);
}

Document DocumentBuilder::take(std::string encoding, std::string format) {
  Document out{std::move(text_), std::move(encoding), std::move(format), {}, std::move(tables_)};
  out.places = std::move(places_);
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  for (std::size_t at = out.text.find(kReplacement); at != std::string::npos;
       at = out.text.find(kReplacement, at + kReplacement.size()))
    out.broken.push_back(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + kReplacement.size())});
  return out;
}

}  // namespace duban
