#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/json.h"
#include "store/cases.h"
#include "store/log.h"
#include "store/notice_rows.h"
#include "store/notices.h"
#include "store/progress.h"
#include "store/rules.h"
#include "store/visibility.h"
#include "supervise/notice_text.h"

namespace duban {
namespace {

struct Texted {
  std::string text, account;
  std::int64_t version = 0;
};
using TextKey = std::tuple<std::int64_t, std::int64_t, std::string>;  // task, unit, colour

Result<std::map<TextKey, Texted>> texts_of(sql::Connection& db, std::int64_t plan_id) {
  std::map<TextKey, Texted> out;
  sql::Rows rows = TRY(db.query(
      "SELECT task_id, unit_id, colour, text, account, version FROM notice_text WHERE plan_id = $1", plan_id));
  while (TRY(rows.next())) {
    out[{rows.integer(0), rows.integer(1), rows.string(2)}] = {rows.string(3), rows.string(4), rows.integer(5)};
  }
  return out;
}

struct TaskWords {
  std::string no, text;
};
Result<std::map<std::int64_t, TaskWords>> words_of_plan(sql::Connection& db, std::int64_t plan_id) {
  std::map<std::int64_t, TaskWords> out;
  sql::Rows rows = TRY(db.query("SELECT id, no, text FROM task WHERE plan_id = $1", plan_id));
  while (TRY(rows.next())) out[rows.integer(0)] = {rows.string(1), rows.string(2)};
  return out;
}

}  // namespace

Result<std::vector<NoticeDraftRow>> notice_drafts(sql::Connection& db, std::int64_t plan_id, Day on) {
  std::vector<NoticeDraftRow> out;
  std::int64_t government = 1;
  std::string title;
  {
    sql::Rows rows = TRY(db.query("SELECT government_id, title FROM plan WHERE id = $1", plan_id));
    if (!TRY(rows.next())) return no_such("方案", "plan");
    government = rows.integer(0);
    title = rows.string(1);
  }
  const auto cases = TRY(load_cases(db, plan_id));
  if (cases.empty()) return out;
  const TaskRules rules = TRY(task_rules_of(db, government));
  std::map<std::int64_t, Light> lights;
  for (const TaskLight& each : TRY(plan_lights(db, plan_id, on))) lights[each.task_id] = each.light;
  const auto issued = TRY(notices::issued_of_plan(db, plan_id));
  const auto texts = TRY(texts_of(db, plan_id));
  const auto words = TRY(words_of_plan(db, plan_id));
  const auto units = TRY(notices::unit_names(db, plan_id));
  static const std::vector<IssuedNotice> kNone;
  for (const KeptCase& kept : cases) {
    const auto before = issued.find(kept.task_id);
    const auto light = lights.find(kept.task_id);
    const Light shown = light == lights.end() ? Light::kGrey : light->second;
    for (NoticeDraft& draft : draft_notices(kept.task, shown, before == issued.end() ? kNone : before->second,
                                            rules.limits, *rules.calendar, on)) {
      const UnitCase& unit = *unit_of(kept.task, draft.unit);
      NoticeDraftRow row;
      row.plan_id = plan_id;
      row.task_id = kept.task_id;
      row.unit_id = unit_id_of(draft.unit);
      if (const auto word = words.find(kept.task_id); word != words.end()) {
        row.no = word->second.no;
        row.task = word->second.text;
      }
      if (const auto name = units.find(row.unit_id); name != units.end()) row.unit = name->second;
      row.due = unit.due;
      row.light = shown;
      row.text = notice_letter({title, row.no, row.task, unit.part, unit.due}, draft);
      if (const auto text = texts.find({row.task_id, row.unit_id, std::string(to_word(draft.colour))});
          text != texts.end()) {
        row.text = text->second.text;
        row.edited_by = text->second.account;
        row.version = text->second.version;
      }
      row.draft = std::move(draft);
      out.push_back(std::move(row));
    }
  }
  return out;
}

Result<std::string> notice_drafts_json(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                       Language language, UtcMillis now) {
  TRY(require(actor, Action::kIssueNotice, Relation::kOwnGovernment));
  TRY(require_plan(db, actor, Action::kIssueNotice, plan_id, now));
  const auto drafts = TRY(notice_drafts(db, plan_id, day_of(now)));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const NoticeDraftRow& row : drafts) {
    json.begin_object().field("plan_id", row.plan_id).field("task_id", row.task_id).field("no", row.no);
    json.field("task", row.task).field("unit_id", row.unit_id).field("unit", row.unit);
    json.field("colour", to_word(row.draft.colour)).field("due", to_iso(row.due));
    json.field("light", to_word(row.light)).field("answer_by", to_iso(row.draft.answer_by));
    json.field("rule", row.draft.why.rule).field("reason", row.draft.why.words.in(language));
    json.field("talk", row.draft.talk ? row.draft.talk->words.in(language) : std::string());
    json.field("text", row.text).field("edited_by", row.edited_by).field("version", row.version).end_object();
  }
  json.end_array().field("total", static_cast<std::int64_t>(drafts.size())).key("next").null().end_object();
  return json.take();
}

Result<void> write_notice_text(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                               std::int64_t unit_id, NoticeColour colour, std::int64_t version,
                               std::string_view text, UtcMillis now) {
  TRY(require(actor, Action::kIssueNotice, Relation::kOwnGovernment));
  TRY(require_task(db, actor, Action::kIssueNotice, task_id, now));
  if (!text.empty()) TRY(notices::check_words(text));
  return db.transaction([&]() -> Result<void> {
    const auto draft = TRY(notices::draft_now(db, task_id, unit_id, day_of(now)));
    if (!draft || draft->draft.colour != colour) return notices::no_longer_called_for();
    std::string before;
    std::int64_t kept = 0;
    {
      sql::Rows rows = TRY(
          db.query("SELECT text, version FROM notice_text WHERE task_id = $1 AND unit_id = $2 AND colour = $3",
                   task_id, unit_id, to_word(colour)));
      if (TRY(rows.next())) {
        before = rows.string(0);
        kept = rows.integer(1);
      }
    }
    if (kept != version) return stale_version();
    if (text.empty()) {
      TRY(db.run("DELETE FROM notice_text WHERE task_id = $1 AND unit_id = $2 AND colour = $3", task_id,
                 unit_id, to_word(colour)));
    } else {
      TRY(db.run(
          "INSERT INTO notice_text (government_id, plan_id, task_id, unit_id, colour, text, account, at, "
          "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1) ON CONFLICT (task_id, unit_id, colour) DO "
          "UPDATE SET text = excluded.text, account = excluded.account, at = excluded.at, version = "
          "notice_text.version + 1",
          actor.government_id, draft->plan_id, task_id, unit_id, to_word(colour), text, actor.name, now));
    }
    return append_log(db, actor, {"write_notice_text", fmt::format("task:{}", task_id), before, text}, now);
  });
}

}  // namespace duban
