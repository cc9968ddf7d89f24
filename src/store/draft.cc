#include "store/draft.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "extract/doubts.h"
#include "read/remark.h"
#include "store/task_json.h"

namespace duban {
namespace {

bool overlap(const Spans& spans, Span span) {
  return std::any_of(spans.begin(), spans.end(),
                     [&](const Span& s) { return s.begin < span.end && span.begin < s.end; });
}

bool overlap(const std::vector<Name>& names, Span span) {
  return std::any_of(names.begin(), names.end(), [&](const Name& name) { return overlap(name.spans, span); });
}

struct PlaceWord {
  std::string_view zh;
  std::string_view field;
};
// The words of Anomaly::where, as a clerk reads them.
constexpr PlaceWord kTaskPlaces[] = {
    {"牵头单位", "lead_units"},
    {"责任单位", "responsible_units"},
    {"配合单位", "responsible_units"},
    {"牵头领导", "leaders"},
    {"领导", "leaders"},
    {"时限", "deadline"},
    {"任务内容", "text"},
    {"正文", "text"},
};
constexpr PlaceWord kHeadPlaces[] = {
    {"标题", "title"}, {"文号", "doc_number"}, {"发文机关", "issuer"}, {"落款", "issuer"}, {"地区", "region"},
};

std::string field_by_words(std::string_view where) {
  for (const PlaceWord& each : kTaskPlaces) {
    if (where.find(each.zh) != std::string_view::npos) return std::string(each.field);
  }
  return {};
}

std::string task_field_of(const Anomaly& anomaly, const Task& task) {
  if (anomaly.kind == AnomalyKind::kMissingLead) return "lead_units";
  if (!anomaly.span.empty()) {
    if (overlap(task.lead_units, anomaly.span)) return "lead_units";
    if (overlap(task.responsible_units, anomaly.span)) return "responsible_units";
    if (overlap(task.leaders, anomaly.span)) return "leaders";
    if (overlap(task.text_spans, anomaly.span)) return "text";
  }
  return field_by_words(anomaly.where);
}

// The row that the span lies in, and the field.
FindingRow place(const Anomaly& anomaly, const std::vector<LedgerRow>& rows) {
  FindingRow out;
  out.kind = to_word(anomaly.kind);
  out.severity = to_word(anomaly.severity);
  out.text = anomaly.text;
  out.place = anomaly.where;
  out.reason = anomaly.reason;
  out.likely = anomaly.likely;
  out.span = anomaly.span;
  if (!anomaly.span.empty()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Span& span = rows[i].base.span;
      if (anomaly.span.begin < span.begin || anomaly.span.begin >= span.end) continue;
      out.row = static_cast<int>(i);
      out.field = task_field_of(anomaly, rows[i].base);
      return out;
    }
  }
  for (const PlaceWord& each : kHeadPlaces) {  // 标题 is the paper's; 标题二(一) a section's
    if (anomaly.where == each.zh) out.field = each.field;
  }
  return out;
}

std::uint32_t distance(Span a, Span b) { return a.begin > b.begin ? a.begin - b.begin : b.begin - a.begin; }

std::string state_of(std::string_view action) {
  if (action == "reopen") return "open";
  if (action == "accept" || action == "alias") return "accepted";
  return action == "correct" ? "corrected" : "ignored";
}

FindingRow remark_of(const Message& remark) {
  const RemarkWords words = words_of_remark(remark.zh);
  FindingRow out;
  out.kind = kReaderRemark;
  out.severity = to_word(Severity::kLook);
  out.text = words.what;
  out.place = words.place;
  out.reason = words.remedy;
  return out;
}

FindingRow lost(const Correction& c, int row) {
  FindingRow out;
  out.row = row;
  out.field = c.field;
  out.kind = kLostCorrection;
  out.severity = to_word(Severity::kLook);
  out.text = c.words.empty() ? c.task.text : c.words;
  out.place = (c.task_id ? "任务" + c.task.no + " " : std::string()) + std::string(field_zh(c.field));
  out.reason = row < 0 && c.task_id ? "重新读取后找不到这项任务，原来的更正没有用上"
                                    : "重新读取后找不到原来更正的文字，更正没有用上";
  out.likely = c.value;
  out.span = c.span;
  return out;
}

// Which row each fact's task is now: all keys matched at once, so that no row is taken twice.
class Places {
 public:
  Places(const std::vector<LedgerRow>& rows, const std::vector<Correction>& corrections,
         const std::vector<Settlement>& settlements) {
    for (const LedgerRow& row : rows) now_.push_back(row.key());
    for (const Correction& c : corrections) {
      if (c.task_id) add(c.task);
    }
    for (const Settlement& s : settlements) {
      if (!s.task.text.empty()) add(s.task);
    }
    found_ = match_rows(now_, keys_);
  }
  int row_of(const RowKey& key) const {
    const auto at = std::find(keys_.begin(), keys_.end(), key);
    return at == keys_.end() ? -1 : found_[static_cast<std::size_t>(at - keys_.begin())];
  }

