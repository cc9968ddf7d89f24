#include "store/trip_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/day.h"
#include "base/json.h"
#include "store/cases.h"
#include "store/task_json.h"
#include "store/visibility.h"
#include "supervise/task_life.h"
#include "text/utf8.h"

namespace duban {
namespace {

std::string open_names(const std::vector<Name>& names, bool open) {
  std::string out;
  for (const Name& name : names) {
    if (!out.empty()) out += "、";
    out += name.text;
  }
  if (open && !out.empty()) out += "等";
  return out;
}

struct ReadNames {
  std::vector<std::string> names;
  bool open = false;
};
// 市教育局、市财政局等: separated by 、，,;； or a line break; 等 behind the last leaves the list open.
ReadNames read_cell_names(std::string_view words) {
  ReadNames out;
  std::string current;
  const auto end_name = [&] {
    const std::string_view name = utf8::trim(current);
    if (!name.empty()) out.names.emplace_back(name);
    current.clear();
  };
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    const bool separates = c.point == U'、' || c.point == U'，' || c.point == ',' || c.point == ';' ||
                           c.point == U'；' || c.point == '\n';
    if (separates) {
      end_name();
    } else {
      utf8::append(current, c.point);
    }
    i += std::max<std::uint32_t>(c.size, 1);
  }
  end_name();
  constexpr std::string_view kOpen = "等";
  if (!out.names.empty() && out.names.back().ends_with(kOpen)) {
    out.open = true;
    out.names.back().resize(out.names.back().size() - kOpen.size());
    if (out.names.back().empty()) out.names.pop_back();
  }
  return out;
}

bool is_names_column(std::string_view column) {
  return column == "leaders" || column == "lead_units" || column == "responsible_units";
}

std::string_view open_field_of(std::string_view column) {
  if (column == "lead_units") return "open_lead";
  return column == "responsible_units" ? "open_responsible" : "";
}

std::string json_text(std::string_view words) {
  std::string out;
  append_json_string(out, words);
  return out;
}

class TaskCells : public TripCells {
 public:
  TaskCells(std::vector<TaskRow> rows, bool approved, bool may_change, std::map<std::int64_t, TaskState> states)
      : rows_(std::move(rows)), approved_(approved), may_change_(may_change), states_(std::move(states)) {
    for (std::size_t i = 0; i < rows_.size(); ++i) places_.emplace(rows_[i].id, i);
  }

  TripSheet sheet() const override {
    TripSheet out;
    out.name = "台账";
    out.columns = {{"no", "序号", false, 6},
                   {"section", "章节", false, 18},
                   {"text", "任务内容", may_change_, 52},
                   {"leaders", "牵头领导", may_change_, 12},
                   {"lead_units", "牵头单位", may_change_, 20},
                   {"responsible_units", "责任单位", may_change_, 34},
                   {"targets", "目标", false, 30},
                   {"deadline", "完成时限", may_change_, 12}};
    for (const TaskRow& row : rows_) {
      TripRow& cells = out.rows.emplace_back();
      cells.id = fmt::format("T{}", row.id);
      for (const TripColumn& column : out.columns) cells.cells.push_back(words_of(row, column.key));
    }
    return out;
  }

  std::optional<std::string> now(const TripKey& row, std::string_view column) const override {
    const TaskRow* found = find(row);
    if (found == nullptr) return {};
    return words_of(*found, column);
  }

  std::string plain(std::string_view column, std::string_view words) const override {
    if (is_names_column(column)) {
      const ReadNames read = read_cell_names(words);
      std::vector<Name> names;
      for (const std::string& each : read.names) names.push_back(Name{each, {}, {}});
      return open_names(names, read.open);
    }
    if (column == "deadline") return trip_date(words).value_or(std::string(utf8::trim(words)));
    return std::string(utf8::trim(words));
  }

