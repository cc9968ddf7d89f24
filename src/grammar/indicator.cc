#include "grammar/indicator.h"

#include <algorithm>

#include "grammar/number.h"
#include "grammar/phrase.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"

namespace duban {
namespace {

const WordList& verbs() {
  static const WordList& list = word_list("commitment_verbs");
  return list;
}
const WordList& leads() {
  static const WordList& list = word_list("leading_words");
  return list;
}

// mark ::= 、 | ： | : | ，
std::size_t mark_size(std::string_view words) {
  static constexpr FewWords kMarks{"、", "：", ":", "，", ",", " ", "。"};
  if (const std::string_view mark = kMarks.at(words); !mark.empty()) return mark.size();
  // “培育企业5家以上,…”: of a quotation that holds sentences only the mark is left.
  if (words.starts_with("“") && !has_words(words, "”")) return std::string_view("“").size();
  return 0;
}

// time ::= [到 | 至 | 截至] number 年 [底 | 末] [前]  |  number 年内  |  number 月底前  |  word
//   到2027年  5年内  年底前
std::size_t time_size(std::string_view words) {
  static const WordList& times = word_list("time_words");
  std::size_t best = 0;
  if (const Word* word = times.longest_at(words)) best = word->text.size();
  Cursor at(words);
  static constexpr FewWords kTo{"力争到", "截至", "截止", "到",   "至",   "于",   "在",   "自",
                                "从",     "比",   "较",   "今后", "未来", "连续", "力争", "用"};
  at = at.after(kTo.at(words).size());
  if (!number_may_begin(at)) return best;
  const auto n = number(at);
  if (!n) return best;
  Cursor rest = n->rest;
  if (!rest.starts("年") && !rest.starts("月")) return best;
  if (rest.starts("年") && n->value.value < 1000 && !rest.starts("年内") && !rest.starts("年时间")) return best;
  rest = rest.after(3);
  if (const auto month = number(rest); month && month->rest.starts("月")) rest = month->rest.after(3);
  if (const auto day = number(rest); day && day->rest.starts("日")) rest = day->rest.after(3);
  if (words.starts_with("用") && rest.starts("时间")) rest = rest.after(std::string_view("时间").size());
  for (const std::string_view tail :
       {"底之前", "底以前", "底前", "末前", "度内", "期间", "底", "末", "内", "前", "度"}) {
    if (rest.starts(tail)) {
      rest = rest.after(tail.size());
      break;
    }
  }
  return std::max(best, rest.at());
}

bool begins_with_verb(std::string_view words) {
  const Word* verb = verbs().longest_at(words);
  return verb != nullptr && verb->attribute(0) != "noun";
}

// Whether the words tell how something changes: 居民人均可支配收入增长与经济增长基本同步.
bool tells_change(std::string_view words) {
  for (const std::string_view change : {"增长", "同步", "下降", "降低", "完成", "任务"}) {
    if (words.find(change) != std::string_view::npos) return true;
  }
  return false;
}

constexpr std::size_t kLongestHead = std::string_view("城镇居民").size();
bool ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_ascii(std::string_view words) { return std::all_of(words.begin(), words.end(), ascii); }

constexpr std::size_t kShortestThing = std::string_view("学位").size();
constexpr std::size_t kMostLeads = 24;  // words dropped before one indicator

std::string_view strip(std::string_view words, bool push) {
  for (std::size_t i = 0; i < kMostLeads && !words.empty(); ++i) {
    if (const std::size_t size = mark_size(words); size > 0) {
      words.remove_prefix(size);
      continue;
    }
    if (const std::size_t size = time_size(words); size > 0) {
      words.remove_prefix(size);
      continue;
    }
    const Word* lead = leads().longest_at(words);
    if (lead == nullptr) break;
    // 新增… is a verb, though a shorter leading word begins it.
    const Word* verb = verbs().longest_at(words);
    if (verb != nullptr && verb->text.size() > lead->text.size()) break;
    const std::string_view rest = words.substr(lead->text.size());
    const bool before_verb = begins_with_verb(rest) || (leads().longest_at(rest) != nullptr && !rest.empty());
    if (lead->attribute(0) == "manner" && !before_verb && !(push && verb != nullptr && !rest.empty())) break;
    words = rest;
  }
  return words;
}

}  // namespace

std::string_view without_lead(std::string_view words) { return strip(words, false); }
std::string_view without_push(std::string_view words) { return strip(words, true); }

std::string_view leading_verbs(std::string_view words) {
  std::size_t end = 0;
  std::size_t at = 0;
  while (at < words.size()) {
    const Word* verb = verbs().longest_at(words.substr(at));
    if (verb == nullptr || verb->attribute(0) == "noun") break;
    at = end = at + verb->text.size();
    const std::size_t joined = separator_at(words.substr(at));
    if (joined > 0 && begins_with_verb(words.substr(at + joined))) {
      at += joined;
    } else if (words.substr(at).starts_with("并") && begins_with_verb(words.substr(at + 3))) {
      at += 3;
    }
  }
  return words.substr(0, end);
}

std::string_view trailing_verbs(std::string_view words) {
  std::size_t begin = words.size();
  while (begin > 0) {
    const Word* verb = verbs().longest_before(words, begin);
    if (verb == nullptr || verb->attribute(0) == "noun") break;
    begin -= verb->text.size();
    if (begin >= 3 && words.substr(begin - 3, 3) == "和" && begins_with_verb(words.substr(begin)) &&
        verbs().longest_before(words, begin - 3) != nullptr) {
      begin -= 3;
    }
  }
  return words.substr(begin);
}

bool is_one_verb(std::string_view words) {
  const Word* verb = verbs().exact(words);
  return verb != nullptr && verb->attribute(0) != "noun";
}

bool has_verb(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const Word* verb = verbs().longest_at(words.substr(at));
    if (verb != nullptr && verb->attribute(0) != "noun") return true;
    at += verb != nullptr ? verb->text.size() : character_size(words[at]);
  }
  return false;
}

