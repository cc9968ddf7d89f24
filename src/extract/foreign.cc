// Words of another page in the place of the paper's own. Such a word is known by where it stands: where a unit,
// the issuer or a place belongs, without being one. What it replaced is told, where it can be, by what the
// paper leaves out: the department that stands nowhere else, that fits the order of its neighbours and the
// task's subject.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_set>

#include "base/spans.h"
#include "extract/places.h"
#include "extract/reading.h"
#include "grammar/public_body.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/memo.h"
#include "text/utf8.h"

namespace duban {
namespace {

struct Seat {
  const TaskDraft* draft = nullptr;
  bool lead = false;
  std::size_t index = 0;  // in the printed list
};

class ForeignFinder {
 public:
  explicit ForeignFinder(Reading& reading) : reading_(reading), places_(reading) {}

  void find() {
    seats();
    issuer();
    // A hijacked page puts one word in many places, not many words in one: only the most frequent are looked
    // for in the whole paper.
    constexpr std::size_t kLookedFor = 16;
    std::vector<std::pair<std::size_t, std::string>> words;
    for (const auto& [word, seats] : seats_)
      words.emplace_back(seats.size() + (word == reading_.plan.document.issuer ? 1000 : 0), word);
    std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string& word = words[i].second;
      const std::vector<Seat>& seats = seats_[word];
      if (i < kLookedFor && is_foreign(word)) {
        report_foreign(word, seats);
      } else {
        for (const Seat& seat : seats) report_unknown(word, seat);
      }
    }
    for (const auto& [word, likely] : slips()) {
      for (const Seat& seat : slip_seats_[word]) report_slip(word, likely, seat);
    }
  }

 private:
  const std::vector<Name>& names_of(const Seat& seat) const {
    return seat.lead ? seat.draft->task.lead_units : seat.draft->task.responsible_units;
  }

  // Words where a unit belongs, and which are none.
  void seats() {
    const bool elides = leaves_prefixes_out();
    for (TaskDraft& draft : reading_.tasks) {
      for (const bool lead : {true, false}) {
        std::vector<Unit>& units = lead ? draft.lead_units : draft.responsible_units;
        std::vector<Name>& names = lead ? draft.task.lead_units : draft.task.responsible_units;
        for (std::size_t i = 0; i < units.size(); ++i) {
          if (!elides && is_doubtful(units[i])) as_printed(units[i], names[i]);
          known_.insert(units[i].name);
          if (units[i].unit_class == UnitClass::kNone) seats_[units[i].name].push_back({&draft, lead, i});
          if (const std::string place = place_of_government(units[i].name); !place.empty())
            governments_[place].push_back({&draft, lead, i});
        }
      }
    }
    places();
  }

  // Departments that there are none of, one character away from one that there is.
  std::map<std::string, std::string> slips() {
    std::unordered_set<std::string> looked_at;
    std::map<std::string, std::string> found;
    for (const TaskDraft& draft : reading_.tasks) {
      for (const bool lead : {true, false}) {
        const std::vector<Unit>& units = lead ? draft.lead_units : draft.responsible_units;
        for (std::size_t i = 0; i < units.size(); ++i) {
          const Unit& unit = units[i];
          if (unit.unit_class != UnitClass::kOrgan) continue;
          if (looked_at.insert(unit.name).second) {
            if (const auto likely = likely_department(unit.name)) found.emplace(unit.name, *likely);
          }
          if (found.contains(unit.name)) slip_seats_[unit.name].push_back({&draft, lead, i});
        }
      }
    }
    return found;
  }

  void report_slip(const std::string& word, const std::string& likely, const Seat& seat) {
    const Name& name = names_of(seat)[seat.index];
    if (name.spans.empty()) return;
    reading_.find(AnomalyKind::kUnknownUnit, Severity::kLook, whole(name.spans),
                  fmt::format("{} {}", places_.of_task(*seat.draft), seat.lead ? "牵头单位" : "责任单位"),
                  likely, fmt::format("没有叫“{}”的部门，只差一个字的是“{}”，请核对", word, likely),
                  "unit.slip");
  }

