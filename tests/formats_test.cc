// tests/formats: two papers, each in all formats, written by LibreOffice and Chromium (make.py says how). All
// give the ledger of the plain text.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "extract/extract.h"
#include "plan/plan_json.h"
#include "read/office.h"
#include "read/pdf.h"
#include "read/read.h"
#include "source_folder.h"
#include "text/utf8.h"

namespace duban {
namespace {

using Json = nlohmann::ordered_json;
std::string folder() { return source_folder() + "/tests/formats/"; }

Result<Document> read_file_of(const std::string& name) {
  std::ifstream file(folder() + name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return read_document(bytes, name);
}

// What a ledger shows of a plan: no places, and no blanks of the layout.
Json ledger_of(const Document& document) {
  const Json plan = Json::parse(to_json(extract(document)));
  Json out = Json::array();
  for (const Json& task : plan["tasks"]) {
    Json row;
    for (const char* key : {"no", "section", "leaders", "lead_units", "responsible_units", "shared",
                            "open_lead", "open_responsible", "deadline"})
      row[key] = task.value(key, Json());
    row["text"] = utf8::squeeze(task["text"].get<std::string>());
    for (Json target : task["targets"]) {
      target.erase("span");
      row["targets"].push_back(std::move(target));
    }
    out.push_back(std::move(row));
  }
  return out;
}

class Formats : public ::testing::TestWithParam<std::string> {};

TEST_P(Formats, GiveTheLedgerOfTheText) {
  const std::string name = GetParam();
  const std::string ending = name.substr(name.rfind('.') + 1);
  if (ending == "pdf" && !pdf_helper_found()) GTEST_SKIP() << "SKIP duban-pdf is not built here: " << name;
  if ((ending == "doc" || ending == "xls") && office_program().empty())
    GTEST_SKIP() << "SKIP LibreOffice is not installed: .doc and .xls were not read";
  const Result<Document> text = read_file_of(name.substr(0, name.find('.')) + ".txt");
  const Result<Document> given = read_file_of(name);
  ASSERT_TRUE(text.ok());
  ASSERT_TRUE(given.ok()) << given.error().message.en;
  EXPECT_EQ(given->format, ending);
  const Json expected = ledger_of(*text);
  const Json found = ledger_of(*given);
  EXPECT_GE(expected.size(), 17U);
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(found[i].dump(1), expected[i].dump(1));
  // nothing of the paper's edge, and the same again
  EXPECT_EQ(given->text.find("公报"), std::string::npos);
  if (ending != "doc" && ending != "xls") {
    EXPECT_EQ(read_file_of(name)->text, given->text);
  }
}

std::vector<std::string> file_names() {
  std::vector<std::string> names;
  for (const auto& each : std::filesystem::directory_iterator(folder())) {
    const std::string name = each.path().filename();
    if (!each.is_regular_file()) continue;
    if (!name.ends_with(".txt") && !name.ends_with(".py") && !name.ends_with(".md")) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Read, Formats, ::testing::ValuesIn(file_names()), [](const auto& name) {
  std::string out = name.param;
  for (char& c : out) c = c == '.' ? '_' : c;
  return out;
});

// Each word of a page can be shown where it is printed.
TEST(Formats, PlacesLeadFromTheTextBackToThePage) {
  for (const std::string name : {"brackets.pdf", "table.pdf", "brackets.ofd", "table.ofd"}) {
    if (name.ends_with("pdf") && !pdf_helper_found()) GTEST_SKIP() << "SKIP duban-pdf is not built here";
    const Result<Document> document = read_file_of(name);
    ASSERT_TRUE(document.ok()) << document.error().message.en;
    ASSERT_FALSE(document->pages.empty());
    std::uint32_t end = 0;
    std::size_t covered = 0;
    for (const Place& place : document->places) {
      ASSERT_LE(end, place.at.begin);
      ASSERT_LT(place.at.begin, place.at.end);
      end = place.at.end;
      ASSERT_LE(end, document->text.size());
      covered += place.at.size();
      ASSERT_GE(place.page, 1U);
      ASSERT_LE(place.page, document->pages.size());
      EXPECT_LT(place.left, place.right);
      EXPECT_LT(place.top, place.bottom);
      EXPECT_GE(place.left, -1);
      EXPECT_LE(place.right, document->pages[place.page - 1].width + 1);
    }
    for (const char c : document->text) covered += c == '\n' || c == '\t';
    std::size_t indents = 0;
    for (std::size_t at = document->text.find("\n　　"); at != std::string::npos;
         at = document->text.find("\n　　", at + 1))
      indents += 6;
    EXPECT_GE(covered + indents + 16, document->text.size()) << name;  // all but blanks that the layout makes
    const std::size_t at = document->text.find(name.starts_with("table") ? "县数据局" : "市国资委牵头");
    const auto found =
        places_of(*document, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 12)});
    ASSERT_EQ(found.size(), 1U) << name;
    EXPECT_GE(found.front().page, 2U);
  }
}

}  // namespace
}  // namespace duban