bool has_act(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const Word* verb = verbs().longest_at(words.substr(at));
    if (verb != nullptr && verb->attribute(1) == "act") return true;
    at += verb != nullptr ? verb->text.size() : character_size(words[at]);
  }
  return false;
}

std::string_view without_comparison(std::string_view words) {
  // 排放量要分别下降3%
  static constexpr std::string_view kModals[] = {"要", "将", "应", "须"};
  static constexpr CharSet kModalCharacters = CharSet::beginnings(kModals);
  for (const std::string_view modal : kModals) {
    if (!kModalCharacters.has(utf8::before(words, words.size()).point)) break;
    const std::string_view last_two = words.substr(words.size() - std::min(words.size(), 2 * modal.size()));
    if (last_two == "纲要" || last_two == "纪要" || last_two == "需要" || last_two == "主要" ||
        last_two == "供应")
      continue;
    if (words.size() > modal.size() && words.ends_with(modal)) words.remove_suffix(modal.size());
  }
  for (const std::string_view than : {"较", "比", "在"}) {
    const std::size_t at = rfind_words(words, than);
    if (at == std::string_view::npos || at == 0) continue;
    std::size_t size = time_size(words.substr(at));
    // “三公”经费在2013年基础上压缩10%
    for (const std::string_view base : {"的基础上", "基础上"}) {
      if (size > 0 && words.substr(at + size).starts_with(base)) size += base.size();
    }
    if (size > 0 && at + size == words.size()) return words.substr(0, at);
  }
  return words;
}

std::string without_times(std::string name) {
  if (!has_words(name, "前")) return name;
  for (std::size_t at = character_size(name.empty() ? ' ' : name.front()); at < name.size();) {
    const std::string_view rest = std::string_view(name).substr(at);
    if (name[at] >= '0' && name[at] <= '9') {
      const std::size_t size = time_size(rest);
      if (size > 0 && size < rest.size() && rest.substr(0, size).ends_with("前")) {
        name.erase(at, size);
        continue;
      }
      while (at < name.size() && name[at] >= '0' && name[at] <= '9') ++at;
      continue;
    }
    at += character_size(name[at]);
  }
  return name;
}

std::string_view leading_rank(std::string_view words) {
  static constexpr FewWords kRanks{"国家级", "世界级", "区域级",   "省部级", "省级", "市级", "县级", "区级",  "州级",
                                   "国省级", "自治区级", "盟市级", "部级",   "村级", "乡级", "镇级", "街道级"};
  static constexpr FewWords kMore{"及以上", "以上"};
  const std::string_view rank = kRanks.at(words);
  return rank.empty() ? rank : words.substr(0, rank.size() + kMore.at(words.substr(rank.size())).size());
}

