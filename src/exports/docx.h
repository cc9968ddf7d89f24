#pragma once

// An official document (公文) as DOCX, laid out by GB/T 9704-2012: notices, bulletins. The same document gives
// the same bytes, on every machine: nothing of the clock goes in, and the parts are stored unpacked.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace duban {

enum class OfficialLevel {
  kPlain,   // 仿宋 三号, two characters in
  kFirst,   // 一、 黑体
  kSecond,  // （一） 楷体
  kFlush,   // 仿宋, not moved in
};

// Line breaks make paragraphs of their own. The number (一、) is part of the words.
struct OfficialParagraph {
  OfficialLevel level = OfficialLevel::kPlain;
  std::string text;
  std::string after = {};  // goes on in the same paragraph in 仿宋: （一）总体情况。|截至3月31日……
  bool operator==(const OfficialParagraph&) const = default;
};

enum class CellAlign { kLeft, kCentre, kRight };
struct OfficialColumn {
  std::string head;
  double width = 1;  // share of the type area's 156 mm
  CellAlign align = CellAlign::kLeft;
  bool operator==(const OfficialColumn&) const = default;
};
// The heads stand again on each page; no row breaks across two.
struct OfficialTable {
  std::string caption = {};  // above, centred
  std::vector<OfficialColumn> columns;
  std::vector<std::vector<std::string>> rows;
  bool operator==(const OfficialTable&) const = default;
};

using OfficialBlock = std::variant<OfficialParagraph, OfficialTable>;

// Whatever is empty is left out, with the room it would take.
struct OfficialDocument {
  std::string mark = {};       // 发文机关标志, in red: 示例市人民政府督查室
  std::string number = {};     // 发文字号: document_number()
  std::string title;           // line breaks as given (词意完整, 排列对称)
  std::string addressee = {};  // 主送机关, without its colon
  std::vector<OfficialBlock> body;
  std::vector<std::string> attachments = {};  // their titles
  std::string signature = {};                 // 发文机关署名
  Day date = {};                              // 成文日期
  std::string remark = {};                    // 附注, in brackets
  std::string copy_to = {};                   // 抄送, without the word and its colon
  std::string printed_by = {};                // 印发机关
  Day printed_on = {};
  bool operator==(const OfficialDocument&) const = default;
};

// Errors: kInvalid (a table without columns or with a row longer than its head), kNoSpace.
Result<std::string> to_docx(const OfficialDocument& document);

// 示督〔2026〕3号: the year whole and in 〔〕, the number without 第 and without leading noughts (GB/T
// 9704 7.2.5). Before it is given (no = 0) its place is left open: 示督〔2026〕　号.
std::string document_number(std::string_view organ_code, int year, int no);
// 一 … 九十九, for 一、 and （一）; plain digits beyond.
std::string zh_ordinal(int number);

}  // namespace duban
