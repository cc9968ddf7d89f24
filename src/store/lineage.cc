#include "store/lineage.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/json.h"
#include "exports/table_sheet.h"
#include "store/alignment_rows.h"
#include "store/alignment_verified.h"
#include "store/alignment_words.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

enum class Way { kUp, kDown };

struct Relative {
  std::string key;  // of the other end
  std::int64_t alignment_id = 0, plan_id = 0;
  std::int64_t through = 0;  // the task of the generation before
  AlignmentKind kind = AlignmentKind::kYears;
  int generation = 1;
  LinkType type = LinkType::kSame;
  bool disagrees = false;
  double score = 1;
  Message why;
  std::string details, decision;  // JSON
};

struct PairOfPapers {
  std::int64_t id = 0, from = 0, to = 0;
  AlignmentKind kind = AlignmentKind::kYears;
};

constexpr std::string_view kBareDetails =
    R"("shared":[],"targets":[],"diff":null,"parts":[],"drift":[],"promise":null)";

class LineageReader {
 public:
  LineageReader(sql::Connection& db, const Actor& actor, UtcMillis now) : db_(db), actor_(actor), now_(now) {}

  Result<void> start() {
    pairs_ = TRY(usual_pairs(db_, actor_.government_id, 0));
    return {};
  }

  Result<std::vector<Relative>> follow(std::int64_t task_id, std::int64_t plan_id, Way way) {
    std::vector<Relative> out;
    std::set<std::string> known = {fmt::format("{}/{}", plan_id, task_end(task_id))};
    std::map<std::int64_t, std::set<std::int64_t>> frontier = {{plan_id, {task_id}}};  // plan → tasks
    for (int generation = 1; generation <= kMostGenerations && !frontier.empty(); ++generation) {
      std::map<std::int64_t, std::set<std::int64_t>> next;
      for (const auto& [plan, tasks] : frontier) {
        for (const PairOfPapers& pair : TRY(pairs_of(plan, way))) {
          for (Relative& each : TRY(related(pair, tasks, way))) {
            // What is only like it is told of the task itself, not of its kin.
            if (each.type == LinkType::kRelated && generation > 1) continue;
            each.generation = generation;
            if (!each.key.empty() && !known.insert(fmt::format("{}/{}", each.plan_id, each.key)).second &&
                each.kind != AlignmentKind::kOutcomes)
              continue;
            const bool task = !each.key.empty() && each.key.front() != 'c';
            const bool goes_on = pair.kind == AlignmentKind::kYears || pair.kind == AlignmentKind::kLevels;
            if (task && goes_on && each.type == LinkType::kSame)
              next[each.plan_id].insert(std::stoll(each.key));
            out.push_back(std::move(each));
          }
        }
      }
      frontier = std::move(next);
    }
    return out;
  }

  int left_out() const { return left_out_; }

 private:
  // The usual pairs that a plan is the later (up) or the earlier (down) paper of, compared now where they were
  // not.
  Result<std::vector<PairOfPapers>> pairs_of(std::int64_t plan_id, Way way) {
    std::vector<PairOfPapers> out;
    for (const PaperPair& pair : pairs_) {
      if ((way == Way::kUp ? pair.to.id : pair.from.id) != plan_id) continue;
      const auto kept = TRY(kept_pair(pair));
      if (kept) out.push_back(*kept);
    }
    return out;
  }

  Result<std::optional<PairOfPapers>> kept_pair(const PaperPair& pair) {
    const auto ends = std::pair{pair.from.id, pair.to.id};
    if (const auto known = made_.find(ends); known != made_.end()) return known->second;
    std::optional<PairOfPapers> out;
    auto id = TRY(
        db_.one("SELECT id FROM alignment WHERE government_id = $1 AND from_plan_id = $2 AND to_plan_id = $3",
                actor_.government_id, pair.from.id, pair.to.id));
    if (!id && new_pairs_ >= kMostNewPairs) {
      ++left_out_;
    } else {
      new_pairs_ += id ? 0 : 1;
      const Result<std::int64_t> made = freshen_pair(db_, actor_.government_id, pair, now_);
      if (made.ok()) {
        out = PairOfPapers{*made, pair.from.id, pair.to.id, pair.kind};
      } else if (made.error().code != ErrorCode::kInvalid && made.error().code != ErrorCode::kTooLarge) {
        return made.error();
      }
    }
    made_.emplace(ends, out);
    return out;
  }

