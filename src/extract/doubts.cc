#include "extract/doubts.h"

#include <algorithm>

#include "grammar/number.h"
#include "grammar/public_body.h"
#include "grammar/target.h"
#include "text/utf8.h"

namespace duban {
namespace {

struct KindWord {
  DoubtKind kind;
  std::string_view word;
  std::string_view zh;
};
// clang-format off
constexpr KindWord kKinds[] = {
    {DoubtKind::kUnknownName,  "unknown_name",  "单位名称不认识"},
    {DoubtKind::kRestoredName, "restored_name", "前缀是补上的，单位名称不认识"},
    {DoubtKind::kOddName,      "odd_name",      "不像一个名称"},
    {DoubtKind::kNobody,       "nobody",        "没有读出由谁负责"},
    {DoubtKind::kFirstListed,  "first_listed",  "按“列第一位的为牵头单位”推定"},
    {DoubtKind::kNoLeader,     "no_leader",     "没有读出领导"},
    {DoubtKind::kOddText,      "odd_text",      "太短，或者句子没有完"},
    {DoubtKind::kWordsOfDuty,  "words_of_duty", "内容里还有分工的字样"},
    {DoubtKind::kSeveralTasks, "several_tasks", "内容里像是还有一项任务"},
    {DoubtKind::kUnreadAmount, "unread_amount", "有数量没有读成目标"},
    {DoubtKind::kOddTarget,    "odd_target",    "指标不像指标"},
    {DoubtKind::kOddRow,       "odd_row",       "这一行和其他行不一样"},
    {DoubtKind::kOddPaper,     "odd_paper",     "多处读得不顺，版式可能没有认准"},
};
// clang-format on

constexpr std::string_view kFields[] = {"text", "leaders", "lead_units", "responsible_units", "targets"};

// Quantities that these rules leave out were none in all the gold there is (tests/sureness_test.cc).
bool is_sure_no_target(std::string_view rule) {
  constexpr std::string_view kSure[] = {"not.small_numeral", "not.scale_only", "not.quoted",    "not.bracketed",
                                        "not.size_class",    "not.duration",   "not.qualifier", "not.rating"};
  return std::find(std::begin(kSure), std::end(kSure), rule) != std::end(kSure);
}

// What the whole list of tasks tells of each.
struct Paper {
  int year = 0;
  bool leaders = false;   // some task has one, or the text speaks of them
  bool numbered = false;  // most tasks are
  bool led = false;       // most tasks have a lead unit
};

class DoubtFinder {
 public:
  DoubtFinder(const Task& task, const Paper& paper) : task_(task), paper_(paper) {}

  std::vector<Doubt> take() {
    text();
    for (const Name& name : task_.leaders) leader(name);
    if (task_.leaders.empty() && paper_.leaders) add("leaders", DoubtKind::kNoLeader);
    names("lead_units", task_.lead_units);
    names("responsible_units", task_.responsible_units);
    if (task_.lead_units.empty() && task_.responsible_units.empty()) row(DoubtKind::kNobody);
    if (task_.lead_units.empty() && paper_.led && !task_.shared) add("lead_units", DoubtKind::kNobody);
    if (task_.no.empty() && paper_.numbered) row(DoubtKind::kOddRow);
    targets();
    return std::move(doubts_);
  }

  void add(std::string_view field, DoubtKind kind) {
    const Doubt doubt{field, kind};
    if (std::find(doubts_.begin(), doubts_.end(), doubt) == doubts_.end()) doubts_.push_back(doubt);
  }
  void row(DoubtKind kind) {
    for (const std::string_view field : kFields) add(field, kind);
  }

 private:
  void text() {
    constexpr std::size_t kShortest = 6;  // characters
    const std::string& text = task_.text;
    const char32_t last = utf8::before(text, text.size()).point;
    if (utf8::count(text) < kShortest || !(utf8::is_sentence_end(last) || last == U'”' || last == U'》'))
      row(DoubtKind::kOddText);
    for (const std::string_view damage : {"?", "�", "？。"}) {
      if (text.find(damage) != std::string::npos) row(DoubtKind::kOddText);
    }
    for (const std::string_view words :
         {"牵头单位", "责任单位", "牵头领导", "配合单位", "责任部门", "协办单位", "牵头处室", "目标任务",
          "完成时限", "牵头)", "负责)", "牵头）", "负责）", "局）", "局)", "厅）", "厅)"}) {
      if (text.find(words) != std::string::npos) row(DoubtKind::kWordsOfDuty);
    }
    // 一是…, 第二项…, 13.34个…: the mark of a task, left in its words
    const utf8::Char first = utf8::at(text, 0);
    if (utf8::is_digit(first.point) && number_with_stop(0)) add("text", DoubtKind::kSeveralTasks);
    if (first.point == U'第' && text.find("项") < 12) add("text", DoubtKind::kSeveralTasks);
    if (text.find("是") == first.size && number_may_begin(Cursor(text, 0)))
      add("text", DoubtKind::kSeveralTasks);
    // 。12.  ；3、: the number of the next task inside of this one
    for (const std::string_view stop : {"。", "；"}) {
      for (std::size_t at = text.find(stop); at != std::string::npos; at = text.find(stop, at + stop.size())) {
        if (number_with_stop(at + stop.size())) row(DoubtKind::kSeveralTasks);
      }
    }
  }

