#include "exports/zip_file.h"

#include <zip.h>

namespace duban {
namespace {

Error archive_failed(const char* why) {
  return error(ErrorCode::kNoSpace, std::string("无法生成文件：") + why,
               std::string("the file cannot be made: ") + why);
}

}  // namespace

Result<std::string> zip_of(const std::vector<ZipPart>& parts) {
  zip_error_t failure;
  zip_error_init(&failure);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &failure);
  if (target == nullptr) return archive_failed("memory");
  zip_source_keep(target);  // zip_close gives up one hold, we read with the other
  struct Freed {
    zip_source_t* source;
    ~Freed() { zip_source_free(source); }
  } const freed{target};
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &failure);
  if (archive == nullptr) {
    zip_source_free(target);
    return archive_failed("open");
  }
  constexpr zip_uint16_t kFirstDosDay = (0U << 9U) | (1U << 5U) | 1U;  // 1980-01-01
  for (const ZipPart& part : parts) {
    zip_source_t* source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
    const zip_int64_t at =
        source == nullptr ? -1 : zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
      if (source != nullptr) zip_source_free(source);
      zip_discard(archive);
      return archive_failed("member");
    }
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    zip_file_set_dostime(archive, static_cast<zip_uint64_t>(at), 0, kFirstDosDay, 0);
  }
  if (zip_close(archive) != 0) {
    zip_discard(archive);
    return archive_failed("close");
  }
  if (zip_source_open(target) != 0) return archive_failed("read");
  zip_source_seek(target, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  const zip_int64_t read = zip_source_read(target, out.data(), out.size());
  zip_source_close(target);
  if (read != static_cast<zip_int64_t>(out.size())) return archive_failed("read");
  return out;
}

}  // namespace duban
