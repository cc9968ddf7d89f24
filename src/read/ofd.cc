#include "read/ofd.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <vector>

#include "read/page.h"
#include "read/xml.h"
#include "read/zip.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr double kPoints = 72 / 25.4;  // of a millimetre
constexpr std::size_t kMostLetters = 4'000'000;
constexpr std::size_t kMostRead = 256U << 20U;  // pages may share a template
constexpr std::size_t kMostRules = 40'000;      // of a page
constexpr int kMostLevels = 40;                 // of blocks in blocks

// Blanks part numbers; what is no number ends the list.
std::vector<double> numbers_in(std::string_view words, std::size_t most = 100'000) {
  std::vector<double> out;
  while (out.size() < most) {
    while (!words.empty() && (words.front() == ' ' || words.front() == '\t' || words.front() == '\n' ||
                              words.front() == '\r' || words.front() == ','))
      words.remove_prefix(1);
    double value = 0;
    const auto [end, status] = std::from_chars(words.data(), words.data() + words.size(), value);
    if (status != std::errc() || !std::isfinite(value)) break;
    out.push_back(std::clamp(value, -1e6, 1e6));
    words.remove_prefix(static_cast<std::size_t>(end - words.data()));
  }
  return out;
}

// DeltaX="5 g 3 4.5 6": each number a step to the next letter; `g n d` is d, n times (GB/T 33190 11.3).
std::vector<double> steps_in(std::string_view words, std::size_t most) {
  std::vector<double> out;
  while (!words.empty() && out.size() < most) {
    const std::size_t end = std::min(words.find_first_of(" \t\r\n"), words.size());
    const std::string_view word = words.substr(0, end);
    words.remove_prefix(std::min(words.size(), end + 1));
    if (word.empty()) continue;
    if (word != "g") {
      const std::vector<double> value = numbers_in(word, 1);
      if (value.empty()) break;
      out.push_back(value.front());
      continue;
    }
    // the two behind it
    const std::vector<double> pair = numbers_in(words, 2);
    if (pair.size() < 2) break;
    const double times = std::clamp(pair[0], 0.0, static_cast<double>(most - out.size()));
    out.insert(out.end(), static_cast<std::size_t>(times), pair[1]);
    for (int i = 0; i < 2; ++i) {
      words.remove_prefix(std::min(words.size(), words.find_first_not_of(" \t\r\n")));
      words.remove_prefix(std::min(words.size(), words.find_first_of(" \t\r\n")));
    }
  }
  return out;
}

// Where a point of an object stands on its page, in millimetres.
struct Frame {
  std::array<double, 6> m{1, 0, 0, 1, 0, 0};
  void apply(double& x, double& y) const {
    const double a = m[0] * x + m[2] * y + m[4];
    y = m[1] * x + m[3] * y + m[5];
    x = a;
  }
  // `inner` first, then this.
  Frame of(const Frame& inner) const {
    Frame out;
    out.m = {m[0] * inner.m[0] + m[2] * inner.m[1],        m[1] * inner.m[0] + m[3] * inner.m[1],
             m[0] * inner.m[2] + m[2] * inner.m[3],        m[1] * inner.m[2] + m[3] * inner.m[3],
             m[0] * inner.m[4] + m[2] * inner.m[5] + m[4], m[1] * inner.m[4] + m[3] * inner.m[5] + m[5]};
    return out;
  }
};

std::string joined_path(std::string_view base, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string folder(base.substr(0, base.rfind('/') == std::string_view::npos ? 0 : base.rfind('/') + 1));
  while (target.starts_with("../") || target.starts_with("./")) {
    const bool up = target.starts_with("../");
    target.remove_prefix(up ? 3 : 2);
    if (up && !folder.empty()) {
      folder.pop_back();
      folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/') + 1);
    }
  }
  return folder + std::string(target);
}

class OfdReader {
 public:
  explicit OfdReader(const Parts& parts) : parts_(parts) {}

