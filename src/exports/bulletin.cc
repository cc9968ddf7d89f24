#include "exports/bulletin.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/json.h"

namespace duban {
namespace {

struct TextMember {
  std::string_view key;
  std::string BulletinText::*at;
};
constexpr std::array<TextMember, 12> kMembers = {{{"mark", &BulletinText::mark},
                                                  {"title", &BulletinText::title},
                                                  {"addressee", &BulletinText::addressee},
                                                  {"intro", &BulletinText::intro},
                                                  {"overall", &BulletinText::overall},
                                                  {"slow", &BulletinText::slow},
                                                  {"closed", &BulletinText::closed},
                                                  {"reports", &BulletinText::reports},
                                                  {"next", &BulletinText::next},
                                                  {"signature", &BulletinText::signature},
                                                  {"copy_to", &BulletinText::copy_to},
                                                  {"printed_by", &BulletinText::printed_by}}};

// 2026年4月8日
std::string day_words(std::string_view iso) {
  const auto day = Day::parse(iso);
  return day ? zh_day(*day) : std::string(iso);
}

// 正常45项，占75.0%；滞后10项，占16.7%; those that are nought are left out.
std::string shares(const std::vector<Figure>& figures, std::string_view counter) {
  std::string out;
  for (const Figure& each : figures) {
    if (each.task_ids.empty()) continue;
    if (!out.empty()) out += "；";
    out += fmt::format("{}{}{}，占{}%", each.zh, each.task_ids.size(), counter, each.percent);
  }
  return out;
}

const SnapshotTask* task_of(const Snapshot& snapshot, std::int64_t id) {
  const auto found = std::find_if(snapshot.tasks.begin(), snapshot.tasks.end(),
                                  [&](const SnapshotTask& each) { return each.id == id; });
  return found == snapshot.tasks.end() ? nullptr : &*found;
}

std::string overall_words(const Snapshot& snapshot, const Snapshot* before, const SnapshotFigures& figures) {
  std::string out =
      fmt::format("截至{}，纳入台账的任务共{}项。按进度，{}。按办理环节，{}。", day_words(snapshot.on),
                  snapshot.tasks.size(), shares(figures.lights, "项"), shares(figures.states, "项"));
  if (before == nullptr) return out;
  out += fmt::format("\n与{}相比，", day_words(before->on));
  const auto part = [](std::string_view what, const std::vector<std::int64_t>& list) {
    return fmt::format("{}{}项", what, list.size());
  };
  out += part("进度变差的", figures.worse) + "，" + part("进度好转的", figures.recovered) + "，" +
         part("新办结销号的", figures.closed) + "。";
  return out;
}

OfficialTable task_table(const Snapshot& snapshot, const std::vector<std::int64_t>& ids) {
  OfficialTable out;
  out.columns = {
      {"序号", 1.1, CellAlign::kCentre}, {"任务", 5},  {"牵头单位", 2.6}, {"时限", 1.9, CellAlign::kCentre},
      {"进度", 1.5, CellAlign::kCentre}, {"说明", 3.6}};
  for (const std::int64_t id : ids) {
    const SnapshotTask* task = task_of(snapshot, id);
    if (task == nullptr) continue;
    out.rows.push_back({task->no, task->text, fmt::format("{}", fmt::join(task->lead_units, "、")), task->due,
                        light_words(task->light), task->why});
  }
  return out;
}

OfficialTable section_table(const SnapshotFigures& figures) {
  OfficialTable out;
  out.caption = "各章节任务进度";
  out.columns = {{"章节", 5, CellAlign::kLeft}, {"任务", 1.2, CellAlign::kRight}};
  for (const Figure& light : figures.lights) out.columns.push_back({light.zh, 1.2, CellAlign::kRight});
  for (const auto& section : figures.sections) {
    std::int64_t all = 0;
    for (const std::int64_t each : section.by_light) all += each;
    std::vector<std::string> row = {
        section.title.empty() ? section.label : fmt::format("{}、{}", section.label, section.title),
        std::to_string(all)};
    for (const std::int64_t each : section.by_light) row.push_back(std::to_string(each));
    out.rows.push_back(std::move(row));
  }
  return out;
}

OfficialTable unit_table(const SnapshotFigures& figures) {
  OfficialTable out;
  out.caption = "逾期报送和未报送的单位";
  out.columns = {{"单位", 5},
                 {"应报", 1.3, CellAlign::kRight},
                 {"按时", 1.3, CellAlign::kRight},
                 {"逾期", 1.3, CellAlign::kRight},
                 {"未报", 1.3, CellAlign::kRight}};
  for (const UnitReports& each : figures.units) {
    if (each.late + each.missing == 0) continue;
    out.rows.push_back({each.unit, std::to_string(each.asked), std::to_string(each.on_time),
                        std::to_string(each.late), std::to_string(each.missing)});
  }
  return out;
}

}  // namespace

std::string to_json(const BulletinText& text) {
  JsonWriter json;
  json.begin_object();
  for (const TextMember& each : kMembers) json.field(each.key, text.*each.at);
  json.end_object();
  return json.take();
}

Result<BulletinText> bulletin_text_from_json(std::string_view json, const BulletinText& base) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS) {
    return error(ErrorCode::kInvalid, "通报文字应为一个对象", "the words of a bulletin are an object");
  }
  BulletinText out = base;
  for (const auto field : object) {
    const auto* member = std::find_if(kMembers.begin(), kMembers.end(),
                                      [&](const TextMember& each) { return each.key == field.key; });
    std::string_view words;
    if (member == kMembers.end() || field.value.get(words) != simdjson::SUCCESS) {
      return error(ErrorCode::kInvalid, fmt::format("通报没有“{}”这一部分，或它不是文字", field.key),
                   fmt::format("a bulletin has no part {}, or it is no text", field.key));
    }
    if (words.size() > 20000) {
      return error(ErrorCode::kTooLarge, fmt::format("“{}”过长（上限 20000 字节）", field.key),
                   fmt::format("{} is too long (limit 20000 bytes)", field.key));
    }
    out.*(member->at) = words;
  }
  return out;
}

