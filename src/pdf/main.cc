// duban-pdf: the words and rules of a PDF with their places, for duban. A program of its own, so that neither a
// crash nor the licence of Poppler reaches the server. Reads the file from standard input.
//   duban-pdf                       writes lines:
//     P width height                a page; points, the origin at the top left
//     W left top right bottom size words
//     L left top right bottom       a drawn line along an axis (the frame of a cell)
//     I share                       how much of the page pictures cover, in hundredths
//     U share 100                   letters whose font does not say what they are, in hundredths
//     ! locked | damaged | pages    why nothing (more) is said
//     E                             the end was reached
//   duban-pdf --picture PAGE        that page (from 1) as a grey picture (PGM), for a program that recognises
//   words
// Comments on a page and rotated words (watermarks) are no part of its text.

#include <Annot.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <SplashOutputDev.h>
#include <Stream.h>
#include <splash/SplashBitmap.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr int kMostPages = 1500;
constexpr rlim_t kLeastMemory = rlim_t{256} << 20U;  // what Poppler needs for any file
constexpr rlim_t kMostMemory = rlim_t{2} << 30U;
constexpr rlim_t kMemoryPerByte = 20;
constexpr rlim_t kLeastSeconds = 5;  // a small file that takes longer is a bomb
constexpr rlim_t kBytesPerSecond = 50'000;
constexpr rlim_t kMostSeconds = 60;
constexpr std::size_t kMostWordsOnPage = 200'000;
constexpr std::size_t kMostRulesOnPage = 40'000;
constexpr double kPictureDpi = 300;
constexpr double kMostPictureSide = 20'000;  // pixels

void limit(int resource, rlim_t value) {
  const rlimit bounds{value, value};
  setrlimit(resource, &bounds);
}

