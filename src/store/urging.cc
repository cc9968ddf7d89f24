// Reminders, urging, talks, the burden of units, and what waits for a person of all this.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"
#include "store/cases.h"
#include "store/log.h"
#include "store/messages.h"
#include "store/notice_rows.h"
#include "store/rules.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr int kMostCatchUp = 31;        // days: the longest of the reminders, and no more
constexpr std::size_t kMostLines = 30;  // tasks in one mail; the rest are counted

Actor the_program(std::int64_t government_id) {
  Actor actor;
  actor.government_id = government_id;
  actor.name = "程序";
  actor.from = "day_work";
  return actor;
}

// What went out to a unit within the window of the limits. Reminders of one day go to a unit in one message:
// they count once for the unit, and each for its task.
Result<std::vector<Urging>> past_of_unit(sql::Connection& db, std::int64_t unit_id, std::int64_t task_id,
                                         const LimitRules& rules, Day on) {
  const int window = std::max(rules.urge_task_days, rules.urge_unit_days);
  std::vector<Urging> out;
  std::set<std::string> reminded;  // days with a reminder of another task
  sql::Rows rows =
      TRY(db.query("SELECT task_id, urged_on, 'urge' FROM urging WHERE unit_id = $1 AND urged_on > $2 UNION "
                   "ALL SELECT task_id, "
                   "issued_on, 'notice' FROM notice WHERE unit_id = $1 AND issued_on > $2 UNION ALL SELECT "
                   "task_id, sent_on, "
                   "'reminder' FROM reminder WHERE unit_id = $1 AND sent_on > $2",
                   unit_id, to_iso(on - window)));
  std::set<std::string> own;  // days with a reminder of this task
  std::vector<Urging> others;
  while (TRY(rows.next())) {
    const auto day = Day::parse(rows.text(1));
    if (!day) continue;
    Urging urging{std::to_string(rows.integer(0)), unit_key(unit_id), *day};
    if (rows.text(2) != "reminder") {
      out.push_back(std::move(urging));
    } else if (rows.integer(0) == task_id) {
      own.insert(rows.string(1));
      out.push_back(std::move(urging));
    } else if (reminded.insert(rows.string(1)).second) {
      others.push_back(std::move(urging));
    }
  }
  for (Urging& each : others) {
    if (!own.contains(to_iso(each.on))) out.push_back(std::move(each));
  }
  return out;
}

bool unit_works(const TaskCase& task, const UnitCase& unit) {
  return is_running(task.state) && is_running(unit.state) && unit.state != TaskState::kCompletionApplied &&
         unit.state != TaskState::kVerifying;
}

Error nothing_to_urge() {
  return error(ErrorCode::kConflict, "这个单位在这项任务上目前没有要办的事，不需要催办",
               "the unit has nothing to do on this task now");
}

struct DueTask {
  std::int64_t plan_id = 0, task_id = 0;
  std::string no, text;
  Day due;
};

Message reminder_words(const std::vector<DueTask>& tasks, Day on) {
  const DueTask& first = tasks.front();
  const int left = first.due - on;
  if (tasks.size() == 1) {
    return {left == 0 ? fmt::format("第{}项任务今天到期", first.no)
                      : fmt::format("第{}项任务还有{}天到期（{}）", first.no, left, zh_day(first.due)),
            left == 0 ? fmt::format("Task {} is due today", first.no)
                      : fmt::format("Task {} is due in {} days ({})", first.no, left, to_iso(first.due))};
  }
  return {fmt::format("有{}项任务临近到期，最近的是第{}项（{}）", tasks.size(), first.no, zh_day(first.due)),
          fmt::format("{} tasks are due soon, the nearest is task {} ({})", tasks.size(), first.no,
                      to_iso(first.due))};
}

std::string reminder_body(const std::string& unit, const std::vector<DueTask>& tasks, Day on) {
  std::string out = fmt::format("{}：\n\n以下任务临近到期，请抓紧办理：\n", unit);
  for (std::size_t i = 0; i < tasks.size() && i < kMostLines; ++i) {
    out += fmt::format("\n第{}项　还有{}天（{}）\n{}\n", tasks[i].no, tasks[i].due - on, zh_day(tasks[i].due),
                       tasks[i].text);
  }
  if (tasks.size() > kMostLines) out += fmt::format("\n另有{}项，请登录查看。\n", tasks.size() - kMostLines);
  return out;
}

constexpr std::string_view kTalkSelect =
    "SELECT k.id, k.plan_id, k.task_id, t.no, t.text, k.unit_id, n.unit, k.notice_id, n.year, n.number, "
    "k.reason_zh, k.reason_en, k.proposed_on, k.state, k.held_on, k.words, k.account, k.version FROM talk k "
    "JOIN "
    "task t ON t.id = k.task_id JOIN notice n ON n.id = k.notice_id WHERE k.government_id = ";

