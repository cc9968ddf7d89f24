#include "store/series.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"
#include "exports/table_sheet.h"
#include "store/alignment_paper.h"
#include "store/alignment_rows.h"
#include "store/rules.h"
#include "store/task_json.h"
#include "store/visibility.h"
#include "supervise/series.h"

namespace duban {
namespace {

// The papers of a region: at most as many years as a person would look at.
constexpr std::size_t kMostPapers = 60;

struct RegionPapers {
  std::string region;
  std::vector<AlignedPaper> papers;
  std::vector<const Plan*> plans, reports;
  std::map<std::string, std::pair<const AlignedPaper*, const PaperEnd*>> tasks;  // by key
  std::set<std::string> seen;  // keys of the tasks that the person sees
};

Result<RegionPapers> papers_of_region(sql::Connection& db, const Actor& actor, std::string_view region,
                                      UtcMillis now) {
  RegionPapers out;
  out.region = region;
  std::vector<PaperHead> heads = TRY(papers_by_region(db, actor.government_id));
  if (out.region.empty()) {
    const auto newest = std::find_if(heads.begin(), heads.end(), [](const PaperHead& head) {
      return head.kind != DocumentKind::kReport && !head.region.empty();
    });
    if (newest != heads.end()) out.region = newest->region;
  }
  std::erase_if(heads, [&](const PaperHead& head) { return head.region != out.region || head.year == 0; });
  if (heads.size() > kMostPapers) heads.resize(kMostPapers);
  out.papers.reserve(heads.size());
  for (const PaperHead& head : heads) out.papers.push_back(TRY(load_aligned_paper(db, head)));
  for (const AlignedPaper& paper : out.papers) {
    const bool report = paper.head.kind == DocumentKind::kReport;
    (report ? out.reports : out.plans).push_back(&paper.plan);
    for (const PaperEnd& end : paper.ends) {
      if (end.task_id != 0) out.tasks[end.key] = {&paper, &end};
    }
  }
  if (reach(actor, Action::kReadLedger) == Reach::kGovernment) {
    for (const auto& [key, task] : out.tasks) out.seen.insert(key);
    return out;
  }
  SqlText text;
  text.sql =
      "SELECT t.id FROM task t JOIN plan p ON p.id = t.plan_id WHERE p.superseded_by IS NULL AND p.region = " +
      text.bind(out.region) + " AND ";
  text.sql += visible_tasks(text, actor, Action::kReadLedger, china_date(now));
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) out.seen.insert(task_end(rows.integer(0)));
  return out;
}

struct CheckedFigure {
  double value = 0;
  std::string on;
};
using CheckedFigures = std::map<std::pair<std::string, std::string>, CheckedFigure>;  // task's key, indicator

Result<CheckedFigures> checked_figures(sql::Connection& db, const IndicatorSeries& series) {
  CheckedFigures out;
  if (series.points.empty()) return out;
  SqlText text;
  std::string ids;
  for (const SeriesPoint& point : series.points)
    ids += (ids.empty() ? "" : ", ") + text.bind(std::int64_t{std::stoll(end_of_number(point.no))});
  text.sql =
      "SELECT v.task_id, g.indicator, COALESCE(v.found, v.reported), v.checked_on FROM verification v JOIN "
      "target g "
      "ON g.task_id = v.task_id AND g.position = v.target WHERE v.task_id IN (" +
      ids + ") AND COALESCE(v.found, v.reported) IS NOT NULL ORDER BY v.id";
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) out[{task_end(rows.integer(0)), rows.string(1)}] = {rows.real(2), rows.string(3)};
  return out;
}

struct SeriesAtHand {
  RegionPapers papers;
  IndicatorSeries series;
  CheckedFigures checked;
  std::int64_t hidden = 0;
};

Result<SeriesAtHand> series_at_hand(sql::Connection& db, const Actor& actor, std::string_view indicator,
                                    std::string_view region, UtcMillis now) {
  if (indicator.empty()) {
    return error(ErrorCode::kUsage, "请给出指标：indicator=地区生产总值", "say which indicator: indicator=…");
  }
  SeriesAtHand out;
  out.papers = TRY(papers_of_region(db, actor, region, now));
  const VerdictRules rules = TRY(verdict_rules_of(db, actor.government_id));
  const Day today = Day::parse(china_date(now)).value_or(Day{});
  out.series = TRY(series_of(indicator, out.papers.plans, out.papers.reports, rules, today));
  const std::size_t all = out.series.points.size();
  std::erase_if(out.series.points,
                [&](const SeriesPoint& point) { return !out.papers.seen.contains(end_of_number(point.no)); });
  out.hidden = static_cast<std::int64_t>(all - out.series.points.size());
  out.checked = TRY(checked_figures(db, out.series));
  return out;
}

