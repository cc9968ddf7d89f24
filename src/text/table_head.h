#pragma once

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
  kClause,
  kDeadline,
  kAside,
};

// What the head of a column says (data/lexicon/table_heads.txt): 序号, 目 标 任 务, 牵头单位（部门）,
// 2026年工作目标. kNone for words that are no head.
ColumnRole column_role(std::string_view head);

// Whether the head is such a word and no more: 工作任务, and not 完善工作任务.
bool is_plain_head(std::string_view head);

bool says_what(ColumnRole role);  // category, name, task, detail
bool says_who(ColumnRole role);   // leader, lead, responsible, clause

}  // namespace duban
