#include "read/ofd.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "read/zip.h"

namespace duban {
namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string archive_of(const Parts& parts) {
  zip_error_t failure;
  zip_error_init(&failure);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &failure);
  zip_source_keep(target);
  zip_t* out = zip_open_from_source(target, ZIP_TRUNCATE, &failure);
  for (const auto& [name, bytes] : parts)
    zip_file_add(out, name.c_str(), zip_source_buffer(out, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
  CHECK(zip_close(out) == 0);
  CHECK(zip_source_open(target) == 0);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

const std::string kRoot =
    "<ofd:OFD "
    "xmlns:ofd='http://www.ofdspec.org/2016'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    "</ofd:DocBody></ofd:OFD>";
const std::string kDocument =
    "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea><TemplatePage ID='7' "
    "BaseLoc='Tpl/T.xml'/></CommonData><Pages><Page ID='1' BaseLoc='P/1.xml'/></Pages></Document>";

Result<Document> read_content(const std::string& content, const std::string& under = "<Page/>") {
  return read_ofd(archive_of({{"OFD.xml", kRoot},
                              {"Doc_0/Document.xml", kDocument},
                              {"Doc_0/Tpl/T.xml", under},
                              {"Doc_0/P/1.xml", "<Page><Template TemplateID='7'/><Content><Layer>" + content +
                                                    "</Layer></Content></Page>"}}));
}

TEST(Ofd, LettersStandWhereDeltaSays) {
  // the second object stands left of the first, on the same line; a run of three steps, and steps one by one
  const auto document = read_content(
      "<TextObject Boundary='60 50 50 6' Size='5'><TextCode X='0' Y='4.4' DeltaX='g 3 "
      "5'>牵头负责</TextCode></TextObject>"
      "<TextObject Boundary='30 50 40 6' Size='5'><TextCode X='0' Y='4.4' DeltaX='5 5 5 5 "
      "5'>县财政局（由</TextCode>"
      "</TextObject>");
  ASSERT_TRUE(document.ok()) << document.error().message.en;
  EXPECT_EQ(document->text, "县财政局（由牵头负责\n");
  ASSERT_EQ(document->places.size(), 1U);
  EXPECT_NEAR(document->places[0].left, 30 * 72 / 25.4, 0.1);
  EXPECT_NEAR(document->places[0].right, 80 * 72 / 25.4, 0.1);
}

TEST(Ofd, LettersBelowEachOtherAreLines) {
  const auto document = read_content(
      "<TextObject Boundary='30 50 6 30' Size='5'><TextCode X='0' Y='4.4' DeltaY='g 2 "
      "8'>经济类</TextCode></TextObject>");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "经\n济\n类\n");
}

TEST(Ofd, TemplatesArePrintedAnnotationsAndWatermarksAreNot) {
  const auto document = read_content(
      "<TextObject Boundary='30 80 50 6' Size='5'><TextCode X='0' Y='4'>正文</TextCode></TextObject>"
      "<TextObject Boundary='30 120 50 60' Size='5' CTM='0.7 0.7 -0.7 0.7 0 0'><TextCode X='0' "
      "Y='4'>内部</TextCode></TextObject>",
      "<Page><Content><Layer><TextObject Boundary='30 60 50 6' Size='5'><TextCode X='0' "
      "Y='4'>标题</TextCode></TextObject>"
      "</Layer></Content></Page>");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "标题\n正文\n");
}

TEST(Ofd, WhatCannotBeReadSaysWhy) {
  EXPECT_EQ(read_ofd("PK\x03\x04").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(read_ofd(archive_of({{"OFD.xml", kRoot}})).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(read_ofd(archive_of({{"OFD.xml", "<OFD/>"}})).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(read_ofd(archive_of({{"OFD.xml", kRoot}, {"Encryptions.xml", "<x/>"}})).error().code,
            ErrorCode::kUnsupported);
  EXPECT_NE(read_content("<ImageObject/>").error().message.zh.find("图片"), std::string::npos);
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += "<PageBlock>";
  for (int i = 0; i < 500; ++i) deep += "</PageBlock>";
  EXPECT_EQ(read_content(deep).error().code, ErrorCode::kInvalid);
  // a count that no memory would hold is that of the letters
  const auto many = read_content(
      "<TextObject Boundary='30 50 50 6' Size='5'><TextCode X='0' Y='4' DeltaX='g 99999999999 "
      "5'>任务</TextCode></TextObject>");
  ASSERT_TRUE(many.ok());
  EXPECT_EQ(many->text, "任务\n");
  // entities of a document type are not known, nothing is fetched
  const auto entities = read_content(
      "<TextObject Boundary='30 50 50 6' Size='5'><TextCode X='0' Y='4'>&a;</TextCode></TextObject>");
  ASSERT_TRUE(entities.ok());
  EXPECT_EQ(entities->text, "&a;\n");
}

}  // namespace
}  // namespace duban
