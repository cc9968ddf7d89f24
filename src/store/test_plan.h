#pragma once

// An invented paper and the plan that a reader takes from it, put together by hand: the store's tests do not
// depend on the grammar. Every value's words are found in the text, so spans are real.

#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.h"
#include "read/read.h"
#include "supervise/rights.h"

namespace duban {

class PaperBuilder {
 public:
  explicit PaperBuilder(std::string title = "2026年示例市《政府工作报告》重点工作分工方案", int year = 2026) {
    plan.document.kind = DocumentKind::kPlan;
    plan.document.title = title;
    plan.document.issuer = "示例市人民政府";
    plan.document.year = year;
    plan.document.issued_on = std::to_string(year) + "-02-05";
    plan.document.region = "示例市";
    plan.document.level = Level::kCity;
    append(title + "\n");
  }

  PaperBuilder& section(const std::string& label, const std::string& title) {
    plan.sections.push_back({label, title, 1, "", "", {append(label + "、" + title)}});
    append("\n");
    section_ = {label};
    return *this;
  }
  PaperBuilder& list(const std::string& name) {
    append(name + "\n");
    plan.lists.push_back({name, {}});
    section_.clear();
    return *this;
  }

  // One task in the layout of labelled lines.
  PaperBuilder& task(const std::string& text, const std::vector<std::string>& leads,
                     const std::vector<std::string>& responsible = {},
                     const std::vector<std::string>& leaders = {}) {
    Task out;
    std::vector<Task>& tasks = plan.lists.empty() ? plan.tasks : plan.lists.back().tasks;
    out.no = std::to_string(tasks.size() + 1);
    out.section = section_;
    out.span.begin = append(out.no + ". ").begin;
    out.text = text;
    out.text_spans = {append(text)};
    out.leaders = names("牵头领导：", leaders);
    out.lead_units = names("牵头单位：", leads);
    out.responsible_units = names("责任单位：", responsible);
    out.span.end = append("\n").end;
    tasks.push_back(std::move(out));
    return *this;
  }
  PaperBuilder& target(const std::string& indicator, Measure measure, double value, const std::string& unit) {
    Task& task = last();
    Target out;
    out.indicator = indicator;
    out.measure = measure;
    out.value = value;
    out.unit = unit;
    out.span = task.text_spans.front();
    out.rule = "test";
    task.targets.push_back(out);
    return *this;
  }
  // A finding about words of the last task, or of the head where there is no task.
  PaperBuilder& finding(AnomalyKind kind, Severity severity, const std::string& words, const std::string& where,
                        const std::string& likely) {
    Anomaly out;
    out.text = words;
    out.where = where;
    out.kind = kind;
    out.severity = severity;
    out.reason = "这里不是单位名称";
    out.likely = likely;
    const bool in_task = !plan.tasks.empty() || !plan.lists.empty();
    const std::size_t at = document.text.find(words, in_task ? last().span.begin : 0);
    if (at != std::string::npos) {
      out.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
    }
    plan.anomalies.push_back(out);
    return *this;
  }
  PaperBuilder& closing(const std::string& sentence) {
    append(sentence + "\n");
    return *this;
  }
  Task& last() { return plan.lists.empty() ? plan.tasks.back() : plan.lists.back().tasks.back(); }

  const std::string& bytes() const { return document.text; }

  Document document = txt();
  Plan plan;

 private:
  static Document txt() {
    Document out;
    out.encoding = "utf-8";
    out.format = "txt";
    return out;
  }
  Span append(const std::string& text) {
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += text;
    return {begin, static_cast<std::uint32_t>(document.text.size())};
  }
  std::vector<Name> names(const std::string& label, const std::vector<std::string>& texts) {
    std::vector<Name> out;
    if (texts.empty()) return out;
    append("\n" + label);
    for (const std::string& text : texts) {
      if (!out.empty()) append("、");
      out.push_back({text, {append(text)}, ""});
    }
    return out;
  }
  std::vector<std::string> section_;
};

// The plan that most tests use: two sections, four tasks, one list of two, two findings.
inline PaperBuilder example_paper() {
  PaperBuilder paper;
  paper.section("一", "推动工业增长")
      .task("规模以上工业增加值增长5%。", {"市工业和信息化局"}, {"市统计局", "各区人民政府"}, {"王健"})
      .target("规模以上工业增加值", Measure::kGrowth, 5, "%")
      .task("新建5G基站300个。", {"市通信管理局"}, {"即时比分", "市财政局"})
      .target("新建5G基站", Measure::kIncrement, 300, "个")
      .finding(AnomalyKind::kForeignText, Severity::kLook, "即时比分", "任务2 责任单位", "市司法局");
  paper.section("二", "办好民生实事")
      .task("改造老旧小区30个。", {"市住房城乡建设局", "市财政局"}, {"市民政局"}, {"李明", "王健"})
      .target("改造老旧小区", Measure::kIncrement, 30, "个")
      .task("推进诚信建设。", {}, {"市发展改革委", "市教育局"});
  paper.last().shared = true;
  paper.last().open_responsible = true;
  paper.finding(AnomalyKind::kInnerSpace, Severity::kRepaired, "推进诚信建设", "任务4 任务内容", "");
  paper.list("2026年民生实事清单")
      .task("新增公办幼儿园学位1000个。", {"市教育局"})
      .task("建设口袋公园10个。", {"市城市管理局"});
  return paper;
}

inline Actor test_operator() {
  Actor actor;
  actor.name = "测试";
  actor.from = "cli";
  return actor;
}
inline constexpr std::int64_t kTestNow = 1'770'280'200'000;  // 2026-02-05T08:30:00Z

}  // namespace duban
