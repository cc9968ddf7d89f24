#include "store/visibility.h"

#include "base/clock.h"

namespace duban {
namespace {

Error not_his(std::string_view zh, std::string_view en) {
  return error(ErrorCode::kForbidden, fmt::format("{}不在您的职责范围内，不能查看或办理", zh),
               fmt::format("this {} is not among those that you lead or share", en));
}

}  // namespace

std::string SqlText::bind(std::int64_t value) {
  std::string name = next();
  values_.emplace_back(value);
  return name;
}

std::string SqlText::bind(std::string_view value) {
  std::string name = next();
  texts_.push_back(std::make_shared<const std::string>(value));
  values_.emplace_back(std::string_view(*texts_.back()));
  return name;
}

Result<std::int64_t> SqlText::count(sql::Connection& db) const {
  sql::Rows rows = TRY(query(db));
  return TRY(rows.next()) ? rows.integer(0) : 0;
}

std::string visible_tasks(SqlText& query, const Actor& actor, Action action, std::string_view today) {
  const Reach how_far = reach(actor, action);
  std::string out = "t.government_id = " + query.bind(actor.government_id);
  if (how_far == Reach::kGovernment) return out;
  std::string own;
  if (reaches_own_unit(actor, action) && actor.unit_id != 0) {
    // Printed units, and those that joined the task since (改派, 增加单位).
    const std::string mine = fmt::format(
        "v.unit_id IN (WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = {} UNION SELECT c.id FROM "
        "unit c JOIN mine ON c.parent_id = mine.id) SELECT id FROM mine)",
        query.bind(actor.unit_id));
    own = fmt::format(
        "EXISTS (SELECT 1 FROM task_unit v WHERE v.task_id = t.id AND {0}) OR EXISTS (SELECT 1 FROM "
        "task_case_unit v WHERE v.task_id = t.id AND {0})",
        mine);
  }
  if (reaches_own_leader(actor, action) && !actor.leader.empty()) {
    const std::string name = query.bind(actor.leader);
    const std::string day = query.bind(today);
    if (!own.empty()) own += " OR ";
    own += fmt::format(
        "EXISTS (SELECT 1 FROM task_leader v WHERE v.task_id = t.id AND v.name = {0}) OR "
        "(p.leaders_by_portfolio = 1 "
        "AND NOT EXISTS (SELECT 1 FROM task_leader v WHERE v.task_id = t.id) AND EXISTS (SELECT 1 FROM "
        "task_unit v JOIN "
        "portfolio o ON o.unit_id = v.unit_id WHERE v.task_id = t.id AND v.role = 0 AND o.leader = {0} AND "
        "o.valid_from "
        "<= {1} AND (o.valid_to = '' OR o.valid_to > {1})))",
        name, day);
  }
  return out + (own.empty() ? " AND 1 = 0" : " AND (" + own + ")");
}

std::string visible_plans(SqlText& query, const Actor& actor, Action action, std::string_view today) {
  const std::string ours = "p.government_id = " + query.bind(actor.government_id);
  if (reach(actor, action) == Reach::kGovernment) return ours;
  return fmt::format("{} AND EXISTS (SELECT 1 FROM task t WHERE t.plan_id = p.id AND {})", ours,
                     visible_tasks(query, actor, action, today));
}

Result<void> require_plan(sql::Connection& db, const Actor& actor, Action action, std::int64_t plan_id,
                          UtcMillis now) {
  const auto there =
      TRY(db.one("SELECT 1 FROM plan WHERE id = $1 AND government_id = $2", plan_id, actor.government_id));
  if (!there) return no_such("方案", "plan");
  if (reach(actor, action) == Reach::kGovernment) return {};
  SqlText seen;
  seen.sql = "SELECT 1 FROM plan p WHERE p.id = " + seen.bind(plan_id) + " AND ";
  seen.sql += visible_plans(seen, actor, action, china_date(now));
  if (TRY(seen.count(db)) == 0) return not_his("这个方案", "plan");
  return {};
}

Result<void> require_task(sql::Connection& db, const Actor& actor, Action action, std::int64_t task_id,
                          UtcMillis now) {
  const auto there =
      TRY(db.one("SELECT 1 FROM task WHERE id = $1 AND government_id = $2", task_id, actor.government_id));
  if (!there) return no_such("任务", "task");
  if (reach(actor, action) == Reach::kGovernment) return {};
  SqlText seen;
  seen.sql =
      "SELECT 1 FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.id = " + seen.bind(task_id) + " AND ";
  seen.sql += visible_tasks(seen, actor, action, china_date(now));
  if (TRY(seen.count(db)) == 0) return not_his("这项任务", "task");
  return {};
}

Result<void> require_document(sql::Connection& db, const Actor& actor, std::int64_t document_id,
                              UtcMillis now) {
  const auto there = TRY(
      db.one("SELECT 1 FROM document WHERE id = $1 AND government_id = $2", document_id, actor.government_id));
  if (!there) return no_such("文件", "document");
  if (reach(actor, Action::kReadLedger) == Reach::kGovernment) return {};
  SqlText seen;
  seen.sql = "SELECT 1 FROM plan p WHERE p.document_id = " + seen.bind(document_id) + " AND ";
  seen.sql += visible_plans(seen, actor, Action::kReadLedger, china_date(now));
  if (TRY(seen.count(db)) == 0) return not_his("这份文件", "document");
  return {};
}

Error no_such(std::string_view zh, std::string_view en) {
  return error(ErrorCode::kNotFound, fmt::format("没有这个{}", zh), fmt::format("there is no such {}", en));
}

Error stale_version() {
  return error(ErrorCode::kStale, "别人刚刚改过，请看过最新内容后再改",
               "somebody else changed this meanwhile; look at it as it is now and change it again");
}

}  // namespace duban
