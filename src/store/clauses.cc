#include "store/clauses.h"

#include "base/json.h"
#include "store/ledger_rows.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

std::string section_path(const std::vector<std::string>& labels) {
  std::string out;
  for (const std::string& label : labels) out += (out.empty() ? "" : "/") + label;
  return out;
}

std::vector<std::string> path_labels(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    out.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return out;
}

}  // namespace

Result<void> write_clauses(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                           const std::vector<Clause>& clauses) {
  TRY(db.run("DELETE FROM clause WHERE plan_id = $1", plan_id));
  std::int64_t position = 0;
  for (const Clause& each : clauses) {
    TRY(
        db.run("INSERT INTO clause (government_id, plan_id, position, section, class, text, span_begin, "
               "span_end) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               government_id, plan_id, position++, section_path(each.section), to_word(each.clause_class),
               each.text, each.span.begin, each.span.end));
  }
  return {};
}

Result<std::vector<Clause>> load_clauses(sql::Connection& db, std::int64_t plan_id) {
  sql::Rows rows = TRY(db.query(
      "SELECT section, class, text, span_begin, span_end FROM clause WHERE plan_id = $1 ORDER BY position",
      plan_id));
  std::vector<Clause> out;
  while (TRY(rows.next())) {
    Clause clause;
    clause.section = path_labels(rows.text(0));
    clause.clause_class = from_word<ClauseClass>(rows.text(1)).value_or(ClauseClass::kCommitment);
    clause.text = rows.string(2);
    clause.span = {static_cast<std::uint32_t>(rows.integer(3)), static_cast<std::uint32_t>(rows.integer(4))};
    out.push_back(std::move(clause));
  }
  return out;
}

Result<std::string> list_clauses(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  TRY(require_plan(db, actor, Action::kReadLedger, plan_id, now));
  std::map<std::string, std::vector<std::string>> titles;
  {
    sql::Rows plan = TRY(db.query("SELECT outline FROM plan WHERE id = $1", plan_id));
    if (TRY(plan.next())) titles = section_titles(TRY(sections_member(plan.text(0))));
  }
  const std::vector<Clause> clauses = TRY(load_clauses(db, plan_id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t no = 0;
  for (const Clause& each : clauses) {
    json.begin_object().field("no", ++no).key("section").raw(strings_to_json(each.section));
    const auto title = titles.find(section_path(each.section));
    json.key("section_titles")
        .raw(strings_to_json(title == titles.end() ? std::vector<std::string>() : title->second));
    json.field("class", to_word(each.clause_class)).field("text", each.text).key("span").span(each.span);
    json.end_object();
  }
  return json.end_array().field("total", no).key("next").null().end_object().take();
}

}  // namespace duban