void append_utf8(std::string& out, Unicode point) {
  if (point < 0x20) point = ' ';
  if (point >= 0x110000 || (point >= 0xD800 && point <= 0xDFFF)) point = 0xFFFD;
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (point >> 6U)));
    out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
  } else if (point < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (point >> 12U)));
    out.push_back(static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
  } else {
    out.push_back(static_cast<char>(0xF0U | (point >> 18U)));
    out.push_back(static_cast<char>(0x80U | ((point >> 12U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
  }
}

// Whether a font says which characters its glyphs are: by a table of its own, or by an encoding that is known.
bool knows_its_letters(const GfxFont& font) {
  if (font.hasToUnicodeCMap()) return true;
  Ref embedded;
  if (font.isCIDFont()) {
    const GooString* collection = static_cast<const GfxCIDFont&>(font).getCollection();
    return collection != nullptr && collection->toStr() != "Adobe-Identity" &&
           collection->toStr() != "Adobe-UCS";
  }
  return !font.getEmbeddedFontID(&embedded) || static_cast<const Gfx8BitFont&>(font).getHasEncoding();
}

struct Letter {
  double along = 0;   // of its beginning, in the direction of writing
  double across = 0;  // of its base line
  double size = 0;
  double advance = 0;
  std::string words;
};

struct Word {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;
  double end = 0;     // where the next letter should stand
  double across = 0;  // of the base line
  int turn = 0;       // in quarters of a circle
  bool blank = false;  // one is typed in front of it
  std::string words;
};

struct Rule {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

// Takes letters and drawn lines as Poppler comes to them.
class PageTaker : public OutputDev {
 public:
  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int, int,
                         double, double) override {
    return true;
  }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return true; }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return true; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return true; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return true; }

  void startPage(int, GfxState* state, XRef*) override {
    words_.clear();
    rules_.clear();
    pictures_ = 0;
    typed_blank_ = false;
    width_ = state->getPageWidth();
    height_ = state->getPageHeight();
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode, int,
                const Unicode* u, int length) override {
    const GfxFont* font = state->getFont().get();
    if (font == nullptr) return;
    std::string letters;
    bool blank = true;
    bool sure = length > 0;
    for (int i = 0; i < length; ++i) {
      blank = blank && (u[i] <= 0x20 || u[i] == 0xA0 || u[i] == 0x3000);
      sure = sure && u[i] != 0 && u[i] != 0xFFFD && (u[i] < 0xE000 || u[i] > 0xF8FF);
      append_utf8(letters, u[i]);
    }
    if (blank && length > 0) {
      typed_blank_ = true;
      return;
    }
    ++all_;
    if (!sure || !knows_its_letters(*font)) ++unsure_;
    if (length == 0) letters = "\xEF\xBF\xBD";
    double x1 = 0, y1 = 0, advance_x = 0, advance_y = 0;
    state->transform(x, y, &x1, &y1);
    state->transformDelta(dx, dy, &advance_x, &advance_y);
    // which way the letters stand
    const double* text = state->getTextMat();
    const double* page = state->getCTM();
    const double way_x = text[0] * page[0] + text[1] * page[2];
    const double way_y = text[0] * page[1] + text[1] * page[3];
    const double most = std::max(std::fabs(way_x), std::fabs(way_y));
    if (most == 0 || std::min(std::fabs(way_x), std::fabs(way_y)) > most * 0.05) return;  // a watermark
    const int turn = std::fabs(way_x) >= std::fabs(way_y) ? (way_x > 0 ? 0 : 2) : (way_y > 0 ? 1 : 3);
    double size = state->getTransformedFontSize();
    const double advance = std::hypot(advance_x, advance_y);
    if (font->getType() == fontType3) {
      const double* matrix = font->getFontMatrix();
      size *= std::max(std::fabs(matrix[3]), std::fabs(matrix[0])) * kType3Em;
      if (size < advance || size > advance * 8) size = advance;
    }
    if (!(size > 0.5 && size < 2000) || !std::isfinite(x1) || !std::isfinite(y1)) return;
    if (font->getWMode() != 0) x1 -= size / 2;  // written downwards: each letter stands for itself
    put(turn, x1, y1, size, font->getWMode() == 0 ? advance : size, letters);
  }

  void stroke(GfxState* state) override {
    GfxRGB colour;
    state->getStrokeRGB(&colour);
    if (is_white(colour)) return;
    const GfxPath* path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
      const GfxSubpath* part = path->getSubpath(i);
      for (int k = 1; k < part->getNumPoints(); ++k) {
        if (part->getCurve(k)) continue;
        double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        state->transform(part->getX(k - 1), part->getY(k - 1), &x0, &y0);
        state->transform(part->getX(k), part->getY(k), &x1, &y1);
        rule(x0, y0, x1, y1);
      }
    }
  }
  void fill(GfxState* state) override {
    GfxRGB colour;
    state->getFillRGB(&colour);
    if (is_white(colour)) return;
    const GfxPath* path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
      const GfxSubpath* part = path->getSubpath(i);
      if (part->getNumPoints() < 4 || part->getNumPoints() > 5) continue;
      double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
      for (int k = 0; k < part->getNumPoints(); ++k) {
        double x = 0, y = 0;
        state->transform(part->getX(k), part->getY(k), &x, &y);
        left = std::min(left, x), right = std::max(right, x);
        top = std::min(top, y), bottom = std::max(bottom, y);
      }
      constexpr double kThickest = 3;  // more is a shaded cell
      if (bottom - top <= kThickest && right - left > bottom - top) {
        rule(left, (top + bottom) / 2, right, (top + bottom) / 2);
      } else if (right - left <= kThickest) {
        rule((left + right) / 2, top, (left + right) / 2, bottom);
      }
    }
  }
  void eoFill(GfxState* state) override { fill(state); }

  void drawImageMask(GfxState* state, Object* object, Stream* stream, int width, int height, bool invert,
                     bool interpolate, bool in_line) override {
    picture(state);
    OutputDev::drawImageMask(state, object, stream, width, height, invert, interpolate, in_line);
  }
  void drawImage(GfxState* state, Object* object, Stream* stream, int width, int height, GfxImageColorMap* map,
                 bool interpolate, const int* mask, bool in_line) override {
    picture(state);
    OutputDev::drawImage(state, object, stream, width, height, map, interpolate, mask, in_line);
  }
  void drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int,
                       bool, bool) override {
    picture(state);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int,
                           int, GfxImageColorMap*, bool) override {
    picture(state);
  }

  // The page as lines of text, its words the right way up.
  void say() {
    std::array<std::size_t, 4> turned{};
    for (const Word& word : words_) turned[static_cast<std::size_t>(word.turn)] += word.words.size();
    const auto turn = static_cast<int>(std::max_element(turned.begin(), turned.end()) - turned.begin());
    const bool side = turn % 2 == 1;
    std::printf("P %.1f %.1f\n", side ? height_ : width_, side ? width_ : height_);
    const bool blanks = says_blanks();
    for (const Word& word : words_) {
      const Rule at = turned_back({word.left, word.top, word.right, word.bottom}, turn);
      std::printf("W %.2f %.2f %.2f %.2f %.2f %s%s\n", at.left, at.top, at.right, at.bottom, word.size,
                  blanks && word.blank ? " " : "", word.words.c_str());
    }
    for (const Rule& each : rules_) {
      const Rule at = turned_back(each, turn);
      std::printf("L %.2f %.2f %.2f %.2f\n", at.left, at.top, at.right, at.bottom);
    }
    std::printf("I %.0f\n", std::min(100.0, pictures_ * 100));
  }
  void say_unsure() const { std::printf("U %zu %zu\n", all_ == 0 ? 0 : unsure_ * 100 / all_, std::size_t{100}); }

 private:
  static constexpr double kType3Em = 1000;

  static bool is_white(const GfxRGB& colour) {
    constexpr double kAlmost = 0.95;
    return colToDbl(colour.r) > kAlmost && colToDbl(colour.g) > kAlmost && colToDbl(colour.b) > kAlmost;
  }

  // Whether blanks part words. What a scanner recognised bears one behind every word, or every character.
  bool says_blanks() const {
    std::size_t blanks = 0;
    std::size_t bytes = 0;
    for (const Word& word : words_) blanks += word.blank, bytes += word.words.size();
    constexpr std::size_t kHanzi = 3;  // bytes
    return blanks * 4 * kHanzi < bytes;
  }

  Rule turned_back(const Rule& at, int turn) const {
    switch (turn) {
      case 1:
        return {at.top, width_ - at.right, at.bottom, width_ - at.left};
      case 2:
        return {width_ - at.right, height_ - at.bottom, width_ - at.left, height_ - at.top};
      case 3:
        return {height_ - at.bottom, at.left, height_ - at.top, at.right};
      default:
        return at;
    }
  }

  // One letter at the base line's point x, y. Letters fill 0.88 of their size above it, 0.12 below, whatever
  // their font says of itself: so all of one line stand on one line.
  void put(int turn, double x, double y, double size, double advance, const std::string& letters) {
    const double along = turn == 0 ? x : turn == 1 ? y : turn == 2 ? -x : -y;
    const double across = turn == 0 ? y : turn == 1 ? -x : turn == 2 ? -y : x;
    constexpr double kAbove = 0.88;
    const double above = across - size * kAbove;
    const double below = across + size * (1 - kAbove);
    Rule box;
    switch (turn) {
      case 1:
        box = {-below, along, -above, along + advance};
        break;
      case 2:
        box = {-along - advance, -below, -along, -above};
        break;
      case 3:
        box = {above, -along - advance, below, -along};
        break;
      default:
        box = {along, above, along + advance, below};
    }
    if (box.right < 0 || box.left > width_ || box.bottom < 0 || box.top > height_) return;
    bool behind_blank = false;
    if (!words_.empty()) {
      Word& last = words_.back();
      const double gap = along - last.end;
      if (last.turn == turn && std::fabs(last.across - across) < size * 0.1 &&
          std::fabs(last.size - size) < size * 0.05) {
        // printed twice, a little aside, to look bold
        if (std::fabs(gap + advance) < size * 0.15 && last.words.ends_with(letters)) return;
        if (gap > -size * 0.5 && gap < size * 0.15 && last.words.size() < 2000) {
          last.words += letters;
          last.end = along + advance;
          last.left = std::min(last.left, box.left), last.right = std::max(last.right, box.right);
          last.top = std::min(last.top, box.top), last.bottom = std::max(last.bottom, box.bottom);
          typed_blank_ = false;
          return;
        }
        behind_blank = typed_blank_ && gap > 0;
      }
    }
    typed_blank_ = false;
    if (words_.size() >= kMostWordsOnPage) return;
    Word word{box.left, box.top, box.right, box.bottom, size, along + advance, across, turn, behind_blank, letters};
    words_.push_back(std::move(word));
  }

  void rule(double x0, double y0, double x1, double y1) {
    constexpr double kStraight = 0.7;
    constexpr double kShortest = 4;
    const double wide = std::fabs(x1 - x0);
    const double high = std::fabs(y1 - y0);
    if ((wide > kStraight && high > kStraight) || std::max(wide, high) < kShortest) return;
    if (!std::isfinite(wide) || !std::isfinite(high) || rules_.size() >= kMostRulesOnPage) return;
    rules_.push_back(
        {std::clamp(std::min(x0, x1), -10.0, width_ + 10), std::clamp(std::min(y0, y1), -10.0, height_ + 10),
         std::clamp(std::max(x0, x1), -10.0, width_ + 10), std::clamp(std::max(y0, y1), -10.0, height_ + 10)});
  }

  void picture(const GfxState* state) {
    const double* at = state->getCTM();
    const double area = std::fabs(at[0] * at[3] - at[1] * at[2]);
    if (width_ > 0 && height_ > 0 && std::isfinite(area)) pictures_ += area / (width_ * height_);
  }

  std::vector<Word> words_;
  bool typed_blank_ = false;  // behind the last of them
  std::vector<Rule> rules_;
  double pictures_ = 0;
  double width_ = 0;
  double height_ = 0;
  std::size_t unsure_ = 0;
  std::size_t all_ = 0;
};

