#include "extract/places.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace duban {
namespace {

std::string_view field_of(RoleKind kind) {
  switch (kind) {
    case RoleKind::kLeader:
      return "牵头领导";
    case RoleKind::kLead:
      return "牵头单位";
    case RoleKind::kResponsible:
    case RoleKind::kShared:
      return "责任单位";
    case RoleKind::kClause:
      return "部门分工";
    case RoleKind::kDeadline:
      return "时限";
    case RoleKind::kText:
    case RoleKind::kAside:
      return "正文";
  }
  return "正文";
}

}  // namespace

Places::Places(const Reading& reading) : reading_(reading) {
  const std::vector<Entry>& entries = reading.outline.entries;
  task_of_.assign(entries.size(), reading.tasks.size());
  for (std::size_t t = 0; t < reading.tasks.size(); ++t) task_of_[reading.tasks[t].entry] = t;
  std::size_t current = reading.tasks.size();
  first_ = entries.size();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const EntryKind kind = entries[i].kind;
    if (kind == EntryKind::kTask) {
      current = task_of_[i];
    } else if (kind == EntryKind::kLabel || kind == EntryKind::kMore || kind == EntryKind::kStep) {
      task_of_[i] = current;
    } else if (kind != EntryKind::kFurniture) {
      current = reading.tasks.size();
    }
    if (kind != EntryKind::kFurniture && kind != EntryKind::kHead) {
      first_ = std::min(first_, i);
      last_ = i;
    }
  }
}

const TaskDraft* Places::task_of(std::size_t entry) const {
  return entry < task_of_.size() && task_of_[entry] < reading_.tasks.size() ? &reading_.tasks[task_of_[entry]]
                                                                            : nullptr;
}

std::string Places::of_task(const TaskDraft& draft) const {
  const std::string place =
      draft.task.no.empty() ? fmt::format("任务“{}…”", utf8::head(draft.task.text, 8)) : "任务" + draft.task.no;
  if (draft.list == 0 || draft.list > reading_.plan.lists.size()) {
    // numbers that begin again need their section
    std::string section;
    for (const std::string& label : draft.task.section) section += label;
    return reading_.numbers_restart && !section.empty() ? section + place : place;
  }
  return fmt::format("清单“{}”{}", reading_.plan.lists[draft.list - 1].name, place);
}

std::string Places::side_of(std::size_t entry) const {
  return entry < first_ ? "文首" : entry > last_ ? "文末" : "正文中";
}

std::string Places::of(std::size_t i, std::size_t at) const {
  const Entry& entry = reading_.outline.entries[i];
  if (const TaskDraft* draft = task_of(i); draft != nullptr) {
    if (entry.kind == EntryKind::kLabel) {
      std::string_view field = "责任单位";
      for (const Label& label : labels_in(entry.block.text(), {0, entry.block.text().size()})) {
        if (label.at.begin <= at) field = field_of(label.kind);
      }
      return fmt::format("{} {}", of_task(*draft), field);
    }
    const bool in_bracket = entry.bracket && at >= entry.bracket->at.begin && at < entry.bracket->at.end;
    const bool in_labels = entry.labels_at > 0 && at >= entry.labels_at;
    return fmt::format("{} {}", of_task(*draft), in_bracket || in_labels ? "责任单位" : "正文");
  }
  switch (entry.kind) {
    case EntryKind::kHeading: {
      std::string path;
      for (const std::size_t heading : headings_above(reading_.outline.entries, entry)) path += reading_.outline.entries[heading].block.mark->label;
      return fmt::format("标题{}{}", path, entry.block.mark->label);
    }
    case EntryKind::kRequirement:
      return fmt::format("要求{}", entry.block.mark->label);
    case EntryKind::kListTitle:
      return "清单名称";
    case EntryKind::kAttachment:
      return "附件";
    case EntryKind::kHead:
      return i == reading_.title_entry ? "标题" : i == reading_.issuer_entry ? "发文机关" : "文首";
    case EntryKind::kFurniture:
      return side_of(i);
    default:
      return entry.list == 0 && i + 3 < reading_.outline.entries.size() && i < last_ ? "正文段落" : "结尾段落";
  }
}

std::size_t Places::entry_at(std::uint32_t printed) const {
  const std::vector<Entry>& entries = reading_.outline.entries;
  const auto after = std::upper_bound(
      entries.begin(), entries.end(), printed,
      [](std::uint32_t value, const Entry& entry) { return value < entry.block.printed.begin; });
  if (after == entries.begin()) return entries.size();
  return static_cast<std::size_t>(after - entries.begin()) - 1;
}

}  // namespace duban
