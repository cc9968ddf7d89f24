// The place and the level of government that the paper belongs to.

#include <algorithm>
#include <array>

#include "extract/reading.h"
#include "grammar/division.h"
#include "text/cursor.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

// 辽宁省 of 辽宁省人民政府办公厅, 大竹县 of 大竹县人民政府办公室; empty where the unit is no government.
std::string region_of_government(std::string_view unit) {
  // 中共示例省委办公厅示例省人民政府办公厅: two sign; the government tells
  if (unit.starts_with("中共")) {
    for (const std::string_view office : {"办公厅", "办公室", "委员会", "省委", "市委", "县委", "区委"}) {
      const std::size_t at = unit.find(office);
      if (at == std::string_view::npos || at + office.size() + 6 > unit.size()) continue;
      unit.remove_prefix(at + office.size());
      break;
    }
  }
  for (const std::string_view office : {"办公厅", "办公室"}) {
    if (unit.ends_with(office)) unit.remove_suffix(office.size());
  }
  for (const std::string_view government : {"人民政府", "政府"}) {
    if (unit.ends_with(government) && unit.size() > government.size() + 3)
      return std::string(unit.substr(0, unit.size() - government.size()));
  }
  return {};
}

Level level_of_region(std::string_view region) {
  if (const auto known = divisions_named(region); !known.empty()) return level_of(*known.front());
  const utf8::Char last = utf8::before(region, region.size());
  const Word* place = word_list("places").longest_at(region);
  if (place != nullptr && place->attribute(1) == region)
    return place->attribute(0) == "province" ? Level::kProvince : Level::kCity;
  switch (last.point) {
    case U'省':
      return Level::kProvince;
    case U'市':
      return Level::kCity;
    case U'州':
    case U'盟':
      return Level::kCity;
    case U'县':
    case U'旗':
      return Level::kCounty;
    case U'区':
      return region.ends_with("自治区") ? Level::kProvince
             : region.ends_with("地区") ? Level::kCity
                                        : Level::kCounty;
    default:
      return Level::kNone;
  }
}

// The place whose abbreviation a document number begins with: 辽政发, 成办发.
const Word* place_of_number(std::string_view number) {
  for (const Word& place : word_list("places").words()) {
    const std::string_view letters = place.attribute(2);
    if (letters.empty() || !number.starts_with(letters)) continue;
    const std::string_view rest = number.substr(letters.size());
    if (rest.starts_with("政") || rest.starts_with("府") || rest.starts_with("办") || rest.starts_with("委"))
      return &place;
  }
  return nullptr;
}

// The place that a title names: 2026年示例省重点工作, 示例市2026年…, 在示例省第十四届…; empty for 2026年省….
std::string region_in_title(std::string_view title) {
  for (const std::string_view start : {"", "年", "在"}) {
    std::size_t at = start.empty() ? 0 : title.find(start);
    if (at == std::string_view::npos) continue;
    at += start.size();
    if (const Division* known = division_at(std::string_view(title).substr(at)); known != nullptr)
      return std::string(known->name);
    std::size_t end = at;
    for (int n = 0; n < 6 && end < title.size(); ++n) {
      const utf8::Char c = utf8::at(title, end);
      if (!utf8::is_hanzi(c.point)) break;
      end += c.size;
      const bool kind = c.point == U'省' || c.point == U'市' || c.point == U'县' || c.point == U'旗' ||
                        c.point == U'州' || c.point == U'区';
      if (kind && n == 0) break;
      if (kind && n >= 2) return std::string(title.substr(at, end - at));
    }
  }
  return {};
}

// The level that most of the paper's units carry in front.
Level level_of_units(const Reading& reading) {
  std::array<std::size_t, 5> votes{};
  std::size_t names = 0;
  for (const TaskDraft& draft : reading.tasks) {
    for (const std::vector<Name>* list : {&draft.task.lead_units, &draft.task.responsible_units}) {
      names += list->size();
      for (const Name& name : *list) {
        if (level_prefix(name.text) == 0) continue;
        if (name.text.starts_with("国家")) continue;
        if (name.text.starts_with("省") || name.text.starts_with("自治区")) ++votes[2];
        if (name.text.starts_with("市")) ++votes[3];
        if (name.text.starts_with("县") || name.text.starts_with("区") || name.text.starts_with("旗"))
          ++votes[4];
      }
    }
  }
  const auto most = std::max_element(votes.begin(), votes.end());
  // one 市国有公司 among the bare names of a district says nothing
  const bool few = *most == 0 || (*most == 1 && names > 4);
  return few ? Level::kNone : static_cast<Level>(most - votes.begin());
}

// The level that title and addressees speak of without a name: 2020年区政府重点工作, 县政府各部门.
Level level_of_words(const DocumentHead& head) {
  std::vector<std::string_view> words = {head.title};
  words.insert(words.end(), head.addressees.begin(), head.addressees.end());
  for (std::string_view each : words) {
    if (const std::size_t year = each.find("年"); year != std::string_view::npos) each.remove_prefix(year + 3);
    for (const std::string_view government : {"政府", "人民政府", "直", "委", "级"}) {
      const std::size_t level = level_prefix(each);
      if (level == 0 || !each.substr(level).starts_with(government)) continue;
      const std::string_view prefix = each.substr(0, level);
      if (prefix == "区" || prefix == "县" || prefix == "旗") return Level::kCounty;
      if (prefix == "市" || prefix == "州" || prefix == "盟") return Level::kCity;
      if (prefix == "省" || prefix == "自治区") return Level::kProvince;
    }
  }
  return Level::kNone;
}

