#pragma once

// The words of a supervision notice (督办单) that the program drafts; a person may write others before signing.

#include <string>

#include "base/day.h"
#include "supervise/notice.h"
#include "supervise/task_case.h"

namespace duban {

struct NoticeLetter {
  std::string plan;  // its title
  std::string no, task;
  UnitPart part = UnitPart::kLead;
  Day due;
};
// Paragraphs, parted by line ends, in Chinese: an official document has one language.
std::string notice_letter(const NoticeLetter& letter, const NoticeDraft& draft);

}  // namespace duban
