#pragma once

#include <gtest/gtest.h>

#include <string>

namespace duban {

// Whether duban_tests was called with --update: expectations are rewritten to what is given now.
inline bool update_wanted() {
  for (const std::string& argument : ::testing::internal::GetArgvs()) {
    if (argument == "--update") return true;
  }
  return false;
}

}  // namespace duban
