#pragma once

// The numbers that a word processor prints in front of paragraphs and keeps out of their text.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace pugi {
class xml_document;
}

namespace duban {

// A number as a format of OOXML prints it: 3 is 三 in chineseCounting, ③ in decimalEnclosedCircle. Empty for
// bullets.
std::string printed_number(int value, std::string_view format);

class DocxNumbering {
 public:
  // What word/numbering.xml and word/styles.xml say; either may be empty.
  DocxNumbering(const pugi::xml_document& numbering, const pugi::xml_document& styles);

  // What is printed in front of the next paragraph of this list and level; counts it. Empty where nothing is.
  std::string next(std::string_view number_id, int level);

  struct Place {
    std::string number_id;
    int level = 0;
  };
  // The list that a style puts its paragraphs into; an empty number_id where it puts them in none.
  Place of_style(std::string_view style) const;

 private:
  struct Level {
    int start = 1;
    std::string format;
    std::string text;
    bool legal = false;  // all numbers in digits
    bool blank = true;   // a blank or a tab behind it
  };
  static constexpr int kLevels = 9;
  struct List {
    std::array<Level, kLevels> levels;
  };
  struct Number {
    std::string list;
    std::map<int, int> starts;  // by level
    std::map<int, Level> own;
  };
  std::map<std::string, List, std::less<>> lists_;
  std::map<std::string, Number, std::less<>> numbers_;
  std::map<std::string, std::array<int, kLevels>, std::less<>> counts_;  // by list
  std::map<std::string, bool, std::less<>> begun_;                       // numbers that restarted their list
  std::map<std::string, Place, std::less<>> styles_;
};

}  // namespace duban
