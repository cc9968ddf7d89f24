#include "text/lexicon.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(WordList, FindsTheLongestWordBothWays) {
  const WordList list("# units\n公里\n平方公里\tarea\n平方\n");
  EXPECT_EQ(list.words().size(), 3U);
  ASSERT_NE(list.longest_at("平方公里以上"), nullptr);
  EXPECT_EQ(list.longest_at("平方公里以上")->text, "平方公里");
  EXPECT_EQ(list.longest_at("平方公里以上")->attribute(0), "area");
  EXPECT_EQ(list.longest_at("平方米")->text, "平方");
  EXPECT_EQ(list.longest_at("平米"), nullptr);
  const std::string_view text = "30平方公里以上";
  EXPECT_EQ(list.longest_before(text, text.find("以上"))->text, "平方公里");
  EXPECT_EQ(list.exact("公里")->text, "公里");
  EXPECT_EQ(list.exact("公里以上"), nullptr);
}

TEST(WordList, ReadsThePackedLists) { EXPECT_NE(word_list("measure_units").exact("个"), nullptr); }

}  // namespace
}  // namespace duban
