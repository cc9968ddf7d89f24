#include "exports/alignment_sheets.h"

#include <fmt/format.h>

#include <map>

#include "exports/table_sheet.h"

namespace duban {
namespace {

class Words {
 public:
  explicit Words(Language language) : zh_(language == Language::kZh) {}
  std::string operator()(std::string_view zh, std::string_view en) const { return std::string(zh_ ? zh : en); }

 private:
  bool zh_;
};

// The tasks and rows of lists of a paper, by the number that alignments give them.
std::map<std::string, const Task*> tasks_of(const Plan& plan) {
  std::map<std::string, const Task*> out;
  for (const Task& task : plan.tasks) out.emplace(task.no, &task);
  for (const TaskList& list : plan.lists) {
    for (const Task& task : list.tasks) out.emplace("L" + task.no, &task);
  }
  return out;
}

std::string text_of(const std::map<std::string, const Task*>& tasks, const std::string& no) {
  const auto found = tasks.find(no);
  return found == tasks.end() ? std::string() : found->second->text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : "、") + word;
  return out;
}

std::string leads_of(const std::map<std::string, const Task*>& tasks, const std::string& no) {
  const auto found = tasks.find(no);
  if (found == tasks.end()) return {};
  std::vector<std::string> names;
  for (const Name& name : found->second->lead_units) names.push_back(name.text);
  return joined(names);
}

std::string title_of(const Plan& a, const Plan& b) {
  return fmt::format("{} → {}", a.document.title, b.document.title);
}

TableSheet sheet_named(std::string name, const std::string& title, std::vector<TableColumn> columns) {
  TableSheet out;
  out.name = std::move(name);
  out.title = title;
  out.columns = std::move(columns);
  return out;
}

}  // namespace

std::string class_name(ClauseClass clause_class, Language language) {
  if (language == Language::kEn) return std::string(to_word(clause_class));
  switch (clause_class) {
    case ClauseClass::kCommitment:
      return "承诺";
    case ClauseClass::kPreamble:
      return "引语";
    case ClauseClass::kClosing:
      return "结语";
    case ClauseClass::kReview:
      return "回顾";
  }
  return {};
}

Result<std::string> trace_xlsx(const Trace& trace, const Plan& report, const Plan& plan, Language language) {
  const Words say(language);
  const auto tasks = tasks_of(plan);
  const std::string title = title_of(report, plan);
  TableSheet sources = sheet_named(say("任务出处", "Sources"), title,
                                   {{say("任务", "Task"), 8},
                                    {say("任务内容", "Text"), 50},
                                    {say("牵头单位", "Lead units"), 24},
                                    {say("出自报告的话", "Words of the report"), 50},
                                    {say("相同程度", "Alike"), 10}});
  for (const TracedTask& task : trace.tasks) {
    const std::string text = text_of(tasks, task.no);
    const std::string leads = leads_of(tasks, task.no);
    if (task.sources.empty())
      sources.rows.push_back(
          {task.no, text, leads, say("（报告里没有）", "(not in the report)"), std::string()});
    for (const TraceSource& source : task.sources)
      sources.rows.push_back({task.no, text, leads, source.text, fmt::format("{:.0f}%", source.score * 100)});
  }
  TableSheet uncovered =
      sheet_named(say("没有任务承接的话", "Carried by no task"), title,
                  {{say("章节", "Section"), 12}, {say("类别", "Class"), 10}, {say("报告原话", "Words"), 80}});
  for (const Uncovered& part : trace.uncovered)
    uncovered.rows.push_back({part.section, class_name(part.clause_class, language), part.text});
  TableSheet drift = sheet_named(say("措辞有变", "Words that changed"), title,
                                 {{say("任务", "Task"), 8},
                                  {say("变化", "What"), 12},
                                  {say("内容", "Change"), 30},
                                  {say("报告原话", "In the report"), 50},
                                  {say("方案的话", "In the plan"), 50}});
  for (const Drift& each : trace.drift)
    drift.rows.push_back({each.task,
                          std::string(language == Language::kZh ? zh_name(each.kind) : to_word(each.kind)),
                          each.detail, each.report, each.plan});
  return tables_to_xlsx(title, {std::move(sources), std::move(uncovered), std::move(drift)});
}

