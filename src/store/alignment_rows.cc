#include "store/alignment_rows.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "base/json.h"
#include "store/log.h"
#include "store/match.h"
#include "store/visibility.h"

namespace duban {
namespace {

std::optional<AlignmentKind> kind_from_word(std::string_view word) {
  for (const auto kind : {AlignmentKind::kTrace, AlignmentKind::kYears, AlignmentKind::kLevels,
                          AlignmentKind::kAnnex, AlignmentKind::kOutcomes}) {
    if (to_word(kind) == word) return kind;
  }
  return {};
}

std::vector<Message> remarks_from(std::string_view json) {
  std::vector<Message> out;
  simdjson::dom::parser parser;
  simdjson::dom::array list;
  if (parser.parse(simdjson::padded_string(json)).get(list) != simdjson::SUCCESS) return out;
  for (const simdjson::dom::element each : list) {
    std::string_view zh;
    std::string_view en;
    if (each.at(0).get(zh) == simdjson::SUCCESS && each.at(1).get(en) == simdjson::SUCCESS)
      out.push_back({std::string(zh), std::string(en)});
  }
  return out;
}

std::string key_in(const sql::Rows& rows, int task, int clause) {
  if (!rows.is_null(task)) return task_end(rows.integer(task));
  return rows.is_null(clause) ? std::string() : clause_end(rows.integer(clause));
}

LinkType type_from(std::string_view word) {
  return word == to_word(LinkType::kRelated) ? LinkType::kRelated : LinkType::kSame;
}

RowKey row_key(const PaperEnd& end) {
  return end.task_id != 0 ? RowKey{end.list, end.no, end.text} : RowKey{"", end.section, end.text};
}

// Where the words of a fact's end stand now, or "".
std::string find_end(const LinkFact::End& end, const AlignedPaper& paper) {
  if (const PaperEnd* same = paper.find(end.key); same != nullptr && same->text == end.words) return end.key;
  std::vector<RowKey> keys;
  for (const PaperEnd& each : paper.ends) keys.push_back(row_key(each));
  const int at = find_row({end.list, end.no, end.words}, keys);
  return at < 0 ? std::string() : paper.ends[static_cast<std::size_t>(at)].key;
}

std::optional<std::int64_t> task_of(const std::string& key) {
  if (key.empty() || key.front() == 'c') return {};
  return std::stoll(key);
}
std::optional<std::int64_t> clause_of(const std::string& key) {
  if (key.empty() || key.front() != 'c') return {};
  return std::stoll(key.substr(1));
}

LinkFact::End end_of(const PaperEnd& end, int reader_version) {
  const RowKey key = row_key(end);
  return {end.key, key.list, key.no, key.text, end.span, reader_version};
}

// A change of what people decided, under the alignment's version and with its entry in the log.
template <class Change>
Result<std::int64_t> change_decisions(sql::Connection& db, const Actor& actor, std::int64_t alignment_id,
                                      std::optional<std::int64_t> expected, UtcMillis now, Change change) {
  const auto work = [&]() -> Result<std::int64_t> {
    const KeptAlignment kept = TRY(load_alignment(db, actor.government_id, alignment_id));
    if (expected && *expected != kept.version) return stale_version();
    std::string before;
    std::string after;
    const std::int64_t fact = TRY(change(before, after));
    TRY(db.run("UPDATE alignment SET version = version + 1 WHERE id = $1", alignment_id));
    TRY(append_log(db, actor, {"decide_link", fmt::format("alignment:{}", alignment_id), before, after}, now));
    return fact;
  };
  return db.transaction(work);
}

std::string words_of_fact(const LinkFact& fact) {
  return fmt::format("{} {}: {} → {}{}", to_word(fact.decision), to_word(fact.type), fact.from.words,
                     fact.to.words, fact.reason.empty() ? "" : "（" + fact.reason + "）");
}

}  // namespace

Result<void> require_whole(sql::Connection& db, const Actor& actor, Action action, std::int64_t alignment_id) {
  if (allowed_somewhere(actor.roles, action)) TRY(load_alignment(db, actor.government_id, alignment_id));
  return require(actor, action, Relation::kOwnGovernment);
}

Result<KeptAlignment> load_alignment(sql::Connection& db, std::int64_t government_id,
                                     std::int64_t alignment_id) {
  sql::Rows rows =
      TRY(db.query("SELECT id, from_plan_id, to_plan_id, version, kind, stamp, made_at, body, remarks FROM "
                   "alignment WHERE id = $1 AND government_id = $2",
                   alignment_id, government_id));
  if (!TRY(rows.next())) return no_such("对照", "alignment");
  KeptAlignment out;
  out.id = rows.integer(0);
  out.from_plan_id = rows.integer(1);
  out.to_plan_id = rows.integer(2);
  out.version = rows.integer(3);
  out.kind = kind_from_word(rows.text(4)).value_or(AlignmentKind::kYears);
  out.stamp = rows.string(5);
  out.made_at = rows.integer(6);
  out.body = rows.string(7);
  out.remarks = remarks_from(rows.text(8));
  return out;
}

Result<std::vector<KeptLink>> load_links(sql::Connection& db, std::int64_t alignment_id) {
  sql::Rows rows = TRY(
      db.query("SELECT from_task_id, from_clause, to_task_id, to_clause, type, score, why_zh, why_en, details "
               "FROM alignment_link WHERE alignment_id = $1 ORDER BY position",
               alignment_id));
  std::vector<KeptLink> out;
  while (TRY(rows.next())) out.push_back(link_in(rows));
  return out;
}

KeptLink link_in(const sql::Rows& rows) {
  KeptLink link;
  link.ends = {key_in(rows, 0, 1), key_in(rows, 2, 3), type_from(rows.text(4))};
  link.score = rows.real(5);
  link.why = {rows.string(6), rows.string(7)};
  link.details = rows.string(8);
  return link;
}

Result<std::vector<LinkFact>> load_link_facts(sql::Connection& db, std::int64_t alignment_id) {
  sql::Rows rows = TRY(db.query(
      "SELECT id, alignment_id, action, type, from_task_id, from_clause, from_list, from_no, from_words, "
      "from_begin, from_end, from_reader, to_task_id, to_clause, to_list, to_no, to_words, to_begin, to_end, "
      "to_reader, machine, reason, account, at FROM link_fact WHERE alignment_id = $1 AND withdrawn_at IS NULL "
      "ORDER BY id",
      alignment_id));
  std::vector<LinkFact> out;
  const auto span = [&](int column) {
    return Span{static_cast<std::uint32_t>(rows.integer(column)),
                static_cast<std::uint32_t>(rows.integer(column + 1))};
  };
  while (TRY(rows.next())) {
    LinkFact fact;
    fact.id = rows.integer(0);
    fact.alignment_id = rows.integer(1);
    fact.decision = link_decision_from_word(rows.text(2)).value_or(LinkDecision::kConfirm);
    fact.type = type_from(rows.text(3));
    fact.from = {key_in(rows, 4, 5), rows.string(6), rows.string(7), rows.string(8), span(9), rows.integer(11)};
    fact.to = {key_in(rows, 12, 13), rows.string(14), rows.string(15),
               rows.string(16),      span(17),        rows.integer(19)};
    fact.machine = rows.string(20);
    fact.reason = rows.string(21);
    fact.account = rows.string(22);
    fact.at = rows.integer(23);
    out.push_back(std::move(fact));
  }
  return out;
}

void write_json(JsonWriter& json, const LinkFact& fact) {
  json.begin_object()
      .field("id", fact.id)
      .field("action", to_word(fact.decision))
      .field("type", to_word(fact.type));
  json.field("from", fact.from.key).field("to", fact.to.key);
  json.field("from_words", fact.from.words).field("to_words", fact.to.words);
  json.field("machine", fact.machine).field("reason", fact.reason).field("account", fact.account);
  json.field("at", utc_text(fact.at)).end_object();
}

Result<void> point_link_facts(sql::Connection& db, std::int64_t alignment_id, const AlignedPaper& from,
                              const AlignedPaper& to) {
  for (const LinkFact& fact : TRY(load_link_facts(db, alignment_id))) {
    const std::string a = find_end(fact.from, from);
    const std::string b = find_end(fact.to, to);
    if (a == fact.from.key && b == fact.to.key) continue;
    TRY(db.run(
        "UPDATE link_fact SET from_task_id = $2, from_clause = $3, to_task_id = $4, to_clause = $5 WHERE "
        "id = $1",
        fact.id, task_of(a), clause_of(a), task_of(b), clause_of(b)));
  }
  return {};
}

std::vector<const PaperEnd*> ends_of_side(const WholeAlignment& whole, bool from) {
  std::vector<const PaperEnd*> out;
  for (const PaperEnd& each : (from ? whole.from : whole.to).ends) {
    if (whole.kept.kind == AlignmentKind::kAnnex && each.list.empty() != from) continue;
    // What a report looks back on is no source of tasks; it is all that outcomes rest on.
    if (whole.kept.kind == AlignmentKind::kTrace && from && each.clause_class == ClauseClass::kReview) continue;
    if (whole.kept.kind == AlignmentKind::kOutcomes && !from && each.clause_class != ClauseClass::kReview)
      continue;
    out.push_back(&each);
  }
  return out;
}

Result<WholeAlignment> load_whole_alignment(sql::Connection& db, std::int64_t government_id,
                                            std::int64_t alignment_id, UtcMillis now) {
  TRY(freshen_alignment(db, government_id, alignment_id, now));
  WholeAlignment out;
  out.kept = TRY(load_alignment(db, government_id, alignment_id));
  const PaperHead from_head = TRY(load_paper_head(db, government_id, out.kept.from_plan_id));
  const PaperHead to_head = TRY(load_paper_head(db, government_id, out.kept.to_plan_id));
  out.from = TRY(load_aligned_paper(db, from_head));
  out.to = from_head.id == to_head.id ? out.from : TRY(load_aligned_paper(db, to_head));
  out.proposed = TRY(load_links(db, alignment_id));
  out.facts = TRY(load_link_facts(db, alignment_id));
  std::vector<std::string> from;
  std::vector<std::string> to;
  for (const PaperEnd* each : ends_of_side(out, true)) from.push_back(each->key);
  for (const PaperEnd* each : ends_of_side(out, false)) to.push_back(each->key);
  std::vector<LinkEnds> proposed;
  for (const KeptLink& link : out.proposed) proposed.push_back(link.ends);
  std::vector<DecidedLink> decided;
  for (const LinkFact& fact : out.facts)
    decided.push_back({{fact.from.key, fact.to.key, fact.type}, fact.decision});
  out.settled = settle_links(from, to, proposed, decided);
  return out;
}

Result<std::int64_t> decide_link(sql::Connection& db, const Actor& actor, std::int64_t alignment_id,
                                 std::optional<std::int64_t> expected_version, const LinkChange& change,
                                 UtcMillis now) {
  TRY(require(actor, Action::kDecideLink, Relation::kOwnGovernment));
  const WholeAlignment whole = TRY(load_whole_alignment(db, actor.government_id, alignment_id, now));
  const PaperEnd* from = whole.from.find(change.from);
  const PaperEnd* to = whole.to.find(change.to);
  if (from == nullptr || to == nullptr) {
    return error(ErrorCode::kInvalid,
                 fmt::format("{}没有“{}”这一条，请刷新后再选", from == nullptr ? "前一份" : "后一份",
                             from == nullptr ? change.from : change.to),
                 fmt::format("the {} paper has no end “{}”; reload and choose again",
                             from == nullptr ? "first" : "second", from == nullptr ? change.from : change.to));
  }
  const auto known =
      std::find_if(whole.settled.links.begin(), whole.settled.links.end(),
                   [&](const SettledLink& link) { return link.from == change.from && link.to == change.to; });
  const bool there = known != whole.settled.links.end();
  const KeptLink* proposal = there && known->proposal ? &whole.proposed[*known->proposal] : nullptr;
  const bool holds = there && known->holds;
  if (change.decision == LinkDecision::kConfirm && proposal == nullptr && !holds) {
    return error(ErrorCode::kInvalid, "这两条之间没有对应可以确认，要对应请用“添加”",
                 "there is no link between these two to confirm; add one instead");
  }
  if (change.decision == LinkDecision::kRemove && !there) {
    return error(ErrorCode::kInvalid, "这两条之间没有对应可以取消",
                 "there is no link between these two to remove");
  }
  if (change.decision == LinkDecision::kCorrect && !change.type) {
    return error(ErrorCode::kInvalid, "更正对应要说明改为哪一种：延续(same)或相关(related)",
                 "a correction says the type it becomes: same or related");
  }
  constexpr std::size_t kMostReason = 2000;
  if (change.reason.size() > kMostReason) {
    return error(ErrorCode::kInvalid, "理由太长，请控制在六百字以内", "the reason is too long (2,000 bytes)");
  }
  LinkFact fact;
  fact.decision = change.decision;
  fact.type = change.type ? *change.type : there ? known->type : LinkType::kSame;
  fact.from = end_of(*from, whole.from.head.reader_version);
  fact.to = end_of(*to, whole.to.head.reader_version);
  if (proposal != nullptr)
    fact.machine = fmt::format("{} {:.2f}", to_word(proposal->ends.type), proposal->score);
  fact.reason = change.reason;
  return change_decisions(
      db, actor, alignment_id, expected_version, now,
      [&](std::string& before, std::string& after) -> Result<std::int64_t> {
        before = holds ? std::string(to_word(known->type)) : "";
        after = words_of_fact(fact);
        return TRY(db.one(
                       "INSERT INTO link_fact (government_id, alignment_id, action, type, from_task_id, "
                       "from_clause, from_list, from_no, from_words, from_begin, from_end, from_reader, "
                       "to_task_id, to_clause, to_list, to_no, to_words, to_begin, to_end, to_reader, machine, "
                       "reason, account_id, account, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
                       "$12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) RETURNING id",
                       actor.government_id, alignment_id, to_word(fact.decision), to_word(fact.type),
                       task_of(fact.from.key), clause_of(fact.from.key), fact.from.list, fact.from.no,
                       fact.from.words, fact.from.span.begin, fact.from.span.end, fact.from.reader_version,
                       task_of(fact.to.key), clause_of(fact.to.key), fact.to.list, fact.to.no, fact.to.words,
                       fact.to.span.begin, fact.to.span.end, fact.to.reader_version, fact.machine, fact.reason,
                       actor.account_id, actor.name, now))
            .value_or(0);
      });
}

Result<void> withdraw_link_decision(sql::Connection& db, const Actor& actor, std::int64_t alignment_id,
                                    std::int64_t fact_id, std::optional<std::int64_t> expected_version,
                                    UtcMillis now) {
  TRY(require(actor, Action::kDecideLink, Relation::kOwnGovernment));
  const auto take_back = [&](std::string& before, std::string& after) -> Result<std::int64_t> {
    const std::vector<LinkFact> facts = TRY(load_link_facts(db, alignment_id));
    const auto fact =
        std::find_if(facts.begin(), facts.end(), [&](const LinkFact& each) { return each.id == fact_id; });
    if (fact == facts.end()) {
      const auto was =
          TRY(db.one("SELECT 1 FROM link_fact WHERE id = $1 AND alignment_id = $2", fact_id, alignment_id));
      if (!was) return no_such("意见", "decision");
      return error(ErrorCode::kConflict, "这条意见已经撤回", "this decision was withdrawn already");
    }
    before = words_of_fact(*fact);
    after = "withdraw";
    TRY(db.run("UPDATE link_fact SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1", fact_id, now,
               actor.name));
    return fact_id;
  };
  TRY(change_decisions(db, actor, alignment_id, expected_version, now, take_back));
  return {};
}

}  // namespace duban
