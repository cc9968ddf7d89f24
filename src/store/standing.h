#pragma once

// How one person stands to one task, read once for all the actions and units that are asked about.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/cases.h"
#include "store/sql.h"
#include "supervise/rights.h"
#include "supervise/task_life.h"

namespace duban {

class Standing {
 public:
  static Result<Standing> of(sql::Connection& db, const Actor& actor, const KeptCase& kept, UtcMillis now);

  // As whom he takes that action (person_on()); nothing where it is not his.
  std::optional<TaskPerson> as(TaskAction action, std::string_view unit) const;
  // The units on the task that he himself acts for.
  const std::vector<std::string>& own_units() const { return who_.front().units; }
  bool leads() const { return who_.front().leader; }  // he is a leader of the task

 private:
  struct Who {  // he himself, then those whose delegate he is
    Actor actor;
    std::vector<std::string> units;
    bool leader = false;
  };
  static Result<Who> who(sql::Connection& db, const Actor& actor, const KeptCase& kept, UtcMillis now);
  static std::optional<TaskPerson> stands(const Who& who, TaskAction action, std::string_view unit);
  std::vector<Who> who_;
};

}  // namespace duban