  // All links of these tasks in one pair of papers, with what people decided.
  Result<std::vector<Relative>> related(const PairOfPapers& pair, const std::set<std::int64_t>& tasks,
                                        Way way) {
    const std::string own = way == Way::kUp ? "to_task_id" : "from_task_id";
    const auto among = [&](SqlText& text) {
      std::string ids;
      for (const std::int64_t id : tasks) ids += (ids.empty() ? "" : ", ") + text.bind(id);
      return fmt::format("alignment_id = {} AND {} IN ({})", text.bind(pair.id), own, ids);
    };
    std::vector<KeptLink> proposed;
    {
      SqlText text;
      text.sql =
          "SELECT from_task_id, from_clause, to_task_id, to_clause, type, score, why_zh, why_en, details "
          "FROM alignment_link WHERE " +
          among(text) + " ORDER BY position";
      sql::Rows rows = TRY(text.query(db_));
      while (TRY(rows.next())) proposed.push_back(link_in(rows));
    }
    std::vector<LinkFact> facts = TRY(load_link_facts(db_, pair.id));
    std::erase_if(facts, [&](const LinkFact& fact) {
      const std::string& key = way == Way::kUp ? fact.to.key : fact.from.key;
      return key.empty() || key.front() == 'c' || !tasks.contains(std::stoll(key));
    });
    std::vector<std::string> from;
    std::vector<std::string> to;
    std::vector<LinkEnds> ends;
    std::vector<DecidedLink> decided;
    const auto add = [](std::vector<std::string>& keys, const std::string& key) {
      if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    };
    for (const KeptLink& link : proposed) {
      add(from, link.ends.from);
      add(to, link.ends.to);
      ends.push_back(link.ends);
    }
    for (const LinkFact& fact : facts) {
      add(from, fact.from.key);
      add(to, fact.to.key);
      decided.push_back({{fact.from.key, fact.to.key, fact.type}, fact.decision});
    }
    std::vector<Relative> out;
    std::set<std::pair<std::string, std::string>> removed;
    for (const SettledLink& link : settle_links(from, to, ends, decided).links) {
      if (!link.holds) removed.emplace(link.from, link.to);
      // Each promise of an outcome is a relative of its own.
      if (!link.holds || (pair.kind == AlignmentKind::kOutcomes && link.proposal)) continue;
      Relative each = relative_of(pair, way, link.from, link.to);
      each.type = link.type;
      each.disagrees = link.disagrees;
      if (link.proposal) take(each, proposed[*link.proposal]);
      if (link.decision) {
        JsonWriter json;
        write_json(json, facts[*link.decision]);
        each.decision = json.take();
      }
      out.push_back(std::move(each));
    }
    if (pair.kind != AlignmentKind::kOutcomes) return out;
    for (const KeptLink& row : proposed) {
      if (row.ends.to.empty() || removed.contains({row.ends.from, row.ends.to})) continue;
      Relative each = relative_of(pair, way, row.ends.from, row.ends.to);
      take(each, row);
      out.push_back(std::move(each));
    }
    return out;
  }

  static Relative relative_of(const PairOfPapers& pair, Way way, const std::string& from,
                              const std::string& to) {
    Relative out;
    out.key = way == Way::kUp ? from : to;
    out.through = std::stoll(way == Way::kUp ? to : from);
    out.alignment_id = pair.id;
    out.plan_id = way == Way::kUp ? pair.from : pair.to;
    out.kind = pair.kind;
    return out;
  }
  static void take(Relative& relative, const KeptLink& link) {
    relative.score = link.score;
    relative.why = link.why;
    relative.details = link.details;
  }

  sql::Connection& db_;
  const Actor& actor_;
  const UtcMillis now_;
  std::vector<PaperPair> pairs_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::optional<PairOfPapers>> made_;
  int new_pairs_ = 0, left_out_ = 0;
};

struct EndInfo {
  std::string no, list, text;
  std::vector<std::string> lead_units;
};

// What is shown of the relatives: tasks that the person sees, and the clauses they come from.
class RelativeWriter {
 public:
  RelativeWriter(sql::Connection& db, const Actor& actor, UtcMillis now) : db_(db), actor_(actor), now_(now) {}

