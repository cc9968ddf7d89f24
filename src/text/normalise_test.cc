#include "text/normalise.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

std::string printed_at(const Normalised& n, std::string_view printed, std::string_view words) {
  const std::size_t at = n.text.view().find(words);
  EXPECT_NE(at, std::string_view::npos) << words;
  std::string out;
  for (const Span& span : n.text.sources(at, at + words.size(), printed)) {
    if (!out.empty()) out += '|';
    out += printed.substr(span.begin, span.size());
  }
  return out;
}

TEST(Normalise, RadicalsBecomeTheHanziTheyLookLike) {
  const Normalised n = normalise("市⼯业局牵头，共⼀项");
  EXPECT_EQ(n.text.view(), "市工业局牵头，共一项");
  EXPECT_EQ(n.radicals, 2U);
  EXPECT_EQ(n.first_radical, (Span{3, 6}));
  EXPECT_EQ(normalise("市工业局").radicals, 0U);
}

TEST(Normalise, NarrowsFiguresAndLettersAndKeepsPunctuation) {
  const std::string_view printed = "增长５．５％，ＧＤＰ　（省）\r\n下\xE2\x80\x8B一行";
  const Normalised n = normalise(printed);
  EXPECT_EQ(n.text.text(), "增长5．5%，GDP （省）\n下一行");
  EXPECT_EQ(printed_at(n, printed, "5%"), "５％");
  EXPECT_EQ(printed_at(n, printed, "下一"), "下|一");
}

TEST(Normalise, TakesOutInjectedPinyinWhereThePaperIsFullOfIt) {
  const std::string_view printed =
      "新闻中(zhōng)心，大(dà)力发展工(gōng)业，我(wǒ)(wǒ)们的(de)路(CIM)平台(shi)";
  const Normalised n = normalise(printed);
  EXPECT_EQ(n.text.text(), "新闻中心，大力发展工业，我们的路(CIM)平台");
  EXPECT_EQ(n.pinyin, 7U);
  EXPECT_EQ(printed_at(n, printed, "中心"), "中|心");
  EXPECT_EQ(printed.substr(n.first_pinyin.begin, n.first_pinyin.size()), "中(zhōng)");
}

TEST(Normalise, TakesOutPinyinWhoseCharacterOrBracketIsInsideShiftedBytes) {
  const std::string_view printed =
      "大(dà)力发展工(gōng)业(yè)\n?。ǘ┩七M(jìn)基地\n?。ㄈ┲?chuàng)建园区（CIM）";
  EXPECT_EQ(normalise(printed).text.text(), "大力发展工业\n（二）推進基地\n（三）建园区（CIM）");
}

TEST(Normalise, LeavesASingleGlossAlone) {
  EXPECT_EQ(normalise("读作重(chóng)庆(qìng)").text.text(), "读作重(chóng)庆(qìng)");
}

TEST(Normalise, WritesTraditionalPapersSimplified) {
  const std::string_view printed = "遼甯省人民政府關於經濟發展，着力瞭望乾縣叠代";
  const Normalised n = normalise(printed);
  EXPECT_TRUE(n.traditional);
  EXPECT_EQ(n.text.text(), "辽宁省人民政府关于经济发展，着力瞭望乾县迭代");
  EXPECT_EQ(printed_at(n, printed, "辽宁"), "遼甯");
}

TEST(Normalise, WritesPapersSimplifiedThatAreOnlyHalfConverted) {
  const std::string_view printed =
      "推进基地建设，抓好改擴建項目。〔主辦單位：市发改局；協辦單位：市经贸局、統計局、環保局〕解决农村人口饮水安全问题，"
      "农民人均纯收入增长。〔主辦單位：市水務局、農業局；協辦單位：市財政局、衛生局〕";
  const Normalised n = normalise(printed);
  EXPECT_TRUE(n.traditional);
  EXPECT_EQ(n.text.text(),
            "推进基地建设，抓好改扩建项目。〔主办单位：市发改局；协办单位：市经贸局、统计局、环保局〕解决农村人口饮水安全问题，"
            "农民人均纯收入增长。〔主办单位：市水务局、农业局；协办单位：市财政局、卫生局〕");
}

TEST(Normalise, ConvertsByThePhraseWhereACharacterDependsOnIt) {
  EXPECT_EQ(normalise("於是認識到乾隆時期與乾淨環境，象徵意義、瞭望與明瞭，反覆強調，沈陽與瀋陽，顯著成績")
                .text.text(),
            "于是认识到乾隆时期与干净环境，象征意义、瞭望与明了，反复强调，沈阳与沈阳，显著成绩");
}

TEST(Normalise, LeavesSimplifiedPapersWithANameInTraditionalAlone) {
  const std::string_view printed =
      "支持乾县发展。张乾同志负责，着力瞭望工程。商號「榮寶齋」由市商务局和市文化和旅游局共同推动保护利用，继续"
      "做好老字号工作。";
  const Normalised n = normalise(printed);
  EXPECT_FALSE(n.traditional);
  EXPECT_EQ(n.text.text(), printed);
}

TEST(Normalise, EndsLinesWhereACopiedPageHadParagraphs) {
  EXPECT_EQ(
      normalise("一、工作</p><p align=\\\"left\\\">1.任务&nbsp;完成<br/><strong>2.</strong>x<y").text.text(),
      "一、工作\n\n1.任务 完成\n2.x<y");
}

TEST(Mapped, CutsRangesAndJoinsThemOverBlanks) {
  const std::string_view printed = "王 健\n张";
  Mapped name;
  name.copy(printed.substr(0, 3), 0);
  name.copy(printed.substr(4, 3), 4);
  name.copy(printed.substr(8, 3), 8);
  EXPECT_EQ(name.text(), "王健张");
  EXPECT_EQ(name.sources(0, 6, printed), (Spans{{0, 7}}));
  EXPECT_EQ(name.sources(0, 9, printed), (Spans{{0, 7}, {8, 11}}));
  EXPECT_EQ(name.sources(3, 6, printed), (Spans{{4, 7}}));
  EXPECT_EQ(name.cover(0, 9), (Span{0, 11}));
  EXPECT_EQ(name.cover(9, 9), (Span{11, 11}));
  Mapped part;
  part.append(name, 3, 9);
  EXPECT_EQ(part.text(), "健张");
  EXPECT_EQ(part.sources(3, 6, printed), (Spans{{8, 11}}));
}

}  // namespace
}  // namespace duban