  // Whether the paper's lists leave prefixes out (市教育局、财政局): then a name without one is nothing odd. Another
  // page's word is one word in many places: several that lack their prefix are the paper's own.
  bool leaves_prefixes_out() const {
    constexpr std::size_t kHabit = 3;
    std::set<std::string_view> restored_names;
    std::size_t organs = 0;
    std::size_t bare = 0;
    for (const TaskDraft& draft : reading_.tasks) {
      for (const auto* units : {&draft.lead_units, &draft.responsible_units}) {
        for (const Unit& unit : *units) {
          if (unit.unit_class != UnitClass::kOrgan) continue;
          const OfName of = of_name(unit.name);
          if (of.alone) continue;
          ++organs;
          const bool restored = unit.rule == std::string_view("unit.prefix");
          if (restored) restored_names.insert(std::string_view(unit.name).substr(of.level));
          bare += restored ? of.core : of.level == 0;
        }
      }
    }
    return organs < 20 || bare * 10 > organs || restored_names.size() >= kHabit;
  }

  // Ends like an organ, but names no department and has no level in front, among names that all have one:
  // 下载中心.
  static bool is_doubtful(const Unit& unit) {
    if (unit.unit_class != UnitClass::kOrgan) return false;
    const OfName of = of_name(unit.name);
    if (of.alone || of.by_itself || of.core) return false;
    return of.level == 0 || unit.rule == std::string_view("unit.prefix");
  }

  // What is asked of the name of every unit, by its words alone.
  struct OfName {
    std::size_t level = 0;   // bytes of its prefix
    bool alone = false;      // stands_alone()
    bool by_itself = false;  // ends_by_itself()
    bool core = false;       // a department's words stand behind the prefix
  };
  static OfName of_name(std::string_view name) {
    static thread_local Memo<OfName> memo;
    return memo.answer(name, [](std::string_view words) {
      const std::size_t level = level_prefix(words);
      return OfName{level, stands_alone(words), ends_by_itself(words), begins_with_core(words.substr(level))};
    });
  }

  // Takes back a prefix that nothing speaks for.
  static void as_printed(Unit& unit, Name& name) {
    if (unit.rule == std::string_view("unit.prefix")) {
      unit.name = unit.name.substr(level_prefix(unit.name));
      unit.rule = "unit.plain";
      name.text = unit.name;
      name.rule = unit.rule;
      if (name.spans.size() > 1) name.spans.erase(name.spans.begin());
    }
    unit.unit_class = UnitClass::kNone;
  }

  // 铁岭 of 铁岭市人民政府; empty for what is no city's government.
  static std::string place_of_government(std::string_view name) {
    if (!name.ends_with("政府")) return {};
    for (const std::string_view end : {"市人民政府", "市政府"}) {
      if (name.ends_with(end) && name.size() > end.size() + 3 && !names_a_group(name))
        return std::string(name.substr(0, name.size() - end.size()));
    }
    return {};
  }

  // In a province's paper: the government of a city that is none, where exactly one city of the province is
  // named nowhere.
  void places() {
    if (reading_.plan.document.level != Level::kProvince) return;
    const WordList& list = word_list("places");
    std::vector<std::string_view> missing;
    std::size_t named = 0;
    for (const Word& place : list.words()) {
      if (place.attribute(0) != "city" || place.attribute(3) != reading_.plan.document.region) continue;
      if (governments_.contains(std::string(place.text))) {
        ++named;
      } else {
        missing.push_back(place.text);
      }
    }
    if (named < 3 || missing.size() != 1) return;
    for (const auto& [word, seats] : governments_) {
      if (list.exact(word) != nullptr || seats.size() < 2) continue;
      seats_[word] = seats;
      likely_places_[word] = missing.front();
    }
  }

