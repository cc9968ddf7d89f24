#pragma once

// What waits for a person (今日): each part of the cycle says what it holds for him, store/today.cc puts it
// together, oldest danger first.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct Todo {
  std::string_view
      kind;  // acknowledge, break_down, report, returned, review, sign, decide, …: a word of the pages
  std::int64_t plan_id = 0;
  std::int64_t task_id = 0;    // 0: of no single task
  std::int64_t object_id = 0;  // the report, notice, problem … of that kind; 0: the task itself
  std::int64_t unit_id = 0;    // for which unit; 0: none
  std::string unit;            // its name
  std::string no, text;        // of the task, or the title of what it is about
  Day due;                     // the limit's end; the default Day: no limit
  Message words;               // one sentence more, where there is one: 已于3月9日退回：缺少数字
};

// Appends what waits for the actor on a day, seen through his rights; no query per row.
using TodoSource = Result<void> (*)(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out);

}  // namespace duban
