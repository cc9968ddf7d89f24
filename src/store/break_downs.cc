#include "store/break_downs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "store/break_down_rows.h"
#include "store/log.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::size_t kMostRows = 100, kMostWords = 2000;

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// Who writes, and in which state the unit's break-down is.
struct BreakDownWriter {
  KeptCase kept;
  const UnitCase* unit = nullptr;
  TaskPerson person;
  bool is_office = false;  // the office, on its own behalf or filling in
  BreakDownHead head;
  bool accepted() const { return head.accepted_on.given(); }
};

Result<BreakDownWriter> writer_of(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                  std::int64_t unit_id, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  BreakDownWriter writer;
  writer.kept = TRY(load_case(db, task_id));
  const std::string key = unit_key(unit_id);
  writer.unit = unit_of(writer.kept.task, key);
  if (writer.unit == nullptr || writer.unit->state == TaskState::kReleased)
    return no_such("单位", "unit on this task");
  writer.person = TRY(person_on(db, actor, writer.kept, TaskAction::kBreakDown, key, now));
  writer.is_office = writer.person.party == Party::kOffice;
  writer.head = TRY(break_down_head(db, task_id, unit_id));
  return writer;
}

Error conflict(std::string zh, std::string en) {
  return error(ErrorCode::kConflict, std::move(zh), std::move(en));
}

Result<void> check_open(const BreakDownWriter& writer) {
  if (!is_running(writer.kept.task.state)) {
    return conflict(fmt::format("任务“{}”，不能修改分解", zh_name(writer.kept.task.state)),
                    fmt::format("the task is {}: its break-down stands", en_name(writer.kept.task.state)));
  }
  switch (writer.unit->state) {
    case TaskState::kAcknowledged:
    case TaskState::kInProgress:
    case TaskState::kRectifying:
      return {};
    case TaskState::kDispatched:
    case TaskState::kDisputed:
      return conflict("请先签收，再分解", "acknowledge the task before you break it down");
    case TaskState::kBrokenDown:
      if (writer.is_office) return {};
      return conflict("分解已报送，督查室审定或退回后再改",
                      "the office has it for review: change it when it is back");
    default:
      return conflict(fmt::format("本单位“{}”，不能修改分解", zh_name(writer.unit->state)),
                      fmt::format("the unit is {}: its break-down stands", en_name(writer.unit->state)));
  }
}

Result<void> check_entry(const BreakDownEntry& entry, const BreakDownWriter& writer) {
  const auto wrong = [](std::string zh, std::string en) {
    return error(ErrorCode::kInvalid, std::move(zh), std::move(en));
  };
  if (entry.measures.size() > kMostRows || entry.milestones.size() > kMostRows) {
    return wrong("措施、节点各不超过100条", "at most 100 measures and 100 milestones");
  }
  for (std::size_t i = 0; i < entry.measures.size(); ++i) {
    if (blank(entry.measures[i].text) || entry.measures[i].text.size() > kMostWords)
      return wrong(fmt::format("第{}条措施没有内容或过长", i + 1),
                   fmt::format("measure {} is empty or too long", i + 1));
  }
  for (std::size_t i = 0; i < entry.milestones.size(); ++i) {
    const MilestoneEntry& each = entry.milestones[i];
    if (blank(each.name) || each.name.size() > kMostWords || each.deliverable.size() > kMostWords)
      return wrong(fmt::format("第{}个节点没有名称或文字过长", i + 1),
                   fmt::format("milestone {} has no name or is too long", i + 1));
    if (!each.due.given())
      return wrong(fmt::format("节点“{}”没有日期", each.name),
                   fmt::format("milestone “{}” has no date", each.name));
    if (!std::isfinite(each.weight) || each.weight <= 0 || each.weight > 1000)
      return wrong(fmt::format("节点“{}”的权重应大于0", each.name),
                   fmt::format("the weight of milestone “{}” must be above nought", each.name));
    if (each.measure && (*each.measure < 0 || static_cast<std::size_t>(*each.measure) >= entry.measures.size()))
      return wrong(fmt::format("节点“{}”所属的措施不存在", each.name),
                   fmt::format("milestone “{}” is of no measure", each.name));
    if (each.due > writer.unit->due && writer.kept.task.horizon == Horizon::kThisYear && !writer.accepted())
      return wrong(fmt::format("节点“{}”晚于完成时限{}", each.name, to_iso(writer.unit->due)),
                   fmt::format("milestone “{}” is after the due date {}", each.name, to_iso(writer.unit->due)));
  }
  if (writer.accepted() && blank(entry.reason)) {
    return wrong("分解已经审定，修改须写明理由", "the break-down was accepted: a change wants a reason");
  }
  return {};
}

