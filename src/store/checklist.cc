#include "store/checklist.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/json.h"
#include "store/cases.h"
#include "store/log.h"
#include "store/tasks.h"
#include "store/unit_tree.h"
#include "store/visibility.h"
#include "supervise/task_case.h"

namespace duban {
namespace {

struct KeptItem {
  std::int64_t id = 0;
  std::string task_class, title;
};

Result<std::vector<KeptItem>> items_asked(sql::Connection& db, std::int64_t government_id) {
  std::vector<KeptItem> out;
  sql::Rows rows =
      TRY(db.query("SELECT id, task_class, title FROM checklist_item WHERE government_id = $1 AND "
                   "retired_on = '' ORDER BY task_class, position, id",
                   government_id));
  while (TRY(rows.next())) out.push_back({rows.integer(0), rows.string(1), rows.string(2)});
  return out;
}

struct Tick {
  bool done = false, filled_in = false;
  std::string evidence, account;
  UtcMillis at = 0;
};

}  // namespace

Result<void> set_checklist(sql::Connection& db, const Actor& actor, std::string_view task_class,
                           const std::vector<ChecklistItem>& items, UtcMillis now) {
  TRY(require(actor, Action::kManageRules, Relation::kOwnGovernment));
  if (!task_class.empty() && !task_word<TaskClass>(task_class)) {
    return error(ErrorCode::kInvalid, "没有这一类任务", "there is no such class of tasks");
  }
  std::set<std::string> titles;
  for (const ChecklistItem& item : items) {
    if (item.title.empty() || !titles.insert(item.title).second) {
      return error(ErrorCode::kInvalid, "每一项都要有文字，且不能重复", "every item wants words of its own");
    }
  }
  const auto work = [&]() -> Result<void> {
    std::map<std::int64_t, std::string> there;
    std::string before, after;
    for (const KeptItem& item : TRY(items_asked(db, actor.government_id))) {
      if (item.task_class != task_class) continue;
      there[item.id] = item.title;
      before += (before.empty() ? "" : "、") + item.title;
    }
    int position = 0;
    for (const ChecklistItem& item : items) {
      ++position;
      after += (after.empty() ? "" : "、") + item.title;
      const auto old = there.find(item.id);
      if (item.id != 0 && old == there.end()) return no_such("清单项", "item of the checklist");
      if (item.id != 0 && old->second == item.title) {
        TRY(db.run("UPDATE checklist_item SET position = $2 WHERE id = $1", item.id, position));
        there.erase(old);
        continue;
      }
      // Other words are another item: what was ticked under the old ones stays under them.
      TRY(db.run(
          "INSERT INTO checklist_item (government_id, task_class, position, title) VALUES ($1, $2, $3, $4)",
          actor.government_id, task_class, position, item.title));
    }
    for (const auto& [id, title] : there) {
      TRY(db.run("UPDATE checklist_item SET retired_on = $2 WHERE id = $1", id, china_date(now)));
    }
    return append_log(db, actor, {"set_checklist", fmt::format("checklist:{}", task_class), before, after},
                      now);
  };
  return db.transaction(work);
}

Result<std::string> list_checklist(sql::Connection& db, const Actor& actor, UtcMillis) {
  const auto items = TRY(items_asked(db, actor.government_id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const KeptItem& item : items) {
    json.begin_object().field("id", item.id).field("task_class", item.task_class).field("title", item.title);
    json.end_object();
  }
  json.end_array().field("total", static_cast<std::int64_t>(items.size())).key("next").null();
  return json.end_object().take();
}

Result<void> tick_checklist(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                            const ChecklistTick& tick, UtcMillis now) {
  if (tick.done && tick.evidence.empty()) {
    return error(ErrorCode::kInvalid, "请写明是什么（如文件号、负责人、报送频次）",
                 "please say what it is: the document's number, the name, how often");
  }
  const auto work = [&]() -> Result<void> {
    TRY(require_task(db, actor, Action::kAnswerTask, task_id, now));
    const KeptCase kept = TRY(load_case(db, task_id));
    const std::int64_t unit = tick.unit_id != 0 ? tick.unit_id : actor.unit_id;
    TRY(require_unit(db, actor, Action::kAnswerTask, unit));
    const UnitCase* seat = unit_of(kept.task, unit_key(unit));
    if (seat == nullptr || seat->state == TaskState::kReleased) {
      return error(ErrorCode::kConflict, "该单位不在这项任务中", "this unit takes no part in the task");
    }
    std::string title;
    for (const KeptItem& item : TRY(items_asked(db, actor.government_id))) {
      const bool asked = item.task_class.empty() || item.task_class == to_word(kept.task.task_class);
      if (item.id == tick.item_id && asked) title = item.title;
    }
    if (title.empty()) return no_such("清单项", "item of the checklist");
    const bool filled_in = TRY(relation_to_unit(db, actor, unit)) != Relation::kOwnUnit;
    TRY(
        db.run("INSERT INTO checklist_tick (government_id, plan_id, task_id, unit_id, item_id, done, evidence, "
               "filled_in, account, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
               actor.government_id, kept.plan_id, task_id, unit, tick.item_id, tick.done, tick.evidence,
               filled_in, actor.name, now));
    return append_log(db, actor,
                      {tick.done ? "tick_checklist" : "untick_checklist", fmt::format("task:{}", task_id),
                       title, fmt::format("unit:{}{} {}", unit, filled_in ? " filled_in" : "", tick.evidence)},
                      now);
  };
  return db.transaction(work);
}

Result<std::string> checklist_of_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                      UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const auto kept = load_case(db, task_id);
  if (!kept.ok() && kept.error().code != ErrorCode::kNotFound) return kept.error();
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  if (!kept.ok()) return json.end_array().end_object().take();  // a draft
  std::map<std::pair<std::int64_t, std::int64_t>, Tick> ticks;  // item, unit: the newest
  {
    sql::Rows rows =
        TRY(db.query("SELECT item_id, unit_id, done, evidence, filled_in, account, at FROM checklist_tick "
                     "WHERE task_id = $1 ORDER BY id",
                     task_id));
    while (TRY(rows.next())) {
      ticks[{rows.integer(0), rows.integer(1)}] = {rows.integer(2) != 0, rows.integer(4) != 0, rows.string(3),
                                                   rows.string(5), rows.integer(6)};
    }
  }
  // Everybody who answers; of the others whoever ticked something.
  std::vector<std::pair<std::int64_t, std::string>> units;
  {
    sql::Rows rows =
        TRY(db.query("SELECT c.unit_id, u.name, c.part FROM task_case_unit c JOIN unit u ON u.id = "
                     "c.unit_id WHERE c.task_id = $1 AND c.state <> 'released' ORDER BY CASE c.part WHEN "
                     "'responsible' THEN 1 ELSE 0 END, u.id",
                     task_id));
    while (TRY(rows.next())) {
      bool shown = rows.text(2) != to_word(UnitPart::kResponsible);
      for (const auto& [key, tick] : ticks) shown = shown || key.second == rows.integer(0);
      if (shown) units.emplace_back(rows.integer(0), rows.string(1));
    }
  }
  for (const KeptItem& item : TRY(items_asked(db, actor.government_id))) {
    if (!item.task_class.empty() && item.task_class != to_word(kept->task.task_class)) continue;
    json.begin_object().field("id", item.id).field("title", item.title).key("units").begin_array();
    for (const auto& [unit, name] : units) {
      const auto found = ticks.find({item.id, unit});
      const Tick tick = found == ticks.end() ? Tick{} : found->second;
      json.begin_object()
          .field("unit_id", unit)
          .field("unit_name", name)
          .field("done", tick.done)
          .field("evidence", tick.evidence)
          .field("filled_in", tick.filled_in)
          .field("account", tick.account)
          .field("at", tick.at == 0 ? std::string() : utc_text(tick.at))
          .end_object();
    }
    json.end_array().end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace duban
