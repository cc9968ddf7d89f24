#include "supervise/review.h"

#include <fmt/format.h>

#include <algorithm>

#include "align/parts.h"
#include "grammar/indicator.h"
#include "grammar/target.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

const WordList& review_words() {
  static const WordList& list = word_list("review_words");
  return list;
}

bool says(const Word* word, std::string_view what) { return word != nullptr && word->attribute(0) == what; }

// Whether a word of this kind stands in the text.
bool holds(std::string_view text, std::string_view what) {
  for (auto place = review_words().find(text); place.word != nullptr;
       place = review_words().find(text, place.at + place.word->text.size())) {
    if (says(place.word, what)) return true;
  }
  return false;
}

// 首次, 其中同比: what stands before a name and is no part of it.
std::string_view without_adverbs(std::string_view name) {
  while (true) {
    const Word* word = review_words().longest_at(name);
    if (!says(word, "adverb") && !says(word, "done")) return name;
    name.remove_prefix(word->text.size());
  }
}

class ReviewReader {
 public:
  ReviewReader(const Plan& report, int year) : report_(report), year_(year) {}

  Review read() {
    const Clause* before = nullptr;
    for (const Clause& clause : report_.clauses) {
      if (clause.clause_class != ClauseClass::kReview) continue;
      const bool paragraph_goes_on =
          before != nullptr && before->section == clause.section && before->span.end == clause.span.begin;
      if (!paragraph_goes_on) paragraph_of_years_ = opens_with_years(clause.text);
      of_years_ = paragraph_of_years_;
      read_sentence(clause);
      ++sentence_;
      before = &clause;
    }
    return std::move(out_);
  }

 private:
  void read_sentence(const Clause& clause) {
    const std::size_t first = out_.parts.size();
    std::vector<bool> of_year;  // by part
    for (const std::string_view part : comma_parts(clause.text)) {
      of_year.push_back(is_of_year(part));
      out_.parts.push_back({part, sentence_, clause.span});
    }
    std::size_t part = first;
    std::size_t last = 0;  // the end of the figure before
    const std::size_t figures = out_.figures.size();
    for (Target& target : read_targets(clause.text, year_)) {
      const char* const at = clause.text.data() + target.span.begin;
      while (part + 1 < out_.parts.size() && out_.parts[part + 1].text.data() <= at) ++part;
      const std::size_t from = std::min<std::size_t>(last, target.span.begin);  // one amount may be of several things
      const std::string_view before = std::string_view(clause.text).substr(from, target.span.begin - from);
      last = target.span.end;
      if (out_.parts.size() == first || holds(before, "yearly")) continue;
      // What has been reached is so at the end of the year, however long it took.
      const bool reached = target.measure == Measure::kLevel && !holds(before, "running");
      if (!of_year[part - first] && !reached) continue;
      take(std::move(target), part, figures);
    }
    deal_out(clause.text, figures);
  }

  // 五年来，…: all of the paragraph; elsewhere (三年来累计加装电梯642部) the rest of its sentence.
  static bool opens_with_years(std::string_view text) {
    while (!text.empty() && !utf8::is_hanzi(utf8::at(text, 0).point))
      text.remove_prefix(utf8::at(text, 0).size);
    return says(review_words().longest_at(text), "years");
  }

  bool is_of_year(std::string_view part) {
    if (part.find(year_name_) != std::string_view::npos) paragraph_of_years_ = of_years_ = false;
    for (auto place = review_words().find(part); place.word != nullptr;
         place = review_words().find(part, place.at + place.word->text.size())) {
      if (says(place.word, "years")) of_years_ = true;
      if (says(place.word, "year")) paragraph_of_years_ = of_years_ = false;
    }
    return !of_years_;
  }

  // 收入92.4亿元，首次突破90亿元，增长7.5%: what has no name of its own is of the thing before.
  void take(Target target, std::size_t part, std::size_t first_of_sentence) {
    const Fall fall = without_fall(without_adverbs(target.indicator));
    std::string_view name = without_adverbs(fall.name);
    const Word* word = review_words().longest_at(name);
    const bool nameless = name.empty() || says(word, "same");
    if (nameless && out_.figures.size() > first_of_sentence) name = out_.figures.back().target.indicator;
    if (nameless && out_.figures.size() == first_of_sentence) name = subject_before(part);
    name = behind_amount(name);
    if (name.empty()) return;
    const bool sum = names_sum(target.indicator) && target.measure != Measure::kGrowth;
    target.indicator = std::string(name);
    if (fall.falls && target.measure == Measure::kGrowth) {
      target.value = -target.value;
      if (target.value_max) target.value_max = -*target.value_max;
    }
    out_.figures.push_back({std::move(target), part, sum});
  }

