#include "cli/paper.h"

#include <algorithm>

#include "cli/files.h"

namespace duban::cli {

Result<Document> read_paper(Call& call, std::size_t operand) {
  const std::string& path = call.operands.at(operand);
  const std::size_t max_bytes = TRY(call.megabytes("max-size"));
  const std::string bytes = TRY(read_input(call.console, path, max_bytes));
  Document document = TRY(read_document(bytes, path == "-" ? "" : path, max_bytes));
  for (const Message& remark : document.remarks) call.console.say(remark);
  return document;
}

std::size_t line_of(const Document& document, std::size_t offset) {
  const auto end = document.text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, document.text.size()));
  return 1 + static_cast<std::size_t>(std::count(document.text.begin(), end, '\n'));
}

}  // namespace duban::cli
