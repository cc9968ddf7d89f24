// Words with places become paragraphs and tables.

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "read/document_builder.h"
#include "read/line_counting.h"
#include "read/page.h"
#include "read/page_columns.h"
#include "read/page_framed.h"
#include "read/page_frames.h"
#include "read/page_lines.h"
#include "read/page_order.h"
#include "read/page_tabs.h"
#include "text/radicals.h"
#include "text/utf8.h"

namespace duban {
namespace {

void put_hanzi_for_radicals(std::string& words) {
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    if (const std::string_view hanzi = hanzi_for_radical(c.point); !hanzi.empty())
      words.replace(i, c.size, hanzi);
    i += c.size;
  }
}

std::string without_digits(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c != ' ' && !utf8::is_digit(static_cast<unsigned char>(c))) out.push_back(c);
  }
  return out;
}

class PagesReader {
 public:
  explicit PagesReader(const std::vector<Page>& pages) : table_(builder_), tabbed_(builder_), framed_(builder_) {
    std::uint32_t number = 0;
    for (const Page& page : pages) {
      Sheet sheet;
      sheet.width = page.width;
      sheet.height = page.height;
      std::vector<const PageWord*> outside;
      sheet.frames = frames_of(page, outside);
      sheet.lines = in_reading_order(lines_of(outside, ++number), page.width);
      sheets_.push_back(std::move(sheet));
    }
  }

  Document read(std::string format) {
    drop_running_lines();
    for (const Sheet& sheet : sheets_) {
      measure(sheet);
      begins_page_ = true;
      auto frame = sheet.frames.begin();
      std::vector<PageLine> run;  // lines between two framed tables
      for (std::size_t i = 0; i <= sheet.lines.size(); ++i) {
        while (frame != sheet.frames.end() &&
               (i == sheet.lines.size() || frame->ys.front() < sheet.lines[i].middle())) {
          flow(run, sheet.width);
          run.clear();
          end_paragraph();
          table_.end();
          tabbed_.end();
          framed_.take(*frame++, static_cast<std::uint32_t>(&sheet - sheets_.data()) + 1, begins_page_);
          begins_page_ = false;
        }
        if (i < sheet.lines.size()) run.push_back(sheet.lines[i]);
      }
      flow(run, sheet.width);
    }
    end_paragraph();
    framed_.end();
    table_.end();
    tabbed_.end();
    Document document = builder_.take("utf-8", std::move(format));
    for (const Sheet& sheet : sheets_)
      document.pages.push_back({static_cast<float>(sheet.width), static_cast<float>(sheet.height)});
    return document;
  }

 private:
  struct Sheet {
    double width = 0;
    double height = 0;
    std::vector<PageLine> lines;  // outside the frames
    std::vector<TableFrame> frames;
  };

  // Page numbers, and what stands at the edge of several pages.
  void drop_running_lines() {
    static constexpr double kEdge = 72;  // points; an inch
    const auto at_edge = [](const Sheet& sheet, const PageLine& line) {
      const double edge = std::max(kEdge, sheet.height * 0.085);
      return line.bottom < edge || line.top > sheet.height - edge;
    };
    // what a line that comes again on other pages has in common with them: its words and its height
    const auto key = [](const PageLine& line) {
      return without_digits(joined(line).words) + std::to_string(std::lround(line.top / 4));
    };
    std::map<std::string, std::size_t> seen;
    for (const Sheet& sheet : sheets_) {
      for (const PageLine& line : sheet.lines) {
        if (at_edge(sheet, line)) ++seen[key(line)];
      }
    }
    const std::size_t often = std::max<std::size_t>(2, sheets_.size() * 2 / 5);
    const auto counts = page_numbers(at_edge);
    for (std::size_t page = 0; page < sheets_.size(); ++page) {
      Sheet& sheet = sheets_[page];
      const double left = left_of(sheet);
      std::erase_if(sheet.lines, [&](const PageLine& line) {
        if (!at_edge(sheet, line)) return false;
        const std::string words = joined(line).words;
        if (!is_bare_number(words)) return seen[key(line)] >= often;
        if (!is_digits(words)) return true;  // - 3 -, 第3页
        const auto same = counts.find(number_less(words, page));
        return stands_off(line, left) || (same != counts.end() && same->second >= often);
      });
    }
  }

