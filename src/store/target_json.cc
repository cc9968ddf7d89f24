#include "store/target_json.h"

#include <fmt/format.h>

#include <cmath>

namespace duban {
namespace {

using simdjson::dom::element;

Error odd_member(std::string_view key, std::string_view zh, std::string_view en) {
  return error(ErrorCode::kInvalid, fmt::format("“{}”{}", key, zh), fmt::format("{} {}", key, en));
}

Result<element> parsed_object(std::string_view json) {
  thread_local simdjson::dom::parser parser;
  element object;
  if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS || !object.is_object()) {
    return error(ErrorCode::kDamaged, "库中保存的目标设置已损坏", "a stored target setting is damaged");
  }
  return object;
}

// Absent: untouched. null: nothing.
Result<void> read_figure(const element& object, std::string_view key, std::optional<double>& out) {
  element value;
  if (object[key].get(value) != simdjson::SUCCESS) return {};
  if (value.is_null()) {
    out.reset();
    return {};
  }
  double number = 0;
  if (value.get(number) != simdjson::SUCCESS || !std::isfinite(number)) {
    return odd_member(key, "应是数", "should be a number");
  }
  out = number;
  return {};
}

Result<void> read_day(const element& object, std::string_view key, Day& out) {
  element value;
  if (object[key].get(value) != simdjson::SUCCESS) return {};
  std::string_view text;
  if (value.is_null() || (value.get(text) == simdjson::SUCCESS && text.empty())) {
    out = {};
    return {};
  }
  const auto day = Day::parse(text);
  if (!day) return odd_member(key, "应是日期，如2026-03-01", "should be a date such as 2026-03-01");
  out = *day;
  return {};
}

Result<void> read_text(const element& object, std::string_view key, std::string& out) {
  element value;
  if (object[key].get(value) != simdjson::SUCCESS) return {};
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS || text.size() > 4000)
    return odd_member(key, "应是文字", "should be a text");
  out = text;
  return {};
}

template <class Enum, class FromWord>
Result<void> read_word(const element& object, std::string_view key, std::optional<Enum>& out,
                       FromWord from_word_of) {
  element value;
  if (object[key].get(value) != simdjson::SUCCESS) return {};
  if (value.is_null()) {
    out.reset();
    return {};
  }
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    out = from_word_of(text);
    if (out) return {};
  }
  return odd_member(key, "不是可选的值", "is none of its values");
}

constexpr std::size_t kMostPoints = 200;

Result<void> read_points(const element& object, std::vector<TrajectoryPoint>& out) {
  element value;
  if (object["points"].get(value) != simdjson::SUCCESS) return {};
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS || list.size() > kMostPoints)
    return odd_member("points", "应是各期数值", "should be points");
  out.clear();
  for (const element each : list) {
    TrajectoryPoint point;
    std::optional<double> number;
    TRY(read_day(each, "on", point.on));
    TRY(read_figure(each, "value", number));
    if (!point.on.given() || !number)
      return odd_member("points", "每期应有日期和数值", "want a day and a value each");
    point.value = *number;
    out.push_back(point);
  }
  return {};
}

Result<void> read_days(const element& object, std::string_view key, std::vector<Day>& out) {
  element value;
  if (object[key].get(value) != simdjson::SUCCESS) return {};
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS || list.size() > kMostPoints)
    return odd_member(key, "应是日期", "should be dates");
  out.clear();
  for (const element each : list) {
    std::string_view text;
    const auto day = each.get(text) == simdjson::SUCCESS ? Day::parse(text) : std::nullopt;
    if (!day) return odd_member(key, "应是日期，如2026-03-01", "should be dates such as 2026-03-01");
    out.push_back(*day);
  }
  return {};
}

template <class Enum>
void write_word(JsonWriter& json, std::string_view key, const std::optional<Enum>& value) {
  json.key(key);
  value ? json.string(to_word(*value)) : json.null();
}

}  // namespace

void write_number(JsonWriter& json, std::string_view key, const std::optional<double>& value) {
  json.key(key);
  value ? json.number(*value) : json.null();
}

void write_reason(JsonWriter& json, const Reason& why, Language language) {
  json.begin_object()
      .field("rule", why.rule)
      .field("words", why.words.in(language))
      .key("inputs")
      .begin_array();
  for (const ReasonInput& input : why.inputs) {
    json.begin_object().field("name", input.name).field("value", input.value).end_object();
  }
  json.end_array().field("on", to_iso(why.on)).end_object();
}

void write_json(JsonWriter& json, const TargetSetting& setting) {
  json.begin_object();
  write_word(json, "direction", setting.direction);
  write_word(json, "light_class", setting.light_class);
  write_number(json, "tolerance", setting.tolerance);
  write_number(json, "baseline", setting.baseline);
  write_word(json, "trajectory", setting.trajectory);
  json.field("from", to_iso(setting.from)).field("to", to_iso(setting.to)).key("points").begin_array();
  for (const TrajectoryPoint& point : setting.points) {
    json.begin_object().field("on", to_iso(point.on)).field("value", point.value).end_object();
  }
  json.end_array().field("source", setting.source).key("releases").begin_array();
  for (const Day day : setting.releases) json.string(to_iso(day));
  json.end_array().end_object();
}

