#include "cli/console.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "cli/files.h"
#include "cli/width.h"

namespace duban::cli {
namespace {

constexpr int kColumnsOfAFile = 120;

int terminal_columns(std::FILE* stream) {
  winsize size{};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

}  // namespace

Console::Console(std::FILE* in, std::FILE* out, std::FILE* err, Language language)
    : in_(in), out_(out), err_(err), language_(language), err_is_terminal_(isatty(fileno(err)) == 1) {}

Result<void> Console::print(std::string_view result) {
  errno = 0;
  if (std::fwrite(result.data(), 1, result.size(), out_) != result.size() || std::fflush(out_) != 0) {
    return system_error(errno, "写标准输出", "write to standard output");
  }
  return {};
}

// Not fmt::print, which throws where standard error cannot be written.
void Console::say(const Message& message) { put(printable(in_words(message)) + "\n"); }

void Console::put(const std::string& words) { std::fwrite(words.data(), 1, words.size(), err_); }

void Console::report(const Error& error) {
  if (bar_shown_) put("\r\033[K");
  bar_shown_ = false;
  say({"duban：" + error.message.zh, "duban: " + error.message.en});
}

void Console::progress(const Message& what, std::int64_t done, std::int64_t total) {
  if (!err_is_terminal_ || total <= 0) return;
  const std::string label = printable(in_words(what));
  const int room = std::clamp(terminal_columns(err_) - display_width(label) - 12, 0, 40);
  const auto filled = static_cast<std::size_t>(room * done / total);
  std::string bar;
  for (std::size_t i = 0; i < static_cast<std::size_t>(room); ++i) bar += i < filled ? "█" : "░";
  bar_shown_ = done < total;
  put(bar_shown_ ? fmt::format("\r\033[K{} {} {:3}%", label, bar, 100 * done / total) : "\r\033[K");
  std::fflush(err_);
}

bool Console::out_is_terminal() const { return isatty(fileno(out_)) == 1; }

int Console::columns() const { return out_is_terminal() ? terminal_columns(out_) : kColumnsOfAFile; }

Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') {
      return std::string_view(value).substr(0, 2) == "zh" ? Language::kZh : Language::kEn;
    }
  }
  return Language::kEn;
}

}  // namespace duban::cli