  Refusal refuses(const TripKey& row, std::string_view column, std::string_view words) const override {
    const TaskRow* found = find(row);
    if (found == nullptr) {
      return Message{"您已看不到这项任务", "you no longer see this task"};
    }
    if (!is_task_field(column) || column == "section" || column == "targets") {
      return Message{"这一列只供查看，不导回。章节、目标请在任务页修改",
                     "This column is for reading only. Sections and targets are changed on the task's page"};
    }
    if (!may_change_) {
      return Message{"您的角色不能修改任务本身，请联系督查室。本单位的进展请填“填报”“指标”两张表",
                     "Your role does not change the task itself; ask the supervision office. What your unit "
                     "reports goes into "
                     "the sheets 填报 and 指标"};
    }
    return refuses_words(*found, column, words);
  }

  Result<void> apply(sql::Connection& db, const Actor& actor, const TripKey& row, std::string_view column,
                     std::string_view words, const Adjusting& how, UtcMillis at) override {
    const TaskRow* found = find(row);
    if (found == nullptr) return no_such("任务", "task");
    const auto change = [&](std::string_view field, std::string value) {
      return apply_change(db, actor, found->id, {},
                          {std::string(field), std::move(value), "", how.reason, how.document}, at);
    };
    if (is_names_column(column)) {
      const ReadNames read = read_cell_names(words);
      TRY(change(column, strings_to_json(read.names)));
      const std::string_view flag = open_field_of(column);
      const bool was = column == "lead_units" ? found->task.open_lead : found->task.open_responsible;
      if (!flag.empty() && was != read.open) TRY(change(flag, read.open ? "true" : "false"));
      return {};
    }
    if (column != "deadline") return change(column, json_text(utf8::trim(words)));
    const std::string date = trip_date(words).value_or("");
    if (approved_) {
      // The clocks run by the case, not by the row.
      TaskRequest request;
      request.action = TaskAction::kAdjust;
      request.field = "due";
      request.before = found->task.deadline;
      request.after = date;
      request.date = Day::parse(date).value_or(Day{});
      request.text = how.reason;
      request.document = how.document;
      TRY(apply_step(db, actor, found->id, {}, request, at));
    }
    return change(column, json_text(date));
  }

  About about(const TripKey& row) const override {
    const TaskRow* found = find(row);
    if (found == nullptr) return {};
    return {found->id, found->task.no, found->task.text};
  }

 private:
  const TaskRow* find(const TripKey& row) const {
    const auto place = row.kind == 'T' ? places_.find(row.id) : places_.end();
    return place == places_.end() ? nullptr : &rows_[place->second];
  }

  static std::string words_of(const TaskRow& row, std::string_view column) {
    const Task& task = row.task;
    if (column == "section") {
      std::string out;
      for (std::size_t i = 0; i < task.section.size(); ++i) {
        if (!out.empty()) out += " ";
        out += task.section[i] + (task.section[i].ends_with(")") ? "" : "、");
        if (i < row.section_titles.size()) out += row.section_titles[i];
      }
      return out.empty() ? row.list : out;
    }
    if (column == "lead_units") return open_names(task.lead_units, task.open_lead);
    if (column == "responsible_units") return open_names(task.responsible_units, task.open_responsible);
    if (column == "deadline") return task.deadline;
    return field_words(task, column);
  }

  Refusal refuses_words(const TaskRow& row, std::string_view column, std::string_view words) const {
    const auto state = states_.find(row.id);
    const bool dispatched = state != states_.end() && state->second != TaskState::kApproved;
    if (column == "text" && utf8::trim(words).empty()) {
      return Message{"任务内容不能清空。任务不再办理的，请在任务页“终止”",
                     "A task's words cannot be emptied. A task that is given up is terminated on its page"};
    }
    if (words.size() > 20000)
      return Message{"文字过长（上限 20000 字节）", "the text is too long (limit 20000 bytes)"};
    if (is_names_column(column)) {
      for (const std::string& name : read_cell_names(words).names) {
        if (utf8::count(name) > 60) {
          return Message{fmt::format("“{}…”不像一个名称，多个名称之间请用顿号分开", utf8::head(name, 20)),
                         fmt::format("{}… is no name; put 、 between several", utf8::head(name, 20))};
        }
      }
      if (dispatched && column != "leaders") {
        return Message{
            "任务已交办，单位的调整要通知到各方：请在任务页办理“改派”或“增加单位”",
            "The task is dispatched, so the units have to be told: reassign or add units on its page"};
      }
    }
    if (column == "deadline") {
      if (!utf8::trim(words).empty() && !trip_date(words)) {
        return Message{"日期应写作 2026-06-30", "a date looks like 2026-06-30"};
      }
      if (approved_ && utf8::trim(words).empty()) {
        return Message{"已立项任务的时限不能清空", "the due date of an approved task cannot be emptied"};
      }
      if (state != states_.end() &&
          (state->second == TaskState::kClosed || state->second == TaskState::kArchived ||
           state->second == TaskState::kTerminated)) {
        return Message{"任务已了结，时限不再调整", "the task has ended; its due date is not changed any more"};
      }
    }
    return {};
  }

