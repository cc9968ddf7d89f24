#pragma once

// Supervision notices (督办单, 蓝、黄、红): the program drafts, a named person signs and issues. Blue where the
// due date is near, yellow where the task is behind, red where it is overdue; and from blue to yellow to red as
// each goes unanswered. Urging is limited (《整治形式主义为基层减负若干规定》, 2024).

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "supervise/calendar.h"
#include "supervise/light.h"
#include "supervise/limits.h"
#include "supervise/reason.h"
#include "supervise/task_case.h"

namespace duban {

enum class NoticeColour { kBlue, kYellow, kRed };
std::string_view to_word(NoticeColour colour);  // blue
std::string_view zh_name(NoticeColour colour);  // 蓝色督办单

// A notice that was issued to a unit on a task.
struct IssuedNotice {
  std::string unit;
  NoticeColour colour = NoticeColour::kBlue;
  Day issued, answer_by;
  std::optional<Day> answered;
  bool operator==(const IssuedNotice&) const = default;
};

struct NoticeDraft {
  std::string unit;
  NoticeColour colour = NoticeColour::kBlue;
  Day answer_by;  // if it is issued today
  Reason why;
  // The talk (约谈) that this notice proposes; a person decides. Nothing where it proposes none.
  std::optional<Reason> talk;
  bool operator==(const NoticeDraft&) const = default;
};

// A reminder or urging that went out (催办), notices included.
struct Urging {
  std::string task;
  std::string unit;
  Day on;
  bool operator==(const Urging&) const = default;
};

// What should be drafted for a task today: at most one notice a unit that answers for it. None for a task that
// does not run, for a unit that has applied for completion or closed, while the unit's last notice of that
// colour or a graver one waits for its answer, or within notice_again days of one that was answered.
std::vector<NoticeDraft> draft_notices(const TaskCase& task, Light light,
                                       const std::vector<IssuedNotice>& issued, const LimitRules& rules,
                                       const Calendar& calendar, Day on);

// Whether a unit may be urged on a task today, by the rate limits; where not, since when and until when.
Explained<bool> may_urge(const std::vector<Urging>& past, std::string_view task, std::string_view unit,
                         const LimitRules& rules, Day on);

// A reminder that goes out today (30, 15, 7, 1 day before its due date): a unit on the task that has not
// applied for completion.
struct Reminder {
  std::string unit;
  Day due;
  Reason why;
  bool operator==(const Reminder&) const = default;
};
std::vector<Reminder> reminders_on(const TaskCase& task, const LimitRules& rules, Day on);

// A unit that has said nothing on a task for too long (no report, no step): the days since, where it is silent.
std::optional<Explained<int>> silent(const LimitRules& rules, Day last_word, Day on);

}  // namespace duban
