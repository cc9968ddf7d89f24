#include "read/docx_numbering.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "read/xml.h"
#include "text/utf8.h"

namespace duban {
namespace {

int to_int(std::string_view digits, int otherwise) {
  int value = 0;
  bool any = false;
  bool minus = false;
  for (const char c : digits) {
    if (c == '-' && !any) {
      minus = true;
      continue;
    }
    if (c < '0' || c > '9' || value > 10'000'000) return otherwise;
    value = value * 10 + (c - '0');
    any = true;
  }
  return any ? (minus ? -value : value) : otherwise;
}

// 三, 十二, 一百零三
std::string chinese_counting(int value) {
  constexpr std::string_view kFigures[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (value <= 0 || value > 9999) return fmt::format("{}", value);
  std::string out;
  const int thousands = value / 1000;
  const int hundreds = value / 100 % 10;
  const int tens = value / 10 % 10;
  const int ones = value % 10;
  if (thousands > 0) out += fmt::format("{}千", kFigures[thousands]);
  if (hundreds > 0) {
    out += fmt::format("{}百", kFigures[hundreds]);
  } else if (thousands > 0 && (tens > 0 || ones > 0)) {
    out += "零";
  }
  if (tens > 0) {
    out += tens == 1 && out.empty() ? "十" : fmt::format("{}十", kFigures[tens]);
  } else if (hundreds > 0 && ones > 0) {
    out += "零";
  }
  out += kFigures[ones];
  return out;
}

std::string roman(int value) {
  constexpr std::pair<int, std::string_view> kParts[] = {
      {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
      {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
  std::string out;
  if (value > 3999) return fmt::format("{}", value);
  for (const auto& [size, letters] : kParts) {
    while (value >= size) out += letters, value -= size;
  }
  return out;
}

}  // namespace

std::string printed_number(int value, std::string_view format) {
  if (format == "bullet" || format == "none") return {};
  if (format.starts_with("chinese") || format.starts_with("japanese") || format.starts_with("taiwanese") ||
      format == "ideographTraditional" || format.starts_with("korean"))
    return chinese_counting(value);
  if (format == "ideographDigital") {
    constexpr std::string_view kDigits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (value <= 10) return chinese_counting(value);
    std::string out;
    for (const char c : fmt::format("{}", value)) out += kDigits[c - '0'];
    return out;
  }
  if (format.starts_with("decimalEnclosedCircle") && value >= 1 && value <= 20) {
    std::string out;
    utf8::append(out, static_cast<char32_t>(U'①' + value - 1));
    return out;
  }
  if (format == "decimalZero") return fmt::format("{:02}", value);
  if ((format == "lowerLetter" || format == "upperLetter") && value >= 1)
    return std::string(1, static_cast<char>((format[0] == 'l' ? 'a' : 'A') + (value - 1) % 26));
  if (format == "upperRoman") return roman(value);
  if (format == "lowerRoman") {
    std::string out = roman(value);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
  }
  return fmt::format("{}", value);
}

DocxNumbering::DocxNumbering(const pugi::xml_document& numbering, const pugi::xml_document& styles) {
  const auto read_level = [](const pugi::xml_node& node, Level level) {
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = xml_name(child);
      const std::string_view value = xml_attribute(child, "val");
      if (name == "start") level.start = to_int(value, 1);
      if (name == "numFmt") level.format = value;
      if (name == "lvlText") level.text = value;
      if (name == "isLgl") level.legal = value != "0" && value != "false";
      if (name == "suff") level.blank = value != "nothing";
    }
    return level;
  };
  const pugi::xml_node root = xml_child(numbering, "numbering");
  std::map<std::string, std::string> linked;  // by the style that a list is known by
  for (const pugi::xml_node& node : root.children()) {
    if (xml_name(node) == "abstractNum") {
      List& list = lists_[std::string(xml_attribute(node, "abstractNumId"))];
      for (const pugi::xml_node& child : node.children()) {
        if (xml_name(child) != "lvl") continue;
        const int level = to_int(xml_attribute(child, "ilvl"), -1);
        if (level >= 0 && level < kLevels)
          list.levels[static_cast<std::size_t>(level)] =
              read_level(child, Level{1, "decimal", "", false, true});
      }
    }
    if (xml_name(node) == "num") {
      Number& number = numbers_[std::string(xml_attribute(node, "numId"))];
      number.list = xml_attribute(xml_child(node, "abstractNumId"), "val");
      for (const pugi::xml_node& child : node.children()) {
        if (xml_name(child) != "lvlOverride") continue;
        const int level = to_int(xml_attribute(child, "ilvl"), -1);
        if (level < 0 || level >= kLevels) continue;
        if (const pugi::xml_node start = xml_child(child, "startOverride"))
          number.starts[level] = to_int(xml_attribute(start, "val"), 1);
        if (const pugi::xml_node own = xml_child(child, "lvl"))
          number.own[level] = read_level(own, Level{1, "decimal", "", false, true});
      }
    }
  }
  // a style's list, or that of the style it is based on
  std::map<std::string, std::string> based_on;
  for (const pugi::xml_node& node : xml_child(styles, "styles").children()) {
    if (xml_name(node) != "style") continue;
    const std::string id(xml_attribute(node, "styleId"));
    based_on[id] = xml_attribute(xml_child(node, "basedOn"), "val");
    const pugi::xml_node place = xml_child(xml_child(node, "pPr"), "numPr");
    if (!place) continue;
    styles_[id] = {std::string(xml_attribute(xml_child(place, "numId"), "val")),
                   to_int(xml_attribute(xml_child(place, "ilvl"), "val"), 0)};
  }
  for (const auto& [id, parent] : based_on) {
    std::string at = parent;
    for (int steps = 0; steps < 20 && !at.empty() && !styles_.contains(id); ++steps) {
      if (const auto known = styles_.find(at); known != styles_.end()) {
        const Place place = known->second;
        styles_[id] = place;
      }
      const auto next = based_on.find(at);
      at = next == based_on.end() ? std::string() : next->second;
    }
  }
}

DocxNumbering::Place DocxNumbering::of_style(std::string_view style) const {
  const auto known = styles_.find(style);
  return known == styles_.end() ? Place{} : known->second;
}

std::string DocxNumbering::next(std::string_view number_id, int level) {
  const auto number = numbers_.find(number_id);
  if (number == numbers_.end() || level < 0 || level >= kLevels) return {};
  const auto list = lists_.find(number->second.list);
  if (list == lists_.end()) return {};
  const auto level_at = [&](int i) -> const Level& {
    const auto own = number->second.own.find(i);
    return own == number->second.own.end() ? list->second.levels[static_cast<std::size_t>(i)] : own->second;
  };
  const auto start_of = [&](int i) {
    const auto start = number->second.starts.find(i);
    return start == number->second.starts.end() ? level_at(i).start : start->second;
  };
  constexpr int kNotBegun = -1;
  auto [counts, fresh] = counts_.try_emplace(number->second.list);
  if (fresh) counts->second.fill(kNotBegun);
  bool& begun = begun_[std::string(number_id)];
  if (!begun) {
    for (const auto& [i, start] : number->second.starts)
      counts->second[static_cast<std::size_t>(i)] = kNotBegun;
    begun = true;
  }
  int& count = counts->second[static_cast<std::size_t>(level)];
  count = count == kNotBegun ? start_of(level) : count + 1;
  for (int i = level + 1; i < kLevels; ++i) counts->second[static_cast<std::size_t>(i)] = kNotBegun;
  const Level& here = level_at(level);
  if (here.format == "bullet" || here.format == "none") return {};
  std::string out;
  for (std::size_t i = 0; i < here.text.size(); ++i) {
    const bool digit = i + 1 < here.text.size() && here.text[i + 1] >= '1' && here.text[i + 1] <= '9';
    if (here.text[i] != '%' || !digit) {
      out.push_back(here.text[i]);
      continue;
    }
    const int of = here.text[++i] - '1';
    int& value = counts->second[static_cast<std::size_t>(of)];
    if (value == kNotBegun) value = start_of(of);
    out += printed_number(value, here.legal ? "decimal" : level_at(of).format);
  }
  // 1.5G would be a figure
  if (!out.empty() && here.blank && static_cast<unsigned char>(out.back()) < 0x80) out.push_back(' ');
  return out;
}

}  // namespace duban
