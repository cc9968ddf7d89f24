#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "extract/extract.h"
#include "plan/plan_json.h"

// Replaced by src/cli.
int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::ifstream in(argv[2], std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const auto document = duban::read_document(bytes, argv[2]);
  if (!document.ok()) return 1;
  if (std::string(argv[1]) == "text") {
    std::cout << document->text;
  } else {
    std::cout << duban::to_json(duban::extract(*document)) << "\n";
  }
}
