#pragma once

// What the files of notices.h share.

#include <map>

#include "store/notices.h"
#include "store/visibility.h"

namespace duban::notices {

// By task, oldest first.
Result<std::map<std::int64_t, std::vector<IssuedNotice>>> issued_of_plan(sql::Connection& db,
                                                                         std::int64_t plan_id);
// Of the units on the tasks of a plan.
Result<std::map<std::int64_t, std::string>> unit_names(sql::Connection& db, std::int64_t plan_id);
Result<std::string> unit_name(sql::Connection& db, std::int64_t unit_id);

// The draft for one unit on one task, as it stands now; nothing where none is called for.
Result<std::optional<NoticeDraftRow>> draft_now(sql::Connection& db, std::int64_t task_id, std::int64_t unit_id,
                                                Day on);
Error no_longer_called_for();
// What a person wrote: not empty, not a book, no control characters but line ends.
Result<void> check_words(std::string_view text);

std::string number_words(std::int64_t year, std::int64_t number);  // 督〔2026〕1号

// Of which unit, or one above it, the person is, himself or for the one whose delegate he is.
Result<bool> is_of_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id, Action action, Day on);
// A condition over column: units of the person's house, himself or by delegation; "1 = 0" where he has none.
std::string own_unit_condition(SqlText& query, const Actor& actor, std::string_view column);

}  // namespace duban::notices
