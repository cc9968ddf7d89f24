#include "store/sheet_import.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/json.h"
#include "exports/plain_sheet.h"
#include "grammar/units.h"
#include "store/log.h"
#include "store/people.h"
#include "store/people_rows.h"
#include "store/posts.h"
#include "store/sheet_rows.h"
#include "store/sources.h"
#include "store/unit_names.h"
#include "store/visibility.h"

namespace duban {
namespace {

Action action_of(SheetKind kind) {
  return kind == SheetKind::kAccounts ? Action::kManageAccounts : Action::kManagePosts;
}

struct KeptImport {
  std::int64_t id = 0, plan_id = 0, version = 0;
  std::string sha256, file_name, state;
};

Result<KeptImport> load_import(sql::Connection& db, const Actor& actor, SheetKind kind, std::int64_t id) {
  sql::Rows rows =
      TRY(db.query("SELECT id, plan_id, version, sha256, file_name, state FROM sheet_import WHERE id = $1 "
                   "AND government_id = $2 AND kind = $3 AND account_id = $4",
                   id, actor.government_id, to_word(kind), actor.account_id));
  if (!TRY(rows.next())) return no_such("导入", "import");
  return KeptImport{rows.integer(0), rows.integer(1), rows.integer(2),
                    rows.string(3),  rows.string(4),  rows.string(5)};
}

// What a row becomes. Only one of the three is used.
struct Taken {
  NewAccount account;
  std::int64_t unit_id = 0;
  PostKind post = PostKind::kLiaison;
  NewTerm term;
  SourceTask task;
};
struct CheckedRow {
  ReadRow row;
  Taken taken;
};

void fault(ReadRow& row, std::size_t column, std::string zh, std::string en) {
  row.faults.push_back({column, {std::move(zh), std::move(en)}, true});
}
void note(ReadRow& row, std::size_t column, std::string zh, std::string en) {
  row.faults.push_back({column, {std::move(zh), std::move(en)}, false});
}

// What the rows are looked at against: each register once.
struct Registers {
  UnitNames units;
  std::map<std::string, std::int64_t> accounts;  // by name in lower case
  std::string today;
  int year = 0;
  std::set<std::string> numbers;  // of the source's tasks
  std::map<std::pair<std::int64_t, std::string>, std::vector<Holder>> terms =
      {};  // unit and kind: of its first post
};

Result<Registers> load_registers(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  Registers out{TRY(UnitNames::load(db, actor.government_id)), {}, china_date(now), 0, {}, {}};
  out.year = Day::parse(out.today)->year();
  {
    sql::Rows rows =
        TRY(db.query("SELECT name_key, id FROM account WHERE government_id = $1", actor.government_id));
    while (TRY(rows.next())) out.accounts[rows.string(0)] = rows.integer(1);
  }
  {
    sql::Rows rows =
        TRY(db.query("SELECT s.unit_id, s.kind, h.person, h.valid_from, h.valid_to FROM post s JOIN "
                     "post_term h ON h.post_id = s.id WHERE s.government_id = $1 AND s.id = (SELECT "
                     "min(f.id) FROM post f WHERE f.unit_id = s.unit_id AND f.kind = s.kind)",
                     actor.government_id));
    while (TRY(rows.next())) {
      Holder holder;
      holder.person = rows.string(2);
      holder.valid_from = rows.string(3);
      holder.valid_to = rows.string(4);
      out.terms[{rows.integer(0), rows.string(1)}].push_back(std::move(holder));
    }
  }
  if (plan_id == 0) return out;
  sql::Rows rows = TRY(db.query(
      "SELECT t.no, p.year FROM plan p LEFT JOIN task t ON t.plan_id = p.id WHERE p.id = $1", plan_id));
  while (TRY(rows.next())) {
    out.numbers.insert(rows.string(0));
    out.year = static_cast<int>(rows.integer(1));
  }
  return out;
}

std::int64_t unit_in(ReadRow& row, std::size_t column, const Registers& known) {
  const std::string& name = row.values[column];
  if (name.empty()) return 0;
  if (const auto unit = known.units.resolve(name, known.today)) return *unit;
  fault(row, column, fmt::format("单位库里没有“{}”。请改成库里的名称，或先在单位页登记", name),
        fmt::format("the register has no unit {}. Use its registered name, or register it first", name));
  return 0;
}

void check_account(CheckedRow& checked, const Registers& known, std::map<std::string, std::size_t>& seen) {
  ReadRow& row = checked.row;
  NewAccount& account = checked.taken.account;
  account.name = row.values[0];
  account.display_name = row.values[1];
  account.unit_id = unit_in(row, 2, known);
  account.leader = row.values[3];
  if (account.name.empty()) return;
  if (const auto wrong = account_name_fault(account.name)) row.faults.push_back({0, *wrong, true});
  const std::string key = people::name_key(account.name);
  if (known.accounts.contains(key)) {
    fault(row, 0, fmt::format("账号名 {} 已有人用，请换一个", account.name),
          fmt::format("the name {} is taken, choose another", account.name));
  }
  const auto [first, fresh] = seen.try_emplace(key, row.row);
  if (!fresh) {
    fault(row, 0, fmt::format("账号名 {} 与第 {} 行重复", account.name, first->second + 1),
          fmt::format("the name {} stands in row {} too", account.name, first->second + 1));
  }
  if (account.unit_id == 0 && account.leader.empty() && row.values[2].empty()) {
    note(row, 2, "没有单位也没有领导姓名：只有督查室人员这样",
         "neither a unit nor a leader's name: only for the office");
  }
}

void check_officer(CheckedRow& checked, const Registers& known, std::map<std::string, std::size_t>& seen) {
  ReadRow& row = checked.row;
  NewTerm& term = checked.taken.term;
  checked.taken.unit_id = unit_in(row, 0, known);
  const std::string& kind = row.values[1];
  bool good = false;
  for (const PostKind each : {PostKind::kHead, PostKind::kLiaison, PostKind::kHandler}) {
    if (kind != zh_name(each) && kind != to_word(each)) continue;
    checked.taken.post = each;
    good = true;
  }
  if (!good && !kind.empty()) {
    fault(row, 1, fmt::format("岗位“{}”应写作主要负责人、联络员或经办人", kind),
          fmt::format("the post {} should be 主要负责人, 联络员 or 经办人", kind));
  }
  term.person = row.values[2];
  term.valid_from = row.values[3].empty() ? known.today : day_in(row.values[3]).value_or("");
  if (term.valid_from.empty()) {
    fault(row, 3, fmt::format("起任日期“{}”应写作 2026-03-01 的样子", row.values[3]),
          fmt::format("the date {} should look like 2026-03-01", row.values[3]));
  }
  term.phone = row.values[4];
  term.mail = row.values[5];
  if (!row.values[6].empty()) {
    const auto account = known.accounts.find(people::name_key(row.values[6]));
    if (account == known.accounts.end()) {
      fault(row, 6, fmt::format("没有账号 {}。没有账号的人请空着", row.values[6]),
            fmt::format("there is no account {}. Leave it empty for a person without one", row.values[6]));
    } else {
      term.account_id = account->second;
    }
  }
  if (checked.taken.unit_id == 0 || !good) return;
  const auto [first, fresh] = seen.try_emplace(fmt::format("{} {}", checked.taken.unit_id, kind), row.row);
  if (!fresh) {
    fault(row, 2, fmt::format("与第 {} 行是同一单位的同一岗位，一个岗位一人", first->second + 1),
          fmt::format("row {} names the same post of the same unit; a post has one holder", first->second + 1));
  }
  const auto terms = known.terms.find({checked.taken.unit_id, std::string(to_word(checked.taken.post))});
  if (terms == known.terms.end()) return;
  for (const Holder& each : terms->second) {
    if (each.valid_to.empty() && each.valid_from < term.valid_from) {
      if (each.person == term.person) {
        fault(row, 2, fmt::format("{}自{}起已任此岗位，不必再导入", each.person, each.valid_from),
              fmt::format("{} holds this post since {}: leave the row out", each.person, each.valid_from));
      } else {
        note(row, 2, fmt::format("接任{}（至{}止）", each.person, term.valid_from),
             fmt::format("takes over from {} on {}", each.person, term.valid_from));
      }
    } else if (each.valid_to.empty() || each.valid_to > term.valid_from) {
      fault(row, 3, fmt::format("{}自{}起任此岗位，任期不能重叠", each.person, each.valid_from),
            fmt::format("{} holds this post from {}; terms do not overlap", each.person, each.valid_from));
    }
  }
}

std::vector<std::string> units_listed(const std::string& words, bool& open) {
  std::vector<std::string> out;
  std::string plain = words;
  for (char& c : plain) {
    if (c == '\n') c = ',';
  }
  UnitPrefix prefix;
  const UnitList list = read_units(plain, {0, plain.size()}, prefix);
  for (const Unit& unit : list.units) out.push_back(unit.name);
  open = list.open;
  return out;
}

std::vector<std::string> names_listed(std::string_view words) {
  std::vector<std::string> out;
  std::string name;
  const auto end = [&] {
    if (!name.empty()) out.push_back(std::exchange(name, {}));
  };
  while (!words.empty()) {
    bool mark = false;
    for (const std::string_view each : {"、", "，", "；", ",", ";", "\n", " ", "\u3000"}) {
      if (!words.starts_with(each)) continue;
      end();
      words.remove_prefix(each.size());
      mark = true;
      break;
    }
    if (mark) continue;
    name += words.front();
    words.remove_prefix(1);
  }
  end();
  return out;
}

void check_task(CheckedRow& checked, const Registers& known, std::map<std::string, std::size_t>& seen) {
  ReadRow& row = checked.row;
  SourceTask& task = checked.taken.task;
  task.no = row.values[0];
  task.text = row.values[1];
  task.leaders = names_listed(row.values[2]);
  task.lead_units = units_listed(row.values[3], task.open_lead);
  task.responsible_units = units_listed(row.values[4], task.open_responsible);
  if (!row.values[5].empty()) {
    task.deadline_text = row.values[5];
    task.deadline = deadline_in(row.values[5], known.year).value_or("");
    if (task.deadline.empty()) {
      fault(row, 5,
            fmt::format("完成时限“{}”读不出日期，请写作 2026-06-30 的样子，没有时限请空着", row.values[5]),
            fmt::format("no date can be told from {}: write it like 2026-06-30, or leave it empty",
                        row.values[5]));
    }
  }
  if (task.lead_units.empty() && task.responsible_units.empty()) {
    fault(row, 3, "没有牵头单位，也没有责任单位，请至少写一个",
          "no unit leads or shares the task: give one at least");
  } else if (const auto wrong = task_fault(task); wrong && !task.text.empty()) {
    row.faults.push_back({1, *wrong, true});
  }
  for (const std::size_t column : {std::size_t{3}, std::size_t{4}}) {
    for (const std::string& name : column == 3 ? task.lead_units : task.responsible_units) {
      if (known.units.resolve(name, known.today)) continue;
      note(row, column, fmt::format("单位库里没有“{}”，导入后请登记或设为单位组", name),
           fmt::format("the register has no unit {}: register it, or make it a group, afterwards", name));
    }
  }
  if (task.no.empty()) return;
  if (known.numbers.contains(task.no)) {
    fault(row, 0, fmt::format("序号 {} 已有任务，请改号或空着", task.no),
          fmt::format("there is a task {} already: change the number or leave it empty", task.no));
  }
  const auto [first, fresh] = seen.try_emplace(task.no, row.row);
  if (!fresh) {
    fault(row, 0, fmt::format("序号 {} 与第 {} 行重复", task.no, first->second + 1),
          fmt::format("the number {} stands in row {} too", task.no, first->second + 1));
  }
}

Result<std::vector<CheckedRow>> check_rows(sql::Connection& db, const Actor& actor, SheetKind kind,
                                           std::int64_t plan_id, std::string_view bytes, UtcMillis now) {
  const int most = kind == SheetKind::kAccounts ? kMaxAccountRows : kMaxSheetRows;
  const std::vector<SheetCells> sheets = TRY(read_xlsx_cells(bytes));
  std::vector<ReadRow> rows = TRY(read_rows(kind, sheets, most));
  const Registers known = TRY(load_registers(db, actor, plan_id, now));
  std::map<std::string, std::size_t> seen;
  std::vector<CheckedRow> out;
  for (ReadRow& row : rows) {
    out.push_back({std::move(row), {}});
    if (kind == SheetKind::kAccounts) check_account(out.back(), known, seen);
    if (kind == SheetKind::kOfficers) check_officer(out.back(), known, seen);
    if (kind == SheetKind::kTasks) check_task(out.back(), known, seen);
  }
  return out;
}

std::int64_t blocking_faults(const std::vector<CheckedRow>& rows) {
  std::int64_t out = 0;
  for (const CheckedRow& each : rows) {
    for (const SheetFault& one : each.row.faults) out += one.blocking ? 1 : 0;
  }
  return out;
}

std::string preview_json(const KeptImport& kept, SheetKind kind, const std::vector<CheckedRow>& rows,
                         Language language) {
  const auto& rules = sheet_rules(kind);
  JsonWriter json;
  json.begin_object().field("id", kept.id).field("kind", to_word(kind)).field("file_name", kept.file_name);
  json.field("state", kept.state).key("columns").begin_array();
  for (const SheetColumnRule& rule : rules) {
    json.begin_object().field("key", rule.key).field("heading", rule.heading).end_object();
  }
  json.end_array().key("rows").begin_array();
  for (const CheckedRow& each : rows) {
    json.begin_object()
        .field("sheet", each.row.sheet)
        .field("row", static_cast<std::int64_t>(each.row.row + 1));
    json.key("values").begin_array();
    for (const std::string& value : each.row.values) json.string(value);
    json.end_array().key("faults").begin_array();
    for (const SheetFault& one : each.row.faults) {
      const std::size_t column = each.row.columns[one.column];
      json.begin_object()
          .field("key", rules[one.column].key)
          .field("cell",
                 column == static_cast<std::size_t>(-1) ? std::string() : cell_name(each.row.row, column))
          .field("heading", rules[one.column].heading)
          .field("text", one.words.in(language))
          .field("blocking", one.blocking)
          .end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().field("faults", blocking_faults(rows)).field("version", kept.version);
  return json.end_object().take();
}

Result<void> mark_taken(sql::Connection& db, const Actor& actor, const KeptImport& kept, SheetKind kind,
                        std::size_t rows, UtcMillis now) {
  const std::int64_t done =
      TRY(db.run("UPDATE sheet_import SET state = 'taken', taken_at = $2, version = version + 1 "
                 "WHERE id = $1 AND state = 'open'",
                 kept.id, now));
  if (done == 0) return error(ErrorCode::kConflict, "这份表已经导入过", "this workbook was taken over already");
  return append_log(db, actor,
                    {"take_sheet", fmt::format("import:{}", kept.id), "",
                     fmt::format("{} {} rows:{} sha256:{}", to_word(kind), kept.file_name, rows, kept.sha256)},
                    now);
}

// An error of one row, with where it stands.
Error of_row(const ReadRow& row, const Error& fault) {
  return error(fault.code, fmt::format("{}第 {} 行：{}", row.sheet, row.row + 1, fault.message.zh),
               fmt::format("{}, row {}: {}", row.sheet, row.row + 1, fault.message.en));
}

}  // namespace

std::string_view to_word(SheetKind kind) {
  return kind == SheetKind::kAccounts ? "accounts" : kind == SheetKind::kOfficers ? "officers" : "tasks";
}

Result<std::string> sheet_template(SheetKind kind) {
  std::vector<std::vector<std::string>> rows(1);
  std::vector<int> widths;
  for (const SheetColumnRule& rule : sheet_rules(kind)) {
    std::string heading(rule.heading);
    if (rule.needed) heading += "（必填）";
    if (!rule.note.empty()) heading += fmt::format("\n（{}）", rule.note);
    rows[0].push_back(std::move(heading));
    widths.push_back(rule.width);
  }
  return plain_sheet(kind == SheetKind::kAccounts   ? "账号"
                     : kind == SheetKind::kOfficers ? "单位人员"
                                                    : "任务",
                     rows, widths);
}

Result<Versioned> preview_sheet(Store& store, sql::Connection& db, const Actor& actor, SheetKind kind,
                                std::int64_t plan_id, std::string_view bytes, std::string_view file_name,
                                Language language, UtcMillis now) {
  TRY(require(actor, action_of(kind), Relation::kOwnGovernment));
  if (kind == SheetKind::kTasks) TRY(read_source(db, actor, plan_id, now));
  const auto rows = TRY(check_rows(db, actor, kind, plan_id, bytes, now));
  KeptImport kept;
  kept.plan_id = plan_id;
  kept.sha256 = TRY(store.put_file(bytes));
  kept.file_name = file_name;
  kept.state = "open";
  kept.version = 1;
  const auto work = [&]() -> Result<void> {
    const auto plan = plan_id == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(plan_id);
    kept.id = *TRY(db.one(
        "INSERT INTO sheet_import (government_id, kind, plan_id, sha256, file_name, state, account_id, "
        "account, at) VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8) RETURNING id",
        actor.government_id, to_word(kind), plan, kept.sha256, file_name, actor.account_id, actor.name, now));
    return append_log(db, actor,
                      {"preview_sheet", fmt::format("import:{}", kept.id), "",
                       fmt::format("{} {} sha256:{}", to_word(kind), file_name, kept.sha256)},
                      now);
  };
  TRY(db.transaction(work));
  return Versioned{preview_json(kept, kind, rows, language), kept.id, kept.version};
}

Result<Versioned> read_sheet_import(Store& store, sql::Connection& db, const Actor& actor, SheetKind kind,
                                    std::int64_t id, Language language, UtcMillis now) {
  TRY(require(actor, action_of(kind), Relation::kOwnGovernment));
  const KeptImport kept = TRY(load_import(db, actor, kind, id));
  const std::string bytes = TRY(store.get_file(kept.sha256));
  const auto rows = TRY(check_rows(db, actor, kind, kept.plan_id, bytes, now));
  return Versioned{preview_json(kept, kind, rows, language), kept.id, kept.version};
}

Result<TakenSheet> take_sheet(Store& store, sql::Connection& db, const Actor& actor, SheetKind kind,
                              std::int64_t id, std::optional<std::int64_t> expected_version, UtcMillis now) {
  TRY(require(actor, action_of(kind), Relation::kOwnGovernment));
  const KeptImport kept = TRY(load_import(db, actor, kind, id));
  if (expected_version && *expected_version != kept.version) return stale_version();
  if (kept.state != "open") {
    return error(ErrorCode::kConflict, "这份表已经导入过", "this workbook was taken over already");
  }
  const std::string bytes = TRY(store.get_file(kept.sha256));
  const auto rows = TRY(check_rows(db, actor, kind, kept.plan_id, bytes, now));
  if (const auto wrong = blocking_faults(rows); wrong > 0) {
    return error(
        ErrorCode::kConflict, fmt::format("表中还有 {} 处要改，改好后重新上传；什么都没有导入", wrong),
        fmt::format("{} cells are still to be mended; mend them and upload again. Nothing was taken", wrong));
  }
  TakenSheet out;
  out.rows = static_cast<int>(rows.size());
  if (kind == SheetKind::kAccounts) {
    std::vector<NewAccount> accounts;
    for (const CheckedRow& each : rows) accounts.push_back(each.taken.account);
    const auto then = [&] { return mark_taken(db, actor, kept, kind, rows.size(), now); };
    const auto made = TRY(make_accounts(db, actor, accounts, now, then));
    for (std::size_t i = 0; i < made.size(); ++i) out.accounts.push_back({accounts[i].name, made[i].password});
    return out;
  }
  const auto work = [&]() -> Result<void> {
    TRY(mark_taken(db, actor, kept, kind, rows.size(), now));
    if (kind == SheetKind::kTasks) {
      std::vector<SourceTask> tasks;
      for (const CheckedRow& each : rows) tasks.push_back(each.taken.task);
      TRY(apply_tasks(db, actor, kept.plan_id, {}, tasks, now));
      return {};
    }
    for (const CheckedRow& each : rows) {
      const auto named = apply_officer(db, actor, each.taken.unit_id, each.taken.post, each.taken.term, now);
      if (!named.ok()) return of_row(each.row, named.error());
    }
    return {};
  };
  TRY(db.transaction(work));
  return out;
}

}  // namespace duban
