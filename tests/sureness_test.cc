// Of the cells that are shown as sure, how many are right: over the gold of ../shared, and of any folder that
// DUBAN_GOLD names (parted by ':'; each with gold/NNN.json and docs/NNN-….txt, or with both side by side).
// Skipped where ../shared is not there.
//   DUBAN_GOLD=/path/to/folder duban_tests --gtest_filter='Sureness.*'

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "extract/doubts.h"
#include "extract/extract.h"
#include "read/read.h"
#include "folded.h"
#include "source_folder.h"
#include "text/utf8.h"

namespace duban {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kFields[] = {"text", "leaders", "lead_units", "responsible_units", "targets"};

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::map<std::string, int> pairs_of(std::string_view text) {
  const std::string words = folded(text);
  std::map<std::string, int> out;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t one = utf8::at(words, i).size;
    const std::size_t two = i + one < words.size() ? utf8::at(words, i + one).size : 0;
    ++out[words.substr(i, one + two)];
    i += one;
  }
  return out;
}

double alike(const std::map<std::string, int>& a, const std::map<std::string, int>& b) {
  double common = 0;
  for (const auto& [pair, count] : a) common += b.contains(pair) ? 1 : 0;
  return a.empty() && b.empty() ? 1 : 2 * common / static_cast<double>(a.size() + b.size());
}

struct GoldTask {
  const Json* task;
  std::size_t list;
};

bool ignored(const Json& gold, const std::string& no, std::string_view text) {
  if (!gold.contains("ignore")) return false;
  for (const Json& each : gold["ignore"]) {
    const std::string words = each.is_string() ? each.get<std::string>() : each.dump();
    if (words == no || (words.size() > 9 && folded(text).starts_with(folded(words)))) return true;
  }
  return false;
}

std::string no_of(const Json& task) {
  if (!task.contains("no")) return {};
  return task["no"].is_string() ? task["no"].get<std::string>() : task["no"].dump();
}

std::multiset<std::string> names_in(const Json& list) {
  std::multiset<std::string> out;
  for (const Json& each : list) out.insert(folded(each.get<std::string>()));
  return out;
}
std::multiset<std::string> names_of(const std::vector<Name>& names) {
  std::multiset<std::string> out;
  for (const Name& name : names) out.insert(folded(name.text));
  return out;
}

bool targets_right(const Task& task, const Json& gold) {
  if (!gold.contains("targets")) return true;
  std::multiset<std::string> given;
  for (const Target& t : task.targets)
    given.insert(fmt::format("{:g}|{}|{}", t.value, folded(t.unit), to_word(t.op)));
  std::multiset<std::string> optional;
  for (const Json& t : gold["targets"]) {
    const std::string key =
        fmt::format("{:g}|{}|{}", t["value"].get<double>(), folded(t.value("unit", "")), t.value("op", "="));
    if (t.value("optional", false)) {
      optional.insert(key);
      continue;
    }
    const auto found = given.find(key);
    if (found == given.end()) return false;
    given.erase(found);
  }
  for (const std::string& each : optional) {
    if (const auto found = given.find(each); found != given.end()) given.erase(found);
  }
  return given.empty();
}

bool right(const Task& task, std::string_view field, const Json& gold) {
  const auto same = [&](const Json& value) {
    if (field == "text") return folded(value.get<std::string>()) == folded(task.text);
    if (field == "leaders") return names_in(value) == names_of(task.leaders);
    if (field == "lead_units") return names_in(value) == names_of(task.lead_units);
    return names_in(value) == names_of(task.responsible_units);
  };
  if (field == "targets") return targets_right(task, gold);
  const std::string key(field);
  if (!gold.contains(key)) return true;
  if (same(gold[key])) return true;
  return gold.contains("alt") && gold["alt"].contains(key) && same(gold["alt"][key]);
}

struct Tally {
  std::size_t cells = 0;
  std::size_t sure = 0;
  std::size_t right = 0;  // of all
  std::size_t sure_right = 0;
};

