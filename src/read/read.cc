#include "read/read.h"

#include <fmt/format.h>

#include "text/decode.h"
#include "text/utf8.h"

namespace duban {
namespace {

Error named(Error failure, std::string_view file_name) {
  if (!file_name.empty()) {
    failure.message.zh = fmt::format("{}：{}", file_name, failure.message.zh);
    failure.message.en = fmt::format("{}: {}", file_name, failure.message.en);
  }
  return failure;
}

std::string format_of(std::string_view file_name) {
  return file_name.ends_with(".md") || file_name.ends_with(".markdown") ? "md" : "txt";
}

}  // namespace

Result<Document> read_document(std::string_view bytes, std::string_view file_name, std::size_t max_bytes) {
  if (bytes.size() > max_bytes) {
    return named(
        error(ErrorCode::kTooLarge, fmt::format("文件太大：{} 字节，上限 {} 字节", bytes.size(), max_bytes),
              fmt::format("the file is too large: {} bytes, the limit is {}", bytes.size(), max_bytes)),
        file_name);
  }
  Result<Decoded> decoded = decode(bytes);
  if (!decoded.ok()) return named(decoded.error(), file_name);
  if (utf8::trim(decoded->text).empty()) {
    return named(error(ErrorCode::kInvalid, "文件里没有文字", "the file holds no words"), file_name);
  }
  return Document{std::move(decoded->text),
                  std::move(decoded->encoding),
                  format_of(file_name),
                  std::move(decoded->broken),
                  {}};
}

}  // namespace duban
