#include "align/terms.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

// data/lexicon/topics.txt as one list of words, each with the number of its topic.
struct TopicWords {
  std::string file;
  std::vector<std::string_view> names;
  std::unordered_map<std::string_view, std::int32_t> topic_of;
  WordList words{""};
};

const TopicWords& topic_words() {
  static const TopicWords all = [] {
    TopicWords out;
    for (const Word& line : word_list("topics").words()) {
      const auto topic = static_cast<std::int32_t>(out.names.size());
      out.names.push_back(line.text);
      out.topic_of.emplace(line.text, topic);
      for (const std::string_view word : line.attributes) out.topic_of.emplace(word, topic);
    }
    for (const auto& [word, topic] : out.topic_of) out.file.append(word).push_back('\n');
    out.words = WordList(out.file);
    return out;
  }();
  return all;
}

bool is_word_character(char32_t c) { return utf8::is_hanzi(c) || utf8::is_ascii_letter(c); }

bool ends_part(char32_t c) {
  return utf8::is_sentence_end(c) || c == U'，' || c == ',' || c == U'：' || c == ':' || c == '\n';
}

template <class T>
void sort_once(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

const std::unordered_set<std::u32string>& place_names() {
  static const std::unordered_set<std::u32string> names = [] {
    std::unordered_set<std::u32string> out;
    for (const Word& word : word_list("places").words()) {
      std::u32string name;
      for (std::size_t at = 0; at < word.text.size();) {
        const utf8::Char c = utf8::at(word.text, at);
        name.push_back(c.point);
        at += c.size;
      }
      out.insert(std::move(name));
    }
    return out;
  }();
  return names;
}

struct Characters {
  std::u32string text;
  std::vector<std::size_t> at;  // bytes; one more than characters
  std::vector<bool> plain;
};

Characters characters_of(std::string_view text) {
  Characters out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Char c = utf8::at(text, at);
    out.text.push_back(c.point);
    out.at.push_back(at);
    at += c.size;
  }
  out.at.push_back(text.size());
  out.plain.assign(out.text.size(), false);
  const WordList& plain_words = word_list("plain_words");
  for (std::size_t i = 0; i < out.text.size();) {
    if (!is_word_character(out.text[i])) {
      out.plain[i++] = true;
      continue;
    }
    const Word* word = plain_words.longest_at(text.substr(out.at[i]));
    if (word == nullptr) {
      ++i;
      continue;
    }
    for (const std::size_t end = out.at[i] + word->text.size(); out.at[i] < end; ++i) out.plain[i] = true;
  }
  return out;
}

// How much one of n items of a list stands for the whole: at least this share of weight.
constexpr double kLeastFocus = 0.45;
double focus_of_items(std::size_t items) {
  return items <= 2 ? 1.0 : std::max(kLeastFocus, 1.6 / static_cast<double>(items));
}

// 省教育厅, 市教育局: without the level in front and the kind of organ behind. 省数据局(省营商局) is two.
std::vector<std::string> unit_cores(std::string_view unit) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < unit.size();) {
    const std::size_t end = std::min({unit.find("（", begin), unit.find('(', begin), unit.find("）", begin),
                                      unit.find(')', begin), unit.size()});
    std::string_view name = unit.substr(begin, end - begin);
    begin = end + (end < unit.size() && unit[end] != '(' && unit[end] != ')' ? 3 : 1);
    for (const std::string_view level : {"省", "市", "区", "县"}) {
      if (name.starts_with(level) && name.size() > level.size()) {
        name.remove_prefix(level.size());
        break;
      }
    }
    for (const std::string_view kind : {"委员会办公室", "委员会", "办公室", "厅", "局", "委", "办"}) {
      if (name.ends_with(kind) && name.size() > kind.size() + 3) {
        name.remove_suffix(kind.size());
        break;
      }
    }
    std::string core(name);
    if (const std::size_t joined = core.find("和"); joined != std::string::npos) core.erase(joined, 3);
    if (!core.empty()) out.push_back(std::move(core));
  }
  return out;
}

