#include "read/html_tags.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "read/bold_names.h"

namespace duban {
namespace {

constexpr std::array<std::string_view, 17> kLooks = {"b",    "big", "code",  "em",      "font",   "i",
                                                     "nobr", "s",   "small", "strike",  "strong", "tt",
                                                     "u",    "ins", "mark",  "acronym", "cite"};
constexpr std::array<std::string_view, 16> kEmpty = {"area",  "base",   "br",    "col",    "embed", "frame",
                                                     "hr",    "img",    "input", "keygen", "link",  "meta",
                                                     "param", "source", "track", "wbr"};
// What a closing tag of another kind does not reach over.
constexpr std::array<std::string_view, 7> kWalls = {"td",   "th",       "table", "caption",
                                                    "html", "template", "object"};
constexpr std::array<std::string_view, 30> kBlocks = {
    "address", "article",  "aside",  "blockquote", "body", "center", "dd",      "details", "div", "dl",
    "dt",      "fieldset", "figure", "footer",     "form", "h1",     "h2",      "h3",      "h4",  "header",
    "li",      "main",     "nav",    "ol",         "p",    "pre",    "section", "tbody",   "tr",  "ul"};
// One of these ends the one before it.
constexpr std::array<std::string_view, 9> kEndTheirLike = {"a",  "p",      "li", "td", "th",
                                                           "tr", "option", "dd", "dt"};

template <std::size_t kSize>
bool is_in(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' || c == '-';
}
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower_name(std::string_view words, std::size_t at) {
  constexpr std::size_t kLongest = 24;
  std::string out;
  for (; at < words.size() && is_name(words[at]) && out.size() < kLongest; ++at)
    out.push_back(lower(words[at]));
  return out;
}

// Behind the '>' of the tag that begins at `at`; quotation marks hold theirs.
std::size_t end_of_tag(std::string_view page, std::size_t at) {
  char quote = '\0';
  for (std::size_t i = at; i < page.size(); ++i) {
    if (quote != '\0') {
      if (page[i] == quote) quote = '\0';
    } else if ((page[i] == '"' || page[i] == '\'') && page[i - 1] == '=') {
      quote = page[i];
    } else if (page[i] == '>') {
      return i + 1;
    }
  }
  return page.size();
}

// Where `</name` begins, from `at` on, or the end.
std::size_t closing_of(std::string_view page, std::size_t at, std::string_view name) {
  for (std::size_t i = page.find("</", at); i != std::string_view::npos; i = page.find("</", i + 2)) {
    if (lower_name(page, i + 2) == name) return i;
  }
  return page.size();
}

bool hides(std::string_view tag) {
  std::string words;
  for (const char c : tag) {
    if (c != ' ') words.push_back(lower(c));
  }
  return words.find("display:none") != std::string::npos ||
         words.find("visibility:hidden") != std::string::npos;
}

bool is_bold(std::string_view name, std::string_view tag) {
  return name == "b" || name == "strong" || tag.find("黑体") != std::string_view::npos;
}

// The elements that are open, as far as it matters how many.
class Open {
 public:
  void begin(const std::string& name) {
    if (is_in(kEndTheirLike, name)) {
      for (std::size_t i = names_.size(); i-- > 0;) {
        if (names_[i] == name) {
          names_.resize(i);
          break;
        }
        if (is_in(kWalls, names_[i]) || names_[i] == "ul" || names_[i] == "ol") break;
      }
    }
    names_.push_back(name);
  }
  void end(const std::string& name) {
    const bool strong = is_in(kBlocks, name) || is_in(kWalls, name);
    for (std::size_t i = names_.size(); i-- > 0;) {
      if (names_[i] == name) {
        names_.resize(i);
        return;
      }
      if (is_in(kWalls, names_[i]) ? !is_in(kWalls, name) && name != "tr" && name != "tbody"
                                   : !strong && is_in(kBlocks, names_[i]))
        return;
    }
  }
  std::size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;
};

}  // namespace

Result<std::string> plain_tags(std::string_view page) {
  const std::size_t most = kMostHtmlTags + page.size() / kBytesPerHtmlTag;
  std::string out;
  out.reserve(page.size());
  Open open;
  std::vector<char> hidden;  // of the tags of looks that are open: whether one became a span
  BoldNames names;
  names.look(page);
  const bool bold = names.say_who_leads();
  std::size_t tags = 0;
  for (std::size_t i = 0; i < page.size();) {
    if (page[i] != '<') {
      const std::size_t end = std::min(page.find('<', i), page.size());
      out.append(page.substr(i, end - i));
      i = end;
      continue;
    }
    if (page.substr(i).starts_with("<!--")) {
      const std::size_t end = page.find("-->", i + 4);
      i = end == std::string_view::npos ? page.size() : end + 3;
      continue;
    }
    const bool closes = i + 1 < page.size() && page[i + 1] == '/';
    const std::size_t name_at = i + (closes ? 2 : 1);
    if (name_at >= page.size() || !is_name(page[name_at])) {
      out.push_back(page[i++]);
      continue;
    }
    const std::string name = lower_name(page, name_at);
    const std::size_t end = end_of_tag(page, name_at);
    const std::string_view tag = page.substr(i, end - i);
    i = end;
    if (++tags > most) {
      return error(ErrorCode::kTooLarge, fmt::format("网页的标签过多，上限 {} 个；请另存为 .docx 再录入", most),
                   fmt::format("the page has too many tags, the limit is {}; save it as .docx", most));
    }
    if (!closes && (name == "script" || name == "style")) {
      i = closing_of(page, i, name);
      continue;
    }
    if (name == "script" || name == "style") continue;
    if (is_in(kLooks, name)) {
      if (!closes) {
        const bool hide = hides(tag);
        const bool keep = hide || (bold && is_bold(name, tag));
        hidden.push_back(keep ? 1 : 0);
        if (keep) out += hide ? "<span style=\"display:none\">" : "<span style=\"font-weight:bold\">", open.begin("span");
      } else if (!hidden.empty()) {
        if (hidden.back() != 0) out += "</span>", open.end("span");
        hidden.pop_back();
      }
      continue;
    }
    out.append(tag);
    if (closes) {
      open.end(name);
    } else if (!is_in(kEmpty, name)) {
      open.begin(name);
    }
    if (open.size() > kMostHtmlDepth)
      return error(ErrorCode::kInvalid, "网页嵌套过深，无法读取；请另存为 .docx 再录入",
                   "the page is nested too deep to be read; save it as .docx");
  }
  return out;
}

}  // namespace duban