void write_talk(JsonWriter& json, const sql::Rows& rows, Language language) {
  json.begin_object().field("id", rows.integer(0)).field("plan_id", rows.integer(1));
  json.field("task_id", rows.integer(2)).field("no", rows.text(3)).field("task", rows.text(4));
  json.field("unit_id", rows.integer(5)).field("unit", rows.text(6)).field("notice_id", rows.integer(7));
  json.field("number", notices::number_words(rows.integer(8), rows.integer(9)));
  json.field("reason", language == Language::kZh ? rows.text(10) : rows.text(11));
  json.field("proposed_on", rows.text(12)).field("state", rows.text(13)).field("held_on", rows.text(14));
  json.field("words", rows.text(15)).field("account", rows.text(16)).field("version", rows.integer(17));
  json.end_object();
}

struct TalkRow {
  std::int64_t task_id = 0, version = 0;
  std::string state, colour, unit;
};

}  // namespace

Result<std::string> urging_json(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                Language language, UtcMillis now) {
  TRY(require(actor, Action::kUrge, Relation::kOwnGovernment));
  TRY(require_task(db, actor, Action::kUrge, task_id, now));
  const KeptCase kept = TRY(load_case(db, task_id));
  const TaskRules rules = TRY(task_rules_of(db, actor.government_id));
  const auto names = TRY(notices::unit_names(db, kept.plan_id));
  const Day on = day_of(now);
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const UnitCase& unit : kept.task.units) {
    if (unit.state == TaskState::kReleased) continue;
    const std::int64_t unit_id = unit_id_of(unit.unit);
    const auto past = TRY(past_of_unit(db, unit_id, task_id, rules.limits, on));
    const auto may = may_urge(past, std::to_string(task_id), unit.unit, rules.limits, on);
    const bool works = unit_works(kept.task, unit);
    const auto name = names.find(unit_id);
    json.begin_object().field("unit_id", unit_id).field("unit", name == names.end() ? "" : name->second);
    json.field("may", works && may.value);
    json.field("why", works ? may.why.words.in(language) : nothing_to_urge().message.in(language));
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

Result<void> urge_unit(sql::Connection& db, const Actor& actor, std::int64_t task_id, std::int64_t unit_id,
                       std::string_view text, UtcMillis now) {
  TRY(require(actor, Action::kUrge, Relation::kOwnGovernment));
  TRY(require_task(db, actor, Action::kUrge, task_id, now));
  if (!text.empty()) TRY(notices::check_words(text));
  const Day on = day_of(now);
  return db.transaction([&]() -> Result<void> {
    const KeptCase kept = TRY(load_case(db, task_id));
    const UnitCase* unit = unit_of(kept.task, unit_key(unit_id));
    if (unit == nullptr || !unit_works(kept.task, *unit)) return nothing_to_urge();
    const TaskRules rules = TRY(task_rules_of(db, actor.government_id));
    const auto past = TRY(past_of_unit(db, unit_id, task_id, rules.limits, on));
    const auto may = may_urge(past, std::to_string(task_id), unit->unit, rules.limits, on);
    if (!may.value) return Error{ErrorCode::kRefused, may.why.words};
    std::string no;
    {
      sql::Rows rows = TRY(db.query("SELECT no FROM task WHERE id = $1", task_id));
      if (TRY(rows.next())) no = rows.string(0);
    }
    TRY(db.run(
        "INSERT INTO urging (government_id, plan_id, task_id, unit_id, urged_on, at, account_id, account, "
        "text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        actor.government_id, kept.plan_id, task_id, unit_id, to_iso(on), now, actor.account_id, actor.name,
        text));
    News news;
    news.kind = "urge";
    news.plan_id = kept.plan_id;
    news.task_id = task_id;
    news.words = {fmt::format("督查室催办第{}项任务{}{}", no, text.empty() ? "" : "：", text),
                  fmt::format("The supervision office urges task {}{}{}", no, text.empty() ? "" : ": ", text)};
    news.mail = News::Mail::kYes;
    news.subject = fmt::format("催办：第{}项任务", no);
    TRY(tell_unit(db, actor, unit_id, news, now));
    const std::string name = TRY(notices::unit_name(db, unit_id));
    return append_log(db, actor, {"urge", fmt::format("task:{}", task_id), "", name + " " + std::string(text)},
                      now);
  });
}

Result<std::string> asked_json(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now) {
  TRY(require(actor, Action::kUrge, Relation::kOwnGovernment));
  TRY(require_plan(db, actor, Action::kUrge, plan_id, now));
  struct Counts {
    std::string unit;
    std::int64_t tasks = 0;
    std::map<std::string, std::int64_t, std::less<>> asked;
  };
  static constexpr std::string_view kKinds[] = {"reports", "notices", "reminders", "urgings", "talks"};
  std::map<std::int64_t, Counts> units;
  {
    sql::Rows rows =
        TRY(db.query("SELECT u.id, u.name, count(*) FROM task_case_unit c JOIN unit u ON u.id = c.unit_id "
                     "WHERE c.plan_id = $1 "
                     "GROUP BY u.id, u.name",
                     plan_id));
    while (TRY(rows.next())) units[rows.integer(0)] = {rows.string(1), rows.integer(2), {}};
  }
  // One report serves several ledgers: it was asked for once.
  sql::Rows rows = TRY(db.query(
      "SELECT unit_id, 'reports', count(*) FROM report_asked WHERE plan_id = $1 AND served = 0 GROUP BY "
      "unit_id "
      "UNION ALL SELECT unit_id, 'notices', count(*) FROM notice WHERE plan_id = $1 GROUP BY unit_id "
      "UNION ALL SELECT unit_id, 'reminders', count(*) FROM reminder WHERE plan_id = $1 GROUP BY unit_id "
      "UNION ALL SELECT unit_id, 'urgings', count(*) FROM urging WHERE plan_id = $1 GROUP BY unit_id "
      "UNION ALL SELECT unit_id, 'talks', count(*) FROM talk WHERE plan_id = $1 AND state = 'held' GROUP BY "
      "unit_id",
      plan_id));
  while (TRY(rows.next())) units[rows.integer(0)].asked[rows.string(1)] = rows.integer(2);
  std::vector<const std::pair<const std::int64_t, Counts>*> order;
  for (const auto& each : units) order.push_back(&each);
  const auto total = [](const Counts& counts) {
    std::int64_t sum = 0;
    for (const auto& [kind, count] : counts.asked) sum += count;
    return sum;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](const auto* a, const auto* b) { return total(a->second) > total(b->second); });
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto* each : order) {
    const Counts& counts = each->second;
    json.begin_object().field("unit_id", each->first).field("unit", counts.unit).field("tasks", counts.tasks);
    for (const std::string_view kind : kKinds) {
      const auto found = counts.asked.find(kind);
      json.field(kind, found == counts.asked.end() ? std::int64_t{0} : found->second);
    }
    json.field("total", total(counts)).end_object();
  }
  json.end_array().field("total", static_cast<std::int64_t>(order.size())).key("next").null().end_object();
  return json.take();
}

