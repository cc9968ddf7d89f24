#include "supervise/series.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "align/parts.h"
#include "align/target_change.h"
#include "base/json.h"
#include "plan/comparable_units.h"
#include "plan/target_words.h"
#include "supervise/indicator_name.h"

namespace duban {
namespace {

struct Promised {
  const Plan* plan = nullptr;
  const Task* task = nullptr;
  SeriesPoint point;
  std::string core;
};

std::vector<std::string> texts_of(const std::vector<Name>& names) {
  std::vector<std::string> out;
  for (const Name& name : names) out.push_back(name.text);
  return out;
}

// What has a name and no number: 居民人均可支配收入增长与经济增长基本同步.
std::vector<Promised> without_number(const Task& task, const VerdictRules& rules) {
  std::vector<Promised> out;
  for (const std::string_view part : comma_parts(task.text)) {
    for (std::size_t begin = 0; begin < part.size();) {
      const std::size_t end = std::min(part.find("、", begin), part.size());
      const std::string_view item = part.substr(begin, end - begin);
      begin = end + std::string_view("、").size();
      const std::optional<Promise> promise = promise_without_number(item, rules);
      if (!promise || (promise->kind != PromiseKind::kSynchronous && promise->kind != PromiseKind::kAssigned))
        continue;
      std::string_view words = item;  // 增长与经济增长基本同步, 完成国家下达任务
      const std::size_t at = std::min({item.find("增长"), item.find("完成"), item.find("与经济")});
      if (at == std::string_view::npos || at == 0) continue;
      const std::string_view name = item.substr(0, at);
      words.remove_prefix(at);
      if (words.starts_with("增长")) words.remove_prefix(std::string_view("增长").size());
      words = words.substr(0, words.find("等"));  // 完成国家下达任务等目标
      Promised found;
      found.point.target.indicator = std::string(name);
      found.point.target.measure =
          promise->kind == PromiseKind::kSynchronous ? Measure::kGrowth : Measure::kLevel;
      found.point.target.unit = promise->kind == PromiseKind::kSynchronous ? "%" : "";
      found.point.has_value = false;
      found.point.promised = std::string(words);
      out.push_back(std::move(found));
    }
  }
  return out;
}

std::vector<Promised> promised_in(const Plan& plan, const VerdictRules& rules) {
  std::vector<Promised> out;
  const auto take = [&](const Task& task, std::string no) {
    std::vector<Promised> found;
    for (const Target& target : task.targets) {
      if (target.indicator.empty() || !target.horizon.empty()) continue;
      Promised each;
      each.point.target = target;
      each.point.promised = printed(target);
      found.push_back(std::move(each));
    }
    for (Promised& each : without_number(task, rules)) found.push_back(std::move(each));
    for (Promised& each : found) {
      each.plan = &plan;
      each.task = &task;
      each.core = indicator_core(each.point.target.indicator);
      each.point.year = plan.document.year;
      each.point.region = plan.document.region;
      each.point.no = no;
      each.point.indicator = each.point.target.indicator;
      each.point.lead_units = texts_of(task.lead_units);
      each.point.responsible_units = texts_of(task.responsible_units);
      out.push_back(std::move(each));
    }
  };
  for (const Task& task : plan.tasks) take(task, task.no);
  for (const TaskList& list : plan.lists) {
    for (const Task& task : list.tasks) take(task, "L" + task.no);
  }
  return out;
}

// 0 … 1: how alike two cores are, as character pairs.
double alike(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  const auto pairs = [](std::string_view text) {
    const std::u32string characters = bare(text);
    std::set<std::pair<char32_t, char32_t>> out;
    for (std::size_t i = 0; i + 1 < characters.size(); ++i) out.emplace(characters[i], characters[i + 1]);
    return out;
  };
  const auto x = pairs(a);
  const auto y = pairs(b);
  if (x.empty() || y.empty()) return 0;
  std::size_t common = 0;
  for (const auto& pair : x) common += y.count(pair);
  return 2.0 * static_cast<double>(common) / static_cast<double>(x.size() + y.size());
}

constexpr double kSameIndicator = 0.75;

struct Growing {
  IndicatorSeries series;
  std::set<std::string> cores;
};

bool may_join(const IndicatorSeries& series, const Promised& each) {
  const Target& target = each.point.target;
  const bool rate = series.measure == Measure::kGrowth;
  if (rate != (target.measure == Measure::kGrowth)) return false;
  return series.unit.empty() || target.unit.empty() || units_in(target.unit, series.unit) == 1;
}

// What the review of the report that follows each year says.
class Reviews {
 public:
  Reviews(const std::vector<const Plan*>& plans, const std::vector<const Plan*>& reports,
          const VerdictRules& rules, Day on) {
    for (const Plan* plan : plans) {
      for (const Plan* report : reports) {
        if (report->document.year != plan->document.year + 1) continue;
        Result<PlanOutcomes> found = outcomes_of(*plan, *report, rules, on);
        if (found.ok()) outcomes_.emplace(plan, found.take());
      }
    }
  }
  void tell(const Plan* plan, SeriesPoint& point) const {
    const auto found = outcomes_.find(plan);
    if (found == outcomes_.end()) return;
    for (const PromiseOutcome& row : found->second.outcomes) {
      if (row.no != point.no || row.indicator != point.indicator) continue;
      point.reported = row.reported;
      point.verdict = row.verdict.value;
      return;
    }
  }

