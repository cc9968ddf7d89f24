#pragma once

// The paper that a command was given.

#include "base/result.h"
#include "cli/command.h"
#include "read/read.h"

namespace duban::cli {

// Reads operand 0. A paper without text worth reading is an error (read_document's).
Result<Document> read_paper(Call& call);

// The line of a place in the reader's text, from 1.
std::size_t line_of(const Document& document, std::size_t offset);

}  // namespace duban::cli
