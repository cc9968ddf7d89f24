#include "supervise/task_fact.h"

#include <fmt/format.h>

#include <charconv>

namespace duban {
namespace {

Error damaged(std::string_view name, std::string_view value) {
  return error(ErrorCode::kDamaged, fmt::format("任务记录的“{}”读不懂：{}", name, value),
               fmt::format("“{}” of a task's fact cannot be read: {}", name, value));
}

// Writes the fields that are set and reads them back: one list of fields for both ways.
class FieldWriter {
 public:
  FactFields out;
  Result<void> field(std::string_view name, const std::string& value) {
    if (!value.empty()) out.emplace_back(name, value);
    return {};
  }
  Result<void> field(std::string_view name, const std::int64_t& value) {
    if (value != 0) out.emplace_back(name, std::to_string(value));
    return {};
  }
  Result<void> field(std::string_view name, const int& value) { return field(name, std::int64_t{value}); }
  Result<void> field(std::string_view name, const bool& value) {
    if (value) out.emplace_back(name, "1");
    return {};
  }
  Result<void> field(std::string_view name, const Day& value) {
    if (value.given()) out.emplace_back(name, to_iso(value));
    return {};
  }
  template <class Enum>
  Result<void> word(std::string_view name, const Enum& value) {
    if (value != Enum{}) out.emplace_back(name, to_word(value));
    return {};
  }
  Result<void> capacity(std::string_view name, const Capacity& value) {
    if (value != Capacity::kSelf) out.emplace_back(name, value == Capacity::kDelegate ? "delegate" : "fill_in");
    return {};
  }
  Result<void> action(std::string_view name, const TaskAction& value) {
    out.emplace_back(name, to_word(value));
    return {};
  }
  Result<void> seats(std::string_view name, const std::vector<UnitSeat>& value) {
    std::string lines;
    for (const UnitSeat& seat : value) {
      lines += fmt::format("{}{} {}", lines.empty() ? "" : "\n", to_word(seat.part), seat.unit);
    }
    return field(name, lines);
  }
};

class FieldReader {
 public:
  explicit FieldReader(const FactFields& in) : in_(in) {}

  Result<void> field(std::string_view name, std::string& value) {
    if (const std::string* text = take(name)) value = *text;
    return {};
  }
  Result<void> field(std::string_view name, std::int64_t& value) {
    const std::string* text = take(name);
    if (text == nullptr) return {};
    const auto [end, code] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (code != std::errc() || end != text->data() + text->size()) return damaged(name, *text);
    return {};
  }
  Result<void> field(std::string_view name, int& value) {
    std::int64_t wide = 0;
    TRY(field(name, wide));
    if (wide < -1'000'000 || wide > 1'000'000) return damaged(name, std::to_string(wide));
    value = static_cast<int>(wide);
    return {};
  }
  Result<void> field(std::string_view name, bool& value) {
    const std::string* text = take(name);
    if (text == nullptr) return {};
    if (*text != "1") return damaged(name, *text);
    value = true;
    return {};
  }
  Result<void> field(std::string_view name, Day& value) {
    const std::string* text = take(name);
    if (text == nullptr) return {};
    const auto day = Day::parse(*text);
    if (!day) return damaged(name, *text);
    value = *day;
    return {};
  }
  template <class Enum>
  Result<void> word(std::string_view name, Enum& value) {
    const std::string* text = take(name);
    if (text == nullptr) return {};
    const auto known = task_word<Enum>(*text);
    if (!known) return damaged(name, *text);
    value = *known;
    return {};
  }
  Result<void> capacity(std::string_view name, Capacity& value) {
    const std::string* text = take(name);
    if (text == nullptr) return {};
    if (*text != "delegate" && *text != "fill_in") return damaged(name, *text);
    value = *text == "delegate" ? Capacity::kDelegate : Capacity::kFillIn;
    return {};
  }
  Result<void> action(std::string_view name, TaskAction& value) {
    const std::string* text = take(name);
    const auto known = text == nullptr ? std::nullopt : task_action_from_word(*text);
    if (!known) return damaged(name, text == nullptr ? "" : *text);
    value = *known;
    return {};
  }
  Result<void> seats(std::string_view name, std::vector<UnitSeat>& value) {
    const std::string* text = take(name);
    if (text == nullptr) return {};
    for (std::string_view rest = *text; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      const std::size_t blank = line.find(' ');
      const auto part = task_word<UnitPart>(line.substr(0, blank));
      if (!part || blank == std::string_view::npos) return damaged(name, line);
      value.push_back({std::string(line.substr(blank + 1)), *part});
    }
    return {};
  }

  Result<void> nothing_left() const {
    if (taken_ == in_.size()) return {};
    return error(ErrorCode::kDamaged, "任务记录有不认识或重复的字段",
                 "A task's fact has unknown or repeated fields");
  }

 private:
  const std::string* take(std::string_view name) {
    for (const auto& [each, value] : in_) {
      if (each != name) continue;
      ++taken_;
      return &value;
    }
    return nullptr;
  }
  const FactFields& in_;
  std::size_t taken_ = 0;
};

template <class Fields, class Fact>
Result<void> each_field(Fields& fields, Fact& fact) {
  auto& what = fact.what;
  TRY(fields.field("no", fact.no));
  TRY(fields.field("day", fact.day));
  TRY(fields.action("action", what.action));
  TRY(fields.field("account", what.by.account));
  TRY(fields.field("name", what.by.name));
  TRY(fields.word("party", what.by.party));
  TRY(fields.field("own_unit", what.by.unit));
  TRY(fields.capacity("capacity", what.by.capacity));
  TRY(fields.field("acts_for", what.by.acts_for));
  TRY(fields.field("unit", what.unit));
  TRY(fields.field("other_unit", what.other_unit));
  TRY(fields.word("part", what.part));
  TRY(fields.seats("units", what.units));
  TRY(fields.field("text", what.text));
  TRY(fields.field("document", what.document));
  TRY(fields.field("field", what.field));
  TRY(fields.field("before", what.before));
  TRY(fields.field("after", what.after));
  TRY(fields.field("date", what.date));
  TRY(fields.field("due_default", what.due_default));
  TRY(fields.word("task_class", what.task_class));
  TRY(fields.word("horizon", what.horizon));
  TRY(fields.word("closure", what.closure));
  TRY(fields.word("confidence", what.confidence));
  TRY(fields.field("conclusion", what.conclusion));
  TRY(fields.field("head", what.head));
  TRY(fields.field("liaison", what.liaison));
  TRY(fields.field("handler", what.handler));
  TRY(fields.field("task", what.task));
  TRY(fields.field("late_before", what.late_before));
  return fields.field("limit_end", fact.limit_end);
}

}  // namespace

FactFields to_fields(const TaskFact& fact) {
  FieldWriter writer;
  CHECK(each_field(writer, fact).ok());
  return std::move(writer.out);
}

Result<TaskFact> fact_from_fields(const FactFields& fields) {
  FieldReader reader(fields);
  TaskFact fact;
  fact.what.part = UnitPart::kLead;  // what is not written is each enum's first word
  TRY(each_field(reader, fact));
  TRY(reader.nothing_left());
  if (fact.no < 1) return damaged("no", std::to_string(fact.no));
  if (!fact.day.given()) return damaged("day", "");
  return fact;
}

}  // namespace duban
