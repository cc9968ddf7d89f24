// Where the cells of a table begin that was run together: a number that counts on, a sentence's end, names of persons and
// units, a day.

#include "extract/run_cutter.h"

#include <algorithm>
#include <map>
#include <string>

#include "extract/run_names.h"
#include "extract/table_lines.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostColumns = 16;

bool is_separator(char32_t p) {
  return p == U'、' || p == U'，' || p == ',' || p == U'；' || p == ';' || p == U'和' || p == U'及' ||
         p == U'与';
}

class Cutter {
 public:
  Cutter(std::string_view text, const std::vector<ColumnRole>& roles) : text_(text) {
    const auto has = [&](ColumnRole role) {
      return std::find(roles.begin(), roles.end(), role) != roles.end();
    };
    numbered_ = has(ColumnRole::kNumber);
    people_ = has(ColumnRole::kLeader);
    days_ = has(ColumnRole::kDeadline);
    named_ = (has(ColumnRole::kName) || has(ColumnRole::kCategory)) &&
             (has(ColumnRole::kDetail) || has(ColumnRole::kTask));
    find_heads_again();
  }

  std::vector<Range> cut() {
    for (std::size_t at = 0; at < text_.size();) at = who_ ? in_who(at) : in_text(at);
    end_piece(text_.size());
    if (named_) cut_names();
    return std::move(pieces_);
  }

  // Whether the words were a table: rows that count on, or many that end with who answers.
  bool convincing() const { return numbered_ ? next_ > 3 : who_runs_ > 1; }

 private:
  // Up to where the heads are printed again: no name goes on with them.
  std::string_view from(std::size_t at) const {
    at = std::min(at, text_.size());
    const auto next = std::upper_bound(heads_again_.begin(), heads_again_.end(), at);
    return text_.substr(at, (next == heads_again_.end() ? text_.size() : *next) - at);
  }

  void find_heads_again() {
    for (std::size_t at = next_head(text_, 0); at < text_.size(); at = next_head(text_, at)) {
      const std::size_t size = run_heads(text_.substr(at)).size;
      if (size > 0) heads_again_.push_back(at);
      at += size > 0 ? size : utf8::at(text_, at).size;
    }
  }

  void end_piece(std::size_t at) {
    Range piece = trimmed_range(text_, {begin_, at});
    while (piece.begin < piece.end && is_list_mark(utf8::at(text_, piece.begin).point))
      piece.begin += utf8::at(text_, piece.begin).size;
    if (piece.begin < piece.end) pieces_.push_back(piece);
    begin_ = at;
  }
  static bool is_list_mark(char32_t p) { return p == U'、' || p == U'，' || p == ',' || p == U'。'; }

  // The number of the next row, where a row can begin: its size, or 0.
  std::size_t number_at(std::size_t at) const {
    if (!numbered_ || !utf8::is_digit(static_cast<unsigned char>(text_[at]))) return 0;
    std::string number = std::to_string(next_);
    // one that was lost is passed over behind who answers
    for (int passed = 1; passed <= 2 && who_ && !from(at).starts_with(number); ++passed)
      number = std::to_string(next_ + passed);
    if (!from(at).starts_with(number)) return 0;
    if (at > 0 && utf8::is_digit(static_cast<unsigned char>(text_[at - 1]))) return 0;
    const std::string_view behind = from(at + number.size());
    const utf8::Char c = utf8::at(behind, 0);
    if (behind.empty() || utf8::is_digit(c.point) || c.point == '.' || c.point == '-') return 0;
    static const WordList& measures = word_list("measure_units");
    for (const std::string_view measure : {"月", "日", "年", "万", "亿", "%", "—", "至"}) {
      if (behind.starts_with(measure)) return 0;
    }
    const Word* measure = measures.longest_at(behind);
    return measure != nullptr && !who_ && !begins_verb(behind) ? 0 : number.size();
  }

  // A person, a unit or a day.
  std::size_t item_at(std::size_t at, bool loose) const {
    if (days_) {
      if (const std::size_t day = deadline_in_front(from(at)); day > 0) return day;
    }
    if (people_) {
      if (const std::size_t person = person_in_front(from(at), loose); person > 0) return person;
    }
    if (const std::size_t unit = unit_in_front(from(at), loose).size; unit > 0) return unit;
    return people_ && loose ? person_in_front(from(at), false) : 0;
  }

  // Behind an item at `at` and the list that goes on with 、.
  std::size_t list_end(std::size_t at, std::size_t size) const {
    std::size_t end = at + size;
    while (end < text_.size()) {
      const utf8::Char c = utf8::at(text_, end);
      if (c.point == U'等') {
        end += c.size;
        continue;
      }
      if (!is_separator(c.point) && !utf8::is_blank(c.point)) break;
      std::size_t more = unit_in_front(from(end + c.size), true).size;
      if (more == 0 && people_) more = person_in_front(from(end + c.size), true);
      if (more == 0) break;
      end += c.size + more;
    }
    return end;
  }

