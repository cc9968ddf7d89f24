#include <fmt/format.h>
#include <simdjson.h>

#include <map>
#include <set>

#include "align/link.h"
#include "exports/table_sheet.h"
#include "store/alignment_rows.h"
#include "store/alignment_verified.h"
#include "store/alignment_words.h"

namespace duban {
namespace {

std::string in(Language language, std::string_view zh, std::string_view en) {
  return std::string(language == Language::kZh ? zh : en);
}

std::string heading_of(const PaperEnd& end) {
  std::string out;
  for (const std::string& title : end.section_titles) out += (out.empty() ? "" : "／") + title;
  return out.empty() ? end.section : out;
}

std::string number_of(const PaperEnd& end) {
  return end.list.empty() ? end.no : fmt::format("{} {}", end.list, end.no);
}

std::string word_of(simdjson::dom::object object, std::string_view member) {
  std::string_view value;
  return object[member].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::string class_zh(std::string_view word) {
  if (word == "commitment") return "承诺";
  if (word == "preamble") return "引语";
  return word == "closing" ? "结语" : "回顾";
}

class AlignmentSheets {
 public:
  AlignmentSheets(const WholeAlignment& whole, Language language) : whole_(whole), language_(language) {}

  std::vector<TableSheet> links() {
    const bool trace = whole_.kept.kind == AlignmentKind::kTrace;
    TableSheet sheet = named(trace ? say("任务出处", "Sources") : say("对应关系", "Links"));
    sheet.columns = {{say("前一份编号", "From no."), 12},
                     {say("前一份章节", "From section"), 22},
                     {say("前一份内容", "From"), 46},
                     {say("后一份编号", "To no."), 12},
                     {say("后一份章节", "To section"), 22},
                     {say("后一份内容", "To"), 46},
                     {say("关系", "Type"), 8},
                     {say("把握", "Score"), 8},
                     {say("依据", "Why"), 36},
                     {say("变化", "Changes"), 36},
                     {say("人工意见", "Decided"), 22}};
    for (const SettledLink& link : whole_.settled.links) {
      const PaperEnd* from = whole_.from.find(link.from);
      const PaperEnd* to = whole_.to.find(link.to);
      if (from == nullptr || to == nullptr) continue;
      const KeptLink* proposal = link.proposal ? &whole_.proposed[*link.proposal] : nullptr;
      sheet.rows.push_back(
          {number_of(*from), heading_of(*from), from->text, number_of(*to), heading_of(*to), to->text,
           !link.holds ? say("不对应", "none")
           : trace     ? say("出处", "source")
                       : in(language_, zh_name(link.type), to_word(link.type)),
           proposal != nullptr ? TableCell(proposal->score) : TableCell(std::string()),
           proposal != nullptr ? proposal->why.in(language_) : std::string(),
           proposal != nullptr ? changes_in(proposal->details, language_) : std::string(), decided(link)});
    }
    std::vector<TableSheet> out = {std::move(sheet)};
    if (trace) {
      out.push_back(uncovered());
      out.push_back(alone(say("没有出处的任务", "Tasks without a source"), whole_.settled.added, whole_.to));
    } else {
      out.push_back(alone(say("不再提及", "Dropped"), whole_.settled.dropped, whole_.from));
      out.push_back(alone(say("新增", "New"), whole_.settled.added, whole_.to));
    }
    if (whole_.kept.kind == AlignmentKind::kLevels) out.push_back(shares());
    out.push_back(matrix());
    return out;
  }

  std::vector<TableSheet> outcomes(const VerifiedFigures& verified) {
    TableSheet sheet = named(say("承诺与成效", "Promises and outcomes"));
    sheet.columns = {{say("任务", "Task"), 10},
                     {say("任务内容", "Text"), 46},
                     {say("指标", "Indicator"), 22},
                     {say("承诺", "Promised"), 16},
                     {say("报告数", "Reported"), 12},
                     {say("计量单位", "Unit"), 8},
                     {say("报告原话", "Words of the report"), 46},
                     {say("判定（按报告数）", "Verdict as reported"), 14},
                     {say("理由", "Why"), 36},
                     {say("核查数", "Verified"), 12},
                     {say("核查日期", "Verified on"), 12},
                     {say("人工意见", "Decided"), 22}};
    std::map<std::pair<std::string, std::string>, const SettledLink*> settled;
    for (const SettledLink& link : whole_.settled.links) settled[{link.from, link.to}] = &link;
    for (const KeptLink& row : whole_.proposed) {
      const PaperEnd* task = whole_.from.find(row.ends.from);
      const std::optional<KeptPromise> promise = promise_in(row.details);
      if (task == nullptr || !promise) continue;
      const auto found = settled.find({row.ends.from, row.ends.to});
      const SettledLink* link = found == settled.end() ? nullptr : found->second;
      const bool told = promise->reported && (link == nullptr || link->holds);
      const auto figure = verified.find(row);
      sheet.rows.push_back({number_of(*task), task->text, promise->indicator, promise->promised,
                            told ? TableCell(promise->value) : TableCell(std::string()),
                            told ? promise->unit : std::string(), told ? promise->words : std::string(),
                            verdict_name(told ? promise->verdict : std::string(), language_),
                            row.why.in(language_), figure ? TableCell(figure->value) : TableCell(std::string()),
                            figure ? figure->on : std::string(),
                            link == nullptr ? std::string() : decided(*link)});
    }
    return {std::move(sheet)};
  }

 private:
  std::string say(std::string_view zh, std::string_view en) const { return in(language_, zh, en); }

  TableSheet named(const std::string& name) const {
    TableSheet sheet;
    sheet.name = name;
    sheet.title = fmt::format("{} → {}", whole_.from.head.title, whole_.to.head.title);
    return sheet;
  }

  std::string decided(const SettledLink& link) const {
    if (!link.decision) return {};
    const LinkFact& fact = whole_.facts[*link.decision];
    constexpr std::string_view kZh[] = {"确认", "更正", "添加", "取消"};
    return fmt::format("{} {} {}{}",
                       in(language_, kZh[static_cast<std::size_t>(fact.decision)], to_word(fact.decision)),
                       fact.account, utc_text(fact.at).substr(0, 10),
                       fact.reason.empty() ? "" : fmt::format("（{}）", fact.reason));
  }

  TableSheet alone(const std::string& name, const std::vector<std::string>& keys,
                   const AlignedPaper& paper) const {
    TableSheet sheet = named(name);
    sheet.columns = {{say("编号", "No."), 12},
                     {say("章节", "Section"), 30},
                     {say("内容", "Text"), 80},
                     {say("牵头单位", "Lead units"), 30}};
    for (const std::string& key : keys) {
      const PaperEnd* end = paper.find(key);
      if (end == nullptr) continue;
      std::string units;
      for (const std::string& unit : end->lead_units) units += (units.empty() ? "" : "、") + unit;
      sheet.rows.push_back({number_of(*end), heading_of(*end), end->text, units});
    }
    return sheet;
  }

  // How the sections of both papers hang together: how many links stand between them, and how many rows go on
  // in none: the same that the page and the sheets of dropped and new rows count.
  TableSheet matrix() const {
    struct Sections {
      std::vector<std::string> names;
      std::map<std::string, std::size_t> at;  // by the first label, or the list
      std::vector<double> rows, bare;
    };
    const auto path_of = [](const PaperEnd& end) {
      return end.list.empty() ? end.section.substr(0, end.section.find('/')) : end.list;
    };
    const std::set<std::string> bare_from(whole_.settled.dropped.begin(), whole_.settled.dropped.end());
    const std::set<std::string> bare_to(whole_.settled.added.begin(), whole_.settled.added.end());
    const auto sections_of = [&](bool from) {
      Sections out;
      for (const PaperEnd* end : ends_of_side(whole_, from)) {
        const std::string path = path_of(*end);
        const auto [known, fresh] = out.at.try_emplace(path, out.names.size());
        if (fresh) {
          const bool titled = end->list.empty() && !end->section_titles.empty();
          out.names.push_back(titled ? path + "、" + end->section_titles.front() : path);
          out.rows.push_back(0);
          out.bare.push_back(0);
        }
        ++out.rows[known->second];
        if ((from ? bare_from : bare_to).contains(end->key)) ++out.bare[known->second];
      }
      return out;
    };
    const Sections from = sections_of(true);
    const Sections to = sections_of(false);
    std::vector<std::vector<double>> counts(from.names.size(), std::vector<double>(to.names.size(), 0));
    for (const SettledLink& link : whole_.settled.links) {
      const PaperEnd* a = whole_.from.find(link.from);
      const PaperEnd* b = whole_.to.find(link.to);
      if (!link.holds || a == nullptr || b == nullptr) continue;
      const auto row = from.at.find(path_of(*a));
      const auto column = to.at.find(path_of(*b));
      if (row != from.at.end() && column != to.at.end()) ++counts[row->second][column->second];
    }
    TableSheet sheet = named(say("章节矩阵", "Sections"));
    sheet.columns = {{say("前一份章节 ↓ 后一份章节 →", "From section ↓ To section →"), 34}};
    for (const std::string& name : to.names) sheet.columns.push_back({name, 14});
    const bool trace = whole_.kept.kind == AlignmentKind::kTrace;
    const std::string bare_name =
        trace ? say("没有对应", "Without a link") : say("没有延续", "Not continued");
    sheet.columns.push_back({bare_name, 10});
    sheet.columns.push_back({say("条数", "Rows"), 8});
    for (std::size_t row = 0; row < from.names.size(); ++row) {
      std::vector<TableCell> cells = {from.names[row]};
      for (const double count : counts[row])
        cells.push_back(count == 0 ? TableCell(std::string()) : TableCell(count));
      cells.push_back(from.bare[row]);
      cells.push_back(from.rows[row]);
      sheet.rows.push_back(std::move(cells));
    }
    std::vector<TableCell> bare = {bare_name};
    for (const double count : to.bare) bare.push_back(count);
    sheet.rows.push_back(std::move(bare));
    std::vector<TableCell> rows = {say("条数", "Rows")};
    for (const double count : to.rows) rows.push_back(count);
    sheet.rows.push_back(std::move(rows));
    return sheet;
  }

  TableSheet uncovered() const {
    TableSheet sheet = named(say("没有任务承接", "Carried by no task"));
    sheet.columns = {
        {say("章节", "Section"), 30}, {say("类别", "Class"), 10}, {say("报告原话", "Words of the report"), 90}};
    simdjson::dom::parser parser;
    simdjson::dom::array list;
    const simdjson::padded_string text("{" + whole_.kept.body + "}");
    if (parser.parse(text)["uncovered"].get(list) != simdjson::SUCCESS) return sheet;
    for (const simdjson::dom::element each : list) {
      simdjson::dom::object part;
      if (each.get(part) != simdjson::SUCCESS) continue;
      const PaperEnd* clause = whole_.from.find(word_of(part, "from"));
      const std::string word = word_of(part, "class");
      sheet.rows.push_back({clause == nullptr ? std::string() : heading_of(*clause),
                            language_ == Language::kZh ? class_zh(word) : word, word_of(part, "text")});
    }
    return sheet;
  }

  TableSheet shares() const {
    TableSheet sheet = named(say("指标分解", "Shares"));
    sheet.columns = {{say("上级任务", "Upper task"), 12},
                     {say("指标", "Indicator"), 30},
                     {say("总数", "Whole"), 12},
                     {say("计量单位", "Unit"), 8},
                     {say("下级任务", "Lower task"), 12},
                     {say("承担", "Carries"), 12},
                     {say("合计", "Sum"), 12}};
    simdjson::dom::parser parser;
    simdjson::dom::array list;
    const simdjson::padded_string text("{" + whole_.kept.body + "}");
    if (parser.parse(text)["shares"].get(list) != simdjson::SUCCESS) return sheet;
    for (const simdjson::dom::element each : list) {
      simdjson::dom::object share;
      simdjson::dom::array parts;
      if (each.get(share) != simdjson::SUCCESS || share["parts"].get(parts) != simdjson::SUCCESS) continue;
      const PaperEnd* upper = whole_.from.find(word_of(share, "from"));
      for (const simdjson::dom::element part_of : parts) {
        simdjson::dom::object part;
        if (part_of.get(part) != simdjson::SUCCESS) continue;
        const PaperEnd* lower = whole_.to.find(word_of(part, "to"));
        sheet.rows.push_back({upper == nullptr ? std::string() : number_of(*upper), word_of(share, "indicator"),
                              number_in(share, "whole"), word_of(share, "unit"),
                              lower == nullptr ? std::string() : number_of(*lower), number_in(part, "value"),
                              number_in(share, "sum")});
      }
    }
    return sheet;
  }

  static double number_in(simdjson::dom::object object, std::string_view member) {
    double value = 0;
    return object[member].get(value) == simdjson::SUCCESS ? value : 0;
  }

  const WholeAlignment& whole_;
  const Language language_;
};

}  // namespace

Result<AlignmentFile> alignment_xlsx(sql::Connection& db, const Actor& actor, std::int64_t alignment_id,
                                     Language language, UtcMillis now) {
  TRY(require_whole(db, actor, Action::kExportLedger, alignment_id));
  const WholeAlignment whole = TRY(load_whole_alignment(db, actor.government_id, alignment_id, now));
  AlignmentSheets sheets(whole, language);
  const bool outcomes = whole.kept.kind == AlignmentKind::kOutcomes;
  const std::string kind = in(language, zh_name(whole.kept.kind), to_word(whole.kept.kind));
  AlignmentFile out;
  const VerifiedFigures verified = TRY(load_verified_figures(db, whole));
  out.bytes = TRY(tables_to_xlsx(kind, outcomes ? sheets.outcomes(verified) : sheets.links()));
  out.name = fmt::format("{} {}.xlsx", kind, whole.to.head.title);
  return out;
}

}  // namespace duban
