#include "read/remark.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(Remark, SaysWhereWhatAndWhatToDo) {
  const Message said = remark({"第 2 页", "是图片，没有读", "请换成有文字的文件"},
                              {"page 2", "is a picture", "take a file with text"});
  EXPECT_EQ(said.zh, "第 2 页：是图片，没有读；请换成有文字的文件");
  EXPECT_EQ(said.en, "page 2: is a picture; take a file with text");
  const RemarkWords parts = words_of_remark(said.zh);
  EXPECT_EQ(parts.place, "第 2 页");
  EXPECT_EQ(parts.what, "是图片，没有读");
  EXPECT_EQ(parts.remedy, "请换成有文字的文件");
}

TEST(Remark, OtherWordsAreWhatTheySay) {
  EXPECT_EQ(words_of_remark("没有读完").what, "没有读完");
  EXPECT_EQ(words_of_remark("第 2 页：没有读完").remedy, "");
}

}  // namespace
}  // namespace duban
