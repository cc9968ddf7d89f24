#pragma once

// A command as the table in commands.cc lists it, and a call of it as the person typed it.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "cli/console.h"

namespace duban::cli {

enum class Count { kOne, kOptional, kMany };  // kMany: one or more

struct Operand {
  const char* name;  // FILE
  Count count;
  const char* zh;
  const char* en;
};

struct Option {
  const char* name;     // --format
  const char* value;    // FORMAT; empty for a switch
  const char* preset;   // the value where it is not given
  const char* choices;  // the values allowed, parted by |; empty: any
  const char* zh;
  const char* en;
};

struct Call {
  std::string program;                // how duban was called, for advice that can be copied
  std::vector<std::string> operands;  // in order
  std::map<std::string, std::string, std::less<>>
      options;  // without dashes: every option of the command, given or preset
  Console& console;
  const Clock& now;

  const std::string& option(std::string_view name) const;  // naming one the command lacks is a bug
  bool has(std::string_view name) const { return !option(name).empty(); }
  // The value of an option that counts megabytes, in bytes.
  Result<std::size_t> megabytes(std::string_view option_name) const;
};

// The exit status: 0 done, 3 a person must look. An error is reported by the caller (1, or 2 for wrong usage).
using Run = Result<int> (*)(Call& call);

inline constexpr int kExitDone = 0;
inline constexpr int kExitFindings = 3;

struct Command {
  const char* name;  // "extract", "account add"
  const char* zh;
  const char* en;
  std::vector<Operand> operands;
  std::vector<Option> options;
  Run run;
};

std::span<const Command> commands();

// Reads the words of a call, runs its command, reports its error; gives the exit status.
int run_command(int argc, const char* const* argv, std::FILE* in, std::FILE* out, std::FILE* err,
                const Clock& now);

// cmd_*.cc
Result<int> run_text(Call& call);
Result<int> run_extract(Call& call);
Result<int> run_check(Call& call);
Result<int> run_explain(Call& call);
Result<int> run_formats(Call& call);
Result<int> run_trace(Call& call);
Result<int> run_link(Call& call);
Result<int> run_outcomes(Call& call);
Result<int> run_series(Call& call);
Result<int> run_import(Call& call);
Result<int> run_serve(Call& call);
Result<int> run_account_add(Call& call);
Result<int> run_account_password(Call& call);
Result<int> run_account_second_factor(Call& call);
Result<int> run_export_ledger(Call& call);
Result<int> run_rebuild(Call& call);
Result<int> run_backup(Call& call);
Result<int> run_restore(Call& call);
Result<int> run_verify_log(Call& call);
Result<int> run_completion(Call& call);

}  // namespace duban::cli
