#pragma once

#include <string>

namespace duban {

// The checkout that the tests were built from, without a closing slash.
const std::string& source_folder();

}  // namespace duban
