#include "cli/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace duban::cli {
namespace {

struct ErrnoWords {
  int number;
  ErrorCode code;
  const char* zh;
  const char* en;
};

constexpr ErrnoWords kErrnoWords[] = {
    {ENOENT, ErrorCode::kNotFound, "没有这个文件或文件夹", "no such file or folder"},
    {EACCES, ErrorCode::kIo, "没有权限", "no permission"},
    {EPERM, ErrorCode::kIo, "没有权限", "no permission"},
    {EISDIR, ErrorCode::kIo, "这是文件夹，不是文件", "it is a folder, not a file"},
    {ENOTDIR, ErrorCode::kIo, "路径中有一段不是文件夹", "a part of the path is no folder"},
    {ENOSPC, ErrorCode::kNoSpace, "磁盘已满", "the disk is full"},
    {EDQUOT, ErrorCode::kNoSpace, "磁盘配额已用完", "the disk quota is used up"},
    {EFBIG, ErrorCode::kNoSpace, "超过允许的文件大小", "larger than files may be here"},
    {EROFS, ErrorCode::kIo, "磁盘只读", "the disk is read-only"},
    {EPIPE, ErrorCode::kIo, "接收的程序已经结束", "the program that should receive it has ended"},
};

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  int number() const { return number_; }
  int close() {
    const int result = number_ >= 0 ? ::close(number_) : 0;
    number_ = -1;
    return result;
  }

 private:
  int number_;
};

Error too_large(const std::string& path, std::size_t max_bytes) {
  const std::size_t megabytes = max_bytes >> 20U;
  return error(
      ErrorCode::kTooLarge,
      fmt::format("{} 超过 {} MB 的上限；确实要读，请用 --max-size 提高上限", path, megabytes),
      fmt::format("{} is over the limit of {} MB; to read it all the same, raise the limit with --max-size",
                  path, megabytes));
}

Error cannot_read(int number, const std::string& path) {
  return system_error(number, fmt::format("读 {}", path), fmt::format("read {}", path));
}

Error cannot_write(int number, const std::string& path) {
  return system_error(number, fmt::format("写 {}", path), fmt::format("write {}", path));
}

Result<std::string> read_all(int descriptor, const std::string& path, std::size_t max_bytes) {
  std::string bytes;
  char buffer[1U << 16U];
  for (;;) {
    const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(errno, path);
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
    if (bytes.size() > max_bytes) return too_large(path, max_bytes);
  }
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

}  // namespace

Error system_error(int number, const std::string& what_zh, const std::string& what_en) {
  for (const ErrnoWords& words : kErrnoWords) {
    if (words.number == number) {
      return error(words.code, fmt::format("无法{}：{}", what_zh, words.zh),
                   fmt::format("cannot {}: {}", what_en, words.en));
    }
  }
  return error(ErrorCode::kIo, fmt::format("无法{}：{}", what_zh, std::strerror(number)),
               fmt::format("cannot {}: {}", what_en, std::strerror(number)));
}

Result<std::string> read_input(Console& console, const std::string& path, std::size_t max_bytes) {
  if (path == "-") {
    return read_all(fileno(console.in()), console.language() == Language::kZh ? "标准输入" : "standard input",
                    max_bytes);
  }
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return cannot_read(errno, path);
  struct stat state {};
  if (::fstat(file.number(), &state) != 0) return cannot_read(errno, path);
  if (S_ISDIR(state.st_mode)) return cannot_read(EISDIR, path);
  if (S_ISREG(state.st_mode) && static_cast<std::size_t>(state.st_size) > max_bytes)
    return too_large(path, max_bytes);
  return read_all(file.number(), path, max_bytes);
}

Result<void> write_output(Console& console, const std::string& path, std::string_view bytes) {
  return write_output(console, path, [&](const Pieces& write) { write(bytes); });
}

Result<void> write_output(Console& console, const std::string& path, const std::function<void(const Pieces&)>& make) {
  if (path.empty() || path == "-") {
    Result<void> printed;
    make([&](std::string_view piece) {
      if (printed.ok()) printed = console.print(piece);
    });
    return printed;
  }
  // false, with errno set, where a piece could not be written
  const auto write_to = [&](int descriptor) {
    int failed = 0;
    make([&](std::string_view piece) {
      if (failed == 0 && !write_all(descriptor, piece)) failed = errno;
    });
    errno = failed;
    return failed == 0;
  };
  struct stat state {};
  const bool exists = ::stat(path.c_str(), &state) == 0;
  if (exists && S_ISDIR(state.st_mode)) return cannot_write(EISDIR, path);
  if (exists && !S_ISREG(state.st_mode)) {  // a device or a pipe: there is nothing to replace
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (file.number() < 0 || !write_to(file.number())) return cannot_write(errno, path);
    return {};
  }
  const std::string part = fmt::format("{}.{}.part", path, ::getpid());
  Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.number() < 0) return cannot_write(errno, path);
  if (!write_to(file.number()) || ::fsync(file.number()) != 0 || file.close() != 0 ||
      ::rename(part.c_str(), path.c_str()) != 0) {
    const int number = errno;
    ::unlink(part.c_str());
    return cannot_write(number, path);
  }
  return {};
}

}  // namespace duban::cli
