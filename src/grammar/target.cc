#include "grammar/target.h"

namespace duban {

std::vector<Target> read_targets(std::string_view, int) { return {}; }

std::vector<Took> explain_targets(std::string_view, int) { return {}; }

}  // namespace duban
