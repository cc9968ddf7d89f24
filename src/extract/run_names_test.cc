#include "extract/run_names.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

struct Case {
  std::string_view words;
  std::string_view front;
};

TEST(RunNames, AUnitEndsWhereTheNextBegins) {
  for (const auto& [words, front] : std::initializer_list<Case>{
           {"各街道市国有公司", "各街道"},
           {"各乡镇县属企业", "各乡镇"},
           {"各街道区财政局", "各街道"},
           {"各乡镇人民政府县教育局", "各乡镇人民政府"},
           {"各县市区县财政局", "各县市区"},
           {"市公安局交警支队城管局", "市公安局交警支队"},
           {"市住建局交警支队城管局", "市住建局"},
           {"区经贸局工商东湾分局各街道", "区经贸局"},
           {"县生态环境局东山分局各乡镇", "县生态环境局东山分局"},
       }) {
    EXPECT_EQ(words.substr(0, unit_in_front(words, false).size), front) << words;
  }
}

TEST(RunNames, APersonEndsWhereAKnownDepartmentBegins) {
  for (const auto& [words, front] : std::initializer_list<Case>{
           {"张菁民政局各街道", "张菁"},
           {"何海平教育局经开区", "何海平"},
           {"彭伟区应急管理局", "彭伟"},
       }) {
    EXPECT_EQ(words.substr(0, person_in_front(words, false)), front) << words;
  }
}

}  // namespace
}  // namespace duban
