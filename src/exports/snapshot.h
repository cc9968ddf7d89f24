#pragma once

// The state of plans on a day, kept for ever: every figure of a bulletin and of the monthly workbook is made
// from it, and can be made again to the letter. Pure values; taking one is store/bulletins.h.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duban {

struct SnapshotTarget {
  std::string indicator, promised, unit;  // 新建5G基站, ≥300, 个
  std::optional<double> reported, verified;
  std::string as_of, light;
  bool operator==(const SnapshotTarget&) const = default;
};

struct SnapshotTask {
  std::int64_t id = 0, plan_id = 0;
  std::string no, list, section, section_title, text;  // section: label of the outermost
  std::vector<std::string> leaders, lead_units, responsible_units;
  std::string due, original_due;
  std::string state, state_zh;  // word and name of TaskState
  std::string light, why;       // word of Light, and its sentence
  std::string punctuality_zh, result_zh, confidence_zh;
  bool was_late = false;
  std::vector<SnapshotTarget> targets;
  std::int64_t milestones = 0, milestones_done = 0;
  bool operator==(const SnapshotTask&) const = default;
};

// A report that was asked for, of one unit on one task.
struct SnapshotAsked {
  std::int64_t task_id = 0, unit_id = 0;
  std::string unit, due, handed_in_on;  // "": not handed in
  bool late = false;
  bool operator==(const SnapshotAsked&) const = default;
};

struct SnapshotPlan {
  std::int64_t id = 0;
  std::string title;
  std::int64_t year = 0;
  bool operator==(const SnapshotPlan&) const = default;
};

struct Snapshot {
  std::string title, on;  // 2026-04-08
  std::int64_t round_id = 0;
  std::string round_title, period_from, period_to, round_due;
  std::vector<SnapshotPlan> plans;
  std::vector<SnapshotTask> tasks;  // in printed order
  std::vector<SnapshotAsked> asked;
  bool operator==(const Snapshot&) const = default;
};

std::string to_json(const Snapshot& snapshot);
Result<Snapshot> snapshot_from_json(std::string_view json);  // kDamaged

// One number of a bulletin and the rows that it counts.
struct Figure {
  std::string key;  // green, in_progress
  std::string zh, en;
  std::vector<std::int64_t> task_ids;
  std::string percent;                 // of its statement, 33.3; they add up to 100.0
  std::optional<std::int64_t> change;  // against the snapshot before
};
struct UnitReports {
  std::int64_t unit_id = 0;
  std::string unit;
  std::int64_t asked = 0, on_time = 0, late = 0, missing = 0;  // of those due by the day
};
struct SnapshotFigures {
  std::vector<Figure> states;  // those that occur, in the order of a task's life
  std::vector<Figure> lights;  // all five
  struct Section {
    std::string label, title;
    std::vector<std::int64_t> by_light;  // in the order of lights
  };
  std::vector<Section> sections;
  std::vector<std::int64_t> overdue, slow, closed;  // tasks; closed: since the snapshot before, all without one
  std::vector<std::int64_t> worse, recovered;       // light against the snapshot before
  std::vector<Figure> reports;                      // on_time, late, missing
  std::vector<UnitReports> units;                   // in printed order: no ranking (process.md section 7)
};
SnapshotFigures figures_of(const Snapshot& snapshot, const Snapshot* before);

// {"tasks":n,"statements":[{"key","figures":[{"key","zh","en","count","percent","change"|null,"task_ids"}]}],"sections",
//  "lists":{"overdue":[ids],…},"units":[…]}
std::string figures_json(const Snapshot& snapshot, const SnapshotFigures& figures);

// The month's state as a workbook: tasks, units' reports, counts. The same snapshot gives the same bytes.
Result<std::string> snapshot_to_xlsx(const Snapshot& snapshot, const Snapshot* before);

// ▲ 滞后
std::string light_words(std::string_view light);

}  // namespace duban