Result<TargetSetting> read_setting(element object, TargetSetting setting) {
  if (!object.is_object()) return odd_member("setting", "应是各项设置", "should be an object");
  TRY(read_word(object, "direction", setting.direction, direction_from_word));
  TRY(read_word(object, "light_class", setting.light_class, light_class_from_word));
  TRY(read_figure(object, "tolerance", setting.tolerance));
  TRY(read_figure(object, "baseline", setting.baseline));
  TRY(read_word(object, "trajectory", setting.trajectory, trajectory_from_word));
  TRY(read_day(object, "from", setting.from));
  TRY(read_day(object, "to", setting.to));
  TRY(read_points(object, setting.points));
  TRY(read_text(object, "source", setting.source));
  TRY(read_days(object, "releases", setting.releases));
  return setting;
}

std::string setting_to_json(const TargetSetting& setting) {
  JsonWriter json;
  write_json(json, setting);
  return json.take();
}

Result<TargetSetting> setting_from_json(std::string_view json) {
  if (json.empty()) return TargetSetting{};
  return read_setting(TRY(parsed_object(json)), {});
}

std::string target_anchor_to_json(const TargetAnchor& anchor) {
  JsonWriter json;
  json.begin_object()
      .field("indicator", anchor.indicator)
      .field("measure", to_word(anchor.measure))
      .field("value", anchor.value)
      .field("unit", anchor.unit)
      .field("horizon", anchor.horizon)
      .field("key", anchor.key);
  return json.end_object().take();
}

Result<TargetAnchor> target_anchor_from_json(std::string_view json) {
  const element object = TRY(parsed_object(json));
  TargetAnchor anchor;
  std::string measure;
  std::optional<double> value;
  TRY(read_text(object, "indicator", anchor.indicator));
  TRY(read_text(object, "measure", measure));
  TRY(read_figure(object, "value", value));
  TRY(read_text(object, "unit", anchor.unit));
  TRY(read_text(object, "horizon", anchor.horizon));
  TRY(read_text(object, "key", anchor.key));
  const auto known = from_word<Measure>(measure);
  if (!known || !value) return error(ErrorCode::kDamaged, "库中保存的目标已损坏", "a stored target is damaged");
  anchor.measure = *known;
  anchor.value = *value;
  return anchor;
}

void write_json(JsonWriter& json, const OutcomeEntry& entry) {
  const Outcome& o = entry.outcome;
  json.begin_object();
  write_number(json, "value", o.value);
  write_number(json, "cumulative", o.cumulative);
  write_number(json, "level", o.level);
  write_number(json, "baseline", o.baseline);
  write_number(json, "reference", o.reference);
  write_number(json, "remaining", o.remaining);
  write_number(json, "covered", o.covered);
  write_number(json, "total", o.total);
  json.key("confirmed");
  o.confirmed ? json.boolean(*o.confirmed) : json.null();
  json.field("as_of", to_iso(o.as_of))
      .field("released_on", o.released_on ? to_iso(*o.released_on) : std::string())
      .field("source", entry.source)
      .end_object();
}

Result<OutcomeEntry> read_outcome(element object) {
  if (!object.is_object()) return odd_member("outcome", "应是各项结果", "should be an object");
  OutcomeEntry entry;
  Outcome& o = entry.outcome;
  TRY(read_figure(object, "value", o.value));
  TRY(read_figure(object, "cumulative", o.cumulative));
  TRY(read_figure(object, "level", o.level));
  TRY(read_figure(object, "baseline", o.baseline));
  TRY(read_figure(object, "reference", o.reference));
  TRY(read_figure(object, "remaining", o.remaining));
  TRY(read_figure(object, "covered", o.covered));
  TRY(read_figure(object, "total", o.total));
  element confirmed;
  if (object["confirmed"].get(confirmed) == simdjson::SUCCESS && !confirmed.is_null()) {
    bool yes = false;
    if (confirmed.get(yes) != simdjson::SUCCESS)
      return odd_member("confirmed", "应是是或否", "should be true or false");
    o.confirmed = yes;
  }
  TRY(read_day(object, "as_of", o.as_of));
  Day released;
  TRY(read_day(object, "released_on", released));
  if (released.given()) o.released_on = released;
  TRY(read_text(object, "source", entry.source));
  return entry;
}

std::string outcome_to_json(const OutcomeEntry& entry) {
  JsonWriter json;
  write_json(json, entry);
  return json.take();
}

Result<OutcomeEntry> outcome_from_json(std::string_view json) {
  if (json.empty()) return OutcomeEntry{};
  return read_outcome(TRY(parsed_object(json)));
}

}  // namespace duban
