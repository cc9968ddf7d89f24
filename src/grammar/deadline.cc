#include "grammar/deadline.h"

#include <algorithm>

#include "grammar/date.h"
#include "grammar/number.h"
#include "text/char_set.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

// clang-format off
constexpr DeadlineExample kExamples[] = {
    {"deadline.day",          "6月30日前完成",     "2026-06-30"},
    {"deadline.month_end",    "6月底前",           "2026-06-30"},
    {"deadline.month",        "9月投入使用",       "2026-09-30"},
    {"deadline.before_month", "10月前完成",        "2026-09-30"},
    {"deadline.ten_days",     "11月中旬前",        "2026-11-20"},
    {"deadline.year_end",     "年底前",            "2026-12-31"},
    {"deadline.before_year",  "2028年前完成",      "2027-12-31"},
    {"deadline.half_year",    "上半年",            "2026-06-30"},
    {"deadline.quarter",      "三季度末",          "2026-09-30"},
    {"deadline.numeric",      "2026.12",           "2026-12-31"},
    {"deadline.standing",     "持续推进",          ""},
    {"deadline.season",       "汛期前完成",        ""},
};
// clang-format on

bool ends_with_any(std::string_view words, std::initializer_list<std::string_view> tails) {
  for (const std::string_view tail : tails) {
    if (words.ends_with(tail)) return true;
  }
  return false;
}

// Fills in the year and gives the day; empty where no year is known.
std::string day_of(TimePoint point, int plan_year) {
  int year = point.year;
  if (year == 0 || year == 1) year = plan_year;
  if (year == 2) year = plan_year == 0 ? 0 : plan_year + 1;
  if (year == 0) return {};
  if (point.before) {
    // 10月前: the last day before it.
    if (point.month == 1) return iso_date(year - 1, 12, 31);
    return iso_date(year, point.month - 1, last_day(year, point.month - 1));
  }
  return iso_date(year, point.month, std::min(point.day, last_day(year, point.month)));
}

// Whether the words around a time make it one that something must be done by.
bool binds(std::string_view before, std::string_view words, std::string_view after) {
  static const WordList& verbs = word_list("completion_verbs");
  if (ends_with_any(before, {"自", "从", "比", "较", "每", "每年", "每月", "每季度", "每季度末月", "次月",
                             "截至", "截止", "第", "于上", "同期"}))
    return false;
  for (const std::string_view tail : {"起", "开始", "以来", "至今", "版", "印发", "发布", "施行"}) {
    if (after.starts_with(tail)) return false;
  }
  if (before.empty() && (after.empty() || after == "。")) return true;
  if (ends_with_any(words, {"前", "底", "末"})) return true;
  for (const std::string_view filler : {"", "全面", "全部", "基本", "正式", "力争", "确保", "如期"}) {
    if (after.starts_with(filler) && verbs.longest_at(after.substr(filler.size())) != nullptr) return true;
  }
  return false;
}

// Where times may begin: each holds a digit, or 年, 月 or 季 behind words that are made of few characters.
class TimePlaces {
 public:
  explicit TimePlaces(std::string_view text) : text_(text) {}
  // The first from `from` on, which only ever grows; npos where there is none.
  std::size_t next(std::size_t from) {
    static constexpr CharSet kSigns(U"0123456789年月季");
    static constexpr CharSet kWords(U"一二三四五六七八九两〇零十百千万亿几余多点上下今明第次本当半");
    if (from >= behind_) {
      begin_ = find_any(text_, kSigns, from);
      if (begin_ == std::string_view::npos) return begin_;
      behind_ = begin_ + 1;
      for (utf8::Char c = utf8::before(text_, begin_); begin_ > from && kWords.has(c.point); c = utf8::before(text_, begin_))
        begin_ -= c.size;
    }
    return std::max(begin_, from);
  }

 private:
  std::string_view text_;
  std::size_t begin_ = 0;   // of the words in front of the next sign
  std::size_t behind_ = 0;  // where that sign has begun
};

}  // namespace

std::span<const DeadlineExample> deadline_examples() { return kExamples; }

