#pragma once

// The rows of alignments in the database, as values; between alignment_make.cc, which writes them, and those
// that read.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "store/alignments.h"

namespace duban {

struct KeptAlignment {
  std::int64_t id = 0, from_plan_id = 0, to_plan_id = 0, version = 0;
  AlignmentKind kind = AlignmentKind::kTrace;
  std::string stamp;
  UtcMillis made_at = 0;
  std::string body;  // JSON members: "uncovered":[…],"shares":[…]
  std::vector<Message> remarks;
};
Result<KeptAlignment> load_alignment(sql::Connection& db, std::int64_t government_id,
                                     std::int64_t alignment_id);
// Whether the actor may do this with the whole pair: kNotFound where there is none, kForbidden for who sees
// only his own tasks.
Result<void> require_whole(sql::Connection& db, const Actor& actor, Action action, std::int64_t alignment_id);

struct KeptLink {
  LinkEnds ends;  // keys; to is empty for a promise that the report says nothing of
  double score = 0;
  Message why;
  std::string details;  // JSON members
};
Result<std::vector<KeptLink>> load_links(sql::Connection& db, std::int64_t alignment_id);
// From a row of: from_task_id, from_clause, to_task_id, to_clause, type, score, why_zh, why_en, details.
KeptLink link_in(const sql::Rows& rows);

// The alignment of a pair, found now or again where it is stale; its id.
Result<std::int64_t> freshen_pair(sql::Connection& db, std::int64_t government_id, const PaperPair& pair,
                                  UtcMillis now);

struct LinkFact {
  std::int64_t id = 0, alignment_id = 0;
  LinkDecision decision = LinkDecision::kConfirm;
  LinkType type = LinkType::kSame;
  struct End {
    std::string key;  // "": the words are not found any more
    std::string list, no, words;
    Span span;
    std::int64_t reader_version = 0;
  };
  End from, to;
  std::string machine, reason, account;
  UtcMillis at = 0;
};
// Those that were not withdrawn, oldest first.
Result<std::vector<LinkFact>> load_link_facts(sql::Connection& db, std::int64_t alignment_id);
// The object: {"id","action","type","from","to","reason","machine","account","at"}.
void write_json(JsonWriter& json, const LinkFact& fact);

// {"id","document_id","title","year","region","level","kind","state","tasks"}
void write_json(JsonWriter& json, const PaperHead& head);

// Both papers and all that stands between them.
struct WholeAlignment {
  KeptAlignment kept;
  AlignedPaper from, to;
  std::vector<KeptLink> proposed;
  std::vector<LinkFact> facts;
  SettledLinks settled;
};
Result<WholeAlignment> load_whole_alignment(sql::Connection& db, std::int64_t government_id,
                                            std::int64_t alignment_id, UtcMillis now);

// Of an annex one side is the plan's own tasks, the other its lists.
std::vector<const PaperEnd*> ends_of_side(const WholeAlignment& whole, bool from);

// Facts find their rows again by the words they were anchored to.
Result<void> point_link_facts(sql::Connection& db, std::int64_t alignment_id, const AlignedPaper& from,
                              const AlignedPaper& to);

}  // namespace duban
