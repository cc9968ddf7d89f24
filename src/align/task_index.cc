#include "align/task_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "align/parts.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::uint64_t kEdge = 0;  // stands where a word ends

template <class Take>
void each_posting(const std::vector<std::uint8_t>& bytes, Take take) {
  std::uint32_t task = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    std::uint32_t step = 0;
    for (std::uint32_t shift = 0;; shift += 7) {
      const std::uint8_t byte = bytes[at++];
      step |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
      if (byte < 0x80U) break;
    }
    task += step;
    take(task);
  }
}

}  // namespace

TaskIndex::TaskIndex() = default;

// Rising, each once, without what belongs to plain words (data/lexicon/plain_words.txt).
void TaskIndex::pairs_of(std::string_view text, std::vector<std::uint64_t>& out) {
  static const WordList& plain = word_list("plain_words");
  out.clear();
  std::uint64_t before = kEdge;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Char c = utf8::at(text, at);
    const bool word = utf8::is_hanzi(c.point) || utf8::is_ascii_letter(c.point);
    if (word) {
      if (const Word* known = plain.longest_at(text.substr(at))) {
        at += known->text.size();
        before = kEdge;
        continue;
      }
    }
    at += std::max<std::size_t>(1, c.size);
    if (word && before != kEdge) out.push_back((before << 32U) | c.point);
    before = word ? c.point : kEdge;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

std::uint32_t TaskIndex::add(std::string_view text) {
  const auto task = static_cast<std::uint32_t>(norms_.size());
  norms_.push_back(0);
  pairs_of(text, scratch_);
  for (const std::uint64_t pair : scratch_) {
    const auto [found, fresh] = ids_.try_emplace(pair, static_cast<std::uint32_t>(postings_.size()));
    if (fresh) postings_.emplace_back();
    Postings& postings = postings_[found->second];
    std::uint32_t step = task - postings.last;
    postings.last = task;
    ++postings.count;
    while (step >= 0x80U) {
      postings.bytes.push_back(static_cast<std::uint8_t>(step | 0x80U));
      step >>= 7U;
    }
    postings.bytes.push_back(static_cast<std::uint8_t>(step));
  }
  return task;
}

double TaskIndex::weight(const Postings& postings) const {
  return std::log(1 + static_cast<double>(norms_.size()) / postings.count);
}

void TaskIndex::weigh() {
  std::fill(norms_.begin(), norms_.end(), 0.0F);
  for (Postings& postings : postings_) {
    postings.bytes.shrink_to_fit();
    const auto square = static_cast<float>(weight(postings) * weight(postings));
    each_posting(postings.bytes, [&](std::uint32_t task) { norms_[task] += square; });
  }
  for (float& norm : norms_) norm = std::sqrt(norm);
}

std::vector<TaskHit> TaskIndex::find(std::string_view text, std::size_t most) const {
  // What stands in more than a tenth of the tasks tells nothing apart, and would cost most.
  constexpr double kCommon = 0.1;
  constexpr std::size_t kFew = 100;  // tasks; of so few everything is looked at
  std::vector<std::uint64_t> pairs;
  pairs_of(text, pairs);
  std::vector<float> sums(norms_.size(), 0);
  std::vector<std::uint32_t> met;
  double norm = 0;
  const double common = size() <= kFew ? 1e18 : kCommon * static_cast<double>(size());
  for (const std::uint64_t pair : pairs) {
    const auto found = ids_.find(pair);
    if (found == ids_.end()) {
      const double unheld = std::log(1 + static_cast<double>(size()));
      norm += unheld * unheld;
      continue;
    }
    const Postings& postings = postings_[found->second];
    const double square = weight(postings) * weight(postings);
    norm += square;
    if (postings.count > common) continue;
    each_posting(postings.bytes, [&](std::uint32_t task) {
      if (sums[task] == 0) met.push_back(task);
      sums[task] += static_cast<float>(square);
    });
  }
  norm = std::sqrt(norm);
  std::vector<TaskHit> out;
  out.reserve(met.size());
  for (const std::uint32_t task : met)
    out.push_back({task, std::min(1.0, static_cast<double>(sums[task]) / (norm * norms_[task]))});
  const auto better = [](const TaskHit& a, const TaskHit& b) {
    return a.score != b.score ? a.score > b.score : a.task < b.task;
  };
  const std::size_t kept = std::min(most, out.size());
  std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(kept), out.end(), better);
  out.resize(kept);
  return out;
}

std::size_t TaskIndex::bytes() const {
  // A node of the map: key and value, the next one's address, the bucket.
  constexpr std::size_t kNode = 16 + 8 + 8;
  std::size_t out =
      norms_.capacity() * sizeof(float) + postings_.capacity() * sizeof(Postings) + ids_.size() * kNode;
  for (const Postings& postings : postings_) out += postings.bytes.capacity();
  return out;
}

std::vector<std::string> words_of_both(std::string_view a, std::string_view b, std::size_t most) {
  const std::u32string x = bare(a);
  const std::u32string y = bare(b);
  std::vector<std::size_t> before(y.size() + 1, 0);
  std::vector<std::size_t> now(y.size() + 1, 0);
  std::vector<std::size_t> best(x.size(), 0);  // the longest that ends here
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < y.size(); ++j) {
      now[j + 1] = x[i] == y[j] ? before[j] + 1 : 0;
      best[i] = std::max(best[i], now[j + 1]);
    }
    before.swap(now);
  }
  std::vector<std::u32string> runs;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool inside = i + 1 < x.size() && best[i + 1] > best[i];
    if (best[i] >= 2 && !inside) runs.push_back(x.substr(i + 1 - best[i], best[i]));
  }
  std::stable_sort(runs.begin(), runs.end(),
                   [](const std::u32string& p, const std::u32string& q) { return p.size() > q.size(); });
  std::vector<std::u32string> kept;
  for (const std::u32string& run : runs) {
    if (kept.size() == most) break;
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const std::u32string& longer) {
      return longer.find(run) != std::u32string::npos;
    });
    if (!known) kept.push_back(run);
  }
  std::vector<std::string> out;
  for (const std::u32string& run : kept) {
    out.emplace_back();
    for (const char32_t c : run) utf8::append(out.back(), c);
  }
  return out;
}

}  // namespace duban
