#pragma once

#include "text/mapped.h"

namespace duban {

// Labels that a page wrote apart or in bold become whole words in front of their colon, so that every later pass
// knows them: 牵 头 单 位：, 责任单 位:, **牵头单位：** and **牵头单位**： all become 牵头单位：. Blanks and asterisks
// that belong to no known label stay.
void close_labels(Mapped& text);

}  // namespace duban
