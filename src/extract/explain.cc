#include "extract/explain.h"

#include "grammar/target.h"

namespace duban {

std::vector<Took> explain(std::string_view text) { return explain_targets(text, 0); }

}  // namespace duban
