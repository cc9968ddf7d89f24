#include "store/plan_rows.h"

#include <algorithm>

#include "base/json.h"
#include "plan/plan_json.h"
#include "store/task_json.h"
#include "text/lexicon.h"

namespace duban {
namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at).starts_with("\u3000")) {
      at += 2;
    } else if (text[at] != ' ' && text[at] != '\n' && text[at] != '\r' && text[at] != '\t') {
      out += text[at];
    }
  }
  return out;
}

std::size_t list_tasks_of(const Plan& plan) {
  std::size_t n = 0;
  for (const TaskList& list : plan.lists) n += list.tasks.size();
  return n;
}

}  // namespace

bool gives_leaders_by_portfolio(std::string_view reader_text, const Plan& plan) {
  std::uint32_t end = 0;
  for (const LedgerRow& row : rows_of(plan)) end = std::max(end, row.base.span.end);
  if (end == 0 || end > reader_text.size()) return false;
  const std::string closing = without_blanks(reader_text.substr(end));
  const WordList& phrases = word_list("leader_by_portfolio");
  for (std::size_t at = 0; at < closing.size(); ++at) {
    if (phrases.longest_at(std::string_view(closing).substr(at)) != nullptr) return true;
  }
  return false;
}

Result<bool> write_head(sql::Connection& db, std::int64_t plan_id, const Plan& plan, const DocumentHead& head,
                        int reader_version, bool leaders_by_portfolio) {
  JsonWriter json;
  write_json(json, plan.document);  // as read; the columns beside it carry the corrections
  const std::int64_t changed = TRY(db.run(
      "UPDATE plan SET reader_version = $2, kind = $3, title = $4, doc_number = $5, issuer = $6, issued_on = "
      "$7, year "
      "= $8, region = $9, level = $10, head = $11, outline = $12, leaders_by_portfolio = $13, tasks = $14, "
      "list_tasks "
      "= $15, version = version + 1 WHERE id = $1 AND (reader_version <> $2 OR title <> $4 OR doc_number <> $5 "
      "OR "
      "issuer <> $6 OR region <> $9 OR head <> $11 OR outline <> $12 OR leaders_by_portfolio <> $13 OR tasks "
      "<> $14 OR "
      "list_tasks <> $15)",
      plan_id, reader_version, to_word(head.kind), head.title, head.doc_number, head.issuer, head.issued_on,
      head.year, head.region, to_word(head.level), json.take(), outline_json(plan), leaders_by_portfolio,
      static_cast<std::int64_t>(plan.tasks.size()), static_cast<std::int64_t>(list_tasks_of(plan))));
  return changed > 0;
}

std::vector<RowChange> compare_rows(const std::vector<LedgerRow>& earlier,
                                    const std::vector<LedgerRow>& later) {
  const auto keys = [](const std::vector<LedgerRow>& rows) {
    std::vector<RowKey> out;
    for (const LedgerRow& row : rows) out.push_back({row.list, row.current.no, row.current.text});
    return out;
  };
  const std::vector<int> before = match_rows(keys(earlier), keys(later));
  std::vector<RowChange> out;
  std::vector<bool> kept(earlier.size(), false);
  for (std::size_t i = 0; i < later.size(); ++i) {
    const Task& task = later[i].current;
    const int at = static_cast<int>(i);
    if (before[i] < 0) {
      out.push_back({"added", task.no, later[i].list, "task", "", task.text, at, -1});
      continue;
    }
    kept[static_cast<std::size_t>(before[i])] = true;
    const Task& old = earlier[static_cast<std::size_t>(before[i])].current;
    for (const std::string_view field : task_fields()) {
      std::string was = field_words(old, field);
      std::string is = field_words(task, field);
      if (was == is) continue;
      out.push_back({"changed", task.no, later[i].list, std::string(field), std::move(was), std::move(is), at,
                     before[i]});
    }
  }
  for (std::size_t j = 0; j < earlier.size(); ++j) {
    if (kept[j]) continue;
    const LedgerRow& row = earlier[j];
    out.push_back({"dropped", row.current.no, row.list, "task", row.current.text, "", -1, static_cast<int>(j)});
  }
  return out;
}

Result<std::optional<std::int64_t>> find_superseded(sql::Connection& db, std::int64_t government_id,
                                                    const DocumentHead& head,
                                                    const std::vector<LedgerRow>& rows, std::int64_t not_plan) {
  std::vector<std::int64_t> candidates;
  {
    sql::Rows plans =
        TRY(db.query("SELECT id, title, doc_number, issuer, year FROM plan WHERE government_id = $1 AND "
                     "superseded_by IS NULL AND "
                     "kind = $2 AND id <> $3 ORDER BY id DESC",
                     government_id, to_word(head.kind), not_plan));
    while (TRY(plans.next())) {
      const bool same_number =
          !head.doc_number.empty() && plans.text(2) == head.doc_number && plans.text(3) == head.issuer;
      const bool same_title = !head.title.empty() && plans.integer(4) == head.year &&
                              without_blanks(plans.text(1)) == without_blanks(head.title);
      if (same_number || same_title) candidates.push_back(plans.integer(0));
    }
  }
  std::vector<RowKey> later;
  for (const LedgerRow& row : rows) later.push_back(row.key());
  for (const std::int64_t plan_id : candidates) {
    std::vector<RowKey> earlier;
    for (const LedgerRow& row : TRY(load_rows(db, plan_id))) earlier.push_back(row.key());
    const std::vector<int> found = match_rows(earlier, later);
    const auto again =
        static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [](int at) { return at >= 0; }));
    const std::size_t fewer = std::min(earlier.size(), later.size());
    if (fewer == 0 ? earlier.size() == later.size() : again * 3 >= fewer) return std::optional(plan_id);
  }
  return std::optional<std::int64_t>();
}

Result<int> write_changes(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                          std::int64_t superseded, const std::vector<LedgerRow>& rows) {
  const std::vector<LedgerRow> earlier = TRY(load_rows(db, superseded));
  TRY(db.run("DELETE FROM plan_change WHERE plan_id = $1", plan_id));
  int position = 0;
  for (const RowChange& change : compare_rows(earlier, rows)) {
    std::optional<std::int64_t> task_id;
    if (change.later >= 0) task_id = rows[static_cast<std::size_t>(change.later)].id;
    TRY(db.run(
        "INSERT INTO plan_change (government_id, plan_id, position, kind, no, list, field, before_value, "
        "after_value, task_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        government_id, plan_id, ++position, change.kind, change.no, change.list, change.field, change.before,
        change.after, task_id));
  }
  return position;
}

}  // namespace duban