  bool row_ends_at(std::size_t at, std::size_t items) const {
    if (at >= text_.size() || number_at(at) > 0 || run_heads(from(at)).size > 0) return true;
    return !numbered_ && items > 1 && begins_verb(from(at)) && !begins_unit(from(at));
  }

  // Whether nothing but persons, units and days stands from here to the row's end.
  bool who_to_row_end(std::size_t at) {
    if (at < no_who_) return false;
    std::size_t i = at;
    std::size_t items = 0;
    while (!(items > 0 && row_ends_at(i, items))) {
      const std::size_t size = i < text_.size() ? item_at(i, items > 0) : 0;
      if (size == 0) {
        no_who_ = std::max(no_who_, i > at ? i : at + 1);
        return false;
      }
      ++items;
      i = list_end(i, size);
    }
    return true;
  }

  // Behind a sentence: who answers, where no words go on behind the name as a sentence would.
  bool who_begins(std::size_t at) {
    if (people_ && person_in_front(from(at), false) > 0) return true;
    if (days_ && deadline_in_front(from(at)) > 0 && row_ends_at(at + deadline_in_front(from(at)), 1))
      return true;
    const UnitInFront unit = unit_in_front(from(at), false);
    if (unit.size == 0) return false;
    if (who_to_row_end(at)) return true;
    return unit.sure && !utf8::is_digit(utf8::at(text_, at + unit.size).point) &&
           !begins_verb(from(at + unit.size));
  }

  // Within what an amount is counted in, where no name begins: 3万亩县农业农村局 is no 万亩县.
  bool counts(std::size_t at) const {
    static const WordList& measures = word_list("measure_units");
    constexpr int kLongest = 4;  // characters
    std::size_t begin = at;
    for (int n = 0; n < kLongest && begin > 0; ++n) {
      const utf8::Char before = utf8::before(text_, begin);
      if (utf8::is_digit(before.point)) {
        std::size_t word = begin;
        const char32_t first = utf8::at(text_, word).point;
        if (first == U'万' || first == U'亿') word += utf8::at(text_, word).size;
        const Word* measure = measures.longest_at(from(word));
        return at < (measure != nullptr ? word + measure->text.size() : word);
      }
      begin -= before.size;
    }
    return false;
  }

  bool may_answer(std::size_t at) const {
    if (counts(at)) return false;
    const std::string_view words = from(at);
    return begins_unit(words) || (people_ && person_in_front(words, true) > 0);
  }

  // In words that say what is to be done.
  std::size_t in_text(std::size_t at) {
    const utf8::Char c = utf8::at(text_, at);
    if (at == begin_ || sentence_) {
      if (const std::size_t size = number_at(at); size > 0) return row(at, size);
      if (const std::size_t heads = run_heads(from(at)).size; heads > 0) return leave_out(at, heads);
    }
    const bool answers = at > begin_ && (sentence_ ? who_begins(at) : may_answer(at) && who_to_row_end(at));
    if (answers) {
      end_piece(at);
      who_ = true;
      loose_ = false;
      sentence_ = false;
      return at;
    }
    sentence_ =
        c.point == U'。' || c.point == U'；' || c.point == ';' || (sentence_ && utf8::is_blank(c.point));
    return at + c.size;
  }

  // In names of persons and units and days.
  std::size_t in_who(std::size_t at) {
    const std::size_t heads = run_heads(from(at)).size;
    const std::size_t day = days_ && heads == 0 ? deadline_in_front(from(at)) : 0;
    const std::size_t number = heads == 0 && day == 0 ? number_at(at) : 0;
    if (heads > 0 || number > 0) {
      who_ = false;
      ++who_runs_;
      return heads > 0 ? leave_out(at, heads) : row(at, number);
    }
    const bool verb = begins_verb(from(at)) && !begins_unit(from(at));
    const std::size_t size = day > 0 ? day : verb ? 0 : item_at(at, loose_);
    if (size == 0) {
      const utf8::Char c = utf8::at(text_, at);
      if (utf8::is_blank(c.point)) return at + c.size;
      who_ = false;
      ++who_runs_;
      end_piece(at);
      return at + c.size;
    }
    loose_ = true;
    end_piece(at);
    const std::size_t end = day > 0 ? at + size : list_end(at, size);
    end_piece(end);
    return end;
  }

  std::size_t row(std::size_t at, std::size_t size) {
    end_piece(at);
    next_ = std::stoi(std::string(from(at).substr(0, size))) + 1;
    end_piece(at + size);
    rows_.push_back(pieces_.size());
    sentence_ = false;
    return begin_ = at + size;
  }

  std::size_t leave_out(std::size_t at, std::size_t size) {
    end_piece(at);
    return begin_ = at + size;
  }

  struct NameEnds {
    std::size_t piece = 0;
    std::vector<std::pair<std::size_t, int>> places;  // characters from the front, and how much speaks for it
  };