  // An issuer that is no organ, under a number that only a government gives; or the government of no place,
  // under the number of another.
  void issuer() {
    const DocumentHead& head = reading_.plan.document;
    if (head.issuer.empty() || utf8::count(head.issuer) < 2 || utf8::count(head.issuer) > 15) return;
    if (unit_class(head.issuer) == UnitClass::kNone) {
      seats_.try_emplace(head.issuer);
      return;
    }
    const std::string place = place_of_government(head.issuer);
    if (place.empty() || head.region.empty() || head.issuer.starts_with(head.region) ||
        word_list("places").exact(place) != nullptr)
      return;
    seats_.try_emplace(place);
    const std::size_t characters = utf8::count(head.region);
    likely_places_[place] = utf8::head(head.region, characters - 1);
  }

  // Foreign, not merely unknown: the same word stands in places of different kinds, or again and again among
  // units.
  bool is_foreign(const std::string& word) const {
    const auto& seats = seats_.at(word);
    int kinds = 0;
    kinds += !seats.empty();
    kinds += reading_.plan.document.issuer == word;
    if (likely_places_.contains(word)) return true;
    kinds += reading_.plan.document.title.starts_with(word + "关于");
    return kinds >= 2 || seats.size() >= 2 || occurrences(word) > std::max<std::size_t>(seats.size(), 1);
  }

  std::size_t occurrences(std::string_view word) const {
    const std::string_view text = reading_.normalised.text.view();
    std::size_t n = 0;
    for (std::size_t at = find_words(text, word); at != std::string_view::npos;
         at = find_words(text, word, at + word.size()))
      ++n;
    return n;
  }

  void report_unknown(const std::string& word, const Seat& seat) {
    const Name& name = names_of(seat)[seat.index];
    if (name.spans.empty()) return;
    reading_.find(AnomalyKind::kUnknownUnit, Severity::kLook, whole(name.spans),
                  fmt::format("{} {}", places_.of_task(*seat.draft), seat.lead ? "牵头单位" : "责任单位"), "",
                  fmt::format("“{}”不像一个单位的名称，请核对", word), "unit.unknown");
  }

  void report_foreign(const std::string& word, const std::vector<Seat>& seats) {
    const std::string unit = likely_unit(word, seats);
    const std::string government = likely_government();
    const std::string times = fmt::format("全文共出现{}处", occurrences(word));
    std::map<std::uint32_t, const Seat*> seat_at;  // by where the word begins
    for (const Seat& seat : seats) {
      for (const Span& span : names_of(seat)[seat.index].spans) seat_at.emplace(span.begin, &seat);
    }
    const std::vector<Entry>& entries = reading_.outline.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Entry& entry = entries[i];
      if (entry.kind == EntryKind::kFurniture) continue;
      const std::string_view text = entry.block.text();
      for (std::size_t at = find_words(text, word); at != std::string_view::npos;
           at = find_words(text, word, at + word.size())) {
        const Span span = entry.block.words.cover(at, at + word.size());
        const auto known = seat_at.find(span.begin);
        const Seat* seat = known == seat_at.end() ? nullptr : known->second;
        if (const auto place = likely_places_.find(word); place != likely_places_.end()) {
          reading_.find(
              AnomalyKind::kForeignText, Severity::kLook, span,
              seat != nullptr
                  ? fmt::format("{} {}", places_.of_task(*seat->draft), seat->lead ? "牵头单位" : "责任单位")
                  : places_.of(i, at),
              place->second,
              fmt::format("“{}”站在地名的位置上，却不是地名（{}）。从文号和全文未出现的地名看，原文可能是{}"
                          "，请对照原件",
                          word, times, place->second),
              "foreign.place");
          continue;
        }
        if (seat != nullptr) {
          reading_.find(
              AnomalyKind::kForeignText, Severity::kLook, span,
              fmt::format("{} {}", places_.of_task(*seat->draft), seat->lead ? "牵头单位" : "责任单位"), unit,
              unit.empty()
                  ? fmt::format("“{}”站在单位的位置上，却不是单位名称（{}），疑为网页篡改，请对照原件", word,
                                times)
                  : fmt::format(
                        "“{}”站在单位的位置上，却不是单位名称（{}"
                        "）。按本文单位的排列次序、任务内容和全文未出现的部门推断，原文可能是{}，请对照原件",
                        word, times, unit),
              "foreign.unit");
        } else if (i == reading_.issuer_entry ||
                   (text.substr(at + word.size()).starts_with("关于") && at == 0)) {
          reading_.find(
              AnomalyKind::kForeignText, Severity::kLook, span,
              i == reading_.issuer_entry ? "发文机关" : "标题", government,
              government.empty()
                  ? fmt::format("“{}”站在发文机关的位置上，却不是机关名称（{}），请对照原件", word, times)
                  : fmt::format("“{}”站在发文机关的位置上，却不是机关名称（{}）；从文号和地区看，原文可能是{}"
                                "，请对照原件",
                                word, times, government),
              "foreign.issuer");
        } else {
          const std::string place = likely_place(text, at, word.size());
          reading_.find(
              AnomalyKind::kForeignText, Severity::kLook, span, places_.of(i, at), place,
              place.empty()
                  ? fmt::format("“{}”在单位的位置上也出现过，不是本文的用语（{}），请对照原件", word, times)
                  : fmt::format("“{}”与地名并列，却不是地名（{}），原文可能是{}，请对照原件", word, times,
                                place),
              "foreign.text");
        }
      }
    }
  }

