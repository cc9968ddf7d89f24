#include "text/lexicon.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/embedded.h"
#include "base/result.h"
#include "text/read_work.h"

namespace duban {
namespace {

// The words in the order of their bytes, each with its place in the list; of equal words the last, which counts, comes
// last. Their first eight bytes tell nearly all apart.
std::vector<std::pair<std::string_view, std::int32_t>> in_order(const std::vector<Word>& words) {
  struct Key {
    std::uint64_t first = 0;
    std::int32_t word = 0;
  };
  std::vector<Key> keys;
  keys.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    Key key{0, static_cast<std::int32_t>(i)};
    for (std::size_t at = 0; at < sizeof key.first; ++at)
      key.first = key.first << 8U | (at < words[i].text.size() ? static_cast<unsigned char>(words[i].text[at]) : 0U);
    keys.push_back(key);
  }
  const auto text = [&](const Key& key) { return words[static_cast<std::size_t>(key.word)].text; };
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (a.first != b.first) return a.first < b.first;
    const int order = text(a).compare(text(b));
    return order != 0 ? order < 0 : a.word < b.word;
  });
  std::vector<std::pair<std::string_view, std::int32_t>> out;
  out.reserve(keys.size());
  for (const Key& key : keys) out.emplace_back(text(key), key.word);
  return out;
}

}  // namespace

void WordList::Trie::add(std::string_view key, std::int32_t word) {
  std::int32_t node = 0;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    std::int32_t to = nodes[static_cast<std::size_t>(node)].child;  // or there is none: keys come in order
    if (to < 0 || nodes[static_cast<std::size_t>(to)].byte != byte) {
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

void WordList::Points::count() {
  constexpr std::size_t kPage = 64;
  page_.reserve(bits_.size());
  for (std::uint64_t bits : bits_) {
    page_.push_back(static_cast<std::uint32_t>(index_.size()));
    if (bits == 0) continue;
    index_.resize(index_.size() + kPage);
    for (; bits != 0; bits &= bits - 1)
      index_[page_.back() + static_cast<std::size_t>(std::countr_zero(bits))] = static_cast<std::uint16_t>(size_++);
  }
}

const WordList::Backward& WordList::backward() const {
  std::call_once(backward_->built, [&] {
    std::vector<std::pair<std::string, std::int32_t>> keys;
    keys.reserve(words_.size());
    for (std::size_t i = 0; i < words_.size(); ++i)
      keys.emplace_back(std::string(words_[i].text.rbegin(), words_[i].text.rend()), static_cast<std::int32_t>(i));
    std::sort(keys.begin(), keys.end());
    Trie& trie = backward_->trie;
    for (const auto& [key, word] : keys) trie.add(key, word);
    trie.finish();
    backward_->next.resize(ends_.size());
    for (const Word& word : words_) {
      const std::string_view text = word.text;
      const std::size_t end = text.size();
      if (end < 3 || !Points::is_one(text[end - 3])) continue;
      Next& next = backward_->next[ends_.index_of(Points::point_of(text.data() + end - 3))];
      if (next.node < 0) {
        next.node = 0;
        for (std::size_t at = end; at > end - 3; --at) next.node = trie.step(next.node, static_cast<unsigned char>(text[at - 1]));
        next.word = trie.nodes[static_cast<std::size_t>(next.node)].word;
      }
      if (end > 3) next.last_bytes |= last_bits(text[end - 4]);
    }
  });
  return *backward_;
}

bool WordList::may_end(std::string_view text, std::size_t end) const {
  if (end < 3 || !Points::is_one(text[end - 3])) return true;
  return ends_.has(Points::point_of(text.data() + end - 3));
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
    const std::string_view text = word.text;
    longest_ = std::max(longest_, text.size());
    if (!text.empty()) leads_[static_cast<unsigned char>(text[0])] = true;
    if (text.size() >= 3 && Points::is_one(text[0])) begins_.add(Points::point_of(text.data()));
    if (text.size() >= 3 && Points::is_one(text[text.size() - 3]))
      ends_.add(Points::point_of(text.data() + text.size() - 3));
    words_.push_back(std::move(word));
  }
  begins_.count();
  ends_.count();
  const std::vector<std::pair<std::string_view, std::int32_t>> keys = in_order(words_);
  make_pairs(keys);
  next_.resize(begins_.size());
  for (const auto& [text, word] : keys) {
    if (text.size() < 3 || !Points::is_one(text[0])) continue;
    Next& next = next_[begins_.index_of(Points::point_of(text.data()))];
    if (text.size() == 3) next.word = word;
    if (text.size() > 3) next.last_bytes |= text.size() >= 6 && Points::is_one(text[3]) ? last_bits(text[5]) : kAnyByte;
  }
  // words that many others begin like go into the trie, and those that begin with no character of three bytes
  constexpr std::ptrdiff_t kMost = 24;
  for (auto begin = keys.begin(); begin != keys.end();) {
    const std::string_view first = begin->first.substr(0, 3);
    const auto end = std::find_if(begin, keys.end(), [&](const auto& key) { return key.first.substr(0, 3) != first; });
    if (first.size() == 3 && Points::is_one(first[0]) && end - begin <= kMost) {
      Next& next = next_[begins_.index_of(Points::point_of(first.data()))];
      next.few = static_cast<std::uint32_t>(few_.size());
      next.count = static_cast<std::uint32_t>(end - begin);
      for (auto key = begin; key != end; ++key) {
        const std::size_t size = std::min<std::size_t>(key->first.size() - 3, sizeof(std::uint64_t));
        few_.push_back({key->first, key->second, bytes_behind(key->first), size == 0 ? 0 : ~std::uint64_t{0} >> 8 * (8 - size)});
      }
      // of equal words the last counts: it comes first here
      std::sort(few_.end() - (end - begin), few_.end(), [](const Few& a, const Few& b) {
        return a.text.size() != b.text.size() ? a.text.size() > b.text.size() : a.word > b.word;
      });
    } else {
      for (auto key = begin; key != end; ++key) forward_.add(key->first, key->second);
    }
    begin = end;
  }
  forward_.finish();
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    if (key->first.size() < 3 || !Points::is_one(key->first[0])) continue;
    Next& next = next_[begins_.index_of(Points::point_of(key->first.data()))];
    if (next.count > 0 || next.node >= 0) continue;
    next.node = 0;
    for (std::size_t at = 0; at < 3; ++at) next.node = forward_.step(next.node, static_cast<unsigned char>(key->first[at]));
  }
}

