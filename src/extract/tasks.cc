#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "extract/lines.h"
#include "extract/numbered_parts.h"
#include "extract/reading.h"
#include "grammar/deadline.h"
#include "grammar/project.h"
#include "grammar/qualitative.h"
#include "grammar/target.h"
#include "text/char_set.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

Range trimmed_text(std::string_view text, Range r) {
  while (r.begin < r.end && utf8::is_blank(utf8::at(text, r.begin).point))
    r.begin += utf8::at(text, r.begin).size;
  while (r.begin < r.end && utf8::is_blank(utf8::before(text, r.end).point))
    r.end -= utf8::before(text, r.end).size;
  return r;
}

// …增长12%——责任单位：A, 打造街区6条，（A负责）: what only leads on to who answers is no wording.
Range without_dash(std::string_view text, Range r) {
  r = trimmed_text(text, r);
  if (r.end == text.size()) return r;
  static constexpr CharSet kLast(U"作—，,、｜|");  // of each of them
  if (!kLast.has(utf8::before(text, r.end).point)) return r;
  for (const std::string_view end : {"该项工作", "此项工作", "这项工作", "本项工作", "——", "—", "，", ",", "、", "｜", "|"}) {
    while (r.end - r.begin > end.size() && text.substr(r.begin, r.end - r.begin).ends_with(end)) r.end -= end.size();
  }
  return r;
}

class TaskReader {
 public:
  TaskReader(Reading& reading, std::size_t entry, const std::vector<std::string>& places) : reading_(reading) {
    prefix_.places = &places;
    draft_.entry = entry;
    draft_.list = reading.outline.entries[entry].list;
  }

  // The task's own block.
  void read_block(const Entry& entry) {
    const Block& block = entry.block;
    draft_.task.span = block.printed;
    if (block.mark) {
      // 1.2 and 1-2 are told in full
      const bool of_two = block.mark->label.find_first_of(".-") != std::string::npos;
      draft_.task.no = of_two ? block.mark->label : std::to_string(block.mark->value);
    }
    if (entry.front) read_front(block, *entry.front, entry.front_leads);
    read_words(entry, block.wording);
    for (const Field& field : entry.fields) read_field(field);
  }

  // The words from `from` on, and what they say of who answers.
  void read_words(const Entry& entry, std::size_t from) {
    const Block& block = entry.block;
    const std::string_view text = block.text();
    Range words{from, text.size()};
    if (entry.bracket) words.end = entry.bracket->at.begin;
    if (entry.labels_at > 0) words.end = entry.labels_at;
    if (entry.prose) words.end = entry.prose->at.begin;
    add_text(block, without_dash(text, words));
    if (entry.prose) {
      read(block, entry.prose->says);
      add_text(block, {entry.prose->at.end, text.size()});
    }
    if (entry.bracket) {
      read(block, entry.bracket->inside);
      const Range behind = trimmed_text(text, {entry.bracket->at.end, text.size()});
      const std::string_view rest = text.substr(behind.begin, behind.end - behind.begin);
      // （市教育局牵头）（完成时限：6月底）
      if (const auto next = last_bracket(rest); next && next->at.begin == 0 && !next->unclosed) {
        const Range inside{behind.begin + next->inside.begin, behind.begin + next->inside.end};
        const std::string_view more = text.substr(inside.begin, inside.end - inside.begin);
        if (label_at(more, 0) || says_when(more)) {
          if (label_at(more, 0)) {
            read(block, inside);
          } else {
            keep_deadline(more);
          }
          return;
        }
      }
      if (!rest.empty() && rest != "。" && rest != "；" && rest != ";") add_text(block, behind);
    }
    if (entry.labels_at > 0) read(block, {entry.labels_at, text.size()});
  }

  void read_label(const Entry& entry) {
    read_all(entry);
    draft_.task.span.end = std::max(draft_.task.span.end, entry.block.printed.end);
  }

  void read_more(const Entry& entry) {
    read_words(entry, 0);
    draft_.task.span.end = std::max(draft_.task.span.end, entry.block.printed.end);
  }

  // 市教育局：, in front of the wording. Without a verb it says of nobody that he leads, as （市教育局） behind it does not.
  void read_front(const Block& block, Range front, bool leads) {
    Responsibility said;
    UnitPrefix prefix = fresh_prefix();
    if (leads && read_heading(block.text(), front, said, prefix)) return keep(block, said);
    if (read_responsibility(block.text(), front, said, prefix) || read_heading(block.text(), front, said, prefix)) keep(block, said);
  }

