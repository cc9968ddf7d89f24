#include "source_folder.h"

namespace duban {

const std::string& source_folder() {
  static const std::string folder = DUBAN_SOURCE_DIR;
  return folder;
}

}  // namespace duban