std::uint64_t WordList::bytes_behind(std::string_view text) {
  std::uint64_t out = 0;
  const std::size_t size = text.size() - 3;
  if (std::endian::native == std::endian::little && size >= sizeof out) {
    std::memcpy(&out, text.data() + 3, sizeof out);
    return out;
  }
  for (std::size_t i = 0; i < std::min(size, sizeof out); ++i)
    out |= std::uint64_t{static_cast<unsigned char>(text[3 + i])} << 8 * i;
  return out;
}

const Word* WordList::longest_from(std::string_view text) const {
  ++read_work;
  std::int32_t best = -1;
  std::int32_t node = 0;
  std::size_t at = 0;
  if (text.size() >= 3 && Points::is_one(text[0])) {
    const Next& next = next_[begins_.index_of(Points::point_of(text.data()))];
    if (next.last_bytes == 0 || (text.size() >= 6 && (next.last_bytes & last_bits(text[5])) == 0)) return word_of(next.word);
    if (next.count > 0) {
      const std::uint64_t behind = bytes_behind(text);
      for (const Few* each = &few_[next.few]; each != &few_[next.few] + next.count; ++each) {
        if ((behind & each->mask) == each->behind && (each->mask >> 56U == 0 || text.starts_with(each->text)) &&
            each->text.size() <= text.size())
          return word_of(each->word);
      }
      return nullptr;
    }
    best = next.word;
    node = next.node;
    at = 3;
  }
  for (; at < text.size(); ++at) {
    node = forward_.step(node, static_cast<unsigned char>(text[at]));
    if (node < 0) break;
    const std::int32_t word = forward_.nodes[static_cast<std::size_t>(node)].word;
    if (word >= 0) best = word;
  }
  return word_of(best);
}

const Word* WordList::longest_before(std::string_view text, std::size_t end) const {
  end = std::min(end, text.size());
  if (!may_end(text, end)) return nullptr;
  ++read_work;
  const Backward& backward = this->backward();
  const Trie& trie = backward.trie;
  std::int32_t best = -1;
  std::int32_t node = 0;
  std::size_t at = end;
  if (end >= 3 && Points::is_one(text[end - 3])) {
    const Next& next = backward.next[ends_.index_of(Points::point_of(text.data() + end - 3))];
    if (next.last_bytes == 0 || (end > 3 && (next.last_bytes & last_bits(text[end - 4])) == 0)) return word_of(next.word);
    best = next.word;
    node = next.node;
    at = end - 3;
  }
  for (; at > 0; --at) {
    node = trie.step(node, static_cast<unsigned char>(text[at - 1]));
    if (node < 0) break;
    const std::int32_t word = trie.nodes[static_cast<std::size_t>(node)].word;
    if (word >= 0) best = word;
  }
  return word_of(best);
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
