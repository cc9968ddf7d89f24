#include "align/word_diff.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

std::string shown(std::string_view earlier, std::string_view later) {
  std::string out;
  for (const WordRun& run : word_diff(earlier, later)) {
    out += run.change == WordChange::kDropped ? "[-" + run.text + "-]"
           : run.change == WordChange::kAdded ? "{+" + run.text + "+}"
                                              : run.text;
  }
  return out;
}

TEST(WordDiff, StrikesOutAndAdds) {
  EXPECT_EQ(shown("地区生产总值增长5%左右。", "地区生产总值增长5.2%以上。"),
            "地区生产总值增长[-5%左右-]{+5.2%以上+}。");
  EXPECT_EQ(shown("新建口袋公园10个。", "新建口袋公园10个、社区花园20个。"),
            "新建口袋公园10个{+、社区花园20个+}。");
  EXPECT_EQ(shown("举办“惠购示例”活动。", "举办活动。"), "举办[-“惠购示例”-]活动。");
  EXPECT_EQ(shown("一样。", "一样。"), "一样。");
}

TEST(WordDiff, AFigureStaysWhole) {
  EXPECT_EQ(shown("建成1200公里", "建成1250公里"), "建成[-1200-]{+1250+}公里");
  EXPECT_EQ(shown("推广AI应用", "推广AR应用"), "推广[-AI-]{+AR+}应用");
}

TEST(WordDiff, FiguresBehindTheSameWordAreOneChange) {
  EXPECT_EQ(shown("生产总值增长5.5%左右。", "生产总值增长4.5%左右、失业率5.5%左右。"),
            "生产总值增长[-5.5%-]{+4.5%+}左右{+、失业率5.5%左右+}。");
  EXPECT_EQ(shown("进出口增长6%，就业46万人。", "进出口增长8%、投资增长6%，就业46万人。"),
            "进出口增长[-6%-]{+8%、投资增长6%+}，就业46万人。");
  EXPECT_EQ(shown("新建10个，改造20个。", "改造20个。"), "[-新建10个，-]改造20个。");  // behind other words
}

TEST(WordDiff, ACharacterThatStayedByChanceIsTakenIn) {
  EXPECT_EQ(shown("提升能力", "增强动力"), "[-提升能-]{+增强动+}力");
  EXPECT_EQ(shown("甲的乙", "丙的丁"), "[-甲的乙-]{+丙的丁+}");
}

TEST(WordDiff, AnEmptyOrAVeryLongSide) {
  EXPECT_TRUE(word_diff("", "").empty());
  EXPECT_EQ(shown("", "新增。"), "{+新增。+}");
  EXPECT_EQ(shown("取消。", ""), "[-取消。-]");
  std::string a = "头";
  std::string b = "头";
  for (int i = 0; i < 3000; ++i) a += "甲", b += "乙";
  const auto runs = word_diff(a + "尾", b + "尾");
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(runs.front().text, "头");
  EXPECT_EQ(runs.back().text, "尾");
}

std::string shared_shown(std::string_view earlier, std::string_view later) {
  std::string out;
  for (const WordRun& run : shared_diff(earlier, later))
    out += (run.change == WordChange::kDropped ? "-"
            : run.change == WordChange::kAdded ? "+"
                                               : "=") +
           run.text + "|";
  return out;
}

TEST(WordDiff, WordingsFarApartKeepWhatTheyShareInAPiece) {
  EXPECT_EQ(
      shared_shown("推进样例新区建设，支持示例大学城发展，改造老旧小区420个。",
                   "高质量开展城市更新，健全房屋全生命周期安全管理制度，改造老旧小区450个，更新电梯600部。"),
      "-推进样例新区建设，支持示例大学城发展|+高质量开展城市更新，健全房屋全生命周期安全管理制度|"
      "=，改造老旧小区|-420个。|+450个，更新电梯600部。|");
  EXPECT_EQ(shared_shown("办好示例论坛，吸引客商来访。", "修复湿地三处，保护候鸟，管好河道。"), "");
  EXPECT_EQ(shared_shown("新建公园10个。", "新建公园20个。"), "=新建公园|-10|+20|=个。|");
}

TEST(WordDiff, KeptShare) {
  EXPECT_DOUBLE_EQ(kept_share(word_diff("甲乙丙丁", "甲乙丙丁")), 1);
  EXPECT_DOUBLE_EQ(kept_share(word_diff("甲乙", "甲乙丙丁")), 0.5);
  EXPECT_DOUBLE_EQ(kept_share(word_diff("", "")), 1);
}

}  // namespace
}  // namespace duban
