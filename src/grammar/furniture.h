#pragma once

#include <string_view>

namespace duban {

// What a line is that belongs to the web page or the converter and not to the paper: the rule that says so,
// empty for a line of the paper. 当前位置：首页 > 政务公开, 责任编辑：…, - 12 -.
std::string_view page_furniture(std::string_view line);

// Whether a line is the number of a page and nothing else: - 12 -, 第3页.
bool is_page_number(std::string_view line);

}  // namespace duban
