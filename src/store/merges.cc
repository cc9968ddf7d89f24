#include "store/merges.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/files.h"
#include "base/json.h"
#include "exports/round_trip.h"
#include "read/xlsx_cells.h"
#include "store/log.h"
#include "store/trip_cells.h"
#include "store/visibility.h"

namespace duban {
namespace {

// One cell of the list.
struct MergeItem {
  int n = 0;
  std::string row;  // T12
  std::int64_t task_id = 0;
  std::string no, text;  // of the task
  std::string sheet, place, field, field_name;
  std::string base, mine, theirs;
  std::string kind;    // change, conflict, same, refused
  Message why;         // refused
  std::string choice;  // of a change or conflict that was settled: theirs, mine
};

struct KeptMerge {
  std::int64_t id = 0, plan_id = 0, export_id = 0, account_id = 0, at = 0, version = 0;
  std::string account, file_name, state, items, notes, document, reason, exported_by;
  std::int64_t applied = 0, exported_at = 0;
  std::optional<std::int64_t> settled_at;
};

void write_message(JsonWriter& json, std::string_view key, const Message& words) {
  json.key(key).begin_object().field("zh", words.zh).field("en", words.en).end_object();
}

std::string items_json(const std::vector<MergeItem>& items) {
  JsonWriter json;
  json.begin_array();
  for (const MergeItem& each : items) {
    json.begin_object()
        .field("n", each.n)
        .field("row", each.row)
        .field("task_id", each.task_id)
        .field("no", each.no);
    json.field("text", each.text)
        .field("sheet", each.sheet)
        .field("place", each.place)
        .field("field", each.field);
    json.field("field_name", each.field_name).field("base", each.base).field("mine", each.mine);
    json.field("theirs", each.theirs).field("kind", each.kind);
    write_message(json, "why", each.why);
    json.field("choice", each.choice).end_object();
  }
  json.end_array();
  return json.take();
}

std::string notes_json(const std::vector<TripNote>& notes) {
  JsonWriter json;
  json.begin_array();
  for (const TripNote& each : notes) {
    json.begin_object().field("kind", each.kind);
    write_message(json, "words", each.words);
    json.end_object();
  }
  json.end_array();
  return json.take();
}

std::string member_of(const simdjson::dom::element& from, std::string_view key) {
  std::string_view text;
  return from[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

Result<std::vector<MergeItem>> items_of(const std::string& json) {
  simdjson::dom::parser parser;
  simdjson::dom::array array;
  if (parser.parse(json).get(array) != simdjson::SUCCESS)
    return error(ErrorCode::kDamaged, "导回清单已损坏", "the list of changes is damaged");
  std::vector<MergeItem> out;
  for (const simdjson::dom::element each : array) {
    MergeItem& item = out.emplace_back();
    std::int64_t number = 0;
    if (each["n"].get(number) == simdjson::SUCCESS) item.n = static_cast<int>(number);
    if (each["task_id"].get(number) == simdjson::SUCCESS) item.task_id = number;
    item.row = member_of(each, "row");
    item.no = member_of(each, "no");
    item.text = member_of(each, "text");
    item.sheet = member_of(each, "sheet");
    item.place = member_of(each, "place");
    item.field = member_of(each, "field");
    item.field_name = member_of(each, "field_name");
    item.base = member_of(each, "base");
    item.mine = member_of(each, "mine");
    item.theirs = member_of(each, "theirs");
    item.kind = member_of(each, "kind");
    item.choice = member_of(each, "choice");
    simdjson::dom::element why;
    if (each["why"].get(why) == simdjson::SUCCESS) item.why = {member_of(why, "zh"), member_of(why, "en")};
  }
  return out;
}

using Cells = std::vector<std::unique_ptr<TripCells>>;

// Whose rows they are. Each kind of row belongs to one sheet.
TripCells* cells_of(const Cells& all, const TripKey& row, std::string_view column) {
  for (const auto& each : all) {
    if (each->now(row, column)) return each.get();
  }
  return nullptr;
}

// Says what becomes of a cell against its present words.
void judge(MergeItem& item, const Cells& all) {
  const TripKey row = trip_key(item.row).value_or(TripKey{});
  TripCells* cells = cells_of(all, row, item.field);
  item.why = {};
  if (cells == nullptr) {
    item.kind = "refused";
    item.why = {"这一行现在不能修改：您已看不到，或填报已经报送",
                "this row cannot be changed now: you no longer see it, or the report was handed in"};
    return;
  }
  item.mine = *cells->now(row, item.field);
  const std::string mine = cells->plain(item.field, item.mine);
  const std::string theirs = cells->plain(item.field, item.theirs);
  if (const Refusal refusal = cells->refuses(row, item.field, item.theirs)) {
    item.kind = mine == theirs ? "same" : "refused";
    item.why = mine == theirs ? Message{} : *refusal;
    return;
  }
  if (mine == theirs) {
    item.kind = "same";
  } else {
    item.kind = mine == cells->plain(item.field, item.base) ? "change" : "conflict";
  }
}

std::vector<MergeItem> merge_items(const TripBook& book, const TripReturn& back, const Cells& all) {
  std::vector<MergeItem> out;
  for (const TripChange& change : back.changes) {
    const TripSheet& sheet = book.sheets[change.sheet];
    const TripColumn& column = sheet.columns[change.column];
    MergeItem item;
    item.row = sheet.rows[change.row].id;
    item.sheet = sheet.name;
    item.place = change.place;
    item.field = column.key;
    item.field_name = column.zh;
    item.base = change.base;
    item.theirs = change.theirs;
    const TripKey row = trip_key(item.row).value_or(TripKey{});
    if (TripCells* cells = cells_of(all, row, item.field)) {
      // The same said with other marks is no change.
      if (cells->plain(item.field, item.base) == cells->plain(item.field, item.theirs)) continue;
      const TripCells::About about = cells->about(row);
      item.task_id = about.task_id;
      item.no = about.no;
      item.text = about.text;
    }
    judge(item, all);
    item.n = static_cast<int>(out.size());
    out.push_back(std::move(item));
  }
  return out;
}

Result<KeptMerge> load_merge(sql::Connection& db, const Actor& actor, std::int64_t merge_id) {
  sql::Rows rows = TRY(db.query(
      "SELECT m.id, m.plan_id, m.export_id, m.account_id, m.account, m.at, m.file_name, m.state, m.items, "
      "m.notes, "
      "m.document, m.reason, m.applied, m.settled_at, m.version, e.at, e.account FROM ledger_merge m JOIN "
      "ledger_export e ON e.id = m.export_id WHERE m.id = $1 AND m.government_id = $2",
      merge_id, actor.government_id));
  if (!TRY(rows.next())) return no_such("导回记录", "workbook that came back");
  KeptMerge out;
  out.id = rows.integer(0);
  out.plan_id = rows.integer(1);
  out.export_id = rows.integer(2);
  out.account_id = rows.integer(3);
  out.account = rows.string(4);
  out.at = rows.integer(5);
  out.file_name = rows.string(6);
  out.state = rows.string(7);
  out.items = rows.string(8);
  out.notes = rows.string(9);
  out.document = rows.string(10);
  out.reason = rows.string(11);
  out.applied = rows.integer(12);
  out.settled_at = rows.optional_integer(13);
  out.version = rows.integer(14);
  out.exported_at = rows.integer(15);
  out.exported_by = rows.string(16);
  const bool office = allowed(actor, Action::kMergeLedger, Relation::kOwnGovernment);
  if (out.account_id != actor.account_id && !office) return no_such("导回记录", "workbook that came back");
  return out;
}

void write_merge_head(JsonWriter& json, const KeptMerge& merge, const std::vector<MergeItem>& items) {
  const auto count = [&](std::string_view kind) {
    return static_cast<std::int64_t>(
        std::count_if(items.begin(), items.end(), [&](const MergeItem& each) { return each.kind == kind; }));
  };
  json.field("id", merge.id).field("plan_id", merge.plan_id).field("state", merge.state);
  json.field("file_name", merge.file_name).field("at", utc_text(merge.at)).field("account", merge.account);
  json.field("exported_at", utc_text(merge.exported_at)).field("exported_by", merge.exported_by);
  json.key("counts").begin_object().field("changes", count("change")).field("conflicts", count("conflict"));
  json.field("same", count("same")).field("refused", count("refused")).end_object();
  json.field("document", merge.document).field("reason", merge.reason).field("applied", merge.applied);
  json.key("settled_at");
  merge.settled_at ? json.string(utc_text(*merge.settled_at)) : json.null();
  json.field("version", merge.version);
}

struct KeptExport {
  std::int64_t id = 0, plan_id = 0, account_id = 0;
  TripBook book;
};
Result<KeptExport> load_export(sql::Connection& db, const Actor& actor, std::string_view token) {
  std::int64_t id = 0;
  const std::size_t dash = token.find('-');
  if (dash != std::string_view::npos) std::from_chars(token.data() + 1, token.data() + dash, id);
  sql::Rows rows = TRY(db.query(
      "SELECT id, plan_id, account_id, state, secret FROM ledger_export WHERE id = $1 AND government_id = $2",
      id, actor.government_id));
  if (!TRY(rows.next()) || token.substr(dash + 1) != rows.text(4)) {
    return error(
        ErrorCode::kInvalid,
        fmt::format("导出号 {} 不是本台账的，或被改动过。请在本台账重新导出“可导回的表格”再修改", token),
        fmt::format("export {} is not of this ledger or was changed. Export the workbook again and change that",
                    token));
  }
  KeptExport out;
  out.id = rows.integer(0);
  out.plan_id = rows.integer(1);
  out.account_id = rows.integer(2);
  out.book = TRY(trip_from_json(rows.text(3)));
  return out;
}

// The rows that the list is about, as they are now.
Result<Cells> present_cells(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  return trip_cells(db, actor, plan_id, {}, now);
}

Result<bool> changes_approved_tasks(sql::Connection& db, const KeptMerge& merge,
                                    const std::vector<MergeItem>& items) {
  const bool any = std::any_of(items.begin(), items.end(), [](const MergeItem& each) {
    return each.choice == "theirs" && each.row.starts_with('T');
  });
  if (!any) return false;
  const auto approved =
      TRY(db.one("SELECT count(*) FROM plan WHERE id = $1 AND state = 'approved'", merge.plan_id));
  return approved.value_or(0) > 0;
}

// The person's choices on the items. kConflict where a conflict has none, kInvalid for an item that cannot be
// chosen.
Result<void> take_choices(std::vector<MergeItem>& items, const std::vector<MergeChoice>& choices) {
  for (MergeItem& each : items) each.choice = each.kind == "change" ? "theirs" : "";
  for (const MergeChoice& choice : choices) {
    const auto item =
        std::find_if(items.begin(), items.end(), [&](const MergeItem& each) { return each.n == choice.item; });
    if (item == items.end() || (item->kind != "change" && item->kind != "conflict")) {
      return error(ErrorCode::kInvalid, fmt::format("第 {} 项不能选择", choice.item),
                   fmt::format("item {} cannot be chosen", choice.item));
    }
    item->choice = choice.theirs ? "theirs" : "mine";
  }
  const auto open = std::count_if(items.begin(), items.end(), [](const MergeItem& each) {
    return each.kind == "conflict" && each.choice.empty();
  });
  if (open > 0) {
    return error(ErrorCode::kConflict, fmt::format("还有 {} 处双方都改过，请先逐一选择用哪一方的", open),
                 fmt::format("{} cells were changed on both sides; choose one side for each first", open));
  }
  return {};
}

// What happened inside the transaction.
enum class Confirmed { kDone, kMadeAgain };

}  // namespace

Result<TripFile> export_trip(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                             const std::optional<std::vector<std::int64_t>>& ids, UtcMillis now) {
  TripBook book;
  {
    TRY(require_plan(db, actor, Action::kMergeLedger, plan_id, now));
    sql::Rows plan = TRY(db.query("SELECT title FROM plan WHERE id = $1", plan_id));
    if (TRY(plan.next())) book.title = plan.string(0);
  }
  std::size_t rows = 0;
  for (const auto& cells : TRY(trip_cells(db, actor, plan_id, ids, now))) {
    book.sheets.push_back(cells->sheet());
    rows += book.sheets.back().rows.size();
  }
  TripFile out;
  out.title = book.title;
  const auto keep = [&]() -> Result<void> {
    const std::string secret = fmt::format("{:08x}", randombytes_random());
    out.export_id =
        TRY(db.one("INSERT INTO ledger_export (government_id, plan_id, secret, account_id, account, at, "
                   "state) VALUES ($1, $2, $3, $4, $5, $6, '') RETURNING id",
                   actor.government_id, plan_id, secret, actor.account_id, actor.name, now))
            .value_or(0);
    book.token = fmt::format("E{}-{}", out.export_id, secret);
    TRY(db.run("UPDATE ledger_export SET state = $1 WHERE id = $2", to_json(book), out.export_id));
    return append_log(db, actor,
                      {"export_ledger", fmt::format("plan:{}", plan_id), "",
                       fmt::format("round trip {} rows:{}", book.token.substr(0, book.token.find('-')), rows)},
                      now);
  };
  TRY(db.transaction(keep));
  out.bytes = TRY(trip_to_xlsx(book));
  return out;
}

Result<Versioned> take_back(Store& store, sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                            std::string_view bytes, std::string_view file_name, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kMergeLedger, plan_id, now));
  const std::vector<SheetCells> sheets = TRY(read_xlsx_cells(bytes));
  const std::string token = trip_token(sheets);
  if (token.empty()) {
    return error(
        ErrorCode::kInvalid,
        "这份表格里没有导出号，不是从本台账导出的“可导回的表格”。请在台账页导出后，在那份文件上修改再导回",
        "This workbook names no export: it was not exported from this ledger to come back. Export it on the "
        "ledger "
        "page and change that file");
  }
  const KeptExport exported = TRY(load_export(db, actor, token));
  if (exported.plan_id != plan_id) {
    return error(ErrorCode::kInvalid,
                 fmt::format("这份表格是另一个方案（编号 {}）导出的，请切换到那个方案再导回", exported.plan_id),
                 fmt::format("This workbook was exported from another plan ({}); bring it back there",
                             exported.plan_id));
  }
  if (exported.account_id != actor.account_id &&
      !allowed(actor, Action::kMergeLedger, Relation::kOwnGovernment)) {
    return error(
        ErrorCode::kForbidden, "这份表格是别人导出的，里面的行按导出人的权限给出。请用自己的账号重新导出",
        "Another person exported this workbook, with the rows that person sees. Export it again yourself");
  }
  const TripReturn back = TRY(compare_trip(exported.book, sheets));
  const Cells all = TRY(present_cells(db, actor, plan_id, now));
  const std::vector<MergeItem> items = merge_items(exported.book, back, all);
  const std::string sha256 = TRY(store.put_file(bytes));
  std::int64_t id = 0;
  const auto keep = [&]() -> Result<void> {
    const auto known =
        TRY(db.one("SELECT id FROM ledger_merge WHERE plan_id = $1 AND account_id = $2 AND sha256 = $3 AND "
                   "state = 'open' AND export_id = $4",
                   plan_id, actor.account_id, sha256, exported.id));
    if (known) {
      id = *known;
      TRY(db.run("UPDATE ledger_merge SET items = $1, notes = $2, version = version + 1 WHERE id = $3",
                 items_json(items), notes_json(back.notes), id));
      return {};
    }
    id = TRY(db.one(
                 "INSERT INTO ledger_merge (government_id, plan_id, export_id, file_name, sha256, account_id, "
                 "account, at, state, items, notes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10) "
                 "RETURNING id",
                 actor.government_id, plan_id, exported.id, file_name, sha256, actor.account_id, actor.name,
                 now, items_json(items), notes_json(back.notes)))
             .value_or(0);
    return append_log(db, actor,
                      {"bring_back_ledger", fmt::format("merge:{}", id), "",
                       fmt::format("plan:{} cells:{}", plan_id, items.size())},
                      now);
  };
  TRY(db.transaction(keep));
  return read_merge(db, actor, id, now);
}

Result<Versioned> read_merge(sql::Connection& db, const Actor& actor, std::int64_t merge_id, UtcMillis) {
  const KeptMerge merge = TRY(load_merge(db, actor, merge_id));
  const std::vector<MergeItem> items = TRY(items_of(merge.items));
  JsonWriter json;
  json.begin_object();
  write_merge_head(json, merge, items);
  json.key("items").raw(merge.items).key("notes").raw(merge.notes).end_object();
  return Versioned{json.take(), merge.id, merge.version};
}

Result<std::string> list_merges(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kMergeLedger, plan_id, now));
  SqlText text;
  text.sql =
      "SELECT m.id, m.plan_id, m.account_id, m.account, m.at, m.file_name, m.state, m.items, m.document, "
      "m.reason, "
      "m.applied, m.settled_at, m.version, e.at, e.account FROM ledger_merge m JOIN ledger_export e ON e.id = "
      "m.export_id "
      "WHERE m.plan_id = " +
      text.bind(plan_id);
  if (!allowed(actor, Action::kMergeLedger, Relation::kOwnGovernment))
    text.sql += " AND m.account_id = " + text.bind(actor.account_id);
  text.sql += " ORDER BY m.id DESC LIMIT 200";
  sql::Rows rows = TRY(text.query(db));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  while (TRY(rows.next())) {
    KeptMerge merge;
    merge.id = rows.integer(0);
    merge.plan_id = rows.integer(1);
    merge.account = rows.string(3);
    merge.at = rows.integer(4);
    merge.file_name = rows.string(5);
    merge.state = rows.string(6);
    merge.document = rows.string(8);
    merge.reason = rows.string(9);
    merge.applied = rows.integer(10);
    merge.settled_at = rows.optional_integer(11);
    merge.version = rows.integer(12);
    merge.exported_at = rows.integer(13);
    merge.exported_by = rows.string(14);
    json.begin_object();
    write_merge_head(json, merge, TRY(items_of(rows.string(7))));
    json.end_object();
    ++total;
  }
  json.end_array().field("total", total).key("next").null().end_object();
  return json.take();
}