 private:
  void add(const RowKey& key) {
    if (std::find(keys_.begin(), keys_.end(), key) == keys_.end()) keys_.push_back(key);
  }
  std::vector<RowKey> now_;
  std::vector<RowKey> keys_;
  std::vector<int> found_;
};

void settle(std::vector<FindingRow>& findings, const Settlement& s, int row) {
  FindingRow* best = nullptr;
  int best_rank = 0;
  for (FindingRow& each : findings) {
    if (each.settlement_id || each.kind != s.finding.kind || each.text != s.finding.text) continue;
    const int rank = (each.row == row ? 2 : 0) + (each.field == s.finding.field ? 1 : 0);
    const bool document_only = s.task.text.empty();
    if (!document_only && row >= 0 && each.row != row) continue;
    const bool nearer = best != nullptr && rank == best_rank &&
                        distance(each.span, s.finding.span) < distance(best->span, s.finding.span);
    if (best == nullptr || rank > best_rank || nearer) {
      best = &each;
      best_rank = rank;
    }
  }
  if (best == nullptr) {
    // What the register or an earlier paper said of a name is found again only as long as the name is not
    // known.
    const bool by_name = s.finding.kind == to_word(AnomalyKind::kUnknownUnit);
    if (s.action == "reopen" && !by_name) return;
    findings.push_back(s.finding);
    best = &findings.back();
    best->id = 0;
    best->row = row;
    if (!by_name) best->reason += "（重新读取后不再出现）";
  }
  best->settlement_id = s.id;
  best->state = state_of(s.action);
}

using FindingKey = std::tuple<std::int64_t, std::string, std::string, std::string>;

}  // namespace

std::string finding_kind_zh(std::string_view kind) {
  if (const auto known = from_word<AnomalyKind>(kind)) return std::string(zh_name(*known));
  if (kind == kReaderRemark) return "没有读全";
  return kind == kLostCorrection ? "更正失去位置" : std::string(kind);
}

Draft make_draft(const Plan& plan, const Document& document, const std::vector<Correction>& corrections,
                 const std::vector<Settlement>& settlements) {
  Draft out;
  out.rows = rows_of(plan);
  const std::vector<std::vector<Doubt>> doubts = doubts_of(plan, document.text);
  for (std::size_t i = 0; i < out.rows.size(); ++i) {
    for (const Doubt& doubt : doubts[i])
      out.rows[i].unsure.push_back(std::string(doubt.field) + " " + std::string(to_word(doubt.kind)));
  }
  out.head = plan.document;
  for (const Message& remark : document.remarks) out.findings.push_back(remark_of(remark));
  for (const Anomaly& anomaly : plan.anomalies) out.findings.push_back(place(anomaly, out.rows));

  const Places places(out.rows, corrections, settlements);
  std::map<int, std::vector<const Correction*>> by_row;
  const auto lose = [&](const Correction& c, int row) {
    out.findings.push_back(lost(c, row));
    ++out.facts_out_of_place;
  };
  for (const Correction& c : corrections) {
    if (!c.task_id) {
      if (!apply_correction(out.head, c)) lose(c, -1);
    } else if (const int row = places.row_of(c.task); row >= 0) {
      by_row[row].push_back(&c);
    } else {
      lose(c, -1);
    }
  }
  for (const auto& [row, own] : by_row) {
    for (const Correction* c : apply_all(out.rows[static_cast<std::size_t>(row)], own)) lose(*c, row);
  }
  for (const Settlement& s : settlements) settle(out.findings, s, places.row_of(s.task));
  return out;
}

