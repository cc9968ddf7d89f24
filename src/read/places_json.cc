#include "read/places_json.h"

#include <cmath>

#include "base/json.h"

namespace duban {
namespace {

double tenths(float points) { return std::round(static_cast<double>(points) * 10) / 10; }

}  // namespace

std::string places_json(const Document& document) {
  JsonWriter json;
  json.begin_object().key("pages").begin_array();
  for (const PageSize& page : document.pages)
    json.begin_array().number(tenths(page.width)).number(tenths(page.height)).end_array();
  json.end_array().key("places").begin_array();
  for (const Place& place : document.places) {
    json.begin_object().key("span").span(place.at).field("page", place.page).key("box").begin_array();
    for (const float side : {place.left, place.top, place.right, place.bottom}) json.number(tenths(side));
    json.end_array().end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace duban
