#pragma once

// “五个一”: what a unit should have for a task (one leader, one team, one scheme, one ledger, one weekly
// report), as the office words it, per class of task. Units tick what they have and say what it is; nothing is
// required by the program, and no tick counts for a score.

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct ChecklistItem {
  std::int64_t id = 0;  // 0: a new one
  std::string title;
};
// The items of a class ("" for every class) in this order. Those that are left out are no longer asked; what
// was ticked stays. Errors: kInvalid (empty or doubled words, an unknown class), kNotFound (an id of another
// class), kForbidden.
Result<void> set_checklist(sql::Connection& db, const Actor& actor, std::string_view task_class,
                           const std::vector<ChecklistItem>& items, UtcMillis now);
// {"items":[{"id","task_class","title"}]}: what is asked now.
Result<std::string> list_checklist(sql::Connection& db, const Actor& actor, UtcMillis now);

struct ChecklistTick {
  std::int64_t item_id = 0;
  std::int64_t unit_id = 0;  // 0: the actor's own
  bool done = true;          // false takes it back
  std::string evidence;      // what it is: 局长任组长的专班，文件号…; wanted where done
};
Result<void> tick_checklist(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                            const ChecklistTick& tick, UtcMillis now);
// {"items":[{"id","title","units":[{"unit_id","unit_name","done","evidence","filled_in","account","at"}]}]}: of
// the units that answer for the task, and others that ticked something.
Result<std::string> checklist_of_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                      UtcMillis now);

}  // namespace duban
