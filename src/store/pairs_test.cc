#include "store/pairs.h"

#include <gtest/gtest.h>

#include "store/sql.h"

namespace duban {
namespace {

std::string tokens(std::string_view text, PairPurpose purpose) {
  std::string out;
  pair_tokens(text, purpose, [&](const PairToken& token) {
    out += token.colocated ? "=" : " ";
    out += token.text;
    EXPECT_LE(token.end, text.size());
    return true;
  });
  return out;
}

TEST(Pairs, CutsARunIntoPairsWithSinglesAtTheSamePlace) {
  EXPECT_EQ(tokens("工业", PairPurpose::kIndex), " 工业=工 业");
  EXPECT_EQ(tokens("全市工业，5G网", PairPurpose::kIndex), " 全市=全 市工=市 工业=工 业 5g 网");
  EXPECT_EQ(tokens("工业", PairPurpose::kQuery), " 工业");
  EXPECT_EQ(tokens("工", PairPurpose::kQuery), " 工");
  EXPECT_EQ(tokens("工业，增加值", PairPurpose::kQuery), " 工业 业 增加 加值");
  EXPECT_EQ(tokens("《》 ，", PairPurpose::kIndex), "");
  EXPECT_EQ(tokens("\xE5\xB7", PairPurpose::kIndex), " \xE5\xB7") << "broken UTF-8 is looked at, not run over";
}

// What a scan would find, no more and no less; over punctuation at least that (search looks again, exactly).
TEST(Pairs, FindsExactlyWhatIsThere) {
  auto db = sql::Connection::open(":memory:");
  ASSERT_TRUE(db.ok());
  ASSERT_TRUE(db->script("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'pairs')").ok());
  const std::vector<std::string> texts = {"规模以上工业增加值增长5%。", "工业，增加值", "增加工业",
                                          "全市工业AI+制造", "工"};
  for (const auto& text : texts) ASSERT_TRUE(db->run("INSERT INTO t (text) VALUES ($1)", text).ok());
  const std::vector<std::string> words = {"工",       "工业",           "业", "工业增", "增加值", "值",
                                          "工业，增", "以上工业增加值", "ai", "AI",     "制造",   "省"};
  for (const auto& word : words) {
    std::size_t expected = 0;
    for (const auto& text : texts) {
      if (text.find(word == "ai" ? "AI" : word) != std::string::npos) ++expected;
    }
    const auto found = db->one("SELECT count(*) FROM t WHERE t MATCH $1", "\"" + word + "\"");
    ASSERT_TRUE(found.ok()) << found.error().message.en;
    if (word.find("，") == std::string::npos) {
      EXPECT_EQ(**found, static_cast<std::int64_t>(expected)) << word;
    } else {
      EXPECT_GE(**found, static_cast<std::int64_t>(expected)) << word;
    }
  }
}

}  // namespace
}  // namespace duban
