#include "read/html.h"

#include <fmt/format.h>
#include <gumbo.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>

#include "read/bold_names.h"
#include "read/document_builder.h"
#include "read/html_scripts.h"
#include "read/html_tags.h"
#include "text/char_set.h"
#include "text/decode.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr int kDeepest = 400;
constexpr std::uint32_t kMostSpan = 1000;

struct FreeOutput {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using Page = std::unique_ptr<GumboOutput, FreeOutput>;

bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_block_tag(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_P,       GUMBO_TAG_DIV,     GUMBO_TAG_H1,         GUMBO_TAG_H2,     GUMBO_TAG_H3,
            GUMBO_TAG_H4,      GUMBO_TAG_H5,      GUMBO_TAG_H6,         GUMBO_TAG_LI,     GUMBO_TAG_UL,
            GUMBO_TAG_OL,      GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,    GUMBO_TAG_MAIN,   GUMBO_TAG_HEADER,
            GUMBO_TAG_DL,      GUMBO_TAG_DT,      GUMBO_TAG_DD,         GUMBO_TAG_TR,     GUMBO_TAG_TABLE,
            GUMBO_TAG_PRE,     GUMBO_TAG_CENTER,  GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_FIGURE, GUMBO_TAG_CAPTION,
            GUMBO_TAG_ADDRESS, GUMBO_TAG_FORM,    GUMBO_TAG_FIELDSET,   GUMBO_TAG_HR,     GUMBO_TAG_TD,
            GUMBO_TAG_TH});
}

bool is_left_out_tag(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_SELECT,
            GUMBO_TAG_BUTTON, GUMBO_TAG_INPUT, GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_NAV,
            GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE, GUMBO_TAG_SVG, GUMBO_TAG_MAP, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO,
            GUMBO_TAG_RP, GUMBO_TAG_RT, GUMBO_TAG_TEXTAREA});
}

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