std::string_view last_member(std::string_view words) {
  std::string_view last = words;
  for (const Separator& separator : list_separators(words)) {
    if (!separator.comma) continue;
    const std::string_view ahead = words.substr(0, separator.begin);
    const std::string_view behind = without_lead(words.substr(separator.end));
    // 新建、改扩建学校: nothing but verbs stands ahead, and they share what follows.
    if (leading_verbs(ahead).size() == ahead.size()) continue;
    const Word* verb = verbs().longest_at(behind);
    if ((verb != nullptr && verb->attribute(0) == "count") || tells_change(ahead))
      last = words.substr(separator.end);
  }
  return last;
}

std::string_view without_relative(std::string_view words) {
  static const WordList& heads = word_list("relative_heads");
  if (words.starts_with("的")) words.remove_prefix(3);
  if (heads.longest_at(words) == nullptr) return words;
  const std::size_t of = words.find("的");
  if (of == std::string_view::npos || of + 3 >= words.size()) return words;
  return words.substr(of + 3);
}

std::string_view bare_thing(std::string_view words) {
  const Word* tail = verbs().longest_before(words, words.size());
  if (tail != nullptr && tail->attribute(1) == "act") return words.substr(0, words.size() - tail->text.size());
  for (std::size_t at = 0; at < words.size();) {
    const Word* verb = verbs().longest_at(words.substr(at));
    at += verb != nullptr ? verb->text.size() : character_size(words[at]);
    if (verb != nullptr && verb->attribute(1) == "act" && words.size() >= at + kShortestThing) {
      words.remove_prefix(at);
      at = 0;
    }
  }
  return words;
}

bool counts_people(const Number& number, std::string_view behind) {
  static const WordList& people = word_list("people_words");
  const bool scaled = number.value >= 10000 && number.digits < 5;
  const int most = scaled ? 6 : 0;  // characters that tell which people
  for (int i = 0; i <= most && !behind.empty(); ++i) {
    if (people.longest_at(behind) != nullptr) return true;
    if (separator_at(behind) > 0) return false;
    behind.remove_prefix(std::min(behind.size(), character_size(behind.front())));
  }
  return false;
}

bool names_level(std::string_view words) {
  static const WordList& nouns = word_list("level_nouns");
  return nouns.longest_before(words, words.size()) != nullptr;
}

bool names_only_total(std::string_view words) {
  static const WordList& nouns = word_list("level_nouns");
  const Word* word = nouns.longest_before(words, words.size());
  return word != nullptr && word->text.size() == words.size() && word->attribute(0) == "what";
}

std::vector<std::string> subjects(std::string_view words, std::size_t wanted, bool conjunctions) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  const std::vector<Separator> separators = list_separators(words);
  // 农村和城镇学校、医院各3所: 和 joins a list's last member, or is of one of its members
  const auto last_comma = std::find_if(separators.rbegin(), separators.rend(), [](const Separator& each) { return each.comma; });
  for (const Separator& separator : separators) {
    if (!separator.comma && !conjunctions) continue;
    if (!separator.comma && wanted == 1 && last_comma != separators.rend() && separator.begin < last_comma->begin) continue;
    if (separator.begin > begin) out.emplace_back(words.substr(begin, separator.begin - begin));
    begin = separator.end;
  }
  if (begin < words.size()) out.emplace_back(words.substr(begin));
  if (out.size() == 1 && wanted == 2 && words.starts_with("城乡")) {
    const std::string rest(words.substr(std::string_view("城乡").size()));
    return {"城镇" + rest, "农村" + rest};
  }
  // 国家级和省级绿色工厂: what a bare rank is the rank of stands with the last.
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    const std::string_view bare = std::string_view(out[i]).substr(leading_verbs(out[i]).size());
    if (!bare.empty() && leading_rank(bare).size() == bare.size()) {
      out[i] += out.back().substr(leading_rank(out.back()).size());
    }
  }
  // 城镇和农村居民收入, PM10、PM2.5平均浓度: the last member's tail, behind as much as the short ones have.
  if (out.size() >= 2) {
    const std::string last = out.back();
    const bool latin = is_ascii(out.front());
    std::size_t head = out.front().size();
    bool all_short = head <= kLongestHead;
    for (std::size_t i = 0; i + 1 < out.size(); ++i) {
      all_short = all_short && (latin ? is_ascii(out[i]) : out[i].size() == head);
    }
    if (latin)
      head = static_cast<std::size_t>(std::find_if_not(last.begin(), last.end(), ascii) - last.begin());
    if (all_short && head > 0 && last.size() >= head + kShortestThing && (latin || last.size() >= 2 * head)) {
      for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i] += last.substr(head);
    }
  }
  return out;
}

}  // namespace duban
