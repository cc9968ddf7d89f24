#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace duban {

// What a column of a task table holds. Of category, name, task and detail the last that is there says what is
// to be done; those before it say where it belongs.
enum class ColumnRole : std::uint8_t {
  kNone,  // not known by its head
  kNumber,
  kCategory,
  kName,
  kTask,
  kDetail,
  kLeader,
  kLead,
  kResponsible,
  kHelping,  // helps who answers: 配合单位
  kClause,
  kDeadline,
  kAside,
};

// What the head of a column says (data/lexicon/table_heads.txt): 序号, 目 标 任 务, 牵头单位（部门）,
// 2026年工作目标, 责任站所 (table_head_parts.txt). kNone for words that are no head.
ColumnRole column_role(std::string_view head);

// Whether the head is such a word and no more: 工作任务, and not 完善工作任务.
bool is_plain_head(std::string_view head);

// A quarter, half a year or months over a column: 一季度, 上半年目标, 1—3月.
bool is_period_head(std::string_view head);

// The head that stands at the front of words that run on behind it, or none: 牵头单位 of 牵头单位配合单位1…,
// 区政府分管领导 of 区政府分管领导牵头单位…. `size` is in bytes.
struct HeadInFront {
  std::size_t size = 0;
  ColumnRole role = ColumnRole::kNone;
};
HeadInFront head_in_front(std::string_view words);

// Whether words may hold the heads of a table of tasks one behind the other: three, one of them of who answers
// or of the number of a row.
bool may_hold_heads(std::string_view words);

// The first place from `from` on where head_in_front() can give a head; npos where there is none.
std::size_t next_head(std::string_view words, std::size_t from);

bool says_what(ColumnRole role);  // category, name, task, detail
bool says_who(ColumnRole role);   // leader, lead, responsible, helping, clause

}  // namespace duban
