#include "cli/ledger.h"
#include "server/serve.h"

namespace duban::cli {
namespace {

// What stands on the screen of whoever started it: the address, at the very first start the log-ins, what to do
// next.
std::string welcome(const std::string& url, const std::vector<NameAndPassword>& first, const std::string& db,
                    const Call& call) {
  const bool zh = call.console.language() == Language::kZh;
  std::string out = zh ? fmt::format("台账 {} 在 {} ，按 Ctrl-C 结束\n", db, url)
                       : fmt::format("The ledger {} is at {}  (Ctrl-C ends it)\n", db, url);
  if (first.empty()) {
    return out +
           (zh ? fmt::format(
                     "首次登录的密码只在第一次启动时显示；忘记了可以重设：{} account password 登录名 --db {}\n",
                     call.program, db)
               : fmt::format("The first log-ins were shown at the first start; for a new one-time password: {} "
                             "account password NAME --db {}\n",
                             call.program, db));
  }
  out += zh ? "\n首次登录，每个密码只能用一次，登录后即须更改：\n"
            : "\nFirst log-ins; each password works once and must then be changed:\n";
  for (const NameAndPassword& each : first) out += fmt::format("  {:<12} {}\n", each.name, each.password);
  out +=
      zh ? fmt::format(
               "\n接下来：系统管理员建账号，安全管理员授权（如“督查室”），然后导入、核对、立项。\n"
               "在本机可以一步完成：duban account add 姓名 --role supervision_office --db {}\n",
               db)
         : fmt::format(
               "\nNext: the system administrator makes accounts, the security administrator gives them roles "
               "(supervision office); then import, settle, approve.\n"
               "On this machine in one step: duban account add NAME --role supervision_office --db {}\n",
               db);
  return out;
}

}  // namespace

Result<int> run_serve(Call& call) {
  ServeOptions options;
  options.db = TRY(ledger_path(call));
  options.listen = call.option("listen");
  options.certificate = call.option("cert");
  options.key = call.option("key");
  options.body_limit = TRY(call.megabytes("max-upload"));
  options.behind_proxy = call.has("behind-proxy");
  options.verbose = call.has("verbose");
  if (options.certificate.empty() != options.key.empty()) {
    return error(ErrorCode::kUsage, "--cert 和 --key 要一起给出", "--cert and --key go together");
  }
  options.ready = [&](const std::string& url, const std::vector<NameAndPassword>& first) {
    // The passwords are shown this once: where they cannot be, whoever started it must know.
    const auto shown = call.console.print(welcome(url, first, options.db, call));
    if (!shown.ok()) call.console.report(shown.error());
  };
  return serve(options);
}

}  // namespace duban::cli
