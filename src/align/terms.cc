#include "align/terms.h"

#include <algorithm>
#include <cmath>
#include <set>

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

const std::set<std::u32string>& place_names() {
  static const std::set<std::u32string> names = [] {
    std::set<std::u32string> out;
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

// 省教育厅, 市教育局: without the level in front.
std::string unit_core(std::string_view unit) {
  for (const std::string_view level : {"省", "市", "区", "县"}) {
    if (unit.starts_with(level) && unit.size() > level.size()) return std::string(unit.substr(level.size()));
  }
  return std::string(unit);
}

}  // namespace

std::vector<std::int32_t> topics_of(std::string_view text) {
  const TopicWords& all = topic_words();
  std::vector<std::int32_t> out;
  for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(1, utf8::at(text, at).size)) {
    if (const Word* word = all.words.longest_at(text.substr(at))) out.push_back(all.topic_of.at(word->text));
  }
  sort_once(out);
  return out;
}

std::string_view topic_name(std::int32_t topic) { return topic_words().names[static_cast<std::size_t>(topic)]; }

std::int32_t Terms::pair_of(char32_t first, char32_t second) {
  const std::uint64_t key = (static_cast<std::uint64_t>(first) << 32U) | second;
  const auto [found, fresh] = pair_ids_.emplace(key, static_cast<std::int32_t>(pair_holders_.size()));
  if (fresh) {
    pair_holders_.push_back(0);
    pair_is_place_.push_back(place_names().contains(std::u32string{first, second}));
  }
  return found->second;
}

std::int32_t Terms::quad_of(std::u32string_view four) {
  const Quad key{(static_cast<std::uint64_t>(four[0]) << 32U) | four[1],
                 (static_cast<std::uint64_t>(four[2]) << 32U) | four[3]};
  const auto [found, fresh] = quad_ids_.emplace(key, static_cast<std::int32_t>(quad_holders_.size()));
  if (fresh) quad_holders_.push_back(0);
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

TaskTerms Terms::terms_of(const Task& task, std::string id) {
  TaskTerms out;
  out.id = std::move(id);
  out.task = &task;
  Characters characters = characters_of(task.text);
  const std::u32string& text = characters.text;

  for (std::size_t i = 0; i < text.size();) {  // words
    if (characters.plain[i]) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && !characters.plain[end]) ++end;
    if (end - i >= 2) {
      out.words.emplace_back();
      out.word_at.emplace_back();
      for (std::size_t k = i; k + 1 < end; ++k) {
        out.words.back().push_back(pair_of(text[k], text[k + 1]));
        out.word_at.back().push_back(k);
      }
    }
    i = end;
  }
  for (std::size_t i = 0; i < text.size();) {  // phrases
    if (!is_word_character(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_word_character(text[end])) ++end;
    if (end - i >= 4) {
      out.phrases.emplace_back();
      out.phrase_at.emplace_back();
      for (std::size_t k = i; k + 3 < end; ++k) {
        out.phrases.back().push_back(quad_of(std::u32string_view(text).substr(k, 4)));
        out.phrase_at.back().push_back(k);
      }
    }
    i = end;
  }

  // Items: the comma parts, cut at 、
  struct Found {
    std::int32_t id;
    double focus;
  };
  std::vector<Found> pairs, topics;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !ends_part(text[end])) ++end;
    std::vector<std::pair<std::size_t, std::size_t>> items;
    for (std::size_t i = begin; i < end;) {
      const std::size_t stop = std::min(text.find(U'、', i), end);
      if (stop > i) items.emplace_back(i, stop);
      i = stop + 1;
    }
    const double focus = focus_of_items(items.size());
    for (const auto& [from, to] : items) {
      ItemTerms item;
      item.focus = focus;
      item.clause = out.clauses;
      item.pairs = pairs_in(std::u32string_view(text).substr(from, to - from),
                            {characters.plain.begin() + static_cast<std::ptrdiff_t>(from),
                             characters.plain.begin() + static_cast<std::ptrdiff_t>(to)});
      item.topics = topics_of(
          std::string_view(task.text).substr(characters.at[from], characters.at[to] - characters.at[from]));
      for (const std::int32_t pair : item.pairs) pairs.push_back({pair, focus});
      for (const std::int32_t topic : item.topics) topics.push_back({topic, focus});
      if (!item.pairs.empty() || !item.topics.empty()) out.items.push_back(std::move(item));
    }
    ++out.clauses;
    begin = end + 1;
  }
  constexpr double kAcross = 0.8;  // a word that runs over the mark between two items
  for (const auto& run : out.words) {
    for (const std::int32_t pair : run) pairs.push_back({pair, 0});
  }
  for (const std::int32_t topic : topics_of(task.text)) topics.push_back({topic, 0});
  const auto gather = [&](std::vector<Found>& found, std::vector<std::int32_t>& ids,
                          std::vector<double>& focus) {
    std::sort(found.begin(), found.end(),
              [](const Found& a, const Found& b) { return a.id != b.id ? a.id < b.id : a.focus > b.focus; });
    for (const Found& each : found) {
      if (!ids.empty() && ids.back() == each.id) continue;
      ids.push_back(each.id);
      focus.push_back(each.focus > 0 ? each.focus : kAcross);
    }
  };
  gather(pairs, out.pairs, out.pair_focus);
  gather(topics, out.topics, out.topic_focus);
  for (const auto& run : out.phrases) out.quads.insert(out.quads.end(), run.begin(), run.end());
  sort_once(out.quads);

  for (const Target& target : task.targets) {
    TargetTerms terms;
    terms.target = &target;
    const Characters indicator = characters_of(target.indicator);
    terms.pairs = pairs_in(indicator.text, indicator.plain);
    terms.topics = topics_of(target.indicator);
    out.targets.push_back(std::move(terms));
  }
  const auto unit_id = [&](const Name& name) {
    const auto [found, fresh] =
        unit_ids_.emplace(unit_core(name.text), static_cast<std::int32_t>(unit_holders_.size()));
    if (fresh) unit_holders_.push_back(0);
    return found->second;
  };
  for (const Name& name : task.lead_units) {
    out.leads.push_back(unit_id(name));
    out.units.push_back(out.leads.back());
  }
  for (const Name& name : task.responsible_units) out.units.push_back(unit_id(name));
  sort_once(out.leads);
  sort_once(out.units);

  const auto count = [](std::vector<std::int32_t>& holders, const std::vector<std::int32_t>& ids) {
    for (const std::int32_t each : ids) ++holders[static_cast<std::size_t>(each)];
  };
  count(pair_holders_, out.pairs);
  count(quad_holders_, out.quads);
  topic_holders_.resize(topic_words().names.size());
  count(topic_holders_, out.topics);
  count(unit_holders_, out.units);
  ++tasks_;
  out.plain = std::move(characters.plain);
  out.text = std::move(characters.text);
  return out;
}