Result<std::string> list_talks(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                               std::string_view state, Language language, UtcMillis now) {
  TRY(require(actor, Action::kIssueNotice, Relation::kOwnGovernment));
  if (plan_id != 0) TRY(require_plan(db, actor, Action::kIssueNotice, plan_id, now));
  SqlText query;
  query.sql = std::string(kTalkSelect) + query.bind(actor.government_id);
  if (plan_id != 0) query.sql += " AND k.plan_id = " + query.bind(plan_id);
  if (!state.empty()) query.sql += " AND k.state = " + query.bind(state);
  query.sql += " ORDER BY k.id DESC";
  sql::Rows rows = TRY(query.query(db));
  std::int64_t count = 0;
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (; TRY(rows.next()); ++count) write_talk(json, rows, language);
  json.end_array().field("total", count).key("next").null().end_object();
  return json.take();
}

Result<Versioned> read_talk(sql::Connection& db, const Actor& actor, std::int64_t id, Language language) {
  TRY(require(actor, Action::kIssueNotice, Relation::kOwnGovernment));
  SqlText query;
  query.sql = std::string(kTalkSelect) + query.bind(actor.government_id) + " AND k.id = " + query.bind(id);
  sql::Rows rows = TRY(query.query(db));
  if (!TRY(rows.next())) return no_such("约谈建议", "talk");
  JsonWriter json;
  write_talk(json, rows, language);
  return Versioned{json.take(), id, rows.integer(17)};
}

