#include "store/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/day.h"
#include "base/json.h"
#include "grammar/project.h"
#include "grammar/qualitative.h"
#include "grammar/target.h"
#include "plan/plan_json.h"
#include "read/read.h"
#include "store/case_birth.h"
#include "store/ledger_rows.h"
#include "store/log.h"
#include "store/plan_rows.h"
#include "store/task_json.h"
#include "store/unit_names.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::array<std::pair<DocumentKind, std::string_view>, 3> kSourceKinds = {{
    {DocumentKind::kInstruction, "批示件"},
    {DocumentKind::kMeeting, "会议议定事项"},
    {DocumentKind::kLedger, "其他台账"},
}};
constexpr std::string_view kKindsInSql = "('instruction', 'meeting', 'ledger')";

// An import that carries a secrecy mark is refused (spec "process" section 7); what is typed is no better.
std::optional<std::string> secrecy_in(std::string_view text) {
  for (const std::string_view mark : {"绝密★", "机密★", "秘密★", "内部★"}) {
    if (text.find(mark) != std::string_view::npos) return std::string(mark);
  }
  for (const std::string_view mark : {"绝密", "机密", "秘密"}) {
    if (text == mark) return std::string(mark);
  }
  return {};
}

Error carries_secrecy(std::string_view mark) {
  return error(
      ErrorCode::kRefused, fmt::format("标有密级“{}”，按保密规定不得录入本系统，没有留存任何内容", mark),
      fmt::format("this carries the secrecy mark “{}”; by rule it may not be kept here, nothing was", mark));
}

std::string registration_sheet(const NewSource& source, std::string_view kind) {
  return fmt::format("{}\n\n标题：{}\n文号：{}\n来源：{}\n日期：{}\n", kind, source.title,
                     source.number.empty() ? "无" : source.number, source.from.empty() ? "无" : source.from,
                     source.issued_on);
}

struct SourcePlan {
  std::int64_t version = 0;
  int year = 0;
};

Result<SourcePlan> load_source(sql::Connection& db, const Actor& actor, std::int64_t plan_id) {
  sql::Rows rows = TRY(db.query("SELECT version, year, kind FROM plan WHERE id = $1 AND government_id = $2",
                                plan_id, actor.government_id));
  if (!TRY(rows.next())) return no_such("来源", "source");
  const auto kind = from_word<DocumentKind>(rows.text(2));
  if (!kind || !is_source(*kind)) {
    return error(ErrorCode::kConflict, "这是分工方案，任务来自文件，不能在这里增加",
                 "this is a plan: its tasks come from the paper and are not added here");
  }
  return SourcePlan{rows.integer(0), static_cast<int>(rows.integer(1))};
}

std::vector<Name> names_from(const std::vector<std::string>& names, bool units) {
  std::vector<Name> out;
  for (const std::string& name : names) {
    const std::string plain = units ? plain_unit_name(name) : name;
    if (!plain.empty()) out.push_back({plain, {}, "typed"});
  }
  return out;
}

Task task_of(const SourceTask& typed, int year) {
  Task task;
  task.no = typed.no;
  task.text = typed.text;
  task.leaders = names_from(typed.leaders, false);
  task.lead_units = names_from(typed.lead_units, true);
  task.responsible_units = names_from(typed.responsible_units, true);
  task.shared = task.lead_units.empty() && !task.responsible_units.empty();
  task.open_lead = typed.open_lead;
  task.open_responsible = typed.open_responsible;
  task.deadline = typed.deadline;
  task.deadline_text = typed.deadline_text;
  task.targets = read_targets(typed.text, year);
  task.qualitative = read_qualitative(typed.text);
  task.projects = read_projects(typed.text);
  // The spans are of the words typed, which stand in no paper.
  for (Target& target : task.targets) target.span = {};
  for (Qualitative& each : task.qualitative) each.span = {};
  for (Project& project : task.projects) project.span = {};
  return task;
}

int number_in(std::string_view no) {
  int value = 0;
  std::from_chars(no.data(), no.data() + no.size(), value);
  return value;
}

void write_source(JsonWriter& json, const sql::Rows& rows) {
  json.begin_object()
      .field("plan_id", rows.integer(0))
      .field("kind", rows.text(1))
      .field("title", rows.text(2))
      .field("number", rows.text(3))
      .field("from", rows.text(4))
      .field("issued_on", rows.text(5))
      .field("year", rows.integer(6))
      .field("tasks", rows.integer(7))
      .field("made_by", rows.text(8))
      .field("made_at", utc_text(rows.integer(9)))
      .field("version", rows.integer(10))
      .end_object();
}
constexpr std::string_view kSourceColumns =
    "p.id, p.kind, p.title, p.doc_number, p.issuer, p.issued_on, p.year, p.tasks, p.imported_by, "
    "p.imported_at, "
    "p.version";

}  // namespace

