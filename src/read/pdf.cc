#include "read/pdf.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "read/helper.h"
#include "read/ocr.h"
#include "read/page.h"
#include "read/remark.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr double kPictureDpi = 300;  // of duban-pdf's pictures

std::string helper_path() {
  if (const char* given = std::getenv("DUBAN_PDF"); given != nullptr && *given != '\0') return given;
  std::array<char, 4096> path{};
  const ssize_t size = readlink("/proc/self/exe", path.data(), path.size() - 1);
  if (size <= 0) return {};
  const std::string self(path.data(), static_cast<std::size_t>(size));
  return self.substr(0, self.rfind('/') + 1) + "duban-pdf";
}

Error took_too_much() {
  return error(ErrorCode::kTooLarge, "读这个 PDF 用的时间或内存超过上限，已停止；请另存为 .docx 或拆开再录入",
               "reading this PDF took more time or memory than is allowed and was stopped; split it or save it "
               "as .docx");
}

// What the helper says of these bytes.
Result<std::string> ask_helper(std::string_view bytes, std::vector<std::string> arguments) {
  if (!pdf_helper_found()) {
    return error(
        ErrorCode::kUnsupported, "这台机器上没有读 PDF 的程序 duban-pdf；请把文件另存为 .docx 或 .txt 再录入",
        "duban-pdf, the program that reads PDF, is not on this machine; save the file as .docx or .txt");
  }
  HelperCall call;
  call.program = helper_path();
  call.arguments = std::move(arguments);
  call.input = bytes;
  call.output_bytes = std::min<std::size_t>(128U << 20U, (32U << 20U) + 20 * bytes.size());
  HelperResult result = TRY(run_helper(call));
  if (result.stopped) return took_too_much();
  return std::move(result.output);
}

// Of lengths on a page; what is none is 0.
double number_in(std::string_view& line) {
  constexpr double kMost = 100'000;
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  double value = 0;
  const auto end = std::from_chars(line.data(), line.data() + line.size(), value).ptr;
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  return std::isfinite(value) ? std::clamp(value, -kMost, kMost) : 0;
}

struct Letters {
  std::size_t all = 0;
  std::size_t hanzi = 0;
};
Letters letters_of(const Page& page) {
  Letters out;
  for (const PageWord& word : page.words) {
    for (std::size_t i = 0; i < word.words.size();) {
      const utf8::Char c = utf8::at(word.words, i);
      ++out.all;
      out.hanzi += utf8::is_hanzi(c.point);
      i += c.size;
    }
  }
  return out;
}

// Pages to be recognised are: those that are pictures with hardly a letter, and all where the letters mean
// nothing.
std::vector<std::size_t> pages_to_recognize(const PagesTold& said, bool garbled) {
  constexpr std::size_t kHardly = 20;  // a page number, a stamp's date
  constexpr double kMostly = 40;       // hundredths
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < said.pages.size(); ++i) {
    const std::size_t letters = letters_of(said.pages[i]).all;
    if (garbled ? letters > 0 || said.pictured[i] > kMostly : letters < kHardly && said.pictured[i] > kMostly)
      out.push_back(i);
  }
  return out;
}

std::string numbers_of(const std::vector<std::size_t>& pages, std::string_view between) {
  std::string out;
  constexpr std::size_t kMostNamed = 12;
  for (std::size_t i = 0; i < pages.size() && i < kMostNamed; ++i)
    out += fmt::format("{}{}", i == 0 ? "" : between, pages[i] + 1);
  return pages.size() > kMostNamed ? out + "…" : out;
}

}  // namespace

bool pdf_helper_found() {
  const std::string path = helper_path();
  return !path.empty() && access(path.c_str(), X_OK) == 0;
}

