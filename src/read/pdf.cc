#include "read/pdf.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostOutput = 256U << 20U;
constexpr auto kMostTime = std::chrono::seconds(90);

std::string helper_path() {
  if (const char* given = std::getenv("DUBAN_PDF"); given != nullptr && *given != '\0') return given;
  std::array<char, 4096> path{};
  const ssize_t size = readlink("/proc/self/exe", path.data(), path.size() - 1);
  if (size <= 0) return {};
  const std::string self(path.data(), static_cast<std::size_t>(size));
  return self.substr(0, self.rfind('/') + 1) + "duban-pdf";
}

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { close_now(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  void close_now() {
    if (value_ >= 0) close(value_);
    value_ = -1;
  }

 private:
  int value_;
};

Error cannot_run() {
  return error(ErrorCode::kUnsupported,
               "这台机器上没有读 PDF 的程序 duban-pdf；请把文件另存为 .docx 或 .txt 再录入",
               "duban-pdf, the program that reads PDF, is not on this machine; save the file as .docx or .txt");
}
Error took_too_much() {
  return error(ErrorCode::kTooLarge, "读这个 PDF 用的时间或内存超过上限，已停止；请另存为 .docx 或拆开再录入",
               "reading this PDF took more time or memory than is allowed and was stopped; split it or save it "
               "as .docx");
}

// What the helper says of these bytes.
Result<std::string> run_helper(std::string_view bytes) {
  const std::string path = helper_path();
  if (path.empty() || access(path.c_str(), X_OK) != 0) return cannot_run();
  const Descriptor input(memfd_create("pdf", MFD_CLOEXEC));
  if (input.get() < 0) return cannot_run();
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = write(input.get(), bytes.data() + done, bytes.size() - done);
    if (n <= 0) return took_too_much();
    done += static_cast<std::size_t>(n);
  }
  lseek(input.get(), 0, SEEK_SET);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return cannot_run();
  const Descriptor output(ends[0]);
  Descriptor child_end(ends[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.get(), 0);
  posix_spawn_file_actions_adddup2(&actions, child_end.get(), 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  std::string name = "duban-pdf";
  std::array<char*, 2> arguments{name.data(), nullptr};
  std::array<char*, 1> environment{nullptr};
  pid_t child = 0;
  const int spawned =
      posix_spawn(&child, path.c_str(), &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (spawned != 0) return cannot_run();
  child_end.close_now();
  std::string out;
  bool stopped = false;
  const auto until = std::chrono::steady_clock::now() + kMostTime;
  std::array<char, 65536> buffer{};
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd waiting{output.get(), POLLIN, 0};
    if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0 ||
        out.size() > kMostOutput) {
      kill(child, SIGKILL);
      stopped = true;
      break;
    }
    const ssize_t n = read(output.get(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    out.append(buffer.data(), static_cast<std::size_t>(n));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (stopped || WIFSIGNALED(status)) return took_too_much();
  return out;
}

double number_in(std::string_view& line) {
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  double value = 0;
  const auto end = std::from_chars(line.data(), line.data() + line.size(), value).ptr;
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  return value;
}

}  // namespace

bool pdf_helper_found() {
  const std::string path = helper_path();
  return !path.empty() && access(path.c_str(), X_OK) == 0;
}

Result<Document> read_pdf(std::string_view bytes) {
  const std::string said = TRY(run_helper(bytes));
  std::vector<PdfPage> pages;
  bool ended = false;
  for (std::size_t begin = 0; begin < said.size();) {
    const std::size_t end = std::min(said.find('\n', begin), said.size());
    std::string_view line = std::string_view(said).substr(begin, end - begin);
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
    if (line.starts_with("P ")) {
      line.remove_prefix(2);
      PdfPage page;
      page.width = number_in(line);
      page.height = number_in(line);
      pages.push_back(std::move(page));
    }
    if (line.starts_with("W ") && !pages.empty()) {
      line.remove_prefix(2);
      PdfWord word;
      word.left = number_in(line);
      word.top = number_in(line);
      word.right = number_in(line);
      word.bottom = number_in(line);
      word.size = number_in(line);
      if (!line.empty()) line.remove_prefix(1);
      word.words = utf8::trim(line);
      if (!word.words.empty() && utf8::first_invalid(word.words) == std::string_view::npos)
        pages.back().words.push_back(std::move(word));
    }
  }
  if (!ended) return took_too_much();
  Document document = document_of_pages(pages);
  if (utf8::trim(document.text).empty()) {
    return error(ErrorCode::kUnsupported, "这个 PDF 是扫描件，里面没有文字；请先用文字识别软件转成文字",
                 "this PDF is a scan without text; have its words recognised first");
  }
  return document;
}

}  // namespace duban
