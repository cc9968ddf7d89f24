#include "cli/ledger.h"
#include "store/people.h"
#include "store/second_factor.h"

namespace duban::cli {
namespace {

Result<std::vector<Role>> roles_of(std::string_view words) {
  std::vector<Role> roles;
  while (!words.empty()) {
    const auto comma = words.find(',');
    const std::string_view word = words.substr(0, comma);
    const auto role = role_from_word(word);
    if (!role) {
      std::string all;
      for (int i = 0; i < kRoleCount; ++i)
        all += fmt::format("{}{}", i > 0 ? " " : "", to_word(static_cast<Role>(i)));
      return error(ErrorCode::kUsage, fmt::format("没有角色 {}；有：{}", word, all),
                   fmt::format("there is no role {}; there are: {}", word, all));
    }
    roles.push_back(*role);
    words.remove_prefix(comma == std::string_view::npos ? words.size() : comma + 1);
  }
  return roles;
}

std::string line_of(const std::string& name, const std::string& password) {
  return fmt::format("{:<12} {}\n", name, password);
}

}  // namespace

Result<int> run_account_add(Call& call) {
  const std::vector<Role> roles = TRY(roles_of(call.option("role")));
  Store store = TRY(open_ledger(call, Absent::kFail));
  // Whoever comes first to a new ledger, the three administrators are there before him.
  const std::vector<NameAndPassword> first = TRY(first_start(store, call.now()));
  const std::string& name = call.operands.at(0);
  const std::string& display_name = call.has("display-name") ? call.option("display-name") : name;
  const Result<std::string> password = add_account(store, name, display_name, roles, call.now());
  std::string out;
  for (const NameAndPassword& each : first) out += line_of(each.name, each.password);
  if (password.ok()) out += line_of(name, *password);
  TRY(call.console.print(out));
  if (!password.ok()) return password.error();
  call.console.say({"一次性密码，登录后须更改", "a password for one use, to be changed after logging in"});
  return kExitDone;
}

Result<int> run_account_password(Call& call) {
  Store store = TRY(open_ledger(call, Absent::kFail));
  const std::string& name = call.operands.at(0);
  const std::string password = TRY(reset_password(store, name, call.now()));
  TRY(call.console.print(line_of(name, password)));
  call.console.say({"一次性密码，登录后须更改", "a password for one use, to be changed after logging in"});
  return kExitDone;
}

Result<int> run_account_second_factor(Call& call) {
  Store store = TRY(open_ledger(call, Absent::kFail));
  TRY(reset_second_factor(store, call.operands.at(0), call.now()));
  call.console.say({"已停用双因素认证，下次登录只用密码；本人登录后可重新启用",
                    "the second factor is off: the password is enough at the next log-in"});
  return kExitDone;
}

}  // namespace duban::cli
