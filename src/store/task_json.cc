#include "store/task_json.h"

#include <simdjson.h>

#include <algorithm>
#include <cctype>

#include "grammar/project.h"
#include "grammar/qualitative.h"
#include "plan/plan_json.h"

namespace duban {
namespace {

using simdjson::dom::element;

Error bad_value(std::string_view field) {
  return error(ErrorCode::kInvalid, fmt::format("“{}”的内容不合格式", field_zh(field)),
               fmt::format("the value of {} has not the right shape", field));
}

simdjson::dom::parser& thread_parser() {
  thread_local simdjson::dom::parser parser;
  return parser;
}

// A member as text; numbers as their digits. Empty where it is absent.
std::string member_text(const element& object, std::string_view key) {
  element value;
  if (object[key].get(value) != simdjson::SUCCESS) return {};
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  std::int64_t number = 0;
  if (value.get(number) == simdjson::SUCCESS) return std::to_string(number);
  return {};
}

bool member_flag(const element& object, std::string_view key) {
  bool value = false;
  return object[key].get(value) == simdjson::SUCCESS && value;
}

bool read_span(const element& value, Span& out) {
  simdjson::dom::array pair;
  if (value.get(pair) != simdjson::SUCCESS || pair.size() != 2) return false;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  if (pair.at(0).get(begin) != simdjson::SUCCESS || pair.at(1).get(end) != simdjson::SUCCESS) return false;
  if (begin > end || end > UINT32_MAX) return false;
  out = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return true;
}

bool read_spans(const element& value, Spans& out) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return false;
  for (const element each : list) {
    Span span;
    if (!read_span(each, span)) return false;
    out.push_back(span);
  }
  return true;
}

bool read_strings(const element& value, std::vector<std::string>& out) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return false;
  for (const element each : list) {
    std::string_view text;
    if (each.get(text) != simdjson::SUCCESS) return false;
    out.emplace_back(text);
  }
  return true;
}

// One name's place: its ranges, or {"rule"} where it was inferred.
bool read_place(const element& value, Name& name) {
  if (value.is_null()) return true;
  if (value.is_object()) {
    name.rule = member_text(value, "rule");
    return true;
  }
  return read_spans(value, name.spans);
}

bool read_places(const element& value, std::vector<Name>& names) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS || list.size() != names.size()) return false;
  std::size_t i = 0;
  for (const element each : list) {
    if (!read_place(each, names[i++])) return false;
  }
  return true;
}

bool read_names(const element& object, const element& spans, std::string_view key, std::vector<Name>& out) {
  element value;
  std::vector<std::string> texts;
  if (object[key].get(value) != simdjson::SUCCESS || !read_strings(value, texts)) return false;
  for (std::string& text : texts) out.push_back({std::move(text), {}, {}});
  element places;
  return spans[key].get(places) != simdjson::SUCCESS || read_places(places, out);
}

bool read_target(const element& value, Target& out) {
  if (!value.is_object()) return false;
  out.indicator = member_text(value, "indicator");
  const auto measure = from_word<Measure>(member_text(value, "measure"));
  const auto op = from_word<Comparison>(member_text(value, "op"));
  if (!measure || !op || out.indicator.empty()) return false;
  out.measure = *measure;
  out.op = *op;
  if (value["value"].get(out.value) != simdjson::SUCCESS) return false;
  double top = 0;
  if (value["value_max"].get(top) == simdjson::SUCCESS) out.value_max = top;
  out.unit = member_text(value, "unit");
  out.horizon = member_text(value, "horizon");
  out.rule = member_text(value, "rule");
  element span;
  return value["span"].get(span) != simdjson::SUCCESS || read_span(span, out.span);
}

bool read_targets(const element& value, std::vector<Target>& out) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return false;
  for (const element each : list) {
    if (!read_target(each, out.emplace_back())) return false;
  }
  return true;
}

bool read_optional_span(const element& object, Span& out) {
  element span;
  return object["span"].get(span) != simdjson::SUCCESS || read_span(span, out);
}

bool read_goals(const element& value, std::vector<Qualitative>& out) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return false;
  for (const element each : list) {
    const auto kind = from_word<QualitativeKind>(member_text(each, "kind"));
    Qualitative& goal = out.emplace_back();
    goal.phrase = member_text(each, "phrase");
    goal.rule = member_text(each, "rule");
    if (!kind || goal.phrase.empty() || !read_optional_span(each, goal.span)) return false;
    goal.kind = *kind;
  }
  return true;
}

