#pragma once

// Supervision notices (督办单) in the store: drafted by the rules of supervise/notice.h when asked, signed and
// numbered by a named person, answered by the unit, and the answer looked at; talks (约谈) that a second yellow
// one proposes; urging (催办) within its limits; how often each unit was asked (负担). JSON as docs/api.md
// says.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "exports/docx.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "store/timeline.h"
#include "store/todo.h"
#include "supervise/notice.h"
#include "supervise/rights.h"

namespace duban {

std::optional<NoticeColour> notice_colour_from_word(std::string_view word);

struct NoticeDraftRow {
  std::int64_t plan_id = 0, task_id = 0, unit_id = 0;
  std::string no, task, unit;
  Day due;
  Light light = Light::kGrey;
  NoticeDraft draft;
  std::string text;  // the program's, or what a person wrote in its place
  std::string edited_by;
  std::int64_t version = 0;  // of the text: 0 where nobody wrote
};
// What should be issued on a day, in printed order. A fixed number of queries, however many tasks.
Result<std::vector<NoticeDraftRow>> notice_drafts(sql::Connection& db, std::int64_t plan_id, Day on);
// {"items":[…],"total","next":null}. Errors: kForbidden, kNotFound.
Result<std::string> notice_drafts_json(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                       Language language, UtcMillis now);
// Words in place of the program's; empty: back to those. Errors: kStale, kConflict (no such draft now),
// kInvalid.
Result<void> write_notice_text(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                               std::int64_t unit_id, NoticeColour colour, std::int64_t version,
                               std::string_view text, UtcMillis now);

struct NoticeIssue {
  std::int64_t task_id = 0, unit_id = 0;
  NoticeColour colour = NoticeColour::kBlue;
  std::string text;    // what the signer saw, to the letter
  std::string signer;  // 签发人
};
// Numbers it (督〔2026〕1号, within the year without gaps), tells the unit, proposes a talk where one is due.
// Errors: kConflict (the draft is no longer called for), kInvalid, kForbidden, kNotFound.
Result<std::int64_t> issue_notice(sql::Connection& db, const Actor& actor, const NoticeIssue& issue,
                                  UtcMillis now);

struct NoticeQuery {
  std::int64_t plan_id = 0, task_id = 0, unit_id = 0;  // 0: any
  std::string state;                                   // a word; open: not accepted yet; "": any
};
// Newest first. A unit's people see those to their own unit, a leader those on his tasks.
Result<std::string> list_notices(sql::Connection& db, const Actor& actor, const NoticeQuery& query,
                                 Language language, UtcMillis now);
Result<Versioned> read_notice(sql::Connection& db, const Actor& actor, std::int64_t id, Language language,
                              UtcMillis now);
// The unit's words; a late answer is taken and marked, and one that comes after a return stands beside the
// first. Errors: kConflict (accepted already), kForbidden, kStale, kInvalid.
Result<void> answer_notice(sql::Connection& db, const Actor& actor, std::int64_t id,
                           std::optional<std::int64_t> expected, std::string_view text, UtcMillis now);
// accepted, or returned with a reason: then the notice counts as unanswered.
Result<void> judge_answer(sql::Connection& db, const Actor& actor, std::int64_t id,
                          std::optional<std::int64_t> expected, std::string_view verdict,
                          std::string_view reason, UtcMillis now);
struct NoticePaper {
  std::string file_name;
  OfficialDocument document;
};
Result<NoticePaper> notice_paper(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now);

// {"items":[…]}; plan_id 0: all plans. state: proposed, held, not_held, "".
Result<std::string> list_talks(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                               std::string_view state, Language language, UtcMillis now);
Result<Versioned> read_talk(sql::Connection& db, const Actor& actor, std::int64_t id, Language language);
struct TalkDecision {
  bool held = false;
  std::string on;    // ISO; wanted where it was held
  std::string text;  // what was said, or why it is not held
};
Result<void> decide_talk(sql::Connection& db, const Actor& actor, std::int64_t id,
                         std::optional<std::int64_t> expected, const TalkDecision& decision, UtcMillis now);

// Whether each unit on a task may be urged today, and if not since and until when:
// {"items":[{"unit_id","unit","may","why","last_on"}]}.
Result<std::string> urging_json(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                Language language, UtcMillis now);
// Errors: kRefused with the limit that forbids it and the day from which it is free again; kConflict (the unit
// has nothing to do there).
Result<void> urge_unit(sql::Connection& db, const Actor& actor, std::int64_t task_id, std::int64_t unit_id,
                       std::string_view text, UtcMillis now);

// How often each unit of a plan was asked for what: reports, notices, reminders, urging, talks.
Result<std::string> asked_json(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);

// Drafts to sign and answers to look at, talks to decide (office); notices to answer (unit).
Result<void> notices_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out);

Result<void> notices_timeline(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                              std::vector<TimelineEntry>& out);

// Once a day, inside a transaction: reminders 30, 15, 7 and 1 day before, each once. A day on which the program
// stood still (from … on) is made good by the nearest one only, and each person is told once, of all of his.
// How many reminders.
Result<int> send_reminders(sql::Connection& db, std::int64_t government_id, Day from, Day on, UtcMillis now);
// Once a day, inside a transaction: the office hears how many drafts wait. How many.
Result<int> tell_of_drafts(sql::Connection& db, std::int64_t government_id, Day on, UtcMillis now);

}  // namespace duban