  Result<void> load(const std::vector<Relative>& relatives) {
    std::set<std::int64_t> tasks;
    std::set<std::int64_t> plans;
    for (const Relative& each : relatives) {
      plans.insert(each.plan_id);
      if (!each.key.empty() && each.key.front() != 'c') tasks.insert(std::stoll(each.key));
    }
    for (const std::int64_t plan : plans)
      heads_.emplace(plan, TRY(load_paper_head(db_, actor_.government_id, plan)));
    if (!tasks.empty()) {
      SqlText text;
      std::string ids;
      for (const std::int64_t id : tasks) ids += (ids.empty() ? "" : ", ") + text.bind(id);
      text.sql =
          "SELECT t.id, t.no, t.list, t.text, t.fields FROM task t JOIN plan p ON p.id = t.plan_id WHERE "
          "t.id IN (" +
          ids + ") AND " + visible_tasks(text, actor_, Action::kReadLedger, china_date(now_));
      sql::Rows rows = TRY(text.query(db_));
      while (TRY(rows.next())) {
        tasks_[task_end(rows.integer(0))] = {
            rows.string(1), rows.string(2), rows.string(3),
            TRY(strings_member(fmt::format("{{{}}}", rows.text(4)), "lead_units"))};
      }
    }
    for (const Relative& each : relatives) {
      if (each.key.empty() || each.key.front() != 'c') continue;
      const auto place = std::pair{each.plan_id, each.key};
      if (clauses_.contains(place)) continue;
      sql::Rows rows = TRY(db_.query("SELECT section, text FROM clause WHERE plan_id = $1 AND position = $2",
                                     each.plan_id, static_cast<std::int64_t>(std::stoll(each.key.substr(1)))));
      if (TRY(rows.next())) clauses_[place] = {"", rows.string(0), rows.string(1), {}};
    }
    return {};
  }

  void write(JsonWriter& json, const std::vector<Relative>& relatives, Language language) {
    json.begin_array();
    for (const Relative& each : relatives) {
      const bool clause = !each.key.empty() && each.key.front() == 'c';
      const EndInfo* info = info_of(each);
      if (info == nullptr) {
        ++hidden_;
        continue;
      }
      JsonWriter item;
      item.begin_object()
          .field("alignment_id", each.alignment_id)
          .field("relation", to_word(each.kind))
          .field("generation", each.generation)
          .field("through", each.through)
          .key("plan");
      write_json(item, heads_.at(each.plan_id));
      item.key("task_id");
      clause ? item.null() : item.integer(std::stoll(each.key));
      item.field("key", each.key).field("no", info->no).field("list", clause ? "" : info->list);
      item.field("section", clause ? info->list : "").field("text", info->text);
      item.key("lead_units").raw(strings_to_json(info->lead_units));
      item.field("type", to_word(each.type)).field("score", std::round(each.score * 100) / 100);
      item.field("why", each.why.in(language)).field("disagrees", each.disagrees).key("decision");
      each.decision.empty() ? item.null() : item.raw(each.decision);
      json.raw(fmt::format("{},{}}}", item.take(), each.details.empty() ? kBareDetails : each.details));
    }
    json.end_array();
  }

  // One row a relative, as the task's page tells it.
  void write(TableSheet& sheet, const std::vector<Relative>& relatives, Way way, Language language) {
    const auto say = [&](std::string_view zh, std::string_view en) {
      return std::string(language == Language::kZh ? zh : en);
    };
    for (const Relative& each : relatives) {
      const bool clause = !each.key.empty() && each.key.front() == 'c';
      const EndInfo* info = info_of(each);
      if (info == nullptr) {
        ++hidden_;
        continue;
      }
      const PaperHead& head = heads_.at(each.plan_id);
      const std::optional<KeptPromise> promise = promise_in(each.details);
      std::string units;
      for (const std::string& unit : info->lead_units) units += (units.empty() ? "" : "、") + unit;
      std::string relation(language == Language::kZh ? zh_name(each.kind) : to_word(each.kind));
      if (each.type == LinkType::kRelated && each.kind != AlignmentKind::kTrace)
        relation += say("（相关）", " (related)");
      sheet.rows.push_back({way == Way::kUp ? say("来自", "From") : say("后来", "Became"),
                            static_cast<double>(each.generation), relation, static_cast<double>(head.year),
                            head.title, clause ? info->list : info->list + info->no,
                            promise && promise->reported ? promise->words : info->text, units,
                            promise ? promise->indicator + " " + promise->promised : std::string(),
                            promise ? verdict_name(promise->verdict, language) : std::string(),
                            changes_in(each.details, language), each.why.in(language)});
    }
  }

  std::int64_t hidden() const { return hidden_; }