  Result<Document> read() {
    if (TRY(parts_("Encryptions.xml")).has_value()) {
      return error(ErrorCode::kUnsupported, "这个 OFD 加了密；请去掉密码再录入",
                   "this OFD is encrypted; take the password off first");
    }
    pugi::xml_document root;
    TRY(need(root, "OFD.xml"));
    for (const pugi::xml_node& body : xml_child(root, "OFD").children()) {
      if (xml_name(body) != "DocBody") continue;
      const std::string path = joined_path("", xml_child(body, "DocRoot").child_value());
      if (!path.empty()) TRY(read_document(path));
    }
    if (pages_.empty()) {
      return error(ErrorCode::kInvalid, "这个 OFD 里没有页面；请用 OFD 阅读器打开后另存",
                   "this OFD has no page; open it in a reader of OFD and save it anew");
    }
    Document document = document_of_pages(std::move(pages_), "ofd");
    if (utf8::trim(document.text).empty()) {
      return error(ErrorCode::kUnsupported,
                   "这个 OFD 里只有图片，没有文字；请换成有文字的文件，或导出为 PDF 再录入",
                   "this OFD holds pictures and no text; take a file with text, or export it as PDF");
    }
    return document;
  }

 private:
  // False where there is no such part.
  Result<bool> load(pugi::xml_document& into, const std::string& path) {
    const std::optional<std::string> bytes = TRY(parts_(path));
    if (!bytes) return false;
    read_ += bytes->size();
    if (read_ > kMostRead) {
      return error(ErrorCode::kTooLarge, fmt::format("这个 OFD 展开后超过 {} 字节；请拆开再录入", kMostRead),
                   fmt::format("this OFD has more than {} bytes unpacked; split it", kMostRead));
    }
    TRY(parse_xml(into, *bytes, path));
    return true;
  }
  Result<void> need(pugi::xml_document& into, const std::string& path) {
    if (TRY(load(into, path))) return {};
    return error(
        ErrorCode::kInvalid, fmt::format("文件已损坏：缺少 {}。请重新下载，或用 OFD 阅读器打开后另存", path),
        fmt::format("the file is damaged: {} is missing. Download it again, or open it in a reader of OFD "
                    "and save it anew",
                    path));
  }

  Result<void> read_document(const std::string& path) {
    pugi::xml_document document;
    TRY(need(document, path));
    const pugi::xml_node root = xml_child(document, "Document");
    const pugi::xml_node common = xml_child(root, "CommonData");
    const std::vector<double> whole = box_of(xml_child(common, "PageArea"));
    std::map<std::string, std::string, std::less<>> templates;
    for (const pugi::xml_node& node : common.children()) {
      if (xml_name(node) == "TemplatePage")
        templates[std::string(xml_attribute(node, "ID"))] = joined_path(path, xml_attribute(node, "BaseLoc"));
    }
    for (const pugi::xml_node& node : xml_child(root, "Pages").children()) {
      if (xml_name(node) != "Page") continue;
      if (pages_.size() == kMostOfdPages) {
        return error(ErrorCode::kTooLarge, fmt::format("这个 OFD 超过 {} 页；请拆开再录入", kMostOfdPages),
                     fmt::format("this OFD has more than {} pages; split it", kMostOfdPages));
      }
      pugi::xml_document content;
      TRY(need(content, joined_path(path, xml_attribute(node, "BaseLoc"))));
      const pugi::xml_node page = xml_child(content, "Page");
      std::vector<double> area = box_of(xml_child(page, "Area"));
      if (area.empty()) area = whole;
      Page out;
      if (area.size() == 4) out.width = area[2] * kPoints, out.height = area[3] * kPoints;
      for (const pugi::xml_node& used : page.children()) {
        if (xml_name(used) != "Template") continue;
        const auto found = templates.find(xml_attribute(used, "TemplateID"));
        if (found == templates.end()) continue;
        pugi::xml_document under;
        if (!TRY(load(under, found->second))) continue;
        TRY(blocks(xml_child(xml_child(under, "Page"), "Content"), Frame(), out, 0));
      }
      TRY(blocks(xml_child(page, "Content"), Frame(), out, 0));
      pages_.push_back(std::move(out));
    }
    return {};
  }

  // x, y, width and height of what is printed.
  static std::vector<double> box_of(const pugi::xml_node& area) {
    for (const char* name : {"ApplicationBox", "PhysicalBox"}) {
      std::vector<double> box = numbers_in(xml_child(area, name).child_value(), 4);
      if (box.size() == 4 && box[2] > 0 && box[3] > 0) return box;
    }
    return {};
  }

