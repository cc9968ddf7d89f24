#pragma once

// Working days in China: week-ends, public holidays (法定节假日, 《全国年节及纪念日放假办法》, 国务院令第795号)
// and swapped working days (调休), as the General Office of the State Council publishes them each year. One
// file a year: data/calendar/2026.txt. A year without a file counts week-ends only, and every result that leant
// on such a year says so.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "supervise/reason.h"

namespace duban {

enum class DayKind { kWorkingDay, kWeekend, kHoliday, kSwappedWorkingDay };

class Calendar {
 public:
  Calendar() = default;  // knows no year: week-ends only

  // Adds one year's file (name and text). Errors: kInvalid for a day outside its year, a swapped working day
  // that is no week-end, a day named twice, an unknown word.
  Result<void> add(int year, std::string_view file, std::string_view text);

  bool knows(int year) const { return years_.contains(year); }
  DayKind kind(Day day) const;
  bool is_working(Day day) const;
  std::string name(Day day) const;  // 春节; empty for a day that no line names

  // The nth working day after `from` (which does not count itself). n ≥ 0; for 0 `from` itself.
  Explained<Day> add_working_days(Day from, int n) const;
  // How many working days after `from` up to and with `to`; 0 where to ≤ from.
  int working_days(Day from, Day to) const;
  // `day`, or the first working day after it.
  Day next_working(Day day) const;

 private:
  struct Named {
    DayKind kind = DayKind::kHoliday;
    std::string name;
  };
  std::map<int, int> years_;  // year → how many days its file names
  std::map<Day, Named> days_;
};

// The years that are packed into the program.
const Calendar& published_calendar();

}  // namespace duban
