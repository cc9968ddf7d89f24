#include "base/json.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(Json, NestsAndPlacesCommas) {
  JsonWriter json;
  json.begin_object().field("任务", "新建\"5个\"\n").key("n").begin_array().integer(1).integer(2).end_array();
  json.key("empty").begin_object().end_object().field("ok", true).key("none").null().end_object();
  EXPECT_EQ(json.text(), R"({"任务":"新建\"5个\"\n","n":[1,2],"empty":{},"ok":true,"none":null})");
}

TEST(Json, WritesNumbersAsPrinted) {
  JsonWriter json;
  json.begin_array().number(4.5).number(450000).number(50000000000).number(0.1).number(0).end_array();
  EXPECT_EQ(json.text(), "[4.5,450000,50000000000,0.1,0]");
}

TEST(Json, MendsBrokenUtf8) {
  JsonWriter json;
  json.string("a\xff\xe4\xb8z\x01");
  EXPECT_EQ(json.text(), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\\u0001\"");
}

}  // namespace
}  // namespace duban
