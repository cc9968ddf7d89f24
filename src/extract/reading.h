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
  bool first_leads = false;      // the head of the column says that of its units the first leads
  bool lead_column = false;      // a column of its table says who leads
  bool each = false;             // 分别: of several units none leads
  std::vector<Unit> lead_units;  // as read, for the findings
  std::vector<Unit> responsible_units;
};

struct Reading {
  const Document& document;
  Normalised normalised;
  Outline outline;
  std::vector<TaskDraft> tasks;
  Plan plan;
  std::size_t title_entry = kNone;  // the entries that title and issuer were read from
  std::size_t issuer_entry = kNone;
  std::vector<Span> page_marks = {};  // of a page of the web that shows the paper page by page, taken out
  std::vector<Span> full_lines = {};  // line ends of a paper that was broken at one margin throughout, taken out
  bool numbers_restart = false;  // task numbers begin again in each section

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::string_view printed() const { return document.text; }
  std::string_view words(Span span) const { return printed().substr(span.begin, span.size()); }
  void find(Anomaly anomaly) { plan.anomalies.push_back(std::move(anomaly)); }
  // A finding on the words printed at `span`.
  void find(AnomalyKind kind, Severity severity, Span span, std::string where, std::string likely,
            std::string reason, std::string rule);
};

// The outline of a normalised text, its tables among it.
Outline outline_of(const Mapped& text, const Document& document);

// The passes, in their order.
// The places that title and issuer name, without their kind: 示例 of 示例市人民政府.
std::vector<std::string> local_places(const Reading& reading);
void read_head(Reading& reading);      // title, number, issuer, dates, year, addressees, …
void settle_region(Reading& reading);  // region and level: also from the units of the tasks
void read_tasks(Reading& reading);
void settle_leads(Reading& reading);  // 列第一位的为牵头单位: of the tasks that were read
void read_sections(Reading& reading);
void read_report(Reading& reading);
void settle_tasks(Reading& reading);  // last: the drafts move into the plan

// Findings.
void find_repairs(Reading& reading);
void find_foreign_words(Reading& reading);
void find_oddities(Reading& reading);          // what is missing, or left open
void find_doubled(Reading& reading);           // what is printed twice
void find_half_brackets(Reading& reading);     // one half of a bracket, a quote
void find_lone_traditional(Reading& reading);  // a character in Traditional in a Simplified paper
void find_unit_spellings(Reading& reading);    // one unit under two names
void find_conflicts(Reading& reading);         // with itself: counts, titles, attachments
void find_figure_conflicts(Reading& reading);  // one indicator, two figures

// Whether words end as titles do: 方案, 通知》, 清单.
bool ends_like_title(std::string_view words);
// The labels of the headings above an entry, outermost first.
std::vector<std::string> section_path(const Reading& reading, const Entry& entry);

}  // namespace duban
