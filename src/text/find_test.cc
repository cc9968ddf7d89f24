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