std::string lower(std::string_view words) {
  std::string out(words);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool is_hidden(const GumboElement& element) {
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  std::string style = lower(attribute(element, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

// Words of class and id that name parts of the page around its paper.
bool is_page_part(const GumboElement& element) {
  // of every printed page, as LibreOffice writes it
  if (const std::string_view title = attribute(element, "title"); title == "header" || title == "footer")
    return true;
  constexpr std::array<std::string_view, 14> kParts = {
      "nav",       "navbar",  "menu",       "breadcrumb", "crumbs",    "footer",    "share", "bdsharebuttonbox",
      "copyright", "sidebar", "pagination", "toolbar",    "searchbox", "friendlink"};
  for (const char* name : {"class", "id"}) {
    const std::string words = lower(attribute(element, name));
    std::size_t begin = 0;
    while (begin < words.size()) {
      const std::size_t end = std::min(words.find_first_of(" -_", begin), words.size());
      const std::string_view word = std::string_view(words).substr(begin, end - begin);
      if (std::find(kParts.begin(), kParts.end(), word) != kParts.end()) return true;
      begin = end + 1;
    }
  }
  return false;
}

std::uint32_t span_of(const GumboElement& element, const char* name) {
  std::uint32_t value = 0;
  std::string_view words = attribute(element, name);
  // rowspan=\"3\" of a page that a database wrote out
  while (!words.empty() && (words.front() == '\\' || words.front() == '"')) words.remove_prefix(1);
  for (const char c : words) {
    if (c < '0' || c > '9') break;
    value = std::min(kMostSpan, value * 10 + static_cast<std::uint32_t>(c - '0'));
  }
  return std::max(1U, value);
}

struct Letters {
  std::size_t all = 0;
  std::size_t linked = 0;
  std::size_t links = 0;
};

// A style that prints its words bold or in 黑体; plain_tags() gives <b> one.
bool is_bold(const GumboElement& element) {
  static constexpr FewWords kBold{"font-weight:bold", "font-weight: bold", "font-weight:700", "font-weight: 700", "黑体", "simhei"};
  return kBold.is_in(lower(attribute(element, "style")));
}

class HtmlReader {
 public:
  // The words of the page, as lines and tables.
  Document read(const GumboNode& root) {
    count(root, false, 0);
    flow(root, 0);
    end_line();
    return builder_.take("", "html");
  }

  bool too_deep() const { return too_deep_; }

 private:
  // How many letters each element holds, and how many of them are links.
  Letters count(const GumboNode& node, bool linked, int depth) {
    Letters sum;
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) {
      const std::string_view words = utf8::trim(node.v.text.text);
      bold_.look(words);
      sum.all = utf8::count(words);
      if (linked) sum.linked = sum.all;
      return sum;
    }
    if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_DOCUMENT) return sum;
    if (depth > kDeepest) {
      too_deep_ = true;
      return sum;
    }
    const GumboVector& children =
        node.type == GUMBO_NODE_DOCUMENT ? node.v.document.children : node.v.element.children;
    const bool link = node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == GUMBO_TAG_A;
    if (node.type == GUMBO_NODE_ELEMENT && is_left_out_tag(node.v.element.tag)) return sum;
    for (unsigned i = 0; i < children.length; ++i) {
      const Letters each = count(*static_cast<GumboNode*>(children.data[i]), linked || link, depth + 1);
      sum.all += each.all;
      sum.linked += each.linked;
      sum.links += each.links;
    }
    if (link) ++sum.links;
    if (node.type == GUMBO_NODE_ELEMENT && sum.links >= 2 && sum.linked * 10 >= sum.all * 7 &&
        is_block_tag(node.v.element.tag) && node.v.element.tag != GUMBO_TAG_TABLE)
      link_lists_.push_back(&node);
    return sum;
  }

  bool is_link_list(const GumboNode& node) const {
    return std::binary_search(link_lists_sorted_.begin(), link_lists_sorted_.end(), &node);
  }

  void end_line() {
    if (line_.empty()) return;
    ++ended_;
    if (cell_ != nullptr) {
      if (!utf8::trim(line_).empty()) {
        if (!cell_->empty()) cell_->push_back('\n');
        cell_->append(line_);
      }
    } else {
      builder_.line(line_);
    }
    line_.clear();
  }

  void words(std::string_view text, bool keep) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
      if (keep && c == '\n') {
        end_line();
      } else if (blank && !keep) {
        if (!line_.empty() && line_.back() != ' ') line_.push_back(' ');
      } else if (c != '\r') {
        line_.push_back(c);
      }
    }
  }

  void flow(const GumboNode& node, int depth) {
    if (depth > kDeepest) return;
    if (depth == 0) {
      link_lists_sorted_ = link_lists_;
      std::sort(link_lists_sorted_.begin(), link_lists_sorted_.end());
    }
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE) {
      words(node.v.text.text, preformatted_);
      return;
    }
    if (node.type == GUMBO_NODE_DOCUMENT) {
      children(node.v.document.children, depth);
      return;
    }
    if (node.type != GUMBO_NODE_ELEMENT) return;
    const GumboElement& element = node.v.element;
    if (is_left_out_tag(element.tag) || is_hidden(element)) return;
    if (element.tag == GUMBO_TAG_HEAD || element.tag == GUMBO_TAG_TITLE) return;
    if (cell_ == nullptr && (is_page_part(element) || is_link_list(node)) && element.tag != GUMBO_TAG_BODY &&
        element.tag != GUMBO_TAG_HTML)
      return;
    if (element.tag == GUMBO_TAG_BR) {
      if (line_.empty()) line_ = " ";
      end_line();
      return;
    }
    if (element.tag == GUMBO_TAG_TABLE) {
      end_line();
      table(node, depth);
      return;
    }
    const bool block = is_block_tag(element.tag);
    if (block) end_line();
    const bool bold = !block && bold_.say_who_leads() && is_bold(element);
    const std::size_t begin = line_.size();
    const std::size_t ended = ended_;
    const bool pre = preformatted_;
    if (element.tag == GUMBO_TAG_PRE) preformatted_ = true;
    if (element.tag == GUMBO_TAG_OL) {
      int number = 1;
      if (const std::string_view start = attribute(element, "start"); !start.empty())
        number = static_cast<int>(span_of(element, "start"));
      const bool shown = lower(attribute(element, "style")).find("list-style:none") == std::string::npos &&
                         lower(attribute(element, "style")).find("list-style: none") == std::string::npos;
      counts_.push_back(shown ? number : -1);
    }
    if (element.tag == GUMBO_TAG_UL) counts_.push_back(-1);
    if (element.tag == GUMBO_TAG_LI && !counts_.empty() && counts_.back() >= 0) {
      if (!attribute(element, "value").empty()) counts_.back() = static_cast<int>(span_of(element, "value"));
      line_ = fmt::format("{}. ", counts_.back()++);
    }
    children(element.children, depth);
    if (bold && ended == ended_) bold_.mark(line_, begin);
    if (element.tag == GUMBO_TAG_OL || element.tag == GUMBO_TAG_UL) counts_.pop_back();
    preformatted_ = pre;
    if (block) end_line();
  }

  void children(const GumboVector& nodes, int depth) {
    for (unsigned i = 0; i < nodes.length; ++i) flow(*static_cast<GumboNode*>(nodes.data[i]), depth + 1);
  }

  // The rows of a table, those of tables inside it aside.
  static void rows_of(const GumboNode& node, std::vector<const GumboNode*>& rows, bool& nested, int depth) {
    if (node.type != GUMBO_NODE_ELEMENT || depth > 4) return;
    const GumboVector& nodes = node.v.element.children;
    for (unsigned i = 0; i < nodes.length; ++i) {
      const GumboNode& child = *static_cast<GumboNode*>(nodes.data[i]);
      if (child.type != GUMBO_NODE_ELEMENT) continue;
      if (child.v.element.tag == GUMBO_TAG_TR) {
        rows.push_back(&child);
      } else if (is_one_of(child.v.element.tag, {GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT})) {
        rows_of(child, rows, nested, depth + 1);
      }
    }
  }

  static bool holds_table(const GumboNode& node, int depth) {
    if (node.type != GUMBO_NODE_ELEMENT || depth > kDeepest) return false;
    const GumboVector& nodes = node.v.element.children;
    for (unsigned i = 0; i < nodes.length; ++i) {
      const GumboNode& child = *static_cast<GumboNode*>(nodes.data[i]);
      if (child.type != GUMBO_NODE_ELEMENT) continue;
      if (child.v.element.tag == GUMBO_TAG_TABLE || holds_table(child, depth + 1)) return true;
    }
    return false;
  }

  void table(const GumboNode& node, int depth) {
    std::vector<const GumboNode*> rows;
    bool nested = false;
    rows_of(node, rows, nested, 0);
    // the layout of a page: a table around tables; a table in a cell: its words are the cell's
    if (cell_ != nullptr || rows.empty() || holds_table(node, 0)) {
      children(node.v.element.children, depth);
      end_line();
      return;
    }
    const GumboVector& nodes = node.v.element.children;
    for (unsigned i = 0; i < nodes.length; ++i) {
      const GumboNode& child = *static_cast<GumboNode*>(nodes.data[i]);
      if (child.type == GUMBO_NODE_ELEMENT && child.v.element.tag == GUMBO_TAG_CAPTION) flow(child, depth + 1);
    }
    end_line();
    std::vector<DocumentBuilder::Cell> cells;
    std::vector<std::uint32_t> filled;  // by column: the row up to which a cell from above reaches
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      std::uint32_t column = 0;
      const GumboVector& in_row = rows[row]->v.element.children;
      for (unsigned i = 0; i < in_row.length; ++i) {
        const GumboNode& child = *static_cast<GumboNode*>(in_row.data[i]);
        if (child.type != GUMBO_NODE_ELEMENT || !is_one_of(child.v.element.tag, {GUMBO_TAG_TD, GUMBO_TAG_TH}) ||
            is_hidden(child.v.element))
          continue;
        while (column < filled.size() && filled[column] > row) ++column;
        DocumentBuilder::Cell cell;
        cell.row = row;
        cell.column = column;
        cell.rows =
            std::min(span_of(child.v.element, "rowspan"), static_cast<std::uint32_t>(rows.size()) - row);
        cell.columns = span_of(child.v.element, "colspan");
        if (cell.column + cell.columns > kMostSpan) break;
        cell_ = &cell.words;
        children(child.v.element.children, depth + 1);
        end_line();
        cell_ = nullptr;
        if (filled.size() < column + cell.columns) filled.resize(column + cell.columns, 0);
        for (std::uint32_t c = column; c < column + cell.columns; ++c) filled[c] = row + cell.rows;
        column += cell.columns;
        cells.push_back(std::move(cell));
      }
    }
    const bool goes_on = filled.size() >= 3 && filled.size() == columns_before_;
    columns_before_ = filled.size();
    if (rows.size() == 1 && !goes_on && !may_be_heads(cells)) {  // the layout of a page too
      children(rows.front()->v.element.children, depth);
      end_line();
      return;
    }
    builder_.table(std::move(cells));
  }

  // A table of one row may hold the heads of the tables behind it: three cells or more, of a few characters each.
  static bool may_be_heads(const std::vector<DocumentBuilder::Cell>& cells) {
    constexpr std::size_t kLongest = 36;  // bytes
    return cells.size() >= 3 && std::all_of(cells.begin(), cells.end(), [](const DocumentBuilder::Cell& cell) {
             return !cell.words.empty() && cell.words.size() <= kLongest;
           });
  }

  DocumentBuilder builder_;
  BoldNames bold_;
  std::string line_;
  std::size_t ended_ = 0;        // lines
  std::string* cell_ = nullptr;  // where the words go inside a table
  std::vector<int> counts_;      // of the lists around: the next number, -1 for one without
  std::vector<const GumboNode*> link_lists_;
  std::vector<const GumboNode*> link_lists_sorted_;
  std::size_t columns_before_ = 0;  // of the table before: one of a single row may go on with it
  bool preformatted_ = false;
  bool too_deep_ = false;
};

