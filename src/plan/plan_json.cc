#include "plan/plan_json.h"

#include <algorithm>
#include <charconv>

namespace duban {
namespace {

void write_strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& values) {
  json.key(key).begin_array();
  for (const std::string& value : values) json.string(value);
  json.end_array();
}

void write_names(JsonWriter& json, std::string_view key, const std::vector<Name>& names) {
  json.key(key).begin_array();
  for (const Name& name : names) json.string(name.text);
  json.end_array();
}

void write_name_spans(JsonWriter& json, std::string_view key, const std::vector<Name>& names) {
  json.key(key).begin_array();
  for (const Name& name : names) {
    if (name.spans.empty()) {
      json.begin_object().field("rule", name.rule).end_object();
    } else {
      json.spans(name.spans);
    }
  }
  json.end_array();
}

// A number that is one goes out as one: 12; 第三 or 3-1 stays text.
void write_no(JsonWriter& json, std::string_view key, const std::string& no) {
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(no.data(), no.data() + no.size(), value);
  json.key(key);
  if (!no.empty() && status == std::errc() && end == no.data() + no.size()) {
    json.integer(value);
  } else {
    json.string(no);
  }
}

using Write = std::function<void(std::string_view)>;

// Hands on what is written once it is a piece.
void hand_on(JsonWriter& json, const Write& write) {
  constexpr std::size_t kPiece = 1U << 18U;  // bytes
  if (json.text().size() >= kPiece) write(json.take());
}

template <class Each>
void write_all(JsonWriter& json, std::string_view key, const std::vector<Each>& all, const Write& write) {
  json.key(key).begin_array();
  for (const Each& each : all) {
    write_json(json, each);
    hand_on(json, write);
  }
  json.end_array();
}

}  // namespace

void write_json(JsonWriter& json, const Target& target) {
  json.begin_object()
      .field("indicator", target.indicator)
      .field("measure", to_word(target.measure))
      .field("op", to_word(target.op))
      .field("value", target.value);
  if (target.value_max) json.field("value_max", *target.value_max);
  json.field("unit", target.unit);
  if (!target.horizon.empty()) json.field("horizon", target.horizon);
  json.key("span").span(target.span).field("rule", target.rule).end_object();
}

void write_json(JsonWriter& json, const Qualitative& each) {
  json.begin_object().field("phrase", each.phrase).field("kind", to_word(each.kind));
  json.key("span").span(each.span).field("rule", each.rule).end_object();
}

void write_json(JsonWriter& json, const Project& project) {
  json.begin_object().field("name", project.name).field("stage", to_word(project.stage));
  json.key("span").span(project.span).field("rule", project.rule).end_object();
}

void write_json(JsonWriter& json, const Task& task) {
  json.begin_object();
  write_no(json, "no", task.no);
  write_strings(json, "section", task.section);
  json.field("text", task.text);
  write_names(json, "leaders", task.leaders);
  write_names(json, "lead_units", task.lead_units);
  write_names(json, "responsible_units", task.responsible_units);
  json.field("shared", task.shared)
      .field("open_lead", task.open_lead)
      .field("open_responsible", task.open_responsible)
      .field("deadline", task.deadline);
  if (!task.deadline_text.empty()) json.field("deadline_text", task.deadline_text);
  json.key("targets").begin_array();
  for (const Target& target : task.targets) write_json(json, target);
  json.end_array().key("qualitative").begin_array();
  for (const Qualitative& each : task.qualitative) write_json(json, each);
  json.end_array().key("projects").begin_array();
  for (const Project& project : task.projects) write_json(json, project);
  json.end_array().key("span").span(task.span);
  json.key("spans").begin_object().key("text").spans(task.text_spans);
  write_name_spans(json, "leaders", task.leaders);
  write_name_spans(json, "lead_units", task.lead_units);
  write_name_spans(json, "responsible_units", task.responsible_units);
  json.end_object().end_object();
}

void write_json(JsonWriter& json, const Anomaly& anomaly) {
  json.begin_object()
      .field("text", anomaly.text)
      .field("where", anomaly.where)
      .field("kind", to_word(anomaly.kind))
      .field("severity", to_word(anomaly.severity))
      .field("reason", anomaly.reason)
      .field("likely", anomaly.likely);
  json.key("span").span(anomaly.span).field("rule", anomaly.rule).end_object();
}

void write_json(JsonWriter& json, const DocumentHead& head) {
  json.begin_object()
      .field("kind", to_word(head.kind))
      .field("title", head.title)
      .field("doc_number", head.doc_number)
      .field("issuer", head.issuer)
      .field("issued_on", head.issued_on)
      .field("year", head.year)
      .field("region", head.region)
      .field("level", to_word(head.level));
  if (!head.addressees.empty()) write_strings(json, "addressees", head.addressees);
  if (!head.approved_by.empty()) json.field("approved_by", head.approved_by);
  if (!head.published_on.empty()) json.field("published_on", head.published_on);
  if (!head.attachments.empty()) write_strings(json, "attachments", head.attachments);
  if (!head.secrecy.empty()) json.field("secrecy", head.secrecy);
  json.end_object();
}

void write_json(const Plan& plan, const Write& write) {
  JsonWriter json;
  json.begin_object().key("document");
  write_json(json, plan.document);
  json.key("sections").begin_array();
  for (const Section& section : plan.sections) {
    json.begin_object()
        .field("label", section.label)
        .field("title", section.title)
        .field("level", section.level);
    write_no(json, "first_task", section.first_task);
    write_no(json, "last_task", section.last_task);
    json.key("spans").spans(section.spans).end_object();
  }
  json.end_array();
  write_all(json, "tasks", plan.tasks, write);
  json.key("lists").begin_array();
  for (const TaskList& list : plan.lists) {
    json.begin_object().field("name", list.name);
    write_all(json, "tasks", list.tasks, write);
    json.end_object();
  }
  json.end_array().key("requirements").begin_array();
  for (const Requirement& each : plan.requirements) {
    json.begin_object().field("label", each.label).field("title", each.title).field("text", each.text);
    json.key("span").span(each.span).end_object();
  }
  json.end_array();
  if (!plan.clauses.empty()) {
    json.key("clauses").begin_array();
    for (const Clause& clause : plan.clauses) {
      json.begin_object();
      write_strings(json, "section", clause.section);
      json.field("text", clause.text).field("class", to_word(clause.clause_class));
      json.key("span").span(clause.span).end_object();
      hand_on(json, write);
    }
    json.end_array();
  }
  write_all(json, "anomalies", plan.anomalies, write);
  json.end_object();
  write(json.text());
}

std::string to_json(const Plan& plan) {
  std::string out;
  write_json(plan, [&](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace duban
