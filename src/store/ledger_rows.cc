#include "store/ledger_rows.h"

#include <charconv>
#include <optional>

#include "base/json.h"
#include "plan/plan_json.h"
#include "store/fulltext.h"
#include "store/task_json.h"

namespace duban {
namespace {

std::optional<std::int64_t> as_number(std::string_view no) {
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(no.data(), no.data() + no.size(), value);
  if (no.empty() || status != std::errc() || end != no.data() + no.size()) return {};
  return value;
}

std::string joined_labels(const std::vector<std::string>& labels) {
  std::string out;
  for (const std::string& label : labels) {
    if (!out.empty()) out += '/';
    out += label;
  }
  return out;
}

using UnitIds = std::vector<std::optional<std::int64_t>>;

UnitIds ids_of(const RowContext& context, const std::vector<Name>& names) {
  UnitIds out;
  for (const Name& name : names) out.push_back(context.units.resolve(name.text, context.date));
  return out;
}

void write_names(JsonWriter& json, std::string_view key, const std::vector<Name>& names) {
  json.key(key).begin_array();
  for (const Name& name : names) json.string(name.text);
  json.end_array();
}

void write_ids(JsonWriter& json, std::string_view key, const UnitIds& ids) {
  json.key(key).begin_array();
  for (const auto& id : ids) id ? json.integer(*id) : json.null();
  json.end_array();
}

void write_strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& strings) {
  json.key(key).begin_array();
  for (const std::string& each : strings) json.string(each);
  json.end_array();
}

// An object's members without its braces: reading puts more members around them.
std::string members(JsonWriter& json) {
  const std::string object = json.end_object().take();
  return object.substr(1, object.size() - 2);
}

std::string fields_of(const RowContext& context, const LedgerRow& row, const UnitIds& leads,
                      const UnitIds& responsible) {
  const Task& task = row.current;
  const auto titles = context.section_titles.find(joined_labels(task.section));
  JsonWriter json;
  json.begin_object().field("list", row.list).field("position", row.position).field("no", task.no);
  write_strings(json, "section", task.section);
  write_strings(json, "section_titles",
                titles == context.section_titles.end() ? std::vector<std::string>() : titles->second);
  json.field("text", task.text);
  write_names(json, "leaders", task.leaders);
  write_names(json, "lead_units", task.lead_units);
  write_ids(json, "lead_unit_ids", leads);
  write_names(json, "responsible_units", task.responsible_units);
  write_ids(json, "responsible_unit_ids", responsible);
  json.field("shared", task.shared)
      .field("open_lead", task.open_lead)
      .field("open_responsible", task.open_responsible);
  json.key("targets").begin_array();
  for (const Target& target : task.targets) write_json(json, target);
  json.end_array().key("qualitative").begin_array();
  for (const Qualitative& each : task.qualitative) write_json(json, each);
  json.end_array().key("projects").begin_array();
  for (const Project& project : task.projects) write_json(json, project);
  json.end_array()
      .field("deadline", task.deadline)
      .field("deadline_text", task.deadline_text)
      .field("due_date", due_date_of(task, context.year))
      .field("due_default", task.deadline.empty());
  write_strings(json, "settled_fields", row.settled_fields);
  write_strings(json, "unsure", row.unsure);
  return members(json);
}

std::string spans_of(const Task& task) {
  JsonWriter json;
  json.begin_object().key("span").span(task.span).key("spans").begin_object();
  json.key("text").spans(task.text_spans);
  for (const std::string_view field : {"leaders", "lead_units", "responsible_units"}) {
    json.key(field).raw(field_spans_json(task, field));
  }
  json.end_object();
  return members(json);
}

Result<void> write_units(sql::Connection& db, const RowContext& context, std::int64_t task_id, int role,
                         const std::vector<Name>& names, const UnitIds& ids) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    TRY(db.run(
        "INSERT INTO task_unit (government_id, plan_id, task_id, role, position, name, unit_id) VALUES ($1, "
        "$2, $3, $4, $5, $6, $7)",
        context.government_id, context.plan_id, task_id, role, static_cast<std::int64_t>(i), names[i].text,
        ids[i]));
  }
  return {};
}

Result<void> delete_children(sql::Connection& db, std::int64_t task_id) {
  TRY(db.run("DELETE FROM task_unit WHERE task_id = $1", task_id));
  TRY(db.run("DELETE FROM task_leader WHERE task_id = $1", task_id));
  TRY(db.run("DELETE FROM target WHERE task_id = $1", task_id));
  return forget_text(db, task_id);
}