bool is_field(Annot* note, void*) { return note->getType() == Annot::typeWidget; }

int say_words(PDFDoc& document) {
  PageTaker taker;
  for (int i = 1; i <= document.getNumPages(); ++i) {
    if (i > kMostPages) {
      std::puts("! pages");
      return 0;
    }
    if (document.getPage(i) == nullptr) continue;
    document.displayPage(&taker, i, 72, 72, 0, false, true, false, nullptr, nullptr, is_field, nullptr);
    taker.say();
  }
  taker.say_unsure();
  std::puts("E");
  return 0;
}

int say_picture(PDFDoc& document, int page) {
  if (page < 1 || page > document.getNumPages() || document.getPage(page) == nullptr) return 1;
  const double longer = std::max(document.getPageCropWidth(page), document.getPageCropHeight(page));
  const double dpi = std::min(kPictureDpi, kMostPictureSide / std::max(1.0, longer) * 72);
  SplashColor paper = {255, 255, 255};
  SplashOutputDev painter(splashModeMono8, 1, false, paper);
  painter.startDoc(&document);
  document.displayPage(&painter, page, dpi, dpi, 0, false, true, false, nullptr, nullptr, is_field, nullptr);
  SplashBitmap* picture = painter.getBitmap();
  if (picture == nullptr || picture->getDataPtr() == nullptr) return 1;
  std::printf("P5\n%d %d\n255\n", picture->getWidth(), picture->getHeight());
  for (int y = 0; y < picture->getHeight(); ++y)
    std::fwrite(picture->getDataPtr() + static_cast<std::ptrdiff_t>(y) * picture->getRowSize(), 1,
                static_cast<std::size_t>(picture->getWidth()), stdout);
  return 0;
}

