#include "extract/page_edges.h"

#include <gtest/gtest.h>

#include <string>

namespace duban {
namespace {

// What is left between box and foot.
std::string paper_of(std::string_view text) {
  const PageEdges edges = find_page_edges(text);
  return std::string(text.substr(edges.paper, std::min(edges.foot, text.size()) - edges.paper));
}

TEST(PageEdges, ABoxHasTwoLabelsOfACatalogue) {
  EXPECT_EQ(paper_of("索引号：SL-1 主题分类：综合\n成文日期：2026-02-03\n分工方案\n"), "分工方案\n");
  EXPECT_EQ(paper_of("索 引 号\nSL-1\n发文机构\n示例市人民政府\n分工方案\n"), "分工方案\n");
  // one label may be the paper's own
  EXPECT_EQ(paper_of("文号：示政发〔2026〕1号\n分工方案\n"), "文号：示政发〔2026〕1号\n分工方案\n");
  EXPECT_EQ(paper_of("名称：示例项目\n主题：清洁能源\n1.新建电站1座\n"), "名称：示例项目\n主题：清洁能源\n1.新建电站1座\n");
  // labels behind the paper's beginning are its words
  EXPECT_EQ(paper_of("1.完善台账。\n索引号：逐件编定\n有效性：逐件核对\n"), "1.完善台账。\n索引号：逐件编定\n有效性：逐件核对\n");
}

TEST(PageEdges, HowThePaperIsPublishedMayStandBelowIt) {
  EXPECT_EQ(paper_of("1.新建电站1座。（市能源局）\n公开方式：主动公开\n"), "1.新建电站1座。（市能源局）\n");
  EXPECT_EQ(paper_of("1.公开方式：网上公开。\n2.新建电站1座。\n"), "1.公开方式：网上公开。\n2.新建电站1座。\n");
}

TEST(PageEdges, ALabelWithoutAValueTakesNoTitle) {
  EXPECT_EQ(paper_of("索引号\nSL-1\n有效性\n关于印发分工方案的通知\n"), "关于印发分工方案的通知\n");
  EXPECT_EQ(paper_of("索引号：SL-1\n主题分类：\n分工方案\n"), "分工方案\n");
}

TEST(PageEdges, ABoxSaysWhatItHolds) {
  const CatalogueBox box = read_box({"索 引 号： SL-1 发文机构： 示例市人民政府", "文　号", "示政发〔2026〕1号", "发布日期：2026-02-10"});
  EXPECT_EQ(box.issuer, "示例市人民政府");
  EXPECT_EQ(box.number, "示政发〔2026〕1号");
  EXPECT_EQ(box.published, "2026-02-10");
  EXPECT_EQ(box.issued, "");
}

constexpr std::string_view kTasks = "1.新建公园2个。（市园林局牵头）\n";

TEST(PageEdges, AFootBeginsWithALineOfThePage) {
  for (const std::string_view foot :
       {"【打印本页】【关闭】\n", "上一篇：无\n下一篇：示例市2025年工作总结\n", "主办单位：示例市人民政府办公室\n承办单位：示例市大数据中心\n",
        "附件下载：\n1.分工方案.pdf\n", "地址：示例路1号 邮编：123456\n", "相关文档\n示例市2024年重点工作安排\n版权所有\n"})
    EXPECT_EQ(paper_of(std::string(kTasks) + std::string(foot)), kTasks);
}

TEST(PageEdges, WhatAPaperSaysAtItsEndIsNoFoot) {
  for (const std::string_view end :
       {"主办单位：市园林局\n", "联系电话：1234567\n", "附件：1.责任清单\n", "抄送：市委办公室。\n", "2.建成绿道\n", "示例市人民政府办公室\n2026年2月3日\n",
        "附件\n1.责任清单.docx\n"})
    EXPECT_EQ(paper_of(std::string(kTasks) + std::string(end)), std::string(kTasks) + std::string(end));
  // tasks that have a 主办单位 of their own
  const std::string own = "1.改版网站\n主办单位：市教育局\n2.升级平台\n主办单位：市人民政府办公室\n";
  EXPECT_EQ(paper_of(own + "打印 关闭\n"), own);
  // between two pages of one paper
  const std::string between = std::string(kTasks) + "打印本页\n2.新建泵站1座。（市水利局牵头）\n";
  EXPECT_EQ(paper_of(between), between);
}

TEST(PageEdges, APageWithoutAPaperHasNoFoot) { EXPECT_EQ(paper_of("打印本页\n关闭窗口\n"), "打印本页\n关闭窗口\n"); }

}  // namespace
}  // namespace duban
