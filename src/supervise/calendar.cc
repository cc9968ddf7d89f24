#include "supervise/calendar.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/embedded.h"
#include "supervise/rule_file.h"

namespace duban {

Result<void> Calendar::add(int year, std::string_view file, std::string_view text) {
  std::map<Day, Named> named;
  for (const RuleLine& line : read_rule_lines(file, text)) {
    const bool off = line.key() == "off";
    if (!off && line.key() != "work") {
      return line.wrong(fmt::format("不认识“{}”，应为 off 或 work", line.key()),
                        fmt::format("“{}” is neither off nor work", line.key()));
    }
    const Day first = TRY(line.day(1));
    const Day last = off ? TRY(line.day(2)) : first;
    if (first.year() != year || last.year() != year || last < first) {
      return line.wrong(fmt::format("日期不在{}年内，或次序颠倒", year),
                        fmt::format("the days are not within {}, or in the wrong order", year));
    }
    for (Day day = first; day <= last; day = day + 1) {
      if (!off && day.weekday() < 6) {
        return line.wrong(fmt::format("{}本是工作日，不能调休上班", to_iso(day)),
                          fmt::format("{} is a working day anyway, it cannot be a swapped one", to_iso(day)));
      }
      const Named value{off ? DayKind::kHoliday : DayKind::kSwappedWorkingDay,
                        std::string(line.column(off ? 3 : 2))};
      if (!named.emplace(day, value).second) {
        return line.wrong(fmt::format("{}已写过一次", to_iso(day)),
                          fmt::format("{} is named twice", to_iso(day)));
      }
    }
  }
  if (knows(year)) std::erase_if(days_, [&](const auto& each) { return each.first.year() == year; });
  years_[year] = static_cast<int>(named.size());
  days_.merge(named);
  return {};
}

DayKind Calendar::kind(Day day) const {
  if (const auto found = days_.find(day); found != days_.end()) return found->second.kind;
  return day.weekday() >= 6 ? DayKind::kWeekend : DayKind::kWorkingDay;
}

bool Calendar::is_working(Day day) const {
  const DayKind is = kind(day);
  return is == DayKind::kWorkingDay || is == DayKind::kSwappedWorkingDay;
}

std::string Calendar::name(Day day) const {
  const auto found = days_.find(day);
  return found == days_.end() ? std::string() : found->second.name;
}

Explained<Day> Calendar::add_working_days(Day from, int n) const {
  Day day = from;
  for (int left = n; left > 0;) {
    day = day + 1;
    if (is_working(day)) --left;
  }
  Explained<Day> due{day, {"calendar.working_days", {}, {}, from}};
  due.why.inputs = {{"from", to_iso(from)}, {"working_days", std::to_string(n)}, {"due", to_iso(day)}};
  due.why.words = {
      fmt::format("自{}起{}个工作日，至{}", zh_day(from), n, zh_day(day)),
      fmt::format("{} working day{} from {}: {}", n, n == 1 ? "" : "s", to_iso(from), to_iso(day))};
  for (int year = from.year(); year <= day.year(); ++year) {
    if (knows(year)) continue;
    due.why.rule = "calendar.weekends_only";
    due.why.inputs.push_back({"year_without_file", std::to_string(year)});
    due.why.words.zh += fmt::format("（{}年没有节假日数据，只扣除周六、周日）", year);
    due.why.words.en += fmt::format(" ({} has no holiday data: only week-ends are left out)", year);
  }
  return due;
}

int Calendar::working_days(Day from, Day to) const {
  int count = 0;
  for (Day day = from + 1; day <= to; day = day + 1) count += is_working(day) ? 1 : 0;
  return count;
}

Day Calendar::next_working(Day day) const {
  while (!is_working(day)) day = day + 1;
  return day;
}

const Calendar& published_calendar() {
  static const Calendar calendar = [] {
    Calendar made;
    for (const embedded::File& file : embedded::calendar_files()) {
      CHECK(made.add(std::atoi(std::string(file.path).c_str()), file.path, file.bytes).ok());
    }
    return made;
  }();
  return calendar;
}

}  // namespace duban
