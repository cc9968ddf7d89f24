#include "base/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace duban {
namespace {

// A descriptor that is closed where it goes out of sight.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  int get() const { return value_; }

 private:
  int value_;
};

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.get() < 0 || ::fsync(handle.get()) != 0) return file_error(folder, errno);
  return {};
}

Result<void> write_all(int handle, const std::filesystem::path& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(handle, bytes.data(), bytes.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return file_error(path, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  if (::fsync(handle) != 0) return file_error(path, errno);
  return {};
}

}  // namespace

Error file_error(const std::filesystem::path& path, int code) {
  const std::string name = path.string();
  switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return error(ErrorCode::kNoSpace, fmt::format("磁盘已满，没有保存 {}，原有数据未受影响", name),
                   fmt::format("the disk is full; {} was not saved, what was there is untouched", name));
    case ENOENT:
      return error(ErrorCode::kNotFound, fmt::format("没有这个文件：{}", name),
                   fmt::format("there is no such file: {}", name));
    case EISDIR:
      return error(ErrorCode::kIo, fmt::format("{} 是文件夹，不是文件", name),
                   fmt::format("{} is a folder, not a file", name));
    case EACCES:
    case EPERM:
    case EROFS:
      return error(ErrorCode::kIo, fmt::format("没有权限读写 {}", name),
                   fmt::format("no permission to read or write {}", name));
    default:
      return error(ErrorCode::kIo, fmt::format("无法读写 {}：{}", name, std::strerror(code)),
                   fmt::format("cannot read or write {}: {}", name, std::strerror(code)));
  }
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) == 1);
  std::string out;
  for (unsigned i = 0; i < length; ++i) out += fmt::format("{:02x}", digest[i]);
  return out;
}

Result<void> make_folder_synced(const std::filesystem::path& folder) {
  if (folder.empty() || std::filesystem::is_directory(folder)) return {};
  TRY(make_folder_synced(folder.parent_path()));
  if (::mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST) return file_error(folder, errno);
  return sync_folder(folder.has_parent_path() ? folder.parent_path() : std::filesystem::path("."));
}

Result<void> write_file_synced(const std::filesystem::path& path, std::string_view bytes) {
  const std::filesystem::path temporary = path.string() + fmt::format(".{}.part", ::getpid());
  {
    const Descriptor handle(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640));
    if (handle.get() < 0) return file_error(path, errno);
    if (auto written = write_all(handle.get(), path, bytes); !written.ok()) {
      ::unlink(temporary.c_str());
      return written;
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const int code = errno;
    ::unlink(temporary.c_str());
    return file_error(path, code);
  }
  return sync_folder(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
}

Result<std::string> read_file(const std::filesystem::path& path) {
  const Descriptor handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (handle.get() < 0) return file_error(path, errno);
  std::string out;
  std::array<char, 1U << 16U> buffer{};
  while (true) {
    const ssize_t n = ::read(handle.get(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return file_error(path, errno);
    if (n == 0) return out;
    out.append(buffer.data(), static_cast<std::size_t>(n));
  }
}

}  // namespace duban
