#include "server/day_work.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "server/app.h"
#include "store/cases.h"
#include "store/mail.h"
#include "store/notices.h"
#include "store/rounds.h"

namespace duban {
namespace {

constexpr std::int64_t kGovernment = 1;
// Reminders come with the working day, not at midnight.
constexpr UtcMillis kDayBegins = 7LL * 3600 * 1000;
constexpr UtcMillis kChinaOffset = 8LL * 3600 * 1000;
constexpr UtcMillis kDayMillis = 24LL * 3600 * 1000;
constexpr UtcMillis kKeepReadMessages = 365 * kDayMillis;
constexpr UtcMillis kKeepIdempotency = kDayMillis;

Result<std::string> open_rounds(sql::Connection& db, std::int64_t, Day, Day, UtcMillis now) {
  const int opened = TRY(open_due_rounds(db, now));
  return opened == 0 ? std::string() : fmt::format("{} opened", opened);
}

Result<std::string> reminders(sql::Connection& db, std::int64_t government_id, Day from, Day on,
                              UtcMillis now) {
  return fmt::format("{} sent", TRY(send_reminders(db, government_id, from, on, now)));
}

Result<std::string> drafts(sql::Connection& db, std::int64_t government_id, Day, Day on, UtcMillis now) {
  return fmt::format("{} wait", TRY(tell_of_drafts(db, government_id, on, now)));
}

Result<std::string> old_mails(sql::Connection& db, std::int64_t government_id, Day, Day, UtcMillis now) {
  const std::int64_t failed = TRY(give_up_old_mails(db, government_id, now));
  return failed == 0 ? std::string() : fmt::format("{} failed", failed);
}

Result<std::string> tidy_up(sql::Connection& db, std::int64_t government_id, Day, Day, UtcMillis now) {
  const std::int64_t mails = TRY(forget_sent_mails(db, government_id, now));
  const std::int64_t messages =
      TRY(db.run("DELETE FROM message WHERE government_id = $1 AND read_at IS NOT NULL AND read_at < $2",
                 government_id, now - kKeepReadMessages));
  TRY(db.run("DELETE FROM idempotency WHERE created_at < $1", now - kKeepIdempotency));
  return fmt::format("{} mails and {} messages forgotten", mails, messages);
}

using Often = DayJob::Often;
constexpr DayJob kDayJobs[] = {
    {"rounds", Often::kEachRound, open_rounds},  {"reminders", Often::kOnceADay, reminders},
    {"notice_drafts", Often::kOnceADay, drafts}, {"old_mails", Often::kEachRound, old_mails},
    {"tidy_up", Often::kOnceADay, tidy_up},
};

Result<void> once_a_day(sql::Connection& db, const DayJob& job, std::int64_t government_id, Day on,
                        UtcMillis now) {
  const auto done_for = [&]() -> Result<std::optional<Day>> {
    sql::Rows rows = TRY(db.query("SELECT done_for FROM day_job WHERE government_id = $1 AND job = $2",
                                  government_id, job.name));
    if (!TRY(rows.next())) return std::optional<Day>();
    return Day::parse(rows.text(0));
  };
  // A look before the lock: most minutes there is nothing to do. A clock that was set back does nothing twice.
  if (const auto done = TRY(done_for()); done && *done >= on) return {};
  return db.transaction([&]() -> Result<void> {
    const auto done = TRY(done_for());  // another process may have been quicker
    if (done && *done >= on) return {};
    const std::string outcome = TRY(job.run(db, government_id, done ? *done + 1 : on, on, now));
    TRY(db.run(
        "INSERT INTO day_job (government_id, job, done_for, done_at, outcome) VALUES ($1, $2, $3, $4, $5) ON "
        "CONFLICT (government_id, job) DO UPDATE SET done_for = excluded.done_for, done_at = "
        "excluded.done_at, outcome = excluded.outcome",
        government_id, job.name, to_iso(on), now, outcome));
    return {};
  });
}

}  // namespace

std::span<const DayJob> day_jobs() { return kDayJobs; }

Result<void> run_day_jobs(sql::Connection& db, std::int64_t government_id, UtcMillis now,
                          std::span<const DayJob> jobs) {
  const Day on = day_of(now);
  const bool begun = (now + kChinaOffset) % kDayMillis >= kDayBegins;
  std::optional<Error> first;
  for (const DayJob& job : jobs) {
    Result<void> done;
    if (job.often == Often::kEachRound) {
      if (const auto ran = job.run(db, government_id, on, on, now); !ran.ok()) done = ran.error();
    } else if (begun) {
      done = once_a_day(db, job, government_id, on, now);
    }
    if (done.ok()) continue;
    spdlog::error("day work, {}: {}", job.name, done.error().message.en);
    if (!first) {
      first = error(done.error().code, fmt::format("{}：{}", job.name, done.error().message.zh),
                    fmt::format("{}: {}", job.name, done.error().message.en));
    }
  }
  if (first) return *first;
  return {};
}

DayWork::DayWork(Store& store, App& app, Clock clock, std::chrono::milliseconds every)
    : store_(store), app_(app), clock_(std::move(clock)) {
  ticker_ = std::make_unique<Ticker>(every, [this] { round(); });
}

DayWork::~DayWork() = default;

void DayWork::round() {
  Result<void> done;
  try {
    done = [&]() -> Result<void> {
      const Store::Lease db = TRY(store_.lease());
      const auto ran = run_day_jobs(*db, kGovernment, clock_());
      app_.tell_new_messages(*db);
      return ran;
    }();
  } catch (const std::exception& failure) {
    done = error(ErrorCode::kInternal, failure.what(), failure.what());
  }
  app_.metrics().count_day_round(clock_(), done.ok() ? std::string() : done.error().message.en);
}

}  // namespace duban