  // 第1、3项由市教育局牵头, in a line that is no task's: what the task does not say itself.
  void read_part(const Entry& entry, Range says) {
    Responsibility said;
    UnitPrefix prefix = fresh_prefix();
    if (!read_responsibility(entry.block.text(), says, said, prefix)) return;
    const Task& task = draft_.task;
    if (!task.leaders.empty()) said.leaders.clear();
    if (!task.lead_units.empty() || !task.responsible_units.empty()) {
      said.lead_units.clear();
      said.responsible_units.clear();
      said.open_lead = said.open_responsible = said.shared = false;
    }
    keep(entry.block, said);
  }

  // Lines that stand once behind several tasks.
  void read_covering(std::size_t last) {
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = last + 1; i < entries.size(); ++i) {
      const EntryKind kind = entries[i].kind;
      if (kind == EntryKind::kFurniture || kind == EntryKind::kMore || kind == EntryKind::kStep) continue;
      if (kind != EntryKind::kLabel) break;
      read_all(entries[i]);
    }
  }

  // What the headings above say, the nearest first, where the task itself says nothing.
  void inherit(const Entry& entry) {
    if (entry.covered_by != Entry::kNoGiver) read_covering(entry.covered_by);
    bool given = entry.giver == Entry::kNoGiver;
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t above = entry.above; above != Entry::kNoHeading; above = entries[above].above) {
      if (!given && above < entry.giver) {
        inherit_from_lines(entry.giver);
        given = true;
      }
      inherit_from(entries[above]);
    }
    if (!given) inherit_from_lines(entry.giver);
  }

  TaskDraft take() {
    Task& task = draft_.task;
    task.text = text_.text();
    task.text_spans = text_.sources(0, text_.size(), reading_.printed());
    const int year = reading_.plan.document.year;
    read_targets_of(task, year);
    for (Qualitative& each : read_qualitative(task.text)) {
      each.span = text_.cover(each.span.begin, each.span.end);
      task.qualitative.push_back(std::move(each));
    }
    for (Project& project : read_projects(task.text)) {
      project.span = text_.cover(project.span.begin, project.span.end);
      task.projects.push_back(std::move(project));
    }
    if (task.deadline_text.empty()) {
      if (auto deadline = read_deadline(task.text, year)) {
        task.deadline = deadline->date;
        task.deadline_text = deadline->text;
      }
    }
    return std::move(draft_);
  }

 private:
  // 牵头领导： and 牵头单位： on lines of their own, the last of which is `giver`.
  void inherit_from_lines(std::size_t giver) {
    constexpr std::size_t kMostLines = 40;  // no paper has more above its tasks
    const bool own = !draft_.task.leaders.empty();
    for (std::size_t i = giver + 1, n = 0; i-- > 0 && reading_.outline.entries[i].gives && n < kMostLines; ++n) {
      const Entry& line = reading_.outline.entries[i];
      // 组长：王健 and 副组长：张立林
      std::vector<Name>& leaders = draft_.task.leaders;
      std::vector<Name> below = line.block.labelled && !own ? std::exchange(leaders, {}) : std::vector<Name>();
      inherit_from(line);
      read_work += 1 + below.size();
      for (Name& leader : below) leaders.push_back(std::move(leader));
      if (!line.block.labelled) break;
    }
  }

  void inherit_from(const Entry& heading) {
    if (!heading.gives) return;
    const Block& block = heading.block;
    Responsibility said;
    UnitPrefix prefix = fresh_prefix();
    if (heading.bracket || heading.labels_at > 0) {
      const Range range = heading.bracket ? heading.bracket->inside : Range{heading.labels_at, block.text().size()};
      if (!read_responsibility(block.text(), range, said, prefix)) return;
      // 三、市农业局（分管市领导：王健副市长）: the title is the department
      if (heading.bracket && said.lead_units.empty() && said.responsible_units.empty()) {
        Responsibility title;
        if (read_heading(block.text(), {block.wording, heading.bracket->at.begin}, title, prefix))
          said.lead_units = std::move(title.lead_units);
      }
    } else if (!read_heading(block.text(), {block.wording, block.text().size()}, said, prefix)) {
      return;
    }
    const Task& task = draft_.task;
    if (!task.leaders.empty()) said.leaders.clear();
    // 一、市教育局承担的任务, and the task names only who helps: it leads
    if (only_helpers_ && task.lead_units.empty() && said.lead_units.empty() && said.responsible_units.size() == 1 &&
        said.responsible_units.front().unit_class != UnitClass::kGroup && !said.only_helpers) {
      said.lead_units.swap(said.responsible_units);
      said.shared = false;
    }
    if (picks_lead(said)) said.lead_units.clear(), said.open_lead = false;
    const bool leads = !task.lead_units.empty() || task.shared;
    if (leads) said.lead_units.clear(), said.open_lead = false;
    // 一、市教育局、市体育局承担的任务: with those who help
    if (only_helpers_ && !leads && said.lead_units.empty() && said.responsible_units.size() > 1 && !said.only_helpers) {
      answer_before_helpers(block, said);
      return;
    }
    // B配合 of the heading above holds for a task that names more helpers, not for one that names its own lead
    const bool helped = !leads && !said.lead_units.empty();
    if (!task.responsible_units.empty() && !helped)
      said.responsible_units.clear(), said.open_responsible = said.shared = false;
    keep(block, said);
  }

  void answer_before_helpers(const Block& block, Responsibility& said) {
    Task& task = draft_.task;
    const std::vector<Name> names = std::move(task.responsible_units);
    const std::vector<Unit> units = std::move(draft_.responsible_units);
    task.responsible_units.clear();
    draft_.responsible_units.clear();
    keep(block, said);
    task.shared = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
      task.responsible_units.push_back(names[i]);
      draft_.responsible_units.push_back(units[i]);
    }
  }

  // 四、市农业局、市林业局分别牵头的工作, and the task says （市林业局）: which of them it is.
  bool picks_lead(const Responsibility& said) {
    Task& task = draft_.task;
    if (said.lead_units.size() < 2 || !task.lead_units.empty() || task.shared) return false;
    const auto leads = [&](const Unit& unit) {
      return std::any_of(said.lead_units.begin(), said.lead_units.end(),
                         [&](const Unit& lead) { return lead.name == unit.name; });
    };
    bool any = false;
    for (std::size_t i = 0; i < draft_.responsible_units.size();) {
      if (!leads(draft_.responsible_units[i])) {
        ++i;
        continue;
      }
      const auto at = static_cast<std::ptrdiff_t>(i);
      any = true;
      draft_.lead_units.push_back(std::move(draft_.responsible_units[i]));
      draft_.responsible_units.erase(draft_.responsible_units.begin() + at);
      task.lead_units.push_back(std::move(task.responsible_units[i]));
      task.responsible_units.erase(task.responsible_units.begin() + at);
    }
    return any;
  }

  // Each piece for itself: the title above 目标任务：新建学校3所 is no part of what is counted, unless the piece is a bare figure.
  void read_targets_of(Task& task, int year) {
    std::size_t begin = 0;
    pieces_.push_back(task.text.size());
    for (const std::size_t end : pieces_) {
      if (end < task.text.size() && utf8::is_digit(static_cast<unsigned char>(task.text[end]))) continue;
      for (Target& target : read_targets(std::string_view(task.text).substr(begin, end - begin), year)) {
        target.span = text_.cover(begin + target.span.begin, begin + target.span.end);
        task.targets.push_back(std::move(target));
      }
      begin = end;
    }
  }

  void add_text(const Block& block, Range range) { add_text(block.words, range); }
  void add_text(const Mapped& words, Range range) {
    range = trimmed_text(words.view(), range);
    text_.append(words, range.begin, range.end);
  }

  Spans spans_of(const Mapped& words, const std::vector<Range>& ranges) const {
    if (ranges.size() == 1) return words.sources(ranges.front().begin, ranges.front().end, reading_.printed());
    Spans spans;
    for (const Range& range : ranges) {
      for (const Span& span : words.sources(range.begin, range.end, reading_.printed()))
        spans.push_back(span);
    }
    return spans;
  }

  UnitPrefix fresh_prefix() const {
    UnitPrefix prefix;
    prefix.places = prefix_.places;
    return prefix;
  }

  // A labelled line.
  void read_all(const Entry& entry) {
    const Range range{0, entry.block.text().size()};
    if (!entry.block.label_alone) return read(entry.block, range);
    Responsibility said;
    prefix_.at = {};  // of another block
    if (read_responsibility(entry.block.text(), range, *entry.block.label(), said, prefix_)) keep(entry.block, said);
  }

  void read(const Block& block, Range range) {
    Responsibility said;
    prefix_.at = {};  // of another block
    if (!read_responsibility(block.text(), range, said, prefix_)) return;
    keep(block, said);
  }

  // A cell of a table; what its units leave out stands in the same cell or nowhere.
  void read_field(const Field& field) {
    Responsibility said;
    prefix_ = fresh_prefix();
    draft_.first_leads = draft_.first_leads || field.first_leads;
    draft_.lead_column = draft_.lead_column || field.kind == RoleKind::kLead;
    read_labelled_value(field.words.view(), {0, field.words.size()}, field.kind, said, prefix_);
    keep(field.words, said);
  }

  void keep(const Block& block, Responsibility& said) { keep(block.words, said); }
  void keep(const Mapped& words, Responsibility& said) {
    Task& task = draft_.task;
    for (const Person& person : said.leaders) {
      task.leaders.push_back({person.name, spans_of(words, {person.at}), "responsibility.leader"});
    }
    if (!said.responsible_units.empty()) only_helpers_ = said.only_helpers && (only_helpers_ || task.responsible_units.empty());
    const auto add = [&](std::vector<Unit>& units, std::vector<Name>& names, std::vector<Unit>& kept) {
      names.reserve(names.size() + units.size());
      kept.reserve(kept.size() + units.size());
      for (Unit& unit : units) {
        // 市统计局等按职责分工负责，市统计局提供数据: one entry a unit
        const bool known = std::any_of(names.begin(), names.end(), [&](const Name& name) { return name.text == unit.name; });
        if (known) continue;
        names.push_back({unit.name, spans_of(words, unit.ranges), unit.rule});
        kept.push_back(std::move(unit));
      }
    };
    add(said.lead_units, task.lead_units, draft_.lead_units);
    add(said.responsible_units, task.responsible_units, draft_.responsible_units);
    task.shared = (task.shared || said.shared) && task.lead_units.empty();
    task.open_lead = task.open_lead || said.open_lead;
    task.open_responsible = task.open_responsible || said.open_responsible;
    draft_.each = draft_.each || said.each;
    draft_.lead_label = draft_.lead_label || said.has_lead_label;
    for (const Range& more : said.more) {
      // 教育扩优工程 above 建设内容：新建学校3所: a title is no part of what is counted
      const char32_t last = utf8::before(text_.view(), text_.size()).point;
      if (!text_.empty() && !is_comma(last) && !utf8::is_sentence_end(last)) pieces_.push_back(text_.size());
      add_text(words, more);
    }
    if (said.deadline.begin < said.deadline.end)
      keep_deadline(words.view().substr(said.deadline.begin, said.deadline.end - said.deadline.begin));
  }

  void keep_deadline(std::string_view words) {
    Task& task = draft_.task;
    task.deadline_text = words;
    if (const auto deadline = read_deadline(task.deadline_text, reading_.plan.document.year))
      task.deadline = deadline->date;
  }

  Reading& reading_;
  TaskDraft draft_;
  Mapped text_;
  std::vector<std::size_t> pieces_;  // where what was put together begins anew
  UnitPrefix prefix_;
  bool only_helpers_ = false;  // all responsible units so far stand behind 配合单位：
};

