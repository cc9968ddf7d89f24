#pragma once

// The numbers and signs in front of a page's paragraphs: 1. 2. | 一、 二、 | （一） （二） | ● ◆. Enough to tell a paragraph from a line that
// happens to stand below a full one; what the numbers mean is read later (grammar/mark.h).

#include <array>
#include <string>
#include <string_view>

namespace duban {

class LineCounting {
 public:
  // Whether a line begins with the number that comes next (one or two may be lost), or with the first of its shape, or with a
  // sign that began a paragraph before. 10.160千瓦 counts only where a sentence has ended in front of it, and as the very next.
  bool counts_on(std::string_view line, bool behind_sentence = false) const;
  // Whether it begins with any number of these shapes.
  static bool is_numbered(std::string_view line);
  // Takes note of the number that a paragraph begins with.
  void remember(std::string_view paragraph);

 private:
  static constexpr int kShapes = 4;  // 1. | （1） | 一、 | （一）
  std::array<int, kShapes> last_{};
  std::u32string bullets_;
};

}  // namespace duban
