// The heads of a table whose cells stand one after the other: known words, an unknown one among them, a head broken over
// lines, heads in two rows.

#include "extract/stream_heads.h"

#include <algorithm>

#include "grammar/mark.h"
#include "grammar/organ.h"
#include "grammar/person.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostColumns = 16;

class HeadsReader {
 public:
  HeadsReader(std::string_view text, const TextLines& lines) : all_(text), lines_(lines) {}

  StreamHeads find(std::size_t first) {
    if (!begins_head(first)) return {};
    bars_ = has_bar(line_words(all_, lines_[first])) || bars_follow(first);
    std::vector<Head> found;
    std::size_t known = 0;  // how many up to the last that is known
    std::size_t unknown = 0;
    bool to_number = false;  // the first row's number stands behind them: all before it are heads
    for (std::size_t i = first; i < lines_.size() && found.size() < kMostColumns; ++i) {
      if (lines_[i].blank) continue;
      Head head = head_at(i);
      if (head.words.empty()) continue;  // a bar alone
      if (!found.empty() && begins_rows(head.words)) {
        to_number = found.front().role == ColumnRole::kNumber && head.words == "1";
        break;
      }
      if (head.role == ColumnRole::kNone &&
          (++unknown > 3 || utf8::count(head.words) > 8 || reads_on(head.words)))
        break;
      i = head.line;
      found.push_back(std::move(head));
      if (found.back().role != ColumnRole::kNone) known = found.size();
    }
    if (!to_number) {
      found.resize(known);
      // an unknown word among known ones is a head where bars part them, or where just one stands alone
      const auto odd = std::count_if(found.begin(), found.end(),
                                     [](const Head& head) { return head.role == ColumnRole::kNone; });
      if (odd > (bars_ ? 2 : 1)) cut_at_unknown(found);
    }
    if (!keep(found)) return {};
    return std::move(out_);
  }

 private:
  std::string_view words(Range r) const { return all_.substr(r.begin, r.end - r.begin); }

  struct Head {
    std::string words;  // without blanks
    std::size_t line = 0;
    StreamPiece piece;
    ColumnRole role = ColumnRole::kNone;
  };

  // A head of its own, or one that is broken over lines: 责任 over 单位.
  bool begins_head(std::size_t first) const {
    const std::string_view words_here = words(stream_piece(all_, lines_[first]).words);
    if (is_plain_head(words_here)) return true;
    constexpr std::size_t kShort = 12;  // bytes
    return words_here.size() <= kShort && is_plain_head(head_at(first).words);
  }

  Head head_at(std::size_t line) const {
    constexpr std::size_t kMostLines = 4;
    constexpr std::size_t kMostCharacters = 8;
    Head head;
    head.line = line;
    head.piece = stream_piece(all_, lines_[line]);
    head.words = utf8::squeeze(words(head.piece.words));
    head.role = column_role(head.words);
    if (head.words.empty() || head.piece.bar_behind || utf8::count(head.words) > 4) return head;
    std::string joined = head.words;
    const bool whole = is_plain_head(head.words) && utf8::count(head.words) > 2;
    for (std::size_t next = line + 1; next < lines_.size() && next < line + kMostLines && !whole; ++next) {
      if (lines_[next].blank) break;
      const StreamPiece piece = stream_piece(all_, lines_[next]);
      const std::string more = utf8::squeeze(words(piece.words));
      if (piece.bar_before || utf8::count(more) > 4) break;
      joined += more;
      if (utf8::count(joined) > kMostCharacters) break;
      if (is_plain_head(joined) &&
          !(is_plain_head(head.words) && is_plain_head(more) && more.size() > 3 && head.words.size() > 3)) {
        head.words = joined;
        head.role = column_role(joined);
        head.line = next;
        head.piece.bar_behind = piece.bar_behind;
      }
      if (piece.bar_behind) break;
    }
    return head;
  }

  static bool begins_rows(std::string_view words) {
    if (words == "1") return true;
    const auto mark = read_mark(words);
    return mark && mark->value.kind <= MarkKind::kChineseParen;
  }

  // Words of a sentence or a cell rather than a head.
  static bool reads_on(std::string_view words) {
    return utf8::is_digit(utf8::at(words, 0).point) ||
           utf8::is_sentence_end(utf8::before(words, words.size()).point) ||
           words.find("，") != std::string_view::npos || unit_class(words) != UnitClass::kNone ||
           looks_like_person(words);
  }