// The place that the paper speaks of most: a province by its own name and those of its cities.
std::string region_by_mention(const Reading& reading, Level level) {
  const WordList& places = word_list("places");
  std::vector<std::size_t> votes(places.words().size());
  const std::string_view text = reading.normalised.text.view();
  for (auto place = places.find(text); place.word != nullptr; place = places.find(text, place.at + place.word->text.size()))
    ++votes[static_cast<std::size_t>(place.word - places.words().data())];
  std::vector<std::pair<std::string_view, std::size_t>> sums;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (votes[i] == 0) continue;
    const Word& place = places.words()[i];
    const bool province = place.attribute(0) == "province";
    if (level == Level::kCity && province) continue;
    const std::string_view region = level == Level::kCity ? place.attribute(1) : place.attribute(3);
    const auto known =
        std::find_if(sums.begin(), sums.end(), [&](const auto& sum) { return sum.first == region; });
    const std::size_t weight = votes[i] * (province ? 3 : 1);
    if (known == sums.end()) {
      sums.emplace_back(region, weight);
    } else {
      known->second += weight;
    }
  }
  if (sums.empty()) return {};
  const auto most = std::max_element(sums.begin(), sums.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  std::size_t all = 0;
  for (const auto& [region, votes_of_region] : sums) all += votes_of_region;
  // a few mentions may be of neighbours
  return most->second >= 5 && most->second * 2 > all ? std::string(most->first) : std::string();
}

}  // namespace

namespace {

// 示例市创建国家卫生城市 above 2023年度任务分工表: the line in front of a title, where it is no sentence.
std::string_view line_above_title(const Reading& reading) {
  if (reading.title_entry == Reading::kNone || reading.title_entry == 0) return {};
  const Entry& entry = reading.outline.entries[reading.title_entry - 1];
  const std::string_view words = entry.block.text();
  const bool line = entry.kind == EntryKind::kHead && words.size() < 100 && utf8::is_hanzi(utf8::before(words, words.size()).point);
  return line ? words : std::string_view();
}

}  // namespace

std::vector<std::string> local_places(const Reading& reading) {
  const DocumentHead& head = reading.plan.document;
  std::vector<std::string> places;
  const auto add = [&](std::string_view region) {
    while (!region.empty()) {
      // 示例市东湖区 is two places
      std::size_t end = 0;
      std::size_t kind = 0;
      for (std::size_t i = 0; i < region.size() && kind == 0; i += utf8::at(region, i).size) {
        for (const std::string_view word : {"自治区", "自治州", "自治县", "省", "市", "县", "区", "州", "盟", "旗"}) {
          if (i >= 6 && region.substr(i).starts_with(word)) {
            end = i;
            kind = word.size();
            break;
          }
        }
      }
      if (kind == 0) return;
      std::string_view place = region.substr(0, end);
      for (const std::string_view more : {"经济", "高新"}) {
        if (place.ends_with(more)) place = {};
      }
      const bool known = std::find(places.begin(), places.end(), place) != places.end();
      if (place.size() >= 6 && place.size() <= 15 && !known) places.emplace_back(place);
      region.remove_prefix(end + kind);
    }
  };
  for (const std::string& unit : {head.issuer, head.title.substr(0, head.title.find("关于"))}) {
    const std::string region = region_of_government(unit);
    add(region.empty() ? region_in_title(unit) : region);
  }
  add(region_in_title(head.title));
  add(region_in_title(line_above_title(reading)));
  return places;
}

void settle_region(Reading& reading) {
  DocumentHead& head = reading.plan.document;
  head.region = region_of_government(head.issuer);
  if (const Word* place = place_of_number(head.doc_number); place != nullptr && !head.region.empty()) {
    // the number is of a place that the issuer does not name, and the issuer's is no place that we know
    const Level level = level_of_region(head.region);
    const bool same_level = (place->attribute(0) == "province") == (level == Level::kProvince);
    if (same_level && !head.region.starts_with(place->text) &&
        level_of_region(head.region) == Level::kNone &&
        word_list("places").longest_at(head.region) == nullptr)
      head.region = place->attribute(1);
  }
  if (!head.region.empty()) {
    head.level = level_of_region(head.region);
    return;
  }
  if (head.issuer.starts_with("国务院") || head.doc_number.starts_with("国发") ||
      head.doc_number.starts_with("国办")) {
    head.level = Level::kState;
    head.region = "全国";
    return;
  }
  if (const Word* place = place_of_number(head.doc_number); place != nullptr) {
    head.region = place->attribute(1);
    head.level = place->attribute(0) == "province" ? Level::kProvince : Level::kCity;
    return;
  }
  head.level = level_of_units(reading);
  std::vector<std::string> titles = {head.title, std::string(line_above_title(reading))};
  for (const TaskList& list : reading.plan.lists) titles.push_back(list.name);
  for (const Entry& entry : reading.outline.entries) {
    const std::string_view words = entry.block.text();
    if (entry.kind == EntryKind::kHead && words.size() < 150 &&
        (ends_like_title(words) || words.find("人民代表大会") != std::string_view::npos))
      titles.push_back(entry.block.words.text());
  }
  if (head.level == Level::kNone) head.level = level_of_words(head);
  for (const std::string& title : titles) {
    const std::string region = region_in_title(title);
    const Level level = level_of_region(region);
    if (region.empty() || level == Level::kNone || (head.level != Level::kNone && head.level != level))
      continue;
    head.region = region;
    head.level = level;
    return;
  }
  if (head.level == Level::kNone || head.level == Level::kProvince || head.level == Level::kCity) {
    head.region = region_by_mention(reading, head.level == Level::kNone ? Level::kProvince : head.level);
    if (head.level == Level::kNone && !head.region.empty()) head.level = Level::kProvince;
  }
}

}  // namespace duban
