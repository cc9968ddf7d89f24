#include "text/find.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/char_set.h"
#include "text/memo.h"

namespace duban {
namespace {

// Texts of a few characters that share bytes, of every length around the sixteen that are looked at at once.
TEST(FindWords, FindsWhatFindFinds) {
  constexpr std::string_view kCharacters[] = {"一", "丁", "万", "省", "厅", "，", "a", "。"};
  constexpr std::string_view kWords[] = {"一", "一丁", "省厅", "丁丁丁", "，", "a一", "万a"};
  std::mt19937 random(7);
  for (int n = 0; n < 4000; ++n) {
    std::string text;
    for (std::size_t size = random() % 24; size > 0; --size) text += kCharacters[random() % std::size(kCharacters)];
    const std::size_t from = random() % (text.size() + 2);
    for (const std::string_view word : kWords) {
      EXPECT_EQ(find_words(text, word, from), text.find(word, from)) << text << " / " << word << " / " << from;
      EXPECT_EQ(rfind_words(text, word), text.rfind(word)) << text << " / " << word;
    }
  }
}

TEST(CharSet, HasWhatItWasGiven) {
  static constexpr CharSet kSet = CharSet(U"a，一").with(U'①', U'③');
  for (const char32_t point : {U'a', U'，', U'一', U'①', U'②', U'③'}) EXPECT_TRUE(kSet.has(point));
  for (const char32_t point : {U'b', U'。', U'丁', U'④', U'\U00020000', U'\0'}) EXPECT_FALSE(kSet.has(point));
  EXPECT_EQ(find_any("发展，一", kSet), 6U);
  EXPECT_EQ(find_any("发展，一", kSet, 9), 9U);
  EXPECT_EQ(find_any("发展", kSet), std::string_view::npos);
}

// A set that stands beside a list is made from it: each word of the list is found.
TEST(CharSet, IsMadeFromAList) {
  static constexpr std::string_view kList[] = {"以上", "不低于", "<", "·名", "〇"};
  static constexpr CharSet kBegins = CharSet::beginnings(kList);
  for (const std::string_view word : kList) EXPECT_TRUE(kBegins.has(utf8::at(word, 0).point)) << word;
  EXPECT_FALSE(kBegins.has(U'上'));
  EXPECT_FALSE(kBegins.has(0));
  struct Row {
    int value;
    std::string_view word;
  };
  static constexpr Row kRows[] = {{1, "超过"}, {2, "达到"}};
  static constexpr CharSet kRowBegins = CharSet::beginnings(kRows, &Row::word).with(CharSet(U"约"));
  for (const char32_t point : {U'超', U'达', U'约'}) EXPECT_TRUE(kRowBegins.has(point));
  EXPECT_FALSE(kRowBegins.has(U'过'));
}

// Texts of every length around the 48 bytes from which 32 are looked at at once.
TEST(CharSet, IsFoundWhereItStands) {
  static constexpr CharSet kSets[] = {CharSet(U"，。；"), CharSet(U"省厅0a"), CharSet(U"·").with(U'①', U'⒛'),
                                      CharSet(U"一丁七万丈三上下不与丐丑专且丕世丘丙业丛东丝丞丢两严丧个中丰临丸丹"), CharSet(U"a")};
  constexpr std::string_view kCharacters[] = {"一", "省", "厅", "，", "a", "0", "b", "·", "②", "东", "京", "\xF0\xA0\x80\x80"};
  std::mt19937 random(11);
  for (int n = 0; n < 4000; ++n) {
    std::string text;
    const std::size_t kinds = 1 + random() % std::size(kCharacters);
    for (std::size_t size = random() % 60; size > 0; --size) text += kCharacters[random() % kinds];
    for (const CharSet& set : kSets) {
      for (std::size_t from = 0; from < text.size(); from += utf8::at(text, from).size) {
        std::size_t there = from;
        while (there < text.size() && !set.has(utf8::at(text, there).point)) there += utf8::at(text, there).size;
        ASSERT_EQ(find_any(text, set, from), there < text.size() ? there : std::string_view::npos) << text << " / " << from;
        from = random() % 4 == 0 ? from : std::min(there, text.size());
      }
    }
  }
}

TEST(FewWords, AreTriedInTheirOrder) {
  static constexpr FewWords kWords{"力争到", "到", "力争", "<="};
  EXPECT_EQ(kWords.at("力争到2027年"), "力争到");
  EXPECT_EQ(kWords.at("力争实现"), "力争");
  EXPECT_EQ(kWords.at("<=3"), "<=");
  EXPECT_EQ(kWords.at("<3"), "");
  EXPECT_EQ(kWords.at("力"), "");
  EXPECT_EQ(kWords.at(""), "");
  EXPECT_EQ(kWords.find_in("用力达到百分之三"), 9U);
  EXPECT_EQ(kWords.find_in("用力达到百分之三", 10), std::string_view::npos);
  EXPECT_TRUE(kWords.is_in("a<=b"));
  EXPECT_FALSE(kWords.is_in("力"));
}

// Words that fall to one place put each other out, and never answer for each other.
TEST(Memo, AnswersForTheWordsThatItWasAsked) {
  Memo<std::size_t, 2> memo;
  int asked = 0;
  const auto size = [&](std::string_view words) {
    ++asked;
    return words.size() * 10 + static_cast<std::size_t>(words.back() - '0');
  };
  for (int round = 0; round < 3; ++round) {
    for (const std::string_view words : {"市财政局1", "市财政局2", "市教育局和体育局3", "市教育局和体育局4", "短5"})
      EXPECT_EQ(memo.answer(words, size), words.size() * 10 + static_cast<std::size_t>(words.back() - '0'));
  }
  const int before = asked;
  memo.answer("市财政局1", size);
  memo.answer("市财政局1", size);
  EXPECT_LE(asked, before + 1);
}

}  // namespace
}  // namespace duban
