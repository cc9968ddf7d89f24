#pragma once

// What two tasks can have in common: words weighted by how rare they are in the papers at hand, topics
// (data/lexicon/topics.txt), units, and promised figures. Plain words that every plan is full of
// (data/lexicon/plain_words.txt) count for nothing.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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

struct TaskTerms {
  std::string id;  // the number; L3 for the third row of a list
  const Task* task = nullptr;
  std::u32string text;
  std::vector<bool> plain;                          // by character: part of a plain word or a mark
  std::vector<std::vector<std::int32_t>> words;     // runs between plain words and marks, as character pairs
  std::vector<std::vector<std::size_t>> word_at;    // and where each pair begins
  std::vector<std::vector<std::int32_t>> phrases;   // runs between marks, as groups of four characters
  std::vector<std::vector<std::size_t>> phrase_at;  // and where each begins
  std::vector<std::int32_t> pairs;                  // all of them, rising, each once
  std::vector<double> pair_focus;                   // beside pairs
  std::vector<std::int32_t> quads;
  std::vector<std::int32_t> topics;
  std::vector<double> topic_focus;
  std::vector<ItemTerms> items;
  std::int32_t clauses = 0;
  std::vector<TargetTerms> targets;
  std::vector<std::int32_t> units, leads;
};

// All tasks of the papers that are compared, with the weight of each word among them.
class Terms {
 public:
  // Tasks and rows of lists of a paper; the paper must outlive this. Call weigh() after the last.
  std::vector<TaskTerms> take(const Plan& plan);
  void weigh();

  double pair_weight(std::int32_t pair) const { return pair_weight_[static_cast<std::size_t>(pair)]; }
  double topic_weight(std::int32_t topic) const { return topic_weight_[static_cast<std::size_t>(topic)]; }
  double unit_weight(std::int32_t unit) const { return unit_weight_[static_cast<std::size_t>(unit)]; }
  // A run of pairs or groups is as rare as its rarest; a place alone says little.
  double run_weight(const TaskTerms& task, std::size_t at, std::size_t length, std::int32_t holders) const;
  std::int32_t pair_holders(std::int32_t pair) const { return pair_holders_[static_cast<std::size_t>(pair)]; }
  std::int32_t quad_holders(std::int32_t quad) const { return quad_holders_[static_cast<std::size_t>(quad)]; }
  std::size_t pairs() const { return pair_holders_.size(); }
  std::int32_t tasks() const { return tasks_; }

 private:
  struct Quad {
    std::uint64_t front, back;
    bool operator==(const Quad&) const = default;
  };
  struct QuadHash {
    std::size_t operator()(const Quad& quad) const {
      return static_cast<std::size_t>(quad.front * 0x9E3779B97F4A7C15ULL ^ quad.back * 0xC2B2AE3D27D4EB4FULL);
    }
  };
  TaskTerms terms_of(const Task& task, std::string id);
  std::vector<std::int32_t> pairs_in(std::u32string_view text, const std::vector<bool>& plain);
  std::int32_t pair_of(char32_t first, char32_t second);
  std::int32_t quad_of(std::u32string_view four);

  std::unordered_map<std::uint64_t, std::int32_t> pair_ids_;
  std::unordered_map<Quad, std::int32_t, QuadHash> quad_ids_;
  std::unordered_map<std::string, std::int32_t> unit_ids_;
  std::vector<std::int32_t> pair_holders_, quad_holders_, topic_holders_, unit_holders_;
  std::vector<bool> pair_is_place_;
  std::vector<double> pair_weight_, topic_weight_, unit_weight_;
  std::int32_t tasks_ = 0;
};

}  // namespace duban