  // Where the name of a row ends and what is to be done begins: in front of a verb, behind 工程 and the like,
  // and alike in most rows.
  void cut_names() {
    std::vector<NameEnds> rows;
    std::map<std::size_t, int> votes;
    for (const std::size_t piece : rows_) {
      if (piece >= pieces_.size()) continue;
      rows.push_back({piece, name_ends(range_words(text_, pieces_[piece]))});
      for (const auto& [place, speaks] : rows.back().places) votes[place] += speaks >= 3;
    }
    const auto most = std::max_element(votes.begin(), votes.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == votes.end()) return;
    const bool alike = static_cast<std::size_t>(most->second) * 5 >= rows.size() * 3;
    std::vector<Range> pieces;
    auto row = rows.begin();
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      std::size_t cut = 0;
      if (row != rows.end() && row->piece == i) {
        int best = 0;
        for (const auto& [place, speaks] : row->places) {
          const int long_name = place > 8 ? static_cast<int>(place) - 8 : 0;
          const int here = speaks * 2 - long_name + (alike && place == most->first ? 7 : 0);
          if (here > best) best = here, cut = place;
        }
        if (alike && best < 7) cut = most->first;
        ++row;
      }
      const std::size_t size = utf8::head(range_words(text_, pieces_[i]), cut).size();
      const std::size_t at = pieces_[i].begin + size;
      if (size > 0 && at < pieces_[i].end) {
        pieces.push_back({pieces_[i].begin, at});
        pieces.push_back({at, pieces_[i].end});
      } else {
        pieces.push_back(pieces_[i]);
      }
    }
    pieces_ = std::move(pieces);
  }

  static std::vector<std::pair<std::size_t, int>> name_ends(std::string_view words) {
    constexpr std::size_t kLongestName = 20;  // characters
    std::vector<std::pair<std::size_t, int>> out;
    std::size_t at = 0;
    for (std::size_t n = 0; at < words.size() && n < kLongestName; ++n) {
      const int speaks = n >= 2 ? speaks_for(words.substr(0, at), words.substr(at)) : 0;
      if (speaks > 0) out.emplace_back(n, speaks);
      const utf8::Char c = utf8::at(words, at);
      if (utf8::is_sentence_end(c.point) || c.point == U'，' || c.point == ',') break;
      at += c.size;
    }
    return out;
  }

  static std::size_t verb_in_front(std::string_view words) {
    static const WordList& verbs = word_list("commitment_verbs");
    const Word* verb = verbs.longest_at(words);
    return verb == nullptr ? 0 : verb->text.size();
  }

  // A verb begins what is to be done; the words that names of projects end in end the name.
  static int speaks_for(std::string_view before, std::string_view rest) {
    static const WordList& tails = word_list("project_tails");
    int speaks = tails.longest_before(before, before.size()) != nullptr ? 2 : 0;
    const std::size_t verb = verb_in_front(rest);
    const std::string_view behind = rest.substr(verb);
    // 发展 of 老城厢复兴发展完成…, 服务 of 养老服务为…
    const bool tail = verb > 0 && tails.exact(rest.substr(0, verb)) != nullptr &&
                      (verb_in_front(behind) > 0 || behind.starts_with("为") || behind.starts_with("对"));
    if (verb > 0 && !tail) return speaks + 3;
    for (const std::string_view start : {"为", "对", "在", "将", "全", "力争", "实现"}) {
      if (rest.starts_with(start)) return speaks + 2;
    }
    return tail ? 0 : speaks + (level_prefix(rest) > 0 ? 1 : 0);
  }

  std::string_view text_;
  bool numbered_ = false;
  bool people_ = false;
  bool days_ = false;
  bool named_ = false;  // a name stands before what is to be done
  bool who_ = false;
  bool loose_ = false;
  bool sentence_ = false;  // one has just ended
  std::size_t begin_ = 0;  // of the piece
  int next_ = 1;
  std::size_t no_who_ = 0;  // up to here no words are who answers up to the row's end
  std::size_t who_runs_ = 0;
  std::vector<std::size_t> heads_again_;  // where they begin
  std::vector<Range> pieces_;
  std::vector<std::size_t> rows_;  // the piece behind each row's number
};

}  // namespace

RunHeads run_heads(std::string_view words) {
  RunHeads out;
  while (out.roles.size() < kMostColumns) {
    const HeadInFront head = head_in_front(words.substr(out.size));
    if (head.size == 0) break;
    out.roles.push_back(head.role);
    out.size += head.size;
  }
  if (out.roles.size() < 3 || !is_task_head(out.roles)) return {};
  return out;
}

std::vector<Range> cut_run(std::string_view text, const std::vector<ColumnRole>& roles) {
  Cutter cutter(text, roles);
  std::vector<Range> pieces = cutter.cut();
  if (!cutter.convincing() || pieces.size() < roles.size()) pieces.clear();
  return pieces;
}

}  // namespace duban
