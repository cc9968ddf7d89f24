#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/json.h"
#include "store/alignment_rows.h"
#include "store/alignment_verified.h"
#include "store/task_json.h"

namespace duban {
namespace {

void write_end(JsonWriter& json, const PaperEnd& end) {
  json.begin_object().field("key", end.key).key("task_id");
  end.task_id != 0 ? json.integer(end.task_id) : json.null();
  json.field("no", end.no).field("list", end.list).field("section", end.section);
  json.key("section_titles").raw(strings_to_json(end.section_titles)).field("text", end.text);
  json.field("class", end.clause >= 0 ? to_word(end.clause_class) : std::string_view());
  json.key("lead_units").raw(strings_to_json(end.lead_units)).key("span").span(end.span).end_object();
}

void write_side(JsonWriter& json, const std::vector<const PaperEnd*>& ends) {
  json.begin_array();
  for (const PaperEnd* each : ends) write_end(json, *each);
  json.end_array();
}

double in_hundredths(double score) { return std::round(score * 100) / 100; }

constexpr std::string_view kNoDetails =
    R"("shared":[],"targets":[],"diff":null,"parts":[],"drift":[],"promise":null)";

// An object that is still open, closed behind members that are kept as JSON.
std::string closed_with(JsonWriter& object, std::string_view members) {
  return fmt::format("{},{}}}", object.take(), members);
}

void write_decision(JsonWriter& json, const WholeAlignment& whole, const SettledLink* link) {
  json.key("decision");
  if (link != nullptr && link->decision) {
    write_json(json, whole.facts[*link->decision]);
  } else {
    json.null();
  }
}

std::string link_json(const WholeAlignment& whole, const SettledLink& link, Language language) {
  const KeptLink* proposal = link.proposal ? &whole.proposed[*link.proposal] : nullptr;
  JsonWriter json;
  json.begin_object().field("key", fmt::format("{}:{}", link.from, link.to));
  json.field("from", link.from).field("to", link.to).field("type", to_word(link.type));
  json.field("score", proposal != nullptr ? in_hundredths(proposal->score) : 1.0);
  json.field("why", proposal != nullptr ? proposal->why.in(language) : std::string());
  json.field("holds", link.holds).field("disagrees", link.disagrees).key("machine");
  proposal != nullptr ? json.string(to_word(proposal->ends.type)) : json.null();
  write_decision(json, whole, &link);
  return closed_with(json, proposal != nullptr ? std::string_view(proposal->details) : kNoDetails);
}

// Commitments whose only link a person removed.
std::vector<const PaperEnd*> bared_clauses(const WholeAlignment& whole) {
  std::vector<const PaperEnd*> out;
  if (whole.kept.kind != AlignmentKind::kTrace) return out;
  std::set<std::string> removed;
  std::set<std::string> held;
  for (const SettledLink& link : whole.settled.links) (link.holds ? held : removed).insert(link.from);
  for (const std::string& key : removed) {
    const PaperEnd* end = whole.from.find(key);
    if (end != nullptr && !held.contains(key)) out.push_back(end);
  }
  return out;
}

void write_outcomes(JsonWriter& json, const WholeAlignment& whole, const VerifiedFigures& verified,
                    Language language) {
  std::map<std::pair<std::string, std::string>, const SettledLink*> settled;
  for (const SettledLink& link : whole.settled.links) settled[{link.from, link.to}] = &link;
  json.key("outcomes").begin_array();
  for (const KeptLink& row : whole.proposed) {
    if (whole.kept.kind != AlignmentKind::kOutcomes) break;
    const auto found = settled.find({row.ends.from, row.ends.to});
    const SettledLink* link = found == settled.end() ? nullptr : found->second;
    JsonWriter each;
    each.begin_object().field("from", row.ends.from).key("to");
    row.ends.to.empty() ? each.null() : each.string(row.ends.to);
    each.field("score", in_hundredths(row.score)).field("why", row.why.in(language));
    each.field("holds", link == nullptr || link->holds);
    write_decision(each, whole, link);
    each.key("verified");
    if (const auto figure = verified.find(row)) {
      each.begin_object().field("value", figure->value).field("on", figure->on).end_object();
    } else {
      each.null();
    }
    json.raw(closed_with(each, row.details));
  }
  json.end_array();
}

void write_keys(JsonWriter& json, std::string_view name, const std::vector<std::string>& keys) {
  json.key(name).raw(strings_to_json(keys));
}

}  // namespace

Result<Versioned> read_alignment_decisions(sql::Connection& db, const Actor& actor, std::int64_t alignment_id) {
  TRY(require_whole(db, actor, Action::kReadLedger, alignment_id));
  const KeptAlignment kept = TRY(load_alignment(db, actor.government_id, alignment_id));
  JsonWriter json;
  json.begin_object().field("id", kept.id).field("kind", to_word(kept.kind)).field("version", kept.version);
  json.key("decisions").begin_array();
  for (const LinkFact& each : TRY(load_link_facts(db, alignment_id))) write_json(json, each);
  json.end_array().end_object();
  return Versioned{json.take(), kept.id, kept.version};
}

Result<Versioned> read_alignment(sql::Connection& db, const Actor& actor, std::int64_t alignment_id,
                                 Language language, UtcMillis now) {
  TRY(require_whole(db, actor, Action::kReadLedger, alignment_id));
  const WholeAlignment whole = TRY(load_whole_alignment(db, actor.government_id, alignment_id, now));
  JsonWriter json;
  json.begin_object()
      .field("id", whole.kept.id)
      .field("kind", to_word(whole.kept.kind))
      .field("version", whole.kept.version)
      .field("made_at", utc_text(whole.kept.made_at));
  json.key("from");
  write_json(json, whole.from.head);
  json.key("to");
  write_json(json, whole.to.head);
  json.key("from_rows");
  write_side(json, ends_of_side(whole, true));
  json.key("to_rows");
  write_side(json, ends_of_side(whole, false));
  json.key("links").begin_array();
  for (const SettledLink& link : whole.settled.links) json.raw(link_json(whole, link, language));
  json.end_array();
  write_keys(json, "dropped", whole.settled.dropped);
  write_keys(json, "added", whole.settled.added);
  write_keys(json, "split", whole.settled.split);
  write_keys(json, "merged", whole.settled.merged);
  json.key("bared").begin_array();
  for (const PaperEnd* each : bared_clauses(whole)) json.string(each->key);
  json.end_array();
  write_outcomes(json, whole, TRY(load_verified_figures(db, whole)), language);
  json.key("lost").begin_array();
  for (const LinkFact& each : whole.facts) {
    if (each.from.key.empty() || each.to.key.empty()) write_json(json, each);
  }
  json.end_array().key("remarks").begin_array();
  for (const Message& each : whole.kept.remarks) json.string(each.in(language));
  json.end_array();
  return Versioned{closed_with(json, whole.kept.body), whole.kept.id, whole.kept.version};
}

}  // namespace duban
