#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "plan/plan.h"

namespace duban {

// The object of spec "extraction": what `duban extract --format json` prints. UTF-8, no BOM, one line.
std::string to_json(const Plan& plan);
// The same in pieces, one after the other, for who need not hold it as a whole: it can be many times the paper.
void write_json(const Plan& plan, const std::function<void(std::string_view)>& write);

// One task, list member, target, goal without a number or project, as inside that object; used by the API too.
void write_json(JsonWriter& json, const Task& task);
void write_json(JsonWriter& json, const Target& target);
void write_json(JsonWriter& json, const Qualitative& each);
void write_json(JsonWriter& json, const Project& project);
void write_json(JsonWriter& json, const Anomaly& anomaly);
void write_json(JsonWriter& json, const DocumentHead& head);

}  // namespace duban
