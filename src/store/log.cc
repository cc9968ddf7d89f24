#include "store/log.h"

#include <simdjson.h>

#include "base/json.h"
#include "store/sm3.h"

namespace duban {
namespace {

const std::string kNoHash(64, '0');  // before the first entry

// What the hash covers: every field with its length before it, so that no two entries read the same. This text
// is for ever: changing it breaks every chain there is.
std::string canonical(std::int64_t government_id, const LogEntry& entry, std::string_view previous_hash) {
  std::string out = "duban log 1\n";
  const auto add = [&](std::string_view name, std::string_view value) {
    out += fmt::format("{}:{}:{}\n", name, value.size(), value);
  };
  add("previous", previous_hash);
  add("government", std::to_string(government_id));
  add("no", std::to_string(entry.no));
  add("at", std::to_string(entry.at));
  add("account_id", std::to_string(entry.account_id));
  add("account", entry.account);
  add("from", entry.from);
  add("action", entry.action);
  add("object", entry.object);
  add("before", entry.before);
  add("after", entry.after);
  return out;
}

constexpr std::string_view kEntryColumns =
    "no, at, account_id, account, origin, action, object, before_value, after_value, hash";

LogEntry entry_of(const sql::Rows& rows) {
  LogEntry entry;
  entry.no = rows.integer(0);
  entry.at = rows.integer(1);
  entry.account_id = rows.integer(2);
  entry.account = rows.string(3);
  entry.from = rows.string(4);
  entry.action = rows.string(5);
  entry.object = rows.string(6);
  entry.before = rows.string(7);
  entry.after = rows.string(8);
  entry.hash = rows.string(9);
  return entry;
}

LogVerdict bad_at(std::int64_t entries, std::int64_t no, std::string zh, std::string en) {
  return LogVerdict{entries, false, no, {std::move(zh), std::move(en)}};
}

}  // namespace

Result<LogAnchor> log_anchor(sql::Connection& db, std::int64_t government_id) {
  LogAnchor anchor{government_id, 0, kNoHash, 0};
  sql::Rows rows = TRY(db.query("SELECT no, hash, at FROM log_head WHERE government_id = $1", government_id));
  if (TRY(rows.next())) {
    anchor.no = rows.integer(0);
    anchor.hash = rows.string(1);
    anchor.at = rows.integer(2);
  }
  return anchor;
}

Result<void> append_log(sql::Connection& db, const Actor& actor, const LogChange& change, UtcMillis now) {
  const LogAnchor last = TRY(log_anchor(db, actor.government_id));
  LogEntry entry;
  entry.no = last.no + 1;
  entry.at = now;
  entry.account_id = actor.account_id;
  entry.account = actor.name;
  entry.from = actor.from;
  entry.action = change.action;
  entry.object = change.object;
  entry.before = change.before;
  entry.after = change.after;
  entry.hash = sm3_hex(canonical(actor.government_id, entry, last.hash));
  TRY(
      db.run("INSERT INTO log_entry (government_id, no, at, account_id, account, origin, action, object, "
             "before_value, after_value, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
             actor.government_id, entry.no, entry.at, entry.account_id, entry.account, entry.from, entry.action,
             entry.object, entry.before, entry.after, entry.hash));
  TRY(db.run(
      "INSERT INTO log_head (government_id, no, hash, at) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (government_id) DO UPDATE SET no = excluded.no, hash = excluded.hash, at = excluded.at",
      actor.government_id, entry.no, entry.hash, entry.at));
  return {};
}

std::string to_json(const LogAnchor& anchor) {
  JsonWriter json;
  json.begin_object()
      .field("government_id", anchor.government_id)
      .field("no", anchor.no)
      .field("hash", anchor.hash)
      .field("at", anchor.at)
      .end_object();
  return json.take();
}

Result<LogAnchor> anchor_from_json(std::string_view text) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  LogAnchor anchor;
  std::string_view hash;
  const bool read = parser.parse(text.data(), text.size(), true).get(root) == simdjson::SUCCESS &&
                    root["no"].get(anchor.no) == simdjson::SUCCESS &&
                    root["hash"].get(hash) == simdjson::SUCCESS && hash.size() == 64;
  if (!read) {
    return error(ErrorCode::kInvalid, "这不是日志锚点（应有 no 和 hash 两项）",
                 "this is no anchor of the log (it has no and hash)");
  }
  anchor.hash = hash;
  if (root["government_id"].get(anchor.government_id) != simdjson::SUCCESS) anchor.government_id = 1;
  if (root["at"].get(anchor.at) != simdjson::SUCCESS) anchor.at = 0;
  return anchor;
}

