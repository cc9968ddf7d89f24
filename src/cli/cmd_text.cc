#include "cli/paper.h"

namespace duban::cli {

Result<int> run_text(Call& call) {
  const Document document = TRY(read_paper(call));
  TRY(call.console.print(document.text));
  return kExitDone;
}

}  // namespace duban::cli
