#pragma once

// Words of pictures by tesseract, where it and its Simplified Chinese are installed.

#include <string>
#include <string_view>

#include "base/result.h"
#include "read/page.h"

namespace duban {

inline constexpr int kMostPicturePages = 40;  // of one paper
inline constexpr int kMostPageSeconds = 90;

// tesseract's path; empty where it or its chi_sim is not installed. DUBAN_TESSERACT names another place, or
// none where it is empty.
std::string recognizer_program();

// The words of one picture (PNG, JPEG, TIFF, BMP, PGM) of `dpi` dots an inch. Errors: kUnsupported (no
// tesseract on this machine), kInvalid (no picture that it can read), kTooLarge (time or memory).
Result<Page> recognize_page(std::string_view picture, double dpi);

// A picture as a paper of one page.
Result<Document> read_picture(std::string_view bytes);
bool looks_like_picture(std::string_view bytes);

// What to do where tesseract is missing; what was asked for comes first in both languages.
Error no_recognizer(std::string_view zh, std::string_view en);
// Said with every text that was recognised; where, in both languages: 第 2 页, page 2.
Message recognized_remark(std::string_view zh_place, std::string_view en_place);

}  // namespace duban