Result<LogVerdict> verify_log(sql::Connection& db, std::int64_t government_id,
                              const std::optional<LogAnchor>& anchor) {
  sql::Rows rows =
      TRY(db.query(fmt::format("SELECT {} FROM log_entry WHERE government_id = $1 ORDER BY no", kEntryColumns),
                   government_id));
  std::string previous = kNoHash;
  std::int64_t entries = 0;
  while (TRY(rows.next())) {
    const LogEntry entry = entry_of(rows);
    if (entry.no != entries + 1) {
      return bad_at(entries, entries + 1,
                    fmt::format("第 {} 条不见了（其后是第 {} 条）", entries + 1, entry.no),
                    fmt::format("entry {} is missing (entry {} follows)", entries + 1, entry.no));
    }
    if (entry.hash != sm3_hex(canonical(government_id, entry, previous))) {
      return bad_at(entries, entry.no, fmt::format("第 {} 条或其前后关系被改过（摘要不符）", entry.no),
                    fmt::format("entry {} or its place was altered (its hash does not fit)", entry.no));
    }
    if (anchor && anchor->no == entry.no && anchor->hash != entry.hash) {
      return bad_at(
          entries, entry.no, fmt::format("第 {} 条与锚点不符：锚点之前的日志被重写过", entry.no),
          fmt::format("entry {} does not fit the anchor: the log before it was written anew", entry.no));
    }
    previous = entry.hash;
    ++entries;
  }
  const LogAnchor head = TRY(log_anchor(db, government_id));
  const std::int64_t last = std::max(head.no, anchor ? anchor->no : 0);
  if (last > entries) {
    return bad_at(
        entries, entries + 1, fmt::format("日志末尾被截去：应有 {} 条，只有 {} 条", last, entries),
        fmt::format("the end of the log was cut off: {} entries are wanted, {} are there", last, entries));
  }
  if (head.no != entries || head.hash != previous) {
    return bad_at(entries, entries, "日志末尾与记录的最新一条不符",
                  "the end of the log is not the newest entry on record");
  }
  return LogVerdict{entries, true, 0, {}};
}

Result<LogPage> read_log(sql::Connection& db, std::int64_t government_id, const LogFilter& filter) {
  // Only the conditions that are asked for, so that each finds its index.
  std::string where = "WHERE government_id = $1";
  std::vector<sql::Value> values = {government_id};
  const auto and_where = [&](std::string_view condition, const sql::Value& value) {
    values.push_back(value);
    where += fmt::format(" AND {} ${}", condition, values.size());
  };
  if (!filter.account.empty()) and_where("account =", filter.account);
  if (!filter.action.empty()) and_where("action =", filter.action);
  if (!filter.object.empty()) and_where("object =", filter.object);
  if (filter.from != 0) and_where("at >=", filter.from);
  if (filter.to != 0) and_where("at <", filter.to);
  LogPage page;
  {
    sql::Rows count =
        TRY(db.query_values("SELECT count(*) FROM log_entry " + where, values.data(), values.size()));
    if (TRY(count.next())) page.total = count.integer(0);
  }
  if (filter.before_no > 0) and_where("no <", filter.before_no);
  values.emplace_back(filter.limit);
  const std::string text = fmt::format("SELECT {} FROM log_entry {} ORDER BY no DESC LIMIT ${}", kEntryColumns,
                                       where, values.size());
  sql::Rows rows = TRY(db.query_values(text, values.data(), values.size()));
  while (TRY(rows.next())) page.entries.push_back(entry_of(rows));
  return page;
}

}  // namespace duban
