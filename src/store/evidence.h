#pragma once

// 佐证材料: files by SHA-256 and links that stand behind a report or a verification. Nothing is taken away: a
// newer file replaces an older one, which stays readable; what is removed from a report says so.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "store/report_store.h"
#include "store/store.h"

namespace duban {

inline constexpr std::size_t kLargestEvidence = 32U << 20U;
inline constexpr int kMostEvidence = 50;  // of one report or verification, older ones not counted

struct NewEvidence {
  std::int64_t report_id = 0;  // one of the two
  std::int64_t verification_id = 0;
  std::string title;          // empty: the file's name, the address
  std::string kind;           // empty: told from the bytes; else document, table, photo, media, archive
  std::int64_t replaces = 0;  // an evidence of the same report or verification
  std::string file_name;
  std::string url;  // a link, instead of a file
};
// Its id. The bytes are on disk before the row is committed. Errors: kTooLarge, kInvalid (a lying type, a bad
// address), kRefused (programs, pages, a secrecy mark in the name), kConflict (the report is handed in),
// kNoSpace, kForbidden, kNotFound.
Result<std::int64_t> add_evidence(Store& store, sql::Connection& db, const Actor& actor,
                                  const NewEvidence& what, std::string_view bytes, UtcMillis now);
// Out of a report that is not handed in; the versions that named it keep it.
Result<void> remove_evidence(sql::Connection& db, const Actor& actor, std::int64_t evidence_id, UtcMillis now);

// {"id",…} as docs/api.md says.
Result<std::string> read_evidence(sql::Connection& db, const Actor& actor, std::int64_t evidence_id,
                                  UtcMillis now);
struct StoredEvidence {
  std::string sha256, file_name, media;
};
// For whoever sees the report or verification. kNotFound for others, and for a link.
Result<StoredEvidence> evidence_file(sql::Connection& db, const Actor& actor, std::int64_t evidence_id,
                                     UtcMillis now);

// [{…}] of a report as it stands, or with what was replaced and removed.
enum class EvidenceSet { kStanding, kAll };
Result<std::string> evidence_of_report(sql::Connection& db, std::int64_t report_id, EvidenceSet set);
// By verification, those of one task, in one query: objects with commas between.
Result<std::map<std::int64_t, std::string>> evidence_of_verifications(sql::Connection& db, std::int64_t task_id);
// [1,2]: what stands now, for a version.
Result<std::string> evidence_ids_json(sql::Connection& db, std::int64_t report_id);

}  // namespace duban
