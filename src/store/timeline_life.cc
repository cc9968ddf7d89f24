#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "store/case_json.h"
#include "store/cases.h"
#include "store/task_json.h"
#include "store/timeline.h"
#include "store/unit_present.h"

namespace duban {
namespace {

struct FactRow {
  UtcMillis at = 0;
  std::string account;
  TaskFact fact;
};

Result<std::vector<FactRow>> fact_rows(sql::Connection& db, std::int64_t task_id) {
  std::vector<FactRow> out;
  sql::Rows rows =
      TRY(db.query("SELECT f.at, f.account, f.fields, a.display_name FROM task_fact f LEFT JOIN account a ON "
                   "a.id = f.account_id AND f.account_id <> 0 WHERE f.task_id = $1 ORDER BY f.no",
                   task_id));
  while (TRY(rows.next())) {
    out.push_back({rows.integer(0), rows.text(3).empty() ? rows.string(1) : rows.string(3),
                   TRY(fact_from_json(rows.text(2)))});
  }
  return out;
}

std::string_view group_of(TaskAction action) {
  switch (action) {
    case TaskAction::kAdjust:
    case TaskAction::kCorrectWording:
    case TaskAction::kReassign:
    case TaskAction::kAddUnit:
    case TaskAction::kReleaseUnit:
    case TaskAction::kSetPart:
    case TaskAction::kApplyExtension:
    case TaskAction::kWithdrawExtension:
    case TaskAction::kAgreeExtension:
    case TaskAction::kApproveExtension:
    case TaskAction::kRefuseExtension:
      return "change";
    case TaskAction::kApplyCompletion:
    case TaskAction::kWithdrawCompletion:
    case TaskAction::kReturnCompletion:
    case TaskAction::kBeginVerification:
    case TaskAction::kPassVerification:
    case TaskAction::kFailVerification:
    case TaskAction::kSubmitRectification:
    case TaskAction::kObject:
    case TaskAction::kUpholdConclusion:
    case TaskAction::kChangeConclusion:
      return "verification";
    default:
      return "life";
  }
}

std::string_view field_name_zh(std::string_view field) {
  if (field == "due") return "完成时限";
  if (field == "done_criteria") return "销号标准";
  if (field == "task_class") return "任务类别";
  if (field == "horizon") return "完成周期";
  return field_zh(field);
}

// What was asked for beside the words, then what became of it.
class DetailList {
 public:
  explicit DetailList(const PresentNames& names) : names_(names) {}

  std::vector<Message> of(const TaskRequest& what) {
    if (what.action == TaskAction::kDispatch) {
      add("未含单位：" + what.before, "without " + what.before, what.before);
      add("理由：" + what.after, "because: " + what.after, what.after);
    } else if (!what.field.empty()) {
      const std::string from = what.before.empty() ? "空" : what.before;
      const std::string to = what.after.empty() ? to_iso(what.date) : what.after;
      add(fmt::format("{}：{} → {}", field_name_zh(what.field), from, to),
          fmt::format("{}: {} → {}", what.field, what.before.empty() ? "nothing" : what.before, to), to);
    }
    if (what.action == TaskAction::kSetPart || what.action == TaskAction::kAddUnit) {
      add(fmt::format("作为{}", zh_name(what.part)), fmt::format("as {}", to_word(what.part)), "part");
    }
    const std::string other = names_.of_key(what.other_unit);
    add("改派给" + other, "to " + other, other);
    if (what.closure != Closure::kNone) {
      add(std::string(zh_name(what.closure)), fmt::format("{} closure", to_word(what.closure)), "closure");
    }
    if (what.confidence != Confidence::kNotSet) {
      add(std::string(zh_name(what.confidence)), fmt::format("confidence {}", to_word(what.confidence)), "set");
    }
    if (what.conclusion > 0) {
      add(fmt::format("第{}号结论", what.conclusion), fmt::format("conclusion {}", what.conclusion), "no");
    }
    add("主要负责人：" + what.head, "head: " + what.head, what.head);
    add("联络员：" + what.liaison, "liaison officer: " + what.liaison, what.liaison);
    add("经办人：" + what.handler, "handler: " + what.handler, what.handler);
    if (what.action == TaskAction::kApplyExtension) {
      add("申请延至" + zh_day(what.date), "asks for " + to_iso(what.date), "date");
    }
    return std::move(out_);
  }