void write_point(JsonWriter& json, const SeriesAtHand& at, const SeriesPoint& point) {
  const std::string key = end_of_number(point.no);
  const auto& [paper, end] = at.papers.tasks.at(key);
  json.begin_object()
      .field("year", point.year)
      .field("plan_id", paper->head.id)
      .field("task_id", end->task_id)
      .field("no", end->no)
      .field("list", end->list);
  json.field("indicator", point.indicator)
      .field("promised", point.promised)
      .field("op", to_word(point.target.op));
  json.key("value");
  point.has_value ? json.number(point.target.value) : json.null();
  json.key("value_max");
  point.target.value_max ? json.number(*point.target.value_max) : json.null();
  json.field("unit", point.target.unit).key("lead_units").raw(strings_to_json(point.lead_units)).key("change");
  point.change ? json.string(to_word(*point.change)) : json.null();
  json.key("reported");
  if (point.reported) {
    json.begin_object()
        .field("value", point.reported->achieved.value)
        .field("unit", point.reported->achieved.unit)
        .field("words", point.reported->words)
        .end_object();
  } else {
    json.null();
  }
  json.key("verdict");
  point.verdict ? json.string(to_word(*point.verdict)) : json.null();
  json.key("verified");
  const auto checked = at.checked.find({key, point.indicator});
  if (checked == at.checked.end()) {
    json.null();
  } else {
    json.begin_object().field("value", checked->second.value).field("on", checked->second.on).end_object();
  }
  json.end_object();
}

}  // namespace

Result<std::string> read_series(sql::Connection& db, const Actor& actor, std::string_view indicator,
                                std::string_view region, UtcMillis now) {
  const SeriesAtHand at = TRY(series_at_hand(db, actor, indicator, region, now));
  JsonWriter json;
  json.begin_object()
      .field("region", at.papers.region)
      .field("indicator", at.series.indicator)
      .field("measure", to_word(at.series.measure))
      .field("unit", at.series.unit)
      .key("points")
      .begin_array();
  for (const SeriesPoint& point : at.series.points) write_point(json, at, point);
  return json.end_array().field("hidden", at.hidden).end_object().take();
}

Result<AlignmentFile> series_xlsx(sql::Connection& db, const Actor& actor, std::string_view indicator,
                                  std::string_view region, Language language, UtcMillis now) {
  const SeriesAtHand at = TRY(series_at_hand(db, actor, indicator, region, now));
  const bool zh = language == Language::kZh;
  const auto say = [zh](const char* chinese, const char* english) {
    return std::string(zh ? chinese : english);
  };
  TableSheet sheet;
  sheet.name = say("历年指标", "Over the years");
  sheet.title = fmt::format("{} {}", at.papers.region, at.series.indicator);
  sheet.columns = {{say("年份", "Year"), 8},
                   {say("指标", "Indicator"), 26},
                   {say("承诺", "Promised"), 18},
                   {say("变化", "Change"), 10},
                   {say("任务", "Task"), 8},
                   {say("牵头单位", "Lead units"), 30},
                   {say("报告数", "Reported"), 12},
                   {say("计量单位", "Unit"), 8},
                   {say("报告原话", "Words of the report"), 44},
                   {say("判定（按报告数）", "Verdict as reported"), 14},
                   {say("核查数", "Verified"), 12}};
  for (const SeriesPoint& point : at.series.points) {
    const std::string key = end_of_number(point.no);
    std::string units;
    for (const std::string& unit : point.lead_units) units += (units.empty() ? "" : "、") + unit;
    const auto checked = at.checked.find({key, point.indicator});
    sheet.rows.push_back(
        {static_cast<double>(point.year), point.indicator, point.promised,
         point.change ? std::string(zh ? zh_name(*point.change) : to_word(*point.change)) : std::string(),
         at.papers.tasks.at(key).second->no, units,
         point.reported ? TableCell(point.reported->achieved.value) : TableCell(std::string()),
         point.target.unit, point.reported ? point.reported->words : std::string(),
         point.verdict ? std::string(zh ? zh_name(*point.verdict) : en_name(*point.verdict)) : std::string(),
         checked == at.checked.end() ? TableCell(std::string()) : TableCell(checked->second.value)});
  }
  AlignmentFile out;
  out.bytes = TRY(tables_to_xlsx(sheet.title, {sheet}));
  out.name = fmt::format("{} {}.xlsx", sheet.title, sheet.name);
  return out;
}

Result<std::string> list_series(sql::Connection& db, const Actor& actor, std::string_view region,
                                UtcMillis now) {
  const RegionPapers papers = TRY(papers_of_region(db, actor, region, now));
  const VerdictRules rules = TRY(verdict_rules_of(db, actor.government_id));
  const Day today = Day::parse(china_date(now)).value_or(Day{});
  JsonWriter json;
  json.begin_object().field("region", papers.region).key("items").begin_array();
  std::int64_t total = 0;
  for (const IndicatorSeries& series : all_series(papers.plans, papers.reports, rules, today)) {
    std::set<int> years;
    for (const SeriesPoint& point : series.points) {
      if (papers.seen.contains(end_of_number(point.no))) years.insert(point.year);
    }
    if (years.size() < 2) continue;
    json.begin_object()
        .field("indicator", series.indicator)
        .field("measure", to_word(series.measure))
        .field("unit", series.unit)
        .key("years")
        .begin_array();
    for (const int year : years) json.integer(year);
    json.end_array().end_object();
    ++total;
  }
  return json.end_array().field("total", total).key("next").null().end_object().take();
}

}  // namespace duban
