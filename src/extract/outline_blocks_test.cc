#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/extract.h"

namespace duban {
namespace {

// Each task with its leaders, leads and other units: 新建小学2所。 王健 / 市教育局 / 市财政局.
std::vector<std::string> tasks_of(std::string text) {
  std::vector<std::string> out;
  for (const Task& task : extract(Document{std::move(text), "utf-8", "txt", {}}).tasks) {
    std::string line = task.text;
    for (const std::vector<Name>* names : {&task.leaders, &task.lead_units, &task.responsible_units}) {
      line += names == &task.leaders ? " " : "/";
      for (const Name& name : *names) line += (line.back() == ' ' || line.back() == '/' ? "" : "、") + name.text;
    }
    out.push_back(std::move(line));
  }
  return out;
}

using Lines = std::vector<std::string>;

// A dash in front of a name says who answers only where tasks end so again and again.
TEST(Dashes, SayWhoAnswersOnlyWhereMostTasksEndSo) {
  EXPECT_EQ(tasks_of("1.打造品牌——文化中心。\n责任单位：市文旅局\n2.新建小学2所。\n责任单位：市教育局\n3.造林3万亩。\n责任单位：市林业局\n"),
            (Lines{"打造品牌——文化中心。 //市文旅局", "新建小学2所。 //市教育局", "造林3万亩。 //市林业局"}));
  EXPECT_EQ(tasks_of("1.新建小学2所——教育科牵头\n2.造林3万亩——林业科牵头，财务科配合\n3.改造校舍——抓好安全、质量和进度\n4.修路9公里——交通科\n"
                     "5.办好赛事——市体育局\n"),
            (Lines{"新建小学2所 /教育科/", "造林3万亩 /林业科/财务科", "改造校舍——抓好安全、质量和进度 //", "修路9公里 //交通科",
                   "办好赛事 //市体育局"}));
}

// Labelled lines behind each task stay its own, also with a line about the paper above the first.
TEST(Blocks, LabelsBehindTheFirstTaskAreNoHeads) {
  EXPECT_EQ(tasks_of("责任部门：市政府办公室\n1.新建小学2所。\n牵头单位：市教育局\n2.造林3万亩。\n牵头单位：市林业局\n"),
            (Lines{"新建小学2所。 /市教育局/", "造林3万亩。 /市林业局/"}));
  EXPECT_EQ(tasks_of("教育工作\n1.新建小学2所。\n牵头单位：市教育局\n林业工作\n2.造林3万亩。\n牵头单位：市林业局\n"),
            (Lines{"新建小学2所。 /市教育局/", "造林3万亩。 /市林业局/"}));
}

// 组长：… of a paper that sets up a group is of no task.
TEST(Blocks, TheHeadOfAGroupIsNoLeaderElsewhere) {
  EXPECT_EQ(tasks_of("1.新建小学2所。（市教育局牵头）\n2.造林3万亩。（市林业局牵头）\n领导小组\n组长：王健\n成员：张立林\n"),
            (Lines{"新建小学2所。 /市教育局/", "造林3万亩。 /市林业局/"}));
}

// Bold names lead where several lines mix them with others; all bold, or none beside it, says nothing.
TEST(BoldNames, LeadOnlyAmongOthers) {
  EXPECT_EQ(tasks_of("1.新建小学2所。\n责任单位：市财政局、**市教育局**\n2.造林3万亩。\n责任单位：**市林业局**、市财政局\n3.修路9公里。\n"
                     "责任单位：**市交通局**、市财政局\n"),
            (Lines{"新建小学2所。 /市教育局/市财政局", "造林3万亩。 /市林业局/市财政局", "修路9公里。 /市交通局/市财政局"}));
  EXPECT_EQ(tasks_of("1.新建小学2所。\n责任单位：**市教育局、市财政局**\n2.造林3万亩。\n责任单位：**市林业局**\n3.修路9公里。\n"
                     "责任单位：**市交通局**\n"),
            (Lines{"新建小学2所。 //市教育局、市财政局", "造林3万亩。 //市林业局", "修路9公里。 //市交通局"}));
  // one line of three is no habit
  EXPECT_EQ(tasks_of("1.新建小学2所。\n责任单位：市财政局、**市教育局**\n2.造林3万亩。\n责任单位：市林业局、市财政局\n"),
            (Lines{"新建小学2所。 //市财政局、市教育局", "造林3万亩。 //市林业局、市财政局"}));
}

// Numbers of tasks in front of people or units, wherever the paper says it; of other things they say nothing.
TEST(NumberedParts, TellOfTasksByTheirNumbers) {
  const std::string tasks = "\n1.新建小学2所。（市教育局）\n2.造林3万亩。（市林业局）\n3.修路9公里。（市交通局）\n";
  EXPECT_EQ(tasks_of("任务分解\n第1至2项由副市长王健负责，第3项由副市长张立林负责。" + tasks),
            (Lines{"新建小学2所。 王健//市教育局", "造林3万亩。 王健//市林业局", "修路9公里。 张立林//市交通局"}));
  EXPECT_EQ(tasks_of("任务分解\n1-2项由副市长王健负责；3项由副市长张立林负责。" + tasks),
            (Lines{"新建小学2所。 王健//市教育局", "造林3万亩。 王健//市林业局", "修路9公里。 张立林//市交通局"}));
  EXPECT_EQ(tasks_of("任务分解\n第1项要求按月报送，第3项由来已久。去年第2项获副市长王健肯定。" + tasks),
            (Lines{"新建小学2所。 //市教育局", "造林3万亩。 //市林业局", "修路9公里。 //市交通局"}));
}

// Names without their level in brackets behind sentences say who answers where most numbered lines end so.
TEST(BareBrackets, SayWhoAnswersWhereMostLinesEndSo) {
  EXPECT_EQ(tasks_of("1.新建小学2所。（社会事业局、建设局）\n2.引进外资9亿元。（投资促进局）\n3.造林3万亩。（农业局）\n"),
            (Lines{"新建小学2所。 //社会事业局、建设局", "引进外资9亿元。 //投资促进局", "造林3万亩。 //农业局"}));
  EXPECT_EQ(tasks_of("1.新建小学2所。（社会事业局、建设局）\n2.引进外资9亿元。\n3.造林3万亩。\n4.修路9公里。\n5.改造泵站2座。（投资促进局）\n").at(0),
            "新建小学2所。（社会事业局、建设局） //");
}

}  // namespace
}  // namespace duban
