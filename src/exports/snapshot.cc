#include "exports/snapshot.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/json.h"
#include "supervise/percent.h"
#include "supervise/task_case.h"

namespace duban {
namespace {

using simdjson::dom::element;

// Names every member once, for writing and for reading.
template <class Each>
void members(SnapshotTarget& v, Each& each) {
  each("indicator", v.indicator), each("promised", v.promised), each("unit", v.unit),
      each("reported", v.reported);
  each("verified", v.verified), each("as_of", v.as_of), each("light", v.light);
}
template <class Each>
void members(SnapshotTask& v, Each& each) {
  each("id", v.id), each("plan_id", v.plan_id), each("no", v.no), each("list", v.list),
      each("section", v.section);
  each("section_title", v.section_title), each("text", v.text), each("leaders", v.leaders);
  each("lead_units", v.lead_units), each("responsible_units", v.responsible_units), each("due", v.due);
  each("original_due", v.original_due), each("state", v.state), each("state_zh", v.state_zh),
      each("light", v.light);
  each("why", v.why), each("punctuality_zh", v.punctuality_zh), each("result_zh", v.result_zh);
  each("confidence_zh", v.confidence_zh), each("was_late", v.was_late), each("targets", v.targets);
  each("milestones", v.milestones), each("milestones_done", v.milestones_done);
}
template <class Each>
void members(SnapshotAsked& v, Each& each) {
  each("task_id", v.task_id), each("unit_id", v.unit_id), each("unit", v.unit), each("due", v.due);
  each("handed_in_on", v.handed_in_on), each("late", v.late);
}
template <class Each>
void members(SnapshotPlan& v, Each& each) {
  each("id", v.id), each("title", v.title), each("year", v.year);
}
template <class Each>
void members(Snapshot& v, Each& each) {
  each("title", v.title), each("on", v.on), each("round_id", v.round_id), each("round_title", v.round_title);
  each("period_from", v.period_from), each("period_to", v.period_to), each("round_due", v.round_due);
  each("plans", v.plans), each("tasks", v.tasks), each("asked", v.asked);
}

class SnapshotWriter {
 public:
  template <class T>
  void operator()(std::string_view name, T& value) {
    json_.key(name);
    put(value);
  }
  template <class T>
  void object(T& value) {
    json_.begin_object();
    members(value, *this);
    json_.end_object();
  }
  std::string take() { return json_.take(); }

 private:
  void put(const std::string& text) { json_.string(text); }
  void put(std::int64_t number) { json_.integer(number); }
  void put(bool flag) { json_.boolean(flag); }
  void put(const std::optional<double>& number) { number ? json_.number(*number) : json_.null(); }
  void put(std::vector<std::string>& words) {
    json_.begin_array();
    for (const std::string& word : words) json_.string(word);
    json_.end_array();
  }
  template <class T>
  void put(std::vector<T>& list) {
    json_.begin_array();
    for (T& each : list) object(each);
    json_.end_array();
  }
  JsonWriter json_;
};

class SnapshotReader {
 public:
  explicit SnapshotReader(element from) : from_(from) {}
  template <class T>
  void operator()(std::string_view name, T& value) {
    element member;
    if (from_[name].get(member) == simdjson::SUCCESS) {
      take(member, value);
    } else {
      ok_ = false;
    }
  }
  bool ok() const { return ok_; }