 private:
  std::map<const Plan*, PlanOutcomes> outcomes_;
};

// Whether a year promises one figure only, be it in several places.
bool one_figure(const IndicatorSeries& series, int year) {
  std::set<double> values;
  for (const SeriesPoint& point : series.points) {
    if (point.year == year && point.has_value) values.insert(point.target.value);
  }
  return values.size() == 1;
}

void finish(IndicatorSeries& series) {
  std::stable_sort(series.points.begin(), series.points.end(),
                   [](const SeriesPoint& a, const SeriesPoint& b) { return a.year < b.year; });
  for (std::size_t i = 1; i < series.points.size(); ++i) {
    SeriesPoint& now = series.points[i];
    const SeriesPoint& before = series.points[i - 1];
    if (now.has_value && before.has_value && now.year != before.year && one_figure(series, now.year) &&
        one_figure(series, before.year))
      now.change = change_between(before.target, now.target);
  }
}

std::vector<const Plan*> by_year(std::vector<const Plan*> plans) {
  std::stable_sort(plans.begin(), plans.end(),
                   [](const Plan* a, const Plan* b) { return a->document.year < b->document.year; });
  return plans;
}

}  // namespace

Result<IndicatorSeries> series_of(std::string_view indicator, const std::vector<const Plan*>& plans,
                                  const std::vector<const Plan*>& reports, const VerdictRules& rules, Day on) {
  const std::string wanted = indicator_core(indicator);
  const Reviews reviews(plans, reports, rules, on);
  std::vector<Promised> all;
  for (const Plan* plan : by_year(plans)) {
    for (Promised& each : promised_in(*plan, rules)) all.push_back(std::move(each));
  }
  IndicatorSeries out;
  out.indicator = wanted;
  // The nearest one tells the measure and the unit; of each plan comes what is the same indicator in it.
  const Promised* nearest = nullptr;
  double most = 0;
  for (const Promised& each : all) {
    const double score = alike(wanted, each.core) + (each.point.has_value ? 1e-3 : 0);
    if (score > most) {
      most = score;
      nearest = &each;
    }
  }
  if (nearest == nullptr || most < kSameIndicator) {
    std::vector<std::pair<double, std::string>> near;
    for (const Promised& each : all) near.emplace_back(-alike(wanted, each.core), each.core);
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    std::string names;
    constexpr std::size_t kMostNames = 5;
    for (std::size_t i = 0; i < std::min(kMostNames, near.size()); ++i)
      names += (i == 0 ? "" : "、") + near[i].second;
    return error(ErrorCode::kNotFound,
                 fmt::format("这几份方案里没有指标“{}”{}", indicator,
                             names.empty() ? "" : fmt::format("，相近的有：{}", names)),
                 fmt::format("none of the plans has the indicator “{}”{}", indicator,
                             names.empty() ? "" : fmt::format("; the nearest are {}", names)));
  }
  out.measure = nearest->point.target.measure;
  out.unit = nearest->point.target.unit;
  std::map<const Plan*, double> best;
  for (const Promised& each : all) {
    if (may_join(out, each)) best[each.plan] = std::max(best[each.plan], alike(wanted, each.core));
  }
  for (const Promised& each : all) {
    const double score = alike(wanted, each.core);
    if (score < kSameIndicator || score < best[each.plan] || !may_join(out, each)) continue;
    out.points.push_back(each.point);
    reviews.tell(each.plan, out.points.back());
  }
  finish(out);
  return out;
}

std::vector<IndicatorSeries> all_series(const std::vector<const Plan*>& plans,
                                        const std::vector<const Plan*>& reports, const VerdictRules& rules,
                                        Day on, std::size_t least_years) {
  const Reviews reviews(plans, reports, rules, on);
  std::vector<Growing> growing;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_core;
  std::vector<const Plan*> ordered = by_year(plans);
  std::reverse(ordered.begin(), ordered.end());  // the latest plan gives the order and the names
  for (const Plan* plan : ordered) {
    for (Promised& each : promised_in(*plan, rules)) {
      std::size_t at = growing.size();
      double most = 0;
      const auto meet = [&](std::size_t i, double score) {
        if (score > most && may_join(growing[i].series, each)) {
          most = score;
          at = i;
        }
      };
      if (const auto known = by_core.find(each.core); known != by_core.end()) {
        for (const std::size_t i : known->second) meet(i, 1);
      }
      if (at == growing.size()) {
        for (std::size_t i = 0; i < growing.size(); ++i) {
          for (const std::string& core : growing[i].cores) {
            const double score = alike(core, each.core);
            if (score >= kSameIndicator) meet(i, score);
          }
        }
      }
      if (at == growing.size()) {
        Growing fresh;
        fresh.series.indicator = each.core;
        fresh.series.measure = each.point.target.measure;
        growing.push_back(std::move(fresh));
      }
      Growing& into = growing[at];
      if (into.series.unit.empty()) into.series.unit = each.point.target.unit;
      if (into.cores.insert(each.core).second) by_core[each.core].push_back(at);
      reviews.tell(plan, each.point);
      into.series.points.push_back(std::move(each.point));
    }
  }
  std::vector<IndicatorSeries> out;
  for (Growing& each : growing) {
    std::set<int> years;
    for (const SeriesPoint& point : each.series.points) years.insert(point.year);
    if (years.size() < least_years) continue;
    for (const std::string& core : each.cores) {  // 万亿级产业基地, not 万亿级产业基地提质升级
      if (core.size() < each.series.indicator.size()) each.series.indicator = core;
    }
    finish(each.series);
    out.push_back(std::move(each.series));
  }
  return out;
}

std::string to_json(const std::vector<IndicatorSeries>& series) {
  JsonWriter json;
  json.begin_object().key("series").begin_array();
  const auto strings = [&](std::string_view key, const std::vector<std::string>& values) {
    json.key(key).begin_array();
    for (const std::string& value : values) json.string(value);
    json.end_array();
  };
  for (const IndicatorSeries& each : series) {
    json.begin_object().field("indicator", each.indicator).field("measure", to_word(each.measure));
    json.field("unit", each.unit).key("points").begin_array();
    for (const SeriesPoint& point : each.points) {
      json.begin_object().field("year", point.year).field("region", point.region).field("task", point.no);
      json.field("indicator", point.indicator).field("promised", point.promised);
      if (point.has_value) {
        json.field("op", to_word(point.target.op)).field("value", point.target.value);
        if (point.target.value_max) json.field("value_max", *point.target.value_max);
        json.field("unit", point.target.unit);
      } else {
        json.key("op").null().key("value").null();
      }
      strings("lead_units", point.lead_units);
      strings("responsible_units", point.responsible_units);
      if (point.change) {
        json.field("change", to_word(*point.change));
      } else {
        json.key("change").null();
      }
      json.key("reported");
      if (point.reported && has_value(*point.reported)) {
        json.begin_object().field("value", point.reported->achieved.value);
        json.field("unit", point.reported->achieved.unit).field("words", point.reported->words);
        json.key("span").span(point.reported->span).end_object();
      } else {
        json.null();
      }
      json.key("verdict");
      if (point.verdict) {
        json.string(to_word(*point.verdict));
      } else {
        json.null();
      }
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace duban
