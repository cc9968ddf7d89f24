#include "store/alignment_words.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "align/link.h"
#include "align/trace.h"
#include "supervise/verdict.h"

namespace duban {
namespace {

std::string in(Language language, std::string_view zh, std::string_view en) {
  return std::string(language == Language::kZh ? zh : en);
}

std::string word_of(simdjson::dom::object object, std::string_view member) {
  std::string_view value;
  return object[member].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

TargetChangeKind change_kind(std::string_view word) {
  for (const auto kind : {TargetChangeKind::kRaised, TargetChangeKind::kLowered, TargetChangeKind::kSoftened,
                          TargetChangeKind::kHardened, TargetChangeKind::kMoved, TargetChangeKind::kShare}) {
    if (to_word(kind) == word) return kind;
  }
  return TargetChangeKind::kUnchanged;
}

DriftKind drift_kind(std::string_view word) {
  for (const auto kind : {DriftKind::kFigure, DriftKind::kDroppedItem}) {
    if (to_word(kind) == word) return kind;
  }
  return DriftKind::kWording;
}

}  // namespace

std::string changes_in(std::string_view json, Language language) {
  simdjson::dom::parser parser;
  simdjson::dom::object details;
  const simdjson::padded_string text(fmt::format("{{{}}}", json));
  if (parser.parse(text).get(details) != simdjson::SUCCESS) return {};
  std::string out;
  const auto add = [&](std::string line) { out += (out.empty() ? "" : "；") + line; };
  simdjson::dom::array list;
  if (details["targets"].get(list) == simdjson::SUCCESS) {
    for (const simdjson::dom::element each : list) {
      simdjson::dom::object change;
      if (each.get(change) != simdjson::SUCCESS) continue;
      const TargetChangeKind kind = change_kind(word_of(change, "change"));
      add(fmt::format("{} {} → {}（{}）", word_of(change, "indicator"), word_of(change, "from"),
                      word_of(change, "to"), in(language, zh_name(kind), to_word(kind))));
    }
  }
  if (details["drift"].get(list) == simdjson::SUCCESS) {
    for (const simdjson::dom::element each : list) {
      simdjson::dom::object drift;
      if (each.get(drift) != simdjson::SUCCESS) continue;
      const DriftKind kind = drift_kind(word_of(drift, "what"));
      add(fmt::format("{}：{}", in(language, zh_name(kind), to_word(kind)), word_of(drift, "detail")));
    }
  }
  return out;
}

std::string verdict_name(std::string_view word, Language language) {
  for (const Verdict each : {Verdict::kMet, Verdict::kNotMet}) {
    if (to_word(each) == word) return in(language, zh_name(each), en_name(each));
  }
  return in(language, zh_name(Verdict::kUndecidable), en_name(Verdict::kUndecidable));
}

}  // namespace duban
