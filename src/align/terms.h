#pragma once

// What two sentences of tasks can have in common: words weighted by how rare they are in the papers at hand,
// topics (data/lexicon/topics.txt), units, and promised figures. Plain words that every plan is full of
// (data/lexicon/plain_words.txt) count for nothing.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "plan/plan.h"

namespace duban {

// The topics that a text names, rising, each once; and a topic's name for people.
std::vector<std::int32_t> topics_of(std::string_view text);
std::string_view topic_name(std::int32_t topic);

// A comma part of a text, or one item of a list in it.
struct ItemTerms {
  std::vector<std::int32_t> pairs;  // character pairs of its words, rising, each once
  std::vector<std::int32_t> topics;
  double focus = 1;         // 1 where it stands alone, less as one of many (A、B、C等)
  std::int32_t clause = 0;  // the comma part that it stands in
};

struct TargetTerms {
  const Target* target = nullptr;
  std::vector<std::int32_t> pairs, topics;  // of its indicator
};

// One sentence of a task: a task often holds several commitments.
struct TaskTerms {
  std::string id;  // the task's number; L3 for the third row of a list
  const Task* task = nullptr;
  std::size_t number = 0;  // the task's place in its paper, lists behind the main text
  std::u32string text;
  std::vector<bool> plain;  // by character: part of a plain word or a mark
  std::vector<std::int32_t>
      run_pairs;                    // character pairs of the runs between plain words and marks, -1 between two
  std::vector<std::size_t> run_at;  // and where each begins
  std::vector<std::pair<std::int32_t, std::size_t>> run_places;  // pair and its place in run_pairs, rising
  std::vector<std::int32_t> pairs;                               // all of them, rising, each once
  std::vector<double> pair_focus;                                // beside pairs
  std::vector<std::int32_t> topics;
  std::vector<double> topic_focus;
  std::vector<std::pair<std::size_t, std::size_t>> topic_words;  // where they stand in text: begin, end
  std::vector<ItemTerms> items;
  std::int32_t clauses = 0;
  std::vector<TargetTerms> targets;  // those of this sentence
  std::vector<std::int32_t> leads;
  std::vector<std::int32_t> names;  // what stands in quotes: “兴辽英才计划”
};

// All sentences of the papers that are compared, with the weight of each word among them.
class Terms {
 public:
  // The sentences of a paper's tasks and rows of lists, in printed order; the paper must outlive this. Call
  // weigh() after the last.
  std::vector<TaskTerms> take(const Plan& plan);
  void weigh();

  double pair_weight(std::int32_t pair) const { return pair_weight_[static_cast<std::size_t>(pair)]; }
  double topic_weight(std::int32_t topic) const { return topic_weight_[static_cast<std::size_t>(topic)]; }
  double name_weight(std::int32_t name) const { return name_weight_[static_cast<std::size_t>(name)]; }
  // A run of pairs is as rare as its rarest; a place alone says little.
  double run_weight(const TaskTerms& task, std::size_t at, std::size_t length, std::int32_t holders) const;
  // What a piece of a sentence weighs: the pairs of its words together.
  double piece_weight(const TaskTerms& task, std::size_t at, std::size_t length) const;
  std::int32_t pair_holders(std::int32_t pair) const { return pair_holders_[static_cast<std::size_t>(pair)]; }
  std::size_t pairs() const { return pair_holders_.size(); }
  std::int32_t sentences() const { return sentences_; }

 private:
  TaskTerms terms_of(const Task& task, std::string_view sentence);
  // The runs of words between plain ones and marks; gives the pair that begins at each character, -1 where none does.
  std::vector<std::int32_t> take_runs(const std::u32string& text, const std::vector<bool>& plain, TaskTerms& out);
  void take_leads(const Task& task, TaskTerms& out);
  void take_names(const std::u32string& text, TaskTerms& out);
  // Adds a sentence to what holds each word.
  void count(const TaskTerms& sentence);
  void take_task(const Task& task, std::string id, std::vector<TaskTerms>& into);
  std::vector<std::int32_t> pairs_in(std::u32string_view text, const std::vector<bool>& plain);
  std::int32_t pair_of(char32_t first, char32_t second);

  std::unordered_map<std::uint64_t, std::int32_t> pair_ids_;
  std::unordered_map<std::string, std::int32_t> unit_ids_;
  std::unordered_map<std::u32string, std::int32_t> name_ids_;
  std::vector<std::int32_t> pair_holders_, topic_holders_, name_holders_;
  std::vector<bool> pair_is_place_;
  std::vector<double> pair_weight_, topic_weight_, name_weight_;
  // Rarity is measured against this many sentences: among a dozen, nothing shows how rare a word is.
  double of_sentences() const {
    constexpr std::int32_t kFewest = 150;
    return std::max(sentences_, kFewest);
  }
  std::int32_t sentences_ = 0;
};

}  // namespace duban