bool is_source(DocumentKind kind) {
  return std::any_of(kSourceKinds.begin(), kSourceKinds.end(),
                     [&](const auto& row) { return row.first == kind; });
}

std::string_view source_kind_zh(DocumentKind kind) {
  for (const auto& [each, zh] : kSourceKinds) {
    if (each == kind) return zh;
  }
  return "";
}

Result<std::int64_t> make_source(Store& store, sql::Connection& db, const Actor& actor, const NewSource& source,
                                 UtcMillis now) {
  TRY(require(actor, Action::kManagePosts, Relation::kOwnGovernment));
  if (!is_source(source.kind)) {
    return error(ErrorCode::kInvalid, "来源只有批示件、会议议定事项和其他台账",
                 "a source is an instruction, a meeting's decisions or another ledger");
  }
  if (source.title.empty()) return error(ErrorCode::kInvalid, "请写出标题", "please give the title");
  if (!is_iso_date(source.issued_on)) {
    return error(ErrorCode::kInvalid, "日期应写作 2026-03-01 的样子", "the date should look like 2026-03-01");
  }
  for (const std::string& words : {source.title, source.number, source.from}) {
    if (const auto mark = secrecy_in(words)) return carries_secrecy(*mark);
  }
  const int year = source.year > 0 ? source.year : Day::parse(source.issued_on)->year();
  const std::string text = registration_sheet(source, source_kind_zh(source.kind));
  const std::string file_name = fmt::format("{}登记单.txt", source_kind_zh(source.kind));
  const std::string sha256 = TRY(store.put_file(text));
  const auto work = [&]() -> Result<std::int64_t> {
    const auto known = TRY(db.one("SELECT id FROM document WHERE government_id = $1 AND sha256 = $2",
                                  actor.government_id, sha256));
    if (known) {
      return error(ErrorCode::kConflict, "标题、文号、来源和日期都相同的来源已经登记",
                   "a source of the same title, number, origin and date is registered already");
    }
    TRY(db.run(
        "INSERT INTO reader_text (government_id, sha256, reader_version, encoding, format, text) VALUES ($1, "
        "$2, $3, 'utf-8', 'txt', $4) ON CONFLICT (government_id, sha256, reader_version) DO NOTHING",
        actor.government_id, sha256, kReaderVersion, text));
    const std::int64_t document = *TRY(db.one(
        "INSERT INTO document (government_id, sha256, file_name, size, imported_at, imported_by) VALUES ($1, "
        "$2, $3, $4, $5, $6) RETURNING id",
        actor.government_id, sha256, file_name, static_cast<std::int64_t>(text.size()), now, actor.name));
    const std::int64_t plan_id =
        *TRY(db.one("INSERT INTO plan (government_id, document_id, state, plan_version, imported_at, "
                    "imported_by, approved_at, "
                    "approved_by, reader_version, kind, title, doc_number, issuer, issued_on, year, region, "
                    "level, head, outline, "
                    "leaders_by_portfolio, tasks, list_tasks, version) VALUES ($1, $2, 'approved', 1, $3, $4, "
                    "$3, $4, 0, '', '', "
                    "'', '', '', 0, '', '', '', '', 0, 0, 0, 0) RETURNING id",
                    actor.government_id, document, now, actor.name));
    Plan plan;
    plan.document.kind = source.kind;
    plan.document.title = source.title;
    plan.document.doc_number = source.number;
    plan.document.issuer = source.from;
    plan.document.issued_on = source.issued_on;
    plan.document.year = year;
    TRY(write_head(db, plan_id, plan, plan.document, kReaderVersion, false));
    TRY(append_log(
        db, actor,
        {"make_source", fmt::format("plan:{}", plan_id), "",
         fmt::format("{} {} {} {}", to_word(source.kind), source.title, source.number, source.issued_on)},
        now));
    return plan_id;
  };
  return db.transaction(work);
}

