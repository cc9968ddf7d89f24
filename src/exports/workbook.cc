#include "exports/workbook.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/files.h"

namespace duban {

Result<Workbook> Workbook::make(std::string_view title) {
  std::string path = (std::filesystem::temp_directory_path() / "duban-xlsx-XXXXXX").string();
  const int handle = ::mkstemp(path.data());
  if (handle < 0) return file_error(path, errno);
  ::close(handle);
  std::string folder = std::filesystem::temp_directory_path().string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder.data();
  Workbook out;
  out.path_ = path;
  out.book_ = workbook_new_opt(path.c_str(), &options);
  if (out.book_ == nullptr) return file_error(path, ENOMEM);
  lxw_doc_properties properties{};
  std::string name(title);
  properties.title = name.data();
  properties.created = 1;  // 0 stands for now
  workbook_set_properties(out.book_, &properties);
  return out;
}

Workbook::Workbook(Workbook&& other) noexcept
    : path_(std::exchange(other.path_, {})), book_(std::exchange(other.book_, nullptr)) {}

Workbook::~Workbook() {
  if (book_ != nullptr) workbook_close(book_);
  if (!path_.empty()) ::unlink(path_.c_str());
}

Result<std::string> Workbook::bytes() {
  const lxw_error code = workbook_close(std::exchange(book_, nullptr));
  if (code != LXW_NO_ERROR) return file_error(path_, code == LXW_ERROR_CREATING_TMPFILE ? ENOSPC : EIO);
  return read_file(path_);
}

int lines_of(std::string_view text, double width) {
  int lines = 1;
  double used = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      ++lines;
      used = 0;
      continue;
    }
    if ((byte & 0xC0) == 0x80) continue;
    const double wide = byte >= 0x80 ? 2 : 1;
    if (used + wide > width) {
      ++lines;
      used = 0;
    }
    used += wide;
  }
  return lines;
}

}  // namespace duban
