#include "grammar/not_target.h"

#include <algorithm>

#include "grammar/indicator.h"
#include "text/find.h"
#include "text/lexicon.h"

namespace duban {
namespace {

bool begins_with_any(std::string_view words, std::initializer_list<std::string_view> heads) {
  for (const std::string_view head : heads) {  // the last bytes tell most apart
    if (words.size() >= head.size() && words[head.size() - 1] == head.back() && words.starts_with(head)) return true;
  }
  return false;
}
bool ends_with_any(std::string_view words, std::initializer_list<std::string_view> tails) {
  for (const std::string_view tail : tails) {
    if (!words.empty() && words.back() == tail.back() && words.ends_with(tail)) return true;
  }
  return false;
}

const Amount& amount_of(const Seen& seen) { return seen.quantity.amount; }
UnitKind kind_of(const Seen& seen) { return seen.quantity.amount.unit.kind; }
// The words straight before the number, prefix and all.
std::string_view just_before(const Seen& seen) { return seen.text.substr(0, seen.quantity.begin); }
bool has_comparison(const Seen& seen) { return seen.prefix.op || amount_of(seen).op; }

// Whether a verb of building or adding stands anywhere in the words.
bool has_counting_verb(std::string_view words) {
  static const WordList& verbs = word_list("commitment_verbs");
  for (std::size_t at = 0; at < words.size();) {
    const Word* verb = verbs.longest_at(words.substr(at));
    if (verb != nullptr && verb->attribute(0) == "count") return true;
    at += verb != nullptr ? verb->text.size() : character_size(words[at]);
  }
  return false;
}

// “2211”产业体系
bool quoted(const Seen& seen) { return seen.quantity.shelter == Shelter::kQuoted; }
// 建设中心(含3个分中心)
bool bracketed(const Seen& seen) { return seen.quantity.shelter == Shelter::kBracketed; }
// 第十五届, 前10位
bool ordinal(const Seen& seen) { return ends_with_any(just_before(seen), {"第", "前", "初"}); }
// 2026年, 6月底, 12月20日
bool date(const Seen& seen) {
  if (kind_of(seen) != UnitKind::kTime) return false;
  const std::string_view unit = amount_of(seen).unit.printed;
  const bool year = unit == "年" && (amount_of(seen).number.digits == 4 || amount_of(seen).value >= 1000);
  return year || unit == "月" || unit == "日" || unit == "时" || unit == "世纪" || unit == "季度" ||
         unit == "月份" || unit == "周年" || unit == "年度" || unit == "年期";
}
// 4个千亿级集群, 10吨级无人机
bool size_class(const Seen& seen) {
  return seen.after.starts_with("级") ||
         (amount_of(seen).number.scale_only && begins_with_any(seen.after, {"级", "强"}));
}
// 500千伏
bool rating(const Seen& seen) { return kind_of(seen) == UnitKind::kRating; }
// 14岁以下残疾儿童; not 人均预期寿命达到80岁
bool age(const Seen& seen) {
  return kind_of(seen) == UnitKind::kAge && !ends_with_any(seen.before, {"寿命", "预期寿命"});
}
// 三年行动, 24小时服务, 再延长30年; not 压缩至3个工作日以内, 优良天数达到300天
bool duration(const Seen& seen) {
  if (kind_of(seen) != UnitKind::kTime) return false;
  if (amount_of(seen).number.script == NumberScript::kChinese) return true;
  if (amount_of(seen).op && seen.after.starts_with("的")) return true;  // 对使用年限15年以上的电梯
  if (ends_with_any(seen.before, {"天数", "时限", "时间", "时长", "寿命", "年限", "周期", "期限"}))
    return !has_comparison(seen);
  if (!seen.prefix.op || !ends_item(seen.after)) return true;
  return !(seen.prefix.reach || seen.prefix.hold || !seen.before.empty());
}
// 亿元以上项目, 千家万户: a scale without a digit counts only behind a comparison (超百个)
bool scale_only(const Seen& seen) {
  return amount_of(seen).number.scale_only && (!seen.prefix.op || !ends_item(seen.after));
}
// 一件事, 三大行动, 落实八项规定: a small Chinese numeral counts behind a verb of building, or with a
// comparison
bool small_numeral(const Seen& seen) {
  const Amount& amount = amount_of(seen);
  if (amount.number.script != NumberScript::kChinese || amount.unit.kind == UnitKind::kTimes) return false;
  if (seen.quantity.rule == "amount.tenths" || seen.quantity.rule == "amount.halves") return false;
  if (amount.value <= 1) return true;
  const bool bounded = amount.op || (seen.prefix.op && seen.prefix.op != Comparison::kEqual);
  if (bounded || amount.value >= 100) return false;
  if (amount.unit.kind == UnitKind::kShare) return false;
  if (amount.unit.kind != UnitKind::kCounter && amount.unit.kind != UnitKind::kPerson) return true;
  return !has_counting_verb(seen.ahead);
}
// Whether one of the words stands within the first characters.
bool holds_early(std::string_view words, std::initializer_list<std::string_view> wanted) {
  constexpr std::size_t kEarly = 8 * 3;
  for (const std::string_view word : wanted) {
    const std::size_t at = words.find(word);
    if (at != std::string_view::npos && at <= kEarly) return true;
  }
  return false;
}
// 消除66人以上超大班额: how large a class is counts as how large a village is
bool names_settlement(std::string_view after) {
  return holds_early(after, {"自然村", "村庄", "村组", "村屯", "大班额"});
}
bool names_area(std::string_view after) {
  return holds_early(after, {"乡镇", "镇街", "街道", "旗市", "县市", "区县", "县区", "市州", "行政村", "社区"});
}
// 投资5000万元以上项目30个, 投资5亿元的项目, 300人以上参加的活动3000场
bool qualifier(const Seen& seen) {
  const Amount& amount = amount_of(seen);
  const UnitKind kind = amount.unit.kind;
  if (seen.prefix.growth || seen.prefix.reach) return false;
  // 其中5亿元以上6个
  if (seen.next_counts && seen.after.empty() && amount.op) return true;
  if (ends_item(seen.after)) return false;
  const bool measured = kind == UnitKind::kMoney || kind == UnitKind::kMeasure || kind == UnitKind::kExtent ||
                        kind == UnitKind::kPerson;
  // 50人以下小微企业: nobody promises at most so many of something.
  if (measured && amount.op == Comparison::kAtMost) return true;
  // 鼓励500平方米以上商场设置母婴室
  const bool sized = kind == UnitKind::kMeasure || kind == UnitKind::kExtent;
  if (sized && amount.op && ends_with_any(seen.before, {"鼓励", "支持", "引导", "对", "为", "向"})) return true;
  // 对反映强烈的2000平方米以上餐饮场所安装监控
  if (sized && amount.op && begins_with_any(seen.before, {"对", "为", "向"}) && seen.before.ends_with("的")) return true;
  // 30户以上自然村通硬化路, 20户以上已通电自然村
  if (amount.op && names_settlement(seen.after)) return true;
  // 惠及19个边境旗市护边员2400名: where they are
  if (kind == UnitKind::kCounter && seen.next_counts && names_area(seen.after) &&
      !has_counting_verb(seen.ahead))
    return true;
  if (amount.op && seen.next_counts && (measured || kind == UnitKind::kCounter)) return true;
  if (measured && kind != UnitKind::kPerson && seen.after.starts_with("的")) return true;
  // 新建1000吨冷库5座
  if ((kind == UnitKind::kMeasure || kind == UnitKind::kExtent) && seen.next_counts) return true;
  if (kind != UnitKind::kMoney) return false;
  // 10亿元以上投资: the money itself is promised.
  static const WordList& things = word_list("money_things");
  if (things.longest_at(seen.after) != nullptr) return false;
  return amount.op.has_value() || seen.prefix.op || seen.next_counts ||
         begins_with_any(seen.after, {"企业", "项目", "产业", "园区", "集群"});
}
// Whether the money is what the task wins: 争取上级补助资金3.5亿元, 撬动社会资本10亿元.
bool gains(std::string_view words) {
  static const WordList& frames = word_list("money_frames");
  for (std::size_t at = 0; at < words.size(); at += character_size(words[at])) {
    const Word* word = frames.longest_at(words.substr(at));
    if (word != nullptr && word->attribute(0) == "gain") return true;
  }
  return false;
}
// 给予500元补贴, 按1500元/人标准发放
bool subsidy(const Seen& seen) {
  static const WordList& frames = word_list("money_frames");
  if (kind_of(seen) == UnitKind::kShare) return seen.before.ends_with("给予");
  if (kind_of(seen) != UnitKind::kMoney || seen.prefix.reach || gains(seen.before)) return false;
  const std::string_view bound = seen.text.substr(seen.prefix.begin, seen.quantity.begin - seen.prefix.begin);
  if (seen.before.empty() && bound.starts_with("最高")) return true;
  const Word* word = frames.longest_before(seen.before, seen.before.size());
  if (word != nullptr && word->attribute(0) == "subsidy") return true;
  return has_words(seen.before, "给予") ||
         begins_with_any(seen.after, {"标准", "的标准", "补助", "补贴", "奖励", "奖补"});
}
// 总投资50亿元
bool cost(const Seen& seen) {
  static const WordList& frames = word_list("money_frames");
  if (kind_of(seen) != UnitKind::kMoney || gains(seen.before)) return false;
  const Word* word = frames.longest_before(seen.before, seen.before.size());
  return (word != nullptr && word->attribute(0) == "cost") || seen.before == "投资";
}
// 占地500亩
bool description(const Seen& seen) {
  static const WordList& words = word_list("described_by");
  if ((kind_of(seen) != UnitKind::kMeasure && kind_of(seen) != UnitKind::kExtent) || seen.prefix.reach)
    return false;
  const Word* word = words.longest_before(seen.before, seen.before.size());
  // 提高, 拓宽 end like 高 and 宽 but are verbs: one-character words stand alone.
  if (word == nullptr) return false;
  if (word->attribute(0) == "always" || word->text.size() == seen.before.size()) return true;
  return word->text.size() > std::string_view("宽").size() && leading_verbs(without_lead(seen.before)).empty();
}
// 已完成300个, 去年的200个
bool progress(const Seen& seen) {
  static const WordList& words = word_list("progress_words");
  if (seen.past) return true;
  for (std::size_t at = 0; at < seen.before.size();) {
    const Word* word = words.longest_at(seen.before.substr(at));
    if (word == nullptr) {
      at += character_size(seen.before[at]);
      continue;
    }
    const std::string_view ahead = seen.before.substr(0, at);
    if (!ends_with_any(ahead, {"比", "较", "于", "不", "业", "在", "与", "对", "从", "由"})) return true;
    at += word->text.size();
  }
  return false;
}
// 由90%提高到95%: the first of the two
bool baseline(const Seen& seen) {
  const std::string_view near = seen.ahead.size() > 30 ? seen.ahead.substr(seen.ahead.size() - 30) : seen.ahead;
  const bool from = has_words(near, "由") || has_words(near, "从");
  return from && begins_with_any(seen.after, {"提高", "提升", "增加", "增长到", "增至", "扩大", "扩展", "下降",
                                              "降低", "降至", "降到", "减少",   "减至", "上升", "升至", "压缩",
                                              "压减", "缩短", "缩减", "到",     "至",   "调整", "左右", "整合",
                                              "精简", "合并", "优化", "压降",   "收窄"});
}
// 全市9个县区, 10个方面
bool whole_place(const Seen& seen) {
  if (kind_of(seen) != UnitKind::kCounter || has_comparison(seen)) return false;
  if (begins_with_any(seen.after, {"方面", "领域", "部门", "成员单位"})) return true;
  if (!ends_with_any(seen.before, {"全省", "全市", "全区", "全县", "全国", "全州", "全旗", "全镇", "我省",
                                   "我市", "我区", "我县", "所有", "辖区内", "辖区"}))
    return false;
  return begins_with_any(seen.after, {"市", "县", "区", "州", "街道", "乡镇", "镇", "乡", "设区", "地市", "盟",
                                      "旗", "地级", "行政村", "村", "社区"});
}
// 围绕100个重点项目开展服务, 聚焦8个领域
bool topic(const Seen& seen) {
  return !ends_item(seen.after) &&
         ends_with_any(seen.before, {"围绕", "聚焦", "针对", "依托", "根据", "按照", "瞄准", "紧扣", "对照"});
}
// 推进60万吨乙烯改扩建项目: what a plant is called after
bool capacity(const Seen& seen) {
  if (kind_of(seen) != UnitKind::kMeasure || has_comparison(seen) || ends_item(seen.after)) return false;
  for (const std::string_view plant : {"项目", "工程", "装置", "生产线", "机组", "电站"}) {
    if (seen.after.find(plant) != std::string_view::npos) return true;
  }
  return false;
}
// 每少1个百分点扣0.5分
bool step(const Seen& seen) {
  // 每差1%扣0.5分: one of something, straight behind 每 and its verb
  constexpr std::size_t kVerb = 3 * 3;
  const std::string_view before = just_before(seen);
  const std::string_view near = before.substr(before.size() - std::min(before.size(), kVerb));
  if (kind_of(seen) == UnitKind::kShare && amount_of(seen).value <= 1 && !has_comparison(seen) && has_words(near, "每"))
    return true;
  return ends_with_any(
      seen.text.substr(0, seen.quantity.begin),
      {"每少", "每低", "每高", "每超", "每多", "每下降", "每提高", "每增加", "每降低", "每上升", "每减少"});
}
// 每人每年免费体检1次, 农村电影放映每村每月1场, 每户至少1人就业: how often, or how many to each
bool frequency(const Seen& seen) {
  const UnitKind kind = kind_of(seen);
  constexpr double kMostTimes = 12;
  if (kind != UnitKind::kCounter && kind != UnitKind::kWeakCounter && kind != UnitKind::kPerson) return false;
  if (seen.prefix.reach || amount_of(seen).value > kMostTimes) return false;
  if (!seen.prefix.per.empty() && (amount_of(seen).value <= 1 || seen.prefix.per == "月")) return true;
  // 每吸纳1名毕业生: what each is given for
  const std::size_t last = rfind_words(seen.before, "每");
  constexpr std::size_t kNear = 5 * 3;
  if (amount_of(seen).value <= 1 && !has_comparison(seen) && last != std::string_view::npos &&
      seen.before.size() - last <= kNear)
    return true;
  if (last == std::string_view::npos) return false;
  const std::size_t each = seen.before.find("每");
  const std::string_view behind = seen.before.substr(each + std::string_view("每").size());
  return has_words(behind, "每") ||
         begins_with_any(behind, {"月", "周", "季度", "半年", "天", "日", "旬"});
}
// 审批时限减半收取: a half of something only where it falls by it
bool half(const Seen& seen) {
  if (seen.quantity.rule != "amount.half") return false;
  return !ends_item(seen.after) || !(seen.prefix.growth || seen.prefix.reach);
}
// 优化101路公交线, 新建36班初级中学: what a line or a school is called
bool route(const Seen& seen) {
  const std::string_view unit = amount_of(seen).unit.printed;
  return (unit == "路" || unit == "班") && !ends_item(seen.after);
}
// 3号线, 2026版, 办好2026全球工业互联网大会: no unit and nothing that would stand for one
bool no_unit(const Seen& seen) {
  static const WordList& implied = word_list("implied_units");
  const Amount& amount = amount_of(seen);
  if (amount.unit.kind != UnitKind::kNone) return false;
  // 解决10.6万农村人口饮水问题
  if (amount.value >= 1000 && counts_people(amount.number, seen.after)) return false;
  if (!ends_item(seen.after)) return true;
  if (amount.number.digits == 4 && amount.value >= 1900 && amount.value < 2100 && !has_comparison(seen))
    return true;
  if (amount.value >= 10000 && has_comparison(seen)) return false;
  // 死亡率0.02以下, 城乡居民收入比缩小到1.9以内
  if (has_comparison(seen) && ends_with_any(seen.before, {"率", "比", "系数", "指数"})) return false;
  return implied.longest_before(seen.before, seen.before.size()) == nullptr || amount.value < 10000;
}

// clang-format off
constexpr NotRule kNotRules[] = {
    {"not.quoted",        "构建“2211个”产业体系",             quoted},
    {"not.bracketed",     "建设中心(含3个分中心)",            bracketed},
    {"not.ordinal",       "综合实力进入前10名",               ordinal},
    {"not.date",          "2026年6月30日前完成",              date},
    {"not.size_class",    "推进四大千万千瓦级基地建设",       size_class},
    {"not.rating",        "加快500千伏输变电工程建设",        rating},
    {"not.age",           "为14岁以下残疾儿童提供康复救助",   age},
    {"not.no_unit",       "实施营商环境行动方案2026版",       no_unit},
    {"not.baseline",      "由90%提高到更高水平",              baseline},
    {"not.duration",      "土地承包到期后再延长30年试点",     duration},
    {"not.scale_only",    "储备亿元以上项目",                 scale_only},
    {"not.small_numeral", "深化“高效办成”改革，完善三项制度", small_numeral},
    {"not.qualifier",     "引进投资5亿元以上的项目",          qualifier},
    {"not.subsidy",       "按1500元/人标准发放求职补贴",      subsidy},
    {"not.cost",          "推进总投资50亿元",                 cost},
    {"not.description",   "新建公园,占地500亩",               description},
    {"not.progress",      "目前已完成300个",                  progress},
    {"not.whole_place",   "在全市9个县区推广",                whole_place},
    {"not.topic",         "围绕100个重点项目开展服务",        topic},
    {"not.capacity",      "推进60万吨乙烯改扩建项目",         capacity},
    {"not.frequency",     "为学生每人每年免费体检1次",        frequency},
    {"not.half",          "对小微企业减半征收",               half},
    {"not.route",         "优化101路公交线",                  route},
    {"not.step",          "每少1个百分点扣分",                step},
};
// clang-format on

}  // namespace

std::span<const NotRule> not_rules() { return kNotRules; }

const NotRule* why_not(const Seen& seen) {
  for (const NotRule& rule : kNotRules) {
    if (rule.holds(seen)) return &rule;
  }
  return nullptr;
}

}  // namespace duban
