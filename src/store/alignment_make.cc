#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "align/trace.h"
#include "align/version.h"
#include "align/word_diff.h"
#include "base/json.h"
#include "store/alignment_rows.h"
#include "store/log.h"
#include "store/rules.h"
#include "store/visibility.h"
#include "supervise/outcomes.h"

namespace duban {
namespace {

// Rows of one paper times rows of the other that are compared while somebody waits for the page.

struct Found {
  std::vector<KeptLink> links;
  std::string body;
  std::vector<Message> remarks;
};

void write_words(JsonWriter& json, std::string_view key, const std::vector<std::string>& words) {
  json.key(key).begin_array();
  for (const std::string& each : words) json.string(each);
  json.end_array();
}

void write_diff(JsonWriter& json, std::string_view earlier, std::string_view later) {
  const std::vector<WordRun> runs = shared_diff(earlier, later);
  json.key("diff");
  if (runs.empty()) {
    json.null();
    return;
  }
  json.begin_array();
  for (const WordRun& run : runs) {
    json.begin_array()
        .string(run.change == WordChange::kKept      ? "="
                : run.change == WordChange::kDropped ? "-"
                                                     : "+")
        .string(run.text)
        .end_array();
  }
  json.end_array();
}

void write_target_change(JsonWriter& json, const TargetChange& change) {
  json.begin_object().field("indicator", change.indicator).field("from", change.from).field("to", change.to);
  json.field("change", to_word(change.kind)).key("share");
  change.share ? json.number(std::round(*change.share * 10000) / 10000) : json.null();
  write_words(json, "units_from", change.units_from);
  write_words(json, "units_to", change.units_to);
  json.end_object();
}

// The members without their braces: reading puts more around them.
std::string without_braces(JsonWriter& json) {
  const std::string object = json.end_object().take();
  return object.substr(1, object.size() - 2);
}

Result<Found> find_links(const AlignedPaper& from, const AlignedPaper& to) {
  const PlanLinks found = TRY(link_plans(from.plan, to.plan));
  Found out;
  out.remarks = found.remarks;
  for (const PlanLink& link : found.links) {
    KeptLink kept;
    kept.ends = {end_of_number(link.from), end_of_number(link.to), link.type};
    kept.score = link.score;
    kept.why = link.why;
    JsonWriter json;
    json.begin_object();
    write_words(json, "shared", link.shared);
    json.key("targets").begin_array();
    for (const TargetChange& change : link.targets) write_target_change(json, change);
    json.end_array();
    const PaperEnd* a = from.find(kept.ends.from);
    const PaperEnd* b = to.find(kept.ends.to);
    CHECK(a != nullptr && b != nullptr);
    write_diff(json, a->text, b->text);
    write_words(json, "parts", {});
    json.key("drift").begin_array().end_array().key("promise").null();
    kept.details = without_braces(json);
    out.links.push_back(std::move(kept));
  }
  JsonWriter body;
  body.begin_object().key("uncovered").begin_array().end_array();
  body.key("shares").begin_array();
  for (const ApportionedTarget& target : found.shares) {
    body.begin_object()
        .field("from", end_of_number(target.no))
        .field("indicator", target.indicator)
        .field("unit", target.unit);
    body.field("whole", target.whole).key("parts").begin_array();
    for (const ApportionedTarget::Part& part : target.parts)
      body.begin_object().field("to", end_of_number(part.no)).field("value", part.value).end_object();
    body.end_array().field("sum", target.sum).field("adds_up", std::fabs(target.sum - target.whole) < 1e-9);
    body.end_object();
  }
  body.end_array();
  out.body = without_braces(body);
  return out;
}

void write_drift(JsonWriter& json, const Drift& drift) {
  const std::string_view report = drift.added ? std::string_view() : drift.report;  // nothing of it was struck out
  json.begin_object().field("what", to_word(drift.kind)).field("detail", drift.detail);
  json.field("report", report).field("plan", drift.plan);
  write_diff(json, report, drift.plan);
  json.end_object();
}

Error report_without_clauses() {
  return error(ErrorCode::kInvalid, "这份报告是较早版本导入的，还没有分出句子。请运行 duban rebuild 后再对照",
               "this report was imported by an earlier version and is not divided into clauses yet; run "
               "`duban rebuild` first");
}

Result<Found> find_sources(const AlignedPaper& report, const AlignedPaper& plan) {
  if (report.plan.clauses.empty()) return report_without_clauses();
  const Trace found = TRY(trace(report.plan, plan.plan));
  Found out;
  out.remarks = found.remarks;
  std::multimap<std::pair<std::string, std::size_t>, const Drift*> drift_of;  // task, clause of the report
  for (const Drift& each : found.drift) drift_of.emplace(std::pair{each.task, each.clause}, &each);
  for (const TracedTask& task : found.tasks) {
    const std::string key = end_of_number(task.no);
    std::map<std::size_t, std::vector<const TraceSource*>> by_clause;
    for (const TraceSource& source : task.sources) by_clause[source.clause].push_back(&source);
    for (const auto& [clause, sources] : by_clause) {
      KeptLink kept;
      kept.ends = {clause_end(static_cast<std::int64_t>(clause)), key, LinkType::kSame};
      JsonWriter drift;
      drift.begin_array();
      std::vector<std::string> parts;
      std::string quoted;
      for (const TraceSource* source : sources) {
        kept.score = std::max(kept.score, source->score);
        parts.push_back(source->text);
        quoted += fmt::format("{}“{}”", quoted.empty() ? "" : "、", source->text);
      }
      const auto [first, last] = drift_of.equal_range({task.no, clause});
      for (auto each = first; each != last; ++each) write_drift(drift, *each->second);
      kept.why = {"报告原话" + quoted, "words of the report: " + quoted};
      JsonWriter json;
      json.begin_object();
      write_words(json, "shared", {});
      json.key("targets").begin_array().end_array().key("diff").null();
      write_words(json, "parts", parts);
      json.key("drift").raw(drift.end_array().take()).key("promise").null();
      kept.details = without_braces(json);
      out.links.push_back(std::move(kept));
    }
  }
  JsonWriter body;
  body.begin_object().key("uncovered").begin_array();
  std::map<std::uint32_t, std::size_t> by_place;
  for (std::size_t i = 0; i < report.plan.clauses.size(); ++i)
    by_place.emplace(report.plan.clauses[i].span.begin, i);
  for (const Uncovered& each : found.uncovered) {
    const auto clause = by_place.find(each.span.begin);
    if (clause == by_place.end()) continue;
    body.begin_object().field("from", clause_end(static_cast<std::int64_t>(clause->second)));
    body.field("text", each.text).field("class", to_word(each.clause_class)).end_object();
  }
  body.end_array().key("shares").begin_array().end_array();
  out.body = without_braces(body);
  return out;
}

Result<Found> find_outcomes(const AlignedPaper& plan, const AlignedPaper& report, const VerdictRules& rules,
                            Day on) {
  if (report.plan.clauses.empty()) return report_without_clauses();
  const PlanOutcomes found = TRY(outcomes_of(plan.plan, report.plan, rules, on));
  Found out;
  out.remarks = found.remarks;
  std::map<std::uint32_t, std::size_t> by_place;
  for (std::size_t i = 0; i < report.plan.clauses.size(); ++i)
    by_place.emplace(report.plan.clauses[i].span.begin, i);
  for (const PromiseOutcome& each : found.outcomes) {
    KeptLink kept;
    kept.ends.from = end_of_number(each.no);
    kept.why = each.verdict.why.words;
    JsonWriter json;
    json.begin_object();
    write_words(json, "shared", {});
    json.key("targets").begin_array().end_array().key("diff").null();
    write_words(json, "parts",
                each.reported ? std::vector<std::string>{each.reported->words} : std::vector<std::string>{});
    json.key("drift")
        .begin_array()
        .end_array()
        .key("promise")
        .begin_object()
        .field("indicator", each.indicator)
        .field("promised", each.promised);
    json.field("verdict", to_word(each.verdict.value)).key("reported");
    if (each.reported) {
      kept.score = each.reported->score;
      const auto clause = by_place.find(each.reported->span.begin);
      if (clause != by_place.end()) kept.ends.to = clause_end(static_cast<std::int64_t>(clause->second));
      json.begin_object().field("value", each.reported->achieved.value);
      json.field("unit", each.reported->achieved.unit).field("words", each.reported->words).end_object();
    } else {
      json.null();
    }
    json.end_object();
    kept.details = without_braces(json);
    out.links.push_back(std::move(kept));
  }
  out.body = R"("uncovered":[],"shares":[])";
  return out;
}

struct EndColumns {
  std::optional<std::int64_t> task, clause;
};
EndColumns columns_of(const std::string& key) {
  if (key.empty()) return {};
  if (key.front() == 'c') return {{}, std::stoll(key.substr(1))};
  return {std::stoll(key), {}};
}

Result<void> write_found(sql::Connection& db, std::int64_t government_id, std::int64_t id, const Found& found) {
  TRY(db.run("DELETE FROM alignment_link WHERE alignment_id = $1", id));
  std::int64_t position = 0;
  for (const KeptLink& link : found.links) {
    const EndColumns from = columns_of(link.ends.from);
    const EndColumns to = columns_of(link.ends.to);
    TRY(db.run(
        "INSERT INTO alignment_link (government_id, alignment_id, position, from_task_id, from_clause, "
        "to_task_id, to_clause, type, score, why_zh, why_en, details) VALUES ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10, $11, $12)",
        government_id, id, position++, from.task, from.clause, to.task, to.clause, to_word(link.ends.type),
        link.score, link.why.zh, link.why.en, link.details));
  }
  return {};
}

std::string remarks_json(const std::vector<Message>& remarks) {
  JsonWriter json;
  json.begin_array();
  for (const Message& each : remarks) json.begin_array().string(each.zh).string(each.en).end_array();
  return json.end_array().take();
}

// The stamp of what an alignment is made from: both papers, the program, and the rules of verdicts.
Result<std::string> stamp_of(sql::Connection& db, std::int64_t government_id, AlignmentKind kind,
                             const PaperHead& from, const PaperHead& to) {
  std::int64_t rules = 0;
  if (kind == AlignmentKind::kOutcomes) {
    rules =
        TRY(db.one("SELECT COALESCE(max(id), 0) FROM rule_set WHERE government_id = $1 AND kind = 'verdicts'",
                   government_id))
            .value_or(0);
  }
  const std::string earlier = TRY(paper_stamp(db, from));
  const std::string later = TRY(paper_stamp(db, to));
  return fmt::format("{}/{}/{}/{}/{}", kAlignVersion, to_word(kind), rules, earlier, later);
}

Result<std::int64_t> rows_of_paper(sql::Connection& db, const PaperHead& head) {
  const std::string_view table = head.kind == DocumentKind::kReport ? "clause" : "task";
  return TRY(db.one(fmt::format("SELECT count(*) FROM {} WHERE plan_id = $1", table), head.id)).value_or(0);
}

Result<bool> freshen(sql::Connection& db, std::int64_t government_id, std::int64_t from_id, std::int64_t to_id,
                     Again again, UtcMillis now, std::int64_t* id_out) {
  const PaperHead from_head = TRY(load_paper_head(db, government_id, from_id));
  const PaperHead to_head = TRY(load_paper_head(db, government_id, to_id));
  const AlignmentKind kind = TRY(alignment_kind(from_head, to_head));
  const std::string stamp = TRY(stamp_of(db, government_id, kind, from_head, to_head));
  const auto kept =
      TRY(db.one("SELECT id FROM alignment WHERE government_id = $1 AND from_plan_id = $2 AND to_plan_id = $3",
                 government_id, from_id, to_id));
  if (kept) {
    if (id_out != nullptr) *id_out = *kept;
    const auto fresh = TRY(db.one("SELECT 1 FROM alignment WHERE id = $1 AND stamp = $2", *kept, stamp));
    if (fresh && again == Again::kWhereStale) return false;
  }
  const std::int64_t from_rows = TRY(rows_of_paper(db, from_head));
  const std::int64_t to_rows = TRY(rows_of_paper(db, to_head));
  if (again == Again::kWhereStale && from_rows * to_rows > kMostPairsAtOnce) {
    if (kept && TRY(db.one("SELECT 1 FROM alignment WHERE id = $1 AND stamp <> ''", *kept))) return false;
    return error(
        ErrorCode::kTooLarge,
        "这两份文件太长，不能当场对照。请管理员在服务器上运行 duban rebuild，之后即可查看",
        "these papers are too long to be compared at once; run `duban rebuild` on the server, then look "
        "again");
  }
  const AlignedPaper from = TRY(load_aligned_paper(db, from_head));
  const AlignedPaper to = kind == AlignmentKind::kAnnex ? from : TRY(load_aligned_paper(db, to_head));
  Found found;
  if (kind == AlignmentKind::kTrace) {
    found = TRY(find_sources(from, to));
  } else if (kind == AlignmentKind::kOutcomes) {
    const Day today = Day::parse(china_date(now)).value_or(Day{});
    const VerdictRules rules = TRY(verdict_rules_of(db, government_id));
    found = TRY(find_outcomes(from, to, rules, today));
  } else {
    found = TRY(find_links(from, to));
  }
  const auto work = [&]() -> Result<void> {
    TRY(
        db.run("INSERT INTO alignment (government_id, from_plan_id, to_plan_id, kind, stamp, made_at, body, "
               "remarks) VALUES ($1, $2, $3, $4, '', 0, '', '[]') ON CONFLICT (government_id, from_plan_id, "
               "to_plan_id) DO NOTHING",
               government_id, from_id, to_id, to_word(kind)));
    const std::int64_t id =
        TRY(db.one(
                "SELECT id FROM alignment WHERE government_id = $1 AND from_plan_id = $2 AND to_plan_id = $3",
                government_id, from_id, to_id))
            .value_or(0);
    if (id_out != nullptr) *id_out = id;
    TRY(db.run(
        "UPDATE alignment SET kind = $2, stamp = $3, made_at = $4, body = $5, remarks = $6 WHERE id = $1", id,
        to_word(kind), stamp, now, found.body, remarks_json(found.remarks)));
    TRY(write_found(db, government_id, id, found));
    return point_link_facts(db, id, from, to);
  };
  TRY(db.transaction(work));
  return true;
}

}  // namespace

Result<std::int64_t> make_alignment(sql::Connection& db, const Actor& actor, std::int64_t from_plan_id,
                                    std::int64_t to_plan_id, UtcMillis now) {
  TRY(require(actor, Action::kReadLedger, Relation::kOwnGovernment));
  std::int64_t id = 0;
  TRY(freshen(db, actor.government_id, from_plan_id, to_plan_id, Again::kWhereStale, now, &id));
  return id;
}

Result<std::int64_t> freshen_pair(sql::Connection& db, std::int64_t government_id, const PaperPair& pair,
                                  UtcMillis now) {
  std::int64_t id = 0;
  TRY(freshen(db, government_id, pair.from.id, pair.to.id, Again::kWhereStale, now, &id));
  return id;
}

Result<void> freshen_alignment(sql::Connection& db, std::int64_t government_id, std::int64_t alignment_id,
                               UtcMillis now) {
  std::int64_t from = 0;
  std::int64_t to = 0;
  {
    sql::Rows rows =
        TRY(db.query("SELECT from_plan_id, to_plan_id FROM alignment WHERE id = $1 AND government_id = $2",
                     alignment_id, government_id));
    if (!TRY(rows.next())) return no_such("对照", "alignment");
    from = rows.integer(0);
    to = rows.integer(1);
  }
  TRY(freshen(db, government_id, from, to, Again::kWhereStale, now, nullptr));
  return {};
}

Result<LinkedPaper> link_paper(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                               UtcMillis now) {
  LinkedPaper out;
  std::int64_t left = kMostPairsAtOnce;
  for (const PaperPair& pair : TRY(usual_pairs(db, government_id, plan_id))) {
    const std::int64_t from_rows = TRY(rows_of_paper(db, pair.from));
    const std::int64_t to_rows = TRY(rows_of_paper(db, pair.to));
    if (from_rows * to_rows > left) {
      ++out.waiting;
      continue;
    }
    const Result<bool> done =
        freshen(db, government_id, pair.from.id, pair.to.id, Again::kWhereStale, now, nullptr);
    if (done.ok()) {
      left -= from_rows * to_rows;
      ++out.pairs;
    } else if (done.error().code != ErrorCode::kInvalid && done.error().code != ErrorCode::kTooLarge) {
      return done.error();
    }
  }
  return out;
}

Result<int> freshen_alignments(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                               Again again, UtcMillis now) {
  std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
  for (const PaperPair& pair : TRY(usual_pairs(db, government_id, plan_id)))
    pairs.emplace_back(pair.from.id, pair.to.id);
  {
    sql::Rows rows =
        TRY(db.query("SELECT from_plan_id, to_plan_id FROM alignment WHERE government_id = $1 AND ($2 = 0 OR "
                     "from_plan_id = $2 OR to_plan_id = $2)",
                     government_id, plan_id));
    while (TRY(rows.next())) pairs.emplace_back(rows.integer(0), rows.integer(1));
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  int made = 0;
  for (const auto& [from, to] : pairs) {
    const Result<bool> done = freshen(db, government_id, from, to, again, now, nullptr);
    if (done.ok()) {
      made += *done ? 1 : 0;
    } else if (done.error().code != ErrorCode::kInvalid && done.error().code != ErrorCode::kTooLarge) {
      return done.error();
    }
  }
  return made;
}

}  // namespace duban
