#include "supervise/notice.h"

#include <fmt/format.h>

#include <algorithm>

namespace duban {
namespace {

struct ColourWords {
  std::string_view word, zh, en;
  LimitKind answer;
};
// clang-format off
constexpr ColourWords kColourWords[] = {
    {"blue",   "蓝色督办单", "blue",   LimitKind::kAnswerBlue},
    {"yellow", "黄色督办单", "yellow", LimitKind::kAnswerYellow},
    {"red",    "红色督办单", "red",    LimitKind::kAnswerRed},
};
// clang-format on
const ColourWords& words_of(NoticeColour colour) { return kColourWords[static_cast<std::size_t>(colour)]; }

bool works(const TaskCase& task, const UnitCase& unit) {
  return is_running(task.state) && is_running(unit.state) && unit.state != TaskState::kCompletionApplied &&
         unit.state != TaskState::kVerifying;
}

// What the facts of the day call for, whatever was issued before.
std::optional<NoticeDraft> called_for(const UnitCase& unit, Light light, const LimitRules& rules, Day on) {
  const int left = unit.due - on;
  NoticeDraft draft;
  draft.unit = unit.unit;
  draft.why.on = on;
  draft.why.inputs = {{"due", to_iso(unit.due)}, {"light", std::string(to_word(light))}};
  if (left < 0) {
    draft.colour = NoticeColour::kRed;
    draft.why.rule = "notice.overdue";
    draft.why.words = {fmt::format("已过时限{}，逾期{}天未办结", zh_day(unit.due), -left),
                       fmt::format("{} days past {} and not done", -left, to_iso(unit.due))};
  } else if (light == Light::kYellow || light == Light::kRed) {
    draft.colour = NoticeColour::kYellow;
    draft.why.rule = "notice.behind";
    draft.why.words = {fmt::format("进度为{}，落后于序时进度", zh_name(light)),
                       fmt::format("The schedule light is {}", en_name(light))};
  } else if (left <= rules.blue_notice) {
    draft.colour = NoticeColour::kBlue;
    draft.why.rule = "notice.due_soon";
    draft.why.words = {fmt::format("距时限{}还有{}天", zh_day(unit.due), left),
                       fmt::format("{} days left until {}", left, to_iso(unit.due))};
  } else {
    return {};
  }
  return draft;
}

const IssuedNotice* last_notice(const std::vector<IssuedNotice>& issued, std::string_view unit) {
  const IssuedNotice* last = nullptr;
  for (const IssuedNotice& each : issued) {
    const bool later = last == nullptr || each.issued > last->issued ||
                       (each.issued == last->issued && each.colour >= last->colour);
    if (each.unit == unit && later) last = &each;
  }
  return last;
}

// The last notice was not answered in time: the next colour, red after red.
std::optional<NoticeDraft> escalated(const UnitCase& unit, const IssuedNotice& last, Day on) {
  if (last.answered || on <= last.answer_by) return {};
  NoticeDraft draft;
  draft.unit = unit.unit;
  draft.colour = last.colour == NoticeColour::kBlue ? NoticeColour::kYellow : NoticeColour::kRed;
  draft.why = {"notice.unanswered",
               {fmt::format("{}签发的{}应于{}前回复，至今未回复", zh_day(last.issued), words_of(last.colour).zh,
                            zh_day(last.answer_by)),
                fmt::format("The {} notice of {} was to be answered by {} and was not",
                            words_of(last.colour).en, to_iso(last.issued), to_iso(last.answer_by))},
               {{"issued", to_iso(last.issued)}, {"answer_by", to_iso(last.answer_by)}},
               on};
  return draft;
}

std::optional<NoticeDraft> draft_for(const UnitCase& unit, Light light, const std::vector<IssuedNotice>& issued,
                                     const LimitRules& rules, Day on) {
  std::optional<NoticeDraft> draft = called_for(unit, light, rules, on);
  const IssuedNotice* last = last_notice(issued, unit.unit);
  if (last == nullptr) return draft;
  if (auto graver = escalated(unit, *last, on); graver && (!draft || graver->colour >= draft->colour))
    return graver;
  if (!draft) return {};
  // The same again only a good while after it was answered; a graver one at once.
  const Day again =
      last->answered ? std::max(last->answer_by + 1, last->issued + rules.notice_again) : last->answer_by + 1;
  if (draft->colour <= last->colour && on < again) return {};
  // One blue notice for a due date is enough.
  const bool blue_before = draft->colour == NoticeColour::kBlue &&
                           std::any_of(issued.begin(), issued.end(), [&](const IssuedNotice& each) {
                             return each.unit == unit.unit && unit.due - each.issued <= rules.blue_notice;
                           });
  if (blue_before) return {};
  return draft;
}

std::optional<Reason> talk_proposed(const NoticeDraft& draft, const std::vector<IssuedNotice>& issued,
                                    const LimitRules& rules, Day on) {
  if (draft.colour != NoticeColour::kYellow) return {};
  const auto before = std::count_if(issued.begin(), issued.end(), [&](const IssuedNotice& each) {
    return each.unit == draft.unit && each.colour == NoticeColour::kYellow;
  });
  const auto yellow = static_cast<int>(before) + 1;
  if (yellow < rules.talk_after_yellow) return {};
  return Reason{
      "notice.talk",
      {fmt::format("这是同一任务对该单位的第{}张黄色督办单，建议约谈，由负责人决定", yellow),
       fmt::format("This is yellow notice {} to the unit on this task: a talk is proposed, a person decides",
                   yellow)},
      {{"yellow_notices", std::to_string(yellow)}},
      on};
}

// The first day on which there is room again, or nothing where there is room today.
std::optional<Day> full_until(const std::vector<Urging>& past, int count, int days, Day on, auto&& concerns) {
  std::vector<Day> recent;
  for (const Urging& each : past) {
    if (concerns(each) && each.on <= on && on - each.on < days) recent.push_back(each.on);
  }
  if (static_cast<int>(recent.size()) < count) return {};
  std::sort(recent.begin(), recent.end());
  return recent[recent.size() - static_cast<std::size_t>(count)] + days;
}

}  // namespace

std::string_view to_word(NoticeColour colour) { return words_of(colour).word; }
std::string_view zh_name(NoticeColour colour) { return words_of(colour).zh; }

std::vector<NoticeDraft> draft_notices(const TaskCase& task, Light light,
                                       const std::vector<IssuedNotice>& issued, const LimitRules& rules,
                                       const Calendar& calendar, Day on) {
  std::vector<NoticeDraft> drafts;
  for (const UnitCase& unit : task.units) {
    if (!works(task, unit) || !answers(unit.part)) continue;
    auto draft = draft_for(unit, light, issued, rules, on);
    if (!draft) continue;
    draft->answer_by = limit_end(rules, calendar, words_of(draft->colour).answer, on).value;
    draft->talk = talk_proposed(*draft, issued, rules, on);
    drafts.push_back(*std::move(draft));
  }
  return drafts;
}

Explained<bool> may_urge(const std::vector<Urging>& past, std::string_view task, std::string_view unit,
                         const LimitRules& rules, Day on) {
  const auto refused = [&](std::string_view rule, Day until, int count, int days, std::string_view zh,
                           std::string_view en) {
    return Explained<bool>{
        false,
        {std::string(rule),
         {fmt::format("{}{}天内最多催办{}次，{}起可再催办", zh, days, count, zh_day(until)),
          fmt::format("{} at most {} time{} in {} days: again from {}", en, count, count == 1 ? "" : "s", days,
                      to_iso(until))},
         {{"count", std::to_string(count)}, {"days", std::to_string(days)}, {"again", to_iso(until)}},
         on}};
  };
  const auto same_task = [&](const Urging& each) { return each.unit == unit && each.task == task; };
  if (const auto until = full_until(past, rules.urge_task_count, rules.urge_task_days, on, same_task)) {
    return refused("urge.task", *until, rules.urge_task_count, rules.urge_task_days, "同一任务对同一单位",
                   "A unit is urged on one task");
  }
  const auto same_unit = [&](const Urging& each) { return each.unit == unit; };
  if (const auto until = full_until(past, rules.urge_unit_count, rules.urge_unit_days, on, same_unit)) {
    return refused("urge.unit", *until, rules.urge_unit_count, rules.urge_unit_days, "对同一单位",
                   "A unit is urged");
  }
  return {true, {"urge.allowed", {"可以催办", "It may be urged"}, {}, on}};
}

std::vector<Reminder> reminders_on(const TaskCase& task, const LimitRules& rules, Day on) {
  std::vector<Reminder> reminders;
  for (const UnitCase& unit : task.units) {
    if (!works(task, unit)) continue;
    const int left = unit.due - on;
    if (std::find(rules.due_soon.begin(), rules.due_soon.end(), left) == rules.due_soon.end()) continue;
    reminders.push_back({unit.unit, unit.due, due_soon(rules, unit.due, on)->why});
  }
  return reminders;
}

std::optional<Explained<int>> silent(const LimitRules& rules, Day last_word, Day on) {
  const int days = on - last_word;
  if (days < rules.silent_after) return {};
  return Explained<int>{
      days,
      {"silent",
       {fmt::format("自{}起{}天没有任何填报或办理", zh_day(last_word), days),
        fmt::format("Nothing since {}, {} days ago", to_iso(last_word), days)},
       {{"last_word", to_iso(last_word)}, {"silent_after", std::to_string(rules.silent_after)}},
       on}};
}

}  // namespace duban
