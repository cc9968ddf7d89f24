#include "grammar/project.h"

#include <algorithm>
#include <optional>

#include "grammar/amount.h"
#include "grammar/indicator.h"
#include "grammar/number.h"
#include "grammar/phrase.h"
#include "text/char_set.h"
#include "text/cursor.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

using std::string_view;

constexpr std::size_t kLongestName = 30 * 3;    // bytes
constexpr std::size_t kLongestMember = 80 * 3;  // of a list; what is longer holds no name that is only a name
constexpr std::size_t kMostShort = 12;          // short forms in a row before the word that they share
constexpr std::size_t kFarthestStage = 12 * 3;  // behind a name

const WordList& suffixes() {
  static const WordList& list = word_list("project_suffixes");
  return list;
}
const WordList& stages() {
  static const WordList& list = word_list("project_stages");
  return list;
}

struct Said {
  ProjectStage stage = ProjectStage::kConstruction;
  bool weak = false;
};

// A member of a list: [verb] name [stage].
struct Member {
  std::optional<Said> before;
  std::optional<Said> behind;
  string_view name;              // empty: no name
  const Word* suffix = nullptr;  // none: the member may be the short form of a list's member
  bool quoted = false;
  bool barred = false;  // its verb makes no work of it: 打造
};

std::optional<Said> stage_of(const Word* word, string_view side) {
  if (word == nullptr || (word->attribute(1) != side && word->attribute(1) != "both")) return {};
  const auto stage = from_word<ProjectStage>(word->attribute(0));
  if (!stage) return {};
  return Said{*stage, word->attribute(2) == "weak"};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// How many characters of the words no plain word covers, and whether something in them is a name's own: Latin
// letters, digits, a phase, a place.
struct Own {
  std::size_t characters = 0;
  bool evident = false;
};
Own own_of(string_view words) {
  static const WordList& plain = word_list("project_plain");
  static const WordList& places = word_list("places");
  Own own;
  std::size_t run = 0;
  for (std::size_t at = 0; at < words.size();) {
    const string_view rest = words.substr(at);
    if (is_latin(rest.front()) || is_digit(rest.front())) own.evident = true;
    for (const string_view mark :
         {"一期", "二期", "三期", "四期", "五期", "第一", "第二", "第三", "第四", "第五"}) {
      if (rest.starts_with(mark)) own.evident = true;
    }
    const Word* place = places.longest_at(rest);
    if (place != nullptr && place->text.size() >= 2 * 3) own.evident = true;
    const Word* word = plain.longest_at(rest);
    if (word != nullptr) {
      run = 0;
      at += word->text.size();
      continue;
    }
    own.characters = std::max(own.characters, ++run);
    at += character_size(rest.front());
  }
  return own;
}

// Whether an amount stands in the words: 10个重点项目.
bool holds_amount(string_view words) {
  for (std::size_t at = 0; at < words.size(); at += character_size(words[at])) {
    const Cursor in(words, at);
    if (!amount_may_begin(in) || (at > 0 && is_latin(words[at - 1]))) continue;
    const auto read = amount(in);
    const bool counts = read && read->value.amount.unit.kind != UnitKind::kNone &&
                        read->value.amount.unit.kind != UnitKind::kRating &&
                        !read->value.amount.number.scale_only;
    if (counts && read->value.amount.unit.kind != UnitKind::kWeakCounter) return true;
  }
  return false;
}

// 都市圈一体化发展工程: what is done all over, not a work.
bool is_programme(string_view head) {
  for (const string_view tail :
       {"发展", "攻关", "培育", "壮大", "行动", "转化", "提质", "增效", "惠民", "振兴", "普查"}) {
    if (head.ends_with(tail)) return true;
  }
  return false;
}

bool is_name(string_view name, const Word& suffix, bool quoted, bool firm) {
  if (name.size() > kLongestName || name.size() <= suffix.text.size() + 2) return false;
  const string_view head = name.substr(0, name.size() - suffix.text.size());
  for (const string_view mark : {"《", "》", "“", "”", "：", ":", "的", "等", "（", "）"}) {
    const bool quote = mark == "“" || mark == "”";
    if (!(quote && quoted) && head.find(mark) != string_view::npos) return false;
  }
  if (!leading_verbs(head).empty() || holds_amount(name)) return false;
  const Own own = own_of(head);
  constexpr std::size_t kOwnWords = 2;  // characters that a road is called after
  const bool opens = head.find("“") != string_view::npos;
  const bool closes = head.find("”") != string_view::npos;
  if (opens != closes && !name.ends_with("”")) return false;
  if (suffix.attribute(0) == "line") return own.characters >= kOwnWords || own.evident;
  if (quoted && !firm) return false;
  if (own.characters < kOwnWords && !own.evident) return false;
  if (suffix.attribute(0) == "work" || own.evident) return !is_programme(head);
  // 市第二人民医院: whose it is tells which it is.
  bool owned = false;
  for (const string_view owner : {"省", "市", "县", "区", "州", "旗", "镇"})
    owned = owned || (head.starts_with(owner) && !head.substr(owner.size()).starts_with("级"));
  return firm && (owned || (suffix.attribute(0) == "wide" && own.characters >= kOwnWords));
}

// The last verb of a stage within the words whose rest can be a name.
struct Front {
  std::size_t end = 0;
  Said said;
  bool barred = false;
};
std::optional<Front> last_front(string_view words, std::size_t limit) {
  std::optional<Front> front;
  for (std::size_t at = 0; at < limit;) {
    const Word* word = stages().longest_at(words.substr(at));
    const auto said = stage_of(word, "before");
    const bool barred = word != nullptr && word->attribute(0) == "none";
    if ((said || barred) && at + word->text.size() <= limit) {
      // 加快推进: the stronger of two verbs in a row.
      const bool joined = said && front && front->end == at && !front->said.weak && said->weak;
      front = Front{at + word->text.size(), joined ? front->said : said.value_or(Said{}), barred};
      at += word->text.size();
    } else {
      at += character_size(words[at]);
    }
  }
  return front;
}

// behind ::= [phase] fillers stage
//   年内全面开工  等项目前期工作
std::optional<Said> stage_behind(string_view words) {
  std::optional<Said> weak;
  for (std::size_t at = 0; at < words.size() && at <= kFarthestStage;) {
    const Word* word = stages().longest_at(words.substr(at));
    if (const auto said = stage_of(word, "behind")) {
      if (!said->weak) return said;
      weak = said;
    }
    at += word != nullptr ? word->text.size() : character_size(words[at]);
  }
  return weak;
}

// The place right behind a name: nothing, a phase, 项目, or words that lead to its stage.
bool may_follow(string_view words) {
  if (words.empty()) return true;
  for (const string_view word : {"等", "项目", "工程", "全线", "年内", "的", "主体", "（", "(", "改建", "改造",
                                 "扩建", "改扩建", "升级", "提升", "除险加固"}) {
    if (words.starts_with(word)) return true;
  }
  if (is_digit(words.front())) {
    // 江白高速6月底前开工, but not 产业园4个
    const auto read = amount(Cursor(words));
    return read && read->value.amount.unit.kind == UnitKind::kTime;
  }
  if (without_lead(words).size() < words.size()) return true;
  return stage_of(stages().longest_at(words), "behind").has_value();
}

constexpr std::string_view kPhases[] = {"一期", "二期", "三期", "四期", "五期"};

// The suffix that ends the name: the last of the member that something may follow.
Member read_member(string_view words) {
  Member member;
  if (words.size() > kLongestMember) return member;
  std::size_t suffix_end = 0;
  for (std::size_t at = 0; at < words.size();) {
    const Word* word = suffixes().longest_at(words.substr(at));
    // 北河大桥等项目: what stands behind 等 is no part of the name.
    if (member.suffix != nullptr && words.substr(at).starts_with("等")) break;
    if (word == nullptr) {
      at += character_size(words[at]);
      continue;
    }
    std::size_t end = at + word->text.size();
    for (const string_view phase : kPhases) {
      if (words.substr(end).starts_with(phase)) end += phase.size();
    }
    string_view rest = words.substr(end);
    if (rest.starts_with("”")) rest.remove_prefix(string_view("”").size());
    if (may_follow(rest)) {
      member.suffix = word;
      suffix_end = end;
    }
    at += word->text.size();
  }
  const std::size_t limit = member.suffix != nullptr ? suffix_end - member.suffix->text.size() : words.size();
  const auto front = last_front(words, limit);
  std::size_t begin = 0;
  if (front) {
    if (!front->barred) member.before = front->said;
    member.barred = front->barred;
    begin = front->end;
  }
  string_view name = words.substr(begin, (member.suffix != nullptr ? suffix_end : words.size()) - begin);
  if (!front) name = without_lead(name);
  member.quoted = name.find("“") != string_view::npos;
  member.behind = member.suffix != nullptr ? stage_behind(words.substr(suffix_end)) : std::nullopt;
  member.name = name;
  return member;
}

class ProjectReader {
 public:
  explicit ProjectReader(string_view text) : text_(text) {}

  std::vector<Project> read() {
    // most clauses hold no stage: from the clause of one to that of the next
    static constexpr CharSet kStops(U"，,。；;\n：");
    std::size_t done = 0;  // where the first clause begins that is not read
    for (auto stage = stages().find(text_); stage.word != nullptr; stage = stages().find(text_, done)) {
      std::size_t begin = stage.at;
      while (begin > done && !kStops.has(utf8::before(text_, begin).point)) begin -= utf8::before(text_, begin).size;
      const std::size_t end = std::min(find_any(text_, kStops, stage.at), text_.size());
      read_clause(text_.substr(begin, end - begin));
      done = end + utf8::at(text_, end).size;
    }
    return std::move(out_);
  }

 private:
  void read_clause(string_view clause) {
    if (suffixes().is_in(clause)) {
      std::size_t begin = 0;
      std::size_t joined = 0;  // where the member before begins, if a conjunction parts the two
      bool may_join = false;
      const auto next = [&](std::size_t end) {
        Member member = read_member(clause.substr(begin, end - begin));
        // 精细化工及原料工程项目: neither side is a name, both are.
        if (may_join && !run_.empty() && run_.back().suffix == nullptr && member.suffix != nullptr &&
            !is_name(member.name, *member.suffix, member.quoted, true)) {
          run_.pop_back();
          member = read_member(clause.substr(joined, end - joined));
        }
        take(std::move(member));
      };
      for (const Separator& separator : list_separators(clause)) {
        next(separator.begin);
        joined = begin;
        may_join = !separator.comma;
        begin = separator.end;
      }
      next(clause.size());
    }
    close_run({});
  }

  void take(Member member) {
    if (member.before && !run_.empty()) close_run({});
    run_.push_back(std::move(member));
    if (run_.back().behind && run_.back().suffix != nullptr) close_run(run_.back().behind);
  }

  // All members of a list are at the stage that is said before or behind it.
  void close_run(std::optional<Said> behind) {
    if (run_.empty()) return;
    const std::optional<Said> before = run_.front().before;
    std::optional<Said> said = behind;
    if (before && (!said || (said->weak && !before->weak))) said = before;
    if (said) {
      for (std::size_t i = 0; i < run_.size(); ++i) give(i, *said);
    }
    run_.clear();
  }

  void give(std::size_t i, Said said) {
    const Member& member = run_[i];
    const bool firm = !said.weak;
    if (member.barred) return;
    if (member.suffix != nullptr) {
      if (!is_name(without_quotes(member.name), *member.suffix, member.quoted, firm)) return;
      emit(std::string(without_quotes(member.name)), without_quotes(member.name), said.stage, "project.named");
      return;
    }
    // 秦沈、本桓高速: the suffix stands with a later member.
    if (member.name.empty() || member.quoted) return;
    for (std::size_t k = i + 1; k < run_.size() && k <= i + kMostShort; ++k) {
      if (run_[k].suffix == nullptr) continue;
      if (run_[k].suffix->attribute(0) != "line") return;
      const string_view head = run_[k].name.substr(0, run_[k].name.size() - run_[k].suffix->text.size());
      constexpr std::size_t kLongestHead = 6 * 3;
      const bool alike = member.name.size() == head.size() ||
                         (member.name.size() <= kLongestHead && member.name.size() >= 2 * 3 &&
                          member.name.find("至") != string_view::npos);
      const Own own = own_of(member.name);
      if (!alike || (own.characters < 2 && !own.evident) || holds_amount(member.name)) return;
      emit(std::string(member.name).append(run_[k].suffix->text), member.name, said.stage, "project.listed");
      return;
    }
  }

  static string_view without_quotes(string_view name) {
    if (name.starts_with("“") && name.ends_with("”")) {
      name.remove_prefix(string_view("“").size());
      name.remove_suffix(string_view("”").size());
    }
    return name;
  }

  void emit(std::string name, string_view printed, ProjectStage stage, string_view rule) {
    const auto begin = static_cast<std::uint32_t>(printed.data() - text_.data());
    out_.push_back({std::move(name),
                    stage,
                    {begin, begin + static_cast<std::uint32_t>(printed.size())},
                    std::string(rule)});
  }

  string_view text_;
  std::vector<Member> run_;
  std::vector<Project> out_;
};

}  // namespace

std::vector<Project> read_projects(string_view text) { return ProjectReader(text).read(); }

}  // namespace duban
