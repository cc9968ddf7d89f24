#include "base/clock.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(Clock, WritesAndReadsTimes) {
  EXPECT_EQ(utc_text(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc_text(1770280200123), "2026-02-05T08:30:00Z");
  EXPECT_EQ(utc_from_text("2026-02-05T08:30:00Z"), 1770280200000);
  EXPECT_EQ(china_date(1770307199999), "2026-02-05");  // 23:59:59.999 in Beijing
  EXPECT_EQ(china_date(1770307200000), "2026-02-06");
  EXPECT_EQ(utc_from_text("2026-02-06"), 1770307200000);
  for (const char* wrong : {"", "2026-02-30", "2026-13-01", "2026-2-5", "2026-02-05T24:00:00Z",
                            "2026-02-05 08:30:00Z", "2026-02-05T08:30:00+", "20x6-02-05"}) {
    EXPECT_FALSE(utc_from_text(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace duban