 private:
  void add(std::string zh, std::string en, std::string_view unless_empty) {
    if (!unless_empty.empty()) out_.push_back({std::move(zh), std::move(en)});
  }
  const PresentNames& names_;
  std::vector<Message> out_;
};

// Due dates that moved and limits that began, as the step reckoned them.
std::vector<Message> brought_about(const TaskCase& before, const TaskCase& after, const PresentNames& names) {
  std::vector<Message> out;
  for (const UnitCase& unit : after.units) {
    const UnitCase* was = unit_of(before, unit.unit);
    if (was != nullptr && was->due.given() && was->due != unit.due) {
      const std::string name = names.of_key(unit.unit);
      out.push_back({fmt::format("{}完成时限改为{}，原定日期保留", name, zh_day(unit.due)),
                     fmt::format("{} is due {} now; the original date is kept", name, to_iso(unit.due))});
    }
  }
  std::set<std::pair<LimitKind, Day>> told;  // many units get the same limit
  for (const OpenLimit& limit : after.limits) {
    const bool there = std::find(before.limits.begin(), before.limits.end(), limit) != before.limits.end();
    if (there || limit.kind == LimitKind::kDue || !told.emplace(limit.kind, limit.end).second) continue;
    out.push_back({fmt::format("{}时限：{}", zh_name(limit.kind), zh_day(limit.end)),
                   fmt::format("{} by {}", en_name(limit.kind), to_iso(limit.end))});
  }
  return out;
}

std::vector<Message> late_marks(const TaskCase& before, const TaskCase& after, const PresentNames& names) {
  std::vector<Message> out;
  for (std::size_t i = before.late.size(); i < after.late.size(); ++i) {
    const LateMark& mark = after.late[i];
    const std::string unit = names.of_key(mark.unit);
    out.push_back({fmt::format("{}{}逾期（时限{}）", unit, zh_name(mark.kind), zh_day(mark.end)),
                   fmt::format("{}{} was late (due {})", unit.empty() ? "" : unit + ": ", en_name(mark.kind),
                               to_iso(mark.end))});
  }
  return out;
}

struct EventWords {
  std::string_view action, group, zh, en;
};
// clang-format off
constexpr EventWords kEventWords[] = {
    {"correct_task",       "change",   "更正",         "corrected"},
    {"settle_finding",     "change",   "处理疑点",     "finding settled"},
    {"reopen_finding",     "change",   "重新打开疑点", "finding opened again"},
    {"milestone_accepted", "progress", "节点定为基线", "milestones are the baseline"},
    {"milestone_added",    "progress", "增加节点",     "milestone added"},
    {"milestone_changed",  "progress", "调整节点",     "milestone changed"},
    {"milestone_dropped",  "progress", "取消节点",     "milestone dropped"},
    {"milestone_claimed",  "progress", "报节点完成",   "milestone claimed"},
    {"milestone_done",     "progress", "节点完成",     "milestone done"},
    {"milestone_returned", "progress", "退回节点",     "milestone returned"},
    {"target_setting",     "progress", "设定指标",     "target set"},
    {"target_confirm",     "progress", "确认指标",     "target confirmed"},
    {"target_outcome",     "progress", "核定指标结果", "target's outcome verified"},
    {"",                   "change",   "变更",         "changed"},
};
// clang-format on
const EventWords& words_of(std::string_view action) {
  const EventWords* each = kEventWords;
  while (!each->action.empty() && each->action != action) ++each;
  return *each;
}

}  // namespace

Result<void> life_timeline(sql::Connection& db, const Actor&, std::int64_t task_id,
                           std::vector<TimelineEntry>& out) {
  const std::vector<FactRow> rows = TRY(fact_rows(db, task_id));
  std::vector<std::int64_t> units;
  for (const FactRow& row : rows) {
    for (const UnitSeat& seat : row.fact.what.units) units.push_back(unit_id_of(seat.unit));
    for (const std::string& key : {row.fact.what.unit, row.fact.what.other_unit}) {
      if (!key.empty()) units.push_back(unit_id_of(key));
    }
  }
  const PresentNames names = TRY(PresentNames::load(db, units));
  TaskCase task;
  for (const FactRow& row : rows) {
    const TaskRequest& what = row.fact.what;
    const TaskCase before = task;
    task = evolve(std::move(task), row.fact);
    TimelineEntry entry;
    entry.at = row.at;
    entry.group = group_of(what.action);
    entry.action = to_word(what.action);
    entry.title = {std::string(zh_name(what.action)), std::string(en_name(what.action))};
    entry.account = row.account;
    entry.unit = names.of_key(what.unit.empty() ? what.by.unit : what.unit);
    if (what.by.capacity == Capacity::kDelegate) entry.capacity = "delegate";
    if (what.by.capacity == Capacity::kFillIn) entry.capacity = "fill_in";
    entry.acts_for = what.by.acts_for;
    entry.text = what.text;
    entry.document = what.document;
    entry.details = DetailList(names).of(what);
    for (Message& each : brought_about(before, task, names)) entry.details.push_back(std::move(each));
    entry.late = late_marks(before, task, names);
    out.push_back(std::move(entry));
  }
  return {};
}

Result<void> row_timeline(sql::Connection& db, const Actor&, std::int64_t task_id,
                          std::vector<TimelineEntry>& out) {
  // Approval and adjustments are facts of the case and stand there.
  sql::Rows rows =
      TRY(db.query("SELECT at, account, action, field, before_value, after_value, reason FROM task_event WHERE "
                   "task_id = $1 AND action NOT IN ('approve_plan', 'adjust_task') ORDER BY id",
                   task_id));
  while (TRY(rows.next())) {
    TimelineEntry entry;
    entry.at = rows.integer(0);
    entry.account = rows.string(1);
    entry.action = rows.string(2);
    const EventWords& words = words_of(entry.action);
    entry.group = words.group;
    entry.title = {std::string(words.zh), std::string(words.en)};
    // One side where the other was empty: what was new, or what went.
    const std::string field = rows.text(3) == "milestones" ? "" : std::string(field_zh(rows.text(3)));
    const std::string before = rows.string(4);
    const std::string after = rows.string(5);
    const std::string change = before.empty() || after.empty() ? before + after : before + " → " + after;
    if (!change.empty()) {
      entry.details.push_back({field.empty() ? change : field + "：" + change,
                               field.empty() ? change : fmt::format("{}: {}", rows.text(3), change)});
    }
    entry.text = rows.string(6);
    out.push_back(std::move(entry));
  }
  return {};
}

}  // namespace duban
