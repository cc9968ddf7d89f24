#include "store/case_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "store/case_actions.h"
#include "store/case_seats.h"
#include "store/cases.h"
#include "store/standing.h"
#include "store/subtasks.h"
#include "store/unit_present.h"
#include "store/visibility.h"

namespace duban {
namespace {

// A task's row as far as the case's page needs it.
struct RowPart {
  bool shared = false;
  bool leaders_printed = false;
  bool by_portfolio = false;
};

Result<RowPart> row_part(sql::Connection& db, std::int64_t task_id) {
  sql::Rows rows =
      TRY(db.query("SELECT t.shared, p.leaders_by_portfolio, (SELECT count(*) FROM task_leader l WHERE "
                   "l.task_id = t.id) FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.id = $1",
                   task_id));
  if (!TRY(rows.next())) return no_such("任务", "task");
  return RowPart{rows.integer(0) != 0, rows.integer(2) > 0, rows.integer(1) != 0};
}

// The closing sentence of the paper gives the leaders by rule (各牵头部门分管市领导负责): whoever the table of
// portfolios names for the units that answer, on that day.
Result<std::vector<std::string>> leaders_by_portfolio(sql::Connection& db, std::int64_t task_id, Day on) {
  std::vector<std::string> out;
  sql::Rows rows =
      TRY(db.query("SELECT o.leader FROM task_case_unit u JOIN portfolio o ON o.unit_id = u.unit_id WHERE "
                   "u.task_id = $1 AND u.part <> 'responsible' AND u.state <> 'released' AND o.valid_from <= "
                   "$2 AND (o.valid_to = '' OR o.valid_to > $2) ORDER BY o.id",
                   task_id, to_iso(on)));
  while (TRY(rows.next())) {
    if (std::find(out.begin(), out.end(), rows.text(0)) == out.end()) out.push_back(rows.string(0));
  }
  return out;
}

class CaseView {
 public:
  CaseView(const KeptCase& kept, const PresentNames& names, Day today)
      : kept_(kept), task_(kept.task), names_(names), today_(today) {}

  void head() {
    json.field("task_id", kept_.task_id).field("plan_id", kept_.plan_id).field("version", task_.facts);
    words("state", task_.state);
    json.field("due", to_iso(due_of(task_)))
        .field("original_due", to_iso(task_.original_due))
        .field("due_default", task_.due_default)
        .field("done_criteria", task_.done_criteria)
        .field("task_class", to_word(task_.task_class))
        .field("task_class_zh", zh_name(task_.task_class))
        .field("horizon", to_word(task_.horizon))
        .field("horizon_zh", zh_name(task_.horizon))
        .field("confidence", to_word(task_.confidence))
        .field("confidence_zh", zh_name(task_.confidence))
        .field("closure", to_word(task_.closure))
        .field("closure_zh", zh_name(task_.closure))
        .field("ending", to_word(task_.ending))
        .field("ended_on", to_iso(task_.ended_on))
        .field("suspended_on", to_iso(task_.suspended_on))
        .field("adjustments", task_.adjustments)
        .field("open_subtasks", task_.open_subtasks)
        .field("late_before", task_.late_before)
        .field("was_late", was_late(task_));
    other_task("predecessor_id", task_.predecessor);
    other_task("successor_id", task_.successor);
  }

  void units(const std::vector<std::string>& own) {
    json.key("units").begin_array();
    for (const UnitCase& unit : task_.units) {
      json.begin_object().field("unit_id", unit_id_of(unit.unit)).field("name", names_.of_key(unit.unit));
      json.field("part", to_word(unit.part)).field("part_zh", zh_name(unit.part));
      words("state", unit.state);
      json.field("due", to_iso(unit.due))
          .field("days_left", unit.due - today_)
          .field("closure", to_word(unit.closure))
          .field("closure_zh", zh_name(unit.closure))
          .field("closed_with_task", unit.closed_with_task)
          .field("verifications", unit.verifications)
          .field("head", unit.head)
          .field("liaison", unit.liaison)
          .field("handler", unit.handler)
          .field("delegated", unit.delegated)
          .field("filled_in", unit.filled_in)
          .field("mine", std::find(own.begin(), own.end(), unit.unit) != own.end())
          .end_object();
    }
    json.end_array();
  }

  void limits() {
    json.key("limits").begin_array();
    for (const OpenLimit& limit : task_.limits) {
      json.begin_object();
      kind_and_unit(limit.kind, limit.unit);
      json.field("conclusion", limit.conclusion)
          .field("end", to_iso(limit.end))
          .field("days_left", limit.end - today_)
          .field("duty", to_word(duty_of(limit.kind)))
          .end_object();
    }
    json.end_array().key("late").begin_array();
    for (const LateMark& mark : task_.late) {
      json.begin_object();
      kind_and_unit(mark.kind, mark.unit);
      json.field("end", to_iso(mark.end)).end_object();
    }
    json.end_array();
  }

