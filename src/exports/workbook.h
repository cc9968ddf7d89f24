#pragma once

// What the writers of workbooks share: one in a temporary file, and how high a row of wrapped text is. Only for
// src/exports.

#include <string>
#include <string_view>

#include "base/result.h"

struct lxw_workbook;

namespace duban {

// Gone with its file where bytes() was not asked for. It bears no time of day, so that the same cells give the
// same bytes. Rows must be written from above to below.
class Workbook {
 public:
  static Result<Workbook> make(std::string_view title = {});
  Workbook(Workbook&& other) noexcept;
  Workbook& operator=(Workbook&&) = delete;
  ~Workbook();
  lxw_workbook* get() { return book_; }
  Result<std::string> bytes();  // closes it

 private:
  Workbook() = default;
  std::string path_;
  lxw_workbook* book_ = nullptr;
};

// How many lines a text takes in a cell of that width: a Chinese character is two wide.
int lines_of(std::string_view text, double width);

}  // namespace duban
