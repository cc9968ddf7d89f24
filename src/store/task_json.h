#pragma once

// A task's JSON read back, and the members that the API's row carries.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "plan/plan.h"

namespace duban {

// The object that write_json(JsonWriter&, Task) wrote. kInvalid for anything else.
Result<Task> task_from_json(std::string_view json);
std::string task_to_json(const Task& task);

// A value sent for one field of a task (PATCH): kInvalid where it is not of the field's shape.
//   text, deadline: string · leaders, lead_units, responsible_units, section: array of strings
//   shared, open_lead, open_responsible: boolean · targets: array of targets
// spans (may be empty): text [[b,e],…]; names [[[b,e],…] or null, …], one a name.
Result<void> set_field(Task& task, std::string_view field, std::string_view value_json,
                       std::string_view spans_json);
bool is_task_field(std::string_view field);

// A field in words, for history, changes and proposals: names joined by 、, 是/否, 地区生产总值≈4.5%.
std::string field_words(const Task& task, std::string_view field);
// The same as the JSON that set_field takes, and its spans.
std::string field_json(const Task& task, std::string_view field);
std::string field_spans_json(const Task& task, std::string_view field);
// The fields that a paper's versions, and a rebuild, are compared by; in order of the screen.
const std::vector<std::string_view>& task_fields();
std::string_view field_zh(std::string_view field);

std::vector<std::string> strings_from_json(std::string_view json);  // an array of strings, else empty
std::string strings_to_json(const std::vector<std::string>& strings);

// Members of a stored object: an array of strings, and the sections of a plan's outline.
Result<std::vector<std::string>> strings_member(std::string_view object_json, std::string_view key);
Result<std::vector<Section>> sections_member(std::string_view outline_json);

// The document head that write_json(JsonWriter&, DocumentHead) wrote.
Result<DocumentHead> head_from_json(std::string_view json);

// What else of a plan is kept as JSON: sections, lists, requirements, missing parts.
std::string outline_json(const Plan& plan);

bool is_iso_date(std::string_view text);

}  // namespace duban
