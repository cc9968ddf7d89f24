#pragma once

// What a plan's closing part asks of every unit (保障措施, 工作要求) becomes an obligation that each unit
// confirms, by a day, late or not; and who has not. A unit's are its own; the office fills in (代填).

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

struct NewObligation {
  std::string title;
  std::string text;
  std::string due;  // ISO date: to be confirmed by the end of that day
};
// For every unit that takes part in a task of the plan on that day. Errors: kConflict (the plan is a draft, no
// unit takes part), kInvalid, kNotFound, kForbidden.
Result<Versioned> make_obligation(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                  const NewObligation& obligation, UtcMillis now);
// No longer asked; it stays visible with what was confirmed.
Result<void> withdraw_obligation(sql::Connection& db, const Actor& actor, std::int64_t id,
                                 std::optional<std::int64_t> expected_version, UtcMillis now);
// Confirmed late is taken and marked late. A second time is kConflict. unit_id 0: the actor's own.
Result<void> confirm_obligation(sql::Connection& db, const Actor& actor, std::int64_t id, std::int64_t unit_id,
                                std::string_view note, UtcMillis now);

// With every unit that the person may see:
// {"id","plan_id","title","text","due","withdrawn","made_by","made_at",
// "units":[{"unit_id","unit_name","confirmed_on","late","filled_in","note","account"}],"confirmed":n,"missing":n,
// "version"}.
Result<Versioned> read_obligation(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now);
// {"items":[…],"proposed":[{"title","text"}]}: the plan's, and its printed requirements that are none yet.
Result<std::string> list_obligations(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                     UtcMillis now);

}  // namespace duban