  // 优良率 of 优良天数351天、优良率: the amount before it is another figure's. 公园、绿地 is one thing.
  static std::string_view behind_amount(std::string_view name) {
    const std::size_t comma = name.rfind(kComma);
    if (comma == std::string_view::npos) return name;
    const std::string_view front = name.substr(0, comma);
    const bool amount = std::any_of(front.begin(), front.end(),
                                    [](char c) { return utf8::is_digit(static_cast<unsigned char>(c)); });
    return amount ? name.substr(comma + kComma.size()) : name;
  }

  // 固定资产投资受房地产等因素影响，同比下降1.6%: what the part before speaks of.
  std::string_view subject_before(std::size_t part) const {
    if (part == 0 || out_.parts[part - 1].sentence != sentence_) return {};
    const std::string_view before = out_.parts[part - 1].text;
    const std::size_t why =
        std::min({before.find("受"), before.find("因"), before.find("由于"), before.size()});
    constexpr std::size_t kLongestName = 45;  // bytes
    return why <= kLongestName ? before.substr(0, why) : std::string_view();
  }

  // 小区改造、小巷提质任务分别完成16个、21条; 新增国家级、省级专精特新企业2家、27家: a name to each figure.
  // What is left with several names has none.
  void deal_out(std::string_view sentence, std::size_t first) {
    for (std::size_t i = first; i < out_.figures.size();) {
      std::size_t end = i + 1;
      while (end < out_.figures.size() && joined(sentence, out_.figures[end - 1], out_.figures[end])) ++end;
      if (end - i > 1 && has_no_name_of_its_own(i, end)) name_each(sentence, i, end);
      i = end;
    }
    const auto begin = out_.figures.begin() + static_cast<std::ptrdiff_t>(first);
    out_.figures.erase(std::remove_if(begin, out_.figures.end(),
                                      [](const ReviewFigure& each) {
                                        return each.target.indicator.find(kEach) != std::string::npos;
                                      }),
                       out_.figures.end());
  }

  static bool joined(std::string_view sentence, const ReviewFigure& a, const ReviewFigure& b) {
    if (a.part != b.part) return false;
    const std::string_view between =
        sentence.substr(a.target.span.end, b.target.span.begin - a.target.span.end);
    return between == kComma || between == "和" || between == "与" || between == "及";
  }

  bool has_no_name_of_its_own(std::size_t begin, std::size_t end) const {
    const std::string& name = out_.figures[begin].target.indicator;
    return std::all_of(out_.figures.begin() + static_cast<std::ptrdiff_t>(begin),
                       out_.figures.begin() + static_cast<std::ptrdiff_t>(end), [&](const ReviewFigure& each) {
                         return each.target.indicator == name ||
                                each.target.indicator.find(kEach) != std::string::npos;
                       });
  }

  void name_each(std::string_view sentence, std::size_t begin, std::size_t end) {
    const std::string_view part = out_.parts[out_.figures[begin].part].text;
    const auto part_begin = static_cast<std::size_t>(part.data() - sentence.data());
    std::string_view names = sentence.substr(part_begin, out_.figures[begin].target.span.begin - part_begin);
    names = names.substr(0, names.find(kEach));
    constexpr std::string_view kTask = "任务";
    if (names.ends_with(kTask)) names.remove_suffix(kTask.size());
    std::vector<std::string_view> items;
    for (std::size_t at = 0; at <= names.size();) {
      const std::size_t stop = std::min(names.find(kComma, at), names.size());
      items.push_back(names.substr(at, stop - at));
      at = stop + kComma.size();
    }
    if (items.size() != end - begin) return;
    for (std::size_t k = 0; k < items.size(); ++k)
      out_.figures[begin + k].target.indicator = whole_name(items[k], items.back());
  }

  // The name of an item whose thing the last one says: 新增国家级 → 新增国家级专精特新企业, 燃气 → 燃气管网.
  static std::string whole_name(std::string_view item, std::string_view last) {
    constexpr std::size_t kTwo = 6;  // characters, in bytes
    std::string_view own = item;
    own.remove_prefix(leading_verbs(own).size());
    own.remove_prefix(leading_rank(own).size());
    std::string_view thing = last;
    thing.remove_prefix(leading_verbs(thing).size());
    thing.remove_prefix(leading_rank(thing).size());
    if (own.empty()) return std::string(item).append(thing);
    const std::string_view tail = thing.substr(thing.size() - std::min(thing.size(), kTwo));
    const bool has_rank = own.size() != item.size() - leading_verbs(item).size();
    if (item.data() == last.data() || has_rank || item.ends_with(tail) || own.size() > kLongestShort)
      return std::string(item);
    return std::string(item).append(tail);
  }

  static constexpr std::string_view kEach = "分别", kComma = "、";
  static constexpr std::size_t kLongestShort =
      9;  // bytes: what is longer than three characters says its thing itself

