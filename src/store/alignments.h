#pragma once

// Two papers side by side (对照): what the program finds between them, kept once a pair, with what people
// decided over it. The finding itself is src/align and src/supervise/outcomes.h.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "align/settled_links.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/alignment_paper.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

enum class AlignmentKind {
  kTrace,     // report → plan
  kYears,     // plan → later plan
  kLevels,    // plan of an upper level → plan of a lower one
  kAnnex,     // a plan's own tasks → its lists
  kOutcomes,  // plan → later report
};
std::string_view to_word(AlignmentKind kind);
std::string_view zh_name(AlignmentKind kind);
// By what the papers are and in which order. Errors: kInvalid (two reports; a list against itself).
Result<AlignmentKind> alignment_kind(const PaperHead& from, const PaperHead& to);

// The pairs of a government's papers that are worth a look: each plan with the report of its year, the plan of
// the year before, the plan of the next level up, its own lists, and the report of the year after.
struct PaperPair {
  PaperHead from, to;
  AlignmentKind kind = AlignmentKind::kTrace;
};
// plan_id 0: of all papers, newest first; else those that the plan takes part in.
Result<std::vector<PaperPair>> usual_pairs(sql::Connection& db, std::int64_t government_id,
                                           std::int64_t plan_id);

// Plans and reports that no newer version replaces, newest year first, each with the region that it is paired
// by.
Result<std::vector<PaperHead>> papers_by_region(sql::Connection& db, std::int64_t government_id);

// {"items":[{"id"|null,"kind","from":{…},"to":{…},"state"}],"total","next"}: the usual pairs and those made
// besides. state: ready, open (compared when it is opened), waiting (too large for that: `duban rebuild`). For
// who sees the government's ledger.
Result<std::string> list_alignments(sql::Connection& db, const Actor& actor, std::int64_t plan_id);
// The same with one item.
Result<std::string> list_one_alignment(sql::Connection& db, const Actor& actor, std::int64_t alignment_id);

// The alignment of two papers, found now where it was not found yet. Errors: kNotFound; kInvalid, kTooLarge as
// src/align says them; kForbidden for who sees a part of the ledger only.
Result<std::int64_t> make_alignment(sql::Connection& db, const Actor& actor, std::int64_t from_plan_id,
                                    std::int64_t to_plan_id, UtcMillis now);

// Finds it again where a paper, or the program's way of aligning, is another than it was. Cheap where not.
// Papers of more than 4,000,000 pairs of rows are found again by freshen_alignments(…, kAlways) only: until
// then what was found last is shown.
Result<void> freshen_alignment(sql::Connection& db, std::int64_t government_id, std::int64_t alignment_id,
                               UtcMillis now);
// After an import: the usual pairs that the new paper takes part in are compared, as far as they come to less
// than kMostPairsAtOnce pairs of rows together; what is left is compared when somebody opens it, or by `duban
// rebuild`.
struct LinkedPaper {
  int pairs = 0;    // that were compared
  int waiting = 0;  // that were not
};
Result<LinkedPaper> link_paper(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                               UtcMillis now);
// Pairs of rows that are compared while somebody waits for it.
inline constexpr std::int64_t kMostPairsAtOnce = 4'000'000;

// The usual pairs of a plan, or of all (0), and whatever was made besides; again: even where nothing changed.
// How many were found. A pair that cannot be compared is passed over.
enum class Again { kWhereStale, kAlways };
Result<int> freshen_alignments(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                               Again again, UtcMillis now);

// The whole: both papers' rows, links with what people decided, and what has none; see docs/api.md.
Result<Versioned> read_alignment(sql::Connection& db, const Actor& actor, std::int64_t alignment_id,
                                 Language language, UtcMillis now);
// Papers, version and people's decisions only: what a lost race is answered with.
Result<Versioned> read_alignment_decisions(sql::Connection& db, const Actor& actor, std::int64_t alignment_id);

struct AlignmentFile {
  std::string name, bytes;
};
Result<AlignmentFile> alignment_xlsx(sql::Connection& db, const Actor& actor, std::int64_t alignment_id,
                                     Language language, UtcMillis now);

// What a person decides about one link.
struct LinkChange {
  LinkDecision decision = LinkDecision::kConfirm;
  std::string from, to;          // keys of ends
  std::optional<LinkType> type;  // of correct and add; else the program's
  std::string reason;
};
// The fact's id. Errors: kStale; kInvalid (no such end, nothing to confirm); kForbidden.
Result<std::int64_t> decide_link(sql::Connection& db, const Actor& actor, std::int64_t alignment_id,
                                 std::optional<std::int64_t> expected_version, const LinkChange& change,
                                 UtcMillis now);
// Takes a decision back: the one before it holds again, or the program's word. Errors: kNotFound; kConflict
// where it is taken back already.
Result<void> withdraw_link_decision(sql::Connection& db, const Actor& actor, std::int64_t alignment_id,
                                    std::int64_t fact_id, std::optional<std::int64_t> expected_version,
                                    UtcMillis now);

}  // namespace duban
