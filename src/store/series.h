#pragma once

// An indicator through the papers of a region in the ledger: promise by year, who answered for it, and what
// came of it as far as a later report or the office's checks say. What it is called in each paper, and what the
// series is, stands in supervise/series.h.

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "store/alignments.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// {"region","indicator","measure","unit","points":[{"year","plan_id","task_id","no","list","indicator","promised","op","value"|null,
//  "value_max"|null,"unit","lead_units","change"|null,"reported":{"value","unit","words"}|null,"verdict"|null,
//  "verified":{"value","on"}|null}],"hidden"}: hidden points are of tasks that the person does not see.
// region '': that of the newest plan. Errors: kNotFound where no plan of the region has it; kUsage without an
// indicator.
Result<std::string> read_series(sql::Connection& db, const Actor& actor, std::string_view indicator,
                                std::string_view region, UtcMillis now);
Result<AlignmentFile> series_xlsx(sql::Connection& db, const Actor& actor, std::string_view indicator,
                                  std::string_view region, Language language, UtcMillis now);
// {"region","items":[{"indicator","measure","unit","years":[…]}],"total","next"}: what stands in two years or
// more of the plans that the person sees.
Result<std::string> list_series(sql::Connection& db, const Actor& actor, std::string_view region,
                                UtcMillis now);

}  // namespace duban
