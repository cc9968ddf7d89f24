#include "align/second_look.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "align/full_names.h"
#include "align/pair.h"
#include "align/terms.h"
#include "grammar/target.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

// Shares of 0 … 1, by weight.
constexpr double kLeastChance = 0.35;  // of a sentence and a task, by the regressions of link
constexpr double kLeastAlike = 0.12;   // of a part of a task and one of a sentence that is likely its source
constexpr double kLeastBeside = 0.25;  // the same where only the tasks beside it come from the sentence
constexpr double kLeastOfTask = 0.28;  // of all that a task says, where no part of it has a source in its words
constexpr double kLeastHeld = 0.3;     // of a part of the report, what the task says too
constexpr double kLeastBehind = 0.15;  // the same directly behind one that it takes: 改扩建机场，力争年内完工
constexpr double kLeastBetween = 0.1;  // the same between two
constexpr double kTakenAlready = 0.5;  // a part that another task took is so much less likely
constexpr double kNearlyWhole = 0.9;   // a part of the report within one of the task, against both being alike
constexpr double kBelowWords = 0.59;   // scores stay below those of sources found by their words
constexpr double kBeside = 0.999;      // as a chance: rare words are needed there
constexpr std::size_t kMostClauses = 24;  // so many sentences of a task are looked at: the likeliest
constexpr std::size_t kMostParts = 200;   // what has more is no sentence, and is not looked into

// What a text says, as weighed ids, rising.
struct Said {
  std::vector<std::int32_t> ids;
  std::vector<std::int32_t> names;  // of indicators, rising
  double weight = 0;
};

// Whether both name indicators, and no one in common: 地区生产总值增长6%, 单位地区生产总值能耗完成省定目标.
bool names_differ(const Said& a, const Said& b) {
  return !a.names.empty() && !b.names.empty() &&
         std::none_of(a.names.begin(), a.names.end(), [&](std::int32_t name) {
           return std::binary_search(b.names.begin(), b.names.end(), name);
         });
}

// Rare pairs of characters, topics and counted figures of texts, weighed by how few parts of the report hold
// them.
class Sayings {
 public:
  Said of(std::string_view text) {
    const std::string full = in_full(text);
    Said out;
    out.names = indicators_in(full);
    const auto take = [&](std::string key, double kind) {
      const auto [found, fresh] = ids_.try_emplace(std::move(key), static_cast<std::int32_t>(kind_.size()));
      if (fresh) {
        kind_.push_back(kind);
        holders_.push_back(0);
      }
      out.ids.push_back(found->second);
    };
    each_pair(full, take);
    for (const std::int32_t topic : topics_of(full)) take(fmt::format("topic {}", topic), kTopic);
    std::sort(out.ids.begin(), out.ids.end());
    out.ids.erase(std::unique(out.ids.begin(), out.ids.end()), out.ids.end());
    return out;
  }

  void count(const Said& part) {
    for (const std::int32_t id : part.ids) ++holders_[static_cast<std::size_t>(id)];
    ++parts_;
  }
  double weight(std::int32_t id) const {
    const auto at = static_cast<std::size_t>(id);
    return kind_[at] * std::log(1 + static_cast<double>(parts_) / (1 + holders_[at]));
  }
  void weigh(Said& said) const {
    said.weight = 0;
    for (const std::int32_t id : said.ids) said.weight += weight(id);
  }
  // What both say; nothing where they share topics and plain words only, unless those are enough.
  enum class Needs { kRareWords, kAnything };
  double common(const Said& a, const Said& b, Needs needs) const {
    double sum = 0;
    bool words = false;
    for (auto i = a.ids.begin(), j = b.ids.begin(); i != a.ids.end() && j != b.ids.end();) {
      if (*i < *j) {
        ++i;
      } else if (*j < *i) {
        ++j;
      } else {
        sum += weight(*i);
        words = words || kind_[static_cast<std::size_t>(*i)] == kRare;
        ++i;
        ++j;
      }
    }
    return words || needs == Needs::kAnything ? sum : 0;
  }

 private:
  static constexpr double kRare = 1;
  static constexpr double kTopic = 2;     // says more than two characters as rare
  static constexpr double kPlain = 0.15;  // 推进, 项目: words that every plan is full of