class BreakDownChange {
 public:
  BreakDownChange(sql::Connection& db, const Actor& actor, const BreakDownWriter& writer, std::int64_t unit_id,
                  const BreakDownEntry& entry, UtcMillis now)
      : db_(db), actor_(actor), writer_(writer), unit_id_(unit_id), entry_(entry), now_(now) {}

  Result<void> make() {
    const std::int64_t task_id = writer_.kept.task_id;
    std::vector<MeasureRow> measures = TRY(measure_rows(db_, task_id, unit_id_));
    std::vector<MilestoneRow> milestones = TRY(milestone_rows(db_, task_id, unit_id_));
    std::erase_if(measures, [](const MeasureRow& row) { return row.dropped; });
    std::erase_if(milestones, [](const MilestoneRow& row) { return row.dropped; });
    TRY(put_measures(measures));
    TRY(put_milestones(milestones));
    return head();
  }

 private:
  template <class Row>
  static const Row* row_with(const std::vector<Row>& rows, std::int64_t id) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
  }

  Result<void> put_measures(const std::vector<MeasureRow>& before) {
    const std::int64_t task_id = writer_.kept.task_id;
    for (std::size_t i = 0; i < entry_.measures.size(); ++i) {
      const MeasureEntry& each = entry_.measures[i];
      const int position = static_cast<int>(i) + 1;
      if (each.id == 0) {
        const auto id =
            TRY(db_.one("INSERT INTO measure (government_id, plan_id, task_id, unit_id, position, text, "
                        "baseline, dropped) VALUES "
                        "($1, $2, $3, $4, $5, $6, '', 0) RETURNING id",
                        actor_.government_id, writer_.kept.plan_id, task_id, unit_id_, position, each.text));
        measure_ids_.push_back(*id);
        if (writer_.accepted()) TRY(keep("added", 0, "", "措施：" + each.text));
        continue;
      }
      const MeasureRow* row = row_with(before, each.id);
      if (row == nullptr) return no_such("措施", "measure of this unit");
      measure_ids_.push_back(each.id);
      TRY(db_.run("UPDATE measure SET position = $2, text = $3 WHERE id = $1", each.id, position, each.text));
      if (writer_.accepted() && row->text != each.text)
        TRY(keep("changed", 0, "措施：" + row->text, "措施：" + each.text));
    }
    for (const MeasureRow& row : before) {
      if (std::find(measure_ids_.begin(), measure_ids_.end(), row.id) != measure_ids_.end()) continue;
      if (!writer_.accepted()) {
        TRY(db_.run("UPDATE milestone SET measure_id = NULL WHERE measure_id = $1", row.id));
        TRY(db_.run("DELETE FROM measure WHERE id = $1", row.id));
        continue;
      }
      if (!writer_.is_office) return office_only("删除措施", "take a measure out");
      TRY(db_.run("UPDATE measure SET dropped = 1 WHERE id = $1", row.id));
      TRY(keep("dropped", 0, "措施：" + row.text, ""));
    }
    return {};
  }

  Result<void> put_milestones(const std::vector<MilestoneRow>& before) {
    std::vector<std::int64_t> kept;
    for (std::size_t i = 0; i < entry_.milestones.size(); ++i) {
      const MilestoneEntry& each = entry_.milestones[i];
      const int position = static_cast<int>(i) + 1;
      if (each.id == 0) {
        TRY(add_milestone(each, position));
        continue;
      }
      const MilestoneRow* row = row_with(before, each.id);
      if (row == nullptr) return no_such("节点", "milestone of this unit");
      kept.push_back(each.id);
      TRY(change_milestone(*row, each, position));
    }
    for (const MilestoneRow& row : before) {
      if (std::find(kept.begin(), kept.end(), row.id) == kept.end()) TRY(drop_milestone(row));
    }
    return {};
  }

  std::int64_t measure_of(const MilestoneEntry& each) const {
    return each.measure ? measure_ids_[static_cast<std::size_t>(*each.measure)] : 0;
  }
  sql::Value measure_value(const MilestoneEntry& each) const {
    const std::int64_t id = measure_of(each);
    return id == 0 ? sql::Value(sql::Null{}) : sql::Value(id);
  }

  Result<void> add_milestone(const MilestoneEntry& each, int position) {
    const bool counts = writer_.accepted() && writer_.is_office;
    const auto id = TRY(
        db_.one("INSERT INTO milestone (government_id, plan_id, task_id, unit_id, measure_id, position, name, "
                "deliverable, due, "
                "weight, accepted, dropped, baseline_name, baseline_deliverable, baseline_due, "
                "baseline_weight, claimed_on, "
                "claimed_at, claimed_by, claim, done_on, done_by, returned, version) VALUES ($1, $2, $3, $4, "
                "$5, $6, $7, $8, $9, "
                "$10, $11, 0, '', '', '', 0, '', '', '', '', '', '', '', 1) RETURNING id",
                actor_.government_id, writer_.kept.plan_id, writer_.kept.task_id, unit_id_, measure_value(each),
                position, each.name, each.deliverable, to_iso(each.due), each.weight, counts));
    if (!writer_.accepted()) return {};
    return keep("added", *id, "", milestone_words(as_row(each)));
  }

  Result<void> change_milestone(const MilestoneRow& row, const MilestoneEntry& each, int position) {
    const bool moved = row.due != each.due || row.weight != each.weight;
    const bool reworded = row.name != each.name || row.deliverable != each.deliverable;
    if (row.done_on.given() && (moved || reworded)) {
      return conflict(fmt::format("节点“{}”已完成，不能再改", row.name),
                      fmt::format("milestone “{}” is done and stands", row.name));
    }
    // What the unit added itself is its own to change until the office accepts it.
    if (writer_.accepted() && !writer_.is_office && row.accepted && moved) {
      return office_only("改变节点的日期和权重", "move a milestone's date or weight");
    }
    const bool accepted = row.accepted || (writer_.accepted() && writer_.is_office);
    if (!moved && !reworded && row.measure_id == measure_of(each) && row.position == position &&
        accepted == row.accepted)
      return {};
    TRY(
        db_.run("UPDATE milestone SET measure_id = $2, position = $3, name = $4, deliverable = $5, due = $6, "
                "weight = $7, "
                "accepted = $8, version = version + 1 WHERE id = $1",
                row.id, measure_value(each), position, each.name, each.deliverable, to_iso(each.due),
                each.weight, accepted));
    if (!writer_.accepted() || (!moved && !reworded && accepted == row.accepted)) return {};
    return keep(moved || reworded ? "changed" : "accepted", row.id, milestone_words(row),
                milestone_words(as_row(each)));
  }

  Result<void> drop_milestone(const MilestoneRow& row) {
    if (!writer_.accepted()) {
      TRY(db_.run("DELETE FROM milestone WHERE id = $1", row.id));
      return {};
    }
    if (row.done_on.given()) {
      return conflict(fmt::format("节点“{}”已完成，不能删除", row.name),
                      fmt::format("milestone “{}” is done and stays", row.name));
    }
    if (row.accepted && !writer_.is_office) return office_only("删除节点", "take a milestone out");
    TRY(db_.run("UPDATE milestone SET dropped = 1, version = version + 1 WHERE id = $1", row.id));
    return keep("dropped", row.id, milestone_words(row), "");
  }

  Result<void> head() {
    const std::int64_t version = writer_.head.version + 1;
    if (writer_.head.version == 0) {
      TRY(
          db_.run("INSERT INTO break_down (government_id, plan_id, task_id, unit_id, accepted_on, accepted_by, "
                  "version) "
                  "VALUES ($1, $2, $3, $4, '', '', $5)",
                  actor_.government_id, writer_.kept.plan_id, writer_.kept.task_id, unit_id_, version));
    } else {
      TRY(db_.run("UPDATE break_down SET version = $3 WHERE task_id = $1 AND unit_id = $2",
                  writer_.kept.task_id, unit_id_, version));
    }
    return append_log(
        db_, actor_,
        {"write_break_down", fmt::format("task:{} unit:{}", writer_.kept.task_id, unit_id_), "",
         fmt::format("measures:{} milestones:{}{}", entry_.measures.size(), entry_.milestones.size(),
                     entry_.reason.empty() ? "" : " · " + entry_.reason)},
        now_);
  }

  static MilestoneRow as_row(const MilestoneEntry& each) {
    MilestoneRow row;
    row.name = each.name;
    row.deliverable = each.deliverable;
    row.due = each.due;
    row.weight = each.weight;
    return row;
  }
  Result<void> keep(std::string_view what, std::int64_t id, std::string before, std::string after) {
    return keep_milestone_fact(db_, actor_,
                               {writer_.kept.plan_id, writer_.kept.task_id, unit_id_, id, what,
                                std::move(before), std::move(after), entry_.reason},
                               now_);
  }
  static Error office_only(std::string_view zh, std::string_view en) {
    return error(ErrorCode::kForbidden, fmt::format("分解审定后，{}须由督查室办理", zh),
                 fmt::format("once the break-down is accepted, only the office may {}", en));
  }

  sql::Connection& db_;
  const Actor& actor_;
  const BreakDownWriter& writer_;
  std::int64_t unit_id_;
  const BreakDownEntry& entry_;
  UtcMillis now_;
  std::vector<std::int64_t> measure_ids_;
};

}  // namespace