// A word of a topic, and the bytes where it stands.
struct TopicHit {
  std::int32_t topic;
  std::size_t begin, end;
};
std::vector<TopicHit> topic_hits(std::string_view text) {
  const TopicWords& all = topic_words();
  std::vector<TopicHit> out;
  for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(1, utf8::at(text, at).size)) {
    if (const Word* word = all.words.longest_at(text.substr(at)))
      out.push_back({all.topic_of.at(word->text), at, at + word->text.size()});
  }
  return out;
}

// Where the words of topics stand among the characters.
void take_topic_words(const Characters& characters, const std::vector<TopicHit>& hits, TaskTerms& out) {
  const auto place = [&](std::size_t byte) {
    return static_cast<std::size_t>(std::lower_bound(characters.at.begin(), characters.at.end(), byte) -
                                    characters.at.begin());
  };
  for (const TopicHit& hit : hits) out.topic_words.emplace_back(place(hit.begin), place(hit.end));
}

// The items: the comma parts, cut at 、. `pair_at`: the pair of words that begins at each character, or -1.
void take_items(const Characters& characters, const std::vector<std::int32_t>& pair_at,
                const std::vector<TopicHit>& hits, TaskTerms& out) {
  const std::u32string& text = characters.text;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !ends_part(text[end])) ++end;
    std::vector<std::pair<std::size_t, std::size_t>> items;
    for (std::size_t i = begin; i < end;) {
      const std::size_t stop = std::min(text.find(U'、', i), end);
      if (stop > i) items.emplace_back(i, stop);
      i = stop + 1;
    }
    for (const auto& [from, to] : items) {
      ItemTerms item;
      item.focus = focus_of_items(items.size());
      item.clause = out.clauses;
      for (std::size_t k = from; k + 1 < to; ++k) {
        if (pair_at[k] >= 0) item.pairs.push_back(pair_at[k]);
      }
      sort_once(item.pairs);
      for (const TopicHit& hit : hits) {
        if (hit.begin >= characters.at[from] && hit.end <= characters.at[to]) item.topics.push_back(hit.topic);
      }
      sort_once(item.topics);
      if (!item.pairs.empty() || !item.topics.empty()) out.items.push_back(std::move(item));
    }
    ++out.clauses;
    begin = end + 1;
  }
}

// A word and how much it stands for the whole: the most that one of its items gives it.
struct Focused {
  std::int32_t id;
  double focus;
};
void gather(std::vector<Focused>& found, std::vector<std::int32_t>& ids, std::vector<double>& focus) {
  constexpr double kAcross = 0.8;  // a word that runs over the mark between two items
  std::sort(found.begin(), found.end(),
            [](const Focused& a, const Focused& b) { return a.id != b.id ? a.id < b.id : a.focus > b.focus; });
  for (const Focused& each : found) {
    if (!ids.empty() && ids.back() == each.id) continue;
    ids.push_back(each.id);
    focus.push_back(each.focus > 0 ? each.focus : kAcross);
  }
}

// All pairs and topics, those of items and those across them.
void gather_items(const std::vector<TopicHit>& hits, TaskTerms& out) {
  std::vector<Focused> pairs;
  std::vector<Focused> topics;
  for (const ItemTerms& item : out.items) {
    for (const std::int32_t pair : item.pairs) pairs.push_back({pair, item.focus});
    for (const std::int32_t topic : item.topics) topics.push_back({topic, item.focus});
  }
  for (const auto& [pair, place] : out.run_places) pairs.push_back({pair, 0});
  for (const TopicHit& hit : hits) topics.push_back({hit.topic, 0});
  gather(pairs, out.pairs, out.pair_focus);
  gather(topics, out.topics, out.topic_focus);
}

