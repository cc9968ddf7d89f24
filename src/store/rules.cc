#include "store/rules.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <mutex>

#include "base/embedded.h"
#include "base/files.h"
#include "base/json.h"
#include "store/log.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::string_view kRuleWords[] = {"limits", "lights", "verdicts"};

struct NewestRules {
  std::int64_t id = 0;  // 0: none
  std::string sha256, text, reason, account;
  UtcMillis at = 0;
};

Result<NewestRules> newest_rules(sql::Connection& db, std::int64_t government_id, RuleKind kind) {
  sql::Rows rows =
      TRY(db.query("SELECT id, sha256, text, reason, account, at FROM rule_set WHERE government_id = $1 AND "
                   "kind = $2 ORDER BY "
                   "id DESC LIMIT 1",
                   government_id, to_word(kind)));
  NewestRules newest;
  if (!TRY(rows.next())) return newest;
  return NewestRules{rows.integer(0), rows.string(1), rows.string(2),
                     rows.string(3),  rows.string(4), rows.integer(5)};
}

std::string file_of(RuleKind kind) { return fmt::format("{}.txt", to_word(kind)); }

// What a text was parsed to, by its sum: the same in every ledger that a process has open.
template <class Rules, class Read>
Result<Rules> parsed_rules(sql::Connection& db, std::int64_t government_id, RuleKind kind, const Rules& packed,
                           Read read) {
  const NewestRules newest = TRY(newest_rules(db, government_id, kind));
  if (newest.text.empty()) return packed;
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const Rules>> known;
  const std::lock_guard lock(mutex);
  const auto found = known.find(newest.sha256);
  if (found != known.end()) return *found->second;
  auto fresh = std::make_shared<const Rules>(TRY(read(file_of(kind), newest.text)));
  if (known.size() >= 64) known.clear();
  known.emplace(newest.sha256, fresh);
  return *fresh;
}

Result<void> check_rules(RuleKind kind, std::string_view text) {
  switch (kind) {
    case RuleKind::kLimits:
      TRY(read_limit_rules(file_of(kind), text));
      break;
    case RuleKind::kLights:
      TRY(read_light_rules(file_of(kind), text));
      break;
    case RuleKind::kVerdicts:
      TRY(read_verdict_rules(file_of(kind), text));
      break;
  }
  return {};
}

std::string_view packed_text(RuleKind kind) {
  for (const embedded::File& each : embedded::rule_files()) {
    if (each.path == file_of(kind)) return each.bytes;
  }
  return {};
}

constexpr std::size_t kMostRuleText = 65536;

}  // namespace

std::string_view to_word(RuleKind kind) { return kRuleWords[static_cast<std::size_t>(kind)]; }
std::optional<RuleKind> rule_kind_from_word(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kRuleWords); ++i) {
    if (kRuleWords[i] == word) return static_cast<RuleKind>(i);
  }
  return {};
}

Result<TaskRules> task_rules_of(sql::Connection& db, std::int64_t government_id) {
  TaskRules rules = default_task_rules();
  rules.limits =
      TRY(parsed_rules(db, government_id, RuleKind::kLimits, default_limit_rules(), read_limit_rules));
  return rules;
}

Result<LightRules> light_rules_of(sql::Connection& db, std::int64_t government_id) {
  return parsed_rules(db, government_id, RuleKind::kLights, default_light_rules(), read_light_rules);
}

Result<VerdictRules> verdict_rules_of(sql::Connection& db, std::int64_t government_id) {
  return parsed_rules(db, government_id, RuleKind::kVerdicts, default_verdict_rules(), read_verdict_rules);
}

Result<Versioned> read_rules(sql::Connection& db, const Actor& actor, RuleKind kind) {
  TRY(require(actor, Action::kManageRules, Relation::kOwnGovernment));
  const NewestRules newest = TRY(newest_rules(db, actor.government_id, kind));
  Versioned out;
  out.id = static_cast<std::int64_t>(kind) + 1;
  out.version = newest.id;
  JsonWriter json;
  json.begin_object()
      .field("id", out.id)
      .field("kind", to_word(kind))
      .field("text", newest.text)
      .field("packed", packed_text(kind))
      .field("version", out.version)
      .field("reason", newest.reason)
      .field("account", newest.account)
      .key("at");
  newest.id == 0 ? json.null() : json.string(utc_text(newest.at));
  json.key("history").begin_array();
  sql::Rows rows = TRY(db.query(
      "SELECT at, account, reason, text FROM rule_set WHERE government_id = $1 AND kind = $2 ORDER BY id DESC",
      actor.government_id, to_word(kind)));
  while (TRY(rows.next())) {
    json.begin_object()
        .field("at", utc_text(rows.integer(0)))
        .field("account", rows.text(1))
        .field("reason", rows.text(2))
        .field("text", rows.text(3))
        .end_object();
  }
  out.json = json.end_array().end_object().take();
  return out;
}

Result<void> replace_rules(sql::Connection& db, const Actor& actor, RuleKind kind,
                           std::optional<std::int64_t> expected_version, std::string_view text,
                           std::string_view reason, UtcMillis now) {
  TRY(require(actor, Action::kManageRules, Relation::kOwnGovernment));
  if (reason.empty())
    return error(ErrorCode::kInvalid, "请写明修改规则的理由", "say why the rules are changed");
  if (text.size() > kMostRuleText) {
    return error(ErrorCode::kInvalid, "规则文本超过64 KB", "the text of the rules is over 64 KB");
  }
  if (auto checked = check_rules(kind, text); !checked.ok()) {
    Error failure = checked.error();
    failure.message.zh += "。请改正这一行；没有写的项目沿用默认";
    failure.message.en += ". Correct this line; what is left out keeps its default";
    return failure;
  }
  const auto work = [&]() -> Result<void> {
    const NewestRules before = TRY(newest_rules(db, actor.government_id, kind));
    if (expected_version && *expected_version != before.id) return stale_version();
    TRY(db.run(
        "INSERT INTO rule_set (government_id, kind, text, sha256, reason, account_id, account, at) VALUES ($1, "
        "$2, $3, $4, $5, $6, $7, $8)",
        actor.government_id, to_word(kind), text, sha256_hex(text), reason, actor.account_id, actor.name, now));
    return append_log(db, actor,
                      {"replace_rules", fmt::format("rules:{}", to_word(kind)), before.text,
                       fmt::format("{} · {}", text, reason)},
                      now);
  };
  return db.transaction(work);
}

}  // namespace duban