  void requests() {
    json.key("extensions").begin_array();
    for (const Extension& each : task_.extensions) {
      json.begin_object().field("unit_id", unit_id_of(each.unit)).field("unit", names_.of_key(each.unit));
      json.field("from", to_iso(each.from))
          .field("to", to_iso(each.to))
          .field("state", to_word(each.state))
          .field("state_zh", zh_name(each.state))
          .end_object();
    }
    json.end_array().key("conclusions").begin_array();
    for (const Conclusion& each : task_.conclusions) {
      json.begin_object().field("no", each.no).field("unit_id", unit_id_of(each.unit));
      json.field("unit", names_.of_key(each.unit))
          .field("on", to_iso(each.on))
          .field("passed", each.passed)
          .field("objection", to_word(each.objection))
          .field("objection_zh", zh_name(each.objection))
          .end_object();
    }
    json.end_array();
  }

  void seats(const std::vector<NamedUnits>& missing) {
    json.key("without_seat").begin_array();
    for (const NamedUnits& each : missing) {
      json.begin_object().field("name", each.name).field("part", to_word(each.part)).field("group", each.group);
      json.key("units").begin_array();
      for (const std::int64_t unit : each.units) {
        json.begin_object().field("unit_id", unit).field("name", names_.of(unit)).end_object();
      }
      json.end_array().end_object();
    }
    json.end_array();
  }

  void proposals(bool shared, const std::vector<std::string>& leaders) {
    std::vector<UnitSeat> there;
    for (const UnitCase& unit : task_.units) {
      if (unit.state != TaskState::kReleased) there.push_back({unit.unit, unit.part});
    }
    json.key("proposed_answering");
    if (const auto proposal = propose_answering(there, shared, today_)) {
      json.begin_object()
          .field("unit_id", unit_id_of(proposal->value.unit))
          .field("unit", names_.of_key(proposal->value.unit))
          .field("part", to_word(proposal->value.part))
          .field("part_zh", zh_name(proposal->value.part))
          .field("rule", proposal->why.rule)
          .field("zh", proposal->why.words.zh)
          .field("en", proposal->why.words.en)
          .end_object();
    } else {
      json.null();
    }
    json.key("proposed_leaders").begin_array();
    for (const std::string& each : leaders) json.string(each);
    json.end_array();
  }

  void actions(const std::vector<OpenAction>& open) {
    json.key("actions").begin_array();
    for (const OpenAction& each : open) write_action(json, each, names_.of_key(each.unit));
    json.end_array();
  }

  JsonWriter json;

 private:
  void words(std::string_view key, TaskState state) {
    json.field(key, to_word(state));
    json.field(fmt::format("{}_zh", key), zh_name(state)).field(fmt::format("{}_en", key), en_name(state));
  }
  void other_task(std::string_view key, const std::string& id) {
    json.key(key);
    unit_id_of(id) == 0 ? json.null() : json.integer(unit_id_of(id));
  }
  void kind_and_unit(LimitKind kind, const std::string& unit) {
    json.field("kind", to_word(kind)).field("zh", zh_name(kind)).field("en", en_name(kind)).key("unit_id");
    unit.empty() ? json.null() : json.integer(unit_id_of(unit));
    json.field("unit", names_.of_key(unit));
  }
  const KeptCase& kept_;
  const TaskCase& task_;
  const PresentNames& names_;
  Day today_;
};

}  // namespace

Result<Versioned> read_case(sql::Connection& db, const Actor& actor, std::int64_t task_id, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const Day today = day_of(now);
  KeptCase kept = TRY(load_case(db, task_id));
  kept.task = as_of(std::move(kept.task), today);
  const RowPart row = TRY(row_part(db, task_id));
  const std::vector<NamedUnits> missing = TRY(names_without_seat(db, kept));
  const Standing standing = TRY(Standing::of(db, actor, kept, now));
  std::vector<std::int64_t> ids;
  for (const UnitCase& unit : kept.task.units) ids.push_back(unit_id_of(unit.unit));
  for (const NamedUnits& each : missing) ids.insert(ids.end(), each.units.begin(), each.units.end());
  const PresentNames names = TRY(PresentNames::load(db, ids));
  std::vector<std::string> leaders;
  if (!row.leaders_printed) leaders = TRY(leaders_by_portfolio(db, task_id, today));

  CaseView view(kept, names, today);
  view.json.begin_object();
  view.head();
  view.units(standing.own_units());
  view.limits();
  view.requests();
  view.seats(missing);
  view.proposals(row.shared, leaders);
  const auto above = TRY(task_above(db, task_id));
  view.json.key("parent_id");
  above ? view.json.integer(*above) : view.json.null();
  view.json.key("subtasks").raw(TRY(subtasks_json(db, task_id)));
  view.actions(actions_open_to(standing, kept, today));
  return Versioned{view.json.end_object().take(), task_id, kept.task.facts};
}

}  // namespace duban
