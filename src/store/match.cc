#include "store/match.h"

#include <algorithm>
#include <unordered_map>

namespace duban {
namespace {

constexpr double kSameNumber = 0.34;
constexpr double kNoNumber = 0.6;

std::string without_space(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') out += c;
  }
  return out;
}

// Pairs of neighbouring characters, sorted: what similarity compares.
std::vector<std::string> character_pairs(std::string_view text) {
  std::vector<std::string> characters;
  for (const char c : without_space(text)) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80 && !characters.empty()) {
      characters.back() += c;
    } else {
      characters.emplace_back(1, c);
    }
  }
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) pairs.push_back(characters[i] + characters[i + 1]);
  if (characters.size() == 1) pairs = characters;
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

double alike(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1 : 0;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const int order = a[i].compare(b[j]);
    if (order == 0) ++common;
    if (order <= 0) ++i;
    if (order >= 0) ++j;
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

struct Candidate {
  double score;
  int later;
  int earlier;
};

}  // namespace

double similarity(std::string_view a, std::string_view b) {
  return alike(character_pairs(a), character_pairs(b));
}

std::vector<int> match_rows(const std::vector<RowKey>& earlier, const std::vector<RowKey>& later) {
  std::vector<int> found(later.size(), -1);
  std::vector<bool> taken(earlier.size(), false);
  const auto take = [&](std::size_t at, int which) {
    found[at] = which;
    taken[static_cast<std::size_t>(which)] = true;
  };

  // Of rows with the same words (“完成国家下达任务。” twice) the one with the same number comes first.
  for (const bool with_number : {true, false}) {
    const auto words = [&](const RowKey& key) {
      return key.list + '\n' + (with_number ? key.no : "") + '\n' + without_space(key.text);
    };
    std::unordered_map<std::string, std::vector<int>> by_words;
    for (std::size_t j = earlier.size(); j-- > 0;) {
      if (!taken[j]) by_words[words(earlier[j])].push_back(static_cast<int>(j));
    }
    for (std::size_t i = 0; i < later.size(); ++i) {
      if (found[i] >= 0) continue;
      const auto same = by_words.find(words(later[i]));
      if (same == by_words.end() || same->second.empty()) continue;
      take(i, same->second.back());
      same->second.pop_back();
    }
  }

  std::vector<Candidate> numbered;
  std::vector<Candidate> others;
  std::vector<std::vector<std::string>> earlier_pairs(earlier.size());
  for (std::size_t j = 0; j < earlier.size(); ++j) {
    if (!taken[j]) earlier_pairs[j] = character_pairs(earlier[j].text);
  }
  for (std::size_t i = 0; i < later.size(); ++i) {
    if (found[i] >= 0) continue;
    const auto pairs = character_pairs(later[i].text);
    for (std::size_t j = 0; j < earlier.size(); ++j) {
      if (taken[j]) continue;
      const double score = alike(pairs, earlier_pairs[j]);
      const bool same_number = earlier[j].list == later[i].list && earlier[j].no == later[i].no;
      if (same_number && score >= kSameNumber)
        numbered.push_back({score, static_cast<int>(i), static_cast<int>(j)});
      if (score >= kNoNumber) others.push_back({score, static_cast<int>(i), static_cast<int>(j)});
    }
  }
  for (auto* candidates : {&numbered, &others}) {
    std::stable_sort(candidates->begin(), candidates->end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    for (const Candidate& each : *candidates) {
      const auto at = static_cast<std::size_t>(each.later);
      if (found[at] < 0 && !taken[static_cast<std::size_t>(each.earlier)]) take(at, each.earlier);
    }
  }
  return found;
}

int find_row(const RowKey& key, const std::vector<RowKey>& rows) { return match_rows(rows, {key}).front(); }

}  // namespace duban
