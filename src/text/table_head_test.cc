#include "text/table_head.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(TableHead, SaysWhatItsColumnHolds) {
  struct Row {
    std::string_view head;
    ColumnRole role;
  };
  // clang-format off
  constexpr Row kRows[] = {
      {"牵头单位（部门）",   ColumnRole::kLead},
      {"区政府分管领导",     ColumnRole::kLeader},
      {"配合单位",           ColumnRole::kHelping},
      // who answers, and what kind of body
      {"责任站所",           ColumnRole::kResponsible},
      {"责任县市区",         ColumnRole::kResponsible},
      {"配合镇街",           ColumnRole::kHelping},
      {"牵头委办局",         ColumnRole::kLead},
      // of two joined heads the first
      {"责任单位及责任人",   ColumnRole::kResponsible},
      {"目标任务及完成情况", ColumnRole::kTask},
      // no heads over who answers
      {"落实情况",           ColumnRole::kAside},
      {"责任",               ColumnRole::kNone},
      {"站所",               ColumnRole::kNone},
      {"属地管理",           ColumnRole::kNone},
      {"参与人数",           ColumnRole::kNone},
      {"责任心强",           ColumnRole::kNone},
      {"实施区域协调",       ColumnRole::kNone},
  };
  // clang-format on
  for (const Row& row : kRows) EXPECT_EQ(column_role(row.head), row.role) << row.head;
}

}  // namespace
}  // namespace duban