// Cut behind 。；！; a tail of a character or two stays with what is before it.
std::vector<std::string_view> sentences_of(std::string_view text) {
  constexpr std::size_t kShortest = 9;  // bytes
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Char c = utf8::at(text, at);
    at += std::max<std::size_t>(1, c.size);
    const bool end = c.point == U'。' || c.point == U'；' || c.point == U';' || c.point == U'！';
    if (!end || at - begin < kShortest) continue;
    if (text.size() - at < kShortest) break;
    out.push_back(text.substr(begin, at - begin));
    begin = at;
  }
  out.push_back(text.substr(begin));
  return out;
}

}  // namespace

std::vector<std::int32_t> topics_of(std::string_view text) {
  std::vector<std::int32_t> out;
  for (const TopicHit& hit : topic_hits(text)) out.push_back(hit.topic);
  sort_once(out);
  return out;
}

std::string_view topic_name(std::int32_t topic) { return topic_words().names[static_cast<std::size_t>(topic)]; }

std::int32_t Terms::pair_of(char32_t first, char32_t second) {
  const std::uint64_t key = (static_cast<std::uint64_t>(first) << 32U) | second;
  const auto [found, fresh] = pair_ids_.try_emplace(key, static_cast<std::int32_t>(pair_holders_.size()));
  if (fresh) {
    pair_holders_.push_back(0);
    pair_is_place_.push_back(place_names().contains(std::u32string{first, second}));
  }
  return found->second;
}

std::vector<std::int32_t> Terms::pairs_in(std::u32string_view text, const std::vector<bool>& plain) {
  std::vector<std::int32_t> out;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (!plain[i] && !plain[i + 1]) out.push_back(pair_of(text[i], text[i + 1]));
  }
  sort_once(out);
  return out;
}

std::vector<std::int32_t> Terms::take_runs(const std::u32string& text, const std::vector<bool>& plain, TaskTerms& out) {
  std::vector<std::int32_t> pair_at(text.size(), -1);
  for (std::size_t i = 0; i < text.size();) {
    if (plain[i]) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && !plain[end]) ++end;
    for (std::size_t k = i; k + 1 < end; ++k) {
      pair_at[k] = pair_of(text[k], text[k + 1]);
      out.run_places.emplace_back(pair_at[k], out.run_pairs.size());
      out.run_pairs.push_back(pair_at[k]);
      out.run_at.push_back(k);
    }
    if (end - i >= 2) {
      out.run_pairs.push_back(-1);
      out.run_at.push_back(end);
    }
    i = end;
  }
  std::sort(out.run_places.begin(), out.run_places.end());
  return pair_at;
}

void Terms::take_leads(const Task& task, TaskTerms& out) {
  for (const Name& name : task.lead_units) {
    for (std::string& core : unit_cores(name.text))
      out.leads.push_back(
          unit_ids_.try_emplace(std::move(core), static_cast<std::int32_t>(unit_ids_.size())).first->second);
  }
  sort_once(out.leads);
}

void Terms::take_names(const std::u32string& text, TaskTerms& out) {
  constexpr std::size_t kLongestName = 20;
  for (std::size_t i = text.find(U'“'); i < text.size(); i = text.find(U'“', i + 1)) {
    const std::size_t end = text.find(U'”', i);
    if (end == std::u32string::npos || end <= i + 2 || end - i > kLongestName) continue;
    const auto [found, fresh] =
        name_ids_.try_emplace(text.substr(i, end - i), static_cast<std::int32_t>(name_holders_.size()));
    if (fresh) name_holders_.push_back(0);
    out.names.push_back(found->second);
  }
  sort_once(out.names);
}

void Terms::count(const TaskTerms& sentence) {
  const auto each = [](std::vector<std::int32_t>& holders, const std::vector<std::int32_t>& ids) {
    for (const std::int32_t id : ids) ++holders[static_cast<std::size_t>(id)];
  };
  each(pair_holders_, sentence.pairs);
  topic_holders_.resize(topic_words().names.size());
  each(topic_holders_, sentence.topics);
  each(name_holders_, sentence.names);
  ++sentences_;
}