bool read_projects(const element& value, std::vector<Project>& out) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return false;
  for (const element each : list) {
    const auto stage = from_word<ProjectStage>(member_text(each, "stage"));
    Project& project = out.emplace_back();
    project.name = member_text(each, "name");
    project.rule = member_text(each, "rule");
    if (!stage || project.name.empty() || !read_optional_span(each, project.span)) return false;
    project.stage = *stage;
  }
  return true;
}

template <class AnyTask>
auto names_of(AnyTask& task, std::string_view field) -> decltype(&task.leaders) {
  if (field == "leaders") return &task.leaders;
  if (field == "lead_units") return &task.lead_units;
  if (field == "responsible_units") return &task.responsible_units;
  return nullptr;
}

template <class AnyTask>
auto flag_of(AnyTask& task, std::string_view field) -> decltype(&task.shared) {
  if (field == "shared") return &task.shared;
  if (field == "open_lead") return &task.open_lead;
  if (field == "open_responsible") return &task.open_responsible;
  return nullptr;
}

// Goals without a number and projects are what the wording says: words that a person wrote stand nowhere in the
// paper.
void read_words_again(Task& task) {
  task.qualitative = read_qualitative(task.text);
  for (Qualitative& each : task.qualitative) each.span = {};
  task.projects = duban::read_projects(task.text);
  for (Project& project : task.projects) project.span = {};
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::string number_words(double value) {
  JsonWriter json;
  json.number(value);
  return json.take();
}

struct FieldName {
  std::string_view field;
  std::string_view zh;
};
constexpr FieldName kFieldNames[] = {
    {"no", "编号"},
    {"section", "章节"},
    {"text", "任务内容"},
    {"leaders", "牵头领导"},
    {"lead_units", "牵头单位"},
    {"responsible_units", "责任单位"},
    {"shared", "按职责分工负责"},
    {"open_lead", "牵头单位未列全"},
    {"open_responsible", "责任单位未列全"},
    {"targets", "目标"},
    {"deadline", "时限"},
    {"title", "标题"},
    {"doc_number", "文号"},
    {"issuer", "发文机关"},
    {"region", "地区"},
    {"task", "任务"},
};

}  // namespace

std::string_view field_zh(std::string_view field) {
  for (const FieldName& each : kFieldNames) {
    if (each.field == field) return each.zh;
  }
  return field;
}

const std::vector<std::string_view>& task_fields() {
  static const std::vector<std::string_view> fields = {
      "text",      "leaders",          "lead_units", "responsible_units", "shared",
      "open_lead", "open_responsible", "targets",    "deadline",          "section"};
  return fields;
}

bool is_task_field(std::string_view field) {
  return std::find(task_fields().begin(), task_fields().end(), field) != task_fields().end();
}

bool is_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  const auto two = [&](std::size_t i) { return (text[i] - '0') * 10 + (text[i + 1] - '0'); };
  const int year = two(0) * 100 + two(2);
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int month = two(5);
  if (month < 1 || month > 12) return false;
  return two(8) >= 1 && two(8) <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

std::string task_to_json(const Task& task) {
  JsonWriter json;
  write_json(json, task);
  return json.take();
}

Result<Task> task_from_json(std::string_view json) {
  element object;
  if (thread_parser().parse(json.data(), json.size()).get(object) != simdjson::SUCCESS || !object.is_object()) {
    return bad_value("task");
  }
  Task task;
  task.no = member_text(object, "no");
  task.text = member_text(object, "text");
  task.shared = member_flag(object, "shared");
  task.open_lead = member_flag(object, "open_lead");
  task.open_responsible = member_flag(object, "open_responsible");
  task.deadline = member_text(object, "deadline");
  task.deadline_text = member_text(object, "deadline_text");
  element section;
  element targets;
  element span;
  element spans;
  const bool shaped = object["section"].get(section) == simdjson::SUCCESS &&
                      read_strings(section, task.section) &&
                      object["targets"].get(targets) == simdjson::SUCCESS &&
                      read_targets(targets, task.targets) && object["span"].get(span) == simdjson::SUCCESS &&
                      read_span(span, task.span) && object["spans"].get(spans) == simdjson::SUCCESS &&
                      spans.is_object() && read_names(object, spans, "leaders", task.leaders) &&
                      read_names(object, spans, "lead_units", task.lead_units) &&
                      read_names(object, spans, "responsible_units", task.responsible_units);
  // Rows that an older version wrote have neither.
  element goals;
  element projects;
  const bool more =
      (object["qualitative"].get(goals) != simdjson::SUCCESS || read_goals(goals, task.qualitative)) &&
      (object["projects"].get(projects) != simdjson::SUCCESS || read_projects(projects, task.projects));
  element text_spans;
  if (!shaped || !more || spans["text"].get(text_spans) != simdjson::SUCCESS ||
      !read_spans(text_spans, task.text_spans)) {
    return bad_value("task");
  }
  return task;
}

