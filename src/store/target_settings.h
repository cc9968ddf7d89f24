#pragma once

// What the office settles for targets, and what became of each promise: settings with their history,
// confirmation of what is proposed, outcomes and verdicts.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/light.h"
#include "supervise/rights.h"

namespace duban {

// A target of a task in a call: its place and its key, so that a target that moved meanwhile is not mistaken.
// Place -1: a promise of the text without a number (与经济增长基本同步, 动态清零 …) or the stage of a named
// work. The key of one of them is "text", those of the others "text:" and their words.
struct TargetRef {
  std::int64_t task_id = 0;
  int position = 0;
  std::string key;
};
inline constexpr std::string_view kTextKey = "text";
bool is_text_key(std::string_view key);

// {"task_id","items":[target with setting, light, verdict, figures],"goals":[promises without a number],
// "lost":[settings that no target has now],"facts":[…]}: docs/api.md.
Result<std::string> list_targets(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                 Language language, UtcMillis now);
Result<Versioned> read_target(sql::Connection& db, const Actor& actor, const TargetRef& ref, Language language,
                              UtcMillis now);

// Changes the members that setting_json names. A change of what was settled before wants a reason. Errors:
// kStale, kForbidden, kInvalid (check_setting, a key that is not at that place any more), kNotFound.
Result<void> write_setting(sql::Connection& db, const Actor& actor, const TargetRef& ref,
                           std::optional<std::int64_t> expected_version, std::string_view setting_json,
                           std::string_view reason, UtcMillis now);
// What the verdict is judged against; with a source and a date.
Result<void> write_outcome(sql::Connection& db, const Actor& actor, const TargetRef& ref,
                           std::optional<std::int64_t> expected_version, std::string_view outcome_json,
                           std::string_view reason, UtcMillis now);

// Targets of a plan that wait for confirmation, with what is proposed and why: {"items":[…],"total","next",
// "kinds":[{"light_class","direction","count"}]}. all: the confirmed ones too.
Result<std::string> list_unconfirmed(sql::Connection& db, const Actor& actor, std::int64_t plan_id, bool all,
                                     Language language, UtcMillis now);
struct ConfirmKind {
  std::optional<LightClass> light_class;  // only what is proposed so; nothing: any
  std::optional<Direction> direction;
  std::vector<std::int64_t> task_ids;  // empty: of all tasks
};
// Settles direction and class as proposed, where the office has not settled them. How many.
Result<int> confirm_proposed(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                             const ConfirmKind& kind, UtcMillis now);

}  // namespace duban