 private:
  const EndInfo* info_of(const Relative& relative) const {
    if (!relative.key.empty() && relative.key.front() == 'c') {
      const auto found = clauses_.find({relative.plan_id, relative.key});
      return found == clauses_.end() ? nullptr : &found->second;
    }
    const auto found = tasks_.find(relative.key);
    return found == tasks_.end() ? nullptr : &found->second;
  }

  sql::Connection& db_;
  const Actor& actor_;
  const UtcMillis now_;
  std::map<std::int64_t, PaperHead> heads_;
  std::map<std::string, EndInfo> tasks_;
  std::map<std::pair<std::int64_t, std::string>, EndInfo> clauses_;
  std::int64_t hidden_ = 0;
};

// All relatives of a task, and what writes them.
struct Lineage {
  std::vector<Relative> ancestors, descendants;
  int left_out = 0;  // pairs of papers that were not compared yet
  RelativeWriter writer;
};
Result<Lineage> lineage_of(sql::Connection& db, const Actor& actor, std::int64_t task_id, std::int64_t plan_id,
                           UtcMillis now) {
  LineageReader reader(db, actor, now);
  TRY(reader.start());
  Lineage out{{}, {}, 0, RelativeWriter(db, actor, now)};
  out.ancestors = TRY(reader.follow(task_id, plan_id, Way::kUp));
  out.descendants = TRY(reader.follow(task_id, plan_id, Way::kDown));
  out.left_out = reader.left_out();
  TRY(out.writer.load(out.ancestors));
  TRY(out.writer.load(out.descendants));
  return out;
}

}  // namespace

Result<std::string> task_lineage(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                 Language language, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  const std::int64_t plan_id = TRY(db.one("SELECT plan_id FROM task WHERE id = $1", task_id)).value_or(0);
  Lineage lineage = TRY(lineage_of(db, actor, task_id, plan_id, now));
  JsonWriter json;
  json.begin_object().field("task_id", task_id).key("ancestors");
  lineage.writer.write(json, lineage.ancestors, language);
  json.key("descendants");
  lineage.writer.write(json, lineage.descendants, language);
  json.field("hidden", lineage.writer.hidden()).field("left_out", lineage.left_out);
  return json.end_object().take();
}

Result<AlignmentFile> task_lineage_xlsx(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                        Language language, UtcMillis now) {
  TRY(require_task(db, actor, Action::kExportLedger, task_id, now));
  std::int64_t plan_id = 0;
  std::string no;
  std::string text;
  {
    sql::Rows rows = TRY(db.query("SELECT plan_id, list || no, text FROM task WHERE id = $1", task_id));
    if (!TRY(rows.next())) return no_such("任务", "task");
    plan_id = rows.integer(0);
    no = rows.string(1);
    text = rows.string(2);
  }
  Lineage lineage = TRY(lineage_of(db, actor, task_id, plan_id, now));
  const bool zh = language == Language::kZh;
  TableSheet sheet;
  sheet.name = zh ? "来龙去脉" : "Lineage";
  sheet.title = fmt::format("{} {}", no, text);
  sheet.columns = {{zh ? "方向" : "Way", 8},       {zh ? "代" : "Generation", 6},
                   {zh ? "关系" : "Relation", 16}, {zh ? "年度" : "Year", 8},
                   {zh ? "文件" : "Paper", 36},    {zh ? "编号或章节" : "No. or section", 14},
                   {zh ? "内容" : "Text", 60},     {zh ? "牵头单位" : "Lead units", 24},
                   {zh ? "承诺" : "Promised", 22}, {zh ? "判定（按报告数）" : "Verdict as reported", 16},
                   {zh ? "变化" : "Changes", 30},  {zh ? "依据" : "Why", 36}};
  lineage.writer.write(sheet, lineage.ancestors, Way::kUp, language);
  lineage.writer.write(sheet, lineage.descendants, Way::kDown, language);
  const auto add_remark = [&](std::int64_t n, std::string_view in_zh, std::string_view in_en) {
    if (n > 0) sheet.rows.push_back({fmt::format(fmt::runtime(zh ? in_zh : in_en), n)});
  };
  add_remark(lineage.writer.hidden(), "另有 {} 条在您看不到的任务里", "{} more are of tasks that you do not see");
  add_remark(lineage.left_out, "另有 {} 对文件还没有对照", "{} more pairs of papers were not compared yet");
  AlignmentFile out;
  out.bytes = TRY(tables_to_xlsx(sheet.name, {sheet}));
  out.name = fmt::format("{} {}.xlsx", sheet.name, no);
  return out;
}

}  // namespace duban