// What the page, or the answer of its server in front of it, says its encoding is; in small letters, or
// nothing.
std::string declared_charset(std::string_view head, std::string_view bytes) {
  for (const std::string_view where : {head, bytes.substr(0, 4096)}) {
    const std::string words = lower(where);
    const std::size_t at = words.find("charset");
    if (at == std::string::npos) continue;
    std::size_t begin = at + 7;
    while (begin < words.size() &&
           (words[begin] == ' ' || words[begin] == '=' || words[begin] == '"' || words[begin] == '\''))
      ++begin;
    std::size_t end = begin;
    while (end < words.size() &&
           (std::isalnum(static_cast<unsigned char>(words[end])) != 0 || words[end] == '-'))
      ++end;
    if (end > begin) return words.substr(begin, end - begin);
  }
  return {};
}

// Of the characters of two bytes those in the rows of an encoding that hold everyday hanzi and marks.
double everyday_share(std::string_view bytes, unsigned first, unsigned last, unsigned least_second) {
  constexpr std::size_t kLooked = 200'000;
  std::size_t all = 0;
  std::size_t everyday = 0;
  for (std::size_t i = 0; i + 1 < std::min(bytes.size(), kLooked); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    if (lead < 0x81) continue;
    ++all;
    ++i;
    everyday += ((lead >= first && lead <= last) || (lead >= 0xA1 && lead <= 0xA3)) && second >= least_second;
  }
  return all == 0 ? 0 : static_cast<double>(everyday) / static_cast<double>(all);
}