Result<void> set_field(Task& task, std::string_view field, std::string_view value_json,
                       std::string_view spans_json) {
  if (!is_task_field(field)) {
    return error(ErrorCode::kInvalid, fmt::format("没有“{}”这一栏", field),
                 fmt::format("there is no field {}", field));
  }
  simdjson::dom::parser value_parser;
  simdjson::dom::parser spans_parser;
  element value;
  element spans;
  if (value_parser.parse(value_json.data(), value_json.size()).get(value) != simdjson::SUCCESS) {
    return bad_value(field);
  }
  const bool has_spans = !spans_json.empty() && spans_json != "null";
  if (has_spans && spans_parser.parse(spans_json.data(), spans_json.size()).get(spans) != simdjson::SUCCESS) {
    return bad_value(field);
  }
  if (std::vector<Name>* names = names_of(task, field)) {
    std::vector<std::string> texts;
    if (!read_strings(value, texts)) return bad_value(field);
    std::vector<Name> fresh;
    for (std::string& text : texts) {
      if (is_blank(text)) return bad_value(field);
      const auto kept =
          std::find_if(names->begin(), names->end(), [&](const Name& n) { return n.text == text; });
      fresh.push_back(kept != names->end() ? *kept : Name{std::move(text), {}, "correction"});
    }
    if (has_spans && !read_places(spans, fresh)) return bad_value(field);
    *names = std::move(fresh);
    return {};
  }
  if (bool* flag = flag_of(task, field)) {
    if (value.get(*flag) != simdjson::SUCCESS) return bad_value(field);
    return {};
  }
  if (field == "section") {
    std::vector<std::string> labels;
    if (!read_strings(value, labels)) return bad_value(field);
    task.section = std::move(labels);
    return {};
  }
  if (field == "targets") {
    std::vector<Target> targets;
    if (!read_targets(value, targets)) return bad_value(field);
    task.targets = std::move(targets);
    return {};
  }
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return bad_value(field);
  if (field == "deadline") {
    if (!text.empty() && !is_iso_date(text)) return bad_value(field);
    task.deadline = text;
    return {};
  }
  if (is_blank(text)) return bad_value(field);
  task.text = text;
  read_words_again(task);
  if (has_spans) {
    task.text_spans.clear();
    if (!read_spans(spans, task.text_spans)) return bad_value(field);
  }
  return {};
}

std::string field_words(const Task& task, std::string_view field) {
  const auto joined = [](const auto& values, const auto& word, std::string_view mark) {
    std::string out;
    for (const auto& value : values) {
      if (!out.empty()) out += mark;
      out += word(value);
    }
    return out;
  };
  if (const std::vector<Name>* names = names_of(task, field)) {
    return joined(
        *names, [](const Name& name) { return name.text; }, "、");
  }
  if (const bool* flag = flag_of(task, field)) return *flag ? "是" : "否";
  if (field == "section")
    return joined(
        task.section, [](const std::string& label) { return label; }, "/");
  if (field == "targets") {
    const auto word = [](const Target& t) {
      std::string out = t.indicator + (t.measure == Measure::kGrowth ? "增长" : "") +
                        std::string(to_word(t.op)) + number_words(t.value);
      if (t.value_max) out += "–" + number_words(*t.value_max);
      return out + t.unit + (t.horizon.empty() ? "" : "(" + t.horizon + ")");
    };
    return joined(task.targets, word, "；");
  }
  if (field == "deadline") return task.deadline.empty() ? task.deadline_text : task.deadline;
  if (field == "no") return task.no;
  return task.text;
}

std::string field_json(const Task& task, std::string_view field) {
  JsonWriter json;
  if (const std::vector<Name>* names = names_of(task, field)) {
    json.begin_array();
    for (const Name& name : *names) json.string(name.text);
    json.end_array();
  } else if (const bool* flag = flag_of(task, field)) {
    json.boolean(*flag);
  } else if (field == "section") {
    return strings_to_json(task.section);
  } else if (field == "targets") {
    json.begin_array();
    for (const Target& target : task.targets) write_json(json, target);
    json.end_array();
  } else {
    json.string(field == "deadline" ? task.deadline : task.text);
  }
  return json.take();
}

