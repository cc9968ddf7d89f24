// What is counted over a plan's rows: overview, units, leaders. Each list is one query.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/clock.h"
#include "base/json.h"
#include "grammar/organ.h"
#include "store/draft.h"
#include "store/finding_words.h"
#include "store/ledger_rows.h"
#include "store/plans.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

// "… FROM task t JOIN plan p … WHERE plan and visible": the start of every count here.
class Seen {
 public:
  Seen(const Actor& actor, std::int64_t plan_id, UtcMillis now)
      : actor_(actor), plan_id_(plan_id), today_(china_date(now)) {}

  Result<sql::Rows> rows(sql::Connection& db, std::string_view columns, std::string_view joins,
                         std::string_view rest) const {
    SqlText text;
    text.sql = fmt::format("SELECT {} FROM task t JOIN plan p ON p.id = t.plan_id {} WHERE t.plan_id = {} AND ",
                           columns, joins, text.bind(plan_id_));
    text.sql += visible_tasks(text, actor_, Action::kReadLedger, today_);
    text.sql += fmt::format(" {}", rest);
    return text.query(db);
  }
  Result<std::int64_t> count(sql::Connection& db, std::string_view what, std::string_view joins,
                             std::string_view rest) const {
    sql::Rows found = TRY(rows(db, what, joins, rest));
    return TRY(found.next()) ? found.integer(0) : 0;
  }
  const std::string& today() const { return today_; }

 private:
  const Actor& actor_;
  std::int64_t plan_id_;
  std::string today_;
};

Result<void> write_counts(JsonWriter& json, sql::Connection& db, const Seen& seen) {
  sql::Rows rows =
      TRY(seen.rows(db,
                    "count(*) FILTER (WHERE t.list_order = 0), count(*) FILTER (WHERE t.list_order > 0), "
                    "count(DISTINCT CASE WHEN t.section <> '' THEN t.section END), sum(t.targets), "
                    "count(*) FILTER (WHERE t.lead_unit = ''), "
                    "count(*) FILTER (WHERE t.open_lead = 1 OR t.open_responsible = 1)",
                    "", ""));
  TRY(rows.next());
  constexpr std::string_view kUnitJoin = "JOIN task_unit u ON u.task_id = t.id";
  json.key("counts")
      .begin_object()
      .field("tasks", rows.integer(0))
      .field("list_tasks", rows.integer(1))
      .field("sections", rows.integer(2))
      .field("targets", rows.integer(3))
      .field("lead_units", TRY(seen.count(db, "count(DISTINCT u.name)", kUnitJoin, "AND u.role = 0")))
      .field("units", TRY(seen.count(db, "count(DISTINCT u.name)", kUnitJoin, "")))
      .field("leaders",
             TRY(seen.count(db, "count(DISTINCT l.name)", "JOIN task_leader l ON l.task_id = t.id", "")))
      .field("without_lead", rows.integer(4))
      .field("open_lists", rows.integer(5));
  return {};
}

Result<void> write_sections(JsonWriter& json, sql::Connection& db, const Seen& seen,
                            const RowContext& context) {
  sql::Rows rows = TRY(seen.rows(db,
                                 "t.section, t.list, count(*), sum(t.targets), min(t.list_order), "
                                 "min(t.position)",
                                 "", "GROUP BY t.section, t.list ORDER BY 5, 6"));
  json.key("tasks_by_section").begin_array();
  while (TRY(rows.next())) {
    const auto titles = context.section_titles.find(rows.string(0));
    const bool known = titles != context.section_titles.end() && !titles->second.empty();
    const std::string title = known ? titles->second.back() : rows.string(1);
    json.begin_object()
        .field("section", rows.text(0))
        .field("title", title)
        .field("tasks", rows.integer(2))
        .field("targets", rows.integer(3))
        .end_object();
  }
  json.end_array();
  return {};
}

Result<void> write_tally(JsonWriter& json, sql::Connection& db, const Seen& seen, std::string_view key,
                         std::string_view name, std::string_view column) {
  sql::Rows rows =
      TRY(seen.rows(db, fmt::format("g.{0}, count(*)", column), "JOIN target g ON g.task_id = t.id",
                    fmt::format("GROUP BY g.{0} ORDER BY 2 DESC, 1", column)));
  json.key(key).begin_array();
  while (TRY(rows.next())) {
    json.begin_object().field(name, rows.text(0)).field("count", rows.integer(1)).end_object();
  }
  json.end_array();
  return {};
}