Result<void> write_children(sql::Connection& db, const RowContext& context, const LedgerRow& row,
                            const UnitIds& leads, const UnitIds& responsible) {
  const Task& task = row.current;
  TRY(write_units(db, context, row.id, 0, task.lead_units, leads));
  TRY(write_units(db, context, row.id, 1, task.responsible_units, responsible));
  std::string names;
  for (const auto* each : {&task.leaders, &task.lead_units, &task.responsible_units}) {
    for (const Name& name : *each) names += name.text + "\n";
  }
  std::int64_t at = 0;
  for (const Name& leader : task.leaders) {
    TRY(db.run(
        "INSERT INTO task_leader (government_id, plan_id, task_id, position, name) VALUES ($1, $2, $3, $4, $5)",
        context.government_id, context.plan_id, row.id, at++, leader.text));
  }
  at = 0;
  for (const Target& target : task.targets) {
    const sql::Value top = target.value_max ? sql::Value(*target.value_max) : sql::Value(sql::Null{});
    TRY(
        db.run("INSERT INTO target (government_id, plan_id, task_id, position, indicator, measure, op, value, "
               "value_max, unit, horizon) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
               context.government_id, context.plan_id, row.id, at++, target.indicator, to_word(target.measure),
               to_word(target.op), target.value, top, target.unit, target.horizon));
  }
  return remember_text(db, row.id, task.text, names);
}

constexpr std::string_view kRowColumns = "id, list, list_order, position, base, fields, spans";

Result<LedgerRow> row_from(const sql::Rows& rows) {
  LedgerRow row;
  row.id = rows.integer(0);
  row.list = rows.string(1);
  row.list_order = static_cast<int>(rows.integer(2));
  row.position = static_cast<int>(rows.integer(3));
  row.base = TRY(task_from_json(rows.text(4)));
  row.current = TRY(task_from_json(fmt::format("{{{},{}}}", rows.text(5), rows.text(6))));
  row.settled_fields = TRY(strings_member(fmt::format("{{{}}}", rows.text(5)), "settled_fields"));
  // rows of a ledger from before there were doubts have none
  if (auto unsure = strings_member(fmt::format("{{{}}}", rows.text(5)), "unsure"); unsure.ok())
    row.unsure = *unsure;
  return row;
}

}  // namespace

std::string due_date_of(const Task& task, int year) {
  if (!task.deadline.empty()) return task.deadline;
  return year > 0 ? fmt::format("{:04}-12-31", year) : std::string();
}

std::vector<LedgerRow> rows_of(const Plan& plan) {
  std::vector<LedgerRow> out;
  const auto add = [&](const std::vector<Task>& tasks, const std::string& list, int order) {
    int position = 0;
    for (const Task& task : tasks) out.push_back({0, list, order, ++position, task, task, {}, {}});
  };
  add(plan.tasks, "", 0);
  int order = 0;
  for (const TaskList& list : plan.lists) add(list.tasks, list.name.empty() ? "清单" : list.name, ++order);
  return out;
}

std::map<std::string, std::vector<std::string>> section_titles(const std::vector<Section>& sections) {
  std::map<std::string, std::vector<std::string>> out;
  std::vector<const Section*> above;
  for (const Section& section : sections) {
    while (!above.empty() && above.back()->level >= section.level) above.pop_back();
    above.push_back(&section);
    std::vector<std::string> labels;
    std::vector<std::string> titles;
    for (const Section* each : above) {
      labels.push_back(each->label);
      titles.push_back(each->title);
    }
    out.emplace(joined_labels(labels), titles);
  }
  return out;
}

