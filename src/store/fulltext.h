#pragma once

// The full text of the tasks. SQLite keeps it in an FTS5 table with the tokenizer `pairs`; PostgreSQL will keep
// the same pairs in a tsvector behind these functions.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "store/sql.h"

namespace duban {

// names: leaders and units, a line each.
Result<void> remember_text(sql::Connection& db, std::int64_t task_id, std::string_view text,
                           std::string_view names);
Result<void> forget_text(sql::Connection& db, std::int64_t task_id);

enum class SearchIn { kText, kTextAndNames };

// A condition over the table alias `t` of task that holds exactly where the words stand in the text (or in a
// name of a leader or unit). ASCII letters match without case. It uses two values: $match and $words, whose
// texts are given back; `first` is the number of the first.
struct FulltextCondition {
  std::string sql;
  std::vector<std::string> values;
};
FulltextCondition fulltext_condition(std::string_view words, SearchIn where, int first);

// Where the words stand in a text, as byte ranges of it.
Spans occurrences(std::string_view text, std::string_view words);

}  // namespace duban