BulletinText draft_bulletin(const Snapshot& snapshot, const Snapshot* before, std::string_view organ) {
  const SnapshotFigures figures = figures_of(snapshot, before);
  BulletinText out;
  out.mark = organ;
  const std::string what = snapshot.round_title.empty() ? day_words(snapshot.on) : snapshot.round_title;
  out.title = fmt::format("关于重点工作推进情况的通报\n（{}）", what);
  out.addressee = "各承办单位";
  out.intro =
      fmt::format("现将{}重点工作推进情况通报如下。", snapshot.round_title.empty() ? "" : snapshot.round_title);
  out.overall = overall_words(snapshot, before, figures);
  const std::size_t behind = figures.slow.size() + figures.overdue.size();
  out.slow = behind == 0 ? "截至目前没有滞后和逾期的任务。"
                         : fmt::format("进度滞后{}项、逾期{}项，具体如下。", figures.slow.size(),
                                       figures.overdue.size());
  out.closed = figures.closed.empty() ? "本期没有新办结销号的任务。"
                                      : fmt::format("本期新办结销号{}项，具体如下。", figures.closed.size());
  std::size_t asked = 0;
  for (const Figure& each : figures.reports) asked += each.task_ids.size();
  out.reports = asked == 0 ? "本期没有到期的填报。"
                           : fmt::format("本期应报{}件，{}。", asked, shares(figures.reports, "件"));
  out.next =
      "各承办单位要对照年度目标逐项核对进度。滞后和逾期的任务，牵头单位要说明原因、提出措施、明确完成时间。";
  out.signature = organ;
  out.printed_by = organ;
  return out;
}

OfficialDocument bulletin_document(const Snapshot& snapshot, const Snapshot* before, const BulletinText& text,
                                   std::string_view number, Day date) {
  const SnapshotFigures figures = figures_of(snapshot, before);
  OfficialDocument out;
  out.mark = text.mark;
  out.number = number;
  out.title = text.title;
  out.addressee = text.addressee;
  const auto plain = [&](const std::string& words) {
    if (!words.empty()) out.body.emplace_back(OfficialParagraph{OfficialLevel::kPlain, words});
  };
  int part = 0;
  const auto heading = [&](std::string_view words) {
    out.body.emplace_back(
        OfficialParagraph{OfficialLevel::kFirst, fmt::format("{}、{}", zh_ordinal(++part), words)});
  };
  plain(text.intro);
  heading("总体情况");
  plain(text.overall);
  if (!figures.sections.empty()) out.body.emplace_back(section_table(figures));
  heading("滞后和逾期的任务");
  plain(text.slow);
  std::vector<std::int64_t> behind = figures.overdue;
  behind.insert(behind.end(), figures.slow.begin(), figures.slow.end());
  if (!behind.empty()) out.body.emplace_back(task_table(snapshot, behind));
  heading("办结销号情况");
  plain(text.closed);
  if (!figures.closed.empty()) out.body.emplace_back(task_table(snapshot, figures.closed));
  heading("报送情况");
  plain(text.reports);
  if (OfficialTable units = unit_table(figures); !units.rows.empty()) out.body.emplace_back(std::move(units));
  if (!text.next.empty()) {
    heading("下一步工作");
    plain(text.next);
  }
  out.signature = text.signature;
  out.date = date;
  out.copy_to = text.copy_to;
  out.printed_by = text.printed_by;
  out.printed_on = date;
  return out;
}

}  // namespace duban