Result<bool> write_row(sql::Connection& db, const RowContext& context, LedgerRow& row) {
  const Task& task = row.current;
  const UnitIds leads = ids_of(context, task.lead_units);
  const UnitIds responsible = ids_of(context, task.responsible_units);
  const std::string base = task_to_json(row.base);
  const std::string fields = fields_of(context, row, leads, responsible);
  const std::string spans = spans_of(task);
  const std::string section = joined_labels(task.section);
  const std::string due = due_date_of(task, context.year);
  const std::string lead = task.lead_units.empty() ? std::string() : task.lead_units.front().text;
  const auto targets = static_cast<std::int64_t>(task.targets.size());
  if (row.id == 0) {
    row.id =
        *TRY(db.one("INSERT INTO task (government_id, plan_id, list, list_order, position, no, no_number, "
                    "section, text, due_date, "
                    "shared, open_lead, open_responsible, lead_unit, targets, findings_open, base, fields, "
                    "spans) VALUES ($1, $2, "
                    "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, $16, $17, $18) RETURNING id",
                    context.government_id, context.plan_id, row.list, row.list_order, row.position, task.no,
                    as_number(task.no), section, task.text, due, task.shared, task.open_lead,
                    task.open_responsible, lead, targets, base, fields, spans));
  } else {
    const std::int64_t changed = TRY(
        db.run("UPDATE task SET list = $2, list_order = $3, position = $4, no = $5, no_number = $6, section = "
               "$7, text = $8, "
               "due_date = $9, shared = $10, open_lead = $11, open_responsible = $12, lead_unit = $13, targets "
               "= $14, base = "
               "$15, fields = $16, spans = $17, version = version + 1 WHERE id = $1 AND (base <> $15 OR fields "
               "<> $16 OR "
               "spans <> $17 OR list_order <> $3)",
               row.id, row.list, row.list_order, row.position, task.no, as_number(task.no), section, task.text,
               due, task.shared, task.open_lead, task.open_responsible, lead, targets, base, fields, spans));
    if (changed == 0) return false;
    TRY(delete_children(db, row.id));
  }
  TRY(write_children(db, context, row, leads, responsible));
  return true;
}

Result<void> delete_row(sql::Connection& db, std::int64_t task_id) {
  TRY(delete_children(db, task_id));
  TRY(db.run("UPDATE finding SET task_id = NULL WHERE task_id = $1", task_id));
  TRY(db.run("UPDATE plan_change SET task_id = NULL WHERE task_id = $1", task_id));
  TRY(db.run("DELETE FROM task WHERE id = $1", task_id));
  return {};
}

Result<std::vector<LedgerRow>> load_rows(sql::Connection& db, std::int64_t plan_id) {
  sql::Rows rows = TRY(
      db.query(fmt::format("SELECT {} FROM task WHERE plan_id = $1 ORDER BY list_order, position", kRowColumns),
               plan_id));
  std::vector<LedgerRow> out;
  while (TRY(rows.next())) out.push_back(TRY(row_from(rows)));
  return out;
}

Result<LedgerRow> load_row(sql::Connection& db, std::int64_t task_id) {
  sql::Rows rows = TRY(db.query(fmt::format("SELECT {} FROM task WHERE id = $1", kRowColumns), task_id));
  if (!TRY(rows.next())) return error(ErrorCode::kNotFound, "没有这项任务", "there is no such task");
  return row_from(rows);
}

Result<RowContext> row_context(sql::Connection& db, std::int64_t plan_id) {
  sql::Rows rows =
      TRY(db.query("SELECT government_id, year, issued_on, outline FROM plan WHERE id = $1", plan_id));
  if (!TRY(rows.next())) return error(ErrorCode::kNotFound, "没有这个方案", "there is no such plan");
  RowContext context;
  context.government_id = rows.integer(0);
  context.plan_id = plan_id;
  context.year = static_cast<int>(rows.integer(1));
  context.date = rows.string(2);
  context.section_titles = section_titles(TRY(sections_member(rows.text(3))));
  context.units = TRY(UnitNames::load(db, context.government_id));
  return context;
}

Result<int> resolve_units_again(sql::Connection& db, std::int64_t government_id) {
  // Only names whose unit would now be another one; asked once a name and plan, not once a row.
  const UnitNames units = TRY(UnitNames::load(db, government_id));
  std::map<std::int64_t, std::vector<std::int64_t>> stale;  // plan → tasks
  {
    sql::Rows names =
        TRY(db.query("SELECT tu.plan_id, p.issued_on, tu.name, tu.unit_id, tu.task_id FROM task_unit tu JOIN "
                     "plan p ON p.id = "
                     "tu.plan_id WHERE tu.government_id = $1 ORDER BY tu.plan_id, tu.task_id",
                     government_id));
    while (TRY(names.next())) {
      if (units.resolve(names.text(2), names.text(1)) == names.optional_integer(3)) continue;
      auto& tasks = stale[names.integer(0)];
      if (tasks.empty() || tasks.back() != names.integer(4)) tasks.push_back(names.integer(4));
    }
  }
  int changed = 0;
  for (const auto& [plan_id, tasks] : stale) {
    const RowContext context = TRY(row_context(db, plan_id));
    for (const std::int64_t task_id : tasks) {
      LedgerRow row = TRY(load_row(db, task_id));
      if (TRY(write_row(db, context, row))) ++changed;
    }
  }
  return changed;
}

}  // namespace duban
