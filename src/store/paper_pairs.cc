#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/json.h"
#include "store/alignment_rows.h"

namespace duban {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kKinds = {{{"trace", "报告与方案"},
                                                                                  {"years", "年度与年度"},
                                                                                  {"levels", "上级与下级"},
                                                                                  {"annex", "正文与清单"},
                                                                                  {"outcomes", "承诺与成效"}}};

bool is_report(const PaperHead& head) { return head.kind == DocumentKind::kReport; }

Result<std::vector<PaperHead>> papers_at_hand(sql::Connection& db, std::int64_t government_id) {
  constexpr int kMostPapers = 5000;
  sql::Rows rows = TRY(db.query(
      fmt::format("SELECT {} FROM plan WHERE government_id = $1 AND superseded_by IS NULL AND kind NOT IN "
                  "('instruction', 'meeting', 'ledger') ORDER BY year DESC, id DESC LIMIT $2",
                  kPaperHeadColumns),
      government_id, kMostPapers));
  std::vector<PaperHead> out;
  while (TRY(rows.next())) out.push_back(paper_head_in(rows));
  return out;
}

// A work report seldom names its place in its title: it is taken for that of the plans of its year, or of the
// year that it reviews, where they are all of one place.
void give_reports_a_region(std::vector<PaperHead>& papers) {
  std::map<int, std::set<std::string>> regions;
  for (const PaperHead& each : papers) {
    if (!is_report(each) && !each.region.empty()) regions[each.year].insert(each.region);
  }
  for (PaperHead& each : papers) {
    if (!is_report(each) || !each.region.empty()) continue;
    for (const int year : {each.year, each.year - 1}) {
      const auto found = regions.find(year);
      if (found == regions.end() || found->second.size() != 1) continue;
      each.region = *found->second.begin();
      break;
    }
  }
}

// Plans and reports by region and year; papers that say neither pair with nothing.
struct Shelf {
  std::map<std::string, std::map<int, std::vector<const PaperHead*>>> plans, reports;  // region → year
  std::map<int, std::vector<const PaperHead*>> by_year;                                // plans
};

Shelf sorted_papers(const std::vector<PaperHead>& papers) {
  Shelf out;
  for (const PaperHead& each : papers) {
    if (each.year == 0) continue;
    if (!is_report(each)) out.by_year[each.year].push_back(&each);
    if (each.region.empty()) continue;
    (is_report(each) ? out.reports : out.plans)[each.region][each.year].push_back(&each);
  }
  return out;
}

void pairs_of_plan(const Shelf& shelf, const PaperHead& plan, std::vector<PaperPair>& out) {
  if (const auto reports = shelf.reports.find(plan.region); reports != shelf.reports.end()) {
    if (const auto year = reports->second.find(plan.year); year != reports->second.end()) {
      for (const PaperHead* report : year->second) out.push_back({*report, plan, AlignmentKind::kTrace});
    }
  }
  if (const auto plans = shelf.plans.find(plan.region); plans != shelf.plans.end()) {
    // The nearest earlier year that has a paper of the same kind.
    bool found = false;
    for (auto year = plans->second.lower_bound(plan.year); year != plans->second.begin() && !found;) {
      --year;
      for (const PaperHead* earlier : year->second) {
        if (earlier->kind != plan.kind) continue;
        out.push_back({*earlier, plan, AlignmentKind::kYears});
        found = true;
      }
    }
  }
  if (plan.level != Level::kNone) {
    Level nearest = Level::kNone;
    const auto year = shelf.by_year.find(plan.year);
    if (year != shelf.by_year.end()) {
      for (const PaperHead* upper : year->second) {
        if (upper->level != Level::kNone && upper->level < plan.level)
          nearest = std::max(nearest, upper->level);
      }
      for (const PaperHead* upper : year->second) {
        if (nearest != Level::kNone && upper->level == nearest)
          out.push_back({*upper, plan, AlignmentKind::kLevels});
      }
    }
  }
  if (plan.tasks > 0 && plan.list_tasks > 0) out.push_back({plan, plan, AlignmentKind::kAnnex});
  if (const auto reports = shelf.reports.find(plan.region); reports != shelf.reports.end()) {
    if (const auto year = reports->second.find(plan.year + 1); year != reports->second.end()) {
      for (const PaperHead* report : year->second) out.push_back({plan, *report, AlignmentKind::kOutcomes});
    }
  }
}

}  // namespace

std::string_view to_word(AlignmentKind kind) { return kKinds[static_cast<std::size_t>(kind)].first; }
std::string_view zh_name(AlignmentKind kind) { return kKinds[static_cast<std::size_t>(kind)].second; }

Result<AlignmentKind> alignment_kind(const PaperHead& from, const PaperHead& to) {
  if (is_report(from) && is_report(to)) {
    return error(ErrorCode::kInvalid, "两份都是政府工作报告，没有任务可以对照。请至少选一份分工方案",
                 "both papers are work reports and hold no task; choose a division plan for one side");
  }
  if (is_report(from)) return AlignmentKind::kTrace;
  if (is_report(to)) return AlignmentKind::kOutcomes;
  if (from.id == to.id) return AlignmentKind::kAnnex;
  const bool levels = from.level != Level::kNone && to.level != Level::kNone && from.level != to.level;
  return levels ? AlignmentKind::kLevels : AlignmentKind::kYears;
}

Result<std::vector<PaperHead>> papers_by_region(sql::Connection& db, std::int64_t government_id) {
  std::vector<PaperHead> papers = TRY(papers_at_hand(db, government_id));
  give_reports_a_region(papers);
  return papers;
}

