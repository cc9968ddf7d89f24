// The sheets 填报 and 指标 of a workbook: what a unit may write in its open reports.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "store/report_store.h"
#include "store/reports.h"
#include "store/trip_cells.h"
#include "store/visibility.h"
#include "text/utf8.h"

namespace duban {
namespace {

struct OpenReport {
  KeptReport kept;
  ReportBody body;
  std::vector<Target> targets;
  std::string no, text, round;
};
using OpenReports = std::vector<OpenReport>;

std::string plain_figure(double value) {
  JsonWriter json;
  json.number(value);
  return json.take();
}

// 1,234.5 and １２ as a number; nothing for other words.
std::optional<double> figure_of(std::string_view words) {
  std::string digits;
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    i += std::max<std::uint32_t>(c.size, 1);
    if (c.point >= U'０' && c.point <= U'９') {
      digits += static_cast<char>('0' + (c.point - U'０'));
    } else if (c.point != ',' && c.point != U'，' && !utf8::is_blank(c.point)) {
      utf8::append(digits, c.point);
    }
  }
  double value = 0;
  const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || status != std::errc() || end != digits.data() + digits.size()) return {};
  return value;
}

std::string* text_of(ReportBody& body, std::string_view column) {
  if (column == "text") return &body.text;
  if (column == "problems") return &body.problems;
  return column == "next_step" ? &body.next_step : nullptr;
}

class ReportCells : public TripCells {
 public:
  explicit ReportCells(std::shared_ptr<const OpenReports> reports) : reports_(std::move(reports)) {}

  About about(const TripKey& row) const override {
    const OpenReport* found = find(row);
    if (found == nullptr) return {};
    return {found->kept.task_id, found->no, found->text};
  }

 protected:
  const OpenReport* find(const TripKey& row) const {
    const auto found = std::find_if(reports_->begin(), reports_->end(),
                                    [&](const OpenReport& each) { return each.kept.id == row.id; });
    return found == reports_->end() ? nullptr : &*found;
  }
  // Read anew: another cell of the same workbook may have been written a moment ago.
  template <class Change>
  Result<void> change_body(sql::Connection& db, const Actor& actor, const TripKey& row, UtcMillis now,
                           Change change) {
    const KeptReport kept = TRY(load_report(db, actor, row.id));
    ReportBody body = TRY(body_for_writing(db, kept));
    change(body);
    return apply_draft(db, actor, row.id, {}, to_json(body), now);
  }

  std::shared_ptr<const OpenReports> reports_;
};

class ReportTexts : public ReportCells {
 public:
  using ReportCells::ReportCells;

  TripSheet sheet() const override {
    TripSheet out;
    out.name = "填报";
    out.columns = {{"no", "序号", false, 6},
                   {"task", "任务", false, 36},
                   {"round", "调度", false, 16},
                   {"due", "报送截止", false, 11},
                   {"text", "进展情况", true, 50},
                   {"problems", "存在问题", true, 30},
                   {"next_step", "下一步打算", true, 30}};
    for (const OpenReport& each : *reports_) {
      ReportBody body = each.body;
      out.rows.push_back({fmt::format("R{}", each.kept.id),
                          {each.no, each.text, each.round, to_iso(each.kept.life.due), body.text, body.problems,
                           body.next_step}});
    }
    return out;
  }
  std::optional<std::string> now(const TripKey& row, std::string_view column) const override {
    const OpenReport* found = row.kind == 'R' ? find(row) : nullptr;
    if (found == nullptr) return {};
    ReportBody body = found->body;
    if (const std::string* text = text_of(body, column)) return *text;
    if (column == "no") return found->no;
    if (column == "task") return found->text;
    if (column == "round") return found->round;
    return to_iso(found->kept.life.due);
  }
  std::string plain(std::string_view, std::string_view words) const override {
    return std::string(utf8::trim(words));
  }
  Refusal refuses(const TripKey&, std::string_view column, std::string_view words) const override {
    ReportBody none;
    if (text_of(none, column) == nullptr)
      return Message{"这一列只供查看，不导回", "This column is for reading only"};
    if (words.size() > 20000)
      return Message{"文字过长（上限 20000 字节）", "the text is too long (limit 20000 bytes)"};
    return {};
  }
  Result<void> apply(sql::Connection& db, const Actor& actor, const TripKey& row, std::string_view column,
                     std::string_view words, const Adjusting&, UtcMillis now) override {
    return change_body(db, actor, row, now,
                       [&](ReportBody& body) { *text_of(body, column) = utf8::trim(words); });
  }
};

class ReportValues : public ReportCells {
 public:
  using ReportCells::ReportCells;

