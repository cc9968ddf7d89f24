#pragma once

#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "store/sql.h"

namespace duban {

// The columns that write_finding reads, of `finding f LEFT JOIN settlement s ON s.id = f.settlement_id`.
inline constexpr std::string_view kFindingColumns =
    "f.id, f.kind, f.severity, f.text, f.place, f.reason, f.likely, f.span_begin, f.span_end, f.task_id, "
    "f.field, "
    "f.state, CASE WHEN f.state <> 'open' THEN s.value END, CASE WHEN f.state <> 'open' THEN s.account END, "
    "CASE WHEN "
    "f.state <> 'open' THEN s.at END, f.version, f.unit_id, (SELECT u.name FROM unit u WHERE u.id = f.unit_id)";
inline constexpr int kFindingColumnCount = 18;

// One item of GET /plans/{id}/findings.
void write_finding(JsonWriter& json, const sql::Rows& rows, std::int64_t same_kind_open, Language language);

}  // namespace duban