  static Frame frame_of(const pugi::xml_node& object) {
    Frame frame;
    if (const std::vector<double> m = numbers_in(xml_attribute(object, "CTM"), 6); m.size() == 6)
      std::copy(m.begin(), m.end(), frame.m.begin());
    if (const std::vector<double> box = numbers_in(xml_attribute(object, "Boundary"), 4); box.size() == 4) {
      frame.m[4] += box[0];
      frame.m[5] += box[1];
    }
    return frame;
  }

  Result<void> blocks(const pugi::xml_node& parent, const Frame& outer, Page& page, int level) {
    if (level > kMostLevels) return {};
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = xml_name(node);
      if (xml_attribute(node, "Visible") == "false") continue;
      if (name == "Layer" || name == "PageBlock" || name == "Content") {
        TRY(blocks(node, outer, page, level + 1));
      } else if (name == "TextObject") {
        TRY(text(node, outer.of(frame_of(node)), page));
      } else if (name == "PathObject") {
        path(node, outer.of(frame_of(node)), page);
      }
    }
    return {};
  }

  Result<void> text(const pugi::xml_node& object, const Frame& frame, Page& page) {
    const std::vector<double> given = numbers_in(xml_attribute(object, "Size"), 1);
    const double height = given.empty() || given[0] <= 0 ? 4 : given[0];
    const double scale = std::hypot(frame.m[2], frame.m[3]);
    // turned letters are no part of the text: a watermark
    if (std::fabs(frame.m[1]) > std::fabs(frame.m[0]) * 0.05) return {};
    const double size = height * scale * kPoints;
    if (!(size > 0.5 && size < 2000)) return {};
    double x = 0;
    double y = 0;
    for (const pugi::xml_node& code : object.children()) {
      if (xml_name(code) != "TextCode") continue;
      // a code without a place begins where the last one did
      if (const auto at = numbers_in(xml_attribute(code, "X"), 1); !at.empty()) x = at[0];
      if (const auto at = numbers_in(xml_attribute(code, "Y"), 1); !at.empty()) y = at[0];
      const std::string_view words = code.child_value();
      const std::size_t count = utf8::count(words);
      letters_ += count;
      if (letters_ > kMostLetters) {
        return error(ErrorCode::kTooLarge, fmt::format("这个 OFD 超过 {} 个字；请拆开再录入", kMostLetters),
                     fmt::format("this OFD has more than {} letters; split it", kMostLetters));
      }
      const std::vector<double> right = steps_in(xml_attribute(code, "DeltaX"), count);
      const std::vector<double> down = steps_in(xml_attribute(code, "DeltaY"), count);
      double at_x = x;
      double at_y = y;
      std::size_t letter = 0;
      for (std::size_t i = 0; i < words.size(); ++letter) {
        const utf8::Char c = utf8::at(words, i);
        const double wide =
            c.point < 0x2E80 && c.point != U'—' && c.point != U'“' && c.point != U'”' ? 0.5 : 1.0;
        double step = 0;
        if (letter < right.size()) {
          step = right[letter];
        } else if (down.empty()) {
          step = height * wide;  // nobody says: as wide as its kind of letter is
        }
        put(page, frame, at_x, at_y, step > 0 ? std::min(step, height * 1.05) : height * wide, size,
            words.substr(i, c.size), c.point);
        at_x += step;
        if (letter < down.size()) at_y += down[letter];
        i += c.size;
      }
    }
    return {};
  }

  // A letter whose base line begins at x, y of its object.
  static void put(Page& page, const Frame& frame, double x, double y, double wide, double size,
                  std::string_view letter, char32_t point) {
    if (utf8::is_blank(point) || point < 0x20) return;
    double end_x = x + wide;
    double end_y = y;
    frame.apply(x, y);
    frame.apply(end_x, end_y);
    constexpr double kAbove = 0.88;  // of a letter's height, as in duban-pdf
    PageWord word;
    word.left = std::min(x, end_x) * kPoints;
    word.right = std::max(x, end_x) * kPoints;
    word.top = y * kPoints - size * kAbove;
    word.bottom = word.top + size;
    word.size = size;
    if (word.right < 0 || word.bottom < 0 || (page.width > 0 && word.left > page.width) ||
        (page.height > 0 && word.top > page.height))
      return;
    if (!page.words.empty()) {
      PageWord& last = page.words.back();
      const double gap = word.left - last.right;
      if (std::fabs(last.top - word.top) < size * 0.1 && std::fabs(last.size - size) < size * 0.05 &&
          gap > -size * 0.5 && gap < size * 0.15 && last.words.size() < 2000) {
        last.words += letter;
        last.right = std::max(last.right, word.right);
        return;
      }
    }
    word.words = letter;
    page.words.push_back(std::move(word));
  }

  // Straight lines of AbbreviatedData: S and M begin, L draws, C closes (GB/T 33190 9.3); curves are passed
  // over.
  static void path(const pugi::xml_node& object, const Frame& frame, Page& page) {
    std::string_view data = xml_child(object, "AbbreviatedData").child_value();
    double x = 0;
    double y = 0;
    double first_x = 0;
    double first_y = 0;
    std::vector<std::array<double, 4>> lines;
    while (!data.empty() && lines.size() < kMostRules) {
      const char command = data.front();
      data.remove_prefix(1);
      if (command == 'C' || command == 'Z') {
        lines.push_back({x, y, first_x, first_y});
        x = first_x, y = first_y;
        continue;
      }
      const std::size_t wanted = command == 'Q' ? 4 : command == 'B' ? 6 : command == 'A' ? 7 : 2;
      if (command != 'S' && command != 'M' && command != 'L' && command != 'Q' && command != 'B' &&
          command != 'A')
        continue;
      const std::size_t end = std::min(data.find_first_of("SMLQBACZ"), data.size());
      const std::vector<double> to = numbers_in(data.substr(0, end), wanted);
      data.remove_prefix(end);
      if (to.size() < wanted) continue;
      if (command == 'L') lines.push_back({x, y, to[0], to[1]});
      x = to[wanted - 2], y = to[wanted - 1];
      if (command == 'S' || command == 'M') first_x = x, first_y = y;
    }
    if (xml_attribute(object, "Stroke") == "false") {
      filled(lines, frame, page);
      return;
    }
    for (const auto& [x0, y0, x1, y1] : lines) rule(frame, x0, y0, x1, y1, page);
  }

  // A thin filled box is a line.
  static void filled(const std::vector<std::array<double, 4>>& lines, const Frame& frame, Page& page) {
    if (lines.size() < 3 || lines.size() > 5) return;
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (const auto& [x0, y0, x1, y1] : lines) {
      left = std::min({left, x0, x1}), right = std::max({right, x0, x1});
      top = std::min({top, y0, y1}), bottom = std::max({bottom, y0, y1});
    }
    constexpr double kThickest = 1;  // millimetre
    if (bottom - top <= kThickest && right - left > bottom - top) {
      rule(frame, left, (top + bottom) / 2, right, (top + bottom) / 2, page);
    } else if (right - left <= kThickest) {
      rule(frame, (left + right) / 2, top, (left + right) / 2, bottom, page);
    }
  }

  static void rule(const Frame& frame, double x0, double y0, double x1, double y1, Page& page) {
    frame.apply(x0, y0);
    frame.apply(x1, y1);
    const double wide = std::fabs(x1 - x0) * kPoints;
    const double high = std::fabs(y1 - y0) * kPoints;
    constexpr double kStraight = 0.7;
    constexpr double kShortest = 4;
    if ((wide > kStraight && high > kStraight) || std::max(wide, high) < kShortest ||
        page.rules.size() >= kMostRules)
      return;
    page.rules.push_back({std::min(x0, x1) * kPoints, std::min(y0, y1) * kPoints, std::max(x0, x1) * kPoints,
                          std::max(y0, y1) * kPoints});
  }

  const Parts& parts_;
  std::vector<Page> pages_;
  std::size_t letters_ = 0;
  std::size_t read_ = 0;
};

}  // namespace

Result<Document> read_ofd(std::string_view bytes) {
  Zip zip = TRY(Zip::open(bytes));
  return read_ofd_parts(parts_of(zip));
}

Result<Document> read_ofd_parts(const Parts& parts) { return OfdReader(parts).read(); }

}  // namespace duban
