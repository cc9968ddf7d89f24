#include "store/visibility.h"

#include "base/clock.h"

namespace duban {
namespace {

Error not_his(std::string_view zh, std::string_view en) {
  return error(ErrorCode::kForbidden, fmt::format("{}不在您的职责范围内，不能查看或办理", zh),
               fmt::format("this {} is not among those that you lead or share", en));
}

// 'unit_reviewer', 'unit_handler': the roles that give the action in that relation.
std::string roles_with(Action action, Relation relation) {
  std::string out;
  for (int i = 0; i < kRoleCount; ++i) {
    const Role role = static_cast<Role>(i);
    if (allowed(role, action, relation)) out += fmt::format("{}'{}'", out.empty() ? "" : ", ", to_word(role));
  }
  return out;
}

// Accounts that the person acts for on that day (代理), as far as their own roles give them the action: a
// column of theirs, by a condition that holds for it. Empty where no role gives it.
std::string of_principals(SqlText& query, const Actor& actor, Action action, Relation relation,
                          std::string_view column, std::string_view given, const std::string& day) {
  const std::string roles = roles_with(action, relation);
  if (roles.empty() || actor.account_id == 0) return {};
  return fmt::format(
      "SELECT a.{0} FROM delegation d JOIN account a ON a.id = d.principal_id AND a.state = 'active' AND a.{1} "
      "WHERE d.delegate_id = {2} AND d.valid_from <= {3} AND d.valid_to > {3} AND EXISTS (SELECT 1 FROM "
      "account_role r WHERE r.account_id = a.id AND r.role IN ({4}))",
      column, given, query.bind(actor.account_id), day, roles);
}

// SELECTs of his unit and of those whose people he acts for; empty: none.
std::string own_units(SqlText& query, const Actor& actor, Action action, const std::string& day) {
  std::string out;
  if (reaches_own_unit(actor, action)) {
    out = "SELECT id FROM unit WHERE id = " + query.bind(actor.unit_id);
  }
  const std::string others =
      of_principals(query, actor, action, Relation::kOwnUnit, "unit_id", "unit_id IS NOT NULL", day);
  return out.empty() || others.empty() ? out + others : out + " UNION " + others;
}

std::string own_leaders(SqlText& query, const Actor& actor, Action action, const std::string& day) {
  std::string out;
  if (reaches_own_leader(actor, action)) out = "SELECT " + query.bind(actor.leader);
  const std::string others =
      of_principals(query, actor, action, Relation::kOwnLeader, "leader", "leader <> ''", day);
  return out.empty() || others.empty() ? out + others : out + " UNION " + others;
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
  const std::string day = query.bind(today);
  std::string own;
  if (const std::string first = own_units(query, actor, action, day); !first.empty()) {
    // Printed units, and those that joined the task since (改派, 增加单位, members of a group).
    const std::string mine = fmt::format(
        "v.unit_id IN (WITH RECURSIVE mine (id) AS ({} UNION SELECT c.id FROM unit c JOIN mine ON c.parent_id "
        "= "
        "mine.id) SELECT id FROM mine)",
        first);
    own = fmt::format(
        "EXISTS (SELECT 1 FROM task_unit v WHERE v.task_id = t.id AND {0}) OR EXISTS (SELECT 1 FROM "
        "task_case_unit v WHERE v.task_id = t.id AND {0})",
        mine);
  }
  if (const std::string names = own_leaders(query, actor, action, day); !names.empty()) {
    if (!own.empty()) own += " OR ";
    // The printed leader, whoever holds his post now, and who is given by portfolio.
    own += fmt::format(
        "EXISTS (SELECT 1 FROM task_leader v WHERE v.task_id = t.id AND v.name IN ({0})) OR EXISTS (SELECT 1 "
        "FROM "
        "task_leader_held v WHERE v.task_id = t.id AND v.person IN ({0}) AND v.valid_from <= {1} AND "
        "(v.valid_to = "
        "'' OR v.valid_to > {1})) OR (p.leaders_by_portfolio = 1 AND NOT EXISTS (SELECT 1 FROM task_leader v "
        "WHERE "
        "v.task_id = t.id) AND EXISTS (SELECT 1 FROM task_unit v JOIN portfolio_held o ON o.unit_id = "
        "v.unit_id "
        "WHERE v.task_id = t.id AND v.role = 0 AND o.leader IN ({0}) AND o.valid_from <= {1} AND (o.valid_to = "
        "'' "
        "OR o.valid_to > {1})))",
        names, day);
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
