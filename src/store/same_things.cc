#include "store/same_things.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/json.h"
#include "store/log.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr int kWholeTask = -1;

std::string place_words(TargetPlace place) {
  return place.target == kWholeTask ? fmt::format("task:{}", place.task_id)
                                    : fmt::format("task:{}#{}", place.task_id, place.target);
}

Result<void> require_thing(sql::Connection& db, const Actor& actor, TargetPlace place) {
  const auto task =
      TRY(db.one("SELECT t.id FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.id = $1 AND "
                 "t.government_id = $2 AND p.state = 'approved'",
                 place.task_id, actor.government_id));
  if (!task) {
    return error(ErrorCode::kNotFound, "没有这项任务，或它的方案还没有立项",
                 "there is no such task, or its plan is not approved yet");
  }
  if (place.target == kWholeTask) return {};
  const auto target =
      TRY(db.one("SELECT 1 FROM target WHERE task_id = $1 AND position = $2", place.task_id, place.target));
  if (!target) return no_such("目标", "target");
  return {};
}

Result<std::optional<std::int64_t>> same_id_of(sql::Connection& db, TargetPlace place) {
  return db.one("SELECT same_id FROM same_thing WHERE task_id = $1 AND target = $2", place.task_id,
                place.target);
}

}  // namespace

Result<std::vector<std::int64_t>> tasks_sharing(sql::Connection& db, std::int64_t task_id) {
  std::vector<std::int64_t> out;
  sql::Rows rows =
      TRY(db.query("SELECT b.task_id FROM same_thing a JOIN same_thing b ON b.same_id = a.same_id AND "
                   "b.target = -1 WHERE a.task_id = $1 AND a.target = -1 ORDER BY b.task_id",
                   task_id));
  while (TRY(rows.next())) out.push_back(rows.integer(0));
  if (out.empty()) out.push_back(task_id);
  return out;
}

Result<std::vector<TargetPlace>> targets_sharing(sql::Connection& db, TargetPlace target) {
  std::set<TargetPlace> found = {target};
  {
    sql::Rows rows =
        TRY(db.query("SELECT b.task_id, b.target FROM same_thing a JOIN same_thing b ON b.same_id = "
                     "a.same_id WHERE a.task_id = $1 AND a.target = $2 AND b.target >= 0",
                     target.task_id, target.target));
    while (TRY(rows.next())) found.insert({rows.integer(0), static_cast<int>(rows.integer(1))});
  }
  sql::Rows rows = TRY(db.query(
      "SELECT o.task_id, o.position FROM target m JOIN same_thing a ON a.task_id = m.task_id AND a.target = -1 "
      "JOIN same_thing b ON b.same_id = a.same_id AND b.target = -1 AND b.task_id <> a.task_id JOIN target o "
      "ON "
      "o.task_id = b.task_id AND o.indicator = m.indicator AND o.unit = m.unit AND o.measure = m.measure WHERE "
      "m.task_id = $1 AND m.position = $2",
      target.task_id, target.target));
  while (TRY(rows.next())) found.insert({rows.integer(0), static_cast<int>(rows.integer(1))});
  return std::vector<TargetPlace>(found.begin(), found.end());
}

Result<void> link_same(sql::Connection& db, const Actor& actor, const std::vector<TargetPlace>& things,
                       std::string_view reason, UtcMillis now) {
  TRY(require(actor, Action::kManagePosts, Relation::kOwnGovernment));
  const std::set<TargetPlace> wanted(things.begin(), things.end());
  const bool whole = !wanted.empty() && wanted.begin()->target == kWholeTask;
  const bool alike = std::all_of(wanted.begin(), wanted.end(), [&](TargetPlace each) {
    return each.target >= kWholeTask && (each.target == kWholeTask) == whole;
  });
  if (wanted.size() < 2 || !alike) {
    return error(ErrorCode::kInvalid, "请选两项或更多任务，或两个或更多目标；任务和目标不能互相关联",
                 "choose two or more tasks, or two or more targets; a task is not linked with a target");
  }
  const auto work = [&]() -> Result<void> {
    std::set<std::int64_t> joined;
    std::string words;
    for (const TargetPlace each : wanted) {
      TRY(require_thing(db, actor, each));
      if (const auto same = TRY(same_id_of(db, each))) joined.insert(*same);
      words += (words.empty() ? "" : " ") + place_words(each);
    }
    // Every thing has a number of its own: the smallest of those that are joined, or a new one.
    const std::int64_t same =
        joined.empty() ? TRY(db.one("SELECT coalesce(max(same_id), 0) + 1 FROM same_thing")).value_or(1)
                       : *joined.begin();
    for (const std::int64_t old : joined) {
      if (old != same) TRY(db.run("UPDATE same_thing SET same_id = $2 WHERE same_id = $1", old, same));
    }
    for (const TargetPlace each : wanted) {
      TRY(
          db.run("INSERT INTO same_thing (government_id, same_id, task_id, target, reason, account, at) VALUES "
                 "($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (task_id, target) DO NOTHING",
                 actor.government_id, same, each.task_id, each.target, reason, actor.name, now));
    }
    return append_log(db, actor, {"link_same", fmt::format("same:{}", same), "", words}, now);
  };
  return db.transaction(work);
}

