#pragma once

// A bulletin (通报) as an official document: words that people may edit, and tables and figures out of the
// snapshot. The same snapshots and words give the same bytes.

#include <string>
#include <string_view>

#include "base/result.h"
#include "exports/docx.h"
#include "exports/snapshot.h"

namespace duban {

struct BulletinText {
  std::string mark;  // 发文机关标志
  std::string title, addressee;
  std::string intro;    // before 一、
  std::string overall;  // 一、总体情况
  std::string slow;     // 二、滞后和逾期的任务; the table follows
  std::string closed;   // 三、办结销号情况
  std::string reports;  // 四、报送情况
  std::string next;     // 五、下一步工作
  std::string signature, copy_to, printed_by;
  bool operator==(const BulletinText&) const = default;
};
std::string to_json(const BulletinText& text);
// Members that are absent keep what `base` says. kInvalid for another shape, kTooLarge over 20,000 bytes a
// member.
Result<BulletinText> bulletin_text_from_json(std::string_view json, const BulletinText& base);

// The first draft: every number is of the snapshot. organ: 示例市人民政府督查室.
BulletinText draft_bulletin(const Snapshot& snapshot, const Snapshot* before, std::string_view organ);

// number: document_number(); date: the day of issue, no day for a draft.
OfficialDocument bulletin_document(const Snapshot& snapshot, const Snapshot* before, const BulletinText& text,
                                   std::string_view number, Day date);

}  // namespace duban