std::optional<Message> task_fault(const SourceTask& task) {
  if (task.text.empty()) return Message{"没有任务内容", "the task has no words"};
  if (task.text.size() > 20'000) return Message{"任务内容太长", "the task's words are too long"};
  if (!task.deadline.empty() && !is_iso_date(task.deadline)) {
    return Message{fmt::format("完成时限“{}”应写作 2026-06-30 的样子", task.deadline),
                   fmt::format("the deadline {} should look like 2026-06-30", task.deadline)};
  }
  if (task.lead_units.empty() && task.responsible_units.empty()) {
    return Message{"没有牵头单位，也没有责任单位", "no unit leads or shares the task"};
  }
  for (const std::string& words : {task.text, task.no}) {
    if (const auto mark = secrecy_in(words)) return carries_secrecy(*mark).message;
  }
  return {};
}

Result<int> apply_tasks(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                        std::optional<std::int64_t> expected_version, const std::vector<SourceTask>& tasks,
                        UtcMillis now) {
  TRY(require(actor, Action::kManagePosts, Relation::kOwnGovernment));
  const SourcePlan plan = TRY(load_source(db, actor, plan_id));
  if (expected_version && *expected_version != plan.version) return stale_version();
  if (tasks.empty()) return error(ErrorCode::kInvalid, "没有任务", "there is no task");
  std::set<std::string> numbers;
  int last = 0;
  int position = 0;
  {
    sql::Rows rows = TRY(db.query("SELECT no, position FROM task WHERE plan_id = $1", plan_id));
    while (TRY(rows.next())) {
      numbers.insert(rows.string(0));
      last = std::max(last, number_in(rows.text(0)));
      position = std::max(position, static_cast<int>(rows.integer(1)));
    }
  }
  const RowContext context = TRY(row_context(db, plan_id));
  for (SourceTask typed : tasks) {
    if (const auto fault = task_fault(typed)) return Error{ErrorCode::kInvalid, *fault};
    if (typed.no.empty()) typed.no = std::to_string(last + 1);
    if (!numbers.insert(typed.no).second) {
      return error(ErrorCode::kConflict, fmt::format("序号 {} 已有任务", typed.no),
                   fmt::format("there is a task {} already", typed.no));
    }
    last = std::max(last, number_in(typed.no));
    LedgerRow row;
    row.position = ++position;
    row.base = task_of(typed, plan.year);
    row.current = row.base;
    TRY(write_row(db, context, row));
    const std::string frozen = task_to_json(row.current);
    TRY(
        db.run("INSERT INTO frozen_task (government_id, plan_id, task_id, list, list_order, position, task, "
               "frozen_at, "
               "frozen_by) VALUES ($1, $2, $3, '', 0, $4, $5, $6, $7)",
               actor.government_id, plan_id, row.id, row.position, frozen, now, actor.name));
    TRY(keep_event(db, actor, row.id, {"approve_plan", "", "", "", ""}, now));
    TRY(append_log(db, actor, {"add_task", fmt::format("task:{}", row.id), "", frozen}, now));
  }
  TRY(db.run("UPDATE plan SET tasks = tasks + $2, version = version + 1 WHERE id = $1", plan_id,
             static_cast<std::int64_t>(tasks.size())));
  TRY(make_cases(db, actor, plan_id, now));
  return static_cast<int>(tasks.size());
}

Result<int> add_tasks(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                      std::optional<std::int64_t> expected_version, const std::vector<SourceTask>& tasks,
                      UtcMillis now) {
  const auto work = [&] { return apply_tasks(db, actor, plan_id, expected_version, tasks, now); };
  return db.transaction(work);
}

Result<std::string> list_sources(sql::Connection& db, const Actor& actor, UtcMillis now) {
  SqlText text;
  text.sql = fmt::format("SELECT {} FROM plan p WHERE p.kind IN {} AND ", kSourceColumns, kKindsInSql);
  text.sql += visible_plans(text, actor, Action::kReadLedger, china_date(now));
  text.sql += " ORDER BY p.issued_on DESC, p.id DESC";
  sql::Rows rows = TRY(text.query(db));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  for (; TRY(rows.next()); ++total) write_source(json, rows);
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

Result<Versioned> read_source(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  sql::Rows rows = TRY(db.query(
      fmt::format("SELECT {} FROM plan p WHERE p.id = $1 AND p.kind IN {}", kSourceColumns, kKindsInSql),
      plan_id));
  if (!TRY(rows.next())) return no_such("来源", "source");
  JsonWriter json;
  write_source(json, rows);
  return Versioned{json.take(), plan_id, rows.integer(10)};
}

}  // namespace duban
