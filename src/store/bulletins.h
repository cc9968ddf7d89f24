#pragma once

// Snapshots (快照) and bulletins (通报): the state of plans on a day, kept for ever, and the official document
// made from it. The number 〔年〕n号 is given at issue by a named person; an issued bulletin is never changed.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "exports/bulletin.h"
#include "exports/snapshot.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/tasks.h"
#include "store/todo.h"
#include "supervise/rights.h"

namespace duban {

struct TakeSnapshot {
  std::vector<std::int64_t> plan_ids;  // empty with a round: its plans
  std::int64_t round_id = 0;           // 0: none; else its reports, instead of all that were ever asked
  std::string title;                   // empty: the round's, or the plan's
};
// As it stands now. Errors: kInvalid (no plan), kConflict (a plan that is a draft), kNotFound, kForbidden.
Result<std::int64_t> take_snapshot(sql::Connection& db, const Actor& actor, const TakeSnapshot& what,
                                   UtcMillis now);

struct KeptSnapshot {
  std::int64_t id = 0;
  std::string sha256, account;
  UtcMillis at = 0;
  Snapshot snapshot;
};
// kDamaged where its bytes are not those of its sum any more.
Result<KeptSnapshot> load_snapshot(sql::Connection& db, std::int64_t government_id, std::int64_t snapshot_id);
// The newest before it that holds one of its plans.
Result<std::optional<std::int64_t>> snapshot_before(sql::Connection& db, std::int64_t government_id,
                                                    std::int64_t snapshot_id);

// {"id","title","on","round_id"|null,"round_title","plans":[ids],"tasks","account","at","sha256"}; one with
// "figures" too (exports/snapshot.h), compared with `before` (0: snapshot_before()).
Result<std::string> list_snapshots(sql::Connection& db, const Actor& actor);
Result<std::string> read_snapshot(sql::Connection& db, const Actor& actor, std::int64_t snapshot_id,
                                  std::int64_t before);

// A draft of it. before: 0 compares with snapshot_before(), -1 with nothing.
Result<Versioned> make_bulletin(sql::Connection& db, const Actor& actor, std::int64_t snapshot_id,
                                std::int64_t before, UtcMillis now);
// {"id","state","title","number","text":{…},"organ_code","snapshot":{…},"figures":{…},"issued_on","issued_by","made_at",
//  "made_by","history":[…],"version"}. Drafts for who may issue; kNotFound for the others.
Result<Versioned> read_bulletin(sql::Connection& db, const Actor& actor, std::int64_t bulletin_id);
Result<std::string> list_bulletins(sql::Connection& db, const Actor& actor);

struct BulletinChange {
  std::string text_json;  // members of BulletinText; empty: none
  std::optional<std::string> organ_code;
};
Result<void> change_bulletin(sql::Connection& db, const Actor& actor, std::int64_t bulletin_id,
                             std::optional<std::int64_t> expected_version, const BulletinChange& change,
                             UtcMillis now);
// Gives the next number of the year and keeps the DOCX. kConflict where it is issued or dropped already.
Result<void> issue_bulletin(Store& store, sql::Connection& db, const Actor& actor, std::int64_t bulletin_id,
                            std::optional<std::int64_t> expected_version, UtcMillis now);
Result<void> drop_bulletin(sql::Connection& db, const Actor& actor, std::int64_t bulletin_id,
                           std::optional<std::int64_t> expected_version, UtcMillis now);

struct BulletinFile {
  std::string name, bytes;
  bool as_issued = true;  // what is made again is, to the letter, what was issued; true for a draft
};
// The DOCX: of a draft as it stands, of an issued one as it was kept.
Result<BulletinFile> bulletin_docx(Store& store, sql::Connection& db, const Actor& actor,
                                   std::int64_t bulletin_id);
// The month's state of its snapshot as XLSX.
Result<BulletinFile> snapshot_xlsx(sql::Connection& db, const Actor& actor, std::int64_t snapshot_id);

// A TodoSource: workbooks that wait for the person's word (merge), drafts to be issued (bulletin).
Result<void> papers_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out);

}  // namespace duban
