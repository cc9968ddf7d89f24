#include "exports/round_trip.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace duban {
namespace {

TripBook example_book() {
  TripBook book;
  book.token = "E12-9f3c01ab";
  book.title = "示例市2026年重点工作台账";
  TripSheet& tasks = book.sheets.emplace_back();
  tasks.name = "台账";
  tasks.columns = {
      {"no", "序号", false, 6}, {"text", "任务内容", true, 50}, {"lead_units", "牵头单位", true, 20}};
  tasks.rows = {{"T1", {"1", "新建充电桩300个", "市发展改革委"}},
                {"T2", {"2", "改造老旧小区45个\n其中县级12个", "市住房城乡建设局"}},
                {"T3", {"3", "=新建农村公路450公里", ""}},
                {"T4", {"4", "举办招聘会", "市人力资源社会保障局"}}};
  TripSheet& reports = book.sheets.emplace_back();
  reports.name = "填报";
  reports.columns = {{"text", "进展情况", true, 50}};
  reports.rows = {{"R7", {""}}};
  return book;
}

std::vector<SheetCells> went_out(const TripBook& book) {
  return read_xlsx_cells(trip_to_xlsx(book).value()).take();
}

// A person types into a cell.
void put(SheetCells& sheet, std::size_t row, std::size_t column, const std::string& words) {
  if (sheet.rows.size() <= row) sheet.rows.resize(row + 1);
  if (sheet.rows[row].size() <= column) sheet.rows[row].resize(column + 1);
  sheet.rows[row][column] = words;
}

std::vector<std::string> kinds(const TripReturn& back) {
  std::vector<std::string> out;
  for (const TripNote& note : back.notes) out.push_back(note.kind);
  return out;
}
using Words = std::vector<std::string>;

TEST(RoundTrip, WhatNobodyTouchedHasNoChange) {
  const TripBook book = example_book();
  const auto sheets = went_out(book);
  EXPECT_EQ(trip_token(sheets), book.token);
  const auto back = compare_trip(book, sheets);
  ASSERT_TRUE(back.ok());
  EXPECT_TRUE(back->changes.empty());
  EXPECT_TRUE(back->notes.empty());
  EXPECT_EQ(trip_from_json(to_json(book)).value(), book);
  EXPECT_EQ(trip_to_xlsx(book).value(), trip_to_xlsx(book).value());
}

TEST(RoundTrip, AChangedCellIsFoundWithItsPlace) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  put(sheets[0], 3, 2, "改造老旧小区50个\r\n其中县级12个  ");
  put(sheets[0], 4, 3, "市交通运输局");
  put(sheets[1], 2, 1, "已开工12个");
  const auto back = compare_trip(book, sheets);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->changes, (std::vector<TripChange>{{0, 1, 1, "C4", "改造老旧小区45个\n其中县级12个",
                                                     "改造老旧小区50个\n其中县级12个"},
                                                    {0, 2, 2, "D5", "", "市交通运输局"},
                                                    {1, 0, 0, "B3", "", "已开工12个"}}));
}

TEST(RoundTrip, BlanksAndLineBreaksAreNoChange) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  put(sheets[0], 3, 2, "  改造老旧小区45个 \r\n其中县级12个\n");
  EXPECT_TRUE(compare_trip(book, sheets)->changes.empty());
}

TEST(RoundTrip, MovedRowsAreToldByTheirIds) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  put(sheets[0], 5, 2, "举办招聘会20场");
  std::reverse(sheets[0].rows.begin() + 2, sheets[0].rows.end());
  sheets[0].rows.insert(sheets[0].rows.begin() + 3, Words{});  // an empty row between
  const auto back = compare_trip(book, sheets);
  ASSERT_EQ(back->changes.size(), 1U);
  EXPECT_EQ(back->changes[0].row, 3U);
  EXPECT_EQ(back->changes[0].place, "C3");
  EXPECT_EQ(kinds(*back), Words{"moved_rows"});
}

TEST(RoundTrip, DroppedRowsAndColumnsAreNotEmptied) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  sheets[0].rows.erase(sheets[0].rows.begin() + 3);
  for (auto& row : sheets[0].rows) {
    if (row.size() > 3) row.erase(row.begin() + 3);
  }
  const auto back = compare_trip(book, sheets);
  EXPECT_TRUE(back->changes.empty());
  EXPECT_EQ(kinds(*back), (Words{"dropped_column", "dropped_rows"}));
  EXPECT_NE(back->notes[0].words.zh.find("牵头单位"), std::string::npos);
  EXPECT_NE(back->notes[1].words.zh.find("1 行"), std::string::npos);
}

