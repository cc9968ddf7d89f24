#pragma once

// The review of a work report (…年工作回顾): what it says was achieved, in figures and in words. How reviews
// speak is in data/lexicon/review_words.txt.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.h"
#include "supervise/verdict.h"

namespace duban {

// A comma part of a sentence.
struct ReviewPart {
  std::string_view text;     // of the report, which must outlive it
  std::size_t sentence = 0;  // parts of one sentence have one number
  Span span;                 // of the sentence in the report's text
};

// A figure of the year under review. What fell (下降2.1%) has a growth below 0.
struct ReviewFigure {
  Target target;
  std::size_t part = 0;  // where it stands
  bool sum = false;      // what was there before is in it: 总数达到513家
};

struct Review {
  std::vector<ReviewPart> parts;  // in printed order; empty where the report has no review
  std::vector<ReviewFigure> figures;
};

// year: the year under review. Figures of several years (五年来…, 年均增长…) are left out.
Review read_review(const Plan& report, int year);

// An indicator without the word that it fell, and whether it bore one: 货物进出口下降 → 货物进出口.
struct Fall {
  std::string_view name;
  bool falls = false;
};
Fall without_fall(std::string_view indicator);

// Whether a name says that what was there before is in it (总数), or that only what came new is (新增).
bool names_sum(std::string_view indicator);
bool names_added(std::string_view indicator);

// An indicator without the words that only name the year: 年度完成投资 → 完成投资.
std::string without_year(std::string_view indicator);

// An indicator without what the review says of it behind it: 高新技术企业净增, 老旧小区改造全部完工.
std::string_view without_outcome(std::string_view indicator);

// Whether a promise's indicator is one only together with the figure before it: 年度完成投资.
bool is_generic(std::string_view indicator);

// Whether the words say that a goal of this kind was reached (零就业家庭保持动态清零), or that anything was not
// (未完成).
bool says_reached(PromiseKind kind, std::string_view words);
bool says_failed(std::string_view words);
// Whether the words say of all that they hold: 水质全部达标.
bool says_all(std::string_view words);

// How many per cent of a thing are covered: 92 of 生活圈覆盖92%的城市社区.
std::optional<double> share_told(std::string_view words);

// The name of a work without the area that the paper is of: 青岚绕城高速 of 青岚市 is 绕城高速 in its own report.
std::string_view without_own_area(std::string_view work, std::string_view region);

// What stands behind a work's name in a part, which may lack its last word: 云南灌区 of 云南灌区工程.
std::optional<std::string_view> behind_work(std::string_view part, std::string_view work);

// Whether two works have the same name, or one of them with the place before it: 大连金州湾国际机场, 金州湾国际机场.
bool same_work(std::string_view a, std::string_view b);

// The furthest stage that the words behind a work's name tell: 提前三个月通车运营. Nothing where they tell
// none.
std::optional<ProjectStage> stage_told(std::string_view behind_name);

}  // namespace duban