  // 12. or 3、 at `from` of the text
  bool number_with_stop(std::size_t from) const {
    const std::string_view text = task_.text;
    std::size_t end = from;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    return end > from && end - from <= 3 && end < text.size() &&
           (text[end] == '.' || text.substr(end).starts_with("、"));
  }

  void leader(const Name& name) {
    const std::size_t characters = utf8::count(name.text);
    bool odd = characters < 2 || characters > 4;
    for (std::size_t i = 0; i < name.text.size();) {
      const utf8::Char c = utf8::at(name.text, i);
      odd = odd || !utf8::is_hanzi(c.point);
      i += c.size;
    }
    if (odd && name.text.find("·") == std::string::npos) add("leaders", DoubtKind::kOddName);
  }

  void names(std::string_view field, const std::vector<Name>& names) {
    constexpr std::size_t kLongest = 30;  // characters
    for (const Name& name : names) {
      const std::size_t characters = utf8::count(name.text);
      const PublicBody body = read_body(name.text);
      if (characters < 3 || characters > kLongest || name.text.find("。") != std::string::npos ||
          name.text.find("，") != std::string::npos || name.text.find("负责") != std::string::npos ||
          name.text.find("牵头") != std::string::npos || name.text.find("等") != std::string::npos)
        add(field, DoubtKind::kOddName);
      if (!body.known)
        add(field, name.rule == "unit.prefix" ? DoubtKind::kRestoredName : DoubtKind::kUnknownName);
      if (name.rule == "responsibility.first_listed") add(field, DoubtKind::kFirstListed);
    }
  }

  void targets() {
    for (const Target& target : task_.targets) {
      const std::size_t characters = utf8::count(target.indicator);
      if (characters < 2 || characters > 30) add("targets", DoubtKind::kOddTarget);
    }
    for (const Took& took : explain_targets(task_.text, paper_.year)) {
      if (std::string_view(took.rule).starts_with("not.") && !is_sure_no_target(took.rule))
        add("targets", DoubtKind::kUnreadAmount);
    }
  }

  const Task& task_;
  const Paper& paper_;
  std::vector<Doubt> doubts_;
};

bool inside(const Spans& spans, const Span& at) {
  return std::any_of(spans.begin(), spans.end(),
                     [&](const Span& span) { return span.begin < at.end && at.begin < span.end; });
}
bool inside(const std::vector<Name>& names, const Span& at) {
  return std::any_of(names.begin(), names.end(), [&](const Name& name) { return inside(name.spans, at); });
}

}  // namespace

std::vector<std::vector<Doubt>> doubts_of(const Plan& plan, std::string_view text) {
  std::vector<const Task*> tasks;
  for (const Task& task : plan.tasks) tasks.push_back(&task);
  for (const TaskList& list : plan.lists) {
    for (const Task& task : list.tasks) tasks.push_back(&task);
  }
  Paper paper;
  paper.year = plan.document.year;
  std::size_t numbered = 0;
  std::size_t led = 0;
  for (const Task* task : tasks) {
    paper.leaders = paper.leaders || !task->leaders.empty();
    numbered += !task->no.empty();
    led += !task->lead_units.empty();
  }
  paper.numbered = numbered * 5 > tasks.size() * 2;
  paper.led = led * 2 > tasks.size();
  for (const std::string_view words :
       {"牵头领导", "分管领导", "责任领导", "包抓领导", "带班领导", "分管副", "责任人"}) {
    paper.leaders = paper.leaders || text.find(words) != std::string_view::npos;
  }
  std::vector<std::vector<Doubt>> out;
  std::size_t odd = 0;
  std::vector<const Anomaly*> looks;
  for (const Anomaly& each : plan.anomalies) {
    if (each.severity != Severity::kRepaired && !each.span.empty()) looks.push_back(&each);
  }
  for (const Task* task : tasks) {
    DoubtFinder finder(*task, paper);
    // a finding on the row that lies in none of its cells: its number, a bracket that does not close
    const auto from = std::lower_bound(looks.begin(), looks.end(), task->span.begin,
                                       [](const Anomaly* a, std::uint32_t at) { return a->span.begin < at; });
    for (auto at = from; at != looks.end() && (*at)->span.begin < task->span.end; ++at) {
      const Span& span = (*at)->span;
      if ((*at)->kind == AnomalyKind::kUnclosedBracket || (*at)->kind == AnomalyKind::kNumbering)
        finder.row(DoubtKind::kOddRow);
      if (!inside(task->text_spans, span) && !inside(task->leaders, span) && !inside(task->lead_units, span) &&
          !inside(task->responsible_units, span))
        finder.row(DoubtKind::kOddRow);
    }
    out.push_back(finder.take());
    odd += std::any_of(out.back().begin(), out.back().end(), [](const Doubt& doubt) {
      return doubt.kind == DoubtKind::kOddRow || doubt.kind == DoubtKind::kNobody ||
             (doubt.field == "leaders" && doubt.kind != DoubtKind::kNoLeader &&
              doubt.kind != DoubtKind::kOddName);
    });
  }
  constexpr std::size_t kFew = 10;  // of a hundred rows
  if (odd * 100 > tasks.size() * kFew && odd > 1) {
    for (std::vector<Doubt>& doubts : out) {
      for (const std::string_view field : kFields) doubts.push_back({field, DoubtKind::kOddPaper});
    }
  }
  return out;
}

std::string_view to_word(DoubtKind kind) { return kKinds[static_cast<std::size_t>(kind)].word; }
std::string_view zh_name(DoubtKind kind) { return kKinds[static_cast<std::size_t>(kind)].zh; }

}  // namespace duban
