#include "read/xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

namespace duban {
namespace {

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool deeper_than(const pugi::xml_node& root, int limit) {
  int depth = 0;
  pugi::xml_node node = root.first_child();
  while (node) {
    if (depth >= limit) return true;
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
      if (node == root) return false;
    }
    node = node.next_sibling();
  }
  return false;
}

}  // namespace

Result<void> parse_xml(pugi::xml_document& into, std::string_view bytes, std::string_view part) {
  const auto marks = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '<'));
  if (marks > kMaxXmlMarks) {
    return error(ErrorCode::kTooLarge, fmt::format("{} 内容过多，上限 {} 个标记", part, kMaxXmlMarks),
                 fmt::format("{} holds too much, the limit is {} marks", part, kMaxXmlMarks));
  }
  // parse_ws_pcdata_single: a run of blanks alone in its element is text (<t xml:space="preserve"> </t>).
  const unsigned options = pugi::parse_default | pugi::parse_ws_pcdata_single;
  const pugi::xml_parse_result parsed = into.load_buffer(bytes.data(), bytes.size(), options);
  if (!parsed) {
    return error(ErrorCode::kInvalid,
                 fmt::format("{} 已损坏（第 {} 字节）。请用 WPS、Excel 打开后另存", part, parsed.offset),
                 fmt::format("{} is damaged at byte {} ({}). Open and save it anew", part, parsed.offset,
                             parsed.description()));
  }
  if (deeper_than(into, kMaxXmlDepth)) {
    return error(ErrorCode::kInvalid, fmt::format("{} 嵌套超过 {} 层", part, kMaxXmlDepth),
                 fmt::format("{} is nested more than {} deep", part, kMaxXmlDepth));
  }
  return {};
}

std::string_view xml_name(const pugi::xml_node& node) { return without_prefix(node.name()); }

pugi::xml_node xml_child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (xml_name(child) == name) return child;
  }
  return {};
}

std::string_view xml_attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    if (without_prefix(attribute.name()) == name) return attribute.value();
  }
  return {};
}

}  // namespace duban
