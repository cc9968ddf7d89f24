#include "store/finding_words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "plan/plan.h"

namespace duban {
namespace {

TEST(FindingWords, EveryKindIsSaidInBothLanguages) {
  for (int i = 0; i <= static_cast<int>(AnomalyKind::kSecrecyMark); ++i) {
    const std::string_view kind = to_word(static_cast<AnomalyKind>(i));
    EXPECT_EQ(finding_kind_name(kind, Language::kZh), zh_name(static_cast<AnomalyKind>(i)));
    const std::string name = finding_kind_name(kind, Language::kEn);
    EXPECT_TRUE(std::all_of(name.begin(), name.end(), [](char c) { return c > 0; })) << kind << ": " << name;
    EXPECT_EQ(finding_reason(kind, "单位库里没有它", Language::kZh), "单位库里没有它");
    EXPECT_TRUE(finding_reason(kind, "单位库里没有它", Language::kEn).ends_with(". (单位库里没有它)")) << kind;
  }
  EXPECT_EQ(finding_reason("unknown_unit", "", Language::kEn), "This name of a unit is not known.");
  EXPECT_EQ(finding_kind_name("lost_correction", Language::kEn), "lost correction");
  EXPECT_EQ(finding_severity_name("look", Language::kEn), "to look at");
  EXPECT_EQ(finding_severity_name("look", Language::kZh), "请核对");
}

}  // namespace
}  // namespace duban
