#include "store/alignment_paper.h"

#include <fmt/format.h>

#include "store/clauses.h"
#include "store/ledger_rows.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

std::string labels_joined(const std::vector<std::string>& labels) {
  std::string out;
  for (const std::string& label : labels) out += (out.empty() ? "" : "/") + label;
  return out;
}

void add_end(AlignedPaper& paper, PaperEnd end, const std::map<std::string, std::vector<std::string>>& titles) {
  if (const auto found = titles.find(end.section); found != titles.end()) end.section_titles = found->second;
  paper.places.emplace(end.key, paper.ends.size());
  paper.ends.push_back(std::move(end));
}

}  // namespace

std::string task_end(std::int64_t task_id) { return std::to_string(task_id); }
std::string clause_end(std::int64_t position) { return fmt::format("c{}", position); }
std::string end_of_number(std::string_view number) {
  if (number.starts_with('L')) number.remove_prefix(1);
  return std::string(number);
}

PaperHead paper_head_in(const sql::Rows& rows) {
  PaperHead head;
  head.id = rows.integer(0);
  head.document_id = rows.integer(1);
  head.title = rows.string(2);
  head.region = rows.string(3);
  head.state = rows.string(4);
  head.kind = from_word<DocumentKind>(rows.text(5)).value_or(DocumentKind::kOther);
  head.level = from_word<Level>(rows.text(6)).value_or(Level::kNone);
  head.year = static_cast<int>(rows.integer(7));
  head.reader_version = static_cast<int>(rows.integer(8));
  head.tasks = rows.integer(9);
  head.list_tasks = rows.integer(10);
  return head;
}

Result<PaperHead> load_paper_head(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id) {
  sql::Rows rows =
      TRY(db.query(fmt::format("SELECT {} FROM plan WHERE id = $1 AND government_id = $2", kPaperHeadColumns),
                   plan_id, government_id));
  if (!TRY(rows.next())) return no_such("方案", "plan");
  return paper_head_in(rows);
}

Result<AlignedPaper> load_aligned_paper(sql::Connection& db, const PaperHead& head) {
  AlignedPaper out;
  out.head = head;
  out.plan.document.kind = head.kind;
  out.plan.document.title = head.title;
  out.plan.document.region = head.region;
  out.plan.document.level = head.level;
  out.plan.document.year = head.year;
  {
    sql::Rows rows = TRY(db.query("SELECT outline FROM plan WHERE id = $1", head.id));
    if (!TRY(rows.next())) return no_such("方案", "plan");
    out.plan.sections = TRY(sections_member(rows.text(0)));
    for (std::string& reason : TRY(strings_member(rows.text(0), "missing"))) {
      Anomaly missing;
      missing.kind = AnomalyKind::kMissingPart;
      missing.reason = std::move(reason);
      out.plan.anomalies.push_back(std::move(missing));
    }
  }
  const auto titles = section_titles(out.plan.sections);
  int list = 0;
  for (LedgerRow& row : TRY(load_rows(db, head.id))) {
    PaperEnd end;
    end.key = task_end(row.id);
    end.task_id = row.id;
    end.no = row.current.no;
    end.list = row.list;
    end.text = row.current.text;
    end.section = labels_joined(row.current.section);
    end.span = row.current.span;
    for (const Name& unit : row.current.lead_units) end.lead_units.push_back(unit.text);
    row.current.no = end.key;
    if (row.list_order == 0) {
      out.plan.tasks.push_back(std::move(row.current));
    } else {
      if (out.plan.lists.empty() || list != row.list_order) out.plan.lists.push_back({row.list, {}});
      list = row.list_order;
      out.plan.lists.back().tasks.push_back(std::move(row.current));
    }
    add_end(out, std::move(end), titles);
  }
  if (head.kind != DocumentKind::kReport) return out;
  out.plan.clauses = TRY(load_clauses(db, head.id));
  for (std::size_t i = 0; i < out.plan.clauses.size(); ++i) {
    const Clause& clause = out.plan.clauses[i];
    PaperEnd end;
    end.clause = static_cast<std::int64_t>(i);
    end.key = clause_end(end.clause);
    end.text = clause.text;
    end.section = labels_joined(clause.section);
    end.clause_class = clause.clause_class;
    end.span = clause.span;
    add_end(out, std::move(end), titles);
  }
  return out;
}

Result<std::string> paper_stamp(sql::Connection& db, const PaperHead& head) {
  sql::Rows rows = TRY(
      db.query("SELECT count(*), COALESCE(max(id), 0), COALESCE(sum(version), 0) FROM task WHERE plan_id = $1",
               head.id));
  TRY(rows.next());
  return fmt::format("{}:{}:{}:{}:{}:{}:{}:{}", head.id, head.reader_version, rows.integer(0), rows.integer(1),
                     rows.integer(2), head.year, to_word(head.level), head.region);
}

}  // namespace duban