class Measure {
 public:
  void add(const fs::path& gold_path, const fs::path& paper) {
    const Json gold = Json::parse(bytes_of(gold_path));
    const Result<Document> document = read_document(bytes_of(paper), paper.filename().string());
    if (!document.ok()) return;
    const Plan plan = extract(*document);
    std::vector<GoldTask> expected;
    for (const Json& task : gold["tasks"]) expected.push_back({&task, 0});
    std::size_t list = 0;
    for (const Json& each : gold.value("lists", Json::array())) {
      ++list;
      if (each.contains("tasks")) {
        for (const Json& task : gold["lists"][list - 1]["tasks"]) expected.push_back({&task, list});
      }
    }
    std::vector<std::pair<const Task*, std::size_t>> given;
    for (const Task& task : plan.tasks) given.emplace_back(&task, 0);
    for (std::size_t i = 0; i < plan.lists.size(); ++i) {
      for (const Task& task : plan.lists[i].tasks) given.emplace_back(&task, i + 1);
    }
    std::vector<bool> taken(expected.size());
    const auto doubts = doubts_of(plan, document->text);
    for (std::size_t g = 0; g < given.size(); ++g) {
      const auto& [task, in] = given[g];
      if (ignored(gold, task->no, task->text) || !covered(gold, *task, in)) continue;
      const Json* found = nullptr;
      std::size_t best = expected.size();
      double score = 0.5;
      const auto pairs = pairs_of(task->text);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        if (taken[i] || expected[i].list != in) continue;
        const bool same_no = no_of(*expected[i].task) == task->no && !task->no.empty();
        const double likeness =
            alike(pairs, pairs_of((*expected[i].task)["text"].get<std::string>())) + (same_no ? 0.3 : 0);
        if (likeness > score) score = likeness, best = i;
      }
      if (best < expected.size()) taken[best] = true, found = expected[best].task;
      count(gold_path, plan, *task, doubts[g], found);
    }
  }

  void report() const {
    fmt::print("{:<20}{:>8}{:>8}{:>9}{:>10}{:>12}\n", "field", "cells", "right", "sure", "sure %",
               "sure right %");
    Tally all;
    for (const std::string_view field : kFields) {
      const Tally& t = tallies_.contains(field) ? tallies_.at(field) : Tally{};
      line(field, t);
      all.cells += t.cells, all.sure += t.sure, all.right += t.right, all.sure_right += t.sure_right;
    }
    line("all", all);
  }

  double sure_right() const {
    std::size_t sure = 0;
    std::size_t good = 0;
    for (const auto& [field, t] : tallies_) sure += t.sure, good += t.sure_right;
    return sure == 0 ? 1 : static_cast<double>(good) / static_cast<double>(sure);
  }
  double share() const {
    std::size_t sure = 0;
    std::size_t cells = 0;
    for (const auto& [field, t] : tallies_) sure += t.sure, cells += t.cells;
    return cells == 0 ? 0 : static_cast<double>(sure) / static_cast<double>(cells);
  }

 private:
  static void line(std::string_view field, const Tally& t) {
    const auto share = [](std::size_t part, std::size_t all) {
      return all == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
    };
    fmt::print("{:<20}{:>8}{:>8}{:>9}{:>10.2f}{:>12.2f}\n", field, t.cells, t.right, t.sure,
               share(t.sure, t.cells), share(t.sure_right, t.sure));
  }

  static bool covered(const Json& gold, const Task& task, std::size_t list) {
    if (!gold.contains("covers") || list != 0) return true;
    const int no = std::atoi(task.no.c_str());
    return no >= gold["covers"][0].get<int>() && no <= gold["covers"][1].get<int>();
  }

  static bool looked_at(const Plan& plan, const Task& task, std::string_view field) {
    const auto inside = [](const Spans& spans, const Span& at) {
      return std::any_of(spans.begin(), spans.end(),
                         [&](const Span& span) { return span.begin < at.end && at.begin < span.end; });
    };
    const auto names = [&](const std::vector<Name>& all, const Span& at) {
      return std::any_of(all.begin(), all.end(), [&](const Name& name) { return inside(name.spans, at); });
    };
    return std::any_of(plan.anomalies.begin(), plan.anomalies.end(), [&](const Anomaly& each) {
      if (each.severity == Severity::kRepaired) return false;
      if (each.span.begin < task.span.begin || each.span.begin >= task.span.end) return false;
      if (field == "text" || field == "targets") return inside(task.text_spans, each.span);
      if (field == "leaders") return names(task.leaders, each.span);
      if (field == "lead_units")
        return each.kind == AnomalyKind::kMissingLead || names(task.lead_units, each.span);
      return names(task.responsible_units, each.span);
    });
  }

  void count(const fs::path& gold, const Plan& plan, const Task& task, const std::vector<Doubt>& doubts,
             const Json* expected) {
    for (const std::string_view field : kFields) {
      Tally& t = tallies_[field];
      const bool sure =
          !looked_at(plan, task, field) &&
          std::none_of(doubts.begin(), doubts.end(), [&](const Doubt& d) { return d.field == field; });
      const bool good = expected != nullptr && duban::right(task, field, *expected);
      ++t.cells;
      t.right += good;
      t.sure += sure;
      t.sure_right += sure && good;
      if (sure && !good)
        fmt::print("sure and wrong: {} {} {} {}\n", gold.filename().string(), task.no, field,
                   std::string(utf8::head(task.text, 40)));
    }
  }

  std::map<std::string_view, Tally> tallies_;
};

fs::path paper_named(const fs::path& folder, const std::string& begin) {
  for (const auto& each : fs::directory_iterator(folder)) {
    const std::string name = each.path().filename();
    if (name.starts_with(begin) && !name.ends_with(".json")) return each.path();
  }
  return {};
}

void add_folder(Measure& measure, const fs::path& gold, const fs::path& papers, std::string_view mark) {
  if (!fs::exists(gold) || !fs::exists(papers)) return;
  std::vector<fs::path> files;
  for (const auto& each : fs::directory_iterator(gold)) {
    const std::string stem = each.path().stem().string();
    if (each.path().extension() == ".json" && stem.find('_') == std::string::npos && stem != "links")
      files.push_back(each.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const fs::path paper = paper_named(papers, file.stem().string() + std::string(mark));
    if (!paper.empty()) measure.add(file, paper);
  }
}

TEST(Sureness, CellsShownAsSureAreRight) {
  const fs::path shared = fs::path(source_folder()) / ".." / "shared";
  if (!fs::exists(shared / "gold"))
    GTEST_SKIP() << "no ../shared here: the real papers are not part of the repository";
  Measure measure;
  add_folder(measure, shared / "gold", shared / "seeds", "_");
  add_folder(measure, shared / "papers" / "gold", shared / "papers" / "docs", "-");
  if (const char* more = std::getenv("DUBAN_GOLD"); more != nullptr) {
    std::string_view rest = more;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(':'), rest.size());
      const fs::path folder(rest.substr(0, end));
      add_folder(measure, folder / "gold", folder / "docs", "-");
      add_folder(measure, folder, folder, ".");
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  measure.report();
  EXPECT_GE(measure.sure_right(), 0.995);
  EXPECT_GE(measure.share(), 0.5) << "what is hardly ever sure helps nobody";
}

}  // namespace
}  // namespace duban