Result<std::vector<PaperPair>> usual_pairs(sql::Connection& db, std::int64_t government_id,
                                           std::int64_t plan_id) {
  const std::vector<PaperHead> papers = TRY(papers_by_region(db, government_id));
  const Shelf shelf = sorted_papers(papers);
  std::vector<PaperPair> out;
  for (const PaperHead& each : papers) {
    if (!is_report(each) && each.year != 0) pairs_of_plan(shelf, each, out);
  }
  if (plan_id != 0) {
    std::erase_if(out, [&](const PaperPair& pair) { return pair.from.id != plan_id && pair.to.id != plan_id; });
  }
  return out;
}

void write_json(JsonWriter& json, const PaperHead& head) {
  json.begin_object()
      .field("id", head.id)
      .field("document_id", head.document_id)
      .field("kind", to_word(head.kind))
      .field("title", head.title)
      .field("year", head.year)
      .field("region", head.region)
      .field("level", to_word(head.level))
      .field("state", head.state)
      .field("tasks", head.tasks)
      .field("list_tasks", head.list_tasks)
      .end_object();
}

namespace {

void write_pair(JsonWriter& json, std::optional<std::int64_t> id, const PaperPair& pair,
                std::string_view state) {
  json.begin_object().key("id");
  id ? json.integer(*id) : json.null();
  json.field("kind", to_word(pair.kind)).key("from");
  write_json(json, pair.from);
  json.key("to");
  write_json(json, pair.to);
  json.field("state", state).end_object();
}

// How many sentences each report has.
Result<std::map<std::int64_t, std::int64_t>> sentences_of_reports(sql::Connection& db,
                                                                  std::int64_t government_id) {
  std::map<std::int64_t, std::int64_t> out;
  sql::Rows rows = TRY(db.query(
      "SELECT plan_id, count(*) FROM clause WHERE government_id = $1 GROUP BY plan_id", government_id));
  while (TRY(rows.next())) out[rows.integer(0)] = rows.integer(1);
  return out;
}

}  // namespace

Result<std::string> list_one_alignment(sql::Connection& db, const Actor& actor, std::int64_t alignment_id) {
  TRY(require(actor, Action::kReadLedger, Relation::kOwnGovernment));
  const KeptAlignment kept = TRY(load_alignment(db, actor.government_id, alignment_id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  write_pair(json, kept.id,
             {TRY(load_paper_head(db, actor.government_id, kept.from_plan_id)),
              TRY(load_paper_head(db, actor.government_id, kept.to_plan_id)), kept.kind},
             "ready");
  return json.end_array().field("total", 1).key("next").null().end_object().take();
}

Result<std::string> list_alignments(sql::Connection& db, const Actor& actor, std::int64_t plan_id) {
  // Who sees his own tasks only has no whole pair: an empty list, as of anything else he has none of.
  if (allowed_somewhere(actor.roles, Action::kReadLedger) &&
      !allowed(actor, Action::kReadLedger, Relation::kOwnGovernment)) {
    JsonWriter none;
    return none.begin_object()
        .key("items")
        .begin_array()
        .end_array()
        .field("total", 0)
        .key("next")
        .null()
        .end_object()
        .take();
  }
  TRY(require(actor, Action::kReadLedger, Relation::kOwnGovernment));
  std::vector<PaperPair> pairs = TRY(usual_pairs(db, actor.government_id, plan_id));
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> made;
  {
    sql::Rows rows = TRY(
        db.query("SELECT from_plan_id, to_plan_id, id FROM alignment WHERE government_id = $1 AND ($2 = 0 OR "
                 "from_plan_id = $2 OR to_plan_id = $2) ORDER BY id DESC LIMIT 5000",
                 actor.government_id, plan_id));
    while (TRY(rows.next())) made[{rows.integer(0), rows.integer(1)}] = rows.integer(2);
  }
  std::set<std::pair<std::int64_t, std::int64_t>> usual;
  for (const PaperPair& pair : pairs) usual.emplace(pair.from.id, pair.to.id);
  std::map<std::int64_t, PaperHead> heads;  // of those made besides
  const auto head_of = [&](std::int64_t id) -> Result<PaperHead> {
    if (const auto known = heads.find(id); known != heads.end()) return known->second;
    return heads.emplace(id, TRY(load_paper_head(db, actor.government_id, id))).first->second;
  };
  for (const auto& [ends, id] : made) {
    if (usual.contains(ends)) continue;
    const PaperHead from = TRY(head_of(ends.first));
    const PaperHead to = TRY(head_of(ends.second));
    const Result<AlignmentKind> kind = alignment_kind(from, to);
    if (kind.ok()) pairs.push_back({from, to, *kind});
  }
  const std::map<std::int64_t, std::int64_t> sentences = TRY(sentences_of_reports(db, actor.government_id));
  const auto rows_of = [&](const PaperHead& head) {
    if (!is_report(head)) return head.tasks + head.list_tasks;
    const auto found = sentences.find(head.id);
    return found == sentences.end() ? 0 : found->second;
  };
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const PaperPair& pair : pairs) {
    const auto id = made.find({pair.from.id, pair.to.id});
    const bool too_large = rows_of(pair.from) * rows_of(pair.to) > kMostPairsAtOnce;
    const std::string_view state = id != made.end() ? "ready" : too_large ? "waiting" : "open";
    write_pair(json, id == made.end() ? std::nullopt : std::optional(id->second), pair, state);
  }
  return json.end_array()
      .field("total", static_cast<std::int64_t>(pairs.size()))
      .key("next")
      .null()
      .end_object()
      .take();
}

}  // namespace duban
