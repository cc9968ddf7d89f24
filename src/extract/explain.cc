#include "extract/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "extract/closed_labels.h"
#include "extract/reading.h"
#include "extract/shared_pages.h"
#include "grammar/deadline.h"
#include "grammar/project.h"
#include "grammar/qualitative.h"
#include "grammar/target.h"
#include "text/normalise.h"
#include "text/utf8.h"

namespace duban {
namespace {

class Explainer {
 public:
  std::vector<Took> explain(std::string_view printed) {
    Normalised normalised = normalise(printed);
    join_pages(normalised.text);
    close_labels(normalised.text);
    const Outline outline = outline_of(normalised.text, Document{std::string(printed), {}, {}, {}, {}});
    for (const Entry& entry : outline.entries) explain_entry(entry);
    // in printed order; what took more words first
    std::sort(took_.begin(), took_.end(), [](const Took& a, const Took& b) {
      if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
      if (a.span.end != b.span.end) return a.span.end > b.span.end;
      return a.rule < b.rule;
    });
    return std::move(took_);
  }

 private:
  void add(const Block& block, std::string rule, Range at, std::string value) {
    took_.push_back({std::move(rule), block.words.cover(at.begin, at.end), std::move(value)});
  }

  void explain_entry(const Entry& entry) {
    const Block& block = entry.block;
    const std::string_view text = block.text();
    const Range all{0, text.size()};
    if (entry.kind == EntryKind::kFurniture) {
      add(block, std::string(block.furniture_rule), all, "页面字样");
      return;
    }
    for (const Join& join : block.joins())
      add(block, join.false_heading ? "block.false_heading" : "block.broken_line", around(text, join.at),
          "接上断行");
    for (const std::size_t blank : block.blanks())
      add(block, "block.inner_space", around(text, blank), "去掉空格");
    if (block.mark) add(block, std::string(to_rule(block.mark->kind)), {0, block.wording}, block.mark->label);
    if (block.labelled) {
      explain_responsibility(block, all);
      return;
    }
    Range wording{block.wording, text.size()};
    if (entry.bracket) {
      wording.end = entry.bracket->at.begin;
      explain_responsibility(block, entry.bracket->inside);
    } else if (entry.labels_at > 0) {
      wording.end = entry.labels_at;
      explain_responsibility(block, {entry.labels_at, text.size()});
    } else if (!block.mark && (is_assignment(text) || looks_like_unit_list(text))) {
      explain_responsibility(block, all);  // the inside of a bracket, or a list of units, on its own
      return;
    }
    explain_wording(block, wording);
  }

  static Range around(std::string_view text, std::size_t at) {
    return {at - utf8::tail(text.substr(0, at), 1).size(), at + utf8::head(text.substr(at), 1).size()};
  }

  void explain_wording(const Block& block, Range wording) {
    const std::string_view text = block.text().substr(wording.begin, wording.end - wording.begin);
    const auto shifted = [&](Span span) { return Range{wording.begin + span.begin, wording.begin + span.end}; };
    for (Took& took : explain_targets(text, 0))
      add(block, std::move(took.rule), shifted(took.span), std::move(took.value));
    for (const Qualitative& each : read_qualitative(text))
      add(block, each.rule, shifted(each.span), fmt::format("{} {}", zh_name(each.kind), each.phrase));
    for (const Project& project : read_projects(text))
      add(block, project.rule, shifted(project.span),
          fmt::format("{} {}", zh_name(project.stage), project.name));
    for (const Deadline& deadline : read_deadlines(text, 0))
      add(block, deadline.rule, shifted(deadline.span), deadline.date.empty() ? deadline.text : deadline.date);
  }

  void explain_responsibility(const Block& block, Range range) {
    const std::string_view text = block.text();
    Responsibility said;
    UnitPrefix prefix;
    if (!read_responsibility(text, range, said, prefix)) {
      for (Unit& unit : read_units(text, range, prefix).units) add_unit(block, unit, "单位");
      return;
    }
    for (const Label& label : labels_in(text, range))
      add(block, "label", label.at, std::string(field(label.kind)));
    std::string flags;
    if (said.shared) flags += " 按职责分工，没有牵头单位";
    if (said.open_lead) flags += " 牵头单位没有列全";
    if (said.open_responsible) flags += " 责任单位没有列全";
    if (!said.labelled || !flags.empty()) add(block, std::string(said.rule), range, "分工" + flags);
    for (const Person& person : said.leaders)
      add(block, "responsibility.leader", person.at, "牵头领导 " + person.name);
    for (Unit& unit : said.lead_units) add_unit(block, unit, "牵头单位");
    for (Unit& unit : said.responsible_units) add_unit(block, unit, "责任单位");
    if (said.deadline.begin < said.deadline.end) {
      const std::string_view words = text.substr(said.deadline.begin, said.deadline.end - said.deadline.begin);
      const auto deadline = read_deadline(words, 0);
      add(block, deadline ? deadline->rule : "deadline.printed", said.deadline, "时限 " + std::string(words));
    }
    for (const Range& more : said.more) explain_wording(block, more);
  }

  static std::string_view field(RoleKind kind) {
    switch (kind) {
      case RoleKind::kLeader:
        return "牵头领导";
      case RoleKind::kLead:
        return "牵头单位";
      case RoleKind::kResponsible:
      case RoleKind::kShared:
        return "责任单位";
      case RoleKind::kClause:
        return "分工";
      case RoleKind::kDeadline:
        return "时限";
      case RoleKind::kText:
        return "任务正文";
      case RoleKind::kAside:
        return "不入台账";
    }
    return "";
  }

  void add_unit(const Block& block, const Unit& unit, std::string_view what) {
    const Range own = unit.rule == std::string_view("unit.prefix") ? unit.ranges.back() : unit.ranges.front();
    add(block, unit.rule, own, fmt::format("{} {}", what, unit.name));
  }

  std::vector<Took> took_;
};

}  // namespace

std::vector<Took> explain(std::string_view text) { return Explainer().explain(text); }

}  // namespace duban