Result<void> decide_talk(sql::Connection& db, const Actor& actor, std::int64_t id,
                         std::optional<std::int64_t> expected, const TalkDecision& decision, UtcMillis now) {
  TRY(require(actor, Action::kIssueNotice, Relation::kOwnGovernment));
  TRY(notices::check_words(decision.text));
  const Day on = day_of(now);
  const auto held_on = Day::parse(decision.on);
  if (decision.held && (!held_on || *held_on > on)) {
    return error(ErrorCode::kInvalid, "请填写约谈的日期（不晚于今天）",
                 "the day of the talk is wanted, not after today");
  }
  return db.transaction([&]() -> Result<void> {
    TalkRow row;
    {
      sql::Rows rows =
          TRY(db.query("SELECT k.task_id, k.state, k.version, n.colour, n.unit FROM talk k JOIN notice n ON "
                       "n.id = k.notice_id "
                       "WHERE k.id = $1 AND k.government_id = $2",
                       id, actor.government_id));
      if (!TRY(rows.next())) return no_such("约谈建议", "talk");
      row = {rows.integer(0), rows.integer(2), rows.string(1), rows.string(3), rows.string(4)};
    }
    if (expected && *expected != row.version) return stale_version();
    if (row.state != "proposed") {
      return error(ErrorCode::kConflict, "这次约谈已有决定", "this talk was decided already");
    }
    const std::string_view state = decision.held ? "held" : "not_held";
    TRY(
        db.run("UPDATE talk SET state = $1, held_on = $2, words = $3, account = $4, decided_at = $5, version = "
               "version + 1 WHERE id = $6",
               state, decision.held ? decision.on : std::string(), decision.text, actor.name, now, id));
    return append_log(db, actor, {"decide_talk", fmt::format("talk:{}", id), "proposed", state}, now);
  });
}

Result<void> notices_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out) {
  const auto add = [&](const SqlText& query, std::string_view kind) -> Result<void> {
    sql::Rows rows = TRY(query.query(db));
    while (TRY(rows.next())) {
      Todo todo;
      todo.kind = kind;
      todo.plan_id = rows.integer(0);
      todo.task_id = rows.integer(1);
      todo.object_id = rows.integer(2);
      todo.unit_id = rows.integer(3);
      todo.unit = rows.string(4);
      todo.no = rows.string(5);
      todo.text = rows.string(6);
      todo.due = Day::parse(rows.text(7)).value_or(Day{});
      todo.words = {rows.string(8), rows.string(9)};
      out.push_back(std::move(todo));
    }
    return {};
  };
  static constexpr std::string_view kOfNotice =
      "SELECT n.plan_id, n.task_id, n.id, n.unit_id, n.unit, t.no, t.text, {}, n.reason_zh, n.reason_en FROM "
      "notice n "
      "JOIN task t ON t.id = n.task_id WHERE n.government_id = {}";
  if (reaches_own_unit(actor, Action::kAnswerNotice) &&
      !allowed(actor, Action::kAnswerNotice, Relation::kOwnGovernment)) {
    SqlText query;
    query.sql = fmt::format(fmt::runtime(kOfNotice), "n.answer_by", query.bind(actor.government_id));
    query.sql += " AND n.state IN ('issued', 'returned') AND " +
                 notices::own_unit_condition(query, actor, "n.unit_id") + " ORDER BY n.answer_by, n.id";
    TRY(add(query, "answer_notice"));
  }
  if (!allowed(actor, Action::kIssueNotice, Relation::kOwnGovernment) || actor.account_id == 0) return {};
  {
    SqlText query;
    query.sql = fmt::format(fmt::runtime(kOfNotice), "''", query.bind(actor.government_id));
    query.sql += " AND n.state = 'answered' ORDER BY n.id";
    TRY(add(query, "judge_answer"));
  }
  {
    SqlText query;
    query.sql =
        "SELECT k.plan_id, k.task_id, k.id, k.unit_id, n.unit, t.no, t.text, '', k.reason_zh, k.reason_en FROM "
        "talk k "
        "JOIN task t ON t.id = k.task_id JOIN notice n ON n.id = k.notice_id WHERE k.state = 'proposed' AND "
        "k.government_id = " +
        query.bind(actor.government_id) + " ORDER BY k.id";
    TRY(add(query, "decide_talk"));
  }
  // One line a plan for the drafts: each of them is a line of the notices page.
  std::vector<std::pair<std::int64_t, std::string>> plans;
  {
    sql::Rows rows =
        TRY(db.query("SELECT id, title FROM plan WHERE government_id = $1 AND state = 'approved' AND "
                     "superseded_by IS NULL ORDER BY id",
                     actor.government_id));
    while (TRY(rows.next())) plans.emplace_back(rows.integer(0), rows.string(1));
  }
  for (const auto& [plan_id, title] : plans) {
    const auto drafts = TRY(notice_drafts(db, plan_id, on));
    if (drafts.empty()) continue;
    Todo todo;
    todo.kind = "sign_notice";
    todo.plan_id = plan_id;
    todo.text = title;
    todo.words = {fmt::format("{}张督办单待签发", drafts.size()),
                  fmt::format("{} notices wait to be signed", drafts.size())};
    out.push_back(std::move(todo));
  }
  return {};
}