 private:
  void take(element from, std::string& text) {
    std::string_view words;
    ok_ = from.get(words) == simdjson::SUCCESS && ok_;
    text = words;
  }
  void take(element from, std::int64_t& number) { ok_ = from.get(number) == simdjson::SUCCESS && ok_; }
  void take(element from, bool& flag) { ok_ = from.get(flag) == simdjson::SUCCESS && ok_; }
  void take(element from, std::optional<double>& number) {
    double value = 0;
    if (from.is_null()) return;
    ok_ = from.get(value) == simdjson::SUCCESS && ok_;
    number = value;
  }
  void take(element from, std::vector<std::string>& words) {
    simdjson::dom::array list;
    ok_ = from.get(list) == simdjson::SUCCESS && ok_;
    if (!ok_) return;
    for (const element each : list) take(each, words.emplace_back());
  }
  template <class T>
  void take(element from, std::vector<T>& values) {
    simdjson::dom::array list;
    ok_ = from.get(list) == simdjson::SUCCESS && ok_;
    if (!ok_) return;
    for (const element each : list) {
      SnapshotReader inner(each);
      members(values.emplace_back(), inner);
      ok_ = ok_ && inner.ok();
    }
  }
  element from_;
  bool ok_ = true;
};

struct LightWord {
  std::string_view word, mark, zh, en;
};
constexpr std::array<LightWord, 5> kLights = {{{"green", "●", "正常", "on schedule"},
                                               {"yellow", "▲", "滞后", "behind"},
                                               {"red", "■", "逾期", "overdue"},
                                               {"grey", "○", "无数据", "no data"},
                                               {"awaiting", "◇", "待统计", "awaiting release"}}};

std::size_t light_place(std::string_view word) {
  const auto found =
      std::find_if(kLights.begin(), kLights.end(), [&](const LightWord& each) { return each.word == word; });
  return found == kLights.end() ? 3 : static_cast<std::size_t>(found - kLights.begin());
}

bool is_ended(const SnapshotTask& task) { return task.state == "closed" || task.state == "archived"; }

// Percentages of the figures of one statement: they add up to 100.0.
void give_percent(std::vector<Figure>& figures, const std::vector<std::int64_t>& counts) {
  const std::vector<std::int64_t> tenths = percentages(counts);
  for (std::size_t i = 0; i < figures.size(); ++i) figures[i].percent = percent_text(tenths[i]);
}
void give_percent(std::vector<Figure>& figures) {
  std::vector<std::int64_t> counts;
  for (const Figure& each : figures) counts.push_back(static_cast<std::int64_t>(each.task_ids.size()));
  give_percent(figures, counts);
}

void count_states(const Snapshot& snapshot, SnapshotFigures& out) {
  for (int i = 0; i < kTaskStateCount; ++i) {
    const auto state = static_cast<TaskState>(i);
    Figure figure{
        std::string(to_word(state)), std::string(zh_name(state)), std::string(en_name(state)), {}, {}, {}};
    for (const SnapshotTask& task : snapshot.tasks) {
      if (task.state == figure.key) figure.task_ids.push_back(task.id);
    }
    if (!figure.task_ids.empty()) out.states.push_back(std::move(figure));
  }
  give_percent(out.states);
}

void count_lights(const Snapshot& snapshot, SnapshotFigures& out) {
  for (const LightWord& light : kLights) {
    out.lights.push_back({std::string(light.word), std::string(light.zh), std::string(light.en), {}, {}, {}});
  }
  for (const SnapshotTask& task : snapshot.tasks) {
    const std::size_t place = light_place(task.light);
    out.lights[place].task_ids.push_back(task.id);
    const std::string& label = task.list.empty() ? task.section : task.list;
    auto section = std::find_if(out.sections.begin(), out.sections.end(), [&](const auto& each) {
      return each.label == label && each.title == task.section_title;
    });
    if (section == out.sections.end()) {
      section =
          out.sections.insert(section, {label, task.section_title, std::vector<std::int64_t>(kLights.size())});
    }
    ++section->by_light[place];
    if (task.light == "red" && !is_ended(task)) out.overdue.push_back(task.id);
    if (task.light == "yellow" && !is_ended(task)) out.slow.push_back(task.id);
  }
  give_percent(out.lights);
}

void count_reports(const Snapshot& snapshot, SnapshotFigures& out) {
  out.reports = {{"on_time", "按时报送", "on time", {}, {}, {}},
                 {"late", "逾期报送", "late", {}, {}, {}},
                 {"missing", "未报送", "missing", {}, {}, {}}};
  std::vector<std::int64_t> counts(3);
  for (const SnapshotAsked& asked : snapshot.asked) {
    const bool missing = asked.handed_in_on.empty();
    if (missing && asked.due >= snapshot.on) continue;  // not due yet
    auto unit = std::find_if(out.units.begin(), out.units.end(),
                             [&](const UnitReports& each) { return each.unit_id == asked.unit_id; });
    if (unit == out.units.end()) unit = out.units.insert(unit, {asked.unit_id, asked.unit, 0, 0, 0, 0});
    ++unit->asked;
    const std::size_t place = missing ? 2 : asked.late ? 1 : 0;
    ++(place == 0 ? unit->on_time : place == 1 ? unit->late : unit->missing);
    ++counts[place];
    out.reports[place].task_ids.push_back(asked.task_id);
  }
  give_percent(out.reports, counts);
}

void compare_with(const Snapshot& snapshot, const Snapshot* before, SnapshotFigures& out) {
  std::map<std::int64_t, const SnapshotTask*> old;
  if (before != nullptr) {
    for (const SnapshotTask& task : before->tasks) old.emplace(task.id, &task);
  }
  for (const SnapshotTask& task : snapshot.tasks) {
    const auto was = old.find(task.id);
    if (is_ended(task) && (was == old.end() || !is_ended(*was->second))) out.closed.push_back(task.id);
    if (was == old.end()) continue;
    const std::size_t then = light_place(was->second->light);
    const std::size_t now = light_place(task.light);
    if (then > 2 || now > 2) continue;  // no colour: nothing to compare
    if (now > then) out.worse.push_back(task.id);
    if (now < then) out.recovered.push_back(task.id);
  }
  if (before == nullptr) return;
  const auto count = [&](auto matches) {
    return std::count_if(before->tasks.begin(), before->tasks.end(), matches);
  };
  for (Figure& figure : out.lights) {
    figure.change = static_cast<std::int64_t>(figure.task_ids.size()) - count([&](const SnapshotTask& task) {
                      return kLights[light_place(task.light)].word == figure.key;
                    });
  }
  for (Figure& figure : out.states) {
    figure.change = static_cast<std::int64_t>(figure.task_ids.size()) -
                    count([&](const SnapshotTask& task) { return task.state == figure.key; });
  }
}

}  // namespace

std::string to_json(const Snapshot& snapshot) {
  SnapshotWriter writer;
  Snapshot copy = snapshot;  // members() is one list for reading and writing
  writer.object(copy);
  return writer.take();
}

Result<Snapshot> snapshot_from_json(std::string_view json) {
  simdjson::dom::parser parser;
  element root;
  Snapshot out;
  bool ok = parser.parse(json.data(), json.size()).get(root) == simdjson::SUCCESS;
  if (ok) {
    SnapshotReader reader(root);
    members(out, reader);
    ok = reader.ok();
  }
  if (!ok) return error(ErrorCode::kDamaged, "快照已损坏", "the snapshot is damaged");
  return out;
}

SnapshotFigures figures_of(const Snapshot& snapshot, const Snapshot* before) {
  SnapshotFigures out;
  count_states(snapshot, out);
  count_lights(snapshot, out);
  count_reports(snapshot, out);
  compare_with(snapshot, before, out);
  return out;
}

std::string figures_json(const Snapshot& snapshot, const SnapshotFigures& figures) {
  JsonWriter json;
  const auto ids = [&](const std::vector<std::int64_t>& list) {
    json.begin_array();
    for (const std::int64_t id : list) json.integer(id);
    json.end_array();
  };
  json.begin_object()
      .field("tasks", static_cast<std::int64_t>(snapshot.tasks.size()))
      .key("statements")
      .begin_array();
  const std::array<std::pair<std::string_view, const std::vector<Figure>*>, 3> statements = {
      {{"lights", &figures.lights}, {"states", &figures.states}, {"reports", &figures.reports}}};
  for (const auto& [key, list] : statements) {
    json.begin_object().field("key", key).key("figures").begin_array();
    for (const Figure& each : *list) {
      json.begin_object().field("key", each.key).field("zh", each.zh).field("en", each.en);
      json.field("count", static_cast<std::int64_t>(each.task_ids.size()))
          .field("percent", each.percent)
          .key("change");
      each.change ? json.integer(*each.change) : json.null();
      json.key("task_ids");
      ids(each.task_ids);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().key("sections").begin_array();
  for (const auto& section : figures.sections) {
    json.begin_object().field("label", section.label).field("title", section.title).key("by_light");
    ids(section.by_light);
    json.end_object();
  }
  json.end_array().key("lists").begin_object();
  const std::array<std::pair<std::string_view, const std::vector<std::int64_t>*>, 5> lists = {
      {{"overdue", &figures.overdue},
       {"slow", &figures.slow},
       {"closed", &figures.closed},
       {"worse", &figures.worse},
       {"recovered", &figures.recovered}}};
  for (const auto& [key, list] : lists) {
    json.key(key);
    ids(*list);
  }
  json.end_object().key("units").begin_array();
  for (const UnitReports& each : figures.units) {
    json.begin_object().field("unit_id", each.unit_id).field("unit", each.unit).field("asked", each.asked);
    json.field("on_time", each.on_time).field("late", each.late).field("missing", each.missing).end_object();
  }
  json.end_array().key("rows").begin_array();
  for (const SnapshotTask& task : snapshot.tasks) {
    json.begin_object()
        .field("id", task.id)
        .field("plan_id", task.plan_id)
        .field("no", task.no)
        .field("list", task.list);
    json.field("text", task.text).field("lead_units", fmt::format("{}", fmt::join(task.lead_units, "、")));
    json.field("state", task.state_zh)
        .field("light", task.light)
        .field("due", task.due)
        .field("why", task.why)
        .end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string light_words(std::string_view light) {
  const LightWord& word = kLights[light_place(light)];
  return fmt::format("{} {}", word.mark, word.zh);
}

}  // namespace duban
