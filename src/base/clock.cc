#include "base/clock.h"

#include <chrono>

namespace duban {

UtcMillis system_now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace duban
