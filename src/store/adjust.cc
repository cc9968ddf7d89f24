#include "store/adjust.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "store/case_seats.h"
#include "store/ledger_rows.h"
#include "store/task_json.h"

namespace duban {
namespace {

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

Result<std::vector<UnitSeat>> printed_seats(sql::Connection& db, const KeptCase& kept) {
  const LedgerRow row = TRY(load_row(db, kept.task_id));
  const RowContext context = TRY(row_context(db, kept.plan_id));
  const GroupMembers groups = TRY(GroupMembers::load(db, context.government_id, context.date));
  return seats_of(named_units(row.current, context.units, groups, context.date));
}

const UnitSeat* seat_in(const std::vector<UnitSeat>& seats, std::string_view unit) {
  const auto found =
      std::find_if(seats.begin(), seats.end(), [&](const UnitSeat& s) { return s.unit == unit; });
  return found == seats.end() ? nullptr : &*found;
}

// Units that the new names bring, move or drop. Those that answer first, so that somebody always does.
std::vector<TaskRequest> seat_changes(const std::vector<UnitSeat>& before, const std::vector<UnitSeat>& after,
                                      const TaskCase& task, const std::string& reason) {
  std::vector<TaskRequest> out;
  const auto add = [&](TaskAction action, const std::string& unit, UnitPart part) {
    TaskRequest& made = out.emplace_back();
    made.action = action;
    made.unit = unit;
    made.part = part;
    made.text = reason;
  };
  for (const UnitSeat& seat : after) {
    const UnitCase* there = unit_of(task, seat.unit);
    const UnitSeat* was = seat_in(before, seat.unit);
    if (there == nullptr || there->state == TaskState::kReleased) {
      if (was == nullptr) add(TaskAction::kAddUnit, seat.unit, seat.part);
    } else if (was == nullptr || was->part != seat.part) {
      if (there->part != seat.part) add(TaskAction::kSetPart, seat.unit, seat.part);
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const TaskRequest& a, const TaskRequest& b) { return a.part < b.part; });
  for (const UnitSeat& seat : before) {
    const UnitCase* there = unit_of(task, seat.unit);
    const bool at_end =
        there == nullptr || there->state == TaskState::kReleased || there->state == TaskState::kClosed;
    if (seat_in(after, seat.unit) == nullptr && !at_end) add(TaskAction::kReleaseUnit, seat.unit, seat.part);
  }
  return out;
}

}  // namespace

Result<void> adjust_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                         const TaskChange& change, UtcMillis now) {
  if (change.reason.empty() || change.document.empty()) {
    return error(ErrorCode::kInvalid, "方案已立项，调整任务须写明理由和依据文件",
                 "the plan is approved: an adjustment wants a reason and the document it rests on");
  }
  const KeptCase kept = TRY(load_case(db, task_id));
  const bool names_units = change.field == "lead_units" || change.field == "responsible_units";
  const std::vector<UnitSeat> before = names_units ? TRY(printed_seats(db, kept)) : std::vector<UnitSeat>();
  const RowWords words = TRY(adjust_row(db, actor, task_id, change, now));
  TaskRequest request;
  request.action = TaskAction::kAdjust;
  request.text = change.reason;
  request.document = change.document;
  request.field = change.field;
  request.before = words.before;
  request.after = words.after.empty() ? "无" : words.after;
  if (change.field == "deadline") {
    const LedgerRow row = TRY(load_row(db, task_id));
    const RowContext context = TRY(row_context(db, kept.plan_id));
    const int year = context.year > 0 ? context.year : day_of(now).year();
    request.field = "due";
    request.date = task_due(default_limit_rules(), Day::parse(row.current.deadline), year).value;
    request.after = to_iso(request.date);
  }
  TRY(apply_fact(db, actor, task_id, request, now));
  if (!names_units) return {};
  const std::vector<UnitSeat> after = TRY(printed_seats(db, kept));
  for (const TaskRequest& each : seat_changes(before, after, kept.task, change.reason)) {
    TRY(apply_fact(db, actor, task_id, each, now));
  }
  return {};
}

Result<void> adjust_row_with(sql::Connection& db, const Actor& actor, const KeptCase& kept,
                             TaskRequest& request, UtcMillis now) {
  TaskChange change;
  change.reason = request.text;
  change.document = request.document;
  if (request.action == TaskAction::kCorrectWording) {
    if (request.field != "text") {
      return error(ErrorCode::kInvalid, "更正表述只改任务内容（text）",
                   "only the wording (text) is corrected here");
    }
    change.field = "text";
    change.value_json = json_string(request.after);
  } else if (request.field == "due" && request.unit.empty()) {
    change.field = "deadline";
    change.value_json = json_string(to_iso(request.date));
  } else if (is_task_field(request.field)) {
    return error(ErrorCode::kInvalid,
                 fmt::format("“{}”是任务表里的一栏，请在任务里直接调整", field_zh(request.field)),
                 fmt::format("{} is a field of the row: adjust it there (PATCH /tasks/{{id}})", request.field));
  } else {
    if (request.field == "due") request.before = to_iso(due_of(kept.task));
    if (request.field == "done_criteria") request.before = kept.task.done_criteria;
    if (request.field == "horizon") request.before = to_word(kept.task.horizon);
    if (request.field == "task_class") request.before = to_word(kept.task.task_class);
    return {};
  }
  request.before = TRY(adjust_row(db, actor, kept.task_id, change, now)).before;
  if (request.field == "due") request.after = to_iso(request.date);
  return {};
}

}  // namespace duban
