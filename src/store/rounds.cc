#include "store/rounds.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/cases.h"
#include "store/log.h"
#include "store/round_store.h"
#include "store/rules.h"
#include "store/visibility.h"
#include "supervise/limits.h"

namespace duban {
namespace {

std::string round_object(std::int64_t id) { return fmt::format("round:{}", id); }

std::string days_words(const KeptRound& round) {
  return fmt::format("{} … {}", to_iso(round.opens), to_iso(round.due));
}

Result<void> keep_round_event(sql::Connection& db, const Actor& actor, std::int64_t round_id,
                              std::string_view action, std::string_view before, std::string_view after,
                              std::string_view reason, UtcMillis now) {
  TRY(db.run(
      "INSERT INTO round_event (government_id, round_id, at, account, action, before_value, after_value, "
      "reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      actor.government_id, round_id, now, actor.name, action, before, after, reason));
  const std::string words = reason.empty() ? std::string(after) : fmt::format("{} ({})", after, reason);
  return append_log(db, actor, {fmt::format("{}_round", action), round_object(round_id), before, words}, now);
}

Result<Day> given_day(std::string_view iso, std::string_view zh, std::string_view en) {
  const auto day = Day::parse(iso);
  if (day) return *day;
  return error(ErrorCode::kInvalid, fmt::format("{}“{}”应写作 2026-03-01 的样子", zh, iso),
               fmt::format("the {} “{}” should look like 2026-03-01", en, iso));
}

Result<void> check_days(const KeptRound& round, Day today) {
  if (round.due < round.opens) {
    return error(ErrorCode::kInvalid, "截止日不能早于开始日", "the due date is not before the opening date");
  }
  if (round.due < today) {
    return error(ErrorCode::kInvalid, fmt::format("截止日{}已经过去，请另定截止日", zh_day(round.due)),
                 fmt::format("the due date {} is past; give another one", to_iso(round.due)));
  }
  return {};
}

// Days, period and title by the office's rules, where they are not given.
Result<void> reckon(sql::Connection& db, KeptRound& round, const NewRound& what) {
  if (round.kind == "once") {
    round.opens = TRY(given_day(what.opens, "开始日", "opening date"));
    round.due = TRY(given_day(what.due, "截止日", "due date"));
    round.period_to =
        what.period_to.empty() ? round.opens : TRY(given_day(what.period_to, "期末", "end of the period"));
    round.period_from = what.period_from.empty()
                            ? round.period_to
                            : TRY(given_day(what.period_from, "期初", "beginning of the period"));
    if (round.period_to < round.period_from) {
      return error(ErrorCode::kInvalid, "填报期的期末早于期初", "the period ends before it begins");
    }
    round.year = round.period_to.year();
    round.due_reason = {fmt::format("专项调度，{}截止", zh_day(round.due)),
                        fmt::format("One round, due {}", to_iso(round.due))};
    if (round.title.empty()) round.title = fmt::format("{}专项调度", zh_day(round.opens));
    return {};
  }
  const bool monthly = round.kind == "monthly";
  if (!monthly && round.kind != "quarterly") {
    return error(ErrorCode::kInvalid, "调度只有按月、按季、专项三种", "a round is monthly, quarterly or once");
  }
  const TaskRules rules = TRY(task_rules_of(db, round.government_id));
  const RoundDays days =
      TRY(round_days(rules.limits, *rules.calendar, monthly ? RoundKind::kMonthly : RoundKind::kQuarterly,
                     round.year, round.period));
  round.period_from = days.period_from;
  round.period_to = days.period_to;
  round.opens = what.opens.empty() ? days.opens : TRY(given_day(what.opens, "开始日", "opening date"));
  round.due = what.due.empty() ? days.due.value : TRY(given_day(what.due, "截止日", "due date"));
  round.due_reason = days.due.why.words;
  if (round.opens != days.opens || round.due != days.due.value) {
    round.due_reason = {
        fmt::format("督查室定于{}开始，{}截止", zh_day(round.opens), zh_day(round.due)),
        fmt::format("Set by the office: opens {}, due {}", to_iso(round.opens), to_iso(round.due))};
  }
  static constexpr std::string_view kQuarters[] = {"一", "二", "三", "四"};
  if (round.title.empty()) {
    round.title = monthly ? fmt::format("{}年{}月调度", round.year, round.period)
                          : fmt::format("{}年第{}季度调度", round.year, kQuarters[round.period - 1]);
  }
  return {};
}

Result<KeptRound> planned(sql::Connection& db, const Actor& actor, const NewRound& what) {
  TRY(require(actor, Action::kOpenRound, Relation::kOwnGovernment));
  KeptRound round;
  round.government_id = actor.government_id;
  round.title = what.title;
  round.kind = what.kind;
  round.year = what.year;
  round.period = what.kind == "once" ? 0 : what.period;
  round.ask = what.ask;
  round.scope = what.scope;
  round.repeats = what.repeats && what.kind != "once";
  round.plan_ids = what.plan_ids;
  std::sort(round.plan_ids.begin(), round.plan_ids.end());
  round.plan_ids.erase(std::unique(round.plan_ids.begin(), round.plan_ids.end()), round.plan_ids.end());
  if (round.title.size() > 300) return error(ErrorCode::kInvalid, "名称太长", "the title is too long");
  if (round.ask != "answering" && round.ask != "all") {
    return error(ErrorCode::kInvalid, "报送单位只有“承担单位”和“全部单位”两种", "ask is answering or all");
  }
  if (round.plan_ids.empty()) {
    return error(ErrorCode::kInvalid, "请选择要调度的方案", "please choose the plans that it asks about");
  }
  for (const std::int64_t plan_id : round.plan_ids) {
    sql::Rows rows = TRY(db.query("SELECT state, title FROM plan WHERE id = $1 AND government_id = $2", plan_id,
                                  actor.government_id));
    if (!TRY(rows.next())) return no_such("方案", "plan");
    if (rows.text(0) != "approved") {
      return error(ErrorCode::kConflict, fmt::format("“{}”还没有立项，不能调度", rows.text(1)),
                   fmt::format("“{}” is not approved yet: there is nothing to ask for", rows.text(1)));
    }
  }
  TRY(reckon(db, round, what));
  return round;
}

// The same tasks are not asked twice for one period.
Result<void> refuse_double(sql::Connection& db, const KeptRound& round) {
  if (round.kind == "once") return {};
  for (const std::int64_t plan_id : round.plan_ids) {
    sql::Rows rows = TRY(db.query(
        "SELECT o.title FROM round o JOIN round_plan p ON p.round_id = o.id WHERE p.plan_id = $1 AND o.kind "
        "= $2 AND o.year = $3 AND o.period = $4 AND o.scope = $5 AND o.ask = $6 AND o.state <> 'cancelled'",
        plan_id, round.kind, round.year, round.period, scope_to_json(round.scope), round.ask));
    if (TRY(rows.next())) {
      return error(ErrorCode::kConflict, fmt::format("这一期已有“{}”", rows.text(0)),
                   fmt::format("there is “{}” for this period already", rows.text(0)));
    }
  }
  return {};
}

Result<std::int64_t> insert_round(sql::Connection& db, const Actor& actor, const KeptRound& round,
                                  UtcMillis now) {
  const std::int64_t id = *TRY(db.one(
      "INSERT INTO round (government_id, title, kind, year, period, period_from, period_to, opens, due, "
      "due_zh, "
      "due_en, state, ask, scope, repeats, previous_id, created_at, created_by) VALUES ($1, $2, $3, $4, $5, "
      "$6, $7, "
      "$8, $9, $10, $11, 'planned', $12, $13, $14, $15, $16, $17) RETURNING id",
      round.government_id, round.title, round.kind, round.year, round.period, to_iso(round.period_from),
      to_iso(round.period_to), to_iso(round.opens), to_iso(round.due), round.due_reason.zh, round.due_reason.en,
      round.ask, scope_to_json(round.scope), round.repeats, round.previous_id, now, actor.name));
  for (const std::int64_t plan_id : round.plan_ids) {
    TRY(db.run("INSERT INTO round_plan (government_id, round_id, plan_id) VALUES ($1, $2, $3)",
               round.government_id, id, plan_id));
  }
  TRY(keep_round_event(db, actor, id, "create", "", fmt::format("{} {}", round.title, days_words(round)), "",
                       now));
  return id;
}

// The round of the next month or quarter, as long as one of its plans is of that year.
Result<void> plan_next(sql::Connection& db, const Actor& actor, const KeptRound& round, UtcMillis now) {
  if (!round.repeats) return {};
  const int last = round.kind == "monthly" ? 12 : 4;
  KeptRound next = round;
  next.period = round.period % last + 1;
  next.year = round.period == last ? round.year + 1 : round.year;
  next.previous_id = round.id;
  std::erase_if(next.plan_ids, [](std::int64_t id) { return id == 0; });
  std::vector<std::int64_t> still;
  for (const std::int64_t plan_id : round.plan_ids) {
    const auto year = TRY(db.one("SELECT year FROM plan WHERE id = $1 AND superseded_by IS NULL", plan_id));
    if (year.value_or(0) >= next.year) still.push_back(plan_id);
  }
  if (still.empty()) return {};
  next.plan_ids = still;
  next.title.clear();
  NewRound by_rule;
  TRY(reckon(db, next, by_rule));
  const auto there = refuse_double(db, next);
  if (!there.ok()) {
    if (there.error().code == ErrorCode::kConflict) return {};  // somebody planned it by hand
    return there;
  }
  TRY(insert_round(db, actor, next, now));
  return {};
}

Result<void> open_now(sql::Connection& db, const Actor& actor, const KeptRound& round, UtcMillis now) {
  const Day today = day_of(now);
  const Asks asks = TRY(asks_of(db, round, today));
  const OpenedAsks opened = TRY(keep_asks(db, round, asks.asks, today, now));
  TRY(db.run("UPDATE round SET state = 'open', opened_at = $2, version = version + 1 WHERE id = $1", round.id,
             now));
  TRY(keep_round_event(db, actor, round.id, "open", "",
                       fmt::format("布置{}份，{}份由已有填报满足，{}项任务没有可布置的单位", opened.reports,
                                   opened.served, asks.without_unit.size()),
                       "", now));
  return plan_next(db, actor, round, now);
}

void write_round_members(JsonWriter& json, const KeptRound& round) {
  json.field("title", round.title)
      .field("kind", round.kind)
      .field("year", round.year)
      .field("period", round.period)
      .field("period_from", to_iso(round.period_from))
      .field("period_to", to_iso(round.period_to))
      .field("opens", to_iso(round.opens))
      .field("due", to_iso(round.due))
      .field("due_reason_zh", round.due_reason.zh)
      .field("due_reason_en", round.due_reason.en);
}

Result<void> require_planned(const KeptRound& round) {
  if (round.state == RoundState::kPlanned) return {};
  return error(ErrorCode::kConflict, "调度已经开始或取消，不能这样改",
               "the round is open, closed or cancelled already");
}

}  // namespace

Result<std::string> preview_round(sql::Connection& db, const Actor& actor, const NewRound& what,
                                  UtcMillis now) {
  const KeptRound round = TRY(planned(db, actor, what));
  const Asks asks = TRY(asks_of(db, round, day_of(now)));
  const OpenedAsks counted = TRY(count_asks(db, round, asks.asks));
  std::vector<std::int64_t> tasks, units;
  for (const Ask& ask : asks.asks) {
    tasks.push_back(ask.task_id);
    units.push_back(ask.unit_id);
  }
  const auto distinct = [](std::vector<std::int64_t>& ids) {
    std::sort(ids.begin(), ids.end());
    return static_cast<std::int64_t>(std::unique(ids.begin(), ids.end()) - ids.begin());
  };
  JsonWriter json;
  json.begin_object();
  write_round_members(json, round);
  json.field("tasks", distinct(tasks))
      .field("units", distinct(units))
      .field("reports", counted.reports)
      .field("served", counted.served)
      .key("no_unit")
      .begin_array();
  for (const UnaskedTask& task : asks.without_unit) {
    json.begin_object().field("id", task.id).field("no", task.no).field("text", task.text).end_object();
  }
  return json.end_array().end_object().take();
}

Result<Versioned> make_round(sql::Connection& db, const Actor& actor, const NewRound& what, UtcMillis now) {
  const auto work = [&]() -> Result<std::int64_t> {
    KeptRound round = TRY(planned(db, actor, what));
    TRY(check_days(round, day_of(now)));
    TRY(refuse_double(db, round));
    round.id = TRY(insert_round(db, actor, round, now));
    if (round.opens <= day_of(now)) TRY(open_now(db, actor, round, now));
    return round.id;
  };
  const std::int64_t id = TRY(db.transaction(work));
  return read_round(db, actor, id, now);
}

Result<void> change_round(sql::Connection& db, const Actor& actor, std::int64_t round_id,
                          std::optional<std::int64_t> expected_version, const RoundChange& change,
                          UtcMillis now) {
  TRY(require(actor, Action::kOpenRound, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    KeptRound round = TRY(load_round(db, actor.government_id, round_id));
    if (expected_version && *expected_version != round.version) return stale_version();
    if (round.state == RoundState::kClosed || round.state == RoundState::kCancelled) {
      return error(ErrorCode::kConflict, "调度已结束，不能再改", "the round is over and cannot be changed");
    }
    const std::string before = fmt::format("{} {}", round.title, days_words(round));
    const KeptRound old = round;
    if (change.title && !change.title->empty()) round.title = *change.title;
    if (change.repeats) round.repeats = *change.repeats && round.kind != "once";
    if (change.opens) {
      round.opens = TRY(given_day(*change.opens, "开始日", "opening date"));
      if (round.opens != old.opens) TRY(require_planned(round));
    }
    if (change.due) round.due = TRY(given_day(*change.due, "截止日", "due date"));
    const bool moved = round.opens != old.opens || round.due != old.due;
    if (moved) {
      TRY(check_days(round, day_of(now)));
      if (change.reason.empty()) {
        return error(ErrorCode::kInvalid, "改动日期须写明理由", "a change of days wants a reason");
      }
      round.due_reason = {fmt::format("督查室改定于{}截止：{}", zh_day(round.due), change.reason),
                          fmt::format("Changed by the office to {}: {}", to_iso(round.due), change.reason)};
    }
    TRY(db.run(
        "UPDATE round SET title = $2, opens = $3, due = $4, due_zh = $5, due_en = $6, repeats = $7, version = "
        "version + 1 WHERE id = $1",
        round.id, round.title, to_iso(round.opens), to_iso(round.due), round.due_reason.zh, round.due_reason.en,
        round.repeats));
    if (round.due != old.due && round.state == RoundState::kOpen) {
      // What came already was late or not by the day that held then; the rest is wanted by the new one.
      TRY(
          db.run("UPDATE report SET due = $2, version = version + 1 WHERE handed_in_on = '' AND id IN (SELECT "
                 "report_id FROM report_asked WHERE round_id = $1 AND served = 0)",
                 round.id, to_iso(round.due)));
      TRY(db.run(
          "UPDATE report_asked SET due = $2 WHERE round_id = $1 AND report_id IN (SELECT id FROM report WHERE "
          "handed_in_on = '')",
          round.id, to_iso(round.due)));
    }
    return keep_round_event(db, actor, round.id, "change", before,
                            fmt::format("{} {}", round.title, days_words(round)), change.reason, now);
  };
  return db.transaction(work);
}

Result<void> step_round(sql::Connection& db, const Actor& actor, std::int64_t round_id,
                        std::optional<std::int64_t> expected_version, RoundStep step, std::string_view reason,
                        UtcMillis now) {
  TRY(require(actor, Action::kOpenRound, Relation::kOwnGovernment));
  const auto work = [&]() -> Result<void> {
    const KeptRound round = TRY(load_round(db, actor.government_id, round_id));
    if (expected_version && *expected_version != round.version) return stale_version();
    if (step == RoundStep::kClose) {
      if (round.state != RoundState::kOpen) {
        return error(ErrorCode::kConflict, "只有进行中的调度可以结束", "only an open round can be closed");
      }
      TRY(db.run("UPDATE round SET state = 'closed', closed_at = $2, version = version + 1 WHERE id = $1",
                 round.id, now));
      return keep_round_event(db, actor, round.id, "close", "", "", reason, now);
    }
    TRY(require_planned(round));
    if (step == RoundStep::kOpen) {
      TRY(check_days(round, day_of(now)));
      return open_now(db, actor, round, now);
    }
    if (reason.empty())
      return error(ErrorCode::kInvalid, "取消调度须写明理由", "a cancelled round wants a reason");
    TRY(db.run("UPDATE round SET state = 'cancelled', closed_at = $2, version = version + 1 WHERE id = $1",
               round.id, now));
    return keep_round_event(db, actor, round.id, "cancel", "", "", reason, now);
  };
  return db.transaction(work);
}

Result<int> open_due_rounds(sql::Connection& db, UtcMillis now) {
  const std::string today = to_iso(day_of(now));
  std::vector<std::pair<std::int64_t, std::int64_t>> due;
  std::vector<std::int64_t> governments;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT government_id, id FROM round WHERE state = 'planned' AND opens <= $1 ORDER BY id", today));
    while (TRY(rows.next())) due.emplace_back(rows.integer(0), rows.integer(1));
    sql::Rows all = TRY(db.query("SELECT DISTINCT government_id FROM round WHERE state = 'open'"));
    while (TRY(all.next())) governments.push_back(all.integer(0));
  }
  Actor program;
  program.name = "程序";
  program.from = "daily";
  int opened = 0;
  for (const auto& [government_id, round_id] : due) {
    program.government_id = government_id;
    const auto work = [&, round = round_id]() -> Result<bool> {
      const KeptRound kept = TRY(load_round(db, program.government_id, round));
      if (kept.state != RoundState::kPlanned) return false;  // another process was quicker
      TRY(open_now(db, program, kept, now));
      return true;
    };
    if (TRY(db.transaction(work))) ++opened;
  }
  for (const std::int64_t government_id : governments) {
    const auto work = [&, id = government_id] { return excuse_ended(db, id, day_of(now)); };
    TRY(db.transaction(work));
  }
  return opened;
}

}  // namespace duban