std::vector<Deadline> read_deadlines(std::string_view text, int plan_year) {
  static const WordList& terms = word_list("standing_terms");
  std::vector<Deadline> out;
  const auto keep = [&](std::size_t begin, std::size_t end, std::string date, std::string_view rule) {
    out.push_back({std::move(date),
                   std::string(text.substr(begin, end - begin)),
                   {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                   std::string(rule)});
  };
  WordList::Place next_term = terms.find(text);
  TimePlaces times(text);
  Cursor at(text);
  while (!at.done()) {
    if (next_term.word != nullptr && next_term.at < at.at()) next_term = terms.find(text, at.at());
    const std::size_t next = std::min(next_term.at, times.next(at.at()));
    if (next == std::string_view::npos) break;
    at = Cursor(text, next);
    const bool time = time_may_begin(at);
    if (!time && !terms.may_begin(at.rest())) {
      at = at.after(character_size(at.front()));
      continue;
    }
    if (const Word* term = terms.longest_at(at.rest())) {
      const Cursor rest = at.after(term->text.size());
      const bool whole_cell = at.at() == 0 && (rest.done() || rest.rest() == "。");
      if (term->attribute(0) == "anywhere") {
        keep(at.at(), rest.at(), {}, "deadline.season");
        at = rest;
        continue;
      }
      if (whole_cell) {
        keep(at.at(), rest.at(), {}, "deadline.standing");
        break;
      }
    }
    if (time) {
      if (const auto point = time_point(at)) {
        const std::string_view words = text.substr(at.at(), point->rest.at() - at.at());
        std::string date = day_of(point->value, plan_year);
        const bool past = plan_year != 0 && !date.empty() && date < iso_date(plan_year, 1, 1);
        if (!past && binds(text.substr(0, at.at()), words, point->rest.rest())) {
          keep(at.at(), point->rest.at(), std::move(date), point->value.rule);
        }
        at = point->rest;
        continue;
      }
      if (const auto n = number(at)) {
        at = n->rest;
        continue;
      }
    }
    at = at.after(character_size(at.front()));
  }
  return out;
}

bool says_when(std::string_view words) {
  for (const std::string_view start : {"力争", "确保", "争取", "于", "并", "在"}) {
    if (words.starts_with(start)) words.remove_prefix(start.size());
  }
  const std::string_view first = first_character(words);
  const bool begins = (first.size() == 1 && first[0] >= '0' && first[0] <= '9') || first == "年" || first == "全" ||
                      first == "上" || first == "下" || first == "每" || first == "第" || first == "一" ||
                      first == "二" || first == "三" || first == "四" || first == "持" || first == "长" ||
                      first == "常" || first == "贯" || first == "明" || first == "今" || first == "本" ||
                      first == "十" || first == "适" || first == "按" || first == "春" || first == "汛";
  if (!begins) return false;
  if (words.starts_with("年内") || words.starts_with("全年")) return true;
  for (const std::string_view from : {"起", "起执行", "起实施", "起施行", "起实行"}) {  // 6月起执行
    if (words.ends_with(from) && words.size() < 40) return true;
  }
  return says_how_often(words) || read_deadline(words, 0).has_value();
}

bool says_how_often(std::string_view words) {
  constexpr std::size_t kLongest = 36;  // bytes
  static constexpr FewWords kRounds{"每半年", "每季度", "每季", "每两个月", "每双月", "每个月", "每月", "每年", "每周", "每旬", "每日", "每天"};
  static constexpr FewWords kDeeds{"集中开展", "组织开展", "开展", "组织", "进行", "召开", "报送", "上报", "汇报", "报告",
                                   "调度", "通报", "更新", "评估", "督查", "督导", "推进"};
  const std::string_view round = kRounds.at(words);
  if (round.empty() || words.size() > kLongest) return false;
  words.remove_prefix(round.size());
  for (const std::string_view at_least : {"至少", "不少于", "定期"}) {
    if (words.starts_with(at_least)) words.remove_prefix(at_least.size());
  }
  words.remove_prefix(kDeeds.at(words).size());
  if (words.ends_with("。")) words.remove_suffix(std::string_view("。").size());
  if (words.empty()) return true;
  if (!words.ends_with("次")) return false;
  words.remove_suffix(std::string_view("次").size());
  static constexpr CharSet kFigures(U"0123456789一二两三四五六");
  return !words.empty() && utf8::count(words) <= 2 && kFigures.has(utf8::at(words, 0).point);
}

std::optional<Deadline> read_deadline(std::string_view text, int plan_year) {
  std::vector<Deadline> all = read_deadlines(text, plan_year);
  if (all.empty()) return {};
  // Of equal days the first; a phrase without a day only where no other has one.
  return *std::max_element(all.begin(), all.end(),
                           [](const Deadline& a, const Deadline& b) { return a.date < b.date; });
}

}  // namespace duban
