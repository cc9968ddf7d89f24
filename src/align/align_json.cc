#include "align/align_json.h"

#include <cmath>

#include "base/json.h"

namespace duban {
namespace {

void write_strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& values) {
  json.key(key).begin_array();
  for (const std::string& value : values) json.string(value);
  json.end_array();
}

void write_remarks(JsonWriter& json, const std::vector<Message>& remarks, Language language) {
  json.key("remarks").begin_array();
  for (const Message& remark : remarks) json.string(remark.in(language));
  json.end_array();
}

double rounded(double chance) { return std::round(chance * 100) / 100; }

void write_change(JsonWriter& json, const TargetChange& change) {
  json.begin_object().field("indicator", change.indicator).field("from", change.from).field("to", change.to);
  json.field("change", to_word(change.kind));
  if (change.share) json.field("share", std::round(*change.share * 10000) / 10000);
  if (!change.units_to.empty()) {
    write_strings(json, "units_from", change.units_from);
    write_strings(json, "units_to", change.units_to);
  }
  json.end_object();
}

}  // namespace

std::string to_json(const PlanLinks& links, Language language) {
  JsonWriter json;
  json.begin_object().key("links").begin_array();
  for (const PlanLink& link : links.links) {
    json.begin_object().field("from", link.from).field("to", link.to).field("type", to_word(link.type));
    json.field("score", rounded(link.score)).field("why", link.why.in(language));
    json.key("targets").begin_array();
    for (const TargetChange& change : link.targets) write_change(json, change);
    json.end_array().end_object();
  }
  json.end_array();
  write_strings(json, "dropped", links.dropped);
  write_strings(json, "new", links.added);
  write_strings(json, "split", links.split);
  write_strings(json, "merged", links.merged);
  json.key("shares").begin_array();
  for (const ApportionedTarget& target : links.shares) {
    json.begin_object().field("no", target.no).field("indicator", target.indicator).field("unit", target.unit);
    json.field("whole", target.whole).key("parts").begin_array();
    for (const ApportionedTarget::Part& part : target.parts)
      json.begin_object().field("no", part.no).field("value", part.value).end_object();
    json.end_array().field("sum", target.sum).field("adds_up", std::fabs(target.sum - target.whole) < 1e-9);
    json.end_object();
  }
  json.end_array();
  write_remarks(json, links.remarks, language);
  json.end_object();
  return json.take();
}

std::string to_json(const Trace& trace, Language language) {
  JsonWriter json;
  json.begin_object().key("tasks").begin_object();
  std::vector<std::string> unplaced;
  for (const TracedTask& task : trace.tasks) {
    if (task.sources.empty()) {
      unplaced.push_back(task.no);
      continue;
    }
    json.key(task.no).begin_array();
    for (const TraceSource& source : task.sources) {
      json.begin_object().field("text", source.text).key("span").span(source.span);
      json.field("score", rounded(source.score)).end_object();
    }
    json.end_array();
  }
  json.end_object().key("uncovered").begin_array();
  for (const Uncovered& part : trace.uncovered) {
    json.begin_object().field("text", part.text).field("section", part.section);
    json.field("class", to_word(part.clause_class)).key("span").span(part.span).end_object();
  }
  json.end_array().key("drift").begin_array();
  for (const Drift& drift : trace.drift) {
    json.begin_object().key("task");
    // Numbers as numbers where they are, so that {"task": 26} stays what readers of the JSON expect.
    const bool number = !drift.task.empty() && drift.task.size() < 10 &&
                        drift.task.find_first_not_of("0123456789") == std::string::npos;
    if (number) {
      json.integer(std::stoll(drift.task));
    } else {
      json.string(drift.task);
    }
    json.field("report", drift.report).field("plan", drift.plan).field("what", to_word(drift.kind));
    json.field("detail", drift.detail).end_object();
  }
  json.end_array();
  write_strings(json, "unplaced", unplaced);
  write_remarks(json, trace.remarks, language);
  json.end_object();
  return json.take();
}

}  // namespace duban