// What is no UTF-8 is Big5 or GB18030: the bytes tell, and where they do not, what is declared.
bool is_big5(std::string_view bytes, std::string_view declared) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return false;
  if (utf8::first_invalid(bytes) == std::string_view::npos || bytes.find('\0') != std::string_view::npos)
    return false;
  const double big5 = everyday_share(bytes, 0xA4, 0xC6, 0x40);
  const double gb = everyday_share(bytes, 0xB0, 0xD7, 0xA1);
  return big5 > gb + (declared.starts_with("big5") ? -0.05 : 0.15);
}

Result<std::string> from_big5(std::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", "BIG5-HKSCS");
  if (converter == reinterpret_cast<iconv_t>(-1))
    return error(ErrorCode::kUnsupported, "这台机器不能读 Big5 编码", "this machine cannot read Big5");
  std::string out;
  std::string in(bytes);
  char* from = in.data();
  std::size_t left = in.size();
  std::array<char, 4096> buffer{};
  while (left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t done = iconv(converter, &from, &left, &to, &room);
    out.append(buffer.data(), buffer.size() - room);
    if (done == static_cast<std::size_t>(-1) && errno != E2BIG) {
      out += "\xEF\xBF\xBD";
      if (left > 0) ++from, --left;
    }
  }
  iconv_close(converter);
  return out;
}

std::size_t occurrences(std::string_view text, std::string_view word) {
  std::size_t n = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
    ++n;
  return n;
}

