#include "store/timeline.h"

#include <algorithm>

#include "base/json.h"
#include "store/notices.h"
#include "store/problem_timeline.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr TimelineSource kTimelineSources[] = {
    row_timeline,
    life_timeline,
    report_timeline,
    problems_timeline,
    notices_timeline,
};

void write_words(JsonWriter& json, std::string_view key, const std::vector<Message>& words) {
  json.key(key).begin_array();
  for (const Message& each : words) {
    json.begin_object().field("zh", each.zh).field("en", each.en).end_object();
  }
  json.end_array();
}

void write_entry(JsonWriter& json, const TimelineEntry& entry) {
  json.begin_object()
      .field("at", utc_text(entry.at))
      .field("group", entry.group)
      .field("action", entry.action)
      .field("zh", entry.title.zh)
      .field("en", entry.title.en)
      .field("account", entry.account)
      .field("unit", entry.unit)
      .field("capacity", entry.capacity)
      .field("acts_for", entry.acts_for)
      .field("text", entry.text)
      .field("document", entry.document);
  write_words(json, "details", entry.details);
  write_words(json, "late", entry.late);
  json.field("object", entry.object).field("object_id", entry.object_id).end_object();
}

}  // namespace

Result<std::string> task_timeline(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                  std::string_view group, UtcMillis now) {
  TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
  std::vector<TimelineEntry> entries;
  for (const TimelineSource source : kTimelineSources) TRY(source(db, actor, task_id, entries));
  // Each source gives its own in the order they happened, which decides within one instant.
  std::stable_sort(entries.begin(), entries.end(),
                   [](const TimelineEntry& a, const TimelineEntry& b) { return a.at < b.at; });
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  std::int64_t total = 0;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (!group.empty() && entry->group != group) continue;
    write_entry(json, *entry);
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