  static void cut_at_unknown(std::vector<Head>& found) {
    const auto odd = std::find_if(found.begin(), found.end(),
                                  [](const Head& head) { return head.role == ColumnRole::kNone; });
    found.erase(odd, found.end());
  }

  bool keep(std::vector<Head>& found) {
    std::size_t plain = 0;
    std::size_t known = 0;
    bool bars = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Head& head = found[i];
      plain += is_plain_head(head.words);
      known += head.role != ColumnRole::kNone;
      bars = bars || head.piece.bar_before || head.piece.bar_behind;
      if (i == 0) out_.in_front = !head.piece.bar_before && !head.piece.bar_behind;
      if (i > 0) out_.in_front = out_.in_front && head.piece.bar_before && !head.piece.bar_behind;
    }
    if (known < 3 || plain < 2) return false;
    const std::size_t behind = found.back().line + 1;
    for (const Head& head : found) out_.printed.push_back(head.words);
    group_heads(found);
    std::vector<ColumnRole> roles;
    for (std::size_t i = 0; i < found.size(); ++i) {
      // 目标任务 a second time is the figure of it
      const bool again = std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const Head& other) { return other.words == found[i].words; });
      roles.push_back(again ? ColumnRole::kAside : found[i].role);
    }
    if (!is_task_head(roles)) return false;
    for (const Head& head : found) out_.periods.push_back(is_period_head(head.words));
    out_.roles = std::move(roles);
    out_.parted = bars || bars_follow(behind);
    out_.behind = behind;
    return true;
  }

  // Bars stand behind the cells, none behind the heads' last.
  bool bars_follow(std::size_t line) const {
    constexpr std::size_t kFar = 6;      // lines with words
    constexpr std::size_t kMostLines = 60;
    std::size_t bars = 0;
    std::size_t seen = 0;
    for (std::size_t i = line; i < lines_.size() && i < line + kMostLines && seen < kFar; ++i) {
      if (lines_[i].blank) continue;
      ++seen;
      bars += has_bar(line_words(all_, lines_[i]));
    }
    return bars >= 2;
  }

  // Heads in two rows, printed one after the other: 责任分工 完成时限 牵头单位 责任单位 are three columns, of
  // which the first stands over the last two.
  static void group_heads(std::vector<Head>& found) {
    const auto in_quarter = [](const Head& head) { return is_period_head(head.words); };
    const auto answers = [](const Head& head) {
      return says_who(head.role) && head.role != ColumnRole::kClause;
    };
    const auto gather = [&](std::size_t group, const auto& belongs) {
      std::size_t tail = found.size();
      while (tail > group + 1 && belongs(found[tail - 1])) --tail;
      if (found.size() - tail < 2) return false;
      std::rotate(found.begin() + static_cast<std::ptrdiff_t>(group) + 1,
                  found.begin() + static_cast<std::ptrdiff_t>(tail), found.end());
      found.erase(found.begin() + static_cast<std::ptrdiff_t>(group));
      return true;
    };
    for (std::size_t i = 0; i + 2 < found.size(); ++i) {
      if (found[i].role == ColumnRole::kClause && gather(i, answers)) break;
    }
    for (std::size_t i = 0; i + 2 < found.size(); ++i) {
      const bool plan = found[i].role == ColumnRole::kDeadline || found[i].role == ColumnRole::kAside;
      if (plan && !in_quarter(found[i]) && gather(i, in_quarter)) break;
    }
  }

  std::string_view all_;
  const TextLines& lines_;
  StreamHeads out_;
  bool bars_ = false;
};

}  // namespace

StreamPiece stream_piece(std::string_view all, const TextLine& line) {
  StreamPiece piece{trimmed_range(all, {line.begin, line.end})};
  const utf8::Char first = utf8::at(all, piece.words.begin);
  if (piece.words.begin < piece.words.end && is_bar(first.point)) {
    piece.bar_before = true;
    piece.words = trimmed_range(all, {piece.words.begin + first.size, piece.words.end});
  }
  if (piece.words.begin < piece.words.end) {
    const utf8::Char last = utf8::before(all, piece.words.end);
    if (is_bar(last.point)) {
      piece.bar_behind = true;
      piece.words = trimmed_range(all, {piece.words.begin, piece.words.end - last.size});
    }
  }
  return piece;
}

StreamHeads stream_heads(std::string_view text, const TextLines& lines, std::size_t first) {
  return HeadsReader(text, lines).find(first);
}

}  // namespace duban
