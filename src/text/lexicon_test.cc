#include "text/lexicon.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/cursor.h"

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

// As looking at every character does, in texts of every length around the 48 bytes from which 32 are looked at at once.
TEST(WordList, FindsWordsInAText) {
  constexpr std::string_view kFiles[] = {"一省\n省\n", "一省厅\n省厅\n丁0\n", "0省\n·一\n厅\n厅一\n", "厅0\n", "a\nab\n", "一一\n"};
  constexpr std::string_view kCharacters[] = {"一", "省", "厅", "丁", "0", "a", "b", "·", "，", "\xF0\xA0\x80\x80"};
  std::mt19937 random(5);
  for (const std::string_view file : kFiles) {
    const WordList list(file);
    for (int n = 0; n < 1000; ++n) {
      std::string text;
      const std::size_t kinds = 1 + random() % std::size(kCharacters);
      for (std::size_t size = random() % 60; size > 0; --size) text += kCharacters[random() % kinds];
      for (std::size_t from = 0; from < text.size(); from += character_size(text[from])) {
        std::size_t there = from;
        while (there < text.size() && list.longest_at(std::string_view(text).substr(there)) == nullptr)
          there += character_size(text[there]);
        const WordList::Place place = list.find(text, from);
        ASSERT_EQ(place.at, there < text.size() ? there : std::string_view::npos) << text << " / " << from;
        ASSERT_EQ(place.word, there < text.size() ? list.longest_at(std::string_view(text).substr(there)) : nullptr);
      }
    }
  }
}

TEST(WordList, ReadsThePackedLists) { EXPECT_NE(word_list("measure_units").exact("个"), nullptr); }

}  // namespace
}  // namespace duban