  // 辽政发〔2026〕2号 is a number of 辽宁省人民政府; 政办发 one of its office.
  std::string likely_government() const {
    const DocumentHead& head = reading_.plan.document;
    if (head.region.empty() || head.level == Level::kState) return {};
    const bool office = head.doc_number.find("办") < head.doc_number.find("〔");
    if (!office) return head.region + "人民政府";
    return head.region + (head.level == Level::kCounty ? "人民政府办公室" : "人民政府办公厅");
  }

  // X与江苏: a place among places.
  std::string likely_place(std::string_view text, std::size_t at, std::size_t size) const {
    const WordList& places = word_list("places");
    bool among = false;
    const std::string_view behind = text.substr(at + size);
    for (const std::string_view link : {"与", "和", "、", "及"}) {
      if (behind.starts_with(link) && places.longest_at(behind.substr(link.size())) != nullptr) among = true;
      if (text.substr(0, at).ends_with(link) && places.longest_before(text, at - link.size()) != nullptr)
        among = true;
    }
    if (!among) return {};
    const std::string& region = reading_.plan.document.region;
    for (const Word& place : places.words()) {
      if (place.attribute(1) == region) return std::string(place.text);
    }
    return std::string(utf8::head(region, std::max<std::size_t>(utf8::count(region), 1) - 1));  // 示例省: 示例
  }

