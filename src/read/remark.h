#pragma once

// What a reader left out or is unsure of, in one form: place：what；remedy. The command line prints it whole,
// the ledger makes a finding of its parts.

#include <string>
#include <string_view>

#include "base/result.h"

namespace duban {

struct RemarkWords {
  std::string place;   // 第 2、3 页, 工作表“任务”
  std::string what;    // 是图片，没有读; holds no ；
  std::string remedy;  // 请换成有文字的文件
};

Message remark(const RemarkWords& zh, const RemarkWords& en);
// The parts of a remark's Chinese words; all of it is `what` where they have another form.
RemarkWords words_of_remark(std::string_view zh);

}  // namespace duban
