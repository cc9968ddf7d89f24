#include "store/round_store.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>

#include "base/json.h"
#include "store/task_json.h"
#include "store/visibility.h"
#include "supervise/light.h"

namespace duban {
namespace {

constexpr std::array<std::string_view, 4> kRoundStates = {"planned", "open", "closed", "cancelled"};

std::optional<RoundState> round_state_from_word(std::string_view word) {
  for (std::size_t i = 0; i < kRoundStates.size(); ++i) {
    if (kRoundStates[i] == word) return static_cast<RoundState>(i);
  }
  return {};
}

void write_strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& list) {
  json.key(key).begin_array();
  for (const std::string& each : list) json.string(each);
  json.end_array();
}

void write_integers(JsonWriter& json, std::string_view key, const std::vector<std::int64_t>& list) {
  json.key(key).begin_array();
  for (const std::int64_t each : list) json.integer(each);
  json.end_array();
}

Error wrong_scope(std::string_view member) {
  return error(ErrorCode::kInvalid, fmt::format("调度范围中的 {} 不合格式", member),
               fmt::format("{} of the scope has the wrong form", member));
}

using simdjson::dom::element;

template <class T>
Result<std::vector<T>> list_member(const element& object, std::string_view key) {
  std::vector<T> out;
  element value;
  if (object[key].get(value) != simdjson::SUCCESS || value.is_null()) return out;
  simdjson::dom::array list;
  if (value.get_array().get(list) != simdjson::SUCCESS) return wrong_scope(key);
  for (const element each : list) {
    if constexpr (std::is_same_v<T, std::string>) {
      std::string_view text;
      if (each.get_string().get(text) != simdjson::SUCCESS) return wrong_scope(key);
      out.emplace_back(text);
    } else {
      std::int64_t number = 0;
      if (each.get_int64().get(number) != simdjson::SUCCESS) return wrong_scope(key);
      out.push_back(number);
    }
  }
  return out;
}

bool is_light_word(std::string_view word) {
  for (const Light light : {Light::kGrey, Light::kGreen, Light::kYellow, Light::kRed, Light::kAwaiting}) {
    if (to_word(light) == word) return true;
  }
  return false;
}

}  // namespace

std::string_view to_word(RoundState state) { return kRoundStates[static_cast<std::size_t>(state)]; }

Result<KeptRound> load_round(sql::Connection& db, std::int64_t government_id, std::int64_t round_id) {
  KeptRound out;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT id, title, kind, year, period, period_from, period_to, opens, due, due_zh, due_en, state, "
        "ask, scope, repeats, previous_id, version FROM round WHERE id = $1 AND government_id = $2",
        round_id, government_id));
    if (!TRY(rows.next())) return no_such("调度", "round");
    const auto day = [&](int column) { return Day::parse(rows.text(column)).value_or(Day{}); };
    out.id = rows.integer(0);
    out.government_id = government_id;
    out.title = rows.string(1);
    out.kind = rows.string(2);
    out.year = static_cast<int>(rows.integer(3));
    out.period = static_cast<int>(rows.integer(4));
    out.period_from = day(5);
    out.period_to = day(6);
    out.opens = day(7);
    out.due = day(8);
    out.due_reason = {rows.string(9), rows.string(10)};
    out.state = round_state_from_word(rows.text(11)).value_or(RoundState::kPlanned);
    out.ask = rows.string(12);
    out.scope = TRY(scope_from_json(rows.text(13)));
    out.repeats = rows.integer(14) != 0;
    out.previous_id = rows.optional_integer(15);
    out.version = rows.integer(16);
  }
  sql::Rows plans =
      TRY(db.query("SELECT plan_id FROM round_plan WHERE round_id = $1 ORDER BY plan_id", round_id));
  while (TRY(plans.next())) out.plan_ids.push_back(plans.integer(0));
  return out;
}

std::string scope_to_json(const RoundScope& scope) {
  JsonWriter json;
  json.begin_object();
  write_strings(json, "sections", scope.sections);
  write_strings(json, "classes", scope.classes);
  write_strings(json, "lights", scope.lights);
  write_integers(json, "task_ids", scope.task_ids);
  write_integers(json, "unit_ids", scope.unit_ids);
  return json.end_object().take();
}

Result<RoundScope> scope_from_json(std::string_view text) {
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(text.data(), text.size(), true).get(root) != simdjson::SUCCESS || !root.is_object()) {
    return wrong_scope("scope");
  }
  RoundScope out;
  out.sections = TRY(list_member<std::string>(root, "sections"));
  out.classes = TRY(list_member<std::string>(root, "classes"));
  out.lights = TRY(list_member<std::string>(root, "lights"));
  out.task_ids = TRY(list_member<std::int64_t>(root, "task_ids"));
  out.unit_ids = TRY(list_member<std::int64_t>(root, "unit_ids"));
  for (const std::string& each : out.classes) {
    if (!task_word<TaskClass>(each)) return wrong_scope("classes");
  }
  for (const std::string& each : out.lights) {
    if (!is_light_word(each)) return wrong_scope("lights");
  }
  return out;
}

}  // namespace duban
