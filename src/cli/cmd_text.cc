#include "cli/paper.h"
#include "read/places_json.h"

namespace duban::cli {

Result<int> run_text(Call& call) {
  const Document document = TRY(read_paper(call));
  TRY(call.console.print(call.has("places") ? places_json(document) + "\n" : document.text));
  return kExitDone;
}

}  // namespace duban::cli
