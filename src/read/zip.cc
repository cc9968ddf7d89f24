#include "read/zip.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <map>

namespace duban {
namespace {

Error damaged_archive(std::string_view what) {
  return error(
      ErrorCode::kInvalid,
      fmt::format("文件已损坏或不完整（{}）。请重新下载，或用 WPS、Excel 打开后另存", what),
      fmt::format("the file is damaged or cut off ({}). Download it again, or open and save it anew", what));
}

Error over_limit(std::string zh, std::string en) {
  return error(ErrorCode::kTooLarge, "文件解压后过大，未读取：" + zh,
               "the file is too large unpacked and was not read: " + en);
}

}  // namespace

struct Zip::Impl {
  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (archive != nullptr) zip_discard(archive);  // and its source
  }

  zip_t* archive = nullptr;
  ZipLimits limits;
  std::vector<std::string> names;
  std::map<std::string, zip_uint64_t, std::less<>> places;
  std::size_t total = 0;
};

Zip::Zip(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Zip::Zip(Zip&&) noexcept = default;
Zip& Zip::operator=(Zip&&) noexcept = default;
Zip::~Zip() = default;

Result<Zip> Zip::open(std::string_view bytes, const ZipLimits& limits) {
  if (bytes.size() > limits.archive_bytes) {
    return error(
        ErrorCode::kTooLarge,
        fmt::format("文件太大：{} 字节，上限 {} 字节", bytes.size(), limits.archive_bytes),
        fmt::format("the file is too large: {} bytes, the limit is {}", bytes.size(), limits.archive_bytes));
  }
  if (!bytes.starts_with("PK")) return damaged_archive("不是 ZIP 格式 / no ZIP archive");
  auto impl = std::make_unique<Impl>();
  impl->limits = limits;
  zip_error_t failure;
  zip_error_init(&failure);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &failure);
  if (source != nullptr) {
    impl->archive = zip_open_from_source(source, ZIP_RDONLY, &failure);
    if (impl->archive == nullptr) zip_source_free(source);
  }
  const std::string why = zip_error_strerror(&failure);
  zip_error_fini(&failure);
  if (impl->archive == nullptr) return damaged_archive(why);

  const zip_int64_t count = zip_get_num_entries(impl->archive, 0);
  if (count <= 0) return damaged_archive("空的压缩包 / an empty archive");
  if (static_cast<std::size_t>(count) > limits.members) {
    return over_limit(fmt::format("包内 {} 个文件，上限 {} 个", count, limits.members),
                      fmt::format("{} members, the limit is {}", count, limits.members));
  }
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    const char* name = zip_get_name(impl->archive, i, ZIP_FL_ENC_GUESS);
    if (name == nullptr) return damaged_archive(zip_strerror(impl->archive));
    impl->names.emplace_back(name);
    impl->places.try_emplace(impl->names.back(), i);
  }
  return Zip(std::move(impl));
}

const std::vector<std::string>& Zip::names() const { return impl_->names; }
bool Zip::has(std::string_view name) const { return impl_->places.find(name) != impl_->places.end(); }

Result<std::string> Zip::read(std::string_view name) {
  const auto place = impl_->places.find(name);
  if (place == impl_->places.end()) {
    return error(ErrorCode::kNotFound, fmt::format("文件里缺少 {}", name),
                 fmt::format("the file lacks {}", name));
  }
  const ZipLimits& limits = impl_->limits;
  zip_stat_t stat;
  if (zip_stat_index(impl_->archive, place->second, 0, &stat) != 0) return damaged_archive(name);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    return error(ErrorCode::kUnsupported, "文件加了密码，无法读取。请先去掉密码再上传",
                 "the file is encrypted. Take the password off and upload it again");
  }
  zip_file_t* file = zip_fopen_index(impl_->archive, place->second, 0);
  if (file == nullptr) {
    const int code = zip_error_code_zip(zip_get_error(impl_->archive));
    if (code == ZIP_ER_COMPNOTSUPP || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_NOPASSWD) {
      return error(ErrorCode::kUnsupported,
                   fmt::format("{} 的压缩方式无法读取。请用 WPS、Excel 打开后另存", name),
                   fmt::format("{} is packed in a way that cannot be read. Open and save it anew", name));
    }
    return damaged_archive(name);
  }
  struct Closed {
    zip_file_t* file;
    ~Closed() { zip_fclose(file); }
  } const closed{file};

  const std::size_t packed = std::max<std::size_t>(stat.comp_size, 1);
  std::string out;
  // What it says of itself is a hint for the memory, no more.
  out.reserve(std::min<std::size_t>({stat.size, limits.member_bytes, packed * 20}));
  std::array<char, 1U << 16U> buffer{};
  while (true) {
    const zip_int64_t n = zip_fread(file, buffer.data(), buffer.size());
    if (n < 0) return damaged_archive(name);
    if (n == 0) break;
    out.append(buffer.data(), static_cast<std::size_t>(n));
    impl_->total += static_cast<std::size_t>(n);
    if (out.size() > limits.member_bytes) {
      return over_limit(fmt::format("{} 超过 {} 字节", name, limits.member_bytes),
                        fmt::format("{} has more than {} bytes", name, limits.member_bytes));
    }
    if (impl_->total > limits.total_bytes) {
      return over_limit(fmt::format("总共超过 {} 字节", limits.total_bytes),
                        fmt::format("more than {} bytes together", limits.total_bytes));
    }
    if (out.size() > limits.ratio_from && out.size() / packed > limits.ratio) {
      return over_limit(fmt::format("{} 的压缩比超过 {} 倍", name, limits.ratio),
                        fmt::format("{} is packed more than {} times", name, limits.ratio));
    }
  }
  if ((stat.valid & ZIP_STAT_SIZE) != 0 && out.size() != stat.size) return damaged_archive(name);
  return out;
}

Parts parts_of(Zip& zip) {
  return [&zip](std::string_view name) -> Result<std::optional<std::string>> {
    if (!zip.has(name)) return std::optional<std::string>();
    return std::optional<std::string>(TRY(zip.read(name)));
  };
}

}  // namespace duban
