#include "read/read.h"

namespace duban {

Result<Document> read_document(std::string_view bytes, std::string_view, std::size_t) {
  return Document{std::string(bytes), "utf-8", "txt"};
}

}  // namespace duban
