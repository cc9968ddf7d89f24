#include "cli/ledger.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace duban::cli {

Result<std::string> ledger_path(const Call& call) {
  std::string path = call.option("db");
  if (path.empty()) {
    const char* set = std::getenv("DUBAN_DB");
    path = set != nullptr && *set != '\0' ? set : "duban.db";
  }
  if (path.starts_with("postgresql://") || path.starts_with("postgres://")) {
    return error(ErrorCode::kUnsupported, "这一版还不能用 PostgreSQL；--db 请给出文件",
                 "this version cannot use PostgreSQL yet; --db wants a file");
  }
  return path;
}

Result<Store> open_ledger(const Call& call, Absent absent) {
  const std::string path = TRY(ledger_path(call));
  std::error_code ignored;
  if (absent == Absent::kFail && !std::filesystem::exists(path, ignored)) {
    return error(ErrorCode::kNotFound, fmt::format("没有台账 {}；用 --db 指定，或先用 duban import 建立", path),
                 fmt::format("there is no ledger {}; name one with --db, or make it with duban import", path));
  }
  Result<Store> store = Store::open(path);
  if (store.ok() || store.error().message.zh.find(path) != std::string::npos) return store;
  const Error& failure = store.error();  // which ledger it is, the caller knows
  return error(failure.code, path + "：" + failure.message.zh, path + ": " + failure.message.en);
}

Actor operator_of_this_machine() {
  const passwd* user = getpwuid(getuid());
  Actor actor;
  actor.name = user != nullptr ? user->pw_name : fmt::format("uid {}", getuid());
  actor.from = "cli";
  return actor;
}

}  // namespace duban::cli
