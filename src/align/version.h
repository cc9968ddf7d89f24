#pragma once

namespace duban {

// Raised with every change of src/align (or of the topics, plain words and weights it uses) that can change a
// link: what the ledger keeps of an alignment is then made again.
inline constexpr int kAlignVersion = 4;

}  // namespace duban
