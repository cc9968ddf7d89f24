#include "supervise/empty_talk.h"

#include <fmt/format.h>

#include <string>

#include "grammar/amount.h"
#include "grammar/date.h"
#include "text/lexicon.h"
#include "text/normalise.h"
#include "text/utf8.h"

namespace duban {
namespace {

// A number that counts something: with a unit behind it, or a per cent. 一个 and 四个意识 count nothing.
bool is_figure(const Amount& amount) {
  if (amount.unit.printed.empty() || amount.number.row) return false;
  if (amount.unit.printed == "年" && amount.value >= 1900)
    return false;  // a year alone is neither figure nor date
  const bool written_out = amount.number.script == NumberScript::kChinese;
  return !written_out ||
         (amount.value > 1 && amount.unit.printed != "个" && amount.unit.kind != UnitKind::kTimes);
}

bool is_clause_end(char32_t point) {
  return utf8::is_sentence_end(point) || point == U'，' || point == U',' || point == U'、' || point == U'\n' ||
         point == U'：';
}

// 《…》 and 〔2026〕2号 are names; so is what stands before a deliverable's noun in a clause that has a verb
// for it.
class DeliverableReader {
 public:
  explicit DeliverableReader(std::string_view text) : text_(text) {}

  std::vector<Span> all() {
    std::size_t clause = 0;
    for (std::size_t at = 0; at < text_.size();) {
      const utf8::Char here = utf8::at(text_, at);
      if (here.point == U'《') {
        const std::size_t end = text_.find("》", at);
        if (end != std::string_view::npos && end > at + here.size) {
          add(at, end + std::string_view("》").size());
          at = end;
          continue;
        }
      }
      if (here.point == U'〔') {
        const std::size_t end = text_.find("号", at);
        if (end != std::string_view::npos && end - at < 20) add(at, end + std::string_view("号").size());
      }
      at += here.size;
      if (is_clause_end(here.point)) {
        named_in(clause, at - here.size);
        clause = at;
      }
    }
    named_in(clause, text_.size());
    return std::move(found_);
  }

 private:
  void add(std::size_t begin, std::size_t end) {
    found_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  void named_in(std::size_t begin, std::size_t end) {
    if (!found_.empty() && found_.back().begin >= begin) return;  // 印发《…办法》: named already
    const std::string_view clause = text_.substr(begin, end - begin);
    std::size_t verb_at = std::string_view::npos, verb_size = 0;
    for (std::size_t at = 0; at < clause.size(); at += utf8::at(clause, at).size) {
      const Word* verb = word_list("deliverable_verbs").longest_at(clause.substr(at));
      if (verb == nullptr) continue;
      verb_at = at;
      verb_size = verb->text.size();
      break;
    }
    if (verb_at == std::string_view::npos) return;
    // 示例大桥竣工, or 建成示例大桥.
    const std::size_t before = named_noun(clause.substr(0, verb_at));
    if (before != 0) return add(begin, begin + verb_at + verb_size);
    const std::string_view behind = clause.substr(verb_at + verb_size);
    const std::size_t size = named_noun(behind);
    if (size != 0) add(begin + verb_at, begin + verb_at + verb_size + size);
  }

  // How far a noun reaches that has a name of two characters or more before it; 0 for none.
  static std::size_t named_noun(std::string_view words) {
    for (std::size_t end = words.size(); end > 0; end -= utf8::before(words, end).size) {
      const Word* noun = word_list("deliverable_nouns").longest_before(words, end);
      if (noun == nullptr) continue;
      const std::string_view name = words.substr(0, end - noun->text.size());
      const bool unnamed = word_list("unnamed_things").longest_before(name, name.size()) != nullptr;
      const bool of_hanzi = utf8::count(name) >= 2 && utf8::is_hanzi(utf8::before(name, name.size()).point);
      if (!unnamed && of_hanzi) return end;
    }
    return 0;
  }

  std::string_view text_;
  std::vector<Span> found_;
};

void read_numbers(std::string_view text, ReportText& read) {
  for (std::size_t at = 0; at < text.size();) {
    const Cursor here(text, at);
    if (time_may_begin(here)) {
      if (const auto time = time_point(here)) {
        read.dates.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(time->rest.at())});
        at = time->rest.at();
        continue;
      }
    }
    if (amount_may_begin(here)) {
      if (const auto counted = amount(here)) {
        if (is_figure(counted->value.amount)) {
          read.figures.push_back(
              {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(counted->rest.at())});
        }
        at = std::max(counted->rest.at(), at + 1);
        continue;
      }
    }
    at += utf8::at(text, at).size;
  }
}

void read_empty_phrases(std::string_view text, ReportText& read) {
  for (std::size_t at = 0; at < text.size();) {
    if (const Word* phrase = word_list("empty_phrases").longest_at(text.substr(at))) {
      read.empty_phrases.push_back(
          {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + phrase->text.size())});
      at += phrase->text.size();
    } else {
      at += utf8::at(text, at).size;
    }
  }
}

}  // namespace

ReportText read_report_text(std::string_view text) {
  const Normalised normalised = normalise(text);
  const std::string_view clean = normalised.text.view();
  ReportText read;
  read_numbers(clean, read);
  read.deliverables = DeliverableReader(clean).all();
  read_empty_phrases(clean, read);
  for (std::vector<Span>* spans : {&read.figures, &read.dates, &read.deliverables, &read.empty_phrases}) {
    for (Span& span : *spans) span = normalised.text.cover(span.begin, span.end);
  }
  return read;
}

std::optional<Reason> empty_talk(std::string_view text, Day on) {
  if (utf8::trim(text).empty()) return {};
  const ReportText read = read_report_text(text);
  if (!read.figures.empty() || !read.dates.empty() || !read.deliverables.empty()) return {};
  Reason reason{
      "report.empty_talk",
      {"没有数字、日期，也没有写明的成果：请写清做了什么、做到哪里、何时完成",
       "There is no figure, no date and no named deliverable: say what was done, how far, and by when"},
      {},
      on};
  std::string phrases;
  for (const Span& span : read.empty_phrases) {
    phrases += fmt::format("{}“{}”", phrases.empty() ? "" : "、", text.substr(span.begin, span.size()));
  }
  if (!phrases.empty()) {
    reason.words.zh += fmt::format("（{}等说法没有具体内容）", phrases);
    reason.words.en += fmt::format(" ({} say nothing)", phrases);
    reason.inputs = {{"empty_phrases", phrases}};
  }
  return reason;
}

}  // namespace duban
