#pragma once

// Which tasks a person sees, inside the SQL: the whole government's, or those that his unit (or one below it)
// leads or shares and those that he answers for as a leader, printed or by portfolio.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// An SQL text with its values, put together piece by piece: sql += "t.no = " + bind(no).
class SqlText {
 public:
  std::string sql;
  std::string bind(std::int64_t value);
  std::string bind(std::string_view value);
  Result<sql::Rows> query(sql::Connection& db) const {
    return db.query_values(sql, values_.data(), values_.size());
  }
  Result<std::int64_t> run(sql::Connection& db) const {
    return db.run_values(sql, values_.data(), values_.size());
  }
  int bound() const { return static_cast<int>(values_.size()); }
  Result<std::int64_t> count(sql::Connection& db) const;  // the first column of the first row; 0 without a row

 private:
  std::string next() const { return "$" + std::to_string(values_.size() + 1); }
  std::vector<sql::Value> values_;
  std::vector<std::shared_ptr<const std::string>> texts_;  // what values_ look at; shared by copies
};

// A condition over task `t` and its plan `p`.
std::string visible_tasks(SqlText& query, const Actor& actor, Action action, std::string_view today);
// A condition over plan `p`: it is of the government, and holds a task that the person sees.
std::string visible_plans(SqlText& query, const Actor& actor, Action action, std::string_view today);

// kNotFound where there is no such plan in the government, kForbidden where the person sees nothing of it.
Result<void> require_plan(sql::Connection& db, const Actor& actor, Action action, std::int64_t plan_id,
                          UtcMillis now);
Result<void> require_task(sql::Connection& db, const Actor& actor, Action action, std::int64_t task_id,
                          UtcMillis now);
Result<void> require_document(sql::Connection& db, const Actor& actor, std::int64_t document_id, UtcMillis now);

Error no_such(std::string_view zh, std::string_view en);
Error stale_version();

}  // namespace duban
