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

TEST(FindingWords, APlaceIsSaidInBothLanguages) {
  const std::pair<std::string_view, std::string_view> places[] = {
      {"任务62 牵头单位", "task 62 lead units"},
      {"标题", "title"},
      {"标题二(三)", "heading 二(三)"},
      {"一(二)任务7 编号", "一(二) task 7 number"},
      {"任务“推进任务清单…” 正文", "task “推进任务清单…” text"},
      {"清单“民生实事”任务3 时限", "list “民生实事” task 3 deadline"},
      {"任务1、2、3等8项 牵头领导", "task 1, 2, 3 and more, 8 in all leaders"},
      {"第12行", "line 12"},
      {"要求第十六条", "requirement 第十六条"},
      {"文末", "end of the paper"},
      {"", ""},
  };
  for (const auto& [where, english] : places) {
    EXPECT_EQ(finding_place(where, Language::kZh), where);
    EXPECT_EQ(finding_place(where, Language::kEn), english);
  }
}

}  // namespace
}  // namespace duban