Result<int> send_reminders(sql::Connection& db, std::int64_t government_id, Day from, Day on, UtcMillis now) {
  const TaskRules rules = TRY(task_rules_of(db, government_id));
  const Day first = std::max(from, on - kMostCatchUp);
  const int longest = rules.limits.due_soon.empty() ? 0 : rules.limits.due_soon.front();
  std::vector<std::int64_t> plans;
  {
    sql::Rows rows =
        TRY(db.query("SELECT DISTINCT plan_id FROM task_case_unit WHERE government_id = $1 AND due >= "
                     "$2 AND due <= $3 ORDER BY plan_id",
                     government_id, to_iso(on), to_iso(on + longest)));
    while (TRY(rows.next())) plans.push_back(rows.integer(0));
  }
  const Actor program = the_program(government_id);
  int sent = 0;
  std::map<std::int64_t, std::vector<DueTask>> by_unit;
  for (const std::int64_t plan_id : plans) {
    std::map<std::int64_t, std::pair<std::string, std::string>> words;
    {
      sql::Rows rows = TRY(db.query("SELECT id, no, text FROM task WHERE plan_id = $1", plan_id));
      while (TRY(rows.next())) words[rows.integer(0)] = {rows.string(1), rows.string(2)};
    }
    for (const KeptCase& kept : TRY(load_cases(db, plan_id))) {
      // Of the days that were missed only the last one counts for a unit.
      std::map<std::string, std::pair<Reminder, int>> due;  // unit → reminder, days before
      for (Day day = first; day <= on; day = day + 1) {
        for (Reminder& each : reminders_on(kept.task, rules.limits, day)) {
          const std::string unit = each.unit;
          const int days = each.due - day;
          due.insert_or_assign(unit, std::pair(std::move(each), days));
        }
      }
      for (const auto& [unit, pair] : due) {
        const auto& [reminder, days] = pair;
        if (reminder.due < on) continue;  // over: that is the notice's business
        const auto fresh = TRY(db.run(
            "INSERT INTO reminder (government_id, plan_id, task_id, unit_id, due, days, sent_on) VALUES ($1, "
            "$2, $3, "
            "$4, $5, $6, $7) ON CONFLICT (task_id, unit_id, due, days) DO NOTHING",
            government_id, plan_id, kept.task_id, unit_id_of(unit), to_iso(reminder.due), days, to_iso(on)));
        if (fresh == 0) continue;
        ++sent;
        const auto& word = words[kept.task_id];
        by_unit[unit_id_of(unit)].push_back({plan_id, kept.task_id, word.first, word.second, reminder.due});
      }
    }
  }
  for (auto& [unit_id, tasks] : by_unit) {
    std::stable_sort(tasks.begin(), tasks.end(),
                     [](const DueTask& a, const DueTask& b) { return a.due < b.due; });
    News news;
    news.kind = "reminder";
    news.plan_id = tasks.front().plan_id;
    news.task_id = tasks.size() == 1 ? tasks.front().task_id : 0;
    news.words = reminder_words(tasks, on);
    news.mail = News::Mail::kYes;
    news.subject = "任务临期提醒：" + news.words.zh;
    const std::string name = TRY(notices::unit_name(db, unit_id));
    news.body = reminder_body(name, tasks, on);
    TRY(tell_unit(db, program, unit_id, news, now));
  }
  return sent;
}

Result<int> tell_of_drafts(sql::Connection& db, std::int64_t government_id, Day on, UtcMillis now) {
  std::vector<std::pair<std::int64_t, std::string>> plans;
  {
    sql::Rows rows =
        TRY(db.query("SELECT id, title FROM plan WHERE government_id = $1 AND state = 'approved' AND "
                     "superseded_by IS NULL ORDER BY id",
                     government_id));
    while (TRY(rows.next())) plans.emplace_back(rows.integer(0), rows.string(1));
  }
  const Actor program = the_program(government_id);
  int total = 0;
  for (const auto& [plan_id, title] : plans) {
    const int count = static_cast<int>(TRY(notice_drafts(db, plan_id, on)).size());
    if (count == 0) continue;
    total += count;
    News news;
    news.kind = "notice_drafts";
    news.plan_id = plan_id;
    news.words = {fmt::format("《{}》有{}张督办单待签发", title, count),
                  fmt::format("{} notices wait to be signed: {}", count, title)};
    TRY(tell_office(db, program, news, now));
  }
  return total;
}

}  // namespace duban
