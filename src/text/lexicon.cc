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
      Node fresh;
      fresh.byte = byte;
      fresh.sibling = nodes[static_cast<std::size_t>(node)].child;
      nodes.push_back(fresh);
      nodes[static_cast<std::size_t>(node)].child = to;
    }
    node = to;
  }
  nodes[static_cast<std::size_t>(node)].word = word;
}

void WordList::Trie::finish() {
  constexpr int kFewest = 5;  // fewer are found as fast by looking through them
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    int children = 0;
    for (std::int32_t to = nodes[i].child; to >= 0; to = nodes[static_cast<std::size_t>(to)].sibling)
      ++children;
    if (i > 0 && children < kFewest) continue;
    nodes[i].table = static_cast<std::int32_t>(tables.size());
    tables.emplace_back().fill(-1);
    for (std::int32_t to = nodes[i].child; to >= 0; to = nodes[static_cast<std::size_t>(to)].sibling)
      tables.back()[nodes[static_cast<std::size_t>(to)].byte] = to;
  }
}

std::int32_t WordList::Trie::step(std::int32_t node, unsigned char byte) const {
  const Node& from = nodes[static_cast<std::size_t>(node)];
  if (from.table >= 0) return tables[static_cast<std::size_t>(from.table)][byte];
  for (std::int32_t to = from.child; to >= 0; to = nodes[static_cast<std::size_t>(to)].sibling) {
    if (nodes[static_cast<std::size_t>(to)].byte == byte) return to;
  }
  return -1;
}

const WordList::Trie& WordList::backward() const {
  std::call_once(backward_->built, [&] {
    for (std::size_t i = 0; i < words_.size(); ++i)
      backward_->trie.add(std::string(words_[i].text.rbegin(), words_[i].text.rend()),
                          static_cast<std::int32_t>(i));
    backward_->trie.finish();
  });
  return backward_->trie;
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
    words_.push_back(std::move(word));
  }
  forward_.finish();
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
  const Trie& trie = backward();
  const Word* best = nullptr;
  std::int32_t node = 0;
  for (std::size_t at = end; at > 0; --at) {
    node = trie.step(node, static_cast<unsigned char>(text[at - 1]));
    if (node < 0) break;
    const std::int32_t word = trie.nodes[static_cast<std::size_t>(node)].word;
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
