// What a careful reader asks about, and what he does not: the words of a finding with what is proposed for
// them.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/extract.h"

namespace duban {
namespace {

// words, or words → likely
std::vector<std::string> findings(std::string text, std::string_view rule) {
  const Plan plan = extract(Document{std::move(text), "utf-8", "txt", {}});
  std::vector<std::string> out;
  for (const Anomaly& each : plan.anomalies) {
    if (each.rule == rule) out.push_back(each.likely.empty() ? each.text : each.text + " → " + each.likely);
  }
  return out;
}

struct Row {
  std::string text;
  std::vector<std::string> found;
};

void expect(std::string_view rule, const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(findings(row.text, rule), row.found) << row.text;
}

std::string task(const std::string& words) {
  return "1.做好审计。(市审计局牵头)\n2." + words + "(市教育局牵头)\n";
}

TEST(Findings, PartsThatDoNotMakeTheWhole) {
  expect("targets.sum",
         {{task("新建幼儿园12所，其中城区7所、乡镇4所。"), {"新建幼儿园12所，其中城区7所、乡镇4所"}},
          {task("新建幼儿园12所，其中：城区9所，乡镇4所。"), {"新建幼儿园12所，其中：城区9所，乡镇4所"}},
          {task("新增养老床位900张（市级500张、县级300张）。"), {"新增养老床位900张（市级500张、县级300张）"}},
          // they do
          {task("新建幼儿园12所，其中城区8所、乡镇4所。"), {}},
          {task("新增养老床位900张（市级600张、县级300张）。"), {}},
          // some of them only
          {task("新建幼儿园12所，其中山区4所。"), {}},
          {task("新建幼儿园12所，其中山区4所、库区3所。"), {}},
          {task("新建幼儿园12所以上，其中城区7所、乡镇4所。"), {}},
          {task("新建幼儿园12所，其中城区7所、乡镇4所等。"), {}},
          {task("新增养老床位900张（其中市级500张、县级300张）。"), {}},
          // another thing behind them
          {task("新建学校12所，其中小学5所，改造学校8所。"), {}},
          // of the amount before
          {task("实施学校项目12所，计划竣工3所，其中小学7所、初中5所。"), {}}});
}

TEST(Findings, ATitleAndWhatIsBelowIt) {
  const auto plan = [](const std::string& title, const std::string& goal) {
    return "一、" + title + "\n目标任务：" + goal +
           "\n牵头单位：区城管局\n二、做好审计\n目标任务：全年审计项目9个。\n牵头单位：区审计局\n";
  };
  expect("title.conflict",
         {{plan("建设口袋公园8个", "在城东、城西建成口袋公园6个，总面积2万平方米。"), {"建设口袋公园8个"}},
          {plan("建设口袋公园8个", "在城东、城西建成口袋公园8个，总面积2万平方米。"), {}},
          // stages, parts, other things
          {plan("建设口袋公园8个", "6月底前建成口袋公园6个。"), {}},
          {plan("建设口袋公园8个", "新建口袋公园5个，改造口袋公园3个。"), {}},
          {plan("建设口袋公园8个", "建成街头口袋公园6个。"), {}},
          {plan("建设口袋公园", "建成口袋公园6个。"), {}}});
}

TEST(Findings, FiguresOfTwoTasks) {
  const auto plan = [](const std::string& one, const std::string& other) {
    return "1." + one + "(市教育局牵头)\n2." + other + "(市民政局牵头)\n";
  };
  expect("targets.conflict", {{plan("改造老旧小区300个。", "改造老旧小区280个。"), {"改造老旧小区280个"}},
                              {plan("改造老旧小区300个。", "改造老旧小区300个。"), {}},
                              // each project has its own
                              {plan("完成主桥合龙，年度投资4亿元。", "完成车站主体，年度投资6亿元。"), {}}});
}

TEST(Findings, AnIndicatorWithManyFiguresIsOfManyPlaces) {
  std::string text = "1.做好审计。(市审计局牵头)\n";
  for (int n = 2; n < 9; ++n) text += std::to_string(n) + ".新增停车泊位" + std::to_string(n) + "00个。(市城管局牵头)\n";
  EXPECT_TRUE(findings(text, "targets.conflict").empty());
}

TEST(Findings, ACharacterInTraditional) {
  expect("words.traditional", {{task("建好企业服务平臺。"), {"务平臺 → 务平台"}},
                               {task("坚持以人民爲中心，抓好教育。"), {"人民爲中心 → 人民为中心"}},
                               // names and words of Simplified papers
                               {task("建设于都、乾安、於潜三地示范学校。"), {}},
                               {task("弘扬瞭望精神，着力提升徵调能力。"), {}}});
  // a paper in Traditional is one finding of its own
  const std::string paper =
      "關於印發重點工作任務的通知\n1.發展經濟。(市發展改革委牽頭)\n2.辦好學校。(市教育局牽頭)\n";
  EXPECT_TRUE(findings(paper, "words.traditional").empty());
  EXPECT_EQ(findings(paper, "normalise.traditional").size(), 1U);
}

TEST(Findings, OneUnitUnderTwoNames) {
  const auto plan = [](const std::string& one, const std::string& other) {
    return "1.做好一事。(" + one + "牵头)\n2.做好二事。(" + one + "牵头)\n3.做好三事。(" + other + "牵头)\n";
  };
  expect("unit.two_names", {{plan("区卫生健康局", "区卫计局"), {"区卫计局 → 区卫生健康局"}},
                            {plan("区数据局", "区大数据局"), {"区大数据局 → 区数据局"}},
                            // short forms of one name, with its place and without
                            {plan("市发展和改革委员会", "市发改委"), {}},
                            {plan("市住房和城乡建设局", "市住建局"), {}},
                            {plan("市委宣传部", "市宣传部"), {}},
                            {plan("市人力资源和社会保障局", "市人力资源社会保障局"), {}},
                            // two units
                            {plan("市教育局", "市体育局"), {}},
                            {plan("甲山县教育局", "乙水县教育局"), {}}});
}

TEST(Findings, AnOpenBracketAmongTheUnitsOfARow) {
  const auto table = [](const std::string& units) {
    return "2026年任务表\n\n序号\t工作内容\t责任单位\n1\t建设政务云平台。\t" + units +
           "\n2\t新建泵站2座。\t区水利局、区财政局\n3\t改造小区18个。\t区住建局、区财政局\n";
  };
  expect("table.brackets", {{table("区数据局（区审批局、区财政局"),
                             {"区数据局（区审批局、区财政局 → 区数据局(区审批局)、区财政局"}},
                            {table("区数据局（区审批局）、区财政局"), {}}});
}

TEST(Findings, NumbersThatComeTwice) {
  const auto plan = [](const std::vector<std::string>& numbers) {
    std::string out;
    for (const std::string& number : numbers) out += number + ".做好第" + number + "件事。(市教育局牵头)\n";
    return out;
  };
  // the second 2 is a 3: nothing is missing
  expect("numbering.tasks", {{plan({"1", "2", "2", "4"}), {"2."}},
                             {plan({"1", "2", "2", "3"}), {"2."}},
                             {plan({"1", "2", "2", "5"}), {"2.", "5."}},
                             {plan({"1", "2", "4"}), {"4."}},
                             {plan({"1", "2", "3"}), {}}});
}

TEST(Findings, APaperThatBreaksOffLacksNoLead) {
  const std::string whole =
      "1.做好审计工作，提高审计监督质效。(市审计局牵头)\n2.办好各类学校，扩大优质资源。(市教育局牵头)\n"
      "3.改造小区，完善设施和物业服务。(市住建局牵头)\n4.建好公园，增加绿地和活动场所。(市城管局牵头)\n";
  const std::string cut = "5.完善应急体系，建设乡镇综合应急救援队伍，新增基层应急避难场";
  EXPECT_EQ(findings(whole + cut, "paper.cut_off").size(), 1U);
  EXPECT_TRUE(findings(whole + cut, "task.nobody").empty());
  EXPECT_EQ(findings(whole + cut + "所20处。\n6.做好统计。(市统计局牵头)\n", "task.nobody").size(), 1U);
}

}  // namespace
}  // namespace duban