  const Plan& report_;
  int year_;
  std::string year_name_ = fmt::format("{}年", year_);
  Review out_;
  std::size_t sentence_ = 0;
  bool of_years_ = false;
  bool paragraph_of_years_ = false;
};

constexpr std::size_t kShortestWork = 12;  // bytes: four characters tell a work

}  // namespace

Review read_review(const Plan& report, int year) { return ReviewReader(report, year).read(); }

Fall without_fall(std::string_view indicator) {
  for (const Word& word : review_words().words()) {
    if (!says(&word, "fall") || !indicator.ends_with(word.text)) continue;
    return {indicator.substr(0, indicator.size() - word.text.size()), true};
  }
  return {indicator, false};
}

bool names_sum(std::string_view indicator) { return holds(indicator, "sum") || holds(indicator, "running"); }
bool names_added(std::string_view indicator) { return holds(indicator, "added"); }
bool is_generic(std::string_view indicator) {
  return says(review_words().exact(without_year(indicator)), "generic");
}
std::string_view without_outcome(std::string_view indicator) {
  for (auto place = review_words().find(indicator); place.word != nullptr;
       place = review_words().find(indicator, place.at + place.word->text.size())) {
    if (place.at == 0) continue;
    const bool last = place.at + place.word->text.size() == indicator.size();
    const bool ends = says(place.word, "added") || says(place.word, "done");
    if (says(place.word, "from") || says(place.word, "all") || (last && ends))
      return indicator.substr(0, place.at);
  }
  return indicator;
}
std::string without_year(std::string_view indicator) {
  std::string out(indicator);
  for (const std::string_view time : {"年度", "全年"}) {
    if (const std::size_t at = out.find(time); at != std::string::npos && out.size() > time.size())
      out.erase(at, time.size());
  }
  return out;
}
bool says_failed(std::string_view words) { return holds(words, "failed"); }
bool says_all(std::string_view words) { return holds(words, "all"); }

bool says_reached(PromiseKind kind, std::string_view words) {
  static const WordList& list = word_list("reached_words");
  for (auto place = list.find(words); place.word != nullptr;
       place = list.find(words, place.at + place.word->text.size())) {
    const auto& kinds = place.word->attributes;
    if (std::find(kinds.begin(), kinds.end(), to_word(kind)) != kinds.end()) return true;
  }
  return kind == PromiseKind::kFullCoverage && says_all(words);
}

std::optional<double> share_told(std::string_view words) {
  for (const Target& target : read_targets(words, 0)) {
    if (target.unit == "%" && target.measure != Measure::kGrowth) return target.value;
  }
  return {};
}

std::string_view without_own_area(std::string_view work, std::string_view region) {
  for (const Word& word : review_words().words()) {
    if (says(&word, "area") && region.ends_with(word.text)) {
      region.remove_suffix(word.text.size());
      break;
    }
  }
  if (!region.empty() && work.starts_with(region) && work.size() - region.size() >= kShortestWork)
    work.remove_prefix(region.size());
  return work;
}

std::optional<std::string_view> behind_work(std::string_view part, std::string_view work) {
  const auto behind = [&](std::string_view name) {
    const std::size_t at = name.size() < kShortestWork ? std::string_view::npos : part.find(name);
    return at == std::string_view::npos ? std::nullopt : std::optional(part.substr(at + name.size()));
  };
  if (const auto whole = behind(work)) return whole;
  for (const Word& word : review_words().words()) {
    if (!says(&word, "work") || !work.ends_with(word.text)) continue;
    if (const auto rest = behind(work.substr(0, work.size() - word.text.size()))) return rest;
  }
  return {};
}

bool same_work(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.size() > b.size()) std::swap(a, b);
  return a.size() >= kShortestWork && b.ends_with(a);
}

std::optional<ProjectStage> stage_told(std::string_view behind_name) {
  static const WordList& stages = word_list("project_stages");
  std::optional<ProjectStage> furthest;
  const bool in_part = share_told(behind_name).value_or(100) < 100;  // 总干渠贯通、工程完成总量的83%
  const auto look = [&](std::string_view word) {
    auto stage = from_word<ProjectStage>(word);
    if (stage && in_part) stage = std::min(*stage, ProjectStage::kConstruction);
    if (stage && (!furthest || *stage > *furthest)) furthest = stage;
  };
  for (auto place = stages.find(behind_name); place.word != nullptr;
       place = stages.find(behind_name, place.at + place.word->text.size())) {
    if (place.word->attribute(1) != "before" && place.word->attribute(2) != "weak")
      look(place.word->attribute(0));
  }
  for (auto place = review_words().find(behind_name); place.word != nullptr;
       place = review_words().find(behind_name, place.at + place.word->text.size())) {
    if (says(place.word, "stage")) look(place.word->attribute(1));
  }
  return furthest;
}

}  // namespace duban