Result<PagesTold> pages_told(std::string_view said) {
  PagesTold out;
  bool ended = false;
  for (std::size_t begin = 0; begin < said.size();) {
    const std::size_t end = std::min(said.find('\n', begin), said.size());
    std::string_view line = said.substr(begin, end - begin);
    begin = end + 1;
    if (line == "E") ended = true;
    if (line == "! locked") {
      return error(ErrorCode::kUnsupported, "这个 PDF 设了打开密码；请去掉密码再录入",
                   "this PDF has a password; remove it first");
    }
    if (line == "! pages") return took_too_much();
    if (line == "! damaged") {
      return error(ErrorCode::kInvalid, "这个 PDF 已损坏或没有下载完整；请重新下载，或打开后另存",
                   "this PDF is damaged or cut off; download it again, or open and save it anew");
    }
    if (line.size() < 2 || line[1] != ' ') continue;
    const char kind = line.front();
    line.remove_prefix(2);
    if (kind == 'U') {
      const double unsure = number_in(line);
      const double letters = number_in(line);
      out.garbled = letters > 0 && unsure * 2 > letters;
    } else if (kind == 'P') {
      Page page;
      page.width = number_in(line);
      page.height = number_in(line);
      out.pages.push_back(std::move(page));
      out.pictured.push_back(0);
    } else if (out.pages.empty()) {
      continue;
    } else if (kind == 'I') {
      out.pictured.back() = number_in(line);
    } else if (kind == 'L') {
      PageRule rule;
      rule.left = number_in(line);
      rule.top = number_in(line);
      rule.right = number_in(line);
      rule.bottom = number_in(line);
      out.pages.back().rules.push_back(rule);
    } else if (kind == 'W') {
      PageWord word;
      word.left = number_in(line);
      word.top = number_in(line);
      word.right = number_in(line);
      word.bottom = number_in(line);
      word.size = number_in(line);
      if (!line.empty()) line.remove_prefix(1);
      word.blank = line.starts_with(' ');
      word.words = utf8::trim(line);
      if (!word.words.empty() && utf8::first_invalid(word.words) == std::string_view::npos)
        out.pages.back().words.push_back(std::move(word));
    }
  }
  if (!ended) return took_too_much();
  return out;
}

Result<Document> read_pdf(std::string_view bytes) {
  const std::string told = TRY(ask_helper(bytes, {}));
  PagesTold said = TRY(pages_told(told));
  Letters letters;
  for (const Page& page : said.pages) {
    const Letters each = letters_of(page);
    letters.all += each.all;
    letters.hanzi += each.hanzi;
  }
  // glyphs without names come out as anything: whatever they are, they are no Chinese paper
  const bool garbled = said.garbled && letters.hanzi * 3 < letters.all;
  const std::vector<std::size_t> wanted = pages_to_recognize(said, garbled);
  std::vector<Message> remarks;
  if (!wanted.empty()) {
    const bool all = garbled || letters.all < 20 * said.pages.size();
    const std::string zh = garbled ? "这个 PDF 的字体没有文字对照表（ToUnicode），取出来的是乱码，要先识别"
                                   : "这个 PDF 是扫描件，里面没有文字，要先识别";
    const std::string en =
        garbled ? "the fonts of this PDF do not say which characters they print (no ToUnicode), so "
                  "that its words must be recognised"
                : "this PDF is a scan without text whose words must be recognised";
    const bool can = !recognizer_program().empty();
    if (all && !can) return no_recognizer(zh, en);
    if (all && wanted.size() > static_cast<std::size_t>(kMostPicturePages)) {
      return error(
          ErrorCode::kTooLarge,
          fmt::format("{}；有 {} 页，最多识别 {} 页，请拆开再录入", zh, wanted.size(), kMostPicturePages),
          fmt::format("{}; it has {} such pages and at most {} are recognised: split it", en, wanted.size(),
                      kMostPicturePages));
    }
    const std::string zh_place = fmt::format("第 {} 页", numbers_of(wanted, "、"));
    const std::string en_place = fmt::format("page {}", numbers_of(wanted, ", "));
    if (can && wanted.size() <= static_cast<std::size_t>(kMostPicturePages)) {
      for (const std::size_t page : wanted) {
        const std::string picture = TRY(ask_helper(bytes, {"--picture", std::to_string(page + 1)}));
        Page read = TRY(recognize_page(picture, kPictureDpi));
        read.rules = std::move(said.pages[page].rules);  // frames of tables, where they are drawn
        said.pages[page] = std::move(read);
      }
      remarks.push_back(recognized_remark(zh_place, en_place));
    } else {
      const std::string zh_remedy = can ? fmt::format("最多识别 {} 页，请拆开后分别导入", kMostPicturePages)
                                        : "请换成有文字的文件，或在服务器上安装 tesseract "
                                          "和它的简体中文（tesseract-ocr-chi-sim）后重新导入";
      const std::string en_remedy =
          can ? fmt::format("at most {} such pages are recognised: split the file", kMostPicturePages)
              : "take a file with text, or install tesseract and its Simplified Chinese "
                "(tesseract-ocr-chi-sim) and import it again";
      remarks.push_back(remark({zh_place, "是图片，没有读", zh_remedy},
                               {en_place, "is a picture and was not read", en_remedy}));
    }
  }
  Document document = document_of_pages(std::move(said.pages), "pdf");
  document.remarks = std::move(remarks);
  if (utf8::trim(document.text).empty()) {
    return error(ErrorCode::kUnsupported, "这个 PDF 里没有文字；请换成有文字的文件再录入",
                 "this PDF holds no words; take a file with text");
  }
  return document;
}

}  // namespace duban
