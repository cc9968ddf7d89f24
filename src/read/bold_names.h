#pragma once

// Bold letters that say who leads, kept as a page without letters would print them: **市教育局**、市财政局.

#include <cstddef>
#include <string>
#include <string_view>

namespace duban {

class BoldNames {
 public:
  // Looks at words of the paper, all of them before the first mark(): only where they speak of bold letters and of who leads
  // (黑体字为牵头单位) does bold say anything, and only then is it kept.
  void look(std::string_view words);
  bool say_who_leads() const { return letters_ && leads_; }

  // Puts asterisks around words[begin, …), which are bold, where they can be names in a list: hanzi and stops between them,
  // no number in front. What goes on with the bold words before is one with them.
  void mark(std::string& words, std::size_t begin);

 private:
  bool letters_ = false;
  bool leads_ = false;
};

}  // namespace duban