Result<void> write_rows(JsonWriter& json, sql::Connection& db, const Seen& seen, std::string_view key,
                        std::string_view condition, bool with_field) {
  sql::Rows rows = TRY(seen.rows(db, "t.id, t.no, t.list, t.text, t.open_lead", "",
                                 fmt::format("AND ({}) ORDER BY t.list_order, t.position", condition)));
  json.key(key).begin_array();
  while (TRY(rows.next())) {
    json.begin_object()
        .field("id", rows.integer(0))
        .field("no", rows.text(1))
        .field("list", rows.text(2))
        .field("text", rows.text(3));
    if (with_field) json.field("field", rows.integer(4) != 0 ? "lead_units" : "responsible_units");
    json.end_object();
  }
  json.end_array();
  return {};
}

struct KindCount {
  std::string kind;
  std::int64_t open = 0;
  std::int64_t settled = 0;
};

struct Load {
  std::string name;
  std::optional<std::int64_t> unit_id;
  std::int64_t led = 0;
  std::int64_t shared = 0;
  std::int64_t targets = 0;
  std::set<std::string> sections;
};

// What each printed name leads and shares.
Result<std::vector<Load>> loads(sql::Connection& db, const Seen& seen) {
  sql::Rows rows = TRY(seen.rows(db, "u.name, u.unit_id, u.role, t.targets, t.section",
                                 "JOIN task_unit u ON u.task_id = t.id",
                                 "ORDER BY t.list_order, t.position, u.role, u.position"));
  std::map<std::string, Load> by_name;
  while (TRY(rows.next())) {
    Load& load = by_name[rows.string(0)];
    load.name = rows.string(0);
    load.unit_id = rows.optional_integer(1);
    ++(rows.integer(2) == 0 ? load.led : load.shared);
    if (rows.integer(2) == 0) load.targets += rows.integer(3);
    if (!rows.text(4).empty()) load.sections.insert(rows.string(4));
  }
  std::vector<Load> out;
  for (auto& [name, load] : by_name) out.push_back(std::move(load));
  std::stable_sort(out.begin(), out.end(), [](const Load& a, const Load& b) {
    return std::pair(a.led + a.shared, a.led) > std::pair(b.led + b.shared, b.led);
  });
  return out;
}

void write_unit_id(JsonWriter& json, const std::optional<std::int64_t>& id) {
  json.key("unit_id");
  id ? json.integer(*id) : json.null();
}

Result<void> write_findings_by_kind(JsonWriter& json, sql::Connection& db, const Actor& actor, const Seen& seen,
                                    std::int64_t plan_id, Language language) {
  std::vector<KindCount> kinds;
  // A finding of the document's head has no task: only who sees the whole plan sees it.
  const bool all = reach(actor, Action::kReadLedger) == Reach::kGovernment;
  sql::Rows rows = all ? TRY(db.query("SELECT kind, CASE WHEN state = 'open' THEN 1 ELSE 0 END, count(*) FROM "
                                      "finding WHERE plan_id = $1 GROUP BY 1, 2 "
                                      "ORDER BY 1",
                                      plan_id))
                       : TRY(seen.rows(db, "f.kind, CASE WHEN f.state = 'open' THEN 1 ELSE 0 END, count(*)",
                                       "JOIN finding f ON f.task_id = t.id", "GROUP BY 1, 2 ORDER BY 1"));
  while (TRY(rows.next())) {
    if (kinds.empty() || kinds.back().kind != rows.text(0)) kinds.push_back({rows.string(0)});
    (rows.integer(1) != 0 ? kinds.back().open : kinds.back().settled) += rows.integer(2);
  }
  json.key("findings_by_kind").begin_array();
  for (const KindCount& each : kinds) {
    json.begin_object()
        .field("kind", each.kind)
        .field("name", finding_kind_name(each.kind, language))
        .field("open", each.open)
        .field("settled", each.settled)
        .end_object();
  }
  json.end_array();
  return {};
}

}  // namespace

