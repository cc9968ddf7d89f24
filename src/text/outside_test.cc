#include "text/outside.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace duban {
namespace {

constexpr OutsideStops kStops(U"、。和");

// What the stops part `words` into, joined by bars.
std::string parted(std::string_view words) {
  std::string out;
  std::size_t begin = 0;
  for (std::size_t at = find_outside(words, kStops); at < words.size(); at = find_outside(words, kStops, begin)) {
    out.append(words.substr(begin, at - begin)).append("|");
    begin = at + std::string_view("、").size();
  }
  return out.append(words.substr(begin));
}

TEST(FindOutside, PassesOverWhatBracketsHold) {
  struct Row {
    std::string_view words;
    std::string_view parts;
  };
  constexpr Row kRows[] = {
      {"", ""},
      {"市教育局", "市教育局"},
      {"市教育局、市财政局", "市教育局|市财政局"},
      {"、市教育局。", "|市教育局|"},
      {"市教育局（含县、区教育局）、市财政局", "市教育局（含县、区教育局）|市财政局"},
      {"市住建局（市人防办（民防和消防、救援））和市城管局", "市住建局（市人防办（民防和消防、救援））|市城管局"},
      {"市水利局〔河长办、湖长办]、市林业局", "市水利局〔河长办、湖长办]|市林业局"},  // of all shapes alike
      {"一）市教育局、市财政局", "一）市教育局|市财政局"},                           // closes nothing
      {"市教育局（含县、区教育局。市财政局", "市教育局（含县、区教育局。市财政局"},  // nothing closes it
      {"（）、(）。", "（）|(）|"},
  };
  for (const Row& row : kRows) EXPECT_EQ(parted(row.words), row.parts) << row.words;
}

TEST(FindOutside, BeginsWhereItIsTold) {
  constexpr std::string_view kWords = "（省、市）、县";
  EXPECT_EQ(find_outside(kWords, kStops), std::string_view("（省、市）").size());
  EXPECT_EQ(find_outside(kWords, kStops, std::string_view("（省、市）、").size()), std::string_view::npos);
  EXPECT_EQ(find_outside(kWords, kStops, kWords.size()), std::string_view::npos);
}

// Longer than what is looked at at once.
TEST(FindOutside, ReadsLongWords) {
  std::string words;
  for (int i = 0; i < 40; ++i) words += "推动高质量发展（一、二）";
  EXPECT_EQ(find_outside(words + "、", kStops), words.size());
  EXPECT_EQ(find_outside("（" + words + "、", kStops), std::string_view::npos);
}

}  // namespace
}  // namespace duban