  // Two characters side by side; a figure with what is counted behind it (500家) is one thing.
  template <class Take>
  static void each_pair(const std::string& text, Take take) {
    const WordList& plain_words = word_list("plain_words");
    std::string_view before;  // the character before, where it stands side by side with this one
    bool plain_before = false;
    std::size_t plain_until = 0;
    for (std::size_t at = 0; at < text.size();) {
      const utf8::Char c = utf8::at(text, at);
      if (utf8::is_digit(c.point)) {
        std::size_t end = at;
        while (end < text.size() && (utf8::is_digit(static_cast<unsigned char>(text[end])) || text[end] == '.'))
          ++end;
        end += utf8::at(text, end).size;
        take(text.substr(at, end - at), kRare);
        at = end;
        before = {};
        continue;
      }
      if (at >= plain_until) {
        if (const Word* word = plain_words.longest_at(std::string_view(text).substr(at)))
          plain_until = at + word->text.size();
      }
      const bool plain = at < plain_until;
      const std::string_view here = std::string_view(text).substr(at, c.size);
      if (!utf8::is_hanzi(c.point) && !utf8::is_ascii_letter(c.point)) {
        before = {};
      } else {
        if (!before.empty()) take(std::string(before).append(here), plain || plain_before ? kPlain : kRare);
        before = here;
        plain_before = plain;
      }
      at += c.size;
    }
  }

  std::unordered_map<std::string, std::int32_t> ids_;
  std::vector<double> kind_;
  std::vector<std::int32_t> holders_;
  std::int32_t parts_ = 0;
};

struct LikelyClause {
  std::size_t clause = 0;
  double chance = 0;  // 1: another part of the task comes from it in so many words
  Sayings::Needs needs() const { return chance >= 1 ? Sayings::Needs::kAnything : Sayings::Needs::kRareWords; }
};

std::vector<const Task*> rows_of(const Plan& plan) {
  std::vector<const Task*> out;
  for (const Task& task : plan.tasks) out.push_back(&task);
  for (const TaskList& list : plan.lists) {
    for (const Task& task : list.tasks) out.push_back(&task);
  }
  return out;
}

class SecondLook {
 public:
  SecondLook(const Plan& report, const Plan& plan, const std::vector<ReportPart>& parts,
             std::vector<TaskPart>& task_parts)
      : report_(report), parts_(parts), task_parts_(task_parts), tasks_(rows_of(plan)) {}

  void run() {
    if (std::none_of(task_parts_.begin(), task_parts_.end(),
                     [](const TaskPart& part) { return part.sources.empty(); }))
      return;
    index();
    weigh();
    find_likely();
    for (std::size_t task = 0; task < tasks_.size(); ++task) {
      if (!lacks_a_source(task)) continue;
      const std::vector<Taken> found = look_in(task, likely_[task], kLeastAlike);
      if (has_a_source(task) || held_of(task, found) >= kLeastOfTask) take(found);
    }
    look_beside();
    for (std::size_t task = 0; task < tasks_.size(); ++task) {
      if (looked_[task]) take_the_rest(task);
    }
  }

 private:
  void index() {
    first_of_task_.assign(tasks_.size() + 1, task_parts_.size());
    for (std::size_t i = task_parts_.size(); i-- > 0;) first_of_task_[task_parts_[i].task] = i;
    for (std::size_t task = tasks_.size(); task-- > 0;)
      first_of_task_[task] = std::min(first_of_task_[task], first_of_task_[task + 1]);
    first_of_clause_.assign(report_.clauses.size() + 1, parts_.size());
    for (std::size_t i = parts_.size(); i-- > 0;) first_of_clause_[parts_[i].clause] = i;
    for (std::size_t clause = report_.clauses.size(); clause-- > 0;)
      first_of_clause_[clause] = std::min(first_of_clause_[clause], first_of_clause_[clause + 1]);
    takers_.resize(parts_.size());
    for (const TaskPart& part : task_parts_) {
      for (const std::size_t source : part.sources) takers_[source].insert(part.task);
    }
    looked_.assign(tasks_.size(), false);
  }

  void weigh() {
    for (const ReportPart& part : parts_) said_.push_back(sayings_.of(part.text));
    for (const TaskPart& part : task_parts_) task_said_.push_back(sayings_.of(part.text));
    for (const Task* task : tasks_) whole_.push_back(sayings_.of(task->text));
    for (const Said& part : said_) sayings_.count(part);
    for (std::vector<Said>* each : {&said_, &task_said_, &whole_}) {
      for (Said& said : *each) sayings_.weigh(said);
    }
  }