Result<std::string> plan_overview(sql::Connection& db, const Actor& actor, std::int64_t plan_id, Language language,
                                  UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  const Seen seen(actor, plan_id, now);
  const RowContext context = TRY(row_context(db, plan_id));
  JsonWriter json;
  json.begin_object();
  TRY(write_counts(json, db, seen));
  const bool all = reach(actor, Action::kReadLedger) == Reach::kGovernment;
  sql::Rows findings =
      all ? TRY(db.query("SELECT count(*), count(*) FILTER (WHERE severity <> 'repaired') FROM finding WHERE "
                         "plan_id = $1 AND state = 'open'",
                         plan_id))
          : TRY(seen.rows(db, "count(*), count(*) FILTER (WHERE f.severity <> 'repaired')",
                          "JOIN finding f ON f.task_id = t.id", "AND f.state = 'open'"));
  TRY(findings.next());
  json.field("findings_open", findings.integer(0)).field("look_open", findings.integer(1)).end_object();
  TRY(write_sections(json, db, seen, context));
  TRY(write_tally(json, db, seen, "targets_by_measure", "measure", "measure"));
  TRY(write_tally(json, db, seen, "targets_by_unit", "unit", "unit"));
  TRY(write_rows(json, db, seen, "without_lead", "t.lead_unit = ''", false));
  TRY(write_rows(json, db, seen, "open_lists", "t.open_lead = 1 OR t.open_responsible = 1", true));
  TRY(write_findings_by_kind(json, db, actor, seen, plan_id, language));
  json.key("load").begin_array();
  const std::vector<Load> all_loads = TRY(loads(db, seen));
  for (std::size_t i = 0; i < std::min<std::size_t>(all_loads.size(), 20); ++i) {
    json.begin_object().field("name", all_loads[i].name);
    write_unit_id(json, all_loads[i].unit_id);
    json.field("led", all_loads[i].led).field("shared", all_loads[i].shared).end_object();
  }
  return json.end_array().end_object().take();
}

Result<std::string> plan_units(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  const std::vector<Load> all = TRY(loads(db, Seen(actor, plan_id, now)));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Load& load : all) {
    json.begin_object().field("name", load.name);
    write_unit_id(json, load.unit_id);
    json.field("group", names_a_group(load.name))
        .field("led", load.led)
        .field("shared", load.shared)
        .field("targets", load.targets)
        .key("sections")
        .begin_array();
    for (const std::string& section : load.sections) json.string(section);
    json.end_array().end_object();
  }
  json.end_array().field("total", static_cast<std::int64_t>(all.size())).key("next").null();
  return json.end_object().take();
}

Result<std::string> plan_leaders(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  struct Leader {
    std::string name;
    std::set<std::int64_t> printed;
    std::set<std::int64_t> implied;
    std::map<std::string, std::set<std::int64_t>> lead_units;
    std::set<std::string> sections;
  };
  std::vector<Leader> leaders;
  const auto of = [&](std::string_view name) -> Leader& {
    for (Leader& each : leaders) {
      if (each.name == name) return each;
    }
    leaders.push_back({std::string(name), {}, {}, {}, {}});
    return leaders.back();
  };
  const Seen seen(actor, plan_id, now);
  const auto add = [&](sql::Rows& rows, bool implied) -> Result<void> {
    while (TRY(rows.next())) {
      Leader& leader = of(rows.text(0));
      (implied ? leader.implied : leader.printed).insert(rows.integer(1));
      if (!rows.text(2).empty()) leader.sections.insert(rows.string(2));
      if (!rows.is_null(3)) leader.lead_units[rows.string(3)].insert(rows.integer(1));
    }
    return {};
  };
  sql::Rows printed =
      TRY(seen.rows(db, "l.name, t.id, t.section, u.name",
                    "JOIN task_leader l ON l.task_id = t.id LEFT JOIN task_unit u ON u.task_id = "
                    "t.id AND u.role = 0",
                    "ORDER BY t.list_order, t.position, l.position, u.position"));
  TRY(add(printed, false));
  sql::Rows given = TRY(seen.rows(
      db, "o.leader, t.id, t.section, u.name",
      "JOIN task_unit u ON u.task_id = t.id AND u.role = 0 JOIN portfolio_held o ON o.unit_id = u.unit_id",
      fmt::format(
          "AND p.leaders_by_portfolio = 1 AND o.valid_from <= '{0}' AND (o.valid_to = '' OR o.valid_to > "
          "'{0}') AND NOT EXISTS (SELECT 1 FROM task_leader l WHERE l.task_id = t.id) ORDER BY "
          "t.list_order, t.position, u.position",
          seen.today())));
  TRY(add(given, true));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Leader& leader : leaders) {
    json.begin_object()
        .field("name", leader.name)
        .field("led", static_cast<std::int64_t>(leader.printed.size() + leader.implied.size()))
        .field("implied", static_cast<std::int64_t>(leader.implied.size()))
        .key("lead_units")
        .begin_array();
    for (const auto& [name, tasks] : leader.lead_units) {
      json.begin_object()
          .field("name", name)
          .field("tasks", static_cast<std::int64_t>(tasks.size()))
          .end_object();
    }
    json.end_array().key("sections").begin_array();
    for (const std::string& section : leader.sections) json.string(section);
    json.end_array().end_object();
  }
  json.end_array().field("total", static_cast<std::int64_t>(leaders.size())).key("next").null();
  return json.end_object().take();
}

}  // namespace duban