  std::vector<TaskRow> rows_;
  std::map<std::int64_t, std::size_t> places_;
  bool approved_;
  bool may_change_;
  std::map<std::int64_t, TaskState> states_;
};

}  // namespace

std::optional<TripKey> trip_key(std::string_view id) {
  if (id.size() < 2) return {};
  TripKey out;
  out.kind = id.front();
  const char* end = id.data() + id.size();
  const auto first = std::from_chars(id.data() + 1, end, out.id);
  if (first.ec != std::errc()) return {};
  if (first.ptr != end) {
    if (*first.ptr != '.') return {};
    const auto second = std::from_chars(first.ptr + 1, end, out.part);
    if (second.ec != std::errc() || second.ptr != end) return {};
  }
  return out;
}

std::optional<std::string> trip_date(std::string_view words) {
  std::string text;
  for (const char c : utf8::squeeze(words)) text += c;
  if (text.size() > 5 && text.ends_with("00:00")) text.resize(text.size() - 5);
  std::array<int, 3> numbers{};
  std::string_view rest = text;
  constexpr std::array<std::array<std::string_view, 4>, 3> kMarks = {
      {{"-", "/", ".", "年"}, {"-", "/", ".", "月"}, {"", "", "", "日"}}};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto [end, status] = std::from_chars(rest.data(), rest.data() + rest.size(), numbers[i]);
    if (status != std::errc() || numbers[i] < 0) return {};
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    const auto mark = std::find_if(kMarks[i].rbegin(), kMarks[i].rend(),
                                   [&](std::string_view each) { return rest.starts_with(each); });
    if (mark == kMarks[i].rend()) return {};
    rest.remove_prefix(mark->size());
  }
  const auto day = Day::of(numbers[0], numbers[1], numbers[2]);
  if (!rest.empty() || !day) return {};
  return to_iso(*day);
}

Result<std::vector<std::unique_ptr<TripCells>>> trip_cells(sql::Connection& db, const Actor& actor,
                                                           std::int64_t plan_id,
                                                           const std::optional<std::vector<std::int64_t>>& ids,
                                                           UtcMillis now) {
  TaskQuery query;
  if (ids) query.ids = *ids;
  std::vector<TaskRow> rows = TRY(task_rows(db, actor, plan_id, query, now, Action::kMergeLedger));
  if (ids && ids->empty()) rows.clear();
  if (ids) {
    std::map<std::int64_t, std::size_t> order;
    for (std::size_t i = 0; i < ids->size(); ++i) order.emplace((*ids)[i], i);
    std::sort(rows.begin(), rows.end(),
              [&](const TaskRow& a, const TaskRow& b) { return order.at(a.id) < order.at(b.id); });
  }
  bool approved = false;
  {
    sql::Rows plan = TRY(db.query("SELECT state FROM plan WHERE id = $1", plan_id));
    if (TRY(plan.next())) approved = plan.text(0) == "approved";
  }
  std::map<std::int64_t, TaskState> states;
  if (approved) {
    for (const KeptCase& each : TRY(load_cases(db, plan_id))) states.emplace(each.task_id, each.task.state);
  }
  const bool may_change =
      allowed(actor, approved ? Action::kAdjustTask : Action::kCorrectTask, Relation::kOwnGovernment);
  std::vector<std::unique_ptr<TripCells>> out;
  out.push_back(std::make_unique<TaskCells>(std::move(rows), approved, may_change, std::move(states)));
  for (auto& each : TRY(trip_report_cells(db, actor, plan_id))) out.push_back(std::move(each));
  return out;
}

}  // namespace duban