  // The department that stands nowhere in the paper and fits every seat best; empty where none stands out.
  std::string likely_unit(const std::string& word, const std::vector<Seat>& seats) const {
    const std::string prefix = level_word();
    if (prefix.empty() || seats.empty()) return {};
    const WordList& organs = word_list("organs");
    // what the paper names, whatever of its names it uses
    std::set<std::string_view> named;
    // department → place in the official order
    static const std::map<std::string_view, std::size_t> rank = [&] {
      std::map<std::string_view, std::size_t> out;
      for (std::size_t i = 0; i < organs.words().size(); ++i) out.try_emplace(organs.words()[i].attribute(4), i);
      return out;
    }();
    for (const std::string_view name : known_) {
      const Word* core = core_of(name);
      if (core != nullptr) named.insert(core->attribute(4));
    }
    struct Candidate {
      const Word* organ = nullptr;
      std::size_t rank = 0;
      int topics = 0;  // points that the task's subject gives
      int points = 0;
    };
    std::vector<Candidate> candidates;
    for (const Word& organ : organs.words()) {
      if (named.contains(organ.attribute(4)) || organ.attribute(2) == "party" || organ.text != organ.attribute(4))
        continue;
      candidates.push_back({&organ, rank.at(organ.attribute(4)), 0, 0});
    }
    // seats stand in the order of the paper: what is found of a list and of a task holds for several
    const TaskDraft* draft = nullptr;
    const std::vector<Name>* names = nullptr;
    std::vector<std::optional<std::size_t>> before;  // the department that stands in front of each name, by its rank
    std::vector<std::optional<std::size_t>> behind;
    for (const Seat& seat : seats) {
      if (&names_of(seat) != names) {
        names = &names_of(seat);
        std::vector<std::optional<std::size_t>> own;
        for (const Name& name : *names) {
          const Word* core = name.text == word ? nullptr : core_of(name.text);
          own.push_back(core == nullptr ? std::nullopt : std::optional(rank.at(core->attribute(4))));
        }
        before.assign(own.size(), std::nullopt);
        behind.assign(own.size(), std::nullopt);
        for (std::size_t i = 1; i < own.size(); ++i) before[i] = own[i - 1] ? own[i - 1] : before[i - 1];
        for (std::size_t i = own.size(); i-- > 1;) behind[i - 1] = own[i] ? own[i] : behind[i];
      }
      if (seat.draft != draft) {
        draft = seat.draft;
        for (Candidate& each : candidates)
          each.topics = 2 * std::min(2, topics_in(each.organ->attribute(3), draft->task.text));
      }
      const bool left = before[seat.index].has_value();
      const bool right = behind[seat.index].has_value();
      const std::size_t low = before[seat.index].value_or(0);
      const std::size_t high = behind[seat.index].value_or(organs.words().size());
      const bool ordered = low < high && (left || right);
      for (Candidate& each : candidates) {
        if (ordered && each.rank > low && each.rank < high) each.points += left && right && high - low <= 12 ? 4 : 1;
        each.points += each.topics;
      }
    }
    std::map<std::string_view, int> score;
    for (const Candidate& each : candidates) score[each.organ->attribute(4)] += each.points;
    std::string_view best;
    int most = 0;
    int second = 0;
    for (const auto& [organ, points] : score) {
      if (points > most) {
        second = most;
        most = points;
        best = organ;
      } else {
        second = std::max(second, points);
      }
    }
    if (most < 4 || most - second < 2) return {};
    const Word* organ = organs.exact(best);
    return prefix + std::string(best) + std::string(organ->attribute(prefix == "省" ? 0 : 1));
  }

  std::string level_word() const {
    switch (reading_.plan.document.level) {
      case Level::kProvince:
        return reading_.plan.document.region.ends_with("自治区") ? "自治区"
               : reading_.plan.document.region.ends_with("市")   ? "市"
                                                                 : "省";
      case Level::kCity:
        return "市";
      case Level::kCounty:
        return reading_.plan.document.region.ends_with("区") ? "区" : "县";
      default:
        return {};
    }
  }

  // The department in 省司法厅.
  static const Word* core_of(std::string_view name) {
    const std::size_t level = level_prefix(name);
    static const WordList& organs = word_list("organs");
    return level == 0 ? nullptr : organs.longest_at(name.substr(level));
  }

  static int topics_in(std::string_view topics, std::string_view text) {
    int n = 0;
    while (!topics.empty()) {
      const std::size_t end = std::min(topics.find(' '), topics.size());
      if (end > 0 && has_words(text, topics.substr(0, end))) ++n;
      topics.remove_prefix(std::min(end + 1, topics.size()));
    }
    return n;
  }

  Reading& reading_;
  Places places_;
  std::unordered_set<std::string_view> known_;            // every unit of the paper
  std::map<std::string, std::vector<Seat>> seats_;        // word → where it stands as a unit
  std::map<std::string, std::vector<Seat>> slip_seats_;   // misprinted department → where it stands
  std::map<std::string, std::vector<Seat>> governments_;  // place → where its government stands
  std::map<std::string, std::string> likely_places_;      // word in the place of a place → the place
};

}  // namespace

void find_foreign_words(Reading& reading) { ForeignFinder(reading).find(); }

}  // namespace duban
