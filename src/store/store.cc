#include "store/store.h"

#include <condition_variable>
#include <mutex>
#include <vector>

#include "base/files.h"
#include "store/case_birth.h"
#include "store/migrate.h"

namespace duban {
namespace {

constexpr std::size_t kMaxConnections = 16;
// Below this size every page is checked at the start (some 20 ms); above it backup and restore do so.
constexpr std::uintmax_t kCheckWholeBelow = 16U << 20U;

Error damaged(std::string_view detail) {
  return error(
      ErrorCode::kDamaged, fmt::format("数据库已损坏（{}）。原文件未改动，请从备份恢复：duban restore", detail),
      fmt::format("the database is damaged ({}). The file was left as it is; restore a backup: duban restore",
                  detail));
}

// Looks at an existing database without writing to it: ours, not newer, and whole.
Result<void> look_before_opening(const std::string& path) {
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) return file_error(path, EISDIR);
  const std::uintmax_t size = std::filesystem::file_size(path, code);
  if (code || size == 0) return {};
  sql::Connection db = TRY(sql::Connection::open(path, sql::Connection::Mode::kReadOnly));
  const int version = TRY(schema_version(db));
  if (version > newest_schema_version()) return migrate(db, 0);  // gives the refusal, writes nothing
  const auto pages = TRY(db.one("SELECT page_count FROM pragma_page_count"));
  const auto page_size = TRY(db.one("SELECT page_size FROM pragma_page_size"));
  const bool in_log = std::filesystem::exists(path + "-wal", code);
  if (!in_log && size < static_cast<std::uintmax_t>(pages.value_or(0) * page_size.value_or(0))) {
    return damaged("文件不完整 / the file is cut short");
  }
  if (size < kCheckWholeBelow) {
    sql::Rows rows = TRY(db.query("SELECT quick_check FROM pragma_quick_check(1)"));
    if (TRY(rows.next()) && rows.text(0) != "ok") return damaged(rows.text(0));
  }
  return {};
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

struct Store::Impl {
  std::string path;
  std::mutex mutex;
  std::condition_variable returned;
  std::vector<std::unique_ptr<sql::Connection>> idle;
  std::size_t out = 0;

  std::filesystem::path file_path(std::string_view sha256) const {
    return std::filesystem::path(path + ".files") / std::string(sha256.substr(0, 2)) / std::string(sha256);
  }
};

Store::Store(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path) {
  TRY(look_before_opening(path));
  auto impl = std::make_shared<Impl>();
  impl->path = path;
  auto connection = std::make_unique<sql::Connection>(TRY(sql::Connection::open(path)));
  TRY(migrate(*connection, system_now()));
  TRY(make_waiting_cases(*connection, system_now()));
  impl->idle.push_back(std::move(connection));
  return Store(std::move(impl));
}

Result<Store::Lease> Store::lease() {
  std::unique_lock lock(impl_->mutex);
  impl_->returned.wait(lock, [&] { return !impl_->idle.empty() || impl_->out < kMaxConnections; });
  ++impl_->out;
  if (!impl_->idle.empty()) {
    auto connection = std::move(impl_->idle.back());
    impl_->idle.pop_back();
    return Lease(impl_, std::move(connection));
  }
  lock.unlock();
  auto opened = sql::Connection::open(impl_->path);
  if (!opened.ok()) {
    lock.lock();
    --impl_->out;
    impl_->returned.notify_one();
    return opened.error();
  }
  return Lease(impl_, std::make_unique<sql::Connection>(opened.take()));
}

Store::Lease::Lease(std::shared_ptr<Impl> pool, std::unique_ptr<sql::Connection> connection)
    : pool_(std::move(pool)), connection_(std::move(connection)) {}
Store::Lease::Lease(Lease&&) noexcept = default;
Store::Lease::~Lease() {
  if (!connection_) return;
  const std::lock_guard lock(pool_->mutex);
  pool_->idle.push_back(std::move(connection_));
  --pool_->out;
  pool_->returned.notify_one();
}

Result<std::string> Store::put_file(std::string_view bytes) {
  const std::string name = sha256_hex(bytes);
  const std::filesystem::path path = impl_->file_path(name);
  std::error_code code;
  if (std::filesystem::file_size(path, code) == bytes.size() && !code) return name;
  TRY(make_folder_synced(path.parent_path()));
  TRY(write_file_synced(path, bytes));
  return name;
}

Result<std::string> Store::get_file(std::string_view sha256) const {
  if (!is_sha256(sha256)) {
    return error(ErrorCode::kInvalid, "文件指纹不合格式", "that is no SHA-256 in lower-case hex");
  }
  std::string bytes = TRY(read_file(impl_->file_path(sha256)));
  if (sha256_hex(bytes) != sha256) {
    return error(ErrorCode::kDamaged, fmt::format("存放的原件已损坏：{}", sha256),
                 fmt::format("the stored paper is damaged: {}", sha256));
  }
  return bytes;
}

const std::string& Store::path() const { return impl_->path; }

Result<Seal> Store::seal() const { return Seal::open(impl_->path + ".key"); }

}  // namespace duban
