#pragma once

// The passes that tell what each entry of a paper is, in the order of read(). No layout is known by name: marks, who
// answers and what repeats tell.

#include <array>
#include <cstddef>
#include <vector>

#include "extract/outline.h"

namespace duban {

class OutlineReader {
 public:
  explicit OutlineReader(Outline& outline) : out_(outline), entries_(outline.entries) {}

  void read();

 private:
  bool marked(std::size_t i) const {
    return entries_[i].block.mark.has_value() && entries_[i].kind != EntryKind::kFurniture;
  }

  std::size_t rank(std::size_t i) const { return ranks_[static_cast<std::size_t>(entries_[i].block.mark->kind)]; }

  // How marks nest, headings, lists: outline_levels.cc.
  void find_ranks();
  bool plain(std::size_t i) const;
  std::size_t behind(std::size_t i) const;
  bool is_day_like(std::size_t i) const;
  bool heads_marked(std::size_t i) const;
  void find_lists();
  bool restarts_behind(std::size_t i) const;
  std::size_t next_marked(std::size_t i) const;
  bool heads_unnumbered(std::size_t i) const;
  bool heads_table(std::size_t i) const;
  bool heads_plain(std::size_t i) const;
  void find_headings();

  // Who answers for what where the line of the task does not say it: outline_givers.cc.
  void find_numbered_parts();
  void find_clauses();
  void find_dashes();
  void find_group_heads();
  void find_blocks();
  static bool holds_sentence(const Entry& entry);
  bool is_title_like(const Entry& entry) const;
  void find_bodies();
  void find_steps();
  void find_unknown_labels();
  void find_unit_lines();
  void find_sentences_with_labels();
  void find_covered();
  void find_title_brackets();
  bool goes_on_below(std::size_t i, std::size_t next) const;
  void find_fronts();
  void look_ahead();
  void find_parts();
  void find_label_heads();
  std::size_t labels_end(std::size_t i) const;
  bool says_itself(std::size_t i) const;
  void find_givers();
  void labels_in_front(std::vector<std::size_t>& alone, std::size_t& with_verb);
  bool given(const Entry& entry) const;

  // Task, requirement, label or plain paragraph: outline_kinds.cc.
  static bool is_closing_title(const Entry& entry);
  void find_closing();
  void find_closing_lines();
  void settle_leaves();
  // What stands before an entry that is settled.
  struct Before {
    bool begun = false;        // a heading or a task came
    bool open = false;         // the task before still waits for its labelled lines
    bool labels = false;       // and has had some
    std::size_t numbered = 0;  // the last numbered task
    void begin(bool waits) {
      begun = true;
      open = waits;
      labels = false;
    }
  };
  void settle_rest();
  void settle_labelled(std::size_t i, Before& before);
  void settle_words(std::size_t i, Before& before);
  bool begins_unnumbered(std::size_t i) const;
  bool label_follows(std::size_t i) const;
  bool label_follows_text(std::size_t i) const;
  bool label_text_next(std::size_t i) const;
  bool label_next(std::size_t i) const;

  Outline& out_;
  std::vector<Entry>& entries_;
  bool units_with_brackets_ = false;             // 县水利局（分管领导：王健） stands above tasks
  std::array<std::size_t, kMarkKinds> ranks_{};  // by kind: how deep it stands
};

}  // namespace duban
