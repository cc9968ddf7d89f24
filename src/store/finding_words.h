#pragma once

// What findings are called, and why they are worth a look, in the reader's language. The finders say why in
// Chinese, with the words of the paper; English has a sentence for each kind before it.

#include <string>
#include <string_view>

#include "base/result.h"

namespace duban {

// kind: the word of an AnomalyKind, or kLostCorrection, kReaderRemark; any other is its own name.
std::string finding_kind_name(std::string_view kind, Language language);
// severity: the word of a Severity.
std::string finding_severity_name(std::string_view severity, Language language);
// where: as Anomaly::where says it; what stands in “” and the paper's own marks stay as they are.
std::string finding_place(std::string_view where, Language language);
// reason: as it is kept.
std::string finding_reason(std::string_view kind, std::string_view reason, Language language);

}  // namespace duban
