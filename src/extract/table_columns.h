#pragma once

// What the cells of a table's columns hold, where the heads say too little.

#include <cstddef>
#include <vector>

#include "extract/table.h"

namespace duban {

// Sets the roles of columns right by what they hold from row `first` on: units of measure below 单位 and figures below
// 目标任务 are an aside, and a column whose head says nothing gets its role where its cells leave no doubt.
void check_roles(const Grid& grid, std::size_t first, std::vector<ColumnRole>& roles);

// Who answers leads those who help: 责任单位 beside 配合单位, where no column says who leads.
void settle_lead(std::vector<ColumnRole>& roles);

}  // namespace duban
