#pragma once

// How much reading has looked at, so that a test and a bench can tell that it grows as the paper does and no faster, on
// any machine.

#include <cstddef>

namespace duban {

// Bytes and lines that passes which could read them again and again were given on this thread so far, and words looked
// up; only ever counted up.
inline thread_local std::size_t read_work = 0;

// Bytes that searches for words and marks passed over on this thread so far, whether they found any or not; those in
// texts of less than some thirty bytes need not be counted.
inline thread_local std::size_t search_work = 0;

}  // namespace duban