// 任务分解表 of 附件：任务分解表
std::string_view without_attachment_mark(std::string_view words) {
  if (!is_attachment_line(words)) return words;
  for (const std::string_view colon : {"：", ":"}) {
    const std::size_t at = words.find(colon);
    if (at != std::string_view::npos && at < 20 && at + colon.size() < words.size())
      return utf8::trim(words.substr(at + colon.size()));
  }
  return words;
}

// The parts that name a task, or the outermost heading above it, by the number: 第1—5项, 第一部分.
class PartsByNumber {
 public:
  PartsByNumber(const std::vector<Entry>& entries, const std::vector<NumberedPart>& parts) {
    for (std::size_t each = 0; each < parts.size(); ++each) {
      for (const int number : parts[each].numbers) {
        std::vector<std::size_t>& known = named_[{entries[parts[each].entry].list, parts[each].of_sections, number}];
        if (known.empty() || known.back() != each) known.push_back(each);
        sections_ = sections_ || parts[each].of_sections;
      }
    }
  }

  // In printed order.
  std::vector<std::size_t> of(const std::vector<Entry>& entries, const Entry& task) const {
    std::vector<std::size_t> out;
    if (named_.empty()) return out;
    const auto add = [&](const Entry& numbered, bool section) {
      if (!numbered.block.mark) return;
      const auto found = named_.find({task.list, section, numbered.block.mark->value});
      if (found != named_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
    };
    add(task, false);
    const std::vector<std::size_t> above = sections_ ? headings_above(entries, task) : std::vector<std::size_t>();
    if (!above.empty()) add(entries[above.front()], true);
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  std::map<std::tuple<std::size_t, bool, int>, std::vector<std::size_t>> named_;  // list, of sections, number
  bool sections_ = false;
};

// 责任单位：同上 names those of the task before.
void same_as_before(TaskDraft& draft, const TaskDraft& before) {
  const auto fill = [](std::vector<Unit>& units, std::vector<Name>& names, const std::vector<Unit>& units_before,
                       const std::vector<Name>& names_before) {
    if (names.size() != 1 || (names.front().text != "同上" && names.front().text != "同前")) return;
    units = units_before;
    names = names_before;
    for (Name& name : names) name.rule = "responsibility.as_before";
  };
  fill(draft.lead_units, draft.task.lead_units, before.lead_units, before.task.lead_units);
  fill(draft.responsible_units, draft.task.responsible_units, before.responsible_units, before.task.responsible_units);
}

}  // namespace

std::vector<std::string> section_path(const Reading& reading, const Entry& entry) {
  std::vector<std::string> path;
  for (const std::size_t heading : headings_above(reading.outline.entries, entry))
    path.push_back(reading.outline.entries[heading].block.mark->label);
  return path;
}

void read_tasks(Reading& reading) {
  const std::vector<Entry>& entries = reading.outline.entries;
  const std::vector<std::string> places = local_places(reading);
  constexpr std::size_t kMostParts = 500;  // no paper says more
  std::vector<NumberedPart> parts;
  std::vector<bool> of_parts(entries.size());
  for (std::size_t i = 0; i < entries.size() && parts.size() < kMostParts; ++i) {
    for (NumberedPart& part : numbered_parts(entries, i)) {
      parts.push_back(std::move(part));
      of_parts[i] = true;
    }
  }
  const PartsByNumber naming(entries, parts);
  reading.tasks.reserve(static_cast<std::size_t>(
      std::count_if(entries.begin(), entries.end(), [](const Entry& entry) { return entry.kind == EntryKind::kTask; })));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].kind == EntryKind::kListTitle)
      reading.plan.lists.push_back({std::string(without_attachment_mark(entries[i].block.text())), {}});
    if (entries[i].kind != EntryKind::kTask) continue;
    TaskReader reader(reading, i, places);
    reader.read_block(entries[i]);
    for (std::size_t next = i + 1; next < entries.size(); ++next) {
      const EntryKind kind = entries[next].kind;
      if (kind == EntryKind::kFurniture || kind == EntryKind::kStep) continue;
      if (kind == EntryKind::kMore) {
        reader.read_more(entries[next]);
      } else if (kind == EntryKind::kLabel) {
        if (!of_parts[next]) reader.read_label(entries[next]);
      } else {
        break;
      }
    }
    reader.inherit(entries[i]);
    for (const std::size_t each : naming.of(entries, entries[i])) {
      const NumberedPart& part = parts[each];
      reader.read_part(entries[part.entry], part.says);
    }
    TaskDraft draft = reader.take();
    reading.outline.entries[i].fields = std::vector<Field>();  // read, and often most of what a table's row takes
    draft.task.section = section_path(reading, entries[i]);
    if (!reading.tasks.empty()) same_as_before(draft, reading.tasks.back());
    reading.tasks.push_back(std::move(draft));
  }
  settle_leads(reading);
  bool begun = false;
  for (const TaskDraft& draft : reading.tasks) {
    if (draft.list != 0) continue;
    if (draft.task.no == "1" && begun) reading.numbers_restart = true;
    begun = true;
  }
}

void settle_tasks(Reading& reading) {
  reading.outline = Outline();  // nobody asks any more
  std::vector<std::size_t> counts(reading.plan.lists.size() + 1);
  for (const TaskDraft& draft : reading.tasks) ++counts[draft.list];
  reading.plan.tasks.reserve(counts[0]);
  for (std::size_t list = 1; list < counts.size(); ++list) reading.plan.lists[list - 1].tasks.reserve(counts[list]);
  for (TaskDraft& draft : reading.tasks) {
    if (draft.list == 0) {
      reading.plan.tasks.push_back(std::move(draft.task));
    } else {
      reading.plan.lists[draft.list - 1].tasks.push_back(std::move(draft.task));
    }
  }
  reading.tasks.clear();
}

}  // namespace duban