  // The number of a row or a task, alone on its line at the left, is no number of a page unless the pages count so: how
  // many pages have a bare number at their edge that is as much above their own place, by how much.
  template <typename AtEdge>
  std::map<long, std::size_t> page_numbers(const AtEdge& at_edge) const {
    std::map<long, std::size_t> counts;
    for (std::size_t page = 0; page < sheets_.size(); ++page) {
      for (const PageLine& line : sheets_[page].lines) {
        if (!at_edge(sheets_[page], line)) continue;
        const std::string words = joined(line).words;
        if (is_digits(words)) ++counts[number_less(words, page)];
      }
    }
    return counts;
  }

  static bool is_digits(std::string_view words) {
    return !words.empty() && words.find_first_not_of("0123456789") == std::string_view::npos;
  }

  static long number_less(std::string_view words, std::size_t page) {
    long value = 0;
    for (const char c : words.substr(0, 9)) value = value * 10 + (c - '0');
    return value - static_cast<long>(page);
  }

  static double left_of(const Sheet& sheet) {
    double left = sheet.width;
    for (const PageLine& line : sheet.lines) left = std::min(left, line.left());
    return left;
  }

  // In the middle or at the right, where numbers of pages stand.
  static bool stands_off(const PageLine& line, double left) { return line.left() - left > 4 * line.size; }

  // Where the lines of a page mostly begin and end, and how far they stand from each other.
  void measure(const Sheet& sheet) {
    const auto share = [](std::vector<double>& values, std::size_t hundredths) {
      std::sort(values.begin(), values.end());
      return values.empty() ? 0 : values[(values.size() - 1) * hundredths / 100];
    };
    for (std::uint32_t column = 0; column < margins_.size(); ++column) {
      std::map<int, std::size_t> begins;
      std::vector<double> ends;
      for (const PageLine& line : sheet.lines) {
        if (line.column != column || line.right() - line.left() < sheet.width * (column == 0 ? 0.4 : 0.2))
          continue;
        ++begins[static_cast<int>(std::lround(line.left()))];
        ends.push_back(line.right());
      }
      Margins& margins = margins_[column];
      margins = {};
      // the leftmost place where a fair share of them begins: many paragraphs are no longer than a line
      for (const auto& [left, count] : begins) {
        margins.left = left;
        if (count * 4 >= ends.size()) break;
      }
      if (begins.empty()) {
        for (const PageLine& line : sheet.lines) {
          if (line.column == column)
            margins.left = margins.left == 0 ? line.left() : std::min(margins.left, line.left());
        }
      }
      const double common = share(ends, 80);
      margins.right = ends.empty() ? 1e9 : full_end(ends, common);  // where none is full, none goes on
      // text in the middle of a page leaves as much free on its right as on its left
      if (column == 0 && margins.right < (sheet.width - margins.left) * 0.8) margins.right = 1e9;
    }
    std::vector<double> gaps;
    for (std::size_t i = 1; i < sheet.lines.size(); ++i) {
      const double gap = sheet.lines[i].middle() - sheet.lines[i - 1].middle();
      if (gap > 0) gaps.push_back(gap);
    }
    gap_ = share(gaps, 40);
    std::vector<double> sizes;
    for (const PageLine& line : sheet.lines) sizes.push_back(line.size);
    size_ = share(sizes, 50);
  }

  // Where full lines end: at `common` where a good part of the lines ends there, else as far right as two lines
  // go. Of a page of paragraphs that are mostly shorter than a line, only few lines are full.
  static double full_end(const std::vector<double>& rising, double common) {
    constexpr double kNear = 10;  // points; a character
    const auto near = [&](double end) {
      return static_cast<std::size_t>(std::upper_bound(rising.begin(), rising.end(), end + kNear) -
                                      std::lower_bound(rising.begin(), rising.end(), end - kNear));
    };
    if (near(common) * 10 >= rising.size() * 3) return common;
    for (std::size_t i = rising.size(); i-- > 1 && rising[i] > common;) {
      if (rising[i] - rising[i - 1] <= kNear) return rising[i - 1];
    }
    return common;
  }

  // Lines between framed tables.
  void flow(const std::vector<PageLine>& lines, double width) {
    for (std::size_t i = 0; i < lines.size();) {
      // what comes before a table stands before it, also where it ends at once
      if (table_.open() || UnframedTable::head_from(lines, i) > i) end_paragraph();
      if (const std::size_t behind = tabbed_.take(lines, i, width, begins_page_); behind > i) {
        framed_.end();
        table_.end();
        i = behind;
        begins_page_ = false;
        continue;
      }
      if (const std::size_t behind = table_.take(lines, i, width, begins_page_); behind > i) {
        framed_.end();
        i = behind;
      } else {
        framed_.end();
        table_.end();
        line(lines[i++]);
      }
      begins_page_ = false;
    }
  }