  // The sentences that each task could come from: those that the regressions of link take for the same
  // commitment, and those that others of its parts come from. What is settled by its words on both sides, all
  // of a sentence or of a task, is not compared again.
  void find_likely() {
    likely_.resize(tasks_.size());
    Plan sentences;
    std::vector<std::size_t> clause_of;  // by the sentence's place
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const std::size_t clause = parts_[p].clause;
      if (!takers_[p].empty() || (!clause_of.empty() && clause_of.back() == clause)) continue;
      clause_of.push_back(clause);
      Task sentence;
      sentence.text = report_.clauses[clause].text;
      sentence.targets = read_targets(sentence.text, report_.document.year);
      sentences.tasks.push_back(std::move(sentence));
    }
    Plan open;
    std::vector<std::size_t> task_of;  // by the task's place
    for (std::size_t task = 0; task < tasks_.size(); ++task) {
      if (!lacks_a_source(task)) continue;
      task_of.push_back(task);
      open.tasks.push_back(*tasks_[task]);
    }
    Terms terms;
    const std::vector<TaskTerms> a = terms.take(sentences);
    const std::vector<TaskTerms> b = terms.take(open);
    terms.weigh();
    const std::vector<TaskPair> pairs = candidate_pairs(terms, a, b);
    const std::vector<double> chance = chances(pairs, a.size(), b.size(), Across::kSameLevel);
    for (const TaskPart& part : task_parts_) {
      for (const std::size_t source : part.sources) likely_[part.task].push_back({parts_[source].clause, 1});
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (chance[i] < kLeastChance) continue;
      likely_[task_of[b[static_cast<std::size_t>(pairs[i].b)].number]].push_back(
          {clause_of[a[static_cast<std::size_t>(pairs[i].a)].number], chance[i]});
    }
    sort_likely();
  }

  // Of each task the likeliest, each once, in order of the report.
  void sort_likely() {
    for (std::vector<LikelyClause>& all : likely_) {
      std::sort(all.begin(), all.end(), [](const LikelyClause& x, const LikelyClause& y) {
        return x.clause != y.clause ? x.clause < y.clause : x.chance > y.chance;
      });
      all.erase(std::unique(all.begin(), all.end(),
                            [](const LikelyClause& x, const LikelyClause& y) { return x.clause == y.clause; }),
                all.end());
      if (all.size() <= kMostClauses) continue;
      std::stable_sort(all.begin(), all.end(),
                       [](const LikelyClause& x, const LikelyClause& y) { return x.chance > y.chance; });
      all.resize(kMostClauses);
    }
  }

  // The places of a sentence's parts: begin, end.
  std::pair<std::size_t, std::size_t> parts_of(std::size_t clause) const {
    const std::size_t begin = first_of_clause_[clause];
    const std::size_t end = first_of_clause_[clause + 1];
    return end - begin <= kMostParts ? std::pair{begin, end} : std::pair{begin, begin};
  }

  bool lacks_a_source(std::size_t task) const {
    for (std::size_t i = first_of_task_[task]; i < first_of_task_[task + 1]; ++i) {
      if (task_parts_[i].sources.empty()) return true;
    }
    return false;
  }
  bool has_a_source(std::size_t task) const {
    for (std::size_t i = first_of_task_[task]; i < first_of_task_[task + 1]; ++i) {
      if (!task_parts_[i].sources.empty()) return true;
    }
    return false;
  }

  // 0 … 1: what both hold of what they say, or what the task's part holds of the report's.
  double alike(std::size_t task_part, std::size_t part, Sayings::Needs needs) const {
    const double a = task_said_[task_part].weight;
    const double b = said_[part].weight;
    if (a <= 0 || b <= 0 || names_differ(task_said_[task_part], said_[part])) return 0;
    const double both = sayings_.common(task_said_[task_part], said_[part], needs);
    return std::max(2 * both / (a + b), kNearlyWhole * both / b * std::min(1.0, 2 * b / a));
  }

  bool took(std::size_t task, std::size_t part) const { return takers_[part].contains(task); }
  bool taken_by_another(std::size_t part, std::size_t task) const {
    return !takers_[part].empty() && !took(task, part);
  }

  // Whether a part of the task says all of the report's part in its words: what stands beside it is more.
  bool said_whole(std::size_t task, std::size_t part) const {
    constexpr double kWhole = 0.95;
    if (!took(task, part)) return false;
    for (std::size_t i = first_of_task_[task]; i < first_of_task_[task + 1]; ++i) {
      const std::vector<std::size_t>& sources = task_parts_[i].sources;
      if (task_parts_[i].score >= kWhole && std::find(sources.begin(), sources.end(), part) != sources.end()) return true;
    }
    return false;
  }

  struct Taken {
    std::size_t task_part = 0, source = 0;
  };

  // For each part without a source the most similar part of the sentences.
  std::vector<Taken> look_in(std::size_t task, const std::vector<LikelyClause>& clauses, double least) const {
    std::vector<Taken> out;
    for (std::size_t i = first_of_task_[task]; i < first_of_task_[task + 1]; ++i) {
      if (!task_parts_[i].sources.empty()) continue;
      double best = 0;
      std::size_t source = SIZE_MAX;
      for (const LikelyClause& likely : clauses) {
        const auto [begin, end] = parts_of(likely.clause);
        for (std::size_t p = begin; p < end; ++p) {
          if (said_whole(task, p)) continue;
          const double found =
              alike(i, p, likely.needs()) * likely.chance * (taken_by_another(p, task) ? kTakenAlready : 1);
          if (found > best + 1e-12) {
            best = found;
            source = p;
          }
        }
      }
      if (source != SIZE_MAX && best >= least) out.push_back({i, source});
    }
    return out;
  }

  // 0 … 1: of what a task says, what the parts that it would take say too.
  double held_of(std::size_t task, const std::vector<Taken>& found) const {
    Said all;
    for (const Taken& each : found)
      all.ids.insert(all.ids.end(), said_[each.source].ids.begin(), said_[each.source].ids.end());
    std::sort(all.ids.begin(), all.ids.end());
    all.ids.erase(std::unique(all.ids.begin(), all.ids.end()), all.ids.end());
    const double weight = whole_[task].weight;
    return weight > 0 ? sayings_.common(whole_[task], all, Sayings::Needs::kRareWords) / weight : 0;
  }

  void take(const std::vector<Taken>& found) {
    for (const Taken& each : found) take(each.task_part, each.source);
  }
  void take(std::size_t task_part, std::size_t source) {
    TaskPart& part = task_parts_[task_part];
    part.sources.insert(std::lower_bound(part.sources.begin(), part.sources.end(), source), source);
    part.score = std::max(part.score, kBelowWords * alike(task_part, source, Sayings::Needs::kAnything));
    part.second_look = true;
    takers_[source].insert(part.task);
    looked_[part.task] = true;
  }

  // A task without any source may come from the sentence that the tasks beside it come from, if what it says is
  // there and nobody took it.
  void look_beside() {
    for (std::size_t task = 0; task < tasks_.size(); ++task) {
      if (has_a_source(task)) continue;
      std::vector<LikelyClause> beside;
      for (const std::size_t other : {task - 1, task + 1}) {
        if (other >= tasks_.size()) continue;
        for (std::size_t i = first_of_task_[other]; i < first_of_task_[other + 1]; ++i) {
          for (const std::size_t source : task_parts_[i].sources)
            beside.push_back({parts_[source].clause, kBeside});
        }
      }
      take(look_in(task, beside, kLeastBeside));
    }
  }

  // What nobody took of the sentences that a task comes from, where the task says it too: one part of a task
  // often holds several of the report's.
  void take_the_rest(std::size_t task) {
    std::vector<std::size_t> clauses;
    for (std::size_t i = first_of_task_[task]; i < first_of_task_[task + 1]; ++i) {
      for (const std::size_t source : task_parts_[i].sources) clauses.push_back(parts_[source].clause);
    }
    std::sort(clauses.begin(), clauses.end());
    clauses.erase(std::unique(clauses.begin(), clauses.end()), clauses.end());
    for (const std::size_t clause : clauses) {
      const auto [begin, end] = parts_of(clause);
      for (std::size_t p = begin; p < end; ++p) {
        if (!takers_[p].empty() || said_[p].weight <= 0 || names_differ(whole_[task], said_[p])) continue;
        const bool before = p > begin && took(task, p - 1);
        const bool behind = p + 1 < end && took(task, p + 1);
        const double least = before && behind ? kLeastBetween : before ? kLeastBehind : kLeastHeld;
        const Sayings::Needs needs = before && behind ? Sayings::Needs::kAnything : Sayings::Needs::kRareWords;
        if (sayings_.common(whole_[task], said_[p], needs) < least * said_[p].weight) continue;
        double best = -1;
        std::size_t taker = SIZE_MAX;
        for (std::size_t i = first_of_task_[task]; i < first_of_task_[task + 1]; ++i) {
          const double both = sayings_.common(task_said_[i], said_[p], Sayings::Needs::kAnything);
          if (both > best + 1e-12 && task_parts_[i].second_look) {
            best = both;
            taker = i;
          }
        }
        if (taker != SIZE_MAX) take(taker, p);
      }
    }
  }

  const Plan& report_;
  const std::vector<ReportPart>& parts_;
  std::vector<TaskPart>& task_parts_;
  std::vector<const Task*> tasks_;
  Sayings sayings_;
  std::vector<Said> said_, task_said_, whole_;  // beside parts_, task_parts_, tasks_
  std::vector<std::vector<LikelyClause>> likely_;
  std::vector<std::size_t> first_of_task_, first_of_clause_;  // one more than there are
  std::vector<std::set<std::size_t>> takers_;                 // beside parts_: the tasks that took each
  std::vector<bool> looked_;                                  // tasks that took something now
};

}  // namespace

void look_again(const Plan& report, const Plan& plan, const std::vector<ReportPart>& parts,
                std::vector<TaskPart>& task_parts) {
  SecondLook(report, plan, parts, task_parts).run();
}

}  // namespace duban