Result<std::string> link_xlsx(const PlanLinks& links, const Plan& earlier, const Plan& later,
                              Language language) {
  const Words say(language);
  const bool zh = language == Language::kZh;
  const auto from = tasks_of(earlier);
  const auto to = tasks_of(later);
  const std::string title = title_of(earlier, later);
  std::vector<TableSheet> out;
  TableSheet pairs = sheet_named(say("对应关系", "Links"), title,
                                 {{say("前", "From"), 7},
                                  {say("前一份内容", "Text"), 46},
                                  {say("前一份牵头", "Lead units"), 18},
                                  {say("后", "To"), 7},
                                  {say("后一份内容", "Text"), 46},
                                  {say("后一份牵头", "Lead units"), 18},
                                  {say("关系", "Type"), 8},
                                  {say("把握", "Score"), 8},
                                  {say("依据", "Why"), 34}});
  TableSheet figures = sheet_named(say("指标变化", "Figures"), title,
                                   {{say("前", "From"), 7},
                                    {say("后", "To"), 7},
                                    {say("指标", "Indicator"), 34},
                                    {say("原承诺", "Was"), 18},
                                    {say("现承诺", "Is"), 18},
                                    {say("变化", "Change"), 10},
                                    {say("分担", "Share"), 10},
                                    {say("原牵头单位", "Lead units were"), 24},
                                    {say("现牵头单位", "Lead units are"), 24}});
  for (const PlanLink& link : links.links) {
    pairs.rows.push_back({link.from, text_of(from, link.from), leads_of(from, link.from), link.to,
                          text_of(to, link.to), leads_of(to, link.to),
                          std::string(zh ? zh_name(link.type) : to_word(link.type)),
                          fmt::format("{:.0f}%", link.score * 100), link.why.in(language)});
    for (const TargetChange& change : link.targets) {
      figures.rows.push_back({link.from, link.to, change.indicator, change.from, change.to,
                              std::string(zh ? zh_name(change.kind) : to_word(change.kind)),
                              change.share ? fmt::format("{:.1f}%", *change.share * 100) : std::string(),
                              joined(change.units_from), joined(change.units_to)});
    }
  }
  TableSheet alone = sheet_named(say("新旧分合", "Dropped, new, split, merged"), title,
                                 {{say("情况", "What"), 14},
                                  {say("任务", "Task"), 8},
                                  {say("内容", "Text"), 70},
                                  {say("牵头单位", "Lead units"), 30}});
  const auto list = [&](const std::vector<std::string>& numbers, const auto& tasks, const std::string& what) {
    for (const std::string& no : numbers)
      alone.rows.push_back({what, no, text_of(tasks, no), leads_of(tasks, no)});
  };
  list(links.dropped, from, say("不再提及", "dropped"));
  list(links.added, to, say("新增", "new"));
  list(links.split, from, say("一分为几", "split"));
  list(links.merged, to, say("几合为一", "merged"));
  out.push_back(std::move(pairs));
  out.push_back(std::move(figures));
  out.push_back(std::move(alone));
  if (links.shares.empty()) return tables_to_xlsx(title, out);
  TableSheet shares = sheet_named(say("指标分解", "Shares"), title,
                                  {{say("任务", "Task"), 8},
                                   {say("指标", "Indicator"), 34},
                                   {say("总数", "Whole"), 14},
                                   {say("计量单位", "Unit"), 10},
                                   {say("已分担", "Given so far"), 14},
                                   {say("差额", "Still open"), 14},
                                   {say("承担的任务", "Carried by"), 40}});
  for (const ApportionedTarget& target : links.shares) {
    std::string parts;
    for (const ApportionedTarget::Part& part : target.parts)
      parts += fmt::format("{}{}：{:.10g}", parts.empty() ? "" : "；", part.no, part.value);
    shares.rows.push_back(
        {target.no, target.indicator, target.whole, target.unit, target.sum, target.whole - target.sum, parts});
  }
  out.push_back(std::move(shares));
  return tables_to_xlsx(title, out);
}

