#include "read/ocr.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "read/helper.h"
#include "read/remark.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::string_view kLanguage = "chi_sim";
constexpr std::uint64_t kMostMemory = std::uint64_t{2} << 30U;

HelperCall call_of(std::string program, std::vector<std::string> arguments) {
  HelperCall call;
  call.program = std::move(program);
  call.arguments = std::move(arguments);
  call.environment = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1"};
  call.memory_bytes = kMostMemory;
  call.time = std::chrono::seconds(kMostPageSeconds);
  return call;
}

bool knows_chinese(const std::string& program) {
  const Result<HelperResult> result = run_helper(call_of(program, {"--list-langs"}));
  if (!result.ok()) return false;
  const std::string_view said = result->output;
  return said.find(kLanguage) != std::string_view::npos;
}

// level page block paragraph line word left top width height confidence text
struct Row {
  std::array<double, 11> numbers{};
  std::string_view words;
};
bool read_row(std::string_view line, Row& row) {
  for (double& number : row.numbers) {
    const auto [end, status] = std::from_chars(line.data(), line.data() + line.size(), number);
    if (status != std::errc()) return false;
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (line.empty()) return &number == &row.numbers.back();
    if (line.front() != '\t') return false;
    line.remove_prefix(1);
  }
  row.words = utf8::trim(line);
  return true;
}

Page page_of(std::string_view said, double dpi) {
  Page page;
  const double scale = 72 / dpi;
  double top = 0;
  double bottom = 0;
  for (std::size_t begin = 0; begin < said.size();) {
    const std::size_t end = std::min(said.find('\n', begin), said.size());
    Row row;
    const bool good = read_row(said.substr(begin, end - begin), row);
    begin = end + 1;
    if (!good) continue;
    const auto& n = row.numbers;
    if (n[0] == 1) page.width = n[8] * scale, page.height = n[9] * scale;
    if (n[0] == 4) top = n[7] * scale, bottom = (n[7] + n[9]) * scale;
    if (n[0] != 5 || row.words.empty() || utf8::first_invalid(row.words) != std::string_view::npos) continue;
    // 一 is flat: the height of its line is that of every letter
    PageWord word;
    word.left = n[6] * scale;
    word.right = (n[6] + n[8]) * scale;
    word.top = top;
    word.bottom = bottom;
    word.size = bottom - top;
    word.words = row.words;
    page.words.push_back(std::move(word));
  }
  return page;
}

}  // namespace

std::string recognizer_program() {
  std::string program = find_helper("DUBAN_TESSERACT", {"tesseract"});
  return program.empty() || !knows_chinese(program) ? std::string() : program;
}

Error no_recognizer(std::string_view zh, std::string_view en) {
  return error(
      ErrorCode::kUnsupported,
      fmt::format("{}；这台机器上没有文字识别程序。请安装 tesseract 和它的简体中文（Debian：apt-get install "
                  "tesseract-ocr tesseract-ocr-chi-sim），或换成有文字的文件再录入",
                  zh),
      fmt::format("{}, and no program that recognises them is on this machine. Install tesseract and its "
                  "Simplified Chinese (Debian: apt-get install tesseract-ocr tesseract-ocr-chi-sim), or "
                  "take a file with text",
                  en));
}

Message recognized_remark(std::string_view zh_place, std::string_view en_place) {
  return remark({std::string(zh_place), "文字由图片识别而来，可能有错字", "请对照原件核对"},
                {std::string(en_place), "the words were recognised from a picture and may be wrong",
                 "compare them with the original"});
}

Result<Page> recognize_page(std::string_view picture, double dpi) {
  const std::string program = recognizer_program();
  if (program.empty())
    return no_recognizer("图片里的文字要先识别", "the words of a picture must be recognised");
  HelperCall call = call_of(program, {"stdin", "stdout", "-l", std::string(kLanguage), "--dpi",
                                      fmt::format("{:.0f}", dpi), "--psm", "3", "tsv"});
  call.input = picture;
  const HelperResult result = TRY(run_helper(call));
  if (result.stopped) {
    return error(
        ErrorCode::kTooLarge, "识别图片里的文字用的时间或内存超过上限，已停止；请换成较小的图片",
        "recognising the words of a picture took more time or memory than is allowed; take a smaller one");
  }
  if (result.status != 0) {
    return error(ErrorCode::kInvalid, "图片已损坏，或是读不了的图片格式；请另存为 PNG 再录入",
                 "the picture is damaged or of a kind that cannot be read; save it as PNG");
  }
  return page_of(result.output, dpi);
}

bool looks_like_picture(std::string_view bytes) {
  using namespace std::string_view_literals;
  for (const std::string_view magic : {"\x89PNG\r\n"sv, "\xFF\xD8\xFF"sv, "II*\0"sv, "MM\0*"sv}) {
    if (bytes.starts_with(magic)) return true;
  }
  return bytes.starts_with("BM") && bytes.size() > 30 && bytes.substr(6, 4) == "\0\0\0\0"sv;
}

Result<Document> read_picture(std::string_view bytes) {
  constexpr double kDpi = 300;
  if (recognizer_program().empty())
    return no_recognizer("这是图片，里面的文字要先识别", "this is a picture whose words must be recognised");
  std::vector<Page> pages;
  pages.push_back(TRY(recognize_page(bytes, kDpi)));
  Document document = document_of_pages(std::move(pages), "image");
  document.remarks.push_back(recognized_remark("整个文件", "the whole file"));
  return document;
}

}  // namespace duban