// In the release archive Poppler's tables of Chinese encodings stand beside this program.
std::string tables_folder() {
  std::array<char, 4096> path{};
  const ssize_t size = readlink("/proc/self/exe", path.data(), path.size() - 1);
  if (size <= 0) return {};
  std::string folder(path.data(), static_cast<std::size_t>(size));
  folder.resize(folder.rfind('/') + 1);
  folder += "../share/poppler";
  struct stat about {};
  return stat(folder.c_str(), &about) == 0 ? folder : std::string();
}

}  // namespace

int main(int count, char** arguments) {
  std::ios::sync_with_stdio(false);
  std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
  const bool picture = count == 3 && std::string_view(arguments[1]) == "--picture";
  limit(RLIMIT_AS, picture ? kMostMemory : std::min(kMostMemory, kLeastMemory + kMemoryPerByte * bytes.size()));
  limit(RLIMIT_CPU, picture ? kMostSeconds : std::min(kMostSeconds, kLeastSeconds + bytes.size() / kBytesPerSecond));
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  const std::string tables = tables_folder();
  globalParams = std::make_unique<GlobalParams>(tables.empty() ? nullptr : tables.c_str());
  setErrorCallback([](ErrorCategory, Goffset, const char*) {});
  PDFDoc document(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
  if (!document.isOk() || document.getNumPages() <= 0) {
    std::puts(document.getErrorCode() == errEncrypted ? "! locked" : "! damaged");
    return picture ? 1 : 0;
  }
  return picture ? say_picture(document, std::atoi(arguments[2])) : say_words(document);
}
