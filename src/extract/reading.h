#pragma once

// What the passes of extract() share.

#include <string_view>
#include <vector>

#include "extract/outline.h"
#include "plan/plan.h"
#include "read/read.h"
#include "text/normalise.h"

namespace duban {

// A task as it is put together, before its place in the plan is settled.
struct TaskDraft {
  Task task;
  std::size_t entry = 0;  // in the outline
  std::size_t list = 0;
  bool lead_label = false;       // 牵头单位： is printed
  std::vector<Unit> lead_units;  // as read, for the findings
  std::vector<Unit> responsible_units;
};

struct Reading {
  const Document& document;
  Normalised normalised;
  Outline outline;
  std::vector<TaskDraft> tasks;
  Plan plan;

  std::string_view printed() const { return document.text; }
  std::string_view words(Span span) const { return printed().substr(span.begin, span.size()); }
  void find(Anomaly anomaly) { plan.anomalies.push_back(std::move(anomaly)); }
};

// The passes, in their order.
void read_head(Reading& reading);      // title, number, issuer, dates, year, addressees, …
void settle_region(Reading& reading);  // region and level: also from the units of the tasks
void read_tasks(Reading& reading);
void read_sections(Reading& reading);
void read_report(Reading& reading);

// Findings.
void find_repairs(Reading& reading);
void find_foreign_words(Reading& reading);
void find_oddities(Reading& reading);

// 任务62, 清单“…”任务20
std::string place_of(const Reading& reading, const TaskDraft& draft);
// The labels of the headings above an entry, outermost first.
std::vector<std::string> section_path(const Reading& reading, const Entry& entry);

}  // namespace duban
