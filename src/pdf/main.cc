// duban-pdf: the words of a PDF with their places, for duban. A program of its own, so that neither a crash nor
// the licence of Poppler reaches the server. Reads the file from standard input and writes lines:
//   P width height               a page; points, the origin at the top left
//   W left top right bottom size words
//   ! locked | damaged | pages   why nothing (more) is said
//   E                            the end was reached

#include <poppler-document.h>
#include <poppler-page.h>
#include <sys/resource.h>

#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

namespace {

constexpr int kMostPages = 1500;
constexpr rlim_t kMostMemory = rlim_t{2} << 30U;
constexpr rlim_t kMostSeconds = 60;

void limit(int resource, rlim_t value) {
  const rlimit bounds{value, value};
  setrlimit(resource, &bounds);
}

}  // namespace

int main() {
  limit(RLIMIT_AS, kMostMemory);
  limit(RLIMIT_CPU, kMostSeconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  std::ios::sync_with_stdio(false);
  const std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (document == nullptr || document->is_locked()) {
    std::puts(document != nullptr ? "! locked" : "! damaged");
    return 0;
  }
  for (int i = 0; i < document->pages(); ++i) {
    if (i == kMostPages) {
      std::puts("! pages");
      return 0;
    }
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page == nullptr) continue;
    const poppler::rectf size = page->page_rect();
    std::printf("P %.1f %.1f\n", size.width(), size.height());
    for (const poppler::text_box& box : page->text_list(poppler::page::text_list_include_font)) {
      const poppler::rectf at = box.bbox();
      const poppler::byte_array words = box.text().to_utf8();
      std::string line(words.begin(), words.end());
      for (char& c : line) {
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
      }
      std::printf("W %.2f %.2f %.2f %.2f %.2f %s\n", at.left(), at.top(), at.right(), at.bottom(),
                  box.has_font_info() ? box.get_font_size() : at.height(), line.c_str());
    }
  }
  std::puts("E");
  return 0;
}
