#include "store/alignment_verified.h"

#include <simdjson.h>

namespace duban {

std::optional<KeptPromise> promise_in(std::string_view details) {
  simdjson::dom::parser parser;
  simdjson::dom::object promise;
  const simdjson::padded_string text("{" + std::string(details) + "}");
  if (parser.parse(text)["promise"].get(promise) != simdjson::SUCCESS) return {};
  const auto words = [](simdjson::dom::object object, std::string_view name) {
    std::string_view value;
    return object[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
  };
  KeptPromise out;
  out.indicator = words(promise, "indicator");
  out.promised = words(promise, "promised");
  out.verdict = words(promise, "verdict");
  simdjson::dom::object reported;
  if (promise["reported"].get(reported) == simdjson::SUCCESS) {
    out.reported = true;
    if (reported["value"].get(out.value) != simdjson::SUCCESS) out.value = 0;
    out.unit = words(reported, "unit");
    out.words = words(reported, "words");
  }
  return out;
}

std::optional<VerifiedFigure> VerifiedFigures::find(const KeptLink& row) const {
  if (by_promise.empty()) return {};
  const std::optional<KeptPromise> promise = promise_in(row.details);
  if (!promise) return {};
  const auto found = by_promise.find({row.ends.from, promise->indicator});
  return found == by_promise.end() ? std::nullopt : std::optional(found->second);
}

Result<VerifiedFigures> load_verified_figures(sql::Connection& db, const WholeAlignment& whole) {
  VerifiedFigures out;
  if (whole.kept.kind != AlignmentKind::kOutcomes) return out;
  // The newest check of a target counts; found is empty where it bore out what was reported.
  sql::Rows rows = TRY(
      db.query("SELECT v.task_id, g.indicator, COALESCE(v.found, v.reported), v.checked_on FROM verification v "
               "JOIN target g ON g.task_id = v.task_id AND g.position = v.target WHERE v.plan_id = $1 AND "
               "COALESCE(v.found, v.reported) IS NOT NULL ORDER BY v.id",
               whole.kept.from_plan_id));
  while (TRY(rows.next())) {
    out.by_promise[{task_end(rows.integer(0)), rows.string(1)}] = {rows.real(2), rows.string(3)};
  }
  return out;
}

}  // namespace duban