Result<void> unlink_same(sql::Connection& db, const Actor& actor, TargetPlace thing, UtcMillis now) {
  TRY(require(actor, Action::kManagePosts, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    TRY(require_thing(db, actor, thing));
    const auto same = TRY(same_id_of(db, thing));
    if (!same) return no_such("关联", "link");
    TRY(db.run("DELETE FROM same_thing WHERE task_id = $1 AND target = $2", thing.task_id, thing.target));
    // One alone is the same as nothing.
    TRY(
        db.run("DELETE FROM same_thing WHERE same_id = $1 AND (SELECT count(*) FROM same_thing WHERE same_id = "
               "$1) = 1",
               *same));
    return append_log(db, actor, {"unlink_same", fmt::format("same:{}", *same), place_words(thing), ""}, now);
  };
  return db.transaction(work);
}

Result<std::string> same_things_of(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                   UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  JsonWriter json;
  const auto write_task = [&](const sql::Rows& rows) {
    json.begin_object()
        .field("task_id", rows.integer(0))
        .field("plan_id", rows.integer(1))
        .field("plan_title", rows.text(2))
        .field("no", rows.text(3))
        .field("text", rows.text(4))
        .field("target", rows.integer(5))
        .field("own_target", rows.integer(6))
        .field("indicator", rows.text(7))
        .field("reason", rows.text(8))
        .end_object();
  };
  constexpr std::string_view kTaskColumns = "t.id, t.plan_id, p.title, t.no, t.text";
  json.begin_object().key("linked").begin_array();
  // A unit may report on both; only the words of what he may see go out.
  SqlText linked;
  linked.sql = fmt::format(
                   "SELECT {}, b.target, a.target, coalesce(g.indicator, ''), b.reason FROM same_thing a JOIN "
                   "same_thing b ON b.same_id = a.same_id AND (b.task_id <> a.task_id OR b.target <> a.target) "
                   "JOIN task t ON t.id = b.task_id JOIN plan p ON p.id = t.plan_id LEFT JOIN target g ON "
                   "g.task_id = b.task_id AND g.position = b.target WHERE a.task_id = ",
                   kTaskColumns) +
               linked.bind(task_id) + " AND ";
  linked.sql += visible_tasks(linked, actor, Action::kReadLedger, china_date(now));
  linked.sql += " ORDER BY a.target, t.id, b.target";
  sql::Rows rows = TRY(linked.query(db));
  while (TRY(rows.next())) write_task(rows);
  json.end_array().key("likely").begin_array();
  if (allowed(actor, Action::kManagePosts, Relation::kOwnGovernment)) {
    sql::Rows likely = TRY(db.query(
        fmt::format(
            "SELECT {0}, -1, -1, '', 'words' FROM task m JOIN task t ON t.government_id = m.government_id AND "
            "t.text = m.text AND t.plan_id <> m.plan_id JOIN plan p ON p.id = t.plan_id AND p.state = "
            "'approved' "
            "AND p.superseded_by IS NULL WHERE m.id = $1 AND NOT EXISTS (SELECT 1 FROM same_thing a JOIN "
            "same_thing b ON b.same_id = a.same_id WHERE a.task_id = m.id AND a.target = -1 AND b.task_id = "
            "t.id) "
            "UNION ALL SELECT {0}, o.position, g.position, o.indicator, 'indicator' FROM target g JOIN task m "
            "ON "
            "m.id = g.task_id JOIN target o ON o.government_id = g.government_id AND o.indicator = g.indicator "
            "AND o.unit = g.unit AND o.measure = g.measure AND o.plan_id <> g.plan_id JOIN task t ON t.id = "
            "o.task_id JOIN plan p ON p.id = t.plan_id AND p.state = 'approved' AND p.superseded_by IS NULL "
            "JOIN "
            "plan q ON q.id = m.plan_id AND q.year = p.year WHERE m.id = $1 AND t.text <> m.text AND NOT "
            "EXISTS "
            "(SELECT 1 FROM same_thing a JOIN same_thing b ON b.same_id = a.same_id WHERE a.task_id = m.id AND "
            "b.task_id = t.id AND ((a.target = g.position AND b.target = o.position) OR (a.target = -1 AND "
            "b.target = -1))) LIMIT 20",
            kTaskColumns),
        task_id));
    while (TRY(likely.next())) write_task(likely);
  }
  return json.end_array().end_object().take();
}

}  // namespace duban
