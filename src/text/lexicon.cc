#include "text/lexicon.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/embedded.h"
#include "base/result.h"

namespace duban {

void WordList::Trie::add(std::string_view key, std::int32_t word) {
  std::int32_t node = 0;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    std::int32_t to = step(node, byte);
    if (to < 0) {
      to = static_cast<std::int32_t>(nodes.size());
      nodes.emplace_back();
      auto& next = nodes[static_cast<std::size_t>(node)].next;
      next.insert(std::lower_bound(next.begin(), next.end(), std::pair{byte, std::int32_t{0}}), {byte, to});
    }
    node = to;
  }
  nodes[static_cast<std::size_t>(node)].word = word;
}

void WordList::Trie::finish() {
  constexpr std::size_t kFewest = 5;  // fewer are found as fast by looking through them
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i > 0 && nodes[i].next.size() < kFewest) continue;
    nodes[i].table = static_cast<std::int32_t>(tables.size());
    tables.emplace_back().fill(-1);
    for (const auto& [byte, to] : nodes[i].next) tables.back()[byte] = to;
  }
}

std::int32_t WordList::Trie::step(std::int32_t node, unsigned char byte) const {
  const Node& from = nodes[static_cast<std::size_t>(node)];
  if (from.table >= 0) return tables[static_cast<std::size_t>(from.table)][byte];
  for (const auto& [next, to] : from.next) {
    if (next == byte) return to;
  }
  return -1;
}

bool WordList::may_end(std::string_view text, std::size_t end) const {
  if (end < 3 || (static_cast<unsigned char>(text[end - 3]) & 0xF0U) != 0xE0U) return true;
  return ends_[point_of(text.substr(end - 3))];
}

WordList::WordList(std::string_view file) {
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    Word word;
    std::size_t tab = line.find('\t');
    word.text = line.substr(0, tab);
    while (tab != std::string_view::npos) {
      line.remove_prefix(tab + 1);
      tab = line.find('\t');
      word.attributes.push_back(line.substr(0, tab));
    }
    const auto index = static_cast<std::int32_t>(words_.size());
    if (word.text.size() >= 3) {
      begins_[point_of(word.text)] = true;
      ends_[point_of(word.text.substr(word.text.size() - 3))] = true;
    }
    forward_.add(word.text, index);
    backward_.add(std::string(word.text.rbegin(), word.text.rend()), index);
    words_.push_back(std::move(word));
  }
  forward_.finish();
  backward_.finish();
}

const Word* WordList::longest_from(std::string_view text) const {
  const Word* best = nullptr;
  std::int32_t node = 0;
  for (const char c : text) {
    node = forward_.step(node, static_cast<unsigned char>(c));
    if (node < 0) break;
    const std::int32_t word = forward_.nodes[static_cast<std::size_t>(node)].word;
    if (word >= 0) best = &words_[static_cast<std::size_t>(word)];
  }
  return best;
}

const Word* WordList::longest_before(std::string_view text, std::size_t end) const {
  end = std::min(end, text.size());
  if (!may_end(text, end)) return nullptr;
  const Word* best = nullptr;
  std::int32_t node = 0;
  for (std::size_t at = end; at > 0; --at) {
    node = backward_.step(node, static_cast<unsigned char>(text[at - 1]));
    if (node < 0) break;
    const std::int32_t word = backward_.nodes[static_cast<std::size_t>(node)].word;
    if (word >= 0) best = &words_[static_cast<std::size_t>(word)];
  }
  return best;
}

const Word* WordList::exact(std::string_view word) const {
  const Word* found = longest_at(word);
  return found != nullptr && found->text == word ? found : nullptr;
}

const WordList& word_list(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<WordList>, std::less<>> lists;
  const std::lock_guard lock(mutex);
  if (const auto known = lists.find(name); known != lists.end()) return *known->second;
  for (const embedded::File& file : embedded::lexicon_files()) {
    if (file.path.size() == name.size() + 4 && file.path.starts_with(name)) {
      return *lists.emplace(name, std::make_unique<WordList>(file.bytes)).first->second;
    }
  }
  constexpr bool kListIsPacked = false;
  CHECK(kListIsPacked);
  std::abort();
}

}  // namespace duban
