#include "align/link.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "align/align_json.h"
#include "extract/extract.h"
#include "read/read.h"

namespace duban {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

Plan plan_of(std::string_view text) {
  Result<Document> document = read_document(text, "方案.txt");
  EXPECT_TRUE(document.ok()) << document.error().message.zh;
  return extract(*document);
}

std::string header(int year, std::string_view place) {
  return fmt::format("{}{}年政府工作报告重点工作分工方案\n", place, year);
}

Plan earlier_plan() {
  return plan_of(header(2025, "示例省") +
                 "1．地区生产总值增长5.5%以上。（牵头单位：省发展改革委）\n"
                 "2．改造老旧小区600个，加装电梯900部。（牵头单位：省住房城乡建设厅）\n"
                 "3．支持民间资本参与云岭水库等重大工程。（牵头单位：省发展改革委）\n"
                 "4．建设南湖国际会展中心。（牵头单位：省商务厅）\n"
                 "5．选派科技特派员1000名。（牵头单位：省科技厅）\n"
                 "6．开展星火读书节活动。（牵头单位：省文化和旅游厅）\n");
}

Plan later_plan() {
  return plan_of(header(2026, "示例省") +
                 "1．推进云岭水库开工建设，出台扩大民间投资的措施。（牵头单位：省水利厅）\n"
                 "2．地区生产总值增长5%左右。（牵头单位：省发展改革委）\n"
                 "3．改造城镇老旧小区400个。（牵头单位：省住房城乡建设厅）\n"
                 "4．选派科技特派员1200名。（牵头单位：省农业农村厅）\n"
                 "5．治理城市内涝点30处。（牵头单位：省住房城乡建设厅）\n");
}

const PlanLink* find(const PlanLinks& links, std::string_view from, std::string_view to) {
  for (const PlanLink& link : links.links) {
    if (link.from == from && link.to == to) return &link;
  }
  return nullptr;
}

TEST(Link, AWordThatIsSharedEndsWhereAFigureAndAPlainWordEnd) {
  const auto shared = [](std::string_view from, std::string_view to) {
    const std::string rest =
        "2．治理云岭河道。（牵头单位：省水利厅）\n3．办好青河车展。（牵头单位：省商务厅）\n";
    const Result<PlanLinks> links = link_plans(
        plan_of(fmt::format("{}1．{}（牵头单位：省住房城乡建设厅）\n{}", header(2025, "示例省"), from, rest)),
        plan_of(fmt::format("{}1．{}（牵头单位：省住房城乡建设厅）\n{}", header(2026, "示例省"), to, rest)));
    EXPECT_TRUE(links.ok());
    const PlanLink* link = links.ok() ? find(*links, "1", "1") : nullptr;
    EXPECT_NE(link, nullptr) << from;
    return link == nullptr ? std::vector<std::string>() : link->shared;
  };
  EXPECT_THAT(shared("改造城镇老旧小区420个。", "改造城镇老旧小区450个。"),
              ElementsAre(testing::EndsWith("城镇老旧小区")));
  EXPECT_THAT(shared("改造城镇老旧小区4个。", "改造城镇老旧小区4万户。"),
              ElementsAre(testing::EndsWith("城镇老旧小区")));
  EXPECT_THAT(shared("改造城镇老旧小区420个。", "改造城镇老旧小区420个以上。"),
              ElementsAre(testing::HasSubstr("城镇老旧小区420个")));
  EXPECT_THAT(shared("完善县乡村电子商务体系。", "实施农村电商工程。"), ElementsAre("农村电商")) << "not 村电";
  EXPECT_THAT(shared("粮食产量稳定。", "布局粮食产能县。"), ElementsAre("粮食产量")) << "the topic, not 粮食产";
  EXPECT_THAT(shared("推动南湖新区扩容。", "带动南湖新区扩容。"), ElementsAre("南湖新区扩容"));
}

TEST(Link, GoesOnUnderAnotherNumberAndInOtherWords) {
  const Result<PlanLinks> links = link_plans(earlier_plan(), later_plan());
  ASSERT_TRUE(links.ok());
  const PlanLink* growth = find(*links, "1", "2");
  ASSERT_NE(growth, nullptr);
  EXPECT_EQ(growth->type, LinkType::kSame);
  ASSERT_EQ(growth->targets.size(), 1U);
  EXPECT_EQ(growth->targets[0].kind, TargetChangeKind::kLowered);
  EXPECT_EQ(growth->targets[0].from, "5.5%以上");
  EXPECT_EQ(growth->targets[0].to, "5%左右");
  EXPECT_NE(growth->why.zh.find("同一指标"), std::string::npos) << growth->why.zh;

  ASSERT_NE(find(*links, "2", "3"), nullptr);
  ASSERT_NE(find(*links, "3", "1"), nullptr) << "民间资本, 民间投资: one topic; 云岭水库: one project";
  EXPECT_THAT(find(*links, "3", "1")->shared, Contains(testing::HasSubstr("云岭水库")));

  const PlanLink* experts = find(*links, "5", "4");
  ASSERT_NE(experts, nullptr);
  ASSERT_EQ(experts->targets.size(), 1U);
  EXPECT_EQ(experts->targets[0].kind, TargetChangeKind::kRaised);
  EXPECT_THAT(experts->targets[0].units_to, ElementsAre("省农业农村厅")) << "moved to another unit";
}

TEST(Link, SaysWhatIsDroppedAndWhatIsNew) {
  const Result<PlanLinks> links = link_plans(earlier_plan(), later_plan());
  ASSERT_TRUE(links.ok());
  EXPECT_THAT(links->dropped, ElementsAre("4", "6"));
  EXPECT_THAT(links->added, ElementsAre("5"));
}

TEST(Link, SofterAndHarderWords) {
  const Plan a = plan_of(header(2025, "示例省") +
                         "1．粮食产量500亿斤以上。（牵头单位：省农业农村厅）\n2．失业率5.5%"
                         "左右。（牵头单位：省人力资源社会保障厅）\n");
  const Plan b = plan_of(header(2026, "示例省") +
                         "1．粮食产量500亿斤左右。（牵头单位：省农业农村厅）\n2．失业率5.5%"
                         "以内。（牵头单位：省人力资源社会保障厅）\n");
  const Result<PlanLinks> links = link_plans(a, b);
  ASSERT_TRUE(links.ok());
  ASSERT_NE(find(*links, "1", "1"), nullptr);
  EXPECT_EQ(find(*links, "1", "1")->targets.at(0).kind, TargetChangeKind::kSoftened);
  ASSERT_NE(find(*links, "2", "2"), nullptr);
  EXPECT_EQ(find(*links, "2", "2")->targets.at(0).kind, TargetChangeKind::kHardened);
}

// One sentence in each of two years: what its figure has become.
struct ChangeCase {
  const char *from, *to, *change;
};
constexpr ChangeCase kChanges[] = {
    // Amounts and rates.
    {"新建口袋公园80个。（牵头单位：省住房城乡建设厅）", "新建口袋公园100个。（牵头单位：省住房城乡建设厅）",
     "80个>100个 raised"},
    {"地区生产总值增长5%以上。（牵头单位：省发展改革委）",
     "地区生产总值增长4.5%左右。（牵头单位：省发展改革委）", "5%以上>4.5%左右 lowered"},
    {"地区生产总值增长5%以上。（牵头单位：省发展改革委）", "地区生产总值增长5%左右。（牵头单位：省发展改革委）",
     "5%以上>5%左右 softened"},
    {"地区生产总值增长5%左右。（牵头单位：省发展改革委）", "地区生产总值增长5%以上。（牵头单位：省发展改革委）",
     "5%左右>5%以上 hardened"},
    {"城镇新增就业45万人。（牵头单位：省人力资源社会保障厅）",
     "城镇新增就业超过45万人。（牵头单位：省人力资源社会保障厅）", "45万人>超过45万人 hardened"},
    // Where less is better, a smaller figure promises more.
    {"城镇调查失业率5.5%左右。（牵头单位：省人力资源社会保障厅）",
     "城镇调查失业率5%左右。（牵头单位：省人力资源社会保障厅）", "5.5%左右>5%左右 raised"},
    {"城镇调查失业率控制在5%以内。（牵头单位：省人力资源社会保障厅）",
     "城镇调查失业率控制在5.5%以内。（牵头单位：省人力资源社会保障厅）", "5%以内>5.5%以内 lowered"},
    {"单位地区生产总值能耗降低2.5%。（牵头单位：省发展改革委）",
     "单位地区生产总值能耗降低3%。（牵头单位：省发展改革委）", "2.5%>3% raised"},
    // Ranges, by their lower end first.
    {"一般公共预算收入增长4%—5%。（牵头单位：省财政厅）", "一般公共预算收入增长4%—6%。（牵头单位：省财政厅）",
     "4～5%>4～6% raised"},
    // Another unit counts the same thing.
    {"培育示范农场30个。（牵头单位：省农业农村厅）", "培育示范农场40家。（牵头单位：省农业农村厅）",
     "30个>40家 raised"},
    // As much as before, later or earlier.
    {"到2027年，建成智慧灌区60处。（牵头单位：省水利厅）", "到2028年，建成智慧灌区60处。（牵头单位：省水利厅）",
     "60处（2027年）>60处（2028年） softened"},
    {"到2029年，建成智慧灌区60处。（牵头单位：省水利厅）", "到2028年，建成智慧灌区60处。（牵头单位：省水利厅）",
     "60处（2029年）>60处（2028年） hardened"},
    // Other lead units: moved where none of them stays.
    {"建设健身步道90公里。（牵头单位：省体育局）", "建设健身步道90公里。（牵头单位：省住房城乡建设厅）",
     "90公里>90公里 moved 省体育局>省住房城乡建设厅"},
    {"建设健身步道90公里。（牵头单位：省体育局）", "建设健身步道120公里。（牵头单位：省住房城乡建设厅）",
     "90公里>120公里 raised 省体育局>省住房城乡建设厅"},
    {"建设健身步道90公里。（牵头单位：省体育局）", "建设健身步道90公里。（牵头单位：省体育局、省财政厅）",
     "90公里>90公里 unchanged"},
};

TEST(Link, WhatAFigureHasBecome) {
  const auto name = [](const std::vector<std::string>& units) {
    return fmt::format("{}", fmt::join(units, "、"));
  };
  for (const ChangeCase& row : kChanges) {
    const std::string rest =
        "2．治理云岭河道。（牵头单位：省水利厅）\n3．办好青河车展。（牵头单位：省商务厅）\n";
    const Result<PlanLinks> links =
        link_plans(plan_of(fmt::format("{}1．{}\n{}", header(2025, "示例省"), row.from, rest)),
                   plan_of(fmt::format("{}1．{}\n{}", header(2026, "示例省"), row.to, rest)));
    ASSERT_TRUE(links.ok()) << row.from;
    const PlanLink* link = find(*links, "1", "1");
    ASSERT_NE(link, nullptr) << row.from;
    std::string told;
    for (const TargetChange& change : link->targets) {
      told += fmt::format("{}>{} {}", change.from, change.to, to_word(change.kind));
      if (!change.units_from.empty())
        told += fmt::format(" {}>{}", name(change.units_from), name(change.units_to));
    }
    EXPECT_EQ(told, row.change) << row.from << " / " << row.to;
  }
}

TEST(Link, SplitMergedDroppedAndNew) {
  const Plan before = plan_of(header(2025, "示例省") +
                              "1．建成云岭水库；开工建设青河大桥。（牵头单位：省水利厅）\n"
                              "2．开展星火读书节活动。（牵头单位：省文化和旅游厅）\n"
                              "3．选派科技特派员1000名。（牵头单位：省科技厅）\n"
                              "4．培育技术经纪人300名。（牵头单位：省科技厅）\n"
                              "5．改造老旧小区600个。（牵头单位：省住房城乡建设厅）\n");
  const Plan after = plan_of(header(2026, "示例省") +
                             "1．推动云岭水库下闸蓄水。（牵头单位：省水利厅）\n"
                             "2．推动青河大桥合龙。（牵头单位：省交通运输厅）\n"
                             "3．选派科技特派员1200名，培育技术经纪人350名。（牵头单位：省科技厅）\n"
                             "4．改造老旧小区400个。（牵头单位：省住房城乡建设厅）\n"
                             "5．建设梅林露营基地。（牵头单位：省体育局）\n");
  const Result<PlanLinks> links = link_plans(before, after);
  ASSERT_TRUE(links.ok());
  EXPECT_EQ(links->split, std::vector<std::string>{"1"});
  EXPECT_EQ(links->merged, std::vector<std::string>{"3"});
  EXPECT_EQ(links->dropped, std::vector<std::string>{"2"});
  EXPECT_EQ(links->added, std::vector<std::string>{"5"});
}

// The tasks of a province linked with those of one of its cities, of the same year.
PlanLinks links_of_levels(const std::string& province_tasks, const std::string& city_tasks) {
  const Plan province = plan_of(header(2026, "示例省") + province_tasks);
  const Plan city = plan_of("示例市2026年政府工作报告重点工作分工方案\n" + city_tasks);
  EXPECT_EQ(province.document.level, Level::kProvince);
  EXPECT_EQ(city.document.level, Level::kCity);
  Result<PlanLinks> links = link_plans(province, city);
  EXPECT_TRUE(links.ok());
  return links.ok() ? std::move(*links) : PlanLinks();
}

// Whether the shares that a city's tasks carry add up to the province's figure.
TEST(Link, SharesAddUpOrNot) {
  const PlanLinks links = links_of_levels(
      "1．新建口袋公园200个。（牵头单位：省住房城乡建设厅）\n"
      "2．改造老旧小区600个。（牵头单位：省住房城乡建设厅）\n"
      "3．新增离境退税店1000家。（牵头单位：省商务厅）\n"
      "4．社会消费品零售总额增长4%左右。（牵头单位：省商务厅）\n",
      "1．新建口袋公园120个、城市公园5个。（牵头单位：市城管局）\n"
      "2．在高新区新建口袋公园80个。（牵头单位：高新区管委会）\n"
      "3．改造老旧小区700个。（牵头单位：市住建局）\n"
      "4．新增离境退税店350个。（牵头单位：市商务局）\n"
      "5．社会消费品零售总额增长5%左右。（牵头单位：市商务局）\n");
  std::string told;
  for (const ApportionedTarget& each : links.shares) {
    told += fmt::format("{} {:g}:", each.no, each.whole);
    for (const ApportionedTarget::Part& part : each.parts) told += fmt::format(" {}={:g}", part.no, part.value);
    told += fmt::format(" sum {:g}\n", each.sum);
  }
  EXPECT_EQ(told,
            "1 200: 1=120 2=80 sum 200\n"
            "3 1000: 4=350 sum 350\n")
      << "700 cannot be a part of 600, and a rate is no share";
}

TEST(Link, ACitysShareOfAProvincesFigure) {
  const PlanLinks links = links_of_levels(
      "1．新增离境退税商店1000家以上。（牵头单位：省商务厅）\n2．新建口袋公园80个。（牵头单位：省住房城乡建设厅）\n",
      "1．新增离境退税商店350家。（牵头单位：市商务局）\n2．举办龙舟赛。（牵头单位：市体育局）\n");
  ASSERT_NE(find(links, "1", "1"), nullptr);
  ASSERT_EQ(links.shares.size(), 1U);
  EXPECT_DOUBLE_EQ(links.shares[0].whole, 1000);
  EXPECT_DOUBLE_EQ(links.shares[0].sum, 350);
  EXPECT_DOUBLE_EQ(find(links, "1", "1")->targets.at(0).share.value_or(0), 0.35);
}

TEST(Link, IsTheSameEachTime) {
  const Plan a = earlier_plan();
  const Plan b = later_plan();
  EXPECT_EQ(to_json(*link_plans(a, b), Language::kZh), to_json(*link_plans(a, b), Language::kZh));
}

TEST(Link, PlainWordsAloneLinkNothing) {
  const Plan a = plan_of(header(2025, "示例省") +
                         "1．加快推进重点项目建设，持续优化服务。（牵头单位：省甲厅）\n2．扎实推进茶叶种植。（"
                         "牵头单位：省乙厅）\n");
  const Plan b = plan_of(
      header(2026, "示例省") +
      "1．持续优化服务，加快推进重点项目建设。（牵头单位：省丙厅）\n2．治理雾霾。（牵头单位：省丁厅）\n");
  const Result<PlanLinks> links = link_plans(a, b);
  ASSERT_TRUE(links.ok());
  EXPECT_TRUE(links->links.empty()) << to_json(*links, Language::kZh);
}

TEST(Link, AnEmptySideIsSaid) {
  const Result<PlanLinks> links = link_plans(earlier_plan(), Plan{});
  ASSERT_FALSE(links.ok());
  EXPECT_EQ(links.error().code, ErrorCode::kInvalid);
  EXPECT_NE(links.error().message.zh.find("第二份"), std::string::npos);
}

TEST(Link, OtherRegionsAreSaid) {
  Plan other = later_plan();
  Plan first = earlier_plan();
  first.document.region = "示例省";
  other.document.region = "样本省";
  first.document.level = other.document.level = Level::kProvince;
  const Result<PlanLinks> links = link_plans(first, other);
  ASSERT_TRUE(links.ok());
  ASSERT_EQ(links->remarks.size(), 1U);
  EXPECT_NE(links->remarks[0].zh.find("不是一个地方"), std::string::npos);
}

TEST(Link, TwoVersionsOfOnePaperAreSaid) {
  Plan second = earlier_plan();
  second.tasks[5].text = "开展星火读书周活动。";
  const Result<PlanLinks> links = link_plans(earlier_plan(), second);
  ASSERT_TRUE(links.ok());
  ASSERT_EQ(links->remarks.size(), 1U);
  EXPECT_NE(links->remarks[0].zh.find("两个版本"), std::string::npos) << links->remarks[0].zh;
  for (const std::string no : {"1", "2", "3", "4", "5", "6"}) {
    ASSERT_NE(find(*links, no, no), nullptr) << no;
  }
}

TEST(Link, ATaskOfSeveralSentencesGoesWithEachOfIts) {
  const Plan a = plan_of(header(2025, "示例省") +
                         "1．改造老旧小区600个。支持民间资本参与云岭水库等重大工程。选派科技特派员1000名。（牵"
                         "头单位：省发展改革委）\n"
                         "2．开展星火读书节活动。（牵头单位：省文化和旅游厅）\n");
  const Result<PlanLinks> links = link_plans(a, later_plan());
  ASSERT_TRUE(links.ok());
  for (const std::string_view to : {"1", "3", "4"}) {
    ASSERT_NE(find(*links, "1", to), nullptr) << to;
  }
  EXPECT_THAT(links->split, ElementsAre("1"));
  ASSERT_EQ(find(*links, "1", "4")->targets.size(), 1U);
  EXPECT_EQ(find(*links, "1", "4")->targets[0].from, "1000名");
}

TEST(Link, AFigureThatIsNoPartOfTheUpperOneIsNoShare) {
  const PlanLinks links = links_of_levels(
      "1．离境退税商店达到1000家。（牵头单位：省商务厅）\n2．新建口袋公园80个。（牵头单位：省住房城乡建设厅）\n",
      "1．离境退税商店累计达到1350家。（牵头单位：市商务局）\n2．举办龙舟赛。（牵头单位：市体育局）\n");
  ASSERT_NE(find(links, "1", "1"), nullptr);
  ASSERT_EQ(find(links, "1", "1")->targets.size(), 1U);
  EXPECT_FALSE(find(links, "1", "1")->targets[0].share.has_value());
  EXPECT_TRUE(links.shares.empty());
}

// As many tasks as a plan of this test wants, each of its own words.
Plan plan_of_size(std::size_t tasks) {
  Plan out;
  out.document.kind = DocumentKind::kPlan;
  for (std::size_t i = 0; i < tasks; ++i) {
    Task task;
    task.no = std::to_string(i + 1);
    for (std::size_t rest = i + 1; rest > 0; rest /= 50)
      task.text += std::string(
                       "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥金木水火土东西南北春夏秋冬山川湖海江河桥路"
                       "田林牧渔盐铁铜")
                       .substr(rest % 50 * 3, 6);
    out.tasks.push_back(std::move(task));
  }
  return out;
}

TEST(Link, AsManyTasksAsTheLimitAndOneMore) {
  EXPECT_TRUE(link_plans(plan_of_size(kMostTasksOfASide), plan_of_size(3)).ok());
  const Result<PlanLinks> over = link_plans(plan_of_size(3), plan_of_size(kMostTasksOfASide + 1));
  ASSERT_FALSE(over.ok());
  EXPECT_EQ(over.error().code, ErrorCode::kTooLarge);
}

TEST(Topics, OtherWordsForTheSameThing) {
  EXPECT_EQ(topics_of("鼓励民间资本参与"), topics_of("扩大民间投资"));
  EXPECT_NE(topics_of("高校毕业生就业"), topics_of("高校改革"));
  EXPECT_THAT(topics_of("加快推进"), IsEmpty());
}

}  // namespace
}  // namespace duban
