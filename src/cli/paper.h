#pragma once

// The paper that a command was given.

#include "base/result.h"
#include "cli/command.h"
#include "read/read.h"

namespace duban::cli {

// Reads an operand. A paper without text worth reading is an error (read_document's).
Result<Document> read_paper(Call& call, std::size_t operand = 0);

// The line of a place in the reader's text, from 1.
std::size_t line_of(const Document& document, std::size_t offset);

}  // namespace duban::cli