std::vector<TaskTerms> Terms::take(const Plan& plan) {
  std::vector<TaskTerms> out;
  for (const Task& task : plan.tasks) out.push_back(terms_of(task, task.no));
  for (const TaskList& list : plan.lists) {
    for (const Task& task : list.tasks) out.push_back(terms_of(task, "L" + task.no));
  }
  return out;
}

void Terms::weigh() {
  constexpr double kPlaceWeight = 0.3;
  const auto weigh_all = [&](const std::vector<std::int32_t>& holders) {
    std::vector<double> out;
    out.reserve(holders.size());
    for (const std::int32_t held : holders)
      out.push_back(held > 0 ? std::log(static_cast<double>(tasks_) / held) : 0);
    return out;
  };
  pair_weight_ = weigh_all(pair_holders_);
  for (std::size_t i = 0; i < pair_weight_.size(); ++i) {
    if (pair_is_place_[i]) pair_weight_[i] *= kPlaceWeight;
  }
  topic_holders_.resize(topic_words().names.size());
  topic_weight_ = weigh_all(topic_holders_);
  unit_weight_ = weigh_all(unit_holders_);
}

double Terms::run_weight(const TaskTerms& task, std::size_t at, std::size_t length,
                         std::int32_t holders) const {
  constexpr double kPlaceWeight = 0.3;
  const double rarity = std::log(static_cast<double>(tasks_) / std::max(1, holders));
  const double place = length <= 4 && place_names().contains(task.text.substr(at, length)) ? kPlaceWeight : 1;
  return rarity * place * std::sqrt(static_cast<double>(length - 1));
}

}  // namespace duban
