#pragma once

// How much finding and reading tables has looked at, so that a test can tell that it grows as the paper does and no
// faster, on any machine.

#include <cstddef>

namespace duban {

// Lines, cells and places looked at on this thread so far; only ever counted up.
inline thread_local std::size_t table_work = 0;

}  // namespace duban
