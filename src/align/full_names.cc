#include "align/full_names.h"

#include <algorithm>
#include <unordered_map>

#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

struct FullNames {
  std::string file;
  std::unordered_map<std::string_view, std::string_view> full;
  WordList words{""};
};

const FullNames& full_names() {
  static const FullNames all = [] {
    FullNames out;
    for (const char* list : {"short_names", "indicator_names"}) {
      for (const Word& line : word_list(list).words()) {
        // A full name stands for itself, so that no shorter name within it is put in full once more.
        if (list == std::string_view("indicator_names")) {
          out.full.emplace(line.text, line.text);
          for (const std::string_view other : line.attributes) out.full.emplace(other, line.text);
        } else {
          out.full.emplace(line.attribute(0), line.attribute(0));
          out.full.emplace(line.text, line.attribute(0));
        }
      }
    }
    std::vector<std::string_view> names;
    names.reserve(out.full.size());
    for (const auto& [name, full] : out.full) names.push_back(name);
    std::sort(names.begin(), names.end());
    for (const std::string_view name : names) out.file.append(name).push_back('\n');
    out.words = WordList(out.file);
    return out;
  }();
  return all;
}

}  // namespace

std::string in_full(std::string_view text) {
  const FullNames& names = full_names();
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const WordList::Place next = names.words.find(text, at);
    if (next.word == nullptr) return out.append(text.substr(at));
    out.append(text.substr(at, next.at - at)).append(names.full.at(next.word->text));
    at = next.at + next.word->text.size();
  }
  return out;
}

std::vector<std::int32_t> indicators_in(std::string_view full) {
  const WordList& names = word_list("indicator_names");
  std::vector<std::int32_t> out;
  for (WordList::Place at = names.find(full); at.word != nullptr;
       at = names.find(full, at.at + at.word->text.size()))
    out.push_back(static_cast<std::int32_t>(at.word - names.words().data()));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace duban