Result<void> confirm_merge(sql::Connection& db, const Actor& actor, std::int64_t merge_id,
                           std::optional<std::int64_t> expected_version, const ConfirmMerge& how,
                           UtcMillis now) {
  const auto work = [&]() -> Result<Confirmed> {
    const KeptMerge merge = TRY(load_merge(db, actor, merge_id));
    if (merge.account_id != actor.account_id) {
      return error(ErrorCode::kForbidden, fmt::format("这份表格是{}导回的，由本人确认", merge.account),
                   fmt::format("{} brought this workbook back and is the one who confirms it", merge.account));
    }
    if (merge.state == "applied") return Confirmed::kDone;
    if (merge.state != "open") {
      return error(ErrorCode::kConflict, "这次导回已经放弃，请重新上传",
                   "this was dropped; bring the workbook back again");
    }
    if (expected_version && *expected_version != merge.version) return stale_version();
    std::vector<MergeItem> items = TRY(items_of(merge.items));
    const Cells all = TRY(present_cells(db, actor, merge.plan_id, now));
    bool moved = false;
    for (MergeItem& item : items) {
      const std::string mine = item.mine;
      const std::string kind = item.kind;
      judge(item, all);
      moved = moved || item.mine != mine || item.kind != kind;
    }
    if (moved) {
      TRY(db.run("UPDATE ledger_merge SET items = $1, version = version + 1 WHERE id = $2", items_json(items),
                 merge_id));
      return Confirmed::kMadeAgain;
    }
    TRY(take_choices(items, how.choices));
    if (TRY(changes_approved_tasks(db, merge, items)) && (how.reason.empty() || how.document.empty())) {
      return error(ErrorCode::kInvalid, "方案已立项，调整任务须写明理由和依据文件",
                   "the plan is approved: an adjustment wants a reason and the document it rests on");
    }
    std::int64_t applied = 0;
    for (const MergeItem& item : items) {
      if (item.choice != "theirs") continue;
      const TripKey row = trip_key(item.row).value_or(TripKey{});
      TripCells* cells = cells_of(all, row, item.field);
      CHECK(cells != nullptr);
      auto done = cells->apply(db, actor, row, item.field, item.theirs, {how.reason, how.document}, now);
      if (!done.ok()) {
        Error failure = done.error();
        failure.message.zh =
            fmt::format("“{}”表 {}（{}）：{}", item.sheet, item.place, item.field_name, failure.message.zh);
        failure.message.en =
            fmt::format("Sheet {}, {} ({}): {}", item.sheet, item.place, item.field_name, failure.message.en);
        return failure;
      }
      ++applied;
    }
    TRY(db.run(
        "UPDATE ledger_merge SET state = 'applied', items = $1, document = $2, reason = $3, applied = $4, "
        "settled_at = $5, version = version + 1 WHERE id = $6",
        items_json(items), how.document, how.reason, applied, now, merge_id));
    TRY(append_log(db, actor,
                   {"apply_merge", fmt::format("merge:{}", merge_id), "",
                    fmt::format("plan:{} cells:{}", merge.plan_id, applied)},
                   now));
    return Confirmed::kDone;
  };
  if (TRY(db.transaction(work)) == Confirmed::kDone) return {};
  return error(
      ErrorCode::kStale, "清单列出后又有人改了其中的内容，清单已更新，请重新核对后确认",
      "somebody changed cells of the list meanwhile; it was made again. Look at it once more and confirm");
}

Result<void> drop_merge(sql::Connection& db, const Actor& actor, std::int64_t merge_id,
                        std::optional<std::int64_t> expected_version, UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    const KeptMerge merge = TRY(load_merge(db, actor, merge_id));
    if (merge.account_id != actor.account_id) return no_such("导回记录", "workbook that came back");
    if (merge.state == "dropped") return {};
    if (merge.state == "applied")
      return error(ErrorCode::kConflict, "已经确认的导回不能放弃。要改回来，请在任务页再作调整",
                   "what was confirmed cannot be dropped. Adjust the tasks again to change it back");
    if (expected_version && *expected_version != merge.version) return stale_version();
    TRY(db.run(
        "UPDATE ledger_merge SET state = 'dropped', settled_at = $1, version = version + 1 WHERE id = $2", now,
        merge_id));
    return append_log(db, actor, {"drop_merge", fmt::format("merge:{}", merge_id), "", ""}, now);
  };
  return db.transaction(work);
}

}  // namespace duban
