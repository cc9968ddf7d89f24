#include <simdjson.h>

#include "base/json.h"
#include "cli/files.h"
#include "cli/ledger.h"
#include "store/log.h"

namespace duban::cli {
namespace {

constexpr std::size_t kMaxAnchorBytes = 1U << 16U;

Result<LogAnchor> read_anchor(Call& call, const std::string& path) {
  const std::string bytes = TRY(read_input(call.console, path, kMaxAnchorBytes));
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  LogAnchor anchor;
  std::string_view hash;
  if (parser.parse(bytes).get(json) != simdjson::SUCCESS || json["no"].get(anchor.no) != simdjson::SUCCESS ||
      json["hash"].get(hash) != simdjson::SUCCESS) {
    return error(ErrorCode::kInvalid, fmt::format("{} 不是日志锚点（应为 duban verify-log 的输出）", path),
                 fmt::format("{} is no anchor of a log (duban verify-log prints one)", path));
  }
  anchor.hash = hash;
  return anchor;
}

}  // namespace

// Prints the newest entry as an anchor, to be kept elsewhere; a later run checks the log against it.
Result<int> run_verify_log(Call& call) {
  Store store = TRY(open_ledger(call, Absent::kFail));
  std::optional<LogAnchor> anchor;
  if (call.has("anchor")) anchor = TRY(read_anchor(call, call.option("anchor")));
  Store::Lease db = TRY(store.lease());
  constexpr std::int64_t kGovernment = 1;
  const LogVerdict verdict = TRY(verify_log(*db, kGovernment, anchor));
  if (!verdict.intact) {
    call.console.say(
        {fmt::format("日志不完整：第 {} 条：{}", verdict.first_bad, verdict.reason.zh),
         fmt::format("the log is not intact: entry {}: {}", verdict.first_bad, verdict.reason.en)});
    return kExitFindings;
  }
  const LogAnchor newest = TRY(log_anchor(*db, kGovernment));
  JsonWriter json;
  json.begin_object().field("no", newest.no).field("hash", newest.hash).end_object();
  TRY(call.console.print(json.text() + "\n"));
  call.console.say({fmt::format("日志完整：{} 条", verdict.entries),
                    fmt::format("the log is intact: {} entries", verdict.entries)});
  return kExitDone;
}

}  // namespace duban::cli