  TripSheet sheet() const override {
    TripSheet out;
    out.name = "指标";
    out.columns = {{"no", "序号", false, 6},         {"task", "任务", false, 36},
                   {"indicator", "指标", false, 24}, {"promised", "年度目标", false, 14},
                   {"value", "完成值", true, 12},    {"as_of", "截至日期", true, 12},
                   {"source", "数据来源", true, 18}};
    for (const OpenReport& each : *reports_) {
      for (std::size_t t = 0; t < each.targets.size(); ++t) {
        TripRow& row = out.rows.emplace_back();
        row.id = fmt::format("V{}.{}", each.kept.id, t);
        for (const TripColumn& column : out.columns)
          row.cells.push_back(words_of(each, static_cast<int>(t), column.key));
      }
    }
    return out;
  }
  std::optional<std::string> now(const TripKey& row, std::string_view column) const override {
    const OpenReport* found = row.kind == 'V' ? find(row) : nullptr;
    if (found == nullptr || row.part < 0 || static_cast<std::size_t>(row.part) >= found->targets.size())
      return {};
    return words_of(*found, row.part, column);
  }
  std::string plain(std::string_view column, std::string_view words) const override {
    if (column == "value") {
      if (const auto figure = figure_of(words)) return plain_figure(*figure);
    }
    if (column == "as_of") return trip_date(words).value_or(std::string(utf8::trim(words)));
    return std::string(utf8::trim(words));
  }
  Refusal refuses(const TripKey&, std::string_view column, std::string_view words) const override {
    const bool empty = utf8::trim(words).empty();
    if (column == "value") {
      if (empty || figure_of(words)) return {};
      return Message{"完成值只填数字，单位已在“年度目标”里",
                     "the value is a number alone; its unit stands beside the target"};
    }
    if (column == "as_of") {
      if (empty || trip_date(words)) return {};
      return Message{"日期应写作 2026-06-30", "a date looks like 2026-06-30"};
    }
    if (column == "source") return {};
    return Message{"这一列只供查看，不导回", "This column is for reading only"};
  }
  Result<void> apply(sql::Connection& db, const Actor& actor, const TripKey& row, std::string_view column,
                     std::string_view words, const Adjusting&, UtcMillis now) override {
    return change_body(db, actor, row, now, [&](ReportBody& body) {
      auto value = std::find_if(body.values.begin(), body.values.end(),
                                [&](const BodyValue& each) { return each.target == row.part; });
      if (value == body.values.end()) {
        value = body.values.insert(value, BodyValue{});
        value->target = row.part;
      }
      if (column == "value") value->value = figure_of(words);
      if (column == "as_of") value->as_of = Day::parse(trip_date(words).value_or("")).value_or(Day{});
      if (column == "source") value->source = utf8::trim(words);
    });
  }

 private:
  static std::string words_of(const OpenReport& report, int part, std::string_view column) {
    const Target& target = report.targets[static_cast<std::size_t>(part)];
    if (column == "no") return report.no;
    if (column == "task") return report.text;
    if (column == "indicator") return target.indicator;
    if (column == "promised") {
      return fmt::format("{}{}{}{}", target.measure == Measure::kGrowth ? "增长" : "",
                         target.op == Comparison::kEqual ? "" : to_word(target.op), plain_figure(target.value),
                         target.unit);
    }
    const auto value = std::find_if(report.body.values.begin(), report.body.values.end(),
                                    [&](const BodyValue& each) { return each.target == part; });
    if (value == report.body.values.end()) return {};
    if (column == "value") return value->value ? plain_figure(*value->value) : std::string();
    if (column == "as_of") return to_iso(value->as_of);
    return value->source;
  }
};

}  // namespace

Result<std::vector<std::unique_ptr<TripCells>>> trip_report_cells(sql::Connection& db, const Actor& actor,
                                                                  std::int64_t plan_id) {
  std::vector<std::unique_ptr<TripCells>> out;
  if (!reaches_own_unit(actor, Action::kReport)) return out;
  struct Row {
    std::int64_t id = 0;
    std::string no, text, round;
  };
  std::vector<Row> rows;
  {
    SqlText text;
    text.sql =
        "SELECT r.id, t.no, t.text, o.title FROM report r JOIN task t ON t.id = r.task_id JOIN round o ON o.id "
        "= "
        "r.round_id WHERE r.plan_id = " +
        text.bind(plan_id);
    text.sql += " AND r.state IN ('draft', 'returned', 'withdrawn') AND " + own_units(text, actor, "r.unit_id");
    text.sql += " ORDER BY t.list_order, t.position, r.id";
    sql::Rows found = TRY(text.query(db));
    while (TRY(found.next()))
      rows.push_back({found.integer(0), found.string(1), found.string(2), found.string(3)});
  }
  if (rows.empty()) return out;
  auto reports = std::make_shared<OpenReports>();
  // What one unit has on its desk: tens, each with its draft.
  for (const Row& row : rows) {
    OpenReport& report = reports->emplace_back();
    report.kept = TRY(load_report(db, actor, row.id));
    report.body = TRY(body_for_writing(db, report.kept));
    report.targets = TRY(targets_of_task(db, report.kept.task_id));
    report.no = row.no;
    report.text = row.text;
    report.round = row.round;
  }
  out.push_back(std::make_unique<ReportTexts>(reports));
  out.push_back(std::make_unique<ReportValues>(std::move(reports)));
  return out;
}

}  // namespace duban