  // Whether a line goes on with the paragraph: the line before it is full and it is not indented, nor further
  // away than lines are; and it does not begin with the number that the paragraphs have come to.
  bool goes_on(const PageLine& line, std::string_view words) const {
    if (!last_) return false;
    const char32_t end = utf8::before(paragraph_.words, paragraph_.words.size()).point;
    const bool sentence = utf8::is_sentence_end(end) || utf8::is_close_bracket(end);
    if (counting_.counts_on(words, sentence)) return false;
    const double size = std::max(4.0, last_->size);
    if (std::fabs(last_->size - line.size) > size * 0.1) return false;
    const bool below = last_->page == line.page && last_->column == line.column;
    if (below && is_title(*last_) && is_title(line)) return line.middle() - last_->middle() < size * 2.2;
    if (below && line.middle() - last_->middle() > gap_ * 1.35) return false;
    if (last_->page == line.page ? !below && last_->column + 1 != line.column : !begins_page_) return false;
    if (last_->page == line.page && !below && last_->column == 0) return false;
    if (sentence && begins_anew(words)) return false;
    // full: what comes next would have had no room on it
    const double room = last_margins_.right - last_->right();
    const bool full = room < first_unit(words, line.size) * 1.1 + size * 0.5;
    const bool indented = line.left() - margins_[line.column].left > size * 0.7;
    // a line set at the right (示例市人民政府) is full as well, and begins far from the left
    const double text_width = last_margins_.right - last_margins_.left;
    return full && !indented && last_->left() - last_margins_.left < std::max(size * 3, text_width * 0.2);
  }

  // 14. …, （二）…, 附件2 behind a sentence that has ended: a paragraph of its own, however full the line
  // before is.
  static bool begins_anew(std::string_view words) {
    constexpr std::string_view kAttachment = "附件";
    if (!words.starts_with(kAttachment)) return LineCounting::is_numbered(words);
    const char32_t next = utf8::at(words, kAttachment.size()).point;
    return words.size() == kAttachment.size() || utf8::is_digit(next) || next == U'：' || next == ':';
  }

  // Larger than the text and in the middle of it.
  bool is_title(const PageLine& line) const {
    const Margins& margins = margins_[line.column];
    return line.size > size_ * 1.15 &&
           std::fabs((line.left() + line.right()) / 2 - (margins.left + margins.right) / 2) < line.size;
  }

  void line(const PageLine& line) {
    PlacedWords words = joined(line);
    if (goes_on(line, words.words)) {
      const char32_t before = utf8::before(paragraph_.words, paragraph_.words.size()).point;
      const char32_t next = utf8::at(words.words, 0).point;
      const bool latin = utf8::is_ascii_letter(before) && utf8::is_ascii_letter(next);
      paragraph_.add(latin ? " " : "", words);
    } else {
      end_paragraph();
      const bool indented = line.left() - margins_[line.column].left > line.size * 1.2 && !is_title(line);
      paragraph_.add(indented ? "　　" : "", words);
    }
    last_ = line;
    last_margins_ = margins_[line.column];
  }

  void end_paragraph() {
    counting_.remember(paragraph_.words);
    builder_.line(paragraph_.words, paragraph_.places);
    paragraph_ = {};
    last_.reset();
  }

  std::vector<Sheet> sheets_;
  DocumentBuilder builder_;
  UnframedTable table_;
  TabbedLines tabbed_;
  FramedTable framed_;
  bool begins_page_ = true;
  struct Margins {
    double left = 0;
    double right = 0;
  };
  std::array<Margins, 3> margins_;  // of the page, by column
  double gap_ = 0;                  // between its lines
  double size_ = 0;                 // of its letters
  // the paragraph that is being read, and its last line with the margins of its page
  PlacedWords paragraph_;
  LineCounting counting_;
  std::optional<PageLine> last_;
  Margins last_margins_;
};

}  // namespace

Document document_of_pages(std::vector<Page> pages, std::string format) {
  for (Page& page : pages) {
    for (PageWord& word : page.words) put_hanzi_for_radicals(word.words);
  }
  return PagesReader(pages).read(std::move(format));
}

}  // namespace duban
