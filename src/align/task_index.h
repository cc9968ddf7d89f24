#pragma once

// One task against all tasks of a corpus: which of a million promises of other years and regions are most like
// this one. Character pairs, weighted by rarity; sparse, exact, deterministic. docs/benchmarks.md has what it
// costs.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace duban {

struct TaskHit {
  std::uint32_t task = 0;  // as add() gave it
  double score = 0;        // 0 … 1: the cosine of the two, 1 where both hold the same pairs
  bool operator==(const TaskHit&) const = default;
};

// Not copied; find() may be called from several threads at once, add() and weigh() from one, and not beside it.
class TaskIndex {
 public:
  TaskIndex();
  TaskIndex(const TaskIndex&) = delete;
  TaskIndex& operator=(const TaskIndex&) = delete;

  // Takes a task in and gives its number: 0, 1, 2 … The text is not kept.
  std::uint32_t add(std::string_view text);
  // After the last add() and before find(); tasks may be added again later, then it is due again.
  void weigh();

  // The tasks most like the text, best first, at most `most`, none that shares nothing but what is in every
  // tenth task. Equal scores by number.
  std::vector<TaskHit> find(std::string_view text, std::size_t most) const;

  std::size_t size() const { return norms_.size(); }
  std::size_t bytes() const;  // of memory that it holds

 private:
  // The tasks that hold a pair: the distance from one to the next, seven bits a byte.
  struct Postings {
    std::vector<std::uint8_t> bytes;
    std::uint32_t last = 0;
    std::uint32_t count = 0;
  };
  double weight(const Postings& postings) const;
  static void pairs_of(std::string_view text, std::vector<std::uint64_t>& out);

  std::unordered_map<std::uint64_t, std::uint32_t> ids_;
  std::vector<Postings> postings_;
  std::vector<float> norms_;
  std::vector<std::uint64_t> scratch_;
};

// The longest words that both texts hold unbroken, longest first: why a hit is one.
std::vector<std::string> words_of_both(std::string_view a, std::string_view b, std::size_t most);

}  // namespace duban
