// The plan's sections and requirements, from the outline's headings and from what it says to all.

#include <map>

#include "extract/reading.h"
#include "text/utf8.h"

namespace duban {

void read_sections(Reading& reading) {
  const std::vector<Entry>& entries = reading.outline.entries;
  std::map<std::size_t, std::pair<std::string, std::string>> bounds;  // heading → its first and last task
  for (const TaskDraft& draft : reading.tasks) {
    for (std::size_t heading = entries[draft.entry].above; heading != Entry::kNoHeading; heading = entries[heading].above) {
      bounds.try_emplace(heading, draft.task.no, draft.task.no).first->second.second = draft.task.no;
    }
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.kind == EntryKind::kHeading && entry.list == 0) {
      const Block& block = entry.block;
      Range title{block.wording, block.text().size()};
      if (entry.gives && entry.bracket) title.end = entry.bracket->at.begin;
      if (entry.gives && entry.labels_at > 0) title.end = entry.labels_at;
      while (title.begin < title.end && utf8::is_sentence_end(utf8::before(block.text(), title.end).point)) {
        title.end -= utf8::before(block.text(), title.end).size;
      }
      Section section;
      section.label = block.mark->label;
      section.title = block.text().substr(title.begin, title.end - title.begin);
      section.level = static_cast<int>(headings_above(entries, entry).size()) + 1;
      section.spans = block.words.sources(title.begin, title.end, reading.printed());
      section.first_task = bounds[i].first;
      section.last_task = bounds[i].second;
      reading.plan.sections.push_back(std::move(section));
    }
    if (entry.kind == EntryKind::kRequirement) {
      const Block& block = entry.block;
      const std::string_view words = block.wording_text();
      Requirement requirement;
      requirement.label = block.text().substr(0, block.wording);
      while (!requirement.label.empty() &&
             utf8::is_blank(utf8::before(requirement.label, requirement.label.size()).point)) {
        requirement.label.resize(requirement.label.size() -
                                 utf8::before(requirement.label, requirement.label.size()).size);
      }
      // the first short sentence is the title, or the label of a line that has no number
      const std::size_t stop = words.find("。");
      if (!block.mark) {
        requirement.title = requirement.label.substr(0, requirement.label.find_last_not_of("：:") + 1);
        requirement.label.clear();
        requirement.text = words;
      } else if (stop != std::string_view::npos && stop <= 90 && stop + 3 < words.size()) {
        requirement.title = words.substr(0, stop);
        requirement.text = words.substr(stop + 3);
      } else {
        requirement.text = words;
      }
      requirement.span = block.printed;
      reading.plan.requirements.push_back(std::move(requirement));
    }
  }
}

}  // namespace duban
