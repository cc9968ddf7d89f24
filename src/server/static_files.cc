#include "server/static_files.h"

#include <fmt/format.h>
#include <zlib.h>

#include <array>

namespace duban {
namespace {

struct ContentType {
  std::string_view ending;
  std::string_view type;
};

// clang-format off
constexpr ContentType kContentTypes[] = {
    {".html",  "text/html; charset=utf-8"},
    {".js",    "text/javascript; charset=utf-8"},
    {".css",   "text/css; charset=utf-8"},
    {".json",  "application/json; charset=utf-8"},
    {".svg",   "image/svg+xml"},
    {".png",   "image/png"},
    {".ico",   "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt",   "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
};
// clang-format on

std::string_view content_type_of(std::string_view path) {
  for (const ContentType& each : kContentTypes) {
    if (path.ends_with(each.ending)) return each.type;
  }
  return "application/octet-stream";
}

bool names_a_file(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

}  // namespace

std::string gunzip(std::string_view packed) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return {};  // 16: gzip, not zlib
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  std::array<char, 16384> piece{};
  int code = Z_OK;
  while (code == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return code == Z_STREAM_END ? out : std::string();
}

StaticFiles::StaticFiles(const std::vector<embedded::File>& files) {
  for (const embedded::File& file : files) {
    entries_.emplace(fmt::format("/{}", file.path), Entry{&file, std::string(content_type_of(file.path)),
                                                          std::string(file.sha256.substr(0, 32))});
  }
}

http::Response StaticFiles::answer(const http::Request& request) const {
  if (const auto found = entries_.find(request.path); found != entries_.end())
    return send(found->second, request);
  const auto index = entries_.find("/index.html");
  if (index == entries_.end()) {
    const Message missing{"这个程序没有打包网页，只提供接口 /api/v1",
                          "no pages are packed into this program; it serves /api/v1 only"};
    return http::problem(404, missing, request.language);
  }
  if (names_a_file(request.path)) {
    return http::problem(404, {"没有这个文件", "there is no such file"}, request.language);
  }
  return send(index->second, request);
}

http::Response StaticFiles::send(const Entry& entry, const http::Request& request) const {
  const bool packed = request.header("Accept-Encoding").find("gzip") != std::string_view::npos;
  http::Response response;
  response.content_type = entry.content_type;
  // The two forms are different bytes and so have different strong tags (RFC 9110 8.8.3).
  const std::string etag = fmt::format("\"{}{}\"", entry.etag, packed ? "-gz" : "");
  response.with("ETag", etag).with("Vary", "Accept-Encoding");
  // Vite puts a hash of the content into the name of everything in assets/.
  const bool hashed = entry.file->path.starts_with("assets/");
  response.with("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("If-None-Match").find(etag) != std::string_view::npos) {
    response.status = 304;
    response.content_type.clear();
    return response;
  }
  if (packed) {
    response.packed = entry.file->bytes;
    response.with("Content-Encoding", "gzip");
  } else {
    response.body = gunzip(entry.file->bytes);
  }
  return response;
}

}  // namespace duban
