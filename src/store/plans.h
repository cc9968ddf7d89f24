#pragma once

// Plans and what is counted over their rows. JSON as docs/api.md says; counts are over the rows that the person
// sees.

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

Result<std::string> list_plans(sql::Connection& db, const Actor& actor, int limit, std::int64_t after,
                               UtcMillis now);
Result<Versioned> read_plan(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);
Result<std::string> list_changes(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);
Result<std::string> plan_overview(sql::Connection& db, const Actor& actor, std::int64_t plan_id, Language language,
                                  UtcMillis now);
Result<std::string> plan_units(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);
Result<std::string> plan_leaders(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);

Result<std::string> read_document(sql::Connection& db, const Actor& actor, std::int64_t document_id,
                                  UtcMillis now);
// The reader's text that the spans of the document's plan point into.
Result<std::string> document_text(sql::Connection& db, const Actor& actor, std::int64_t document_id,
                                  UtcMillis now);
struct StoredPaper {
  std::string sha256;
  std::string file_name;
};
Result<StoredPaper> document_file(sql::Connection& db, const Actor& actor, std::int64_t document_id,
                                  UtcMillis now);

// GET /search: tasks of all plans that the person sees, newest plan first.
Result<std::string> search_tasks(sql::Connection& db, const Actor& actor, std::string_view words, int limit,
                                 UtcMillis now);

}  // namespace duban