TEST(RoundTrip, AddedAndRepeatedColumnsAreSaid) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  sheets[0].rows[1].insert(sheets[0].rows[1].end(), {"备注", "任务内容"});
  put(sheets[0], 2, 4, "加快");
  put(sheets[0], 2, 5, "另一个任务");
  const auto back = compare_trip(book, sheets);
  EXPECT_TRUE(back->changes.empty());
  EXPECT_EQ(kinds(*back), (Words{"added_column", "repeated_column"}));
  EXPECT_NE(back->notes[0].words.zh.find("E 列“备注”"), std::string::npos);
}

TEST(RoundTrip, IdsThatWereChangedOrCopiedAreNotTaken) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  auto& rows = sheets[0].rows;
  const std::string id = rows[2][0];
  EXPECT_TRUE(id.starts_with("T1-"));
  put(sheets[0], 3, 0, "T4" + id.substr(2));  // another task's number with this one's check
  put(sheets[0], 4, 0, "");                   // a row without id
  put(sheets[0], 4, 2, "新增任务");
  put(sheets[0], 5, 0, id);  // copied
  put(sheets[0], 5, 2, "不能算在第1项上");
  const auto back = compare_trip(book, sheets);
  EXPECT_TRUE(back->changes.empty());
  EXPECT_EQ(kinds(*back), (Words{"unknown_id", "new_row", "repeated_id", "dropped_rows"}));
  EXPECT_NE(back->notes[0].words.zh.find("A4"), std::string::npos);
  EXPECT_NE(back->notes[2].words.zh.find("第 3 行和第 6 行"), std::string::npos);
  // Ids of another export do not fit.
  TripBook other = book;
  other.token = "E13-00000000";
  EXPECT_EQ(kinds(*compare_trip(other, went_out(book))).front(), "unknown_id");
}

TEST(RoundTrip, MergedAndBrokenCellsAreNotTakenForEmptied) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  put(sheets[0], 3, 3, "");
  sheets[0].merges.push_back({2, 3, 3, 3});
  put(sheets[0], 2, 2, "#REF!");
  const auto back = compare_trip(book, sheets);
  EXPECT_TRUE(back->changes.empty());
  EXPECT_EQ(kinds(*back), (Words{"error_cell", "merged_cells"}));
  EXPECT_NE(back->notes[1].words.zh.find("D4"), std::string::npos);
}

TEST(RoundTrip, SheetsThatAreGoneRenamedOrAdded) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  sheets[0].name = "任务（改）";
  put(sheets[0], 2, 2, "新建充电桩500个");
  sheets.erase(sheets.begin() + 1);
  SheetCells sums;
  sums.name = "汇总";
  sums.rows = {{"合计", "4"}};
  sheets.push_back(std::move(sums));
  const auto back = compare_trip(book, sheets);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->changes.size(), 1U);
  EXPECT_EQ(kinds(*back), (Words{"dropped_sheet", "added_sheet"}));
}

TEST(RoundTrip, WithoutTheIdsNothingIsRead) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  for (auto& sheet : sheets) {
    for (auto& row : sheet.rows) {
      if (!row.empty()) row.erase(row.begin());
    }
  }
  EXPECT_EQ(compare_trip(book, sheets).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(trip_token({}), "");
  // The rows above may be deleted: the hidden sheet names the export too.
  sheets = went_out(book);
  sheets[0].rows.erase(sheets[0].rows.begin());
  sheets[1].rows.erase(sheets[1].rows.begin());
  EXPECT_EQ(trip_token(sheets), book.token);
  EXPECT_TRUE(compare_trip(book, sheets)->notes.empty());
}

TEST(RoundTrip, NotesOfAKindAreCountedNotEndless) {
  const TripBook book = example_book();
  auto sheets = went_out(book);
  for (int i = 0; i < 1000; ++i) sheets[0].rows.push_back({"", "", "新任务"});
  const auto back = compare_trip(book, sheets);
  EXPECT_EQ(back->notes.size(), kMaxTripNotes + 1);
  EXPECT_NE(back->notes.back().words.zh.find("980"), std::string::npos);
}

TEST(RoundTrip, DamagedRecordsAreRefused) {
  for (const char* json :
       {"", "{}", R"({"token":"E1","title":"","sheets":[{"name":"","columns":[],"rows":[["T1","x"]]}]})"}) {
    EXPECT_EQ(trip_from_json(json).error().code, ErrorCode::kDamaged) << json;
  }
}

}  // namespace
}  // namespace duban