TaskTerms Terms::terms_of(const Task& task, std::string_view sentence) {
  TaskTerms out;
  out.task = &task;
  Characters characters = characters_of(sentence);
  const std::vector<std::int32_t> pair_at = take_runs(characters.text, characters.plain, out);
  const std::vector<TopicHit> hits = topic_hits(sentence);
  take_topic_words(characters, hits, out);
  take_items(characters, pair_at, hits, out);
  gather_items(hits, out);
  take_leads(task, out);
  take_names(characters.text, out);
  count(out);
  out.plain = std::move(characters.plain);
  out.text = std::move(characters.text);
  return out;
}

// Each target goes to the sentence that holds most of its indicator's words.
void Terms::take_task(const Task& task, std::string id, std::vector<TaskTerms>& into) {
  const std::size_t first = into.size();
  const std::size_t number = first == 0 ? 0 : into.back().number + 1;
  for (const std::string_view sentence : sentences_of(task.text)) {
    into.push_back(terms_of(task, sentence));
    into.back().id = id;
    into.back().number = number;
  }
  for (const Target& target : task.targets) {
    TargetTerms terms;
    terms.target = &target;
    const Characters indicator = characters_of(target.indicator);
    terms.pairs = pairs_in(indicator.text, indicator.plain);
    terms.topics = topics_of(target.indicator);
    std::size_t best = first;
    std::size_t most = 0;
    for (std::size_t i = first; i < into.size(); ++i) {
      std::size_t held = 0;
      for (const std::int32_t pair : terms.pairs)
        held += std::binary_search(into[i].pairs.begin(), into[i].pairs.end(), pair) ? 1 : 0;
      if (held > most) {
        most = held;
        best = i;
      }
    }
    into[best].targets.push_back(std::move(terms));
  }
}

std::vector<TaskTerms> Terms::take(const Plan& plan) {
  std::vector<TaskTerms> out;
  for (const Task& task : plan.tasks) take_task(task, task.no, out);
  for (const TaskList& list : plan.lists) {
    for (const Task& task : list.tasks) take_task(task, "L" + task.no, out);
  }
  return out;
}

void Terms::weigh() {
  constexpr double kPlaceWeight = 0.3;
  const auto weigh_all = [&](const std::vector<std::int32_t>& holders) {
    std::vector<double> out;
    out.reserve(holders.size());
    for (const std::int32_t held : holders) out.push_back(held > 0 ? std::log(of_sentences() / held) : 0);
    return out;
  };
  pair_weight_ = weigh_all(pair_holders_);
  for (std::size_t i = 0; i < pair_weight_.size(); ++i) {
    if (pair_is_place_[i]) pair_weight_[i] *= kPlaceWeight;
  }
  topic_holders_.resize(topic_words().names.size());
  topic_weight_ = weigh_all(topic_holders_);
  name_weight_ = weigh_all(name_holders_);
}

double Terms::run_weight(const TaskTerms& task, std::size_t at, std::size_t length,
                         std::int32_t holders) const {
  constexpr double kPlaceWeight = 0.3;
  const double rarity = std::log(of_sentences() / std::max(1, holders));
  const double place = length <= 4 && place_names().contains(task.text.substr(at, length)) ? kPlaceWeight : 1;
  return rarity * place * std::sqrt(static_cast<double>(length - 1));
}

double Terms::piece_weight(const TaskTerms& task, std::size_t at, std::size_t length) const {
  double sum = 0;
  for (std::size_t i = at; i + 1 < at + length; ++i) {
    if (task.plain[i] || task.plain[i + 1]) continue;
    const auto found = pair_ids_.find((static_cast<std::uint64_t>(task.text[i]) << 32U) | task.text[i + 1]);
    if (found != pair_ids_.end()) sum += pair_weight(found->second);
  }
  return sum;
}

}  // namespace duban
