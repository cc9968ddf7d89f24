#include "extract/doubts.h"

#include <algorithm>
#include <array>

#include "grammar/number.h"
#include "grammar/public_body.h"
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
    {DoubtKind::kOddText,      "odd_text",      "太短，或者句子没有完"},
    {DoubtKind::kWordsOfDuty,  "words_of_duty", "内容里还有分工的字样"},
    {DoubtKind::kSeveralTasks, "several_tasks", "内容里像是还有一项任务"},
    {DoubtKind::kUnreadAmount, "unread_amount", "有数量没有读成目标"},
    {DoubtKind::kOddTarget,    "odd_target",    "指标不像指标"},
};
// clang-format on

class DoubtFinder {
 public:
  explicit DoubtFinder(const Task& task) : task_(task) {}

  std::vector<Doubt> take() {
    text();
    for (const Name& name : task_.leaders) leader(name);
    names("lead_units", task_.lead_units);
    names("responsible_units", task_.responsible_units);
    if (task_.lead_units.empty() && task_.responsible_units.empty() && task_.leaders.empty()) {
      add("lead_units", DoubtKind::kNobody);
      add("responsible_units", DoubtKind::kNobody);
    }
    targets();
    return std::move(doubts_);
  }

 private:
  void add(std::string_view field, DoubtKind kind) {
    const Doubt doubt{field, kind};
    if (std::find(doubts_.begin(), doubts_.end(), doubt) == doubts_.end()) doubts_.push_back(doubt);
  }

  void text() {
    constexpr std::size_t kShortest = 6;  // characters
    const std::string& text = task_.text;
    const char32_t last = utf8::before(text, text.size()).point;
    if (utf8::count(text) < kShortest || !(utf8::is_sentence_end(last) || last == U'”' || last == U'》'))
      add("text", DoubtKind::kOddText);
    for (const std::string_view words : {"牵头单位", "责任单位", "牵头领导", "配合单位", "责任部门", "协办单位",
                                         "牵头)", "负责)", "牵头）", "负责）"}) {
      if (text.find(words) != std::string::npos) add("text", DoubtKind::kWordsOfDuty);
    }
    // 。12.  ；(三): the number of the next task inside of this one
    for (const std::string_view stop : {"。", "；"}) {
      for (std::size_t at = text.find(stop); at != std::string::npos; at = text.find(stop, at + stop.size())) {
        const std::size_t next = at + stop.size();
        std::size_t end = next;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
        if (end > next && end < text.size() &&
            (text[end] == '.' || std::string_view(text).substr(end).starts_with("、")) && end - next <= 3)
          add("text", DoubtKind::kSeveralTasks);
      }
    }
  }

  void leader(const Name& name) {
    const std::size_t characters = utf8::count(name.text);
    bool odd = characters < 2 || characters > 4;
    for (std::size_t i = 0; i < name.text.size();) {
      const utf8::Char c = utf8::at(name.text, i);
      odd = odd || !(utf8::is_hanzi(c.point) || c.point == U'·');
      i += c.size;
    }
    if (odd && name.text.find("·") == std::string::npos) add("leaders", DoubtKind::kOddName);
  }

  void names(std::string_view field, const std::vector<Name>& names) {
    constexpr std::size_t kLongest = 30;  // characters
    for (const Name& name : names) {
      const std::size_t characters = utf8::count(name.text);
      const PublicBody body = read_body(name.text);
      if (characters < 3 || (characters > kLongest && body.kind != BodyKind::kGroup) ||
          name.text.find("。") != std::string::npos || name.text.find("，") != std::string::npos ||
          name.text.find("负责") != std::string::npos || name.text.find("牵头") != std::string::npos)
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
  }

  const Task& task_;
  std::vector<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> doubts_of(const Task& task) { return DoubtFinder(task).take(); }

std::string_view to_word(DoubtKind kind) { return kKinds[static_cast<std::size_t>(kind)].word; }
std::string_view zh_name(DoubtKind kind) { return kKinds[static_cast<std::size_t>(kind)].zh; }

}  // namespace duban