Result<std::string> outcome_xlsx(const PlanOutcomes& outcomes, const Plan& plan, const Plan& report,
                                 Language language) {
  const Words say(language);
  const auto tasks = tasks_of(plan);
  TableSheet sheet = sheet_named(say("承诺与成效", "Promises and outcomes"), title_of(plan, report),
                                 {{say("任务", "Task"), 8},
                                  {say("任务内容", "Text"), 44},
                                  {say("牵头单位", "Lead units"), 20},
                                  {say("指标", "Indicator"), 24},
                                  {say("承诺", "Promised"), 16},
                                  {say("报告数", "Reported"), 14},
                                  {say("报告原话", "Words of the report"), 44},
                                  {say("判定（按报告数）", "Verdict as reported"), 14},
                                  {say("理由", "Why"), 40}});
  for (const PromiseOutcome& row : outcomes.outcomes) {
    sheet.rows.push_back(
        {row.no, text_of(tasks, row.no), leads_of(tasks, row.no), row.indicator, row.promised,
         row.reported && has_value(*row.reported)
             ? fmt::format("{:.10g}{}", row.reported->achieved.value, row.reported->achieved.unit)
             : std::string(),
         row.reported ? row.reported->words : say("（报告没有提到）", "(not mentioned)"),
         std::string(language == Language::kZh ? zh_name(row.verdict.value) : en_name(row.verdict.value)),
         row.verdict.why.words.in(language)});
  }
  return tables_to_xlsx(sheet.title, {sheet});
}

std::vector<std::vector<std::string>> series_table(const std::vector<IndicatorSeries>& series,
                                                   Language language) {
  const Words say(language);
  const bool zh = language == Language::kZh;
  std::vector<std::vector<std::string>> out = {
      {say("指标", "Indicator"), say("年份", "Year"), say("任务", "Task"), say("方案用语", "In the plan"),
       say("承诺", "Promised"), say("变化", "Change"), say("牵头单位", "Lead units"),
       say("次年报告数", "Reported a year later"), say("判定（按报告数）", "Verdict as reported")}};
  for (const IndicatorSeries& each : series) {
    for (const SeriesPoint& point : each.points) {
      out.push_back(
          {each.indicator, point.year == 0 ? std::string() : std::to_string(point.year), point.no,
           point.indicator, point.promised,
           point.change ? std::string(zh ? zh_name(*point.change) : to_word(*point.change)) : std::string(),
           joined(point.lead_units),
           point.reported && has_value(*point.reported)
               ? fmt::format("{:.10g}{}", point.reported->achieved.value, point.reported->achieved.unit)
               : std::string(),
           point.verdict ? std::string(zh ? zh_name(*point.verdict) : en_name(*point.verdict))
                         : std::string()});
    }
  }
  return out;
}

Result<std::string> series_xlsx(const std::vector<IndicatorSeries>& series, Language language) {
  const Words say(language);
  constexpr double kWidths[] = {26, 8, 8, 26, 18, 10, 30, 16, 14};
  const std::vector<std::vector<std::string>> rows = series_table(series, language);
  TableSheet sheet = sheet_named(say("历年指标", "Series"), say("历年指标", "Indicators over the years"), {});
  for (std::size_t i = 0; i < rows.front().size(); ++i) sheet.columns.push_back({rows.front()[i], kWidths[i]});
  for (std::size_t r = 1; r < rows.size(); ++r) sheet.rows.emplace_back(rows[r].begin(), rows[r].end());
  return tables_to_xlsx(sheet.title, {sheet});
}

}  // namespace duban
