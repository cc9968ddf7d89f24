#pragma once

// The office's own rules: texts like data/rules/*.txt that stand over the packed ones. Each replacement is kept
// for ever with who, when and why; the newest is in force from then on.

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
#include "supervise/task_life.h"
#include "supervise/verdict.h"

namespace duban {

enum class RuleKind { kLimits, kLights, kVerdicts };
std::string_view to_word(RuleKind kind);  // limits: also the file's name without .txt
std::optional<RuleKind> rule_kind_from_word(std::string_view word);

// The rules in force in a government: the packed ones under its own. One small query each; a text is parsed
// once a process.
Result<TaskRules> task_rules_of(sql::Connection& db, std::int64_t government_id);  // limits, and the calendar
Result<LightRules> light_rules_of(sql::Connection& db, std::int64_t government_id);
Result<VerdictRules> verdict_rules_of(sql::Connection& db, std::int64_t government_id);

// {"id","kind","text","packed","version","reason","account","at"|null,"history":[…]}: text is '' where the
// packed rules alone are in force. The id for If-Match is the kind's number from 1.
Result<Versioned> read_rules(sql::Connection& db, const Actor& actor, RuleKind kind);
// text '': back to the packed rules. Errors: kInvalid with file, line, words and remedy; kInvalid without a
// reason; kStale; kForbidden.
Result<void> replace_rules(sql::Connection& db, const Actor& actor, RuleKind kind,
                           std::optional<std::int64_t> expected_version, std::string_view text,
                           std::string_view reason, UtcMillis now);

}  // namespace duban
