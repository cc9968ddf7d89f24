#pragma once

// One part of an office file as XML, within bounds. Never a document type's entities, nothing from outside:
// pugixml knows the five built-in entities and characters by number, and skips a DOCTYPE.

#include <string_view>

#include "base/result.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace duban {

inline constexpr int kMaxXmlDepth = 200;
inline constexpr std::size_t kMaxXmlMarks = 6'000'000;  // "<" in one part: about 400 MB of nodes at the most

// Parses bytes (UTF-8, or UTF-16 with its mark) into `into`. part names it in errors.
// Errors: kInvalid (no well-formed XML, deeper than kMaxXmlDepth), kTooLarge (more than kMaxXmlMarks).
Result<void> parse_xml(pugi::xml_document& into, std::string_view bytes, std::string_view part);

// Names without their prefix: producers differ in it (x:row, row).
std::string_view xml_name(const pugi::xml_node& node);
pugi::xml_node xml_child(const pugi::xml_node& node, std::string_view name);
// The value of an attribute, its prefix aside; empty where it is not there. Valid as long as the document.
std::string_view xml_attribute(const pugi::xml_node& node, std::string_view name);

}  // namespace duban
