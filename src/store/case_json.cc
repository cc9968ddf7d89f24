#include "store/case_json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "base/json.h"

namespace duban {
namespace {

using simdjson::dom::element;

Error damaged_case(std::string_view what) {
  return error(ErrorCode::kDamaged, fmt::format("保存的任务状态读不懂：{}", what),
               fmt::format("the kept state of a task cannot be read: {}", what));
}

// The same list of members for both ways, as in task_fact.cc.
class CaseWriter {
 public:
  explicit CaseWriter(JsonWriter& json) : json_(json) {}
  void text(std::string_view key, const std::string& value) { json_.field(key, value); }
  void number(std::string_view key, const std::int64_t& value) { json_.field(key, value); }
  void number(std::string_view key, const int& value) { json_.field(key, value); }
  void flag(std::string_view key, const bool& value) { json_.field(key, value); }
  void day(std::string_view key, const Day& value) { json_.field(key, to_iso(value)); }
  template <class Enum>
  void word(std::string_view key, const Enum& value) {
    json_.field(key, to_word(value));
  }
  template <class Each, class Members>
  void list(std::string_view key, const std::vector<Each>& values, Members members) {
    json_.key(key).begin_array();
    for (const Each& each : values) {
      json_.begin_object();
      members(*this, each);
      json_.end_object();
    }
    json_.end_array();
  }

 private:
  JsonWriter& json_;
};

class CaseReader {
 public:
  explicit CaseReader(element object) : object_(object) {}
  std::string bad;  // the first member that could not be read

  void text(std::string_view key, std::string& value) {
    std::string_view found;
    if (read(key, found)) value = found;
  }
  void number(std::string_view key, std::int64_t& value) { read(key, value); }
  void number(std::string_view key, int& value) {
    std::int64_t wide = 0;
    if (!read(key, wide)) return;
    if (wide < INT32_MIN || wide > INT32_MAX) return fail(key);
    value = static_cast<int>(wide);
  }
  void flag(std::string_view key, bool& value) { read(key, value); }
  void day(std::string_view key, Day& value) {
    std::string_view found;
    if (!read(key, found) || found.empty()) return;
    const auto day = Day::parse(found);
    if (!day) return fail(key);
    value = *day;
  }
  template <class Enum>
  void word(std::string_view key, Enum& value) {
    std::string_view found;
    if (!read(key, found)) return;
    const auto known = word_of<Enum>(found);
    if (!known) return fail(key);
    value = *known;
  }
  template <class Each, class Members>
  void list(std::string_view key, std::vector<Each>& values, Members members) {
    simdjson::dom::array found;
    if (!read(key, found)) return;
    for (const element item : found) {
      CaseReader inner(item);
      members(inner, values.emplace_back());
      if (!inner.bad.empty()) return fail(fmt::format("{}.{}", key, inner.bad));
    }
  }

 private:
  template <class Enum>
  static std::optional<Enum> word_of(std::string_view word) {
    if constexpr (std::is_same_v<Enum, LimitKind>) {
      return limit_from_word(word);
    } else {
      return task_word<Enum>(word);
    }
  }
  template <class T>
  bool read(std::string_view key, T& value) {
    if (object_[key].get(value) == simdjson::SUCCESS) return true;
    fail(key);
    return false;
  }
  void fail(std::string_view key) {
    if (bad.empty()) bad = key;
  }
  element object_;
};

template <class Io, class Case>
void case_members(Io& io, Case& task) {
  io.word("state", task.state);
  io.number("facts", task.facts);
  io.day("last_day", task.last_day);
  io.word("task_class", task.task_class);
  io.word("horizon", task.horizon);
  io.day("original_due", task.original_due);
  io.flag("due_default", task.due_default);
  io.text("done_criteria", task.done_criteria);
  io.list("units", task.units, [](auto& in, auto& unit) {
    in.text("unit", unit.unit);
    in.word("part", unit.part);
    in.word("state", unit.state);
    in.day("due", unit.due);
    in.word("closure", unit.closure);
    in.flag("closed_with_task", unit.closed_with_task);
    in.number("verifications", unit.verifications);
    in.text("head", unit.head);
    in.text("liaison", unit.liaison);
    in.text("handler", unit.handler);
    in.number("delegated", unit.delegated);
    in.number("filled_in", unit.filled_in);
  });
  io.list("limits", task.limits, [](auto& in, auto& limit) {
    in.word("kind", limit.kind);
    in.text("unit", limit.unit);
    in.number("conclusion", limit.conclusion);
    in.day("end", limit.end);
  });
  io.list("late", task.late, [](auto& in, auto& mark) {
    in.word("kind", mark.kind);
    in.text("unit", mark.unit);
    in.day("end", mark.end);
  });
  io.list("extensions", task.extensions, [](auto& in, auto& extension) {
    in.text("unit", extension.unit);
    in.day("from", extension.from);
    in.day("to", extension.to);
    in.word("state", extension.state);
    in.number("agreed_by", extension.agreed_by);
    in.day("done_on", extension.done_on);
  });
  io.list("conclusions", task.conclusions, [](auto& in, auto& conclusion) {
    in.number("no", conclusion.no);
    in.text("unit", conclusion.unit);
    in.day("on", conclusion.on);
    in.number("by", conclusion.by);
    in.flag("passed", conclusion.passed);
    in.word("objection", conclusion.objection);
  });
  io.number("adjustments", task.adjustments);
  io.number("open_subtasks", task.open_subtasks);
  io.word("confidence", task.confidence);
  io.day("suspended_on", task.suspended_on);
  io.word("ending", task.ending);
  io.word("closure", task.closure);
  io.day("ended_on", task.ended_on);
  io.text("predecessor", task.predecessor);
  io.text("successor", task.successor);
  io.flag("late_before", task.late_before);
}

simdjson::dom::parser& case_parser() {
  thread_local simdjson::dom::parser parser;
  return parser;
}

}  // namespace

std::string case_to_json(const TaskCase& task) {
  JsonWriter json;
  json.begin_object();
  CaseWriter writer(json);
  case_members(writer, task);
  return json.end_object().take();
}

Result<TaskCase> case_from_json(std::string_view json) {
  element root;
  if (case_parser().parse(json.data(), json.size()).get(root) != simdjson::SUCCESS) return damaged_case("JSON");
  TaskCase task;
  CaseReader reader(root);
  case_members(reader, task);
  if (!reader.bad.empty()) return damaged_case(reader.bad);
  return task;
}

std::string fact_to_json(const TaskFact& fact) {
  JsonWriter json;
  json.begin_object();
  for (const auto& [name, value] : to_fields(fact)) json.field(name, value);
  return json.end_object().take();
}

Result<TaskFact> fact_from_json(std::string_view json) {
  element root;
  simdjson::dom::object object;
  if (case_parser().parse(json.data(), json.size()).get(root) != simdjson::SUCCESS ||
      root.get(object) != simdjson::SUCCESS) {
    return damaged_case("JSON");
  }
  FactFields fields;
  for (const auto member : object) {
    std::string_view value;
    if (member.value.get(value) != simdjson::SUCCESS) return damaged_case(member.key);
    fields.emplace_back(member.key, value);
  }
  return fact_from_fields(fields);
}

}  // namespace duban
