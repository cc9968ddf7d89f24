#include "store/finding_json.h"

#include "base/clock.h"
#include "store/finding_words.h"

namespace duban {

void write_finding(JsonWriter& json, const sql::Rows& rows, std::int64_t same_kind_open, Language language) {
  json.begin_object()
      .field("id", rows.integer(0))
      .field("kind", rows.text(1))
      .field("kind_name", finding_kind_name(rows.text(1), language))
      .field("severity", rows.text(2))
      .field("severity_name", finding_severity_name(rows.text(2), language))
      .field("text", rows.text(3))
      .field("where", finding_place(rows.text(4), language))
      .field("reason", finding_reason(rows.text(1), rows.text(5), language))
      .field("likely", rows.text(6))
      .key("likely_unit_id");
  rows.is_null(16) ? json.null() : json.integer(rows.integer(16));
  json.field("likely_unit", rows.text(17));
  json.key("span").span(
      {static_cast<std::uint32_t>(rows.integer(7)), static_cast<std::uint32_t>(rows.integer(8))});
  json.key("task_id");
  rows.is_null(9) ? json.null() : json.integer(rows.integer(9));
  json.field("field", rows.text(10))
      .field("state", rows.text(11))
      .field("value", rows.text(12))
      .field("settled_by", rows.text(13));
  json.key("settled_at");
  rows.is_null(14) ? json.null() : json.string(utc_text(rows.integer(14)));
  json.field("same_kind_open", same_kind_open).field("version", rows.integer(15)).end_object();
}

}  // namespace duban
