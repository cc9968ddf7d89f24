#pragma once

// What one person can do to one task now: the buttons of its page.

#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/json.h"
#include "store/cases.h"
#include "store/standing.h"

namespace duban {

struct OpenAction {
  TaskAction action = TaskAction::kDispatch;
  std::string unit;   // of a unit's action; else empty
  TaskPerson by;      // as whom he would take it
  bool main = false;  // the one that waits for him: the page's visible button
};

// In the order in which a page shows them; at most one is `main`. What the office would fill in for a unit is
// never the main one.
std::vector<OpenAction> actions_open_to(const Standing& standing, const KeptCase& kept, Day today);

// {"action","zh","en","unit_id"|null,"unit","as","capacity","acts_for","needs":[…],"options":[…],"main"}.
void write_action(JsonWriter& json, const OpenAction& open, std::string_view unit_name);

}  // namespace duban
