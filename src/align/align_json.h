#pragma once

// The JSON of traces and links: keys as DESIGN.md and issue words fix them.

#include <string>

#include "align/link.h"
#include "align/trace.h"

namespace duban {

// {"links":[{"from","to","type","score","why","targets":[…]}],"dropped":[],"new":[],"split":[],"merged":[],"shares":[],"remarks":[]}
std::string to_json(const PlanLinks& links, Language language);

// {"tasks":{"12":[{"text","span","score"}]},"uncovered":[{"text","section","class","span"}],
//  "drift":[{"task","report","plan","what","detail"}],"unplaced":["1"],"remarks":[]}
std::string to_json(const Trace& trace, Language language);

}  // namespace duban
