#pragma once

#include <string>
#include <vector>

#include "extract/reading.h"

namespace duban {

// Where something stands, in words a clerk understands: 任务62 牵头单位, 标题, 文末.
class Places {
 public:
  explicit Places(const Reading& reading);

  // The place of byte `at` of an entry's block.
  std::string of(std::size_t entry, std::size_t at) const;
  std::string of_task(const TaskDraft& draft) const;
  // 文首, 正文中, 文末
  std::string side_of(std::size_t entry) const;
  // The entry that holds a byte of the reader's text, or the number of entries.
  std::size_t entry_at(std::uint32_t printed) const;
  const TaskDraft* task_of(std::size_t entry) const;

 private:
  const Reading& reading_;
  std::vector<std::size_t> task_of_;  // the task that an entry belongs to, or the number of tasks
  std::size_t first_ = 0;             // the first and last entry of the body
  std::size_t last_ = 0;
};

}  // namespace duban