Result<std::vector<Settlement>> load_settlements(sql::Connection& db, std::int64_t plan_id) {
  sql::Rows rows =
      TRY(db.query("SELECT id, kind, severity, words, place, reason, likely, field, task_list, task_no, "
                   "task_text, span_begin, "
                   "span_end, action FROM settlement WHERE government_id = (SELECT government_id FROM plan "
                   "WHERE id = $1) AND "
                   "plan_id = $1 AND withdrawn_at IS NULL ORDER BY id",
                   plan_id));
  std::vector<Settlement> out;
  while (TRY(rows.next())) {
    Settlement s;
    s.id = rows.integer(0);
    s.finding.kind = rows.string(1);
    s.finding.severity = rows.string(2);
    s.finding.text = rows.string(3);
    s.finding.place = rows.string(4);
    s.finding.reason = rows.string(5);
    s.finding.likely = rows.string(6);
    s.finding.field = rows.string(7);
    s.task = {rows.string(8), rows.string(9), rows.string(10)};
    s.finding.span = {static_cast<std::uint32_t>(rows.integer(11)),
                      static_cast<std::uint32_t>(rows.integer(12))};
    s.action = rows.string(13);
    out.push_back(std::move(s));
  }
  return out;
}

Result<void> write_findings(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                            const std::vector<LedgerRow>& rows, std::vector<FindingRow>& findings) {
  std::multimap<FindingKey, std::int64_t> there;
  {
    sql::Rows old = TRY(
        db.query("SELECT id, task_id, kind, field, text FROM finding WHERE plan_id = $1 ORDER BY id", plan_id));
    while (TRY(old.next())) {
      there.emplace(FindingKey(old.integer(1), old.string(2), old.string(3), old.string(4)), old.integer(0));
    }
  }
  std::int64_t position = 0;
  for (FindingRow& each : findings) {
    std::optional<std::int64_t> task_id;
    if (each.row >= 0) task_id = rows[static_cast<std::size_t>(each.row)].id;
    ++position;
    const auto same = there.find(FindingKey(task_id.value_or(0), each.kind, each.field, each.text));
    if (same != there.end()) {
      each.id = same->second;
      there.erase(same);
      TRY(db.run(
          "UPDATE finding SET position = $2, severity = $3, place = $4, reason = $5, likely = $6, span_begin = "
          "$7, span_end = $8, state = $9, settlement_id = $10, unit_id = $11, version = version + 1 WHERE id = "
          "$1 "
          "AND (position <> $2 OR severity <> $3 OR place <> $4 OR reason <> $5 OR likely <> $6 OR span_begin "
          "<> $7 OR span_end <> $8 OR state <> $9 OR coalesce(unit_id, 0) <> coalesce($11, 0))",
          each.id, position, each.severity, each.place, each.reason, each.likely, each.span.begin,
          each.span.end, each.state, each.settlement_id, each.unit_id));
      continue;
    }
    each.id = *TRY(db.one(
        "INSERT INTO finding (government_id, plan_id, position, task_id, field, kind, severity, text, place, "
        "reason, "
        "likely, span_begin, span_end, state, settlement_id, unit_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9, $10, $11, $12, $13, $14, $15, $16) RETURNING id",
        government_id, plan_id, position, task_id, each.field, each.kind, each.severity, each.text, each.place,
        each.reason, each.likely, each.span.begin, each.span.end, each.state, each.settlement_id,
        each.unit_id));
  }
  for (const auto& [key, id] : there) TRY(db.run("DELETE FROM finding WHERE id = $1", id));
  return count_open_findings(db, plan_id);
}

Result<void> count_open_findings(sql::Connection& db, std::int64_t plan_id) {
  constexpr std::string_view kCount =
      "(SELECT count(*) FROM finding f WHERE f.task_id = task.id AND f.state = 'open')";
  TRY(db.run(fmt::format("UPDATE task SET findings_open = {0}, version = version + 1 WHERE plan_id = $1 AND "
                         "findings_open <> {0}",
                         kCount),
             plan_id));
  return {};
}

}  // namespace duban
