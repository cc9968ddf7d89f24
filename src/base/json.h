#pragma once

// A streaming JSON writer: keys and values are appended as they come, commas are its business.
// Strings are escaped per RFC 8259 and written as UTF-8; broken UTF-8 becomes U+FFFD, so the output is always
// valid.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/span.h"

namespace duban {

class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& string(std::string_view text);
  JsonWriter& number(double value);  // shortest form, never an exponent below 1e15: 4.5, 450000
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& raw(std::string_view json);  // already JSON

  // key and value in one
  JsonWriter& field(std::string_view name, std::string_view text) { return key(name).string(text); }
  JsonWriter& field(std::string_view name, const char* text) { return key(name).string(text); }
  JsonWriter& field(std::string_view name, const std::string& text) { return key(name).string(text); }
  JsonWriter& field(std::string_view name, std::int64_t value) { return key(name).integer(value); }
  JsonWriter& field(std::string_view name, int value) { return key(name).integer(value); }
  JsonWriter& field(std::string_view name, std::uint32_t value) { return key(name).integer(value); }
  JsonWriter& field(std::string_view name, double value) { return key(name).number(value); }
  JsonWriter& field(std::string_view name, bool value) { return key(name).boolean(value); }

  JsonWriter& span(Span span) { return begin_array().integer(span.begin).integer(span.end).end_array(); }
  JsonWriter& spans(const Spans& spans);

  const std::string& text() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  JsonWriter& open(char c);
  JsonWriter& close(char c);
  void comma();

  std::string out_;
  bool first_ = true;  // nothing yet in the innermost object or array
  bool after_key_ = false;
};

// Appends text as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace duban
