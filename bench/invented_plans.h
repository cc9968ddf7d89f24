#pragma once

// Invented plans for benchmarks: true to form, of a vocabulary whose spread is that of real ones. A few
// subjects are in every plan and most in few, and named projects stand in one place only. The same seed gives
// the same plan.

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban::bench {

// splitmix64
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  // The first of n are drawn often, the last seldom (Zipf).
  std::size_t spread(std::size_t n) {
    const double share = static_cast<double>(next() >> 11U) * 0x1.0p-53;
    return std::min(n - 1, static_cast<std::size_t>(std::pow(static_cast<double>(n) + 1, share)) - 1);
  }
  template <std::size_t n>
  std::string_view of(const std::string_view (&words)[n]) {
    return words[below(n)];
  }

 private:
  std::uint64_t state_;
};

inline constexpr std::string_view kVerbs[] = {"推进", "加快", "支持", "实施", "深化", "完善",
                                              "建设", "培育", "打造", "扩大", "提升", "健全",
                                              "优化", "开展", "落实", "强化", "做好", "探索"};
inline constexpr std::string_view kCounted[] = {"个",   "家", "项", "处", "公里",
                                                "万亩", "场", "套", "户", "人次"};
inline constexpr std::string_view kTails[] = {"高质量发展", "改革", "体系建设", "行动", "工程", "提质增效",
                                              "示范区建设", "服务", "能力提升", "机制", "试点", "专项整治"};
inline constexpr std::string_view kSites[] = {"水库", "大桥", "产业园", "高速公路", "灌区",   "机场",
                                              "铁路", "电站", "科创园", "物流园",   "博物馆", "医院"};
inline constexpr std::string_view kOrgans[] = {"发展改革委", "工业和信息化厅", "科技厅",     "教育厅",
                                               "商务厅",     "水利厅",         "交通运输厅", "农业农村厅",
                                               "民政厅",     "财政厅"};

// A place that is nowhere: two or three characters of some hundreds.
inline std::string place(Dice& dice) {
  constexpr std::size_t kCharacters = 400;
  constexpr char32_t kFirst = 0x5B50;  // 子 …
  std::string out;
  for (std::size_t i = 0, n = 2 + dice.below(2); i < n; ++i)
    utf8::append(out, kFirst + static_cast<char32_t>(dice.below(kCharacters)));
  return out;
}

inline std::string clause(Dice& dice) {
  static const auto& topics = word_list("topics").words();
  const Word& topic = topics[dice.spread(topics.size())];
  const std::size_t name = dice.below(topic.attributes.size() + 1);
  std::string out(dice.of(kVerbs));
  switch (dice.below(4)) {
    case 0:
      return out + place(dice) + std::string(dice.of(kSites)) + "、" + place(dice) +
             std::string(dice.of(kSites)) + "等项目建设";
    case 1:
      return out + std::string(name == 0 ? topic.text : topic.attributes[name - 1]) +
             std::to_string(10 * (1 + dice.below(90))) + std::string(dice.of(kCounted));
    default:
      return out + std::string(name == 0 ? topic.text : topic.attributes[name - 1]) +
             std::string(dice.of(kTails));
  }
}

inline std::string task_text(Dice& dice) {
  std::string out = clause(dice);
  for (std::size_t more = 1 + dice.below(5); more > 0; --more) out += "，" + clause(dice);
  return out + "。";
}

inline Plan plan(std::size_t tasks, std::uint64_t seed) {
  Dice dice(seed);
  Plan out;
  out.document.kind = DocumentKind::kPlan;
  for (std::size_t i = 0; i < tasks; ++i) {
    Task task;
    task.no = std::to_string(i + 1);
    task.text = task_text(dice);
    Name lead;
    lead.text = "省" + std::string(dice.of(kOrgans));
    task.lead_units.push_back(std::move(lead));
    out.tasks.push_back(std::move(task));
  }
  return out;
}

// The year after: half of the tasks go on in other words, near where they stood, the rest is new.
inline Plan year_after(const Plan& before, std::uint64_t seed) {
  Dice dice(seed);
  Plan out = before;
  for (Task& task : out.tasks)
    task.text = dice.below(2) == 0
                    ? task_text(dice)
                    : "继续" + task.text.substr(0, task.text.find("。")) + "，" + clause(dice) + "。";
  return out;
}

}  // namespace duban::bench
