#pragma once

// Pages whose article stands in a script as a string of HTML, and is put in its place only when a browser runs it.

#include <optional>
#include <string>
#include <string_view>

namespace duban {

// The page with the script that holds the longest such string replaced by the HTML of the string, escapes undone (\n \t \" \/
// \uXXXX, ECMA-404). Nothing where no string has several paragraphs or cells, or where the page shows (`shown`, its text without
// the string) more than it holds or the same. Takes a look at each byte of the scripts.
std::optional<std::string> with_article_of_script(std::string_view page, std::string_view shown);

}  // namespace duban
