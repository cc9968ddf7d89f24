#include "text/shifted.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(Shifted, PutsBytesInStepUpToTheNextLetter) {
  const struct {
    const char* printed;
    const char* words;
    std::size_t left;  // bytes that stay as printed
  } kRows[] = {
      {"?。ǘ┩七M東部", "（二）推進", 6},           // the second byte of 二 with （'s last has no character: dropped
      {"?。ㄎ澹┳ゾo建設", "（五）抓緊", 6},
      {"?。ò耍└纳瞥菂^環", "（八）改善城區", 3},
      {"?。ㄈ┻M一步", "（三）進", 6},
  };
  for (const auto& row : kRows) {
    const std::string printed = row.printed;
    const auto shifted = shifted_at(printed, 0);
    ASSERT_TRUE(shifted) << row.printed;
    EXPECT_EQ(shifted->words, row.words);
    EXPECT_EQ(printed.size() - shifted->size, row.left) << row.printed;
  }
}

TEST(Shifted, LeavesQuestionsAlone) {
  for (const char* printed : {"?。这一行不能还原", "?。", "?", "为什么?。ǘ", "?。（二）推进"}) {
    EXPECT_FALSE(shifted_at(printed, 0)) << printed;
  }
}

}  // namespace
}  // namespace duban