std::string field_spans_json(const Task& task, std::string_view field) {
  JsonWriter json;
  if (const std::vector<Name>* names = names_of(task, field)) {
    json.begin_array();
    for (const Name& name : *names) {
      if (name.spans.empty()) {
        json.begin_object().field("rule", name.rule).end_object();
      } else {
        json.spans(name.spans);
      }
    }
    json.end_array();
    return json.take();
  }
  if (field != "text") return {};
  return json.spans(task.text_spans).take();
}

std::vector<std::string> strings_from_json(std::string_view json) {
  simdjson::dom::parser parser;
  element value;
  std::vector<std::string> out;
  if (parser.parse(json.data(), json.size()).get(value) != simdjson::SUCCESS || !read_strings(value, out))
    return {};
  return out;
}

Result<std::vector<std::string>> strings_member(std::string_view object_json, std::string_view key) {
  simdjson::dom::parser parser;
  element value;
  std::vector<std::string> out;
  if (parser.parse(object_json.data(), object_json.size())[key].get(value) != simdjson::SUCCESS ||
      !read_strings(value, out)) {
    return bad_value(key);
  }
  return out;
}

Result<std::vector<Section>> sections_member(std::string_view outline) {
  simdjson::dom::parser parser;
  simdjson::dom::array list;
  if (parser.parse(outline.data(), outline.size())["sections"].get(list) != simdjson::SUCCESS) {
    return bad_value("section");
  }
  std::vector<Section> out;
  for (const element each : list) {
    Section section;
    section.label = member_text(each, "label");
    section.title = member_text(each, "title");
    std::int64_t level = 1;
    if (each["level"].get(level) == simdjson::SUCCESS) section.level = static_cast<int>(level);
    section.first_task = member_text(each, "first_task");
    section.last_task = member_text(each, "last_task");
    out.push_back(std::move(section));
  }
  return out;
}

Result<DocumentHead> head_from_json(std::string_view json) {
  simdjson::dom::parser parser;
  element object;
  if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS || !object.is_object()) {
    return bad_value("document");
  }
  DocumentHead head;
  head.kind = from_word<DocumentKind>(member_text(object, "kind")).value_or(DocumentKind::kOther);
  head.title = member_text(object, "title");
  head.doc_number = member_text(object, "doc_number");
  head.issuer = member_text(object, "issuer");
  head.issued_on = member_text(object, "issued_on");
  std::int64_t year = 0;
  if (object["year"].get(year) == simdjson::SUCCESS) head.year = static_cast<int>(year);
  head.region = member_text(object, "region");
  head.level = from_word<Level>(member_text(object, "level")).value_or(Level::kNone);
  head.approved_by = member_text(object, "approved_by");
  head.published_on = member_text(object, "published_on");
  element list;
  if (object["addressees"].get(list) == simdjson::SUCCESS) read_strings(list, head.addressees);
  if (object["attachments"].get(list) == simdjson::SUCCESS) read_strings(list, head.attachments);
  return head;
}

std::string outline_json(const Plan& plan) {
  JsonWriter json;
  json.begin_object().key("sections").begin_array();
  for (const Section& section : plan.sections) {
    json.begin_object()
        .field("label", section.label)
        .field("title", section.title)
        .field("level", section.level)
        .field("first_task", section.first_task)
        .field("last_task", section.last_task);
    json.key("spans").spans(section.spans).end_object();
  }
  json.end_array().key("lists").begin_array();
  for (const TaskList& list : plan.lists) json.string(list.name);
  json.end_array().key("requirements").begin_array();
  for (const Requirement& each : plan.requirements) {
    json.begin_object().field("label", each.label).field("title", each.title).field("text", each.text);
    json.key("span").span(each.span).end_object();
  }
  json.end_array().key("missing").begin_array();
  for (const Anomaly& anomaly : plan.anomalies) {
    if (anomaly.kind == AnomalyKind::kMissingPart) json.string(anomaly.reason);
  }
  return json.end_array().end_object().take();
}

std::string strings_to_json(const std::vector<std::string>& strings) {
  JsonWriter json;
  json.begin_array();
  for (const std::string& each : strings) json.string(each);
  json.end_array();
  return json.take();
}

}  // namespace duban