// Line ends between words, which HTML takes for blanks, become <br>; those within or beside a tag part nothing.
std::string with_line_ends(std::string_view text) {
  const auto begins_tag = [&](std::size_t at) {
    if (at + 1 >= text.size() || text[at] != '<') return false;
    const char next = text[at + 1];
    return next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
  };
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  bool in_tag = false;
  bool behind_tag = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t end = std::min(text.find_first_not_of(" \r\n\t", i), text.size()); end > i && !in_tag) {
      const std::string_view blanks = text.substr(i, end - i);
      const bool parts = blanks.find('\n') != std::string_view::npos && !behind_tag && !begins_tag(end);
      out += parts ? std::string_view("<br>\n") : blanks;
      i = end;
      continue;
    }
    if (in_tag) {
      behind_tag = text[i] == '>';
      in_tag = !behind_tag;
    } else {
      behind_tag = false;
      in_tag = begins_tag(i);
    }
    out += text[i++];
  }
  return out;
}

Result<Document> document_of(std::string_view page, int again) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const std::string calm = TRY(plain_tags(page));
  const Page parsed(gumbo_parse_with_options(&options, calm.data(), calm.size()));
  HtmlReader reader;
  Document document = reader.read(*parsed->root);
  if (reader.too_deep())
    return error(ErrorCode::kInvalid, "网页嵌套过深，无法读取", "the page is nested too deep to be read");
  // words that are HTML themselves, escaped: &lt;p&gt;…
  const bool escaped = occurrences(document.text, "</p>") + occurrences(document.text, "</td>") >= 3 &&
                       document.text.find('<') != std::string::npos;
  if (escaped && again > 0) return document_of(with_line_ends(document.text), again - 1);
  if (again > 0) {
    if (const auto whole = with_article_of_script(page, document.text)) return document_of(*whole, again - 1);
  }
  return document;
}

// The answer's head in front of a page that was saved with it; empty where there is none.
std::string_view http_head(std::string_view bytes) {
  if (!bytes.starts_with("HTTP/1.") && !bytes.starts_with("HTTP/2")) return {};
  const std::string_view start = bytes.substr(0, 16384);
  for (const std::string_view gap : {"\r\n\r\n", "\n\n"}) {
    if (const std::size_t end = start.find(gap); end != std::string_view::npos)
      return bytes.substr(0, end + gap.size());
  }
  return {};
}

}  // namespace

bool looks_like_html(std::string_view bytes) {
  if (!http_head(bytes).empty()) return true;
  const std::string head = lower(bytes.substr(0, 1024));
  const std::size_t at = head.find_first_not_of(" \r\n\t\xEF\xBB\xBF");
  if (at == std::string::npos || head[at] != '<') return false;
  for (const std::string_view start : {"<!doctype html", "<html", "<head", "<body"}) {
    if (head.find(start) != std::string::npos) return true;
  }
  return false;
}

Result<Document> read_html(std::string_view bytes) {
  std::string text;
  std::string encoding;
  const std::string_view answer = http_head(bytes);
  bytes.remove_prefix(answer.size());
  if (is_big5(bytes, declared_charset(answer, bytes))) {
    text = TRY(from_big5(bytes));
    encoding = "big5";
  } else {
    Decoded decoded = TRY(decode(bytes));
    text = std::move(decoded.text);
    encoding = std::move(decoded.encoding);
  }
  Document document = TRY(document_of(text, 2));
  document.encoding = encoding;
  return document;
}

bool holds_html(std::string_view bytes) {
  constexpr std::size_t kFewest = 3;
  std::size_t cells = 0;
  std::size_t escaped = 0;
  for (const std::string_view tag : {"</td>", "</TD>"}) cells += occurrences(bytes, tag);
  for (const std::string_view tag : {"&lt;/td&gt;", "&lt;/TD&gt;", "&lt;/p&gt;", "&lt;/P&gt;", "&lt;/span&gt;"})
    escaped += occurrences(bytes, tag);
  return cells >= kFewest || escaped >= kFewest;
}

Result<Document> read_text_with_html(std::string_view bytes) {
  const Decoded decoded = TRY(decode(bytes));
  Document document = TRY(document_of(with_line_ends(decoded.text), 2));
  document.encoding = decoded.encoding;
  return document;
}

}  // namespace duban
