#include "store/corrections.h"

#include <algorithm>

#include "store/task_json.h"

namespace duban {
namespace {

std::string no_space(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') out += c;
  }
  return out;
}

// Replaces every occurrence; the words as they are, or without the white space of the print.
bool replace_in(std::string& text, std::string_view words, std::string_view value) {
  for (const std::string& each : {std::string(words), no_space(words)}) {
    if (each.empty() || text.find(each) == std::string::npos) continue;
    for (std::size_t at = text.find(each); at != std::string::npos; at = text.find(each, at + value.size())) {
      text.replace(at, each.size(), value);
    }
    return true;
  }
  return !value.empty() && text.find(value) != std::string::npos;  // a better reader gave it already
}

// 省司法厅、省公安厅 → two names.
std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> out;
  std::string name;
  const auto add = [&] {
    if (!no_space(name).empty()) out.push_back(no_space(name));
    name.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    bool mark = false;
    for (const std::string_view each : {"、", "，", ",", "；", ";", "\n"}) {
      if (text.substr(at).starts_with(each)) {
        add();
        at += each.size();
        mark = true;
        break;
      }
    }
    if (!mark) name += text[at++];
  }
  add();
  return out;
}

bool replace_name(std::vector<Name>& names, const Correction& c) {
  const std::vector<std::string> values = split_names(c.value);
  if (c.words.empty()) {  // nothing was printed: the value is what is missing
    for (const std::string& value : values) {
      const bool there =
          std::any_of(names.begin(), names.end(), [&](const Name& n) { return n.text == value; });
      if (!there) names.push_back({value, {}, "correction"});
    }
    return !values.empty();
  }
  const std::string words = no_space(c.words);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (no_space(names[i].text) != words) continue;
    const Name old = names[i];
    names.erase(names.begin() + static_cast<std::ptrdiff_t>(i));
    std::size_t at = i;
    for (const std::string& value : values) {
      names.insert(names.begin() + static_cast<std::ptrdiff_t>(at++), Name{value, old.spans, "correction"});
    }
    return true;
  }
  bool any = false;
  for (Name& name : names) {
    if (name.text.find(words) == std::string::npos) continue;
    any = replace_in(name.text, words, c.value) || any;
  }
  if (any) return true;
  return !values.empty() && std::all_of(values.begin(), values.end(), [&](const std::string& value) {
    return std::any_of(names.begin(), names.end(), [&](const Name& n) { return n.text == value; });
  });
}

}  // namespace

Result<std::vector<Correction>> load_corrections(sql::Connection& db, std::int64_t plan_id, bool adjustments,
                                                 std::optional<std::int64_t> task_id) {
  sql::Rows rows =
      TRY(db.query("SELECT id, adjustment, task_id, task_list, task_no, task_text, field, how, words, value, "
                   "spans, span_begin, "
                   "span_end, settlement_id, reason, document FROM correction WHERE government_id = (SELECT "
                   "government_id FROM plan "
                   "WHERE id = $1) AND plan_id = $1 AND adjustment = $2 AND withdrawn_at IS NULL AND ($3 IS "
                   "NULL OR task_id = $3) "
                   "ORDER BY id",
                   plan_id, adjustments, task_id));
  std::vector<Correction> out;
  while (TRY(rows.next())) {
    Correction c;
    c.id = rows.integer(0);
    c.adjustment = rows.integer(1) != 0;
    c.task_id = rows.optional_integer(2);
    c.task = {rows.string(3), rows.string(4), rows.string(5)};
    c.field = rows.string(6);
    c.replace = rows.text(7) == "replace";
    c.words = rows.string(8);
    c.value = rows.string(9);
    c.spans = rows.string(10);
    c.span = {static_cast<std::uint32_t>(rows.integer(11)), static_cast<std::uint32_t>(rows.integer(12))};
    c.settlement_id = rows.optional_integer(13);
    c.reason = rows.string(14);
    c.document = rows.string(15);
    out.push_back(std::move(c));
  }
  return out;
}

Result<std::int64_t> keep_correction(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                     int reader_version, const Correction& c, UtcMillis now) {
  return *TRY(
      db.one("INSERT INTO correction (government_id, plan_id, adjustment, task_id, task_list, task_no, "
             "task_text, field, how, "
             "words, value, spans, span_begin, span_end, reader_version, settlement_id, reason, document, "
             "account, at) VALUES "
             "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) "
             "RETURNING id",
             actor.government_id, plan_id, c.adjustment, c.task_id, c.task.list, c.task.no, c.task.text,
             c.field, c.replace ? "replace" : "set", c.words, c.value, c.spans, c.span.begin, c.span.end,
             reader_version, c.settlement_id, c.reason, c.document, actor.name, now));
}

bool apply_correction(Task& task, const Correction& c) {
  if (!c.replace) return set_field(task, c.field, c.value, c.spans).ok();
  if (c.field == "text") return replace_in(task.text, c.words, c.value);
  if (c.field == "leaders") return replace_name(task.leaders, c);
  if (c.field == "lead_units") return replace_name(task.lead_units, c);
  if (c.field == "responsible_units") return replace_name(task.responsible_units, c);
  return false;
}

std::string* head_field(DocumentHead& head, std::string_view field) {
  if (field == "title") return &head.title;
  if (field == "doc_number") return &head.doc_number;
  if (field == "issuer") return &head.issuer;
  if (field == "region") return &head.region;
  return nullptr;
}

bool is_head_field(std::string_view field) {
  DocumentHead head;
  return head_field(head, field) != nullptr;
}

bool apply_correction(DocumentHead& head, const Correction& c) {
  std::string* field = head_field(head, c.field);
  if (field == nullptr) return false;
  if (c.words.empty() || no_space(*field) == no_space(c.words)) {
    *field = c.value;
    return true;
  }
  return replace_in(*field, c.words, c.value);
}

std::vector<const Correction*> apply_all(LedgerRow& row, const std::vector<const Correction*>& corrections) {
  std::vector<const Correction*> lost;
  row.current = row.base;
  row.settled_fields.clear();
  for (const Correction* each : corrections) {
    if (!apply_correction(row.current, *each)) {
      lost.push_back(each);
      continue;
    }
    if (std::find(row.settled_fields.begin(), row.settled_fields.end(), each->field) ==
        row.settled_fields.end()) {
      row.settled_fields.push_back(each->field);
    }
  }
  return lost;
}

}  // namespace duban
