#pragma once

#include "text/mapped.h"

namespace duban {

// Labels that a page wrote apart or in bold become whole words in front of their colon, so that every later pass
// knows them: 牵 头 单 位：, 责任单 位:, **牵头单位：** and **牵头单位**： all become 牵头单位：, and so does the 牵头单位 with
// a blank for its colon in a bracket of labels （牵头单位 市教育局，配合单位 市财政局） or behind a stop, where what the label asks
// for follows: 新建学校3所。牵头单位 市教育局. 【序号】3 becomes the number alone. Blanks and asterisks
// that belong to no known label stay. Labels that only the
// lines of the paper tell are mended later (bare_labels.h): this comes before tables are looked for.
void close_labels(Mapped& text);

}  // namespace duban
