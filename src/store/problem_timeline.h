#pragma once

#include "store/timeline.h"

namespace duban {

// A TimelineSource: every step of every problem on the task that the actor may see. object_id is the problem.
Result<void> problems_timeline(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                               std::vector<TimelineEntry>& out);

}  // namespace duban
