// tests/documents/<name>/: a paper written for the test (source.txt, in any encoding, or source.html,
// source.docx, …) and what must be read from it (expected.json, exactly). `duban_tests --update` rewrites the
// expectations: read that diff as you would read code.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "extract/extract.h"
#include "plan/plan_json.h"
#include "read/read.h"
#include "text/traditional.h"
#include "text/utf8.h"
#include "update.h"
#include "source_folder.h"

namespace duban {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// source.txt, source.html, source.docx, …
fs::path source_of(const fs::path& folder) {
  for (const auto& each : fs::directory_iterator(folder)) {
    if (each.path().stem() == "source") return each.path();
  }
  return folder / "source.txt";
}

std::vector<std::string> document_names() {
  std::vector<std::string> names;
  for (const auto& each : fs::directory_iterator(source_folder() + "/tests/documents"))
    names.push_back(each.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

class Documents : public ::testing::TestWithParam<std::string> {};

TEST_P(Documents, AreReadAsExpected) {
  const fs::path folder = fs::path(source_folder() + "/tests/documents") / GetParam();
  const Result<Document> document =
      read_document(bytes_of(source_of(folder)), source_of(folder).filename().string());
  ASSERT_TRUE(document.ok()) << document.error().message.en;
  Json given = Json::parse(to_json(extract(*document)));
  given["encoding"] = document->encoding;
  const std::string text = given.dump(1) + "\n";
  if (update_wanted()) std::ofstream(folder / "expected.json", std::ios::binary) << text;
  EXPECT_EQ(text, bytes_of(folder / "expected.json")) << "duban_tests --update rewrites " << folder;
}

// Whatever is read, its words stand where it says.
TEST_P(Documents, HoldTheirWordsWhereTheSpansSay) {
  const fs::path folder = fs::path(source_folder() + "/tests/documents") / GetParam();
  const Result<Document> document =
      read_document(bytes_of(source_of(folder)), source_of(folder).filename().string());
  ASSERT_TRUE(document.ok());
  const Plan plan = extract(*document);
  const auto in_text = [&](Span span) { return span.begin <= span.end && span.end <= document->text.size(); };
  std::vector<Task> tasks = plan.tasks;
  for (const TaskList& list : plan.lists) tasks.insert(tasks.end(), list.tasks.begin(), list.tasks.end());
  for (const Task& task : tasks) {
    EXPECT_TRUE(in_text(task.span));
    EXPECT_FALSE(task.text_spans.empty()) << task.no;
    for (const Span& span : task.text_spans) EXPECT_TRUE(in_text(span));
    for (const auto* names : {&task.leaders, &task.lead_units, &task.responsible_units}) {
      for (const Name& name : *names) {
        EXPECT_TRUE(!name.spans.empty() || !name.rule.empty()) << name.text;
        for (const Span& span : name.spans) {
          ASSERT_TRUE(in_text(span));
          const std::string words =
              utf8::squeeze(utf8::ascii_brackets(document->text.substr(span.begin, span.size())));
          Mapped printed;
          printed.copy(words, 0);
          const std::string simplified(to_simplified(printed).view());
          EXPECT_TRUE(name.text.find(words) != std::string::npos || name.text.find(simplified) != std::string::npos)
              << name.text << " at " << words;
        }
      }
    }
    for (const Target& target : task.targets) EXPECT_TRUE(in_text(target.span));
  }
  for (const Anomaly& each : plan.anomalies) {
    ASSERT_TRUE(in_text(each.span));
    EXPECT_EQ(each.text, document->text.substr(each.span.begin, each.span.size()));
    EXPECT_FALSE(each.where.empty());
    EXPECT_FALSE(each.reason.empty());
    EXPECT_FALSE(each.rule.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Extract, Documents, ::testing::ValuesIn(document_names()),
                         [](const auto& name) { return name.param; });

}  // namespace
}  // namespace duban
