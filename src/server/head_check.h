#pragma once

// The head of a request, looked at before any parser: what two servers could read differently (RFC 9112,
// section 11.2, request smuggling) is refused, however harmless it may look.

#include <optional>
#include <string_view>

#include "base/result.h"

namespace duban::http {

struct HeadFault {
  int status;  // 400, 501 or 505
  Message message;
};

// head: all bytes up to and including the empty line. Nothing where there is nothing against it.
std::optional<HeadFault> head_fault(std::string_view head);

// Whether the bytes so far already hold a line end that is not CR LF (so that there is no need to wait for
// more).
bool has_bare_line_end(std::string_view bytes);

}  // namespace duban::http