Result<void> write_break_down(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                              std::int64_t unit_id, std::optional<std::int64_t> expected_version,
                              const BreakDownEntry& entry, UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    BreakDownWriter writer = TRY(writer_of(db, actor, task_id, unit_id, now));
    writer.unit = unit_of(writer.kept.task, unit_key(unit_id));
    if (expected_version && *expected_version != writer.head.version) return stale_version();
    TRY(check_open(writer));
    TRY(check_entry(entry, writer));
    return BreakDownChange(db, actor, writer, unit_id, entry, now).make();
  };
  return db.transaction(work);
}

Result<void> follow_break_down(sql::Connection& db, const Actor& actor, const KeptCase& before,
                               const TaskStep& step, UtcMillis now) {
  const TaskAction action = step.fact.what.action;
  if (action != TaskAction::kAcceptBreakDown) return {};
  const std::int64_t unit_id = unit_id_of(step.fact.what.unit);
  std::vector<MilestoneRow> milestones = TRY(milestone_rows(db, before.task_id, unit_id));
  std::erase_if(milestones, [](const MilestoneRow& row) { return row.dropped; });
  const std::string today = to_iso(day_of(now));
  TRY(
      db.run("UPDATE milestone SET accepted = 1, baseline_name = name, baseline_deliverable = deliverable, "
             "baseline_due "
             "= due, baseline_weight = weight, version = version + 1 WHERE task_id = $1 AND unit_id = $2 AND "
             "dropped = 0",
             before.task_id, unit_id));
  TRY(db.run("UPDATE measure SET baseline = text WHERE task_id = $1 AND unit_id = $2 AND dropped = 0",
             before.task_id, unit_id));
  TRY(
      db.run("INSERT INTO break_down (government_id, plan_id, task_id, unit_id, accepted_on, accepted_by, "
             "version) VALUES "
             "($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (task_id, unit_id) DO UPDATE SET accepted_on = $5, "
             "accepted_by = "
             "$6, version = break_down.version + 1",
             actor.government_id, before.plan_id, before.task_id, unit_id, today, actor.name));
  std::string words;
  for (const MilestoneRow& row : milestones) words += (words.empty() ? "" : "；") + milestone_words(row);
  return keep_milestone_fact(db, actor, {before.plan_id, before.task_id, unit_id, 0, "accepted", "", words, ""},
                             now);
}

}  // namespace duban
